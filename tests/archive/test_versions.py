"""Any sequence of puts, corrections, purges and rebuilds, against a plain model of what should then be there."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from dateline.archive import KEEP, Archive, RunDescription, StoredReport
from dateline.decisions import MASK
from dateline.errors import ArchiveError, NotInArchive, ReviewError
from dateline.records import Coded, Report

from .samples import DAY, OTHER_RUN, RUN, TEXT, Ticking, coded_for, incident_of, received

IDS = st.sampled_from(["a", "b", "c"])
TEXTS = st.sampled_from([TEXT, "Calm in the hills.", "Rain fell."])
TITLES = st.sampled_from([None, "One", "Two"])
DAYS = st.sampled_from([None, dt.date(2016, 2, 29), DAY])
RUNS = st.sampled_from([RUN, OTHER_RUN])
NAMES = st.sampled_from(["Jane Doe", "Qasr", "hills"])


class History(RuleBasedStateMachine):
    """The archive beside a model: per report its newest stored form, its newest result, and the bans."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.archive = Archive.open(self.folder / "a.db", clock=Ticking())
        self.stored: dict[str, StoredReport] = {}
        self.newest: dict[str, tuple[int, str]] = {}
        self.purged: set[tuple[str, str]] = set()
        self.hidden: set[str] = set()
        self.lines = 0

    def teardown(self) -> None:
        self.archive.close()
        shutil.rmtree(self.folder)

    def banned(self, report: Report) -> bool:
        return any(report.id == id_ or report.sha256 == sha256 for id_, sha256 in self.purged)

    @rule(id_=IDS, text=TEXTS, title=TITLES, day=DAYS, run=RUNS)
    def put(self, id_: str, text: str, title: str | None, day: dt.date | None, run: RunDescription) -> None:
        report, data = received(text, id_=id_, title=title, published=day)
        known = self.stored.get(id_)
        entitled = self.archive.as_stored(report)
        try:
            now = self.archive.put(report, data, run, coded_for(entitled))
        except ArchiveError:
            assert (known is None and self.banned(report)) or self.hidden, "only what was purged is refused"
            assert self.archive.stored(id_) == known
            return
        assert not (known is None and self.banned(report))
        assert now.report == entitled
        assert not now.marked, "coded with the person's corrections"
        before = (known.version, known.report) if known else (0, None)
        assert now.version == before[0] + (now.report != before[1])
        if known is not None and known.marked:
            self.lines += 1
        self.stored[id_] = now
        self.newest[id_] = (now.version, run.id)

    @precondition(lambda self: self.stored)
    @rule(data=st.data(), title=TITLES, day=DAYS)
    def correct(self, data: st.DataObject, title: str | None, day: dt.date | None) -> None:
        id_ = data.draw(st.sampled_from(sorted(self.stored)))
        known = self.stored[id_]
        corrected = msgspec.structs.replace(known.report, title=title, published=day)
        if corrected == known.report:
            with pytest.raises(ReviewError, match="nothing changes"):
                self.archive.correct(id_, title=title, published=day, by="Ada")
            return
        self.stored[id_] = self.archive.correct(id_, title=title, published=day, by="Ada")
        assert self.stored[id_].report == corrected
        assert (self.stored[id_].version, self.stored[id_].marked) == (known.version + 1, True)
        self.newest.pop(id_, None)
        self.lines += 1

    @precondition(lambda self: self.stored)
    @rule(data=st.data())
    def purge_report(self, data: st.DataObject) -> None:
        id_ = data.draw(st.sampled_from(sorted(self.stored)))
        resting = [i.id for i in self.archive.iter_incidents() if any(s.report == id_ for s in i.support)]
        with self.archive._database.reading() as connection:
            sql = "SELECT DISTINCT coalesce(sha256, '') FROM report_versions WHERE report_id = ?"
            hashes = connection.exec_driver_sql(sql, (id_,)).scalars().all()
        self.archive.purge_report(id_, by="Ada", reason="")
        self.purged |= {(id_, sha256) for sha256 in hashes}
        del self.stored[id_]
        self.newest.pop(id_, None)
        self.lines += 1
        assert self.archive.is_purged(id_)
        assert not set(resting) & {i.id for i in self.archive.iter_incidents()}

    @rule(name=NAMES)
    def purge_name(self, name: str) -> None:
        held = [id_ for id_ in self.stored if any(name in text for text in self.texts_of(id_))]
        before = dict(self.stored)
        result = self.archive.purge_name(name, by="Ada", reason="")
        assert set(held) <= set(result.reports)
        for id_ in self.stored:
            now = self.archive.find(id_)
            if id_ in result.reports:
                assert now.redacted
                assert self.archive.data(id_) is None
                self.hidden.add(id_)
            else:
                assert now == before[id_]
            assert now.report.text == before[id_].report.text.replace(name, MASK * len(name)).replace(
                "JANE\n doe" if name == "Jane Doe" else "\0", MASK * 9
            )
            self.stored[id_] = now
        self.lines += 1

    def texts_of(self, id_: str) -> list[str]:
        with self.archive._database.reading() as connection:
            rows = connection.exec_driver_sql("SELECT text FROM report_versions WHERE report_id = ?", (id_,))
            return [str(text) for text in rows.scalars()]

    @rule()
    def rebuild(self) -> None:
        told = [coded for coded, _ in self.archive.newest() if coded.mentions]
        self.archive.replace_incidents(incident_of(coded, id_=f"i-{coded.report.id}") for coded in told)
        assert [i.id for i in self.archive.iter_incidents()] == [f"i-{coded.report.id}" for coded in told]

    @rule()
    def close_and_open(self) -> None:
        self.archive.close()
        self.archive = Archive.open(self.folder / "a.db", create=False, clock=Ticking())

    @invariant()
    def the_archive_is_sound(self) -> None:
        assert self.archive.check() == []

    @invariant()
    def every_report_is_as_it_was_left(self) -> None:
        held = {s.report.id: s for s in self.archive.reports()}
        assert held == self.stored
        assert self.archive.marked() == [s.report.id for s in held.values() if s.marked]

    @invariant()
    def the_newest_results_are_those_of_the_current_versions(self) -> None:
        told = [(coded, run) for coded, run in self.archive.newest()]
        order = [s.report.id for s in self.archive.reports()]
        assert [coded.report.id for coded, _ in told] == [id_ for id_ in order if id_ in self.newest]
        for coded, run in told:
            stored = self.stored[coded.report.id]
            assert coded.report == stored.report
            assert (stored.version, run) == self.newest[coded.report.id]
        assert [(c.report.id, r) for c, r in self.archive.newest(reversed(order))] == [
            (c.report.id, r) for c, r in told
        ]
        assert len(self.archive.mentions()) == sum(len(coded.mentions) for coded, _ in told)

    @invariant()
    def history_only_grows(self) -> None:
        entries = self.archive.history()
        assert len(entries) == self.lines
        assert [e.id for e in entries] == sorted({e.id for e in entries})


