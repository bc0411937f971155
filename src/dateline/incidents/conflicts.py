"""Where the tellings of an incident disagree: each side's value with its tellings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from dateline.incidents.fields import full_name, told_harm
from dateline.incidents.signs import NEAR_KM, place_distance_km
from dateline.incidents.tellings import FINE_KM, Telling
from dateline.records import Conflict, HarmKind, Place

_RESPONSIBLE = frozenset(("claimed", "suspected", "accused", "denied"))
Side = tuple[str, Telling]


def conflicts(tellings: Sequence[Telling]) -> tuple[Conflict, ...]:
    """The fields on which tellings, earliest first, disagree: harm, place, day, responsibility, type."""
    fields: dict[str, Iterable[Side]] = {kind: _figures(tellings, kind) for kind in get_args(HarmKind)}
    fields["place"] = _places(tellings)
    fields["day"] = ((t.day.isoformat(), t) for t in tellings if t.day is not None)
    fields["responsibility"] = (
        (f"{claim.by} ({claim.kind})", t) for t in tellings for claim in t.mention.claims if claim.kind in _RESPONSIBLE
    )
    fields["type"] = ((t.mention.type, t) for t in tellings)
    return tuple(found for name, sides in fields.items() if (found := _conflict(name, sides)) is not None)


def _figures(tellings: Sequence[Telling], kind: HarmKind) -> Iterator[Side]:
    for telling in tellings:
        harm = told_harm(telling, kind)
        if harm is not None and harm.best is not None:
            yield str(harm.best), telling


def _places(tellings: Sequence[Telling]) -> Iterator[Side]:
    """The towns and spots that the tellings name, where they are not next to each other."""
    known: list[tuple[str, Place]] = []
    for telling in tellings:
        place = telling.place
        if place is None or (telling.radius_km or FINE_KM + 1) > FINE_KM or place.relation == "context":
            continue
        name = next((n for n, other in known if place_distance_km(place, other) <= NEAR_KM), place.name)
        known.append((name, place))
        yield name, telling


def _conflict(field: str, sides: Iterable[Side]) -> Conflict | None:
    told: dict[str, dict[str, None]] = {}
    for value, telling in sides:
        told.setdefault(value, {})[full_name(telling)] = None
    if len(told) < 2:
        return None
    return Conflict(field=field, values=tuple((value, tuple(names)) for value, names in told.items()))
