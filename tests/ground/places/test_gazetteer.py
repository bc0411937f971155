"""Candidates of a name, what contains what, and a gazetteer that is not there."""

from __future__ import annotations

import sqlite3
import time
from importlib import resources
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import DataError
from dateline.ground.places import Gazetteer, gazetteer
from dateline.ground.places.gazetteer import DATA_FILE, Candidate, is_no_place, kilometres
from dateline.ground.places.geometry import distance

MOSUL, IRAQ = 99072, 99237


def bearing(name: str, identifier: int) -> Candidate:
    """The candidate of a name that is a certain place."""
    found = [c for c in gazetteer().candidates(name) if c.entry.geonames_id == identifier]
    assert len(found) == 1, [(c.entry.name, c.how) for c in gazetteer().candidates(name)]
    return found[0]


@pytest.mark.parametrize(
    ("name", "identifier", "how"),
    [
        ("Mosul", MOSUL, "own"), ("MOSUL", MOSUL, "own"), ("Mossoul", MOSUL, "other"), ("Moosul", MOSUL, "sound"), ("Iraq", IRAQ, "own"),
        ("Iraqi", IRAQ, "demonym"), ("Iraqis", IRAQ, "demonym"), ("Syria", 163843, "own"), ("Europe", 6255148, "own"), ("Baghdad", 98182, "own"),
        ("Kyiv", 703448, "own"), ("Kiev", 703448, "other"), ("São Paulo", 3448439, "own"), ("Sao Paulo", 3448439, "own"),
        ("N'Djamena", 2427123, "own"), ("N’Djamena", 2427123, "own"), ("Côte d'Ivoire", 2287781, "other"), ("Burma", 1327865, "other"),
        ("U.S.", 6252001, "other"), ("the United States", 6252001, "own"), ("U.K.", 2635167, "other"), ("Kharkov", 706483, "other"),
        ("Makhachkalla", 532096, "sound"), ("Maidugury", 2331447, "sound"), ("Minneapolise", 5037649, "fuzzy"),
        ("Edinborough", 2650225, "sound"),
    ],
)  # fmt: skip
def test_a_place_by_a_name_of_it(name: str, identifier: int, how: str) -> None:
    assert bearing(name, identifier).how == how


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Kirkuk province", "division", "IRQ"), ("Kirkuk Governorate", "division", "IRQ"), ("Nineveh province", "division", "IRQ"),
        ("Borno State", "division", "NGA"), ("Donetsk oblast", "division", "UKR"), ("Baghdad city", "city", "IRQ"),
        ("city of Homs", "city", "SYR"), ("downtown Damascus", "city", "SYR"), ("Cook County", "district", "USA"),
        ("Tigris", "water", "TUR|SYR|IRQ"), ("Sahel", "region", None), ("Donbas", "area", "UKR"), ("Sinjar Mountains", "landform", "IRQ"),
        ("Heathrow Airport", "facility", "GBR"), ("Old City", "neighbourhood", "IRQ"), ("Middle East", "region", None),
    ],
)  # fmt: skip
def test_a_place_of_a_kind_is_among_the_candidates(name: str, kind: str, country: str | None) -> None:
    assert (kind, country) in {(c.entry.kind, c.entry.country) for c in gazetteer().candidates(name)}


@pytest.mark.parametrize(("name", "word"), [("Homs city", "city"), ("greater Cairo", "greater"), ("Mosul", None)])
def test_the_class_word_that_came_off_is_told(name: str, word: str | None) -> None:
    assert {c.stripped for c in gazetteer().candidates(name)} == {word}


def test_a_class_word_asks_for_its_kind() -> None:
    """ "Homs city" is never the province."""
    assert {c.entry.kind for c in gazetteer().candidates("Homs city")} == {"city"}
    assert {c.entry.kind for c in gazetteer().candidates("Homs")} == {"city", "division"}


def test_only_a_name_that_nobody_bears_is_looked_up_by_its_sound() -> None:
    assert {c.how for c in gazetteer().candidates("Mosul")} <= {"own", "other"}
    assert {c.how for c in gazetteer().candidates("Moosul")} == {"sound"}
    assert {c.how for c in gazetteer().candidates("Minneapolise")} == {"fuzzy"}


def test_each_place_is_a_candidate_once() -> None:
    for name in ("Paris", "San José", "Georgia", "Kirkuk province", "Moosul", "Springfield"):
        found = [c.entry.id for c in gazetteer().candidates(name)]
        assert found
        assert len(found) == len(set(found))


@pytest.mark.parametrize(
    "name",
    [
        "", " ", "...", "- -", "’", "\U0001f600", "\x00", "the", "Dunmore-on-the-Moon", "x" * 10_000, "Mosul " * 2000,
        "the " * 5000, "%", "_", "'; DROP TABLE place; --",
    ],
    ids=lambda name: ascii(name[:12]),
)  # fmt: skip
def test_what_is_no_name_has_no_candidate(name: str) -> None:
    started = time.process_time()
    assert gazetteer().candidates(name) == ()
    assert time.process_time() - started < 4  # of the processor, on a noisy machine


def test_half_a_character_is_no_name() -> None:
    assert gazetteer().candidates("\ud800") == ()


def test_an_invented_name_is_at_most_like_others() -> None:
    assert {c.how for name in ("Xyzzyville", "Mosul%", "Kalem") for c in gazetteer().candidates(name)} <= {
        "sound",
        "fuzzy",
    }


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason="names in other scripts are not in the gazetteer"))
        for row in (("الموصل", MOSUL), ("Москва", 524901), ("北京", 1816670))
    ],
)  # fmt: skip
def test_names_in_other_scripts(name: str, identifier: int) -> None:
    assert bearing(name, identifier).how in ("own", "other")


