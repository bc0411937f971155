"""Labelled spans as a training task: re3d, CAMEO source and target, CrossNER politics, CrossRE news.

Each corpus keeps its own head: their guidelines differ (re3d counts "the" in, CrossNER does not), and the encoder is
what they share. Of a corpus without a tuning split one fold is held out.
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
from dateline.reader.network.windows import UNKNOWN_ID, WINDOW, Tokens
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from training.corpora import bio
from training.corpora.folds import fold_of
from training.heads.spans import SpanHead, decode, ranges
from training.model import Reader
from training.tasks.base import bucketed

BATCH_TOKENS = 1024


@dataclass(frozen=True)
class PreparedSentence:
    """A sentence as tokens, with the first and last token of each word."""

    sentence: bio.Sentence
    tokens: Tokens
    opening: tuple[int, ...]
    closing: tuple[int, ...]


def prepare(sentence: bio.Sentence, tokenizer: Tokenizer) -> PreparedSentence:
    """Word pieces word by word; a word that the tokenizer drops (a lone variation selector) keeps an unknown token."""
    ids: list[int] = []
    opening, closing = [], []
    for encoded in tokenizer.encode_batch(list(sentence.words), add_special_tokens=False):
        opening.append(len(ids))
        ids.extend(encoded.ids or [UNKNOWN_ID])
        closing.append(len(ids) - 1)
    index = tuple(range(len(ids)))
    windows = tuple((a, min(a + WINDOW, len(ids))) for a in range(0, len(ids), WINDOW))
    return PreparedSentence(
        sentence, Tokens(tuple(ids), index, index, (0,) * len(ids), windows), tuple(opening), tuple(closing)
    )


def in_company(items: Sequence[PreparedSentence], rng: random.Random) -> list[PreparedSentence]:
    """The items in runs of one to five neighbours: at run time a sentence is read among those around it."""
    found, at = [], 0
    while at < len(items):
        size = rng.choice((1, 1, 1, 2, 3, 5))
        found.append(_joined(items[at : at + size]))
        at += size
    return found


def _joined(items: Sequence[PreparedSentence]) -> PreparedSentence:
    if len(items) == 1:
        return items[0]
    words: list[str] = []
    spans: list[bio.LabelledSpan] = []
    ids: list[int] = []
    opening: list[int] = []
    closing: list[int] = []
    for item in items:
        spans += [bio.LabelledSpan(s.first + len(words), s.last + len(words), s.label) for s in item.sentence.spans]
        opening += [at + len(ids) for at in item.opening]
        closing += [at + len(ids) for at in item.closing]
        words += item.sentence.words
        ids += item.tokens.ids
    index = tuple(range(len(ids)))
    windows = tuple((a, min(a + WINDOW, len(ids))) for a in range(0, len(ids), WINDOW))
    tokens = Tokens(tuple(ids), index, index, (0,) * len(ids), windows)
    return PreparedSentence(
        bio.Sentence(items[0].sentence.id, tuple(words), tuple(spans)), tokens, tuple(opening), tuple(closing)
    )


def _cut(corpora: Path, name: str, fold: int) -> tuple[list[bio.Sentence], list[bio.Sentence]]:
    """The sentences to train on and to tune on."""
    if name == "crossre":
        return bio.read_crossre(corpora, "train"), bio.read_crossre(corpora, "dev")
    train = bio.read(corpora, name, "train")
    if "dev" in bio.FILES[name]:
        return train, bio.read(corpora, name, "dev")
    folds = [fold_of("".join(sentence.words)) for sentence in train]
    return (
        [sentence for sentence, part in zip(train, folds, strict=True) if part != fold],
        [sentence for sentence, part in zip(train, folds, strict=True) if part == fold],
    )


class SpanTask:
    """One corpus; `fold` is held out where the corpus has no tuning split. Without `corpora` it only predicts."""

    def __init__(
        self,
        corpora: Path | None,
        tokenizer: Tokenizer,
        name: str,
        repeat: int = 1,
        weight: float = 1.0,
        fold: int = 0,
    ) -> None:
        self.name = name
        self.repeat = repeat
        self.weight = weight
        self.labels = bio.LABELS[name]
        train, dev = _cut(corpora, name, fold) if corpora else ([], [])
        self.train = [prepare(sentence, tokenizer) for sentence in train]
        self.dev = [prepare(sentence, tokenizer) for sentence in dev]

    def head(self) -> nn.Module:
        return SpanHead(len(self.labels))

    def batches(self, rng: random.Random) -> Sequence[Callable[[Reader], dict[str, Tensor]]]:
        groups = [
            group
            for _ in range(self.repeat)
            for group in bucketed(in_company(self.train, rng), lambda item: len(item.tokens.ids), BATCH_TOKENS, rng)
        ]
        return [partial(self._loss, group) for group in groups]

    def _logits(self, reader: Reader, items: Sequence[PreparedSentence]) -> list[Tensor]:
        head = reader.heads[self.name]
        states = reader.encode([item.tokens for item in items])
        return [head(v[list(item.opening)], v[list(item.closing)]) for v, item in zip(states, items, strict=True)]

    def _loss(self, items: list[PreparedSentence], reader: Reader) -> dict[str, Tensor]:
        total, words = torch.zeros((), device=reader.device), 0
        for logits, item in zip(self._logits(reader, items), items, strict=True):
            first, last = ranges(len(item.opening))
            gold = {(s.first, s.last): self.labels.index(s.label) + 1 for s in item.sentence.spans}
            target = torch.tensor([gold.get(pair, 0) for pair in zip(first.tolist(), last.tolist(), strict=True)])
            total = total + functional.cross_entropy(logits, target.to(logits.device), reduction="sum")
            words += len(item.opening)
        return {"spans": total / words * 4 * self.weight}

    def predict(self, reader: Reader, items: Sequence[PreparedSentence]) -> list[list[bio.LabelledSpan]]:
        """The spans of each sentence."""
        reader.eval()
        found = []
        for at in range(0, len(items), 16):
            part = items[at : at + 16]
            with torch.no_grad():
                for logits, item in zip(self._logits(reader, part), part, strict=True):
                    spans = decode(logits, len(item.opening))
                    found.append([bio.LabelledSpan(a, b, self.labels[label]) for a, b, label, _ in spans])
        return found

    def evaluate(self, reader: Reader) -> dict[str, float]:
        predicted = self.predict(reader, self.dev)
        pairs = [
            ({(s.first, s.last, s.label) for s in spans}, {(s.first, s.last, s.label) for s in item.sentence.spans})
            for spans, item in zip(predicted, self.dev, strict=True)
        ]
        totals = score_spans(pairs)
        figures = {"f1": totals["micro"].f1, "p": totals["micro"].precision, "r": totals["micro"].recall}
        figures |= {label: totals.get(label, Counts()).f1 for label in self.labels}
        return {name: round(value, 4) for name, value in figures.items()}
