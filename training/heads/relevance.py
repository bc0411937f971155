"""Does a text tell of conflict at all."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.encoder import WIDTH


class RelevanceHead(nn.Module):
    """Mean and maximum of the token vectors -> one logit a question."""

    def __init__(self, questions: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.out = nn.Sequential(nn.Dropout(dropout), nn.Linear(2 * WIDTH, questions))

    def forward(self, states: Tensor) -> Tensor:
        """One text's token vectors [tokens, WIDTH] -> logits [questions]."""
        logits: Tensor = self.out(torch.cat([states.mean(0), states.amax(0)]))
        return logits
