"""Incidents in memory, column by column, so that filters, facets and maps of many thousands take milliseconds."""

from __future__ import annotations

import functools
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dateline.web.rows import Kept, Row

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
NONE = "none"
"""The value of a facet for incidents without any."""
UNKNOWN_DAY = np.iinfo(np.int64).min


@dataclass(frozen=True)
class Facet:
    """Values that incidents have, none, one or several each: pairs of the row's number and the value's code."""

    values: Sequence[str]
    rows: Ints
    codes: Ints
    size: int

    def having(self, wanted: Iterable[str]) -> Bools:
        """Which rows have one of some values."""
        known = {value: code for code, value in enumerate(self.values)}
        codes = [known[value] for value in wanted if value in known]
        found = np.zeros(self.size, dtype=bool)
        found[self.rows[np.isin(self.codes, codes)]] = True
        return found

    def counts(self, among: Bools) -> list[tuple[str, int]]:
        """How many rows of some have each value, the most frequent first."""
        number = np.bincount(self.codes[among[self.rows]], minlength=len(self.values))
        order = sorted(map(int, np.flatnonzero(number)), key=lambda code: (-number[code], self.values[code]))
        return [(self.values[code], int(number[code])) for code in order]


def facet(listed: Sequence[Iterable[str]]) -> Facet:
    """The facet of rows by their values; a row without any has the value `none`."""
    codes: dict[str, int] = {}
    pairs = [
        (number, codes.setdefault(value, len(codes)))
        for number, values in enumerate(listed)
        for value in (dict.fromkeys(values) or (NONE,))
    ]
    rows, coded = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return Facet(list(codes), rows, coded, len(listed))


_FACETS: dict[str, Callable[[Kept], Iterable[str]]] = {
    "type": lambda k: (k.row.type,),
    "mode": lambda k: k.row.modes,
    "actor": lambda k: k.row.actors,
    "status": lambda k: (k.row.status,),
    "source": lambda k: k.sources,
    "outlet": lambda k: k.outlets,
    "country": lambda k: (k.row.place.country,) if k.row.place and k.row.place.country else (),
    "harm": lambda k: (h.kind for h in k.row.harm),
    "review": lambda k: (k.row.review,),
    "precision": lambda k: (k.row.place.precision,) if k.row.place else (),
    "flag": lambda k: (name for name in ("aggregate", "background") if getattr(k.row, name)),
    "disputed": lambda k: k.row.disputed,
}
NAMES = tuple(_FACETS)
"""The facets that every archive has."""


class Index:
    """All incidents of one layer at one state of the archive, in the order of their first tellings."""

    def __init__(self, listed: Iterable[Kept]) -> None:
        self.kept = sorted(listed, key=lambda k: k.ord)
        self.size = len(self.kept)
        self.number = {k.row.id: n for n, k in enumerate(self.kept)}
        rows = self.rows = [k.row for k in self.kept]
        self.ord = np.array([k.ord for k in self.kept], dtype=np.int64)
        self.lat = _floats([r.place.lat if r.place else None for r in rows])
        self.lon = _floats([r.place.lon if r.place else None for r in rows])
        self.since = _days([r.from_ or r.to for r in rows])
        self.until = _days([r.to or r.from_ for r in rows])
        self.killed = _floats([r.killed for r in rows])
        self.confidence = _floats([r.confidence for r in rows])
        self._facets: dict[str, Facet] = {}

    def facet(self, name: str) -> Facet:
        """A facet by its name, made when it is first asked for."""
        if name not in self._facets:
            self._facets[name] = facet([list(_FACETS[name](k)) for k in self.kept])
        return self._facets[name]

    @functools.cached_property
    def placed(self) -> Bools:
        """Which rows have a point on the map."""
        return ~np.isnan(self.lat)

    @functools.cached_property
    def orders(self) -> dict[str, Ints]:
        """The rows' numbers in each order, what is unknown last, what is even by the order of first tellings."""
        dated = self.since != UNKNOWN_DAY
        killed = np.where(np.isnan(self.killed), -1.0, self.killed)
        text = np.array([_place_key(row) for row in self.rows])
        kinds = np.array([row.type for row in self.rows])
        return {
            "from": np.lexsort((self.ord, self.since, ~dated)),
            "-from": np.lexsort((self.ord, -self.since, ~dated)),
            "-killed": np.lexsort((self.ord, -killed)),
            "-reports": np.lexsort((self.ord, -np.array([row.reports for row in self.rows]))),
            "urgency": np.lexsort((self.ord, -np.array([row.urgency for row in self.rows]))),
            "place": np.lexsort((self.ord, text)),
            "type": np.lexsort((self.ord, kinds)),
            # By chance, and the same for all and tomorrow: what is reviewed in this order is a fair sample.
            "random": np.lexsort((self.ord, np.array([zlib.crc32(row.id.encode()) for row in self.rows]))),
        }


def _place_key(row: Row) -> str:
    return f"{row.place.country or '~'} {row.place.name}".casefold() if row.place else "\U0010ffff"


def _floats(values: Sequence[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _days(values: Sequence[object]) -> Ints:
    return np.array([UNKNOWN_DAY if day is None else day.toordinal() for day in values], dtype=np.int64)  # type: ignore[attr-defined]
