"""Change points with the probability of each, exactly (Fearnhead 2006, Statistics and Computing 16).

Counts of a segment are negative binomial with a rate of its own, which the model integrates out: with a beta prior of
the success probability the likelihood of a segment has a closed form, and forward sums over all segmentations give the
posterior without Markov chains. The dispersion, common to all segments, is integrated out over a grid.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence

import numpy as np

from dateline.analysis.basis import Floats
from dateline.analysis.needs import enough, package
from dateline.errors import TooLittleData

NEEDED, MOST = 8, 2000
"""Steps: fewer hold no change, and the sums grow with the square of their number."""
SIZES = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 1e4)
"""The negative binomial's size (1 / dispersion), from very bursty to as good as Poisson; all alike before the data."""
DRAWS = 4000


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """A change before row `at` (median), between rows `low` and `high` with probability 0.95; mean counts a step before
    and after it.
    """

    at: int
    low: int
    high: int
    before: float
    after: float


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """What the counts tell of changes.

    `number` is the most probable number of changes and `number_probability` the probability of each number from 0 on;
    `changes` are those that `number` changes would be; `probability` that a change lies before each row;
    `dispersion` the mean of the dispersion within segments.
    """

    number: int
    number_probability: tuple[float, ...]
    changes: tuple[Change, ...]
    probability: Floats
    dispersion: float

    @property
    def any_change(self) -> float:
        """The probability that there is any change at all."""
        return 1 - self.number_probability[0]


def bayesian_changes(counts: Sequence[int], *, expected: float = 1.0, seed: int = 0, draws: int = DRAWS) -> Posterior:
    """The posterior of changes in a series of counts.

    `expected` is how many changes the whole series is expected to have: each step is one with the same probability
    beforehand. A segment's rate is exponential beforehand, with the series' mean. Draws are seeded. Raises
    TooLittleData for fewer than 8 or more than 2,000 steps, or where there is no event, SettingError without scipy.
    """
    y = np.asarray(counts, dtype=float)
    enough(len(y), NEEDED, "steps of time", method="a search for changes")
    if len(y) > MOST:
        raise TooLittleData(
            f"a search for changes takes at most {MOST} steps; there are {len(y)}", remedy="Take weeks or months."
        )
    if not y.sum():
        raise TooLittleData("a search for changes needs at least 1 event; there are 0")
    hazard = min(0.5, expected / (len(y) - 1))
    tables = [_segments(y, size) for size in SIZES]
    backwards = [_backwards(table, hazard) for table in tables]
    evidence = np.array([back[0] for back in backwards])
    weight = np.exp(evidence - evidence.max())
    weight /= weight.sum()
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(draws, weight)
    found: list[tuple[int, ...]] = []
    for table, back, number in zip(tables, backwards, drawn, strict=True):
        found += _draw(table, back, hazard, int(number), rng)
    return _summary(y, found, float(weight @ (1 / np.array(SIZES))))


def _segments(y: Floats, size: float) -> Floats:
    """Log marginal likelihood of each segment: [start, end - 1]; minus infinity below the diagonal.

    With mean m of the whole series the success probability is Beta(1 + size / m, 1): the rate has mean m and, as the
    size grows, becomes exponential.
    """
    special = package("scipy.special")
    n, mean = len(y), float(y.mean())
    first, second = 1 + size / mean, 1.0
    own = np.concatenate([[0.0], np.cumsum(special.gammaln(y + size) - special.gammaln(size) - special.gammaln(y + 1))])
    sums = np.concatenate([[0.0], np.cumsum(y)])
    start, end = np.triu_indices(n)
    steps, total = end - start + 1, sums[end + 1] - sums[start]
    value = own[end + 1] - own[start] + special.betaln(first + steps * size, second + total)
    table = np.full((n, n), -np.inf)
    table[start, end] = value - special.betaln(first, second)
    return table


def _backwards(table: Floats, hazard: float) -> Floats:
    """Log likelihood of rows [t, n) given that a segment starts at t, for every t."""
    n = len(table)
    stay, leave = np.log1p(-hazard), np.log(hazard)
    back = np.zeros(n + 1)
    for t in range(n - 1, -1, -1):
        ends = np.arange(t, n)
        terms = table[t, t:] + (ends - t) * stay + np.where(ends < n - 1, leave, 0.0) + back[t + 1 :]
        top = terms.max()
        back[t] = top + np.log(np.exp(terms - top).sum())
    return back


def _draw(table: Floats, back: Floats, hazard: float, number: int, rng: np.random.Generator) -> list[tuple[int, ...]]:
    """Segmentations from the posterior, each as its changes: from every start the end of the segment is drawn."""
    n = len(table)
    stay, leave = np.log1p(-hazard), np.log(hazard)
    ways: dict[int, Floats] = {}
    found = []
    for _ in range(number):
        at, changes = 0, list[int]()
        while True:
            if at not in ways:
                ends = np.arange(at, n)
                terms = table[at, at:] + (ends - at) * stay + np.where(ends < n - 1, leave, 0.0) + back[at + 1 :]
                ways[at] = np.cumsum(np.exp(terms - back[at]))
            cumulative = ways[at]
            at += 1 + int(np.searchsorted(cumulative, rng.random() * cumulative[-1]))
            if at >= n:
                break
            changes.append(at)
        found.append(tuple(changes))
    return found


def _summary(y: Floats, found: list[tuple[int, ...]], dispersion: float) -> Posterior:
    numbers = np.bincount([len(changes) for changes in found])
    number = int(numbers.argmax())
    chosen = [changes for changes in found if len(changes) == number]
    alike = np.array(chosen, dtype=int).reshape(len(chosen), number)
    low, at, high = np.percentile(alike, [2.5, 50, 97.5], axis=0, method="nearest").astype(int)
    edges = [0, *at.tolist(), len(y)]
    means = [float(y[a:b].mean()) for a, b in itertools.pairwise(edges)]
    changes = tuple(Change(int(at[k]), int(low[k]), int(high[k]), means[k], means[k + 1]) for k in range(number))
    probability = np.bincount([c for changes in found for c in changes], minlength=len(y)) / len(found)
    return Posterior(number, tuple(float(p) for p in numbers / len(found)), changes, probability, dispersion)
