"""MUC-4 as a training task."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import torch
from benchmarks.metrics.templates import score
from dateline.reader.network.filling import Reading, decode
from dateline.reader.network.windows import cut_windows, tokenise
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.corpora.muc4 import TemplateReport, as_received, read, with_extra_roles
from training.heads.templates import TemplateHead
from training.model import Reader
from training.tasks import templates
from training.tasks.base import bucketed

BATCH_TOKENS = 3072
# Each batch cuts its reports into windows of at most one of these: the same words in other company each time. Long
# windows are not missed: a reader trained on 254 scores 0.475, 0.463 and 0.455 reading windows of 254, 128 and 510
# (tuning split, run mixed-c, epoch 4).
WINDOWS = (126, 190, 254)
RAW_SHARE = 0.3  # share of the reports that an epoch reads as received: wrapped lines, dateline, square brackets
KEEP_EMPTY = 0.6  # share of the reports without incidents that an epoch reads: nearly half of all are such


class Muc4Task:
    """Templates of whole reports, scored on the tuning split with default thresholds."""

    name = "templates"

    def __init__(self, corpora: Path, tokenizer: Tokenizer, splits: Sequence[str] = ("train", "dev")) -> None:
        self.tokenizer = tokenizer
        folder = corpora / "muc4"
        train = with_extra_roles(read(folder, "train"), folder) if "train" in splits else []
        self.train = [templates.prepare(report, tokenizer) for report in train]
        self.raw = {report.id: templates.prepare(report, tokenizer) for report in as_received(train, folder)}
        self.dev = read(folder, "dev") if "dev" in splits else []
        self.raw_dev = as_received(self.dev, folder)

    def head(self) -> nn.Module:
        return TemplateHead()

    def batches(self, rng: random.Random) -> Sequence[Callable[[Reader], dict[str, Tensor]]]:
        kept = [
            self.raw.get(item.report.id, item) if rng.random() < RAW_SHARE else item
            for item in self.train
            if item.report.templates or rng.random() < KEEP_EMPTY
        ]
        groups = bucketed(kept, lambda item: len(item.tokens.ids), BATCH_TOKENS, rng)
        return [partial(self._loss, group, rng.choice(WINDOWS)) for group in groups]

    def _loss(self, items: list[templates.Prepared], limit: int, reader: Reader) -> dict[str, Tensor]:
        items = [_recut(item, limit) for item in items]
        states = reader.encode([item.tokens for item in items])
        return templates.loss(self._head(reader), states, items)

    def _head(self, reader: Reader) -> TemplateHead:
        head = reader.heads[self.name]
        assert isinstance(head, TemplateHead)
        return head

    def readings(self, reader: Reader, reports: Sequence[TemplateReport]) -> list[Reading]:
        """What the reader makes of each report."""
        reader.eval()
        found = []
        for report in reports:
            tokens = tokenise(report.text, self.tokenizer)
            with torch.no_grad():
                (states,) = reader.encode([tokens])
            found.append(templates.read(self._head(reader), states, report.text, tokens))
        return found

    def evaluate(self, reader: Reader) -> dict[str, float]:
        readings = self.readings(reader, self.dev)
        totals = score((decode(r), report.templates) for r, report in zip(readings, self.dev, strict=True))
        figures = {"f1": round(totals["micro"].f1, 4), "p": round(totals["micro"].precision, 4)}
        figures["r"] = round(totals["micro"].recall, 4)
        figures |= {name: round(counts.f1, 4) for name, counts in totals.items() if name not in ("micro", "none")}
        figures["false_in_none"] = float(totals["none"].predicted)
        raw = zip(self.readings(reader, self.raw_dev), self.raw_dev, strict=True)
        figures["f1_as_received"] = round(score((decode(r), report.templates) for r, report in raw)["micro"].f1, 4)
        # An upper bound for the candidate stage: gold entities with any string among the candidates.
        hit = total = 0
        for reading, report in zip(readings, self.dev, strict=True):
            strings = {c.string.lower() for c in reading.candidates}
            for template in report.templates:
                for entities in template.fillers.values():
                    total += len(entities)
                    hit += sum(any(s.lower() in strings for s in entity) for entity in entities)
        figures["candidate_recall"] = round(hit / max(1, total), 4)
        return figures


def _recut(item: templates.Prepared, limit: int) -> templates.Prepared:
    windows = tuple(cut_windows(item.tokens.sentence, limit))
    return replace(item, tokens=replace(item.tokens, windows=windows))
