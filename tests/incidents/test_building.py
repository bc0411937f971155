"""Incidents in the archive: what comes near changes no other, and equals what is built as a whole."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.archive import Archive
from dateline.building import rebuild_incidents, update_incidents
from dateline.errors import NotInArchive, ReviewError
from dateline.records import Coded, Incident
from dateline.reviews import Anchor, anchor_of
from synthetic.reports import generate
from synthetic.settings import Settings

from ..archive.samples import OTHER_RUN, RUN
from ..making import coded

SEED, INCIDENTS, REPORTS = 5, 14, 60


@cache
def made() -> tuple[Coded, ...]:
    """Reports on few incidents, and copies of some under other outlets' names."""
    told = [c for c, _ in generate(SEED, INCIDENTS, settings=Settings())][:REPORTS]
    copies = [
        msgspec.structs.replace(c, report=msgspec.structs.replace(c.report, id=f"a-{c.report.id}", outlet="Copyist"))
        for c in told[::7]
    ]
    return (*told, *copies)


def store(archive: Archive, *reports: Coded) -> None:
    for report in reports:
        archive.put(report.report, report.report.text.encode(), RUN, report)


def contents(archive: Archive) -> set[bytes]:
    """The incidents without what an order of arrival may change: identifier and version."""
    same = (msgspec.structs.replace(i, id="", version=1, withdrawn=()) for i in archive.iter_incidents())
    return {msgspec.json.encode(i) for i in same}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db") as opened:
        yield opened
        assert opened.check() == []


KIRKUK = coded(
    "A car bomb exploded in Kirkuk on Monday, killing 12 people.", id="a", published="2025-03-10", outlet="One"
)
LATER = coded(
    "The death toll from Monday's car bombing in Kirkuk rose to 19 on Tuesday.", id="b", published="2025-03-11"
)  # fmt: skip
AGAIN = coded("A car bomb went off in Kirkuk on Monday, killing 12.", id="c", published="2025-03-11", outlet="Two")
ELSEWHERE = coded("Gunmen killed four men in Basra on Sunday.", id="d", published="2025-03-10")


def anchors(incident: Incident, *reports: Coded) -> list[Anchor]:
    known = {c.report.id: c for c in reports}
    names = [(s.report, s.mention) for s in incident.support]
    return [anchor_of(r, next(m for m in known[r].mentions if m.id == mention)) for r, mention in names]


@settings(max_examples=12)
@given(st.data())
def test_arrival_in_any_order_and_portions_equals_a_full_build(data: st.DataObject) -> None:
    """With reports withdrawn and reinstated, and decisions to join and to part, in between."""
    order = data.draw(st.permutations(range(len(made()))))
    bounds = sorted(data.draw(st.sets(st.integers(1, len(order) - 1), min_size=2, max_size=6)))
    portions = [order[a:b] for a, b in zip([0, *bounds], [*bounds, len(order)], strict=True)]
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "a.db") as archive:
        for number, portion in enumerate(portions):
            store(archive, *(made()[n] for n in portion))
            changed = {made()[n].report.id for n in portion}
            # Small archives are built as a whole: here, what is near must be built also there.
            _near(archive, changed)
            if number % 2 and len(incidents := list(archive.iter_incidents())) > 1:
                chosen = data.draw(
                    st.lists(st.sampled_from(incidents), min_size=2, max_size=2, unique_by=lambda i: i.id)
                )
                marks = [anchors(i, *made()) for i in chosen]
                archive.review("merge", [marks[0][0], marks[1][-1]], by="Ada")
                _near(archive, {marks[0][0].report, marks[1][-1].report})
                if len(marks[0]) > 1:
                    archive.review("split", marks[0][:1], apart=marks[0][1:], by="Ada")
                    _near(archive, {a.report for a in marks[0]})
                taken_back = data.draw(st.sampled_from([made()[n].report.id for n in portion]))
                archive.withdraw(taken_back, by="Ada")
                _near(archive, {taken_back})
        near = contents(archive)
        named = {i.id for i in archive.iter_incidents()}
        rebuild_incidents(archive)
        assert contents(archive) == near
        assert {i.id for i in archive.iter_incidents()} == named
        assert archive.check() == []


def _near(archive: Archive, changed: set[str]) -> None:
    if archive.built().rules is None:
        rebuild_incidents(archive)
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dateline.building.NEARBY_SHARE", 2.0)
        update_incidents(archive, changed)


