"""Reports and results: what is stored, versioned, found, corrected, and read back."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from dateline.archive import Archive, RunDescription
from dateline.errors import ArchiveError, NotInArchive, ReviewError
from dateline.records import Coded

from .samples import DAY, OTHER_RUN, RUN, TEXT, changed, coded_for, incident_of, received


def put(archive: Archive, text: str = TEXT, run: RunDescription = RUN, **options: Any) -> str:
    report, data = received(text, **options)
    archive.put(report, data, run, coded_for(report))
    return report.id


def test_a_report_comes_back_as_it_was(archive: Archive) -> None:
    report, data = received(title="Shots", url="https://example.org/1")
    coded = coded_for(report)
    given = archive.put(report, data, RUN, coded, dates=[("page", "2017-07-09")], notes=["guessed encoding"])
    stored = archive.stored(report.id)
    assert stored is not None
    assert given == stored
    assert (stored.report, stored.version, stored.marked, stored.redacted) == (report, 1, False, False)
    assert (stored.dates, stored.notes) == ((("page", "2017-07-09"),), ("guessed encoding",))
    assert archive.data(report.id) == data
    assert archive.coded(report.id, RUN) == coded
    assert list(archive.newest()) == [(coded, RUN.id)]
    assert [r.report for r in archive.reports()] == [report]


@pytest.mark.parametrize("text", ["\0", "a\0b", "\ufeffx", "🙂\u202eabc", "line\r\n\r\nline", "x" * 100_000])
def test_odd_texts_survive(archive: Archive, text: str) -> None:
    report, data = received(text)
    archive.put(report, data, RUN, coded_for(report))
    stored = archive.stored(report.id)
    assert stored is not None
    assert stored.report.text == text


def test_the_same_report_again_adds_nothing(archive: Archive) -> None:
    put(archive)
    before = archive.sizes()
    put(archive)
    after = archive.sizes()
    assert {k: v for k, v in before.items() if k != "bytes"} == {k: v for k, v in after.items() if k != "bytes"}
    assert archive.history() == []


def test_a_new_run_leaves_the_old_one_readable(archive: Archive) -> None:
    report, data = received()
    first, second = coded_for(report), coded_for(report, status="alleged")
    archive.put(report, data, RUN, first)
    assert archive.coded(report.id, OTHER_RUN) is None
    archive.put(report, data, OTHER_RUN, second)
    assert list(archive.newest()) == [(second, OTHER_RUN.id)]
    assert archive.old(report.id, RUN.id) == first
    assert [(run.id, count) for run, _, count in archive.runs()] == [(RUN.id, 1), (OTHER_RUN.id, 1)]
    assert archive.runs(report.id) == archive.runs()
    assert archive.runs("nothing") == []
    archive.put(report, data, RUN, first)
    assert list(archive.newest()) == [(first, RUN.id)], "the newest result is the one stored last"
    with pytest.raises(NotInArchive, match=f"(?s)no result.*{RUN.id}, {OTHER_RUN.id}|{OTHER_RUN.id}, {RUN.id}"):
        archive.old(report.id, "0123")


def test_a_run_is_its_description() -> None:
    same = RunDescription("0.1.0", "reader-a", "ground-a", {"fast": False})
    assert (same.id, len(same.id)) == (RUN.id, 12)
    others = [
        RunDescription("0.1.1", "reader-a", "ground-a", {"fast": False}),
        RunDescription("0.1.0", "reader-b", "ground-a", {"fast": False}),
        RunDescription("0.1.0", "reader-a", "ground-b", {"fast": False}),
        RunDescription("0.1.0", "reader-a", "ground-a", {"fast": True}),
    ]
    assert len({run.id for run in (RUN, *others)}) == 5


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"text": "Other words."}, "text"),
        ({"data": b"other bytes"}, "bytes"),
        ({"title": "A title"}, "metadata"),
        ({"published": None}, "metadata"),
        ({"language": "fr"}, "metadata"),
    ],
)
def test_a_report_that_differs_is_a_new_version(archive: Archive, change: dict[str, Any], reason: str) -> None:
    put(archive, id_="r1")
    first = archive.stored("r1")
    assert first is not None
    put(archive, **({"id_": "r1"} | change))
    second = archive.stored("r1")
    assert second is not None
    assert second.version == 2
    assert archive.old("r1", RUN.id).report == second.report
    put(archive, **({"id_": "r1"} | change))
    assert archive.sizes()["versions"] == 2
    with archive._database.reading() as connection:
        reasons = connection.exec_driver_sql("SELECT reason FROM report_versions ORDER BY version").scalars().all()
    assert reasons == ["received", f"received again with other {reason}"]


def test_old_versions_keep_their_results(archive: Archive) -> None:
    put(archive, id_="r1")
    put(archive, "Other words.", run=OTHER_RUN, id_="r1")
    assert archive.old("r1", RUN.id).report.text == TEXT
    assert archive.coded("r1", RUN) is None, "its result is for another version"
    assert [run for _, run in archive.newest()] == [OTHER_RUN.id]


def test_evidence_is_kept_when_a_report_is_coded_again_without(archive: Archive) -> None:
    report, data = received()
    archive.put(report, data, RUN, coded_for(report), dates=[("page", "2017")], notes=["n"])
    archive.put(report, data, OTHER_RUN, coded_for(report))
    assert archive.find(report.id).dates == (("page", "2017"),)
    archive.put(report, data, OTHER_RUN, coded_for(report), dates=[("url", "2018")])
    assert (archive.find(report.id).dates, archive.find(report.id).notes) == ((("url", "2018"),), ("n",))
    assert archive.find(report.id).version == 1


def test_a_report_in_another_language_is_stored_with_the_reason(archive: Archive) -> None:
    report, data = received("Bonjour.", language="fr")
    archive.put(report, data, RUN, Coded(report=report, entities=(), mentions=()), why_not_coded="language fr")
    assert archive.why_not_coded(report.id) == "language fr"
    assert [coded.mentions for coded, _ in archive.newest()] == [()]
    assert archive.why_not_coded("nothing") is None


@pytest.mark.parametrize("given", ["full", "hash", "prefix", "bare prefix"])
def test_found_by_what_only_it_begins_with(archive: Archive, given: str) -> None:
    id_ = put(archive)
    wanted = {"full": id_, "hash": id_[7:], "prefix": id_[:12], "bare prefix": id_[7:12]}[given]
    assert archive.find(wanted).report.id == id_


def test_not_found_says_what_there_is(archive: Archive) -> None:
    for name in ("a-1", "a-2", "a%"):
        put(archive, name, id_=name, title=f"Title {name}")
    with pytest.raises(NotInArchive, match=r"several ids begin with 'a-': a-1 \(Title a-1\), a-2 \(Title a-2\)"):
        archive.find("a-")
    assert archive.find("a%").report.id == "a%"
    for wanted in ("b", "A-1", "", "sha256:", "a-1x", "_", "%"):
        with pytest.raises(NotInArchive, match="no report has the id"):
            archive.find(wanted)


def test_newest_of_some_reports_in_the_order_they_came(archive: Archive) -> None:
    ids = [put(archive, f"Text {n}", id_=f"r{n:03}") for n in range(120)]
    assert [c.report.id for c, _ in archive.newest()] == ids
    wanted = [ids[110], ids[3], "nothing", ids[3], *ids[50:70]]
    assert [c.report.id for c, _ in archive.newest(wanted)] == [ids[3], *ids[50:70], ids[110]]
    assert list(archive.newest([])) == []
    assert [s.report.id for s in archive.reports()] == ids


def test_reading_while_writing(archive: Archive) -> None:
    ids = [put(archive, f"Text {n}", id_=f"r{n:03}") for n in range(60)]
    seen = []
    for stored in archive.reports():
        seen.append(stored.report.id)
        put(archive, stored.report.text, run=OTHER_RUN, id_=stored.report.id)
    assert seen == ids


def test_a_correction_marks_for_recoding_and_beats_the_input(archive: Archive) -> None:
    id_ = put(archive)
    day = dt.date(2017, 8, 1)
    corrected = archive.correct(id_, published=day, title="Shots", by="Ada", reason="the page says so")
    assert (corrected.report.published, corrected.report.title, corrected.version) == (day, "Shots", 2)
    assert corrected.marked
    assert archive.marked() == [id_]
    assert archive.coded(id_, RUN) is None
    assert list(archive.newest()) == []
    [entry] = archive.history()
    assert (entry.kind, entry.report_id, entry.by, entry.reason) == ("corrected", id_, "Ada", "the page says so")
    assert entry.details["published"] == {"from": DAY.isoformat(), "to": day.isoformat()}
    assert entry.when.endswith("+00:00")

    report, data = received()
    effective = archive.as_stored(report)
    assert effective == corrected.report
    archive.put(report, data, RUN, coded_for(effective))
    stored = archive.find(id_)
    assert (stored.report, stored.version, stored.marked) == (effective, 2, False)
    assert archive.coded(id_, RUN) == coded_for(effective)
    assert [entry.kind for entry in archive.history()] == ["corrected", "recoded"]


def test_a_result_coded_before_the_correction_does_not_clear_the_mark(archive: Archive) -> None:
    id_ = put(archive)
    archive.correct(id_, published=None, by="Ada")
    put(archive)
    assert archive.marked() == [id_]
    assert archive.find(id_).report.published is None


def test_what_was_not_corrected_still_follows_the_input(archive: Archive) -> None:
    put(archive, id_="r1")
    archive.correct("r1", title="Right", by="Ada")
    put(archive, id_="r1", title="Wrong", outlet="Other Wire")
    report = archive.find("r1").report
    assert (report.title, report.outlet) == ("Right", "Other Wire")


def test_corrections_that_cannot_be(archive: Archive) -> None:
    id_ = put(archive)
    unchanging: list[dict[str, Any]] = [{}, {"published": DAY}, {"title": None, "outlet": "Wire"}]
    for changes in unchanging:
        with pytest.raises(ReviewError, match="nothing changes"):
            archive.correct(id_, by="Ada", **changes)
    with pytest.raises(ReviewError, match="who makes it"):
        archive.correct(id_, title="x", by=" ")
    with pytest.raises(NotInArchive):
        archive.correct("nothing", title="x", by="Ada")
    assert archive.find(id_).version == 1


def test_refused_results_store_nothing(archive: Archive) -> None:
    report, data = received()
    good = coded_for(report)
    twice = Coded(report=report, entities=(), mentions=good.mentions * 2)
    other = coded_for(changed(report, text="Other"))
    with pytest.raises(ArchiveError, match="one id"):
        archive.put(report, data, RUN, twice)
    with pytest.raises(ArchiveError, match="another text"):
        archive.put(report, data, RUN, other)
    with pytest.raises(ArchiveError, match="another text"):
        archive.put(report, data, RUN, coded_for(changed(report, id="other")))
    with pytest.raises(ArchiveError, match="SHA-256"):
        archive.put(report, b"other", RUN, good)
    with pytest.raises(ArchiveError, match="U\\+D800"):
        put(archive, "half \ud800")
    assert archive.sizes()["reports"] == archive.sizes()["runs"] == 0
    assert archive.stored(report.id) is None
    assert archive.data(report.id) is None


def test_incidents_are_replaced_as_a_whole(archive: Archive) -> None:
    report, data = received()
    coded = coded_for(report)
    archive.put(report, data, RUN, coded)
    first, second = incident_of(coded, id_="i-2"), incident_of(coded, id_="i-1")
    archive.replace_incidents([first, second])
    assert list(archive.iter_incidents()) == [first, second]
    assert archive.incident("i-2") == first
    with pytest.raises(NotInArchive, match="several ids begin with 'i': i-1, i-2"):
        archive.incident("i")
    for bad in ([incident_of(coded_for(changed(report, id="x")))], [first, first]):
        with pytest.raises(ArchiveError, match="do not fit together"):
            archive.replace_incidents(bad)
    assert list(archive.iter_incidents()) == [first, second]
    archive.replace_incidents(incident_of(c, id_="j1") for c, _ in archive.newest())
    assert archive.incident("j").id == "j1"
    for wanted in ("i-1", ""):
        with pytest.raises(NotInArchive, match="no incident"):
            archive.incident(wanted)
    archive.replace_incidents([])
    assert archive.sizes()["incidents"] == 0