TestHistory = History.TestCase
TestHistory.settings = settings(max_examples=12, stateful_step_count=14, suppress_health_check=list(HealthCheck))
TestHistory = pytest.mark.slow(TestHistory)


# Corrections by example


@pytest.fixture
def stored(archive: Archive) -> Archive:
    report, data = received(id_="r1", title="Old", outlet="Wire", url="https://x.example/1")
    archive.put(report, data, RUN, coded_for(report))
    return archive


CORRECTIONS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"title": "New"}, {"title": {"from": "Old", "to": "New"}}),
    ({"title": None}, {"title": {"from": "Old", "to": None}}),
    ({"title": ""}, {"title": {"from": "Old", "to": ""}}),
    ({"published": dt.date(2017, 7, 10)}, {"published": {"from": "2017-07-09", "to": "2017-07-10"}}),
    ({"published": None}, {"published": {"from": "2017-07-09", "to": None}}),
    ({"outlet": "Other"}, {"outlet": {"from": "Wire", "to": "Other"}}),
    ({"url": None}, {"url": {"from": "https://x.example/1", "to": None}}),
    ({"title": "Old", "outlet": "Other"}, {"outlet": {"from": "Wire", "to": "Other"}}),
    ({"title": "New", "url": KEEP}, {"title": {"from": "Old", "to": "New"}}),
]


