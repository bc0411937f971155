"""Labelled spans of sentences: what `re3d.py` and `cameo_ner.py` have in common."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from corpus import finish, labels, network, read_words, table
from dateline.reader.network.spans import Labelled, find_spans
from metrics.spans import score_spans
from training.corpora import bio
from training.corpora.folds import fold_of

Spans = set[tuple[int, int, str]]


def run(head: str, benchmark: str, file: Path, args: argparse.Namespace, fold: int | None = None) -> None:
    """Scores a head on a BIO file; with `fold` only on the sentences of that fold."""
    sentences = list(bio.read_file(file, head))
    if fold is not None:
        sentences = [sentence for sentence in sentences if fold_of("".join(sentence.words)) == fold]
    names = labels(head)
    weights = network().heads.part(head)
    read = read_words([sentence.words for sentence in sentences])
    predicted = [named(find_spans(weights, opening, closing), names) for _, opening, closing in read]
    gold: list[Spans] = [{(s.first, s.last, s.label) for s in sentence.spans} for sentence in sentences]
    totals = score_spans(zip(predicted, gold, strict=True))
    order = sorted(totals, key=lambda label: (label == "micro", label))
    rows = [(label, totals[label]) for label in order]
    table([("", "gold", "P", "R", "F1"), *((k, t.gold, t.precision, t.recall, t.f1) for k, t in rows)])
    errors = [
        (float(len(mine ^ truth)), listing(sentence, truth, mine))
        for mine, truth, sentence in zip(predicted, gold, sentences, strict=True)
    ]
    figures = {label: counts.figures() for label, counts in totals.items()}
    finish(
        benchmark, args,
        {"f1": figures["micro"]["f1"], "sentences": len(sentences), "held_out_fold": fold, **figures}, errors,
    )  # fmt: skip


def named(spans: Sequence[Labelled], names: Sequence[str]) -> Spans:
    """Spans as word ranges with the name of their label."""
    return {(span.first, span.last, names[span.label]) for span in spans}


def listing(sentence: bio.Sentence, gold: Spans, mine: Spans) -> str:
    """A sentence with both readings."""

    def show(spans: Spans) -> str:
        return "; ".join(f"{label}: {' '.join(sentence.words[a:b])}" for a, b, label in sorted(spans))

    return f"{sentence.id} {' '.join(sentence.words)}\n  GOLD {show(gold)}\n  READ {show(mine)}"
