"""How much a request may ask of an analysis, so that none runs for ever. The command line has no such limits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import numpy as np

from dateline.analysis.choices import Choices, Source
from dateline.analysis.contagion.knox import DAYS
from dateline.analysis.events import Event
from dateline.analysis.series import Facet, Step
from dateline.analysis.series.definition import middle_day
from dateline.errors import SettingError

FIRST, LAST = dt.date(1800, 1, 1), dt.date(2200, 12, 31)
MOST_STEPS, MOST_ROWS = 5_000, 100_000
MOST_DEALS, MOST_PLACEBOS, MOST_BOOTSTRAP = 999, 199, 199
MOST_HAWKES_EVENTS, MOST_TURNS, MOST_GROUPS = 20_000, 60, 8
"""For a Hawkes process: events, columns of its background, and countries. 10,000 events took 7 seconds; a busy machine
and a branching ratio near 0 take many times as long.
"""
MOST_PAIRS = 1_000_000_000
"""Pairs that are looked at over all deals of a Knox test: half a minute where all events are in a dozen towns."""
MOST_YEARS = 25.0
"""Years of a territory question: its regressions grow with the cube of them."""
_LENGTH: dict[Step, float] = {"day": 1, "week": 7, "month": 30.4}
_AT_THE_COMMAND_LINE = "or ask at the command line, which takes as long as it needs."


def days(since: dt.date | None, until: dt.date | None) -> None:
    """Raises SettingError for days that no archive has."""
    strange = [day for day in (since, until) if day is not None and not FIRST <= day <= LAST]
    if strange:
        remedy = f"Give days between {FIRST} and {LAST}."
        raise SettingError(f"{strange[0]} is out of range", where="from, to", remedy=remedy)


def series(source: Source, choices: Choices, step: Step, facet: Facet | None = None) -> None:
    """Raises SettingError for more steps, or steps times values, than can be looked at."""
    chosen, first, last = _chosen(source, choices)
    steps = (last - first).days / _LENGTH[step] + 1
    values = len({value for event in chosen for value in _values(event, facet)}) if facet else 1
    if steps > MOST_STEPS or steps * values > MOST_ROWS:
        what = f"{steps:,.0f} steps times {values:,} values are too many to show" if facet else None
        raise SettingError(
            what or f"{steps:,.0f} steps are too many to show", where="step",
            remedy=f"Take longer steps or a shorter period, {_AT_THE_COMMAND_LINE}",
        )  # fmt: skip


def hawkes(source: Source, choices: Choices, every: int, *, by_country: bool) -> None:
    """Raises SettingError for more events, countries or turns of the background than are fitted in a minute."""
    chosen, first, last = _chosen(source, choices)
    countries = choices.countries or {event.country for event in chosen if event.country}
    turns = (last - first).days / every
    for have, most, what, remedy in (
        (len(chosen), MOST_HAWKES_EVENTS, "events", "Take a shorter period or fewer countries"),
        (turns, MOST_TURNS, "turns of the background", "Let it turn more seldom, take a shorter period"),
        (len(countries) if by_country else 0, MOST_GROUPS, "countries", "Name fewer"),
    ):
        if have > most:
            raise SettingError(
                f"a Hawkes process of {have:,.0f} {what} takes too long here; {most:,} is the most",
                where="hawkes", remedy=f"{remedy}, {_AT_THE_COMMAND_LINE}",
            )  # fmt: skip


def repeats(source: Source, choices: Choices, deals: int) -> None:
    """Raises SettingError where too many pairs of events are close in time."""
    chosen, _, _ = _chosen(source, choices)
    when = np.sort([day.toordinal() for event in chosen if event.lat is not None and (day := middle_day(event))])
    pairs = int((np.searchsorted(when, when + DAYS[-1], side="right") - np.arange(len(when)) - 1).sum())
    if pairs * deals > MOST_PAIRS:
        raise SettingError(
            f"{pairs:,} pairs of events within {DAYS[-1]} days, dealt {deals} times, take too long here",
            where="deals", remedy=f"Deal less often, take a shorter period or one country, {_AT_THE_COMMAND_LINE}",
        )  # fmt: skip


def territory(source: Source, since: dt.date | None, until: dt.date | None) -> None:
    """Raises SettingError for a period whose regressions take too long."""
    _, first, last = _chosen(source, Choices(since=since, until=until))
    years = (last - first).days / 365.25
    if years > MOST_YEARS:
        raise SettingError(
            f"{years:.0f} years take too long here; {MOST_YEARS:.0f} are the most", where="from, to",
            remedy=f"Take a shorter period, {_AT_THE_COMMAND_LINE}",
        )  # fmt: skip


def _chosen(source: Source, choices: Choices) -> tuple[tuple[Event, ...], dt.date, dt.date]:
    """The events that count, and the first and the last day of theirs; the same day twice where there is none."""
    chosen = choices.definition(source.events).select(source.events).events
    known = [day for event in chosen for day in (event.from_, event.to) if day]
    first = choices.since or min(known, default=choices.until or FIRST)
    last = choices.until or max(known, default=first)
    return chosen, first, max(first, last)


def _values(event: Event, facet: Facet | None) -> Collection[object]:
    if facet == "actor":
        return event.actors
    return event.sources if facet == "outlet" else (getattr(event, str(facet)),)
