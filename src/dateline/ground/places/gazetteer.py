"""The gazetteer: places by name, and what contains what. A read-only SQLite file that `gazetteer/build.py` makes.

Sources and licences stand in its table `source` (GeoNames, CC BY 4.0; Natural Earth; the project's own rows).
"""

from __future__ import annotations

import functools
import itertools
import math
import sqlite3
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

from dateline.errors import DataError
from dateline.ground.places.areas import Areas, Array
from dateline.ground.places.keys import SHORT, normalise, sound, without_class

DATA_FILE = "gazetteer.sqlite"
_REMEDY = "Install Dateline again."
_WIDE = ("country", "division")
_ENTRY = "id, kind, name, geonames_id, lat, lon, radius_km, coalesce(population, 0), country, within"
"""The columns of the table `place` in the order of an Entry."""
_HOW: tuple[How, ...] = ("own", "other", "demonym", "abbreviation", "after comma")
_CLASS_KINDS = {
    "city": ("city",), "town": ("city",), "village": ("city",), "township": ("city", "district"),
    "municipality": ("city", "district"), "county": ("district", "division"), "district": ("district", "neighbourhood"),
    "island": ("landform", "division", "district"), "region": ("division", "area", "region"),
    "area": ("city", "area", "district"), "greater": ("city",), "metropolitan": ("city",), "downtown": ("city",),
}  # fmt: skip
"""What a class word asks for; any other one ("province", "oblast") for a division or district."""
_LONGEST_NAME = 80
_KM_PER_DEGREE = 111.2
COUNTED = 5_000
"""People of a town that tells where the people of a part, a border or a coast live."""
_FUZZY_PREFIX, _FUZZY_SCORE, _FUZZY_MIN = 3, 88.0, 6
"""A misspelt name shares its first letters; shorter names and lower scores find other places (LGL, GeoVirus)."""

_SOUND_SCORE, _SOUND_MIN = 60.0, 5
"""A name that sounds the same and shares fewer letters is another one ("Darfur", "Thiruvarur")."""

How = Literal["own", "other", "demonym", "abbreviation", "after comma", "sound", "fuzzy"]


class Entry(NamedTuple):
    """One place. `kind`: country, division, district, city, neighbourhood, facility, area, region, water, landform or
    border.

    The point of an area is a convention; `radius_km` says how large it is. `country` is ISO alpha-3, several by "|".
    """

    id: int
    kind: str
    name: str
    geonames_id: int | None
    lat: float
    lon: float
    radius_km: float
    population: int
    country: str | None
    within: int | None


class Candidate(NamedTuple):
    """An entry that bears a name, and how: by its own name, another, its people's, or one that sounds or looks alike.

    `stripped` is the class word that was taken off the name to find it ("province"), None where none was.
    """

    entry: Entry
    how: How
    stripped: str | None = None


