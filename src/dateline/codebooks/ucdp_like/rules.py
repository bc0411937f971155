"""UCDP-GED-like columns, and what is in."""

from __future__ import annotations

from typing import Literal

from dateline.codebooks.book import UNDETERMINED, Rule, Rules, Value, Verdict
from dateline.codebooks.cases import NON_STATE, Case, Kind, Side, kind_of
from dateline.codebooks.common import (
    ID_RULES,
    PLACE_RULES,
    decided,
    end_date,
    place_scale,
    start_date,
    time_scale,
    unknown,
    unrealised,
)
from dateline.codebooks.tables import table

STATE_BASED, NON_STATE_TYPE, ONE_SIDED = 1, 2, 3


def organised(side: Side) -> bool | None:
    """Whether a side is an organised actor: a state's forces or an armed group of the catalogue; None if not told."""
    if side.kind == "state":
        return True
    if side.kind == "civilian":
        return False
    lead = side.lead
    return True if side.kind in NON_STATE and lead is not None and lead.named else None


def type_of_violence(case: Case) -> Value:
    force = table("ucdp_like")["force"][case.head.type]
    if force == "no":
        return Value(None, f"{case.head.type} is no use of armed force")
    if force == "unclear" and not case.deaths:
        return Value(None, f"{case.head.type} without a told death is no use of armed force")
    if force == "unclear":
        return unknown(f"{case.head.type}: whose doing deaths were is not told")
    for mode in case.modes:
        if mode in table("ucdp_like")["modes"]:
            return unknown(table("ucdp_like")["modes"][mode])
    return _by_sides(case)


def _by_sides(case: Case) -> Value:
    acting, struck = case.acting, case.struck
    if organised(acting) is False and (organised(struck) is False or struck.kind is None):
        return Value(None, "civilians act; no organised actor is told")
    if organised(acting) is not True:
        return unknown("who acts is not told, or whether they are organised")
    if struck.only_civilians:
        return Value(ONE_SIDED, "an organised actor strikes civilians")
    if "civilian" in struck.kinds:
        return unknown("civilians and others are struck")
    if organised(struck) is not True:
        return unknown("who is struck is not told, or whether they are organised")
    if acting.kind == struck.kind == "state" and _countries(acting) == _countries(struck):
        return unknown("both sides are bodies of one state, or of states that are not told")
    if "state" in (acting.kind, struck.kind):
        return Value(STATE_BASED, "two organised actors, a state among them")
    return Value(NON_STATE_TYPE, "two organised actors, none a state")


def _countries(side: Side) -> set[str | None]:
    return {m.actor.country for m in side.members if m.kind == "state" and m.actor is not None}


def _sides(case: Case) -> tuple[Side, Side]:
    """side_a and side_b: the state first, else who acts."""
    acting, struck = case.sides
    if type_of_violence(case).value == STATE_BASED and acting.kind != "state":
        return struck, acting
    return acting, struck


def _side(number: int) -> Rule:
    def rule(case: Case) -> Value:
        kind = type_of_violence(case)
        side = _sides(case)[number]
        if kind.value == ONE_SIDED and number == 1:
            return Value("Civilians", "the struck side of one-sided violence")
        if number == 0 and len(case.claimants) > 1:
            return unknown("several claim it")
        if kind.value is None:
            return Value(None, kind.rule)
        if side.lead is None or side.lead.kind in (None, "unidentified", "civilian"):
            return unknown("no telling names an organised actor")
        return Value(side.lead.name, f"the name that the record has; {side.lead.how}")

    return rule


side_a, side_b = _side(0), _side(1)


def dyad_name(case: Case) -> Value:
    first, second = side_a(case), side_b(case)
    for side in (first, second):
        if side.value in (None, UNDETERMINED):
            return side
    return Value(f"{first.value} - {second.value}", "the names of both sides")


def where_prec(case: Case) -> Value:
    place = case.place
    if place is None or place.precision == "unresolved":
        return unknown("no telling gives a place that the gazetteer has")
    if place.precision == "region" and place.kind == "water":
        return Value(7, "a sea")
    return place_scale(case, table("ucdp_like")["scales"]["place"])


