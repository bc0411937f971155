"""Incidents over time: counts by day, week, month or year, empty ones in between included."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec
import numpy as np

from dateline.records import Record
from dateline.web.index import UNKNOWN_DAY, Bools, Index

By = Literal["day", "week", "month", "year"]
MOST = 1_500
"""Bins that are given at once; a finer unit than that gives a coarser one."""
_DAYS: dict[By, int] = {"day": 120, "week": 3 * 366, "month": 40 * 366}
"""The longest stretch of days for which a unit is chosen."""
_UNITS: tuple[By, ...] = ("day", "week", "month", "year")


class Bin(Record, frozen=True, kw_only=True):
    """A stretch of days, both included, with how many incidents began in it and how many were killed as far as told."""

    from_: dt.date = msgspec.field(name="from")
    to: dt.date
    count: int
    killed: int | None


class Timeline(Record, frozen=True, kw_only=True):
    """The bins from the first incident to the last; `undated` are in none."""

    by: By
    bins: tuple[Bin, ...]
    undated: int


def timeline(index: Index, among: Bools, by: By | Literal["auto"], *, most: int = MOST) -> Timeline:
    """Some incidents by the day on which they began, in bins of a coarser unit where they would be more than `most`."""
    dated = among & (index.columns["since"] != UNKNOWN_DAY)
    undated = int(among.sum() - dated.sum())
    days = index.columns["since"][dated]
    if not len(days):
        return Timeline(by="day" if by == "auto" else by, bins=(), undated=undated)
    first, last = (dt.date.fromordinal(int(day)) for day in (days.min(), days.max()))
    unit = _unit((last - first).days, by, most)
    starts = _starts(first, last, unit)
    edges = np.array([day.toordinal() for day in starts])
    number = np.searchsorted(edges, days, side="right") - 1
    counts = np.bincount(number, minlength=len(starts))
    killed = index.columns["killed"][dated]
    told = ~np.isnan(killed)
    sums = np.bincount(number[told], weights=killed[told], minlength=len(starts))
    known = np.bincount(number[told], minlength=len(starts))
    bins = tuple(
        Bin(from_=start, to=_next(start, unit) - dt.timedelta(days=1), count=int(n), killed=int(sum_) if some else None)
        for start, n, sum_, some in zip(starts, counts, sums, known, strict=True)
    )
    return Timeline(by=unit, bins=bins, undated=undated)


def _unit(days: int, by: By | Literal["auto"], most: int) -> By:
    """The unit asked for, or the finest that shows a stretch of days at a glance; coarser where bins would be many."""
    wanted = next((unit for unit in _UNITS if days <= _DAYS.get(unit, days)), "year") if by == "auto" else by
    length = {"day": 1, "week": 7, "month": 28, "year": 365}
    return next(u for u in _UNITS[_UNITS.index(wanted) :] if days / length[u] < most or u == "year")


def _starts(first: dt.date, last: dt.date, unit: By) -> list[dt.date]:
    start = first
    if unit == "week":
        start = max(dt.date.min, first - dt.timedelta(days=first.weekday())) if first.toordinal() > 7 else first
    elif unit != "day":
        start = first.replace(day=1) if unit == "month" else first.replace(month=1, day=1)
    found = [start]
    while (start := _next(start, unit)) <= last and start < dt.date.max:
        found.append(start)
    return found


def _next(day: dt.date, unit: By) -> dt.date:
    """The first day of the next bin, or the last day that there is."""
    try:
        if unit in ("day", "week"):
            return day + dt.timedelta(days=1 if unit == "day" else 7)
        if unit == "year":
            return day.replace(year=day.year + 1)
        return day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1)
    except (OverflowError, ValueError):
        return dt.date.max