@pytest.mark.parametrize(("changes", "details"), CORRECTIONS)
def test_history_tells_what_a_correction_changed(
    stored: Archive, changes: dict[str, Any], details: dict[str, Any]
) -> None:
    before = stored.find("r1").report
    after = stored.correct("r1", **changes, by="Ada", reason="seen in print")
    expected = {name: value for name, value in changes.items() if value is not KEEP}
    assert after.report == msgspec.structs.replace(before, **expected)
    [entry] = stored.history()
    assert (entry.kind, entry.report_id, entry.by, entry.reason) == ("corrected", "r1", "Ada", "seen in print")
    assert entry.details == details


@pytest.mark.parametrize(("changes", "details"), CORRECTIONS)
def test_only_what_a_person_set_beats_the_input(
    stored: Archive, changes: dict[str, Any], details: dict[str, Any]
) -> None:
    stored.correct("r1", **changes, by="Ada")
    again, data = received(id_="r1", title="In", outlet="In", url="In", published=dt.date(1999, 1, 1))
    now = stored.put(again, data, RUN, coded_for(stored.as_stored(again)))
    for field in ("title", "outlet", "url", "published"):
        expected = changes[field] if field in details else getattr(again, field)
        assert getattr(now.report, field) == expected


@pytest.mark.parametrize(
    ("changes", "by", "message"),
    [
        ({}, "Ada", r"nothing changes: the report has this already \(no field\)"),
        ({"title": "Old"}, "Ada", r"\(title Old\).*title, outlet, url, published"),
        ({"title": KEEP, "url": KEEP}, "Ada", "no field"),
        ({"title": "New"}, "", "the name of who makes it"),
        ({"title": "New"}, " \n", "the name of who makes it"),
    ],
)
def test_a_correction_that_is_none_changes_nothing(
    stored: Archive, changes: dict[str, Any], by: str, message: str
) -> None:
    before = stored.find("r1")
    with pytest.raises(ReviewError, match=message) as caught:
        stored.correct("r1", **changes, by=by)
    assert caught.value.where == "r1"
    assert (stored.find("r1"), stored.history(), stored.marked()) == (before, [], [])


def test_a_report_that_is_not_there_cannot_be_corrected(stored: Archive) -> None:
    for id_ in ("r", "R1", ""):
        with pytest.raises(NotInArchive, match="Give the report's full id"):
            stored.correct(id_, title="New", by="Ada")


def test_a_correction_back_and_forth_is_three_versions(stored: Archive) -> None:
    for title in ("New", "Old"):
        stored.correct("r1", title=title, by="Ada")
    assert stored.find("r1").version == 3
    assert stored.sizes()["versions"] == 3
    assert list(stored.newest()) == [], "neither version has been coded"
    assert stored.old("r1", RUN.id).report.title == "Old"
    coded = coded_for(stored.find("r1").report)
    stored.put(stored.find("r1").report, received()[1], RUN, coded)
    assert [(c, run) for c, run in stored.newest()] == [(coded, RUN.id)]
    assert [e.kind for e in stored.history()] == ["corrected", "corrected", "recoded"]
    assert stored.history()[-1].details == {"run": RUN.id, "version": 3}


def test_an_old_result_keeps_the_metadata_it_was_coded_with(stored: Archive) -> None:
    stored.correct("r1", published=None, outlet="Other", by="Ada")
    report = stored.find("r1").report
    stored.put(report, received()[1], OTHER_RUN, coded_for(report))
    assert stored.old("r1", RUN.id).report.published == DAY
    assert stored.old("r1", OTHER_RUN.id).report.published is None
    assert stored.coded("r1", RUN) is None, "that run has not seen the current version"
    assert stored.mentions()["outlet"].to_list() == ["Other"]


def test_a_text_that_changes_and_changes_back(stored: Archive) -> None:
    first = stored.find("r1").report
    other, data = received("Nothing.", id_="r1", title="Old", url="https://x.example/1")
    stored.put(other, data, RUN, Coded(report=other, entities=(), mentions=()))
    stored.put(first, received()[1], RUN, coded_for(first))
    assert (stored.find("r1").version, stored.find("r1").report) == (3, first)
    assert stored.data("r1") == received()[1]
    assert stored.sizes()["coded"] == 3
