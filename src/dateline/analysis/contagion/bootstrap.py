"""How sure a branching ratio is, by fits to series simulated from the fit itself (parametric bootstrap)."""

from __future__ import annotations

import dataclasses
import math

import numpy as np

from dateline.analysis.basis import Floats
from dateline.analysis.contagion.fit import NEEDED, Estimate, Fitted, maximise
from dateline.analysis.contagion.model import Data, Parameters
from dateline.analysis.contagion.simulate import simulate
from dateline.analysis.needs import enough
from dateline.analysis.regression import Z95

RUNS = 199
LARGEST = 0.98
"""The branching ratio from which is simulated where the fit gives more: at 1 events never die out."""


@dataclasses.dataclass(frozen=True, slots=True)
class Bootstrap:
    """Estimates less the bias of the fit, with 95 % intervals by simulation, and how far on average the fits miss what
    was simulated (`bias`): a background that varies takes up some of the contagion, so that branching comes out low.

    `capped`: the fit's branching ratio was 1 or near it, and series were simulated from LARGEST instead, so that the
    interval's upper end says little.
    """

    branching: Estimate
    half_life: Estimate
    bias: float
    runs: int
    capped: bool


def bootstrap(fitted: Fitted, *, runs: int = RUNS, seed: int = 0) -> Bootstrap:
    """Intervals of a group that sets itself off, over its whole period.

    They are normal intervals around the estimate less its bias (Davison and Hinkley 1997, 5.2); for the half-life on
    the log scale. Raises TooLittleData below 20 runs, and where too few simulated series have enough events.
    """
    enough(runs, 20, "runs", method="a bootstrap", remedy="Ask for more runs.")
    rng = np.random.default_rng(seed)
    estimate = fitted.parameters
    capped = float(estimate.branching[0]) > LARGEST
    truth = Parameters(estimate.log_background, np.minimum(estimate.branching, LARGEST), estimate.decay)
    found = []
    for _ in range(runs):
        times = simulate(truth, fitted.data.whole, rng, fitted.data.background)
        if len(times) >= NEEDED // 2:
            again = maximise(_same(fitted.data, times), truth)[0]
            found.append((float(again.branching[0]), again.half_life))
    enough(len(found), 20, "simulated series with enough events", method="a bootstrap")
    branching, half_lives = (np.maximum(np.array(values), 1e-4) for values in zip(*found, strict=True))
    return Bootstrap(
        _around(float(truth.branching[0]), branching),
        _around_log(truth.half_life, half_lives),
        float(branching.mean() - truth.branching[0]),
        len(found),
        capped,
    )


def _same(data: Data, times: Floats) -> Data:
    return Data.of(times, (times,), data.whole, data.background, data.windows)


def _around(value: float, found: Floats) -> Estimate:
    less = value - (float(found.mean()) - value)
    reach = Z95 * float(found.std(ddof=1))
    return Estimate(max(0.0, less), max(0.0, less - reach), max(0.0, less + reach))


def _around_log(value: float, found: Floats) -> Estimate:
    logs = np.log(found)
    less = 2 * math.log(value) - float(logs.mean())
    reach = Z95 * float(logs.std(ddof=1))
    return Estimate(*(math.exp(log) for log in (less, less - reach, less + reach)))
