"""Counts and harm over time, with the definition spelled out and what the figures cannot tell beside them."""

from dateline.analysis.series.counts import HARM, Facet, Series, count
from dateline.analysis.series.definition import Definition, Selected
from dateline.analysis.series.effort import Effort, Step, first_of, steps_between
from dateline.analysis.series.reviewed import Reviewed, review

__all__ = [
    "HARM",
    "Definition",
    "Effort",
    "Facet",
    "Reviewed",
    "Selected",
    "Series",
    "Step",
    "count",
    "first_of",
    "review",
    "steps_between",
]
