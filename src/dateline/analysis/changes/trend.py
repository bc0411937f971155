"""Whether a series rises or falls, and whether it has seasons, with counts that scatter more than chance."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

import numpy as np

from dateline.analysis.basis import Floats, months_of_year
from dateline.analysis.needs import enough, package
from dateline.analysis.regression import Fit, Ratio, negative_binomial, usual_lags

NEEDED, FOR_SEASONS = 12, 730
"""Steps that a trend needs, and days that seasons need: every month twice."""
YEAR, MONTH = 365.25, 30.4


@dataclasses.dataclass(frozen=True, slots=True)
class Trend:
    """The factor by which counts change a year; `seasons` is the p value of there being none (None below two years);
    `peak` and `trough` are months of the year, None without seasons; `dispersion` is 0 where counts are Poisson's.
    """

    yearly: Ratio
    dispersion: float
    seasons: float | None
    peak: int | None
    trough: int | None


def trend(steps: Sequence[dt.date], counts: Sequence[int]) -> Trend:
    """A log-linear trend of counts by step, negative binomial, with month effects where there are two years.

    Intervals take errors that hang together into account (Newey and West). Seasons are tested by likelihood ratio,
    divided by how much the steps of a month hang together, since a wave that lasts some weeks would else pass for a
    month of the year (McCullagh and Nelder 1989, 4.5). Give the observed steps alone: a gap is no zero. Raises
    TooLittleData below 12 steps or without an event.
    """
    enough(len(steps), NEEDED, "steps of time", method="a trend")
    when = np.array([day.toordinal() for day in steps], dtype=float)
    years = (when - when.mean()) / YEAR
    plain = np.column_stack([np.ones(len(steps)), years])
    fit, months, seasons = negative_binomial(counts, plain), months_of_year(steps), None
    peak = trough = None
    if when[-1] - when[0] >= FOR_SEASONS and len(steps) > months.shape[1] + 4:
        full = negative_binomial(counts, np.column_stack([plain, months]))
        gain = max(0.0, 2 * (full.log_likelihood - fit.log_likelihood))
        terms, rest = months.shape[1], len(steps) - full.coefficients.size
        each = gain / terms / _together(counts, fit, when)
        seasons = float(package("scipy.stats").f.sf(each, terms, rest))
        fit = full
        effects = np.concatenate([[0.0], full.coefficients[2:]])
        present = sorted({day.month for day in steps})
        peak, trough = present[int(effects.argmax())], present[int(effects.argmin())]
    weights = np.zeros(len(fit.coefficients))
    weights[1] = 1.0
    yearly = Ratio.of(float(fit.coefficients[1]), fit.error(weights, usual_lags(len(steps))))
    return Trend(yearly, fit.dispersion, seasons, peak, trough)


def _together(counts: Sequence[int], fit: Fit, when: Floats) -> float:
    """How many times more the sum of a month's residuals scatters than if each step had its own; at least 1."""
    residuals = (np.asarray(counts, dtype=float) - fit.fitted) / np.sqrt(fit.fitted + fit.dispersion * fit.fitted**2)
    alone = total = float(residuals @ residuals)
    lags = max(1, round(MONTH / float(np.median(np.diff(when)))))
    for lag in range(1, min(lags, len(when) - 1) + 1):
        total += 2 * (1 - lag / (lags + 1)) * float(residuals[lag:] @ residuals[:-lag])
    return max(1.0, total / alone) if alone else 1.0
