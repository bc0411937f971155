"""Figures of the territory question."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np

from dateline.analysis.figures.style import BLUE, GREEN, GREY, LIGHT, ORANGE, canvas, dated, styled
from dateline.analysis.regression import Ratio
from dateline.analysis.territory import Specification, Study

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_ROW = 0.19
"""Inches for each choice below a specification curve."""


@styled
def timeline_figure(study: Study) -> Figure:
    """Weekly events elsewhere, beside the comparison group, and the losses."""
    figure, (top, below) = canvas(2, heights=[2.8, 1.3])
    weeks: Any = list(study.panel.weeks)
    top.step(weeks, study.panel.counts, where="post", color=BLUE, linewidth=1.1, label="events elsewhere")
    if study.comparison is not None:
        top.step(
            weeks, study.comparison.counts, where="post", color=GREY, linewidth=0.9, alpha=0.8, label="comparison group"
        )
    top.set_title("Events a week")
    top.legend(loc="upper right", fontsize=8, ncols=2)
    top.set_ylim(bottom=0)
    for loss in study.question.losses:
        since: Any = loss.from_
        until: Any = loss.to + dt.timedelta(days=1)
        top.axvspan(since, until, color=ORANGE, alpha=0.18, linewidth=0)
    for size, height in (("city", 1.0), ("town", 0.55)):
        days: Any = [x.from_ for x in study.question.losses if (x.size == "city") == (size == "city")]
        mark = "o" if size == "city" else "."
        below.vlines(days, 0, height, color=ORANGE, linewidth=1.2)
        below.plot(days, [height] * len(days), mark, color=ORANGE, label="cities" if size == "city" else "other places")
    below.set(ylim=(0, 1.5), yticks=[])
    below.set_title("Places lost")
    below.legend(loc="upper right", fontsize=8, ncols=2)
    below.set_xlim(weeks[0], weeks[-1])
    dated(below)
    return figure


@styled
def around_figure(study: Study) -> Figure:
    """The factor by stretches of days from a loss, and by weeks since."""
    figure, (top, below) = canvas(2, height=2.7, share=False)
    _points(top, [each.ratio for each in study.around])
    names = [f"{a} to {b}" for a, b in ((each.since, each.until) for each in study.around)]
    top.set_xticks(range(len(names)), names)
    top.axvline(sum(each.until <= 0 for each in study.around) - 0.5, color=ORANGE, linewidth=1.5, linestyle="--")
    top.set_title("Times as many events, by days from a loss (dashed: the loss)")
    weeks = np.arange(1, len(study.lags.weeks) + 1)
    low, value, high = (np.array([getattr(r, n) for r in study.lags.weeks]) for n in ("low", "value", "high"))
    below.fill_between(weeks, low, high, color=BLUE, alpha=0.2, linewidth=0, label="95 % interval")
    below.plot(weeks, value, color=BLUE, linewidth=1.8)
    below.axhline(1, color=GREY, linewidth=1)
    _times(below)
    below.set_xticks(weeks)
    below.set_xlabel("weeks since the loss")
    below.set_title("Times as many events, by week (distributed lags)")
    below.legend(loc="upper right", fontsize=8)
    return figure


@styled
def placebo_figure(study: Study) -> Figure:
    """The estimate beside those with the losses moved to other dates."""
    figure, (axis,) = canvas(1, height=2.6)
    axis.hist(study.placebo.estimates, bins=30, color=LIGHT, label="at other dates")
    axis.axvline(study.main.after.value, color=ORANGE, linewidth=2.5, label="at the true dates")
    axis.axvline(1, color=GREY, linewidth=1)
    axis.set_xlabel("times as many events after a loss")
    axis.set_ylabel("dates")
    axis.set_title(f"Placebo dates: {study.placebo.p:.0%} of them give as strong an effect")
    axis.legend(loc="upper right", fontsize=8)
    return figure


@styled
def specification_figure(study: Study) -> Figure:
    """The specification curve: every estimate with its interval, in order, and the choices behind each below."""
    told = sorted(
        (s for s in study.specifications if s.ratio is not None), key=lambda s: s.ratio.value if s.ratio else 0
    )
    groups = [(name, list(dict.fromkeys(_named(s, name) for s in told))) for name in _NAMES]
    groups = [(name, values) for name, values in groups if len(values) > 1]
    rows = sum(len(values) + 1 for _, values in groups)
    figure, (top, below) = canvas(2, heights=[3.2, _ROW * rows + 0.2], width=9.5)
    at = np.arange(len(told))
    ratios = [s.ratio for s in told if s.ratio is not None]
    low, value, high = (np.array([getattr(r, n) for r in ratios]) for n in ("low", "value", "high"))
    clear = np.array([r.low > 1 or r.high < 1 for r in ratios])
    for which, colour, label in (
        (~clear, LIGHT, "interval includes 1: as many as otherwise"),
        (clear, ORANGE, "interval excludes 1"),
    ):
        top.vlines(at[which], low[which], high[which], color=colour, linewidth=0.8, label=label)
    top.plot(at, value, ".", color=BLUE, markersize=3, label="estimate")
    top.axhline(1, color=GREY, linewidth=1)
    _times(top, low=float(np.quantile(low, 0.05)), high=float(np.quantile(high, 0.95)))
    top.set_title(f"Times as many after a loss, under {len(told)} sets of choices")
    top.legend(loc="upper left", fontsize=8, ncols=3)
    height, ticks, labels = 0, [], []
    for name, values in groups:
        for choice in values:
            here = [k for k, s in enumerate(told) if _named(s, name) == choice]
            below.plot(
                here, [-height] * len(here), "|", color=GREEN if height % 2 else BLUE, markersize=6, markeredgewidth=0.7
            )
            ticks.append(-height)
            labels.append(f"{name}: {choice}")
            height += 1
        height += 1
    below.set_yticks(ticks, labels, fontsize=7)
    below.set(ylim=(-height + 0.5, 0.8), xlim=(-2, len(told) + 1), xlabel="sets of choices, by their estimate")
    below.grid(visible=False)
    return figure


_NAMES = ("outcome", "actors", "violence", "area", "losses", "window", "control")


def _named(specification: Specification, name: str) -> str:
    value = getattr(specification.choice, name)
    return f"{value} days" if name == "window" else str(value)


def _points(axis: Axes, ratios: list[Ratio]) -> None:
    at = np.arange(len(ratios))
    low, value, high = (np.array([getattr(r, n) for r in ratios]) for n in ("low", "value", "high"))
    axis.vlines(at, low, high, color=BLUE, linewidth=2)
    axis.plot(at, value, "o", color=BLUE)
    axis.axhline(1, color=GREY, linewidth=1)
    _times(axis)


def _times(axis: Axes, low: float | None = None, high: float | None = None) -> None:
    """A scale of factors: twice as many as far up as half as many down, with figures that people can read."""
    axis.set_yscale("log")
    if low is not None and high is not None:
        axis.set_ylim(max(low * 0.8, 0.05), min(high * 1.25, 20))
    bottom, top = axis.get_ylim()
    marks = [0.05, 0.1, 0.2, 0.5, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 2, 3, 5, 10, 20]
    inside = [mark for mark in marks if bottom <= mark <= top]
    if len(inside) > 9:
        inside = [mark for mark in inside if mark in (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20)]
    axis.set_yticks(inside, [f"{mark:g}" for mark in inside])
    axis.set_yticks([], minor=True)
