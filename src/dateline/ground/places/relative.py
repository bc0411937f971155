"""Places told by way of others: "20 km south of Mosul", "near Raqqa", "between Homs and Hama", "northern Syria".

Each becomes a point with a radius that says how vague the words are. What the words do not fix is left to the place
that they name. The radii are conventions, set by the project and stated in docs/places.md.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Mapping, Set

from dateline.ground.places import phrases, shapes
from dateline.ground.places.gazetteer import Entry, Gazetteer
from dateline.ground.places.geometry import bearing, distance, middle, moved
from dateline.ground.places.keys import normalise
from dateline.ground.places.resolve import Resolution
from dateline.ground.quantities import parse_count
from dateline.records import Interval, PlacePrecision, PlaceRelation

NEAR_KM, OUTSKIRTS_KM, OFFSHORE_KM, FACILITY_KM, DISTRICT_KM = 15.0, 5.0, 30.0, 75.0, 25.0
"""What "near" and "on the outskirts of" add to a town's radius; how far off a coast "off" is; how far from its town an
airport or a power plant of its name may lie; how far a district reaches around its town.
"""
SOMEWHERE_KM, WIDE_KM = 30.0, 50.0
"""How far "east of Mosul" may be, with no distance and no "just"; how wide land is whose waters are no single place."""
SHARE_OF_DISTANCE = 0.2
"""A distance in news is rounded: "20 km" is known to about a fifth."""
PART_SHIFT, PART_SIZE = 0.5, 0.5
"""The middle of "eastern Mosul" lies half a radius east of Mosul's; its own radius is half of Mosul's."""
DRIVE_KM = 60.0
"""An hour's drive, in any direction."""
_UNITS = {"k": 1.0, "m": 1.609, "n": 1.852, "y": 0.0009}
LONGEST_KM = 1000.0
"""No report tells a place by one further away."""
_TOWNS = ("city", "neighbourhood", "facility", "district")
_BESIDE = (*_TOWNS, "division", "area")
_REACH, _SENTENCE = 110, 200


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


def find_relative(gazetteer: Gazetteer, text: str, resolved: Mapping[Interval, Resolution]) -> dict[Interval, Relative]:
    """The relative places of a text, by the span of each place name that they are told by."""
    found: dict[Interval, Relative] = {}
    spans = sorted(resolved)
    countries = Counter(r.entry.country for r in resolved.values() if r.entry.country)
    places = {span: r.entry for span, r in resolved.items() if r.how != "demonym" and r.entry.kind in _BESIDE}
    for index, span in enumerate(spans):
        if span in found:
            continue
        after = spans[index + 1] if index + 1 < len(spans) else None
        place = _Reader(gazetteer, text, span, resolved[span], after, resolved.get(after) if after else None, countries,
                        places)  # fmt: skip
        relative = place.read()
        if relative is not None:
            found.update(dict.fromkeys(relative.anchors, relative))
    return found


