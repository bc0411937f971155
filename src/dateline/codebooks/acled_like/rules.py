"""ACLED-like columns, and what is in."""

from __future__ import annotations

import datetime as dt

from dateline.codebooks.acled_like.hierarchy import cases
from dateline.codebooks.acled_like.types import EXCESSIVE, NONE, answers
from dateline.codebooks.book import UNDETERMINED, Rules, Value, Verdict
from dateline.codebooks.cases import Case, Member, Side, sides_of
from dateline.codebooks.common import (
    ID_RULES,
    PLACE_RULES,
    basis,
    decided,
    options,
    place_scale,
    time_scale,
    unknown,
    unrealised,
)
from dateline.codebooks.tables import table
from dateline.records import AGENT_PREFIX

NO_EVENT = "no event of this codebook"


def _part(case: Case, name: str) -> Value:
    """The event type or sub-type: what all answers share."""
    allowed, why = answers(case)
    found = sorted({_named(answer)[name] for answer in allowed})
    if found == [""]:
        return Value(None, f"{NO_EVENT}: {why}")
    if len(found) > 1:
        return unknown(f"{options([part or NO_EVENT for part in found])}: {why}")
    return Value(found[0], why)


def _named(answer: str) -> dict[str, str]:
    """Event type, sub-type and disorder type of an answer; empty for no event."""
    facts = table("acled_like")
    short, _, sub = answer.partition("/")
    known = answer != NONE
    return {
        "event_type": facts["short"][short] if known else "",
        "sub_event_type": sub if known else "",
        "disorder_type": facts["answers"][answer] if known else "",
    }


def event_type(case: Case) -> Value:
    return _part(case, "event_type")


def sub_event_type(case: Case) -> Value:
    return _part(case, "sub_event_type")


def disorder_type(case: Case) -> Value:
    return _part(case, "disorder_type")


def time_precision(case: Case) -> Value:
    return time_scale(case, table("acled_like")["scales"]["time"])


