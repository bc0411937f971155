"""Parts of countries, borders and coasts: where on the map the middle of each lies, and how far it reaches.

News happens where people live, so a part, a border and a coast have their middle by the people there as much as by the
ground. All of these points are conventions (docs/places.md).
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence

import numpy as np
import shapely

from dateline.ground.places.areas import Array
from dateline.ground.places.gazetteer import Entry, Gazetteer, kilometres
from dateline.ground.places.geometry import EARTH_KM, vectors

Spot = tuple[float, float, float]
"""Latitude, longitude and radius in km."""
MIDDLE, BEGINS = 0.75, 0.3
"""A country's middle lies so far from the middle of its ground towards that of its people, and a third of the country
around it is its centre; its north begins so far on from there towards its northernmost town, and the more to the north
the more it counts.
"""
AHEAD = 0.25
"""From how far on towards its edge a division's north is its north; by eye on the phrases of the own table."""
SPREAD, LEAST = 1.7, 0.15
"""A radius in mean distances from the middle; the least one of a part, as a share of the country's."""
BORDER, SHORE = (1.0, 1.5), (0.25, 1.0)
"""How much the length of a line counts against the people beside it, and its radius in mean distances: borders are
crossed anywhere, boats leave from towns.
"""
BESIDE_KM, TOUCH = 50.0, 0.06
"""How near to a line people live beside it; degrees between two countries as drawn that are one border (polygons are
simplified to 0.03), twice that where the sea would be.
"""
NEAR_LINE_KM = 60.0
"""How far from a border or coast a place may lie that tells which stretch of it is meant."""
_STEPS = 200


@functools.lru_cache(maxsize=1_000)
def half(gazetteer: Gazetteer, entry: Entry, degrees: float | None, *, far: bool = False) -> Spot | None:
    """The part of a country or division in a direction, or a country's middle; None where nothing is known of it."""
    if degrees is None:
        return _by_people(gazetteer, entry, None) if entry.kind == "country" else None
    ground = _by_ground(gazetteer, entry, degrees) if far or entry.kind != "country" else None
    people = _by_people(gazetteer, entry, degrees) if entry.kind == "country" else None
    side = math.radians(degrees)
    spots = [spot for spot in (people, ground) if spot is not None]
    return max(spots, key=lambda spot: spot[0] * math.cos(side) + spot[1] * math.sin(side), default=None)


def _by_people(gazetteer: Gazetteer, entry: Entry, degrees: float | None) -> Spot | None:
    """The part of a country by where its people live."""
    towns = gazetteer.towns_of(entry.country)
    if len(towns) < 2:
        return None
    lat, lon = MIDDLE * np.average(towns[:, :2], axis=0, weights=towns[:, 2]) + (1 - MIDDLE) * np.array(
        [entry.lat, entry.lon]
    )
    if degrees is None:
        return float(lat), float(lon), entry.radius_km / 3
    side, narrow = math.radians(degrees), math.cos(math.radians(entry.lat))
    north, east = towns[:, 0] - lat, (towns[:, 1] - lon) * narrow
    ahead = north * math.cos(side) + east * math.sin(side)
    aside = np.abs(east * math.cos(side) - north * math.sin(side))
    ahead = ahead / max(float(ahead.max()), 1e-9)
    aside = 2 * aside / (np.abs(north).max() + np.abs(east).max())
    inside = (ahead > BEGINS) & (aside <= ahead)
    weights = towns[inside, 2] * (ahead[inside] - BEGINS)
    return _middle(towns[inside, 0], towns[inside, 1], weights, SPREAD, LEAST * entry.radius_km)


def _by_ground(gazetteer: Gazetteer, entry: Entry, degrees: float) -> Spot | None:
    """The part of a division, or the far end of a country, by its ground alone: few of its towns are known."""
    lat, lon = _grid(gazetteer, entry)
    if not len(lat):
        return None
    side = math.radians(degrees)
    ahead = (lat - entry.lat) * math.cos(side) + (lon - entry.lon) * math.sin(side)
    inside = ahead > AHEAD * ahead.max(initial=0.0)
    return _middle(lat[inside], lon[inside], np.ones(inside.sum()), 1.2, 5.0)


def _middle(lat: Array, lon: Array, weights: Array, spread: float, least: float) -> Spot | None:
    if not len(lat):
        return None
    middle = float(np.average(lat, weights=weights)), float(np.average(lon, weights=weights))
    away = float(np.average(kilometres(lat, lon, *middle), weights=weights))
    return *middle, max(5.0, least, spread * away)


@functools.lru_cache(maxsize=200)
def _grid(gazetteer: Gazetteer, entry: Entry) -> tuple[Array, Array]:
    """Points spread evenly over what is drawn of a place: latitudes and longitudes."""
    areas = gazetteer.areas
    whole = shapely.union_all(
        areas.of_country(entry.country) if entry.kind == "country" else areas.of_division(entry.id)
    )
    if whole.is_empty:
        return np.empty(0), np.empty(0)
    shapely.prepare(whole)
    west, south, east, north = whole.bounds
    lon, lat = (a.ravel() for a in np.meshgrid(np.linspace(west, east, 30), np.linspace(south, north, 30)))
    inside = shapely.contains_xy(whole, lon, lat)
    return lat[inside], lon[inside]


