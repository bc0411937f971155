"""Did it happen, as a training task: words of sentences with a value from -3 to 3."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from training.corpora import bio
from training.corpora.factuality import FactualitySentence, read_factuality
from training.heads.factuality import FactualityHead
from training.model import Reader
from training.tasks.base import bucketed
from training.tasks.spans import PreparedSentence, prepare

BATCH_TOKENS = 2048
TOP = 3.0


@dataclass(frozen=True)
class PreparedFactuality:
    """A sentence as tokens, the words asked of, and their values between -1 and 1."""

    words: PreparedSentence
    asked: tuple[int, ...]
    values: tuple[float, ...]


def prepare_factuality(sentence: FactualitySentence, tokenizer: Tokenizer) -> PreparedFactuality:
    words = prepare(bio.Sentence("", sentence.words, ()), tokenizer)
    return PreparedFactuality(
        words, tuple(h.word for h in sentence.happenings), tuple(h.value / TOP for h in sentence.happenings)
    )


class FactualityTask:
    """Values of words; the corpus has a tuning split."""

    name = "factuality"

    def __init__(self, corpora: Path | None, tokenizer: Tokenizer) -> None:
        def part(split: str) -> list[PreparedFactuality]:
            path = corpora / "factuality" / f"uds_ih2_{split}.jsonl" if corpora else None
            read = read_factuality(path) if path else []
            return [prepare_factuality(sentence, tokenizer) for sentence in read if sentence.happenings]

        self.train, self.dev = part("train"), part("dev")

    def head(self) -> nn.Module:
        return FactualityHead()

    def batches(self, rng: random.Random) -> Sequence[Callable[[Reader], dict[str, Tensor]]]:
        groups = bucketed(self.train, lambda item: len(item.words.tokens.ids), BATCH_TOKENS, rng)
        return [partial(self._loss, group) for group in groups]

    def _values(self, reader: Reader, items: Sequence[PreparedFactuality]) -> Tensor:
        head = reader.heads[self.name]
        found = []
        for states, item in zip(reader.encode([item.words.tokens for item in items]), items, strict=True):
            asked = torch.tensor(item.asked, device=states.device)
            found.append(head(states[list(item.words.opening)], asked))
        return torch.cat(found)

    def _loss(self, items: list[PreparedFactuality], reader: Reader) -> dict[str, Tensor]:
        right = torch.tensor([value for item in items for value in item.values])
        told = self._values(reader, items)
        return {"happened": functional.smooth_l1_loss(told, right.to(told.device), beta=0.3) * 4}

    @torch.no_grad()
    def evaluate(self, reader: Reader) -> dict[str, float]:
        """Pearson's r and the mean error on the tuning split."""
        reader.eval()
        told = np.concatenate(
            [self._values(reader, self.dev[at : at + 64]).cpu().numpy() for at in range(0, len(self.dev), 64)]
        )
        right = np.array([value for item in self.dev for value in item.values])
        return {
            "pearson": round(float(np.corrcoef(told, right)[0, 1]), 4),
            "error": round(float(np.abs(told - right).mean() * TOP), 4),
        }
