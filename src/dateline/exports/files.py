"""Frames of mentions or incidents to files: CSV, Parquet, GeoJSON, JSON Lines, Excel."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, Literal

from dateline.errors import SettingError
from dateline.exports.cells import neutral
from dateline.exports.excel import write_excel

if TYPE_CHECKING:
    import polars as pl

Format = Literal["csv", "parquet", "geojson", "jsonl", "xlsx"]
FORMATS: tuple[Format, ...] = ("csv", "parquet", "geojson", "jsonl", "xlsx")
SUFFIXES: dict[str, Format] = {f".{form}": form for form in FORMATS}

_COORDINATES = (("lat", "lon"), ("latitude", "longitude"))
"""What frames call them: the native columns, and those of the codebooks."""


def write(frame: pl.DataFrame, form: Format, out: BinaryIO) -> None:
    """Write a frame. In CSV and Excel, texts that a spreadsheet would run are made harmless (`cells`).

    GeoJSON has a feature for every row; a row without coordinates has no geometry, and says so. Raises SettingError
    where the frame does not fit the format.
    """
    match form:
        case "csv":
            neutral(frame).write_csv(out)
        case "parquet":
            frame.write_parquet(out)
        case "geojson":
            out.writelines(_geojson(frame))
        case "jsonl":
            out.writelines(_json(row) + b"\n" for row in frame.iter_rows(named=True))
        case "xlsx":
            write_excel(frame, out)


def _geojson(frame: pl.DataFrame) -> Iterator[bytes]:
    """RFC 7946: WGS 84, longitude first."""
    named = [names for names in _COORDINATES if set(names) <= set(frame.columns)]
    if not named:
        raise SettingError("these columns hold no coordinates", where="geojson", remedy="Choose another format.")
    lat, lon = named[0]
    yield b'{"type": "FeatureCollection", "features": [\n'
    for number, row in enumerate(frame.iter_rows(named=True)):
        located = row[lat] is not None and row[lon] is not None
        geometry = {"type": "Point", "coordinates": [row[lon], row[lat]]} if located else None
        yield (b",\n" if number else b"") + _json({"type": "Feature", "geometry": geometry, "properties": row})
    yield b"\n]}\n"


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, default=lambda day: day.isoformat()).encode("utf-8")
