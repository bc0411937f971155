"""Who says what: the stretches of a text that are said, with the words of who says them and of the cue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dateline.reader.network.layers import Array, Weights, gelu, sigmoid, softmax
from dateline.records import Interval

FAR = 12  # word distances are told apart on a log scale in this many steps each way
STRETCH = 420
"""Words that are read as one, to the next sentence border: a source is looked for within them."""
LIKELY = 0.5
SOURCE, CUE, CONTENT = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Saying:
    """Words [first, last) of one sentence that are said; the words of the source and of the cue (None: not named).

    `behind`: whom the source itself relies on ("the agency said residents saw ...": residents), if it names anybody.
    """

    content: Interval
    source: Interval | None
    cue: Interval | None
    chance: float
    behind: Interval | None = None


def parts_and_pointers(weights: Weights, words: Array) -> tuple[Array, Array]:
    """Of the words of a stretch (vectors of first and last piece side by side): the probabilities of being part of a
    source, cue and content [words, 3], and of each word's source being none or each word [words, 1 + words].
    """
    hidden = gelu(weights.linear("hidden.0", words))
    content, source = weights.linear("content", hidden), weights.linear("source", hidden)
    at = np.arange(len(words))
    gap = at[None, :] - at[:, None]
    steps = np.clip(np.rint(np.sign(gap) * np.log2(np.abs(gap) + 1) * 2), -FAR, FAR).astype(np.int64) + FAR
    scores = content @ source.T * np.float32(content.shape[1] ** -0.5) + weights["distance.weight"][steps, 0]
    none = weights.linear("none", hidden)
    return sigmoid(weights.linear("tag", hidden)), softmax(np.concatenate([none, scores], axis=1))


def stretches(edges: Sequence[int]) -> Iterator[list[int]]:
    """The edges of sentences (first words, and the number of words) in runs of about STRETCH words."""
    run = [edges[0]]
    for begin, end in pairwise(edges):
        if len(run) > 1 and end - run[0] > STRETCH:
            yield run
            run = [begin]
        run.append(end)
    if len(run) > 1:
        yield run


def find_sayings(weights: Weights, words: Array, edges: Sequence[int]) -> list[Saying]:
    """The stretches of a text that are said, sentence by sentence; words are counted over the whole text."""
    found: list[Saying] = []
    for run in stretches(edges):
        parts, pointers = parts_and_pointers(weights, words[run[0] : run[-1]])
        found += _moved(decode(parts, pointers, [edge - run[0] for edge in run]), run[0])
    return found


def decode(parts: Array, pointers: Array, edges: Sequence[int]) -> list[Saying]:
    """Runs of likely words of content, each within a sentence, with the source that most of their pointers fall on."""
    sources = runs(parts[:, SOURCE] >= LIKELY, edges)
    cues = runs(parts[:, CUE] >= LIKELY, edges)
    found = []
    for first, last in runs(parts[:, CONTENT] >= LIKELY, edges):
        source = _pointed(pointers[first:last].mean(0), sources)
        behind = None
        outer = None
        if source is not None and parts[source[0] : source[1], CONTENT].mean() >= LIKELY:
            outer = _pointed(pointers[source[0] : source[1]].mean(0), [s for s in sources if s != source])
        if outer is not None:
            source, behind = outer, source
        cue = _nearest(cues, (first, last), source)
        found.append(Saying((first, last), source, cue, float(parts[first:last, CONTENT].mean()), behind))
    return found


def runs(likely: NDArray[np.bool_], edges: Sequence[int]) -> list[Interval]:
    """The word ranges [first, last) of neighbouring likely words, cut at the edges."""
    cut = set(edges)
    found: list[Interval] = []
    for at in np.flatnonzero(likely).tolist():
        if found and found[-1][1] == at and at not in cut:
            found[-1] = found[-1][0], at + 1
        else:
            found.append((at, at + 1))
    return found


def _pointed(chances: Array, sources: Sequence[Interval]) -> Interval | None:
    """The source that the pointers fall on, None where they fall on "none is named" or on no source."""
    weighed = [(float(chances[1 + a : 1 + b].sum()), (a, b)) for a, b in sources]
    best = max(weighed, default=(0.0, None))
    return best[1] if best[0] > float(chances[0]) else None


def _nearest(cues: Sequence[Interval], content: Interval, source: Interval | None) -> Interval | None:
    """The cue nearest to the source and to the content; without a source that nearest to the content."""
    asked = [content] if source is None else [source, content]

    def gap(cue: Interval) -> int:
        return sum(max(0, a - cue[1], cue[0] - b) for a, b in asked)

    near = [cue for cue in cues if gap(cue) <= _NEAR]
    return min(near, key=gap, default=None)


_NEAR = 40
"""Words, over the gaps to source and content, within which a cue is theirs."""


def _moved(sayings: Sequence[Saying], by: int) -> Iterator[Saying]:
    def moved(span: Interval | None) -> Interval | None:
        return None if span is None else (span[0] + by, span[1] + by)

    for saying in sayings:
        content = (saying.content[0] + by, saying.content[1] + by)
        yield Saying(content, moved(saying.source), moved(saying.cue), saying.chance, moved(saying.behind))
