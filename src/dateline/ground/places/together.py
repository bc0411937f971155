"""What a report's names have in common: how near their candidates lie, and which country and division they share.

Each counts by how likely it is, so the table is made anew for each stage of the ranker; what does not hang on that is
made once for a report.
"""

from __future__ import annotations

import dataclasses
import functools
import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from dateline.ground.places.areas import Array
from dateline.ground.places.cues import Cues
from dateline.ground.places.gazetteer import Candidate
from dateline.ground.places.geometry import EARTH_KM
from dateline.ground.places.proposals import Proposal

NEAR_KM = (40.0, 161.0, 500.0)
LIKELY = 0.03
"""Less likely candidates of other names do not count."""
TOGETHER = 2 * (len(NEAR_KM) + 6) + 2
_FAR = 20_000.0


@dataclasses.dataclass(frozen=True)
class Names:
    """The names of one report with their candidates, one after another; `owner` says whose candidate each is."""

    names: tuple[str, ...]
    proposals: tuple[tuple[Proposal, ...], ...]
    """Where each name stands."""
    cues: tuple[Cues, ...]
    candidates: tuple[Candidate, ...]
    owner: Array
    """[candidates] index into `names`, in order."""
    alone: Array
    """[candidates, features]"""
    none: Array
    """[names, features] of the answer "none of these"."""
    where: Array
    """[candidates, 3] unit vectors."""
    chain: tuple[frozenset[int], ...]
    """Of each candidate: itself and what contains it."""
    division: Array
    """[candidates] what each lies in below its country, -1 for nothing."""

    @functools.cached_property
    def shared(self) -> Shared:
        """What the candidates have in common, however likely they are."""
        return _shared(self)


@dataclasses.dataclass(frozen=True)
class Shared:
    """What pairs of candidates have in common; of candidates of one name nothing counts."""

    weight: Array
    """[candidates] by how often the name stands there."""
    masks: Array
    """[candidates; NEAR_KM and country, division, any; candidates]: what the last has in common with the first."""
    near: Array
    """[candidates, candidates] cosines of the angles between them, -1 where the first is too wide to count."""
    inside: tuple[Array, Array]
    """Pairs of a candidate and one of another name that contains it."""
    possible: Array
    """[2, candidates] how many other names could lie in the same division, and nearby."""


def together(names: Names, probability: Array) -> Array:
    """[candidates, TOGETHER]: what each candidate shares with the likely candidates of the other names."""
    count = len(names.candidates)
    if not count:
        return np.zeros((0, TOGETHER), dtype=np.float32)
    shared = names.shared
    likely = np.flatnonzero(probability >= LIKELY)
    mass = (probability * shared.weight)[likely]
    sums = mass @ shared.masks.reshape(count, -1)[likely].astype(float)
    *near, total = sums.reshape(-1, count)
    cosine = shared.near[probability > 0.3].max(axis=0, initial=-1.0)
    nearest = np.minimum(2 * EARTH_KM * np.arcsin(np.sqrt(np.maximum(1 - cosine, 0.0) / 2)), _FAR)
    masses = np.zeros(count)
    masses[likely] = mass
    low, high = shared.inside
    inside, holds = np.bincount(low, masses[high], count), np.bincount(high, masses[low], count)
    columns = np.array([*near, inside, holds, *shared.possible])
    table = np.empty((TOGETHER, count), dtype=np.float32)
    table[: len(columns)] = np.log1p(columns)
    table[len(columns) : -2] = columns / (total + 1.0)
    table[-2], table[-1] = np.log10(nearest + 1) / 4, np.log1p(total) / 3
    return table.T


def _shared(names: Names) -> Shared:
    numbers: dict[str, int] = {}
    strings = np.array([numbers.setdefault(name, n) for n, name in enumerate(names.names)])[names.owner]
    narrow = np.array([c.entry.kind not in ("country", "region", "division") for c in names.candidates])
    country, division = _numbered([c.entry.country for c in names.candidates]), names.division
    near = names.where @ names.where.T
    masks = np.empty((len(strings), len(NEAR_KM) + 3, len(strings)), dtype=bool)
    other = np.not_equal(strings[:, None], strings, out=masks[:, -1])
    place = other & narrow[:, None]
    for at, km in enumerate(NEAR_KM):
        np.logical_and(place, near > math.cos(km / EARTH_KM), out=masks[:, at])
    same = division[:, None] == division
    np.logical_and(other & (country >= 0), country[:, None] == country, out=masks[:, -3])
    np.logical_and(other & (division >= 0), same, out=masks[:, -2])
    return Shared(
        np.log1p([c.count for c in names.cues])[names.owner] + 0.5,
        masks,
        np.where(place, near, -1.0),
        _containment(names, strings),
        _possible(strings, _spread(names, division), same, near > math.cos(NEAR_KM[0] / EARTH_KM)),
    )


def _spread(names: Names, division: Array) -> Array:
    """[names] over how many divisions the candidates of a name are spread, at least 1."""
    found: list[set[int]] = [set() for _ in names.names]
    for owner, number in zip(names.owner.tolist(), division.tolist(), strict=True):
        found[owner].add(number)
    return np.array([max(1, len(numbers)) for numbers in found], dtype=float)


def _possible(strings: Array, spread: Array, *shared: Array) -> Array:
    """[ways, candidates] for each way to share: how many other names could be in the same part of the world, the widely
    spread ones counting less.
    """
    order = np.argsort(strings, kind="stable")
    ordered = strings[order]
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    inside = np.logical_or.reduceat(np.stack(shared)[:, order], starts, axis=1)
    inside[:, ordered[starts][:, None] == strings] = False
    possible: Array = (1 / np.sqrt(spread))[ordered[starts]] @ inside
    return possible


def _numbered(keys: Sequence[object]) -> Array:
    """A number for each key, -1 where it is None."""
    numbers: dict[object, int] = {}
    return np.array([-1 if key is None else numbers.setdefault(key, len(numbers)) for key in keys])


def _containment(names: Names, strings: Array) -> tuple[Array, Array]:
    """Each candidate with those of other names that contain it."""
    bearers: dict[int, list[int]] = defaultdict(list)
    for at, candidate in enumerate(names.candidates):
        bearers[candidate.entry.id].append(at)
    own, present = strings.tolist(), frozenset(bearers)
    pairs = [
        (at, holder)
        for at, (candidate, chain) in enumerate(zip(names.candidates, names.chain, strict=True))
        if len(above := chain & present) > 1
        for number in above if number != candidate.entry.id
        for holder in bearers[number] if own[holder] != own[at]
    ]  # fmt: skip
    low, high = np.array(pairs, dtype=np.int64).reshape(len(pairs), 2).T
    return low, high
