"""Parts of an attribution by neighbouring words: convolutions over the attribution head's hidden layer."""

from __future__ import annotations

import torch
from dateline.reader.network.around import LOOKS
from torch import Tensor, nn

from training.encoder import WIDTH
from training.heads.around import Convolutions
from training.heads.attribution import PARTS

SPELLED, SIDE, LAYERS = 24, 96, 6
"""Widths of the vectors of a word's spelling and of the layers; layers."""
UNSPELLED = 0.2
"""Share of the spellings that are left out in training."""


class Around(Convolutions):
    """Logits of the parts [words, 3] from the hidden layer [words, WIDTH], rows of words, and looks [words, LOOKS]."""

    def __init__(self, known: int) -> None:
        super().__init__(WIDTH + SPELLED + LOOKS, SIDE, LAYERS)
        self.words = nn.Embedding(1 + known, SPELLED)
        nn.init.normal_(self.words.weight, std=0.1)
        self.leave = nn.Linear(SIDE, len(PARTS))

    def forward(self, hidden: Tensor, rows: Tensor, looks: Tensor) -> Tensor:
        if self.training:
            rows = rows.masked_fill(torch.rand(len(rows)) < UNSPELLED, 0)
        logits: Tensor = self.leave(self.convolved(torch.cat([self.thinned(hidden), self.words(rows), looks], 1)))
        return logits
