"""Scoring of coreference chains: MUC, B-cubed, CEAF-e, their mean (CoNLL F1), LEA, and pairs of mentions.

MUC: Vilain and others 1995. B-cubed: Bagga and Baldwin 1998. CEAF-e: Luo 2005, with the likeness of two chains twice
their common mentions over the sum of their sizes. CoNLL F1: Pradhan and others 2012. LEA: Moosavi and Strube 2016, a
chain of one having one link, to itself, as in their scorer. Both sides chain the same mentions (given ones); a mention
without a partner is a chain of its own, which MUC does not see.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from .counts import Counts

Labels = Sequence[Hashable]
"""The chain of each mention: equal labels, one chain."""


@dataclass(frozen=True)
class Share:
    """A recall and a precision as sums over reports, which need not be whole numbers. A figure over nothing is 0."""

    found: float = 0.0
    gold: float = 0.0
    right: float = 0.0
    predicted: float = 0.0

    def __add__(self, other: Share) -> Share:
        return Share(
            self.found + other.found,
            self.gold + other.gold,
            self.right + other.right,
            self.predicted + other.predicted,
        )

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 0.0

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


NOTHING = Counts()


@dataclass(frozen=True)
class ChainScore:
    """The measures over some reports, and the links between pairs of mentions."""

    muc: Share = Share()
    b_cubed: Share = Share()
    ceaf_e: Share = Share()
    pairs: Counts = NOTHING
    lea: Share = Share()

    def __add__(self, other: ChainScore) -> ChainScore:
        return ChainScore(
            self.muc + other.muc,
            self.b_cubed + other.b_cubed,
            self.ceaf_e + other.ceaf_e,
            self.pairs + other.pairs,
            self.lea + other.lea,
        )

    @property
    def conll(self) -> float:
        """The mean of the F1 of MUC, B-cubed and CEAF-e."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3

    def figures(self) -> dict[str, float]:
        """Rounded figures by name."""
        values = {"conll": self.conll, "muc": self.muc.f1, "b_cubed": self.b_cubed.f1, "ceaf_e": self.ceaf_e.f1}
        return {name: round(value, 4) for name, value in values.items()}


def score(predicted: Labels, gold: Labels) -> ChainScore:
    """One report. Raises ValueError where the two do not label the same number of mentions."""
    cells = Counter(zip(predicted, gold, strict=True))
    mine, theirs = Counter(predicted), Counter(gold)
    pairs = Counts(*(sum(n * (n - 1) // 2 for n in counts.values()) for counts in (cells, mine, theirs)))
    return _measured(cells, mine, theirs, _muc(cells, mine, theirs), pairs)


def without_singletons(predicted: Labels, gold: Labels) -> ChainScore:
    """One report, with the chains of one mention left out on both sides."""
    mine, theirs = Counter(predicted), Counter(gold)
    pairs = zip(predicted, gold, strict=True)
    cells = Counter((p, g) for p, g in pairs if mine[p] > 1 and theirs[g] > 1)
    mine = Counter({label: n for label, n in mine.items() if n > 1})
    theirs = Counter({label: n for label, n in theirs.items() if n > 1})
    whole = score(predicted, gold)
    return _measured(cells, mine, theirs, whole.muc, whole.pairs)


Cells = Counter[tuple[Hashable, Hashable]]
Sizes = Counter[Hashable]


def _measured(cells: Cells, mine: Sizes, theirs: Sizes, muc: Share, pairs: Counts) -> ChainScore:
    b_cubed, ceaf_e, lea = (measure(cells, mine, theirs) for measure in (_b_cubed, _ceaf_e, _lea))
    return ChainScore(muc, b_cubed, ceaf_e, pairs, lea)


def _muc(cells: Cells, mine: Sizes, theirs: Sizes) -> Share:
    kept = cells.total() - len(cells)
    # A chain of n mentions in p parts keeps n - p of its n - 1 links; summed, that is the same number on both sides.
    return Share(kept, theirs.total() - len(theirs), kept, mine.total() - len(mine))


def _b_cubed(cells: Cells, mine: Sizes, theirs: Sizes) -> Share:
    found = sum(n * n / theirs[gold] for (_, gold), n in cells.items())
    right = sum(n * n / mine[label] for (label, _), n in cells.items())
    return Share(found, theirs.total(), right, mine.total())


def _ceaf_e(cells: Cells, mine: Sizes, theirs: Sizes) -> Share:
    if not mine or not theirs:
        return Share(0.0, len(theirs), 0.0, len(mine))
    rows, columns = ({label: at for at, label in enumerate(sizes)} for sizes in (mine, theirs))
    alike = np.zeros((len(mine), len(theirs)))
    for (label, gold), n in cells.items():
        alike[rows[label], columns[gold]] = 2 * n / (mine[label] + theirs[gold])
    best = float(alike[linear_sum_assignment(alike, maximize=True)].sum())
    return Share(best, len(theirs), best, len(mine))


def _lea(cells: Cells, mine: Sizes, theirs: Sizes) -> Share:
    """Each chain's share of resolved links, weighed by its size: a chain of n has n (n - 1) / 2 links, one of one a
    link to itself, which only another chain of one resolves.
    """
    found = sum(_resolved(n, theirs[gold], alone=mine[label] == 1) for (label, gold), n in cells.items())
    right = sum(_resolved(n, mine[label], alone=theirs[gold] == 1) for (label, gold), n in cells.items())
    return Share(found, theirs.total(), right, mine.total())


def _resolved(common: int, size: int, *, alone: bool) -> float:
    """What the mentions in common with one other chain add to the importance times resolution of a chain."""
    if size == 1:
        return float(alone)
    return size * (common * (common - 1) / 2) / (size * (size - 1) / 2)


def total(scores: Iterable[ChainScore]) -> ChainScore:
    """All reports together: sums, not means, of what is counted in each."""
    return sum(scores, ChainScore())
