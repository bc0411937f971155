"""As a group loses ground, what happens elsewhere: the study with what it rests on."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any

from dateline.analysis.answers.rests import rests_on
from dateline.analysis.answers.threads import one_thread
from dateline.analysis.choices import Source
from dateline.analysis.plain import data_hash
from dateline.analysis.series import Selected
from dateline.analysis.territory import Loss, Study, ask, study
from dateline.analysis.territory.effects import PLACEBOS


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class TerritoryAnswer:
    """The study, with the events that it counts."""

    source: Source
    study: Study
    selected: Selected

    @property
    def data(self) -> str:
        """The hash of the events that count."""
        return data_hash(self.selected.events)

    @property
    def told(self) -> dict[str, Any]:
        """What the JSON object holds."""
        found, question = self.study, self.study.question
        return rests_on(self.source, found.definition, self.selected) | {
            "answer": found.verdict.answer, "words": found.verdict.words, "reasons": found.verdict.reasons,
            "losses": question.losses, "comparison": question.comparison.asked if question.comparison else None,
            "gaps": question.gaps, "weeks": found.panel.weeks, "counts": found.panel.counts, "main": found.main,
            "compared": found.compared, "of_comparison": found.of_comparison, "placebo": found.placebo,
            "around": found.around, "lags": found.lags, "agreement": found.agreement,
            "without": dict(found.left_out), "specifications": found.specifications,
            "agreement_deaths": found.of_deaths, "deaths_known": found.deaths_known,
        }  # fmt: skip


def study_territory(
    source: Source, actors: Sequence[str], calendar: Sequence[Loss], *, since: dt.date | None = None,
    until: dt.date | None = None, comparison: Sequence[str] = (), affiliates: bool = False, placebos: int = PLACEBOS,
) -> TerritoryAnswer:  # fmt: skip
    """Raises as `dateline.analysis.territory.ask` and `study` do."""
    question = ask(
        source.events, actors, calendar, since=since, until=until, comparison=comparison, effort=source.effort,
        affiliates=affiliates,
    )  # fmt: skip
    with one_thread():
        found = study(question, placebos=placebos)
    return TerritoryAnswer(source, found, found.definition.select(source.events))
