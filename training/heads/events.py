"""What a word tells (an event's PLOVER root and mode) and who takes part in it, from the same token vectors."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.encoder import WIDTH

SIDE = 192
FAR = 16  # word distances are told apart on a log scale in this many steps each way


class TriggerHead(nn.Module):
    """Word vectors [words, WIDTH] -> logits [words, 1 + roots], 0 being "no event", and of the modes [words, modes]."""

    def __init__(self, roots: int, modes: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.hidden = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Dropout(dropout))
        self.root = nn.Linear(WIDTH, roots + 1)
        self.mode = nn.Linear(WIDTH, modes)
        with torch.no_grad():  # one word in thirty tells an event
            self.root.bias.zero_()[0] = 4.0

    def forward(self, words: Tensor) -> tuple[Tensor, Tensor]:
        hidden = self.hidden(words)
        return self.root(hidden), self.mode(hidden)


class RoleHead(nn.Module):
    """Every span of words near a trigger is scored against the trigger, without a second pass: span vectors, gated by
    the trigger's, -> logits of the roles, 0 being "no role"."""

    def __init__(self, roles: int, dropout: float = 0.2) -> None:
        super().__init__()
        self.start = nn.Linear(WIDTH, SIDE)
        self.end = nn.Linear(WIDTH, SIDE)
        self.trigger = nn.Linear(WIDTH, SIDE)
        self.gate = nn.Linear(WIDTH, SIDE)
        self.distance = nn.Embedding(2 * FAR + 1, SIDE)
        self.drop = nn.Dropout(dropout)
        self.mix = nn.Linear(2 * SIDE, SIDE)
        self.out = nn.Linear(SIDE, roles + 1)
        with torch.no_grad():  # of some thousand spans around a trigger, two or three have a role
            self.out.bias.zero_()[0] = 6.0

    def forward(
        self, opening: Tensor, closing: Tensor, trigger: tuple[int, int], first: Tensor, last: Tensor
    ) -> Tensor:
        """Vectors of each word's first and last piece [words, WIDTH], the trigger's words [first, last) and the spans
        to score, as word ranges -> [spans, roles + 1]."""
        a, b = trigger
        centre = (opening[a:b].mean(0) + closing[a:b].mean(0)) / 2
        spans = self.start(opening)[first] + self.end(closing)[last - 1]
        steps = torch.where(last <= a, last - 1 - a, torch.where(first >= b, first - b + 1, torch.zeros_like(first)))
        scaled = (steps.sign() * ((steps.abs() + 1).float().log2() * 2).round()).long().clamp(-FAR, FAR)
        plain = spans + self.trigger(centre) + self.distance(scaled + FAR)
        gated = spans * torch.tanh(self.gate(centre))
        hidden = nn.functional.gelu(self.mix(self.drop(nn.functional.gelu(torch.cat([plain, gated], -1)))))
        out: Tensor = self.out(self.drop(hidden))
        return out


class EventHead(nn.Module):
    """The two questions about events side by side."""

    def __init__(self, roots: int, modes: int, roles: int) -> None:
        super().__init__()
        self.triggers = TriggerHead(roots, modes)
        self.roles = RoleHead(roles)
