"""UCDP's dataset and other tables, read as incidents of an outside source."""

from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path

import pytest

from dateline.analysis import GED_COLUMNS, read_ged, read_mapped, read_mapping
from dateline.analysis.countries import country_code
from dateline.errors import InputError, MalformedInput, SettingError, UnreadableInput

ROW = {
    "id": "214797", "type_of_violence": "1", "side_a": "Government of Syria", "side_b": "Syrian insurgents",
    "where_prec": "1", "latitude": "34.802462", "longitude": "36.707602", "country": "Syria", "date_start": "2016-01-01",
    "date_end": "2016-01-02", "date_prec": "2", "low": "2", "best": "4", "high": "5",
    "where_coordinates": "Teir Maaleh village", "source_headline": 'Shells, "many" of them',
}  # fmt: skip


def table(*rows: dict[str, str], columns: tuple[str, ...] = tuple(ROW), delimiter: str = ",") -> str:
    def line(cells: list[str]) -> str:
        return delimiter.join('"' + cell.replace('"', '""') + '"' for cell in cells)

    return "\n".join([line(list(columns)), *(line([row[name] for name in columns]) for row in rows)]) + "\n"


def ged(tmp_path: Path, text: str, name: str = "ged.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    return path


@pytest.mark.parametrize("name", ["ged.csv", "ged.csv.gz"])
def test_a_row_of_ged(tmp_path: Path, name: str) -> None:
    source = read_ged(ged(tmp_path, table(ROW), name))
    assert source.deadly
    (incident,) = source.incidents
    assert (incident.id, incident.country, incident.deaths) == ("214797", "SYR", (2, 4, 5))
    assert (incident.from_, incident.to) == (dt.date(2016, 1, 1), dt.date(2016, 1, 2))
    assert (incident.lat, incident.lon, incident.radius_km) == (34.802462, 36.707602, 0)
    assert incident.actors == ("Government of Syria", "Syrian insurgents")
    assert (incident.place, incident.text) == ("Teir Maaleh village", 'Shells, "many" of them')


def test_the_published_columns_alone_are_enough(tmp_path: Path) -> None:
    (incident,) = read_ged(ged(tmp_path, table(ROW, columns=GED_COLUMNS))).incidents
    assert (incident.place, incident.text) == (None, None)


def test_every_missing_column_is_named_at_once(tmp_path: Path) -> None:
    columns = tuple(name for name in ROW if name not in ("best", "latitude", "side_b"))
    with pytest.raises(MalformedInput) as caught:
        read_ged(ged(tmp_path, table(ROW, columns=columns)))
    assert "missing columns: side_b, latitude, best" in str(caught.value)
    assert "--mapping" in str(caught.value)


def test_the_radius_follows_the_precision(tmp_path: Path) -> None:
    rows = [ROW | {"id": n, "where_prec": n} for n in "1234567"]
    radii = [incident.radius_km for incident in read_ged(ged(tmp_path, table(*rows))).incidents]
    assert radii[:2] == [0, 25]
    assert all(radius > 100 for radius in radii[5:])


def test_a_time_behind_the_day_is_dropped_and_unknown_is_none(tmp_path: Path) -> None:
    row = ROW | {"date_start": "2016-01-01 00:00:00.000", "date_end": "", "best": "", "low": "3.0", "latitude": ""}
    (incident,) = read_ged(ged(tmp_path, table(row))).incidents
    assert incident.from_ == incident.to == dt.date(2016, 1, 1)
    assert incident.deaths == (3, None, 5)
    assert (incident.lat, incident.lon) == (None, None)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"date_start": "1 January"}, "is no day"), ({"date_end": "2015-01-01"}, "before it begins"),
        ({"latitude": "97"}, "no latitude"), ({"latitude": "north"}, "is no number"), ({"longitude": "nan"}, "is no number"),
        ({"best": "-1"}, "is no count"), ({"best": "1.5"}, "is no count"), ({"where_prec": "9"}, "not 1 to 7"),
        ({"where_prec": ""}, "not 1 to 7"),
    ],
)  # fmt: skip
def test_rows_that_cannot_be_read_are_named(tmp_path: Path, cells: dict[str, str], words: str) -> None:
    with pytest.raises(MalformedInput) as caught:
        read_ged(ged(tmp_path, table(ROW, ROW | {"id": "2"} | cells)))
    assert words in str(caught.value)
    assert "row 2" in str(caught.value)


def test_many_faults_are_counted(tmp_path: Path) -> None:
    rows = [ROW | {"id": str(n), "best": "x"} for n in range(9)]
    with pytest.raises(MalformedInput, match=r"9 rows cannot be read.*and 4 more"):
        read_ged(ged(tmp_path, table(*rows)))


def test_ids_that_come_twice_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MalformedInput, match="1 ids stand in several rows, such as 214797"):
        read_ged(ged(tmp_path, table(ROW, ROW, ROW)))


@pytest.mark.parametrize("text", ["", table(), "\n\n"])
def test_a_table_without_rows_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(MalformedInput):
        read_ged(ged(tmp_path, text))


