"""What one report tells of an incident: which of the truth it knows, gets wrong or leaves out."""

from __future__ import annotations

import dataclasses
import datetime as dt
from random import Random
from typing import Literal

from dateline.records import (
    Granularity,
    HarmKind,
    MomentPrecision,
    PlacePrecision,
    PlaceRelation,
    SourceRelation,
    Status,
)

from . import parties
from .geography import Area
from .parties import Party
from .settings import Settings
from .stories import Word
from .truth import Truth

_UNNAMED_TOLD = 0.6
"""Tellings of attacks by nobody known that say "gunmen"."""


@dataclasses.dataclass(frozen=True, slots=True)
class Where:
    """A place as told, with the words before it and behind."""

    area: Area
    before: str
    text: str
    behind: str
    precision: PlacePrecision
    relation: PlaceRelation = "in"


@dataclasses.dataclass(frozen=True, slots=True)
class When:
    """A moment as told: words before, the words, and the days that they are resolved to."""

    before: str
    text: str
    first: dt.date
    last: dt.date
    granularity: Granularity
    precision: MomentPrecision
    value: str
    anchor: Literal["words", "publication"] = "publication"


@dataclasses.dataclass(frozen=True, slots=True)
class Toll:
    """A figure as told."""

    kind: HarmKind
    who: str
    text: str
    low: int | None
    best: int | None
    high: int | None


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """One telling: all that its sentence may say."""

    truth: Truth
    noun: Word | None
    verb: Word
    party: Party | None
    target: str
    where: tuple[Where, ...]
    when: When | None
    tolls: tuple[Toll, ...]
    source: tuple[str, SourceRelation] | None
    family: str
    status: Status = "happened"
    background: bool = False
    aggregate: bool = False


def tell(truth: Truth, settings: Settings, chance: Random, published: dt.date, *, late: bool = False) -> Told:
    """The first telling of an incident in a report; `late`: some days after it."""
    story = truth.story
    party = _party(truth, settings, chance)
    deadly_again = late and truth.killed > 0 and chance.random() < settings.new_toll
    tolls = (_new_toll(truth),) if deadly_again else _tolls(truth, settings, chance)
    return Told(
        truth=truth, noun=chance.choice(story.nouns) if story.nouns else None, verb=chance.choice(story.verbs),
        party=party, target=truth.target if chance.random() < 0.7 else "",
        where=_where(truth, settings, chance), when=_when(truth, settings, chance, published, late=late), tolls=tolls,
        source=chance.choice(parties.SOURCES) if chance.random() < 0.8 else None,
        family="toll" if deadly_again else story.family,
    )  # fmt: skip


def retell(told: Told, settings: Settings, chance: Random) -> Told:
    """The same incident told again in the same report, in other words and with less."""
    story = told.truth.story
    return dataclasses.replace(
        told, noun=chance.choice(story.nouns) if story.nouns else None, verb=chance.choice(story.verbs),
        party=told.party if chance.random() < 0.5 else None, family=story.family,
        where=told.where if chance.random() < settings.retold_place else (),
        when=told.when if chance.random() < settings.retold_moment else None,
        tolls=told.tolls if told.family != "toll" and chance.random() < 0.4 else (),
        source=chance.choice(parties.SOURCES) if chance.random() < 0.5 else None,
    )  # fmt: skip


def on_day(day: dt.date, *, full: bool, chance: Random) -> When:
    """A single day, by its date ("on 3 March 2024") or its name."""
    words = (
        f"{day.day} {day:%B} {day.year}" if full else chance.choice((f"{day:%A}", f"{day:%A}", f"{day:%B} {day.day}"))
    )
    return When("on ", words, day, day, "day", "day", day.isoformat(), "words" if full else "publication")


def ten_years(day: dt.date) -> When:
    """The long interval of "the worst in the past ten years", which is the news's too."""
    return When(
        "in the worst violence of ", "the past ten years", day - dt.timedelta(3652), day, "years", "years", "P10Y"
    )


