"""Names to places: the candidates of the gazetteer weighed by size, kind and the countries the report speaks of.

What no candidate fits stays named but unlocated; the probabilities are shares of the weights, not yet calibrated.
"""

from __future__ import annotations

import dataclasses
import math
from collections import Counter
from collections.abc import Iterable, Sequence

from dateline.ground.gazetteer import Candidate, Entry, Gazetteer, is_no_place
from dateline.records import Place, PlacePrecision, PlaceRelation, Span

_PRECISION: dict[str, PlacePrecision] = {
    "country": "country",
    "demonym": "country",
    "division": "division",
    "city": "city",
    "region": "region",
    "water": "region",
}
_KIND_WEIGHT = {"country": 7.0, "demonym": 7.0, "region": 6.0, "water": 6.0, "division": 4.6, "city": 0.0}
"""Set by eye against log10 of a city's population (Mosul 6.2); to be learnt from LGL and GeoVirus."""
_ALTERNATE_PENALTY = 1.5
_CONTEXT_BONUS = 2.5
MIN_CITY_NAME = 3
MIN_POPULATION_ALTERNATE = 200_000
"""An alternate name of a smaller city is more often a word, a person or another place than the city."""


@dataclasses.dataclass(frozen=True, slots=True)
class Resolution:
    """The entry chosen for a name, with the share of weight it holds among the candidates."""

    entry: Entry
    probability: float


def resolve_names(gazetteer: Gazetteer, names: Iterable[str]) -> dict[str, Resolution]:
    """One sense a report for each name; names without a candidate are left out."""
    counts = Counter(names)
    candidates = {name: _usable(name, gazetteer.candidates(name)) for name in counts if not is_no_place(name)}
    countries: Counter[str | None] = Counter()
    for name, found in candidates.items():
        sure = {c.entry.country for c in found if c.entry.kind in ("country", "demonym")}
        own = {c.entry.country for c in found if c.primary or c.entry.population >= MIN_POPULATION_ALTERNATE}
        for country in sure or (own if len(own) == 1 else set()):
            if country:
                countries[country] += counts[name]
    resolved = {}
    for name, found in candidates.items():
        found = [c for c in found if not _doubtful(c, countries)]
        if found:
            weights = [_weight(candidate, countries) for candidate in found]
            best = max(range(len(found)), key=weights.__getitem__)
            total = sum(math.exp(w - weights[best]) for w in weights)
            resolved[name] = Resolution(found[best].entry, round(1 / total, 3))
    return resolved


def _usable(name: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    if len(name) < MIN_CITY_NAME:
        return [c for c in candidates if c.entry.kind == "country"]
    return list(candidates)


def _doubtful(candidate: Candidate, countries: Counter[str | None]) -> bool:
    """A small city by an alternate name, in a country that the report does not speak of: more likely another place."""
    entry = candidate.entry
    small = entry.kind == "city" and entry.population < MIN_POPULATION_ALTERNATE
    return small and not candidate.primary and entry.country not in countries


def _weight(candidate: Candidate, countries: Counter[str | None]) -> float:
    entry = candidate.entry
    weight = _KIND_WEIGHT[entry.kind]
    if entry.kind == "city":
        weight += math.log10(max(entry.population, 1))
    if not candidate.primary:
        weight -= _ALTERNATE_PENALTY
    if entry.country in countries:
        weight += _CONTEXT_BONUS * min(1.0, 0.5 + 0.25 * countries[entry.country])
    return weight


def to_place(span: Span, relation: PlaceRelation, resolution: Resolution | None, kind: str) -> Place:
    """A span as a Place; without a resolution it is named and unlocated. `kind` is the entity's type."""
    if resolution is None:
        return Place(
            start=span.start, end=span.end, text=span.text, name=span.text, geonames_id=None, lat=None, lon=None,
            country=None, admin1=None, kind=kind, relation=relation, radius_km=None, precision="unresolved",
            probability=0.0,
        )  # fmt: skip
    entry = resolution.entry
    return Place(
        start=span.start, end=span.end, text=span.text, name=entry.name, geonames_id=entry.geonames_id, lat=entry.lat,
        lon=entry.lon, country=entry.country, admin1=entry.admin1, kind=entry.kind, relation=relation,
        radius_km=entry.radius_km, precision=_PRECISION[entry.kind], probability=resolution.probability,
    )  # fmt: skip
