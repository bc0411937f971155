"""How often reviewers found right what the program says, with intervals that hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.incidents.quality import precision, share
from dateline.records import ReviewState
from dateline.reviews import Anchor, ReviewAction, ReviewDecision

from ..web.making import incident

ANCHOR = Anchor(report="r", start=0, end=1, type="ASSAULT")


def decision(
    number: int, action: ReviewAction, field: str | None = None, takes_back: int | None = None
) -> ReviewDecision:
    return ReviewDecision(
        id=number, action=action, anchors=(ANCHOR,), field=field, takes_back=takes_back, by="Ada", when="2024"
    )


def test_without_a_review_nothing_is_said() -> None:
    stands, fields, looked_at = precision([incident(0)], [])
    assert (stands.n, stands.share, stands.low, stands.high, looked_at) == (0, None, None, None, 0)
    assert {found.share for found in fields.values()} == {None}


def test_corrections_count_against_their_fields_rejections_against_the_whole() -> None:
    states: list[tuple[ReviewState, tuple[int, ...]]] = [
        ("accepted", (1,)), ("corrected", (2, 3)), ("corrected", (4,)), ("rejected", (5,)), ("unreviewed", (6,)),
    ]  # fmt: skip
    decisions = [
        decision(1, "accept"), decision(2, "correct", "place"), decision(3, "correct", "place"),
        decision(4, "correct", "killed"), decision(5, "reject"), decision(6, "comment"),
        decision(7, "correct", "type"), decision(8, "undo", takes_back=7),
    ]  # fmt: skip
    listed = [incident(n, review=state, decisions=made) for n, (state, made) in enumerate(states)]
    listed.append(incident(9, review="accepted", decisions=(7,)))
    stands, fields, looked_at = precision(listed, decisions)
    assert (stands.right, stands.n, looked_at) == (4, 5, 5)
    assert {name: found.right for name, found in fields.items() if found.right < 4} == {"place": 3, "killed": 3}
    assert {found.n for found in fields.values()} == {4}


@given(st.integers(0, 400), st.integers(1, 400))
def test_an_interval_holds_the_share_and_lies_between_none_and_all(right: int, n: int) -> None:
    found = share(min(right, n), n)
    assert found.share is not None
    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low <= found.share + 1e-12
    assert found.share - 1e-12 <= found.high <= 1


@pytest.mark.parametrize(
    ("right", "n", "low", "high"), [(81, 263, 0.2553, 0.3662), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0)]
)
def test_wilsons_interval(right: int, n: int, low: float, high: float) -> None:
    """81 of 263: Newcombe (1998), table I, method 3."""
    found = share(right, n)
    assert found.low == pytest.approx(low, abs=1e-4)
    assert found.high == pytest.approx(high, abs=1e-4)


def test_nineteen_of_twenty_intervals_hold_the_truth() -> None:
    rng = np.random.default_rng(3)
    found = [share(int(right), 60) for right in rng.binomial(60, 0.85, size=2_000)]
    held = sum(1 for one in found if one.low is not None and one.high is not None and one.low <= 0.85 <= one.high)
    assert 0.93 < held / 2_000 < 0.97
