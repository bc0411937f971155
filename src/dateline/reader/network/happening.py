"""Where an event happened, by its sentence: a span of words or none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from dateline.reader.network.layers import Array, Weights, gelu

HEADS = 4
LONGEST, LONGEST_PLACE, FAR = 120, 8, 15
"""Words of a sentence that are looked at; words of a place; words away from the event beyond which distance is one."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Words [first, last) of the sentence that say where, with their probability, and that nothing says so."""

    first: int
    last: int
    chance: float
    unsaid: float


class Happening:
    """The head; made once."""

    def __init__(self, weights: Weights) -> None:
        self._net = weights

    def of(self, words: Array, events: list[int]) -> list[Whereabouts]:
        """For each event (a word's place in the sentence) the likeliest span.

        `words` [words, 2 * width]: the vectors of each word's first and last piece. Words beyond LONGEST are not looked
        at, and an event there has no span.
        """
        words = words[:LONGEST]
        inside = [event for event in events if event < len(words)]
        logs: Iterator[tuple[Array, Array]] = iter(())
        if inside:
            logs = zip(*_logits(self._net, words, np.array(inside)), strict=True)
        return [best_span(*next(logs)) if event < len(words) else Whereabouts(0, 0, 0.0, 1.0) for event in events]


def _logits(net: Weights, words: Array, events: np.ndarray) -> tuple[Array, Array]:
    """Log-probabilities [events, 1 + words] of where the place begins and ends; 0 stands for "not said"."""
    count, length = len(events), len(words)
    steps = np.clip(np.arange(length)[None, :] - events[:, None], -FAR, FAR) + FAR
    x = net.linear("inner", words)[None] + net["distance.weight"][steps]
    rows = np.arange(count)
    x[rows, events] += net["mark"]
    width = x.shape[-1]
    parts = net.linear("qkv", _norm(net, "norm1", x)).reshape(count, length, 3, HEADS, width // HEADS)
    q, k, v = parts.transpose(2, 0, 3, 1, 4)
    q = q + q[rows, :, events][:, :, None, :]
    scores = q @ k.transpose(0, 1, 3, 2) / (width // HEADS) ** 0.5
    scores = np.exp(scores - scores.max(-1, keepdims=True))
    mixed = (scores / scores.sum(-1, keepdims=True)) @ v
    x = x + net.linear("out", mixed.transpose(0, 2, 1, 3).reshape(count, length, width))
    x = x + net.linear("down", gelu(net.linear("up", _norm(net, "norm2", x))))
    bent = np.tanh(x)
    ends, none = net.linear("ends", bent), net.linear("none", bent[rows, events])
    return tuple(_log_softmax(np.concatenate([none, ends[..., at]], axis=1)) for at in (0, 1))  # type: ignore[return-value]


def _norm(net: Weights, name: str, x: Array) -> Array:
    centred = x - x.mean(-1, keepdims=True)
    scaled: Array = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-5)
    return scaled * net[f"{name}.weight"] + net[f"{name}.bias"]


def _log_softmax(x: Array) -> Array:
    x = x - x.max(-1, keepdims=True)
    out: Array = x - np.log(np.exp(x).sum(-1, keepdims=True))
    return out


def best_span(start: Array, end: Array) -> Whereabouts:
    """The likeliest span of at most LONGEST_PLACE words, by log-probabilities [1 + words] of its ends."""
    scores = start[1:, None] + end[None, 1:]
    length = len(scores)
    gap = np.arange(length)[None, :] - np.arange(length)[:, None]
    scores = np.where((gap >= 0) & (gap < LONGEST_PLACE), scores, -np.inf)
    first, last = divmod(int(scores.argmax()), length)
    said, unsaid = float(np.exp(scores[first, last])), float(np.exp(start[0] + end[0]))
    return Whereabouts(first, last + 1, said, unsaid)
