"""From a report's probabilities to its templates: plain numpy, so that the run time can share it.

Rule: a type is present where the count head says so; each present type gets one template, or several where the count
head says so and the fillers split; a string fills a role where the role head says so, and belongs to the present types
that the type head names, at least to the likeliest one; strings of one role that name one entity are given once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.codebooks.muc4 import INCIDENT_TYPES, ROLES, Template

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Candidate:
    """A string that may fill roles, the character ranges where it stands, and its probabilities."""

    string: str
    places: tuple[tuple[int, int], ...]
    role: Array  # [roles]
    type: Array  # [types]


@dataclass(frozen=True)
class Reading:
    """`counts` [types, MOST]: probability of at least k incidents; `entity`, `incident` [n, n] over the candidates."""

    counts: Array
    candidates: list[Candidate]
    entity: Array | None
    incident: Array | None


@dataclass(frozen=True)
class Thresholds:
    """Where a probability becomes a statement. Round values between the old ones and those that training.tune chose for
    the shipped run on the tuning split (training/NOTES.md has the cross-fitted figure).
    """

    present: float = 0.2
    second: float = 0.45
    perp_individual: float = 0.3
    perp_organisation: float = 0.65
    target: float = 0.5
    victim: float = 0.6
    weapon: float = 0.35
    type: float = 0.3
    entity: float = 0.6
    incident: float = 0.5

    def role(self, index: int) -> float:
        """The threshold of a role by its place in ROLES."""
        return (self.perp_individual, self.perp_organisation, self.target, self.victim, self.weapon)[index]


@dataclass(frozen=True)
class Filler:
    """An entity in a role: its best string (index of the candidate) and the probability of the role."""

    role: int
    candidate: int
    chance: float
    members: tuple[int, ...]


def fillers(reading: Reading, limits: Thresholds) -> list[Filler]:
    """The entities that fill roles anywhere in the report. Strings are taken best first; a string that names the same
    entity as one already taken for the role joins it.
    """
    found: list[Filler] = []
    for role in range(len(ROLES)):
        order = sorted(range(len(reading.candidates)), key=lambda at: -reading.candidates[at].role[role])
        taken: list[list[int]] = []
        for at in order:
            if reading.candidates[at].role[role] < limits.role(role):
                break
            home = next((group for group in taken if _same(reading, at, group[0], limits)), None)
            if home is None:
                taken.append([at])
            else:
                home.append(at)
        chances = [float(candidate.role[role]) for candidate in reading.candidates]
        found += [Filler(role, group[0], chances[group[0]], tuple(group)) for group in taken]
    return found


def _same(reading: Reading, a: int, b: int, limits: Thresholds) -> bool:
    """Whether two strings name one entity: by the head, or because one stands inside the other ("rebels" in "100
    rebels").
    """
    assert reading.entity is not None
    if reading.entity[a, b] >= limits.entity:
        return True
    places = reading.candidates[b].places
    return any(x < d and c < y for x, y in reading.candidates[a].places for c, d in places)


def decode(reading: Reading, limits: Thresholds = Thresholds()) -> list[Template]:
    """The templates of a report."""
    present = [kind for kind in range(len(INCIDENT_TYPES)) if reading.counts[kind, 0] >= limits.present]
    if not present:
        return []
    homes: dict[int, list[Filler]] = {kind: [] for kind in present}
    for filler in fillers(reading, limits):
        chances = reading.candidates[filler.candidate].type
        likeliest = max(present, key=lambda kind: float(chances[kind]))
        for kind in present:
            if kind == likeliest or chances[kind] >= limits.type:
                homes[kind].append(filler)
    templates = []
    for kind in present:
        number = 1 + int((reading.counts[kind, 1:] >= limits.second).sum())
        templates += [_template(reading, kind, part) for part in split(reading, homes[kind], number, limits)]
    return templates


def split(reading: Reading, members: Sequence[Filler], number: int, limits: Thresholds) -> list[list[Filler]]:
    """Fillers of one incident type as `number` incidents or fewer.

    Agglomerative with average linkage on the same-incident probability, stopped at `number` groups; a filler that goes
    with every filler of another group too (a perpetrator of several incidents) is then given to both.
    """
    if number <= 1 or len(members) <= 1 or reading.incident is None:
        return [list(members)]
    incident = reading.incident
    groups = [[filler] for filler in members]

    def link(a: Sequence[Filler], b: Sequence[Filler]) -> float:
        return float(np.mean([incident[x.candidate, y.candidate] for x in a for y in b]))

    while len(groups) > number:
        pairs = [(link(groups[i], groups[j]), i, j) for i in range(len(groups)) for j in range(i)]
        _, i, j = max(pairs)
        groups[j].extend(groups.pop(i))
    whole = []
    for group in groups:
        extra = [
            f
            for f in members
            if f not in group and min(incident[f.candidate, g.candidate] for g in group) >= limits.incident
        ]
        whole.append([*group, *extra])
    return whole


def _template(reading: Reading, kind: int, part: Sequence[Filler]) -> Template:
    by_role = {
        name: tuple((reading.candidates[f.candidate].string,) for f in part if f.role == role)
        for role, name in enumerate(ROLES)
    }
    return Template(INCIDENT_TYPES[kind], by_role)
