"""Whether a fitted process is like the events: time rescaling, and prediction of what was held out."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence

import numpy as np

from dateline.analysis.basis import Floats
from dateline.analysis.contagion.fit import Fitted, maximise, poisson
from dateline.analysis.contagion.model import Data, Windows, compensator, likelihood
from dateline.analysis.needs import enough, package

FOLDS, STRETCH = 10, 20.0


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Rescaled:
    """Waits between events in rescaled time, which are exponential with mean 1 if the process is right.

    `statistic` and `p` are Kolmogorov and Smirnov's; p is on the high side, since the values were fitted to the same
    events: a low p speaks against the process, a high one is no proof. `serial` is the correlation of neighbours.
    """

    waits: Floats
    statistic: float
    p: float
    serial: float


def rescale(fitted: Fitted) -> Rescaled:
    """The test of time rescaling (Brown et al. 2002, Neural Computation 14), over the observed windows: between them no
    time passes, so that a gap in reporting is no long wait.
    """
    data = fitted.data
    edges = np.array(data.windows)
    inside = data.targets[data.counted > 0]
    begun, ended, at = (compensator(fitted.parameters, data, times) for times in (edges[:, 0], edges[:, 1], inside))
    left_out = begun - np.concatenate([[0.0], np.cumsum(ended - begun)[:-1]])
    waits = np.diff(at - left_out[np.searchsorted(edges[:, 0], inside, side="right") - 1])
    found = package("scipy.stats").kstest(waits, "expon")
    serial = float(np.corrcoef(waits[1:], waits[:-1])[0, 1]) if len(waits) > 2 and waits.std() > 0 else 0.0
    return Rescaled(waits, float(found.statistic), float(found.pvalue), serial)


@dataclasses.dataclass(frozen=True, slots=True)
class HeldOut:
    """Log likelihood of held-out stretches of time an event, with contagion and with the background alone.

    `gain` is the difference, `error` its standard error over the folds.
    """

    hawkes: float
    poisson: float
    gain: float
    error: float
    folds: int

    @property
    def better(self) -> bool | None:
        """Whether contagion predicts better (True) or worse; None where two standard errors do not tell."""
        return None if abs(self.gain) < 2 * self.error else self.gain > 0


def held_out(fitted: Fitted, *, folds: int = FOLDS) -> HeldOut:
    """A tenth of the time is held out in turn, fitted without and then predicted with the true history.

    What is held out are stretches of about STRETCH days, every `folds`-th, so that a varying background is known on
    both sides of each. A moment is predicted with all that happened before it.
    """
    data = fitted.data
    since, until = data.whole
    pieces = folds * max(1, round((until - since) / (folds * STRETCH)))
    edges = np.linspace(since, until, pieces + 1).tolist()
    stretches = list(itertools.pairwise(edges))
    scores = []
    for fold in range(folds):
        inside = _cut(data.windows, [stretch for at, stretch in enumerate(stretches) if at % folds == fold])
        outside = _cut(data.windows, [stretch for at, stretch in enumerate(stretches) if at % folds != fold])
        if not inside or not outside:
            continue
        train = Data.of(data.targets, data.sources, data.whole, data.background, outside)
        test = Data.of(data.targets, data.sources, data.whole, data.background, inside)
        trained = maximise(train, fitted.parameters)[0]
        flat = poisson(train)[0]
        mass = np.exp(np.clip(test.grid @ flat, -40.0, 40.0)) * test.lengths
        alone = float(test.counted @ (test.design @ flat) - mass.sum())
        scores.append((likelihood(trained, test)[0], alone, test.events))
    enough(len(scores), 2, "stretches of observed time", method="prediction of held-out time")
    excited, alone_, events = (np.array(column, dtype=float) for column in zip(*scores, strict=True))
    total = events.sum()
    gains = excited - alone_
    error = float(gains.std(ddof=1) * np.sqrt(len(gains)) / total)
    return HeldOut(
        float(excited.sum() / total), float(alone_.sum() / total), float(gains.sum() / total), error, len(gains)
    )


def _cut(windows: Windows, stretches: Sequence[tuple[float, float]]) -> Windows:
    """The parts of windows that lie in the stretches."""
    parts = ((max(a, since), min(b, until)) for a, b in windows for since, until in stretches)
    return tuple((a, b) for a, b in parts if b - a > 1e-9)
