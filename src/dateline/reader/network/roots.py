"""The PLOVER root of what a source does to a target in a sentence, given where source and target stand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dateline.reader.network.layers import Array, Weights, gelu, sigmoid, softmax


def root_of(
    weights: Weights, states: Array, source: Sequence[tuple[int, int]], target: Sequence[tuple[int, int]]
) -> tuple[Array, float]:
    """One sentence's token vectors [tokens, width] and the token ranges of its sides -> probabilities of the roots, and
    of lying in the future.
    """
    width = states.shape[1]
    sides = np.concatenate([_side(weights, states, source, 0), _side(weights, states, target, 1)])
    queries = weights.linear("query", sides).reshape(4, width)
    attention = softmax(queries @ states.T * np.float32(width**-0.5))
    found = (attention @ states).ravel()
    mixed = gelu(weights.linear("mix.1", np.concatenate([found, sides])))
    return softmax(weights.linear("root", mixed)), float(sigmoid(weights.linear("future", mixed))[0])


def _side(weights: Weights, states: Array, places: Sequence[tuple[int, int]], which: int) -> Array:
    missing: Array = weights["missing"][which]
    if not places:
        return missing
    mean: Array = np.concatenate([states[first:last] for first, last in places]).mean(0)
    return mean + missing