def test_files_that_are_no_tables(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput):
        read_ged(tmp_path / "none.csv")
    with pytest.raises(InputError):
        read_ged(tmp_path)
    for number, data in enumerate((b"\x1f\x8bbroken", b"\xff\xfe", gzip.compress(table(ROW).encode())[:60], b'"open')):
        path = tmp_path / f"{number}.csv"
        path.write_bytes(data)
        with pytest.raises(MalformedInput):
            read_ged(path)
    with pytest.raises(MalformedInput, match="more cells than columns in 1 rows, the first being row 2"):
        read_ged(ged(tmp_path, table(ROW, ROW).rstrip() + ",one more\n"))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Syria", "SYR"), ("DR Congo (Zaire)", "COD"), ("Congo", "COG"), ("Cambodia (Kampuchea)", "KHM"),
        ("Macedonia, FYR", "MKD"), ("Kingdom of eSwatini (Swaziland)", "SWZ"), ("Madagascar (Malagasy)", "MDG"),
        ("Myanmar (Burma)", "MMR"), ("Russia (Soviet Union)", "RUS"), ("Serbia (Yugoslavia)", "SRB"),
        ("Yemen (North Yemen)", "YEM"), ("Zimbabwe (Rhodesia)", "ZWE"), ("Bosnia-Herzegovina", "BIH"),
        ("Ivory Coast", "CIV"), ("United States of America", "USA"), ("irq", "IRQ"), ("IRQ", "IRQ"),
        ("", None), ("Atlantis", None), ("Congos", None), ("XXX", None),
    ],
)  # fmt: skip
def test_countries_by_the_names_that_sources_use(name: str, code: str | None) -> None:
    assert country_code(name) == code


# A table with a mapping

MAPPING = """
name = "Monitors"
delimiter = ";"
date_format = "%d/%m/%Y"
radius_km = 5
[columns]
id = "no"
date = "day"
lat = "y"
lon = "x"
country = "land"
actors = ["by", "on"]
deaths = "dead"
text = "notes"
"""
CELLS = {
    "no": "a1",
    "day": "09/07/2017",
    "y": "36.3",
    "x": "43.1",
    "land": "Iraq",
    "by": "IS",
    "on": "",
    "dead": "3",
    "notes": "n",
}


def test_a_table_is_read_as_its_mapping_says(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(MAPPING)
    mapping = read_mapping(tmp_path / "m.toml")
    source = read_mapped(ged(tmp_path, table(CELLS, columns=tuple(CELLS), delimiter=";")), mapping)
    assert (source.name, source.deadly) == ("Monitors", False)
    (incident,) = source.incidents
    assert (incident.id, incident.from_, incident.to) == ("a1", dt.date(2017, 7, 9), dt.date(2017, 7, 9))
    assert (incident.lat, incident.lon, incident.radius_km, incident.country) == (36.3, 43.1, 5.0, "IRQ")
    assert (incident.actors, incident.deaths, incident.text) == (("IS",), (None, 3, None), "n")


def test_columns_that_the_table_lacks_are_named(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(MAPPING)
    columns = tuple(name for name in CELLS if name not in ("on", "dead"))
    with pytest.raises(MalformedInput, match="missing columns: dead, on"):
        read_mapped(ged(tmp_path, table(CELLS, columns=columns, delimiter=";")), read_mapping(tmp_path / "m.toml"))


def test_a_day_may_be_two_columns(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text('[columns]\nid="i"\nfrom="a"\nto="b"\nlat="y"\nlon="x"\nactors="who"\n')
    cells = {"i": "1", "a": "2017-07-09", "b": "2017-07-11", "y": "1", "x": "2", "who": "IS"}
    path = ged(tmp_path, table(cells, columns=tuple(cells)))
    (incident,) = read_mapped(path, read_mapping(tmp_path / "m.toml")).incidents
    assert (incident.from_, incident.to, incident.actors) == (dt.date(2017, 7, 9), dt.date(2017, 7, 11), ("IS",))
    assert incident.country is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[columns", "it is no mapping"), ("", "missing required field `columns`"),
        ('[columns]\nid="i"\ndate="d"\n', "missing required field `lat`"),
        ('[columns]\nid="i"\nlat="y"\nlon="x"\n', "names no day"),
        ('[columns]\nid="i"\nlat="y"\nlon="x"\ndate="d"\nfrom="d"\n', "names no day"),
        ('[columns]\nid="i"\nlat="y"\nlon="x"\ndate="d"\nkilled="d"\n', "unknown field `killed`"),
        ('delimiter=";;"\n[columns]\nid="i"\nlat="y"\nlon="x"\ndate="d"\n', "length <= 1"),
        ('radius_km=-1\n[columns]\nid="i"\nlat="y"\nlon="x"\ndate="d"\n', "radius_km"),
    ],
)  # fmt: skip
def test_a_mapping_that_cannot_be_used_says_why(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "m.toml"
    path.write_text(text)
    with pytest.raises(SettingError) as caught:
        read_mapping(path)
    assert words in str(caught.value)
    assert "m.toml" in str(caught.value)


def test_a_mapping_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="cannot be read"):
        read_mapping(tmp_path / "none.toml")
