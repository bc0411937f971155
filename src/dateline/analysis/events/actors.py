"""Which actors an analysis is about: a name, and whether its affiliates count too."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping

from rapidfuzz import fuzz, process

from dateline.analysis.events.event import Event
from dateline.errors import SettingError
from dateline.ground import catalogue, normalise

OFFERED, ALIKE = 5, 65.0
"""How many names are offered for one that matches nothing, and how alike (0 to 100) they are at least."""


@dataclasses.dataclass(frozen=True, slots=True)
class Actors:
    """Actors that were asked for: the words, and the ids and names that stand for them in events."""

    asked: tuple[str, ...]
    keys: frozenset[str]
    affiliates: bool
    """Whether actors whose parent, or parent's parent, is one of them count too."""

    @property
    def words(self) -> str:
        """How the choice is said in a definition."""
        names = " or ".join(self.asked)
        return f"{names}, with its affiliates" if self.affiliates else f"{names} itself, without affiliates"

    def act_in(self, event: Event) -> bool:
        """Whether one of them takes part in an event, on whichever side."""
        return not self.keys.isdisjoint(event.actors)


def key_of(name: str) -> str:
    """What an actor's name stands for: its id in the catalogue, else the name without capitals and accents."""
    actor = catalogue().find(name)
    return actor.id if actor is not None else normalise(name)


def choose_actors(asked: Iterable[str], events: Collection[Event], *, affiliates: bool = False) -> Actors:
    """The actors of these names or ids, as they stand in the events.

    Raises SettingError for a name that no event has, with the nearest names that events do have.
    """
    names = tuple(dict.fromkeys(name.strip() for name in asked if name.strip()))
    there = frozenset[str]().union(*(event.actors for event in events))
    called = {key: name for event in events for key, name in event.called.items()}
    by_name = {normalise(name): key for key, name in called.items()}
    keys, missing = set[str](), list[str]()
    for name in names:
        key = name if name in there or name in catalogue() else by_name.get(normalise(name)) or key_of(name)
        under = {key} | (_below(key) if affiliates else set())
        if there.isdisjoint(under):
            missing.append(name)
        keys |= under
    if missing:
        what = f"no event has the actor {', '.join(map(repr, missing))}"
        raise SettingError(what, where="actor", remedy=_offer(missing, {name_of(key, called): key for key in there}))
    if not names:
        raise SettingError("no actor is named", where="actor", remedy="Name one.")
    return Actors(names, frozenset(keys), affiliates)


def _below(key: str) -> set[str]:
    """The actors of the catalogue whose parents lead to this one; leaders and media among them do no harm."""
    entries = catalogue().entries
    found: set[str] = set()
    level = {key}
    while level:
        level = {entry.id for entry in entries.values() if entry.parent in level} - found - {key}
        found |= level
    return found


def _offer(missing: Iterable[str], names: Collection[str]) -> str:
    plain = {normalise(name): name for name in names}
    near: list[str] = []
    for name in missing:
        found = process.extract(normalise(name), list(plain), scorer=fuzz.QRatio, limit=OFFERED, score_cutoff=ALIKE)
        near += [plain[key] for key, *_ in found if plain[key] not in near]
    if near:
        return f"Nearest are: {'; '.join(near)}."
    return "No name in the events is near it." if names else "The events name no actor."


def name_of(key: str, called: Mapping[str, str]) -> str:
    """What an actor is called: its name in the catalogue, else as the events call it."""
    entry = catalogue().entries.get(key)
    return entry.name if entry is not None else called.get(key, key)
