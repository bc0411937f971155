"""What a report's names have in common: how near their candidates lie, and which country and division they share.

Each counts by how likely it is, so the table is made anew for each stage of the ranker; what does not hang on that is
made once for a report.
"""

from __future__ import annotations

import dataclasses
import functools
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from dateline.ground.places.areas import Array
from dateline.ground.places.cues import Cues
from dateline.ground.places.gazetteer import Candidate, kilometres
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
    """[candidates] index into `names`."""
    alone: Array
    """[candidates, features]"""
    none: Array
    """[names, features] of the answer "none of these"."""
    chain: tuple[frozenset[int], ...]
    """Of each candidate: itself and what contains it."""

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
    """[NEAR_KM and country, division, any; candidates, candidates]: what the second has in common with the first."""
    far: Array
    """[candidates, candidates] kilometres, _FAR to what is too wide to be near anything."""
    inside: tuple[Array, Array]
    """Pairs of a candidate and one of another name that contains it."""
    possible: list[Array]
    """[candidates] how many other names could lie in the same division, and nearby."""


def together(names: Names, probability: Array) -> Array:
    """[candidates, TOGETHER]: what each candidate shares with the likely candidates of the other names."""
    count = len(names.candidates)
    if not count:
        return np.zeros((0, TOGETHER), dtype=np.float32)
    shared = names.shared
    likely = np.flatnonzero(probability >= LIKELY)
    mass = (probability * shared.weight)[likely]
    *near, total = shared.masks[:, :, likely] @ mass
    nearest = shared.far[:, np.flatnonzero(probability > 0.3)].min(axis=1, initial=_FAR)
    masses = np.zeros(count)
    masses[likely] = mass
    inside, holds = np.zeros(count), np.zeros(count)
    low, high = shared.inside
    np.add.at(inside, low, masses[high])
    np.add.at(holds, high, masses[low])
    columns = np.array([*near, inside, holds, *shared.possible])
    rest = np.array([np.log10(nearest + 1) / 4, np.log1p(total) / 3])
    return np.concatenate([np.log1p(columns), columns / (total + 1.0), rest]).T.astype(np.float32)


def _shared(names: Names) -> Shared:
    lat = np.array([c.entry.lat for c in names.candidates])
    lon = np.array([c.entry.lon for c in names.candidates])
    numbers: dict[str, int] = {}
    strings = np.array([numbers.setdefault(name, n) for n, name in enumerate(names.names)])[names.owner]
    other = strings[:, None] != strings[None, :]
    narrow = np.array([c.entry.kind not in ("country", "region", "division") for c in names.candidates])
    far = kilometres(lat[:, None], lon[:, None], lat[None, :], lon[None, :])
    country = _numbered([c.entry.country for c in names.candidates])
    division = _numbered([_division_key(names, at) for at in range(len(names.candidates))])
    place = other & narrow[None, :]
    masks = [place & (far < km) for km in NEAR_KM]
    masks += [other & (unit[:, None] == unit[None, :]) & (unit[:, None] >= 0) for unit in (country, division)]
    spread = _spread(names, division)
    return Shared(
        np.log1p([c.count for c in names.cues])[names.owner] + 0.5,
        np.stack([*masks, other]),
        np.where(place, far, _FAR),
        _containment(names, strings),
        _possible(strings, spread, division[:, None] == division[None, :], far < NEAR_KM[0]),
    )


def _spread(names: Names, division: Array) -> Array:
    """[names] over how many divisions the candidates of a name are spread, at least 1."""
    found: list[set[int]] = [set() for _ in names.names]
    for owner, number in zip(names.owner.tolist(), division.tolist(), strict=True):
        found[owner].add(number)
    return np.array([max(1, len(numbers)) for numbers in found], dtype=float)


def _possible(strings: Array, spread: Array, *shared: Array) -> list[Array]:
    """For each way to share: how many other names could be in the same part of the world, the widely spread ones
    counting less.
    """
    order = np.argsort(strings, kind="stable")
    numbers, starts = np.unique(strings[order], return_index=True)
    weight, own = 1 / np.sqrt(spread), np.arange(len(strings))
    possible = []
    for pairs in shared:
        inside = np.zeros((len(strings), len(spread)), dtype=bool)
        inside[:, numbers] = np.logical_or.reduceat(pairs[:, order], starts, axis=1)
        inside[own, strings] = False
        possible.append(inside @ weight)
    return possible


def _numbered(keys: Sequence[object]) -> Array:
    """A number for each key, -1 where it is None."""
    numbers: dict[object, int] = {}
    return np.array([-1 if key is None else numbers.setdefault(key, len(numbers)) for key in keys])


def _division_key(names: Names, at: int) -> object:
    """What a candidate lies in below its country: its second-widest unit (identifiers grow from wide to narrow)."""
    chain = sorted(names.chain[at])
    return chain[1] if len(chain) > 1 else None


def _containment(names: Names, strings: Array) -> tuple[Array, Array]:
    """Each candidate with those of other names that contain it."""
    bearers: dict[int, list[int]] = defaultdict(list)
    for at, candidate in enumerate(names.candidates):
        bearers[candidate.entry.id].append(at)
    own = strings.tolist()
    pairs = [
        (at, holder)
        for at, candidate in enumerate(names.candidates)
        for above in names.chain[at] - {candidate.entry.id}
        for holder in bearers.get(above, ())
        if own[holder] != own[at]
    ]
    low, high = np.array(pairs, dtype=np.int64).reshape(len(pairs), 2).T
    return low, high
