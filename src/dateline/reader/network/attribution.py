"""Who says what: the stretches of a text that are said, with the words of who says them and of the cue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dateline.reader.network.layers import Array, Weights, gelu, sigmoid, softmax
from dateline.reader.network.sources import CONTENT, CUE, SOURCE, Tagged, gap, source_of
from dateline.records import Interval

FAR = 12  # word distances are told apart on a log scale in this many steps each way
STRETCH = 420
"""Words that are read as one, to the next sentence border: a source is looked for within them."""
LIKELY, LIKELY_SOURCE, LIKELY_CUE = 0.5, 0.35, 0.25
"""Probabilities from which a word is part of a content, a source, a cue: at a half the last two are seldom found."""
LIKELY_ALONE = 0.5
"""The same of a cue without a source, which makes the outlet's own words somebody's who is not named."""
GAP, POSSIBLE = 4, 0.1
"""A content or source goes on over so many less likely words, none below POSSIBLE: commas and asides split what is
said, and each piece may find another source (F1 of the pairs on PolNeAR's tuning split 0.72 without, 0.76 with)."""
LINKED = 0.45
"""From this probability a source is a stretch's: F1 of the pairs is within a point from 0.4 to 0.5, recall falls."""


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
        tagged = tag_parts(weights, words[run[0] : run[-1]], [edge - run[0] for edge in run])
        found += _moved(decode(tagged), run[0])
    return found


def tag_parts(weights: Weights, words: Array, edges: Sequence[int]) -> Tagged:
    """The words of a stretch tagged, with its likely sources and cues."""
    return tagged_as(*parts_and_pointers(weights, words), edges)


def tagged_as(parts: Array, pointers: Array, edges: Sequence[int]) -> Tagged:
    """The same from probabilities and pointers."""
    sources, cues = filled(parts[:, SOURCE], LIKELY_SOURCE, edges), runs(parts[:, CUE] >= LIKELY_CUE, edges)
    return Tagged(parts, pointers, edges, sources, cues)


def contents(tagged: Tagged) -> list[Interval]:
    """The runs of likely words of content, each within a sentence, short gaps filled."""
    return filled(tagged.parts[:, CONTENT], LIKELY, tagged.edges)


def filled(chance: Array, likely: float, edges: Sequence[int]) -> list[Interval]:
    """The runs of likely words between two edges, joined where no word between them is impossible."""
    cut = set(edges)
    found: list[Interval] = []
    for first, last in runs(chance >= likely, edges):
        ended = found[-1][1] if found else -1 - GAP
        near = first - ended <= GAP and cut.isdisjoint(range(ended, first + 1))
        if near and chance[ended:first].min(initial=1.0) >= POSSIBLE:
            found[-1] = found[-1][0], last
        else:
            found.append((first, last))
    return found


def decode(tagged: Tagged) -> list[Saying]:
    """What is said, each within a sentence, with its source, whom that relies on, and its cue."""
    parts = tagged.parts
    found = []
    for first, last in contents(tagged):
        source, behind = source_of(tagged, (first, last), LINKED), None
        if source is not None and parts[source[0] : source[1], CONTENT].mean() >= LIKELY:
            outer = source_of(tagged, source, LINKED)
            source, behind = (outer, source) if outer is not None else (source, None)
        elif source is not None:
            behind = next(
                (inner for inner in tagged.sources if first <= inner[0] and inner[1] < last and _says(tagged, inner)),
                None,
            )
        cue = _nearest(tagged, (first, last), source)
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


def _says(tagged: Tagged, source: Interval) -> bool:
    """Whether a cue follows a source at once: "residents said"."""
    return any(cue[0] == source[1] for cue in tagged.cues)


def _nearest(tagged: Tagged, content: Interval, source: Interval | None) -> Interval | None:
    """The cue nearest to the source and to the content; without a source a likely one of the same sentence, if any."""
    sure = {cue: float(tagged.parts[slice(*cue), CUE].max()) for cue in tagged.cues}
    if source is None:
        home = tagged.sentence(content[0])
        sure = {cue: p for cue, p in sure.items() if p >= LIKELY_ALONE and tagged.sentence(cue[0]) == home}
    asked = [content] if source is None else [source, content]
    away = {cue: sum(gap(cue, span) for span in asked) for cue in sure}
    near = [cue for cue in sure if away[cue] <= _NEAR]
    return min(near, key=lambda cue: away[cue] - _SURE * sure[cue], default=None)


_NEAR = 40
"""Words, over the gaps to source and content, within which a cue is theirs."""
_SURE = 10
"""Words that a sure cue may stand farther away than one that is hardly any."""


def _moved(sayings: Sequence[Saying], by: int) -> Iterator[Saying]:
    def moved(span: Interval | None) -> Interval | None:
        return None if span is None else (span[0] + by, span[1] + by)

    for saying in sayings:
        content = (saying.content[0] + by, saying.content[1] + by)
        yield Saying(content, moved(saying.source), moved(saying.cue), saying.chance, moved(saying.behind))
