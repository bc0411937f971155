"""UCDP-GED-like: organised actors and a death, the sides of a toll, scales."""

from __future__ import annotations

import pytest

from dateline.codebooks import UNDETERMINED
from dateline.records import Incident

from .making import (
    ARMY,
    BRIGADE,
    GANG,
    GUNMEN,
    IS,
    MILITANTS,
    PEOPLE,
    PKK,
    POLICE,
    TURKEY,
    answer,
    claim,
    coded,
    incident,
    place,
)  # fmt: skip

U = UNDETERMINED


@pytest.mark.parametrize(
    ("told", "kind", "sides"),
    [
        (incident("firearms", by=[ARMY], on=[IS]), 1, ("Iraq military", "Islamic State")),
        # The state is side_a, whoever acts.
        (incident("firearms", by=[IS], on=[ARMY]), 1, ("Iraq military", "Islamic State")),
        (incident("aerial", by=[TURKEY], on=[ARMY]), 1, ("Turkey military", "Iraq military")),
        (incident("firearms", by=[IS], on=[PKK]), 2, ("Islamic State", "Kurdistan Workers' Party")),
        (incident("firearms", by=[GANG], on=[IS]), 2, ("The Gang", "Islamic State")),
        (incident("explosives", by=[IS], on=[PEOPLE]), 3, ("Islamic State", "Civilians")),
        (incident("firearms", by=[POLICE], on=[PEOPLE]), 3, ("Iraq police", "Civilians")),
        (incident("explosives", on=[PEOPLE], claims=(claim(IS),)), 3, ("Islamic State", "Civilians")),
        (incident("firearms", by=[POLICE], on=[ARMY]), U, ("Iraq police", "Iraq military")),
        # Unidentified or unknown actors are held back.
        (incident("firearms", by=[GUNMEN], on=[PEOPLE]), U, (U, U)),
        (incident("firearms", by=[MILITANTS], on=[ARMY]), U, ("unnamed armed group", "Iraq military")),
        (incident("firearms", by=[BRIGADE], on=[PEOPLE]), U, ("Red Juniper Brigade", U)),
        (incident("firearms", on=[PEOPLE]), U, (U, U)),
        (incident("firearms", by=[IS], on=[ARMY, PEOPLE]), U, ("Islamic State", "Iraq military")),
        (incident("beat", by=[PEOPLE], on=[PEOPLE]), None, (None, None)),
        (incident("execute", by=[ARMY], on=[PEOPLE]), U, ("Iraq military", U)),
        (incident("demo", type="PROTEST", by=[PEOPLE]), None, (None, None)),
        (incident("demo", type="PROTEST", by=[PEOPLE], killed=2), U, (U, U)),
        (incident("violence", type="THREATEN", by=[IS], on=[PEOPLE]), None, (None, None)),
    ],
)  # fmt: skip
def test_types_of_violence(told: Incident, kind: object, sides: tuple[object, object]) -> None:
    values = coded("ucdp_like", told).values
    assert values["type_of_violence"].value == kind
    assert (values["side_a"].value, values["side_b"].value) == sides
    known = all(isinstance(side, str) and side != U for side in sides)
    assert values["dyad_name"].value == (" - ".join(map(str, sides)) if known else U if U in sides else None)


@pytest.mark.parametrize(
    ("told", "included"),
    [
        (incident("firearms", by=[ARMY], on=[IS], killed=1), True),
        (incident("firearms", by=[ARMY], on=[IS], killed=(0, 0, 3)), True),
        (incident("firearms", by=[ARMY], on=[IS], killed=0), False),
        (incident("firearms", by=[ARMY], on=[IS]), None),
        (incident("abduct", by=[IS], on=[PEOPLE]), None),
        (incident("abduct", by=[IS], on=[PEOPLE], killed=2), True),
        (incident("firearms", by=[GUNMEN], on=[PEOPLE], killed=3), None),
        (incident("firearms", by=[ARMY], on=[IS], killed=3, status="attempted"), False),
        (incident("firearms", by=[ARMY], on=[IS], killed=3, aggregate=True), False),
        (incident("firearms", by=[ARMY], on=[IS], killed=3, where=None), None),
        (incident("firearms", by=[ARMY], on=[IS], killed=3, where=place("country")), True),
        (incident("firearms", by=[ARMY], on=[IS], killed=3, where=place("region")), False),
        (incident("firearms", by=[ARMY], on=[IS], killed=3, days=()), None),
        (incident("firearms", by=[ARMY], on=[IS], killed=3, days=("2020-01-01", "2024-01-01")), False),
        (incident(type="AID", killed=3), False),
    ],
)  # fmt: skip
def test_inclusion(told: Incident, included: bool | None) -> None:
    row = coded("ucdp_like", told)
    assert row.included is included, row.why


@pytest.mark.parametrize(
    ("told", "deaths"),
    [
        (incident("firearms", by=[IS], on=[PEOPLE], killed=5), (0, 0, 5, 0)),
        # Of two that fight a figure may count the dead of either.
        (incident("firearms", by=[IS], on=[ARMY], killed=5), (U, U, U, 5)),
        (incident("firearms", by=[ARMY], on=[IS], killed=5), (U, U, U, 5)),
        # The attacker may be in the toll.
        (incident("suicide-attack", by=[IS], on=[PEOPLE], killed=5), (U, U, U, 5)),
        (incident("firearms", by=[ARMY, IS], killed=5), (U, U, U, 5)),
        (incident("firearms", by=[IS], on=[ARMY, PEOPLE], killed=5), (U, U, U, 5)),
        (incident("firearms", by=[IS], on=["ten people"], killed=5), (U, U, U, 5)),
        (incident("firearms", by=[IS], on=[PEOPLE]), (U, U, U, U)),
    ],
)
def test_deaths_by_side(told: Incident, deaths: tuple[object, ...]) -> None:
    values = coded("ucdp_like", told).values
    assert tuple(values[f"deaths_{side}"].value for side in ("a", "b", "civilians", "unknown")) == deaths


def test_low_best_and_high() -> None:
    values = coded("ucdp_like", incident(killed=(12, 19, 21))).values
    assert [values[name].value for name in ("low", "best", "high")] == [12, 19, 21]
    values = coded("ucdp_like", incident(killed=(12, None, None))).values
    assert [values[name].value for name in ("low", "best", "high")] == [12, U, U]


@pytest.mark.parametrize(
    ("where", "code"),
    [
        (place("point"), 1), (place("city"), 1), (place("near"), 2), (place("district"), 3), (place("division"), 4),
        (place("line"), 5), (place("area"), 5), (place("country"), 6), (place("region", kind="water"), 7),
        (place(relation="near"), 2), (place("region"), None), (place("unresolved"), U), (None, U),
    ],
)  # fmt: skip
def test_where_prec(where: object, code: object) -> None:
    assert answer("ucdp_like", "where_prec", incident(where=where)) == code  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("last", "code"),
    [("2025-01-01", 1), ("2025-01-02", 2), ("2025-01-06", 2), ("2025-01-07", 3), ("2025-01-31", 4), ("2025-12-31", 5), ("2026-12-31", None)],
)  # fmt: skip
def test_date_prec(last: str, code: int | None) -> None:
    assert answer("ucdp_like", "date_prec", incident(days=("2025-01-01", last))) == code


def test_clarity_and_sources() -> None:
    values = coded("ucdp_like", incident(aggregate=True)).values
    assert values["event_clarity"].value == 2
    assert (values["source_office"].value, values["source_original"].value) == ("Wire", "police")
    assert answer("ucdp_like", "source_office", incident(support=())) == U
