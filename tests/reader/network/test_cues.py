"""Which cue is whose: signs of the likely cues near a content, and which is chosen with the shipped weights."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.reader.network.attribution import tagged_as
from dateline.reader.network.cues import ASKED, REACH, cue_of, nearest, signs_of
from dateline.reader.network.sources import CONTENT, CUE, SOURCE, Tagged, chances
from dateline.records import Interval


def tagged(words: int, cues: dict[int, float], source: Interval | None, said: Interval, edges: list[int]) -> Tagged:
    parts = np.full((words, 3), 0.01, np.float32)
    for at, chance in cues.items():
        parts[at, CUE] = chance
    if source is not None:
        parts[slice(*source), SOURCE] = 0.9
    parts[slice(*said), CONTENT] = 0.95
    pointers = np.zeros((words, 1 + words), np.float32)
    pointers[:, 0] = 1
    return tagged_as(parts, pointers, edges)


CASES = {
    # Police said gunmen fled .
    "between source and content": (5, {1: 0.95}, (0, 1), (2, 4), [0, 5], (1, 2)),
    # According to police , gunmen fled .
    "ahead of the source": (7, {0: 0.9, 1: 0.8}, (2, 3), (4, 6), [0, 7], (0, 2)),
    # “ Gunmen fled , ” police have said .
    "behind both, with its auxiliary": (9, {6: 0.6, 7: 0.95}, (5, 6), (0, 3), [0, 9], (6, 8)),
    # Police said it , and she added gunmen fled there .
    "the nearer of two": (10, {1: 0.9, 6: 0.9}, (5, 6), (7, 9), [0, 10], (6, 7)),
    # Musa said so . “ We won . ”
    "of the sentence before": (9, {1: 0.9}, (0, 1), (5, 7), [0, 4, 9], (1, 2)),
    # It was said that gunmen fled
    "nobody is named": (6, {2: 0.9}, None, (4, 6), [0, 6], (2, 3)),
    # nobody is named, and what may be a cue is in another sentence and not likely
    "a far cue": (30, {28: 0.4}, None, (0, 3), [0, 5, 25, 30], None),
    "no cue at all": (6, {}, (0, 1), (2, 5), [0, 6], None),
}


@pytest.mark.parametrize(("words", "cues", "source", "said", "edges", "expected"), CASES.values(), ids=CASES)
def test_the_cue_of_a_content(
    words: int, cues: dict[int, float], source: Interval | None, said: Interval, edges: list[int],
    expected: Interval | None,
) -> None:  # fmt: skip
    assert cue_of(tagged(words, cues, source, said, edges), said, source) == expected


def test_only_near_cues_are_asked() -> None:
    many = tagged(200, dict.fromkeys(range(5, 200, 3), 0.9), (0, 1), (2, 4), [0, 200])
    near = nearest(many, (2, 4), (0, 1))
    assert [cue[0] for cue in near] == [5 + 3 * n for n in range(ASKED)]
    assert nearest(tagged(200, {4 + REACH + 1: 0.9}, None, (2, 4), [0, 200]), (2, 4), None) == []


def test_the_surer_of_two_alike_is_likelier() -> None:
    both = tagged(9, {1: 0.9, 7: 0.9}, None, (3, 6), [0, 9])
    rows = signs_of(both, (3, 6), None, [(1, 2), (7, 8)])
    sure, unsure = ({**rows[0], "sure": 2.0}, {**rows[0], "sure": -1.0})
    assert chances("cue", [sure])[0] > chances("cue", [unsure])[0]
