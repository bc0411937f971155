"""GTD-like: musts and criteria, the hierarchy of attack types, claims, tolls that differ."""

from __future__ import annotations

import pytest

from dateline.codebooks import UNDETERMINED
from dateline.records import Conflict, Incident

from .making import (
    ARMY,
    BRIGADE,
    GOVERNMENT,
    GUNMEN,
    IS,
    PEOPLE,
    POLICE,
    REPORTERS,
    answer,
    claim,
    coded,
    incident,
    place,
)  # fmt: skip

U = UNDETERMINED


@pytest.mark.parametrize(
    ("told", "included"),
    [
        (incident("firearms", by=[IS], on=[PEOPLE]), True),
        (incident("firearms", by=[IS], on=[PEOPLE], status="attempted"), True),
        (incident("firearms", by=[IS], on=[ARMY]), None),
        (incident("firearms", by=[IS], on=[ARMY], claims=(claim(IS),)), True),
        (incident("explosives", on=[PEOPLE], claims=(claim(IS),)), True),
        (incident("explosives", on=[PEOPLE], claims=(claim(IS, "accused"),)), None),
        # No state terrorism, and nobody known is no non-state perpetrator.
        (incident("firearms", by=[ARMY], on=[PEOPLE]), False),
        (incident("firearms", by=[GUNMEN], on=[PEOPLE]), None),
        (incident("explosives", on=[PEOPLE]), None),
        (incident("firearms", by=[PEOPLE], on=[PEOPLE]), None),
        (incident("firearms", by=[IS], on=[PEOPLE], status="planned"), False),
        (incident("firearms", by=[IS], on=[PEOPLE], status="threatened"), False),
        (incident("firearms", by=[IS], on=[PEOPLE], aggregate=True), False),
        (incident("firearms", by=[IS], on=[PEOPLE], status="attempted", background=True), False),
        (incident("violence", type="THREATEN", by=[IS], on=[PEOPLE]), False),
        (incident("sexual", by=[IS], on=[PEOPLE]), False),
        (incident("crowd-control", by=[IS], on=[PEOPLE]), False),
        (incident("demo", type="PROTEST", by=[PEOPLE]), False),
    ],
)  # fmt: skip
def test_inclusion(told: Incident, included: bool | None) -> None:
    row = coded("gtd_like", told)
    assert row.included is included, row.why


@pytest.mark.parametrize(
    ("told", "criteria", "doubt"),
    [
        (incident("firearms", by=[IS], on=[PEOPLE], claims=(claim(IS),)), (1, 1, 1), 0),
        (incident("firearms", by=[IS], on=[ARMY]), (1, U, 0), 1),
        (incident("firearms", by=[IS], on=[POLICE]), (1, U, U), U),
        (incident("firearms", by=[IS], on=[ARMY, PEOPLE]), (1, U, U), U),
        (incident("firearms"), (U, U, U), U),
    ],
)
def test_criteria(told: Incident, criteria: tuple[object, ...], doubt: object) -> None:
    values = coded("gtd_like", told).values
    assert tuple(values[f"crit{n}"].value for n in (1, 2, 3)) == criteria
    assert values["doubtterr"].value == doubt


@pytest.mark.parametrize(
    ("modes", "types", "weapon"),
    [
        (("firearms",), (2, None, None), 5),
        (("explosives",), (3, None, None), 6),
        (("heavy-weapons",), (3, None, None), 6),
        (("beat",), (8, None, None), 9),
        (("torture",), (8, None, None), U),
        (("destroy",), (7, None, None), U),
        (("firearms", "explosives"), (3, 2, None), 5),
        (("destroy", "firearms", "assassinate"), (1, 2, 7), 5),
        (("assassinate", "firearms", "explosives", "destroy"), (1, 3, 2), 5),
        (("abduct",), (U, None, None), U),
        (("firearms", "abduct"), (U, 2, None), 5),
        (("massacre", "firearms"), (2, None, None), 5),
        (("massacre",), (U, None, None), U),
        (("unconventional",), (U, None, None), U),
        ((), (U, None, None), U),
        (("sexual",), (None, None, None), None),
        (("sexual", "beat"), (8, None, None), 9),
    ],
)  # fmt: skip
def test_attack_types_by_the_hierarchy(modes: tuple[str, ...], types: tuple[object, ...], weapon: object) -> None:
    values = coded("gtd_like", incident(*modes)).values
    assert tuple(values[f"attacktype{n}"].value for n in (1, 2, 3)) == types
    assert values["weaptype1"].value == weapon


def test_names_of_codes() -> None:
    values = coded("gtd_like", incident("explosives", on=[REPORTERS])).values
    assert values["attacktype1_txt"].value == "Bombing/Explosion"
    assert values["targtype1_txt"].value == "Journalists & Media"
    assert values["weaptype1_txt"].value == "Explosives"
    assert answer("gtd_like", "targtype1_txt", incident("firearms", on=["a man"])) == U


