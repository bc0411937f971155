"""Chains' measures: examples worked out by hand, and slow second implementations."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.chains import ChainScore, score, total, without_singletons

Labels = Sequence[int]


@pytest.mark.parametrize(
    ("predicted", "gold", "muc", "b_cubed", "ceaf_e"),
    [
        # {1 2 3} {4 5} against {1 2} {3 4 5}: each cuts one link of three; B-cubed (4/3 + 1/3 + 2) / 5; 4/5 twice.
        ([0, 0, 1, 1, 1], [0, 0, 0, 1, 1], (2 / 3, 2 / 3), (11 / 15, 11 / 15), (0.8, 0.8)),
        # All in one against {1 2} {3}: the one link found, two told; B-cubed precision (2/3 + 2/3 + 1/3) / 3.
        ([0, 0, 0], [0, 0, 1], (1.0, 1 / 2), (1.0, 5 / 9), (0.4, 0.8)),
        # Nothing joined against {1 2} {3}: recall 0; B-cubed recall (1/2 + 1/2 + 1) / 3; 2/3 and 1 of 2 and of 3.
        ([0, 1, 2], [0, 0, 1], (0.0, 0.0), (2 / 3, 1.0), (5 / 6, 5 / 9)),
        ([], [], (0.0, 0.0), (0.0, 0.0), (0.0, 0.0)),
    ],
)
def test_worked_examples(
    predicted: Labels,
    gold: Labels,
    muc: tuple[float, float],
    b_cubed: tuple[float, float],
    ceaf_e: tuple[float, float],
) -> None:
    """Each pair is recall and precision."""
    told = score(predicted, gold)
    for share, expected in ((told.muc, muc), (told.b_cubed, b_cubed), (told.ceaf_e, ceaf_e)):
        assert (share.recall, share.precision) == pytest.approx(expected)


def test_conll_is_the_mean_and_pairs_are_counted() -> None:
    told = score([0, 0, 1, 1, 1], [0, 0, 0, 1, 1])
    assert told.conll == pytest.approx(11 / 15)
    assert (told.pairs.right, told.pairs.predicted, told.pairs.gold) == (2, 4, 4)


def test_chains_of_one_can_be_left_out() -> None:
    told = without_singletons([0, 0, 1, 2], [0, 0, 1, 1])
    assert (told.b_cubed.recall, told.b_cubed.precision) == (0.5, 1.0)
    assert (told.ceaf_e.recall, told.ceaf_e.precision) == (0.5, 1.0)


@pytest.mark.parametrize(
    ("predicted", "gold", "recall", "precision"),
    [
        # The example of Moosavi and Strube (2016), section 3.2: key {a b c} {d e f g}, response {a b} {c d} {f g h i}.
        # a to g are 0 to 6, h and i are chained on one side alone; here each side has them as chains of one.
        # Key: 3 * 1/3 and 4 * 1/6 of 7; with h and i, which the response does not leave alone, of 9.
        # Response: 2 * 1, 2 * 0 and 4 * 1/6 of 8; with e alone, which the key does not leave alone, of 9.
        (
            ["ab", "ab", "cd", "cd", "e", "fghi", "fghi", "fghi", "fghi"],
            ["abc", "abc", "abc", "defg", "defg", "defg", "defg", "h", "i"],
            (1 + 2 / 3) / 9,
            (2 + 2 / 3) / 9,
        ),
        # A chain of one is resolved by a chain of one alone.
        ([0, 1], [0, 1], 1.0, 1.0),
        ([0, 0], [0, 1], 0.0, 0.0),
        ([0, 1], [0, 0], 0.0, 0.0),
        # {1 2} {3} found whole, {4 5} cut: recall (2 + 1 + 0) / 5; precision (2 + 1 + 0 + 0) / 5.
        ([0, 0, 1, 2, 3], [0, 0, 1, 2, 2], 3 / 5, 3 / 5),
        # All in one against {1 2} {3}: the link of {1 2} is found, 3 is not alone; one of three links is right.
        ([0, 0, 0], [0, 0, 1], 2 / 3, 1 / 3),
        ([], [], 0.0, 0.0),
    ],
)
def test_lea(predicted: Sequence[object], gold: Sequence[object], recall: float, precision: float) -> None:
    told = score(predicted, gold).lea
    assert (told.recall, told.precision) == pytest.approx((recall, precision))


def test_lea_without_chains_of_one() -> None:
    """{1 2} against {1 2} {3 4}: recall 2 / 4, and all that is told is right."""
    told = without_singletons([0, 0, 1, 2], [0, 0, 1, 1]).lea
    assert (told.recall, told.precision) == (0.5, 1.0)


def test_reports_are_summed() -> None:
    both = total([score([0, 0], [0, 0]), score([0, 1], [0, 0])])
    assert both.muc.recall == 0.5
    assert both.b_cubed.recall == 0.75


def test_both_sides_label_the_same_mentions() -> None:
    with pytest.raises(ValueError, match="zip"):
        score([0], [0, 1])


labels = st.integers(1, 7).flatmap(
    lambda n: st.tuples(*(st.lists(st.integers(0, 4), min_size=n, max_size=n) for _ in range(2)))
)


@given(labels)
def test_against_slow_implementations(both: tuple[Labels, Labels]) -> None:
    predicted, gold = both
    told = score(predicted, gold)
    assert told.b_cubed.recall == pytest.approx(_b_cubed_recall(predicted, gold))
    assert told.lea.recall == pytest.approx(_lea_recall(predicted, gold))
    assert told.muc.found == _muc_kept(predicted, gold)
    assert told.ceaf_e.found == pytest.approx(_best_ceaf(predicted, gold))


@given(labels)
def test_turned_round_recall_is_precision(both: tuple[Labels, Labels]) -> None:
    one, other = score(*both), score(*reversed(both))
    for name in ("muc", "b_cubed", "ceaf_e", "lea"):
        assert getattr(one, name).recall == pytest.approx(getattr(other, name).precision)
    assert one.conll == pytest.approx(other.conll)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=9))
def test_equal_chains_are_right(gold: Labels) -> None:
    told = score([label + 10 for label in gold], gold)
    assert told.b_cubed.f1 == told.ceaf_e.f1 == told.lea.f1 == 1
    assert isinstance(total([]), ChainScore)


def _chains(labels: Labels) -> list[set[int]]:
    return [{at for at, own in enumerate(labels) if own == label} for label in sorted(set(labels))]


def _b_cubed_recall(predicted: Labels, gold: Labels) -> float:
    shares = []
    for at in range(len(gold)):
        mine = {n for n, label in enumerate(predicted) if label == predicted[at]}
        theirs = {n for n, label in enumerate(gold) if label == gold[at]}
        shares.append(len(mine & theirs) / len(theirs))
    return sum(shares) / len(shares)


def _lea_recall(predicted: Labels, gold: Labels) -> float:
    """As the paper writes it, links being pairs of mentions and a mention alone being linked to itself."""

    def links(chain: set[int]) -> set[tuple[int, int]]:
        return set(itertools.combinations(sorted(chain), 2)) or {(at, at) for at in chain}

    told = set().union(*(links(chain) for chain in _chains(predicted)))
    chains = _chains(gold)
    return sum(len(c) * len(links(c) & told) / len(links(c)) for c in chains) / sum(len(c) for c in chains)


def _muc_kept(predicted: Labels, gold: Labels) -> int:
    return sum(len(chain) - len({predicted[at] for at in chain}) for chain in _chains(gold))


def _best_ceaf(predicted: Labels, gold: Labels) -> float:
    mine, theirs = sorted((_chains(predicted), _chains(gold)), key=len)
    return max(
        sum(2 * len(a & b) / (len(a) + len(b)) for a, b in zip(mine, order, strict=False))
        for order in itertools.permutations(theirs, len(mine))
    )
