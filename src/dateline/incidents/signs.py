"""What two tellings share and where they differ: named signs, of which each comparison gives at most one.

`compare` gives None where the two can never be one incident, whatever else they share: by their places, their days, or
because each names groups that have nothing to do with the other's.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence, Set

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
    "place unknown", "place unknown, countries same", "place unknown, countries differ",
)  # fmt: skip
_LAGS = ((0, "at once"), (1, "a day on"), (3, "days on"), (7, "a week on"))
"""Days, at most, between two dates, and how they are called."""
_ONCE = tuple(f"day told once, {lag}" for _, lag in _LAGS)
_NOT = tuple(f"day not told, {lag}" for _, lag in _LAGS)
_DAYS = ("day same", "day within", "day next", "days few", *_ONCE, *_NOT, "day unknown")
_OUTCOMES = frozenset(("destroy",))
"""Modes that say what became of it, not how it was done."""
_EXPLODING = frozenset(("aerial", "drone", "explosives", "heavy-weapons", "suicide-attack"))
"""Modes of what may all be told as bombs."""
_MODES = ("mode same", "modes differ", "mode told once")
_ACTORS = (
    "actor same", "actor parent", "actors differ", "actor told once", "sector same", "sectors differ", "actor unknown",
)  # fmt: skip
_SITES = ("site same", "sites differ", "site unknown")
_STRUCK = ("struck same", "struck differ", "struck unknown")
_FIGURES = ("figures same", "figures near", "figures differ", "figures far", "figures unknown")
_TABLES = (
    (_PLACES, _DAYS), (_PLACES, _ACTORS), (_SITES, _STRUCK), (_FIGURES, _STRUCK), (_FIGURES, _DAYS), (_MODES, _ACTORS),
    (_SITES, _DAYS),
)  # fmt: skip
"""Comparisons whose outcomes are worth more, or less, together than one by one: each pair of outcomes is a sign too."""
PLAIN: tuple[str, ...] = (
    *_PLACES, *_DAYS, *_MODES, *_ACTORS, *_SITES, *_STRUCK, *_FIGURES,
    *(f"reports {lag}" for _, lag in _LAGS), "reports later", "word same",
    *(f"{kind} {how}" for kind in _COUNTED for how in ("same", "overlap", "near", "differ", "far")),
    *(f"words {how}" for _, how in _SHARES), *(f"title {how}" for _, how in _SHARES), "harm of other kinds",
    "one outlet",
)  # fmt: skip
"""The outcomes of single comparisons."""
SIGNS: tuple[str, ...] = (*PLAIN, *(f"{a}; {b}" for rows, columns in _TABLES for a in rows for b in columns))
"""All signs there are."""


def compare(one: Telling, other: Telling) -> list[str] | None:
    """The signs of two tellings of one type; None where they cannot be of one event."""
    day = day_sign(one, other)
    place = place_sign(one, other) if day is not None else None
    if place is None or day is None:
        return None
    if not agree(one.groups, other.groups) and not _is_answered(one, other):
        return None
    disputed = _answers(one, other) or _answers(other, one)
    harm = [sign for kind in _COUNTED for sign in _harm_sign(kind, one.harm.get(kind), other.harm.get(kind))]
    outcome: dict[tuple[str, ...], str] = {
        _PLACES: place, _DAYS: day, _MODES: _mode_sign(one, other), _ACTORS: _actor_sign(one, other),
        _SITES: "site unknown" if disputed else _set_sign(_SITES, one.sites, other.sites),
        _STRUCK: "struck unknown" if disputed else _struck_sign(one, other),
        _FIGURES: _figures_sign(harm),
    }  # fmt: skip
    found = [*outcome.values(), *harm]
    if one.head == other.head:
        found.append("word same")
    if one.harm and other.harm and not one.harm.keys() & other.harm.keys():
        found.append("harm of other kinds")
    found += _share_sign("words", one.words, other.words)
    found += _share_sign("title", one.title, other.title)
    if one.out is not None and other.out is not None and one.coded.report.id != other.coded.report.id:
        found.append(f"reports {_lag(abs(one.out - other.out)) or 'later'}")
    outlet = one.coded.report.outlet
    if outlet and outlet == other.coded.report.outlet and one.coded.report.id != other.coded.report.id:
        found.append("one outlet")
    return [*found, *(f"{outcome[rows]}; {outcome[columns]}" for rows, columns in _TABLES)]


def _answers(one: Telling, other: Telling) -> bool:
    """Whether one side of a report tells what it says that it struck itself, without a place or day of its own, after
    others told what was struck: "a school, residents said", "the military said it had struck a camp".
    """
    mine, theirs = one.mention, other.mention
    if one.coded.report.id != other.coded.report.id or mine.trigger.start < theirs.trigger.start:
        return False
    own = {role.text for role in mine.roles if role.role == "actor"}
    said, told = _sources(one), _sources(other)
    itself = any(a.source is not None and a.source.text in own for a in mine.attribution)
    placed = any(place.relation != "context" for place in mine.places)
    return itself and not placed and one.day is None and bool(told) and said.isdisjoint(told)


def told_as_two(one: Telling, other: Telling) -> bool:
    """Whether one report tells of two by their figures: "killed three men" and "killed two women". What two sources say
    may be of one, of which they differ.
    """
    if _sources(one) != _sources(other):
        return False
    exact = [
        (mine, theirs)
        for kind in _COUNTED
        if (mine := one.harm.get(kind)) and (theirs := other.harm.get(kind)) and mine[0] == mine[1]
    ]
    differ = any(mine != theirs and theirs[0] == theirs[1] for mine, theirs in exact)
    return differ and _struck_sign(one, other) == "struck differ"


def place_sign(one: Telling, other: Telling) -> str | None:
    """How near the places of two tellings are, by distance and by how precise each is."""
    a, b = one.place, other.place
    if a is None or b is None:
        mine, theirs = (_countries(telling) for telling in (one, other))
        shared = f", countries {'same' if mine & theirs else 'differ'}" if mine and theirs else ""
        return f"place unknown{shared}"
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


def _countries(telling: Telling) -> frozenset[str]:
    """The country of a telling's place, else those of whoever takes part."""
    own = telling.place.country if telling.place is not None else None
    return frozenset((own,)) if own is not None else telling.countries


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
        return _undated_sign(one, other)
    if apart > 1:
        return "days few"
    if apart == 1:
        return "day next"
    return "day same" if one.since == one.until == other.since == other.until else "day within"


