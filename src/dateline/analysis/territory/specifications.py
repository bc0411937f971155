"""The same question under every defensible choice: whose events, of which type, where, after which losses, how soon,
and against what.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from dateline.analysis.events import Actors, Event, Violence
from dateline.analysis.regression import Ratio
from dateline.analysis.series import Definition
from dateline.analysis.territory.calendar import Loss
from dateline.analysis.territory.effects import (
    METHOD,
    Panel,
    Worth,
    counted,
    curve_columns,
    deaths,
    effect,
    one,
    weekly,
)
from dateline.errors import TooLittleData

WINDOWS = (28, 56, 91)
CURVES: Mapping[str, float] = {"slow curve": 0.7, "quick curve": 2.0}
"""How often a year the curve over time turns: slower than the windows, so that it does not take up what they tell."""
MAIN_WINDOW, MAIN_CURVE = 56, "slow curve"
COMPARED = "comparison group"
EVENTS_TOLD, DEATHS_TOLD = "events", "deaths (best)"
OUTCOMES: Mapping[str, Worth] = {EVENTS_TOLD: one, DEATHS_TOLD: deaths}
"""What is counted. The answer is about events; deaths are shown beside it, since more deaths are not more events."""
KNOWN = 0.9
"""The share of weeks whose deaths must be known. A week with an event without a figure is left out, and weeks with many
events are left out most: where this takes many, what remains are the quiet ones.
"""
WIDEST = 1000.0
"""An interval that reaches so many times up and down tells nothing: as where no event at all follows a loss."""
_VIOLENCE: tuple[Violence, ...] = ("one-sided", "state-based", "non-state")
LEADING = 3
"""Countries with the most events that areas are tried without."""


@dataclasses.dataclass(frozen=True, slots=True)
class Choice:
    """One set of choices, each in words; `window` in days."""

    actors: str
    violence: str
    area: str
    losses: str
    window: int
    control: str
    outcome: str = EVENTS_TOLD


@dataclasses.dataclass(frozen=True, slots=True)
class Specification:
    """What a set of choices gives: a factor for one loss, or why there is none."""

    choice: Choice
    events: int
    losses: int
    ratio: Ratio | None
    why_not: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Question:
    """What is asked: events of whom, in which period, outside which countries, after which losses, beside whom."""

    events: Sequence[Event]
    actors: Mapping[str, Actors]
    definition: Definition
    losses: tuple[Loss, ...]
    since: dt.date
    until: dt.date
    comparison: Actors | None = None
    gaps: tuple[dt.date, ...] = ()
    main_actors: str = "itself"


def areas(question: Question) -> dict[str, frozenset[str]]:
    """The areas that are tried, each as the countries that it leaves out beside those of the losses."""
    there = question.definition.not_in
    main = dataclasses.replace(question.definition, actors=question.actors[question.main_actors])
    leading = [country for country, _ in countries_of(main, question).most_common(LEADING)]
    found = {"elsewhere": there}
    if len(leading) > 1:
        found[f"without {leading[0]}"] = there | {leading[0]}
    if len(leading) == LEADING:
        found[f"without {', '.join(leading)}"] = there | set(leading)
    return found


def countries_of(definition: Definition, question: Question) -> Counter[str]:
    """How many events each country has, those at borders in the first."""
    selected = definition.select(question.events).events
    return Counter(event.country.split("|")[0] for event in selected if event.country)


def sets_of_losses(question: Question) -> dict[str, tuple[Loss, ...]]:
    """All losses, and the cities alone where sizes are known."""
    cities = tuple(loss for loss in question.losses if loss.size == "city")
    every = {"all places": question.losses}
    return every | ({"cities only": cities} if 0 < len(cities) < len(question.losses) else {})


def known_deaths(question: Question) -> float:
    """The share of the main definition's weeks in which the deaths of all events are known."""
    main = dataclasses.replace(question.definition, actors=question.actors[question.main_actors])
    every = panel_of(main, question)
    return len(panel_of(main, question, DEATHS_TOLD).weeks) / len(every.weeks) if every.weeks else 0.0


