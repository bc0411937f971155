"""Time expressions: the project's table, what stays unresolved, bad input, other libraries as a check."""

from __future__ import annotations

import datetime as dt
import itertools
import re

import dateparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from recognizers_date_time import Culture, recognize_datetime

from dateline.ground.moments import (
    Reach,
    day_first,
    find,
    find_times,
    interpret,
    precision_of,
    read_times,
    resolve,
    to_moment,
)
from dateline.ground.moments.find import _KNOWN, RULES
from dateline.records import Moment, Span
from phrases import reach_of, time_rows

PUBLISHED = dt.date(2017, 7, 12)
ROWS = time_rows()
UNBRACED = [row for row in ROWS if "{" not in row[1]]


def moment(words: str, published: dt.date | None = PUBLISHED) -> Moment:
    return resolve(Span(start=7, end=7 + len(words), text=words), published)


def read(text: str, published: dt.date | None = PUBLISHED, *, order: bool | None = None) -> list[tuple[str, Reach]]:
    sentences = [found.span() for found in re.finditer(r"[^.]+\.?", text)]
    told = read_times(text, sentences, published, day_first=order)
    return [(text[slice(*t.span)], t.reach) for t in told]


@pytest.mark.parametrize(("published", "words", "first", "last"), ROWS)
def test_the_table(published: dt.date | None, words: str, first: dt.date | None, last: dt.date | None) -> None:
    reach = reach_of(words, published)
    assert reach is not None
    assert (reach.start, reach.end) == (first, last)


def test_the_table_is_as_large_as_it_is_said_to_be() -> None:
    assert len(ROWS) >= 300
    assert 60 <= len({rule.name for rule in RULES}) <= 110


@pytest.mark.parametrize("words", [row[1] for row in UNBRACED])
def test_letters_blanks_and_marks_change_nothing(words: str) -> None:
    plain = interpret(words, PUBLISHED)
    assert interpret(f"  {words} ", PUBLISHED) == plain
    assert interpret(words.replace(" ", "  "), PUBLISHED) == plain
    assert interpret(words.replace("'", "’"), PUBLISHED) == plain
    assert interpret(f"{words},", PUBLISHED) == plain


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Sunday", "2017-07-09"), ("Tuesday night", "2017-07-11TNI"), ("last week", "2017-W27"),
        ("over the weekend", "2017-W27-WE"), ("June", "2017-06"), ("since June", "2017-06"), ("2014", "2014"),
        ("the summer of 2014", "2014-SU"), ("winter 2016", "2016-WI"), ("the third quarter of last year", "2016-Q3"),
        ("the first half of 2016", "2016-H1"), ("the 1990s", "199"), ("the 19th century", "18"), ("now", "PRESENT_REF"),
        ("recently", "PAST_REF"), ("the future", "FUTURE_REF"), ("for nine months", "P9M"), ("a 16-hour flight", None),
        ("for years", "PXY"), ("half an hour", "PT30M"), ("two and a half years", "P2.5Y"), ("every day", "P1D"),
        ("two decades", "P20Y"), ("at 9 a.m. on Tuesday", "2017-07-11T09:00"), ("18:00 UTC", "2017-07-12T18:00Z"),
        ("three years ago", "2014"), ("a week ago", "2017-W27"), ("Mondays", "XXXX-WXX-1"), ("more than a decade ago", "2007"),
    ],
)  # fmt: skip
def test_values_are_those_of_timex3(words: str, value: str | None) -> None:
    assert interpret(words, PUBLISHED).value == value


@pytest.mark.parametrize(
    ("words", "modifier"),
    [
        ("early July", "START"), ("mid-June", "MID"), ("late 2015", "END"), ("more than three years ago", "MORE_THAN"),
        ("nearly two years ago", "LESS_THAN"), ("about three years ago", "APPROX"), ("before 2003", "BEFORE"),
        ("after 2003", "AFTER"), ("July", None), ("the end of the year", "END"), ("for more than two years", "MORE_THAN"),
    ],
)  # fmt: skip
def test_modifiers(words: str, modifier: str | None) -> None:
    assert interpret(words, PUBLISHED).modifier == modifier


@pytest.mark.parametrize(
    ("words", "granularity", "anchor"),
    [
        ("Sunday", "day", "publication"), ("Sunday night", "hour", "publication"), ("last week", "week", "publication"),
        ("July 2016", "month", "words"), ("in 2014", "year", "words"), ("the 1990s", "years", "words"),
        ("last summer", "season", "publication"), ("June 3-5", "days", "publication"), ("the past three days", "days", "publication"),
        ("between 2011 and 2014", "year", "words"),
    ],
)  # fmt: skip
def test_granularity_and_anchor(words: str, granularity: str, anchor: str) -> None:
    reach = interpret(words, PUBLISHED)
    assert (reach.granularity, reach.anchor) == (granularity, anchor)


