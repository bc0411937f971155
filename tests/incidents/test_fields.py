"""The rules by which an incident's fields are made from those of its tellings."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import msgspec
import pytest

from dateline.incidents import build_incidents
from dateline.incidents.fuse import fuse
from dateline.incidents.tellings import Telling, to_telling
from dateline.records import Claim, Incident, Moment, Place, Status

from ..making import coded

BASE = coded("Gunmen killed 12 people in Kirkuk on Monday.", id="a", published="2025-03-10")
DAY = dt.date(2025, 3, 10)


def told(name: str, *, published: dt.date | None = DAY, text: str | None = None, **fields: Any) -> Telling:
    """A telling of a report of its own, whose words no other has, with some fields of its mention set."""
    own = " ".join(f"{name}{n}" for n in range(60))
    report = msgspec.structs.replace(
        BASE.report, id=name, published=published, text=text or f"{BASE.report.text} {own}"
    )
    mention = msgspec.structs.replace(BASE.mentions[0], **fields)
    return to_telling(msgspec.structs.replace(BASE, report=report, mentions=(mention,)), mention)


def place(name: str, lat: float, lon: float, **fields: Any) -> tuple[Place]:
    known: dict[str, Any] = {"name": name, "lat": lat, "lon": lon, "geonames_id": None, "relation": "in"}
    return (msgspec.structs.replace(BASE.mentions[0].places[0], **(known | fields)),)


def moment(first: int, last: int) -> Moment:
    own = BASE.mentions[0].moment
    assert own is not None
    return msgspec.structs.replace(own, from_=dt.date(2025, 3, first), to=dt.date(2025, 3, last))


NORTH, SOUTH = place("North", 35.0, 44.0), place("South", 35.4, 44.0)
SPOT = place("Spot", 35.9, 44.9, precision="point")
WHOLE = place("Province", 35.2, 44.2, precision="division")


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Two soldiers and three civilians were killed in a bomb attack in Kirkuk.", (5, 5, 5)),
        ("A man and two others were killed in a bomb attack in Kirkuk.", (3, 3, 3)),
        ("At least two soldiers and three civilians were killed in a bomb attack in Kirkuk.", (5, 5, None)),
        ("Ten people were killed in a bomb attack in Kirkuk, two of them soldiers.", (10, 10, 10)),
        ("A bomb attack in Kirkuk killed a trader. The trader died on the spot.", (1, 1, 1)),
        ("A bomb attack in Kirkuk killed 12 people, police said. A doctor put the toll at 15.", (15, 15, 15)),
        ("At least 24 people were killed in a bomb attack in Kirkuk.", (24, 24, None)),
        ("Some 140 to 150 people were killed in a bomb attack in Kirkuk.", (140, None, 150)),
    ],
)
def test_harm_adds_different_people_of_a_sentence_and_keeps_open_figures_open(
    text: str, figures: tuple[int | None, ...]
) -> None:
    report = coded(text, published="2025-03-10")
    (killed,) = (h for incident in build_incidents([report]) for h in incident.harm if h.kind == "killed")
    assert (killed.low, killed.best, killed.high) == figures


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([NORTH, SOUTH, SOUTH], "South"),  # most independent sources
        ([NORTH, NORTH, SOUTH], "North"),
        ([NORTH, SOUTH], "North"),  # even: the first told
        ([NORTH, SOUTH, SOUTH, SPOT], "Spot"),  # the finest, whoever tells it
        ([WHOLE, NORTH], "North"),
        ([place("North", 35.0, 44.0, relation="context"), SOUTH], "South"),  # named there, not carried over
        ([(), NORTH], "North"),
        ([(), ()], None),
    ],
)
def test_the_finest_place_of_most_sources(places: list[tuple[Place, ...]], expected: str | None) -> None:
    incident = fuse([told(name, places=where) for name, where in zip("abcd", places, strict=False)])
    assert (incident.place.name if incident.place else None) == expected


def test_the_basis_of_a_place_names_those_who_agree() -> None:
    incident = fuse([told("a", places=NORTH), told("b", places=SOUTH), told("c", places=SOUTH)])
    assert next(b.tellings for b in incident.basis if b.field == "place") == ("b m1", "c m1")


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (["happened", "ongoing", "ongoing"], "ongoing"),
        (["ongoing", "ongoing", "happened"], "ongoing"),
        (["ongoing", "happened"], "happened"),  # even: the newest report's
        (["happened", "ongoing"], "ongoing"),
    ],
)
def test_the_status_of_most_independent_sources(statuses: list[Status], expected: Status) -> None:
    days = (DAY + dt.timedelta(days=n) for n in range(9))
    incident = fuse([told(n, status=s, published=d) for n, s, d in zip("abc", statuses, days, strict=False)])
    assert incident.status == expected


def test_copies_of_one_text_are_one_vote() -> None:
    copies = [told(name, status="ongoing", text=BASE.report.text) for name in "bcd"]
    others = [told(name, status="happened", published=DAY + dt.timedelta(days=1)) for name in "yz"]
    incident = fuse([*copies, *others])
    assert incident.independent == 3
    assert incident.status == "happened"


@pytest.mark.parametrize(
    ("moments", "first", "last"),
    [
        ([moment(3, 9), moment(7, 7)], 7, 7),  # a day within a week
        ([moment(3, 9), moment(6, 10)], 6, 9),
        ([moment(7, 7), moment(8, 8)], 7, 8),  # none in common: all that is told
        ([moment(3, 9), None], 3, 9),
        ([moment(1, 30), moment(5, 11)], 5, 11),
    ],
)
def test_days_are_those_that_all_moments_allow(moments: list[Moment | None], first: int, last: int) -> None:
    incident = fuse([told(name, moment=m) for name, m in zip("ab", moments, strict=True)])
    assert (incident.from_, incident.to) == (dt.date(2025, 3, first), dt.date(2025, 3, last))


def test_without_a_moment_the_days_are_unknown() -> None:
    incident = fuse([told("a", moment=None)])
    assert (incident.from_, incident.to) == (None, None)
    assert "moment" not in {b.field for b in incident.basis}


def test_claims_stand_side_by_side_each_with_all_who_say_so() -> None:
    def claim(kind: str, source: str | None) -> Claim:
        return msgspec.convert(
            {"by": "Red Dawn", "entity": None, "kind": kind, "link": "unknown", "source": source}, Claim
        )

    incident: Incident = fuse([
        told("a", claims=(claim("claimed", "Amaq"), claim("accused", "the army"))), told("b", claims=(claim("claimed", None),)),
        told("c", claims=(claim("claimed", "a spokesman"),)),
    ])  # fmt: skip
    assert [(c.kind, c.sources, c.tellings) for c in incident.claims] == [
        ("claimed", ("Amaq", "a spokesman"), ("a m1", "b m1", "c m1")), ("accused", ("the army",), ("a m1",)),
    ]  # fmt: skip


def test_the_order_in_which_tellings_are_given_changes_nothing() -> None:
    tellings = [told(n, places=p) for n, p in zip("abc", (NORTH, SOUTH, SPOT), strict=True)]
    assert (
        fuse(tellings) == fuse(tellings[::-1]) == fuse([dataclasses.replace(t) for t in (tellings[1], *tellings[::2])])
    )
