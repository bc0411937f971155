"""Decisions on an archive as the command line and the desk make them: checked, written down, built in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dateline.archive import Archive
from dateline.building import update_incidents
from dateline.errors import NotInArchive, ReviewError, StaleEdit
from dateline.exporting import corrections_file
from dateline.exports import Correction
from dateline.records import Incident
from dateline.reviewing import Wish, review, undo
from dateline.reviews import anchor_of

from .archive.samples import RUN
from .making import coded

TEXTS = {
    "a": "A car bomb killed 12 people in Kirkuk, Iraq, on Monday, police said.",
    "b": "Gunmen shot three men dead in Tibú, Colombia, on Tuesday, the mayor said.",
}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db") as opened:
        for name, text in TEXTS.items():
            told = coded(text, id=name, published="2024-03-06")
            opened.put(told.report, text.encode(), RUN, told)
        update_incidents(opened)
        yield opened


def the(archive: Archive, report: str) -> Incident:
    return next(i for i in archive.iter_incidents() if i.support[0].report == report)


def test_a_correction_remembers_what_was_there_and_what_the_person_saw(archive: Archive) -> None:
    bomb = the(archive, "a")
    number = review(
        archive, Wish("correct", bomb.id, "Ada", "two hospitals", "killed", {"low": 9, "best": 9, "high": 9})
    )
    (made,) = archive.review_decisions()
    assert (made.id, made.incident, made.version) == (number, bomb.id, bomb.version)
    assert (made.before, made.value) == ({"low": 12, "best": 12, "high": 12}, {"low": 9, "best": 9, "high": 9})
    assert the(archive, "a").harm[0].best == 9
    undo(archive, number, by="Bo")
    assert the(archive, "a").harm == bomb.harm


@pytest.mark.parametrize(
    ("wish", "error", "message"),
    [
        (Wish("accept", "i-none", "Ada"), NotInArchive, "no incident"),
        (Wish("accept", "A", ""), ReviewError, "needs the name"),
        (Wish("merge", "A", "Ada"), ReviewError, "one incident already"),
        (Wish("merge", "A", "Ada", others=["A"]), ReviewError, "one incident already"),
        (Wish("split", "A", "Ada", apart=["a m9"]), ReviewError, "has no telling"),
        (Wish("correct", "A", "Ada", field="colour"), ReviewError, "no field"),
        (Wish("accept", "A", "Ada", versions={"A": 7}), StaleEdit, "has version 1 now, not 7"),
        (Wish("accept", "A", "Ada", versions={"A": 1, "i-none": 1}), StaleEdit, "is no more"),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    archive: Archive, wish: Wish, error: type[Exception], message: str
) -> None:
    def real(name: str) -> str:
        return the(archive, "a").id if name == "A" else name

    meant: dict[str, Any] = {
        "incident": real(wish.incident), "others": [real(o) for o in wish.others],
        "versions": {real(name): version for name, version in wish.versions.items()},
    }  # fmt: skip
    before = list(archive.iter_incidents())
    with pytest.raises(error, match=message):
        review(archive, Wish(wish.action, by=wish.by, field=wish.field, apart=wish.apart, **meant))
    assert archive.review_decisions() == []
    assert list(archive.iter_incidents()) == before


def test_a_decision_that_was_written_down_but_not_built_in_counts_for_the_next(archive: Archive) -> None:
    """Somebody else's process stopped between writing and building: the next one builds it in and finds it stale."""
    bomb = the(archive, "a")
    mention = next(m for c, _ in archive.newest(["a"]) for m in c.mentions if m.id == bomb.support[0].mention)
    archive.review("reject", [anchor_of("a", mention)], by="Bo", on=bomb, expected={bomb.id: bomb.version})
    assert archive.incident(bomb.id).review == "unreviewed", "not built in yet"
    with pytest.raises(StaleEdit, match="decides on it at this moment"):
        archive.review("accept", [anchor_of("a", mention)], by="Ada", on=bomb, expected={bomb.id: bomb.version})
    with pytest.raises(StaleEdit, match="has version 2 now, not 1"):
        review(archive, Wish("accept", bomb.id, "Ada", versions={bomb.id: bomb.version}))
    assert archive.incident(bomb.id).review == "rejected"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("killed", {}, "it needs low, best, high"),
        ("killed", {"low": 1, "best": 2}, "it needs low, best, high"),
        ("killed", {"low": 5, "best": 3, "high": 9}, "goes down"),
        ("killed", {"low": -5, "best": None, "high": None}, "is none from 0"),
        ("killed", {"low": None, "best": 10**20, "high": None}, "is none from 0"),
        ("killed", {"low": None, "best": None, "high": None}, "null says that it is unknown"),
        ("moment", {"from": "2024-03-09", "to": "2024-03-01"}, "goes down"),
        ("moment", {"from": "2024-03-09"}, "it needs from, to"),
        ("modes", ["nonsense"], "ASSAULT has no mode 'nonsense'"),
        ("actors", [{"role": "victim", "name": "x", "actor": None, "tellings": []}], "is none"),
        ("recipients", [{"role": "instrument", "name": "x", "actor": None, "tellings": []}], "is none"),
        ("actors", [{"role": "actor", "name": " ", "actor": None, "tellings": []}], "is none"),
        ("place", {"lat": 1.0, "lon": None}, "one coordinate of two"),
        ("place", {"lat": 91.0}, "no point on Earth"),
        ("place", {"lon": 545.0}, "no point on Earth"),
        ("place", {"radius_km": -1.0}, "a radius"),
        ("place", {"country": "xx"}, "alpha-3"),
        ("place", {"name": ""}, "no name"),
    ],
)
def test_what_no_incident_can_have_is_refused_before_it_is_written(
    archive: Archive, field: str, value: Any, message: str
) -> None:
    bomb = the(archive, "a")
    if field == "place":
        value = msgspec.to_builtins(bomb.place) | value
    with pytest.raises(ReviewError, match=message):
        review(archive, Wish("correct", bomb.id, "Ada", field=field, value=value))
    assert archive.review_decisions() == []
    review(archive, Wish("accept", bomb.id, "Ada"))


