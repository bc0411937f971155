"""The true incidents: what happened where, when, by whom and with what harm, before anybody tells of it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from collections.abc import Iterator
from random import Random

from dateline.records import Actor

from . import parties
from .geography import Area, Town, neighbours, towns
from .settings import Settings
from .stories import ATTACKS, OTHERS, REACTIONS, Story

FIRST_DAY = dt.date(2022, 1, 3)
LOOK_ALIKE, REACTION = "~", "+"
"""What the id of a look-alike, and of a reaction, has behind that of its incident."""
_CROWDED = 1.3
"""How unevenly incidents fall on towns: the busiest sees a fiftieth of them."""


@dataclasses.dataclass(frozen=True, slots=True)
class Truth:
    """One incident as it was. `killed` and `injured` are the toll of the first days, before `late_deaths`; `taken` were
    captured or displaced.
    """

    id: str
    story: Story
    day: dt.date
    town: Town
    part: Area
    group: Actor | None
    killed: int
    injured: int
    taken: int
    late_deaths: int
    target: str
    victims: str


def plan_truths(incidents: int, settings: Settings, chance: Random) -> Iterator[Truth]:
    """Incidents in order of their day, each followed by its look-alike where it has one."""
    places = list(towns())
    chance.shuffle(places)
    stories = ATTACKS + OTHERS
    weights = list(itertools.accumulate(story.weight for story in stories))
    for number in range(incidents):
        day = FIRST_DAY + dt.timedelta(int(number / settings.incidents_a_day))
        (story,) = chance.choices(stories, cum_weights=weights)
        town = places[int(len(places) * chance.random() ** _CROWDED)]
        truth = _truth(f"t{number:06d}", story, day, town, settings, chance)
        yield truth
        if chance.random() < settings.look_alikes:
            yield _look_alike(truth, settings, chance)


def reaction_to(truth: Truth, day: dt.date, chance: Random) -> Truth:
    """What somebody says or does about an incident on a later day."""
    (story,) = chance.choices(REACTIONS, [reaction.weight for reaction in REACTIONS])
    return dataclasses.replace(
        truth, id=truth.id + REACTION, story=story, day=day, group=None, killed=0, injured=0, taken=0,
        target=chance.choice(story.targets or ("",)),
    )  # fmt: skip


def _truth(name: str, story: Story, day: dt.date, town: Town, settings: Settings, chance: Random) -> Truth:
    group = _group(town, chance) if story.by == "group" and chance.random() < settings.named_group else None
    killed, injured, taken = _harm(story, chance)
    return Truth(
        name, story, day, town, chance.choice(town.parts), group, killed, injured, taken,
        chance.randint(1, 5), chance.choice(story.targets), chance.choice(story.victims or ("people",)),
    )  # fmt: skip


def _harm(story: Story, chance: Random) -> tuple[int, int, int]:
    size = 1 + int(chance.expovariate(1 / 7))
    if story.harm == "killed":
        deadly = chance.random() < 0.85
        return (size if deadly else 0), (int(size * chance.uniform(0, 4)) if deadly else size), 0
    if story.harm == "injured":
        return 0, size, 0
    if story.harm == "displaced":
        return 0, 0, size * chance.choice((20, 50, 100))
    return 0, 0, size if story.harm else 0


def _group(town: Town, chance: Random) -> Actor:
    return chance.choice(parties.groups_in(town.country.country) or parties.groups())


def _look_alike(truth: Truth, settings: Settings, chance: Random) -> Truth:
    """Another incident of the same kind: next day by others, or the same day near by, perhaps by the same group."""
    near = neighbours(truth.town.centre.name)
    moved = chance.random() >= settings.look_alike_next_day and bool(near)
    town = chance.choice(near) if moved else truth.town
    day = truth.day if moved else truth.day + dt.timedelta(1)
    twin = _truth(truth.id + LOOK_ALIKE, truth.story, day, town, settings, chance)
    if chance.random() < settings.look_alike_same_toll:
        twin = dataclasses.replace(twin, killed=truth.killed, injured=truth.injured, taken=truth.taken)
    if moved:
        same = chance.random() < settings.look_alike_same_actor
        return dataclasses.replace(twin, group=truth.group) if same else twin
    if twin.group is not None and twin.group == truth.group:
        return dataclasses.replace(twin, group=None)
    return twin
