"""Which tellings are compared at all: those of one type whose days and places may meet.

Places are looked up by cells of H3 (Uber 2018) at two sizes: a town in cells of some 45 km and their neighbours, an
area in cells of some 320 km, a country by itself. At a steady number of events a day the pairs grow with the reports.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Sequence

import h3.api.basic_int as h3

from dateline.incidents.tellings import FINE_KM, Telling

TOWN, AREA = 4, 2
"""Resolutions of H3: edges of 26 and of 183 km."""
Key = tuple[object, ...]


def pairs(tellings: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """The pairs of tellings, by their places in the sequence, that may be of one incident; each once, the lower first.

    A telling without a place meets all of its days; one that says little else either meets none.
    """
    shelves: defaultdict[Key, list[int]] = defaultdict(list)
    for at, telling in enumerate(tellings):
        met: set[int] = set()
        for key in _looked_up(telling):
            met.update(shelves.get(key, ()))
        yield from ((other, at) for other in sorted(met))
        for key in _kept_under(telling):
            shelves[key].append(at)


def _kept_under(telling: Telling) -> Iterator[Key]:
    """Where a telling is found by others: at its own size and at every larger one."""
    kind = (telling.mention.type, telling.how)
    for day in _days(telling, 0):
        for key in _places(telling):
            yield (*kind, day, *key)


def _looked_up(telling: Telling) -> Iterator[Key]:
    kind = (telling.mention.type, telling.how)
    for day in _days(telling, 1):
        for key in _near(telling):
            yield (*kind, day, *key)


def _days(telling: Telling, slack: int) -> Iterator[int]:
    if telling.says_enough and telling.since is not None and telling.until is not None:
        yield from range(telling.since - slack, telling.until + slack + 1)


def _places(telling: Telling) -> Iterator[Key]:
    place, radius = telling.place, telling.radius_km
    yield ("any",)
    if place is None or place.lat is None or place.lon is None:
        yield ("nowhere",)
        return
    yield "country or less", place.country
    if radius is None:
        yield "country", place.country
        return
    yield "area" if radius > FINE_KM else "in area", _cell(place.lat, place.lon, AREA)
    if radius <= FINE_KM:
        yield "town", _cell(place.lat, place.lon, TOWN)


def _near(telling: Telling) -> Iterator[Key]:
    place, radius = telling.place, telling.radius_km
    if place is None or place.lat is None or place.lon is None:
        yield ("any",)
        return
    yield ("nowhere",)
    if radius is None:
        yield "country or less", place.country
        return
    yield "country", place.country
    for cell in _around(_cell(place.lat, place.lon, AREA)):
        yield "area", cell
        if radius > FINE_KM:
            yield "in area", cell
    if radius <= FINE_KM:
        yield from (("town", cell) for cell in _around(_cell(place.lat, place.lon, TOWN)))


@functools.lru_cache(maxsize=16_384)
def _cell(lat: float, lon: float, resolution: int) -> int:
    return int(h3.latlng_to_cell(lat, lon, resolution))


@functools.lru_cache(maxsize=16_384)
def _around(cell: int) -> tuple[int, ...]:
    """A cell and its neighbours."""
    return tuple(h3.grid_disk(cell, 1))
