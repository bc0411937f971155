"""Steps of time, and how much was reported in each: more reports are not more events."""

from __future__ import annotations

import bisect
import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, get_args

from dateline.errors import SettingError

Step = Literal["day", "week", "month"]
LAG = 7
"""Days after a step in which a report on it would come out: the week by which reports without a day are placed too."""
_AHEAD: Mapping[Step, int] = {"day": 1, "week": 7, "month": 31}


def first_of(day: dt.date, step: Step) -> dt.date:
    """The first day of the step that a day lies in; weeks begin on Monday. Raises SettingError for no such step."""
    if step == "day":
        return day
    if step == "week":
        return day - dt.timedelta(days=day.weekday())
    if step == "month":
        return day.replace(day=1)
    raise SettingError(f"no step {step!r}", where="step", remedy=f"Choose one of: {', '.join(get_args(Step))}.")


def steps_between(since: dt.date, until: dt.date, step: Step) -> list[dt.date]:
    """The first days of all steps from that of `since` to that of `until`."""
    return list(_steps(first_of(since, step), until, step))


def _steps(at: dt.date, until: dt.date, step: Step) -> Iterator[dt.date]:
    while at <= until:
        yield at
        at = next_step(at, step)


def next_step(at: dt.date, step: Step) -> dt.date:
    """The first day of the step after the one that begins on a day."""
    return first_of(at + dt.timedelta(days=_AHEAD[step]), step)


@dataclasses.dataclass(frozen=True, slots=True)
class Effort:
    """The reports of an archive, whatever they tell of: day of publication and outlet, None where unknown."""

    reports: tuple[tuple[dt.date, str | None], ...]
    undated: int = 0
    """Reports whose day of publication is unknown."""

    @classmethod
    def of(cls, reports: Iterable[tuple[dt.date | None, str | None]]) -> Effort:
        """The effort of reports, with those without a day counted."""
        every = list(reports)
        dated = tuple((day, outlet) for day, outlet in every if day is not None)
        return cls(dated, len(every) - len(dated))

    def gaps(self, since: dt.date, until: dt.date, step: Step) -> tuple[dt.date, ...]:
        """The steps for which nobody reported: no report came out in the step or in the LAG days after it."""
        days = sorted({day for day, _ in self.reports})
        found = []
        for at in steps_between(since, until, step):
            after = bisect.bisect_left(days, at)
            last = next_step(at, step) + dt.timedelta(days=LAG - 1)
            if after == len(days) or days[after] > last:
                found.append(at)
        return tuple(found)

    def by(self, step: Step) -> dict[dt.date, tuple[int, int]]:
        """How many reports and how many outlets each step has; steps without a report are not in it."""
        reports = Counter(first_of(day, step) for day, _ in self.reports)
        outlets = Counter(at for at, _ in {(first_of(day, step), outlet) for day, outlet in self.reports if outlet})
        return {at: (count, outlets[at]) for at, count in reports.items()}
