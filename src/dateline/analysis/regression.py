"""Negative binomial regression of counts, with intervals that hold for series whose errors hang together.

Variance mu + dispersion * mu**2 (NB2, log link; Cameron and Trivedi, Regression Analysis of Count Data, 2013, ch. 3).
statsmodels is the oracle in the tests.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence

import numpy as np

from dateline.analysis.basis import Floats
from dateline.analysis.needs import package
from dateline.errors import TooLittleData

Z95 = 1.959963984540054
"""Standard errors to either side of a 95 % interval."""
_STEPS, _TOLERANCE = 100, 1e-9
_ETA = 30.0
"""Bound of the linear predictor: a cell that is always 0 would else run off to minus infinity."""
_LEVERAGE = 0.95
"""Bound of a row's leverage: one that alone tells a coefficient has no residual to tell how sure it is."""
_DISPERSION = (1e-6, 50.0)
"""Bounds of the dispersion; at the lower one the counts are as even as Poisson's."""


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """A fitted regression. `covariance` is the model's own; `influence` is how far each coefficient moves, to first
    order, where a row is left out: a row that draws the fit to itself counts for more than its residual shows.
    """

    coefficients: Floats
    dispersion: float
    covariance: Floats
    influence: Floats
    log_likelihood: float
    fitted: Floats

    def error(self, weights: Floats, lags: int | None = None) -> float:
        """The standard error of a weighted sum of coefficients: the larger of the model's and, with `lags`, of Newey
        and West's (1987) with a Bartlett kernel over so many rows.
        """
        own = math.sqrt(max(0.0, float(weights @ self.covariance @ weights)))
        return own if lags is None else max(own, long_run_error(self.influence @ weights, lags))


@dataclasses.dataclass(frozen=True, slots=True)
class Ratio:
    """A multiplicative effect with its 95 % interval, and the p value of there being none (two-sided)."""

    value: float
    low: float
    high: float
    p: float

    @classmethod
    def of(cls, log: float, error: float) -> Ratio:
        """From an effect on the log scale and its standard error."""
        p = math.erfc(abs(log) / error / math.sqrt(2)) if error > 0 else 1.0
        return cls(_exp(log), _exp(log - Z95 * error), _exp(log + Z95 * error), p)


def negative_binomial(counts: Sequence[int] | Floats, design: Floats, *, names: Sequence[str] = ()) -> Fit:
    """Maximum likelihood fit of counts (n) on a design (n, k).

    Raises TooLittleData where there are fewer than k + 2 rows, no event at all, or columns that the rows cannot tell
    apart; SettingError where scipy is missing.
    """
    y = np.asarray(counts, dtype=float)
    rows, columns = design.shape
    if rows < columns + 2:
        raise TooLittleData(f"a regression with {columns} terms needs at least {columns + 2} steps; there are {rows}")
    if not y.sum():
        raise TooLittleData("a regression needs at least 1 event; there are 0")
    rank = int(np.linalg.matrix_rank(design))
    if rank < columns:
        told = f" ({', '.join(names)})" if names else ""
        raise TooLittleData(
            f"{columns} terms{told} cannot be told apart in {rows} steps", remedy="Choose a longer period."
        )
    beta = np.linalg.lstsq(design, np.log(np.maximum(y, 0.5)), rcond=None)[0]
    dispersion, before = 0.0, -math.inf
    for step in range(_STEPS):
        beta = _scoring(y, design, beta, dispersion)
        mu = np.exp(np.clip(design @ beta, -_ETA, _ETA))
        dispersion = _best_dispersion(y, mu)
        now = log_likelihood(y, mu, dispersion)
        if step > 1 and abs(now - before) < _TOLERANCE * (1 + abs(now)):
            break
        before = now
    weight = mu * (1 + dispersion * y) / (1 + dispersion * mu) ** 2
    covariance: Floats = np.asarray(np.linalg.pinv(design.T @ (design * weight[:, None]), hermitian=True), dtype=float)
    weight = mu / (1 + dispersion * mu)
    inverse = np.linalg.pinv(design.T @ (design * weight[:, None]), hermitian=True)
    leverage = np.minimum(weight * np.einsum("ij,jk,ik->i", design, inverse, design), _LEVERAGE)
    scores = design * ((y - mu) / (1 + dispersion * mu) / (1 - leverage))[:, None]
    fitted: Floats = np.asarray(mu, dtype=float)
    coefficients: Floats = np.asarray(beta, dtype=float)
    return Fit(coefficients, dispersion, covariance, scores @ covariance, now, fitted)


