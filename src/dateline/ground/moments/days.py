"""Arithmetic of the calendar: units and their parts as intervals of days. All of it is exact and knows no language."""

from __future__ import annotations

import calendar
import datetime as dt
import math
from typing import Literal

from dateline.records import Granularity

Days = tuple[dt.date, dt.date]
Part = Literal["early", "mid", "late"]

GRANULARITY: dict[str, Granularity] = {
    "second": "hour", "minute": "hour", "hour": "hour", "day": "days", "night": "days", "week": "week",
    "weekend": "days", "fortnight": "week", "month": "month", "quarter": "season", "season": "season", "year": "year",
    "decade": "years", "century": "years",
}  # fmt: skip
_MONTHS_IN = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS_IN = {"day": 1.0, "night": 1.0, "weekend": 7.0, "week": 7.0, "fortnight": 14.0, "hour": 1 / 24,
            "minute": 1 / 1440, "second": 1 / 86400}  # fmt: skip
SEASON_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""First month of each season, meteorological and northern; a winter runs into the next year."""


def month(year: int, number: int) -> Days:
    """A month of the calendar."""
    return dt.date(year, number, 1), dt.date(year, number, calendar.monthrange(year, number)[1])


def months(year: int, first: int, count: int) -> Days:
    """`count` months from a first one, which may run into the next year."""
    start = dt.date(year, first, 1)
    return start, shift(start, count) - dt.timedelta(days=1)


def year(number: int) -> Days:
    """A year of the calendar."""
    return dt.date(number, 1, 1), dt.date(number, 12, 31)


def years(first: int, count: int) -> Days:
    """`count` whole years."""
    return dt.date(first, 1, 1), dt.date(first + count - 1, 12, 31)


def week(day: dt.date, weeks: int = 0) -> Days:
    """The week from Monday to Sunday that holds a day, or one some weeks away."""
    monday = day - dt.timedelta(days=day.weekday()) + dt.timedelta(weeks=weeks)
    return monday, monday + dt.timedelta(days=6)


def weekend(day: dt.date, weeks: int = 0) -> Days:
    """Saturday and Sunday of the week that holds a day, or of one some weeks away."""
    monday = week(day, weeks)[0]
    return monday + dt.timedelta(days=5), monday + dt.timedelta(days=6)


def season(name: str, number: int) -> Days:
    """A season of a year, three months; the winter of 2016 is December 2016 to February 2017."""
    return months(number, SEASON_MONTHS[name], 3)


def shift(day: dt.date, count: int) -> dt.date:
    """The same day of the month some months away, or that month's last. Raises ValueError beyond the years 1 to
    9999.
    """
    number, index = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not 1 <= number <= 9999:
        raise ValueError(f"year {number}")
    return dt.date(number, index + 1, min(day.day, calendar.monthrange(number, index + 1)[1]))


def back(day: dt.date, count: float, unit: str) -> dt.date:
    """A day so many units before another (negative: after). Hours less than a day away fall on the same day.

    Raises ValueError or OverflowError beyond the years 1 to 9999, and for a unit without a length ("generation").
    """
    if unit not in _MONTHS_IN and unit not in _DAYS_IN:
        raise ValueError(f"a {unit} has no length")
    if unit in _MONTHS_IN:
        whole, rest = divmod(count * _MONTHS_IN[unit], 1)
        return shift(day, -int(whole)) - dt.timedelta(days=round(rest * 30))
    return day - dt.timedelta(days=math.trunc(count * _DAYS_IN[unit]))


def unit_of(day: dt.date, unit: str) -> Days:
    """The unit of the calendar that holds a day; days, nights and hours are the day itself."""
    match unit:
        case "week" | "fortnight":
            return week(day)
        case "weekend":
            return weekend(day)
        case "month":
            return month(day.year, day.month)
        case "quarter" | "season":
            return months(day.year, (day.month - 1) // 3 * 3 + 1, 3)
        case "year":
            return year(day.year)
        case "decade":
            return years(day.year // 10 * 10, 10)
        case "century":
            return years(max(day.year // 100 * 100, 1), 100)
        case _:
            return day, day


def part_of(days: Days, unit: str, part: Part) -> Days:
    """The first, middle or last third of a unit, cut where people cut it: a month by tens, a year by four months."""
    start, end = days
    match unit:
        case "month":
            first, last = {"early": (1, 10), "mid": (11, 20), "late": (21, end.day)}[part]
            return start.replace(day=first), start.replace(day=last)
        case "year":
            return months(start.year, {"early": 1, "mid": 5, "late": 9}[part], 4)
        case "season" | "quarter":
            opening = shift(start, {"early": 0, "mid": 1, "late": 2}[part])
            return month(opening.year, opening.month)
        case "week":
            first, last = {"early": (0, 1), "mid": (2, 3), "late": (4, 6)}[part]
            return start + dt.timedelta(days=first), start + dt.timedelta(days=last)
        case "decade":
            return years(start.year + {"early": 0, "mid": 4, "late": 7}[part], {"early": 4, "mid": 3, "late": 3}[part])
        case "century":
            return years(start.year + {"early": 0, "mid": 34, "late": 67}[part], 33 if part != "early" else 34)
        case _:
            return days


def edge_of(days: Days, unit: str, part: Part) -> Days:
    """The beginning, middle or end of a unit: a year's first or last month; of shorter units, their third."""
    start, end = days
    if unit == "year" and part != "mid":
        return month(start.year, 1 if part == "early" else 12)
    if unit == "year":
        return months(start.year, 6, 2)
    if unit in ("decade", "century") and part != "mid":
        return years(start.year, 2) if part == "early" else years(end.year - 1, 2)
    return part_of(days, unit, part)


def easter(number: int) -> dt.date:
    """Easter Sunday of the western churches, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms,
    8).
    """
    a, b, c = number % 19, number // 100, number % 100
    d, e = divmod(b, 4)
    f = (b - (b + 8) // 25 + 1) // 3
    g = (19 * a + b - d - f + 15) % 30
    h, i = divmod(c, 4)
    j = (32 + 2 * e + 2 * h - g - i) % 7
    k = (a + 11 * g + 22 * j) // 451
    number_of_month, day = divmod(g + j - 7 * k + 114, 31)
    return dt.date(number, number_of_month, day + 1)


def nth_weekday(number: int, number_of_month: int, weekday: int, nth: int) -> dt.date:
    """The nth Monday (0) to Sunday (6) of a month; the last one for -1."""
    first, last = month(number, number_of_month)
    if nth < 0:
        return last - dt.timedelta(days=(last.weekday() - weekday) % 7)
    return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
