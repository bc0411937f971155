"""Figures of a series and of its changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from dateline.analysis.changes import Posterior
from dateline.analysis.figures.style import BLUE, GREEN, GREY, LIGHT, ORANGE, PURPLE, canvas, dated, styled
from dateline.analysis.series import Series

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_DAYS = {"day": 1, "week": 7, "month": 30}
_LINES = (BLUE, ORANGE, GREEN, PURPLE, GREY)
"""Values of a facet that are drawn apart; the rest are drawn together."""


@styled
def series_figure(series: Series) -> Figure:
    """Counts by step, harm with its range below, and the archive's reports where they are known."""
    known = bool(series.frame["reports"].drop_nulls().len())
    figure, axes = canvas(3 if known else 2, height=2.3)
    if series.facet is None:
        _bars(axes[0], series.frame, series.step, "events", BLUE)
    else:
        _lines(axes[0], series.frame, series.facet)
    axes[0].set_title("Events")
    total = _total(series)
    days = total["from"].to_list()
    middle: Any = [day + dt.timedelta(days=_DAYS[series.step] / 2) for day in days]
    low, best, high = (
        total[name].cast(pl.Float64).fill_null(float("nan")).to_numpy() for name in ("low", "best", "high")
    )
    axes[1].fill_between(middle, low, high, color=ORANGE, alpha=0.3, linewidth=0, label="lowest to highest told")
    axes[1].plot(middle, best, color=ORANGE, marker="o", markersize=2.5, linewidth=1, label="best figure")
    axes[1].set_title(f"People {series.harm}")
    axes[1].legend(loc="upper left", fontsize=8)
    if known:
        _bars(axes[2], total, series.step, "reports", LIGHT)
        axes[2].set_title("Reports in the archive, whatever they tell of")
    for at, axis in enumerate(axes):
        axis.set_ylim(bottom=0)
        _gaps(axis, series.gaps, series.step, label=at == 0)
    dated(axes[-1])
    return figure


@styled
def changes_figure(steps: Sequence[dt.date], counts: Sequence[int], posterior: Posterior) -> Figure:
    """Counts with the changes and their intervals, and the probability of a change before each step."""
    figure, axes = canvas(2, heights=[2.6, 1.6])
    top, below = axes
    days: Any = list(steps)
    top.step(days, counts, where="post", color=BLUE, linewidth=1)
    top.set_title(f"Events a step, with {posterior.number} change{'s' * (posterior.number != 1)}")
    edges = [0, *(change.at for change in posterior.changes), len(days) - 1]
    means = [*(c.before for c in posterior.changes[:1]), *(c.after for c in posterior.changes)]
    for begin, end, mean in zip(edges, edges[1:], means or [sum(counts) / len(counts)], strict=False):
        top.plot([days[begin], days[end]], [mean, mean], color=GREY, linewidth=2)
    for number, change in enumerate(posterior.changes):
        label = "change, with its 95 % interval" if not number else None
        top.axvspan(days[change.low], days[min(change.high, len(days) - 1)], color=ORANGE, alpha=0.25, linewidth=0)
        top.axvline(days[change.at], color=ORANGE, linewidth=1.5, label=label)
    if posterior.changes:
        top.legend(loc="upper left", fontsize=8)
    top.set_ylim(bottom=0)
    below.vlines(days, 0, posterior.probability, color=GREY, linewidth=1)
    below.set_ylim(0, max(0.2, 1.1 * float(posterior.probability.max())))
    below.set_title("Probability that a change lies before the step")
    dated(below)
    return figure


def _total(series: Series) -> pl.DataFrame:
    """Over the values of the facet; null where no value has a figure."""
    frame = series.frame
    if series.facet is None:
        return frame
    sums = [
        pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).otherwise(None).alias(name)
        for name in ("events", "low", "best", "high")
    ]
    return frame.group_by("from", maintain_order=True).agg(*sums, pl.col("reports").first(), pl.col("outlets").first())


def _bars(axis: Axes, frame: pl.DataFrame, step: str, name: str, colour: str) -> None:
    axis.bar(
        frame["from"].to_list(), frame[name].fill_null(0).to_list(), width=_DAYS[step] * 0.9, align="edge", color=colour
    )


def _lines(axis: Axes, frame: pl.DataFrame, facet: str) -> None:
    totals = frame.group_by(facet).agg(pl.col("events").sum()).sort(["events", facet], descending=[True, False])
    names = totals[facet].to_list()
    apart = names[: len(_LINES) - 1] if len(names) > len(_LINES) else names
    for colour, name in zip(_LINES, apart, strict=False):
        part = frame.filter(pl.col(facet) == name)
        axis.step(
            part["from"].to_list(), part["events"].to_list(), where="post", color=colour, linewidth=1.2, label=str(name)
        )
    if len(apart) < len(names):
        rest = (
            frame.filter(~pl.col(facet).is_in(apart)).group_by("from", maintain_order=True).agg(pl.col("events").sum())
        )
        label = f"{len(names) - len(apart)} others"
        axis.step(
            rest["from"].to_list(), rest["events"].to_list(), where="post", color=GREY, linewidth=1.2, label=label
        )
    axis.legend(loc="upper left", fontsize=8, ncols=len(_LINES))


def _gaps(axis: Axes, gaps: Sequence[dt.date], step: str, *, label: bool) -> None:
    days: Any = gaps
    for number, day in enumerate(days):
        name = "nothing was reported: unknown" if label and not number else None
        end = day + dt.timedelta(days=_DAYS[step])
        axis.axvspan(day, end, color=LIGHT, alpha=0.4, linewidth=0, hatch="//", label=name)
    if gaps and label:
        axis.legend(loc="upper left", fontsize=8)
