"""Relevance of sentences and short reports as a training task.

One question a set, since "relevant" means something else in each: IndiaPoliceEvents asks what the police did, SATP and
InSight Crime what kind of incident a report tells of.
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

from training.benchmarks.metrics.counts import Counts
from training.corpora import relevance
from training.heads.relevance import RelevanceHead
from training.model import Reader
from training.tasks.base import bucketed
from training.text import WINDOW, Tokens, tokenise

SETS = {"IndiaPoliceEvents_sents": 5, "satp_relevant": 4}  # set: its number of labels
TEXTS_AN_EPOCH = 1500  # of the 15,000 sentences of the largest set; those with a label are always among them
BATCH_TOKENS = 1536


@dataclass(frozen=True)
class PreparedJudged:
    """A text as tokens (its first window), the set it is from, and its labels."""

    tokens: Tokens
    source: str
    labels: tuple[bool, ...]


def prepare(text: str, source: str, labels: tuple[bool, ...], tokenizer: Tokenizer) -> PreparedJudged:
    """A judged text cut to one window."""
    tokens = tokenise(text or "-", tokenizer)
    size = min(len(tokens.ids), WINDOW)
    cut = Tokens(tokens.ids[:size], tokens.starts[:size], tokens.ends[:size], tokens.sentence[:size], ((0, size),))
    return PreparedJudged(cut, source, labels)


class RelevanceTask:
    """All questions of SETS in one head, side by side."""

    name = "relevance"

    def __init__(self, corpora: Path | None, tokenizer: Tokenizer) -> None:
        self.train = self._read(corpora, "train", tokenizer) if corpora else []
        self.dev = self._read(corpora, "dev", tokenizer) if corpora else []

    @staticmethod
    def _read(corpora: Path, split: str, tokenizer: Tokenizer) -> list[PreparedJudged]:
        return [
            prepare(item.text, name, item.labels, tokenizer)
            for name in SETS
            for item in relevance.read(corpora, name, split)
        ]

    def head(self) -> nn.Module:
        return RelevanceHead(sum(SETS.values()))

    def batches(self, rng: random.Random) -> Sequence[Callable[[Reader], dict[str, Tensor]]]:
        full = [item for item in self.train if any(item.labels)]
        empty = [item for item in self.train if not any(item.labels)]
        chosen = [*full, *rng.sample(empty, min(len(empty), max(0, TEXTS_AN_EPOCH - len(full))))]
        groups = bucketed(chosen, lambda item: len(item.tokens.ids), BATCH_TOKENS, rng)
        return [partial(self._loss, group) for group in groups]

    def _logits(self, reader: Reader, items: Sequence[PreparedJudged]) -> list[Tensor]:
        first = {name: sum(list(SETS.values())[:at]) for at, name in enumerate(SETS)}
        found = []
        for states, item in zip(reader.encode([item.tokens for item in items]), items, strict=True):
            begin = first[item.source]
            found.append(reader.heads[self.name](states)[begin : begin + SETS[item.source]])
        return found

    def _loss(self, items: list[PreparedJudged], reader: Reader) -> dict[str, Tensor]:
        losses = [
            functional.binary_cross_entropy_with_logits(
                logits, torch.tensor(item.labels, dtype=torch.float32, device=logits.device)
            )
            for logits, item in zip(self._logits(reader, items), items, strict=True)
        ]
        return {"labels": torch.stack(losses).mean()}

    def evaluate(self, reader: Reader) -> dict[str, float]:
        reader.eval()
        totals = {name: Counts() for name in SETS}
        for at in range(0, len(self.dev), 32):
            part = self.dev[at : at + 32]
            with torch.no_grad():
                for logits, item in zip(self._logits(reader, part), part, strict=True):
                    said = (logits > 0).tolist()
                    right = sum(a and b for a, b in zip(said, item.labels, strict=True))
                    totals[item.source] += Counts(right, sum(said), sum(item.labels))
        mean = sum(counts.f1 for counts in totals.values()) / len(totals)
        return {"f1": round(mean, 4)} | {name: round(counts.f1, 4) for name, counts in totals.items()}
