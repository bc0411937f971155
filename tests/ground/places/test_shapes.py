"""Parts of countries, borders and coasts: where their middles lie."""

from __future__ import annotations

import pytest
import shapely

from dateline.ground.places import Entry, gazetteer
from dateline.ground.places.geometry import distance
from dateline.ground.places.shapes import Spot, border, coast, half


def country(code: str) -> Entry:
    found = gazetteer().country(code)
    assert found is not None
    return found


def off(spot: Spot | None, lat: float, lon: float) -> float:
    assert spot is not None
    return distance(spot[0], spot[1], lat, lon)


@pytest.mark.parametrize(
    ("code", "degrees", "point", "km"),
    [
        ("BFA", 0.0, (14.0, -1.5), 120),
        ("SDN", 270.0, (13.5, 24.0), 200),
        ("CMR", 0.0, (10.5, 14.3), 150),
        ("COL", 225.0, (2.5, -76.8), 150),
        ("NER", 135.0, (13.7, 12.0), 200),
    ],
)
def test_a_part_of_a_country_is_where_its_people_live(
    code: str, degrees: float, point: tuple[float, float], km: float
) -> None:
    assert off(half(gazetteer(), country(code), degrees), *point) < km


def test_the_far_end_lies_no_nearer_than_the_part() -> None:
    for code in ("MLI", "THA", "CMR"):
        near, far = (half(gazetteer(), country(code), 0.0, far=far) for far in (False, True))
        assert near is not None
        assert far is not None
        assert far[0] >= near[0]


def test_a_border_has_its_middle_and_the_stretch_by_a_place() -> None:
    india, pakistan = country("IND"), country("PAK")
    assert off(border(gazetteer(), india, pakistan, []), 31.5, 74.5) < 250
    lahore = gazetteer().entry(next(n for n in gazetteer().owners("lahore") if gazetteer().entry(n).kind == "city"))
    by_lahore = border(gazetteer(), india, pakistan, [lahore])
    assert off(by_lahore, 31.6, 74.6) < 30


def test_what_is_drawn_is_valid() -> None:
    for code in ("CAN", "IDN", "NOR", "RUS", "USA"):
        assert shapely.is_valid(gazetteer().areas.of_country(code)).all()
    assert len(gazetteer().areas.of_country("XXX")) == 0


def test_a_border_whose_last_step_ends_on_its_very_end() -> None:
    assert off(border(gazetteer(), country("PRY"), country("ARG"), []), -25.5, -57.6) < 250
    assert off(border(gazetteer(), country("MMR"), country("THA"), []), 17.0, 98.5) < 350


def test_countries_that_do_not_touch_have_no_border() -> None:
    assert border(gazetteer(), country("ISL"), country("NOR"), []) is None


def test_an_island_has_a_coast_all_around() -> None:
    assert off(coast(gazetteer(), country("LKA"), []), 7.5, 80.5) < 250
