"""CAMEO: codes where the record tells them, roots where it tells no more."""

from __future__ import annotations

import pytest

from dateline.codebooks import UNDETERMINED
from dateline.records import Incident

from .making import ARMY, IS, PEOPLE, coded, incident

U = UNDETERMINED


@pytest.mark.parametrize(
    ("told", "root", "code", "quad"),
    [
        (incident(type="AGREE"), "03", "030", 1),
        (incident("visit", type="CONSULT"), "04", U, 1),
        (incident("phone", type="CONSULT"), "04", "041", 1),
        (incident("ceasefire", type="RETREAT"), "08", "0871", 2),
        # One PLOVER type of two roots, and the other way about.
        (incident(type="ACCUSE"), U, U, 3),
        (incident("investigate", type="ACCUSE"), "09", "090", 3),
        (incident("allege", type="ACCUSE"), "11", "112", 3),
        (incident("boycott", type="PROTEST"), "14", "143", 4),
        (incident("strike", type="PROTEST"), "14", "143", 4),
        (incident("seize", type="COERCE"), U, U, 4),
        (incident("firearms", by=[ARMY], on=[IS]), "19", "193", 4),
        (incident("firearms", by=[IS], on=[PEOPLE]), "18", "180", 4),
        (incident("firearms", on=[PEOPLE]), "18", "180", 4),
        (incident("firearms"), U, U, 4),
        (incident("explosives", "firearms", by=[IS], on=[PEOPLE]), "18", U, 4),
        (incident("assassinate"), "18", "186", 4),
        (incident("assassinate", status="attempted"), "18", "185", 4),
        (incident("aerial"), "19", "195", 4),
        (incident("drone"), "19", "195", 4),
        (incident("destroy"), "17", "1712", 4),
        (incident("crowd-control"), "17", "175", 4),
        (incident("massacre"), "20", "202", 4),
        (incident("sexual"), "18", "1821", 4),
    ],
)
def test_codes(told: Incident, root: str, code: str, quad: object) -> None:
    values = coded("cameo", told).values
    assert tuple(values[name].value for name in ("root_code", "event_code", "quad_class")) == (root, code, quad)


def test_inclusion_and_day() -> None:
    assert coded("cameo", incident()).included is True
    assert coded("cameo", incident(status="predicted")).included is False
    assert coded("cameo", incident(days=("2025-01-01", "2025-01-02"))).values["event_date"].value == U
    assert str(coded("cameo", incident()).values["event_date"].value) == "2025-03-10"
