"""Bodies of states and agents without a name, as actors."""

from __future__ import annotations

import datetime as dt

from dateline.ground.actors.words import regime_of
from dateline.ground.places import Gazetteer
from dateline.records import AGENT_PREFIX, Actor

SECTORS = {
    "UAF": "unidentified armed actors", "REB": "unnamed armed group", "CRM": "criminals", "CVL": "civilians",
    "REF": "displaced people", "LAB": "workers' union", "BUS": "company", "MED": "media", "EDU": "education",
    "HLH": "health workers", "REL": "clergy", "NGO": "aid or rights group", "PTY": "political party",
    "IGO": "peacekeepers", "MIL": "military", "COP": "police", "GOV": "government", "LEG": "parliament",
    "JUD": "courts", "SPY": "intelligence services",
}  # fmt: skip
"""PLOVER's sectors, with what an actor without a name is called."""


def state_body(country: str, sector: str, day: dt.date | None, gazetteer: Gazetteer) -> Actor:
    """A body of a state; where the state changed hands, that of who held it on the day."""
    entry = gazetteer.country(country)
    name = f"{entry.name if entry else country} {SECTORS.get(sector, '')}".strip()
    identifier = f"{country}-{sector}"
    regime = regime_of(country, day)
    if regime is not None:
        identifier, name = f"{identifier}-{regime.since.year}", f"{name} ({regime.name})"
    return Actor(id=identifier, name=name, sector=sector, country=country, parent=None)


def agent(sector: str, country: str | None) -> Actor:
    """Somebody without a name: "gunmen", "villagers"."""
    identifier = AGENT_PREFIX + "-".join(filter(None, (sector.lower(), country)))
    return Actor(id=identifier, name=SECTORS.get(sector, sector), sector=sector, country=country, parent=None)
