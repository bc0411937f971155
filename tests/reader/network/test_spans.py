"""Labelled spans, words that tell events and their arguments: decoding against slow enumeration and by hand."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reader.network import events
from dateline.reader.network.layers import Array, Weights, gelu, softmax
from dateline.reader.network.spans import KEENNESS, LONGEST, Labelled, find_spans, ranges

LABELS = 2
NEED = 15.0
"""What the hand-made heads ask of a span: the votes of its first and of its last word together must reach it."""


def hand_made_spans() -> Weights:
    """A head whose logit of a label is the vote of the first word plus that of the last, NEED for no span."""
    votes = np.eye(LABELS + 1, LABELS, k=-1, dtype=np.float32)
    same = np.eye(LABELS, dtype=np.float32)
    return Weights({
        "start.0.weight": same, "end.0.weight": same,
        "both": np.zeros((LABELS + 1, LABELS, LABELS), np.float32),
        "first.weight": votes, "last.weight": votes, "last.bias": np.array([NEED, 0, 0], np.float32),
        "length.weight": np.zeros((LONGEST, LABELS + 1), np.float32),
    })  # fmt: skip


def hand_made_roles() -> Weights:
    """The same for arguments, whatever the trigger and wherever it stands."""
    same, none = np.eye(LABELS, dtype=np.float32), np.zeros((LABELS, LABELS), np.float32)
    return Weights({
        "roles.start.weight": same, "roles.end.weight": same, "roles.trigger.weight": none, "roles.gate.weight": none,
        "roles.distance.weight": np.zeros((2 * events.FAR + 1, LABELS), np.float32),
        "roles.mix.weight": np.concatenate([same, none], 1),
        "roles.out.weight": np.eye(LABELS + 1, LABELS, k=-1, dtype=np.float32),
        "roles.out.bias": np.array([NEED, 0, 0], np.float32),
    })  # fmt: skip


def votes(words: int, *given: tuple[int, int, float]) -> Array:
    """One row a word: (word, label, vote)."""
    rows = np.zeros((words, LABELS), np.float32)
    for word, label, vote in given:
        rows[word, label] = vote
    return rows


def found(
    words: int, opening: list[tuple[int, int, float]], closing: list[tuple[int, int, float]], *borders: int
) -> list[tuple[int, int, int]]:
    spans_ = find_spans(hand_made_spans(), votes(words, *opening), votes(words, *closing), borders)
    return [(span.first, span.last, span.label) for span in spans_]


def test_nothing_is_found_where_no_span_is_likelier_than_none() -> None:
    assert found(5, [(1, 0, 6)], [(2, 0, 6)]) == []
    assert find_spans(hand_made_spans(), votes(0), votes(0)) == []


def test_a_span_runs_from_its_first_word_to_its_last() -> None:
    assert found(5, [(1, 0, 10)], [(2, 0, 10)]) == [(1, 3, 0)]
    assert found(5, [(4, 1, 10)], [(4, 1, 10)]) == [(4, 5, 1)]
    assert found(5, [(3, 0, 10)], [(1, 0, 10)]) == [], "a last word before the first"
    assert found(5, [(1, 0, 10)], [(2, 1, 10)]) == [], "two labels"


def test_a_span_a_little_less_likely_than_none_is_taken() -> None:
    near = (NEED - KEENNESS / 2) / 2
    assert found(3, [(0, 0, near)], [(1, 0, near)]) == [(0, 2, 0)]
    far = (NEED - KEENNESS * 1.5) / 2
    assert found(3, [(0, 0, far)], [(1, 0, far)]) == []


def test_of_two_that_overlap_the_likelier_is_taken() -> None:
    assert found(5, [(1, 0, 10), (2, 1, 9)], [(2, 0, 10), (3, 1, 9)]) == [(1, 3, 0)]
    assert found(5, [(1, 0, 9), (2, 1, 10)], [(2, 0, 9), (3, 1, 10)]) == [(2, 4, 1)]


def test_a_span_crosses_no_border() -> None:
    assert found(5, [(1, 0, 10)], [(2, 0, 10)], 0, 2) == []
    assert found(5, [(1, 0, 10), (2, 1, 9)], [(2, 0, 10), (3, 1, 9)], 0, 2) == [(2, 4, 1)]


def test_a_span_is_no_longer_than_the_longest() -> None:
    assert found(LONGEST + 1, [(0, 0, 10)], [(LONGEST - 1, 0, 10)]) == [(0, LONGEST, 0)]
    assert found(LONGEST + 1, [(0, 0, 10)], [(LONGEST, 0, 10)]) == []


def test_spans_come_in_text_order() -> None:
    assert found(6, [(0, 0, 8), (4, 1, 12)], [(1, 0, 8), (5, 1, 12)]) == [(0, 2, 0), (4, 6, 1)]


@given(st.integers(0, 45), st.lists(st.integers(0, 45), max_size=4).map(sorted))
def test_ranges_are_all_that_fit(words: int, borders: list[int]) -> None:
    first, last = ranges(words, borders)
    expected = {
        (a, b)
        for a in range(words)
        for b in range(a + 1, min(words, a + LONGEST) + 1)
        if not any(a < border < b for border in borders)
    }
    pairs = list(zip(first.tolist(), last.tolist(), strict=True))
    assert len(pairs) == len(expected)
    assert set(pairs) == expected


def random_head(rng: np.random.Generator) -> Weights:
    width, side, labels = 5, 4, 3

    def some(*shape: int) -> Array:
        return rng.normal(0, 1, shape).astype(np.float32)

    return Weights({
        "start.0.weight": some(side, width), "start.0.bias": some(side), "end.0.weight": some(side, width),
        "end.0.bias": some(side), "both": some(labels, side, side), "first.weight": some(labels, side),
        "last.weight": some(labels, side), "last.bias": some(labels), "length.weight": some(LONGEST, labels),
    })  # fmt: skip


def slowly(weights: Weights, opening: Array, closing: Array, borders: list[int]) -> list[Labelled]:
    """The definition, one span at a time."""
    scored = []
    for a, b in itertools.combinations(range(len(opening) + 1), 2):
        if b - a > LONGEST or any(a < border < b for border in borders):
            continue
        start = gelu(weights.linear("start.0", opening[a]))
        end = gelu(weights.linear("end.0", closing[b - 1]))
        logits = np.array([start @ matrix @ end for matrix in weights["both"]], np.float32)
        logits += weights.linear("first", start) + weights.linear("last", end) + weights["length.weight"][b - a - 1]
        logits[0] -= KEENNESS
        if logits.argmax() > 0:
            chances = softmax(logits)
            scored.append(Labelled(a, b, int(chances[1:].argmax()), float(chances[1:].max())))
    taken: list[Labelled] = []
    for span in sorted(scored, key=lambda s: -s.chance):
        if all(span.last <= other.first or other.last <= span.first for other in taken):
            taken.append(span)
    return sorted(taken, key=lambda s: s.first)


@settings(max_examples=40)
@given(st.integers(0, 2**32 - 1), st.integers(1, 26), st.lists(st.integers(0, 26), max_size=3).map(sorted))
def test_spans_are_those_of_the_definition(seed: int, words: int, borders: list[int]) -> None:
    rng = np.random.default_rng(seed)
    weights = random_head(rng)
    opening, closing = (rng.normal(0, 1, (words, 5)).astype(np.float32) for _ in range(2))
    mine, theirs = find_spans(weights, opening, closing, borders), slowly(weights, opening, closing, borders)
    np.testing.assert_allclose([s.chance for s in mine], [s.chance for s in theirs], atol=1e-4)
    assert [(s.first, s.last, s.label) for s in mine] == [(s.first, s.last, s.label) for s in theirs]


def test_what_a_word_tells() -> None:
    same = np.eye(2, dtype=np.float32)
    weights = Weights({
        "triggers.hidden.0.weight": same,
        "triggers.root.weight": np.array([[0, 0], [1, 0], [0, 1]], np.float32),
        "triggers.mode.weight": np.array([[1, 0], [0, 1]], np.float32), "triggers.mode.bias": np.array([-10, -10], np.float32),
    })  # fmt: skip
    roots, hidden = events.told(weights, np.array([[10, 0], [0, 20], [0, 0]], np.float32))
    modes = events.modes(weights, hidden)
    np.testing.assert_allclose(roots, np.array([[0, 1, 0], [0, 0, 1], [1 / 3, 1 / 3, 1 / 3]]), atol=1e-3)
    np.testing.assert_allclose(modes, np.array([[0.5, 0], [0, 1], [0, 0]]), atol=1e-3)


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 60), st.sets(st.integers(0, 60)))
def test_ranges_near(begin: int, words: int, trigger: int, marks: set[int]) -> None:
    edges = np.array([at not in marks for at in range(61)])
    first, last = events.ranges_near(begin, begin + words, (trigger, trigger + 1), edges)
    pairs = list(zip(first.tolist(), last.tolist(), strict=True))
    expected = {
        (a, b)
        for a, b in itertools.combinations(range(begin, begin + words + 1), 2)
        if b - a <= events.LONGEST and not a <= trigger < b and not {a, b - 1} & marks
    }
    assert len(pairs) == len(expected)
    assert set(pairs) == expected


def asked_of(weights: Weights, opening: Array, closing: Array) -> events.Arguments:
    """Arguments of a text of words without a mark among them."""
    return events.Arguments(weights, ["word"] * len(opening), opening, closing)


def arguments(opening: Array, closing: Array, within: tuple[int, int]) -> list[tuple[int, int, int]]:
    (taken,) = asked_of(hand_made_roles(), opening, closing).of([((2, 3), within)])
    assert [chance for *_, chance in taken] == sorted((chance for *_, chance in taken), reverse=True)
    return [(first, last, role) for first, last, role, _ in taken]


@pytest.mark.parametrize(
    ("words", "taken"),
    [
        (["word"] * 4, [(1, 3)]),
        (["word", "3", "$5", "word"], [(1, 3)]),
        (["word", "“", "word", "word"], []),
        (["word", "word", ",", "word"], []),
    ],
)
def test_no_argument_begins_or_ends_with_a_mark(words: list[str], taken: list[tuple[int, int]]) -> None:
    asked = events.Arguments(hand_made_roles(), words, votes(4, (1, 0, 10)), votes(4, (2, 0, 10)))
    assert [(first, last) for first, last, *_ in asked.of([((3, 4), (0, 4))])[0]] == taken


def test_the_trigger_is_no_argument_of_itself() -> None:
    asked = asked_of(hand_made_roles(), votes(6, (1, 0, 20)), votes(6, (2, 0, 20)))
    assert [found[:2] for found in asked.of([((2, 3), (0, 6))])[0]] == [(1, 2)]


@pytest.mark.parametrize(
    ("opening", "closing", "within", "expected"),
    [
        ([], [], (0, 6), []),
        ([(0, 0, 10)], [(1, 0, 10)], (0, 6), [(0, 2, 0)]),
        ([(0, 0, 10), (4, 1, 12)], [(1, 0, 10), (5, 1, 12)], (0, 6), [(4, 6, 1), (0, 2, 0)]),  # the likeliest first
        ([(0, 0, 10), (1, 1, 9)], [(1, 0, 10), (3, 1, 9)], (0, 6), [(0, 2, 0)]),  # no overlap
        ([(0, 0, 10), (4, 1, 12)], [(1, 0, 10), (5, 1, 12)], (1, 5), []),  # only within the sentence
        ([(0, 0, 10)], [(1, 0, 10)], (0, 1), []),
    ],
)
def test_arguments(
    opening: list[tuple[int, int, float]], closing: list[tuple[int, int, float]], within: tuple[int, int],
    expected: list[tuple[int, int, int]],
) -> None:  # fmt: skip
    assert arguments(votes(6, *opening), votes(6, *closing), within) == expected


def test_the_words_asked_are_those_of_the_sentence_wherever_it_stands() -> None:
    rng = np.random.default_rng(7)
    real = {name: rng.normal(0, 1, value.shape).astype(np.float32) for name, value in hand_made_roles().items()}
    opening, closing = (rng.normal(0, 1, (12, LABELS)).astype(np.float32) for _ in range(2))
    (whole,) = asked_of(Weights(real), opening, closing).of([((6, 7), (4, 10))])
    (alone,) = asked_of(Weights(real), opening[4:10], closing[4:10]).of([((2, 3), (0, 6))])
    assert whole
    assert [(a - 4, b - 4, role) for a, b, role, _ in whole] == [(a, b, role) for a, b, role, _ in alone]


def test_triggers_asked_together_have_the_arguments_they_have_alone() -> None:
    rng = np.random.default_rng(11)
    real = {name: rng.normal(0, 1, value.shape).astype(np.float32) for name, value in hand_made_roles().items()}
    asked = asked_of(Weights(real), *(rng.normal(0, 1, (40, LABELS)).astype(np.float32) for _ in range(2)))
    edges = [0, 7, 8, 20, 33, 40]
    questions = [((at, at + 1 + at % 2), (a, b)) for a, b in itertools.pairwise(edges) for at in range(a, b - 1, 2)]
    together = asked.of(questions)
    assert len(together) == len(questions) > 3 * events.TOGETHER
    for question, taken in zip(questions, together, strict=True):
        (alone,) = asked.of([question])
        assert [found[:3] for found in taken] == [found[:3] for found in alone]
        assert [found[3] for found in taken] == pytest.approx([found[3] for found in alone], abs=1e-5)
    assert sum(map(len, together)) > len(questions)
    assert asked.of([]) == []


def test_an_argument_far_away_is_judged_by_its_distance() -> None:
    weights = dict(hand_made_roles())
    distance = np.zeros((2 * events.FAR + 1, LABELS), np.float32)
    distance[: events.FAR, 0] = 20  # before the trigger
    weights["roles.distance.weight"] = distance
    asked = asked_of(Weights(weights), votes(500), votes(500))
    (before,) = asked.of([((400, 401), (395, 405))])
    assert before
    assert {role for *_, role, _ in before} == {0}
    assert all(last <= 400 for _, last, *_ in before)
    assert asked.of([((0, 1), (0, 10))]) == [[]]
    logits = asked.logits([(499, 500)], [2], np.array([0, 498]), np.array([1, 499]))
    assert (logits[:, 1] > NEED).all(), "the farthest step stands for all beyond it"
