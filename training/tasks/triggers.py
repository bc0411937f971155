"""Event triggers with PLOVER roots as a training task, from three kinds of half an annotation.

* WikiEvents marks every trigger of 20 articles: its other words are no triggers.
* RAMS marks one trigger of each text: the other words are unknown and are left out of the loss.
* Marked sentences and synthetic reports have a root but no trigger: some word of theirs must tell it (noisy-or over the
  words), which is how multiple-instance learning puts it (Dietterich et al. 1997).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from training.benchmarks.metrics.counts import Counts
from training.corpora import bio, plover
from training.corpora.folds import fold_of
from training.corpora.roles import RoleDocument, read_rams, read_wikievents
from training.heads.triggers import TriggerHead
from training.model import Reader
from training.tasks.base import bucketed
from training.tasks.plover import PreparedText, folds, prepare_marked, prepare_synthetic
from training.tasks.spans import PreparedSentence, prepare

LABELS = (*plover.ROOTS, "OTHER")
SYNTHETIC_AN_EPOCH = 300
STRETCH = 150  # words of a document read at once, to the next sentence border
BATCH_TOKENS = 1536


@dataclass(frozen=True)
class PreparedWords:
    """A stretch of a document; `targets` has one label a word, 0 for no event, -100 for unknown."""

    words: PreparedSentence
    targets: Tensor


@cache
def _table() -> dict[str, str]:
    lines = (Path(__file__).parent.parent / "corpora" / "event_types.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def root_of(event_type: str) -> str:
    """The PLOVER root of a RAMS or WikiEvents type in lower case, or OTHER."""
    table = _table()
    fitting = [prefix for prefix in table if event_type.startswith(prefix)]
    return table[max(fitting, key=len)] if fitting else "OTHER"


def stretches(document: RoleDocument, whole: bool, tokenizer: Tokenizer) -> list[PreparedWords]:
    """A document cut at sentence borders; `whole`: all its triggers are marked."""
    targets = torch.full((len(document.words),), 0 if whole else -100)
    for event in document.events:
        targets[event.first : event.last] = LABELS.index(root_of(event.type)) + 1
    cuts = [0]
    for border in (*document.borders[1:], len(document.words)):
        if border - cuts[-1] >= STRETCH or border == len(document.words):
            cuts.append(border)
    return [
        PreparedWords(prepare(bio.Sentence(document.id, document.words[a:b], ()), tokenizer), targets[a:b])
        for a, b in pairwise(cuts)
        if a < b and (whole or bool((targets[a:b] >= 0).any()))
    ]


class TriggerTask:
    """Triggers; WikiEvents documents and marked sentences of `fold` are held out."""

    name = "triggers"

    def __init__(self, corpora: Path | None, tokenizer: Tokenizer, fold: int = 0) -> None:
        wiki = read_wikievents(corpora) if corpora else []
        rams = read_rams(corpora) if corpora else []
        marked = plover.read_marked(corpora) if corpora else []
        synthetic = plover.read_synthetic(corpora) if corpora else []
        cut = [(piece, fold_of(d.id)) for d in wiki for piece in stretches(d, True, tokenizer)]
        self.train = [piece for piece, part in cut if part != fold]
        self.dev = [piece for piece, part in cut if part == fold]
        self.train += [piece for d in rams if fold_of(d.id) != fold for piece in stretches(d, False, tokenizer)]
        held = [(prepare_marked(s, tokenizer), part) for s, part in zip(marked, folds(marked), strict=True)]
        self.sentences = [item for item, part in held if part != fold]
        self.dev_sentences = [item for item, part in held if part == fold]
        self.synthetic = [prepare_synthetic(report, tokenizer) for report in synthetic]

    def head(self) -> nn.Module:
        return TriggerHead(len(LABELS))

    def batches(self, rng: random.Random) -> Sequence[Callable[[Reader], dict[str, Tensor]]]:
        words = bucketed(self.train, lambda item: len(item.words.tokens.ids), BATCH_TOKENS, rng)
        chosen = rng.sample(self.synthetic, min(SYNTHETIC_AN_EPOCH, len(self.synthetic)))
        texts = bucketed([*self.sentences, *chosen], lambda item: len(item.tokens.ids), BATCH_TOKENS, rng)
        return [*(partial(self._word_loss, group) for group in words), *(partial(self._text_loss, g) for g in texts)]

    def _words(self, reader: Reader, items: Sequence[PreparedWords]) -> list[Tensor]:
        states = reader.encode([item.words.tokens for item in items])
        head = reader.heads[self.name]
        return [head(vectors[list(item.words.opening)]) for vectors, item in zip(states, items, strict=True)]

    def _word_loss(self, items: list[PreparedWords], reader: Reader) -> dict[str, Tensor]:
        logits = torch.cat(self._words(reader, items))
        targets = torch.cat([item.targets for item in items]).to(logits.device)
        total = functional.cross_entropy(logits, targets, reduction="sum")
        return {"words": total / (targets > 0).sum().clamp(min=1) / 2}

    def _text_loss(self, items: list[PreparedText], reader: Reader) -> dict[str, Tensor]:
        losses = []
        for states, item in zip(reader.encode([item.tokens for item in items]), items, strict=True):
            told = self._told(reader.heads[self.name](states))
            right = told[list(item.roots)].amax().clamp(min=1e-4)
            others = (1 - told).clamp(min=1e-4).log().sum() - (1 - right).clamp(min=1e-4).log()
            losses.append(-right.log() - 0.1 * others)  # a sentence may well tell other events too
        return {"texts": torch.stack(losses).mean() * 0.5}

    @staticmethod
    def _told(logits: Tensor) -> Tensor:
        """The probability [roots] that some word tells each root."""
        chances = logits.softmax(-1)[:, 1 : 1 + len(plover.ROOTS)]
        out: Tensor = 1 - (1 - chances).clamp(min=1e-6).log().sum(0).exp()
        return out

    def evaluate(self, reader: Reader) -> dict[str, float]:
        reader.eval()
        found, typed = Counts(), Counts()
        with torch.no_grad():
            for item in self.dev:
                (logits,) = self._words(reader, [item])
                said, gold = logits.argmax(-1).cpu(), item.targets
                total = (int((said > 0).sum()), int((gold > 0).sum()))
                found += Counts(int(((said > 0) & (gold > 0)).sum()), *total)
                typed += Counts(int(((said == gold) & (gold > 0)).sum()), *total)
            right = 0
            for text in self.dev_sentences:
                (states,) = reader.encode([text.tokens])
                right += int(self._told(reader.heads[self.name](states)).argmax()) in text.roots
        figures = {"typed_f1": typed.f1, "found_f1": found.f1, "found_p": found.precision, "found_r": found.recall}
        figures["sentence_accuracy"] = right / max(1, len(self.dev_sentences))
        return {name: round(value, 4) for name, value in figures.items()}
