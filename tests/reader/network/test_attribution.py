"""Who says what, from the network's answers: runs of words, sources by their pointers, cues, the source behind."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.reader.network.attribution import decode, filled, runs, stretches, tagged_as
from dateline.reader.network.sources import CONTENT, CUE, SOURCE


def answers(words: int, marked: dict[int, tuple[int, ...]], points: dict[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities of parts, and pointers: each word of `points` points to a word, all others to none."""
    parts = np.zeros((words, 3), np.float32)
    for part, places in marked.items():
        parts[list(places), part] = 0.9
    pointers = np.zeros((words, 1 + words), np.float32)
    pointers[:, 0] = 1
    for word, source in points.items():
        pointers[word] = 0
        pointers[word, 1 + source] = 1
    return parts, pointers


@pytest.mark.parametrize(
    ("likely", "edges", "expected"),
    [
        ([0, 1, 1, 0, 1], [0, 5], [(1, 3), (4, 5)]),
        ([1, 1, 1, 1], [0, 2, 4], [(0, 2), (2, 4)]),
        ([0, 0], [0, 2], []),
    ],
)
def test_runs_are_cut_between_sentences(likely: list[int], edges: list[int], expected: list[tuple[int, int]]) -> None:
    assert runs(np.array(likely, dtype=bool), edges) == expected


def test_a_source_and_a_cue() -> None:
    # Police said gunmen fled .
    parts, pointers = answers(5, {SOURCE: (0,), CUE: (1,), CONTENT: (2, 3)}, {2: 0, 3: 0})
    (saying,) = decode(tagged_as(parts, pointers, [0, 5]))
    assert (saying.content, saying.source, saying.cue, saying.behind) == ((2, 4), (0, 1), (1, 2), None)
    assert saying.chance == pytest.approx(0.9)


def test_a_source_in_an_earlier_sentence() -> None:
    # Musa spoke . “ We won . ”
    parts, pointers = answers(8, {SOURCE: (0,), CONTENT: (4, 5, 6)}, {4: 0, 5: 0, 6: 0})
    (saying,) = decode(tagged_as(parts, pointers, [0, 3, 8]))
    assert (saying.content, saying.source, saying.cue) == ((4, 7), (0, 1), None)


def test_nobody_is_named() -> None:
    # It was said that gunmen fled
    parts, pointers = answers(6, {CUE: (2,), CONTENT: (4, 5)}, {})
    (saying,) = decode(tagged_as(parts, pointers, [0, 6]))
    assert (saying.source, saying.cue) == (None, (2, 3))


@pytest.mark.parametrize(("chance", "cue"), [(0.6, (2, 3)), (0.2, None)])
def test_a_cue_without_a_source_must_be_likely(chance: float, cue: tuple[int, int] | None) -> None:
    parts, pointers = answers(6, {CUE: (2,), CONTENT: (4, 5)}, {})
    parts[2, CUE] = chance
    (saying,) = decode(tagged_as(parts, pointers, [0, 6]))
    assert saying.cue == cue


def test_a_cue_two_sentences_away_is_nobodys() -> None:
    parts, pointers = answers(30, {CUE: (2,), CONTENT: (26, 27)}, {})
    (saying,) = decode(tagged_as(parts, pointers, [0, 3, 24, 30]))
    assert saying.cue is None


@pytest.mark.parametrize(
    ("between", "edges", "expected"),
    [
        ([0.3, 0.2], [0, 6], [(0, 6)]),
        ([0.3, 0.05], [0, 6], [(0, 2), (4, 6)]),
        ([0.3, 0.2], [0, 3, 6], [(0, 2), (4, 6)]),
        ([0.3, 0.2], [0, 4, 6], [(0, 2), (4, 6)]),
    ],
)
def test_what_is_said_goes_on_over_an_aside(
    between: list[float], edges: list[int], expected: list[tuple[int, int]]
) -> None:
    """Not over a word that is hardly any of it, nor into another sentence."""
    chance = np.array([0.9, 0.9, *between, 0.9, 0.9], np.float32)
    assert filled(chance, 0.5, edges) == expected


def test_what_is_said_does_not_go_on_over_many_words() -> None:
    assert filled(np.array([0.9, *[0.3] * 5, 0.9], np.float32), 0.5, [0, 7]) == [(0, 1), (6, 7)]


def test_a_source_behind_the_source() -> None:
    # Paper reported residents said gunmen fled
    parts, pointers = answers(6, {SOURCE: (0, 2), CUE: (1, 3), CONTENT: (2, 3, 4, 5)}, {2: 0, 3: 0, 4: 2, 5: 2})
    pointers[2] = pointers[3] = 0
    pointers[2, 1] = pointers[3, 1] = 1
    pointers[4:6, :] = 0
    pointers[4:6, 3] = 1
    (saying,) = decode(tagged_as(parts, pointers, [0, 6]))
    assert (saying.source, saying.behind) == ((0, 1), (2, 3))


def test_a_far_cue_is_not_its_cue() -> None:
    parts, pointers = answers(120, {SOURCE: (0,), CUE: (119,), CONTENT: (2, 3)}, {2: 0, 3: 0})
    assert decode(tagged_as(parts, pointers, [0, 120]))[0].cue is None


def test_stretches_end_with_sentences_and_leave_nothing_out() -> None:
    edges = [0, 200, 400, 450, 1000, 1010]
    found = list(stretches(edges))
    assert found == [[0, 200, 400], [400, 450], [450, 1000], [1000, 1010]]
