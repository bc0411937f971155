"""Places on lines, told by the places beside them: roads, borders, coasts and rivers."""

from __future__ import annotations

from dateline.ground.places import phrases, shapes
from dateline.ground.places.gazetteer import Entry
from dateline.ground.places.geometry import distance, middle
from dateline.ground.places.keys import normalise
from dateline.ground.places.words import OFFSHORE_KM, OUTSKIRTS_KM, TOWNS, Relative, Words, rounded, spot_of
from dateline.records import Interval

_PARTS = ("city", "division", "area", "district")
WIDE_KM = 50.0
"""Land whose radius is larger has waters that are no single place."""


class Lines(Words):
    """The readings of the words around a name as a line."""

    def border(self) -> Relative | None:
        """ "the Syrian border", "the border between Niger and Nigeria", "Turkish-Syrian border"."""
        entry, other = self._entry, self._other
        if entry.kind != "country":
            return self._border_of_part() if entry.kind in _PARTS else None
        gap = self._text[self._span[1] : self._after[0]] if self._after else None
        two = other is not None and other.entry.kind == "country" and gap is not None
        before = phrases.BORDER_BEFORE.search(self._left, self._tail)
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

    def _border_of_part(self) -> Relative | None:
        """ "the Gaza-Israel border": a part of a country, and another one."""
        if self._after is None or self._other is None or self._other.entry.kind != "country":
            return None
        behind = phrases.BORDER_AFTER.match(self._text[self._after[1] : self._after[1] + 40])
        whole = self._country(self._entry.country)
        if behind is None or whole is None or not phrases.HYPHEN.match(self._text[self._span[1] : self._after[0]]):
            return None
        span = (self._span[0], self._after[1] + behind.end())
        return self._line(whole, self._other.entry, span, (self._span, self._after))

    def _country(self, alpha: str | None) -> Entry | None:
        return self._gazetteer.country(alpha) if alpha and "|" not in alpha else None

    def _line(self, one: Entry, two: Entry, span: Interval, anchors: tuple[Interval, ...]) -> Relative | None:
        owners = self._gazetteer.owners(normalise(f"{one.name}-{two.name} border"))
        for number in owners:
            entry = self._gazetteer.entry(number)
            if entry.kind == "border":
                beside = self._beside(span, {one.country or "", two.country or ""})
                lat, lon, radius = rounded(shapes.border(self._gazetteer, one, two, beside) or spot_of(entry))
                return Relative(span, anchors, "near", "line", lat, lon, radius, entry.country, None, entry)
        return None

    def pair(self) -> Relative | None:
        """ "between Homs and Hama", "the road from Kabul to Kandahar", "the Kabul-Kandahar highway"."""
        if self._after is None or self._other is None:
            return None
        gap = self._text[self._span[1] : self._after[0]]
        joined, hyphen = phrases.JOINED.match(gap), phrases.HYPHEN.match(gap)
        if not joined and not hyphen:
            return None
        match = phrases.BETWEEN.search(self._left, self._tail) if joined else None
        road = phrases.ROAD_AFTER.match(self._text[self._after[1] : self._after[1] + 40])
        if match and (match["road"] or match["how"].lower() == "between" or road):
            named = phrases.NAMED_ROAD.search(self._left[: match.start()]) if match["road"] else None
            begin = (named or match).start()
            span = (self._left_at + begin, self._after[1] + (road.end() if road else 0))
        elif hyphen and road:
            span = (self._span[0], self._after[1] + road.end())
        else:
            return None
        one, two = self._entry, self._other.entry
        lat, lon = middle(one.lat, one.lon, two.lat, two.lon)
        half = max(1.0, round(distance(one.lat, one.lon, two.lat, two.lon) / 2, 1))
        return self._point(span, (self._span, self._after), "between", "line", lat, lon, half)

    def coast(self) -> Relative | None:
        """ "off the coast of Yemen", "Somali waters": at sea, somewhere before a coast."""
        match = phrases.COAST_BEFORE.search(self._left, self._tail)
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
        if entry.kind in TOWNS or entry.kind in ("landform", "area"):
            wide = entry.kind not in TOWNS and entry.radius_km > WIDE_KM
            return self._kept(span, "region" if wide else "near", entry.radius_km + OFFSHORE_KM)
        for number in self._gazetteer.owners(normalise(f"{entry.name} coast")):
            coast = self._gazetteer.entry(number)
            if coast.kind == "coast":
                beside = self._beside(span, {entry.country or ""})
                lat, lon, radius = rounded(shapes.coast(self._gazetteer, entry, beside) or spot_of(coast))
                return Relative(
                    span, (self._span,), "near", "region", lat, lon, radius + OFFSHORE_KM, entry.country, None, coast
                )
        return self._kept(span, "region", entry.radius_km + OFFSHORE_KM)

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
