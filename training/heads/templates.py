"""Document templates (MUC-4) from one pass over a report.

Three questions are asked of the same token vectors:

* token level: where do fillers of each role start and go on (independent O/B/I for each role, so that a string may
  have several roles);
* string level: candidates are grouped by their normalised string, since the key names strings and not places; a group's
  vector pools its occurrences. Is the string a filler of this role, in an incident of which type, do two strings name
  the same entity, do two fillers belong to the same incident;
* report level: how many incidents of each type (0, 1, 2, 3 or more), read by one learned attention query a type and by
  the strongest tokens (a smooth maximum: one "was kidnapped" is enough, however long the report).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from training.encoder import WIDTH

ROLES = 7  # the five of the metric and two that help, see training.corpora.muc4.ALL_ROLES
TYPES = 6
MOST = 3  # incident counts are told apart up to this many of one type
GROUP = 256


@dataclass
class GroupScores:
    """Candidate strings of one report: `vectors` [n, GROUP] and the logits `role` [n, ROLES], `type` [n, TYPES]."""

    vectors: Tensor
    role: Tensor
    type: Tensor


class TemplateHead(nn.Module):
    """The three questions; `tags`, `counts` and `groups` answer them."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.tagger = nn.Linear(WIDTH, ROLES * 3)
        with torch.no_grad():  # nearly every token is outside: starting there keeps the first candidates few
            self.tagger.bias.zero_().view(ROLES, 3)[:, 0] = 3.0
        self.queries = nn.Parameter(torch.randn(TYPES, WIDTH) * WIDTH**-0.5)
        self.count = nn.Linear(WIDTH, MOST)
        self.count_bias = nn.Parameter(torch.full((TYPES, MOST), -2.0))
        self.strongest = nn.Linear(WIDTH, TYPES * MOST)
        nn.init.constant_(self.strongest.bias, -6.0)  # the smooth maximum of 400 zeros is 6
        self.span = nn.Sequential(nn.Linear(3 * WIDTH, GROUP), nn.GELU(), nn.Dropout(dropout))
        features = 2 * GROUP + 3 * ROLES + 4
        self.group = nn.Sequential(nn.Linear(features + WIDTH, GROUP), nn.GELU(), nn.Dropout(dropout))
        self.role = nn.Linear(GROUP, ROLES)
        self.kind = nn.Linear(GROUP, TYPES)
        self.pair = nn.Sequential(nn.Linear(2 * GROUP + 8, 128), nn.GELU(), nn.Dropout(dropout), nn.Linear(128, 2))

    def tags(self, states: Tensor) -> Tensor:
        """Token vectors [tokens, WIDTH] -> logits [tokens, ROLES, 3] of outside, begin, inside."""
        out: Tensor = self.tagger(states)
        return out.view(*states.shape[:-1], ROLES, 3)

    def counts(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """One report's token vectors -> logits [TYPES, MOST] of "at least k incidents of the type", and the report's
        vector [WIDTH]."""
        weights = (self.queries @ states.T * WIDTH**-0.5 * 4).softmax(-1)
        pooled = weights @ states
        strongest = self.strongest(states).logsumexp(0).view(TYPES, MOST)
        out: Tensor = self.count(pooled) + self.count_bias + strongest
        return out, pooled.mean(0)

    def groups(
        self, states: Tensor, tags: Tensor, report: Tensor, spans: Sequence[Sequence[tuple[int, int]]]
    ) -> GroupScores:
        """Scores of candidate strings, each given by the token ranges [first, last) where it stands in the report."""
        device = states.device
        number = len(spans)
        owner = torch.tensor([g for g, places in enumerate(spans) for _ in places], device=device)
        first = torch.tensor([a for places in spans for a, _ in places], device=device)
        last = torch.tensor([b for places in spans for _, b in places], device=device)
        summed = torch.cat([states.new_zeros(1, WIDTH), states.cumsum(0)])
        mean = (summed[last] - summed[first]) / (last - first)[:, None]
        vectors = self.span(torch.cat([states[first], states[last - 1], mean], -1))
        # The tagger's opinion of the string is a feature; it learns from its own loss alone.
        opinion = tags.detach().softmax(-1)[first, :, 1]
        start = torch.tensor([at for at, g in enumerate(owner.tolist()) if at == 0 or g != int(owner[at - 1])])
        lead = opinion[start.to(device)]
        places = torch.tensor([[len(p), p[0][0], p[0][1] - p[0][0]] for p in spans], device=device, dtype=states.dtype)
        plain = torch.stack(
            [
                places[:, 0].log(),
                places[:, 1] / len(states),
                (places[:, 1] + 1).log() / 6,
                places[:, 2].clamp(max=10) / 10,
            ],
            -1,
        )
        pooled = [
            _pool(vectors, owner, number, "amax"),
            _pool(vectors, owner, number, "mean"),
            _pool(opinion, owner, number, "amax"),
            _pool(opinion, owner, number, "mean"),
        ]
        joined = self.group(torch.cat([*pooled, lead, plain, report.expand(number, -1)], -1))
        return GroupScores(joined, self.role(joined), self.kind(joined))

    def pairs(
        self, vectors: Tensor, spans: Sequence[Sequence[tuple[int, int]]], sentence: Sequence[int]
    ) -> tuple[Tensor, Tensor]:
        """Symmetric logits [n, n]: do two strings name the same entity; do they belong to the same incident."""
        near = pair_nearness(spans, sentence).to(vectors)
        a, b = vectors[:, None], vectors[None]
        scores = self.pair(torch.cat([a * b, (a - b).abs(), near], -1))
        return scores[..., 0], scores[..., 1]


def _pool(values: Tensor, owner: Tensor, number: int, how: str) -> Tensor:
    index = owner[:, None].expand(-1, values.shape[1])
    base = values.new_zeros(number, values.shape[1])
    return base.scatter_reduce(0, index, values, how, include_self=False)


def pair_nearness(spans: Sequence[Sequence[tuple[int, int]]], sentence: Sequence[int]) -> Tensor:
    """[n, n, 8]: the smallest distance in sentences (0 to 6 and more, one-hot) and the share of sentences in common."""
    number = len(spans)
    near = torch.zeros(number, number, 8)
    lines = [sorted({sentence[a] for a, _ in places}) for places in spans]
    for i in range(number):
        for j in range(i):
            gap = min(abs(a - b) for a in lines[i] for b in lines[j])
            near[i, j, min(gap, 6)] = 1
            near[i, j, 7] = len(set(lines[i]) & set(lines[j])) / min(len(lines[i]), len(lines[j]))
    return near + near.transpose(0, 1)
