"""What a codebook asks of an incident: who acts, who is struck, when, how many died. Unknown is None throughout."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Literal, cast

from dateline.codebooks.plover import MODES
from dateline.records import (
    AGENT_PREFIX,
    NEW_PREFIX,
    Actor,
    HarmKind,
    Incident,
    IncidentHarm,
    Place,
    PlacePrecision,
)

Kind = Literal["state", "rebel", "criminal", "unidentified", "international", "civilian"]
TOWN: tuple[PlacePrecision, ...] = ("point", "neighbourhood", "city", "near")
"""Precisions that name a town."""
ARMED: tuple[Kind, ...] = ("state", "rebel", "international", "criminal", "unidentified")
NON_STATE: frozenset[Kind] = frozenset(("rebel", "criminal"))
How = Literal["told", "claimed", "stated as fact"]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on a side of an event; `kind` is None where the record does not tell it, `how` is how they are known."""

    name: str
    actor: Actor | None
    kind: Kind | None
    how: How = "told"

    @property
    def key(self) -> str:
        """What tells one from another: the actor's id, else the name."""
        return self.actor.id if self.actor is not None else self.name.casefold()

    @property
    def named(self) -> bool:
        """Whether the actor catalogue knows it, as a group or as a body of a state."""
        return (
            self.actor is not None and not self.actor.id.startswith((AGENT_PREFIX, NEW_PREFIX)) and "|" not in self.key
        )


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an event. Those whose kind is known speak for it."""

    members: tuple[Member, ...]

    @property
    def kinds(self) -> frozenset[Kind]:
        return frozenset(m.kind for m in self.members if m.kind is not None)

    @property
    def armed(self) -> bool | None:
        """Whether there are armed actors in it; None where no kind is known."""
        return any(kind in ARMED for kind in self.kinds) if self.kinds else None

    @property
    def only_civilians(self) -> bool | None:
        return self.kinds == {"civilian"} if self.kinds else None

    @property
    def kind(self) -> Kind | None:
        """The kind that speaks for it: of several the armed one, of several armed ones the state's first."""
        return next((kind for kind in (*ARMED, "civilian") if kind in self.kinds), None)

    @property
    def lead(self) -> Member | None:
        """The member to name: the first of the kind that speaks for the side, a named one before others."""
        fitting = [m for m in self.members if m.kind == self.kind] or list(self.members)
        return next((m for m in fitting if m.named), fitting[0] if fitting else None)


@cache
def sectors() -> dict[str, dict[str, str]]:
    """Sector -> its kind where it acts and where it is struck, left out where the sector does not tell."""
    path = resources.files("dateline.codebooks").joinpath("actors.toml")
    return cast("dict[str, dict[str, str]]", tomllib.loads(path.read_text(encoding="utf-8"))["sectors"])


def kind_of(actor: Actor | None, part: Literal["acting", "struck"]) -> Kind | None:
    """The kind of an actor in its part, by its sector (actors.toml)."""
    found = sectors().get(actor.sector, {}).get(part) if actor is not None else None
    return cast("Kind | None", found)


@dataclass(frozen=True)
class Case:
    """What a codebook counts as one event: usually one incident, the first where it joins several.

    `beside` are other incidents of the same day and place.
    """

    incidents: tuple[Incident, ...]
    beside: tuple[Incident, ...] = ()

    @property
    def head(self) -> Incident:
        """The incident whose type, actors, place and days the event has."""
        return self.incidents[0]

    @property
    def modes(self) -> tuple[str, ...]:
        """The modes of its type."""
        return modes_of(self.head)

    @property
    def place(self) -> Place | None:
        return self.head.place

    @property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """First and last day, None while unresolved."""
        first, last = self.head.from_, self.head.to
        return None if first is None or last is None else (first, last)

    def harm(self, kind: HarmKind) -> IncidentHarm | None:
        """The figures of a kind of harm of the first incident; None where no telling gives one."""
        return next((harm for harm in self.head.harm if harm.kind == kind), None)

    @property
    def deaths(self) -> bool | None:
        """Whether somebody was killed by some telling; None where no figure is told."""
        harm = self.harm("killed")
        figures = [n for n in (harm.low, harm.best, harm.high) if n is not None] if harm else []
        return any(n > 0 for n in figures) if figures else None

    @cached_property
    def sides(self) -> tuple[Side, Side]:
        """Who acts and who is struck."""
        return sides_of(self.head)

    @property
    def acting(self) -> Side:
        return self.sides[0]

    @property
    def struck(self) -> Side:
        return self.sides[1]

    @property
    def claimants(self) -> tuple[Member, ...]:
        """Who claims it, each once."""
        return _claimants(self.head, "claimed")

    def instrument_has(self, words: Iterable[str]) -> bool:
        """Whether the words for a weapon or means have one of these in them."""
        named = " ".join(p.name.casefold() for p in self.head.parties if p.role == "instrument")
        return any(word in named for word in words)


