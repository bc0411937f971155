"""What a time expression means: an interval of days with its precision, its anchor, its open ends, its TIMEX3 value."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Literal

from dateline.records import Granularity, MomentPrecision

Tense = Literal["past", "perfect", "present", "future"]
"""What the verb nearest to an expression says: "attacked", "has been attacking", "is attacking", "will attack"."""
Anchor = Literal["words", "publication", "event"]
Kind = Literal["date", "time", "duration", "set"]
"""The TIMEX3 types: a stretch of the calendar, a time of day, a length, a frequency."""
Modifier = Literal["START", "MID", "END", "APPROX", "MORE_THAN", "LESS_THAN", "BEFORE", "AFTER"]
"""The TIMEX3 modifiers that the grammar gives."""


@dataclasses.dataclass(frozen=True, slots=True)
class Reach:
    """The meaning of an expression. `start` and `end` are days, both included, None where nothing fixes them.

    `open_start`, `open_end`: the words leave that side open and the day given is only the outermost one known ("since
    October" ends, so far, with the publication date). `value` is TIMEX3's, None where there is none. `zone`: the
    letters of
    the zone that a clock is told in.
    """

    start: dt.date | None
    end: dt.date | None
    granularity: Granularity
    anchor: Anchor | None
    value: str | None
    kind: Kind = "date"
    modifier: Modifier | None = None
    open_start: bool = False
    open_end: bool = False
    length: Length | None = None
    zone: str | None = None

    @property
    def resolved(self) -> bool:
        """Whether both ends are known."""
        return self.start is not None and self.end is not None


@dataclasses.dataclass(frozen=True, slots=True)
class Length:
    """A stretch of time by its least and greatest count of a unit; `unit` is a unit of `days.back`."""

    low: float
    high: float
    unit: str


@dataclasses.dataclass(frozen=True, slots=True)
class Context:
    """What the words lean on: the publication date, the verb beside them, the moment told before, the outlet's way of
    writing dates (`day_first`, None where unknown).
    """

    published: dt.date | None = None
    tense: Tense | None = None
    earlier: Reach | None = None
    day_first: bool | None = None


UNRESOLVED = Reach(None, None, "unknown", None, None)


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