def event_date(case: Case) -> Value:
    """The day, or the middle of the interval."""
    precision = time_precision(case)
    if case.days is None or precision.value is None:
        return unknown(precision.rule)
    first, last = case.days
    rule = basis(case, "moment") if first == last else "the middle of the interval"
    return Value(first + dt.timedelta(days=(last - first).days // 2), rule)


def year(case: Case) -> Value:
    day = event_date(case)
    return Value(day.value.year, "the year of event_date") if isinstance(day.value, dt.date) else unknown(day.rule)


def geo_precision(case: Case) -> Value:
    if case.place is None or case.place.precision == "unresolved":
        return unknown("no telling gives a place that the gazetteer has")
    return place_scale(case, table("acled_like")["scales"]["place"])


def _crowd(case: Case) -> str | None:
    """Whose the event is: "Protesters", "Rioters", or None."""
    kinds = {answer[:3] for answer in answers(case)[0]}
    return {"PRO": "Protesters", "RIO": "Rioters"}.get(kinds.pop()) if len(kinds) == 1 else None


def _actor(case: Case, number: int) -> Value:
    crowd = _crowd(case)
    country = f" ({case.place.country})" if case.place is not None and case.place.country else ""
    if crowd is not None:
        return Value(f"{crowd}{country}", "the crowd acts") if number == 0 else _opponent(case)
    side = case.sides[number]
    if number == 1 and not side.members and case.head.type != "ASSAULT":
        return Value(None, "no other side is told")
    if number == 0 and len(case.claimants) > 1:
        return unknown(f"several claim it: {options([m.name for m in case.claimants])}")
    return _side_name(side, country)


def _opponent(case: Case) -> Value:
    """Who steps in against a crowd: of the row's incidents, the armed side."""
    lead = _against_crowd(case)
    if lead is None:
        return Value(None, "nobody is told to act against the crowd")
    return Value(lead.name, "who acts against the crowd")


def _against_crowd(case: Case) -> Member | None:
    sides = (side for i in case.incidents if i.type == "ASSAULT" for side in sides_of(i))
    return next((side.lead for side in sides if side.armed), None)


def _side_name(side: Side, country: str) -> Value:
    lead = side.lead
    if lead is None:
        return unknown("no telling names one")
    if lead.kind is None:
        return unknown(f"“{lead.name}” is of no known class")
    if lead.kind == "civilian":
        return Value(f"Civilians{country}", "those without arms, by their sector")
    nameless = lead.actor is not None and lead.actor.id.startswith(AGENT_PREFIX) and lead.kind != "state"
    if nameless:
        return Value(f"Unidentified Armed Group{country}", "armed, and no telling names them")
    return Value(lead.name, f"the name that the record has; {lead.how}")


def _inter(case: Case, number: int) -> Value:
    """The class of an actor."""
    name = _actor(case, number)
    if name.value in (None, UNDETERMINED):
        return name
    crowd = _crowd(case)
    if crowd is not None and number == 0:
        return Value(6 if crowd == "Protesters" else 5, crowd.lower())
    lead = _against_crowd(case) if crowd is not None else case.sides[number].lead
    return _class(case, lead) if lead is not None else unknown("no telling names one")


def _class(case: Case, lead: Member) -> Value:
    actor, kind = lead.actor, lead.kind
    if kind == "civilian":
        return Value(7, "civilians")
    if kind == "international":
        return Value(8, "forces of several states")
    if kind == "unidentified":
        return Value(3, "an unidentified armed group")
    if kind == "state":
        at = case.place.country if case.place is not None else None
        if actor is None or actor.country is None or at is None:
            return unknown("state forces of their own country (1) or abroad (8): a country is not told")
        return Value(1, "state forces in their country") if actor.country == at else Value(8, "state forces abroad")
    if kind == "criminal":
        return unknown("criminals are political militias (3) where their violence is political, which is not told")
    if lead.named:
        return Value(2, "an armed group of the actor catalogue that is no state's")
    if actor is not None and actor.id.startswith(AGENT_PREFIX):
        return Value(3, "an armed group without a name")
    return unknown("rebels (2) or a militia (3, 4): the actor catalogue lacks the group")


def civilian_targeting(case: Case) -> Value:
    allowed, _ = answers(case)
    if allowed == {EXCESSIVE} or all(answer.startswith("VAC/") for answer in allowed):
        return Value("Civilian targeting", "its type is one against civilians")
    if EXCESSIVE not in allowed and all(answer.startswith(("BAT/", "SD/", "PRO/", NONE)) for answer in allowed):
        return Value(None, "its type is none against civilians")
    if case.struck.only_civilians is None:
        return unknown("whoever is struck is of no known class")
    if len({answer[:3] for answer in allowed}) > 1:
        return unknown("the event type is undetermined")
    if case.struck.only_civilians:
        return Value("Civilian targeting", "only civilians are struck")
    return Value(None, "others than civilians are struck")


def fatalities(case: Case) -> Value:
    """The lowest figure; of several incidents the sum of those that give one. No figure is no 0."""
    lows = [harm.low for i in case.incidents for harm in i.harm if harm.kind == "killed" and harm.low is not None]
    if not lows:
        return unknown("no telling gives a lowest figure of deaths; ACLED would write 0")
    if len(case.incidents) == 1:
        return Value(lows[0], decided(case, "killed") or "the lowest of the reports' largest figures")
    return Value(sum(lows), f"the sum of the lowest figures; {len(lows)} of {len(case.incidents)} incidents give one")


def source(case: Case) -> Value:
    outlets = dict.fromkeys(s.outlet for i in case.incidents for s in i.support if s.outlet)
    return Value("; ".join(outlets), "the outlets of its reports") if outlets else unknown("no report has an outlet")


def source_count(case: Case) -> Value:
    counts = [i.independent for i in case.incidents if i.independent is not None]
    if len(counts) < len(case.incidents):
        return unknown("an older archive counted no independent sources")
    return Value(max(counts), "sources that do not rest on each other; of several incidents the most")


def inclusion(case: Case) -> Verdict:
    """What took place, has a type, a place finer than a country and days known to a month."""
    why = unrealised(case)
    if why is not None:
        return False, why
    allowed, reason = answers(case)
    if allowed == {NONE}:
        return False, f"{NO_EVENT}: {reason}"
    place, time = geo_precision(case), time_precision(case)
    for value in (place, time):
        if value.value is None:
            return False, value.rule
    for value in (place, time):
        if isinstance(value.value, str):
            return None, value.rule
    if NONE in allowed:
        return None, f"it may be {NO_EVENT}: {reason}"
    if all(answer.startswith("SD/") for answer in allowed):
        return None, "strategic developments are in where a coder finds that they matter"
    if any(side.kind == "criminal" for side in case.sides):
        return None, "criminals act or are struck; whether the violence is political is not told"
    return True, f"it took place, its place and days are known, and it has a type: {reason}"


RULES = Rules(
    columns={
        **ID_RULES, **PLACE_RULES,
        "event_date": event_date, "year": year, "time_precision": time_precision, "disorder_type": disorder_type,
        "event_type": event_type, "sub_event_type": sub_event_type,
        "actor1": lambda case: _actor(case, 0), "inter1": lambda case: _inter(case, 0),
        "actor2": lambda case: _actor(case, 1), "inter2": lambda case: _inter(case, 1),
        "civilian_targeting": civilian_targeting, "geo_precision": geo_precision, "source": source,
        "source_count": source_count, "fatalities": fatalities,
    },
    inclusion=inclusion,
    cases=cases,
)  # fmt: skip
