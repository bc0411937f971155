"""The territory question whole: the main estimate, its checks, every specification, and the answer."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Sequence

from dateline.analysis.events import Actors, Event, choose_actors
from dateline.analysis.regression import Ratio
from dateline.analysis.series import Definition, Effort
from dateline.analysis.series.definition import middle_day
from dateline.analysis.territory import effects
from dateline.analysis.territory.calendar import Loss, countries, losses_of
from dateline.analysis.territory.effects import Around, Effect, Lags, Panel, Placebo, curve_columns
from dateline.analysis.territory.specifications import (
    CURVES,
    DEATHS_TOLD,
    MAIN_CURVE,
    MAIN_WINDOW,
    WINDOWS,
    Question,
    Specification,
    known_deaths,
    leave_out,
    panel_of,
    specify,
)
from dateline.analysis.territory.verdict import Agreement, Verdict, agreement, judge
from dateline.errors import TooLittleData


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Study:
    """All results of the territory question."""

    question: Question
    definition: Definition
    panel: Panel
    comparison: Panel | None
    main: Effect
    compared: Effect | None
    """The main effect with the comparison group beside it."""
    of_comparison: Effect | None
    """The comparison group's own: where its counts follow the losses too, something else is at work."""
    placebo: Placebo
    around: tuple[Around, ...]
    lags: Lags
    specifications: tuple[Specification, ...]
    agreement: Agreement | None
    """Of the specifications that count events."""
    left_out: tuple[tuple[str, Ratio | None], ...]
    verdict: Verdict
    of_deaths: Agreement | None = None
    """Of those that count deaths, None where these are known too seldom."""
    deaths_known: float = 0.0
    """The share of weeks in which the deaths of all events are known."""


def ask(
    events: Sequence[Event],
    actors: Sequence[str],
    calendar: Sequence[Loss],
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    comparison: Sequence[str] = (),
    effort: Effort | None = None,
    affiliates: bool = False,
) -> Question:
    """The question about a group's losses and what it does in countries where it lost none of them.

    The countries of the losses are those of the places that it lost most in: all countries with at least three of
    them, or all countries of the calendar where none has three; a place on a border lies in both. Where its affiliates
    have events too, the group itself and the group with them are both tried; `affiliates` says which of the two is the
    main one. The period runs from `since` to `until`, else over the group's events elsewhere. Raises SettingError for
    actors that match nothing, TooLittleData where nothing is lost, no loss tells its country, or nobody acts elsewhere.
    """
    core = choose_actors(actors, events)
    wider = choose_actors(actors, events, affiliates=True)
    losses = losses_of(calendar, wider if affiliates else core)
    if not losses:
        raise TooLittleData(
            f"the territory question needs at least {effects.LOSSES} losses; the calendar has none of {core.words}",
            remedy="Give a calendar of this actor's losses.",
        )
    where = Counter(country for loss in losses for country in countries(loss))
    if not where:
        # Without it "elsewhere" would be everywhere, the places that were lost among it.
        raise TooLittleData(
            "the territory question needs the country of the places lost; the calendar tells none",
            remedy="Give the calendar a column `country`.",
        )
    home = frozenset(c for c in where if where[c] >= effects.LOSSES) or frozenset(where)
    losses = tuple(loss for loss in losses if not countries(loss) or not home.isdisjoint(countries(loss)))
    chosen: dict[str, Actors] = {"itself": core}
    if any(not (wider.keys - core.keys).isdisjoint(event.actors) for event in events):
        chosen["with affiliates"] = wider
    main = "with affiliates" if affiliates and "with affiliates" in chosen else "itself"
    definition = Definition(chosen[main], not_in=home, since=since, until=until)
    days = list(filter(None, map(middle_day, definition.select(events).events)))
    if not days:
        what = f"the territory question needs at least {effects.EVENTS} events elsewhere; there are 0"
        raise TooLittleData(what, remedy="Choose a longer period or another actor.")
    begin, end = since or min(days), until or max(days)
    gaps: tuple[dt.date, ...] = ()
    if effort is not None:
        gaps = effort.gaps(begin, end, "week")
    # A loss before the period still has weeks after it in the period, and one after it weeks ahead of it.
    reach = dt.timedelta(days=max(WINDOWS))
    near = tuple(loss for loss in losses if begin - reach <= loss.to and loss.from_ <= end + reach)
    beside = choose_actors(comparison, events) if comparison else None
    return Question(
        events, chosen, dataclasses.replace(definition, since=begin, until=end), near, begin, end, beside, gaps, main
    )


def study(question: Question, *, placebos: int = effects.PLACEBOS) -> Study:
    """All results. Raises TooLittleData where the main estimate cannot be made, saying what it would need."""
    definition = dataclasses.replace(question.definition, actors=question.actors[question.main_actors])
    panel = panel_of(definition, question)
    effects.check(panel, question.losses)
    curve = curve_columns(panel, CURVES[MAIN_CURVE])
    main = effects.effect(panel, question.losses, MAIN_WINDOW, curve)
    beside = compared = other = None
    if question.comparison is not None:
        beside = panel_of(dataclasses.replace(definition, actors=question.comparison, acted=False), question)
        compared = effects.effect(panel, question.losses, MAIN_WINDOW, curve, beside)
        other = effects.effect(beside, question.losses, MAIN_WINDOW, curve)
    dates = effects.placebo(panel, question.losses, MAIN_WINDOW, curve, placebos)
    specifications = tuple(specify(question))
    agreed, of_deaths = agreement(specifications), agreement(specifications, DEATHS_TOLD)
    return Study(
        question,
        definition,
        panel,
        beside,
        main,
        compared,
        other,
        dates,
        effects.event_study(panel, question.losses, curve),
        effects.distributed_lags(panel, question.losses, curve),
        specifications,
        agreed,
        tuple(leave_out(question)),
        judge(main, dates, agreed, of_deaths),
        of_deaths,
        known_deaths(question),
    )
