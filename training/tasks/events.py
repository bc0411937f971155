"""Events as a training task: triggers with root and mode, and the roles of each trigger, from three kinds of text.

* WikiEvents and the synthetic reports mark every trigger: their other words are no triggers.
* RAMS marks one trigger of each text: the other words are unknown and are left out of the loss.
* Marked PLOVER sentences have a root but no trigger: some word of theirs must tell it (noisy-or over the words), which
  is how multiple-instance learning puts it (Dietterich et al. 1997).

Of the real corpora the documents of one fold are held out; no synthetic text is ever evaluated.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch
from benchmarks.metrics.counts import Counts
from benchmarks.metrics.spans import score_spans
from dateline.codebooks.plover import MODES as PLOVER_MODES
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from training.corpora import bio, plover
from training.corpora.documents import LABELS, ROLES, Event, EventText, rams, synthetic, wikievents
from training.corpora.folds import fold_of
from training.heads.events import EventHead
from training.model import Reader
from training.tasks.base import bucketed
from training.tasks.plover import PreparedText, folds, prepare_marked
from training.tasks.spans import PreparedSentence, prepare

MODES = tuple(f"{root}/{mode}" for root, modes in PLOVER_MODES.items() for mode in modes)
SYNTHETIC = 6000  # documents; an epoch reads SYNTHETIC_AN_EPOCH of them
SYNTHETIC_AN_EPOCH = 1200
SYNTHETIC_SEED = 20170709
LONGEST = 10  # words; longer arguments are missed
NEAR = 60  # words to each side of the trigger in which arguments are looked for
BATCH_TOKENS = 2048
KEENNESS = 1.0


@dataclass(frozen=True)
class PreparedEvents:
    """A stretch of text with one label a word: 0 for no event, -100 for unknown."""

    words: PreparedSentence
    text: EventText
    roots: Tensor


def prepare_events(text: EventText, tokenizer: Tokenizer) -> PreparedEvents:
    """Word pieces and targets of a stretch."""
    roots = torch.full((len(text.words),), 0 if text.whole else -100)
    for event in text.events:
        roots[event.first : event.last] = LABELS.index(event.root) + 1
    return PreparedEvents(prepare(bio.Sentence(text.id, text.words, ()), tokenizer), text, roots)


def spans_near(event: Event, words: int) -> tuple[Tensor, Tensor]:
    """All word ranges [first, last) of at most LONGEST words that start within NEAR words of a trigger."""
    at = torch.arange(max(0, event.first - NEAR), min(words, event.last + NEAR))
    gap = at[None] - at[:, None]
    first, last = ((gap >= 0) & (gap < LONGEST)).nonzero().unbind(-1)
    return at[first], at[last] + 1


class EventTask:
    """Triggers and roles; see the module."""

    name = "events"

    def __init__(self, corpora: Path | None, tokenizer: Tokenizer, fold: int = 0) -> None:
        wiki = wikievents(corpora / "roles" / "wikievents_dev.jsonl") if corpora else []
        one = rams(corpora / "roles" / "rams_dev.jsonlines") if corpora else []
        real = [(prepare_events(text, tokenizer), fold_of(text.id)) for text in (*wiki, *one)]
        self.train = [item for item, part in real if part != fold]
        self.dev = [item for item, part in real if part == fold]
        made = synthetic(SYNTHETIC, SYNTHETIC_SEED) if corpora else iter(())
        self.synthetic = [prepare_events(text, tokenizer) for text in made]
        marked = plover.read_marked(corpora) if corpora else []
        held = zip((prepare_marked(s, tokenizer) for s in marked), folds(marked), strict=True)
        self.sentences = [item for item, part in held if part != fold]

    def head(self) -> nn.Module:
        return EventHead(len(LABELS), len(MODES), len(ROLES))

    def batches(self, rng: random.Random) -> Sequence[Callable[[Reader], dict[str, Tensor]]]:
        chosen = rng.sample(self.synthetic, min(SYNTHETIC_AN_EPOCH, len(self.synthetic)))
        groups = bucketed(self.train, lambda item: len(item.words.tokens.ids), BATCH_TOKENS, rng)
        groups += bucketed(chosen, lambda item: len(item.words.tokens.ids), BATCH_TOKENS, rng)
        texts = bucketed(self.sentences, lambda item: len(item.tokens.ids), BATCH_TOKENS, rng)
        return [*(partial(self._loss, group) for group in groups), *(partial(self._text_loss, g) for g in texts)]

    def _head(self, reader: Reader) -> EventHead:
        head = reader.heads[self.name]
        assert isinstance(head, EventHead)
        return head

    def _loss(self, items: list[PreparedEvents], reader: Reader) -> dict[str, Tensor]:
        head = self._head(reader)
        roots: list[Tensor] = []
        modes: list[Tensor] = []
        roles: list[Tensor] = []
        known = 0
        for states, item in zip(reader.encode([item.words.tokens for item in items]), items, strict=True):
            opening, closing = states[list(item.words.opening)], states[list(item.words.closing)]
            root, mode = head.triggers(opening)
            roots.append(functional.cross_entropy(root, item.roots.to(root.device), reduction="sum"))
            known += int((item.roots > 0).sum())
            for event in item.text.events:
                if event.modes:
                    right = torch.zeros(len(MODES), device=mode.device)
                    right[[MODES.index(name) for name in event.modes if name in MODES]] = 1
                    value = functional.binary_cross_entropy_with_logits(mode[event.first], right, reduction="sum")
                    modes.append(value)
                if event.arguments or not item.text.whole:
                    roles.append(self._role_loss(head, opening, closing, event))
        parts = {"words": torch.stack(roots).sum() / max(1, known) / 2}
        if modes:
            parts["modes"] = torch.stack(modes).mean() * 0.2
        if roles:
            parts["roles"] = torch.stack(roles).mean() / 10
        return parts

    def _role_loss(self, head: EventHead, opening: Tensor, closing: Tensor, event: Event) -> Tensor:
        first, last = spans_near(event, len(opening))
        gold = {(a.first, a.last): ROLES.index(a.role) + 1 for a in event.arguments}
        target = torch.tensor([gold.get(pair, 0) for pair in zip(first.tolist(), last.tolist(), strict=True)])
        logits = head.roles(
            opening, closing, (event.first, event.last), first.to(opening.device), last.to(opening.device)
        )
        return functional.cross_entropy(logits, target.to(logits.device), reduction="sum")

    def _text_loss(self, items: list[PreparedText], reader: Reader) -> dict[str, Tensor]:
        losses = []
        for states, item in zip(reader.encode([item.tokens for item in items]), items, strict=True):
            chances = self._head(reader).triggers(states)[0].softmax(-1)[:, 1 : 1 + len(plover.ROOTS)]
            told = 1 - (1 - chances).clamp(min=1e-6).log().sum(0).exp()
            right = told[list(item.roots)].amax().clamp(min=1e-4)
            others = (1 - told).clamp(min=1e-4).log().sum() - (1 - right).clamp(min=1e-4).log()
            losses.append(-right.log() - 0.1 * others)  # a sentence may well tell other events too
        return {"texts": torch.stack(losses).mean() * 0.5}

    @torch.no_grad()
    def arguments(
        self, reader: Reader, states: Tensor, item: PreparedEvents, event: Event
    ) -> set[tuple[int, int, str]]:
        """The arguments of an event, without overlaps, the likeliest first."""
        first, last = spans_near(event, len(item.text.words))
        opening, closing = states[list(item.words.opening)], states[list(item.words.closing)]
        logits = self._head(reader).roles(opening, closing, (event.first, event.last), first, last).float().cpu()
        value, label = torch.cat([logits[:, :1] - KEENNESS, logits[:, 1:]], -1).softmax(-1).max(-1)
        taken: set[tuple[int, int, str]] = set()
        for at in sorted((label > 0).nonzero().flatten().tolist(), key=lambda at: -float(value[at])):
            a, b = int(first[at]), int(last[at])
            if all(b <= x or y <= a for x, y, _ in taken):
                taken.add((a, b, ROLES[int(label[at]) - 1]))
        return taken

    @torch.no_grad()
    def evaluate(self, reader: Reader) -> dict[str, float]:
        """F1 of roles given the trigger, and of the triggers where all are marked."""
        reader.eval()
        found, typed = Counts(), Counts()
        pairs = []
        for item in self.dev:
            (states,) = reader.encode([item.words.tokens])
            for event in item.text.events:
                gold = {(a.first, a.last, a.role) for a in event.arguments}
                pairs.append((self.arguments(reader, states, item, event), gold))
            if item.text.whole:
                said = self._head(reader).triggers(states[list(item.words.opening)])[0].argmax(-1).cpu()
                total = (int((said > 0).sum()), int((item.roots > 0).sum()))
                found += Counts(int(((said > 0) & (item.roots > 0)).sum()), *total)
                typed += Counts(int(((said == item.roots) & (item.roots > 0)).sum()), *total)
        totals = score_spans(pairs)
        figures = {"roles_f1": totals["micro"].f1, "found_f1": found.f1, "typed_f1": typed.f1}
        figures |= {"found_p": found.precision, "found_r": found.recall}
        figures |= {role: totals[role].f1 for role in ROLES if role in totals}
        return {name: round(value, 4) for name, value in figures.items()}
