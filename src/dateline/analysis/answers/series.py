"""Counts and harm over time, with what they rest on."""

from __future__ import annotations

import dataclasses
from typing import Any

from dateline.analysis.answers.rests import rests_on
from dateline.analysis.choices import Choices, Source
from dateline.analysis.series import Facet, Reviewed, Series, Step, count, review
from dateline.records import HarmKind


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class SeriesAnswer:
    """A series, and what reviews say of its precision; None for outside data, which nobody reviewed."""

    source: Source
    series: Series
    reviewed: Reviewed | None

    @property
    def told(self) -> dict[str, Any]:
        """What the JSON object holds."""
        series = self.series
        return rests_on(self.source, series.definition, series.selected) | {
            "step": series.step, "facet": series.facet, "harm": series.harm, "rows": series.frame,
            "gaps": series.gaps, "partial": series.partial, "in_gaps": series.in_gaps, "review": self.reviewed,
        }  # fmt: skip


def count_series(
    source: Source, choices: Choices, *, step: Step = "month", facet: Facet | None = None, harm: HarmKind = "killed"
) -> SeriesAnswer:
    """Raises as `dateline.analysis.series.count` and `review` do."""
    definition = choices.definition(source.events)
    series = count(source.events, definition, step=step, facet=facet, harm=harm, effort=source.effort)
    wanted = (e for e in source.events if definition.why_not(e) in (None, "rejected by a reviewer"))
    return SeriesAnswer(source, series, review(wanted) if source.effort is not None else None)
