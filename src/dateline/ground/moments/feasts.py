"""Feasts: days that a name fixes in every year, by the Gregorian, the Easter or the Umm al-Qura calendar."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
from importlib import resources

from dateline.ground.moments import days
from dateline.ground.moments.days import Days


@dataclasses.dataclass(frozen=True, slots=True)
class _Feast:
    """A row of the table: the name's pattern, the rule with its argument, and how many days the feast lasts."""

    name: re.Pattern[str]
    rule: str
    argument: str
    length: int


def _table() -> tuple[_Feast, ...]:
    text = (resources.files("dateline.ground") / "data" / "feasts.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(
        _Feast(re.compile(name.replace("'", "['’]?"), re.IGNORECASE), rule, argument, int(length))
        for name, rule, argument, length in rows
    )


_FEASTS = _table()
PATTERN = "|".join(feast.name.pattern for feast in _FEASTS)
"""One pattern for all names, longer ones before those that begin them."""


def in_year(name: str, year: int) -> Days | None:
    """The days of a feast in a year; None where the year has none. A feast that comes twice in a year gives the
    first.
    """
    return next((span for span in _days(name, year) if span[0].year == year), None)


def near(name: str, day: dt.date, *, ahead: bool = False, strictly: bool = False) -> Days | None:
    """The latest feast that had begun on a day (`strictly`: was over), or with `ahead` the next that begins then
    or later.
    """
    spans = sorted({span for year in range(day.year - 2, day.year + 3) for span in _days(name, year)})
    if ahead:
        return next((span for span in spans if span[0] >= day), None)
    return next((s for s in reversed(spans) if (s[1] < day if strictly else s[0] <= day)), None)


def _days(name: str, year: int) -> list[Days]:
    if not 2 <= year <= 9990:
        return []
    text = " ".join(name.split())
    feast = next(feast for feast in _FEASTS if feast.name.fullmatch(text))
    rule, argument, length = feast.rule, feast.argument, feast.length
    starts: list[dt.date]
    if rule == "fixed":
        month, day = map(int, argument.split("-"))
        starts = [dt.date(year, month, day)]
    elif rule == "nth":
        month, weekday, nth = map(int, argument.split())
        starts = [days.nth_weekday(year, month, weekday, nth)]
    elif rule == "election":  # the Tuesday after the first Monday
        starts = [days.nth_weekday(year, int(argument), 0, 1) + dt.timedelta(days=1)]
    elif rule == "easter":
        starts = [days.easter(year) + dt.timedelta(days=int(argument))]
    elif argument == "9 1":
        return [(start, _next(start)) for start in _hijri()[9] if start.year == year]
    else:
        month, day = map(int, argument.split())
        starts = [start + dt.timedelta(days=day - 1) for start in _hijri()[month] if abs(start.year - year) < 2]
    return [(start, start + dt.timedelta(days=int(length) - 1)) for start in starts]


def _next(ramadan: dt.date) -> dt.date:
    """The last day of a Ramadan: the one before Shawwal begins."""
    return next(day for day in _hijri()[10] if day > ramadan) - dt.timedelta(days=1)


@functools.cache
def _hijri() -> dict[int, list[dt.date]]:
    """The first days of the months that have feasts, by the month's number, 1931 to 2077."""
    text = (resources.files("dateline.ground") / "data" / "hijri.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t")[1:] for line in text.splitlines() if line and not line.startswith("#")]
    return {
        month: [dt.date.fromisoformat(row[column]) for row in rows] for column, month in enumerate((1, 3, 9, 10, 12))
    }
