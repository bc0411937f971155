"""The data tables of the gazetteer that the project wrote itself: their form, one row at a time."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from dateline.ground.places.keys import normalise

from .steps import HERE, OWN, ROWS, TABLES, rows_of

COLUMNS = {
    **dict.fromkeys(OWN.FILES, "name kind lat lon radius_km country admin1 names source within"),
    "subnational": "name kind country admin1 names source",
    "abbreviations": "abbreviation place country admin1 source only_after_comma",
    "divisions": "country admin1 names",
}
FILE_KINDS = {
    "regions": {"region", "area"}, "waters": {"water"}, "landforms": {"landform"}, "facilities": {"facility"},
    "towns": {"city", "neighbourhood"}, "ucdp": {"city", "facility", "area"},
}  # fmt: skip
FEWEST = {"regions": 200, "waters": 200, "landforms": 200, "facilities": 400, "towns": 700, "ucdp": 200}
LARGEST_KM = {"regions": 6000, "waters": 6000, "landforms": 3000, "facilities": 40, "towns": 50, "ucdp": 25}
CODE = re.compile(r"[A-Z]{3}(\|[A-Z]{3})*")


def test_every_table_is_tested_here() -> None:
    assert {path.stem for path in TABLES.glob("*.tsv")} == set(COLUMNS)


@pytest.mark.parametrize("file", COLUMNS)
def test_the_head_says_what_the_table_is_and_where_it_is_from(file: str) -> None:
    lines = (TABLES / f"{file}.tsv").read_text(encoding="utf-8").splitlines()
    head = [line for line in lines if line.startswith("#")]
    assert lines[: len(head)] == head, "comments stand at the top"
    assert head[-1] == "# " + "\t".join(COLUMNS[file].split())
    prose = " ".join(line.removeprefix("# ") for line in head)
    assert "Written for the Dateline project" in prose
    assert re.search(r"GeoNames \(CC BY 4\.0\)|GeoNames names it \(CC BY 4\.0\)", prose)


@pytest.mark.parametrize("file", COLUMNS)
def test_rows_have_all_columns_and_clean_fields(file: str) -> None:
    text = (TABLES / f"{file}.tsv").read_bytes().decode("utf-8")
    assert "\r" not in text
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\ufeff]", text)
    for row in rows_of(file):
        assert len(row) == len(COLUMNS[file].split()), row
        assert not any(field != " ".join(field.split()) for field in row), row
        assert not any(
            part != part.strip() or not part for field in row if "|" in field for part in field.split("|")
        ), row


@pytest.mark.parametrize("file", OWN.FILES)
def test_places_are_complete_and_in_range(file: str) -> None:
    rows = rows_of(file)
    assert len(rows) >= FEWEST[file]
    for name, kind, lat, lon, radius, country, _admin1, _names, source, within in rows:
        assert normalise(name), name
        assert kind in FILE_KINDS[file], name
        assert abs(float(lat)) <= 90, name
        assert abs(float(lon)) <= 180, name
        assert (float(lat), float(lon)) != (0, 0), name
        assert 0 < float(radius) <= LARGEST_KM[file], name
        assert country == "" or CODE.fullmatch(country), name
        assert source, name
        assert not within or kind in ("neighbourhood", "facility", "area", "landform", "water"), name


@pytest.mark.parametrize("file", OWN.FILES)
def test_no_place_stands_twice(file: str) -> None:
    """Namesakes are told apart by their point; one at the same point is the same place."""
    rows = rows_of(file)
    placed = Counter(
        (normalise(row[0]), row[1], row[5], row[9], round(float(row[2])), round(float(row[3]))) for row in rows
    )
    assert [key for key, count in placed.items() if count > 1] == []


@pytest.mark.parametrize("file", [file for file in COLUMNS if file != "abbreviations"])
def test_no_name_stands_twice_in_a_row(file: str) -> None:
    column = COLUMNS[file].split().index("names")
    for row in rows_of(file):
        names = ROWS.split(row[column])
        assert len(names) == len(set(names)), row


def test_peoples_are_listed_once() -> None:
    rows = rows_of("subnational")
    assert {row[1] for row in rows} == {"demonym"}
    assert all(row[5] for row in rows)
    assert all(row[2] == "" or CODE.fullmatch(row[2]) for row in rows)
    assert [key for key, count in Counter((row[0], row[2]) for row in rows).items() if count > 1] == []


def test_abbreviations_are_listed_once() -> None:
    rows = rows_of("abbreviations")
    assert {row[5] for row in rows} == {"", "yes"}
    assert [key for key, count in Counter((row[0], row[1], row[2]) for row in rows).items() if count > 1] == []
    assert all(row[2] == "" or CODE.fullmatch(row[2]) for row in rows)


def test_two_letters_are_a_state_only_behind_a_comma() -> None:
    """ "IN", "OR", "ME" and "HI" are words; a postal code alone is none of the report's places."""
    words = {"AL", "DE", "HI", "ID", "IN", "LA", "MA", "ME", "OH", "OK", "OR", "PA"}
    rows = {row[0]: row[5] for row in rows_of("abbreviations") if row[2] == "USA" and row[1] == row[3]}
    assert {word: rows.get(word) for word in words} == dict.fromkeys(words, "yes")


def test_divisions_are_listed_once() -> None:
    rows = rows_of("divisions")
    assert all(CODE.fullmatch(row[0]) and row[1] and row[2] for row in rows)
    assert [key for key, count in Counter((row[0], normalise(row[1])) for row in rows).items() if count > 1] == []


def test_the_countries_are_listed_once_by_their_codes() -> None:
    listed = list(ROWS.table("countries.tsv"))
    codes = [row[0] for row in listed]
    assert len(codes) == len(set(codes)) > 190
    assert all(re.fullmatch("[A-Z]{2}", code) for code in codes)
    assert {len(row) for row in listed} <= {2, 3}
    head = (HERE / "countries.tsv").read_text(encoding="utf-8").splitlines()
    assert any("Columns:" in line for line in head if line.startswith("#"))
