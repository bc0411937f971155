"""Whether and how what a word tells happened, from the word's vector and those of its sentence."""

from __future__ import annotations

from typing import get_args

import torch
from dateline.records import Status, Trend
from torch import Tensor, nn

from training.encoder import WIDTH

SIDE, LOOKS = 128, 4
STATUSES: tuple[str, ...] = get_args(Status)
TRENDS: tuple[str, ...] = get_args(Trend)
FLAGS = ("aggregate", "background")
PARTS = (1, len(STATUSES), len(FLAGS), 1 + len(TRENDS))
"""Widths of the answers: factuality, the ten statuses, each flag, no trend or which."""


class StatusHead(nn.Module):
    """The word looks at its sentence with a few queries of its own; what it finds and itself give the answers."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.query = nn.Linear(WIDTH, LOOKS * SIDE)
        self.key = nn.Linear(WIDTH, SIDE)
        self.value = nn.Linear(WIDTH, SIDE)
        self.mix = nn.Sequential(
            nn.Dropout(dropout), nn.Linear(WIDTH + LOOKS * SIDE, 2 * SIDE), nn.GELU(), nn.Dropout(dropout)
        )
        self.out = nn.Linear(2 * SIDE, sum(PARTS))

    def forward(self, words: Tensor, asked: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Word vectors of one sentence [words, WIDTH] and the places of the words asked of -> factuality [asked], -1
        (did not happen) to 1 (happened); logits of the statuses [asked, 10], of the flags [asked, 2], and of the trends
        [asked, 4], 0 standing for none."""
        own = words[asked]
        queries = self.query(own).view(len(own), LOOKS, SIDE)
        weights = (queries @ self.key(words).T * SIDE**-0.5).softmax(-1)
        seen = (weights @ self.value(words)).flatten(1)
        value, status, flags, trend = self.out(self.mix(torch.cat([own, seen], 1))).split(PARTS, 1)
        return torch.tanh(value)[:, 0], status, flags, trend
