"""A report's names with their candidates as numbers, for the ranker.

Two tables: `alone` holds what a candidate is by itself and by the words beside its name; `together` what it has in
common with the other names of the report, weighted by how likely each of their candidates is.
"""

from __future__ import annotations

import dataclasses
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

import numpy as np

from dateline.ground.places.cues import Cues, named_units, read_cues
from dateline.ground.places.gazetteer import Array, Candidate, Entry, Gazetteer, is_no_place, kilometres
from dateline.ground.places.keys import normalise
from dateline.ground.places.proposals import COVERS, Proposal

KINDS = (
    "country",
    "division",
    "district",
    "city",
    "neighbourhood",
    "facility",
    "area",
    "region",
    "water",
    "landform",
    "border",
)
HOWS = ("own", "other", "demonym", "abbreviation", "after comma", "sound", "fuzzy")
MOST_CANDIDATES = 40
"""Kept of one name: the ones with most people, and all that are no towns ("San José" has hundreds)."""
NEAR_KM = (40.0, 161.0, 500.0)
AROUND = 2_000
"""Characters before the first and after the last name that are searched for countries and divisions."""
LIKELY = 0.03
"""Less likely candidates of other names do not count in `together`."""


@dataclasses.dataclass(frozen=True)
class Names:
    """The names of one report with their candidates, one after another; `owner` says whose candidate each is."""

    names: tuple[str, ...]
    proposals: tuple[tuple[Proposal, ...], ...]
    """Where each name stands."""
    cues: tuple[Cues, ...]
    candidates: tuple[Candidate, ...]
    owner: Array
    """[candidates] index into `names`."""
    alone: Array
    """[candidates, features]"""
    none: Array
    """[names, features] of the answer "none of these"."""
    chain: tuple[frozenset[int], ...]
    """Of each candidate: itself and what contains it."""


def gather(
    gazetteer: Gazetteer, text: str, proposals: Sequence[Proposal], countries: frozenset[str] = frozenset()
) -> Names:
    """The distinct names of a text, apart by what they stand in. `countries` are known from outside (the outlet's)."""
    where: dict[tuple[str, str], list[Proposal]] = defaultdict(list)
    for proposal in proposals:
        where[text[slice(*proposal.span)], proposal.cover].append(proposal)
    cues, kept, owner, rows, none, chains = [], [], [], [], [], []
    low = min((p.span[0] for p in proposals), default=0)
    high = max((p.span[1] for p in proposals), default=0)
    units = named_units(gazetteer, text[max(0, low - AROUND) : high + AROUND])
    for number, ((name, cover), at) in enumerate(where.items()):
        found = _prune(gazetteer.candidates(name))
        cue = read_cues(gazetteer, text, [p.span for p in at])
        cues.append(cue)
        none.append(_none_features(name, cover, at, cue, found))
        top = max((c.entry.population for c in found), default=0)
        units_of = {c.entry.id for c in found if c.entry.kind in ("division", "district")}
        towns = [c.entry for c in found if c.entry.kind == "city" and c.how in ("own", "other")]
        seats = {unit.id for town in towns for unit in gazetteer.ancestors(town)}
        for rank, candidate in enumerate(sorted(found, key=lambda c: -c.entry.population)):
            above = tuple(gazetteer.ancestors(candidate.entry))
            chain = frozenset((candidate.entry.id, *(e.id for e in above)))
            kept.append(candidate)
            owner.append(number)
            chains.append(chain)
            told = (*_said(units, above, normalise(name)), *_seat(candidate, above, units_of, seats))
            rows.append(_alone(name, cue, candidate, chain, rank, len(found), top, countries, told))
    return Names(
        tuple(name for name, _ in where), tuple(map(tuple, where.values())), tuple(cues), tuple(kept),
        np.array(owner, dtype=np.int64), np.array(rows, dtype=np.float32).reshape(len(rows), ALONE),
        np.array(none, dtype=np.float32).reshape(len(none), NONE), tuple(chains),
    )  # fmt: skip


