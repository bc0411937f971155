"""Names to actors: a first catalogue of armed groups and bodies, and the forces of states by demonym and head noun.

Private persons have no entry and get none. A name that is not in the catalogue gives None, never the nearest match.
"""

from __future__ import annotations

import dataclasses
import functools
from importlib import resources

from dateline.errors import DataError
from dateline.ground.places.gazetteer import Gazetteer
from dateline.ground.places.keys import normalise
from dateline.records import Actor

DATA_FILE = "actors.tsv"
_STATE_SECTORS = {
    "army": "MIL",
    "military": "MIL",
    "forces": "MIL",
    "troops": "MIL",
    "soldiers": "MIL",
    "navy": "MIL",
    "air force": "MIL",
    "security forces": "MIL",
    "government forces": "MIL",
    "soldier": "MIL",
    "warplanes": "MIL",
    "jets": "MIL",
    "armed forces": "MIL",
    "police": "COP",
    "police officers": "COP",
    "government": "GOV",
    "authorities": "GOV",
    "officials": "GOV",
    "state": "GOV",
    "ministry": "GOV",
    "defence ministry": "MIL",
    "defense ministry": "MIL",
    "interior ministry": "GOV",
    "foreign ministry": "GOV",
    "president": "GOV",
    "intelligence": "SPY",
    "coast guard": "COP",
}
_SECTOR_NAMES = {"MIL": "military", "COP": "police", "GOV": "government", "SPY": "intelligence services"}


@dataclasses.dataclass(frozen=True, slots=True)
class Catalogue:
    """The actors by every name they go by."""

    by_name: dict[str, Actor]

    def find(self, name: str) -> Actor | None:
        """The actor that a name stands for, None for an unknown or shared name."""
        return self.by_name.get(normalise(name))


@functools.cache
def catalogue() -> Catalogue:
    """The catalogue that ships with the package.

    Raises DataError where its file is missing or damaged.
    """
    path = resources.files("dateline.ground").joinpath("data").joinpath(DATA_FILE)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DataError("the actor catalogue is missing", where=DATA_FILE, remedy="Install Dateline again.") from error
    names: dict[str, Actor] = {}
    shared: set[str] = set()
    for number, line in enumerate(data.decode("utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != 6:
            raise DataError(f"line {number} is broken", where=DATA_FILE, remedy="Install Dateline again.")
        identifier, name, sector, country, parent, aliases = fields
        actor = Actor(id=identifier, name=name, sector=sector, country=country or None, parent=parent or None)
        for alias in {normalise(a) for a in (name, *aliases.split("|")) if a}:
            if alias in names and names[alias].id != identifier:
                shared.add(alias)
            names[alias] = actor
    for alias in shared:
        del names[alias]
    return Catalogue(names)


def state_body(words: str, gazetteer: Gazetteer) -> Actor | None:
    """The body of a state that a phrase such as "Iraqi security forces" or "the Nigerian army" names, else None."""
    parts = [w.strip(".,") for w in words.split()]
    if parts and parts[0].lower() in ("the", "a", "an"):
        parts = parts[1:]
    for length in (1, 2):
        demonym, rest = " ".join(parts[:length]), " ".join(parts[length:]).lower()
        heads = (key for key in _STATE_SECTORS if rest == key or rest.endswith(f" {key}"))
        head = max(heads, key=len, default=None)
        if head is None:
            continue
        bearing = (c.entry for c in gazetteer.candidates(demonym) if c.how in ("own", "other", "demonym"))
        country = next((entry for entry in bearing if entry.kind == "country"), None)
        if country is not None and country.country is not None:
            sector = _STATE_SECTORS[head]
            name = f"{country.name} {_SECTOR_NAMES[sector]}"
            return Actor(
                id=f"{country.country}-{sector}", name=name, sector=sector, country=country.country, parent=None
            )
    return None
