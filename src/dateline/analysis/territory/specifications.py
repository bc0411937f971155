"""The same question under every defensible choice: whose events, of which type, where, after which losses, how soon,
and against what.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from dateline.analysis.events import Actors, Event, Violence
from dateline.analysis.regression import Ratio
from dateline.analysis.series import Definition
from dateline.analysis.territory.calendar import Loss
from dateline.analysis.territory.effects import Panel, curve_columns, effect, weekly
from dateline.errors import TooLittleData

WINDOWS = (28, 56, 91)
CURVES: Mapping[str, float] = {"slow curve": 0.7, "quick curve": 2.0}
"""How often a year the curve over time turns: slower than the windows, so that it does not take up what they tell."""
MAIN_WINDOW, MAIN_CURVE = 56, "slow curve"
COMPARED = "comparison group"
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


def specify(question: Question) -> list[Specification]:
    """Every set of choices, in order; those that cannot be estimated say why."""
    violences: list[tuple[str, frozenset[Violence] | None]] = [("any", None)]
    types = {event.violence for event in question.events}
    violences += [(violence, frozenset({violence})) for violence in _VIOLENCE if violence in types]
    found = []
    for (who, actors), (violence, kinds), (area, out) in itertools.product(
        question.actors.items(), violences, areas(question).items()
    ):
        definition = dataclasses.replace(question.definition, actors=actors, violence=kinds, not_in=out)
        panel = panel_of(definition, question)
        beside = None
        if question.comparison is not None:
            beside = panel_of(dataclasses.replace(definition, actors=question.comparison, acted=False), question)
        for name, losses in sets_of_losses(question).items():
            for window, control in itertools.product(WINDOWS, [*CURVES, *([COMPARED] if beside else [])]):
                choice = Choice(who, violence, area, name, window, control)
                found.append(_estimate(choice, panel, beside, losses))
    return found


def leave_out(question: Question, most: int = 12) -> Iterator[tuple[str, Ratio | None]]:
    """The main factor without each of the countries that have the most events."""
    definition = dataclasses.replace(question.definition, actors=question.actors[question.main_actors])
    for country, _ in countries_of(definition, question).most_common(most):
        panel = panel_of(dataclasses.replace(definition, not_in=definition.not_in | {country}), question)
        choice = Choice(question.main_actors, "any", f"without {country}", "all places", MAIN_WINDOW, MAIN_CURVE)
        yield country, _estimate(choice, panel, None, question.losses).ratio


def panel_of(definition: Definition, question: Question) -> Panel:
    """The weekly counts of a definition in the question's period."""
    return weekly(definition.select(question.events).events, question.since, question.until, question.gaps)


def _estimate(choice: Choice, panel: Panel, beside: Panel | None, losses: Sequence[Loss]) -> Specification:
    events = int(panel.counts.sum())
    compared = choice.control == COMPARED
    turns = CURVES[MAIN_CURVE if compared else choice.control]
    try:
        found = effect(panel, losses, choice.window, curve_columns(panel, turns), beside if compared else None)
    except TooLittleData as error:
        return Specification(choice, events, len(losses), None, error.what)
    return Specification(choice, events, len(losses), found.difference if compared else found.after)
