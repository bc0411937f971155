"""Near repeats: pairs against those counted out, chance against chance, and what is planted."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from dateline.analysis.contagion import knox
from dateline.analysis.contagion.knox import EARTH_KM
from dateline.errors import SettingError, TooLittleData


def spread(seed: int, number: int = 120, towns: int = 15, days: int = 200) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    where = rng.uniform(33, 37, (towns, 2))[rng.integers(0, towns, number)] + rng.normal(0, 0.03, (number, 2))
    return where[:, 0], where[:, 1], rng.integers(0, days, number)


def haversine(lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
    north, east = np.radians(lat), np.radians(lon)
    half = np.sin((north[:, None] - north) / 2) ** 2
    half += np.cos(north[:, None]) * np.cos(north) * np.sin((east[:, None] - east) / 2) ** 2
    km: np.ndarray = 2 * EARTH_KM * np.arcsin(np.sqrt(half))
    return km


@pytest.mark.parametrize("days", [30, 4000], ids=["space is rarer", "time is rarer"])
def test_pairs_are_those_counted_out(days: int) -> None:
    lat, lon, day = spread(1, days=days)
    found = knox(lat, lon, day, deals=19)
    upper = np.triu_indices(len(day), 1)
    km, apart = haversine(lat, lon)[upper], np.abs(day[:, None] - day)[upper]
    for cell in found.cells:
        near = (km <= cell.km_to) & ((km > cell.km_from) | (cell.km_from == 0))
        soon = (apart <= cell.days_to) & ((apart > cell.days_from) | (cell.days_from == 0))
        assert cell.pairs == int((near & soon).sum())


def test_chance_gives_even_p_values() -> None:
    values = [knox(*spread(seed, 60), km=(10.0,), days=(14,), deals=99, seed=seed).cells[0].p for seed in range(60)]
    assert stats.kstest(values, "uniform").pvalue > 0.01


def test_expected_pairs_are_the_product_of_the_margins() -> None:
    lat, lon, day = spread(2)
    (cell,) = knox(lat, lon, day, km=(10.0,), days=(14,), deals=499).cells
    upper = np.triu_indices(len(day), 1)
    near = (haversine(lat, lon)[upper] <= 10).mean()
    soon = (np.abs(day[:, None] - day)[upper] <= 14).mean()
    assert cell.expected == pytest.approx(near * soon * len(upper[0]), rel=0.05)


def test_planted_repeats_are_found_where_they_are() -> None:
    lat, lon, day = spread(3)
    lat, lon, day = (
        np.concatenate([column, column[:40] + shift]) for column, shift in ((lat, 0.001), (lon, 0), (day, 1))
    )
    cells = knox(lat, lon, day, deals=199).cells
    first, last = cells[0], cells[-1]
    assert first.ratio is not None
    assert first.chance_high is not None
    assert first.p == pytest.approx(1 / 200)
    assert first.ratio > first.chance_high
    assert last.p > 0.01


def test_deals_are_seeded() -> None:
    assert knox(*spread(4), deals=29, seed=1) == knox(*spread(4), deals=29, seed=1)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda lat, lon, day: (lat[:19], lon[:19], day[:19]),
            "at least 20 events with a place and a day; there are 19",
        ),
        (lambda lat, lon, day: (lat, lon, day * 0), "all events share one"),
        (lambda lat, lon, day: (lat * 0, lon * 0, day), "all events share one"),
    ],
)
def test_what_it_refuses(change: object, message: str) -> None:
    with pytest.raises(TooLittleData, match=message):
        knox(*change(*spread(5)))  # type: ignore[operator]


def test_classes_must_rise() -> None:
    with pytest.raises(SettingError, match="do not rise"):
        knox(*spread(6), km=(5.0, 1.0))
