"""Each telling against an incident as a whole: who leaves, who moves, who stays."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.incidents.pairs import ALWAYS
from dateline.incidents.second_look import CLEAR, SHARES, Look, shares

Pair = tuple[int, int]
BY_MEAN = {ALWAYS: 0.0, **dict.fromkeys(SHARES, 0.0), "mean": 1.0}
"""Weights by which a telling belongs where the mean of its log-odds is clear."""
YES, NO = CLEAR + 1, CLEAR - 1


def look(groups: Sequence[Sequence[int]], scores: dict[Pair, float], never: Sequence[Pair] = ()) -> Look:
    return Look(groups, scores, never, lambda a, b: ["day same"], BY_MEAN)


def test_shares_of_an_incident() -> None:
    told = shares([2.0, -1.0], [["day same", "site same"], ["day same", "place same; day same"]], 4)
    assert told["day same"] == 1.0
    assert told["site same"] == 0.5
    assert "place same; day same" not in told, "only single comparisons are counted"
    assert (told["mean"], told["middle"], told["highest"], told["lowest"]) == (0.5, 0.5, 2.0, -1.0)
    assert (told["likely"], told["not compared"], told["alone"], told["two"]) == (0.5, 0.5, 0.0, 0.0)
    assert (told["size"], told["1/sqrt(size)"], told["mean * size"]) == (math.log(4), 0.5, 0.5 * math.log(4))
    assert set(told) <= set(SHARES)
    assert shares([1.0], [[]], 1)["alone"] == 1.0


def test_a_stranger_that_one_likeness_carried_in_leaves() -> None:
    scores = {(0, 1): YES, (0, 2): YES, (1, 2): YES, (0, 3): YES, (1, 3): NO - 9, (2, 3): NO}
    assert look([[0, 1, 2, 3]], scores).settled(range(4)) == [[0, 1, 2], [3]]


def test_one_that_a_slip_kept_out_comes_in_and_one_that_fits_better_elsewhere_moves() -> None:
    assert look([[0, 1], [2]], {(0, 1): YES, (0, 2): YES, (1, 2): YES}).settled(range(3)) == [[0, 1, 2]]
    scores = {(0, 1): YES, (2, 3): YES, (0, 4): YES, (1, 4): YES, (2, 4): YES + 1, (3, 4): YES + 1}
    scores |= dict.fromkeys(itertools.product((0, 1), (2, 3)), -9.0)
    assert look([[0, 1, 4], [2, 3]], scores).settled(range(5)) == [[0, 1], [2, 3, 4]]


def test_nothing_goes_to_what_it_can_never_be_one_with() -> None:
    scores = {(0, 1): YES, (0, 2): YES}
    assert look([[0, 1], [2]], scores, [(1, 2)]).settled(range(3)) == [[0, 1], [2]]


def test_what_is_not_movable_stays() -> None:
    assert look([[0, 1]], {(0, 1): NO - 9}).settled([]) == [[0, 1]]
    assert look([[0, 1]], {(0, 1): NO - 9}).settled([1]) == [[0], [1]]


def test_nothing_is_told_of_a_group_that_nothing_was_compared_with() -> None:
    assert look([[0], [1]], {}).shares(0, 1) is None
    assert look([[0], [1]], {(0, 1): YES}).shares(0, 1) == shares([YES], [["day same"]], 1)


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[list[int]], dict[Pair, float], set[Pair]]:
    count = draw(st.integers(1, 9))
    home = [draw(st.integers(0, 3)) for _ in range(count)]
    groups = [group for number in range(4) if (group := [node for node in range(count) if home[node] == number])]
    pairs = list(itertools.combinations(range(count), 2))
    scores = {pair: draw(st.integers(-40, 40)) / 7 for pair in pairs if draw(st.booleans())}
    never = {(a, b) for a, b in pairs if home[a] != home[b] and draw(st.integers(0, 3)) == 0}
    return groups, scores, never


@given(cases())
def test_settled_groups_are_a_partition_that_keeps_apart_what_was_apart(
    case: tuple[list[list[int]], dict[Pair, float], set[Pair]],
) -> None:
    groups, scores, never = case
    count = sum(map(len, groups))
    settled = look(groups, scores, sorted(never)).settled(range(count))
    assert sorted(itertools.chain(*settled)) == list(range(count))
    assert settled == sorted(sorted(group) for group in settled)
    assert not never & {pair for group in settled for pair in itertools.combinations(group, 2)}


@pytest.mark.parametrize("score", [CLEAR, CLEAR - 0.001])
def test_what_is_not_clear_stands_alone(score: float) -> None:
    assert look([[0, 1]], {(0, 1): score}).settled(range(2)) == [[0], [1]]
