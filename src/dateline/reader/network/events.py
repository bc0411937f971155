"""Events: which words tell one, of which PLOVER root and mode, and which spans take part in it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.reader.network.layers import Array, Weights, gelu, sigmoid, softmax

FAR = 16  # word distances are told apart on a log scale in this many steps each way
LONGEST = 10  # words of an argument
# Taken off the logit of "no role" before decoding, as for the spans.
KEENNESS = 1.0


def told(weights: Weights, words: Array) -> tuple[Array, Array]:
    """Of each word [words, width]: the probabilities of the roots [words, 1 + roots], 0 being "no event", and of the
    modes [words, modes].
    """
    hidden = gelu(weights.linear("triggers.hidden.0", words))
    return softmax(weights.linear("triggers.root", hidden)), sigmoid(weights.linear("triggers.mode", hidden))


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

    def of(self, trigger: tuple[int, int], within: tuple[int, int]) -> list[tuple[int, int, int, float]]:
        """The arguments of a trigger, words [first, last), among the words `within`: (first, last, role, probability).

        They do not overlap: the likeliest is taken first.
        """
        first, last = ranges_near(*within, trigger, self._edges)
        if not len(first):
            return []
        logits = self.logits(trigger, first, last)
        logits[:, 0] -= KEENNESS
        keen = np.flatnonzero(logits[:, 1:].max(-1) > logits[:, 0])
        chances = softmax(logits[keen])[:, 1:]
        value, role = chances.max(-1), chances.argmax(-1)
        taken: list[tuple[int, int, int, float]] = []
        for at in np.argsort(-value, kind="stable"):
            a, b = int(first[keen[at]]), int(last[keen[at]])
            if all(b <= x or y <= a for x, y, _, _ in taken):
                taken.append((a, b, int(role[at]), float(value[at])))
        return taken

    def logits(self, trigger: tuple[int, int], first: NDArray[np.int64], last: NDArray[np.int64]) -> Array:
        """The logits [spans, 1 + roles] of word ranges, 0 being "no role"."""
        weights = self._weights
        a, b = trigger
        centre = self._centre[a:b].mean(0)
        spans = self._start[first]
        spans += self._end[last - 1]
        steps = np.where(last <= a, last - 1 - a, np.where(first >= b, first - b + 1, 0))
        scaled = np.clip(np.rint(np.sign(steps) * (np.log2(np.abs(steps) + 1) * 2)), -FAR, FAR).astype(np.int64)
        both = np.empty((len(spans), 2 * spans.shape[1]), dtype=np.float32)
        plain, gated = both[:, : spans.shape[1]], both[:, spans.shape[1] :]
        np.add(spans, weights.linear("trigger", centre), out=plain)
        plain += weights["distance.weight"][scaled + FAR]
        np.multiply(spans, np.tanh(weights.linear("gate", centre)), out=gated)
        return weights.linear("out", gelu(weights.linear("mix", gelu(both))))
