"""GTD-like columns."""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal

from dateline.codebooks.book import Rule, Rules, Value
from dateline.codebooks.cases import TOWN, Case, precision_of
from dateline.codebooks.common import (
    ID_RULES,
    PLACE_RULES,
    basis,
    decided,
    names,
    options,
    place_scale,
    unknown,
)
from dateline.codebooks.gtd_like.criteria import crit1, crit2, crit3, doubtterr, inclusion, is_attack, modes
from dateline.codebooks.tables import table
from dateline.records import AGENT_PREFIX, REALISED, HarmKind, IncidentClaim


def _date_part(part: Literal["year", "month", "day"]) -> Rule:
    def rule(case: Case) -> Value:
        if case.days is None:
            return unknown("no telling gives a day; the GTD would write 0")
        first, last = case.days
        # A day is known if year and month are the same too.
        finer = ("year", "month", "day")[: ("year", "month", "day").index(part) + 1]
        if any(getattr(first, name) != getattr(last, name) for name in finer):
            return unknown(f"the interval has more than one {part}; the GTD would write 0")
        return Value(getattr(first, part), basis(case, "moment"))

    return rule


def approxdate(case: Case) -> Value:
    if case.days is None:
        return unknown("no telling gives a day")
    first, last = case.days
    return Value(None, "the day is known") if first == last else Value(f"{first} to {last}", "the incident's interval")


def extended(case: Case) -> Value:
    if case.days is None or case.days[0] != case.days[1]:
        return unknown("whether it lasted over its days is not told")
    return Value(0, "it is told of one day")


def city(case: Case) -> Value:
    if case.place is None or case.place.precision not in TOWN:
        return unknown("no telling names a town")
    return PLACE_RULES["location"](case)


def specificity(case: Case) -> Value:
    return place_scale(case, table("gtd_like")["scales"]["place"])


def vicinity(case: Case) -> Value:
    if case.place is None or case.place.precision not in TOWN:
        return unknown("no telling names a town")
    near = precision_of(case.place) == "near"
    return Value(int(near), f"the words place it {'near' if near else 'in'} {case.place.name}")


def success(case: Case) -> Value:
    """Carried out; an assassination only if somebody was killed."""
    if case.head.status == "attempted":
        return Value(0, "it is told as attempted")
    if case.head.status not in REALISED:
        return unknown(f"it is told as {case.head.status}")
    if "assassinate" not in case.modes:
        return Value(1, "it is told as having taken place")
    if case.deaths is None:
        return unknown("an assassination succeeds if its target dies; no deaths are told")
    return Value(int(case.deaths), "an assassination succeeds if its target dies, by the figures of deaths")


def suicide(case: Case) -> Value:
    if "suicide-attack" in case.modes:
        return Value(1, "a telling calls it a suicide attack")
    if not case.modes:
        return unknown("how it was done is not told")
    return Value(0, "no telling calls it one, and its means are told")


def attack_types(case: Case) -> tuple[list[set[int]], str]:
    """The possible types of each mode, the highest of the hierarchy first, and why."""
    if not is_attack(case):
        return [], "it is no attack of a type of this codebook"
    order = {int(code): rank for rank, code in enumerate(table("gtd_like")["attack"])}
    found: list[set[int]] = []
    for mode in modes(case):
        allowed = set(table("gtd_like")["modes"][mode]["attack"])
        if allowed and allowed not in found:
            found.append(allowed)
    told = {code for allowed in found if len(allowed) == 1 for code in allowed}
    found = [allowed for allowed in found if len(allowed) == 1 or not allowed & told]
    # Modes that cannot be told apart stand where their highest type would.
    found.sort(key=lambda allowed: min(order[code] for code in allowed))
    return found, f"ASSAULT {', '.join(case.modes) or 'without a mode'}"


def _attack_type(number: int) -> Rule:
    def rule(case: Case) -> Value:
        found, why = attack_types(case)
        if len(found) <= number:
            return Value(None, why if not found else "no further type is told")
        allowed = sorted(found[number])
        if len(allowed) > 1:
            return unknown(f"{options([table('gtd_like')['attack'][str(code)] for code in allowed])}: {why}")
        return Value(allowed[0], f"{why}; of several the order of the hierarchy")

    return rule


def _text(rule: Rule, name: str) -> Rule:
    """The rule of a column that names another's code."""

    def named(case: Case) -> Value:
        code = rule(case)
        known: dict[str, Any] = table("gtd_like")[name]
        return (
            Value(known[str(code.value)], f"the name of the code; {code.rule}") if isinstance(code.value, int) else code
        )

    return named


def targtype1(case: Case) -> Value:
    known = table("gtd_like")["target_of"]
    sectors = [m.actor.sector for m in case.struck.members if m.actor is not None]
    found = dict.fromkeys(known[sector] for sector in sectors if sector in known)
    if not found:
        return unknown("no sector of whoever is struck tells it")
    return Value(next(iter(found)), "the sector of the first that is struck")


def target1(case: Case) -> Value:
    told = [p.name for p in case.head.parties if p.role in ("recipient", "victim", "target")]
    return Value("; ".join(dict.fromkeys(told)), "all that tellings name") if told else unknown("no telling names one")


