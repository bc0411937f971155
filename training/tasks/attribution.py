"""Who says so, as a training task: PolNeAR's articles, read whole."""

from __future__ import annotations

import bisect
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from benchmarks.metrics.counts import Counts
from dateline.reader.network.windows import Tokens, tokenise
from dateline.reader.words import split_words
from dateline.records import Interval
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from training.corpora.polnear import Article, read_polnear
from training.heads.attribution import PARTS, AttributionHead
from training.model import Reader
from training.tasks.base import bucketed

BATCH_TOKENS = 2048
STRETCH = 420
"""Words of an article that are read as one, at paragraph borders: pointers reach no further."""


@dataclass(frozen=True)
class PreparedArticle:
    """A stretch of an article: word pieces, each word's first and last, its parts [words][3], and for each word of
    content the words of its source (none: no source is named)."""

    tokens: Tokens
    opening: tuple[int, ...]
    closing: tuple[int, ...]
    parts: tuple[tuple[bool, bool, bool], ...]
    sources: dict[int, tuple[int, ...]]


def stretches(article: Article) -> list[Interval]:
    """Stretches of about STRETCH words, cut between paragraphs."""
    found: list[Interval] = []
    start = at = words = 0
    for paragraph in article.text.split("\n\n"):
        end = min(len(article.text), at + len(paragraph) + 2)
        count = len(paragraph.split())
        if words and words + count > STRETCH:
            found.append((start, at))
            start, words = at, 0
        words += count
        at = end
    return [*found, (start, len(article.text))]


def prepare_stretch(article: Article, span: Interval, tokenizer: Tokenizer) -> PreparedArticle | None:
    """A stretch as tokens and targets; None where it has no word."""
    text = article.text[slice(*span)]
    tokens = tokenise(text, tokenizer)
    words = [(a, b) for a, b, _ in split_words(text, (0, len(text)))]
    if not words or not tokens.ids:
        return None
    starts, ends = [a for a, _ in words], [b for _, b in words]
    top = len(tokens.ids) - 1
    opening = np.searchsorted(tokens.ends, starts, side="right").clip(0, top)
    closing = np.maximum(opening, np.searchsorted(tokens.starts, ends, side="left") - 1).clip(0, top)

    def covered(places: Sequence[Interval]) -> tuple[int, ...]:
        moved = [(a - span[0], b - span[0]) for a, b in places]
        inside = {n for a, b in moved for n in range(bisect.bisect_right(ends, a), bisect.bisect_left(starts, b))}
        return tuple(sorted(inside))

    parts = [[False, False, False] for _ in words]
    sources: dict[int, tuple[int, ...]] = {}
    for told in article.attributions:
        of = [covered(places) for places in (told.source, told.cue, told.content)]
        for part, inside in enumerate(of):
            for word in inside:
                parts[word][part] = True
        for word in of[2]:
            sources[word] = of[0]  # of nested attributions the last, inner one
    return PreparedArticle(
        tokens, tuple(opening.tolist()), tuple(closing.tolist()), tuple((a, b, c) for a, b, c in parts), sources
    )


class AttributionTask:
    """Source, cue and content of what is said."""

    name = "attribution"

    def __init__(self, corpora: Path | None, tokenizer: Tokenizer) -> None:
        def part(split: str) -> list[PreparedArticle]:
            articles = read_polnear(corpora / "attribution" / split) if corpora else []
            cut = (prepare_stretch(a, span, tokenizer) for a in articles for span in stretches(a))
            return [item for item in cut if item is not None]

        self.train, self.dev = part("train"), part("dev")

    def head(self) -> nn.Module:
        return AttributionHead()

    def batches(self, rng: random.Random) -> Sequence[Callable[[Reader], dict[str, Tensor]]]:
        groups = bucketed(self.train, lambda item: len(item.tokens.ids), BATCH_TOKENS, rng)
        return [partial(self._loss, group) for group in groups]

    def _scores(self, reader: Reader, items: Sequence[PreparedArticle]) -> list[tuple[Tensor, Tensor]]:
        head = reader.heads[self.name]
        found = []
        for states, item in zip(reader.encode([item.tokens for item in items]), items, strict=True):
            found.append(head(torch.cat([states[list(item.opening)], states[list(item.closing)]], 1)))
        return found

    def _loss(self, items: list[PreparedArticle], reader: Reader) -> dict[str, Tensor]:
        tags, points = [], []
        for (tag, point), item in zip(self._scores(reader, items), items, strict=True):
            right = torch.tensor(item.parts, dtype=torch.float32, device=tag.device)
            tags.append(functional.binary_cross_entropy_with_logits(tag, right))
            if item.sources:
                logs = point.log_softmax(1)
                target = torch.full_like(logs, -1e4)
                for word, source in item.sources.items():
                    target[word, [1 + at for at in source] or [0]] = 0.0
                asked = list(item.sources)
                points.append(-torch.logsumexp(logs[asked] + target[asked], 1).mean())
        parts = {"parts": torch.stack(tags).mean() * 4}
        if points:
            parts["source"] = torch.stack(points).mean()
        return parts

    @torch.no_grad()
    def evaluate(self, reader: Reader) -> dict[str, float]:
        """F1 of the words of each part, and the share of words of content that point to a word of their source."""
        reader.eval()
        counts = {part: Counts() for part in PARTS}
        linked = asked = 0
        for item in self.dev:
            ((tag, point),) = self._scores(reader, [item])
            told = (tag > 0).cpu().numpy()
            right = np.array(item.parts)
            for at, part in enumerate(PARTS):
                both = int((told[:, at] & right[:, at]).sum())
                counts[part] += Counts(both, int(told[:, at].sum()), int(right[:, at].sum()))
            best = point.argmax(1).cpu().tolist()
            for word, source in item.sources.items():
                asked += 1
                linked += best[word] - 1 in source if source else best[word] == 0
        figures = {part: round(count.f1, 4) for part, count in counts.items()}
        return {"content": figures.pop("content"), **figures, "linked": round(linked / max(1, asked), 4)}
