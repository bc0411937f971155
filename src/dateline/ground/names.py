"""What kind of thing a proper name is known to be, for readers that ask."""

from __future__ import annotations

import functools

from dateline.ground.actors.catalogue import LEADERS, UCDP, catalogue, is_acronym
from dateline.ground.actors.words import to_be_confirmed
from dateline.ground.places.gazetteer import Candidate, gazetteer, is_no_place
from dateline.ground.places.keys import normalise
from dateline.records import EntityType

MIN_POPULATION, MIN_POPULATION_OTHER, LONG_NAME = 15_000, 200_000, 6
"""A smaller town, or a short other name of a smaller city, is more often a word, a person or another place."""


@functools.lru_cache(maxsize=8192)
def name_type(name: str) -> EntityType | None:
    """The entity type of a known name: organisation, location, facility, group for a people; None if unknown."""
    if _is_organisation(name):
        return "organisation"
    if len(name) < 3 and not name.isupper():
        return None
    if not any(c.isupper() for c in name) or is_no_place(name):
        return None
    candidates = [c for c in gazetteer().candidates(name) if _is_known(c, len(name))]
    if any(c.how == "demonym" for c in candidates) and not any(
        c.how == "own" and c.entry.kind in ("country", "area", "region", "division") for c in candidates
    ):
        return "group"
    if not candidates:
        return None
    return "facility" if all(c.entry.kind == "facility" for c in candidates) else "location"


def actor_id(name: str) -> str | None:
    """The actor that a name stands for by the catalogue, None for an unknown or shared name."""
    actor = catalogue().find(name)
    return None if actor is None else actor.id


def _is_known(candidate: Candidate, length: int) -> bool:
    """Whether a name alone, with nothing else known of the report, speaks for this place."""
    entry, how = candidate.entry, candidate.how
    if how in ("sound", "fuzzy", "after comma"):
        return False
    if entry.kind == "city":
        least = MIN_POPULATION if how == "own" or length >= LONG_NAME else MIN_POPULATION_OTHER
        return entry.geonames_id is None or entry.population >= least
    if entry.kind == "district":
        return how == "own"
    return True


def _is_organisation(name: str) -> bool:
    """Whether the catalogue's hand-written files name an organisation so, and the name is no plain word.

    UCDP's peoples and short names, and persons' names, say less.
    """
    found = catalogue().named(name)
    if found and normalise(name) in to_be_confirmed() and not is_acronym(name):
        return False
    return bool(found) and all(e.source not in (UCDP, LEADERS) and e.sector != "CVL" for e in found)
