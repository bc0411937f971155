"""Incidents in memory, column by column, so that filters, facets and maps of many thousands take milliseconds."""

from __future__ import annotations

import datetime as dt
import functools
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from dateline.web.rows import Kept, Row

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
NONE = "none"
"""The value of a facet for incidents without any."""
UNKNOWN_DAY = -1
"""Stands for a day that is not known; the first day that there is has the number 1."""


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

    def moved(self, place: Ints, size: int, fresh: Sequence[tuple[int, Iterable[str]]]) -> Facet:
        """The facet of rows that have new places, -1 where they are gone, with some fresh ones."""
        rows = place[self.rows]
        stays = rows >= 0
        more = facet(fresh, size, self.values)
        return Facet(
            more.values, np.concatenate([rows[stays], more.rows]), np.concatenate([self.codes[stays], more.codes]), size
        )


def facet(listed: Iterable[tuple[int, Iterable[str]]], size: int, known: Sequence[str] = ()) -> Facet:
    """The facet of rows by their numbers and values, `none` where there are none; those `known` keep their codes."""
    codes = {value: code for code, value in enumerate(known)}
    pairs = [
        (number, codes.setdefault(value, len(codes)))
        for number, values in listed
        for value in (dict.fromkeys(values) or (NONE,))
    ]
    rows, coded = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return Facet(list(codes), rows, coded, size)


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
_COLUMNS: dict[str, tuple[Callable[[Kept], float | None], type[np.generic]]] = {
    "ord": (lambda k: k.ord, np.int64),
    "lat": (lambda k: k.row.place.lat if k.row.place else None, np.float64),
    "lon": (lambda k: k.row.place.lon if k.row.place else None, np.float64),
    "since": (lambda k: _day(k.row.from_ or k.row.to), np.int64),
    "until": (lambda k: _day(k.row.to or k.row.from_), np.int64),
    "killed": (lambda k: k.row.killed, np.float64),
    "confidence": (lambda k: k.row.confidence, np.float64),
    "reports": (lambda k: k.row.reports, np.int64),
    "urgency": (lambda k: k.row.urgency, np.float64),
    # By chance, and the same for all and tomorrow: what is reviewed in this order is a fair sample.
    "chance": (lambda k: zlib.crc32(k.row.id.encode()), np.int64),
}
"""What is kept of each incident as a number, unknown as not a number."""
Order = Literal["from", "-from", "-killed", "-reports", "urgency", "place", "type", "random"]


@dataclass(frozen=True)
class Index:
    """All incidents of one layer at one state of the archive, in the order of their first tellings."""

    kept: Sequence[Kept]
    columns: Mapping[str, npt.NDArray[Any]]
    facets: Mapping[str, Facet]

    @staticmethod
    def of(listed: Iterable[Kept]) -> Index:
        """The index of some incidents."""
        kept = sorted(listed, key=lambda k: k.ord)
        facets = {name: facet(((n, take(k)) for n, k in enumerate(kept)), len(kept)) for name, take in _FACETS.items()}
        return Index(kept, _columns(kept), facets)

    def updated(self, fresh: Mapping[str, Kept], ids: Set[str]) -> Index:
        """The index with some incidents in the place of those of their ids, and without those that are not in `ids`."""
        stays = np.array([k.row.id not in fresh and k.row.id in ids for k in self.kept], dtype=bool)
        remain = np.flatnonzero(stays)
        columns = {
            name: np.concatenate([self.columns[name][remain], more]) for name, more in _columns(fresh.values()).items()
        }
        order = np.argsort(columns["ord"], kind="stable")
        number = np.empty(len(order), dtype=np.int64)
        number[order] = np.arange(len(order))
        place = np.full(len(self.kept), -1, dtype=np.int64)
        place[remain] = number[: len(remain)]
        new = number[len(remain) :]
        every = [*(self.kept[n] for n in remain.tolist()), *fresh.values()]
        kept = [every[n] for n in order.tolist()]
        facets = {
            name: made.moved(
                place, len(kept), [(int(n), _FACETS[name](k)) for n, k in zip(new, fresh.values(), strict=True)]
            )
            for name, made in self.facets.items()
        }
        return Index(kept, {name: column[order] for name, column in columns.items()}, facets)

    @property
    def size(self) -> int:
        """How many incidents there are."""
        return len(self.kept)

    @functools.cached_property
    def rows(self) -> list[Row]:
        """The incidents as lists show them."""
        return [k.row for k in self.kept]

    @functools.cached_property
    def number(self) -> Mapping[str, int]:
        """The row of each id."""
        return {k.row.id: n for n, k in enumerate(self.kept)}

    @functools.cached_property
    def placed(self) -> Bools:
        """Which rows have a point on the map."""
        found: Bools = ~np.isnan(self.columns["lat"]) & ~np.isnan(self.columns["lon"])
        return found

    def order(self, name: Order) -> Ints:
        """The rows' numbers in an order, what is unknown last, what is even by the order of first tellings."""
        c = self.columns
        if name in ("from", "-from"):
            day = c["since"] if name == "from" else -c["since"]
            return np.lexsort((day, c["since"] == UNKNOWN_DAY))
        if name == "place":
            return np.argsort(np.array([_place_key(row) for row in self.rows], dtype=str), kind="stable")
        if name == "type":
            return np.argsort(np.array([row.type for row in self.rows], dtype=str), kind="stable")
        if name == "random":
            return np.argsort(c["chance"], kind="stable")
        known = np.nan_to_num(c[name.removeprefix("-")], nan=-1.0)
        return np.argsort(-known, kind="stable")


def _columns(kept: Iterable[Kept]) -> dict[str, npt.NDArray[Any]]:
    listed = list(kept)
    return {
        name: np.array([np.nan if (value := take(k)) is None else value for k in listed], dtype=kind)
        for name, (take, kind) in _COLUMNS.items()
    }


def _place_key(row: Row) -> str:
    return f"{row.place.country or '~'} {row.place.name}".casefold() if row.place else "\U0010ffff"


def _day(day: dt.date | None) -> int:
    return UNKNOWN_DAY if day is None else day.toordinal()
