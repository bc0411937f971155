"""Actors that a person picks by name, instead of words of a report."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from dateline.ground.actors.catalogue import catalogue
from dateline.ground.places.keys import normalise
from dateline.records import Actor, Party, RoleName


def party_called(name: str, role: RoleName, known: Iterable[Party] = ()) -> Party:
    """A party by name: as one of those already `known`, else as the catalogue knows it, else the name alone.

    A name that several of the catalogue share stays a name.
    """
    wanted = normalise(name)
    same = next((party for party in known if normalise(party.name) == wanted), None)
    actor = same.actor if same is not None else None
    if actor is None:
        fitting = [e.actor for e in catalogue().entries.values() if wanted in _keys(e.name, *e.aliases)]
        actor = fitting[0] if len(fitting) == 1 else None
    if role != "actor" and same is not None and same.role != "actor":
        role = same.role
    return Party(role=role, name=actor.name if actor else name, actor=actor, tellings=())


def actors_called(name: str, limit: int = 12) -> list[Actor]:
    """The catalogue's actors with a name that holds these words: those that bear it, begin so, then the others."""
    # Half a word may be an abbreviation to the normaliser ("Islamic St").
    wanted = {key for key in (normalise(name), name.strip().casefold()) if key}
    ranked = []
    for actor, keys in _searched():
        rank = min((_rank(key, sought) for key in keys for sought in wanted), default=3)
        if rank < 3:
            ranked.append((rank, len(actor.name), actor.name, actor))
    return [actor for *_, actor in sorted(ranked, key=lambda found: found[:3])[:limit]]


@functools.cache
def _searched() -> list[tuple[Actor, frozenset[str]]]:
    """The catalogue's actors, each with its names as they are looked for."""
    entries = catalogue().entries.values()
    spelt = ((entry.actor, (entry.name, *entry.aliases)) for entry in entries)
    return [(actor, frozenset(_keys(*names) | {name.casefold() for name in names})) for actor, names in spelt]


def _rank(key: str, wanted: str) -> int:
    return 0 if key == wanted else 1 if key.startswith(wanted) else 2 if wanted in key else 3


def _keys(*names: str) -> set[str]:
    return {normalise(name) for name in names}