def _prune(found: Sequence[Candidate]) -> list[Candidate]:
    if len(found) <= MOST_CANDIDATES:
        return list(found)
    towns = sorted((c for c in found if c.entry.kind == "city"), key=lambda c: (c.how != "own", -c.entry.population))
    others = [c for c in found if c.entry.kind != "city"]
    return others[:MOST_CANDIDATES] + towns[: max(10, MOST_CANDIDATES - len(others))]


def _seat(candidate: Candidate, above: Sequence[Entry], units: Set[int], seats: Set[int]) -> tuple[float, float]:
    """Whether a town lies in a unit of the same name, and whether a unit holds a town of its name."""
    unit = candidate.entry.kind in ("division", "district")
    inside = candidate.entry.kind == "city" and any(entry.id in units for entry in above)
    return float(inside), float(unit and candidate.entry.id in seats)


def _said(units: Mapping[int, Mapping[str, int]], above: Sequence[Entry], key: str) -> tuple[float, float]:
    """How often the country and the division of a candidate are named otherwise than by the name itself."""
    counts = {"country": 0, "division": 0}
    for entry in above:
        if entry.kind in counts:
            counts[entry.kind] += sum(n for k, n in units.get(entry.id, {}).items() if k != key)
    return math.log1p(counts["country"]) / 2, math.log1p(counts["division"]) / 2


ALONE = len(KINDS) + len(HOWS) + 22
NONE = 15 + len(COVERS)


def _alone(
    name: str,
    cue: Cues,
    candidate: Candidate,
    chain: frozenset[int],
    rank: int,
    count: int,
    top: int,
    countries: frozenset[str],
    told: tuple[float, ...],
) -> list[float]:
    entry = candidate.entry
    size = math.log10(entry.population + 1)
    above = chain - {entry.id}
    asked = bool(cue.kinds)
    container = bool(cue.containers & above)
    return [
        *(float(entry.kind == kind) for kind in KINDS),
        *(float(candidate.how == how) for how in HOWS),
        size / 7, float(entry.population == 0), (math.log10(top + 1) - size) / 7, 1 / (1 + rank), math.log(count) / 4,
        float(entry.name == name), float(name.isupper()), float("." in name), min(len(name), 20) / 20,
        float(candidate.stripped is not None),
        float(asked and entry.kind in cue.kinds), float(asked and entry.kind not in cue.kinds),
        float(container), float(bool(cue.containers) and not container),
        float(any(True for _ in cue.contained) and entry.kind in ("country", "division", "district")),
        float(entry.country in countries), float(bool(countries) and entry.country not in countries),
        math.log(cue.count) / 3, *told,
    ]  # fmt: skip


def _none_features(name: str, cover: str, at: Sequence[Proposal], cue: Cues, found: Sequence[Candidate]) -> list[float]:
    top = max((c.entry.population for c in found if c.how in ("own", "other")), default=0)
    return [
        1.0, math.log(len(found) + 1) / 4, float(any(c.how == "own" for c in found)), cue.person, cue.inner, cue.ruled,
        math.log(cue.count) / 3, min(len(name), 20) / 20, float(is_no_place(name)), math.log10(top + 1) / 7,
        float(any(c.entry.kind in ("country", "division") and c.how in ("own", "abbreviation") for c in found)),
        float(any(c.how == "demonym" for c in found)), float(" " in name),
        sum(p.first for p in at) / len(at), sum(p.last for p in at) / len(at),
        *(float(cover == known) for known in COVERS),
    ]  # fmt: skip


