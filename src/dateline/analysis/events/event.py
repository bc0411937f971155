"""An event of a series, whatever it comes from."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Literal, get_args

from dateline.records import HarmKind, PlacePrecision, ReviewState, Status

Origin = Literal["incident", "mention", "outside"]
Violence = Literal["state-based", "non-state", "one-sided"]
"""UCDP's three types of violence: a state and an organised group, two such groups, or one of them and civilians."""
Bounds = tuple[int | None, int | None, int | None]
"""Low, best and high; None is unknown."""
PRECISIONS: tuple[PlacePrecision, ...] = get_args(PlacePrecision)
"""From the finest to the roughest."""


@dataclasses.dataclass(frozen=True, slots=True)
class Event:
    """One event as the analyses see it. Unknown is None.

    `from_` and `to` are inclusive days in the place's local time. Coordinates are WGS 84 degrees. `country` is ISO
    3166-1 alpha-3, several of a border joined by "|". `actors` are ids of the catalogue where it knows them, else ids
    or names as they stand, and `called` names these; `doers` are those of them who are told to have acted, all of them
    where a source does not tell sides apart. `harm` holds low, best and high by kind. `sources` are the outlets,
    `reports` the reports that tell of it. `review` is None where there is no review, as in outside data.
    """

    id: str
    origin: Origin
    from_: dt.date | None
    to: dt.date | None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision = "unresolved"
    country: str | None = None
    actors: frozenset[str] = frozenset()
    doers: frozenset[str] = frozenset()
    called: Mapping[str, str] = dataclasses.field(default_factory=dict)
    type: str | None = None
    modes: tuple[str, ...] = ()
    violence: Violence | None = None
    status: Status = "happened"
    aggregate: bool = False
    background: bool = False
    harm: Mapping[HarmKind, Bounds] = dataclasses.field(default_factory=dict)
    sources: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    review: ReviewState | None = None

    @property
    def days(self) -> int | None:
        """How many days the interval has; None where the day is unknown."""
        return (self.to - self.from_).days + 1 if self.from_ is not None and self.to is not None else None


def finest(one: PlacePrecision, other: PlacePrecision) -> bool:
    """Whether the first is at least as fine as the other."""
    return PRECISIONS.index(one) <= PRECISIONS.index(other)
