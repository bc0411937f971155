"""What the gazetteer is made of: one row a place, and the names it goes by."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent


@dataclasses.dataclass(slots=True)
class Row:
    """One place. `within` is the place it lies in (a town's district, a district's division, a division's country)."""

    kind: str
    name: str
    lat: float
    lon: float
    radius_km: float
    country: str | None
    population: int = 0
    geonames_id: int | None = None
    within: Row | None = None
    names: set[str] = dataclasses.field(default_factory=set)
    demonyms: set[str] = dataclasses.field(default_factory=set)
    abbreviations: dict[str, bool] = dataclasses.field(default_factory=dict)
    """Each with whether it stands only behind a comma ("Portland, OR")."""
    domain: str = ""
    """A country's top-level domain, "iq"."""
    number: int = 0


def table(name: str) -> Iterator[list[str]]:
    """The rows of a data file beside this one, comments left out."""
    path = HERE / name
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                yield [field.strip() for field in line.split("\t")]


def split(field: str) -> list[str]:
    return [part.strip() for part in field.split("|") if part.strip() and part.strip() != "-"]


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two points in degrees."""
    (lat1, lon1), (lat2, lon2) = ((math.radians(x), math.radians(y)) for x, y in (a, b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, h)))
