"""MUC-4's incident type and roles from a fused incident."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dateline.codebooks.book import Rule, Rules, Value, Verdict
from dateline.codebooks.cases import NON_STATE, Case
from dateline.codebooks.common import ID_RULES, options, uncounted, unknown
from dateline.codebooks.tables import table
from dateline.records import AGENT_PREFIX, REALISED, Actor, Party, RoleName


def types(case: Case) -> set[str]:
    """All incident types that the record allows; none if it is no incident of this codebook."""
    facts = table("muc4")
    entry = facts["types"].get(case.head.type, {"*": []})
    allowed = {name for mode in case.modes or ("",) for name in entry.get(mode, entry["*"])}
    # An attack is what no other type fits.
    if "arson" in allowed and case.instrument_has(facts["words"]["arson"]):
        return {"arson"}
    return allowed


def incident_type(case: Case) -> Value:
    allowed = types(case)
    label = f"{case.head.type} {', '.join(case.modes) or 'without a mode'}"
    told = allowed - {"attack"} if _is_told(case) else allowed
    if not allowed:
        return Value(None, f"{label} is no incident of this codebook")
    if len(told) > 1:
        return unknown(f"{options(sorted(told))}: {label}")
    return Value(next(iter(told or allowed)), label)


def _is_told(case: Case) -> bool:
    """Whether a mode alone tells a type beside attack: of several tellings the more special one counts."""
    facts = table("muc4")["types"].get(case.head.type, {"*": []})
    return any(len(own) == 1 and own != ["attack"] for mode in case.modes if (own := facts.get(mode, facts["*"])))


def _is_nameless(actor: Actor) -> bool:
    return actor.id.startswith(AGENT_PREFIX)


def _perpetrators(case: Case, wanted: Callable[[Actor], bool]) -> Value:
    """Those who act or claim it and are people without a name, or bodies."""
    parties = [(p.name, p.actor) for p in case.head.parties if p.role == "actor"]
    parties += [(m.name, m.actor) for m in case.acting.members]
    found = dict.fromkeys(name for name, actor in parties if actor is not None and wanted(actor))
    if found:
        return Value("; ".join(found), "who acts or claims it, by the actor catalogue")
    if any(actor is None for _, actor in parties):
        return unknown("whether those who act are people or a body is not told")
    return Value(None, "no telling names one")


def perp_ind(case: Case) -> Value:
    return _perpetrators(case, _is_nameless)


def perp_org(case: Case) -> Value:
    return _perpetrators(case, lambda actor: not _is_nameless(actor))


def _role(*roles: RoleName) -> Rule:
    def rule(case: Case) -> Value:
        found = _names(p for p in case.head.parties if p.role in roles)
        return (
            Value(found, f"every {' or '.join(roles)} that tellings name")
            if found
            else Value(None, "no telling names one")
        )

    return rule


def _names(parties: Iterable[Party]) -> str:
    return "; ".join(dict.fromkeys(party.name for party in parties))


def victim(case: Case) -> Value:
    """Victims, and recipients who are somebody by the actor catalogue."""
    found = _names(
        p for p in case.head.parties if p.role == "victim" or (p.role == "recipient" and p.actor is not None)
    )
    if found:
        return Value(found, "every victim that tellings name, and who else it is done to")
    if any(p.role == "recipient" for p in case.head.parties):
        return unknown("whether whoever is struck are people or things is not told")
    return Value(None, "no telling names one")


def inclusion(case: Case) -> Verdict:
    """Violence that took place or was attempted, by others than a state."""
    why = uncounted(case)
    if why is not None:
        return False, why
    if case.head.status not in REALISED | {"attempted"}:
        return False, f"it is told as {case.head.status}"
    if not types(case):
        return False, incident_type(case).rule
    if case.acting.kind in ("state", "international"):
        if case.struck.armed:
            return False, "combat of armed forces"
        return None, "a state's forces act"
    if case.acting.kind in NON_STATE | {"unidentified"}:
        return True, "violence by others than a state"
    return None, "who acts is not told, or of no known class"


RULES = Rules(
    columns={
        "incident_id": ID_RULES["event_id"], "dateline_incidents": ID_RULES["dateline_incidents"],
        "incident_type": incident_type, "PerpInd": perp_ind, "PerpOrg": perp_org,
        "Target": _role("target"), "Victim": victim, "Weapon": _role("instrument"),
    },
    inclusion=inclusion,
)  # fmt: skip