def test_a_report_changes_only_the_incidents_near_it(archive: Archive) -> None:
    store(archive, *made())
    rebuild_incidents(archive)
    before = {i.id: i for i in archive.iter_incidents()}
    store(archive, KIRKUK)
    _near(archive, {"a"})
    after = {i.id: i for i in archive.iter_incidents()}
    assert {i: after[i] for i in before} == before
    (new,) = after.keys() - before.keys()
    assert {s.report for s in after[new].support} == {"a"}
    assert [c.kind for c in archive.incident_history(new)] == ["new"]


def test_a_later_toll_makes_a_version_that_says_what_changed_and_by_which_report(archive: Archive) -> None:
    store(archive, KIRKUK)
    (first,) = rebuild_incidents(archive)
    store(archive, LATER)
    update_incidents(archive, {"b"})
    (second,) = archive.iter_incidents()
    assert (second.id, second.version) == (first.id, 2)
    new, changed = archive.incident_history(first.id)
    assert (new.kind, new.version, changed.kind, changed.version) == ("new", 1, "changed", 2)
    assert changed.details["reports"] == {"gained": ["b"]}
    assert {"field": "killed", "before": "12", "after": "19 (12 to 19)"} in changed.details["fields"]
    rebuild_incidents(archive)
    assert list(archive.iter_incidents()) == [second], "building again changes nothing"
    assert len(archive.incident_history(first.id)) == 2


def test_a_withdrawn_report_leaves_its_incident_which_says_so(archive: Archive) -> None:
    store(archive, KIRKUK, LATER, AGAIN, ELSEWHERE)
    rebuild_incidents(archive)
    archive.withdraw("b", by="Ada", reason="the outlet took it back")
    update_incidents(archive, {"b"})
    incident = next(i for i in archive.iter_incidents() if i.place and i.place.name == "Kirkuk")
    assert incident.withdrawn == ("b",)
    assert {s.report for s in incident.support} == {"a", "c"}
    assert incident.harm[0].high == 12
    assert archive.incident_history(incident.id)[-1].details["withdrawn"] == ["b"]
    archive.withdraw("d", by="Ada")
    update_incidents(archive, {"d"})
    assert len(list(archive.iter_incidents())) == 1
    archive.withdraw("b", by="Ada", back=True)
    update_incidents(archive, {"b"})
    (incident,) = archive.iter_incidents()
    assert incident.withdrawn == ()
    assert {s.report for s in incident.support} == {"a", "b", "c"}


def test_one_whose_only_report_is_withdrawn_is_gone_and_the_archive_says_why(archive: Archive) -> None:
    store(archive, ELSEWHERE)
    (incident,) = rebuild_incidents(archive)
    archive.withdraw("d", by="Ada")
    update_incidents(archive, {"d"})
    with pytest.raises(NotInArchive, match=r"any more: withdrawn with d"):
        archive.incident(incident.id)


@pytest.mark.parametrize(("back", "message"), [(False, "withdrawn already"), (True, "not withdrawn already")])
def test_nothing_is_withdrawn_or_reinstated_twice(archive: Archive, message: str, *, back: bool) -> None:
    store(archive, ELSEWHERE)
    if not back:
        archive.withdraw("d", by="Ada")
    with pytest.raises(ReviewError, match=message):
        archive.withdraw("d", by="Ada", back=back)
    with pytest.raises(NotInArchive):
        archive.withdraw("nothing", by="Ada")
    with pytest.raises(ReviewError, match="name of who"):
        archive.withdraw("d", by=" ")


def test_merged_by_a_reviewer_they_are_one_until_it_is_undone_and_lineage_knows(archive: Archive) -> None:
    store(archive, KIRKUK, ELSEWHERE)
    one, other = rebuild_incidents(archive)
    number = archive.review("merge", [*anchors(one, KIRKUK), *anchors(other, ELSEWHERE)], by="Ada")
    update_incidents(archive, {"a", "d"})
    (joined,) = archive.iter_incidents()
    assert joined.review == "corrected"
    assert joined.decisions == (number,)
    (ended,) = {one.id, other.id} - {joined.id}
    assert archive.incident_history(ended)[-1].kind == "merged"
    with pytest.raises(NotInArchive, match=f"became part of {joined.id}"):
        archive.incident(ended)
    archive.undo_review(number, by="Ada")
    update_incidents(archive, {"a", "d"})
    assert len(list(archive.iter_incidents())) == 2
    assert {c.kind for i in archive.iter_incidents() for c in archive.incident_history(i.id)} >= {"split", "changed"}


