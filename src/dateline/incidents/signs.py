"""What two tellings share and where they differ: named signs, of which each comparison gives at most one.

`compare` gives None where the two can never be one incident, whatever else they share: by their places, their days, or
because each names groups that have nothing to do with the other's.
"""

from __future__ import annotations

import math
from collections.abc import Set

from dateline.incidents.tellings import FINE_KM, Telling, own_and_parents
from dateline.records import HarmKind, Place

CLOSE_KM, NEAR_KM = 5.0, 14.0
"""Two names of one spot in a town, and of a town and its outskirts."""
NEVER_KM = 60.0
"""Beyond their radii, places so far apart are never one, not even by a wrong district."""
FEW_DAYS = 3
"""Days by which dates of one event differ at most, by time zones and slips; beyond, two tellings are never one."""
_COUNTED: tuple[HarmKind, ...] = ("killed", "injured", "captured")
_SHARES = ((0.7, "most"), (0.45, "many"), (0.25, "some"), (0.1, "few"))
_FEW_WORDS = 3
"""A share of fewer words says nothing."""
_EARTH_KM = 6371.0

_PLACES = (
    "place same", "place close", "place near", "place far", "place within", "area same", "country same",
    "place unknown",
)  # fmt: skip
_DAYS = ("day same", "day within", "day next", "days few", "day told once", "day not told", "day unknown")
SIGNS: tuple[str, ...] = (
    *_PLACES, *_DAYS, *(f"{place}, {day}" for place in _PLACES for day in _DAYS),
    "mode same", "modes differ", "word same",
    "actor same", "actor parent", "actors differ", "actor told once", "sector same", "sectors differ",
    *(f"{kind} {how}" for kind in _COUNTED for how in ("same", "near", "differ", "far")),
    *(f"words {how}" for _, how in _SHARES), *(f"title {how}" for _, how in _SHARES),
    "harm of other kinds", "struck same", "struck differ", "one outlet",
)  # fmt: skip
"""All signs there are."""


def compare(one: Telling, other: Telling) -> list[str] | None:
    """The signs of two tellings of one type; None where they cannot be of one event."""
    day = day_sign(one, other)
    place = place_sign(one, other) if day is not None else None
    if place is None or day is None:
        return None
    if not agree(one.groups, other.groups):
        return None
    found = [place, day, f"{place}, {day}"]
    mine, theirs = one.modes, other.modes
    if mine and theirs:
        found.append("mode same" if mine & theirs else "modes differ")
    if one.head == other.head:
        found.append("word same")
    found += _actor_sign(one, other)
    for kind in _COUNTED:
        found += _harm_sign(kind, one.harm.get(kind), other.harm.get(kind))
    if one.harm and other.harm and not one.harm.keys() & other.harm.keys():
        found.append("harm of other kinds")
    found += _share_sign("words", one.words, other.words)
    found += _share_sign("title", one.title, other.title)
    if one.struck and other.struck:
        found.append("struck same" if one.struck & other.struck else "struck differ")
    outlet = one.coded.report.outlet
    if outlet and outlet == other.coded.report.outlet and one.coded.report.id != other.coded.report.id:
        found.append("one outlet")
    return found


def place_sign(one: Telling, other: Telling) -> str | None:
    """How near the places of two tellings are, by distance and by how precise each is."""
    a, b = one.place, other.place
    if a is None or b is None:
        return "place unknown"
    first, second = one.radius_km, other.radius_km
    if first is None or second is None:
        alike = a.country == b.country or a.country is None or b.country is None
        return "country same" if alike else None
    fine = first <= FINE_KM and second <= FINE_KM
    if one.place_key == other.place_key:
        return "place same" if fine else "area same"
    apart = place_distance_km(a, b)
    if apart > first + second + NEVER_KM:
        return None
    if not fine:
        return "place within" if apart <= first + second else "place far"
    return "place close" if apart <= CLOSE_KM else "place near" if apart <= NEAR_KM else "place far"


def place_distance_km(one: Place, other: Place) -> float:
    """The distance between the coordinates of two located places."""
    return distance_km(one.lat or 0.0, one.lon or 0.0, other.lat or 0.0, other.lon or 0.0)


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance of two points given in degrees (haversine)."""
    y, x = math.radians(other_lat - lat), math.radians(other_lon - lon)
    inner = (
        math.sin(y / 2) ** 2 + math.cos(math.radians(lat)) * math.cos(math.radians(other_lat)) * math.sin(x / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(inner)))


def day_sign(one: Telling, other: Telling) -> str | None:
    """How near the days of two tellings are; intervals that touch are `within` each other."""
    if one.since is None or one.until is None or other.since is None or other.until is None:
        return "day unknown"
    apart = max(one.since - other.until, other.since - one.until)
    if apart > FEW_DAYS:
        return None
    if not (one.dated and other.dated):
        if apart > 0:
            return None
        return "day told once" if one.dated or other.dated else "day not told"
    if apart > 1:
        return "days few"
    if apart == 1:
        return "day next"
    return "day same" if one.day is not None and one.day == other.day else "day within"


def agree(one: Set[str], other: Set[str]) -> bool:
    """Whether two sets of named actors can be those of one incident: one in common, or one that is the other's parent.

    A parent stands as UP and its id: two affiliates of one parent do not agree by it.
    """
    if not one or not other:
        return True
    (mine, above), (theirs, beyond) = own_and_parents(one), own_and_parents(other)
    return bool(mine & theirs or mine & beyond or theirs & above)


def _actor_sign(one: Telling, other: Telling) -> list[str]:
    if not one.actors or not other.actors:
        once = ["actor told once"] if one.actors or other.actors else []
        if one.sectors and other.sectors:
            return [*once, "sector same" if one.sectors & other.sectors else "sectors differ"]
        return once
    (mine, above), (theirs, beyond) = own_and_parents(one.actors), own_and_parents(other.actors)
    if mine & theirs:
        return ["actor same"]
    return ["actor parent" if mine & beyond or theirs & above else "actors differ"]


def _harm_sign(kind: HarmKind, mine: tuple[int, int] | None, theirs: tuple[int, int] | None) -> list[str]:
    if mine is None or theirs is None:
        return []
    if mine == theirs and mine[0] == mine[1]:
        return [f"{kind} same"]
    low, high = max(mine[0], theirs[0]), min(mine[1], theirs[1])
    if low <= high or low <= 1.5 * high + 1:
        return [f"{kind} near"]
    return [f"{kind} {'far' if low > 3 * high + 3 else 'differ'}"]


def _share_sign(name: str, mine: frozenset[str], theirs: frozenset[str]) -> list[str]:
    if min(len(mine), len(theirs)) < _FEW_WORDS:
        return []
    share = len(mine & theirs) / min(len(mine), len(theirs))
    for least, how in _SHARES:
        if share >= least:
            return [f"{name} {how}"]
    return []