@pytest.mark.parametrize(
    ("told", "success", "suicide"),
    [
        (incident("firearms"), 1, 0),
        (incident("firearms", status="attempted"), 0, 0),
        (incident("suicide-attack"), 1, 1),
        (incident(), 1, U),
        (incident("assassinate", killed=1), 1, 0),
        (incident("assassinate", killed=0), 0, 0),
        (incident("assassinate"), U, 0),
        (incident("firearms", status="alleged"), U, 0),
    ],
)
def test_success_and_suicide(told: Incident, success: object, suicide: object) -> None:
    assert answer("gtd_like", "success", told) == success
    assert answer("gtd_like", "suicide", told) == suicide


@pytest.mark.parametrize(
    ("told", "name", "uncertain", "claimed", "competing"),
    [
        (incident(by=[IS]), "Islamic State", 0, U, None),
        (incident(claims=(claim(IS),)), "Islamic State", 0, 1, 0),
        (incident(by=[GUNMEN], claims=(claim(IS),)), "Islamic State", 0, 1, 0),
        (incident(claims=(claim(IS), claim(BRIGADE))), U, U, 1, 1),
        (incident(claims=(claim(IS, "accused"),)), "Islamic State", 1, U, None),
        (incident(claims=(claim(IS, "accused"), claim(IS, "denied"))), U, U, U, None),
        (incident(claims=(claim(IS, "accused"), claim(BRIGADE, "suspected"))), U, U, U, None),
        (incident(claims=(claim(BRIGADE), claim(IS, "accused"), claim(IS, "denied"))), "Red Juniper Brigade", 0, 1, 0),
        (incident(by=[GUNMEN]), U, U, U, None),
        (incident(claims=(claim("The Banner"),)), U, U, 1, 0),
    ],
)  # fmt: skip
def test_responsibility(told: Incident, name: object, uncertain: object, claimed: object, competing: object) -> None:
    values = coded("gtd_like", told).values
    found = tuple(values[c].value for c in ("gname", "guncertain1", "claimed", "compclaim"))
    assert found == (name, uncertain, claimed, competing)


def disputed(*sides: tuple[str, int]) -> tuple[Conflict, ...]:
    tellings = ((value, tuple(f"r{value} m{n}" for n in range(many))) for value, many in sides)
    return (Conflict(field="killed", values=tuple(tellings)),)


@pytest.mark.parametrize(
    ("told", "killed"),
    [
        (incident(), U),
        (incident(killed=0), 0),
        (incident(killed=12), 12),
        (incident(killed=(30, None, None)), U),
        (incident(killed=(12, 19, 19), conflicts=disputed(("15", 1), ("12", 1), ("19", 1))), 12),
        (incident(killed=(12, 19, 19), conflicts=disputed(("15", 3), ("12", 1), ("19", 1))), 15),
    ],
)
def test_tolls(told: Incident, killed: object) -> None:
    assert answer("gtd_like", "nkill", told) == killed
    assert answer("gtd_like", "nwound", told) == U


@pytest.mark.parametrize(
    ("days", "parts", "approximate"),
    [
        (("2025-03-10",), (2025, 3, 10), None),
        (("2025-03-10", "2025-03-12"), (2025, 3, U), "2025-03-10 to 2025-03-12"),
        (("2025-03-10", "2025-04-10"), (2025, U, U), "2025-03-10 to 2025-04-10"),
        (("2024-03-10", "2025-03-10"), (U, U, U), "2024-03-10 to 2025-03-10"),
        ((), (U, U, U), U),
    ],
)
def test_dates_are_never_zero(days: tuple[str, ...], parts: tuple[object, ...], approximate: str | None) -> None:
    values = coded("gtd_like", incident(days=days)).values
    assert tuple(values[c].value for c in ("iyear", "imonth", "iday")) == parts
    assert values["approxdate"].value == approximate


@pytest.mark.parametrize(
    ("where", "specificity", "city", "vicinity"),
    [
        (place(), 1, "Kirkuk", 0),
        (place("near"), 1, "Kirkuk", 1),
        (place(relation="near"), 1, "Kirkuk", 1),
        (place("district"), 3, U, U),
        (place("division"), 4, U, U),
        (place("country"), 5, U, U),
        (place("unresolved"), 5, U, U),
        (None, 5, U, U),
    ],
)
def test_places(where: object, specificity: object, city: object, vicinity: object) -> None:
    values = coded("gtd_like", incident(where=where)).values  # type: ignore[arg-type]
    assert tuple(values[c].value for c in ("specificity", "city", "vicinity")) == (specificity, city, vicinity)


def test_a_government_that_is_struck_is_a_target_type_but_no_class() -> None:
    told = incident("explosives", by=[IS], on=[GOVERNMENT])
    assert answer("gtd_like", "targtype1", told) == 2
    assert answer("gtd_like", "crit3", told) == U


def test_hostages() -> None:
    assert answer("gtd_like", "ishostkid", incident("abduct")) == 1
    assert answer("gtd_like", "ishostkid", incident("firearms")) == 0
    assert answer("gtd_like", "ishostkid", incident()) == U
