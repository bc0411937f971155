"""What each word tells, in whatever wording, by itself and the words around it: events, places that change hands.

Convolutions over the encoder's vectors, learned from passages written for it in many wordings (`training/passages`):
they find what no word list holds. Made by `python -m training.labelling`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

import numpy as np

from dateline.reader.network.around import convolved, looks
from dateline.reader.network.layers import Array, Weights, softmax
from dateline.records import EventType

LABELS = "labels"
"""Name of the arrays among the heads."""
Asked = Literal["events", "hands"]
NAMES: dict[Asked, tuple[str, ...]] = {
    "events": get_args(EventType),
    "hands": ("place", "gained", "lost", "how"),
}
"""The labels of each question, which the last word of a phrase has: the types of events; the place that changes hands,
who gains and loses it, the word that tells it."""
NETS = 2
_LEAST = np.float32(1e-4)


def labels_of(
    weights: Weights, opening: Array, roots: Array, named: Sequence[str], edges: Sequence[int]
) -> dict[Asked, Array]:
    """For each question the probabilities [words, 1 + labels], 0 being "none", from the vectors of each word's first
    piece [words, width], the roots that the head of events gives it, the words, and the first words of the sentences:
    the mean of several nets, one of which alone is two points better or worse by chance.
    """
    nets = [weights.part(str(net)) for net in range(NETS)]
    if not all("enter.weight" in net for net in nets):  # a folder of weights that were trained before
        return {}
    known = signs(opening, roots, named, edges)
    vectors = [convolved(net, known) for net in nets]
    return {
        asked: np.mean([softmax(net.linear(f"leave.{asked}", x)) for net, x in zip(nets, vectors, strict=True)], axis=0)
        for asked in NAMES
    }


def signs(opening: Array, roots: Array, named: Sequence[str], edges: Sequence[int]) -> Array:
    """What is known of each word before its neighbours are looked at [words, width + roots + looks]."""
    return np.concatenate([opening, np.log(roots + _LEAST), looks(named, edges)], axis=1)