def test_parted_by_a_reviewer_copies_are_two(archive: Archive) -> None:
    copy = msgspec.structs.replace(KIRKUK, report=msgspec.structs.replace(KIRKUK.report, id="z", outlet="Two"))
    store(archive, KIRKUK, copy)
    (incident,) = rebuild_incidents(archive)
    every = anchors(incident, KIRKUK, copy)
    one, other = ([a for a in every if a.report == report] for report in "az")
    archive.review("split", one, apart=other, by="Ada", reason="two bombs")
    update_incidents(archive, {"a", "z"})
    assert {frozenset(s.report for s in i.support) for i in archive.iter_incidents()} == {
        frozenset("a"),
        frozenset("z"),
    }


def test_a_correction_survives_new_weights_that_rename_and_move_the_mention(archive: Archive) -> None:
    store(archive, KIRKUK)
    (incident,) = rebuild_incidents(archive)
    archive.review(
        "correct", anchors(incident, KIRKUK), field="killed", value={"low": 10, "best": 11, "high": 14}, by="Ada"
    )
    moved = msgspec.structs.replace(
        KIRKUK.mentions[0], id="m7", trigger=KIRKUK.report.span(*_span(KIRKUK.report.text, "bomb exploded"))
    )
    archive.put(
        KIRKUK.report, KIRKUK.report.text.encode(), OTHER_RUN, msgspec.structs.replace(KIRKUK, mentions=(moved,))
    )
    update_incidents(archive, {"a"})
    (after,) = archive.iter_incidents()
    assert [s.mention for s in after.support] == ["m7"]
    assert (after.harm[0].low, after.harm[0].best, after.harm[0].high) == (10, 11, 14)
    assert after.review == "corrected"
    assert next(b for b in after.basis if b.field == "killed").rule == "decision 1 of Ada"


def _span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def test_a_purged_report_takes_its_words_out_of_what_was(archive: Archive) -> None:
    store(archive, KIRKUK, LATER)
    (incident,) = rebuild_incidents(archive)
    marks = [a for a in anchors(incident, KIRKUK, LATER) if a.report == "b"]
    archive.review("correct", marks, field="type", value="COERCE", by="Ada", reason="why")
    update_incidents(archive, {"b"})
    archive.purge_report("b", by="Ada", reason="asked")
    rebuild_incidents(archive)
    assert "b" not in {s.report for i in archive.iter_incidents() for s in i.support}
    assert all(c.details.get("fields", []) == [] for c in archive.incident_history(incident.id)[:-1])
    (decision,) = archive.review_decisions()
    assert (decision.anchors, decision.value, decision.reason) == ((), None, "")
    assert archive.incident(incident.id).version > incident.version


def test_a_purged_name_is_gone_from_decisions_history_and_withdrawals(archive: Archive) -> None:
    named = coded("Gunmen shot Jane Doe in Kirkuk on Monday.", id="n", published="2025-03-10")
    store(archive, named, AGAIN)
    rebuild_incidents(archive)
    incident = next(i for i in archive.iter_incidents() if any(s.report == "n" for s in i.support))
    party: dict[str, Any] = {"role": "victim", "name": "Jane Doe", "actor": None, "tellings": []}
    archive.review(
        "correct", anchors(incident, named)[:1], field="recipients", value=[party], by="Ada", reason="it is Jane Doe"
    )
    update_incidents(archive, {"n"})
    archive.withdraw("c", by="Ada", reason="asked by Jane Doe")
    archive.purge_name("Jane Doe", by="Ada", reason="asked")
    rebuild_incidents(archive)
    with archive._database.reading() as connection:
        rows = [
            row
            for table in ("incident_history", "incident_decisions", "withdrawn_reports", "incidents", "tellings")
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}")
        ]
    assert rows
    assert not any("Jane" in str(row) or "Doe" in str(row) for row in rows)
    (decision,) = archive.review_decisions()
    assert decision.value[0]["name"] == "█" * 8


def test_what_was_coded_before_a_kill_is_taken_in_by_the_next_update(archive: Archive) -> None:
    store(archive, *made()[:40])
    rebuild_incidents(archive)
    store(archive, KIRKUK)  # and the process was killed before it built anything
    store(archive, ELSEWHERE)
    update_incidents(archive, {"d"})
    assert {"a", "d"} <= {s.report for i in archive.iter_incidents() for s in i.support}
    before = archive.generation()
    update_incidents(archive)
    assert {"a", "d"} <= {s.report for i in archive.iter_incidents() for s in i.support}
    assert archive.generation() >= before
