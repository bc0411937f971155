"""Convolutions over neighbouring words: each word by itself and the words around it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dateline.reader.network.layers import Array, Weights, gelu

REACH = 5
"""Words that a convolution looks at: a word and two neighbours on either side."""
LOOKS = 2
"""Signs of a word besides its spelling: whether it opens a sentence, whether it has a capital."""


def convolved(weights: Weights, x: Array) -> Array:
    """Each word's vector [words, side] from what is known of it [words, width], by layers that each add two words on
    either side.
    """
    x = gelu(weights.linear("enter", x))
    layer = 0
    while f"layers.{layer}.weight" in weights:
        x = x + gelu(weights.linear(f"layers.{layer}", beside(normal(x), REACH)))
        layer += 1
    return x


def looks(named: Sequence[str], edges: Sequence[int]) -> Array:
    """The other signs of each word [words, LOOKS]; `edges` are the first words of the sentences."""
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
