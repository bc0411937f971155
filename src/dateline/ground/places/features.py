"""A report's names with their candidates as numbers, for the ranker.

The table `alone` holds what a candidate is by itself and by the words beside its name; `together.py` makes the one of
what it has in common with the other names of the report.
"""

from __future__ import annotations

import functools
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

import numpy as np

from dateline.ground.places.cues import Cues, named_units, read_cues
from dateline.ground.places.gazetteer import Candidate, Entry, Gazetteer, is_no_place
from dateline.ground.places.keys import normalise
from dateline.ground.places.proposals import COVERS, Proposal
from dateline.ground.places.together import Names

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
AROUND = 2_000
"""Characters before the first and after the last name that are searched for countries and divisions."""


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
            above = gazetteer.ancestors(candidate.entry)
            chain = gazetteer.chain(candidate.entry)
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


@functools.cache
def _one_hot(kind: str, how: str) -> tuple[float, ...]:
    return (*(float(kind == known) for known in KINDS), *(float(how == known) for known in HOWS))


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
        *_one_hot(entry.kind, candidate.how),
        size / 7, float(entry.population == 0), (math.log10(top + 1) - size) / 7, 1 / (1 + rank), math.log(count) / 4,
        float(entry.name == name), float(name.isupper()), float("." in name), min(len(name), 20) / 20,
        float(candidate.stripped is not None),
        float(asked and entry.kind in cue.kinds), float(asked and entry.kind not in cue.kinds),
        float(container), float(bool(cue.containers) and not container),
        float(bool(cue.contained) and entry.kind in ("country", "division", "district")),
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
