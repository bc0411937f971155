"""Sentences and windows."""

from itertools import pairwise

import pytest
from dateline.reader.network.windows import cut_windows, rough_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One. ", "Two."]),
        ('He said "yes." Then he left.', ['He said "yes." ', "Then he left."]),
        ("Gen. Ali spoke.  Nobody came.", ["Gen. Ali spoke.  ", "Nobody came."]),
        ("TITLE\n\nBODY", ["TITLE\n\n", "BODY"]),
        ("no end", ["no end"]),
        ("", []),
        ("3.5 million", ["3.5 million"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in rough_sentences(text)] == expected


def test_windows_tile_and_respect_the_limit() -> None:
    for lengths in ([5] * 7, [30, 1, 1, 30, 2], [100], [1] * 50, [9, 40, 9]):
        sentence = [index for index, size in enumerate(lengths) for _ in range(size)]
        windows = cut_windows(sentence, 20)
        assert windows[0][0] == 0
        assert windows[-1][1] == len(sentence)
        assert all(a[1] == b[0] for a, b in pairwise(windows))
        assert all(0 < last - first <= 20 for first, last in windows)


def test_windows_are_cut_between_sentences_and_are_even() -> None:
    sentence = [index for index in range(6) for _ in range(5)]
    assert cut_windows(sentence, 20) == [(0, 15), (15, 30)]


def test_no_tokens_no_windows() -> None:
    assert cut_windows([], 20) == []
