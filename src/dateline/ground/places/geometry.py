"""Points on the sphere: from one by bearing and distance, between two, and the names of bearings."""

from __future__ import annotations

import math
import re

import numpy as np
from numpy.typing import ArrayLike, NDArray

EARTH_KM = 6371.0
_POINTS = {
    "north": 0, "northeast": 45, "east": 90, "southeast": 135, "south": 180, "southwest": 225, "west": 270,
    "northwest": 315,
    "northnortheast": 22.5, "eastnortheast": 67.5, "eastsoutheast": 112.5, "southsoutheast": 157.5,
    "southsouthwest": 202.5, "westsouthwest": 247.5, "westnorthwest": 292.5, "northnorthwest": 337.5,
}  # fmt: skip
DIRECTION = r"(?:(?:north|south|east|west)(?:[ -]?(?:north|south))?(?:[ -]?(?:east|west))?)"
"""A pattern for a compass direction: "north", "south-east", "north north-west"."""


def bearing(words: str) -> float | None:
    """Degrees clockwise from north of "south-eastern", "the north"; None where no direction is named."""
    key = re.sub(r"[^a-z]|erly|ern\b|wards?\b", "", words.lower())
    return _POINTS.get(key.removesuffix("ern"))


def moved(lat: float, lon: float, degrees: float, km: float) -> tuple[float, float]:
    """The point so far from another one in a direction, along a great circle."""
    a, b, d = math.radians(lat), math.radians(degrees), km / EARTH_KM
    end = math.asin(math.sin(a) * math.cos(d) + math.cos(a) * math.sin(d) * math.cos(b))
    turn = math.atan2(math.sin(b) * math.sin(d) * math.cos(a), math.cos(d) - math.sin(a) * math.sin(end))
    return round(math.degrees(end), 4), round((lon + math.degrees(turn) + 540) % 360 - 180, 4)


def distance(lat: float, lon: float, to_lat: float, to_lon: float) -> float:
    """Great-circle kilometres between two points in degrees."""
    a, b, c, d = map(math.radians, (lat, lon, to_lat, to_lon))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, h)))


def middle(lat: float, lon: float, to_lat: float, to_lon: float) -> tuple[float, float]:
    """The point half way between two points."""
    vectors = [
        (math.cos(math.radians(a)) * math.cos(math.radians(b)), math.cos(math.radians(a)) * math.sin(math.radians(b)),
         math.sin(math.radians(a)))
        for a, b in ((lat, lon), (to_lat, to_lon))
    ]  # fmt: skip
    x, y, z = (p + q for p, q in zip(*vectors, strict=True))
    return round(math.degrees(math.atan2(z, math.hypot(x, y))), 4), round(math.degrees(math.atan2(y, x)), 4)


def vectors(lat: ArrayLike, lon: ArrayLike) -> NDArray[np.float64]:
    """[points, 3]: unit vectors of points in degrees."""
    a, b = np.radians(lat), np.radians(lon)
    return np.array([np.cos(a) * np.cos(b), np.cos(a) * np.sin(b), np.sin(a)]).T
