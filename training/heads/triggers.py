"""Which words tell an event, and of what type."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.encoder import WIDTH


class TriggerHead(nn.Module):
    """Word vectors [words, WIDTH] -> logits [words, 1 + types], 0 being "no event"."""

    def __init__(self, types: int, dropout: float = 0.1) -> None:
        super().__init__()
        last = nn.Linear(WIDTH, types + 1)
        with torch.no_grad():  # one word in thirty tells an event
            last.bias.zero_()[0] = 4.0
        self.out = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Dropout(dropout), last)

    def forward(self, words: Tensor) -> Tensor:
        logits: Tensor = self.out(words)
        return logits