class _Reader:
    """The words around one place name."""

    def __init__(
        self, gazetteer: Gazetteer, text: str, span: Interval, place: Resolution, after: Interval | None,
        other: Resolution | None, countries: Mapping[str, int], places: Mapping[Interval, Entry],
    ) -> None:  # fmt: skip
        self._gazetteer, self._text, self._span, self._after = gazetteer, text, span, after
        self._place, self._other, self._countries = place, other, countries
        self._entry, self._places = place.entry, places
        start = max(0, span[0] - _REACH)
        self._left, self._left_at = text[start : span[0]], start
        self._right = text[span[1] : span[1] + _REACH]

    def read(self) -> Relative | None:
        """The first reading that fits."""
        readings = (
            self.border, self.pair, self.water, self.at_distance, self.coast, self.facility, self.near, self.part,
            self.district,
        )  # fmt: skip
        return next((found for reading in readings if (found := reading()) is not None), None)

    def border(self) -> Relative | None:
        """ "the Syrian border", "the border between Niger and Nigeria", "Turkish-Syrian border"."""
        entry, other = self._entry, self._other
        if entry.kind != "country":
            return None
        gap = self._text[self._span[1] : self._after[0]] if self._after else None
        two = other is not None and other.entry.kind == "country" and gap is not None
        before = phrases.BORDER_BEFORE.search(self._left)
        if two and self._after is not None and other is not None and gap is not None:
            behind = self._text[self._after[1] : self._after[1] + 40]
            crossing = phrases.BORDER_AFTER.match(self._right)
            if (phrases.HYPHEN.match(gap) and phrases.BORDER_AFTER.match(behind)) or (
                before and phrases.JOINED.match(gap)
            ):
                end = self._after[1] + (m.end() if (m := phrases.BORDER_AFTER.match(behind)) else 0)
                begin = self._left_at + before.start() if before else self._span[0]
                return self._line(entry, other.entry, (begin, end), (self._span, self._after))
            if crossing and crossing.end() >= len(gap) - 1 and phrases.WITH.search(gap):
                return self._line(entry, other.entry, (self._span[0], self._after[1]), (self._span, self._after))
        match = phrases.BORDER_AFTER.match(self._right)
        if match or before:
            begin = self._left_at + before.start() if before else self._span[0]
            span = (begin, self._span[1] + (match.end() if match else 0))
            for country, _ in sorted(self._countries.items(), key=lambda item: -item[1]):
                neighbour = self._country(country)
                if neighbour is not None and neighbour.id != entry.id:
                    line = self._line(entry, neighbour, span, (self._span,))
                    if line is not None:
                        return line
        return None

    def _country(self, alpha: str | None) -> Entry | None:
        return self._gazetteer.country(alpha) if alpha and "|" not in alpha else None

    def _line(self, one: Entry, two: Entry, span: Interval, anchors: tuple[Interval, ...]) -> Relative | None:
        owners = self._gazetteer.owners(normalise(f"{one.name}-{two.name} border"))
        for number in owners:
            entry = self._gazetteer.entry(number)
            if entry.kind == "border":
                beside = self._beside(span, {one.country, two.country})
                lat, lon, radius = _rounded(shapes.border(self._gazetteer, one, two, beside) or _spot(entry))
                return Relative(span, anchors, "near", "line", lat, lon, radius, entry.country, None, entry)
        return None

    def _beside(self, span: Interval, countries: Set[str | None]) -> list[Entry]:
        """The places of these countries that the same sentence names: they tell which stretch of a line is meant."""
        start = max(self._text.rfind(". ", 0, span[0]), self._text.rfind("\n\n", 0, span[0]), span[0] - _SENTENCE)
        ends = (self._text.find(". ", span[1]), self._text.find("\n\n", span[1]), span[1] + _SENTENCE)
        end = min(at for at in ends if at >= 0)
        return [e for at, e in self._places.items() if start <= at[0] and at[1] <= end and e.country in countries]

    def pair(self) -> Relative | None:
        """ "between Homs and Hama", "the road from Kabul to Kandahar", "the Kabul-Kandahar highway"."""
        if self._after is None or self._other is None:
            return None
        gap = self._text[self._span[1] : self._after[0]]
        behind = self._text[self._after[1] : self._after[1] + 40]
        match = phrases.BETWEEN.search(self._left)
        road = phrases.ROAD_AFTER.match(behind)
        if match and phrases.JOINED.match(gap) and (match["road"] or match["how"].lower() == "between" or road):
            named = phrases.NAMED_ROAD.search(self._left[: match.start()]) if match["road"] else None
            begin = (named or match).start()
            span = (self._left_at + begin, self._after[1] + (road.end() if road else 0))
        elif phrases.HYPHEN.match(gap) and road:
            span = (self._span[0], self._after[1] + road.end())
        else:
            return None
        one, two = self._entry, self._other.entry
        lat, lon = middle(one.lat, one.lon, two.lat, two.lon)
        half = max(1.0, round(distance(one.lat, one.lon, two.lat, two.lon) / 2, 1))
        return self._point(span, (self._span, self._after), "between", "line", lat, lon, half)

    def at_distance(self) -> Relative | None:
        """ "20 km south of Mosul", "just north of Raqqa", "an hour's drive from Kabul"."""
        match = phrases.AT_DISTANCE.search(self._left)
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
            if entry.kind not in _TOWNS or degrees is None:
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

    def coast(self) -> Relative | None:
        """ "off the coast of Yemen", "Somali waters": at sea, somewhere before a coast."""
        match = phrases.COAST_BEFORE.search(self._left)
        behind = phrases.COAST_AFTER.match(self._right)
        if match is None and (behind is None or not phrases.AT_SEA.search(self._left)):
            return None
        if match is not None and not phrases.VERBS_WITH_OFF.isdisjoint(self._left[: match.start()].split()[-1:]):
            return None
        entry = self._entry
        span = (
            self._left_at + match.start() if match else self._span[0],
            self._span[1] + (behind.end() if behind else 0),
        )
        if entry.kind in _TOWNS or entry.kind in ("landform", "area"):
            wide = entry.kind not in _TOWNS and entry.radius_km > WIDE_KM
            return self._kept(span, "region" if wide else "near", entry.radius_km + OFFSHORE_KM)
        for number in self._gazetteer.owners(normalise(f"{entry.name} coast")):
            coast = self._gazetteer.entry(number)
            if coast.kind == "coast":
                beside = self._beside(span, {entry.country})
                lat, lon, radius = _rounded(shapes.coast(self._gazetteer, entry, beside) or _spot(coast))
                return Relative(
                    span, (self._span,), "near", "region", lat, lon, radius + OFFSHORE_KM, entry.country, None, coast
                )
        return self._kept(span, "region", entry.radius_km + OFFSHORE_KM)

    def near(self) -> Relative | None:
        """ "near Raqqa", "on the outskirts of Aleppo", "the countryside of Idlib"."""
        before, behind = phrases.NEAR.search(self._left), phrases.NEAR_AFTER.match(self._right)
        match = before or behind
        if match is None or self._entry.kind not in _TOWNS:
            return None
        span = (
            (self._left_at + match.start(), self._span[1]) if before else (self._span[0], self._span[1] + match.end())
        )
        if (
            before
            and self._entry.kind == "facility"
            and not before["words"].lower().startswith(("near", "close", "not far"))
        ):
            return self._kept(span, "point", self._entry.radius_km, "at")
        add = OUTSKIRTS_KM if match["skirts"] or self._entry.kind != "city" else NEAR_KM
        return self._kept(span, "near", self._entry.radius_km + add)

    def part(self) -> Relative | None:
        """ "northern Syria", "central Baghdad", "the west of Mosul", "Mosul's western districts"."""
        left, right = phrases.PART_BEFORE.search(self._left), phrases.PART_AFTER.match(self._right)
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
                return _rounded(half)
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
                    span, (self._span,), "in", "area", part.lat, part.lon, part.radius_km, _single(part.country),
                    self._place.division, part,
                )  # fmt: skip
        return None

    def water(self) -> Relative | None:
        """ "on the banks of the Tigris in Mosul": where a river, lake or sea touches a town."""
        if (
            self._entry.kind != "water"
            or self._other is None
            or self._after is None
            or self._other.entry.kind != "city"
        ):
            return None
        match = phrases.AT_TOWN.match(self._text[self._span[1] : self._after[0]])
        if match is None:
            return None
        town = self._other.entry
        span = (self._span[0], self._after[1])
        radius = town.radius_km + (0 if match["how"].lower() in ("in", "through") else OUTSKIRTS_KM)
        return self._point(span, (self._span, self._after), "near", "line", town.lat, town.lon, radius)

    def facility(self) -> Relative | None:
        """ "the airport of Aleppo", "Mosul university": the spot, where the gazetteer has it, else the town's point."""
        if self._entry.kind not in ("city", "division", "district"):
            return None
        behind, before = phrases.FACILITY_AFTER.match(self._right), phrases.FACILITY_BEFORE.search(self._left)
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
                    span, (self._span,), "at", "point", spot.lat, spot.lon, spot.radius_km, _single(spot.country),
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

    def _kept(
        self, span: Interval, precision: PlacePrecision, radius: float, relation: PlaceRelation = "near"
    ) -> Relative:
        entry = self._entry
        return Relative(
            span, (self._span,), relation, precision, entry.lat, entry.lon, round(radius, 1), _single(entry.country),
            self._place.division, entry,
        )  # fmt: skip

    def _point(
        self, span: Interval, anchors: tuple[Interval, ...], relation: PlaceRelation, precision: PlacePrecision,
        lat: float, lon: float, radius: float,
    ) -> Relative:  # fmt: skip
        """A computed point; its division is the one it lies in, its country that one's, else the anchor's."""
        division = self._gazetteer.division_at(lat, lon) if precision != "area" else None
        country = division.country if division else _single(self._entry.country)
        return Relative(
            span, anchors, relation, precision, lat, lon, radius, country, division.name if division else None
        )


def _rounded(spot: shapes.Spot) -> shapes.Spot:
    return round(spot[0], 3), round(spot[1], 3), round(spot[2], 1)


def _spot(entry: Entry) -> shapes.Spot:
    return entry.lat, entry.lon, entry.radius_km


def _single(country: str | None) -> str | None:
    return None if country is None or "|" in country else country


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
