"""Names to places: what is found, what stays unresolved, and how the countries of a report decide between namesakes."""

from __future__ import annotations

import gzip
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import DataError
from dateline.ground import gazetteer, name_type, normalise, resolve_names, to_place
from dateline.ground.gazetteer import Gazetteer
from dateline.records import Span

KNOWN: list[tuple[str, int | None, str, str | None]] = [
    ("Mosul", 99072, "city", "IRQ"),
    ("MOSUL", 99072, "city", "IRQ"),
    ("Iraq", 99237, "country", "IRQ"),
    ("Iraqi", 99237, "demonym", "IRQ"),
    ("Syria", 163843, "country", "SYR"),
    ("Europe", 6255148, "region", None),
    ("Baghdad", 98182, "city", "IRQ"),
    ("Kirkuk", 94787, "city", "IRQ"),
    ("Nineveh", None, "division", "IRQ"),
    ("Damascus", 170654, "city", "SYR"),
    ("Aleppo", 170063, "city", "SYR"),
    ("Kabul", 1138958, "city", "AFG"),
    ("Cairo", 360630, "city", "EGY"),
    ("Paris", 2988507, "city", "FRA"),
    ("London", 2643743, "city", "GBR"),
    ("Georgia", 614540, "country", "GEO"),
    ("Kyiv", 703448, "city", "UKR"),
    ("Kiev", 703448, "city", "UKR"),
    ("São Paulo", 3448439, "city", "BRA"),
    ("Sao Paulo", 3448439, "city", "BRA"),
    ("N'Djamena", 2427123, "city", "TCD"),
    ("N’Djamena", 2427123, "city", "TCD"),
    ("Ivory Coast", 2287781, "country", "CIV"),
    ("Côte d'Ivoire", 2287781, "country", "CIV"),
    ("Burma", 1327865, "country", "MMR"),
    ("U.S.", 6252001, "country", "USA"),
    ("US", 6252001, "country", "USA"),
    ("the United States", 6252001, "country", "USA"),
    ("U.K.", 2635167, "country", "GBR"),
    ("the Tigris", None, "water", None),
    ("Lake Chad", None, "water", None),
    ("Middle East", None, "region", None),
]


@pytest.mark.parametrize(("name", "identifier", "kind", "country"), KNOWN)
def test_known_names(name: str, identifier: int | None, kind: str, country: str | None) -> None:
    resolution = resolve_names(gazetteer(), [name])[name]
    entry = resolution.entry
    assert (entry.geonames_id, entry.kind, entry.country) == (identifier, kind, country)
    assert 0 < resolution.probability <= 1
    assert -90 <= entry.lat <= 90
    assert -180 <= entry.lon <= 180
    place = to_place(Span(start=3, end=3 + len(name), text=name), "in", resolution, "location")
    assert (place.text, place.geonames_id, place.relation) == (name, identifier, "in")
    assert place.precision != "unresolved"


@pytest.mark.parametrize(
    "name",
    [
        "Kalem",
        "Xyzzyville",
        "",
        " ",
        "12",
        "the",
        ".",
        "Dunmore-on-the-Moon",
        "\U0001f600",
        "x" * 10_000,
        "Mosul " * 2000,
        "the " * 5000,
    ],
)
def test_unknown_names_stay_unresolved(name: str) -> None:
    started = time.monotonic()
    assert resolve_names(gazetteer(), [name]) == {}
    assert name_type(name) is None
    assert time.monotonic() - started < 1
    place = to_place(Span(start=0, end=len(name), text=name), "in", None, "location")
    assert (place.geonames_id, place.lat, place.lon, place.country, place.radius_km) == (None, None, None, None, None)
    assert (place.precision, place.probability, place.name) == ("unresolved", 0.0, name)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(
            name, marks=pytest.mark.xfail(strict=True, reason="names in other scripts are not in the gazetteer")
        )
        for name in ("الموصل", "Москва", "北京")
    ],
)
def test_names_in_other_scripts(name: str) -> None:
    assert name in resolve_names(gazetteer(), [name])


NAMESAKES: list[tuple[str, list[str], int]] = [
    ("Tripoli", ["Libya"], 2210247),
    ("Tripoli", ["Lebanon"], 266826),
    ("Tripoli", ["Lebanese"], 266826),
    ("Hyderabad", ["India"], 1269843),
    ("Hyderabad", ["Pakistan"], 1176734),
    ("Hyderabad", ["Pakistani", "Pakistan"], 1176734),
    ("Córdoba", ["Argentina"], 3860259),
    ("Córdoba", ["Spain"], 2519240),
    ("Alexandria", ["Egypt"], 361058),
    ("Alexandria", ["Virginia", "United States"], 4744091),
    ("Georgia", ["Tbilisi"], 614540),
]


@pytest.mark.parametrize(("name", "beside", "identifier"), NAMESAKES)
def test_the_country_of_the_report_decides_between_namesakes(name: str, beside: list[str], identifier: int) -> None:
    for names in ([name, *beside], [*beside, name]):
        assert resolve_names(gazetteer(), names)[name].entry.geonames_id == identifier


@pytest.mark.xfail(strict=True, reason="a country outweighs a division of the country that the report speaks of")
def test_the_state_of_georgia() -> None:
    names = ["Georgia", "Atlanta", "Savannah", "United States", "United States", "United States"]
    assert resolve_names(gazetteer(), names)["Georgia"].entry.kind == "division"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Kirkuk province", "division"),
        ("Kirkuk Governorate", "division"),
        ("Kirkuk city", "city"),
        ("Baghdad city", "city"),
        ("Borno State", "division"),
    ],
)
def test_a_class_word_says_what_is_meant(name: str, kind: str) -> None:
    assert resolve_names(gazetteer(), [name])[name].entry.kind == kind


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Mosul", "mosul"),
        ("São  Paulo", "sao paulo"),
        ("N’Djamena", "ndjamena"),
        ("Deir al-Zor", "deir al zor"),
        ("The Hague", "hague"),
        ("U.S.", "us"),
        ("", ""),
    ],
)
def test_normalise(name: str, form: str) -> None:
    assert normalise(name) == form
    assert normalise(form) == form


@given(st.text())
def test_any_name_has_a_place_or_none(name: str) -> None:
    for resolution in resolve_names(gazetteer(), [name]).values():
        assert 0 < resolution.probability <= 1
    assert name_type(name) in (None, "organisation", "location", "group")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Mosul", "location"), ("Iraq", "location"), ("Europe", "location"), ("Iraqi", "group"), ("ISIS", "organisation"), ("IS", "organisation"),
        ("Is", None), ("is", None), ("US", "location"), ("us", None), ("mosul", None), ("May", None), ("March", None), ("Sunday", None),
        ("Reading", None), ("Nice", None), ("Hamas", "organisation"), ("Reuters", "organisation"), ("Kalem", None), ("", None),
    ],
)  # fmt: skip
def test_name_type(name: str, kind: str | None) -> None:
    assert name_type(name) == kind


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text",
        gzip.compress(b"\xff\xfe"),
        gzip.compress(b"# a\n# b\nbroken\tline\n"),
        gzip.compress(b"x" * 99)[:20],
    ],
)
def test_a_damaged_gazetteer_is_named(data: bytes) -> None:
    with pytest.raises(DataError, match=r"gazetteer\.tsv\.gz.*Install Dateline again"):
        Gazetteer(data)
