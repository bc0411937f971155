"""Tables of an outside source: their rows, and every fault of them at once."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TextIO, TypeVar

from dateline.errors import MalformedInput, UnreadableInput

_GZIP = b"\x1f\x8b"
_LONGEST_CELL = 10_000_000
"""Characters: some tables hold whole articles."""
_LONGEST_LIST = 400
SHOWN = 5
"""Faults that an error names; the others are counted."""

Row = Mapping[str, str]
T = TypeVar("T")


def read_rows(path: Path, delimiter: str = ",", *, keep: Collection[str]) -> tuple[list[str], list[Row]]:
    """All columns of a CSV file in UTF-8, also one that gzip has packed, and its rows with the columns to keep.

    A cell that a row lacks is "". Raises UnreadableInput where the file cannot be read, MalformedInput where it is no
    table.
    """
    where = str(path)
    try:
        with path.open("rb") as file:
            stream = gzip.GzipFile(fileobj=file) if file.peek(2).startswith(_GZIP) else file
            with io.TextIOWrapper(stream, encoding="utf-8-sig", newline="") as text:
                columns, rows, long = _read(text, delimiter, keep)
    except (UnicodeDecodeError, gzip.BadGzipFile, EOFError, zlib.error, csv.Error) as error:
        remedy = "Give a CSV file in UTF-8 with a header."
        raise MalformedInput(f"it is no table ({error})", where=where, remedy=remedy) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnreadableInput(f"cannot be read ({reason})", where=where, remedy="Name a file that is there.") from error
    if long:
        what = f"more cells than columns in {len(long)} rows, the first being row {long[0]} below the header"
        raise MalformedInput(what, where=where, remedy="Put a text that holds the delimiter in quotes.")
    return columns, rows


def _read(text: TextIO, delimiter: str, keep: Collection[str]) -> tuple[list[str], list[Row], list[int]]:
    """The columns, the rows, and the numbers of the rows that are too long."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    columns = [name.strip() for name in next(reader, [])]
    kept = [(at, name) for at, name in enumerate(columns) if name in keep]
    rows: list[Row] = []
    long = []
    for cells in filter(None, reader):
        if len(cells) > len(columns):
            long.append(len(rows) + 1)
        rows.append({name: cells[at].strip() if at < len(cells) else "" for at, name in kept})
    return columns, rows, long


def demand(columns: Collection[str], wanted: Sequence[str], *, where: str, remedy: str) -> None:
    """Nothing where all wanted columns are there. Raises MalformedInput that names every one that is not."""
    missing = [name for name in wanted if name not in columns]
    if missing:
        have = ", ".join(columns) or "none"
        have = have if len(have) <= _LONGEST_LIST else f"{have[:_LONGEST_LIST]} ..."
        raise MalformedInput(f"missing columns: {', '.join(missing)}; it has: {have}", where=where, remedy=remedy)


def parsed(rows: Sequence[Row], parse: Callable[[Row], T], *, where: str) -> list[T]:
    """What `parse` makes of each row; it raises ValueError for a row that it cannot read.

    Raises MalformedInput that names the faults, by the number of the row below the header.
    """
    found, faults = [], []
    for number, row in enumerate(rows, start=1):
        try:
            found.append(parse(row))
        except ValueError as error:
            faults.append(f"row {number}: {error}")
    if faults:
        more = f" and {len(faults) - SHOWN} more" if len(faults) > SHOWN else ""
        what = f"{len(faults)} rows cannot be read ({'; '.join(faults[:SHOWN])}{more})"
        raise MalformedInput(what, where=where, remedy="Correct these rows, or leave them out.")
    return found