def test_what_was_told_before_anchors_what_follows() -> None:
    (_, first), (_, later) = read("Rebels took the town on 3 May. They left ten days later.")
    assert (first.anchor, later.anchor) == ("publication", "event")


@pytest.mark.parametrize(
    ("words", "open_start", "open_end"),
    [("since October", False, True), ("until Friday", True, False), ("by 2020", True, False), ("before 2003", True, False),
     ("after 2003", False, True), ("to this day", True, False), ("in October", False, False)],
)  # fmt: skip
def test_open_ends(words: str, open_start: bool, open_end: bool) -> None:
    reach = interpret(words, PUBLISHED)
    assert (reach.open_start, reach.open_end) == (open_start, open_end)


BAD_INPUT = [
    "30 February", "30 February 2017", "February 30, 2017", "February 29, 2017", "31 June", "July 32", "0 July", "July 0", "July 9, 0000",
    "2017-13-01", "2017-02-30", "0000-01-01", "the year 0", "in year 0", "3rd of never", "the 32nd of May", "32/13/2017", "0/0/2017",
    "31/02/2017", "99999 years ago", "9999999999999999999999 days ago", f"{'9' * 400} days ago", f"{'9' * 400}", f"July {'9' * 400}",
    "two thousand and one nights", "from 2011 to 2003", "between June 5 and June 3, 2017", "5-3 June 2017", "25:61", "13 p.m.", "99:99 GMT",
    "from July to July", "", " ", "day", "ago", "Mosul", "7", "july july", "٣ يوليو", "may", "march", "in the fall of the caliphate", "second",
]  # fmt: skip


@pytest.mark.parametrize("words", BAD_INPUT)
def test_bad_input_stays_unresolved(words: str) -> None:
    if words == "from July to July":
        return  # one month; see below
    found = moment(words)
    assert (found.from_, found.to, found.anchor) == (None, None, None)
    assert (found.granularity, found.precision) == ("unknown", "unresolved")
    assert found.text == words


def test_from_a_month_to_itself_is_the_month() -> None:
    found = moment("from July to July")
    assert (str(found.from_), str(found.to)) == ("2017-07-01", "2017-07-31")


@pytest.mark.parametrize(
    "text",
    ["30 February 2017 saw the attack.", "The two thousand and one nights of Baghdad.", "It will happen on the 3rd of never.",
     "The year 0 was bad.", f"Case {'7' * 400} was closed."],
)  # fmt: skip
def test_bad_input_in_running_text_is_no_interval(text: str) -> None:
    assert [r for _, r in read(text) if r.resolved] == []


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("He was shot at an office Christmas party on Friday.", ["Friday"]),
        ("Eid shoppers fled.", []),
        ("He was shot at Christmas.", ["Christmas"]),
        ("The Ashura procession was attacked.", ["The Ashura"]),
    ],
)
def test_what_is_only_called_after_a_feast_tells_no_day(text: str, times: list[str]) -> None:
    assert [words.removeprefix("on ") for words, _ in read(text)] == times


@pytest.mark.parametrize(
    ("words", "order", "day"),
    [
        ("03/04/2017", None, None), ("03/04/2017", True, "2017-04-03"), ("03/04/2017", False, "2017-03-04"),
        ("3.4.2017", True, "2017-04-03"), ("13/04/2017", None, "2017-04-13"), ("04/13/2017", None, "2017-04-13"),
        ("13/04/2017", False, "2017-04-13"), ("04/04/2017", None, "2017-04-04"), ("2017/04/03", None, "2017-04-03"),
        ("03/04/17", True, "2017-04-03"), ("03-04-2017", None, None), ("2017-04-03", None, "2017-04-03"),
    ],
)  # fmt: skip
def test_three_national_orders(words: str, order: bool | None, day: str | None) -> None:
    reach = interpret(words, PUBLISHED, day_first=order)
    assert (reach.start and str(reach.start)) == day
    assert reach.start == reach.end


