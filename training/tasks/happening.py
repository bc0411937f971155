"""Where an event happened, as a training task: sentences with one marked verb and its place, or none."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from dateline.reader.network.happening import LONGEST, best_span
from dateline.reader.network.windows import Tokens, tokenise
from dateline.reader.words import split_words
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.corpora.event_place import Placing, read_placings
from training.corpora.folds import fold_of
from training.heads.happening import HappeningHead
from training.model import Reader
from training.tasks.base import bucketed

BATCH_TOKENS = 2048


@dataclass(frozen=True)
class PreparedPlacing:
    """A sentence's word pieces, each word's first and last piece, the event's word, the right first and last words."""

    tokens: Tokens
    opening: tuple[int, ...]
    closing: tuple[int, ...]
    event: int
    places: tuple[tuple[int, int], ...]
    text: str


def prepare_placing(placing: Placing, tokenizer: Tokenizer) -> PreparedPlacing | None:
    """A sentence as the head reads it; None where its verb lies beyond the words that are looked at."""
    tokens = tokenise(placing.text, tokenizer, bounds=[(0, len(placing.text))])
    words = [(a, b) for a, b, _ in split_words(placing.text, (0, len(placing.text)))][:LONGEST]

    def covered(span: tuple[int, int]) -> list[int]:
        return [n for n, (a, b) in enumerate(words) if a < span[1] and span[0] < b]

    event = covered(placing.verb)
    if not event:
        return None
    top = len(tokens.ids) - 1
    opening = np.searchsorted(tokens.ends, [a for a, _ in words], side="right").clip(0, top)
    closing = (np.searchsorted(tokens.starts, [b for _, b in words], side="left") - 1).clip(0, top)
    places = tuple((inside[0], inside[-1]) for span in placing.places if (inside := covered(span)))
    return PreparedPlacing(
        tokens, tuple(opening.tolist()), tuple(np.maximum(opening, closing).tolist()), event[0], places, placing.text
    )


class HappeningTask:
    """Places of events; the sentences of `fold` are held out."""

    name = "happening"

    def __init__(self, corpora: Path | None, tokenizer: Tokenizer, fold: int = 0) -> None:
        placings = read_placings(corpora / "event_place" / "train.jsonl") if corpora else []
        prepared = [item for p in placings if (item := prepare_placing(p, tokenizer))]
        self.train = [item for item in prepared if fold_of(item.text) != fold]
        self.dev = [item for item in prepared if fold_of(item.text) == fold]

    def head(self) -> nn.Module:
        return HappeningHead()

    def batches(self, rng: random.Random) -> Sequence[Callable[[Reader], dict[str, Tensor]]]:
        groups = bucketed(self.train, lambda item: len(item.tokens.ids), BATCH_TOKENS, rng)
        return [partial(self._loss, group) for group in groups]

    def scores(self, reader: Reader, items: Sequence[PreparedPlacing]) -> tuple[Tensor, Tensor]:
        """Log-probabilities [items, 1 + words] of first and last words."""
        longest = max(len(item.opening) for item in items)
        mask = torch.tensor([[n < len(item.opening) for n in range(longest)] for item in items])
        rows = []
        for states, item in zip(reader.encode([item.tokens for item in items]), items, strict=True):
            words = torch.cat([states[list(item.opening)], states[list(item.closing)]], dim=1)
            rows.append(nn.functional.pad(words, (0, 0, 0, longest - len(words))))
        events = torch.tensor([item.event for item in items])
        scores: tuple[Tensor, Tensor] = reader.heads[self.name](
            torch.stack(rows), events.to(reader.device), mask.to(reader.device)
        )
        return scores

    def _loss(self, items: list[PreparedPlacing], reader: Reader) -> dict[str, Tensor]:
        both = self.scores(reader, items)
        losses = []
        for end, logs in enumerate(both):
            right = torch.zeros_like(logs)
            for n, item in enumerate(items):
                for place in item.places:
                    right[n, place[end] + 1] = 1
                if not item.places:
                    right[n, 0] = 1
            losses.append(-torch.logsumexp(logs + (right - 1) * 1e4, 1).mean())
        return {"place": losses[0] + losses[1]}

    @torch.no_grad()
    def evaluate(self, reader: Reader) -> dict[str, float]:
        """Shares of held-out sentences whose exact span, or its absence, is found."""
        reader.eval()
        right, none = [], []
        for begin in range(0, len(self.dev), 64):
            part = self.dev[begin : begin + 64]
            one, other = (logs.float().cpu().numpy() for logs in self.scores(reader, part))
            for n, item in enumerate(part):
                words = len(item.opening) + 1
                found = best_span(one[n, :words], other[n, :words])
                span = (found.first, found.last - 1) if found.chance > found.unsaid else None
                right.append(span in item.places if item.places else span is None)
                none.append(not item.places)
        good, empty = np.array(right), np.array(none)
        figures = {"right": good.mean(), "none": good[empty].mean(), "said": good[~empty].mean()}
        return {name: round(float(value), 4) for name, value in figures.items()}
