"""A mention with what it is matched by: where, when, who, what harm, in which words."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.incidents.words import PRONOUNS, sites_in, stems, telling_stems
from dateline.records import AGENT_PREFIX, REALISED, Actor, Coded, HarmKind, Mention, Place, PlacePrecision, RoleName

UP = "^"
"""Marks a parent among the names of actors."""
SINGLE_DAY = 2
"""An interval of up to so many days ("overnight") names a day; its first one is taken."""
VAGUE_DAYS = 10
"""A longer interval ("this month", "in the 1990s") says less of the day than the date of the report does."""
BEFORE_PUBLICATION = 7
"""Days before its publication in which news without a moment took place."""
SLIP_DAYS = 3
"""Days by which a told day may lie behind its report, by a slip or by the hour of another zone; the report's day is
taken, since what is told as having happened did so before it was told."""
RADIUS_KM: Mapping[PlacePrecision, float] = {
    "point": 2, "neighbourhood": 4, "city": 8, "near": 15, "district": 30, "line": 50, "division": 100, "area": 150,
}  # fmt: skip
"""How far from its coordinates a place may lie, where it does not say so itself."""
FINE_KM = 20.0
"""Places that are sure to so many kilometres can be told from each other in one province."""

_TELLING_WORDS = 4
"""Words, small ones left out, from which a sentence without place and moment is no chance likeness."""
_TOGETHER = frozenset(("NGO", "IGO", "BUS", "MED", "LAB", "REL", "PTY", "EDU", "HLH"))
"""Sectors whose members act together: of an aid delivery one report names the UN, another the charity that drove."""
_STATE_BODY = re.compile(r"[A-Z]{3}(?:-[A-Z]{3})?(?:-\d{4})?$")


@dataclasses.dataclass(frozen=True, slots=True)
class Telling:
    """A mention with its report and what it is matched by.

    `since` and `until`: ordinals of the first and last day on which it may have happened; `dated`, by its own moment,
    else by the report's date. `actors`: ids of the catalogue and proper names, parents marked with UP; `sectors`: what
    its actors are, agents without a name too. `groups`: those of the actors that are no body of a state, of which a
    report often names another (police for soldiers), and no aid agency or other that works with others. `harm`: lowest
    and highest figure of a kind, running totals left out.
    `head`: the stem of the trigger's word. `words` and `title`: those of the sentence and of the report's title,
    without the trigger and the names of places. `struck`: by the role, those of whom or what it was done to.
    `sites`: the kinds of places or gatherings that the sentence names. `countries`: those of whoever takes part,
    soldiers and villagers too. `out`: the ordinal of the day on which the report came out.
    """

    coded: Coded
    mention: Mention
    place: Place | None
    day: dt.date | None
    since: int | None
    until: int | None
    dated: bool
    actors: frozenset[str]
    sectors: frozenset[str]
    groups: frozenset[str]
    harm: dict[HarmKind, tuple[int, int]]
    head: str
    words: frozenset[str]
    title: frozenset[str]
    struck: dict[RoleName, frozenset[str]]
    sites: frozenset[str]
    modes: frozenset[str]
    countries: frozenset[str]
    out: int | None

    @property
    def name(self) -> tuple[str, str]:
        """Report and mention, which name a telling everywhere."""
        return self.coded.report.id, self.mention.id

    @property
    def place_key(self) -> str | None:
        """What tells its place from others, None without a located place."""
        if self.place is None:
            return None
        return str(self.place.geonames_id) if self.place.geonames_id else f"{self.place.country}/{self.place.name}"

    @property
    def says_enough(self) -> bool:
        """Whether it can be told from others at all: "gunmen killed two people" may be of anybody, anywhere."""
        return self.dated or self.place is not None or len(self.words) >= _TELLING_WORDS

    @property
    def radius_km(self) -> float | None:
        """How far from its coordinates it may have happened; None where only the country or less is known."""
        if self.place is None or self.place.precision in ("country", "region", "unresolved"):
            return None
        return self.place.radius_km or RADIUS_KM[self.place.precision]

    @property
    def how(self) -> str:
        """How it is told: as real or with what status, as many at once, as history. Empty for what counts."""
        status = "" if self.mention.status in REALISED else self.mention.status
        flags = (flag for flag in ("aggregate", "background") if getattr(self.mention, flag))
        return " ".join(filter(None, (status, *flags)))


def to_telling(coded: Coded, mention: Mention) -> Telling:
    """A mention with its finest located place, its days, its named actors, its harm and its words."""
    place = next((p for p in mention.places if p.lat is not None and p.relation != "to"), None)
    since, until, dated = _days(coded, mention)
    start, end = mention.sentence
    trigger = stems(mention.trigger.text)
    known = {*trigger, *(word for p in mention.places for word in stems(f"{p.text} {p.name}"))}
    return Telling(
        coded=coded, mention=mention, place=place, day=day_of(mention), since=since, until=until, dated=dated,
        actors=named_actors(coded, mention), sectors=_sectors(coded, mention), groups=_groups(coded, mention),
        harm=_harm(mention),
        head=next(iter(trigger), mention.trigger.text.lower()),
        words=frozenset(stems(coded.report.text[start:end])) - known,
        title=frozenset(stems(coded.report.title or "")) - known,
        struck=_struck(coded, mention), sites=sites_in(coded.report.text[start:end]), modes=frozenset(mention.modes),
        countries=frozenset(a.country for a in _taking_part(coded, mention) if a.country is not None),
        out=coded.report.published.toordinal() if coded.report.published else None,
    )  # fmt: skip


def together(tellings: Sequence[Telling]) -> Telling:
    """What one report's tellings of one incident say together, under the name of the first: the finest place, the days
    that all allow, all names, words and figures.
    """
    if len(tellings) == 1:
        return tellings[0]
    place = min(tellings, key=lambda t: (t.radius_km is None, t.radius_km or 0.0, t.place is None))
    dated = [t for t in tellings if t.dated] or [t for t in tellings if t.since is not None]
    since, until = _overlap([(t.since, t.until) for t in dated if t.since is not None and t.until is not None])
    harm: dict[HarmKind, tuple[int, int]] = {}
    for kind, (low, high) in ((k, figures) for t in tellings for k, figures in t.harm.items()):
        known = harm.get(kind, (low, high))
        harm[kind] = (min(low, known[0]), max(high, known[1]))
    return dataclasses.replace(
        tellings[0], place=place.place, day=next((t.day for t in tellings if t.day), None), since=since, until=until,
        dated=any(t.dated for t in tellings), actors=frozenset().union(*(t.actors for t in tellings)),
        sectors=frozenset().union(*(t.sectors for t in tellings)),
        groups=frozenset().union(*(t.groups for t in tellings)), harm=harm,
        words=frozenset().union(*(t.words for t in tellings)), struck=_united(tellings),
        sites=frozenset().union(*(t.sites for t in tellings)), modes=frozenset().union(*(t.modes for t in tellings)),
        countries=frozenset().union(*(t.countries for t in tellings)),
    )  # fmt: skip


def _overlap(intervals: Sequence[tuple[int, int]]) -> tuple[int | None, int | None]:
    """The days that all intervals have in common; where there are none, those of the first."""
    if not intervals:
        return None, None
    since, until = max(a for a, _ in intervals), min(b for _, b in intervals)
    return (since, until) if since <= until else intervals[0]


def day_of(mention: Mention) -> dt.date | None:
    """The day of a mention whose moment is a day or a night, else None."""
    moment = mention.moment
    if moment is None or moment.from_ is None or moment.to is None:
        return None
    return moment.from_ if (moment.to - moment.from_).days < SINGLE_DAY else None


def _days(coded: Coded, mention: Mention) -> tuple[int | None, int | None, bool]:
    moment, published = mention.moment, coded.report.published
    if moment is not None and moment.from_ is not None and moment.to is not None:
        day = day_of(mention)
        if day is not None:
            if published is not None and mention.status in REALISED and 0 < (day - published).days <= SLIP_DAYS:
                day = published
            return day.toordinal(), day.toordinal(), True
        if 0 <= (moment.to - moment.from_).days <= VAGUE_DAYS:
            return moment.from_.toordinal(), moment.to.toordinal(), True
    if published is not None and not mention.background:
        return published.toordinal() - BEFORE_PUBLICATION, published.toordinal(), False
    return None, None, False


def _harm(mention: Mention) -> dict[HarmKind, tuple[int, int]]:
    told: dict[HarmKind, tuple[int, int]] = {}
    for harm in mention.harm:
        figures = [n for n in (harm.low, harm.best, harm.high) if n is not None]
        if figures and not harm.total:
            low, high = min(figures), max(figures)
            known = told.get(harm.kind, (low, high))
            told[harm.kind] = (min(low, known[0]), max(high, known[1]))
    return told


def _struck(coded: Coded, mention: Mention) -> dict[RoleName, frozenset[str]]:
    told: dict[RoleName, frozenset[str]] = {}
    names = {entity.id: entity.name for entity in coded.entities}
    for role in mention.roles:
        meant = names.get(role.entity or "", "") if role.text.lower() in PRONOUNS else role.text  # "shot him"
        words = telling_stems(meant) if meant.lower() not in PRONOUNS else frozenset()
        if words and role.role not in ("actor", "instrument"):
            told[role.role] = told.get(role.role, frozenset()) | words
    return told


def _united(tellings: Sequence[Telling]) -> dict[RoleName, frozenset[str]]:
    roles = {role for telling in tellings for role in telling.struck}
    return {role: frozenset().union(*(t.struck.get(role, ()) for t in tellings)) for role in sorted(roles)}


def _groups(coded: Coded, mention: Mention) -> frozenset[str]:
    names = named_actors(coded, mention, _TOGETHER)
    return frozenset(name for name in names if not _STATE_BODY.match(name.removeprefix(UP)))


def named_actors(coded: Coded, mention: Mention, without: frozenset[str] = frozenset()) -> frozenset[str]:
    """The actors that the mention names: catalogue ids, else proper names; "gunmen" and the like name nobody. Those of
    some sectors can be left out.
    """
    entities = {entity.id: entity for entity in coded.entities}
    names: set[str] = set()
    for role in mention.roles:
        entity = entities.get(role.entity) if role.role == "actor" and role.entity else None
        if entity is None or (entity.actor is not None and entity.actor.sector in without):
            continue
        if entity.actor is not None:
            names |= lineage(entity.actor)
        elif entity.type in ("organisation", "person") and _is_proper(entity.name):
            names.add(entity.name)
    return frozenset(names)


def _sectors(coded: Coded, mention: Mention) -> frozenset[str]:
    """The sectors of the actors, of agents without a name too: "gunmen" and police are two."""
    return frozenset(actor.sector for actor in _taking_part(coded, mention, "actor"))


def _taking_part(coded: Coded, mention: Mention, role: RoleName | None = None) -> Iterator[Actor]:
    """Who is known to take part, in one role or any."""
    entities = {entity.id: entity.actor for entity in coded.entities}
    for part in mention.roles:
        actor = entities.get(part.entity or "")
        if actor is not None and role in (None, part.role):
            yield actor


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


def own_and_parents(names: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Actors themselves, and the parents of some, unmarked."""
    every = frozenset(names)
    above = frozenset(name.removeprefix(UP) for name in every if name.startswith(UP))
    return frozenset(name for name in every if not name.startswith(UP)), above
