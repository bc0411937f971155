"""The event type of a sentence, or of what a source does to a target in it."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from training.encoder import WIDTH

HIDDEN = 256


class RootHead(nn.Module):
    """Attention over the tokens, asked by the source and the target, finds the words that tell the event; these words,
    source and target give the type. A missing side is a learned vector."""

    def __init__(self, roots: int, modes: int, dropout: float = 0.2) -> None:
        super().__init__()
        self.missing = nn.Parameter(torch.randn(2, WIDTH) * 0.02)
        self.query = nn.Linear(2 * WIDTH, 4 * WIDTH)
        self.mix = nn.Sequential(nn.Dropout(dropout), nn.Linear(6 * WIDTH, HIDDEN), nn.GELU(), nn.Dropout(dropout))
        self.root = nn.Linear(HIDDEN, roots)
        self.mode = nn.Linear(HIDDEN, modes)
        self.future = nn.Linear(HIDDEN, 1)

    def forward(
        self, states: Tensor, source: Sequence[tuple[int, int]], target: Sequence[tuple[int, int]]
    ) -> tuple[Tensor, Tensor, Tensor]:
        """One sentence's token vectors [tokens, WIDTH] and the token ranges of its sides -> logits of the roots, of
        the modes, and of lying in the future."""
        sides = torch.cat([self._side(states, source, 0), self._side(states, target, 1)])
        queries = self.query(sides).view(4, WIDTH)
        weights = (queries @ states.T * WIDTH**-0.5).softmax(-1)
        found = (weights @ states).flatten()
        mixed = self.mix(torch.cat([found, sides]))
        return self.root(mixed), self.mode(mixed), self.future(mixed)[0]

    def _side(self, states: Tensor, places: Sequence[tuple[int, int]], which: int) -> Tensor:
        if not places:
            return self.missing[which]
        return torch.cat([states[first:last] for first, last in places]).mean(0) + self.missing[which]
