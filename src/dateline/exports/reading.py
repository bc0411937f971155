"""Exports of incidents read back, to be laid side by side."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dateline.errors import MalformedInput, UnreadableInput
from dateline.exports.cells import restored
from dateline.exports.package import package_path

READABLE = (".csv", ".jsonl", ".parquet")
KEY = "incident"
FRACTIONS = frozenset({"lat", "lon", "confidence"})
"""The columns that hold fractions, which formats write with more or fewer digits."""

Cell = str | float | None
"""A value as it is compared: fractions as numbers, all else as the text of a CSV cell, unknown as None."""

_REMEDY = f"Give an export of incidents in native columns, as one of: {', '.join(READABLE)}."


@dataclasses.dataclass(frozen=True, slots=True)
class Export:
    """An export of incidents: its rows by the incidents' ids, and the `dateline` object of the package beside it."""

    name: str
    columns: tuple[str, ...]
    rows: Mapping[str, Mapping[str, Cell]]
    made: Mapping[str, Any] | None

    @property
    def runs(self) -> frozenset[str] | None:
        """The ids of the runs that coded the reports; None where no package says."""
        return None if self.made is None else frozenset(run["id"] for run in self.made["runs"])

    @property
    def options(self) -> Mapping[str, Any] | None:
        """The options of the export; None where no package says."""
        return None if self.made is None else self.made["options"]


def read_export(path: Path) -> Export:
    """An export of incidents in native columns: CSV, JSON Lines or Parquet, told by the file's ending.

    Raises UnreadableInput where the file cannot be read, MalformedInput where it is no such export.
    """
    where = str(path)
    try:
        records = _records(path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnreadableInput(f"cannot be read ({reason})", where=where, remedy="Name a file that is there.") from error
    columns = tuple(dict.fromkeys(name for record in records[:1] for name in record)) or _header(path)
    if KEY not in columns:
        what = "an export of mentions" if "mention" in columns else "an export in a codebook's columns"
        told = f": it looks like {what}" if {"mention", "incidents"} & set(columns) else ""
        raise MalformedInput(f"no column named {KEY}{told}", where=where, remedy=_REMEDY)
    rows = [{name: _cell(name, value) for name, value in record.items()} for record in records]
    often = [str(id_) for id_, times in Counter(row.get(KEY) for row in rows).items() if times > 1 or id_ is None]
    if often:
        what = f"rows without an id of their own ({KEY}: {', '.join(often[:5])})"
        raise MalformedInput(what, where=where, remedy=_REMEDY)
    return Export(where, columns, {str(row[KEY]): row for row in rows}, _made(path))


def _records(path: Path) -> list[dict[str, Any]]:
    import polars as pl

    suffix = path.suffix.lower()
    if suffix not in READABLE:
        raise MalformedInput(
            f"its ending, {suffix or 'none'}, is not one of those read", where=str(path), remedy=_REMEDY
        )
    data = path.read_bytes()
    try:
        if suffix == ".jsonl":
            records = [json.loads(line) for line in data.decode("utf-8").split("\n") if line.strip()]
            if not all(isinstance(record, dict) for record in records):
                raise MalformedInput("not every line is a JSON object", where=str(path), remedy=_REMEDY)
            return records
        if suffix == ".parquet":
            return pl.read_parquet(data).to_dicts()
        frame = pl.read_csv(data, infer_schema=False)
        return [
            {restored(name): restored(value) if value else None for name, value in row.items()}
            for row in frame.iter_rows(named=True)
        ]
    except (ValueError, pl.exceptions.PolarsError) as error:
        what = f"it cannot be read as {suffix[1:]} ({str(error).splitlines()[0]})"
        raise MalformedInput(what, where=str(path), remedy=_REMEDY) from error


def _header(path: Path) -> tuple[str, ...]:
    """The columns of an export without rows; JSON Lines without a line are an export of nothing."""
    import polars as pl

    match path.suffix.lower():
        case ".csv":
            return tuple(pl.read_csv(path, infer_schema=False).columns)
        case ".parquet":
            return tuple(pl.read_parquet_schema(path))
    return (KEY,)


def _cell(name: str, value: object) -> Cell:
    if value is None or value == "":
        return None
    if name in FRACTIONS:
        try:
            return float(value)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            return str(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _made(path: Path) -> Mapping[str, Any] | None:
    """What the package beside an export says; None where there is none, or none of ours."""
    beside = package_path(path)
    try:
        made = json.loads(beside.read_bytes())["dateline"]
        return made if {"runs", "options"} <= set(made) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
