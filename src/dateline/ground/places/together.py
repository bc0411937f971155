"""What a report's names have in common: how near their candidates lie, and which country and division they share.

Each counts by how likely it is, so the table is made anew for each stage of the ranker; what does not hang on that is
made once for a report.
"""

from __future__ import annotations

import dataclasses
import functools
import math
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
LEVELS = 6
"""How deep places lie in each other at most, themselves included."""
_SURE = 0.3
"""From here on a candidate tells how far off the nearest place is."""
_FAR = 20_000.0
_NEAR = np.cos(np.array(NEAR_KM) / EARTH_KM)[:, None, None]
_WIDE = ("country", "region", "division")


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
    levels: Array
    """[candidates, LEVELS] identifiers of what contains each and of itself, the widest first, -1 behind."""

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
    """[NEAR_KM and country, division, any; candidates; candidates]: what the last has in common with the first."""
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
    *near, total = mass @ shared.masks[:, likely].astype(float)
    cosine = shared.near[probability > _SURE].max(axis=0, initial=-1.0)
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
    narrow = np.array([c.entry.kind not in _WIDE for c in names.candidates])
    division = names.levels[:, 1]
    units = np.array(
        [_numbered([c.entry.country for c in names.candidates]), np.where(division < 0, math.nan, division)]
    )
    near = names.where @ names.where.T
    other = strings[:, None] != strings
    place = other & narrow[:, None]
    masks = np.empty((len(NEAR_KM) + 3, *near.shape), dtype=bool)
    np.greater(near, _NEAR, out=masks[:-3])
    masks[:-3] &= place
    np.equal(units[:, :, None], units[:, None], out=masks[-3:-1])
    masks[-3:-1] &= other
    masks[-1] = other
    return Shared(
        np.log1p([c.count for c in names.cues])[names.owner] + 0.5,
        masks,
        np.where(place, near, -1.0),
        _containment(names, strings),
        _possible(names, strings, np.array([division[:, None] == division, near > _NEAR[0]], dtype=np.float32)),
    )


def _possible(names: Names, strings: Array, shared: Array) -> Array:
    """[ways, candidates] for each way to share [ways, candidates, candidates]: how many other names could be in the
    same part of the world, those that are spread over many divisions counting less.
    """
    spread: list[set[int]] = [set() for _ in names.names]
    for owner, number in zip(names.owner.tolist(), names.levels[:, 1].tolist(), strict=True):
        spread[owner].add(number)
    bears = np.arange(len(names.names))[:, None] == strings
    inside = (bears.astype(np.float32) @ shared > 0) & ~bears
    possible: Array = np.array([max(1, len(numbers)) for numbers in spread]) ** -0.5 @ inside
    return possible


def _numbered(keys: Sequence[str | None]) -> list[float]:
    """A number for each key, NaN where it is None."""
    numbers: dict[str, float] = {}
    return [math.nan if key is None else numbers.setdefault(key, len(numbers)) for key in keys]


def _containment(names: Names, strings: Array) -> tuple[Array, Array]:
    """Each candidate with those of other names that contain it."""
    bearers: dict[int, list[int]] = {}
    for at, candidate in enumerate(names.candidates):
        bearers.setdefault(candidate.entry.id, []).append(at)
    own = strings.tolist()
    pairs = [
        (at, holder)
        for at, (candidate, chain) in enumerate(zip(names.candidates, names.levels.tolist(), strict=True))
        for number in chain if number in bearers and number != candidate.entry.id
        for holder in bearers[number] if own[holder] != own[at]
    ]  # fmt: skip
    low, high = np.array(pairs, dtype=np.int64).reshape(len(pairs), 2).T
    return low, high
