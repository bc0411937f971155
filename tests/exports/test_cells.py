"""No cell of CSV or Excel is a formula, and every text comes back."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from typing import Any
from xml.etree import ElementTree

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import SettingError
from dateline.exports import excel, write
from dateline.exports.cells import SIGNS, neutral, restored

from .test_round_trip import FEW, FRAMES

DANGEROUS = [
    "=cmd|'/C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", "'=1", "''=1", "＝1", '=HYPERLINK("http://x")',
]  # fmt: skip
NASTY = st.one_of(
    st.text(st.sampled_from([*SIGNS, "'", '"', "a", ",", " ", "1"]), max_size=5), st.sampled_from(DANGEROUS)
)
NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def cells(frame: pl.DataFrame) -> list[list[str]]:
    out = io.BytesIO()
    write(frame, "csv", out)
    return list(csv.reader(io.StringIO(out.getvalue().decode(), newline="")))


@given(st.lists(st.one_of(st.none(), NASTY), max_size=6))
def test_no_cell_begins_a_formula_and_every_text_comes_back(texts: list[str | None]) -> None:
    frame = pl.DataFrame({"t": texts}, schema={"t": pl.String})
    safe = neutral(frame)["t"].to_list()
    assert [text[:1] in tuple(SIGNS) for text in safe if text] == [False] * sum(bool(text) for text in safe)
    assert [None if text is None else restored(text) for text in safe] == texts


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert cells(pl.DataFrame({"t": [text]}))[1] == [f"'{text}"]


@pytest.mark.parametrize("text", ["plain", "'quoted'", "a=1", " =1", "5-6", "", "'"])
def test_other_texts_stay(text: str) -> None:
    assert neutral(pl.DataFrame({"t": [text]}))["t"].to_list() == [text]


def test_numbers_days_and_truth_stay() -> None:
    frame = pl.DataFrame({"n": [-1], "x": [-0.5], "d": [dt.date(2020, 1, 2)], "b": [True]})
    assert cells(frame) == [["n", "x", "d", "b"], ["-1", "-0.5", "2020-01-02", "true"]]


def test_a_column_named_as_a_formula_is_made_harmless() -> None:
    assert cells(pl.DataFrame({"=1": ["a"]}))[0] == ["'=1"]


@pytest.mark.parametrize("form", ["jsonl", "parquet", "geojson"])
def test_other_formats_are_untouched(form: Any) -> None:
    frame = pl.DataFrame({"t": ["=1"], "lat": [1.0], "lon": [2.0]})
    out = io.BytesIO()
    write(frame, form, out)
    assert b"'=1" not in out.getvalue()


# Excel


def sheet(frame: pl.DataFrame) -> dict[str, tuple[str, Any]]:
    """The cells of a workbook by their names: type and text, read by the standard library alone."""
    out = io.BytesIO()
    write(frame, "xlsx", out)
    with zipfile.ZipFile(out) as book:
        shared = []
        if "xl/sharedStrings.xml" in book.namelist():
            root = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
            shared = ["".join(t.text or "" for t in item.iter(f"{NAMESPACE}t")) for item in root]
        root = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    assert not list(root.iter(f"{NAMESPACE}f")), "no formula"
    assert not list(root.iter(f"{NAMESPACE}hyperlink")), "no link"
    found = {}
    for cell in root.iter(f"{NAMESPACE}c"):
        kind, value = cell.get("t", "n"), cell.findtext(f"{NAMESPACE}v") or ""
        found[cell.get("r", "")] = kind, shared[int(value)] if kind == "s" else value
    return found


def test_excel_holds_texts_numbers_days_and_nothing_for_null() -> None:
    frame = pl.DataFrame(
        {"t": ["=1+1", "http://x.example", None], "n": [1, None, -3], "x": [0.5, 1.0, None],
         "d": [dt.date(2020, 1, 1), None, None], "b": [True, False, None]}
    )  # fmt: skip
    found = sheet(frame)
    assert found["A1"] == ("s", "t")
    assert found["A2"] == ("s", "'=1+1")
    assert found["A3"] == ("s", "http://x.example")
    assert "A4" not in found
    assert (found["B2"], found["B4"]) == (("n", "1"), ("n", "-3"))
    assert "B3" not in found
    assert found["C2"] == ("n", "0.5")
    assert found["D2"] == ("n", "43831"), "days since 1899-12-30"
    assert (found["E2"], found["E3"]) == (("b", "1"), ("b", "0"))


@FEW
@given(FRAMES)
def test_excel_has_a_cell_for_every_value(frame: pl.DataFrame) -> None:
    known = len(frame.columns) + sum(len(frame) - frame[name].null_count() for name in frame.columns)
    assert len(sheet(frame)) == known


@pytest.mark.parametrize("letter", ["a", "🚑"])
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(letter: str) -> None:
    _, text = sheet(pl.DataFrame({"t": [letter * 40_000]}))["A2"]
    assert len(text.encode("utf-16-le")) // 2 <= excel.CHARACTERS
    assert text.endswith("(cut)")
    assert text.startswith(letter * 16_000)


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "ROWS", 3)
    sheet(pl.DataFrame({"t": ["a", "b"]}))
    with pytest.raises(SettingError, match="Choose csv or parquet"):
        sheet(pl.DataFrame({"t": ["a", "b", "c"]}))
