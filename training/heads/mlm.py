"""Masked-language training: which word piece stood here."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.encoder import EPSILON, WIDTH


class MaskedHead(nn.Module):
    """Token vectors -> logits over the vocabulary, by comparison with the word vectors."""

    def __init__(self, vocabulary: int = 30522) -> None:
        super().__init__()
        self.turn = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.bias = nn.Parameter(torch.zeros(vocabulary))

    def forward(self, states: Tensor, words: Tensor) -> Tensor:
        """`states` [tokens, WIDTH], `words` [vocabulary, WIDTH] -> [tokens, vocabulary]."""
        return functional.linear(self.norm(functional.gelu(self.turn(states))), words, self.bias)
