"""Which words tell an event, in whatever wording, by each word itself and the words around it.

Convolutions over the encoder's vectors, learned from passages written for it in many wordings (`training/passages`):
they find what no word list holds. Made by `python -m training.labelling`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import numpy as np

from dateline.reader.network.around import convolved, looks
from dateline.reader.network.layers import Array, Weights, softmax
from dateline.records import EventType

LABELS, QUESTION = "labels", "events"
"""Names of the arrays among the heads, and of the question among those that the nets learned to answer."""
EVENTS: tuple[EventType, ...] = get_args(EventType)
"""The labels, in the order of the answers behind "none"."""
NETS = 2
_LEAST = np.float32(1e-4)


def labels_of(
    weights: Weights, opening: Array, roots: Array, named: Sequence[str], edges: Sequence[int]
) -> Array | None:
    """The probabilities [words, 1 + EVENTS], 0 being "none", from the vectors of each word's first piece
    [words, width], the roots that the head of events gives it, the words, and the first words of the sentences: the
    mean of several nets, one of which alone is two points better or worse by chance. None without such nets.
    """
    nets = [weights.part(str(net)) for net in range(NETS)]
    if not all("enter.weight" in net for net in nets):
        return None
    known = signs(opening, roots, named, edges)
    each = [softmax(net.linear(f"leave.{QUESTION}", convolved(net, known))) for net in nets]
    mean: Array = np.mean(each, axis=0)
    return mean


def signs(opening: Array, roots: Array, named: Sequence[str], edges: Sequence[int]) -> Array:
    """What is known of each word before its neighbours are looked at [words, width + roots + looks]."""
    return np.concatenate([opening, np.log(roots + _LEAST), looks(named, edges)], axis=1)