@pytest.mark.parametrize(
    ("text", "outlet", "url", "order"),
    [
        ("The attack of 03/04/2017.", None, None, None),
        ("The attack of 03/04/2017 and that of 25/04/2017.", None, None, True),
        ("The attack of 03/04/2017 and that of 04/25/2017.", None, None, False),
        ("Of 25/04/2017 and 04/25/2017.", "BBC News", None, None),
        ("The attack of 03/04/2017.", "The Guardian", None, True),
        ("The attack of 03/04/2017.", "New  York Times", None, False),
        ("The attack of 04/25/2017.", "The Guardian", None, False),
        ("The attack of 03/04/2017.", None, "https://www.daily.co.uk/a/1", True),
        ("The attack of 03/04/2017.", None, "https://news.example.us", False),
        ("The attack of 03/04/2017.", "Overland Dispatch", "https://example.com/a", None),
        ("The attack of 03/04/2017.", None, "http://[broken", None),
        ("Version 13.04.2017.1 of 192.13.4.20", None, None, None),
    ],
)  # fmt: skip
def test_the_outlet_or_the_rest_of_the_report_decides_the_order(
    text: str, outlet: str | None, url: str | None, order: bool | None
) -> None:
    assert day_first(text, outlet, url) is order


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen attacked a bus on Friday night, police said.", ["Friday night"]),
        ("It may rain in March; they march in May.", ["March", "May"]),
        ("The fall of the caliphate and the fall of 2017.", ["the fall of 2017"]),
        ("The 24-year-old man was held for 24 hours.", ["for 24 hours"]),
        ("Some 2000 people fled in 2014.", ["2014"]),
        ("$2014 was paid, 1,990 shells fell, flight 2015 left.", []),
        ("A second man, a night watchman, was killed.", []),
        ("From 3 May to 5 June 2016 the town was besieged.", ["From 3 May to 5 June 2016"]),
        ("It has held the base since October 2014.", ["since October 2014"]),
        ("The group’s days are numbered.", []),
        ("Jan Kavan met Bill Gates on Jan. 3.", ["Jan. 3"]),
        ("The attack came\nlast\nweek.", ["last\nweek"]),
        ("Biu Today and the Sunday Post say so today.", ["today"]),
        ("", []),
        ("İİİİ on Friday İ", ["Friday"]),
    ],
)  # fmt: skip
def test_found_in_running_text(text: str, expected: list[str]) -> None:
    assert [text[slice(*span)] for span in find_times(text)] == expected


def test_only_a_stretch_is_searched() -> None:
    text = "On Friday and on Monday and on Sunday"
    assert [text[slice(*e.span)] for e in find(text, 10, 24)] == ["Monday"]


@pytest.mark.parametrize(
    ("text", "phrase", "first", "last"),
    [
        ("It has been more than three years since he declared it.", "more than three years since", "2013-07-10", "2014-07-09"),
        ("After nine months of intense fighting, victory is finally within reach.", "After nine months", "2016-10-09", "2017-07-09"),
        ("Suicide attacks have increased in the final weeks of the battle.", "the final weeks", "2017-06-11", "2017-07-09"),
        ("In the three years since its creation, it launched a campaign.", "In the three years", "2014-07-09", "2017-07-09"),
    ],
)  # fmt: skip
def test_the_first_reports_phrases(text: str, phrase: str, first: str, last: str) -> None:
    with_date = dict(read(text, dt.date(2017, 7, 9)))
    assert (str(with_date[phrase].start), str(with_date[phrase].end)) == (first, last)
    assert not dict(read(text, None))[phrase].resolved


FIXED_BY_WORDS = [
    row[1] for row in UNBRACED if row[0] == PUBLISHED and row[2] and interpret(row[1], PUBLISHED).anchor == "words"
]  # fmt: skip


@pytest.mark.parametrize("words", [row[1] for row in UNBRACED if row[0] == PUBLISHED and row[2] and row[3]])
def test_without_a_publication_date_only_the_words_fix_it(words: str) -> None:
    found = moment(words, None)
    known = interpret(words, PUBLISHED)
    if words in FIXED_BY_WORDS and not known.open_end and not known.open_start:
        assert (found.from_, found.to, found.anchor) == (known.start, known.end, "words")
    else:
        assert found.from_ is None
        assert found.to is None
        assert found.precision == "unresolved"


def test_a_side_without_an_end_leaves_the_moment_unresolved_and_keeps_its_value() -> None:
    found = moment("since 2014", None)
    assert (found.from_, found.to, found.precision, found.value) == (None, None, "unresolved", "2014")
    assert interpret("since 2014", None).start == dt.date(2014, 1, 1)


@pytest.mark.parametrize(
    ("days", "precision"),
    [(1, "day"), (2, "days"), (6, "days"), (7, "week"), (8, "week"), (9, "month"), (31, "month"), (32, "year"),
     (366, "year"), (367, "years")],
)  # fmt: skip
def test_precision_by_length(days: int, precision: str) -> None:
    assert precision_of(PUBLISHED, PUBLISHED + dt.timedelta(days=days - 1)) == precision


