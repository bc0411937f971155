"""Exports read back by other readers; what is left out by default; unknown stays null."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import msgspec
import polars as pl
import pytest

from dateline.archive import Archive
from dateline.archive.frames import incidents_frame, mentions_frame
from dateline.building import rebuild_incidents
from dateline.coder import Coder
from dateline.errors import SettingError
from dateline.exports import FORMATS, Choice, Format, choose_incidents, choose_mentions, write
from dateline.incidents import build_incidents
from dateline.ingest import Metadata, read_bytes
from dateline.pipeline import code_inputs
from dateline.settings import Settings

from ..making import coded

REPORT = coded(
    "Gunmen killed 12 people in Kirkuk on Monday, police said. Residents fear that the gunmen will attack Basra. "
    "Many attacks shook the province in recent years. Three men were killed.",
    id="r1", published="2025-03-10",
)  # fmt: skip
MENTIONS = mentions_frame([(REPORT, "run")])
INCIDENTS = incidents_frame(build_incidents([REPORT]))


def written(frame: pl.DataFrame, form: Format) -> bytes:
    out = io.BytesIO()
    write(frame, form, out)
    return out.getvalue()


def chosen(choice: Choice) -> pl.DataFrame:
    return mentions_frame(choose_mentions([(REPORT, "run")], choice)[0])


def test_only_realised_single_events_are_exported_by_default() -> None:
    assert set(chosen(Choice())["status"]) == {"happened"}
    assert not chosen(Choice())["aggregate"].any()
    assert len(chosen(Choice(everything=True))) == len(MENTIONS) == 4


def test_less_sure_rows_are_left_out_on_request() -> None:
    levels = MENTIONS["confidence"].to_list()
    bar = max(levels)
    kept = chosen(Choice(bar, everything=True))
    assert kept["confidence"].to_list() == [level for level in levels if level >= bar]
    assert 0 < len(kept) < len(MENTIONS)


def test_what_is_left_out_is_counted_by_reason() -> None:
    _, left_out = choose_mentions([(REPORT, "run")], Choice())
    assert left_out == {"status feared": 1, "aggregate": 1}


@pytest.mark.parametrize("value", [-0.1, 1.5, float("nan")])
def test_a_confidence_that_is_no_probability_is_refused(value: float) -> None:
    with pytest.raises(SettingError, match="from 0 to 1"):
        Choice(value)


@pytest.mark.parametrize(
    ("review", "default", "reviewed", "everything"),
    [
        ("unreviewed", True, False, True), ("accepted", True, True, True), ("corrected", True, True, True),
        ("rejected", False, False, True),
    ],
)  # fmt: skip
def test_a_reviewers_word_decides(review: Any, *, default: bool, reviewed: bool, everything: bool) -> None:
    incident = msgspec.structs.replace(build_incidents([REPORT])[0], review=review)
    for choice, kept in (
        (Choice(), default), (Choice(reviewed=True), reviewed), (Choice(everything=True), everything),
        (Choice(everything=True, reviewed=True), reviewed),
    ):  # fmt: skip
        assert bool(choose_incidents([incident], choice)[0]) is kept


def test_csv_has_the_sentence_and_the_spans_beside_each_value() -> None:
    rows = list(csv.DictReader(io.StringIO(written(MENTIONS, "csv").decode())))
    assert len(rows) == 4
    text = REPORT.report.text
    for row in rows:
        start, end = int(row["sentence_start"]), int(row["sentence_end"])
        assert row["sentence"] == text[start:end]
        assert row["trigger"] == text[int(row["trigger_start"]) : int(row["trigger_end"])]
        for name in ("actor", "victim", "source", "place"):
            for span in filter(None, row[f"{name}_span"].split("; ")):
                a, b = map(int, span.split(":"))
                assert text[a:b] in (row["place_text"] if name == "place" else row[name])
    assert rows[0]["killed_best"] == "12"
    assert rows[0]["injured_best"] == ""  # unknown, not 0


def test_parquet_reads_back_with_types_and_nulls() -> None:
    back = pl.read_parquet(io.BytesIO(written(MENTIONS, "parquet")))
    assert back.equals(MENTIONS)
    assert back["injured_best"].null_count() == 4


def test_geojson_has_a_feature_for_every_row_and_longitude_first() -> None:
    collection = json.loads(written(MENTIONS, "geojson"))
    assert collection["type"] == "FeatureCollection"
    assert len(collection["features"]) == 4
    kirkuk = collection["features"][0]
    longitude, latitude = kirkuk["geometry"]["coordinates"]
    assert (round(longitude), round(latitude)) == (44, 35)
    assert kirkuk["properties"]["report"] == "r1"


def test_geojson_keeps_rows_without_a_place() -> None:
    nowhere = mentions_frame([(coded("Three men were killed.", id="n"), "run")])
    (feature,) = json.loads(written(nowhere, "geojson"))["features"]
    assert feature["geometry"] is None
    assert feature["properties"]["killed_best"] == 3


def test_json_lines_are_one_row_each() -> None:
    rows = [json.loads(line) for line in written(INCIDENTS, "jsonl").splitlines()]
    assert [row["incident"] for row in rows] == INCIDENTS["incident"].to_list()
    assert rows[0]["from"] == "2025-03-10"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("frame", [MENTIONS.clear(), INCIDENTS.clear()])
def test_an_empty_frame_is_a_valid_file(form: Format, frame: pl.DataFrame) -> None:
    data = written(frame, form)
    if form == "csv":
        assert data.decode().strip().split(",") == frame.columns
    if form == "geojson":
        assert json.loads(data)["features"] == []
    if form == "parquet":
        assert pl.read_parquet(io.BytesIO(data)).columns == frame.columns


def test_the_archive_gives_the_same_frames(tmp_path: Path) -> None:
    text = REPORT.report.text
    received = list(read_bytes(text.encode(), "plain", Metadata(id="r1", published=REPORT.report.published), "r1"))
    with Archive.open(tmp_path / "a.db") as archive:
        list(code_inputs(received, archive, Coder(), Settings()))
        rebuild_incidents(archive)
        assert archive.mentions().drop("run").equals(MENTIONS.drop("run"))
        assert archive.incidents().equals(INCIDENTS)
