"""What is in: three musts and two of three criteria, and each criterion's rule."""

from __future__ import annotations

from dateline.codebooks.book import UNDETERMINED, Value, Verdict
from dateline.codebooks.cases import NON_STATE, Case
from dateline.codebooks.common import uncounted, unknown
from dateline.codebooks.tables import table
from dateline.records import NEW_PREFIX, REALISED

ENOUGH = 2
"""Criteria that must hold."""


def modes(case: Case) -> tuple[str, ...]:
    """The modes that decide an attack's type, "" for none."""
    return case.modes or ("",)


def is_attack(case: Case) -> bool:
    """Whether it is violence of a type that the codebook has."""
    return case.head.type == "ASSAULT" and any(table("gtd_like")["modes"][mode]["attack"] for mode in modes(case))


def crit1(case: Case) -> Value:
    lead = case.acting.lead
    if lead is not None and lead.kind == "rebel" and (lead.named or lead.key.startswith(NEW_PREFIX)):
        return Value(1, f"{lead.name} is known as an armed group, which has political aims by definition")
    return unknown("the perpetrators' goal is not told")


def crit2(case: Case) -> Value:
    if case.claimants:
        return Value(1, "a claim of responsibility speaks to a wider audience")
    return unknown("no claim; whom the deed was to reach is not told")


def crit3(case: Case) -> Value:
    if case.struck.only_civilians is None:
        return unknown("whoever is struck is of no known class")
    if case.struck.only_civilians:
        return Value(1, "only civilians are struck")
    sectors = {m.actor.sector for m in case.struck.members if m.kind is not None and m.actor is not None}
    if sectors <= {"MIL", "REB"}:
        return Value(0, "only soldiers or fighters are struck")
    return unknown("police, others under arms or several kinds are struck")


def doubtterr(case: Case) -> Value:
    found = {rule(case).value for rule in (crit1, crit2, crit3)}
    if found == {1}:
        return Value(0, "all three criteria hold")
    return Value(1, "a criterion does not hold") if 0 in found else unknown("a criterion is not told")


def inclusion(case: Case) -> Verdict:
    """Realised or attempted violence, by no state, with two of three criteria."""
    why = uncounted(case)
    if why is not None:
        return False, why
    if case.head.status not in REALISED | {"attempted"}:
        return False, f"it is told as {case.head.status}; plots, threats and fears are out"
    if not is_attack(case):
        return False, "it is no attack of a type of this codebook"
    kind = case.acting.kind
    if kind in ("state", "international"):
        return False, "a state's forces act"
    held = {rule.__name__: rule(case).value for rule in (crit1, crit2, crit3)}
    told = ", ".join(f"{name} {value}" for name, value in held.items())
    values = list(held.values())
    if values.count(0) > len(values) - ENOUGH:
        return False, f"too few criteria hold: {told}"
    if kind not in (*NON_STATE, "civilian"):
        return None, f"whether the perpetrators are a state's is not told ({told})"
    if values.count(1) >= ENOUGH:
        return True, f"violence by a non-state perpetrator, and enough criteria hold: {told}"
    assert UNDETERMINED in values
    return None, f"criteria are not told: {told}"
