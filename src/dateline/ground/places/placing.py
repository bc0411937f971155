"""All places of one report: its names grounded, the words around them read, as the records that go out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.ground.places.gazetteer import Gazetteer
from dateline.ground.places.geometry import distance
from dateline.ground.places.outlets import UNKNOWN, Outlet
from dateline.ground.places.proposals import Proposal, core_of
from dateline.ground.places.ranker import Ranker
from dateline.ground.places.relative import find_relative
from dateline.ground.places.resolve import PART_OF, Resolution, precision_of, resolve_names
from dateline.ground.places.words import Relative
from dateline.records import Interval, Place, PlaceRelation

_STATED: frozenset[PlaceRelation] = frozenset({"in", "at", "near", "between"})
"""Relations that say where something is, and not where it comes from, goes to, or what another sentence names."""


_OF = re.compile(
    r"(?:\s+(?:district|province|state|division|governorate|county|region|agency))?\s+(?:of|in)\s", re.IGNORECASE
)
"""Between a place and what contains it: "Eastern Ghouta of Damascus", "Logar Province of Afghanistan"."""


_OF_BEFORE = re.compile(r"\s(?:of|in)\s(?:the\s)?\Z")
_REACH = 60
"""Characters behind an unknown name within which a known one may hold it."""


class Placed:
    """The place names of a text, grounded together."""

    def __init__(
        self, gazetteer: Gazetteer, ranker: Ranker, text: str, proposals: Sequence[Proposal],
        outlet: Outlet = UNKNOWN,
    ) -> None:  # fmt: skip
        self._gazetteer, self._text = gazetteer, text
        self.resolutions = resolve_names(gazetteer, ranker, text, proposals, outlet)
        begun = (p.span for p in proposals if p.cover.endswith(" part") and not p.last and p.span in self.resolutions)
        self._begun = {span for span in begun if self.resolutions[span].entry.kind == "country"}
        self._relative = find_relative(gazetteer, text, self.resolutions)

    def named(self, span: Interval, relation: PlaceRelation, kind: str) -> Place:
        """The place of a name; named and unlocated where none fits. `kind` is the entity's type."""
        return _place(self._text, span, relation, self.resolutions.get(span), kind)

    def of_event(self, told: Sequence[tuple[Interval, PlaceRelation]]) -> tuple[Place, ...]:
        """Where an event happened, at the finest level named, then what contains it or what it is told by.

        `told` are the names that its reader gives, likeliest first; those of other sentences (`context`) count only
        where its own sentence names no known place.
        """
        found: list[Place] = []
        used: set[Relative] = set()
        told = self._cores(told)
        own = [item for item in told if item[1] != "context"]
        if not any(relation in _STATED and span in self.resolutions for span, relation in own):
            context = self._from_context([span for span, relation in told if relation == "context"])
            own += [item for item in context if not own or item[0] in self.resolutions]
        told = sorted(own, key=lambda item: item[1] == "to")
        for span, relation in self._finest_first(told):
            relative = self._relative.get(span) or self._around(span)
            if relative is None or relation not in _STATED:
                contained = bool(found) and relation in _STATED and self._contains(span, told[0][0], told)
                found.append(self.named(span, "contains" if contained else relation, "location"))
            elif relative not in used:
                used.add(relative)
                found.append(_relative_place(self._text, relative, self.resolutions[relative.anchors[0]]))
                if relative.entry is None:
                    found += [self.named(anchor, relative.relation, "location") for anchor in relative.anchors]
        return tuple(found)

    def _cores(self, told: Sequence[tuple[Interval, PlaceRelation]]) -> list[tuple[Interval, PlaceRelation]]:
        """The names without the words around them where only so their place is known, each place once."""
        found: dict[Interval, PlaceRelation] = {}
        for span, relation in told:
            core = span
            if span not in self.resolutions:
                core = core_of(self._text, span)
                begun = [s for s in self.resolutions if s[0] == core[0] and s[1] < core[1]]
                if core not in self.resolutions and begun and _OF.match(self._text, max(begun)[1], core[1]):
                    core = max(begun)  # "Eastern Ghouta of Damascus"
            found.setdefault(core if core in self.resolutions else span, relation)
            if core not in self.resolutions and (holder := self._holder_behind(span)) is not None:
                found.setdefault(holder, relation)
        return [
            (span, relation) for span, relation in found.items()
            if not any(self._is_part(span, other) for other in found)
        ]  # fmt: skip

    def _holder_behind(self, span: Interval) -> Interval | None:
        """The known place that the words behind an unknown one, or in its name, say that it lies in: "Upper Dir
        District" of "Wari area of Upper Dir District of Khyber Pakhtunkhwa".
        """
        behind = sorted(s for s in self.resolutions if span[0] < s[0] < span[1] + _REACH)
        for known in behind:
            inside = known[1] <= span[1] and _OF_BEFORE.search(self._text, span[0], known[0]) is not None
            apart = known[0] >= span[1] and known not in self._begun  # not "in Pakistan Bazaar"
            if inside or (apart and PART_OF.fullmatch(self._text, span[1], known[0])):
                return known
        return None

    def _is_part(self, span: Interval, other: Interval) -> bool:
        """Whether a name is a part of a longer one of the same place: "Duma" in "Duma city", known or not."""
        one, whole = self.resolutions.get(span), self.resolutions.get(other)
        inside = span != other and other[0] <= span[0] and span[1] <= other[1]
        if one is None and whole is None:
            return inside and core_of(self._text, other) == span
        return inside and one is not None and whole is not None and one.entry.id == whole.entry.id

    def _around(self, span: Interval) -> Relative | None:
        """The relative place whose words hold a name that no place fits: a highway between two towns."""
        if span in self.resolutions:
            return None
        return next((r for r in self._relative.values() if r.span[0] <= span[0] and span[1] <= r.span[1]), None)

    def _from_context(self, spans: Sequence[Interval]) -> list[tuple[Interval, PlaceRelation]]:
        """Of the places that the report was last at, newest first: the newest known one, or a finer one in it."""
        unknown = [span for span in spans[:1] if span not in self.resolutions]
        known = [span for span in spans if span in self.resolutions]
        best = known[:1]
        for span in known[1:]:
            if self._inside(span, best[0]):
                best = [span]
        return [(span, "context") for span in (*unknown, *best)]

    def _finest_first(self, told: Sequence[tuple[Interval, PlaceRelation]]) -> list[tuple[Interval, PlaceRelation]]:
        """The names in their order, but none before a stated one that lies in it."""
        ordered: list[tuple[Interval, PlaceRelation]] = []
        for item in told:
            holder = next(
                (at for at, other in enumerate(ordered)
                 if item[1] in _STATED and other[1] in _STATED and self._inside(item[0], other[0])), len(ordered)
            )  # fmt: skip
            ordered.insert(holder, item)
        return ordered

    def _contains(self, span: Interval, first: Interval, told: Sequence[tuple[Interval, PlaceRelation]]) -> bool:
        return any(other != span and self._inside(other, span) for other in (first, *(s for s, _ in told)))

    def _inside(self, span: Interval, other: Interval) -> bool:
        """Whether one name's place lies in another's."""
        inner, outer = self.resolutions.get(span), self.resolutions.get(other)
        if inner is None or outer is None or inner.how == "demonym":
            return False
        if outer.entry.country is None and inner.entry.country is not None:  # a continent, which has no parts
            away = distance(inner.entry.lat, inner.entry.lon, outer.entry.lat, outer.entry.lon)
            return away <= (outer.entry.radius_km or 0.0)
        return outer.entry.id in {entry.id for entry in self._gazetteer.ancestors(inner.entry)}


