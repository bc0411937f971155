"""The gazetteer: countries and their demonyms, first-level divisions, cities, some regions and waters, by name.

Made by `gazetteer/build.py` from GeoNames (CC BY 4.0) and the project's own supplement; read once, kept in memory.
"""

from __future__ import annotations

import dataclasses
import functools
import gzip
import re
import unicodedata
from collections import defaultdict
from importlib import resources

from dateline.errors import DataError

DATA_FILE = "gazetteer.tsv.gz"
_COLUMNS = 11


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """One place. `kind` is country, demonym, division, city, region or water; the point of an area is a convention."""

    kind: str
    name: str
    geonames_id: int | None
    lat: float
    lon: float
    radius_km: float
    population: int
    country: str | None
    admin1: str | None


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that bears a name; `primary` where it is the entry's own name, not an alternate one."""

    entry: Entry
    primary: bool


def normalise(name: str) -> str:
    """The form under which names are compared: no accents, case, apostrophes or hyphens, no leading "the"."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    plain = re.sub(r"[’'‘`ʿʾ.]", "", plain)
    return " ".join(re.sub(r"[-_,/]", " ", plain).split()).removeprefix("the ")


class Gazetteer:
    """Places by name. A line is parsed when one of its names is asked for, so that loading stays quick."""

    def __init__(self, data: bytes) -> None:
        try:
            lines = gzip.decompress(data).decode("utf-8").splitlines()
        except (OSError, EOFError, UnicodeDecodeError) as error:
            raise DataError("the gazetteer is damaged", where=DATA_FILE, remedy="Install Dateline again.") from error
        self._lines = [line for line in lines[2:] if line]
        if not self._lines:
            raise DataError("the gazetteer is empty", where=DATA_FILE, remedy="Install Dateline again.")
        index: dict[str, list[int]] = defaultdict(list)
        alternates: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(self._lines):
            fields = line.split("	")
            if len(fields) != _COLUMNS:
                raise DataError(f"line {number + 3} is broken", where=DATA_FILE, remedy="Install Dateline again.")
            for key in fields[9].split("|"):
                index[key].append(number)
            if fields[10]:
                for key in fields[10].split("|"):
                    alternates[key].append(number)
        self._index, self._alternates = index, alternates

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """The places of a name, in no order; empty where none bears it."""
        key = normalise(name)
        for form in dict.fromkeys((key, _without_class(key))):
            own, other = self._index.get(form, ()), self._alternates.get(form, ())
            if own or other:
                found = [Candidate(self._entry(number), primary=True) for number in own]
                found += [Candidate(self._entry(number), primary=False) for number in other]
                if form != key:
                    kind = "city" if key.endswith((" city", " town")) else "division"
                    found = [c for c in found if c.entry.kind == kind] or found
                return tuple(found)
        return ()

    def _entry(self, number: int) -> Entry:
        kind, name, identifier, lat, lon, radius, population, country, admin1, *_ = self._lines[number].split("\t")
        return Entry(
            kind, name, int(identifier) if identifier else None, float(lat), float(lon), float(radius),
            int(population or 0), country or None, admin1 or None,
        )  # fmt: skip


def _without_class(key: str) -> str:
    """ "kirkuk province" is a division asked for as "kirkuk"; waters and regions keep their class word as a name."""
    return re.sub(r"\s+(city|province|governorate|region|district|state|oblast|town|county)$", "", key)


@functools.cache
def gazetteer() -> Gazetteer:
    """The gazetteer that ships with the package.

    Raises DataError where its file is missing or damaged.
    """
    path = resources.files("dateline.ground").joinpath("data").joinpath(DATA_FILE)
    try:
        return Gazetteer(path.read_bytes())
    except OSError as error:
        raise DataError("the gazetteer is missing", where=DATA_FILE, remedy="Install Dateline again.") from error


@functools.cache
def _not_places() -> frozenset[str]:
    text = resources.files("dateline.ground").joinpath("data").joinpath("not_places.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def is_no_place(name: str) -> bool:
    """Whether news uses a name otherwise than for the place that bears it: "May", "Old City", "Ramadan"."""
    return normalise(name) in _not_places()