def _when(truth: Truth, settings: Settings, chance: Random, published: dt.date, *, late: bool) -> When | None:
    roll = chance.random()
    if roll < settings.no_moment:
        return None
    if roll < settings.no_moment + settings.ten_years:
        return ten_years(published)
    if late and chance.random() < settings.vague_day:
        return _week(truth.day, published) if chance.random() < 0.7 else _month(truth.day)
    off = chance.choice((-1, 1)) if chance.random() < settings.moment_off else 0
    return on_day(truth.day + dt.timedelta(off), full=chance.random() < 0.1, chance=chance)


def _week(day: dt.date, published: dt.date) -> When:
    first = day - dt.timedelta(day.weekday())
    year, week, _ = day.isocalendar()
    words = "last week" if published > first + dt.timedelta(6) else "this week"
    return When("", words, first, first + dt.timedelta(6), "week", "week", f"{year}-W{week:02d}")


def _month(day: dt.date) -> When:
    first = day.replace(day=1)
    last = (first + dt.timedelta(32)).replace(day=1) - dt.timedelta(1)
    return When("in ", f"{day:%B}", first, last, "month", "month", f"{day:%Y-%m}")


def _where(truth: Truth, settings: Settings, chance: Random) -> tuple[Where, ...]:
    town = truth.town
    centre = Where(town.centre, " in ", town.centre.name, "", "city")
    roll = chance.random() - settings.no_place
    if roll < 0:
        return ()
    if (roll := roll - settings.province_only) < 0:
        return (Where(town.province, " in ", town.province.name, " province", "division"),)
    if (roll := roll - settings.country_only) < 0:
        return (Where(town.country, " in ", town.country.name, "", "country"),)
    if roll < settings.part_of_town / 2:
        return (
            Where(truth.part, " in the ", truth.part.name, " district", "neighbourhood"),
            dataclasses.replace(centre, before=" of ", relation="contains"),
        )
    if roll < settings.part_of_town:
        return (Where(truth.part, " at the ", truth.part.name, " junction", "point", "at"),)
    return (centre,)


def _party(truth: Truth, settings: Settings, chance: Random) -> Party | None:
    country, by = truth.town.country.country, truth.story.by
    roll = chance.random()
    if truth.group is not None and roll < settings.group_told:
        above = parties.parent_of(truth.group) if chance.random() < settings.parent_told else None
        return parties.naming(above or truth.group, chance)
    if by == "group":
        roll -= settings.group_told if truth.group is not None else 0
        armed = roll < (settings.gunmen_told if truth.group is not None else _UNNAMED_TOLD)
        return parties.agents("uaf", country, parties.GUNMEN, chance) if armed else None
    if by == "people":
        return parties.agents("cvl", country, truth.story.people, chance)
    if by == "relief":
        return parties.relief(chance)
    return parties.body(by, country, chance)


def _tolls(truth: Truth, settings: Settings, chance: Random) -> tuple[Toll, ...]:
    if chance.random() >= settings.toll_told:
        return ()
    kinds: tuple[tuple[HarmKind, int], ...] = (("killed", truth.killed), ("injured", truth.injured))
    if truth.taken and truth.story.harm:
        kinds = ((truth.story.harm, truth.taken),)
    told = [_toll(kind, number, truth.victims, settings, chance) for kind, number in kinds if number]
    return tuple(told[: 1 if chance.random() < 0.4 else 2])


def _toll(kind: HarmKind, number: int, who: str, settings: Settings, chance: Random) -> Toll:
    if number >= 24 and chance.random() < settings.toll_dozens:
        return Toll(kind, who, f"dozens of {who}", 24, None, 99)
    if chance.random() < settings.toll_wrong:
        number = max(1, number + chance.choice((-3, -2, -1, 1, 2, 3)))
    people = f"{number} {who}" if number > 1 else "one person"
    if chance.random() < settings.toll_at_least:
        return Toll(kind, who, f"at least {people}", number, number, None)
    return Toll(kind, who, people, number, number, number)


def _new_toll(truth: Truth) -> Toll:
    number = truth.killed + truth.late_deaths
    return Toll("killed", truth.victims, str(number), number, number, number)
