"""The data dictionary: what each column of an export holds, and of which type it is."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import TYPE_CHECKING, Literal

from dateline.errors import DataError

if TYPE_CHECKING:
    import polars as pl

Layer = Literal["mentions", "incidents"]
FieldType = Literal["string", "integer", "number", "boolean", "date"]
"""Types of Table Schema (https://specs.frictionlessdata.io/table-schema)."""

FILE = "columns.toml"


@functools.cache
def columns(layer: Layer) -> Mapping[str, str]:
    """What each native column of a layer holds, in one or two sentences.

    Raises DataError where the dictionary's file is missing or damaged.
    """
    try:
        text = resources.files("dateline.exports").joinpath("data").joinpath(FILE).read_text(encoding="utf-8")
        tables = tomllib.loads(text)
        return {**tables["both"], **tables[layer]}
    except (OSError, ValueError, KeyError) as error:
        raise DataError(
            "the data dictionary is missing or damaged", where=FILE, remedy="Install Dateline again."
        ) from (error)


def fields(frame: pl.DataFrame, descriptions: Mapping[str, str]) -> list[dict[str, str]]:
    """The columns of a frame as fields of a Table Schema: name, type, and description where one is given."""
    return [
        {"name": name, "type": field_type(dtype)}
        | ({"description": descriptions[name]} if name in descriptions else {})
        for name, dtype in frame.schema.items()
    ]


def field_type(dtype: pl.DataType) -> FieldType:
    """The type of a column of a frame."""
    import polars as pl  # here, since every command loads this file and polars takes a tenth of a second

    if dtype.is_integer():
        return "integer"
    if dtype.is_numeric():
        return "number"
    if dtype == pl.Boolean:
        return "boolean"
    return "date" if dtype == pl.Date else "string"
