"""Where an event happened: a span of its sentence's words, or that the sentence does not say."""

from __future__ import annotations

import torch
from dateline.reader.network.happening import FAR, HEADS
from torch import Tensor, nn
from torch.nn import functional

from training.encoder import WIDTH as ENCODER_WIDTH

WIDTH = 256


class HappeningHead(nn.Module):
    """One block of attention and two scores a word; place 0 stands for "not said"."""

    def __init__(self, dropout: float = 0.2) -> None:
        super().__init__()
        self.inner = nn.Linear(2 * ENCODER_WIDTH, WIDTH)
        self.distance = nn.Embedding(2 * FAR + 1, WIDTH)
        self.mark = nn.Parameter(torch.randn(WIDTH) * 0.1)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, 2 * WIDTH), nn.Linear(2 * WIDTH, WIDTH)
        self.ends = nn.Linear(WIDTH, 2)
        self.none = nn.Linear(WIDTH, 1)
        self.drop = nn.Dropout(dropout)

    def forward(self, states: Tensor, event: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Word vectors [rows, words, 2 * encoder width], each row's event word, and which words are real ->
        log-probabilities [rows, 1 + words] of where the place starts and ends."""
        batch, words, _ = states.shape
        rows = torch.arange(batch, device=states.device)
        steps = (torch.arange(words, device=states.device)[None, :] - event[:, None]).clamp(-FAR, FAR) + FAR
        x = self.inner(self.drop(states)) + self.distance(steps)
        x[rows, event] = x[rows, event] + self.mark
        q, k, v = self.qkv(self.norm1(x)).view(batch, words, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        # Each word also looks at the event directly: the event's vector is added to every query.
        q = q + q[rows, :, event][:, :, None, :]
        bias = torch.where(mask[:, None, None, :], 0.0, -1e4)
        weights = ((q @ k.transpose(-1, -2)) / (WIDTH // HEADS) ** 0.5 + bias).softmax(-1)
        x = x + self.drop(self.out((weights @ v).transpose(1, 2).reshape(batch, words, -1)))
        x = x + self.drop(self.down(functional.gelu(self.up(self.norm2(x)))))
        scores = self.ends(torch.tanh(x)) + (~mask[:, :, None]) * -1e4
        none = self.none(torch.tanh(x[rows, event]))
        return torch.cat([none, scores[..., 0]], 1).log_softmax(1), torch.cat([none, scores[..., 1]], 1).log_softmax(1)