def together(names: Names, probability: Array) -> Array:
    """[candidates, TOGETHER]: what each candidate shares with the likely candidates of the other names."""
    count = len(names.candidates)
    if not count:
        return np.zeros((0, TOGETHER), dtype=np.float32)
    likely = np.flatnonzero(probability >= LIKELY)
    lat = np.array([c.entry.lat for c in names.candidates])
    lon = np.array([c.entry.lon for c in names.candidates])
    weight = np.log1p([c.count for c in names.cues])[names.owner] + 0.5
    mass = (probability * weight)[likely]
    strings = np.array([names.names.index(name) for name in names.names])[names.owner]
    other = strings[:, None] != strings[likely][None, :]
    narrow = np.array([c.entry.kind not in ("country", "region", "division") for c in names.candidates])
    far = kilometres(lat[:, None], lon[:, None], lat[likely][None, :], lon[likely][None, :])
    place = other & narrow[likely][None, :]
    columns = [(place * (far < km)) @ mass for km in NEAR_KM]
    nearest = np.where(place & (probability[likely][None, :] > 0.3), far, 20_000.0).min(axis=1, initial=20_000.0)
    country, division = _unit(names, "country"), _unit(names, "division")
    columns.append((other & (country[:, None] == country[likely][None, :]) & (country[:, None] >= 0)) @ mass)
    columns.append((other & (division[:, None] == division[likely][None, :]) & (division[:, None] >= 0)) @ mass)
    total = other @ mass
    inside, holds = _containment(names, likely, mass)
    columns += [inside, holds]
    divisions = _spread(names, division)
    columns.append(_possible(names, division[:, None] == division[None, :], divisions))
    columns.append(
        _possible(names, kilometres(lat[:, None], lon[:, None], lat[None, :], lon[None, :]) < NEAR_KM[0], divisions)
    )
    shares = [column / (total + 1.0) for column in columns]
    table = [*(np.log1p(column) for column in columns), *shares, np.log10(nearest + 1) / 4, np.log1p(total) / 3]
    return np.stack(table, axis=1).astype(np.float32)


TOGETHER = 2 * (len(NEAR_KM) + 6) + 2


def _spread(names: Names, division: Array) -> Array:
    """[names] over how many divisions the candidates of a name are spread, at least 1."""
    return np.array(
        [max(1, len(set(division[names.owner == n].tolist()))) for n in range(len(names.names))], dtype=float
    )


def _possible(names: Names, shared: Array, spread: Array) -> Array:
    """How many other names could be in the same part of the world, the widely spread ones counting less."""
    inside = np.zeros((len(names.candidates), len(names.names)), dtype=bool)
    strings = np.array([names.names.index(name) for name in names.names])
    for number in np.unique(strings):
        inside[:, number] = shared[:, strings[names.owner] == number].any(axis=1)
    inside[np.arange(len(names.owner)), strings[names.owner]] = False
    possible: Array = inside @ (1 / np.sqrt(spread))
    return possible


def _unit(names: Names, unit: str) -> Array:
    """A number for the country or division of each candidate, -1 where it has none."""
    numbers: dict[object, int] = {}
    if unit == "country":
        keys: Sequence[object] = [c.entry.country for c in names.candidates]
    else:
        keys = [_division_key(names, at) for at in range(len(names.candidates))]
    return np.array([-1 if key is None else numbers.setdefault(key, len(numbers)) for key in keys])


def _division_key(names: Names, at: int) -> object:
    """What a candidate lies in below its country: its second-widest unit (identifiers grow from wide to narrow)."""
    chain = sorted(names.chain[at])
    return chain[1] if len(chain) > 1 else None


def _containment(names: Names, likely: Array, mass: Array) -> tuple[Array, Array]:
    """Mass of the named places that contain each candidate, and of those that it contains."""
    inside, holds = np.zeros(len(names.candidates)), np.zeros(len(names.candidates))
    bearers: Mapping[int, list[int]] = defaultdict(list)
    for at, candidate in enumerate(names.candidates):
        bearers[candidate.entry.id].append(at)
    masses = dict(zip(likely.tolist(), mass.tolist(), strict=True))
    for at, candidate in enumerate(names.candidates):
        for above in names.chain[at] - {candidate.entry.id}:
            for holder in bearers.get(above, ()):
                if names.names[names.owner[holder]] != names.names[names.owner[at]]:
                    inside[at] += masses.get(holder, 0.0)
                    holds[holder] += masses.get(at, 0.0)
    return inside, holds
