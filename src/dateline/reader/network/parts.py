"""Which part of what is said each word is: source, cue, content, by the word and the words around it.

The head's hidden layer knows a word in its sentence; that the words of a cue hold together ("has repeatedly said", a
dash between a quotation and a name) a few convolutions over neighbouring words see. On held-out training articles of
PolNeAR the best F1 of cue words is 0.661 without and 0.701 with them. Made by `python -m training.parts`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dateline.reader.network.around import convolved, looks
from dateline.reader.network.layers import Array, Weights, gelu, sigmoid

AROUND, SPELLING = "around", "spelling"
"""Names of the convolutions' arrays, and among them of the known words: their UTF-8 bytes, one word a line."""


@dataclass(frozen=True)
class Teller:
    """The arrays of the attribution head, and the rows of the words that its convolutions know (0: unknown)."""

    weights: Weights
    around: Weights
    rows: Mapping[str, int]

    @classmethod
    def of(cls, weights: Weights) -> Teller:
        """From the arrays of the head; one without convolutions goes by each word alone."""
        around = weights.part(AROUND)
        known = bytes(around[SPELLING].astype(np.uint8)).decode("utf-8").split("\n") if SPELLING in around else []
        return cls(weights, around, {word: at for at, word in enumerate(known, start=1)})

    def hidden(self, pieces: Array) -> Array:
        """The hidden layer from the vectors of each word's first and last piece side by side."""
        return gelu(self.weights.linear("hidden.0", pieces))

    def parts(self, hidden: Array, named: Sequence[str], edges: Sequence[int]) -> Array:
        """The probabilities of each word of being part of a source, cue and content [words, 3], from the hidden layer,
        the words themselves, and the first words of the sentences.
        """
        if not self.rows:
            return sigmoid(self.weights.linear("tag", hidden))
        table = self.around["words.weight"][rows_of(self.rows, named)]
        x = convolved(self.around, np.concatenate([hidden, table, looks(named, edges)], axis=1))
        return sigmoid(self.around.linear("leave", x))


def rows_of(rows: Mapping[str, int], named: Sequence[str]) -> list[int]:
    """The row of each word, 0 where it is not known."""
    return [rows.get(word.lower(), 0) for word in named]
