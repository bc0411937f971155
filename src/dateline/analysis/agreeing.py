"""Whether two sources name the same actors, by the words of the names."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from dateline.ground import catalogue, gazetteer, normalise
from dateline.ground.actors.words import nouns, singular
from dateline.records import Incident

SHORTEST = 3
"""Letters of a word that tells an actor from others."""
_STATE = frozenset(("GOV", "MIL", "SPY"))
"""Sectors that stand for their state: its police, courts or people do not make an incident one of its army's."""
_LONGEST_COUNTRY = 4
"""Words of a country's name."""
_PLAIN = frozenset(
    "and the for from with other others unknown unidentified unnamed armed state islamic government forces force army "
    "party people movement group groups supporters members front national liberation".split()
)
"""Words that many actors share."""


def keys_of_names(names: Iterable[str]) -> frozenset[str]:
    """What the names are compared by: entries of the catalogue, countries, and the words that are left.

    Nothing for names that tell nobody from others, such as "gunmen" or "civilians".
    """
    return frozenset[str]().union(*map(_keys, names))


def keys_of_incident(incident: Incident) -> frozenset[str]:
    """What the actors and recipients of an incident are compared by, with the parents and states of known ones."""
    actors = [party.actor for party in incident.parties if party.actor is not None]
    known = {key for actor in actors for key in (actor.id, actor.parent) if key}
    known |= {actor.country for actor in actors if actor.country and actor.sector in _STATE}
    told = {party.name for party in incident.parties if party.actor is not None}
    return keys_of_names(name for name in (*incident.actors, *incident.recipients) if name not in told) | known


def agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether nothing speaks against the same actors: they share one, or a side names none."""
    return not one or not other or not one.isdisjoint(other)


@functools.lru_cache(maxsize=20_000)
def _keys(name: str) -> frozenset[str]:
    actor = catalogue().find(name)
    if actor is not None:
        return frozenset(filter(None, (actor.id, actor.parent, actor.country)))
    words = normalise(name).replace(":", " ").split()
    found: set[str] = set()
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST_COUNTRY, len(words) - at), 0, -1):
            country = _country(" ".join(words[at : at + length]))
            if country is not None:
                found.add(country)
                at += length
                break
        else:
            if _tells(words[at]):
                found.add(words[at])
            at += 1
    return frozenset(found)


def _tells(word: str) -> bool:
    return len(word) >= SHORTEST and word not in _PLAIN and not any(form in nouns() for form in singular(word))


def _country(key: str) -> str | None:
    """The country of a normalised name or of its people's."""
    entries = (gazetteer().entry(number) for number in gazetteer().wide.get(key, ()))
    return next((entry.country for entry in entries if entry.kind == "country"), None)
