"""Whether and how what a word tells happened: its factuality, status, whether it is one event or many, its trend."""

from __future__ import annotations

from dataclasses import dataclass
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


def how_told(weights: Weights, words: Array, asked: list[int]) -> list[Told]:
    """Of some words of a sentence [words, width], given by their places in it, how their events are told."""
    if not asked:
        return []
    own = words[asked]
    keys, values = weights.linear("key", words), weights.linear("value", words)
    side = keys.shape[1]
    queries = weights.linear("query", own).reshape(len(own) * LOOKS, side)
    seen = softmax(queries @ keys.T * np.float32(side**-0.5)) @ values
    both = np.concatenate([own, seen.reshape(len(own), LOOKS * side)], axis=1)
    answers = weights.linear("out", gelu(weights.linear("mix.1", both)))
    value, rest = np.tanh(answers[:, 0]), answers[:, 1:]
    status, rest = softmax(rest[:, : len(STATUSES)]), rest[:, len(STATUSES) :]
    flags, trend = sigmoid(rest[:, :2]), softmax(rest[:, 2:])[:, 1:]
    return [
        Told(
            float(value[n]),
            dict(zip(STATUSES, status[n].tolist(), strict=True)),
            float(flags[n, 0]),
            float(flags[n, 1]),
            dict(zip(TRENDS, trend[n].tolist(), strict=True)),
        )
        for n in range(len(asked))
    ]
