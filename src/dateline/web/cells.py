"""Incidents on a map: those that would lie on each other at a zoom are one cell with a count, the others are points."""

from __future__ import annotations

import numpy as np

from dateline.incidents.urgency import COARSE
from dateline.records import EventType, PlacePrecision, Record, ReviewState, Status
from dateline.web.filters import Box, inside
from dateline.web.index import Bools, Floats, Index, Ints

TILE_PX, CELL_PX = 512, 56
"""The size of the world at zoom 0 and of a cell, in pixels of the screen."""
MOST = 2_500
"""Things that are drawn at once; where there are more, cells grow."""
_POLE = 85.05


class Cell(Record, frozen=True, kw_only=True):
    """Several incidents close to each other: their middle, how many, how many were killed as far as is told, the box
    around them, and how many of them have a place no finer than a division.
    """

    lat: float
    lon: float
    count: int
    killed: int | None
    bbox: tuple[float, float, float, float]
    coarse: int
    same_spot: bool


class Point(Record, frozen=True, kw_only=True):
    """One incident on the map."""

    id: str
    lat: float
    lon: float
    precision: PlacePrecision
    radius_km: float | None
    type: EventType
    status: Status
    review: ReviewState
    disputed: bool
    label: str


class MapPage(Record, frozen=True, kw_only=True):
    """What a map shows of `total` incidents, of which `placeless` have no point."""

    total: int
    placeless: int
    cells: tuple[Cell, ...]
    points: tuple[Point, ...]


def on_map(index: Index, among: Bools, zoom: float, box: Box | None) -> MapPage:
    """Some incidents as a map of a zoom draws them; with `box` only what lies in it, and counts of all."""
    drawn = among & index.placed
    if box is not None:
        drawn &= inside(index, box)
    rows = np.flatnonzero(drawn)
    size = TILE_PX * 2.0**zoom / CELL_PX
    key, groups = _keys(index, rows, size)
    while groups > MOST:
        size /= 2
        key, groups = _keys(index, rows, size)
    order = np.argsort(key, kind="stable")
    bounds = np.flatnonzero(np.diff(key[order], prepend=-1))
    parts = np.split(rows[order], bounds[1:]) if len(rows) else []
    return MapPage(
        total=int(among.sum()),
        placeless=int((among & ~index.placed).sum()),
        cells=tuple(_cell(index, part) for part in parts if len(part) > 1),
        points=tuple(_point(index, int(part[0])) for part in parts if len(part) == 1),
    )


def _keys(index: Index, rows: Ints, size: float) -> tuple[Ints, int]:
    """The number of each row's cell in a grid of a Mercator map, `size` cells a side, and how many cells there are."""
    lat = np.radians(np.clip(index.columns["lat"][rows], -_POLE, _POLE))
    x = np.floor((index.columns["lon"][rows] + 180) / 360 * size).astype(np.int64)
    y = np.floor((1 - np.arcsinh(np.tan(lat)) / np.pi) / 2 * size).astype(np.int64)
    key: Ints = x * (int(size) + 2) + y
    return key, len(np.unique(key))


def _cell(index: Index, part: Ints) -> Cell:
    lat, lon, killed = index.columns["lat"][part], index.columns["lon"][part], index.columns["killed"][part]
    known: Floats = killed[~np.isnan(killed)]
    coarse = sum(1 for n in part if (place := index.rows[n].place) is not None and place.precision in COARSE)
    return Cell(
        lat=round(float(lat.mean()), 5), lon=round(float(lon.mean()), 5), count=len(part),
        killed=int(known.sum()) if len(known) else None,
        bbox=(float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())),
        coarse=coarse, same_spot=bool(np.ptp(lat) == 0 and np.ptp(lon) == 0),
    )  # fmt: skip


def _point(index: Index, number: int) -> Point:
    row = index.rows[number]
    assert row.place is not None
    assert row.place.lat is not None
    assert row.place.lon is not None
    return Point(
        id=row.id, lat=row.place.lat, lon=row.place.lon, precision=row.place.precision, radius_km=row.place.radius_km,
        type=row.type, status=row.status, review=row.review, disputed=bool(row.disputed),
        label=f"{row.type} {row.place.name}",
    )  # fmt: skip
