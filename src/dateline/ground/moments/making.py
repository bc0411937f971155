"""Building blocks of the rules: reaches of days and units with their TIMEX3 values, and the choice among years."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dateline.ground.moments import days
from dateline.ground.moments.days import Days, Part
from dateline.ground.moments.values import UNRESOLVED, Anchor, Context, Modifier, Reach
from dateline.ground.moments.words import PART_VALUES
from dateline.records import Granularity

SEASON_VALUES = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PARTS: dict[str, Part] = {
    "early": "early", "earlier": "early", "mid": "mid", "middle": "mid", "late": "late", "later": "late",
}  # fmt: skip
PART_MODIFIERS: dict[Part, Modifier] = {"early": "START", "mid": "MID", "late": "END"}
AHEAD_DAYS = 60
"""A date without a year and without a verb that says more is announced when it lies at most so many days ahead,
else past.
"""


FAR_DAYS = 300
"""A date without a year lies at most so many days off where the other side offers one within `AHEAD_DAYS`."""
AHEAD_MONTHS = 3
"""A month beside a verb of the present is announced when it begins at most so many months ahead."""


def part_name(words: str | None) -> Part | None:
    """What "early", "mid-" or "late" cuts out of a unit; None for no word."""
    return PARTS[words.lower()] if words else None


def edge_name(words: str) -> Part:
    """Which end "the beginning", "the turn", "the last days" mean."""
    text = words.lower()
    if "mid" in text:
        return "mid"
    return "early" if any(w in text for w in ("begin", "start", "early", "first", "turn", "opening")) else "late"


def of_day(day: dt.date, anchor: Anchor, part_of_day: str | None = None) -> Reach:
    """One day, or a part of it ("Friday night"). A night belongs to the day that it begins on."""
    part = PART_VALUES.get(part_of_day.lower()) if part_of_day else None
    return Reach(
        day, day, "hour" if part else "day", anchor, day.isoformat() + (part or ""), kind="time" if part else "date"
    )


def of_unit(unit: str, span: Days, anchor: Anchor, **more: Any) -> Reach:
    """A whole unit of the calendar."""
    return Reach(*span, _granularity(unit), anchor, unit_value(unit, span[0]), **more)


def of_part(unit: str, span: Days, part: Part | None, anchor: Anchor) -> Reach:
    """A unit of the calendar, or its first, middle or last third ("early July")."""
    if part is None:
        return of_unit(unit, span, anchor)
    cut = days.part_of(span, unit, part)
    return Reach(*cut, _granularity(unit), anchor, unit_value(unit, span[0]), modifier=PART_MODIFIERS[part])


def of_edge(unit: str, span: Days, part: Part, anchor: Anchor) -> Reach:
    """The beginning or the end of a unit of the calendar ("the end of the year")."""
    cut = days.edge_of(span, unit, part)
    return Reach(*cut, _granularity(unit), anchor, unit_value(unit, span[0]), modifier=PART_MODIFIERS[part])


def of_season(name: str, number: int, anchor: Anchor, part: Part | None = None) -> Reach:
    """A season of a year, or a third of it."""
    span = days.season(name.lower(), number)
    cut = days.part_of(span, "season", part) if part else span
    return Reach(
        *cut, "season", anchor, f"{number:04d}-{SEASON_VALUES[name.lower()]}",
        modifier=PART_MODIFIERS[part] if part else None,
    )  # fmt: skip


def _granularity(unit: str) -> Granularity:
    return "day" if unit == "day" else days.GRANULARITY[unit]


def unit_value(unit: str, day: dt.date) -> str:
    """The TIMEX3 value of the unit of the calendar that begins on a day."""
    match unit:
        case "week" | "weekend" | "fortnight":
            iso = day.isocalendar()
            return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if unit == "weekend" else "")
        case "month":
            return f"{day.year:04d}-{day.month:02d}"
        case "quarter":
            return f"{day.year:04d}-Q{(day.month + 2) // 3}"
        case "season":
            return f"{day.year:04d}-{ {3: 'SP', 6: 'SU', 9: 'FA'}.get(day.month, 'WI') }"
        case "year":
            return f"{day.year:04d}"
        case "decade":
            return f"{day.year // 10:03d}"
        case "century":
            return f"{day.year // 100:02d}"
        case _:
            return day.isoformat()


def unknown(value: str | None, **more: Any) -> Reach:
    """An expression whose words mean something that no interval follows from."""
    return Reach(None, None, "unknown", None, value, **more) if value else UNRESOLVED


def year_of_month(number: int, c: Context) -> int | None:
    """The year of a month named without one: the one before or at the publication date, with a future verb the
    one after.
    """
    if c.published is None:
        return None
    ahead = number - c.published.month
    if c.tense == "future":
        return c.published.year + (ahead < 0)
    if c.tense == "present" and 0 < ahead <= AHEAD_MONTHS:
        return c.published.year
    return c.published.year - (ahead > 0)


def year_of_day(number: int, day: int, c: Context) -> int | None:
    """The year of a day named without one, by the verb, else the nearer past or up to `AHEAD_DAYS` ahead.

    Raises ValueError for a day that no year near the publication date has.
    """
    if c.published is None:
        return None
    around = 8 if (number, day) == (2, 29) else 1
    years = range(max(c.published.year - around, 1), min(c.published.year + around, 9999) + 1)
    there = [year for year in years if day <= days.month(year, number)[1].day]
    if not there or day < 1:
        raise ValueError(f"no day {day} in month {number}")
    away = {year: (dt.date(year, number, day) - c.published).days for year in there}
    limit = {"past": 0, "perfect": 0, "present": AHEAD_DAYS, "future": 370, None: AHEAD_DAYS}[c.tense]
    if c.tense == "future":
        fitting = [year for year in there if away[year] >= 0]
        if fitting and away[min(fitting)] > FAR_DAYS:
            return next((year for year in there if -AHEAD_DAYS <= away[year] < 0), min(fitting))
        return min(fitting) if fitting else None
    fitting = [year for year in there if away[year] <= limit]
    best = max(fitting) if fitting else None
    if best is not None and away[best] < -FAR_DAYS:
        # Nobody leaves out the year of a day eleven months gone: the one about to come is meant.
        best = next((year for year in there if 0 <= away[year] <= AHEAD_DAYS), best)
    if best is None or (number, day) == (2, 29):
        return best
    return best if best >= c.published.year - 1 else None
