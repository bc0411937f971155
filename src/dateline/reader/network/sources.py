"""Which source a stretch of words belongs to: signs of each source near it, weighed by a logistic regression.

The network's pointers alone find the source of every third content; with how near the sources stand, what lies between,
and where the cues are, two of three (PolNeAR's tuning split). The weights are made by `python -m training.sources`.
"""

from __future__ import annotations

import bisect
import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.reader.lexicon import settings
from dateline.reader.network.layers import Array
from dateline.records import Interval

FILE = "sources.toml"
SOURCE, CUE, CONTENT = 0, 1, 2
NEAREST = 5
"""Sources near a stretch that are asked."""


@dataclass(frozen=True)
class Tagged:
    """A stretch of text as the network tags it: probabilities of the parts [words, 3], pointers [words, 1 + words], the
    first words of its sentences and the number of its words, and its likely sources and cues.
    """

    parts: Array
    pointers: Array
    edges: Sequence[int]
    sources: Sequence[Interval]
    cues: Sequence[Interval]

    def sentence(self, word: int) -> int:
        """The number of a word's sentence."""
        return bisect.bisect_right(self.edges, word)

    def mean(self, span: Interval, part: int) -> float:
        """The mean probability of some words of being part of a source, cue or content."""
        begin, end = span
        return float(self._sums[end, part] - self._sums[begin, part]) / (end - begin)

    def has_cue(self, low: int, high: int) -> bool:
        """Whether a likely cue lies within some words."""
        first = bisect.bisect_left(self.cues, (low, low))
        return first < len(self.cues) and self.cues[first][1] <= high

    @functools.cached_property
    def borders(self) -> frozenset[tuple[str, int]]:
        """Where the likely cues begin and end."""
        return frozenset((name, at) for cue in self.cues for name, at in zip(("begins", "ends"), cue, strict=True))

    @functools.cached_property
    def _sums(self) -> NDArray[np.float64]:
        return np.concatenate([np.zeros((1, self.parts.shape[1])), np.cumsum(self.parts, axis=0, dtype=np.float64)])


def source_of(tagged: Tagged, span: Interval, least: float) -> Interval | None:
    """The source that a stretch of words most likely belongs to, None where none reaches the probability `least`."""
    near = nearest(tagged, span)
    if not near:
        return None
    likely = chances("source", signs_of(tagged, span, near))
    best = int(np.argmax(likely))
    return near[best] if likely[best] >= least else None


def nearest(tagged: Tagged, span: Interval) -> list[Interval]:
    """The likely sources nearest to a stretch, itself left out, the nearest first."""
    others = [source for source in tagged.sources if source != span]
    return sorted(others, key=lambda source: gap(source, span))[:NEAREST]


def gap(one: Interval, other: Interval) -> int:
    """The words between two stretches, 0 where they touch or overlap."""
    return max(0, one[0] - other[1], other[0] - one[1])


def signs_of(tagged: Tagged, span: Interval, near: Sequence[Interval]) -> list[dict[str, float]]:
    """The signs of each source that a stretch may belong to, by name."""
    pointers = tagged.pointers[span[0] : span[1]].mean(0)
    masses = [float(pointers[1 + a : 1 + b].sum()) for a, b in near]
    whole = sum(masses) + 1e-6
    home = tagged.sentence(span[0])
    found = []
    for rank, (source, mass) in enumerate(zip(near, masses, strict=True)):
        away = gap(source, span)
        inside = source[0] < span[1] and span[0] < source[1]
        before = source[1] <= span[0]
        apart = home - tagged.sentence(source[0])
        low, high = min(source[1], span[1]) - 1, max(source[0], span[0]) + 1
        cued = not inside and tagged.has_cue(low, high)
        beside = ("begins", source[1]) in tagged.borders or ("ends", source[0]) in tagged.borders
        between = sum(min(source[0], span[0]) < o[0] < max(source[1], span[1]) for o in near if o != source)
        found.append({
            "pointed": mass, "pointed share": mass / whole, "pointed log": math.log(mass + 1e-4),
            "points to none": float(pointers[0]), "gap log": math.log1p(away), "near": away < 3, "touches": away < 1,
            "before": before, "inside": inside, "same sentence": apart == 0, "sentence before": apart == 1,
            "sentence after": apart == -1, "far": abs(apart) > 1, "cue between": cued, "cue beside": beside,
            "nearest": rank == 0, "second": rank == 1, "far down": rank > 3, "another between": between > 0,
            "others between": between > 1, "is said": tagged.mean(source, CONTENT),
            "is source": tagged.mean(source, SOURCE),
            "one word": source[1] - source[0] == 1, "cue between, same sentence": cued and apart == 0,
            "before, same sentence": before and apart == 0,
            "after, same sentence": not before and apart == 0 and not inside, "always": 1.0,
        })  # fmt: skip
    return found


def chances(asked: str, rows: Sequence[dict[str, float]]) -> list[float]:
    """The probability that each source or cue ("source", "cue") with these signs is the one."""
    weights = _weights(asked)
    signs = np.array([[float(row[name]) for name in weights] for row in rows])
    scores = signs @ np.fromiter(weights.values(), dtype=np.float64)
    chances: list[float] = (1 / (1 + np.exp(-np.clip(scores, -60, 60)))).tolist()
    return chances


@functools.cache
def _weights(asked: str) -> dict[str, float]:
    return {name: float(value) for name, value in settings(FILE, asked).items()}