class Gazetteer:
    """Places by name, in a file that is read where it lies: nothing is loaded beforehand."""

    def __init__(self, path: Path) -> None:
        """Raises DataError where the file is missing or damaged."""
        if not path.is_file():
            raise DataError("the gazetteer is missing", where=path.name, remedy=_REMEDY)
        self._size = path.stat().st_size
        try:
            self._database = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            self._database.execute(f"PRAGMA mmap_size={self._size}")  # pages are not copied: lookups take a third less
            empty = self._database.execute("SELECT 1 FROM name JOIN place ON id = place LIMIT 1").fetchone() is None
        except sqlite3.DatabaseError as error:
            raise DataError("the gazetteer is damaged", where=path.name, remedy=_REMEDY) from error
        if empty:
            raise DataError("the gazetteer is empty", where=path.name, remedy=_REMEDY)
        self._entry = functools.lru_cache(maxsize=50_000)(self._read_entry)
        self._owners = functools.lru_cache(maxsize=20_000)(self._named)
        self._above = functools.lru_cache(maxsize=50_000)(self._holders)
        self._of_country = functools.lru_cache(maxsize=300)(self._towns_of)
        self._found = functools.lru_cache(maxsize=20_000)(self._candidates)

    def read_ahead(self) -> None:
        """Read what texts of all kinds ask for, so that none waits for it: some 0.3 seconds."""
        _ = self.wide, self.first_words, self.towns, self.areas

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """The places of a name, in no order; empty where none bears it or one like it."""
        key = normalise(name) if len(name) <= _LONGEST_NAME else ""
        return self._found(key) if key.isprintable() else ()

    def entry(self, identifier: int) -> Entry:
        """The place of an identifier of this gazetteer."""
        return self._entry(identifier)

    def ancestors(self, entry: Entry) -> tuple[Entry, ...]:
        """What the place lies in, the smallest first."""
        return () if entry.within is None else self._above(entry.within)

    def chain(self, entry: Entry) -> frozenset[int]:
        """The identifiers of the place and of what it lies in."""
        return frozenset((entry.id, *(holder.id for holder in self.ancestors(entry))))

    def _holders(self, identifier: int) -> tuple[Entry, ...]:
        """A place and what it lies in."""
        entry = self._entry(identifier)
        return (entry, *self.ancestors(entry))

    def division(self, entry: Entry) -> Entry | None:
        """The first-level division the place is or lies in."""
        return next((e for e in (entry, *self.ancestors(entry)) if e.kind == "division"), None)

    @functools.cached_property
    def _holders_by_id(self) -> dict[int, Entry]:
        """The countries and first-level divisions: they come first, identifiers grow from wide to narrow."""
        rows = self._read("place ORDER BY id")
        return {entry.id: entry for entry in itertools.takewhile(lambda e: e.kind in _WIDE, rows)}

    @functools.cached_property
    def _countries(self) -> dict[str, Entry]:
        wide = self._holders_by_id.values()
        return {entry.country: entry for entry in wide if entry.kind == "country" and entry.country}

    def country(self, alpha: str) -> Entry | None:
        """The country of an ISO 3166-1 alpha-3 code."""
        return self._countries.get(alpha)

    @functools.cached_property
    def _domains(self) -> dict[str, str]:
        return dict(self._database.execute("SELECT name, country FROM domain"))

    def country_of_domain(self, name: str) -> str | None:
        """The country (alpha-3) of a top-level domain such as "iq"."""
        return self._domains.get(name)

    def owners(self, key: str) -> frozenset[int]:
        """The identifiers of the places that bear a normalised name as it stands, abbreviations included."""
        return self._owners(key)

    def _named(self, key: str) -> frozenset[int]:
        return frozenset(row[0] for row in self._database.execute("SELECT place FROM name WHERE key = ?", (key,)))

    @functools.cached_property
    def wide(self) -> dict[str, tuple[int, ...]]:
        """The countries and first-level divisions by normalised name, peoples included."""
        wide = self._holders_by_id
        found: dict[str, tuple[int, ...]] = {}
        for key, place in self._database.execute(
            "SELECT key, place FROM name WHERE place <= ? AND how < 3", (max(wide, default=0),)
        ):
            found[key] = (*found.get(key, ()), place)
        return found

    @functools.cached_property
    def first_words(self) -> frozenset[str]:
        """What the names of countries and first-level divisions begin with, also as it is shortened ("st" for
        "saint").
        """
        words = frozenset(key.split(" ", 1)[0] for key in self.wide)
        return words | {short for short, word in SHORT.items() if word in words}

    def beginning(self, name: str, limit: int) -> list[Entry]:
        """The most peopled places one of whose names begins so; none for less than two letters."""
        key = normalise(name)
        if not 2 <= len(key) <= _LONGEST_NAME:
            return []
        rows = self._read(
            "place WHERE id IN (SELECT place FROM name WHERE key BETWEEN ? AND ? AND how < 2) "
            "ORDER BY population DESC LIMIT ?", key, key + "\uffff", limit,
        )  # fmt: skip
        return list(rows)

    def near(self, lat: float, lon: float, within_km: float) -> list[Entry]:
        """The towns around a point, in no order."""
        north = within_km / _KM_PER_DEGREE
        east = min(180.0, north / max(0.01, math.cos(math.radians(lat))))
        box = lat - north, lat + north, lon - east, lon + east
        return list(self._read("place WHERE kind = 'city' AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?", *box))

    def entries(self, country: str) -> Iterator[Entry]:
        """All places of a country (ISO alpha-3)."""
        yield from self._read("place WHERE country = ?", country)

    def statistics(self) -> dict[str, float]:
        """How large it is: megabytes on disk, places, names."""
        count = {t: self._database.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("place", "name")}  # noqa: S608
        return {"megabytes": round(self._size / 1e6, 1), "places": count["place"], "names": count["name"]}

    def other_names(self) -> dict[int, list[str]]:
        """All names but their own, normalised, by place; hundreds of thousands."""
        found: dict[int, list[str]] = {}
        for place, key in self._database.execute("SELECT place, key FROM name WHERE how = 1"):
            found.setdefault(place, []).append(key)
        return found

    def division_at(self, lat: float, lon: float) -> Entry | None:
        """The first-level division that a point lies in; None at sea."""
        number = self.areas.division_at(lat, lon)
        return None if number is None else self._entry(number)

    @functools.cached_property
    def areas(self) -> Areas:
        """The first-level divisions as they are drawn."""
        return Areas(self._database)

    @functools.cached_property
    def towns(self) -> tuple[Array, Array]:
        """The towns of over COUNTED people: [towns, 3] by latitude: it, longitude, root of people; countries."""
        rows = self._database.execute(
            "SELECT lat, lon, population, country FROM place WHERE kind = 'city' AND population >= ?", (COUNTED,)
        ).fetchall() or [(0.0, 0.0, 0, "")]
        lat, lon, people, country = map(np.array, zip(*rows, strict=True))
        order = np.argsort(lat, kind="stable")
        return np.stack([lat, lon, np.sqrt(people)], axis=1)[order], country[order]

    def towns_of(self, country: str | None) -> Array:
        """The rows of `towns` of a country (ISO alpha-3)."""
        return self._of_country(country)

    def _towns_of(self, country: str | None) -> Array:
        towns, countries = self.towns
        own: Array = towns[np.flatnonzero(countries == country)]
        return own

    def _read_entry(self, identifier: int) -> Entry:
        if wide := self._holders_by_id.get(identifier):
            return wide
        return next(self._read("place WHERE id = ?", identifier))

    def _read(self, rows: str, *values: object) -> Iterator[Entry]:
        """The entries of rows of the table `place`."""
        return map(Entry._make, self._database.execute(f"SELECT {_ENTRY} FROM {rows}", values))  # noqa: S608

    def _candidates(self, key: str) -> tuple[Candidate, ...]:
        found = self._bearing(key)
        bare, word = without_class(key)
        if word is not None:
            kinds = _CLASS_KINDS.get(word, ("division", "district"))
            others = [c._replace(stripped=word) for c in self._bearing(bare)]
            found += [c for c in others if c.entry.kind in kinds] or (others if not found else [])
        if not found and key:
            found = self._sounding(key) or self._alike(key)
        best: dict[int, Candidate] = {}
        for candidate in found:
            best.setdefault(candidate.entry.id, candidate)
        return tuple(best.values())

    def _bearing(self, key: str) -> list[Candidate]:
        rows = self._database.execute(
            f"SELECT {_ENTRY}, how FROM name JOIN place ON id = place WHERE key = ? ORDER BY how",  # noqa: S608
            (key,),
        )
        return [Candidate(Entry._make(row[:-1]), _HOW[row[-1]]) for row in rows]

    def _sounding(self, key: str) -> list[Candidate]:
        """Places whose name sounds the same and looks alike; none for a name too short to tell."""
        code = sound(key) if len(key) >= _SOUND_MIN else ""
        if not code:
            return []
        names = [row[0] for row in self._database.execute("SELECT key FROM sound WHERE code = ? LIMIT 500", (code,))]
        matches = process.extract(key, names, scorer=fuzz.ratio, score_cutoff=_SOUND_SCORE, limit=8)
        return [Candidate(c.entry, "sound") for name, *_ in matches for c in self._bearing(name)]

    def _alike(self, key: str) -> list[Candidate]:
        """Places whose name is spelt almost the same."""
        if len(key) < _FUZZY_MIN or not key.isascii():
            return []
        low, high = key[:_FUZZY_PREFIX], key[:_FUZZY_PREFIX] + "\uffff"
        near = [
            row[0]
            for row in self._database.execute(
                "SELECT DISTINCT key FROM name WHERE key BETWEEN ? AND ? AND length(key) BETWEEN ? AND ? AND how < 2",
                (low, high, len(key) - 2, len(key) + 2),
            )
        ]
        matches = process.extract(key, near, scorer=fuzz.ratio, score_cutoff=_FUZZY_SCORE, limit=3)
        return [Candidate(c.entry, "fuzzy") for name, *_ in matches for c in self._bearing(name)]


@functools.cache
def gazetteer() -> Gazetteer:
    """The gazetteer that ships with the package.

    Raises DataError where its file is missing or damaged.
    """
    return Gazetteer(Path(str(resources.files("dateline.ground").joinpath("data").joinpath(DATA_FILE))))


def kilometres(lat: Array, lon: Array, to_lat: Array | float, to_lon: Array | float) -> Array:
    """Great-circle distances of points in degrees, arrays broadcast."""
    a, b, c, d = (np.radians(x) for x in (lat, lon, to_lat, to_lon))
    h = np.sin((c - a) / 2) ** 2 + np.cos(a) * np.cos(c) * np.sin((d - b) / 2) ** 2
    far: Array = 12742.0 * np.arcsin(np.sqrt(np.minimum(1.0, h)))
    return far


@functools.cache
def _not_places() -> frozenset[str]:
    text = resources.files("dateline.ground").joinpath("data").joinpath("not_places.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def is_no_place(name: str) -> bool:
    """Whether news uses a name otherwise than for the place that bears it: "May", "Ramadan"."""
    return normalise(name) in _not_places()
