"""Counting words to numbers with bounds; the first half was written before the rules were read."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from recognizers_number import Culture, recognize_number

from dateline.ground import find_quantities, parse_count
from phrases import NumberRow, number_is_right, number_of, number_rows

Bounds = tuple[float | None, float | None, float | None]


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
    ("between 10 and 15", (10, None, 15)),
    ("10 to 15", (10, None, 15)),
    ("10-15", (10, None, 15)),
    ("several hundred", (200, None, 999)),
    ("a few dozen", (24, None, 99)),
    ("tens of thousands", (20000, None, 99999)),
    ("hundreds of thousands", (200000, None, 999999)),
    ("a dozen or so", (None, 12, None)),
    ("12 or 13", (12, None, 13)),
    ("a single", (1, 1, 1)),
    ("80 percent", (None, None, None)),
]


@pytest.mark.parametrize(("words", "expected"), COUNTS)
def test_counts(words: str, expected: Bounds) -> None:
    assert bounds(words) == expected
    assert bounds(f"  {words.upper()}  ") == expected


@pytest.mark.parametrize("row", number_rows(), ids=[row[0] for row in number_rows()])
def test_the_table(row: NumberRow) -> None:
    words, kind = row[:2]
    assert number_is_right(row), number_of(words, kind)
    if kind in ("share", "money", "measure", "age"):
        assert bounds(words) == (None, None, None)


def test_the_table_is_as_large_as_it_is_said_to_be() -> None:
    assert len(number_rows()) >= 200


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 12 people, two of them children, were killed and some 30 hurt.", ["At least 12", "two", "some 30"]),
        ("The toll rose from 10 to 15.", ["10", "15"]),
        ("Between 10 and 15 people, a man and no officer.", ["Between 10 and 15"]),
        ("Rebels hold 80 percent of the city and $2bn.", ["80 percent", "$2bn"]),
        ("No one was hurt.", ["No one"]),
        ("The A380 of flight MH17 and an AK-47.", ["47"]),
        ("Version 1.2.3 of 10.0.0.1, phone 020-7946-0018.", ["7946"]),
        ("", []),
    ],
)
def test_found_in_running_text(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quantities(text)] == expected


def test_what_dates_the_event_counts_nothing() -> None:
    text = "On 3 May 2017 gunmen killed 12."
    assert [text[q.start : q.end] for q in find_quantities(text, without=[(3, 13)])] == ["12"]


@pytest.mark.parametrize(
    "words",
    [
        "1,2",
        "1.500",
        "12,34",
        "1,2345",
        "3/4",
        "second",
        "the third",
        "21st",
        "a third of them",
        "50 kg",
        "$5",
        "5 euros",
    ],
)
def test_what_counts_nobody_or_may_mean_two_things_is_unknown(words: str) -> None:
    assert bounds(words) == (None, None, None)


def test_two_thousand_and_one_nights_are_a_time() -> None:
    (found,) = find_quantities("two thousand and one nights")
    assert (found.kind, found.best, found.unit) == ("time", 2001, "night")
    assert bounds("two thousand and one nights") == (None, None, None)


AGREED = [
    "12", "twelve", "1,204", "two hundred and fifty", "a hundred and twenty", "three thousand four hundred", "1.5 million", "two dozen",
    "five thousand and six", "ninety-nine", "six hundred thousand", "25,000", "one", "a dozen",
]  # fmt: skip


@pytest.mark.parametrize("words", AGREED)
def test_the_recognizers_give_the_same_number(words: str) -> None:
    (found,) = recognize_number(words, Culture.English)
    assert bounds(words)[1] == float(found.resolution["value"])


@pytest.mark.parametrize(
    "words", ["9" * 400, f"at least {'9' * 400}", "1" * 5000, "9" * 13, ",".join(["999"] * 200), "million " * 400]
)
def test_a_number_of_hundreds_of_digits_counts_nobody(words: str) -> None:
    started = time.process_time()
    count = bounds(words)
    assert time.process_time() - started < 4  # of the processor, on a noisy machine
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
