"""Labelled spans of sentences: what `re3d.py` and `cameo_ner.py` have in common."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from training.benchmarks.common import finish, table
from training.benchmarks.metrics.spans import score_spans
from training.corpora import bio
from training.corpora.folds import fold_of
from training.encoder import load_tokenizer
from training.model import build
from training.tasks.spans import SpanTask, prepare
from training.train import load_trained


def run(name: str, benchmark: str, file: Path, args: argparse.Namespace, held_out: bool = False) -> None:
    """Scores the head `name` on a BIO file; with `held_out` only on the fold that the weights have not seen."""
    tokenizer = load_tokenizer()
    task = SpanTask(None, tokenizer, name)
    reader = build({task.name: task.head()})
    fold = load_trained(reader, args.checkpoint)
    sentences = list(bio.read_file(file, name))
    if held_out:
        sentences = [sentence for sentence in sentences if fold_of("".join(sentence.words)) == fold]
    predicted = task.predict(reader, [prepare(sentence, tokenizer) for sentence in sentences])
    totals = score_spans((_set(mine), _set(item.spans)) for mine, item in zip(predicted, sentences, strict=True))
    order = sorted(totals, key=lambda label: (label == "micro", label))
    table(
        [("", "gold", "P", "R", "F1"), *((k, t.gold, t.precision, t.recall, t.f1) for k in order if (t := totals[k]))]
    )
    errors = [
        (float(len(_set(mine) ^ _set(item.spans))), _listing(item, mine))
        for mine, item in zip(predicted, sentences, strict=True)
    ]
    figures = {label: counts.figures() for label, counts in totals.items()}
    finish(
        benchmark, args, {"sentences": len(sentences), "held_out_fold": fold if held_out else None, **figures}, errors
    )


def _set(spans: Sequence[bio.LabelledSpan]) -> set[tuple[int, int, str]]:
    return {(span.first, span.last, span.label) for span in spans}


def _listing(item: bio.Sentence, mine: Sequence[bio.LabelledSpan]) -> str:
    def show(spans: Sequence[bio.LabelledSpan]) -> str:
        return "; ".join(f"{span.label}: {' '.join(item.words[span.first : span.last])}" for span in spans)

    return f"{item.id} {' '.join(item.words)}\n  GOLD {show(item.spans)}\n  READ {show(mine)}"