def _place(text: str, span: Interval, relation: PlaceRelation, resolution: Resolution | None, kind: str) -> Place:
    start, end = span
    if resolution is None:
        return Place(
            start=start, end=end, text=text[start:end], name=text[start:end], geonames_id=None, lat=None, lon=None,
            country=None, admin1=None, kind=kind, relation=relation, radius_km=None, precision="unresolved",
            probability=0.0,
        )  # fmt: skip
    entry = resolution.entry
    return Place(
        start=start, end=end, text=text[start:end], name=entry.name, geonames_id=entry.geonames_id, lat=entry.lat,
        lon=entry.lon, country=None if "|" in (entry.country or "") else entry.country, admin1=resolution.division,
        kind="demonym" if resolution.how == "demonym" else entry.kind, relation=relation, radius_km=entry.radius_km,
        precision=precision_of(entry), probability=resolution.probability,
    )  # fmt: skip


def _relative_place(text: str, relative: Relative, anchor: Resolution) -> Place:
    start, end = relative.span
    entry = relative.entry
    return Place(
        start=start, end=end, text=text[start:end], name=entry.name if entry else text[start:end],
        geonames_id=entry.geonames_id if entry else None, lat=relative.lat, lon=relative.lon,
        country=None if "|" in (relative.country or "") else relative.country, admin1=relative.division,
        kind=entry.kind if entry else "relative", relation=relative.relation, radius_km=relative.radius_km,
        precision=relative.precision, probability=anchor.probability,
    )  # fmt: skip


def locate(gazetteer: Gazetteer, ranker: Ranker, text: str, proposals: Sequence[Proposal]) -> list[Place]:
    """The places that the names of a text tell, finest first, as if one event were told by all of them."""
    placed = Placed(gazetteer, ranker, text, proposals)
    return list(placed.of_event([(p.span, "in") for p in proposals]))
