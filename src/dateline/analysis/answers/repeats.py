"""Whether events that are close in space are close in time more often than chance."""

from __future__ import annotations

import dataclasses
from typing import Any

from dateline.analysis.answers.rests import rests_on
from dateline.analysis.choices import Choices, Source
from dateline.analysis.contagion import Knox, knox
from dateline.analysis.contagion.knox import DEALS
from dateline.analysis.series import Definition, Selected
from dateline.analysis.series.definition import middle_day


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class RepeatsAnswer:
    """A Knox test of the events that a definition takes in and that have a point."""

    source: Source
    definition: Definition
    selected: Selected
    knox: Knox

    @property
    def told(self) -> dict[str, Any]:
        """What the JSON object holds."""
        return rests_on(self.source, self.definition, self.selected) | {"knox": self.knox}


def find_repeats(source: Source, choices: Choices, *, deals: int = DEALS, seed: int = 0) -> RepeatsAnswer:
    """Raises as `dateline.analysis.contagion.knox` does."""
    definition = choices.definition(source.events)
    selected = definition.select(source.events)
    placed = [(e.lat, e.lon, day.toordinal()) for e in selected.events if (day := middle_day(e)) and e.lat is not None]
    lat, lon, days = (list(column) for column in zip(*placed, strict=True)) if placed else ([], [], [])
    return RepeatsAnswer(source, definition, selected, knox(lat, lon, days, deals=deals, seed=seed))
