"""The drawn first-level divisions of the gazetteer: which one a point lies in, and their shapes."""

from __future__ import annotations

import sqlite3
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

Array = NDArray[Any]
"""Numbers or truth values; shapes stand with each use."""


class Areas:
    """The areas of a gazetteer's file. Their boxes are held; shapes are read when asked for."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        rows = database.execute(
            "SELECT area.rowid, division, country, west, south, east, north FROM area JOIN place ON id = division "
            "ORDER BY area.rowid"
        ).fetchall()
        self._rows = np.array([row[0] for row in rows], dtype=np.int64)
        self._division = np.array([row[1] for row in rows], dtype=np.int64)
        self._country = np.array([row[2] or "" for row in rows], dtype="U3")
        self._boxes = np.array([row[3:] for row in rows], dtype=float).reshape(len(rows), 4).T

    def division_at(self, lat: float, lon: float) -> int | None:
        """The identifier of the division that a point lies in; None at sea."""
        point = shapely.Point(lon, lat)
        west, south, east, north = self._boxes
        found = np.flatnonzero((west <= lon) & (east >= lon) & (south <= lat) & (north >= lat))
        return next((int(self._division[at]) for at in found.tolist() if self._shape(at).covers(point)), None)

    def of_division(self, identifier: int) -> Array:
        """The shapes of a division."""
        return self._shapes(self._division == identifier)

    def of_country(self, country: str | None) -> Array:
        """The shapes of all divisions of a country (ISO alpha-3)."""
        return self._shapes(self._country == country)

    def around(self, country: str | None, shapes: Array, degrees: float) -> Array:
        """The shapes of other countries whose boxes lie so near to those of the parts of a country's shapes."""
        near = self._beside(self._country != country, shapely.bounds(shapes), degrees)
        return self._shapes(self._beside(near, shapely.bounds(shapely.get_parts(shapes)), degrees))

    def _beside(self, wanted: Array, boxes: Array, degrees: float) -> Array:
        """[areas] which of those wanted [areas] have a box so near to one of `boxes` [boxes, 4]."""
        west, south, east, north = self._boxes[:, wanted, None]
        left, low, right, high = boxes.T
        near = (west <= right + degrees) & (east >= left - degrees)
        near &= (south <= high + degrees) & (north >= low - degrees)
        found = wanted.copy()
        found[wanted] = near.any(axis=1)
        return found

    def _shape(self, at: int) -> shapely.Geometry:
        return shapely.from_wkb(self._drawn(at))

    def _drawn(self, at: int) -> bytes:
        row = self._database.execute("SELECT shape FROM area WHERE rowid = ?", (int(self._rows[at]),)).fetchone()
        return bytes(row[0])

    def _shapes(self, wanted: Array) -> Array:
        """The shapes of the areas wanted [areas]; those of the file are valid."""
        shapes: Array = shapely.from_wkb(
            np.array([self._drawn(at) for at in np.flatnonzero(wanted).tolist()], dtype=object)
        )
        return shapes
