"""Points on the sphere: moving and measuring agree, and the middle is the middle."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dateline.ground.places.geometry import DIRECTION, EARTH_KM, bearing, distance, middle, moved, vectors

LATS, LONS = st.floats(-85, 85), st.floats(-180, 180)
ROUNDED_KM = 0.03
"""What four decimals of a degree can be off."""


@given(LATS, LONS, st.floats(0, 360), st.floats(0, 15_000))
def test_moving_and_measuring_give_the_distance_back(lat: float, lon: float, degrees: float, km: float) -> None:
    there = moved(lat, lon, degrees, km)
    assert -90 <= there[0] <= 90
    assert -180 <= there[1] <= 180
    assert distance(lat, lon, *there) == pytest.approx(km, abs=ROUNDED_KM)


@given(LATS, LONS, st.floats(0, 360), st.floats(1, 2000))
def test_going_on_the_same_way_is_going_farther(lat: float, lon: float, degrees: float, km: float) -> None:
    half, whole = moved(lat, lon, degrees, km / 2), moved(lat, lon, degrees, km)
    assert distance(*half, *whole) == pytest.approx(km / 2, abs=ROUNDED_KM)


@given(LATS, LONS, LATS, LONS)
def test_the_middle_is_equally_far_from_both(lat: float, lon: float, to_lat: float, to_lon: float) -> None:
    whole = distance(lat, lon, to_lat, to_lon)
    assume(whole < 19_000)  # of two opposite points every great circle has its own middle
    at = middle(lat, lon, to_lat, to_lon)
    assert distance(lat, lon, *at) == pytest.approx(whole / 2, abs=ROUNDED_KM)
    assert distance(to_lat, to_lon, *at) == pytest.approx(whole / 2, abs=ROUNDED_KM)


@given(LATS, LONS, LATS, LONS)
def test_distances_are_the_same_both_ways(lat: float, lon: float, to_lat: float, to_lon: float) -> None:
    there = distance(lat, lon, to_lat, to_lon)
    assert there == pytest.approx(distance(to_lat, to_lon, lat, lon), abs=1e-6)
    assert 0 <= there <= 3.1416 * EARTH_KM
    assert distance(lat, lon, lat, lon) == 0


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ((36.335, 43.119), (33.341, 44.401), 352), ((51.508, -0.126), (48.853, 2.349), 344), ((40.714, -74.006), (34.052, -118.244), 3936),
        ((-33.868, 151.207), (-36.848, 174.763), 2156), ((0, 179.5), (0, -179.5), 111.2),
    ],
)  # fmt: skip
def test_some_distances(one: tuple[float, float], other: tuple[float, float], km: float) -> None:
    assert distance(*one, *other) == pytest.approx(km, rel=0.005)


@pytest.mark.parametrize(
    ("words", "degrees"),
    [
        ("north", 0), ("northern", 0), ("North", 0), ("the north", None), ("northeast", 45), ("north-east", 45), ("north eastern", 45),
        ("eastern", 90), ("eastward", 90), ("southeasterly", 135), ("south-east", 135), ("South", 180), ("southwards", 180),
        ("southwestern", 225), ("west", 270), ("western", 270), ("north-west", 315), ("north-northwest", 337.5),
        ("south south-east", 157.5), ("central", None), ("", None), ("upper", None), ("northsouth", None),
    ],
)  # fmt: skip
def test_names_of_bearings(words: str, degrees: float | None) -> None:
    assert bearing(words) == degrees


@pytest.mark.parametrize(
    "words", ["north", "south-east", "North West", "north north-east", "southwest", "west-northwest"]
)
def test_directions_are_read_whole(words: str) -> None:
    assert re.fullmatch(DIRECTION, words, re.IGNORECASE)
    assert bearing(words) is not None


@pytest.mark.parametrize(("degrees", "lat", "lon"), [(0, 1.0, 0.0), (90, 0.0, 1.0), (180, -1.0, 0.0), (270, 0.0, -1.0)])
def test_where_the_bearings_point(degrees: float, lat: float, lon: float) -> None:
    assert moved(0.0, 0.0, degrees, 111.195) == pytest.approx((lat, lon), abs=0.001)


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180))
def test_unit_vectors_tell_distances(lat: float, lon: float, to_lat: float, to_lon: float) -> None:
    one, two = vectors([lat, to_lat], [lon, to_lon])
    assert float(one @ one) == pytest.approx(1.0)
    angle = math.acos(max(-1.0, min(1.0, float(one @ two))))
    assert EARTH_KM * angle == pytest.approx(distance(lat, lon, to_lat, to_lon), abs=0.2)
