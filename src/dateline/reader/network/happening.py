"""Where an event happened, by its sentence: a span of words or none."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dateline.reader.network.layers import Array, Weights, gelu, softmax

HEADS = 4
LONGEST, LONGEST_PLACE, FAR = 120, 8, 15
"""Words of a sentence that are looked at; words of a place; words away from the event beyond which distance is one."""
TOGETHER = 256
"""Words of the sentences of several events that are looked at together."""


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

    def of(self, words: Array, events: Sequence[int], edges: Sequence[int] = ()) -> list[Whereabouts]:
        """For each event (a word's place in the text) the likeliest span of its sentence, counted from the sentence's
        first word.

        `words` [words, 2 * width]: the vectors of each word's first and last piece. `edges` are the first words of the
        sentences and the number of words; without them the text is one sentence. Words of a sentence beyond LONGEST are
        not looked at, and an event there has no span.
        """
        found = [Whereabouts(0, 0, 0.0, 1.0)] * len(events)
        asked = []
        for number, event in enumerate(events):
            home = bisect.bisect_right(edges, event, hi=len(edges) - 1) - 1 if edges else 0
            begin, end = (edges[home], edges[home + 1]) if edges else (0, len(words))
            if event - begin < LONGEST:
                asked.append(_Asked(number, begin, min(end - begin, LONGEST), event - begin))
        if not asked:
            return found
        inner = self._net.linear("inner", words)
        asked.sort(key=lambda one: one.length)
        for part in _parts(asked):
            for one, start, end in zip(part, *_logits(self._net, inner, part), strict=True):
                found[one.number] = best_span(start[: 1 + one.length], end[: 1 + one.length])
        return found


@dataclass(frozen=True, slots=True)
class _Asked:
    """The event with a number: its sentence's first word in the text, its length, and the event's place in it."""

    number: int
    begin: int
    length: int
    event: int


def _parts(asked: Sequence[_Asked]) -> Iterator[list[_Asked]]:
    """Events by the length of their sentence, so many together that their words stay within TOGETHER."""
    part: list[_Asked] = []
    for one in asked:
        if part and one.length * (len(part) + 1) > TOGETHER:
            yield part
            part = []
        part.append(one)
    yield part


def _logits(net: Weights, inner: Array, asked: Sequence[_Asked]) -> tuple[Array, Array]:
    """Log-probabilities [events, 1 + words] of where the place begins and ends; 0 stands for "not said".

    `inner` are the text's words as the head sees them; sentences shorter than the last one are filled up.
    """
    count, length = len(asked), asked[-1].length
    at = np.arange(length)
    lengths, events = (np.array(values) for values in zip(*((a.length, a.event) for a in asked), strict=True))
    filling = at[None, :] >= lengths[:, None]
    where = np.array([a.begin for a in asked])[:, None] + np.minimum(at[None, :], lengths[:, None] - 1)
    steps = np.clip(at[None, :] - events[:, None], -FAR, FAR) + FAR
    x = inner[where] + net["distance.weight"][steps]
    rows = np.arange(count)
    x[rows, events] += net["mark"]
    width = x.shape[-1]
    parts = net.linear("qkv", _norm(net, "norm1", x)).reshape(count, length, 3, HEADS, width // HEADS)
    q, k, v = parts.transpose(2, 0, 3, 1, 4)
    q = (q + q[rows, :, events][:, :, None, :]) * np.float32((width // HEADS) ** -0.5)
    scores = q @ k.transpose(0, 1, 3, 2)
    scores[np.broadcast_to(filling[:, None, None, :], scores.shape)] = -np.inf
    mixed = softmax(scores) @ v
    x = x + net.linear("out", mixed.transpose(0, 2, 1, 3).reshape(count, length, width))
    x = x + net.linear("down", gelu(net.linear("up", _norm(net, "norm2", x))))
    bent = np.tanh(x, out=x)
    ends, none = net.linear("ends", bent), net.linear("none", bent[rows, events])
    ends[filling] = -np.inf
    return tuple(_log_softmax(np.concatenate([none, ends[..., at]], axis=1)) for at in (0, 1))  # type: ignore[return-value]


def _norm(net: Weights, name: str, x: Array) -> Array:
    width = np.float32(x.shape[-1])
    centred: Array = x - np.einsum("...i->...", x)[..., None] / width
    centred /= np.sqrt(np.einsum("...i,...i->...", centred, centred) / width + np.float32(1e-5))[..., None]
    centred *= net[f"{name}.weight"]
    centred += net[f"{name}.bias"]
    return centred


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
