"""Rules for what the calendar names: dates in figures, months, years, seasons, quarters, feasts."""

from __future__ import annotations

import datetime as dt
import re

from dateline.ground.moments import days, feasts
from dateline.ground.moments.grammar import Rule, rule
from dateline.ground.moments.making import (
    edge_name,
    of_day,
    of_edge,
    of_part,
    of_season,
    of_unit,
    part_name,
    unit_value,
    unknown,
    year_of_day,
    year_of_month,
)  # fmt: skip
from dateline.ground.moments.values import Anchor, Context, Reach
from dateline.ground.moments.words import ORDINALS, day_number, month_of

Match = re.Match[str]


def _iso(m: Match, _: Context) -> Reach:
    return of_day(dt.date.fromisoformat("-".join(m.group("year", "mm", "dd"))), "words")


def _figures(m: Match, c: Context) -> Reach:
    """03/04/2017 is read only where one order is impossible, both give the same day, or the context knows the order."""
    one, two, year = int(m["one"]), int(m["two"]), int(m["yy"])
    if year < 100:
        year += 2000 if year < 70 else 1900
    found = {}
    for day_first, (day, month) in {True: (one, two), False: (two, one)}.items():
        if 1 <= month <= 12 and 1 <= day <= days.month(year, month)[1].day:
            found[day_first] = dt.date(year, month, day)
    if not found:
        raise ValueError(m[0])
    if len(set(found.values())) == 1:
        return of_day(next(iter(found.values())), "words")
    if c.day_first is None:
        return unknown(None)
    return of_day(found[c.day_first], "words")


def _year_words(m: Match, c: Context) -> tuple[int, Anchor] | None:
    """The year that an expression names: in figures, or as "last year", "this year", "next year", "that year"."""
    groups = m.groupdict()
    if groups.get("year"):
        return int(groups["year"]), "words"
    which = (groups.get("yearword") or "").lower()
    if which in ("that", "the same"):
        return (c.earlier.start.year, "event") if c.earlier and c.earlier.start else None
    if not which or c.published is None:
        return None
    return c.published.year + {"last": -1, "next": 1, "previous": -1}.get(which, 0), "publication"


_YEARWORD = r"(?:,? (?:of )?(?:{year}|(?P<yearword>last|this|next|that|the same) year))"


def _day_of_month(m: Match, c: Context) -> Reach:
    month, day = month_of(m["month"]), day_number(m["day"])
    groups = m.groupdict()
    said = _year_words(m, c)
    if said:
        return of_day(dt.date(said[0], month, day), said[1], groups.get("part"))
    if groups.get("yearword"):
        return unknown(f"XXXX-{month:02d}-{day:02d}")
    if groups.get("before") and c.published is not None:
        c = Context(c.published - dt.timedelta(days=1), "past")
    year = year_of_day(month, day, c)
    if year is None:
        return unknown(f"XXXX-{month:02d}-{day:02d}" if day <= days.month(2000, month)[1].day and day > 0 else None)
    return of_day(dt.date(year, month, day), "publication", groups.get("part"))


def _days_of_month(m: Match, c: Context) -> Reach:
    """June 3-5, 3 to 5 June."""
    month, first, last = month_of(m["month"]), day_number(m["day"]), day_number(m["last"])
    said = _year_words(m, c)
    year = said[0] if said else year_of_day(month, first, c)
    if year is None:
        return unknown(None)
    start, end = dt.date(year, month, first), dt.date(year, month, last)
    if end < start:
        return unknown(None)
    return Reach(start, end, "days", said[1] if said else "publication", f"P{(end - start).days}D", kind="duration")


