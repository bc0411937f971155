"""The time expressions of a report, each with its meaning; what was told before anchors "the next day"."""

from __future__ import annotations

import bisect
import dataclasses
import datetime as dt
import re
from collections.abc import Iterable, Sequence

from dateline.ground.moments import frames
from dateline.ground.moments.find import Core
from dateline.ground.moments.frames import Expression
from dateline.ground.moments.tense import has_been, tense_of
from dateline.ground.moments.values import Context, Reach, precision_of
from dateline.records import Interval, Moment, Span


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """An expression of a text with what it means there."""

    expression: Expression
    reach: Reach
    context: Context

    @property
    def span(self) -> Interval:
        """Where the expression stands, with the preposition that changes its meaning."""
        return self.expression.span

    @property
    def dates(self) -> bool:
        """Whether it can say when something took place: no frequency, no "recently", no length that nothing places."""
        return _dates(self.expression)


def _dates(expression: Expression) -> bool:
    rule = expression.cores[0].rule
    placed = expression.lead is not None or expression.trail is not None
    return rule.dates and (rule.name not in frames.LENGTH_RULES or placed)


def find_times(text: str, start: int = 0, end: int | None = None) -> list[Interval]:
    """The spans of the expressions that can say when something took place, in order, without overlap."""
    return [e.span for e in frames.find(text, start, end) if _dates(e)]


def read_times(
    text: str, sentences: Iterable[Interval], published: dt.date | None, *, day_first: bool | None = None
) -> list[Told]:
    """Every time expression of some sentences, in their order, with what it means.

    `day_first`: whether 03/04/2017 is 3 April here; None where nobody knows. A day, week or month that was told is what
    "the same day" and "a week later" after it lean on.
    """
    told: list[Told] = []
    earlier: Reach | None = None
    for sentence in _whole(text, sentences):
        expressions = frames.find(text, *sentence)
        for expression in expressions:
            leans = published is not None and any(map(_leans, expression.cores))
            tense = tense_of(text, *expression.span, sentence) if leans else None
            if expression.lead in frames.DEADLINES and tense == "past" and not has_been(text, sentence):
                tense = None  # "held until Friday"
            context = Context(published, tense, earlier, day_first)
            if expression.cores[0].rule.name in _CLOCKS:
                context = dataclasses.replace(context, earlier=_day_beside(expression, expressions, context) or earlier)
            reach = frames.read(expression, context)
            told.append(Told(expression, reach, context))
            if _anchors(told[-1]):
                earlier = reach
    return told


_CLOCKS = frozenset(
    ("clock", "clock of 24 hours", "clock in figures", "clock hours", "o'clock", "noon", "part of a day")
)


def _day_beside(clock: Expression, expressions: Sequence[Expression], c: Context) -> Reach | None:
    """The day that the sentence of a clock names ("at 8:02 a.m. (0002 GMT) Saturday"), the nearest; None for none."""
    days = []
    for other in expressions:
        if other is not clock and other.cores[0].rule.cue in ("weekday", "month", "dayword", "digits"):
            reach = frames.read_core(other.cores[0], c)
            if reach.start is not None and reach.start == reach.end and other.cores[0].rule.name not in _CLOCKS:
                days.append((abs(other.start - clock.start), reach))
    return min(days, key=lambda day: day[0])[1] if days else None


_CUT_SHORT = re.compile(r"[ap]\.m\.", re.IGNORECASE)
_GOES_ON = re.compile(
    r"[\s(]*(?:on|(?:mon|tues|wednes|thurs|fri|satur|sun)day|[a-z]{3,9}\.? \d|[ecmp][sd]t|gmt|utc|local|today|"
    r"yesterday)\b",
    re.IGNORECASE,
)


def _whole(text: str, sentences: Iterable[Interval]) -> list[Interval]:
    """The sentences, those joined again that were cut after "a.m." before the day that belongs to it."""
    joined: list[Interval] = []
    for start, end in sentences:
        if joined and _CUT_SHORT.fullmatch(text, joined[-1][1] - 4, joined[-1][1]) and _GOES_ON.match(text, start, end):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


_LEANING = frozenset(("weekday", "month", "unit", "season", "feast"))
"""Cues of the rules that the tense can tell something."""


def _leans(core: Core) -> bool:
    """Whether the tense can change what an expression means: a date with its year is the same in any."""
    rule = core.rule
    if rule.cue not in _LEANING:
        return rule.name.startswith("clock") and rule.name.endswith("weekday")
    return rule.cue == "unit" or not core.match.groupdict().get("year")


def _anchors(told: Told) -> bool:
    reach = told.reach
    if not told.dates or reach.start is None or reach.end is None or reach.open_start or reach.open_end:
        return False
    return (reach.end - reach.start).days <= 366 and reach.kind != "duration"


_PADDING = re.compile(r"(?:(?:in|on|at|of|the|during|around|about|from|for|over|sometime)\s+)*", re.IGNORECASE)


def interpret(
    words: str, published: dt.date | None, *, earlier: Reach | None = None, day_first: bool | None = None,
    tense: str | None = None,
) -> Reach:  # fmt: skip
    """What one expression means by itself; unresolved where the words are no expression of time as a whole."""
    start = len(words) - len(words.lstrip())
    end = len(words.rstrip(" .,;"))
    found = frames.find(words, start, end)
    if len(found) != 1 or found[0].end != end or not _PADDING.fullmatch(words, start, found[0].start):
        return Reach(None, None, "unknown", None, None)
    context = Context(published, tense, earlier, day_first)  # type: ignore[arg-type]
    return frames.read(found[0], context)


def resolve(span: Span, published: dt.date | None) -> Moment:
    """A span that stands alone as a Moment; `from` and `to` are None where the words fix no days."""
    return to_moment(span, interpret(span.text, published))


def to_moment(span: Span, reach: Reach) -> Moment:
    """The outward form of what a span means. A side that nothing fixes leaves the whole unresolved; its value stays."""
    if reach.start is None or reach.end is None:
        return Moment(
            start=span.start, end=span.end, text=span.text, from_=None, to=None,
            granularity="unknown", precision="unresolved", anchor=None, value=reach.value,
        )  # fmt: skip
    return Moment(
        start=span.start, end=span.end, text=span.text, from_=reach.start, to=reach.end,
        granularity=reach.granularity, precision=precision_of(reach.start, reach.end),
        anchor=reach.anchor, value=reach.value,
    )  # fmt: skip


def told_at(told: Sequence[Told], span: Interval) -> Told | None:
    """The expression that covers most of a span, of expressions in text order; None where none touches it."""
    first = max(bisect.bisect_right(told, span[0], key=lambda t: t.span[0]) - 1, 0)
    last = bisect.bisect_left(told, span[1], key=lambda t: t.span[0])
    touching = [t for t in told[first:last] if t.span[1] > span[0]]
    return max(touching, key=lambda t: min(t.span[1], span[1]) - max(t.span[0], span[0]), default=None)
