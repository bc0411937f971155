"""Counts and harm by step and facet, as a tidy table."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, get_args

import polars as pl

from dateline.analysis.events import Event
from dateline.analysis.events.actors import name_of
from dateline.analysis.series.definition import Definition, Selected, middle_day
from dateline.analysis.series.effort import Effort, Step, first_of, next_step, steps_between
from dateline.errors import SettingError, TooLittleData
from dateline.records import HarmKind

Facet = Literal["country", "violence", "type", "actor", "precision", "outlet", "review", "status"]
HARM: tuple[HarmKind, ...] = ("killed", "injured", "missing", "captured", "displaced")
_VALUES: dict[Facet, Callable[[Event], Sequence[str | None]]] = {
    "country": lambda event: (event.country,),
    "violence": lambda event: (event.violence,),
    "type": lambda event: (event.type,),
    "actor": lambda event: sorted(name_of(key, event.called) for key in event.actors) or (None,),
    "precision": lambda event: (event.precision,),
    "outlet": lambda event: event.sources or (None,),
    "review": lambda event: (event.review,),
    "status": lambda event: (event.status,),
}
UNKNOWN = "unknown"


@dataclasses.dataclass(frozen=True, slots=True)
class Series:
    """A series as a tidy table, with all that it rests on.

    `frame` has a row for each step and each value of the facet: `from` (first day of the step), the facet, `events`,
    `low`, `best`, `high` of the harm (null where no event of the step tells a figure; 0 where there was no event),
    `untold` (events without a figure), and `reports` and `outlets` of the whole archive in that step (null where that
    is unknown). A step on which nobody reported, then or in the week after, has null: what happened in it is unknown,
    not nothing. What later reports tell of such steps is left out, as `in_gaps` counts.
    """

    frame: pl.DataFrame
    step: Step
    facet: Facet | None
    harm: HarmKind
    definition: Definition
    selected: Selected
    in_gaps: int = 0
    partial: tuple[dt.date, ...] = ()
    """Steps that the period, or the time in which the archive has reports, holds only a part of."""

    @property
    def gaps(self) -> tuple[dt.date, ...]:
        """The steps in which nothing was reported at all."""
        return tuple(self.frame.filter(pl.col("events").is_null())["from"].unique(maintain_order=True).to_list())

    def observed(self) -> tuple[list[dt.date], list[int]]:
        """Whole steps and their counts, without gaps, over all values of the facet: half a month is no quiet month."""
        whole = self.frame.filter(~pl.col("from").is_in(list(self.partial)))
        total = whole.drop_nulls("events").group_by("from", maintain_order=True).agg(pl.col("events").sum())
        return total["from"].to_list(), total["events"].to_list()


def count(
    events: Iterable[Event],
    definition: Definition,
    *,
    step: Step = "month",
    facet: Facet | None = None,
    harm: HarmKind = "killed",
    effort: Effort | None = None,
) -> Series:
    """A series of the events that a definition takes in.

    Each event counts in the step of its middle day, and once for each value of the facet that it has. The steps run
    from the definition's first to its last day, else over all events that it takes in. Without `effort` nothing is
    known of reporting, so there are no gaps. Raises SettingError for a step or facet that there is not, TooLittleData
    where no event is taken in and no period is given.
    """
    if facet is not None and facet not in _VALUES:
        raise SettingError(f"no facet {facet!r}", where="facet", remedy=f"Choose one of: {', '.join(get_args(Facet))}.")
    selected = definition.select(events)
    days = [(middle_day(event) or dt.date.min, event) for event in selected.events]
    since = definition.since or min((day for day, _ in days), default=None)
    until = definition.until or max((day for day, _ in days), default=None)
    if since is None or until is None:
        why = "; ".join(f"{reason}: {number}" for reason, number in selected.left_out.most_common(4))
        raise TooLittleData(f"no event fits the definition ({why or 'there is none at all'})", remedy="Ask for less.")
    steps = steps_between(since, until, step)
    cells: dict[tuple[dt.date, str], list[Event]] = {}
    for day, event in days:
        for value in _VALUES[facet](event) if facet else (None,):
            cells.setdefault((first_of(day, step), value or UNKNOWN), []).append(event)
    values = sorted({value for _, value in cells}) if facet else [UNKNOWN]
    told = effort.by(step) if effort is not None else None
    gaps = frozenset(effort.gaps(since, until, step)) if effort is not None else frozenset[dt.date]()
    rows = [
        _gap(at, value, told) if at in gaps else _row(at, value, cells.get((at, value), []), harm, told)
        for at in steps
        for value in values
    ]
    in_gaps = len({event.id for (at, _), inside in cells.items() if at in gaps for event in inside})
    frame = pl.DataFrame(rows, schema=_schema(), orient="row")
    frame = frame.rename({"value": facet}) if facet else frame.drop("value")
    partial = _partial(steps, step, definition, effort)
    return Series(frame, step, facet, harm, definition, selected, in_gaps, partial)


def _partial(
    steps: Sequence[dt.date], step: Step, definition: Definition, effort: Effort | None
) -> tuple[dt.date, ...]:
    """The steps that begin before what is known of, or end after it."""
    reported = [day for day, _ in effort.reports] if effort is not None else []
    begin = max(filter(None, (definition.since, min(reported, default=None))), default=dt.date.min)
    end = min(filter(None, (definition.until, max(reported, default=None))), default=dt.date.max)
    return tuple(at for at in steps if at < begin or next_step(at, step) - dt.timedelta(days=1) > end)


def _schema() -> dict[str, type[pl.DataType]]:
    names = ("events", "low", "best", "high", "untold", "reports", "outlets")
    return {"from": pl.Date, "value": pl.String, **dict.fromkeys(names, pl.Int64)}


def _row(
    at: dt.date, value: str, events: list[Event], harm: HarmKind, told: dict[dt.date, tuple[int, int]] | None
) -> tuple[object, ...]:
    bounds = [
        event.harm[harm] for event in events if harm in event.harm and any(b is not None for b in event.harm[harm])
    ]
    low: int | None
    best: int | None
    high: int | None
    low, best, high = (sum(end_of(bound, which) for bound in bounds) for which in range(3))
    if events and not bounds:
        low = best = high = None
    reports = told.get(at, (0, 0)) if told is not None else (None, None)
    return (at, value, len(events), low, best, high, len(events) - len(bounds), *reports)


def _gap(at: dt.date, value: str, told: dict[dt.date, tuple[int, int]] | None) -> tuple[object, ...]:
    return (at, value, None, None, None, None, None, *(told or {}).get(at, (0, 0)))


def end_of(bounds: tuple[int | None, int | None, int | None], which: int) -> int:
    """An end of a figure; where only others are told, the nearest of them."""
    low, best, high = bounds
    orders = ((low, best, high), (best, low, high), (high, best, low))
    return next(bound for bound in orders[which] if bound is not None)