def _month(m: Match, c: Context) -> Reach:
    number = month_of(m["month"])
    groups = m.groupdict()
    part = part_name(groups.get("early"))
    said = _year_words(m, c)
    anchor: Anchor = "publication"
    if said:
        year, anchor = said
    elif groups.get("yearword") or c.published is None:
        return unknown(f"XXXX-{number:02d}")
    else:
        which = (groups.get("which") or "").lower().split(" ")[-1]
        if which in ("last", "past", "previous"):
            year = c.published.year - (number >= c.published.month)
        elif which in ("next", "coming"):
            year = c.published.year + (number <= c.published.month)
        elif which == "this":
            year = c.published.year
        else:
            year = year_of_month(number, c) or 0
    return of_part("month", days.month(year, number), part, anchor)


def _edge_of_month(m: Match, c: Context) -> Reach:
    whole = _month(m, c)
    if whole.start is None or whole.end is None:
        return whole
    return of_edge("month", (whole.start, whole.end), edge_name(m["edge"]), whole.anchor or "words")


def _week_of_month(m: Match, c: Context) -> Reach:
    """The first, second or last week, weekend or days of a month: by sevens from its first day, or its last seven."""
    whole = _month(m, c)
    if whole.start is None or whole.end is None:
        return whole
    nth = m["nth"].lower()
    if nth in ("last", "final"):
        start, end = whole.end - dt.timedelta(days=6), whole.end
    else:
        number = ORDINALS[nth]
        start = whole.start + dt.timedelta(days=7 * (number - 1))
        end = min(start + dt.timedelta(days=6), whole.end)
    unit = "weekend" if m["unit"].lower().startswith("weekend") else "week"
    if unit == "weekend":
        start, end = days.weekend(start)
    return Reach(start, end, days.GRANULARITY[unit], whole.anchor, unit_value(unit, start))


def _week_of_day(m: Match, c: Context) -> Reach:
    day = _day_of_month(m, c)
    return day if day.start is None else of_unit("week", days.week(day.start), day.anchor or "words")


def _half_of_month(m: Match, c: Context) -> Reach:
    whole = _month(m, c)
    if whole.start is None or whole.end is None:
        return whole
    if m["half"].lower() == "first":
        return Reach(whole.start, whole.start.replace(day=15), "month", whole.anchor, whole.value, modifier="START")
    return Reach(whole.start.replace(day=16), whole.end, "month", whole.anchor, whole.value, modifier="END")


def _months_range(m: Match, c: Context) -> Reach:
    """From one month to another of the same or the next year ("June-August 2016")."""
    first, last = month_of(m["month"]), month_of(m["last"])
    said = _year_words(m, c)
    year = said[0] if said else year_of_month(last, c)
    if year is None:
        return unknown(None)
    start = year - (first > last)
    span = days.month(start, first)[0], days.month(year, last)[1]
    count = (year - start) * 12 + last - first
    return Reach(*span, "month", said[1] if said else "publication", f"P{count}M", kind="duration")


def _year(m: Match, _: Context) -> Reach:
    return of_part("year", days.year(int(m["year"])), part_name(m.groupdict().get("early")), "words")


def _short_year(m: Match, _: Context) -> Reach:
    number = int(m["short"])
    return of_unit("year", days.year(number + (2000 if number < 30 else 1900)), "words")


def _edge_of_year(m: Match, c: Context) -> Reach:
    said = _year_words(m, c)
    if said is None:
        return unknown(None)
    return of_edge("year", days.year(said[0]), edge_name(m["edge"]), said[1])


def _years_range(m: Match, _: Context) -> Reach:
    first = int(m["year"])
    last = int(m["last"]) if len(m["last"]) == 4 else first - first % 100 + int(m["last"])
    if last < first:
        return unknown(None)
    return Reach(*days.years(first, last - first + 1), "years", "words", f"P{last - first}Y", kind="duration")


def _decade(m: Match, _: Context) -> Reach:
    digits = m["decade"].lstrip("'’")
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    whole = days.years(first, 10)
    return of_part("decade", whole, part_name(m.groupdict().get("early")), "words")


def _century(m: Match, _: Context) -> Reach:
    number = day_number(m["ordinal"])
    if not 1 <= number <= 30:
        raise ValueError(m[0])
    start = max((number - 1) * 100, 1)
    return of_part("century", days.years(start, 100), part_name(m.groupdict().get("early")), "words")


