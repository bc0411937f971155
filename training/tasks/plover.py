"""PLOVER types as a training task: marked sentences, helped by the synthetic reports."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch
from benchmarks.metrics.labels import score_labels
from dateline.reader.network.windows import Tokens, token_span, tokenise
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from training.corpora import plover
from training.corpora.folds import fold_of
from training.heads.roots import RootHead
from training.model import Reader
from training.tasks.base import bucketed

BATCH_TOKENS = 1024
LEAD = 96  # tokens read of a synthetic report: the news stands in its first sentences
SYNTHETIC_AN_EPOCH = 250
SYNTHETIC_WEIGHT = 0.5
SMOOTHING = 0.1

Range = tuple[int, int]


@dataclass(frozen=True)
class PreparedText:
    """A text with its sides as token ranges, the roots that count as right, and what else is known."""

    id: str
    tokens: Tokens
    sources: tuple[Range, ...]
    targets: tuple[Range, ...]
    roots: frozenset[int]
    mode: int | None
    future: bool | None


def folds(sentences: Sequence[plover.MarkedSentence]) -> list[int]:
    """The fold of each sentence, by its text: the same text with other sides must not stand on both sides of a cut."""
    return [fold_of(sentence.text) for sentence in sentences]


def prepare_marked(sentence: plover.MarkedSentence, tokenizer: Tokenizer) -> PreparedText:
    """A marked sentence as tokens."""
    tokens = tokenise(sentence.text, tokenizer)

    def places(ranges: Sequence[Range]) -> tuple[Range, ...]:
        return tuple(span for a, b in ranges if (span := token_span(tokens, a, b)))

    roots = frozenset(plover.ROOTS.index(root) for root in sentence.roots)
    future = sentence.modality == "future"
    return PreparedText(sentence.id, tokens, places(sentence.sources), places(sentence.targets), roots, None, future)


def prepare_synthetic(report: plover.SyntheticReport, tokenizer: Tokenizer) -> PreparedText:
    """The beginning of a synthetic report as tokens."""
    tokens = tokenise(f"{report.title}. {report.text}" if report.title else report.text, tokenizer)
    size = min(len(tokens.ids), LEAD)
    cut = Tokens(tokens.ids[:size], tokens.starts[:size], tokens.ends[:size], tokens.sentence[:size], ((0, size),))
    mode = plover.MODES.index(f"{report.root}/{report.mode}") if report.mode else None
    return PreparedText(report.id, cut, (), (), frozenset({plover.ROOTS.index(report.root)}), mode, None)


class PloverTask:
    """Roots of marked sentences; `fold` is held out."""

    name = "plover"

    def __init__(self, corpora: Path | None, tokenizer: Tokenizer, fold: int = 0, repeat: int = 1) -> None:
        self.repeat = repeat
        marked = plover.read_marked(corpora) if corpora else []
        whole = [(prepare_marked(s, tokenizer), part) for s, part in zip(marked, folds(marked), strict=True)]
        self.train = [item for item, part in whole if part != fold]
        self.dev = [item for item, part in whole if part == fold]
        self.synthetic = [prepare_synthetic(r, tokenizer) for r in plover.read_synthetic(corpora)] if corpora else []

    def head(self) -> nn.Module:
        return RootHead(len(plover.ROOTS), len(plover.MODES))

    def batches(self, rng: random.Random) -> Sequence[Callable[[Reader], dict[str, Tensor]]]:
        groups = [
            group
            for _ in range(self.repeat)
            for group in bucketed(self.train, lambda item: len(item.tokens.ids), BATCH_TOKENS, rng)
        ]
        chosen = rng.sample(self.synthetic, min(SYNTHETIC_AN_EPOCH, len(self.synthetic)))
        groups += bucketed(chosen, lambda item: len(item.tokens.ids), BATCH_TOKENS, rng)
        return [partial(self._loss, group) for group in groups]

    def _loss(self, items: list[PreparedText], reader: Reader) -> dict[str, Tensor]:
        head = reader.heads[self.name]
        roots: list[Tensor] = []
        others: list[Tensor] = []
        for states, item in zip(reader.encode([item.tokens for item in items]), items, strict=True):
            root, mode, future = head(states, item.sources, item.targets)
            chances = root.log_softmax(-1)
            right = torch.logsumexp(chances[list(item.roots)], 0)  # any of the right roots will do
            value = -(1 - SMOOTHING) * right - SMOOTHING * chances.mean()
            roots.append(value * (SYNTHETIC_WEIGHT if item.future is None else 1.0))
            if item.mode is not None:
                others.append(functional.cross_entropy(mode, torch.tensor(item.mode, device=mode.device)) * 0.2)
            if item.future is not None:
                target = torch.tensor(float(item.future), device=future.device)
                others.append(functional.binary_cross_entropy_with_logits(future, target) * 0.5)
        parts = {"root": torch.stack(roots).mean()}
        if others:
            parts["other"] = torch.stack(others).mean()
        return parts

    def predict(self, reader: Reader, items: Sequence[PreparedText]) -> list[tuple[str, bool]]:
        """The likeliest root of each text and whether it lies in the future."""
        reader.eval()
        found = []
        for item in items:
            with torch.no_grad():
                (states,) = reader.encode([item.tokens])
                root, _, future = reader.heads[self.name](states, item.sources, item.targets)
            found.append((plover.ROOTS[int(root.argmax())], bool(future > 0)))
        return found

    def evaluate(self, reader: Reader) -> dict[str, float]:
        predicted = self.predict(reader, self.dev)
        figures = score_labels(
            [root for root, _ in predicted],
            [frozenset(plover.ROOTS[root] for root in item.roots) for item in self.dev],
        )
        right = [future == item.future for (_, future), item in zip(predicted, self.dev, strict=True)]
        figures["future_accuracy"] = round(sum(right) / len(right), 4)
        return figures
