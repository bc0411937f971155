"""Time expressions to days, for a report of Wednesday, 12 July 2017; the first half was written before the grammar was read."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ground.moments import precision_of
from dateline.ground.moments import resolve as resolve_moment
from dateline.records import Moment, Span

PUBLISHED = dt.date(2017, 7, 12)


def moment(words: str, published: dt.date | None = PUBLISHED) -> Moment:
    return resolve_moment(Span(start=7, end=7 + len(words), text=words), published)


RESOLVED: list[tuple[str, str, str]] = [
    ("today", "2017-07-12", "2017-07-12"),
    ("tonight", "2017-07-12", "2017-07-12"),
    ("yesterday", "2017-07-11", "2017-07-11"),
    ("Yesterday", "2017-07-11", "2017-07-11"),
    ("tomorrow", "2017-07-13", "2017-07-13"),
    ("overnight", "2017-07-11", "2017-07-12"),
    ("this morning", "2017-07-12", "2017-07-12"),
    ("Wednesday", "2017-07-12", "2017-07-12"),
    ("Tuesday", "2017-07-11", "2017-07-11"),
    ("Monday", "2017-07-10", "2017-07-10"),
    ("Sunday", "2017-07-09", "2017-07-09"),
    ("Saturday", "2017-07-08", "2017-07-08"),
    ("Thursday", "2017-07-06", "2017-07-06"),
    ("last Friday", "2017-07-07", "2017-07-07"),
    ("last Wednesday", "2017-07-05", "2017-07-05"),
    ("next Monday", "2017-07-17", "2017-07-17"),
    ("Tuesday night", "2017-07-11", "2017-07-11"),
    ("Wednesday morning", "2017-07-12", "2017-07-12"),
    ("since Sunday", "2017-07-09", "2017-07-12"),
    ("until Friday", "2017-07-14", "2017-07-14"),
    ("last week", "2017-07-03", "2017-07-09"),
    ("next week", "2017-07-17", "2017-07-23"),
    ("earlier this week", "2017-07-10", "2017-07-12"),
    ("this week", "2017-07-10", "2017-07-12"),
    ("last weekend", "2017-07-08", "2017-07-09"),
    ("last month", "2017-06-01", "2017-06-30"),
    ("this month", "2017-07-01", "2017-07-12"),
    ("later this month", "2017-07-12", "2017-07-31"),
    ("next month", "2017-08-01", "2017-08-31"),
    ("last year", "2016-01-01", "2016-12-31"),
    ("earlier this year", "2017-01-01", "2017-07-12"),
    ("this year", "2017-01-01", "2017-07-12"),
    ("next year", "2018-01-01", "2018-12-31"),
    ("July 9", "2017-07-09", "2017-07-09"),
    ("JULY 9", "2017-07-09", "2017-07-09"),
    ("July  9", "2017-07-09", "2017-07-09"),
    ("July 9th", "2017-07-09", "2017-07-09"),
    ("9 July", "2017-07-09", "2017-07-09"),
    ("9th of July", "2017-07-09", "2017-07-09"),
    ("August 3", "2017-08-03", "2017-08-03"),
    ("December 25", "2016-12-25", "2016-12-25"),
    ("July 9, 2017", "2017-07-09", "2017-07-09"),
    ("July 9 2017", "2017-07-09", "2017-07-09"),
    ("9 July 2017", "2017-07-09", "2017-07-09"),
    ("2017-07-09", "2017-07-09", "2017-07-09"),
    ("11 September 2001", "2001-09-11", "2001-09-11"),
    ("Sept. 11, 2001", "2001-09-11", "2001-09-11"),
    ("February 29, 2016", "2016-02-29", "2016-02-29"),
    ("July 2016", "2016-07-01", "2016-07-31"),
    ("in March 2003", "2003-03-01", "2003-03-31"),
    ("February 2016", "2016-02-01", "2016-02-29"),
    ("June", "2017-06-01", "2017-06-30"),
    ("December", "2016-12-01", "2016-12-31"),
    ("since June", "2017-06-01", "2017-07-12"),
    ("2014", "2014-01-01", "2014-12-31"),
    ("in 2014", "2014-01-01", "2014-12-31"),
    ("since 2014", "2014-01-01", "2017-07-12"),
    ("three days ago", "2017-07-09", "2017-07-09"),
    ("a day earlier", "2017-07-11", "2017-07-11"),
    ("two months ago", "2017-05-01", "2017-05-31"),
    ("three years ago", "2014-01-01", "2014-12-31"),
    ("the past week", "2017-07-05", "2017-07-12"),
    ("in the past three days", "2017-07-09", "2017-07-12"),
    ("the last two months", "2017-05-12", "2017-07-12"),
    ("over the last year", "2016-07-12", "2017-07-12"),
    ("for three years", "2014-07-12", "2017-07-12"),
    ("summer 2016", "2016-06-01", "2016-08-31"),
    ("the spring of 2015", "2015-03-01", "2015-05-31"),
    ("winter 2016", "2016-12-01", "2017-02-28"),
    ("last summer", "2016-06-01", "2016-08-31"),
]
SHORT: list[tuple[str, str, str, str]] = [
    ("on Tuesday", "2017-07-11", "2017-07-11", "a preposition before a weekday; the reader leaves it out"),
    ("last night", "2017-07-11", "2017-07-11", "read as the night's two days"),
    ("two weeks ago", "2017-06-28", "2017-06-28", "a week around the day is given"),
    ("last December", "2016-12-01", "2016-12-31", "last before a month"),
    ("Friday, July 7", "2017-07-07", "2017-07-07", "weekday and date together"),
    ("Friday 7 July 2017", "2017-07-07", "2017-07-07", "weekday and date together"),
    ("between June 3 and June 5", "2017-06-03", "2017-06-05", "ranges"),
    ("June 3-5", "2017-06-03", "2017-06-05", "ranges"),
    ("3-5 June 2017", "2017-06-03", "2017-06-05", "ranges"),
    ("from Monday to Wednesday", "2017-07-10", "2017-07-12", "ranges"),
    ("early July", "2017-07-01", "2017-07-10", "parts of a month are not cut"),
    ("mid-June", "2017-06-11", "2017-06-20", "parts of a month are not cut"),
    ("late June", "2017-06-21", "2017-06-30", "parts of a month are not cut"),
    ("early 2016", "2016-01-01", "2016-04-30", "parts of a year are not cut"),
    ("the first half of 2016", "2016-01-01", "2016-06-30", "parts of a year are not cut"),
    ("over the weekend", "2017-07-08", "2017-07-09", "weekend without this or last"),
    ("the weekend", "2017-07-08", "2017-07-09", "weekend without this or last"),
    ("three hours ago", "2017-07-12", "2017-07-12", "hours"),
    ("the past 24 hours", "2017-07-11", "2017-07-12", "hours"),
    ("the 1990s", "1990-01-01", "1999-12-31", "decades"),
    ("Christmas Day", "2016-12-25", "2016-12-25", "feasts"),
    ("13/07/2016", "2016-07-13", "2016-07-13", "dates in digits"),
]


@pytest.mark.parametrize(("words", "first", "last"), RESOLVED)
def test_resolved(words: str, first: str, last: str) -> None:
    found = moment(words)
    assert (str(found.from_), str(found.to)) == (first, last)
    assert (found.start, found.end, found.text) == (7, 7 + len(words), words)
    assert found.value is not None
    assert found.granularity != "unknown"


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [pytest.param(*row[:3], marks=pytest.mark.xfail(strict=True, reason=row[3])) for row in SHORT],
)
def test_not_yet_resolved(words: str, first: str, last: str) -> None:
    found = moment(words)
    assert (str(found.from_), str(found.to)) == (first, last)


UNRESOLVED = [
    "", " ", "recently", "soon", "the same day", "the following day", "a month later", "several days ago", "within days",
    "30 February 2017", "February 29, 2017", "February 29", "31 June", "July 32", "0000-01-01", "2017-13-01", "the year 0", "0 July",
    "July 0", "July 9, 0000", "99999 years ago", "9999999999999999999999 days ago", "day", "ago", "Mosul", "7", "july july", "٣ يوليو",
]  # fmt: skip


@pytest.mark.parametrize("words", UNRESOLVED)
def test_unresolved_stays_unresolved(words: str) -> None:
    found = moment(words)
    assert (found.from_, found.to, found.value, found.anchor) == (None, None, None, None)
    assert (found.granularity, found.precision) == ("unknown", "unresolved")
    assert found.text == words


FIXED = {"July 9, 2017", "9 July 2017", "2017-07-09", "11 September 2001", "Sept. 11, 2001", "February 29, 2016", "July 2016",
         "in March 2003", "February 2016", "2014", "in 2014", "summer 2016", "the spring of 2015", "winter 2016", "July 9 2017"}  # fmt: skip


@pytest.mark.parametrize("words", [row[0] for row in RESOLVED])
def test_without_a_publication_date_only_the_words_fix_it(words: str) -> None:
    if words == "since 2014":
        return  # its beginning is fixed; see below
    found = moment(words, None)
    if words in FIXED:
        assert (found.from_, found.to) == (moment(words).from_, moment(words).to)
        assert found.anchor == "words"
    else:
        assert found.from_ is None


@pytest.mark.xfail(strict=True, reason="read as the year itself, with an end that the words do not give")
def test_since_a_year_without_a_publication_date_has_no_end() -> None:
    assert moment("since 2014", None).to is None


@pytest.mark.parametrize(
    ("words", "published", "day"),
    [
        ("Friday", "2017-01-02", "2016-12-30"),
        ("December 31", "2017-01-02", "2016-12-31"),
        ("January 1", "2016-12-30", "2016-01-01"),
        ("yesterday", "2016-03-01", "2016-02-29"),
        ("tomorrow", "2016-12-31", "2017-01-01"),
    ],
)
def test_over_the_turn_of_a_year(words: str, published: str, day: str) -> None:
    assert str(moment(words, dt.date.fromisoformat(published)).from_) == day


@pytest.mark.parametrize(
    ("words", "precision", "value"),
    [
        ("Sunday", "day", "2017-07-09"),
        ("since Sunday", "days", "2017-07-09/2017-07-12"),
        ("last week", "week", "2017-07-03/2017-07-09"),
        ("June", "month", "2017-06"),
        ("2014", "year", "2014"),
        ("since 2014", "years", "2014-01-01/2017-07-12"),
    ],
)
def test_precision_and_value(words: str, precision: str, value: str) -> None:
    assert (moment(words).precision, moment(words).value) == (precision, value)


@pytest.mark.parametrize(
    ("days", "precision"),
    [
        (1, "day"),
        (2, "days"),
        (6, "days"),
        (7, "week"),
        (8, "week"),
        (9, "month"),
        (31, "month"),
        (32, "year"),
        (366, "year"),
        (367, "years"),
    ],
)
def test_precision_by_length(days: int, precision: str) -> None:
    assert precision_of(PUBLISHED, PUBLISHED + dt.timedelta(days=days - 1)) == precision


_WORDS = st.sampled_from(
    "the in on by since until early late mid last next this past over for about more than earlier later ago 1 2 9 30 31 40 400 1999 2017 0000 "
    "a an one three week weekend month year decade day night January Feb. march May Sept Monday Friday today overnight summer winter , - of 9th".split()
)


@given(
    st.one_of(st.text(), st.lists(_WORDS, max_size=6).map(" ".join), st.sampled_from([row[0] for row in RESOLVED])),
    st.none() | st.dates(),
)
def test_the_beginning_never_lies_after_the_end(words: str, published: dt.date | None) -> None:
    found = moment(words, published)
    assert found.text == words
    assert (found.from_ is None) == (found.to is None) == (found.precision == "unresolved")
    if found.from_ is not None and found.to is not None:
        assert found.from_ <= found.to
        assert found.precision == precision_of(found.from_, found.to)
