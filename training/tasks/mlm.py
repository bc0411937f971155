"""Continued masked-language training on the corpora's reports (Gururangan et al. 2020), as a task like any other.

The pinned encoder was last tuned to compare whole sentences; this brings it back to words, and to this kind of news.
Run it alone first, then start the reader's run from its checkpoint (`--start`).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import torch
from dateline.reader.network.windows import MASK_ID, Tokens, tokenise
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from training.corpora import bio, muc4, plover, relevance
from training.heads.mlm import MaskedHead
from training.model import Reader
from training.tasks.base import bucketed

SHARE = 0.15
VOCABULARY = 30522
BATCH_TOKENS = 4096
SYNTHETIC = 1000  # of the synthetic reports; more would drown the real ones


def reports(corpora: Path) -> Iterator[str]:
    """The texts trained on. No tuning split is among them, nor the held-out fold of a sentence corpus."""
    yield from (report.text for report in muc4.read(corpora / "muc4", "train"))
    for path in sorted((corpora / "attribution" / "train" / "text").rglob("*")):
        if path.is_file():
            yield path.read_text(encoding="utf-8", errors="replace")
    yield from (item.text for item in relevance.read(corpora, "insightCrime", "train"))
    yield from (item.text for item in relevance.read(corpora, "satp_relevant", "train"))
    yield from (item.text for item in relevance.read(corpora, "IndiaPoliceEvents_docs", "train"))
    yield from (report.text for report in plover.read_synthetic(corpora)[:SYNTHETIC])
    yield " ".join(" ".join(sentence.words) for sentence in bio.read(corpora, "re3d", "train"))


class MlmTask:
    """Windows of all texts; each epoch reads `share` of them, masked anew."""

    name = "mlm"

    def __init__(self, corpora: Path, tokenizer: Tokenizer, share: float = 1.0) -> None:
        self.share = share
        self.train = [window for text in reports(corpora) for window in _windows(text, tokenizer)]
        self.dev = [
            window for report in muc4.read(corpora / "muc4", "dev")[:60] for window in _windows(report.text, tokenizer)
        ]

    def head(self) -> nn.Module:
        return MaskedHead()

    def batches(self, rng: random.Random) -> Sequence[Callable[[Reader], dict[str, Tensor]]]:
        chosen = rng.sample(self.train, int(len(self.train) * self.share))
        groups = bucketed(chosen, lambda item: len(item.ids), BATCH_TOKENS, rng)
        return [partial(self._loss, group, rng.randrange(2**31)) for group in groups]

    def _masked(self, reader: Reader, items: Sequence[Tokens], seed: int) -> tuple[Tensor, Tensor]:
        """Logits and truth at the masked places. Of these, 8 in 10 are hidden, 1 replaced, 1 left (Devlin 2019)."""
        rng = random.Random(seed)
        changed: list[Tokens] = []
        truth: list[int] = []
        places: list[list[int]] = []
        for item in items:
            ids = list(item.ids)
            chosen = [at for at in range(len(ids)) if rng.random() < SHARE] or [0]
            truth.extend(item.ids[at] for at in chosen)
            places.append(chosen)
            for at in chosen:
                draw = rng.random()
                ids[at] = MASK_ID if draw < 0.8 else rng.randrange(1000, VOCABULARY) if draw < 0.9 else ids[at]
            changed.append(replace(item, ids=tuple(ids)))
        states = torch.cat([vectors[at] for vectors, at in zip(reader.encode(changed), places, strict=True)])
        with torch.autocast(reader.device.type, torch.bfloat16):
            logits = reader.heads[self.name](states, reader.encoder.words.weight)
        return logits.float(), torch.tensor(truth, device=reader.device)

    def _loss(self, items: list[Tokens], seed: int, reader: Reader) -> dict[str, Tensor]:
        return {"masked": functional.cross_entropy(*self._masked(reader, items, seed))}

    def evaluate(self, reader: Reader) -> dict[str, float]:
        reader.eval()
        right = total = 0
        loss = 0.0
        for at in range(0, len(self.dev), 16):
            with torch.no_grad():
                logits, truth = self._masked(reader, self.dev[at : at + 16], at)
            right += int((logits.argmax(-1) == truth).sum())
            total += len(truth)
            loss += float(functional.cross_entropy(logits, truth, reduction="sum"))
        return {"accuracy": round(right / total, 4), "loss": round(loss / total, 4)}


def _windows(text: str, tokenizer: Tokenizer) -> Iterator[Tokens]:
    tokens = tokenise(text, tokenizer)
    for first, last in tokens.windows:
        yield Tokens(
            tokens.ids[first:last],
            tokens.starts[first:last],
            tokens.ends[first:last],
            tokens.sentence[first:last],
            ((0, last - first),),
        )
