"""When counts changed, whether they rise or fall, and whether they have seasons."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from dateline.analysis.answers.rests import rests_on
from dateline.analysis.changes import Posterior, Segment, Trend, bayesian_changes, pelt_changes, trend
from dateline.analysis.choices import Choices, Source
from dateline.analysis.series import Series, Step, count
from dateline.errors import TooLittleData


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class ChangesAnswer:
    """Changes of a series by two methods, and its trend, or why there is none."""

    source: Source
    series: Series
    steps: list[dt.date]
    counts: list[int]
    posterior: Posterior
    segments: tuple[Segment, ...]
    slope: Trend | None
    no_trend: str | None

    @property
    def told(self) -> dict[str, Any]:
        """What the JSON object holds."""
        series = self.series
        return rests_on(self.source, series.definition, series.selected) | {
            "step": series.step, "steps": self.steps, "counts": self.counts, "bayesian": self.posterior,
            "pelt": self.segments, "trend": self.slope, "no_trend": self.no_trend, "gaps": series.gaps,
            "partial": series.partial,
        }  # fmt: skip


def find_changes(source: Source, choices: Choices, *, step: Step = "week") -> ChangesAnswer:
    """Raises as the searches for changes do; without enough for a trend there is none."""
    series = count(source.events, choices.definition(source.events), step=step, effort=source.effort)
    steps, counts = series.observed()
    posterior, segments = bayesian_changes(counts), pelt_changes(counts)
    slope, why = None, None
    try:
        slope = trend(steps, counts)
    except TooLittleData as error:
        why = error.what
    return ChangesAnswer(source, series, steps, counts, posterior, segments, slope, why)
