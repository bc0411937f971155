"""Whether a series rises or falls, and whether it has seasons, with counts that scatter more than chance."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

import numpy as np

from dateline.analysis.basis import months_of_year
from dateline.analysis.needs import enough, package
from dateline.analysis.regression import Ratio, negative_binomial, usual_lags

NEEDED, FOR_SEASONS = 12, 730
"""Steps that a trend needs, and days that seasons need: every month twice."""
YEAR = 365.25


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

    Intervals take errors that hang together into account (Newey and West). Seasons are tested by likelihood ratio. Give
    the observed steps alone: a gap is no zero. Raises TooLittleData below 12 steps or without an event.
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
        seasons = float(package("scipy.stats").chi2.sf(gain, months.shape[1]))
        fit = full
        effects = np.concatenate([[0.0], full.coefficients[2:]])
        present = sorted({day.month for day in steps})
        peak, trough = present[int(effects.argmax())], present[int(effects.argmin())]
    weights = np.zeros(len(fit.coefficients))
    weights[1] = 1.0
    yearly = Ratio.of(float(fit.coefficients[1]), fit.error(weights, usual_lags(len(steps))))
    return Trend(yearly, fit.dispersion, seasons, peak, trough)
