"""The trained choice among what a mention may stand for: one hidden layer over the signs of each pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from dateline.reader.chains.cues import Kind
from dateline.reader.chains.growing import Chains
from dateline.reader.chains.referring import Pair, only_name
from dateline.reader.chains.signs import signs
from dateline.reader.network.layers import Array, Weights

CLEAR: dict[Kind, float] = {"pronoun": 0.2, "noun": 0.3, "name": 0.3}
"""From this probability the likeliest candidate is taken: highest CoNLL F1 in cross-validation on ECB+ and MEANTIME."""


class Scorer:
    """The mean of a few alike nets; `weights` holds `N.inner.weight` [hidden, signs], `N.outer.weight` and biases."""

    def __init__(self, weights: Weights, clear: Mapping[Kind, float] = CLEAR) -> None:
        count = 1 + max(int(name.split(".")[0]) for name in weights)
        parts = [weights.part(str(number)) for number in range(count)]
        self._clear = clear
        self._inner = np.concatenate([part["inner.weight"] for part in parts]).T.astype(np.float32)
        self._bias = np.concatenate([part["inner.bias"] for part in parts]).astype(np.float32)
        # One matrix for all nets: each column has one net's outer weights, and zeros for the others'.
        self._outer = np.zeros((len(self._bias), count), dtype=np.float32)
        size = len(self._bias) // count
        for number, part in enumerate(parts):
            self._outer[number * size : (number + 1) * size, number] = part["outer.weight"][0]
        self._last = np.array([part["outer.bias"][0] for part in parts], dtype=np.float32)

    def chances(self, rows: Array) -> Array:
        """The probability [pairs] that each pair is one, from its signs [pairs, signs]."""
        hidden = np.maximum(rows @ self._inner + self._bias, 0)
        chances: Array = (1 / (1 + np.exp(-(hidden @ self._outer + self._last)))).sum(1) / len(self._last)
        return chances

    def choose(self, chains: Chains, pairs: Sequence[Pair]) -> int | None:
        """The likeliest candidate, None where none is likely enough."""
        chances = self.chances(np.array(signs(chains, pairs), dtype=np.float32))
        best = int(chances.argmax())
        clear = chances[best] >= self._clear[chains.views[pairs[0].at].kind]
        return pairs[best].other if clear else only_name(chains, pairs)
