"""Time expressions to intervals of days, relative to the publication date. What the words do not fix stays unresolved.

A first, small grammar; the first rule whose pattern fits the whole expression gives the interval. Weekdays and months
without a year are the latest that do not lie after the publication date: news tells of what has been.
"""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
import re
from collections.abc import Callable
from typing import Literal

from dateline.records import Granularity, Moment, MomentPrecision, Span

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_DAYS = {name.lower().removesuffix("day"): number for number, name in enumerate(calendar.day_name)}
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_M = r"(?P<month>jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\.?"
_N = r"(?P<n>\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_U = r"(?P<unit>day|night|week|month|year|decade)s?"
_PRE = r"(?:(?:in|on|by|during|from|of|late|early|mid|the|since|until|before|after|earlier|later)[ -])*"


@dataclasses.dataclass(frozen=True, slots=True)
class Interval:
    """Days from `start` to `end`, both included; `anchor` says whether the words or the publication date fix them."""

    start: dt.date
    end: dt.date
    granularity: Granularity
    anchor: Literal["words", "publication"]


Rule = Callable[[re.Match[str], dt.date], Interval | None]


def resolve(span: Span, published: dt.date | None) -> Moment:
    """A span as a Moment; `from` and `to` are None where the words, with the publication date at hand, fix no days."""
    interval = interpret(span.text, published)
    if interval is None:
        return Moment(
            start=span.start, end=span.end, text=span.text, from_=None, to=None,
            granularity="unknown", precision="unresolved", anchor=None, value=None,
        )  # fmt: skip
    return Moment(
        start=span.start, end=span.end, text=span.text, from_=interval.start, to=interval.end,
        granularity=interval.granularity, precision=precision_of(interval.start, interval.end),
        anchor=interval.anchor, value=_value(interval),
    )  # fmt: skip


def precision_of(start: dt.date, end: dt.date) -> MomentPrecision:
    """The precision class of an interval by its length in days."""
    days = (end - start).days + 1
    classes: tuple[tuple[int, MomentPrecision], ...] = (
        (1, "day"),
        (6, "days"),
        (8, "week"),
        (31, "month"),
        (366, "year"),
    )
    return next((name for longest, name in classes if days <= longest), "years")


def interpret(words: str, published: dt.date | None) -> Interval | None:
    """The interval that a time expression means, None where it is not fixed."""
    text = " ".join(words.lower().replace("’", "'").split())
    for pattern, rule, absolute in _RULES:
        match = pattern.fullmatch(text)
        if match and (absolute or published is not None):
            try:
                interval = rule(match, published or dt.date.max)
            except (ValueError, OverflowError):
                return None  # 30 February, the year 0
            if interval is not None:
                return interval
    return None


def _value(interval: Interval) -> str:
    """TIMEX3 style: a day, a month or a year where the interval is one, else both ends."""
    start, end = interval.start, interval.end
    if start == end:
        return start.isoformat()
    if (start, end) == _year(start.year):
        return f"{start.year:04d}"
    if (start, end) == _month(start.year, start.month):
        return f"{start.year:04d}-{start.month:02d}"
    return f"{start.isoformat()}/{end.isoformat()}"


