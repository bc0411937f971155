"""Counting words to numbers with bounds; the first half was written before the rules were read."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ground import parse_count

Bounds = tuple[int | None, int | None, int | None]


def bounds(words: str) -> Bounds:
    count = parse_count(words)
    return count.low, count.best, count.high


COUNTS: list[tuple[str, Bounds]] = [
    ("12", (12, 12, 12)),
    ("0", (0, 0, 0)),
    ("1", (1, 1, 1)),
    ("1,200", (1200, 1200, 1200)),
    ("1,234,567", (1234567, 1234567, 1234567)),
    ("one", (1, 1, 1)),
    ("Twelve", (12, 12, 12)),
    ("twenty-one", (21, 21, 21)),
    ("forty five", (45, 45, 45)),
    ("a", (1, 1, 1)),
    ("an", (1, 1, 1)),
    ("another", (1, 1, 1)),
    ("no", (0, 0, 0)),
    ("nobody", (0, 0, 0)),
    ("none", (0, 0, 0)),
    ("a dozen", (12, 12, 12)),
    ("two dozen", (24, 24, 24)),
    ("one hundred", (100, 100, 100)),
    ("a hundred", (100, 100, 100)),
    ("three hundred and twelve", (312, 312, 312)),
    ("two thousand", (2000, 2000, 2000)),
    ("two thousand five hundred", (2500, 2500, 2500)),
    ("three hundred thousand", (300000, 300000, 300000)),
    ("a million", (1000000, 1000000, 1000000)),
    ("5 million", (5000000, 5000000, 5000000)),
    ("at least 12", (12, 12, None)),
    ("At least twelve", (12, 12, None)),
    ("more than 30", (30, 30, None)),
    ("over 100", (100, 100, None)),
    ("no fewer than nine", (9, 9, None)),
    ("2.5 million", (2500000, 2500000, 2500000)),
    ("1.5", (None, None, None)),
    ("no one", (0, 0, 0)),
    ("zero", (0, 0, 0)),
    ("no less than 9", (9, 9, None)),
    ("up to 40", (None, 40, 40)),
    ("as many as 40", (None, 40, 40)),
    ("fewer than ten", (None, 10, 10)),
    ("less than 50", (None, 50, 50)),
    ("no more than 3", (None, 3, 3)),
    ("nearly 200", (None, 200, 200)),
    ("almost 1,000", (None, 1000, 1000)),
    ("about 30", (None, 30, None)),
    ("around twenty", (None, 20, None)),
    ("some 400", (None, 400, None)),
    ("roughly 50", (None, 50, None)),
    ("an estimated 300", (None, 300, None)),
    ("dozens", (24, None, 99)),
    ("dozens of", (24, None, 99)),
    ("hundreds", (200, None, 999)),
    ("thousands", (2000, None, 9999)),
    ("several", (3, None, 9)),
    ("a few", (2, None, 9)),
    ("many", (3, None, None)),
    ("a couple", (2, 2, 2)),
    ("scores", (40, None, 199)),
    ("half a dozen", (6, 6, 6)),
    ("", (None, None, None)),
    ("the", (None, None, None)),
    ("most", (None, None, None)),
    ("half", (None, None, None)),
    ("all", (None, None, None)),
    ("unknown", (None, None, None)),
]
SHORT: list[tuple[str, Bounds, str]] = [
    ("between 10 and 15", (10, None, 15), "ranges"),
    ("10 to 15", (10, None, 15), "ranges"),
    ("10-15", (10, None, 15), "ranges"),
    ("several hundred", (200, None, 999), "a vague word before a scale"),
    ("a few dozen", (24, None, 99), "a vague word before a scale"),
    ("tens of thousands", (20000, None, 99999), "tens of"),
    ("hundreds of thousands", (200000, None, 999999), "a vague word before a scale"),
    ("a dozen or so", (None, 12, None), "or so"),
    ("12 or 13", (12, None, 13), "ranges"),
    ("a single", (1, 1, 1), "single"),
    ("80 percent", (None, None, None), "shares are read as counts"),
]


@pytest.mark.parametrize(("words", "expected"), COUNTS)
def test_counts(words: str, expected: Bounds) -> None:
    assert bounds(words) == expected
    assert bounds(f"  {words.upper()}  ") == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [pytest.param(*row[:2], marks=pytest.mark.xfail(strict=True, reason=row[2])) for row in SHORT],
)
def test_counts_not_yet_read(words: str, expected: Bounds) -> None:
    assert bounds(words) == expected


@pytest.mark.parametrize(
    "words", ["9" * 400, f"at least {'9' * 400}", "1" * 5000, "9" * 13, ",".join(["999"] * 200), "million " * 400]
)
def test_a_number_of_hundreds_of_digits_counts_nobody(words: str) -> None:
    started = time.monotonic()
    count = bounds(words)
    assert time.monotonic() - started < 1
    assert all(value is None or value < 10**18 for value in count)
    if words.strip()[-1].isdigit():
        assert count == (None, None, None)


_WORDS = st.sampled_from(
    "at least more than up to about no a an one two twelve twenty hundred thousand million billion dozen dozens hundreds several few couple 7 12 "
    "1,200 999999999999 - ٣ ² half most".split()
)


@given(st.one_of(st.text(), st.lists(_WORDS, max_size=12).map(" ".join)))
def test_bounds_are_in_order(words: str) -> None:
    low, best, high = bounds(words)
    for smaller, larger in ((low, best), (best, high), (low, high)):
        assert smaller is None or larger is None or 0 <= smaller <= larger
