"""Whether and how what a word tells happened: its factuality, status, whether it is one event or many, its trend."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import get_args

import numpy as np

from dateline.reader.network.layers import Array, Weights, gelu, sigmoid, softmax
from dateline.records import Status, Trend

LOOKS = 4
STATUSES: tuple[Status, ...] = get_args(Status)
TRENDS: tuple[Trend, ...] = get_args(Trend)


@dataclass(frozen=True, slots=True)
class Told:
    """How a word's event is told: factuality from -1 (did not happen) to 1 (happened), the probability of each status,
    of telling many at once, of history, and of each trend (the rest: of none).
    """

    factuality: float
    statuses: dict[Status, float]
    aggregate: float
    background: float
    trends: dict[Trend, float]


def how_told(weights: Weights, words: Array, asked: Sequence[int], edges: Sequence[int] = ()) -> Array:
    """Of some words of a text [words, width], given by their places, how their events are told: a row each [asked,
    answers] that `as_told` makes out. A long report has too many of them to keep each as an object.

    `edges` are the first words of the sentences and the number of words, and the places then stand in text order;
    without them the text is one sentence.
    """
    if not len(asked):
        return np.empty((0, 0), dtype=np.float32)
    own = words[asked]
    keys, values = weights.linear("key", words), weights.linear("value", words)
    side = keys.shape[1]
    queries: Array = weights.linear("query", own).reshape(len(own) * LOOKS, side) * np.float32(side**-0.5)
    both = np.empty((len(own), own.shape[1] + LOOKS * side), dtype=np.float32)
    both[:, : own.shape[1]] = own
    seen = both[:, own.shape[1] :]
    places = [bisect.bisect_left(asked, edge) for edge in edges] or [0, len(asked)]
    for (begin, end), (low, high) in zip(pairwise(edges or (0, len(words))), pairwise(places), strict=True):
        if low < high:
            looks = softmax(queries[low * LOOKS : high * LOOKS] @ keys[begin:end].T)
            seen[low:high] = (looks @ values[begin:end]).reshape(high - low, LOOKS * side)
    answers = weights.linear("out", gelu(weights.linear("mix.1", both)))
    value, rest = np.tanh(answers[:, :1]), answers[:, 1:]
    status, rest = softmax(rest[:, : len(STATUSES)]), rest[:, len(STATUSES) :]
    return np.concatenate([value, sigmoid(rest[:, :2]), status, softmax(rest[:, 2:])[:, 1:]], axis=1)


def as_told(row: Array) -> Told:
    """One row of `how_told` in words."""
    factuality, aggregate, background, *rest = row.tolist()
    statuses, trends = rest[: len(STATUSES)], rest[len(STATUSES) :]
    return Told(
        factuality,
        dict(zip(STATUSES, statuses, strict=True)),
        aggregate,
        background,
        dict(zip(TRENDS, trends, strict=True)),
    )
