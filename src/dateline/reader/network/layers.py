"""The few layers that the heads are made of, in numpy: `x` is [..., width], weights are as PyTorch stores them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


class Weights(Mapping[str, Array]):
    """Arrays by dotted name; `part("spans")` gives those below a name."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._arrays = dict(arrays)
        self._parts: dict[str, Weights] = {}

    def __getitem__(self, name: str) -> Array:
        return self._arrays[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._arrays)

    def __len__(self) -> int:
        return len(self._arrays)

    def part(self, name: str) -> Weights:
        """The arrays whose name begins with `name.`, without it."""
        if name not in self._parts:
            start = f"{name}."
            self._parts[name] = Weights({k.removeprefix(start): v for k, v in self.items() if k.startswith(start)})
        return self._parts[name]

    def linear(self, name: str, x: Array) -> Array:
        """`x` times the matrix, plus the bias where there is one."""
        weight, bias = self._arrays[f"{name}.weight"], self._arrays.get(f"{name}.bias")
        # As one product: numpy would make one of each of the leading rows.
        out: Array = x.reshape(-1, x.shape[-1]) @ weight.T
        if bias is not None:
            out += bias
        return out.reshape(*x.shape[:-1], len(weight))


def softmax(x: Array) -> Array:
    """Along the last axis."""
    shifted = np.exp(x - x.max(-1, keepdims=True))
    out: Array = shifted / shifted.sum(-1, keepdims=True)
    return out


def sigmoid(x: Array) -> Array:
    """Of each element; large negative ones give 0 without a warning."""
    out: Array = (1 / (1 + np.exp(-np.clip(x, -60, 60)))).astype(np.float32)
    return out


# Factors, from the ninth power down, of the odd polynomial whose tanh is the error function of x / sqrt(2), fitted for
# the smallest largest error of gelu; from 5.5 on the tanh is 1 in single precision.
_GELU = tuple(map(np.float32, (1.119165e-06, -3.058238e-05, -0.0001248551, 0.03646878, 0.7978281)))


def gelu(x: Array) -> Array:
    """X times the normal distribution's share below x; off by under 4e-6."""
    clipped = np.clip(x, np.float32(-6), np.float32(6))
    square = clipped * clipped
    share = square * _GELU[0]
    for factor in _GELU[1:-1]:
        share += factor
        share *= square
    share += _GELU[-1]
    share *= clipped
    np.tanh(share, out=share)
    share += np.float32(1)
    share *= x
    share *= np.float32(0.5)
    return share
