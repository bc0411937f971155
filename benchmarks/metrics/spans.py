"""Strict scoring of labelled spans: a span is right when start, end and label are."""

from __future__ import annotations

from collections.abc import Iterable, Set

from .counts import Counts

Labelled = tuple[int, int, str]


def score_spans(sentences: Iterable[tuple[Set[Labelled], Set[Labelled]]]) -> dict[str, Counts]:
    """The counts over sentences, given as (predicted, gold), by label, with the total under `micro`."""
    totals: dict[str, Counts] = {"micro": Counts()}
    for predicted, gold in sentences:
        for label in {span[2] for span in (*predicted, *gold)}:
            mine = {span for span in predicted if span[2] == label}
            theirs = {span for span in gold if span[2] == label}
            counts = Counts(len(mine & theirs), len(mine), len(theirs))
            totals[label] = totals.get(label, Counts()) + counts
            totals["micro"] += counts
    return totals