def _suspects(case: Case) -> list[IncidentClaim]:
    denied = {claim.by.casefold() for claim in case.head.claims if claim.kind == "denied"}
    suspected = [c for c in case.head.claims if c.kind in ("suspected", "accused")]
    return [claim for claim in suspected if claim.by.casefold() not in denied]


def _responsible(case: Case) -> tuple[Value, Value]:
    """The group, and whether it is only suspected."""
    if len(case.claimants) > 1:
        value = unknown(f"several claim it: {names(case.claimants)}")
        return value, value
    lead = case.acting.lead
    nameless = lead is None or lead.key.startswith(AGENT_PREFIX)
    if lead is not None and not nameless and lead.kind not in (None, "civilian", "unidentified"):
        return Value(lead.name, f"who acts; {lead.how}"), Value(0, f"{lead.how}, not only suspected")
    suspects = _suspects(case)
    found = list(dict.fromkeys(c.actor.name if c.actor else c.by for c in suspects))
    if len(found) == 1:
        by = f"{suspects[0].kind} by others, and does not deny it"
        return Value(found[0], by), Value(1, by)
    value = unknown(
        f"several are suspected: {options(found)}" if found else "no telling names a group; the GTD would write Unknown"
    )
    return value, value


def gname(case: Case) -> Value:
    return _responsible(case)[0]


def guncertain1(case: Case) -> Value:
    return _responsible(case)[1]


def claimed(case: Case) -> Value:
    if case.claimants:
        return Value(1, f"claimed by {names(case.claimants)}")
    return unknown("no telling has a claim; that nobody claims it is not told either")


def compclaim(case: Case) -> Value:
    if not case.claimants:
        return Value(None, "nobody is told to claim it")
    several = len(case.claimants) > 1
    return Value(int(several), f"claimed by {names(case.claimants)}")


def weaptype1(case: Case) -> Value:
    if not is_attack(case):
        return Value(None, "it is no attack of a type of this codebook")
    found = [set(table("gtd_like")["modes"][mode]["weapon"]) for mode in modes(case)]
    # The first mode that tells a weapon.
    told = next((allowed for allowed in found if len(allowed) == 1), set.union(*found))
    if len(told) > 1:
        return unknown(f"{options([table('gtd_like')['weapon'][str(code)] for code in sorted(told)])}")
    return Value(next(iter(told)), f"ASSAULT {', '.join(case.modes)}")


def toll(kind: HarmKind) -> Rule:
    """The rule of a toll: where tellings differ the figure of most of them, else the lowest."""

    def rule(case: Case) -> Value:
        harm = case.harm(kind)
        if (said := decided(case, kind)) is not None:
            return Value(harm.best, said) if harm is not None and harm.best is not None else unknown(said)
        conflict = next((c for c in case.head.conflicts if c.field == kind), None)
        if conflict is not None:
            votes = Counter({int(value): len(tellings) for value, tellings in conflict.values})
            figure, most = votes.most_common(1)[0]
            if most * 2 > votes.total():
                return Value(figure, "tellings differ; the figure of most")
            return Value(min(votes), "tellings differ and no figure has most of them; the lowest")
        if harm is None or harm.best is None:
            return unknown(f"no telling gives how many were {kind}")
        return Value(harm.best, "the figure that is told")

    return rule


def ishostkid(case: Case) -> Value:
    if "abduct" in case.modes:
        return Value(1, "a telling has an abduction")
    if case.harm("captured") is not None:
        return unknown("people are told as captured; whether as hostages is not")
    return Value(0, "no telling has an abduction") if case.modes else unknown("how it was done is not told")


def dbsource(case: Case) -> Value:
    outlets = dict.fromkeys(s.outlet for s in case.head.support if s.outlet)
    return Value("; ".join(outlets), "the outlets of its reports") if outlets else unknown("no report has an outlet")


RULES = Rules(
    columns={
        "eventid": ID_RULES["event_id"], "dateline_incidents": ID_RULES["dateline_incidents"],
        "iyear": _date_part("year"), "imonth": _date_part("month"), "iday": _date_part("day"),
        "approxdate": approxdate, "extended": extended,
        "country_txt": PLACE_RULES["country"], "provstate": PLACE_RULES["admin1"], "city": city,
        "latitude": PLACE_RULES["latitude"], "longitude": PLACE_RULES["longitude"],
        "specificity": specificity, "vicinity": vicinity,
        "crit1": crit1, "crit2": crit2, "crit3": crit3, "doubtterr": doubtterr,
        "success": success, "suicide": suicide,
        "attacktype1": _attack_type(0), "attacktype1_txt": _text(_attack_type(0), "attack"),
        "attacktype2": _attack_type(1), "attacktype3": _attack_type(2),
        "targtype1": targtype1, "targtype1_txt": _text(targtype1, "target"), "target1": target1,
        "gname": gname, "guncertain1": guncertain1, "claimed": claimed, "compclaim": compclaim,
        "weaptype1": weaptype1, "weaptype1_txt": _text(weaptype1, "weapon"),
        "nkill": toll("killed"), "nwound": toll("injured"), "ishostkid": ishostkid, "dbsource": dbsource,
    },
    inclusion=inclusion,
)  # fmt: skip
