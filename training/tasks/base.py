"""What the training loop asks of a task."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from torch import Tensor, nn

from training.model import Reader

Item = TypeVar("Item")


class Task(Protocol):
    """A question with its data. `name` names its head in the reader."""

    name: str

    def head(self) -> nn.Module:
        """A fresh head."""

    def batches(self, rng: random.Random) -> Sequence[Callable[[Reader], dict[str, Tensor]]]:
        """One epoch in random order: each entry computes the parts of the loss of one batch."""

    def evaluate(self, reader: Reader) -> dict[str, float]:
        """Figures on the tuning split; the first is the one that picks the best checkpoint."""


def bucketed(items: Sequence[Item], size: Callable[[Item], int], most: int, rng: random.Random) -> list[list[Item]]:
    """Shuffled batches of items of about equal size, padded size at most `most` (a larger item stands alone)."""
    order = sorted(rng.sample(range(len(items)), len(items)), key=lambda at: size(items[at]) + rng.random() * 32)
    batches: list[list[Item]] = []
    current: list[Item] = []
    longest = 0
    for at in order:
        longest = max(longest, size(items[at]))
        if current and longest * (len(current) + 1) > most:
            batches.append(current)
            current, longest = [], size(items[at])
        current.append(items[at])
    if current:
        batches.append(current)
    rng.shuffle(batches)
    return batches
