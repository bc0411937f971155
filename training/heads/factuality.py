"""Whether what a word tells happened, from the word's vector and those of its sentence."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.encoder import WIDTH

SIDE, LOOKS = 128, 4


class FactualityHead(nn.Module):
    """The word looks at its sentence with a few queries of its own; what it finds and itself give one number."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.query = nn.Linear(WIDTH, LOOKS * SIDE)
        self.key = nn.Linear(WIDTH, SIDE)
        self.value = nn.Linear(WIDTH, SIDE)
        self.mix = nn.Sequential(
            nn.Dropout(dropout), nn.Linear(WIDTH + LOOKS * SIDE, 2 * SIDE), nn.GELU(), nn.Dropout(dropout)
        )
        self.out = nn.Linear(2 * SIDE, 1)

    def forward(self, words: Tensor, asked: Tensor) -> Tensor:
        """Word vectors of one sentence [words, WIDTH] and the places of the words asked of -> [asked], -1 (did not
        happen) to 1 (happened)."""
        own = words[asked]
        queries = self.query(own).view(len(own), LOOKS, SIDE)
        weights = (queries @ self.key(words).T * SIDE**-0.5).softmax(-1)
        seen = (weights @ self.value(words)).flatten(1)
        return torch.tanh(self.out(self.mix(torch.cat([own, seen], 1))))[:, 0]