def log_likelihood(y: Floats, mu: Floats, dispersion: float) -> float:
    """Log likelihood of counts with these means."""
    special = package("scipy.special")
    if dispersion <= _DISPERSION[0]:
        return float(np.sum(y * np.log(mu) - mu - special.gammaln(y + 1)))
    size = 1 / dispersion
    terms = special.gammaln(y + size) - special.gammaln(size) - special.gammaln(y + 1)
    return float(np.sum(terms + size * np.log(size / (size + mu)) + y * np.log(mu / (size + mu))))


def long_run_error(parts: Floats, lags: int) -> float:
    """The standard error of a sum whose parts hang together over so many rows (Newey and West 1987), such that 1.96 of
    it are a 95 % interval: the more lags beside the rows, the less is known of the error itself, and the farther an
    interval must reach (Kiefer and Vogelsang 2005, Econometric Theory 21, table 1, Bartlett).
    """
    rows = len(parts)
    total = float(parts @ parts)
    for lag in range(1, min(lags, rows - 1) + 1):
        total += 2 * (1 - lag / (lags + 1)) * float(parts[lag:] @ parts[:-lag])
    share = min(1.0, (lags + 1) / rows)
    reach = 1 + (2.9694 * share + 0.4160 * share**2 - 0.5324 * share**3) / Z95
    return reach * math.sqrt(max(0.0, total))


def usual_lags(rows: int) -> int:
    """How many rows are let hang together where nothing else is known: 1.3 times the root of their number (Lazarus,
    Lewis, Stock and Watson 2018, Journal of Business and Economic Statistics 36).
    """
    return max(1, math.ceil(1.3 * math.sqrt(rows)))


def _scoring(y: Floats, design: Floats, beta: Floats, dispersion: float) -> Floats:
    """Fisher scoring to the best coefficients for a dispersion; a step that overshoots is halved."""
    value = _objective(y, design, beta, dispersion)
    for _ in range(_STEPS):
        mu = np.exp(np.clip(design @ beta, -_ETA, _ETA))
        weight = mu / (1 + dispersion * mu)
        score = design.T @ ((y - mu) / (1 + dispersion * mu))
        information = design.T @ (design * weight[:, None])
        move = np.linalg.lstsq(information, score, rcond=None)[0]
        size = 1.0
        while size > 1e-6:
            after = _objective(y, design, beta + size * move, dispersion)
            if after >= value:
                break
            size /= 2
        else:
            break
        beta = beta + size * move
        if after - value < _TOLERANCE * (1 + abs(value)):
            break
        value = after
    return beta


def _objective(y: Floats, design: Floats, beta: Floats, dispersion: float) -> float:
    eta = np.clip(design @ beta, -_ETA, _ETA)
    if dispersion <= _DISPERSION[0]:
        return float(y @ eta - np.exp(eta).sum())
    return float(y @ eta - (y + 1 / dispersion) @ np.log1p(dispersion * np.exp(eta)))


def _best_dispersion(y: Floats, mu: Floats) -> float:
    low, high = (math.log(bound) for bound in _DISPERSION)
    found = package("scipy.optimize").minimize_scalar(
        lambda log: -log_likelihood(y, mu, math.exp(log)), bounds=(low, high), method="bounded", options={"xatol": 1e-7}
    )
    best = math.exp(float(found.x))
    return best if -found.fun > log_likelihood(y, mu, 0.0) else 0.0


def _exp(log: float) -> float:
    return math.exp(min(max(log, -700.0), 700.0))
