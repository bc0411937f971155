"""How figures look, and how they become SVG and PNG: the same bytes for the same figure."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec

from dateline.analysis.needs import package
from dateline.errors import SettingError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

P = ParamSpec("P")
BLUE, ORANGE, GREEN, PURPLE, GREY, LIGHT = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#555555", "#BBBBBB"
"""Okabe and Ito's colours, which people who do not see all colours can tell apart; never the only sign."""
SUFFIXES = (".svg", ".png")
DPI = 144
_LOOK: Mapping[str, Any] = {
    "svg.hashsalt": "dateline",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Arial", "Helvetica", "sans-serif"],
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 11,
    "axes.titlelocation": "left",
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#E6E6E6",
    "legend.frameon": False,
}


def styled(draw: Callable[P, Figure]) -> Callable[P, Figure]:
    """A function that draws, with Dateline's look while it does. It raises SettingError where matplotlib is missing."""

    @functools.wraps(draw)
    def drawing(*args: P.args, **kwargs: P.kwargs) -> Figure:
        with package("matplotlib").rc_context(_LOOK):
            return draw(*args, **kwargs)

    return drawing


def canvas(
    rows: int = 1, *, width: float = 9.0, height: float = 3.2, heights: list[float] | None = None, share: bool = True
) -> tuple[Figure, list[Axes]]:
    """A figure of so many rows, each `height` inches high unless `heights` are given."""
    tall = sum(heights) if heights else height * rows
    figure = package("matplotlib.figure").Figure(figsize=(width, tall), layout="constrained")
    grid = {"height_ratios": heights} if heights else None
    axes = figure.subplots(rows, 1, squeeze=False, sharex=share, gridspec_kw=grid)
    return figure, [row[0] for row in axes]


def dated(axes: Axes) -> None:
    """Days along the lower edge, as short as they can be told."""
    dates = package("matplotlib.dates")
    locator = dates.AutoDateLocator(minticks=4, maxticks=10)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator))


def svg(figure: Figure) -> str:
    """The figure as an SVG element, without an XML head, to be laid into a page or a file."""
    stream = io.StringIO()
    with package("matplotlib").rc_context(_LOOK):
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    text = stream.getvalue()
    return "\n".join(line.rstrip() for line in text[text.index("<svg") :].splitlines()) + "\n"


def png(figure: Figure) -> bytes:
    """The figure as PNG."""
    stream = io.BytesIO()
    with package("matplotlib").rc_context(_LOOK):
        figure.savefig(stream, format="png", dpi=DPI, metadata={"Software": None})
    return stream.getvalue()


def drawn(figure: Figure, path: Path) -> bytes:
    """The bytes of a figure's file, by its ending. Raises SettingError for another than .svg or .png."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        remedy = f"End its name in {' or '.join(SUFFIXES)}."
        raise SettingError("a figure is SVG or PNG", where=str(path), remedy=remedy)
    return png(figure) if suffix == ".png" else svg(figure).encode()
