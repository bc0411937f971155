"""Rules that the codebooks share: ids, days, places, what keeps an incident from being counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dateline.codebooks.book import UNDETERMINED, Rule, Value, Verdict
from dateline.codebooks.cases import Case, Member, precision_of
from dateline.records import REALISED


def unknown(why: str) -> Value:
    """The answer where the record does not say."""
    return Value(UNDETERMINED, why)


def event_id(case: Case) -> Value:
    return Value(case.head.id, "Dateline's id of the incident")


def incident_ids(case: Case) -> Value:
    rule = (
        "the incident that is coded"
        if len(case.incidents) == 1
        else "the incidents that the codebook counts as one event"
    )
    return Value("; ".join(incident.id for incident in case.incidents), rule)


def basis(case: Case, field: str) -> str:
    """By what rule the incident has a field."""
    found = next((b.rule for b in case.head.basis if b.field == field), None)
    return f"the incident's {field}" + (f": {found}" if found else "")


def decided(case: Case, field: str) -> str | None:
    """The decision by which a reviewer has set a field, None where no one has."""
    return next((b.rule for b in case.head.basis if b.field == field and b.decided), None)


def start_date(case: Case) -> Value:
    return Value(case.days[0], basis(case, "moment")) if case.days else unknown("no telling gives a day")


def end_date(case: Case) -> Value:
    return Value(case.days[1], basis(case, "moment")) if case.days else unknown("no telling gives a day")


def place_field(field: str) -> Rule:
    """The rule of a column that is a field of the incident's place."""

    def rule(case: Case) -> Value:
        place = case.place
        found = getattr(place, field) if place is not None and place.precision != "unresolved" else None
        return (
            Value(found, basis(case, "place"))
            if found is not None
            else unknown(f"no telling gives the place's {field}")
        )

    return rule


PLACE_RULES: dict[str, Rule] = {
    "country": place_field("country"), "admin1": place_field("admin1"), "location": place_field("name"),
    "latitude": place_field("lat"), "longitude": place_field("lon"),
}  # fmt: skip
ID_RULES: dict[str, Rule] = {"event_id": event_id, "dateline_incidents": incident_ids}


def place_scale(case: Case, scale: dict[str, int]) -> Value:
    """A place's precision on a codebook's scale; None for a precision that the codebook does not record."""
    precision = precision_of(case.place)
    if case.place is not None and case.place.relation == "context":
        return unknown("another sentence names the place; whether it happened there is not told")
    if precision not in scale:
        return Value(None, f"the codebook's scale has no place for the precision {precision!r}")
    return Value(scale[precision], f"the place's precision is {precision!r}")


def time_scale(case: Case, scale: Sequence[Sequence[int]]) -> Value:
    """The length of the interval on a codebook's scale of [longest in days, code]; None for what is too vague."""
    if case.days is None:
        return unknown("no telling gives a day")
    length = (case.days[1] - case.days[0]).days + 1
    code = next((code for longest, code in scale if length <= longest), None)
    if code is None:
        return Value(None, f"an interval of {length} days is vaguer than the codebook's scale")
    return Value(code, f"the interval is {length} day{'' if length == 1 else 's'} long")


def uncounted(case: Case) -> str | None:
    """What keeps the incident from being one event of the news; its status aside."""
    head = case.head
    if head.review == "rejected":
        return "a reviewer rejected the incident"
    if head.aggregate:
        return "the mention is of many incidents at once"
    return "it is told as background, an earlier event" if head.background else None


def unrealised(case: Case) -> str | None:
    """What keeps the incident from being a realised event, None where it counts."""
    head = case.head
    if head.status not in REALISED:
        return f"it is told as {head.status}; only what took place is in"
    return uncounted(case)


def realised(case: Case) -> Verdict:
    """In if it took place, is one incident and of the news."""
    why = unrealised(case)
    return (True, "it took place, is one incident and of the news") if why is None else (False, why)


def names(members: Sequence[Member]) -> str | None:
    """The names of a side, joined by semicolons; None for nobody."""
    return "; ".join(dict.fromkeys(m.name for m in members)) or None


def options(values: Sequence[Any]) -> str:
    """Several possible answers in words."""
    *most, last = map(str, values)
    return f"{', '.join(most)} or {last}" if most else last
