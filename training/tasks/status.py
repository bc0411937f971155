"""Did it happen, is it one event or many, as a training task: real sentences whose words have a value from -3 to 3, and
the synthetic reports, whose tellings have a status, flags and a trend. No synthetic text is evaluated."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from pathlib import Path

import numpy as np
import torch
from dateline.reader.network.windows import rough_sentences
from dateline.reader.words import split_words
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from training.corpora import bio
from training.corpora.factuality import FactualitySentence, read_factuality
from training.heads.status import FLAGS, STATUSES, TRENDS, StatusHead
from training.model import Reader
from training.synthetic import SyntheticDocument, generate
from training.tasks.base import bucketed
from training.tasks.spans import PreparedSentence, prepare

BATCH_TOKENS = 2048
TOP = 3.0
SYNTHETIC = 6000  # documents; an epoch reads SYNTHETIC_AN_EPOCH of them
SYNTHETIC_AN_EPOCH = 1200
SYNTHETIC_SEED = 20170710


@dataclass(frozen=True)
class PreparedFactuality:
    """A sentence as tokens, the words asked of, and their values between -1 and 1."""

    words: PreparedSentence
    asked: tuple[int, ...]
    values: tuple[float, ...]


@dataclass(frozen=True)
class Told:
    """A telling: its sentence's words [first, last), its word, and what is right of it."""

    first: int
    last: int
    word: int
    status: int
    flags: tuple[bool, ...]
    trend: int


@dataclass(frozen=True)
class PreparedTellings:
    """A synthetic report as tokens, and its tellings."""

    words: PreparedSentence
    tellings: tuple[Told, ...]


def prepare_factuality(sentence: FactualitySentence, tokenizer: Tokenizer) -> PreparedFactuality:
    words = prepare(bio.Sentence("", sentence.words, ()), tokenizer)
    return PreparedFactuality(
        words, tuple(h.word for h in sentence.happenings), tuple(h.value / TOP for h in sentence.happenings)
    )


def prepare_tellings(document: SyntheticDocument, tokenizer: Tokenizer) -> PreparedTellings:
    """A synthetic report with the place of each telling's first word."""
    parts = [split_words(document.text, bounds) for bounds in rough_sentences(document.text)]
    words = [word for part in parts for word in part]
    borders = [0, *accumulate(map(len, parts))]
    found = []
    for event in document.events:
        word = next(at for at, (a, b, _) in enumerate(words) if a < event.end and b > event.start)
        number = next(n for n, border in enumerate(borders[1:]) if word < border)
        flags = tuple(bool(getattr(event, flag)) for flag in FLAGS)
        trend = 0 if event.trend is None else 1 + TRENDS.index(event.trend)
        status = STATUSES.index(event.status)
        found.append(Told(borders[number], borders[number + 1], word - borders[number], status, flags, trend))
    sentence = bio.Sentence(document.id, tuple(text for _, _, text in words), ())
    return PreparedTellings(prepare(sentence, tokenizer), tuple(found))


class StatusTask:
    """Values of words and statuses of tellings; the real corpus has a tuning split."""

    name = "status"

    def __init__(self, corpora: Path | None, tokenizer: Tokenizer) -> None:
        def part(split: str) -> list[PreparedFactuality]:
            path = corpora / "factuality" / f"uds_ih2_{split}.jsonl" if corpora else None
            read = read_factuality(path) if path else []
            return [prepare_factuality(sentence, tokenizer) for sentence in read if sentence.happenings]

        self.train, self.dev = part("train"), part("dev")
        made = generate(SYNTHETIC, SYNTHETIC_SEED) if corpora else iter(())
        tellings = (prepare_tellings(document, tokenizer) for document in made)
        self.synthetic = [item for item in tellings if item.tellings]

    def head(self) -> nn.Module:
        return StatusHead()

    def batches(self, rng: random.Random) -> Sequence[Callable[[Reader], dict[str, Tensor]]]:
        chosen = rng.sample(self.synthetic, min(SYNTHETIC_AN_EPOCH, len(self.synthetic)))
        groups = bucketed(self.train, lambda item: len(item.words.tokens.ids), BATCH_TOKENS, rng)
        made = bucketed(chosen, lambda item: len(item.words.tokens.ids), BATCH_TOKENS, rng)
        return [*(partial(self._loss, group) for group in groups), *(partial(self._told_loss, g) for g in made)]

    def values(self, reader: Reader, items: Sequence[PreparedFactuality]) -> Tensor:
        head = reader.heads[self.name]
        found = []
        for states, item in zip(reader.encode([item.words.tokens for item in items]), items, strict=True):
            asked = torch.tensor(item.asked, device=states.device)
            found.append(head(states[list(item.words.opening)], asked)[0])
        return torch.cat(found)

    def _loss(self, items: list[PreparedFactuality], reader: Reader) -> dict[str, Tensor]:
        right = torch.tensor([value for item in items for value in item.values])
        told = self.values(reader, items)
        return {"happened": functional.smooth_l1_loss(told, right.to(told.device), beta=0.3) * 4}

    def _told_loss(self, items: list[PreparedTellings], reader: Reader) -> dict[str, Tensor]:
        head = reader.heads[self.name]
        losses: dict[str, list[Tensor]] = {"status": [], "flags": [], "trend": []}
        for states, item in zip(reader.encode([item.words.tokens for item in items]), items, strict=True):
            opening = states[list(item.words.opening)]
            for told in item.tellings:
                asked = torch.tensor([told.word], device=states.device)
                _, status, flags, trend = head(opening[told.first : told.last], asked)
                right = torch.tensor([told.flags], dtype=torch.float32, device=states.device)
                losses["status"].append(functional.cross_entropy(status[0], _at(told.status, states)))
                losses["flags"].append(functional.binary_cross_entropy_with_logits(flags, right))
                losses["trend"].append(functional.cross_entropy(trend[0], _at(told.trend, states)))
        return {name: torch.stack(values).mean() for name, values in losses.items()}

    @torch.no_grad()
    def evaluate(self, reader: Reader) -> dict[str, float]:
        """Pearson's r and the mean error on the tuning split."""
        reader.eval()
        told = np.concatenate(
            [self.values(reader, self.dev[at : at + 64]).cpu().numpy() for at in range(0, len(self.dev), 64)]
        )
        right = np.array([value for item in self.dev for value in item.values])
        return {
            "pearson": round(float(np.corrcoef(told, right)[0, 1]), 4),
            "error": round(float(np.abs(told - right).mean() * TOP), 4),
        }


def _at(index: int, like: Tensor) -> Tensor:
    return torch.tensor(index, device=like.device)
