"""The few layers that the heads are made of, in numpy: `x` is [..., width], weights are as PyTorch stores them."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

Array = NDArray[np.float32]


class Weights(Mapping[str, Array]):
    """Arrays by dotted name; `part("spans")` gives those below a name."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._arrays = dict(arrays)

    def __getitem__(self, name: str) -> Array:
        return self._arrays[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._arrays)

    def __len__(self) -> int:
        return len(self._arrays)

    def part(self, name: str) -> Weights:
        """The arrays whose name begins with `name.`, without it."""
        return Weights({k.removeprefix(f"{name}."): v for k, v in self._arrays.items() if k.startswith(f"{name}.")})

    def linear(self, name: str, x: Array) -> Array:
        """`x` times the matrix, plus the bias where there is one."""
        out: Array = x @ self._arrays[f"{name}.weight"].T
        bias = self._arrays.get(f"{name}.bias")
        return out if bias is None else out + bias


@functools.cache
def _pools() -> ThreadpoolController:
    return ThreadpoolController()


def one_thread() -> AbstractContextManager[object]:
    """A context in which numpy multiplies on one thread: the matrices here are small, and threads that wait for each
    other beside those of the encoder made some products twenty times slower.
    """
    limited: AbstractContextManager[object] = _pools().limit(limits=1, user_api="blas")
    return limited


def softmax(x: Array) -> Array:
    """Along the last axis."""
    shifted = np.exp(x - x.max(-1, keepdims=True))
    out: Array = shifted / shifted.sum(-1, keepdims=True)
    return out


def sigmoid(x: Array) -> Array:
    """Of each element; large negative ones give 0 without a warning."""
    out: Array = (1 / (1 + np.exp(-np.clip(x, -60, 60)))).astype(np.float32)
    return out


def gelu(x: Array) -> Array:
    """X times the normal distribution's share below x, the error function after Abramowitz and Stegun 7.1.26 (off by
    under 1.5e-7).
    """
    z = np.abs(x)
    z *= np.float32(0.7071067811865476)
    t = 1 / (1 + np.float32(0.3275911) * z)
    series = t * np.float32(1.061405429)
    for step in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series += np.float32(step)
        series *= t
    np.multiply(z, z, out=z)
    np.negative(z, out=z)
    series *= np.exp(z, out=z)
    np.subtract(1, series, out=series)
    out: Array = np.copysign(series, x, out=series)
    out += 1
    out *= x
    out *= np.float32(0.5)
    return out
