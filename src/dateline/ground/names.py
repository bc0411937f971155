"""What kind of thing a proper name is known to be, for readers that ask."""

from __future__ import annotations

import functools

from dateline.ground.actors import catalogue
from dateline.ground.gazetteer import gazetteer, is_no_place
from dateline.ground.places import MIN_POPULATION_ALTERNATE
from dateline.records import EntityType


@functools.lru_cache(maxsize=8192)
def name_type(name: str) -> EntityType | None:
    """The entity type of a known name: organisation, location, or group for a demonym; None for an unknown one."""
    if catalogue().find(name) is not None and (name == "IS" or name.lower() != "is"):
        return "organisation"
    if len(name) < 3 and not name.isupper():
        return None
    if not any(c.isupper() for c in name) or is_no_place(name):
        return None
    candidates = gazetteer().candidates(name)
    if any(c.entry.kind == "demonym" for c in candidates) and not any(c.entry.kind == "country" for c in candidates):
        return "group"
    for candidate in candidates:
        if (
            candidate.entry.kind != "city"
            or candidate.primary
            or candidate.entry.population >= MIN_POPULATION_ALTERNATE
        ):
            return "location"
    return "location" if candidates and len(name) > 5 else None
