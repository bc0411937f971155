"""Accuracy and macro F1 where an item may have several right labels."""

from __future__ import annotations

from collections.abc import Sequence

from .counts import Counts


def score_labels(predicted: Sequence[str], gold: Sequence[frozenset[str]]) -> dict[str, float]:
    """`accuracy`: the share of predictions among the right labels. `macro_f1`: over the gold label sets, each set being
    one class, and a prediction belonging to the class of which it is a member (to none, if to none)."""
    classes = sorted(set(gold), key=sorted)
    totals = {kind: Counts() for kind in classes}
    right = 0
    for label, truth in zip(predicted, gold, strict=True):
        hit = label in truth
        right += hit
        mine = truth if hit else next((kind for kind in classes if label in kind), None)
        totals[truth] += Counts(int(hit), 0, 1)
        if mine is not None:
            totals[mine] += Counts(0, 1, 0)
    macro = sum(counts.f1 for counts in totals.values()) / len(totals) if totals else 0.0
    return {"accuracy": round(right / len(gold), 4) if gold else 0.0, "macro_f1": round(macro, 4)}
