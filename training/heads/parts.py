"""Parts of an attribution by neighbouring words: convolutions over the attribution head's hidden layer."""

from __future__ import annotations

import torch
from dateline.reader.network.parts import LOOKS, REACH
from torch import Tensor, nn
from torch.nn import functional

from training.encoder import WIDTH
from training.heads.attribution import PARTS

SPELLED, SIDE, LAYERS = 24, 96, 6
"""Widths of the vectors of a word's spelling and of the layers; layers, each of which adds two words on either side."""
UNSEEN, UNSPELLED = 0.2, 0.2
"""Shares of the inputs, and of the spellings, that are left out in training."""


class Around(nn.Module):
    """Logits of the parts [words, 3] from the hidden layer [words, WIDTH], rows of words, and looks [words, LOOKS]."""

    def __init__(self, known: int, dropout: float = 0.25) -> None:
        super().__init__()
        self.words = nn.Embedding(1 + known, SPELLED)
        nn.init.normal_(self.words.weight, std=0.1)
        self.enter = nn.Linear(WIDTH + SPELLED + LOOKS, SIDE)
        self.layers = nn.ModuleList(nn.Linear(REACH * SIDE, SIDE) for _ in range(LAYERS))
        self.leave = nn.Linear(SIDE, len(PARTS))
        self.dropout = dropout

    def forward(self, hidden: Tensor, rows: Tensor, looks: Tensor) -> Tensor:
        if self.training:
            rows = rows.masked_fill(torch.rand(len(rows)) < UNSPELLED, 0)
            hidden = functional.dropout(hidden, UNSEEN)
        x = functional.gelu(self.enter(torch.cat([hidden, self.words(rows), looks], 1)))
        for layer in self.layers:
            framed = functional.pad(functional.layer_norm(x, (SIDE,)), (0, 0, REACH // 2, REACH // 2))
            near = torch.cat([framed[at : at + len(x)] for at in range(REACH)], 1)
            x = x + functional.dropout(functional.gelu(layer(near)), self.dropout, self.training)
        logits: Tensor = self.leave(functional.dropout(x, self.dropout, self.training))
        return logits
