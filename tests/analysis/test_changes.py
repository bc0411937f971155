"""Changes in counts against the truth, against all segmentations counted out, and against ruptures; trends; seasons."""

from __future__ import annotations

import datetime as dt
import itertools
import math

import numpy as np
import pytest
import ruptures
from scipy import stats

from dateline.analysis.changes import bayes as bayes_module
from dateline.analysis.changes import bayesian_changes, pelt_changes, trend
from dateline.analysis.changes.pelt import deviance, scatter
from dateline.errors import TooLittleData

from .making import FIRST

WEEKS = [FIRST + dt.timedelta(7 * k) for k in range(200)]


def one_change(seed: int, before: float = 4.0, after: float = 8.0) -> tuple[list[int], int]:
    rng = np.random.default_rng([2, seed])
    at = int(rng.integers(30, 71))
    counts = [*rng.negative_binomial(4, 4 / (4 + before), at), *rng.negative_binomial(4, 4 / (4 + after), 100 - at)]
    return [int(count) for count in counts], at


def test_the_posterior_is_that_of_all_segmentations_counted_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Brute force over the 2 ** 9 segmentations of 10 steps, with the likelihood of a segment by quadrature."""
    counts, size, hazard = [2, 0, 1, 3, 2, 9, 7, 12, 8, 9], 4.0, 1 / 9
    monkeypatch.setattr(bayes_module, "SIZES", (size,))
    found = bayesian_changes(counts, draws=40_000)
    mean = float(np.mean(counts))
    p = (np.arange(20_000) + 0.5) / 20_000
    prior = stats.beta(1 + size / mean, 1).pdf(p)

    def segment(part: list[int]) -> float:
        return float(np.mean(prior * np.prod([stats.nbinom.pmf(count, size, p) for count in part], axis=0)))

    cache = {(a, b): segment(counts[a:b]) for a in range(10) for b in range(a + 1, 11)}
    weight: dict[tuple[int, ...], float] = {}
    for number in range(10):
        for changes in itertools.combinations(range(1, 10), number):
            edges = [0, *changes, 10]
            likelihood = math.prod(cache[edge] for edge in itertools.pairwise(edges))
            weight[changes] = likelihood * hazard**number * (1 - hazard) ** (9 - number)
    total = sum(weight.values())
    exact = [sum(w for c, w in weight.items() if at in c) / total for at in range(10)]
    assert found.probability == pytest.approx(exact, abs=0.015)
    none = weight[()] / total
    assert found.any_change == pytest.approx(1 - none, abs=0.01)


def test_a_clear_change_is_found_by_both_ways() -> None:
    counts = [2] * 40 + [20] * 40
    found = bayesian_changes(counts)
    assert (found.number, found.changes[0].at) == (1, 40)
    assert found.changes[0].low <= 40 <= found.changes[0].high
    assert (found.changes[0].before, found.changes[0].after) == (2, 20)
    assert [segment.start for segment in pelt_changes(counts)] == [0, 40]


def test_without_a_change_none_is_made_up() -> None:
    quiet = 0
    for seed in range(20):
        counts = np.random.default_rng([4, seed]).negative_binomial(3, 3 / 8, 104).tolist()
        quiet += bayesian_changes(counts).number == 0 and len(pelt_changes(counts)) == 1
    assert quiet >= 16


@pytest.mark.slow
def test_intervals_of_changes_hold_the_truth() -> None:
    told = [(found.changes[0], at) for seed in range(60) for counts, at in [one_change(seed)]
            if (found := bayesian_changes(counts, seed=seed)).number == 1]  # fmt: skip
    held = sum(change.low <= at <= change.high for change, at in told)
    assert len(told) >= 45
    assert stats.binomtest(held, len(told), 0.95).pvalue > 0.01


def test_pelt_finds_what_an_exhaustive_search_finds() -> None:
    """The same cost, given to ruptures' exhaustive search with as many changes."""
    counts, _ = one_change(3, 3, 12)
    y = np.array(counts, dtype=float)
    spread = scatter(y)
    ours = [segment.end for segment in pelt_changes(counts)]

    def cost(ends: list[int]) -> float:
        return sum(deviance(float(y[a:b].sum()), b - a) / spread for a, b in itertools.pairwise([0, *ends]))

    every = min(([at, 100] for at in range(3, 98)), key=cost)
    assert ours == every
    l2 = ruptures.Pelt(model="l2", min_size=3, jump=1).fit(y).predict(pen=3 * math.log(100) * y.var())
    assert abs(l2[0] - ours[0]) <= 3


@pytest.mark.parametrize(("counts", "message"), [([1] * 7, "at least 8 steps"), ([], "at least 8 steps")])
def test_changes_need_enough_steps(counts: list[int], message: str) -> None:
    for method in (bayesian_changes, pelt_changes):
        with pytest.raises(TooLittleData, match=message):
            method(counts)


def test_extreme_series() -> None:
    with pytest.raises(TooLittleData, match="at least 1 event; there are 0"):
        bayesian_changes([0] * 50)
    with pytest.raises(TooLittleData, match="at most 2000 steps"):
        bayesian_changes([1] * 2001)
    one_day = [0] * 49 + [300] + [0] * 50
    found = bayesian_changes(one_day)
    assert [change.at for change in found.changes] == [49, 50], "all on one day: a change up and one down"
    mostly_none = np.random.default_rng(1).poisson(0.05, 300).tolist()
    assert bayesian_changes(mostly_none).number == 0


def test_a_trend_is_told_with_its_interval() -> None:
    rng = np.random.default_rng(5)
    rate = 5 * 1.5 ** (np.arange(200) * 7 / 365.25)
    found = trend(WEEKS, rng.negative_binomial(5, 5 / (5 + rate)).tolist())
    assert found.yearly.low < 1.5 < found.yearly.high
    assert 0.05 < found.dispersion < 0.5


def test_seasons_are_told_where_they_are() -> None:
    rng = np.random.default_rng(6)
    season = np.array([2.0 if day.month in (6, 7) else 1.0 for day in WEEKS])
    found = trend(WEEKS, rng.poisson(6 * season).tolist())
    assert found.seasons is not None
    assert found.seasons < 1e-4
    assert found.peak in (6, 7)
    steady = trend(WEEKS, rng.poisson(6, 200).tolist())
    assert steady.seasons is not None
    assert steady.seasons > 0.01


def test_short_series_have_no_seasons_and_shorter_ones_no_trend() -> None:
    assert trend(WEEKS[:60], [3, 4, 2] * 20).seasons is None
    with pytest.raises(TooLittleData, match="a trend needs at least 12 steps of time; there are 11"):
        trend(WEEKS[:11], [1] * 11)


def test_a_wave_of_some_weeks_is_no_season() -> None:
    """Counts without a trend or season whose level wanders for weeks. By the plain likelihood ratio a quarter of them had
    seasons, and a seventh a trend by Newey and West's own rule of lags.
    """
    seasons = trends = 0
    for seed in range(80):
        rng = np.random.default_rng([41, seed])
        level = np.zeros(200)
        for week in range(1, 200):
            level[week] = 0.6 * level[week - 1] + 0.8 * rng.normal()
        found = trend(WEEKS, rng.poisson(5 * np.exp(0.4 * level - 0.08)).tolist())
        assert found.seasons is not None
        seasons += found.seasons < 0.05
        trends += not found.yearly.low <= 1 <= found.yearly.high
    assert seasons <= 10
    assert trends <= 12