def _year(year: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _month(year: int, month: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def _shift(day: dt.date, months: int) -> dt.date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]


def _back(day: dt.date, n: int, unit: str) -> dt.date:
    match unit:
        case "day" | "night":
            return day - dt.timedelta(days=n)
        case "week":
            return day - dt.timedelta(weeks=n)
        case "month":
            return _shift(day, -n)
        case "year":
            return _shift(day, -12 * n)
        case _:
            return _shift(day, -120 * n)


def _iso(m: re.Match[str], _: dt.date) -> Interval:
    day = dt.date.fromisoformat(m["iso"])
    return Interval(day, day, "day", "words")


def _month_day(m: re.Match[str], published: dt.date) -> Interval | None:
    month, number = _MONTHS[m["month"][:3]], int(m["day"])
    if m["year"]:
        day = dt.date(int(m["year"]), month, number)
        return Interval(day, day, "day", "words")
    if published == dt.date.max:
        return None
    day = dt.date(published.year, month, number)
    # A day a few weeks ahead is announced; one farther ahead is last year's.
    if (day - published).days > 60:
        day = dt.date(published.year - 1, month, number)
    return Interval(day, day, "day", "publication")


def _month_only(m: re.Match[str], published: dt.date) -> Interval | None:
    month = _MONTHS[m["month"][:3]]
    if m["year"]:
        return Interval(*_month(int(m["year"]), month), "month", "words")
    if published == dt.date.max:
        return None
    year = published.year - (month > published.month)
    start, end = _month(year, month)
    if m["pre"] and "since" in m["pre"]:
        end = published
    return Interval(start, max(start, end), "month", "publication")


def _year_only(m: re.Match[str], published: dt.date) -> Interval:
    start, end = _year(int(m["year"]))
    if m["pre"] and "since" in m["pre"] and start <= published < dt.date.max:
        end = published
    return Interval(start, end, "year", "words")


def _weekday(m: re.Match[str], published: dt.date) -> Interval:
    back = (published.weekday() - _DAYS[m["day"]]) % 7
    if m["which"] == "last" and back == 0:
        back = 7
    day = published - dt.timedelta(days=back)
    if m["pre"] in ("until", "by") and back:
        day += dt.timedelta(days=7)
    if m["pre"] == "since":
        return Interval(day, published, "days", "publication")
    if m["which"] == "next":
        day += dt.timedelta(days=7)
    return Interval(day, day, "day", "publication")


def _near_day(m: re.Match[str], published: dt.date) -> Interval:
    word = m["word"]
    if word == "overnight":
        return Interval(published - dt.timedelta(days=1), published, "days", "publication")
    day = published + dt.timedelta(days={"yesterday": -1, "tomorrow": 1}.get(word, 0))
    return Interval(day, day, "day", "publication")


def _ago(m: re.Match[str], published: dt.date) -> Interval:
    n, unit = _number(m["n"]), m["unit"]
    point = _back(published, n, unit)
    if unit in ("day", "night"):
        return Interval(point, point, "day", "publication")
    if m["more"]:
        # "more than three years ago": somewhat earlier than three years, less than three and a half.
        return Interval(
            _back(point, 1, "month") if unit == "year" else _back(point, 1, unit), point, "month", "publication"
        )
    if unit == "week":
        return Interval(point - dt.timedelta(days=3), point + dt.timedelta(days=3), "week", "publication")
    if unit == "month":
        return Interval(*_month(point.year, point.month), "month", "publication")
    if unit == "year":
        return Interval(*_year(point.year), "year", "publication")
    return Interval(dt.date(point.year - 5, 1, 1), dt.date(point.year + 4, 12, 31), "years", "publication")


def _span_back(m: re.Match[str], published: dt.date) -> Interval:
    unit = m["unit"]
    n = _number(m["n"]) if m["n"] else 1
    start = _back(published, n, unit)
    grain: Granularity = {"day": "days", "night": "days", "week": "week", "month": "month", "year": "year"}.get(
        unit, "years"
    )  # type: ignore[assignment]
    return Interval(start, published, grain, "publication")


def _calendar_unit(m: re.Match[str], published: dt.date) -> Interval | None:
    step = {"last": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}[m["which"]]
    unit, part = m["unit"], m["part"]
    grain: Granularity
    if unit in ("week", "weekend"):
        monday = published - dt.timedelta(days=published.weekday()) + dt.timedelta(weeks=step)
        start, end, grain = monday, monday + dt.timedelta(days=6), "week"
        if unit == "weekend":
            start, grain = monday + dt.timedelta(days=5), "days"
    elif unit == "month":
        there = _shift(published, step)
        (start, end), grain = _month(there.year, there.month), "month"
    else:
        (start, end), grain = _year(published.year + step), "year"
    if part == "earlier" or (step == 0 and part is None and unit != "weekend"):
        end = min(end, published)
    if part == "later":
        start = max(start, published)
    return Interval(start, max(start, end), grain, "publication")


_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def _season(m: re.Match[str], published: dt.date) -> Interval | None:
    first = _SEASONS[m["season"]]
    if m["year"]:
        year = int(m["year"])
    elif published == dt.date.max:
        return None
    else:
        year = published.year - (1 if m["which"] == "last" or first > published.month else 0)
    start = dt.date(year, first, 1)
    return Interval(start, _shift(start, 3) - dt.timedelta(days=1), "season", "words" if m["year"] else "publication")


_LEAD = r"(?P<pre>(?:(?:in|by|since|until|during|before|after|from|of|late|early|mid)[ -])*)"
_SEASON = r"(?:(?P<which>last|this|next) )?(?P<season>spring|summer|autumn|fall|winter)"
_WEEKDAY = r"(?P<day>mon|tues|wednes|thurs|fri|satur|sun)day(?: \w+)?"
_STRETCH = r"(?:(?:in|over|during|for) )?(?:the )?(?:past|last) "
_FOR = r"(?:for|after|over|during)?(?: (?:more|less) than| about| nearly)?(?: the)? ?(?:(?:past|last|recent) )?"
_ABOUT = r"(?P<more>more than |over )?(?:about |nearly |almost |some |at least )?"
_UNITS_BY_CALENDAR = r"(?P<which>this|last|next|previous|coming) (?P<unit>week|weekend|month|year)"

_RULES: tuple[tuple[re.Pattern[str], Rule, bool], ...] = tuple(
    (re.compile(pattern), rule, absolute)
    for pattern, rule, absolute in (
        (r"(?P<iso>\d{4}-\d\d-\d\d)", _iso, True),
        (rf"{_PRE}{_M} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>\d{{4}}))?", _month_day, True),
        (rf"{_PRE}(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_M}(?:,? (?P<year>\d{{4}}))?", _month_day, True),
        (rf"(?P<pre>{_PRE}){_M}(?:,? (?P<year>\d{{4}}))?", _month_only, True),
        (rf"{_LEAD}(?P<year>(?:19|20)\d\d)", _year_only, True),
        (rf"(?:the )?{_SEASON}(?: (?:of )?(?P<year>\d{{4}}))?", _season, True),
        (rf"(?:(?P<pre>since|until|by) )?(?:(?P<which>last|next|this|late|early) )?{_WEEKDAY}", _weekday, False),
        (r"(?P<word>today|tonight|yesterday|tomorrow|overnight)(?: \w+)?", _near_day, False),
        (r"(?:later|earlier) (?:this|that|the same) (?P<word>day)", _near_day, False),
        (r"this (?P<word>morning|afternoon|evening)", _near_day, False),
        (rf"{_ABOUT}{_N} {_U} (?:ago|earlier|since)", _ago, False),
        # "Last year" is a year of the calendar; "the last year" is the twelve months up to now.
        (rf"(?:(?P<part>earlier|later) )?{_UNITS_BY_CALENDAR}", _calendar_unit, False),
        (rf"{_FOR}{_N} {_U}", _span_back, False),
        (rf"{_STRETCH}(?:{_N} )?{_U}", _span_back, False),
    )
)
"""Pattern over the whole expression, the rule that reads it, and whether the words alone may fix it."""
