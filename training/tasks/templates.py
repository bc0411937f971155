"""The document-template task: targets from the keys, the loss, and readings of unseen reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from dateline.codebooks.muc4 import INCIDENT_TYPES, ROLES, normalise
from dateline.reader.network.candidates import Finder, decode_loose, group_spans
from dateline.reader.network.filling import Candidate, Reading
from dateline.reader.network.templates import PAIRS_FROM
from dateline.reader.network.windows import Tokens, tokenise
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from training.corpora.muc4 import ALL_ROLES, TemplateReport
from training.heads.templates import MOST, TemplateHead

TAG_WEIGHTS = (1.0, 3.0, 3.0)  # outside, begin, inside: the tagger proposes and must miss little, the strings decide
SMOOTHING = 0.03  # of the counts: unsmoothed they end at 0.00 or 1.00 for half the reports that they are wrong about
WEIGHTS = {"tags": 3.0, "count": 1.0, "role": 1.0, "type": 0.5, "entity": 0.3, "incident": 0.5}


@dataclass(frozen=True)
class Gold:
    """What the key says of one string: its roles, and the incident types, entities and incidents it is part of."""

    places: tuple[tuple[int, int], ...]
    roles: frozenset[int]
    types: frozenset[int]
    entities: frozenset[int]
    incidents: frozenset[int]


@dataclass(frozen=True)
class Prepared:
    """A report ready for training: `tags` [tokens, roles] of 0 outside, 1 begin, 2 inside; `counts` [types, MOST]."""

    report: TemplateReport
    tokens: Tokens
    finder: Finder
    tags: Tensor
    counts: Tensor
    gold: dict[str, Gold]


def prepare(report: TemplateReport, tokenizer: Tokenizer) -> Prepared:
    """Targets of one report. Every place where a gold string stands is a target; of overlapping ones the longest."""
    tokens = tokenise(report.text, tokenizer)
    finder = Finder(report.text, tokens)
    facts: dict[str, tuple[set[tuple[int, int]], set[int], set[int], set[int], set[int]]] = {}
    counts = torch.zeros(len(INCIDENT_TYPES), MOST)
    entity = 0
    for incident, template in enumerate(report.templates):
        kind = INCIDENT_TYPES.index(template.incident_type.split(" / ")[0])
        counts[kind, min(int(counts[kind].sum()), MOST - 1)] = 1
        for role, name in enumerate(ALL_ROLES):
            for strings in template.entities(name):
                entity += 1
                for string in strings:
                    places, *sets = facts.setdefault(normalise(string), (set(), set(), set(), set(), set()))
                    places.update(finder.places(string))
                    for values, value in zip(sets, (role, kind, entity, incident), strict=True):
                        values.add(value)
    gold = {
        key: Gold(tuple(sorted(places)), *(frozenset(values) for values in sets))
        for key, (places, *sets) in facts.items()
        if places
    }
    return Prepared(report, tokens, finder, _tag_targets(len(tokens.ids), gold), counts, gold)


def _tag_targets(length: int, gold: dict[str, Gold]) -> Tensor:
    tags = torch.zeros(length, len(ALL_ROLES), dtype=torch.long)
    for role in range(len(ALL_ROLES)):
        places = [place for item in gold.values() if role in item.roles for place in item.places]
        for first, last in sorted(places, key=lambda place: place[0] - place[1]):
            if not tags[first:last, role].any():
                tags[first, role] = 1
                tags[first + 1 : last, role] = 2
    return tags


def loss(head: TemplateHead, states: Sequence[Tensor], reports: Sequence[Prepared]) -> dict[str, Tensor]:
    """The parts of the loss over a batch: `states` are the token vectors [tokens, WIDTH] of each report."""
    parts: dict[str, list[Tensor]] = {name: [] for name in WEIGHTS}
    for vectors, item in zip(states, reports, strict=True):
        tags = head.tags(vectors)
        target = item.tags.to(vectors.device)
        parts["tags"].append(
            functional.cross_entropy(
                tags.flatten(0, 1), target.flatten(), tags.new_tensor(TAG_WEIGHTS), reduction="sum"
            )
            / len(target)
        )
        counts, report = head.counts(vectors)
        parts["count"].append(
            functional.binary_cross_entropy_with_logits(
                counts, item.counts.to(vectors.device).clamp(SMOOTHING, 1 - SMOOTHING), reduction="sum"
            )
            / MOST
        )
        groups = {key: list(gold.places) for key, gold in item.gold.items()}
        proposed = group_spans(
            item.report.text, item.tokens, item.finder, decode_loose(tags.detach().float().cpu().numpy())
        )
        groups = {**groups, **{key: places for key, places in proposed.items() if key not in groups}}
        if groups:
            _group_loss(head, vectors, tags, report, groups, item, parts)
    return {name: torch.stack(values).mean() * WEIGHTS[name] for name, values in parts.items() if values}


def _group_loss(
    head: TemplateHead,
    vectors: Tensor,
    tags: Tensor,
    report: Tensor,
    groups: dict[str, list[tuple[int, int]]],
    item: Prepared,
    parts: dict[str, list[Tensor]],
) -> None:
    device = vectors.device
    scores = head.groups(vectors, tags, report, list(groups.values()))
    role = torch.zeros(len(groups), len(ALL_ROLES), device=device)
    known = [item.gold[key] for key in groups if key in item.gold]  # the gold strings come first in `groups`
    for at, gold in enumerate(known):
        role[at, list(gold.roles)] = 1
    parts["role"].append(
        functional.binary_cross_entropy_with_logits(scores.role, role, reduction="sum") / max(4, len(groups)) * 2
    )
    if not known:
        return
    kinds = torch.zeros(len(known), len(INCIDENT_TYPES), device=device)
    for at, gold in enumerate(known):
        kinds[at, list(gold.types)] = 1
    parts["type"].append(functional.binary_cross_entropy_with_logits(scores.type[: len(known)], kinds))
    if len(known) < 2:
        return
    entity, incident = head.pairs(
        scores.vectors[: len(known)], list(groups.values())[: len(known)], item.tokens.sentence
    )
    same_entity = torch.tensor([[float(bool(a.entities & b.entities)) for b in known] for a in known], device=device)
    same_role = torch.tensor([[bool(a.roles & b.roles) for b in known] for a in known], device=device)
    same_incident = torch.tensor(
        [[float(bool(a.incidents & b.incidents)) for b in known] for a in known], device=device
    )
    upper = torch.ones_like(same_role).triu(1)
    if (same_role & upper).any():
        chosen = same_role & upper
        parts["entity"].append(functional.binary_cross_entropy_with_logits(entity[chosen], same_entity[chosen]))
    chosen = upper & (same_entity == 0)
    if chosen.any():
        several = len(item.report.templates) > 1  # with one incident every pair is trivially together
        value = functional.binary_cross_entropy_with_logits(incident[chosen], same_incident[chosen])
        parts["incident"].append(value * (1.0 if several else 0.2))


@torch.no_grad()
def read(head: TemplateHead, vectors: Tensor, text: str, tokens: Tokens) -> Reading:
    """What the head makes of one report: probabilities only; the templates are built by `decode`."""
    tags = head.tags(vectors)
    counts, report = head.counts(vectors)
    groups = group_spans(text, tokens, Finder(text, tokens), decode_loose(tags.detach().float().cpu().numpy()))
    if not groups:
        return Reading(counts.sigmoid().cpu().numpy(), [], None, None)
    spans = list(groups.values())
    scores = head.groups(vectors, tags, report, spans)
    role, kind = scores.role.sigmoid(), scores.type.sigmoid()
    keep = (role[:, : len(ROLES)].max(-1).values >= PAIRS_FROM).nonzero().flatten().tolist()
    candidates = [
        Candidate(
            text[tokens.starts[spans[at][0][0]] : tokens.ends[spans[at][0][1] - 1]],
            tuple((tokens.starts[a], tokens.ends[b - 1]) for a, b in spans[at]),
            role[at].cpu().numpy(),
            kind[at].cpu().numpy(),
        )
        for at in keep
    ]
    if not keep:
        return Reading(counts.sigmoid().cpu().numpy(), [], None, None)
    entity, incident = head.pairs(scores.vectors[keep], [spans[at] for at in keep], tokens.sentence)
    return Reading(
        counts.sigmoid().cpu().numpy(), candidates, entity.sigmoid().cpu().numpy(), incident.sigmoid().cpu().numpy()
    )
