"""Decisions on actors in the archive: kept in order, taken back, refused, and free of purged names."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.archive import Archive
from dateline.errors import NotInArchive, ReviewError
from dateline.records import Actor

from .test_purge import files_of

ONE = Actor(id="one", name="One Front", sector="REB", country="COL", parent=None)
TWO = Actor(id="two", name="Jane Doe Column", sector="REB", country=None, parent="one")


def test_decisions_are_kept_in_order_with_who_and_why(archive: Archive) -> None:
    assert archive.decide("add", TWO, names=["JDC", "Jane Doe Column"], by="Ada", reason="a wing") == 1
    assert archive.decide("merge", ONE, of="two", by="Bob") == 2
    first, second = archive.decisions()
    assert (first.actor, first.names, first.by, first.reason) == (TWO, ("JDC", "Jane Doe Column"), "Ada", "a wing")
    assert (second.action, second.of, second.actor) == ("merge", "two", ONE)
    assert first.when < second.when
    assert archive.decided().final(TWO) == ONE


def test_a_decision_is_taken_back_once(archive: Archive) -> None:
    archive.decide("merge", ONE, of="two", by="Ada")
    assert archive.undo(1, by="Bob", reason="wrong") == 2
    assert archive.decided().final(TWO) == TWO
    assert [d.takes_back for d in archive.decisions()] == [None, 1]
    for number in (1, 2, 3):
        with pytest.raises(NotInArchive, match=f"no decision {number} counts"):
            archive.undo(number, by="Ada")


def test_refusals(archive: Archive) -> None:
    with pytest.raises(ReviewError, match="who makes it"):
        archive.decide("add", ONE, names=["x"], by=" ")
    archive.decide("merge", ONE, of="two", by="Ada")
    with pytest.raises(ReviewError, match="was merged into"):
        archive.decide("merge", TWO, of="one", by="Ada")
    assert len(archive.decisions()) == 1


def test_a_purged_name_is_gone_from_the_decisions(archive: Archive, path: Path) -> None:
    archive.decide("add", TWO, names=["Jane Doe Column"], by="Jane Doe", reason="for Jane Doe")
    archive.decide("merge", ONE, of="Jane Doe", by="Ada")
    assert archive.purge_name("Jane Doe", by="Ada", reason="").places >= 4
    decision, merge = archive.decisions()
    assert decision.actor is not None
    assert merge.of == "████████"
    assert "Jane" not in decision.actor.name + decision.by + decision.reason + "".join(decision.names)
    archive.close()
    assert b"Jane" not in files_of(path)
