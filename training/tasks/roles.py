"""Roles as a training task: RAMS and WikiEvents, arguments given the trigger.

The corpora's some sixty role names are mapped to the five of the design and the place; the others are left out. Of each
corpus the documents of one fold are held out; figures are over the mapped roles.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from training.benchmarks.metrics.spans import score_spans
from training.corpora import bio
from training.corpora.folds import fold_of
from training.corpora.roles import RoleDocument, RoleEvent, read_rams, read_wikievents
from training.heads.roles import RoleHead
from training.model import Reader
from training.tasks.base import bucketed
from training.tasks.spans import PreparedSentence, prepare

ROLES = ("actor", "recipient", "victim", "target", "instrument", "place")
MAPPED = {
    "attacker": "actor", "killer": "actor", "injurer": "actor", "perpetrator": "actor", "demonstrator": "actor",
    "destroyer": "actor", "damager": "actor", "damagerdestroyer": "actor", "jailer": "actor", "transporter": "actor",
    "communicator": "actor", "giver": "actor", "participant": "actor", "investigator": "actor", "observer": "actor",
    "impeder": "actor", "violator": "actor", "extraditer": "actor", "preventer": "actor", "detainer": "actor",
    "recipient": "recipient", "beneficiary": "recipient",
    "victim": "victim", "detainee": "victim", "defendant": "victim", "passenger": "victim",
    "target": "target", "artifact": "target", "targetphysical": "target",
    "instrument": "instrument", "explosivedevice": "instrument", "vehicle": "instrument",
    "place": "place", "destination": "place", "origin": "place",
}  # fmt: skip
LONGEST = 8  # words; longer arguments are missed
NEAR = 120  # words to each side of the trigger in which arguments are looked for
BATCH_TOKENS = 1536


@dataclass(frozen=True)
class PreparedEvent:
    """A stretch of a document around one event, with word positions counted from the stretch's beginning."""

    words: PreparedSentence
    event: RoleEvent


def prepare_event(document: RoleDocument, event: RoleEvent, tokenizer: Tokenizer) -> PreparedEvent:
    """Whole sentences within NEAR words of the trigger; arguments outside are kept and count as missed."""
    borders = (*document.borders, len(document.words))
    begin = max((at for at in borders if at <= max(0, event.first - NEAR)), default=0)
    end = min((at for at in borders if at >= min(len(document.words), event.last + NEAR)), default=borders[-1])
    spans = tuple(
        bio.LabelledSpan(argument.first - begin, argument.last - begin, MAPPED[argument.role])
        for argument in event.arguments
        if argument.role in MAPPED
    )
    moved = RoleEvent(event.first - begin, event.last - begin, event.type, event.arguments)
    return PreparedEvent(prepare(bio.Sentence(document.id, document.words[begin:end], spans), tokenizer), moved)


def spans_near(words: int) -> tuple[Tensor, Tensor]:
    """All word ranges [first, last) of at most LONGEST words."""
    at = torch.arange(words)
    gap = at[None] - at[:, None]
    first, last = ((gap >= 0) & (gap < LONGEST)).nonzero().unbind(-1)
    return first, last + 1


class RoleTask:
    """Arguments of given triggers; the documents of `fold` are held out."""

    name = "roles"

    def __init__(self, corpora: Path | None, tokenizer: Tokenizer, fold: int = 0) -> None:
        documents = [*read_rams(corpora), *read_wikievents(corpora)] if corpora else []
        self.train: list[PreparedEvent] = []
        self.dev: list[PreparedEvent] = []
        for document in documents:
            part = self.dev if fold_of(document.id) == fold else self.train
            part.extend(prepare_event(document, event, tokenizer) for event in document.events)

    def head(self) -> nn.Module:
        return RoleHead(len(ROLES))

    def batches(self, rng: random.Random) -> Sequence[Callable[[Reader], dict[str, Tensor]]]:
        groups = bucketed(self.train, lambda item: len(item.words.tokens.ids), BATCH_TOKENS, rng)
        return [partial(self._loss, group) for group in groups]

    def _logits(self, reader: Reader, items: Sequence[PreparedEvent]) -> list[tuple[Tensor, Tensor, Tensor]]:
        found = []
        for states, item in zip(reader.encode([item.words.tokens for item in items]), items, strict=True):
            first, last = spans_near(len(item.words.opening))
            first, last = first.to(states.device), last.to(states.device)
            opening, closing = states[list(item.words.opening)], states[list(item.words.closing)]
            trigger = (item.event.first, item.event.last)
            found.append((reader.heads[self.name](opening, closing, trigger, first, last), first, last))
        return found

    def _loss(self, items: list[PreparedEvent], reader: Reader) -> dict[str, Tensor]:
        losses = []
        for (logits, first, last), item in zip(self._logits(reader, items), items, strict=True):
            gold = {(s.first, s.last): ROLES.index(s.label) + 1 for s in item.words.sentence.spans}
            target = torch.tensor([gold.get(pair, 0) for pair in zip(first.tolist(), last.tolist(), strict=True)])
            losses.append(functional.cross_entropy(logits, target.to(logits.device), reduction="sum") / 10)
        return {"roles": torch.stack(losses).mean()}

    def predict(
        self, reader: Reader, items: Sequence[PreparedEvent], keenness: float = 1.0
    ) -> list[set[tuple[int, int, str]]]:
        """The arguments of each event, without overlaps within a role, the likeliest first."""
        reader.eval()
        found = []
        for item in items:
            with torch.no_grad():
                ((logits, first, last),) = self._logits(reader, [item])
            logits = logits.float().cpu()
            chances = torch.cat([logits[:, :1] - keenness, logits[:, 1:]], -1).softmax(-1)
            value, label = chances.max(-1)
            taken: set[tuple[int, int, str]] = set()
            order = (label > 0).nonzero().flatten().tolist()
            for at in sorted(order, key=lambda at: -float(value[at])):
                a, b, role = int(first[at]), int(last[at]), ROLES[int(label[at]) - 1]
                if all(b <= x or y <= a for x, y, _ in taken):
                    taken.add((a, b, role))
            found.append(taken)
        return found

    def evaluate(self, reader: Reader) -> dict[str, float]:
        predicted = self.predict(reader, self.dev)
        gold = [{(s.first, s.last, s.label) for s in item.words.sentence.spans} for item in self.dev]
        totals = score_spans(zip(predicted, gold, strict=True))
        figures = {"f1": totals["micro"].f1, "p": totals["micro"].precision, "r": totals["micro"].recall}
        figures |= {role: totals[role].f1 for role in ROLES if role in totals}
        return {name: round(value, 4) for name, value in figures.items()}
