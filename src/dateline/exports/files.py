"""Frames of mentions or incidents to files: CSV, Parquet, GeoJSON, JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, Literal

from dateline.errors import SettingError
from dateline.records import REALISED

if TYPE_CHECKING:
    import polars as pl

Format = Literal["csv", "parquet", "geojson", "jsonl"]
FORMATS: tuple[Format, ...] = ("csv", "parquet", "geojson", "jsonl")
SUFFIXES: dict[str, Format] = {".csv": "csv", ".parquet": "parquet", ".geojson": "geojson", ".jsonl": "jsonl"}


def select(frame: pl.DataFrame, *, min_confidence: float = 0.0, every_status: bool = False) -> pl.DataFrame:
    """The rows to export: realised events that are no aggregate and no background, unless all are asked for.

    Raises SettingError where `min_confidence` is no probability.
    """
    import polars as pl  # here, since every command loads this file and polars takes a tenth of a second

    if not 0.0 <= min_confidence <= 1.0:
        raise SettingError(
            f"{min_confidence} is no probability", where="minimum confidence", remedy="Give a number from 0 to 1."
        )
    frame = frame.filter(pl.col("confidence") >= min_confidence)
    if every_status:
        return frame
    return frame.filter(pl.col("status").is_in(list(REALISED)) & ~pl.col("aggregate") & ~pl.col("background"))


def write(frame: pl.DataFrame, form: Format, out: BinaryIO) -> None:
    """Write a frame. GeoJSON has a feature for every row; a row without coordinates has no geometry, and says so."""
    match form:
        case "csv":
            frame.write_csv(out)
        case "parquet":
            frame.write_parquet(out)
        case "geojson":
            out.writelines(_geojson(frame))
        case "jsonl":
            out.writelines(_json(row) + b"\n" for row in frame.iter_rows(named=True))


def _geojson(frame: pl.DataFrame) -> Iterator[bytes]:
    """RFC 7946: WGS 84, longitude first."""
    yield b'{"type": "FeatureCollection", "features": [\n'
    for number, row in enumerate(frame.iter_rows(named=True)):
        located = row["lat"] is not None and row["lon"] is not None
        geometry = {"type": "Point", "coordinates": [row["lon"], row["lat"]]} if located else None
        yield (b",\n" if number else b"") + _json({"type": "Feature", "geometry": geometry, "properties": row})
    yield b"\n]}\n"


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, default=lambda day: day.isoformat()).encode("utf-8")