_PRONOUNS = frozenset("i we you he she it they who him her us them this that these those someone somebody".split())
"""Words that name nobody."""


def is_corrected(incident: Incident, field: str) -> bool:
    """Whether a reviewer has set a field."""
    return any(b.field == field and b.decided for b in incident.basis)


def modes_of(incident: Incident) -> tuple[str, ...]:
    """The modes of an incident that are of its type: of tellings of several types, some have another's."""
    return tuple(mode for mode in incident.modes if mode in MODES[incident.type])


def sides_of(incident: Incident) -> tuple[Side, Side]:
    """Who acts and who is struck in an incident.

    Whoever claims it, or is told as a fact to have done it, acts where no actor of a known allegiance is told. PLOVER
    writes both parties to two-sided violence as actors, and tellings may each name another party first: then a state's
    bodies and the others, or the first and the others, are the two sides.
    """
    acting = _members(incident, ("actor",), "acting")
    people = _members(incident, ("recipient", "victim"), "struck")
    things = tuple(m for m in _members(incident, ("target",), "struck") if m.actor is not None)
    struck = tuple({m.key: m for m in (*people, *things)}.values())
    if not is_corrected(incident, "actors") and all(m.kind in (None, "unidentified") for m in acting):
        acting = _claimants(incident, "claimed") or _claimants(incident, "stated as fact") or acting
    both = {m.key for m in acting} & {m.key for m in struck}
    if incident.type == "ASSAULT" and (both or not struck):
        fighters = list({m.key: m for m in (*acting, *struck) if m.kind in ARMED}.values())
        if len(fighters) > 1:
            return _opposed(fighters)
    return Side(acting), Side(tuple(m for m in struck if m.key not in both))


def _opposed(fighters: Sequence[Member]) -> tuple[Side, Side]:
    states = [m for m in fighters if m.kind == "state"]
    ours = states if states and len(states) < len(fighters) else list(fighters[:1])
    return Side(tuple(ours)), Side(tuple(m for m in fighters if m not in ours))


def _members(incident: Incident, roles: tuple[str, ...], part: Literal["acting", "struck"]) -> tuple[Member, ...]:
    told = (p for p in incident.parties if p.role in roles and (p.actor or p.name.lower() not in _PRONOUNS))
    found = (Member(p.name, p.actor, kind_of(p.actor, part)) for p in told)
    once: dict[str, Member] = {}
    for member in found:
        once.setdefault(member.key, member)
    return tuple(once.values())


def _claimants(incident: Incident, kind: Literal["claimed", "stated as fact"]) -> tuple[Member, ...]:
    denied = {c.by.casefold() for c in incident.claims if c.kind == "denied"}
    once: dict[str, Member] = {}
    for claim in incident.claims:
        if claim.kind == kind and (kind == "claimed" or claim.by.casefold() not in denied):
            name = claim.actor.name if claim.actor is not None else claim.by
            member = Member(name, claim.actor, kind_of(claim.actor, "acting"), kind)
            once.setdefault(member.key, member)
    return tuple(once.values())


def precision_of(place: Place | None) -> PlacePrecision:
    """How finely a place is known; a town that the words only say to be near is "near", no place "unresolved"."""
    if place is None:
        return "unresolved"
    return "near" if place.relation == "near" and place.precision in TOWN else place.precision


def place_key(place: Place | None) -> str | None:
    """What tells a place from another, None where it is not found in the gazetteer."""
    if place is None or place.precision == "unresolved":
        return None
    return f"{place.geonames_id or ''}|{place.name}|{place.country or ''}"


def one_each(incidents: Sequence[Incident]) -> list[Case]:
    """Each incident an event of its own."""
    return [Case((incident,)) for incident in incidents]


def together(incident: Incident, incidents: Iterable[Incident]) -> list[Incident]:
    """The incidents of the same days and place, itself among them: what a codebook may count as one event."""
    where, when = place_key(incident.place), (incident.from_, incident.to)
    if where is None or None in when:
        return [incident]
    others = (i for i in incidents if (i.from_, i.to) == when and place_key(i.place) == where and i.id != incident.id)
    return [incident, *others]