def specify(question: Question) -> list[Specification]:
    """Every set of choices, in order; those that cannot be estimated say why. Deaths are tried where they are known in
    nearly all weeks.
    """
    violences: list[tuple[str, frozenset[Violence] | None]] = [("any", None)]
    types = {event.violence for event in question.events}
    violences += [(violence, frozenset({violence})) for violence in _VIOLENCE if violence in types]
    outcomes = [EVENTS_TOLD, *([DEATHS_TOLD] if known_deaths(question) >= KNOWN else [])]
    found = []
    for (who, actors), (violence, kinds), (area, out) in itertools.product(
        question.actors.items(), violences, areas(question).items()
    ):
        definition = dataclasses.replace(question.definition, actors=actors, violence=kinds, not_in=out)
        beside = None
        if question.comparison is not None:
            beside = dataclasses.replace(definition, actors=question.comparison, acted=False)
        found += [
            _estimate(Choice(who, violence, area, name, window, control, outcome), panels, losses)
            for outcome, panels in _panels(definition, beside, question, outcomes).items()
            for name, losses in sets_of_losses(question).items()
            for window, control in itertools.product(WINDOWS, [*CURVES, *([COMPARED] if beside else [])])
        ]
    return sorted(found, key=lambda each: each.choice.outcome != EVENTS_TOLD)


def leave_out(question: Question, most: int = 12) -> Iterator[tuple[str, Ratio | None]]:
    """The main factor without each of the countries that have the most events."""
    definition = dataclasses.replace(question.definition, actors=question.actors[question.main_actors])
    for country, _ in countries_of(definition, question).most_common(most):
        without = dataclasses.replace(definition, not_in=definition.not_in | {country})
        choice = Choice(question.main_actors, "any", f"without {country}", "all places", MAIN_WINDOW, MAIN_CURVE)
        (panels,) = _panels(without, None, question, [EVENTS_TOLD]).values()
        yield country, _estimate(choice, panels, question.losses).ratio


def panel_of(definition: Definition, question: Question, outcome: str = EVENTS_TOLD) -> Panel:
    """The weekly counts of a definition in the question's period."""
    selected = definition.select(question.events).events
    return weekly(selected, question.since, question.until, question.gaps, OUTCOMES[outcome])


@dataclasses.dataclass(frozen=True, slots=True)
class _Panels:
    """What is counted, the events behind it, what the comparison group has of it, and for deaths what is counted
    without the deadliest event.
    """

    counted: Panel
    events: Panel
    beside: Panel | None
    without: Panel | None = None


def _panels(
    definition: Definition, beside: Definition | None, question: Question, outcomes: Sequence[str]
) -> dict[str, _Panels]:
    events = panel_of(definition, question)
    found = {}
    for outcome in outcomes:
        other = panel_of(beside, question, outcome) if beside else None
        if outcome == EVENTS_TOLD:
            found[outcome] = _Panels(events, events, other)
        else:
            mine = panel_of(definition, question, outcome)
            found[outcome] = _Panels(mine, events, other, _without_deadliest(definition, question))
    return found


def _without_deadliest(definition: Definition, question: Question) -> Panel:
    selected = definition.select(question.events).events
    most = max(selected, key=lambda event: deaths(event) or 0, default=None)
    rest = [event for event in selected if event is not most]
    return weekly(rest, question.since, question.until, question.gaps, deaths)


def _estimate(choice: Choice, panels: _Panels, losses: Sequence[Loss]) -> Specification:
    events = int(panels.events.counts.sum())
    compared = choice.control == COMPARED
    turns = CURVES[MAIN_CURVE if compared else choice.control]
    ratios = []
    try:
        counted(panels.events, METHOD)
        for each in filter(None, (panels.counted, panels.without)):
            panel, beside = _shared(each, panels.beside if compared else None, len(panels.events.weeks))
            found = effect(panel, losses, choice.window, curve_columns(panel, turns), beside)
            ratios.append(found.difference if compared and found.difference else found.after)
    except TooLittleData as error:
        return Specification(choice, events, len(losses), None, error.what)
    ratio = _joined(ratios)
    if ratio.high > WIDEST * ratio.value:
        return Specification(choice, events, len(losses), None, "the counts do not bound the factor")
    return Specification(choice, events, len(losses), ratio)


def _joined(ratios: Sequence[Ratio]) -> Ratio:
    """The first with an interval that takes in those of the others: no single attack makes an effect clear."""
    return Ratio(ratios[0].value, min(r.low for r in ratios), max(r.high for r in ratios), max(r.p for r in ratios))


def _shared(panel: Panel, beside: Panel | None, weeks: int) -> tuple[Panel, Panel | None]:
    """The weeks that are known of both. Raises TooLittleData where too few are of so many."""
    both = panel.weeks if beside is None else tuple(sorted(set(panel.weeks) & set(beside.weeks)))
    if len(both) < KNOWN * weeks:
        what = f"deaths are known in {len(both)} of {weeks} weeks; at least {KNOWN:.0%} are needed"
        raise TooLittleData(what, remedy="Count events.")
    kept = [
        each and Panel(both, each.counts[np.isin(np.array(each.weeks), np.array(both))]) for each in (panel, beside)
    ]
    return kept[0] or panel, kept[1]