def _undated_sign(one: Telling, other: Telling) -> str:
    """How long after the told day the other report came out; where no day is told, how far apart the two came out."""
    if one.dated or other.dated:
        told, untold = (one, other) if one.dated else (other, one)
        until = told.until if told.until is not None else 0
        lag = max(0, untold.out - until) if untold.out is not None else 0
        return f"day told once, {_lag(lag) or _LAGS[-1][1]}"
    apart = abs(one.out - other.out) if one.out is not None and other.out is not None else 0
    return f"day not told, {_lag(apart) or _LAGS[-1][1]}"


def _lag(days: int) -> str | None:
    return next((how for most, how in _LAGS if days <= most), None)


def _set_sign(signs: tuple[str, ...], mine: Set[str], theirs: Set[str]) -> str:
    """The first of three signs where two sets have something in common, the second where both have but differ."""
    same, differ, unknown = signs
    return unknown if not mine or not theirs else same if mine & theirs else differ


def _sources(telling: Telling) -> frozenset[str]:
    said = telling.mention.attribution
    return frozenset(a.entity or (a.source.text if a.source is not None else "") for a in said)


def _struck_sign(one: Telling, other: Telling) -> str:
    """Whether the same was struck; of a market here and soldiers there neither can be said."""
    mine, theirs = (frozenset().union(*telling.struck.values()) for telling in (one, other))
    if mine & theirs:
        return "struck same"
    return "struck differ" if one.struck.keys() & other.struck.keys() else "struck unknown"


def _mode_sign(one: Telling, other: Telling) -> str:
    """Whether both tell the same means. "Destroyed" tells none, and an air strike may be told as bombs."""
    mine, theirs = one.modes - _OUTCOMES, other.modes - _OUTCOMES
    if not mine & theirs and mine | theirs <= _EXPLODING:
        return "mode told once"
    return _set_sign(_MODES, mine, theirs)


def _figures_sign(harm: Sequence[str]) -> str:
    """What the figures of all kinds of harm say together: the best of what they say one by one."""
    found = {sign.rsplit(" ", 1)[1] for sign in harm}
    for how in ("same", "near", "differ", "far"):
        if how in found or (how == "near" and "overlap" in found):
            return f"figures {how}"
    return "figures unknown"


def agree(one: Set[str], other: Set[str]) -> bool:
    """Whether two sets of named actors can be those of one incident: one in common, or one that is the other's parent.

    A parent stands as UP and its id: two affiliates of one parent do not agree by it.
    """
    if not one or not other:
        return True
    (mine, above), (theirs, beyond) = own_and_parents(one), own_and_parents(other)
    return bool(mine & theirs or mine & beyond or theirs & above)


def _actor_sign(one: Telling, other: Telling) -> str:
    if not one.actors or not other.actors:
        if one.sectors and other.sectors and not _is_answered(one, other):
            return "sector same" if one.sectors & other.sectors else "sectors differ"
        return "actor told once" if one.actors or other.actors else "actor unknown"
    (mine, above), (theirs, beyond) = own_and_parents(one.actors), own_and_parents(other.actors)
    if mine & theirs:
        return "actor same"
    return "actor parent" if mine & beyond or theirs & above else "actors differ"


def _is_answered(one: Telling, other: Telling) -> bool:
    """Whether one of two mentions of a report tells how those attacked answered: "police retaliated"."""
    within = one.coded.report.id == other.coded.report.id
    return within and any(_REPLY.match(telling.mention.trigger.text) for telling in (one, other))


_REPLY = re.compile(r"retaliat|return(?:ed|ing)? fire|repuls|repel|respond|fired back|shot back", re.IGNORECASE)


def _harm_sign(kind: HarmKind, mine: tuple[int, int] | None, theirs: tuple[int, int] | None) -> list[str]:
    if mine is None or theirs is None:
        return []
    if mine == theirs and mine[0] == mine[1]:
        return [f"{kind} same"]
    low, high = max(mine[0], theirs[0]), min(mine[1], theirs[1])
    if low <= high:
        return [f"{kind} overlap"]
    if low <= 1.5 * high + 1:
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
