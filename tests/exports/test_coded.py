"""Incidents in a codebook's columns: what the rules leave out, what they cannot determine."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Sequence
from io import BytesIO
from typing import Any, cast

import polars as pl
import pytest

from dateline.codebooks import NAMES, UNDETERMINED, Codebook, Column, Row, Value, codebook
from dateline.errors import SettingError
from dateline.exports import coded_frame, descriptions, fields, write
from dateline.incidents import build_incidents
from dateline.records import Incident

from ..making import coded

INCIDENTS = build_incidents([
    coded("Gunmen killed 12 people in Kirkuk on Monday. Protesters marched in Basra.", id="r1", published="2025-03-10")
])  # fmt: skip
COLUMNS = (
    Column("kind", "string", "The kind."), Column("dead", "integer", "The dead."), Column("day", "date", "The day."),
)  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Made:
    """A codebook as small as can be."""

    name: str = "made"
    columns: tuple[Column, ...] = COLUMNS

    def code(self, incidents: Sequence[Incident]) -> list[Row]:
        answers: list[tuple[bool | None, str, Any, Any, Any]] = [
            (True, "armed", "attack", 12, dt.date(2025, 3, 10)), (False, "no arms", "protest", 0, None),
            (None, "not told", UNDETERMINED, UNDETERMINED, UNDETERMINED),
        ]  # fmt: skip
        return [
            Row(("i1", "i2"), included, why, {n: Value(v, "rule") for n, v in zip(("kind", "dead", "day"), values, strict=True)})
            for included, why, *values in answers
        ]  # fmt: skip


BOOK = cast("Codebook", Made())


def test_rows_that_are_not_included_are_left_out_unless_asked_for() -> None:
    frame, left_out = coded_frame(BOOK, INCIDENTS)
    assert frame["included"].to_list() == [True, None]
    assert left_out == {"not included by made: no arms": 1}
    frame, left_out = coded_frame(BOOK, INCIDENTS, everything=True)
    assert frame["included"].to_list() == [True, False, None]
    assert not left_out


def test_incidents_stand_first_and_what_is_undetermined_is_a_word_or_null() -> None:
    frame, _ = coded_frame(BOOK, INCIDENTS)
    assert frame.columns == ["incidents", "included", "why", "kind", "dead", "day"]
    assert frame["incidents"][0] == "i1; i2"
    assert frame.row(0)[3:] == ("attack", 12, dt.date(2025, 3, 10))
    assert frame.row(1)[3:] == (UNDETERMINED, None, None)


def test_the_dictionary_says_what_null_is() -> None:
    described = {field["name"]: field for field in fields(coded_frame(BOOK, [])[0], descriptions(BOOK))}
    assert described["kind"]["description"] == "The kind."
    assert "cannot determine" in described["dead"]["description"]
    assert described["day"]["type"] == "date"
    assert all("description" in field for field in described.values())


def test_a_codebook_without_coordinates_makes_no_geojson() -> None:
    with pytest.raises(SettingError, match="no coordinates"):
        write(coded_frame(BOOK, INCIDENTS)[0], "geojson", BytesIO())


@pytest.mark.parametrize("name", NAMES)
def test_every_codebook_makes_a_frame(name: str) -> None:
    book = codebook(name)
    frame, left_out = coded_frame(book, INCIDENTS, everything=True)
    assert not left_out
    assert {i.id for i in INCIDENTS} == {id_ for cell in frame["incidents"] for id_ in cell.split("; ")}
    assert frame.columns == ["incidents", "included", "why", *(column.name for column in book.columns)]
    assert all("description" in field for field in fields(frame, descriptions(book)))
    if {"latitude", "longitude"} <= set(frame.columns):
        out = BytesIO()
        write(frame, "geojson", out)
        assert json.loads(out.getvalue())["features"][0]["geometry"]["type"] == "Point"
    back = BytesIO()
    write(frame, "parquet", back)
    assert pl.read_parquet(back.getvalue()).equals(frame)
