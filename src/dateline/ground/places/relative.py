"""Places told by way of others: "20 km south of Mosul", "near Raqqa", "between Homs and Hama", "northern Syria".

Each becomes a point with a radius that says how vague the words are. What the words do not fix is left to the place
that they name. The radii are conventions, set by the project and stated in docs/places.md.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping

from dateline.ground.places import phrases, shapes
from dateline.ground.places.gazetteer import Gazetteer
from dateline.ground.places.geometry import bearing, distance, middle, moved
from dateline.ground.places.keys import normalise
from dateline.ground.places.lines import Lines
from dateline.ground.places.resolve import Resolution
from dateline.ground.places.words import NEAR_KM, OUTSKIRTS_KM, REACH, TOWNS, Relative, rounded, single
from dateline.ground.quantities import parse_count
from dateline.records import Interval, PlacePrecision

FACILITY_KM, DISTRICT_KM, SOMEWHERE_KM = 75.0, 25.0, 30.0
"""How far from its town an airport or a power plant of its name may lie; how far a district reaches around its town;
how far "east of Mosul" may be, with no distance and no "just".
"""
COUNTRYSIDE_KM = 30.0
"""How far from the seat of a division "its northern countryside" lies, as news from Syria uses it: the land of the
division on that side. Of other towns it is the land around.
"""
SHARE_OF_DISTANCE = 0.2
"""A distance in news is rounded: "20 km" is known to about a fifth."""
PART_SHIFT, PART_SIZE = 0.5, 0.5
"""The middle of "eastern Mosul" lies half a radius east of Mosul's; its own radius is half of Mosul's."""
DRIVE_KM = 60.0
"""An hour's drive, in any direction."""
_UNITS = {"k": 1.0, "m": 1.609, "n": 1.852, "y": 0.0009}
LONGEST_KM = 1000.0
"""No report tells a place by one further away."""
_BESIDE = (*TOWNS, "division", "area")


def find_relative(gazetteer: Gazetteer, text: str, resolved: Mapping[Interval, Resolution]) -> dict[Interval, Relative]:
    """The relative places of a text, by the span of each place name that they are told by."""
    spans = sorted(resolved)
    told = [
        (span, after) for span, after in itertools.zip_longest(spans, spans[1:])
        if resolved[span].entry.kind == "water" or _may_tell(text, span, after)
    ]  # fmt: skip
    if not told:
        return {}
    found: dict[Interval, Relative] = {}
    countries = Counter(r.entry.country for r in resolved.values() if r.entry.country)
    places = {span: r.entry for span, r in resolved.items() if r.how != "demonym" and r.entry.kind in _BESIDE}
    for span, after in told:
        if span in found:
            continue
        place = _Reader(gazetteer, text, span, resolved[span], after, resolved.get(after) if after else None, countries,
                        places)  # fmt: skip
        relative = place.read()
        if relative is not None:
            found.update(dict.fromkeys(relative.anchors, relative))
    return found


def _may_tell(text: str, span: Interval, after: Interval | None) -> bool:
    """Whether a place may be told by way of a name: by words beside it, or by a hyphen between it and the next name."""
    start, end = span
    if after is not None and phrases.HYPHEN.match(text[end : after[0]]):
        return True
    return phrases.may_tell(text[max(0, start - REACH) : start], text[end : end + REACH])


