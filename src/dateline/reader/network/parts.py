"""Which part of what is said each word is: source, cue, content, by the word and the words around it.

The head's hidden layer knows a word in its sentence; that the words of a cue hold together ("has repeatedly said", a
dash between a quotation and a name) a few convolutions over neighbouring words see. On held-out training articles of
PolNeAR the best F1 of cue words is 0.661 without and 0.701 with them. Made by `python -m training.parts`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dateline.reader.network.layers import Array, Weights, gelu, sigmoid

AROUND, SPELLING = "around", "spelling"
"""Names of the convolutions' arrays, and among them of the known words: their UTF-8 bytes, one word a line."""
REACH = 5
"""Words that a convolution looks at: a word and two neighbours on either side."""
LOOKS = 2
"""Signs of a word besides its spelling: whether it opens a sentence, whether it has a capital."""


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
        x = gelu(self.around.linear("enter", np.concatenate([hidden, table, looks(named, edges)], axis=1)))
        layer = 0
        while f"layers.{layer}.weight" in self.around:
            x = x + gelu(self.around.linear(f"layers.{layer}", beside(normal(x), REACH)))
            layer += 1
        return sigmoid(self.around.linear("leave", x))


def rows_of(rows: Mapping[str, int], named: Sequence[str]) -> list[int]:
    """The row of each word, 0 where it is not known."""
    return [rows.get(word.lower(), 0) for word in named]


def looks(named: Sequence[str], edges: Sequence[int]) -> Array:
    """The other signs of each word [words, LOOKS]."""
    found = np.zeros((len(named), LOOKS), dtype=np.float32)
    found[[edge for edge in edges if edge < len(named)], 0] = 1
    found[:, 1] = [word[:1].isupper() for word in named]
    return found


def normal(x: Array) -> Array:
    """Each word's vector with mean 0 and variance 1."""
    from_mean = x - x.mean(-1, keepdims=True)
    out: Array = from_mean / np.sqrt((from_mean * from_mean).mean(-1, keepdims=True) + np.float32(1e-5))
    return out


def beside(x: Array, reach: int) -> Array:
    """Each word's vector among its neighbours', `reach` in all, zeros beyond the ends [words, reach * side]."""
    count, side = x.shape
    framed = np.zeros((count + reach - 1, side), dtype=x.dtype)
    framed[reach // 2 : reach // 2 + count] = x
    step = framed.strides[0]
    windows = np.lib.stride_tricks.as_strided(framed, (count, reach * side), (step, x.itemsize), writeable=False)
    return np.ascontiguousarray(windows)
