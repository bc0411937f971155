"""Figures of contagion: the rate over time with its background, the test of the fit, and near repeats."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np

from dateline.analysis.contagion import Fitted, Knox, Rescaled, intensity
from dateline.analysis.figures.style import BLUE, GREEN, GREY, ORANGE, canvas, dated, styled

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_GRID = 2000


@styled
def hawkes_figure(fitted: Fitted, rescaled: Rescaled, origin: dt.date, *, title: str = "") -> Figure:
    """The fitted rate and its background over the counts, and the waits in rescaled time beside what they should be."""
    figure, (top, below) = canvas(2, heights=[3.0, 3.0], share=False)
    since, until = fitted.data.whole
    at = np.linspace(since, until, _GRID)
    background, whole = intensity(fitted.parameters, fitted.data, at)
    days: Any = [dt.datetime(origin.year, origin.month, origin.day) + dt.timedelta(days=float(day)) for day in at]
    width = max(7.0, (until - since) / 150)
    edges = np.arange(since, until + width, width)
    counts = np.histogram(fitted.data.targets, edges)[0] / width
    starts: Any = [
        dt.datetime(origin.year, origin.month, origin.day) + dt.timedelta(days=float(day)) for day in edges[:-1]
    ]
    top.bar(starts, counts, width=width, align="edge", color="#D9D9D9", label=f"events, in {width:.0f} days each")
    top.plot(days, whole, color=BLUE, linewidth=0.7, label="fitted rate")
    top.plot(days, background, color=ORANGE, linewidth=2, linestyle="--", label="of it background")
    top.set_ylim(0, float(np.quantile(whole, 0.995)) * 1.3 + 1e-9)
    top.set_title(f"Events a day{f': {title}' if title else ''}")
    top.legend(loc="upper right", fontsize=8, ncols=3)
    dated(top)
    waits = np.sort(1 - np.exp(-rescaled.waits))
    even = (np.arange(len(waits)) + 0.5) / len(waits)
    reach = 1.358 / np.sqrt(len(waits))
    line = np.array([0.0, 1.0])
    below.fill_between(line, line - reach, line + reach, color=GREEN, alpha=0.2, linewidth=0, label="95 % of the test")
    below.plot(line, line, color=GREY, linewidth=1)
    below.plot(
        even, waits, color=BLUE, linewidth=1.5, label=f"waits (distance {rescaled.statistic:.3f}, p {rescaled.p:.3f})"
    )
    below.set(
        xlim=(0, 1), ylim=(0, 1), xlabel="share of waits if the fit is right", ylabel="share of waits as they are"
    )
    below.set_title("Is the fit like the events? Waits in rescaled time")
    below.legend(loc="upper left", fontsize=8)
    return figure


@styled
def knox_figure(found: Knox) -> Figure:
    """Observed over expected pairs, by distance and days, with what chance would give."""
    figure, (axis,) = canvas(1, height=3.4)
    distances = list(dict.fromkeys((cell.km_from, cell.km_to) for cell in found.cells))
    spans = list(dict.fromkeys((cell.days_from, cell.days_to) for cell in found.cells))
    colours, marks = (BLUE, ORANGE, GREEN, GREY), ("o", "s", "^", "D")
    for number, (low, high) in enumerate(distances):
        cells = [cell for cell in found.cells if cell.km_to == high]
        at = np.arange(len(cells)) + (number - (len(distances) - 1) / 2) * 0.18
        ratio = np.array([np.nan if cell.ratio is None else cell.ratio for cell in cells])
        chance = np.array([(cell.chance_low or np.nan, cell.chance_high or np.nan) for cell in cells])
        colour, mark = colours[number % len(colours)], marks[number % len(marks)]
        axis.vlines(at, chance[:, 0], chance[:, 1], color=colour, alpha=0.35, linewidth=7)
        axis.plot(at, ratio, mark, color=colour, label=f"{low:g} to {high:g} km")
    axis.axhline(1, color=GREY, linewidth=1)
    axis.set_xticks(
        range(len(spans)), [f"{low + (low > 0)} to {high} days" if low else f"up to {high} days" for low, high in spans]
    )
    axis.set_title("Pairs of events over what chance gives (bands: 95 % of chance)")
    axis.legend(loc="upper right", fontsize=8, title="apart")
    axis.set_ylim(bottom=0)
    return figure