@given(st.text(max_size=100))
def test_any_text_has_candidates_or_none(name: str) -> None:
    for candidate in gazetteer().candidates(name):
        assert candidate.entry == gazetteer().entry(candidate.entry.id)


# What contains what


def test_what_a_place_lies_in_smallest_first() -> None:
    mosul = bearing("Mosul", MOSUL).entry
    above = [entry.kind for entry in gazetteer().ancestors(mosul)]
    assert above == ["district", "division", "country"]
    division = gazetteer().division(mosul)
    assert division is not None
    assert division.name == "Nineveh"
    assert gazetteer().division(division) is division
    country = gazetteer().country("IRQ")
    assert country is not None
    assert gazetteer().division(country) is None
    assert list(gazetteer().ancestors(country)) == []


def test_countries_by_code_and_domain() -> None:
    iraq = gazetteer().country("IRQ")
    assert iraq is not None
    assert iraq.geonames_id == IRAQ
    assert gazetteer().country("XXX") is None
    assert gazetteer().country_of_domain("iq") == "IRQ"
    assert gazetteer().country_of_domain("uk") == "GBR"
    assert gazetteer().country_of_domain("com") is None


@pytest.mark.parametrize(
    ("lat", "lon", "division"),
    [
        (36.34, 43.13, "Nineveh"), (48.85, 2.35, "Île-de-France"), (33.3, 44.4, "Baghdad"), (-33.87, 151.1, "New South Wales"),
        (35.0, 18.0, None), (0.0, 0.0, None), (25.0, -90.0, None), (90.0, 0.0, None), (-60.0, 180.0, None), (999.0, 999.0, None),
    ],
)  # fmt: skip
def test_the_division_of_a_point(lat: float, lon: float, division: str | None) -> None:
    found = gazetteer().division_at(lat, lon)
    assert (found and found.name) == division


@pytest.mark.parametrize(
    ("key", "country"),
    [("iraq", "IRQ"), ("iraqi", "IRQ"), ("texas", "USA"), ("united states", "USA"), ("kirkuk", "IRQ")],
)
def test_countries_and_divisions_are_known_without_asking(key: str, country: str) -> None:
    assert country in {gazetteer().entry(number).country for number in gazetteer().wide[key]}


@given(st.floats(-89, 89), st.floats(-179, 179), st.floats(-89, 89), st.floats(-179, 179))
def test_distances_of_many_points_are_those_of_each(lat: float, lon: float, to_lat: float, to_lon: float) -> None:
    (far,) = kilometres(np.array([lat]), np.array([lon]), np.array([to_lat]), np.array([to_lon]))
    assert far == pytest.approx(distance(lat, lon, to_lat, to_lon), rel=1e-6, abs=1e-3)


@pytest.mark.parametrize(("name", "no_place"), [("May", True), ("Reading", True), ("Ramadan", True), ("Mosul", False)])
def test_words_that_news_uses_otherwise(name: str, no_place: bool) -> None:
    assert is_no_place(name) is no_place


# A gazetteer that is not there


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"missing.*\n?.*lost\.sqlite|lost\.sqlite.*missing") as caught:
        Gazetteer(tmp_path / "lost.sqlite")
    assert "Install Dateline again" in str(caught.value)


@pytest.mark.parametrize("data", [b"text " * 300, b"SQLite format 3\0" + b"\xff" * 5000], ids=["text", "no database"])
def test_a_damaged_file_is_named(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "hurt.sqlite"
    path.write_bytes(data)
    with pytest.raises(DataError, match=r"hurt\.sqlite") as caught:
        Gazetteer(path)
    assert "damaged" in str(caught.value)


def test_a_database_of_something_else_is_damaged(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "other.sqlite")
    database.execute("CREATE TABLE cats (name TEXT)")
    database.close()
    with pytest.raises(DataError, match=r"other\.sqlite"):
        Gazetteer(tmp_path / "other.sqlite")


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "nothing.sqlite").write_bytes(b"")
    with pytest.raises(DataError, match=r"nothing\.sqlite"):
        Gazetteer(tmp_path / "nothing.sqlite")
    database = sqlite3.connect(tmp_path / "empty.sqlite")
    database.execute("CREATE TABLE place (id INTEGER)")
    database.execute("CREATE TABLE name (key TEXT, place INTEGER)")
    database.close()
    with pytest.raises(DataError, match=r"empty\.sqlite"):
        Gazetteer(tmp_path / "empty.sqlite")


@pytest.mark.slow
def test_a_file_cut_short_is_named(tmp_path: Path) -> None:
    """A download that broke off; what is asked of the lost part must not come out as nothing found."""
    data = Path(str(resources.files("dateline.ground") / "data" / DATA_FILE)).read_bytes()
    (tmp_path / "cut.sqlite").write_bytes(data[: len(data) // 3])
    with pytest.raises(DataError, match=r"cut\.sqlite"):
        Gazetteer(tmp_path / "cut.sqlite").candidates("Mosul")


def test_what_is_read_ahead_is_not_read_again() -> None:
    places = Gazetteer(Path(str(resources.files("dateline.ground").joinpath("data").joinpath(DATA_FILE))))
    assert {"wide", "first_words", "towns", "areas"}.isdisjoint(vars(places))
    places.read_ahead()
    assert {"wide", "first_words", "towns", "areas"} <= vars(places).keys()
    assert places.wide == gazetteer().wide


def test_countries_and_divisions_are_known_without_looking_each_up() -> None:
    iraq = gazetteer().country("IRQ")
    assert iraq is not None
    assert gazetteer().entry(iraq.id) is iraq
    assert gazetteer().country("XXX") is None
    assert iraq.id in gazetteer().wide["iraq"]
