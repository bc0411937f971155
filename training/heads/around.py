"""Convolutions over neighbouring words, as `reader/network/around.py` runs them."""

from __future__ import annotations

import torch
from dateline.reader.network.around import REACH
from torch import Tensor, nn
from torch.nn import functional


class Convolutions(nn.Module):
    """Vectors of words [words, side] from what is known of them [words, width]; each layer adds two words on either
    side. `unseen` is the share of the inputs that is left out in training."""

    def __init__(self, width: int, side: int, layers: int, dropout: float = 0.25, unseen: float = 0.2) -> None:
        super().__init__()
        self.enter = nn.Linear(width, side)
        self.layers = nn.ModuleList(nn.Linear(REACH * side, side) for _ in range(layers))
        self.side, self.dropout, self.unseen = side, dropout, unseen

    def convolved(self, x: Tensor) -> Tensor:
        """The last layer's vectors, some of which are left out in training."""
        x = functional.gelu(self.enter(x))
        for layer in self.layers:
            framed = functional.pad(functional.layer_norm(x, (self.side,)), (0, 0, REACH // 2, REACH // 2))
            near = torch.cat([framed[at : at + len(x)] for at in range(REACH)], 1)
            x = x + functional.dropout(functional.gelu(layer(near)), self.dropout, self.training)
        return functional.dropout(x, self.dropout, self.training)

    def thinned(self, x: Tensor) -> Tensor:
        """The inputs with some of them left out in training."""
        return functional.dropout(x, self.unseen, self.training)