_WORDS = st.sampled_from(
    "the in on by since until early late mid last next this past over for about more than earlier later ago 1 2 9 30 31 40 400 1999 2017 0000 "
    "a an one three week weekend month year decade day night January Feb. march May Sept Monday Friday today overnight summer winter , - of 9th "
    "between and from to after before every Ramadan Easter century quarter half first 12:30 a.m. GMT following same then now 1990s".split()
)


@given(
    st.one_of(st.text(), st.lists(_WORDS, max_size=7).map(" ".join), st.sampled_from([row[1] for row in UNBRACED])),
    st.none() | st.dates(),
    st.none() | st.booleans(),
)
def test_the_beginning_never_lies_after_the_end(words: str, published: dt.date | None, order: bool | None) -> None:
    for told in read_times(words, [(0, len(words))], published, day_first=order):
        start, end = told.span
        assert 0 <= start < end <= len(words)
        found = to_moment(Span(start=start, end=end, text=words[start:end]), told.reach)
        assert (found.from_ is None) == (found.to is None) == (found.precision == "unresolved")
        if found.from_ is not None and found.to is not None:
            assert found.from_ <= found.to
            assert found.precision == precision_of(found.from_, found.to)
    interpret(words, published, day_first=order)


@pytest.mark.parametrize("text", ["in 1 generation", "a generation ago", "for two generations", "within a generation"])
def test_a_generation_has_no_length(text: str) -> None:
    found = read_times(text, [(0, len(text))], dt.date(2000, 1, 1))
    assert [(told.reach.start, told.reach.end) for told in found] in ([], [(None, None)])


@given(st.lists(st.sampled_from(sorted(_KNOWN)) | _WORDS, max_size=9).map(" ".join), st.none() | st.dates())
def test_any_words_of_the_grammar_are_read_without_an_error(text: str, published: dt.date | None) -> None:
    for told in read_times(text, [(0, len(text))], published):
        reach = told.reach
        assert reach.start is None or reach.end is None or reach.start <= reach.end


@given(st.lists(_WORDS, max_size=12).map(" ".join))
def test_expressions_do_not_overlap(text: str) -> None:
    spans = [e.span for e in find(text)]
    assert all(a < b for a, b in spans)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))


# --- other libraries agree where they can: on points, on the lengths that the recognizers give both ends of

POINTS = [
    "yesterday", "today", "tomorrow", "three days ago", "11 days ago", "July 9, 2016", "9 July 2017", "11 September 2001", "2017-07-09",
    "Sept. 11, 2001", "July 9", "in three days", "a day ago",
]  # fmt: skip


@pytest.mark.parametrize("words", POINTS)
def test_dateparser_gives_the_same_day(words: str) -> None:
    settings = {"RELATIVE_BASE": dt.datetime.combine(PUBLISHED, dt.time(12)), "PREFER_DATES_FROM": "past"}
    other = dateparser.parse(words, languages=["en"], settings=settings)
    assert other is not None
    reach = interpret(words, PUBLISHED)
    assert reach.start == reach.end == other.date()


BOTH_ENDS = [
    "last week", "next week", "last month", "next month", "last year", "July 2016", "2014", "the past three years", "the past three days",
    "the past two weeks", "February 2016", "the past six months",
]  # fmt: skip


@pytest.mark.parametrize("words", BOTH_ENDS)
def test_the_recognizers_give_the_same_ends(words: str) -> None:
    (found,) = recognize_datetime(words, Culture.English, reference=dt.datetime.combine(PUBLISHED, dt.time()))
    latest = [v for v in found.resolution["values"] if "start" in v][-1]
    start, end = dt.date.fromisoformat(latest["start"][:10]), dt.date.fromisoformat(latest["end"][:10])
    reach = interpret(words, PUBLISHED)
    # Their end is the day after the last, save for ranges between two named days and stretches up to today.
    assert reach.start == start
    assert reach.end in (end, end - dt.timedelta(days=1))


WEEKDAYS = ["on Monday", "on Thursday", "last Friday", "on Sunday"]


@pytest.mark.parametrize("words", WEEKDAYS)
def test_the_recognizers_past_weekday_is_ours(words: str) -> None:
    (found,) = recognize_datetime(words, Culture.English, reference=dt.datetime.combine(PUBLISHED, dt.time()))
    days = [dt.date.fromisoformat(v["value"]) for v in found.resolution["values"]]
    assert interpret(words, PUBLISHED).start == max(day for day in days if day <= PUBLISHED)
