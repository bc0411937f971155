"""Places that a person picks, by name or on the map, instead of words of a report."""

from __future__ import annotations

import numpy as np

from dateline.ground.places.gazetteer import Entry, gazetteer, kilometres
from dateline.ground.places.keys import normalise
from dateline.ground.places.resolve import precision_of
from dateline.records import Place

POINT_RADIUS_KM = 1.0
"""How far off a point that a person gives may be."""


def place_of(entry: Entry) -> Place:
    """An entry of the gazetteer as the place of an event; without words, since none of a report name it."""
    division = gazetteer().division(entry)
    return Place(
        start=0, end=0, text="", name=entry.name, geonames_id=entry.geonames_id, lat=entry.lat, lon=entry.lon,
        country=None if entry.country and "|" in entry.country else entry.country,
        admin1=division.name if division else None, kind=entry.kind, relation="in", radius_km=entry.radius_km,
        precision=precision_of(entry), probability=1.0,
    )  # fmt: skip


def point(lat: float, lon: float, name: str, country: str | None = None) -> Place:
    """A point in degrees; its country is that of the division that it lies in, at sea the one given."""
    division = gazetteer().division_at(lat, lon)
    return Place(
        start=0, end=0, text="", name=name, geonames_id=None, lat=lat, lon=lon,
        country=division.country if division else country, admin1=division.name if division else None, kind="point",
        relation="at", radius_km=POINT_RADIUS_KM, precision="point", probability=1.0,
    )  # fmt: skip


def called(name: str, limit: int = 12) -> list[Entry]:
    """The places that bear a name, those that it is the own name of and towns first, then those whose names begin so;
    of each the most peopled first.
    """
    places = gazetteer()
    exact = [c.entry for c in places.candidates(name) if c.how in ("own", "other")]
    wanted = normalise(name)
    exact.sort(key=lambda e: (normalise(e.name) != wanted, e.kind != "city", -e.population))
    found = {e.id: e for e in exact}
    if len(found) < limit:
        found |= {e.id: e for e in places.beginning(name, limit) if e.id not in found}
    return list(found.values())[:limit]


def around(lat: float, lon: float, limit: int = 5, within_km: float = 50.0) -> list[Entry]:
    """The nearest towns to a point, the nearest first."""
    near = gazetteer().near(lat, lon, within_km)
    if not near:
        return []
    distance = kilometres(np.array([e.lat for e in near]), np.array([e.lon for e in near]), lat, lon)
    return [near[i] for i in np.argsort(distance, kind="stable")[:limit]]
