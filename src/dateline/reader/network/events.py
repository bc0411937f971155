"""Events: which words tell one, of which PLOVER root and mode, and which spans take part in it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.reader.network.layers import Array, Weights, gelu, sigmoid, softmax
from dateline.records import Interval

FAR = 16  # word distances are told apart on a log scale in this many steps each way
LONGEST = 10  # words of an argument
# Taken off the logit of "no role" before decoding, as for the spans.
KEENNESS = 1.0
TOGETHER = 4  # triggers whose ranges are scored at once: more of them leave the processor's cache


def told(weights: Weights, words: Array) -> tuple[Array, Array]:
    """Of each word [words, width]: the probabilities of the roots [words, 1 + roots], 0 being "no event", and vectors
    from which `modes` tells more.
    """
    hidden = gelu(weights.linear("triggers.hidden.0", words))
    return softmax(weights.linear("triggers.root", hidden)), hidden


def modes(weights: Weights, hidden: Array) -> Array:
    """The probabilities of the modes [words, modes] from the vectors that `told` gives of some words."""
    return sigmoid(weights.linear("triggers.mode", hidden))


def ranges_near(
    begin: int, end: int, trigger: tuple[int, int], edges: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The word ranges [first, last) of at most LONGEST words within [begin, end) that begin and end with a word that
    may be at the edge of an argument (`edges` [words]) and do not hold the trigger.
    """
    at = np.arange(begin, end)
    gap = at[None] - at[:, None]
    whole = (gap >= 0) & (gap < LONGEST) & edges[at][None] & edges[at][:, None]
    whole &= (at[None] < trigger[0]) | (at[:, None] >= trigger[1])
    first, last = np.nonzero(whole)
    return at[first], at[last] + 1


class Arguments:
    """The arguments of the events of one text, from the vectors of each word's first and last piece [words, width].

    `words` are the words themselves: no argument begins or ends with a mark.
    """

    def __init__(self, weights: Weights, words: Sequence[str], opening: Array, closing: Array) -> None:
        self._edges = np.array([word[0].isalnum() or word[0] in "$€£" for word in words], dtype=bool)
        self._weights = weights = weights.part("roles")
        self._centre = (opening + closing) / 2
        self._start = weights.linear("start", opening)
        self._end = weights.linear("end", closing)

    def of(self, asked: Sequence[tuple[Interval, Interval]]) -> list[list[tuple[int, int, int, float]]]:
        """The arguments of each trigger among the words `within`, given as (trigger, within): (first, last, role,
        probability), words [first, last).

        Those of one trigger do not overlap: the likeliest is taken first.
        """
        taken: list[list[tuple[int, int, int, float]]] = [[] for _ in asked]
        for begin in range(0, len(asked), TOGETHER):
            part = asked[begin : begin + TOGETHER]
            ranges = [ranges_near(*within, trigger, self._edges) for trigger, within in part]
            numbers = [len(first) for first, _ in ranges]
            first, last = (np.concatenate(side) for side in zip(*ranges, strict=True))
            logits = self.logits([trigger for trigger, _ in part], numbers, first, last)
            logits[:, 0] -= KEENNESS
            keen = np.flatnonzero(logits[:, 1:].max(-1) > logits[:, 0])
            chances = softmax(logits[keen])[:, 1:]
            value, role = chances.max(-1), chances.argmax(-1)
            owner = np.repeat(np.arange(begin, begin + len(part)), numbers)
            for at in np.argsort(-value, kind="stable"):
                a, b, mine = int(first[keen[at]]), int(last[keen[at]]), taken[owner[keen[at]]]
                if all(b <= x or y <= a for x, y, _, _ in mine):
                    mine.append((a, b, int(role[at]), float(value[at])))
        return taken

    def logits(
        self, triggers: Sequence[Interval], numbers: Sequence[int], first: NDArray[np.int64], last: NDArray[np.int64]
    ) -> Array:
        """The logits [spans, 1 + roles] of word ranges, 0 being "no role": of each trigger in turn as many as `numbers`
        says.
        """
        weights = self._weights
        centre = np.stack([self._centre[a:b].mean(0) for a, b in triggers])
        a, b = (np.repeat([trigger[side] for trigger in triggers], numbers) for side in (0, 1))
        steps = np.where(last <= a, last - 1 - a, np.where(first >= b, first - b + 1, 0))
        scaled = np.clip(np.rint(np.sign(steps) * (np.log2(np.abs(steps) + 1) * 2)), -FAR, FAR).astype(np.int64)
        spans = self._start[first]
        spans += self._end[last - 1]
        width = spans.shape[1]
        both = np.empty((len(spans), 2 * width), dtype=np.float32)
        np.add(spans, np.repeat(weights.linear("trigger", centre), numbers, axis=0), out=both[:, :width])
        both[:, :width] += weights["distance.weight"][scaled + FAR]
        np.multiply(spans, np.repeat(np.tanh(weights.linear("gate", centre)), numbers, axis=0), out=both[:, width:])
        return weights.linear("out", gelu(weights.linear("mix", gelu(both))))
