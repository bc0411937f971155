"""Two exports of incidents side by side: added, withdrawn, changed, and why."""

from __future__ import annotations

import dataclasses
import json
import tempfile
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.archive.frames import INCIDENTS, incidents_frame
from dateline.errors import InputError, MalformedInput, UnreadableInput
from dateline.exports import Export, differences, package_path, read_export, write
from dateline.exports.files import Format
from dateline.exports.reading import FRACTIONS
from dateline.records import Incident

from .test_round_trip import FEW, incidents

FORMATS: tuple[Format, ...] = ("csv", "jsonl", "parquet")
SEVERAL = st.lists(incidents(), max_size=4, unique_by=lambda i: i.id)


def export(*rows: dict[str, Any], made: dict[str, Any] | None = None) -> Export:
    columns = tuple(dict.fromkeys(name for row in rows for name in row)) or ("incident",)
    return Export("made", columns, {row["incident"]: row for row in rows}, made)


def row(id_: str = "i1", support: str = "r1 m1", **cells: Any) -> dict[str, Any]:
    return {"incident": id_, "support": support, "killed_best": "4", "review": "unreviewed", "withdrawn": None, **cells}


def saved(several: list[Incident], folder: str, form: Format, name: str = "a") -> Path:
    path = Path(folder) / f"{name}.{form}"
    with path.open("wb") as out:
        write(incidents_frame(several), form, out)
    return path


@FEW
@given(SEVERAL, st.sampled_from(FORMATS), st.sampled_from(FORMATS))
def test_an_export_does_not_differ_from_itself_whatever_its_format(
    several: list[Incident], one: Format, other: Format
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        a, b = read_export(saved(several, folder, one, "a")), read_export(saved(several, folder, other, "b"))
    assert differences(a, b) == []


@FEW
@given(SEVERAL, SEVERAL)
def test_what_is_added_one_way_is_withdrawn_the_other(some: list[Incident], others: list[Incident]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        a, b = read_export(saved(some, folder, "csv", "a")), read_export(saved(others, folder, "jsonl", "b"))

    def ids(x: Export, y: Export, kind: str) -> set[str]:
        return {d.incident for d in differences(x, y) if d.kind == kind}

    assert ids(a, b, "added") == ids(b, a, "withdrawn") == set(b.rows) - set(a.rows)
    assert ids(a, b, "changed") == ids(b, a, "changed")


def test_the_columns_of_fractions_are_those_of_the_frame() -> None:
    assert {name for name, kind in INCIDENTS.items() if kind == pl.Float64} == FRACTIONS


@pytest.mark.parametrize(
    ("before", "after", "kind", "why"),
    [
        ([], [row(support="r7 m1")], "added", ["a report was added: r7"]),
        ([row("i0", "r1 m1; r2 m1")], [row("i0", "r1 m1"), row("i1", "r2 m1")], "added", ["its tellings were in i0"]),
        ([row(support="r1 m1")], [row("i2", "r1 m1")], "withdrawn", ["its tellings are now in i2"]),
        ([row(support="r1 m1")], [], "withdrawn", ["r1 tells of nothing in the other export"]),
        ([row()], [row(support="r1 m1; r7 m2")], "changed", ["a report was added: r7"]),
        ([row(support="r1 m1; r2 m1")], [row()], "changed", ["a report tells no longer of it: r2"]),
        ([row(support="r1 m1; r2 m1")], [row(withdrawn="r2")], "changed", ["report withdrawn: r2"]),
        ([row()], [row(support="r1 m2")], "changed", ["told by other sentences of r1"]),
        ([row()], [row(review="corrected")], "changed", ["a reviewer's decision: unreviewed before, corrected after"]),
        ([row()], [row(killed_best="5")], "changed", []),
        ([row(support="a b m1")], [row(support="a b m1; a c m1")], "changed", ["a report was added: a c"]),
    ],
)
def test_why(before: list[dict[str, Any]], after: list[dict[str, Any]], kind: str, why: list[str]) -> None:
    found = [d for d in differences(export(*before), export(*after)) if d.kind == kind]
    assert [list(d.why) for d in found] == [why]


def test_fields_are_given_before_and_after() -> None:
    (found,) = differences(export(row(killed_best=None)), export(row(killed_best="5")))
    assert found.fields == (("killed_best", None, "5"),)


def test_a_version_that_alone_differs_is_no_change() -> None:
    assert differences(export(row(version="1")), export(row(version="2"))) == []


def test_only_columns_of_both_are_compared() -> None:
    old = {"incident": "i1", "support": "r1 m1"}
    assert differences(export(old), export(row())) == []


def made(run: str, **options: Any) -> dict[str, Any]:
    return {"runs": [{"id": run}], "options": options}


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (made("a"), made("b"), ["coded by another run: a before, b after"]),
        (made("a", reviewed=False), made("a", reviewed=True), ["the exports were made with different options: reviewed"]),
        (made("a"), made("a"), []), (None, made("b"), []), (made("a"), None, []),
    ],
)  # fmt: skip
def test_why_by_the_packages(old: Any, new: Any, why: list[str]) -> None:
    (found,) = differences(export(row(), made=old), export(row(killed_best="5"), made=new))
    assert list(found.why) == why


# Reading


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_of_nothing_is_read(form: Format, tmp_path: Path) -> None:
    assert read_export(saved([], str(tmp_path), form)).rows == {}


def test_the_package_beside_is_read_and_a_broken_one_is_none(tmp_path: Path) -> None:
    path = saved([], str(tmp_path), "csv")
    assert read_export(path).made is None
    package_path(path).write_text(json.dumps({"dateline": made("a")}))
    assert read_export(path).runs == frozenset({"a"})
    for text in ("{", "[]", "{}", '{"dateline": {}}', '{"dateline": 3}'):
        package_path(path).write_text(text)
        assert read_export(path).made is None


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.csv", "report,mention\nr1,m1\n", "an export of mentions"),
        ("a.csv", "incidents,included\ni1,true\n", "a codebook's columns"),
        ("a.csv", "report,mention\n", "an export of mentions"),
        ("a.csv", "name\nx\n", "no column named incident"),
        ("a.csv", "", "cannot be read as csv"),
        ("a.csv", "incident\ni1\ni1\n", "without an id of their own"),
        ("a.csv", "incident,type\n,x\n", "without an id of their own"),
        ("a.jsonl", "{", "cannot be read as jsonl"),
        ("a.jsonl", "[1]\n", "not every line is a JSON object"),
        ("a.parquet", "PAR1 not", "cannot be read as parquet"),
        ("a.geojson", "{}", "its ending, .geojson"),
        ("a", "", "its ending, none"),
    ],
)
def test_a_file_that_is_no_such_export_is_said_to_be_none(name: str, text: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(MalformedInput) as caught:
        read_export(path)
    assert words in str(caught.value)
    assert "Give an export of incidents" in str(caught.value)


def test_binary_and_missing_files(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="a file that is there"):
        read_export(tmp_path / "a.csv")
    for name in ("a.csv", "b.jsonl", "c.parquet"):
        (tmp_path / name).write_bytes(b"\xff\xfe\x00\x01" * 50)
        with pytest.raises(InputError):
            read_export(tmp_path / name)


def test_a_difference_is_plain_data() -> None:
    (found,) = differences(export(), export(row()))
    assert json.loads(json.dumps(dataclasses.asdict(found)))["kind"] == "added"
