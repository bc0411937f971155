"""Who says what: each word's part in an attribution, and for a word of content the word of its source."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.encoder import WIDTH

PARTS = ("source", "cue", "content")
SIDE, FAR = 96, 12


class AttributionHead(nn.Module):
    """Tags of the words (a word may be source of one and content of another), and a pointer from content to source."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.hidden = nn.Sequential(nn.Linear(2 * WIDTH, WIDTH), nn.GELU(), nn.Dropout(dropout))
        self.tag = nn.Linear(WIDTH, len(PARTS))
        self.content = nn.Linear(WIDTH, SIDE)
        self.source = nn.Linear(WIDTH, SIDE)
        self.none = nn.Linear(WIDTH, 1)
        self.distance = nn.Embedding(2 * FAR + 1, 1)

    def forward(self, pieces: Tensor) -> tuple[Tensor, Tensor]:
        """Vectors of each word's first and last piece, side by side [words, 2 * WIDTH] -> logits of the parts [words,
        3], and of which word each word's source is [words, 1 + words], 0 standing for none that is named."""
        hidden = self.hidden(pieces)
        words = torch.arange(len(pieces), device=pieces.device)
        gap = words[None, :] - words[:, None]
        steps = (gap.sign() * ((gap.abs() + 1).float().log2() * 2).round()).long().clamp(-FAR, FAR) + FAR
        scores = self.content(hidden) @ self.source(hidden).T * SIDE**-0.5 + self.distance(steps)[..., 0]
        return self.tag(hidden), torch.cat([self.none(hidden), scores], 1)
