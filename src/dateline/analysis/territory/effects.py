"""What follows a loss: a negative binomial regression of weekly counts on how many losses lie just behind.

    log E[count] = a curve over time + month of the year + effect * (losses in the window before the week)

The curve takes up what changes slowly for other reasons; what is left to tell is whether counts are higher or lower in
the weeks after a loss than in other weeks of the same time and season.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from dateline.analysis.basis import Floats, months_of_year, spline
from dateline.analysis.events import Event
from dateline.analysis.needs import enough
from dateline.analysis.regression import Fit, Ratio, long_run_error, negative_binomial, usual_lags
from dateline.analysis.series.counts import end_of
from dateline.analysis.series.definition import middle_day
from dateline.analysis.territory.calendar import Loss
from dateline.analysis.territory.exposure import exposure

Worth = Callable[[Event], int | None]
METHOD = "the territory question"
WEEK = 7
WEEKS, EVENTS, LOSSES = 52, 30, 3
"""What an estimate needs at least: with less the intervals hold every answer."""
LEADS, LAGS, BIN = 2, 4, 28
"""Stretches of 28 days before and after a loss in the event study."""
LAG_DEGREE = 2
PLACEBOS = 199


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """Weekly counts: the Mondays and the counts of whole weeks, in order, without those in which nothing is known."""

    weeks: tuple[dt.date, ...]
    counts: Floats

    @property
    def years(self) -> float:
        """From the first to the last day."""
        return ((self.weeks[-1] - self.weeks[0]).days + WEEK) / 365.25


@dataclasses.dataclass(frozen=True, slots=True)
class Effect:
    """How counts in the window after a loss compare with other weeks.

    `after` is the factor for one loss in the `window` days before; `before` that for the same days ahead of a loss,
    which should be 1; `difference` the factor beyond that of a comparison group, None without one.
    """

    window: int
    curve: int
    after: Ratio
    before: Ratio
    dispersion: float
    weeks: int
    events: int
    difference: Ratio | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Placebo:
    """The estimate beside those with the losses moved to other dates: `p` is the share with as strong an effect."""

    estimates: tuple[float, ...]
    p: float


@dataclasses.dataclass(frozen=True, slots=True)
class Around:
    """The factor in a stretch of days from a loss: above `since` up to `until` days after it."""

    since: int
    until: int
    ratio: Ratio


@dataclasses.dataclass(frozen=True, slots=True)
class Lags:
    """A distributed-lag model: the factor of a loss in each week after it, and all weeks together."""

    weeks: tuple[Ratio, ...]
    together: Ratio


def one(_: Event) -> int | None:
    """What an event counts where events are counted."""
    return 1


def deaths(event: Event) -> int | None:
    """What an event counts where deaths are: the best figure, else the nearest that is told; None where none is."""
    bounds = event.harm.get("killed", (None, None, None))
    return end_of(bounds, 1) if any(bound is not None for bound in bounds) else None


def weekly(
    events: Iterable[Event], since: dt.date, until: dt.date, gaps: Iterable[dt.date] = (), worth: Worth = one
) -> Panel:
    """Counts of the whole weeks, from Monday, between two days, each event with its worth. Left out are weeks that hold
    one of the `gaps`, and those with an event whose worth is unknown: their sum is unknown, not what is told of it.
    """
    first = since + dt.timedelta(days=-since.weekday() % WEEK)
    number = max(0, ((until - first).days + 1) // WEEK)
    weeks = [first + dt.timedelta(days=WEEK * k) for k in range(number)]
    unknown = {day - dt.timedelta(days=day.weekday()) for day in gaps}
    counts = np.zeros(number)
    for event in events:
        day = middle_day(event)
        if day is None or not 0 <= (day - first).days < WEEK * number:
            continue
        counts_for, week = worth(event), (day - first).days // WEEK
        if counts_for is None:
            unknown.add(weeks[week])
        else:
            counts[week] += counts_for
    kept = [k for k, week in enumerate(weeks) if week not in unknown]
    return Panel(tuple(weeks[k] for k in kept), counts[kept])


def check(panel: Panel, losses: Sequence[Loss]) -> None:
    """Raises TooLittleData where there are too few weeks, events or losses, or all events fall in one week."""
    enough(len(panel.weeks), WEEKS, "weeks", method=METHOD)
    counted(panel, METHOD)
    inside = [x for x in losses if panel.weeks[0] <= x.from_ <= panel.weeks[-1] + dt.timedelta(days=WEEK - 1)]
    enough(len(inside), LOSSES, "losses in the period", method=METHOD)


def counted(panel: Panel, method: str) -> None:
    """Raises TooLittleData where too few events elsewhere are counted to compare weeks, or all in one week."""
    enough(int(panel.counts.sum()), EVENTS, "events elsewhere", method=method)
    enough(int((panel.counts > 0).sum()), 2, "weeks with an event", method=method)


def effect(panel: Panel, losses: Sequence[Loss], window: int, curve: int, comparison: Panel | None = None) -> Effect:
    """The effect of a loss in the window, with a curve of so many columns; beside a comparison group if one is given.

    Intervals take the larger of the model's error and of Newey and West's over the weeks of the window. The difference
    is that of the two groups' effects, with the errors that they share taken off. Raises TooLittleData.
    """
    check(panel, losses)
    if comparison is not None:
        counted(comparison, "the comparison group")
    design = np.column_stack([_around(losses, panel.weeks, window), base(panel, curve)])
    fit = negative_binomial(panel.counts, design)
    lags = max(window // WEEK, usual_lags(len(panel.weeks)))
    difference = None
    if comparison is not None:
        other = negative_binomial(comparison.counts, design)
        parts = fit.influence[:, 0] - other.influence[:, 0]
        own = math.hypot(fit.error(_unit(design, 0)), other.error(_unit(design, 0)))
        error = max(own, long_run_error(parts, lags))
        difference = Ratio.of(float(fit.coefficients[0] - other.coefficients[0]), error)
    ratios = [_ratio(fit, _unit(design, column), lags) for column in (0, 1)]
    return Effect(
        window, curve, ratios[0], ratios[1], fit.dispersion, len(panel.weeks), int(panel.counts.sum()), difference
    )


def placebo(panel: Panel, losses: Sequence[Loss], window: int, curve: int, runs: int = PLACEBOS) -> Placebo:
    """The effect with the losses moved together to other dates of the period, around its end.

    What is moved is how many losses lie behind and ahead of each week, by a window at least, so that every placebo has
    the same losses as close upon each other. The share of moves with an effect at least as strong, the true one
    counted, is the p value (Fisher's randomisation). Where losses crowd, a moved one often lies near a true one.
    """
    every = [panel.weeks[0] + dt.timedelta(days=k) for k in range(0, (panel.weeks[-1] - panel.weeks[0]).days + 1, WEEK)]
    known = set(panel.weeks)
    observed = np.array([week in known for week in every])
    columns = _around(losses, every, window)
    rest = base(panel, curve)
    least = math.ceil(window / WEEK)
    moves = np.arange(least, len(every) - least + 1)
    if len(moves) > runs:
        moves = moves[np.linspace(0, len(moves) - 1, runs).round().astype(int)]

    def estimate(move: int) -> float:
        design = np.column_stack([np.roll(columns, move, axis=0)[observed], rest])
        return float(negative_binomial(panel.counts, design).coefficients[0])

    true = estimate(0)
    found = [estimate(int(move)) for move in moves]
    as_strong = sum(abs(value) >= abs(true) - 1e-12 for value in found)
    return Placebo(tuple(float(np.exp(value)) for value in found), (1 + as_strong) / (1 + len(found)))


def event_study(panel: Panel, losses: Sequence[Loss], curve: int) -> tuple[Around, ...]:
    """The factors in stretches of 28 days from two before to four after a loss, beside weeks farther from any."""
    edges = [(BIN * (k - 1), BIN * k) for k in range(1 - LEADS, LAGS + 1)]
    columns = [exposure(losses, panel.weeks, WEEK, *edge) for edge in edges]
    design = np.column_stack([*columns, base(panel, curve)])
    fit = negative_binomial(panel.counts, design)
    lags = max(BIN // WEEK, usual_lags(len(panel.weeks)))
    return tuple(Around(*edge, _ratio(fit, _unit(design, k), lags)) for k, edge in enumerate(edges))


def distributed_lags(panel: Panel, losses: Sequence[Loss], curve: int, weeks: int = 13) -> Lags:
    """The factor of a loss by weeks since, its logarithm a parabola over the lags (Almon 1965), and their product."""
    lagged = np.array([exposure(losses, panel.weeks, WEEK, WEEK * k, WEEK * (k + 1)) for k in range(weeks)])
    powers = np.vander(np.linspace(-1, 1, weeks), LAG_DEGREE + 1, increasing=True)
    design = np.column_stack([lagged.T @ powers, base(panel, curve)])
    fit = negative_binomial(panel.counts, design)
    rest = np.zeros(design.shape[1] - LAG_DEGREE - 1)
    reach = max(weeks, usual_lags(len(panel.weeks)))
    each = tuple(_ratio(fit, np.concatenate([row, rest]), reach) for row in powers)
    return Lags(each, _ratio(fit, np.concatenate([powers.sum(axis=0), rest]), reach))


def base(panel: Panel, curve: int) -> Floats:
    """The columns that every regression has: the curve over time, whose rows sum to 1, and the months of the year."""
    when = np.array([week.toordinal() for week in panel.weeks], dtype=float)
    months = months_of_year([week + dt.timedelta(days=WEEK // 2) for week in panel.weeks])
    return np.column_stack([spline(when, when[0], when[-1], curve), months])


def curve_columns(panel: Panel, a_year: float) -> int:
    """Columns of a curve that turns about so many times a year."""
    return max(2, round(panel.years * a_year) + 1)


def _around(losses: Sequence[Loss], weeks: Sequence[dt.date], window: int) -> Floats:
    """How many losses lie behind each week, and how many ahead, up to a window."""
    spans = ((0, window), (-window - 1, -1))
    return np.column_stack([exposure(losses, weeks, WEEK, *span) for span in spans])


def _unit(design: Floats, column: int) -> Floats:
    weights = np.zeros(design.shape[1])
    weights[column] = 1.0
    return weights


def _ratio(fit: Fit, weights: Floats, lags: int) -> Ratio:
    return Ratio.of(float(weights @ fit.coefficients), fit.error(weights, lags))
