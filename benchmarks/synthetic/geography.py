"""Where the incidents happen: the towns, what they lie in, their neighbours, and parts of them.

A part of a town is invented: a named point within 3 km of its centre.
"""

from __future__ import annotations

import dataclasses
import functools
import math

from .towns import COUNTRIES, PROVINCES

NEAR_KM = (15.0, 25.0)
"""How far off the town of a near look-alike lies."""
_PROVINCE_KM = 60.0
_PART_IDS = 100_000_000
"""Numbers of invented parts begin here, beyond those of GeoNames."""
PARTS = (
    "Old Market", "Station", "Harbour", "Al Noor", "Mill", "New Camp", "River", "Customs", "Brickworks", "Hospital",
    "Orchard", "University",
)  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True)
class Area:
    """A town, a part of one, a province or a country: what a place is made of. Coordinates in degrees."""

    name: str
    country: str
    admin1: str | None
    lat: float
    lon: float
    number: int
    radius_km: float


@dataclasses.dataclass(frozen=True, slots=True)
class Town:
    """A town with what it lies in and its parts."""

    centre: Area
    province: Area
    country: Area
    parts: tuple[Area, ...]


def distance_km(one: Area, other: Area) -> float:
    """The distance of two centres on a sphere."""
    lat, lon = math.radians(one.lat - other.lat), math.radians(one.lon - other.lon)
    across = math.cos(math.radians(one.lat)) * math.cos(math.radians(other.lat)) * math.sin(lon / 2) ** 2
    return 12_742 * math.asin(math.sqrt(math.sin(lat / 2) ** 2 + across))


@functools.cache
def countries() -> dict[str, Area]:
    """The countries by their alpha-3 code."""
    rows = (line.split("|") for line in COUNTRIES.split("\n") if line)
    return {c: Area(n, c, None, float(lat), float(lon), int(number), float(km)) for c, n, lat, lon, number, km in rows}


@functools.cache
def towns() -> tuple[Town, ...]:
    """All towns. A province reaches 60 km around its centre, further where one of its towns lies further out."""
    found: list[Town] = []
    for line in filter(None, PROVINCES.split("\n")):
        if not line.startswith(" "):
            country, province, *point = line.split("|")
            owner = _area(province, country, province, point, _PROVINCE_KM)
            continue
        for town in line.split(";"):
            name, *point = town.strip().split("|")
            centre = _area(name, country, province, point, 3.0)
            reach = max(_PROVINCE_KM, math.ceil(distance_km(owner, centre)))
            owner = dataclasses.replace(owner, radius_km=max(owner.radius_km, reach))
            found.append(Town(centre, owner, countries()[country], _parts(centre, len(found))))
    reach_of = {town.province.number: town.province for town in found}  # the last town's knows all of them
    return tuple(dataclasses.replace(town, province=reach_of[town.province.number]) for town in found)


@functools.cache
def neighbours(name: str) -> tuple[Town, ...]:
    """The towns of the same country that lie NEAR_KM from a town."""
    (own,) = (town for town in towns() if town.centre.name == name)
    near, far = NEAR_KM
    others = (town for town in towns() if town.country == own.country)
    return tuple(town for town in others if near <= distance_km(town.centre, own.centre) <= far)


def _area(name: str, country: str, province: str, point: list[str], radius_km: float) -> Area:
    lat, lon, number = point
    return Area(name, country, province, float(lat), float(lon), int(number), radius_km)


def _parts(centre: Area, at: int) -> tuple[Area, ...]:
    """Points around a centre, spread by the golden angle, at half a kilometre to less than three."""
    found = []
    for number, name in enumerate(PARTS):
        angle, km = math.radians(137.5 * number + 53 * at), 0.5 + (0.37 * number + 0.11 * at) % 2.4
        north, east = math.cos(angle) * km / 111.2, math.sin(angle) * km / 111.2 / math.cos(math.radians(centre.lat))
        spot = dataclasses.replace(
            centre, name=name, lat=round(centre.lat + north, 4), lon=round(centre.lon + east, 4),
            number=_PART_IDS + at * len(PARTS) + number, radius_km=0.5,
        )  # fmt: skip
        found.append(spot)
    return tuple(found)
