"""Incidents in the columns of a codebook, as a frame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from typing import TYPE_CHECKING, Any

from dateline.codebooks import UNDETERMINED, Codebook, Column
from dateline.records import Incident

if TYPE_CHECKING:
    import polars as pl

HEAD = {
    "incidents": 'Ids of the incidents that the row tells of, joined by "; ".',
    "included": "Whether the codebook's rules of inclusion take it in; empty where that cannot be told.",
    "why": "The rule that takes it in or leaves it out, or what is missing to tell.",
}
"""The columns before the codebook's own, and what they hold."""

NO_WORD = "Empty also where the codebook's rules cannot determine it."
"""Stands in the dictionary for columns that are no text and so cannot hold the word `undetermined`."""


def coded_frame(
    book: Codebook, incidents: Sequence[Incident], *, everything: bool = False, wanted: Set[str] | None = None
) -> tuple[pl.DataFrame, Counter[str]]:
    """The rows of a codebook, and how many are left out for which reason.

    Left out is what the codebook's rules do not include, unless `everything` is asked for; incidents that are not
    `wanted` make no rows. A value that the rules cannot determine is the word `undetermined` in a column of text, else
    null.
    """
    import polars as pl

    left_out = Counter[str]()
    cells: dict[str, list[Any]] = {name: [] for name in (*HEAD, *(column.name for column in book.columns))}
    for row in book.code(incidents):
        if wanted is not None and wanted.isdisjoint(row.incidents):
            continue
        if row.included is False and not everything:
            left_out[f"not included by {book.name}: {row.why}"] += 1
            continue
        head = "; ".join(row.incidents), row.included, row.why
        for name, value in zip(HEAD, head, strict=True):
            cells[name].append(value)
        for column in book.columns:
            cells[column.name].append(_cell(column, row.values[column.name].value))
    types: dict[str, pl.DataType | type[pl.DataType]] = {
        "string": pl.String, "integer": pl.Int64, "number": pl.Float64, "boolean": pl.Boolean, "date": pl.Date,
    }  # fmt: skip
    schema = {"incidents": pl.String, "included": pl.Boolean, "why": pl.String} | {
        column.name: types[column.type] for column in book.columns
    }
    return pl.DataFrame(cells, schema=schema), left_out


def descriptions(book: Codebook) -> dict[str, str]:
    """What the columns of `coded_frame` hold."""
    own = {c.name: c.description if c.type == "string" else f"{c.description} {NO_WORD}" for c in book.columns}
    return HEAD | own


def _cell(column: Column, value: object) -> object:
    return None if value == UNDETERMINED and column.type != "string" else value
