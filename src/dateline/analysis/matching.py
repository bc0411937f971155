"""Incidents of two sources matched one to one, by place, days and actors."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from dateline.analysis.agreeing import agree, keys_of_incident, keys_of_names
from dateline.analysis.outside import OutsideIncident
from dateline.ground.places.gazetteer import kilometres
from dateline.records import Incident, Place

KM, DAYS = 25.0, 1
"""How far apart the two tellings of one incident may lie beyond their radii: UCDP's own step from an exact place to a
near one, and the day by which reports at night and across time zones differ.
"""


@dataclasses.dataclass(frozen=True, slots=True)
class Match:
    """An incident of ours and one of theirs, how far apart they lie and by how many days they miss each other."""

    ours: str
    theirs: str
    km: float
    days: int


class Ours(NamedTuple):
    """Where and when one incident of ours was: its place has coordinates, its first and last day are ordinals."""

    incident: Incident
    place: Place
    since: int
    until: int


class Theirs(NamedTuple):
    """Where and when one of theirs was: degrees, first and last day as ordinals."""

    incident: OutsideIncident
    lat: float
    lon: float
    since: int
    until: int


def match(ours: Sequence[Ours], theirs: Sequence[Theirs], *, km: float, days: int) -> list[Match]:
    """Pairs of one incident each, the closest first.

    Two may be one if they lie within `km` of each other beyond both radii, their days within `days`, and their actors
    agree where both name one. The closest pair is taken first, then the closest of what is left. In closeness `km`
    count like one day. A difference of the radii counts as distance and half the difference of the intervals' lengths
    as days, so that what is told exactly is not taken for a summary of the month. Between equals the number of shared
    actors decides.
    """
    if not ours:
        return []
    ours = sorted(ours, key=lambda one: (one.since, one.incident.id))
    names = [keys_of_incident(one.incident) for one in ours]
    since, until = np.array([one.since for one in ours]), np.array([one.until for one in ours])
    longest = int((until - since).max())
    where = np.array([(one.place.lat, one.place.lon, one.place.radius_km or 0.0) for one in ours], dtype=float)
    pairs = []
    for other in theirs:
        # Ours are sorted by their first day, so those that may meet these days stand together.
        low, high = (int(at) for at in np.searchsorted(since, [other.since - days - longest, other.until + days + 1]))
        apart = np.maximum(0, np.maximum(since[low:high] - other.until, other.since - until[low:high]))
        lat, lon, radius = where[low:high].T
        reach = radius + other.incident.radius_km
        far = kilometres(lat, lon, other.lat, other.lon)
        rougher = np.abs(radius - other.incident.radius_km)
        longer = np.abs(until[low:high] - since[low:high] - (other.until - other.since))
        cost = (far + rougher) / max(km, 1.0) + apart + longer / 2
        near = np.flatnonzero((apart <= days) & (far <= km + reach))
        told = keys_of_names(other.incident.actors) if len(near) else frozenset[str]()
        for at in near.tolist():
            if agree(names[low + at], told):
                shared = len(names[low + at] & told)
                pair = Match(ours[low + at].incident.id, other.incident.id, round(float(far[at]), 1), int(apart[at]))
                pairs.append((float(cost[at]), -shared, pair.theirs, pair.ours, pair))
    return _one_to_one(pair for *_, pair in sorted(pairs, key=lambda pair: pair[:4]))


def _one_to_one(pairs: Iterable[Match]) -> list[Match]:
    """The pairs in their order, each side of each once."""
    ours, theirs, chosen = set[str](), set[str](), list[Match]()
    for pair in pairs:
        if pair.ours not in ours and pair.theirs not in theirs:
            ours.add(pair.ours)
            theirs.add(pair.theirs)
            chosen.append(pair)
    return chosen
