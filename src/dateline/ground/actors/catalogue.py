"""The catalogue: actors by every name they go by. Private persons have no entry and get none.

The rows are facts from `ground/data/actors`: hand-written files and what UCDP names (`catalogue/ucdp.py`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
from collections.abc import Iterable
from importlib import resources

from dateline.errors import DataError
from dateline.ground.places.keys import normalise
from dateline.records import Actor

FOLDER = resources.files("dateline.ground").joinpath("data").joinpath("actors")
STATE_BODIES, LEADERS, UCDP = "state_bodies.tsv", "leaders.tsv", "ucdp.tsv"
DATA_FILES = ("armed_groups.tsv", "organisations.tsv", STATE_BODIES, LEADERS, UCDP)
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
SHORT = 5
"""Letters up to which a name in capitals is an acronym, for which "is", "who" and "arena" are no spelling."""


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """One row of the catalogue. `since` and `until` are the first and last day that it was there; None: not known.

    `function` tells a person's ("leader", "spokesman"); by the aliases `at_home` it is meant only where its country is
    the one named most; `source` is the file of the row.
    """

    id: str
    name: str
    sector: str
    country: str | None
    parent: str | None
    since: dt.date | None
    until: dt.date | None
    function: str | None
    aliases: tuple[str, ...]
    at_home: tuple[str, ...]
    source: str

    @property
    def actor(self) -> Actor:
        return Actor(id=self.id, name=self.name, sector=self.sector, country=self.country, parent=self.parent)

    def was_there(self, day: dt.date | None) -> bool:
        """Whether it may have acted on a day; unknown days and bounds rule nothing out."""
        if day is None:
            return True
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclasses.dataclass(frozen=True)
class Catalogue:
    """Actors by id, and by every key of their names."""

    entries: dict[str, Entry]
    by_key: dict[str, tuple[Entry, ...]]
    acronyms: frozenset[str]
    """Keys of names whose capitals tell them from words."""

    def named(self, name: str, *, caseless: bool = False) -> tuple[Entry, ...]:
        """The actors that go by a name, those of the hand-written files before UCDP's; several share some names.

        Acronyms count in capitals, or as the catalogue spells them ("Nato", "LeT"), unless the text is `caseless`.
        """
        key = normalise(name)
        found = self.by_key.get(key, ())
        bare = _ARTICLE.sub("", name)
        if key in self.acronyms and not caseless and not is_acronym(bare):
            return tuple(e for e in found if bare in (e.name, *e.aliases))
        return found

    def find(self, name: str) -> Actor | None:
        """The actor that a name alone stands for, None for an unknown or shared name."""
        key = normalise(name)
        found = [e for e in self.named(name) if key not in map(normalise, e.at_home)]
        return found[0].actor if len(found) == 1 else None

    def __contains__(self, identifier: object) -> bool:
        return identifier in self.entries


def is_acronym(name: str) -> bool:
    """Whether a name is written as an acronym: short, and in capitals ("ISIS", "U.N.", "Isis" not)."""
    letters = [c for c in name if c.isalpha()]
    return 0 < len(letters) <= SHORT and all(c.isupper() for c in letters)


def _is_cased(name: str) -> bool:
    """Whether its capitals make a short name what it is: "ISIS", "LeT", "HuM"."""
    return is_acronym(name) or (sum(c.isalpha() for c in name) <= SHORT and any(c.isupper() for c in name[1:]))


def slug(name: str) -> str:
    """The id that a name gives: lower-case ASCII letters and digits joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", normalise(name)).strip("-")


def make_catalogue(entries: Iterable[Entry]) -> Catalogue:
    """A catalogue of entries; of two with one id the later counts."""
    by_id = {entry.id: entry for entry in entries}
    by_key: dict[str, dict[str, Entry]] = {}
    acronyms: set[str] = set()
    for entry in by_id.values():
        for name in (entry.name, *entry.aliases):
            key = normalise(name)
            if key:
                by_key.setdefault(key, {})[entry.id] = entry
                if _is_cased(name):
                    acronyms.add(key)
    # What was written by hand names UCDP's actors better; among its own rows the same name is shared.
    keys = {key: _by_hand(key, tuple(found.values())) for key, found in by_key.items()}
    return Catalogue(by_id, keys, frozenset(acronyms))


def _by_hand(key: str, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    mine = tuple(e for e in entries if e.source != UCDP)
    everywhere = any(key not in map(normalise, e.at_home) for e in mine)
    return mine if everywhere else entries


@functools.cache
def catalogue() -> Catalogue:
    """The catalogue that ships with the package.

    Raises DataError where a file of it is missing or damaged.
    """
    return make_catalogue(entry for file in DATA_FILES for entry in read_rows(read_data(file), file))


def read_data(file: str) -> str:
    """The text of a data file of the actors.

    Raises DataError where it is missing or no UTF-8.
    """
    try:
        return FOLDER.joinpath(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(
            "a file of the actor catalogue is missing or damaged", where=file, remedy="Install Dateline again."
        ) from error


def read_rows(text: str, file: str) -> list[Entry]:
    """The entries of a file's text.

    Raises DataError that names the line which is no row.
    """
    entries = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        try:
            identifier, name, sector, country, parent, since, until, function, aliases = line.split("\t")
            entry = Entry(
                identifier, name, sector, country or None, parent or None, first_day(since), last_day(until),
                function or None, tuple(a.removeprefix("~") for a in aliases.split("|") if a),
                tuple(a[1:] for a in aliases.split("|") if a.startswith("~")), file,
            )  # fmt: skip
        except ValueError as error:
            raise DataError(
                f"line {number} of the actor catalogue is broken", where=file, remedy="Install Dateline again."
            ) from error
        entries.append(entry)
    return entries


def first_day(words: str) -> dt.date | None:
    """The first day of a year, month or day ("2014", "2014-06"), None for "".

    Raises ValueError for anything else.
    """
    return (
        dt.date.fromisoformat(f"{words}{'-01-01'[len(words) - 4 :]}" if len(words) < 10 else words) if words else None
    )


def last_day(words: str) -> dt.date | None:
    """The last day of a year, month or day, None for "".

    Raises ValueError for anything else.
    """
    first = first_day(words)
    if first is None or len(words) == 10:
        return first
    following = (first.year + 1, 1) if len(words) == 4 else (first.year + first.month // 12, first.month % 12 + 1)
    return dt.date(*following, 1) - dt.timedelta(days=1)
