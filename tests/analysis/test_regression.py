"""Negative binomial regression against statsmodels, and what it refuses."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pytest
import statsmodels.api as sm

from dateline.analysis.basis import months_of_year, spline
from dateline.analysis.regression import Ratio, long_run_error, negative_binomial, usual_lags
from dateline.errors import TooLittleData

N = 180


def sample(seed: int, size: float = 3.0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    design = np.column_stack([np.ones(N), rng.normal(size=N), rng.random(N)])
    mu = np.exp(design @ np.array([1.2, 0.3, -0.5]))
    return rng.negative_binomial(size, size / (size + mu)).astype(float), design


@pytest.mark.parametrize("seed", range(4))
def test_it_agrees_with_statsmodels(seed: int) -> None:
    counts, design = sample(seed)
    ours, theirs = negative_binomial(counts, design), sm.NegativeBinomial(counts, design).fit(disp=0)
    assert ours.coefficients == pytest.approx(theirs.params[:-1], abs=2e-4)
    assert ours.dispersion == pytest.approx(theirs.params[-1], rel=2e-3)
    assert ours.log_likelihood == pytest.approx(theirs.llf, abs=1e-5)
    assert np.sqrt(np.diag(ours.covariance)) == pytest.approx(theirs.bse[:-1], rel=0.02)


def test_even_counts_are_poisson() -> None:
    rng = np.random.default_rng(3)
    design = np.column_stack([np.ones(N), rng.normal(size=N)])
    counts = np.round(np.exp(design @ np.array([2.0, 0.4])))
    ours, theirs = negative_binomial(counts, design), sm.Poisson(counts, design).fit(disp=0)
    assert ours.dispersion == 0.0
    assert ours.coefficients == pytest.approx(theirs.params, abs=1e-6)
    assert np.sqrt(np.diag(ours.covariance)) == pytest.approx(theirs.bse, rel=1e-5)


def test_errors_that_hang_together_agree_with_statsmodels() -> None:
    counts, design = sample(9)
    ours = negative_binomial(counts, design)
    family = sm.families.NegativeBinomial(alpha=ours.dispersion)
    theirs = sm.GLM(counts, design, family=family).fit(cov_type="HAC", cov_kwds={"maxlags": 6, "use_correction": True})
    errors = [long_run_error(ours.influence[:, k], 6) for k in range(3)]
    farther = 1 + (2.9694 * 7 / N + 0.4160 * (7 / N) ** 2 - 0.5324 * (7 / N) ** 3) / 1.96
    wanted = theirs.bse * farther
    assert errors == pytest.approx(wanted, rel=0.05), "theirs takes the expected information, ours the observed"


def test_a_row_is_worth_what_leaving_it_out_changes() -> None:
    counts, design = sample(5)
    counts, design = counts[:25], design[:25].copy()
    design[3, 1] = 6.0  # far from all others: it draws the fit to itself
    fit = negative_binomial(counts, design)
    without = negative_binomial(np.delete(counts, 3), np.delete(design, 3, axis=0))
    moved = fit.coefficients[1] - without.coefficients[1]
    assert fit.influence[3, 1] == pytest.approx(moved, rel=0.5)


@pytest.mark.parametrize("hang", [0.0, 0.7])
def test_intervals_hold_where_neighbours_hang_together(hang: float) -> None:
    """Errors that last for weeks: by Newey and West's own rule of lags 87 % of such intervals held no effect."""
    held = 0
    for seed in range(150):
        rng = np.random.default_rng([31, seed])
        noise = np.zeros(N)
        for t in range(1, N):
            noise[t] = hang * noise[t - 1] + math.sqrt(1 - hang**2) * rng.normal()
        column = np.zeros(N)
        for start in rng.choice(N - 8, 10, replace=False):
            column[start : start + 8] += 1
        counts = rng.poisson(8 * np.exp(0.5 * noise - 0.125)).astype(float)
        fit = negative_binomial(counts, np.column_stack([column, np.ones(N), np.linspace(-1, 1, N)]))
        weights = np.array([1.0, 0.0, 0.0])
        ratio = Ratio.of(float(fit.coefficients[0]), fit.error(weights, usual_lags(N)))
        held += ratio.low <= 1 <= ratio.high
    assert held / 150 > 0.91


def test_the_larger_error_counts() -> None:
    counts, design = sample(9)
    fit = negative_binomial(counts, design)
    unit = np.array([0.0, 1.0, 0.0])
    larger = max(fit.error(unit), long_run_error(fit.influence[:, 1], 6))
    assert fit.error(unit, 6) == pytest.approx(larger)


def test_a_month_without_events_does_no_harm() -> None:
    steps = [dt.date(2015, 1, 5) + dt.timedelta(7 * k) for k in range(156)]
    months = months_of_year(steps)
    counts = np.where([day.month == 8 for day in steps], 0, 4)
    fit = negative_binomial(counts, np.column_stack([np.ones(156), months]))
    assert fit.fitted[[day.month == 8 for day in steps]] == pytest.approx(0, abs=1e-3)
    assert fit.fitted[[day.month != 8 for day in steps]] == pytest.approx(4, rel=1e-3)


@pytest.mark.parametrize(
    ("counts", "design", "message"),
    [
        ([1, 2, 3], np.ones((3, 2)), "needs at least 4 steps; there are 3"),
        ([0] * 9, np.ones((9, 1)), "at least 1 event; there are 0"),
        ([1] * 9, np.ones((9, 2)), "cannot be told apart"),
    ],
)
def test_what_it_refuses(counts: list[int], design: np.ndarray, message: str) -> None:
    with pytest.raises(TooLittleData, match=message):
        negative_binomial(counts, design)


def test_a_ratio_is_symmetric_on_the_log_scale() -> None:
    ratio = Ratio.of(np.log(2.0), 0.1)
    assert ratio.low * ratio.high == pytest.approx(4.0)
    assert ratio.p == pytest.approx(4.2e-12, rel=0.1)
    assert Ratio.of(0.0, 0.1).p == 1.0


def test_splines_sum_to_one_and_stay_at_their_ends() -> None:
    at = np.linspace(-10, 110, 50)
    for columns in (1, 2, 3, 4, 9):
        design = spline(at, 0.0, 100.0, columns)
        assert design.shape == (50, columns)
        assert design.sum(axis=1) == pytest.approx(1.0)
        assert design[0] == pytest.approx(spline(np.array([0.0]), 0.0, 100.0, columns)[0])


@pytest.mark.parametrize(("rows", "lags"), [(10, 5), (100, 13), (200, 19), (1000, 42)])
def test_usual_lags(rows: int, lags: int) -> None:
    assert usual_lags(rows) == lags