def date_prec(case: Case) -> Value:
    return time_scale(case, table("ucdp_like")["scales"]["time"])


def event_clarity(case: Case) -> Value:
    if case.head.aggregate:
        return Value(2, "it is told only as one of many at once")
    return Value(1, "one incident is told")


def _figure(name: Literal["low", "best", "high"]) -> Rule:
    def rule(case: Case) -> Value:
        harm = case.harm("killed")
        found = getattr(harm, name) if harm is not None else None
        if found is None:
            return unknown(f"no telling gives a {name} figure of deaths")
        if (said := decided(case, "killed")) is not None:
            return Value(found, said)
        return Value(found, {"best": "the newest report's figure"}.get(name, "the bound over all reports"))

    return rule


best = _figure("best")
Share = Literal["a", "b", "civilians", "unknown"]


def _only_civilians_died(case: Case) -> bool:
    """Whether all victims who are told are civilians, struck by one side, and the attacker is not among the dead.

    Of two sides that fight neither gets a figure: an incident keeps its largest one, not whose dead it counts.
    """
    kinds: set[Kind | None] = {kind_of(p.actor, "struck") for p in case.head.parties if p.role == "victim"}
    one_sided = type_of_violence(case).value == ONE_SIDED
    return one_sided and kinds == {"civilian"} and "suicide-attack" not in case.modes


def _deaths(share: Share) -> Rule:
    def rule(case: Case) -> Value:
        figure = best(case)
        if not isinstance(figure.value, int):
            return unknown(figure.rule)
        if _only_civilians_died(case):
            return Value(figure.value if share == "civilians" else 0, "an organised actor kills civilians alone")
        if share == "unknown":
            return Value(figure.value, "whose dead the toll counts is not told")
        return unknown("whose dead the toll counts is not told")

    return rule


def number_of_sources(case: Case) -> Value:
    return Value(case.head.reports, "reports that tell of it")


def source_office(case: Case) -> Value:
    outlets = dict.fromkeys(s.outlet for s in case.head.support if s.outlet)
    return Value("; ".join(outlets), "the outlets of its reports") if outlets else unknown("no report has an outlet")


def source_original(case: Case) -> Value:
    sources = dict.fromkeys(s.source for s in case.head.support if s.source)
    return (
        Value("; ".join(sources), "who the reports say told it") if sources else unknown("no report says who told it")
    )


def inclusion(case: Case) -> Verdict:
    """Realised armed force by an organised actor, with a death."""
    why = unrealised(case)
    if why is not None:
        return False, why
    kind = type_of_violence(case)
    if kind.value is None:
        return False, kind.rule
    if case.deaths is False:
        return False, "nobody was killed by any figure"
    if where_prec(case).value is None or date_prec(case).value is None:
        return False, "place or days are vaguer than the scales"
    if kind.value == UNDETERMINED:
        return None, kind.rule
    if case.deaths is None:
        return None, "no telling gives how many were killed"
    if case.days is None or where_prec(case).value == UNDETERMINED:
        return None, "place or days are not told"
    return True, f"{kind.rule}, with a death; the threshold of 25 deaths a dyad and year is not applied"


RULES = Rules(
    columns={
        "id": ID_RULES["event_id"], "dateline_incidents": ID_RULES["dateline_incidents"],
        "type_of_violence": type_of_violence, "side_a": side_a, "side_b": side_b, "dyad_name": dyad_name,
        "where_coordinates": PLACE_RULES["location"], "where_prec": where_prec, "adm_1": PLACE_RULES["admin1"],
        "latitude": PLACE_RULES["latitude"], "longitude": PLACE_RULES["longitude"], "country": PLACE_RULES["country"],
        "event_clarity": event_clarity, "date_prec": date_prec, "date_start": start_date, "date_end": end_date,
        "deaths_a": _deaths("a"), "deaths_b": _deaths("b"), "deaths_civilians": _deaths("civilians"),
        "deaths_unknown": _deaths("unknown"), "best": best, "low": _figure("low"), "high": _figure("high"),
        "number_of_sources": number_of_sources, "source_office": source_office, "source_original": source_original,
    },
    inclusion=inclusion,
)  # fmt: skip
