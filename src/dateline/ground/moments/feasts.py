"""Feasts: days that a name fixes in every year, by the Gregorian, the Easter or the tabular Islamic reckoning."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from importlib import resources

from dateline.ground.moments import days
from dateline.ground.moments.days import Days


def _entries() -> Iterator[tuple[str, str, str, int]]:
    text = (resources.files("dateline.ground") / "data" / "feasts.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, rule, argument, length = line.split("\t")
            yield name.replace("'", "['’]?"), rule, argument, int(length)


_ENTRIES = tuple((name, re.compile(name, re.IGNORECASE), *rest) for name, *rest in _entries())
PATTERN = "|".join(entry[0] for entry in _ENTRIES)
"""One pattern for all names, longer ones before those that begin them."""


def in_year(name: str, year: int) -> Days | None:
    """The days of a feast in a year; None where the year has none. A feast that comes twice in a year gives the first."""
    return next((span for span in _days(name, year) if span[0].year == year), None)


def near(name: str, day: dt.date, *, ahead: bool = False, strictly: bool = False) -> Days | None:
    """The latest feast that had begun on a day (`strictly`: was over), or with `ahead` the next that begins then or later."""
    spans = sorted({span for year in range(day.year - 2, day.year + 3) for span in _days(name, year)})
    if ahead:
        return next((span for span in spans if span[0] >= day), None)
    return next((s for s in reversed(spans) if (s[1] < day if strictly else s[0] <= day)), None)


def _days(name: str, year: int) -> list[Days]:
    if not 2 <= year <= 9990:
        return []
    text = " ".join(name.split())
    _, _, rule, argument, length = next(entry for entry in _ENTRIES if entry[1].fullmatch(text))
    assert isinstance(argument, str)
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
    elif year < 623:
        return []
    else:
        month, day = map(int, argument.split())
        starts = [days.hijri(number, month, day) for number in days.hijri_years(year)]
    return [(start, start + dt.timedelta(days=int(length) - 1)) for start in starts]