def _half_or_quarter(m: Match, c: Context) -> Reach:
    """The first half, the third quarter, the first nine months of a year."""
    said = _year_words(m, c)
    if said is None and (c.published is None or m.groupdict().get("yearword")):
        return unknown(None)
    year, anchor = said or (c.published.year if c.published else 0, "publication")
    groups = m.groupdict()
    if groups.get("half"):
        first = 1 if groups["half"].lower() == "first" else 7
        return Reach(*days.months(year, first, 6), "season", anchor, f"{year:04d}-H{1 if first == 1 else 2}")
    words = groups.get("quarter") or groups.get("digit") or ""
    nth = 4 if words.lower() in ("final", "last") else int(words) if words.isdigit() else day_number(words)
    if said is None and c.published is not None and c.tense != "future":
        # A quarter without a year is the latest that has begun.
        year -= 3 * nth - 2 > c.published.month
    return of_unit("quarter", days.months(year, 3 * nth - 2, 3), anchor)


def _season(m: Match, c: Context) -> Reach:
    groups = m.groupdict()
    name, part = m["season"].lower(), part_name(groups.get("early"))
    said = _year_words(m, c)
    if said:
        return of_season(name, *said, part)
    if groups.get("yearword") or c.published is None:
        return unknown(None)
    first, now = days.SEASON_MONTHS[name], c.published.month
    which = (groups.get("which") or "").lower().split(" ")[-1]
    begun = c.published.year - (first > now)
    running = days.season(name, begun)[1] >= c.published
    if which in ("last", "past", "previous"):
        year = begun - running
    elif which in ("next", "coming") or (not which and c.tense == "future"):
        year = begun + 1
    elif which == "this":
        year = begun if running else c.published.year
    else:
        year = begun
    return of_season(name, year, "publication", part)


