"""Fitting a Hawkes process by expectation and maximisation: which event set off which, in shares, then the best values
for these shares (Veen and Schoenberg 2008, JASA 103). It climbs to the same top as the likelihood; each is the other's
check.
"""

from __future__ import annotations

import math

import numpy as np

from dateline.analysis.basis import Floats
from dateline.analysis.contagion.decay import decayed
from dateline.analysis.contagion.fit import HALF_LIVES, Fitted, bounds, check, fit_data, poisson
from dateline.analysis.contagion.model import Background, Data, Parameters, kernel_mass, likelihood

_ROUNDS, _TOLERANCE = 2000, 1e-9


def fit_em(times: Floats, whole: tuple[float, float], background: Background | None = None) -> Fitted:
    """As `fit`, by expectation and maximisation. Raises as it does."""
    check(times)
    data = Data.of(times, (times,), whole, background or Background())
    flat, _ = poisson(data)
    starts = [Parameters(flat + math.log(0.6), np.array([0.4]), math.log(2) / days) for days in HALF_LIVES]
    ends = [_rounds(data, start) for start in starts]
    return fit_data(data, starts=[max(ends, key=lambda end: likelihood(end, data)[0])])


def climb(data: Data, start: Parameters, rounds: int = _ROUNDS) -> list[float]:
    """The log likelihood after each round: it never falls."""
    values = []
    for _ in range(rounds):
        values.append(likelihood(start, data)[0])
        start = _round(data, start)
    return values


def _rounds(data: Data, at: Parameters) -> Parameters:
    before = -math.inf
    for _ in range(_ROUNDS):
        at = _round(data, at)
        now = likelihood(at, data)[0]
        if now - before < _TOLERANCE * (1 + abs(now)):
            break
        before = now
    return at


def _round(data: Data, p: Parameters) -> Parameters:
    background = np.exp(data.design @ p.log_background)
    excited, moments = decayed(data.targets, data.sources[0], p.decay)
    share = data.counted / (background + p.decay * p.branching[0] * excited)
    immigrants = share * background
    born = float(p.decay * p.branching[0] * (share @ excited))
    waited = float(p.decay * p.branching[0] * (share @ moments))
    log_background = _background(data, p.log_background, immigrants)
    rate = _decay(data, born, waited, p.decay)
    return Parameters(log_background, np.array([born / max(float(kernel_mass(data, rate)[0][0]), 1e-300)]), rate)


def _background(data: Data, g: Floats, immigrants: Floats) -> Floats:
    """Newton's steps to the background that the immigrants fit best."""
    for _ in range(50):
        mass = np.exp(np.clip(data.grid @ g, -40.0, 40.0)) * data.lengths
        score = data.design.T @ immigrants - data.grid.T @ mass
        move = np.linalg.lstsq(data.grid.T @ (data.grid * mass[:, None]), score, rcond=None)[0]
        g = g + np.clip(move, -1.0, 1.0)
        if float(np.abs(move).max()) < 1e-10:
            break
    return g


def _decay(data: Data, born: float, waited: float, rate: float) -> float:
    """The decay that fits the waits best, the kernels cut off where the windows end."""
    slow, fast = bounds(data)
    for _ in range(60):
        mass, slope = kernel_mass(data, rate)
        # The share born is free, so what counts is the mass' slope relative to the mass.
        after = born / max(waited + born * float(slope[0]) / float(mass[0]), 1e-300)
        after = min(max(after, slow), fast)
        if abs(after - rate) < 1e-12 * rate:
            break
        rate = after
    return rate
