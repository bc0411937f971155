"""What a person decides on an incident: accept, reject, correct a field, merge, split, comment, undo.

Decisions are kept beside mentions and incidents, and only ever added to. Each is anchored in the words of reports, so
that it is found again when a new run gives the mention another name or place in the report.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Any, Literal, get_args

import msgspec

from dateline.errors import ReviewError
from dateline.records import Coded, EventType, HarmKind, Incident, Mention, Offset, Party, Place, Record, Status

ReviewAction = Literal["accept", "reject", "correct", "merge", "split", "comment", "undo"]
CORRECTABLE = (
    "type", "modes", "place", "moment", "status", "actors", "recipients", "aggregate", "background",
    "killed", "injured", "missing", "captured", "displaced",
)  # fmt: skip
"""The fields of an incident that a person can correct."""


MOST_HARMED = 100_000_000
"""More people than any incident has harmed."""
HALF_ROUND_KM = 20_040.0
"""Half of the way round the Earth."""
_TYPES: dict[str, Any] = {
    "type": EventType, "modes": tuple[str, ...], "status": Status, "aggregate": bool, "background": bool,
    "place": Place | None, "moment": dict[Literal["from", "to"], dt.date | None] | None,
    "actors": tuple[Party, ...] | None, "recipients": tuple[Party, ...] | None,
    **dict.fromkeys(get_args(HarmKind), dict[Literal["low", "best", "high"], int | None] | None),
}  # fmt: skip


def checked(field: str, value: Any) -> Any:
    """The value of a corrected field from its JSON form.

    Raises ReviewError for a field that cannot be corrected, and for a value that does not fit it.
    """
    if field not in _TYPES:
        raise ReviewError(f"{field!r} is no field to correct", remedy=f"One of: {', '.join(CORRECTABLE)}.")
    try:
        made = msgspec.convert(value, _TYPES[field])
    except msgspec.ValidationError as error:
        raise _unfit(field, str(error)) from error
    wrong = _wrong(field, made)
    if wrong:
        raise _unfit(field, wrong)
    return made


def _unfit(field: str, why: str) -> ReviewError:
    return ReviewError(f"the value does not fit {field}: {why}", remedy="Give it in the form that the incident has.")


def _wrong(field: str, value: Any) -> str | None:
    """What keeps a value of the right form from being one that an incident can have."""
    if value is None or field in ("type", "modes", "status", "aggregate", "background"):
        return None
    if field == "place":
        return _wrong_place(value)
    if field in ("actors", "recipients"):
        roles = ("actor",) if field == "actors" else ("recipient", "victim", "target")
        strange = next((p for p in value if p.role not in roles or not p.name.strip()), None)
        return None if strange is None else f"{strange.role} {strange.name!r} is none"
    bounds = ("from", "to") if field == "moment" else ("low", "best", "high")
    if set(value) != set(bounds):
        return f"it needs {', '.join(bounds)}"
    known = [value[name] for name in bounds if value[name] is not None]
    if known != sorted(known):
        return f"{' to '.join(map(str, known))} goes down"
    if field == "moment":
        return None
    if not known:
        return "no figure is given; null says that it is unknown"
    return None if known[0] >= 0 and known[-1] <= MOST_HARMED else f"a figure is none from 0 to {MOST_HARMED:,}"


def _wrong_place(place: Place) -> str | None:
    if not place.name.strip():
        return "it has no name"
    if (place.lat is None) is not (place.lon is None):
        return "it has one coordinate of two"
    if place.lat is not None and place.lon is not None and not (abs(place.lat) <= 90 and abs(place.lon) <= 180):
        return f"{place.lat}, {place.lon} is no point on Earth"
    if place.radius_km is not None and not 0 <= place.radius_km <= HALF_ROUND_KM:
        return f"a radius of {place.radius_km} km is none"
    if place.country is not None and not re.fullmatch("[A-Z]{3}", place.country):
        return f"{place.country!r} is no ISO 3166-1 alpha-3 code"
    return None


def value_in(incident: Incident, field: str) -> Any:
    """What a correctable field of an incident holds, in the JSON form that a correction gives; None where unknown.

    Raises ReviewError for a field that cannot be corrected.
    """
    if field not in _TYPES:
        raise ReviewError(f"{field!r} is no field to correct", remedy=f"One of: {', '.join(CORRECTABLE)}.")
    value: Any
    if field == "moment":
        value = {"from": incident.from_, "to": incident.to}
    elif field in ("actors", "recipients"):
        value = [p for p in incident.parties if (p.role == "actor") is (field == "actors") and p.role != "instrument"]
    elif field in get_args(HarmKind):
        found = next((h for h in incident.harm if h.kind == field), None)
        value = None if found is None else {"low": found.low, "best": found.best, "high": found.high}
    else:
        value = getattr(incident, field)
    return msgspec.to_builtins(value)


class Anchor(Record, frozen=True, kw_only=True):
    """A mention by where its trigger stands in which report, and its type."""

    report: str
    start: Offset
    end: Offset
    type: EventType


class ReviewDecision(Record, frozen=True, kw_only=True):
    """One decision on the incident that the `anchors` tell of. `apart`: what a split takes away from them.

    `value` is the corrected field's new value in the JSON form of the incident, None for "unknown", and `before` what
    it was; `takes_back` the number of the decision that no longer counts. `incident` and `version` name what the
    person had before them; None in an archive that an earlier version wrote.
    """

    id: int
    action: ReviewAction
    anchors: tuple[Anchor, ...]
    apart: tuple[Anchor, ...] = ()
    field: str | None = None
    value: Any = None
    before: Any = None
    takes_back: int | None = None
    incident: str | None = None
    version: int | None = None
    by: str
    reason: str = ""
    when: str


def anchor_of(report_id: str, mention: Mention) -> Anchor:
    """The anchor of a mention."""
    return Anchor(report=report_id, start=mention.trigger.start, end=mention.trigger.end, type=mention.type)


def find(anchor: Anchor, coded: Coded | None) -> Mention | None:
    """The mention that an anchor means: the trigger that it overlaps, of its type if there are several; else the only
    one of its type in the sentence around it. None where there is none, or the report is gone.
    """
    if coded is None:
        return None
    over = [m for m in coded.mentions if m.trigger.start < anchor.end and anchor.start < m.trigger.end]
    if over:
        return next((m for m in over if m.type == anchor.type), over[0])
    around = [m for m in coded.mentions if m.type == anchor.type and m.sentence[0] <= anchor.start < m.sentence[1]]
    return around[0] if len(around) == 1 else None


def standing(decisions: Iterable[ReviewDecision]) -> list[ReviewDecision]:
    """The decisions that count, oldest first: none that was undone, and no undoing."""
    listed: Sequence[ReviewDecision] = list(decisions)
    undone = {d.takes_back for d in listed if d.action == "undo"}
    return [d for d in listed if d.action != "undo" and d.id not in undone]