def _feast(m: Match, c: Context) -> Reach:
    groups = m.groupdict()
    said = _year_words(m, c)
    if said:
        span = feasts.in_year(m["feast"], said[0])
        anchor = said[1]
    elif groups.get("yearword") or c.published is None:
        return unknown(None)
    else:
        which = (groups.get("which") or "").lower().split(" ")[-1]
        ahead = which in ("next", "coming", "this coming") or (c.tense == "future" and which != "last")
        span, anchor = feasts.near(m["feast"], c.published, ahead=ahead, strictly=which == "last"), "publication"
    if span is None:
        return unknown(None)
    edge = groups.get("edge")
    if edge:
        third = max((span[1] - span[0]).days // 3, 1)
        name = edge_name(edge)
        if "week" in edge.lower():
            third = 6
        early = span[0], min(span[0] + dt.timedelta(days=third), span[1])
        late = max(span[1] - dt.timedelta(days=third), span[0]), span[1]
        span = early if name == "early" else late if name == "late" else (early[1], late[0])
    start, end = span
    if start == end:
        return of_day(start, anchor)
    return Reach(start, end, "days" if (end - start).days < 14 else "month", anchor, f"{start}/{end}")


_WDAY = r"(?:(?:{wday:-}),? )?"
_END = r"(?: (?:{part}))?"
RULES: tuple[Rule, ...] = (
    rule("iso date", "digits", r"(?P<year>\d{4})-(?P<mm>\d\d)-(?P<dd>\d\d)", _iso),
    rule("date in figures, year first", "digits", r"(?P<year>(?:19|20)\d\d)[/.](?P<mm>\d\d)[/.](?P<dd>\d\d)", _iso),
    rule("date in figures", "digits",
         r"(?P<one>\d{1,2})(?P<sep>[/.-])(?P<two>\d{1,2})(?P=sep)(?P<yy>\d{4}|\d{2})", _figures),
    rule("month day", "month", _WDAY + r"(?P<before>(?:this )?(?:last|past) )?{month} (?:the )?{day}(?!:\d)"
         + _YEARWORD + "?" + _END, _day_of_month),
    rule("day month", "month", _WDAY + r"(?:the )?(?P<day>{day:-}|{ordinal:-}) (?:day )?(?:of )?{month}"
         + _YEARWORD + "?" + _END, _day_of_month),
    rule("days of a month", "month", r"{month} {day} ?(?:-|–|to|through|until|and) ?(?P<last>{day:-})(?!:\d)"
         r"(?! [a-z]+s\b)" + _YEARWORD + "?", _days_of_month),
    rule("days of a month, day first", "month",
         r"{day} ?(?:-|–|to|and) ?(?P<last>{day:-}) (?:of )?{month}" + _YEARWORD + "?", _days_of_month),
    rule("month", "month", r"(?:(?:{early})[- ])?(?:{which} )?{month}" + _YEARWORD + "?", _month),
    rule("month of figures", "month", r"{month}[,.]? ?(?P<year>(?:19|20)\d\d)", _month),
    rule("edge of a month", "month", r"(?:the )?{edge} of (?:{which} )?{month}" + _YEARWORD + "?", _edge_of_month),
    rule("week of a month", "month", r"(?:the )?(?P<nth>first|second|third|fourth|last|final) "
         r"(?P<unit>week|weekend) (?:of|in) {month}" + _YEARWORD + "?", _week_of_month),
    rule("week of a day", "month", r"(?:the )?week (?:of|beginning|starting) {month} {day}" + _YEARWORD + "?",
         _week_of_day),
    rule("half of a month", "month", r"(?:the )?{half} half of {month}" + _YEARWORD + "?", _half_of_month),
    rule("months from to", "month", r"(?:{month}) ?(?:-|–|to|through) ?(?P<last>{month:-})" + _YEARWORD + "?",
         _months_range),
    rule("year", "digits", r"(?:the year )?{year}(?! ?[-–/] ?\d\d(?:\d\d)?\b)", _year),
    rule("part of a year", "digits", r"{early}[- ]{year}", _year),
    rule("edge of a year", "digits", r"(?:the )?{edge} of {year}", _edge_of_year),
    rule("years from to", "digits", r"{year} ?[-–/] ?(?P<last>(?:\d\d)?\d\d)", _years_range),
    rule("decade", "digits", r"(?:the )?(?:{early}[- ])?(?P<decade>(?:1\d|20)\d0|['’][2-9]0)['’]?s", _decade),
    rule("year in two figures", "digits", r"['’](?P<short>\d\d)", _short_year, sharp=False),
    rule("century", "unit", r"(?:the )?(?:{early}[- ])?{ordinal}[- ]century", _century),
    rule("half of a year", "digits", r"(?:the )?{half} half of {year}", _half_or_quarter),
    rule("quarter", "unit", r"(?:the )?{quarter}[- ]quarter(?: of)?" + _YEARWORD, _half_or_quarter),
    rule("quarter without a year", "unit", r"(?:the )?(?P<quarter>first|second|third|fourth)[- ]quarter",
         _half_or_quarter),
    rule("quarter in figures", "digits", r"Q(?P<digit>[1-4]),? {year}", _half_or_quarter),
    rule("season of a year", "season", r"(?:the )?(?:{early}[- ])?{season}" + _YEARWORD, _season),
    rule("season by this and last", "season", r"(?:{early}[- ])?(?P<which>this|last|past|next|this past|this coming|"
         r"previous) {season}", _season),
    rule("season", "season", r"(?:the )?(?:{early}[- ])?(?P<season>spring|summer|autumn|winter)", _season,
         sharp=False),
    rule("feast", "feast", r"(?:{which} )?(?:the )?(?P<feast>" + feasts.PATTERN + ")" + _YEARWORD + "?", _feast),
    rule("edge of a feast", "feast", r"(?:the )?(?P<edge>{edge:-}|(?:first|last|final|middle) (?:week|days)) of "
         r"(?:the )?(?P<feast>" + feasts.PATTERN + ")" + _YEARWORD + "?", _feast),
)  # fmt: skip
