"""Who says what: the stretches of a text that are said, with the words of who says them and of the cue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dateline.reader.network.cues import cue_of
from dateline.reader.network.layers import Array, Weights, softmax
from dateline.reader.network.parts import Teller
from dateline.reader.network.sources import CONTENT, CUE, SOURCE, Tagged, source_of
from dateline.records import Interval

FAR = 12  # word distances are told apart on a log scale in this many steps each way
STRETCH = 420
"""Words that are read as one, to the next sentence border: a source is looked for within them."""
LIKELY, LIKELY_SOURCE, LIKELY_CUE = 0.5, 0.35, 0.3
"""Probabilities from which a word is part of a content, a source, a cue: at a half the last two are seldom found (F1 of
cue words on held-out training articles 0.688 from 0.3, 0.685 from 0.4)."""
GAP, POSSIBLE = 4, 0.1
"""A content or source goes on over so many less likely words, none below POSSIBLE: commas and asides split what is
said, and each piece may find another source (F1 of the pairs on PolNeAR's tuning split 0.72 without, 0.76 with)."""
LINKED = 0.55
"""From this probability a source is a stretch's: F1 of the pairs on held-out training articles 0.803 at 0.45, 0.806 at
0.55, where fewer of the outlet's own statements are somebody's."""


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


def pointers(weights: Weights, hidden: Array) -> Array:
    """Of the words of a stretch (hidden layer of the head): the probabilities of each word's source being none or each
    word [words, 1 + words].
    """
    content, source = weights.linear("content", hidden), weights.linear("source", hidden)
    count = len(hidden)
    gap = np.arange(1 - count, count)
    steps = np.clip(np.rint(np.sign(gap) * np.log2(np.abs(gap) + 1) * 2), -FAR, FAR).astype(np.int64) + FAR
    # Each row of the distances is the row before it, one word on.
    away = np.lib.stride_tricks.sliding_window_view(weights["distance.weight"][steps, 0], count)[::-1]
    scores = np.empty((count, 1 + count), dtype=np.float32)
    scores[:, :1] = weights.linear("none", hidden)
    np.matmul(content * np.float32(content.shape[1] ** -0.5), source.T, out=scores[:, 1:])
    scores[:, 1:] += away
    return softmax(scores)


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


def find_sayings(teller: Teller, pieces: Array, named: Sequence[str], edges: Sequence[int]) -> list[Saying]:
    """The stretches of a text that are said, sentence by sentence; words are counted over the whole text.

    `pieces`: vectors of each word's first and last piece side by side; `named`: the words; `edges`: the first words of
    the sentences, and the number of words.
    """
    found: list[Saying] = []
    for begin, tagged in tag(teller, teller.hidden(pieces), named, edges):
        found += _moved(decode(tagged), begin)
    return found


def tag(teller: Teller, hidden: Array, named: Sequence[str], edges: Sequence[int]) -> Iterator[tuple[int, Tagged]]:
    """The stretches of a text with their likely sources and cues, each with its first word."""
    parts = teller.parts(hidden, named, edges)
    for run in stretches(edges):
        own = slice(run[0], run[-1])
        yield run[0], tagged_as(parts[own], pointers(teller.weights, hidden[own]), [edge - run[0] for edge in run])


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
    return [
        Saying(
            content,
            source,
            cue_of(tagged, content, source),
            float(tagged.parts[slice(*content), CONTENT].mean()),
            behind,
        )
        for content, source, behind in with_sources(tagged)
    ]


def with_sources(tagged: Tagged) -> Iterator[tuple[Interval, Interval | None, Interval | None]]:
    """Each content with its source and whom that relies on."""
    for content in contents(tagged):
        source, behind = source_of(tagged, content, LINKED), None
        if source is not None and tagged.parts[slice(*source), CONTENT].mean() >= LIKELY:
            outer = source_of(tagged, source, LINKED)
            source, behind = (outer, source) if outer is not None else (source, None)
        elif source is not None:
            inside = (one for one in tagged.sources if content[0] <= one[0] and one[1] < content[1])
            behind = next((one for one in inside if _says(tagged, one)), None)
        yield content, source, behind


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


def _moved(sayings: Sequence[Saying], by: int) -> Iterator[Saying]:
    def moved(span: Interval | None) -> Interval | None:
        return None if span is None else (span[0] + by, span[1] + by)

    for saying in sayings:
        content = (saying.content[0] + by, saying.content[1] + by)
        yield Saying(content, moved(saying.source), moved(saying.cue), saying.chance, moved(saying.behind))