def border(gazetteer: Gazetteer, one: Entry, two: Entry, beside: Sequence[Entry]) -> Spot | None:
    """The middle of the land border of two countries, or the stretch of it by one of the places named; None without."""
    return _by_place(_border(gazetteer, one, two), beside)


def coast(gazetteer: Gazetteer, country: Entry, beside: Sequence[Entry]) -> Spot | None:
    """The middle of the coast of a country that has one, or the stretch of it by one of the places named."""
    return _by_place(_coast(gazetteer, country), beside)


Line = tuple[Array, Array, Spot]
"""Points along a line, latitudes and longitudes, and its middle."""


@functools.lru_cache(maxsize=200)
def _border(gazetteer: Gazetteer, one: Entry, two: Entry) -> Line | None:
    ours, theirs = gazetteer.areas.of_country(one.country), gazetteer.areas.of_country(two.country)
    if not len(ours) or not len(theirs):
        return None
    a, b = shapely.STRtree(theirs).query(ours, predicate="dwithin", distance=TOUCH)
    lines = shapely.intersection(shapely.boundary(ours[a]), shapely.buffer(theirs[b], TOUCH, quad_segs=2))
    return _along(gazetteer, shapely.union_all(lines), BORDER)


@functools.lru_cache(maxsize=200)
def _coast(gazetteer: Gazetteer, country: Entry) -> Line | None:
    ours = gazetteer.areas.of_country(country.country)
    whole = shapely.union_all(ours)
    if whole.is_empty:
        return None
    others = shapely.get_parts(gazetteer.areas.around(country.country, ours, 2 * TOUCH))
    near = np.unique(shapely.STRtree(others).query(ours, predicate="dwithin", distance=2 * TOUCH)[1])
    line = shapely.difference(whole.boundary, shapely.union_all(shapely.buffer(others[near], 2 * TOUCH, quad_segs=2)))
    return _along(gazetteer, line, SHORE)


def _along(gazetteer: Gazetteer, line: shapely.Geometry, weight: tuple[float, float]) -> Line | None:
    """A line as points, with its middle by the people beside it and by its length."""
    ground, spread = weight
    if line.is_empty or line.length < TOUCH:
        return None
    parts = shapely.get_parts(line)
    ends = np.cumsum(shapely.length(parts))
    along = np.arange(0.0, ends[-1], max(TOUCH, ends[-1] / _STEPS))
    part = np.minimum(np.searchsorted(ends, along, side="right"), len(parts) - 1)  # the last may lie on the very end
    points = shapely.line_interpolate_point(parts[part], along - ends[part] + shapely.length(parts[part]))
    lat, lon = shapely.get_y(points), shapely.get_x(points)
    people = _people_beside(gazetteer, lat, lon)
    weights = people + max(1.0, ground * float(people.mean()))
    middle = np.average(lat, weights=weights), np.average(lon, weights=weights)
    at = int(np.argmin(kilometres(lat, lon, *middle)))
    away = float(np.average(kilometres(lat, lon, lat[at], lon[at]), weights=weights))
    return lat, lon, (float(lat[at]), float(lon[at]), max(5.0, spread * away))


def _people_beside(gazetteer: Gazetteer, lat: Array, lon: Array) -> Array:
    """The roots of the people of the towns within BESIDE_KM of each point, summed."""
    where, _ = gazetteer.towns
    reach = BESIDE_KM / 111.0
    low, high = np.searchsorted(where[:, 0], (lat.min() - reach, lat.max() + reach))
    where = where[low:high]
    towns, points = vectors(where[:, 0], where[:, 1]), vectors(lat, lon)
    first, last = (np.searchsorted(where[:, 0], lat + side) for side in (-reach, reach))
    people, beside = where[:, 2], math.cos(BESIDE_KM / EARTH_KM)
    found = np.zeros(len(lat))
    for at, (low, high) in enumerate(zip(first, last, strict=True)):
        found[at] = people[low:high][towns[low:high] @ points[at] > beside].sum()
    return found


def _by_place(line: Line | None, beside: Sequence[Entry]) -> Spot | None:
    """The middle of a line, or what of it lies nearest to the place that lies nearest to it."""
    if line is None:
        return None
    lat, lon, (*middle, radius) = line
    found: list[Spot] = []
    for entry in beside:
        far = kilometres(lat, lon, entry.lat, entry.lon)
        at = int(np.argmin(far))
        if far[at] <= NEAR_LINE_KM + entry.radius_km < radius:
            found.append((float(lat[at]), float(lon[at]), max(15.0, float(far[at]), entry.radius_km)))
    return min(found, key=lambda spot: spot[2], default=(middle[0], middle[1], radius))
