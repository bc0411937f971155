"""What each word tells, by itself and the words around it: one stack of convolutions, one answer a question."""

from __future__ import annotations

import torch
from dateline.reader.network.around import LOOKS
from torch import Tensor, nn

from training.corpora.documents import LABELS as ROOTS
from training.corpora.passages import LABELS
from training.encoder import WIDTH
from training.heads.around import Convolutions

SIDE, LAYERS = 96, 3
QUESTIONS = ("events", "hands")
"""What the nets learn: the reader asks for the first, the second shapes the layers that both share."""
SIGNS = WIDTH + 1 + len(ROOTS) + LOOKS


class Labels(Convolutions):
    """Logits of a question [words, 1 + labels], 0 being "none", from the signs of each word [words, SIGNS]."""

    def __init__(self) -> None:
        super().__init__(SIGNS, SIDE, LAYERS)
        self.leave = nn.ModuleDict({asked: nn.Linear(SIDE, 1 + len(LABELS[asked])) for asked in QUESTIONS})
        with torch.no_grad():  # most words tell nothing
            for leave in self.leave.values():
                assert isinstance(leave, nn.Linear)
                leave.bias.zero_()[0] = 3.0

    def forward(self, signs: Tensor, asked: str) -> Tensor:
        logits: Tensor = self.leave[asked](self.convolved(self.thinned(signs)))
        return logits
