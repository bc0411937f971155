"""The filters that all lists of incidents share, and which rows of an index they let through."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Collection, Mapping
from typing import Annotated, Literal

import numpy as np
from fastapi import Query

from dateline.codebooks import NAMES as CODEBOOKS
from dateline.codebooks import BookName
from dateline.errors import SettingError
from dateline.records import REALISED, EventType, HarmKind, PlacePrecision, Probability, ReviewState, Status
from dateline.web.index import NONE, UNKNOWN_DAY, Bools, Facet, Index

Layer = Literal["incidents", "told"]
Box = tuple[float, float, float, float]
COUNTABLE: Mapping[str, Collection[str]] = {
    "status": REALISED, "flag": (NONE,), "review": ("unreviewed", "accepted", "corrected"),
}  # fmt: skip
"""What incidents that took place have, whatever reviewers made of others."""
_LONGEST, _MOST = 500, 50
"""Letters of a value, and values of a filter."""
Words = Annotated[list[Annotated[str, Query(max_length=_LONGEST)]], Query(max_length=_MOST)]


@dataclasses.dataclass(frozen=True)
class Filters:
    """What a list of incidents is narrowed to; of several values any counts, of several filters all."""

    layer: Layer
    values: Mapping[str, Collection[str]]
    words: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    box: Box | None = None
    placed: bool | None = None
    disputed: bool | None = None
    min_confidence: float = 0.0
    codebook: str | None = None
    codes: Collection[str] = ()


def filters(
    type_: Annotated[list[EventType], Query(alias="type", description="PLOVER's type.")] = [],
    mode: Annotated[Words, Query(description="PLOVER's mode.")] = [],
    actor: Annotated[Words, Query(description="Who acts, by name.")] = [],
    status: Annotated[list[Status], Query()] = [],
    source: Annotated[Words, Query(description="Who says so, in a report's words; `none`: the outlet alone.")] = [],
    outlet: Annotated[Words, Query()] = [],
    country: Annotated[
        list[Annotated[str, Query(pattern="^([A-Z]{3}|none)$")]], Query(description="ISO 3166-1 alpha-3, or `none`.")
    ] = [],
    harm: Annotated[list[HarmKind | Literal["none"]], Query()] = [],
    review: Annotated[list[ReviewState], Query()] = [],
    precision: Annotated[list[PlacePrecision | Literal["none"]], Query()] = [],
    flag: Annotated[list[Literal["aggregate", "background", "none"]], Query()] = [],
    q: Annotated[
        str, Query(max_length=_LONGEST, description='Words of the sentences or names; `"..."` in a row.')
    ] = "",
    from_: Annotated[dt.date | None, Query(alias="from", description="Not over before this day.")] = None,
    to: Annotated[dt.date | None, Query(description="Begun by this day.")] = None,
    bbox: Annotated[str | None, Query(max_length=100, description="west,south,east,north in degrees.")] = None,
    place: Annotated[Literal["some", "none"] | None, Query(description="With or without a point.")] = None,
    disputed: Annotated[bool | None, Query(description="Only those with or without a field in dispute.")] = None,
    min_confidence: Annotated[Probability, Query(ge=0, le=1)] = 0.0,
    codebook: Annotated[BookName | None, Query(description="The standard of `code`.")] = None,
    code: Annotated[Words, Query(description="Its event types.")] = [],
    layer: Annotated[
        Layer, Query(description="What took place, or all that is told, feared and denied things too.")
    ] = "incidents",
) -> Filters:
    """The filters of a request.

    Raises SettingError where they do not fit together.
    """
    if from_ and to and from_ > to:
        raise SettingError(f"{from_} is after {to}", where="from, to", remedy="Give the earlier day as `from`.")
    if code and codebook is None:
        raise SettingError("a code needs its standard", where="code", remedy=f"Give codebook={'|'.join(CODEBOOKS)}.")
    values: dict[str, Collection[str]] = {
        "type": type_, "mode": mode, "actor": actor, "status": status, "source": source, "outlet": outlet,
        "country": country, "harm": harm, "review": review, "precision": precision, "flag": flag,
    }  # fmt: skip
    return Filters(
        layer, {name: given for name, given in values.items() if given}, q.strip(), from_, to, _box(bbox),
        None if place is None else place == "some", disputed, min_confidence, codebook, code,
    )  # fmt: skip


def _box(given: str | None) -> Box | None:
    if given is None:
        return None
    try:
        west, south, east, north = (float(part) for part in given.split(","))
    except ValueError:
        west = south = east = north = float("nan")
    if not (-90 <= south <= north <= 90 and -540 <= west <= east <= 540):
        raise SettingError(f"{given!r} is no box", where="bbox", remedy="Give west,south,east,north in degrees.")
    return west, south, east, north


class Masks:
    """Which rows each filter lets through, so that the counts of a facet can leave out its own."""

    def __init__(
        self, index: Index, given: Filters, *, quoting: Callable[[str], set[int]], codes: Facet | None
    ) -> None:
        self.index = index
        self._masks: dict[str, Bools] = {
            name: index.facets[name].having(wanted) for name, wanted in given.values.items()
        }
        if given.layer == "incidents":
            # What took place, unless what a reviewer made of it is asked for.
            self._masks = {name: index.facets[name].having(taken) for name, taken in COUNTABLE.items()} | self._masks
        if given.words:
            self._masks["q"] = np.isin(index.columns["ord"], np.fromiter(quoting(given.words), dtype=np.int64))
        if given.since or given.until:
            self._masks["days"] = _days(index, given.since, given.until)
        if given.box is not None:
            self._masks["bbox"] = inside(index, given.box)
        if given.placed is not None:
            self._masks["place"] = index.placed == given.placed
        if given.disputed is not None:
            self._masks["disputed"] = index.facets["disputed"].having([NONE]) != given.disputed
        if given.min_confidence:
            self._masks["confidence"] = index.columns["confidence"] >= given.min_confidence
        if codes is not None and given.codes:
            self._masks["code"] = codes.having(given.codes)

    def all(self, *, but: Collection[str] = ()) -> Bools:
        """The rows that all filters but some let through."""
        found = np.ones(self.index.size, dtype=bool)
        for name, mask in self._masks.items():
            if name not in but:
                found &= mask
        return found


def _days(index: Index, since: dt.date | None, until: dt.date | None) -> Bools:
    dated: Bools = index.columns["since"] != UNKNOWN_DAY
    if since:
        dated = dated & (index.columns["until"] >= since.toordinal())
    if until:
        dated = dated & (index.columns["since"] <= until.toordinal())
    return dated


def inside(index: Index, box: Box) -> Bools:
    """The rows in a box of degrees; one that passes 180 degrees goes on beyond it."""
    west, south, east, north = box
    with np.errstate(invalid="ignore"):
        lat = (index.columns["lat"] >= south) & (index.columns["lat"] <= north)
        lon = [(index.columns["lon"] + turn >= west) & (index.columns["lon"] + turn <= east) for turn in (-360, 0, 360)]
    found: Bools = lat & (lon[0] | lon[1] | lon[2])
    return found
