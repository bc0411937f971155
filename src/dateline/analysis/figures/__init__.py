"""Figures of the analyses, drawn by matplotlib as SVG or PNG."""

from dateline.analysis.figures.contagion import hawkes_figure, knox_figure
from dateline.analysis.figures.series import changes_figure, series_figure
from dateline.analysis.figures.style import drawn, png, svg
from dateline.analysis.figures.territory import around_figure, placebo_figure, specification_figure, timeline_figure

__all__ = [
    "around_figure",
    "changes_figure",
    "drawn",
    "hawkes_figure",
    "knox_figure",
    "placebo_figure",
    "png",
    "series_figure",
    "specification_figure",
    "svg",
    "timeline_figure",
]