def test_no_two_states_of_an_incident_have_one_version(archive: Archive) -> None:
    """One that was merged into another and comes back does not begin with the version that somebody may have seen."""
    bomb, shots = the(archive, "a"), the(archive, "b")
    merge = review(archive, Wish("merge", bomb.id, "Ada", others=[shots.id]))
    undo(archive, merge, by="Ada")
    for before in (bomb, shots):
        for now in archive.iter_incidents():
            assert now.id != before.id or now.version > before.version
    versions = [(line.incident, line.version) for i in (bomb, shots) for line in archive.incident_history(i.id)]
    lines = [(name, version) for name, version in versions if name in {bomb.id, shots.id}]
    assert max(version for name, version in lines if name == bomb.id) > bomb.version
    with pytest.raises(StaleEdit):
        review(archive, Wish("accept", bomb.id, "Bo", versions={bomb.id: bomb.version}))
    if any(i.id == shots.id for i in archive.iter_incidents()):
        with pytest.raises(StaleEdit):
            review(archive, Wish("accept", shots.id, "Bo", versions={shots.id: shots.version}))


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_after_an_undone_merge_both_come_back_and_a_correction_stays_where_it_was_made(
    archive: Archive, order: tuple[str, str]
) -> None:
    one, other = (the(archive, report) for report in order)
    merge = review(archive, Wish("merge", one.id, "Ada", others=[other.id]))
    (whole,) = archive.iter_incidents()
    figure = {"low": 20, "best": 20, "high": 20}
    correction = review(archive, Wish("correct", whole.id, "Ada", field="killed", value=figure))
    undo(archive, merge, by="Ada")
    back = {i.support[0].report: i for i in archive.iter_incidents()}
    assert {report: i.id for report, i in back.items()} == {order[0]: one.id, order[1]: other.id}
    assert [i.id for i in back.values() if correction in i.decisions] == [whole.id]
    assert [(i.id, h.best) for i in back.values() for h in i.harm if h.kind == "killed" and h.best == 20] == [
        (whole.id, 20)
    ]


def test_corrections_are_given_to_train_on(archive: Archive) -> None:
    bomb, shots = the(archive, "a"), the(archive, "b")
    review(archive, Wish("accept", bomb.id, "Ada"))
    review(archive, Wish("comment", bomb.id, "Ada", "well told"))
    wrong = review(archive, Wish("reject", shots.id, "Ada"))
    undo(archive, wrong, by="Ada")
    review(archive, Wish("correct", shots.id, "Ada", field="type", value="COERCE"))
    data, count = corrections_file(archive)
    lines = [msgspec.json.decode(line, type=Correction) for line in data.splitlines()]
    assert count == len(lines) == 2
    assert [(line.action, line.field, line.before, line.value) for line in lines] == [
        ("accept", None, None, None), ("correct", "type", "ASSAULT", "COERCE"),
    ]  # fmt: skip
    for line, text in zip(lines, TEXTS.values(), strict=True):
        (told,) = line.tellings
        assert told.sentence is not None
        assert text[slice(*told.sentence)] == told.text
        assert told.mention is not None
    archive.purge_report("b", by="Ada", reason="asked")
    assert corrections_file(archive)[1] == 1
