"""MUC-4: incident type and roles from a fused incident."""

from __future__ import annotations

import pytest

from dateline.codebooks import UNDETERMINED, muc4
from dateline.records import Incident

from .making import ARMY, GUNMEN, IS, PEOPLE, answer, claim, coded, incident

U = UNDETERMINED


@pytest.mark.parametrize(
    ("told", "kind", "included"),
    [
        (incident("explosives", by=[IS]), "bombing", True),
        (incident("explosives", "firearms", by=[IS]), "bombing", True),
        (incident("abduct", by=[GUNMEN]), "kidnapping", True),
        (incident("firearms", by=[IS], status="attempted"), "attack", True),
        (incident("firearms", by=[IS], status="threatened"), "attack", False),
        (incident("firearms", by=[ARMY], on=[IS]), "attack", False),
        (incident("firearms", by=[ARMY], on=[PEOPLE]), "attack", None),
        (incident("firearms"), "attack", None),
        (incident("destroy", by=[IS]), U, True),
        (incident("destroy", by=[IS], using=["a petrol bomb"]), "arson", True),
        (incident(by=[IS]), U, True),
        (incident("crowd-control", by=[IS]), None, False),
        (incident("strike", type="PROTEST"), "forced work stoppage", None),
        (incident("seize", type="COERCE", by=[IS]), U, True),
        (incident("demo", type="PROTEST"), None, False),
        (incident(type="AGREE"), None, False),
        (incident("firearms", by=[IS], background=True), "attack", False),
    ],
)
def test_types(told: Incident, kind: str | None, included: bool | None) -> None:
    row = coded("muc4", told)
    assert (row.values["incident_type"].value, row.included) == (kind, included), row.why
    assert kind is None or kind == U or kind in muc4.INCIDENT_TYPES


def test_roles() -> None:
    told = incident("explosives", by=[GUNMEN, IS], on=[PEOPLE], target=["a market"], using=["a bomb"])
    values = {name: coded("muc4", told).values[name].value for name in muc4.ROLES}
    assert values == {
        "PerpInd": "unidentified armed actors", "PerpOrg": "Islamic State", "Target": "a market",
        "Victim": "civilians", "Weapon": "a bomb",
    }  # fmt: skip
    assert answer("muc4", "PerpOrg", incident(claims=(claim(IS),))) == "Islamic State"
    assert answer("muc4", "PerpOrg", incident(by=["the men"])) == U
    assert answer("muc4", "PerpInd", incident()) is None
    assert answer("muc4", "Weapon", incident()) is None
