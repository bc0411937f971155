"""Which mentions tell of one incident: the first rule, to be replaced by a trained one.

1. Only countable mentions, unless others are asked for: realised, no aggregate, no background.
2. Two mentions of one report belong together when type, place and telling are the same, their days do not differ, and
   their named actors agree. An undated mention joins the last dated one before it that it fits. What is feared is never
   one with what happened, nor an aggregate or history with an incident of the day.
3. Groups of different reports belong together when type and place are the same, both have the same day, and their
   named actors agree. A group without a day stays with its report.

Actors agree when one side names none, or they share one. Place is the finest located place; a mention without one
makes an incident of its own.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable, Set

from dateline.records import AGENT_PREFIX, REALISED, Actor, Coded, Mention, Place, Status

UP = "^"
"""Marks a parent among the names of actors."""
_SINGLE_DAY = 2
"""An interval of up to so many days ("overnight") names a day; its first one is taken."""


@dataclasses.dataclass(frozen=True, slots=True)
class Wanted:
    """Which mentions are asked for; as it stands, those that count."""

    statuses: frozenset[Status] = REALISED
    aggregate: bool = False
    background: bool = False

    def takes(self, mention: Mention) -> bool:
        """Whether a mention is asked for."""
        flags = (self.aggregate or not mention.aggregate) and (self.background or not mention.background)
        return flags and mention.status in self.statuses


@dataclasses.dataclass(frozen=True, slots=True)
class Telling:
    """A mention with its report and what it is matched by."""

    coded: Coded
    mention: Mention
    place: Place | None
    day: dt.date | None
    actors: frozenset[str]

    @property
    def place_key(self) -> str | None:
        """What tells its place from others, None without a located place."""
        if self.place is None:
            return None
        return str(self.place.geonames_id) if self.place.geonames_id else f"{self.place.country}/{self.place.name}"

    @property
    def how(self) -> str:
        """How it is told: as real or with what status, as many at once, as history. Empty for what counts."""
        status = "" if self.mention.status in REALISED else self.mention.status
        flags = (flag for flag in ("aggregate", "background") if getattr(self.mention, flag))
        return " ".join(filter(None, (status, *flags)))


@dataclasses.dataclass(slots=True)
class Group:
    """Tellings of one incident while groups are formed, with the days and actors that they name."""

    tellings: list[Telling]
    days: set[dt.date]
    actors: set[str]

    @classmethod
    def of(cls, telling: Telling) -> Group:
        """A group of one."""
        return cls([telling], {telling.day} if telling.day else set(), set(telling.actors))

    def takes(self, day: dt.date | None, actors: Set[str]) -> bool:
        """Whether a telling of the same type and place fits by its day and actors."""
        return (not self.days or day is None or day in self.days) and agree(self.actors, actors)

    def join(self, other: Group) -> None:
        """Take over another group's tellings."""
        self.tellings += other.tellings
        self.days |= other.days
        self.actors |= other.actors


def group_mentions(coded: Iterable[Coded], wanted: Wanted = Wanted()) -> list[list[Telling]]:
    """The mentions of all reports in groups of one incident each, in the order of the reports."""
    groups: list[Group] = []
    by_key: dict[tuple[str, str, str, dt.date], list[Group]] = {}
    for report in coded:
        for group in _within(report, wanted):
            first = group.tellings[0]
            place, kind = first.place_key, first.mention.type
            key = (kind, first.how, place, min(group.days)) if group.days and place else None
            twins = by_key.setdefault(key, []) if key else []
            twin = next((g for g in twins if agree(g.actors, group.actors)), None)
            if twin is not None:
                twin.join(group)
                continue
            groups.append(group)
            twins.append(group)
    return [group.tellings for group in groups]


def _within(coded: Coded, wanted: Wanted) -> list[Group]:
    groups: list[Group] = []
    by_key: dict[tuple[str, str, str], list[Group]] = {}
    for mention in filter(wanted.takes, coded.mentions):
        telling = to_telling(coded, mention)
        alone = Group.of(telling)
        near = by_key.setdefault((mention.type, telling.how, telling.place_key), []) if telling.place_key else []
        fitting = next((g for g in reversed(near) if g.takes(telling.day, telling.actors)), None)
        if fitting is not None:
            fitting.join(alone)
        else:
            groups.append(alone)
            near.append(alone)
    return groups


def agree(one: Set[str], other: Set[str]) -> bool:
    """Whether two sets of named actors can be those of one incident: one in common, or one that is the other's parent.

    A parent stands as UP and its id: two affiliates of one parent do not agree by it.
    """
    if not one or not other:
        return True
    mine, theirs = ({name for name in names if not name.startswith(UP)} for names in (one, other))
    above, beyond = ({name.removeprefix(UP) for name in names if name.startswith(UP)} for names in (one, other))
    return bool(mine & theirs or mine & beyond or theirs & above)


def to_telling(coded: Coded, mention: Mention) -> Telling:
    """A mention with its finest located place, its day, and the names of its actors."""
    place = next((p for p in mention.places if p.lat is not None and p.relation != "to"), None)
    return Telling(coded, mention, place, day_of(mention), named_actors(coded, mention))


def day_of(mention: Mention) -> dt.date | None:
    """The day of a mention whose moment is a day or a night, else None."""
    moment = mention.moment
    if moment is None or moment.from_ is None or moment.to is None:
        return None
    return moment.from_ if (moment.to - moment.from_).days < _SINGLE_DAY else None


def named_actors(coded: Coded, mention: Mention) -> frozenset[str]:
    """The actors that the mention names: catalogue ids, else proper names; "gunmen" and the like name nobody."""
    entities = {entity.id: entity for entity in coded.entities}
    names: set[str] = set()
    for role in mention.roles:
        entity = entities.get(role.entity) if role.role == "actor" and role.entity else None
        if entity is None:
            continue
        if entity.actor is not None:
            names |= lineage(entity.actor)
        elif entity.type in ("organisation", "person") and _is_proper(entity.name):
            names.add(entity.name)
    return frozenset(names)


def lineage(actor: Actor) -> frozenset[str]:
    """The ids by which an actor agrees with another: its own, each of an ambiguous name's, the body of the state
    whoever held it, and its parent's marked with UP; none of an agent without a name.
    """
    if actor.id.startswith(AGENT_PREFIX):
        return frozenset()
    ids = set(actor.id.split("|"))
    body = re.fullmatch(r"([A-Z]{3}-[A-Z]{3})-\d{4}", actor.id)
    ids |= {body[1]} if body else set()
    parent = re.sub(r"^([A-Z]{3}-[A-Z]{3})-\d{4}$", r"\1", actor.parent) if actor.parent else None
    return frozenset(ids | ({UP + parent} if parent else set()))


def _is_proper(name: str) -> bool:
    """Whether a name has a capital besides the one that may open its sentence: "Red Column", "ELN", not "Gunmen"."""
    return any(character.isupper() for character in name[1:])