class _Reader(Lines):
    """All readings of the words around one place name."""

    def read(self) -> Relative | None:
        """The first reading that fits."""
        readings = (
            self.border, self.pair, self.water, self.at_distance, self.coast, self.facility, self.near, self.part,
            self.district,
        )  # fmt: skip
        return next((found for reading in readings if (found := reading()) is not None), None)

    def at_distance(self) -> Relative | None:
        """ "20 km south of Mosul", "just north of Raqqa", "an hour's drive from Kabul"."""
        match = phrases.AT_DISTANCE.search(self._left, self._tail)
        entry = self._entry
        if match is None or (match["distance"] is None and match["side"] is None):
            return None
        if match["distance"] is None and phrases.THE.search(self._left[: match.start("side")]):
            return None  # "the south of Gaza City" lies inside, "to the south of" does not
        span = (self._left_at + match.start(), self._span[1])
        degrees = bearing(match["side"]) if match["side"] else None
        km = _kilometres(match["number"], match["unit"]) if match["distance"] else None
        if match["distance"] and km is None:
            return None
        if km is None:
            if entry.kind not in TOWNS or degrees is None:
                return None
            km = entry.radius_km + (NEAR_KM if entry.kind == "city" else OUTSKIRTS_KM) / 2
            radius = NEAR_KM if match["just"] else SOMEWHERE_KM
        elif degrees is None:
            return self._point(span, (self._span,), "near", "near", entry.lat, entry.lon, round(km * 1.1, 1))
        else:
            share = 0.5 if "drive" in match["distance"] else SHARE_OF_DISTANCE
            radius = max(2.0, round(share * km + min(3.0, entry.radius_km / 4), 1))
        lat, lon = moved(entry.lat, entry.lon, degrees or 0.0, km)
        return self._point(span, (self._span,), "near", "near", lat, lon, radius)

    def near(self) -> Relative | None:
        """ "near Raqqa", "on the outskirts of Aleppo", "the countryside of Idlib"."""
        before, behind = phrases.NEAR.search(self._left, self._tail), phrases.NEAR_AFTER.match(self._right)
        match = before or behind
        if match is None:
            return None
        span = (
            (self._left_at + match.start(), self._span[1]) if before else (self._span[0], self._span[1] + match.end())
        )
        if match["land"] and match["side"] and (side := bearing(match["side"])) is not None:
            return self._countryside(span, side)
        if self._entry.kind not in TOWNS:
            return None
        if (
            before
            and self._entry.kind == "facility"
            and not before["words"].lower().startswith(("near", "close", "not far"))
        ):
            return self._kept(span, "point", self._entry.radius_km, "at")
        add = OUTSKIRTS_KM if match["skirts"] or self._entry.kind != "city" else NEAR_KM
        return self._kept(span, "near", self._entry.radius_km + add)

    def _countryside(self, span: Interval, side: float) -> Relative | None:
        """ "the northern countryside of Hama": of a division that side of it, of a town the land on that side."""
        entry = self._entry
        if entry.kind == "division":
            half = shapes.half(self._gazetteer, entry, side)
            return self._point(span, (self._span,), "in", "area", *rounded(half)) if half is not None else None
        if entry.kind not in TOWNS:
            return None
        division = self._gazetteer.division(entry)
        name = normalise(self._text[slice(*self._span)])
        seat = division is not None and division.id in self._gazetteer.owners(name)
        far = COUNTRYSIDE_KM if seat else entry.radius_km + NEAR_KM / 2
        lat, lon = moved(entry.lat, entry.lon, side, far)
        while seat and far > entry.radius_km and self._gazetteer.division_at(lat, lon) != division:
            far /= 2  # the division ends before
            lat, lon = moved(entry.lat, entry.lon, side, far)
        return self._point(span, (self._span,), "near", "near", lat, lon, COUNTRYSIDE_KM if seat else NEAR_KM)

    def part(self) -> Relative | None:
        """ "northern Syria", "central Baghdad", "the west of Mosul", "Mosul's western districts"."""
        left, right = phrases.PART_BEFORE.search(self._left, self._tail), phrases.PART_AFTER.match(self._right)
        entry = self._entry
        if (left is None and right is None) or entry.kind in ("facility", "border", "region", "water"):
            return None
        found = left or right
        assert found is not None
        span = (self._left_at + left.start(), self._span[1]) if left else (self._span[0], self._span[1] + right.end())  # type: ignore[union-attr]
        if right and (named := self._named_part(span)) is not None:
            return named
        town = entry.kind in ("city", "neighbourhood")
        precision: PlacePrecision = "neighbourhood" if town else "area"
        lat, lon, radius = self._part(found["part"])
        if also := found.groupdict().get("also"):  # "central and northern Mali": half way, and both
            other_lat, other_lon, other_radius = self._part(also)
            radius = max(radius + other_radius, distance(lat, lon, other_lat, other_lon)) / 2
            lat, lon = middle(lat, lon, other_lat, other_lon)
        return self._point(span, (self._span,), "in", precision, lat, lon, max(1.0, round(radius, 1)))

    def _part(self, words: str) -> shapes.Spot:
        """The part of the place that a direction, or a word for its middle, tells."""
        entry, degrees = self._entry, bearing(phrases.FILLERS.sub("", words))
        if entry.kind in ("country", "division"):
            half = shapes.half(self._gazetteer, entry, degrees, far=phrases.FAR.search(words) is not None)
            if half is not None:
                return rounded(half)
        size = PART_SIZE * entry.radius_km
        if degrees is None:
            return entry.lat, entry.lon, size
        return *moved(entry.lat, entry.lon, degrees, PART_SHIFT * entry.radius_km), size

    def _named_part(self, span: Interval) -> Relative | None:
        """A part that has a name of its own: "Thailand's deep south"."""
        for number in self._gazetteer.owners(normalise(self._text[slice(*span)])):
            part = self._gazetteer.entry(number)
            if part.kind in ("area", "region"):
                return Relative(
                    span, (self._span,), "in", "area", part.lat, part.lon, part.radius_km, single(part.country),
                    self._place.division, part,
                )  # fmt: skip
        return None

    def facility(self) -> Relative | None:
        """ "the airport of Aleppo", "Mosul university": the spot, where the gazetteer has it, else the town's point."""
        if self._entry.kind not in ("city", "division", "district"):
            return None
        behind, before = (
            phrases.FACILITY_AFTER.match(self._right),
            phrases.FACILITY_BEFORE.search(self._left, self._tail),
        )
        match = behind or before
        if match is None:
            return None
        name = self._text[slice(*self._span)]
        span = (
            (self._span[0], self._span[1] + behind.end()) if behind else (self._left_at + match.start(), self._span[1])
        )
        for candidate in self._gazetteer.candidates(f"{name} {match['what']}"):
            spot = candidate.entry
            near = distance(spot.lat, spot.lon, self._entry.lat, self._entry.lon) < self._entry.radius_km + FACILITY_KM
            if spot.kind == "facility" and candidate.how in ("own", "other") and near:
                division = self._gazetteer.division(spot)
                return Relative(
                    span, (self._span,), "at", "point", spot.lat, spot.lon, spot.radius_km, single(spot.country),
                    division.name if division else None, spot,
                )  # fmt: skip
        return None

    def district(self) -> Relative | None:
        """ "Macomia district": the land around a town, where only the town is known."""
        match = phrases.DISTRICT_AFTER.match(self._right)
        if match is None or self._entry.kind not in ("city", "area"):
            return None
        span = (self._span[0], self._span[1] + match.end())
        return self._kept(span, "district", max(DISTRICT_KM, self._entry.radius_km), "in")


def _kilometres(number: str, unit: str) -> float | None:
    """The distance that words give; None where they give no number, or one that is longer than any way on land."""
    words = number.lower()
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", words)
    value: float | None
    if digits:
        value = float(digits[0].replace(",", ""))
    elif "half" in words:
        value = 0.5
    elif "few" in words or "several" in words:
        value = 4.0
    elif "couple" in words:
        value = 2.0
    else:
        bare = re.sub(r"\ban?\s+(?=\w)", "", words)
        value = parse_count(re.sub(r"\ban?$", "one", bare)).best
    if not value:
        return None
    unit = unit.lower()
    factor = DRIVE_KM if "drive" in unit else 0.001 if unit.startswith("met") else _UNITS[unit[0]]
    km = round(value * factor, 3)
    return km if km <= LONGEST_KM else None
