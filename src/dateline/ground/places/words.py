"""The words around one place name, and the relative place that they tell."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Set

from dateline.ground.places.gazetteer import Entry, Gazetteer
from dateline.ground.places.phrases import tail_of
from dateline.ground.places.resolve import Resolution
from dateline.ground.places.shapes import Spot
from dateline.records import Interval, PlacePrecision, PlaceRelation

NEAR_KM, OUTSKIRTS_KM, OFFSHORE_KM = 15.0, 5.0, 30.0
"""What "near" and "on the outskirts of" add to a town's radius; how far off a coast "off" is."""
TOWNS = ("city", "neighbourhood", "facility", "district")
REACH, _SENTENCE = 110, 200
"""Characters beside a name that are read, and those in which its sentence begins and ends."""
_STOP = re.compile(r"[.!?]\s+(?=[A-Z])|\n\n")


@dataclasses.dataclass(frozen=True, slots=True)
class Relative:
    """A place told by the places at `anchors`; `entry` where it still is that place, only less precise."""

    span: Interval
    anchors: tuple[Interval, ...]
    relation: PlaceRelation
    precision: PlacePrecision
    lat: float
    lon: float
    radius_km: float
    country: str | None
    division: str | None
    entry: Entry | None = None


class Words:
    """The words around one place name, with the next name and the countries and places that the text names."""

    def __init__(
        self, gazetteer: Gazetteer, text: str, span: Interval, place: Resolution, after: Interval | None,
        other: Resolution | None, countries: Mapping[str, int], places: Mapping[Interval, Entry],
    ) -> None:  # fmt: skip
        self._gazetteer, self._text, self._span, self._after = gazetteer, text, span, after
        self._place, self._other, self._countries = place, other, countries
        self._entry, self._places = place.entry, places
        start = max(0, span[0] - REACH)
        self._left, self._left_at = text[start : span[0]], start
        self._right = text[span[1] : span[1] + REACH]
        self._tail = tail_of(self._left)

    def _beside(self, span: Interval, countries: Set[str]) -> list[Entry]:
        """The places of these countries that the same sentence names: they tell which stretch of a line is meant."""
        start = max(0, span[0] - _SENTENCE)
        start += max((m.end() for m in _STOP.finditer(self._text[start : span[0]])), default=0)
        stop = _STOP.search(self._text, span[1], span[1] + _SENTENCE)
        end = stop.start() if stop else span[1] + _SENTENCE
        return [
            entry for at, entry in self._places.items()
            if start <= at[0] and at[1] <= end and not countries.isdisjoint((entry.country or "").split("|"))
        ]  # fmt: skip

    def _kept(
        self, span: Interval, precision: PlacePrecision, radius: float, relation: PlaceRelation = "near"
    ) -> Relative:
        entry = self._entry
        return Relative(
            span, (self._span,), relation, precision, entry.lat, entry.lon, round(radius, 1), single(entry.country),
            self._place.division, entry,
        )  # fmt: skip

    def _point(
        self, span: Interval, anchors: tuple[Interval, ...], relation: PlaceRelation, precision: PlacePrecision,
        lat: float, lon: float, radius: float,
    ) -> Relative:  # fmt: skip
        """A computed point; its division is the one it lies in, its country that one's, else the anchor's."""
        if (lat, lon) == (self._entry.lat, self._entry.lon):  # a border town's is its own: areas are drawn coarsely
            division = self._gazetteer.division(self._entry)
        else:
            division = self._gazetteer.division_at(lat, lon) if precision != "area" else None
        country = division.country if division else single(self._entry.country)
        return Relative(
            span, anchors, relation, precision, lat, lon, radius, country, division.name if division else None
        )


def single(country: str | None) -> str | None:
    """One country's code; None for none and for several."""
    return None if country is None or "|" in country else country


def rounded(spot: Spot) -> Spot:
    """A place as it is told: to a hundred metres."""
    return round(spot[0], 3), round(spot[1], 3), round(spot[2], 1)


def spot_of(entry: Entry) -> Spot:
    """Where an entry lies."""
    return entry.lat, entry.lon, entry.radius_km
