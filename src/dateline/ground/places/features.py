"""A report's names with their candidates as numbers, for the ranker.

The table `alone` holds what a candidate is by itself and by the words beside its name; `together.py` makes the one of
what it has in common with the other names of the report.
"""

from __future__ import annotations

import dataclasses
import functools
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from dateline.ground.places.areas import Array
from dateline.ground.places.cues import Cues, named_units, read_cues
from dateline.ground.places.gazetteer import Candidate, Gazetteer, is_no_place
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
REMEMBERED = 5_000
"""Names whose candidates are kept with what does not hang on the text: reports name the same places again and again."""
AROUND = 2_000
"""Characters before the first and after the last name that are searched for countries and divisions."""


ALONE = len(KINDS) + len(HOWS) + 22
NONE = 15 + len(COVERS)
_FIXED = len(KINDS) + len(HOWS) + 10


@dataclasses.dataclass(frozen=True, slots=True)
class _Bearers:
    """The candidates of a name, most people first, and what of them does not hang on the text."""

    candidates: tuple[Candidate, ...]
    chains: tuple[frozenset[int], ...]
    wide: tuple[tuple[tuple[int, ...], ...], ...]
    """Of each candidate the country and the division that it lies in."""
    fixed: Array
    """[candidates, ALONE] the columns that the text adds to are 0."""
    top: int
    """People of the largest that bears the name as its own or another one."""
    own: bool
    unit: bool
    """Whether a country or division bears the name."""
    people: bool


def gather(
    gazetteer: Gazetteer, text: str, proposals: Sequence[Proposal], countries: frozenset[str] = frozenset()
) -> Names:
    """The distinct names of a text, apart by what they stand in. `countries` are known from outside (the outlet's)."""
    where: dict[tuple[str, str], list[Proposal]] = defaultdict(list)
    for proposal in proposals:
        where[text[slice(*proposal.span)], proposal.cover].append(proposal)
    cues, owner, none = [], [], []
    kept: list[Candidate] = []
    chains: list[frozenset[int]] = []
    rows: list[Array] = [np.empty((0, ALONE), dtype=np.float32)]
    low = min((p.span[0] for p in proposals), default=0)
    high = max((p.span[1] for p in proposals), default=0)
    units = named_units(gazetteer, text[max(0, low - AROUND) : high + AROUND])
    for number, ((name, cover), at) in enumerate(where.items()):
        bearers = _bearers(gazetteer, name)
        cue = read_cues(gazetteer, text, [p.span for p in at])
        cues.append(cue)
        none.append(_none_features(name, cover, at, cue, bearers))
        kept += bearers.candidates
        chains += bearers.chains
        owner += [number] * len(bearers.candidates)
        rows.append(_alone(bearers, cue, countries, units, normalise(name)))
    return Names(
        tuple(name for name, _ in where), tuple(map(tuple, where.values())), tuple(cues), tuple(kept),
        np.array(owner, dtype=np.int64), np.concatenate(rows),
        np.array(none, dtype=np.float32).reshape(len(none), NONE), tuple(chains),
    )  # fmt: skip


def _prune(found: Sequence[Candidate]) -> list[Candidate]:
    if len(found) <= MOST_CANDIDATES:
        return list(found)
    towns = sorted((c for c in found if c.entry.kind == "city"), key=lambda c: (c.how != "own", -c.entry.population))
    others = [c for c in found if c.entry.kind != "city"]
    return others[:MOST_CANDIDATES] + towns[: max(10, MOST_CANDIDATES - len(others))]


@functools.cache
def _one_hot(kind: str, how: str) -> tuple[float, ...]:
    return (*(float(kind == known) for known in KINDS), *(float(how == known) for known in HOWS))


@functools.lru_cache(maxsize=REMEMBERED)
def _bearers(gazetteer: Gazetteer, name: str) -> _Bearers:
    found = sorted(_prune(gazetteer.candidates(name)), key=lambda c: -c.entry.population)
    above = [gazetteer.ancestors(c.entry) for c in found]
    most = max((c.entry.population for c in found), default=0)
    units = {c.entry.id for c in found if c.entry.kind in ("division", "district")}
    named = [c.how in ("own", "other") for c in found]
    towns = [holders for c, holders, is_named in zip(found, above, named, strict=True)
             if is_named and c.entry.kind == "city"]  # fmt: skip
    seats = {unit.id for holders in towns for unit in holders}
    by_name = (float(name.isupper()), float("." in name), min(len(name), 20) / 20)
    open_columns = (0.0,) * (ALONE - _FIXED - 2)
    rows = []
    for rank, (candidate, holders) in enumerate(zip(found, above, strict=True)):
        entry = candidate.entry
        size = math.log10(entry.population + 1)
        # last, whether a town lies in a unit of the same name, and whether a unit holds a town of its name
        rows.append((
            *_one_hot(entry.kind, candidate.how), size / 7, float(entry.population == 0),
            (math.log10(most + 1) - size) / 7, 1 / (1 + rank), math.log(len(found)) / 4, float(entry.name == name),
            *by_name, float(candidate.stripped is not None), *open_columns,
            float(entry.kind == "city" and any(holder.id in units for holder in holders)),
            float(entry.id in units and entry.id in seats),
        ))  # fmt: skip
    wide = [tuple(tuple(e.id for e in holders if e.kind == kind) for kind in ("country", "division"))
            for holders in above]  # fmt: skip
    return _Bearers(
        tuple(found),
        tuple(gazetteer.chain(c.entry) for c in found),
        tuple(wide),
        np.array(rows, dtype=np.float32).reshape(len(rows), ALONE),
        max((c.entry.population for c, is_named in zip(found, named, strict=True) if is_named), default=0),
        any(c.how == "own" for c in found),
        any(c.entry.kind in ("country", "division") and c.how in ("own", "abbreviation") for c in found),
        any(c.how == "demonym" for c in found),
    )


def _alone(
    bearers: _Bearers, cue: Cues, countries: frozenset[str], units: Mapping[int, Mapping[str, int]], key: str
) -> Array:
    """[candidates, ALONE]: what is fixed, with what the words beside the name and the rest of the text say."""
    table = bearers.fixed.copy()
    table[:, _FIXED + 7] = math.log(cue.count) / 3
    for at, (candidate, chain, wide) in enumerate(zip(bearers.candidates, bearers.chains, bearers.wide, strict=True)):
        entry, row = candidate.entry, table[at]
        if cue.kinds:
            row[_FIXED if entry.kind in cue.kinds else _FIXED + 1] = 1.0
        if cue.containers:
            row[_FIXED + 3 if cue.containers.isdisjoint(chain - {entry.id}) else _FIXED + 2] = 1.0
        if cue.contained and entry.kind in ("country", "division", "district"):
            row[_FIXED + 4] = 1.0
        if countries:
            row[_FIXED + 5 if entry.country in countries else _FIXED + 6] = 1.0
        for column, holders in enumerate(wide):
            said = sum(n for unit in holders if unit in units for k, n in units[unit].items() if k != key)
            if said:  # how often it is named otherwise than by the name itself
                row[_FIXED + 8 + column] = math.log1p(said) / 2
    return table


def _none_features(name: str, cover: str, at: Sequence[Proposal], cue: Cues, bearers: _Bearers) -> list[float]:
    return [
        1.0, math.log(len(bearers.candidates) + 1) / 4, float(bearers.own), cue.person, cue.inner, cue.ruled,
        math.log(cue.count) / 3, min(len(name), 20) / 20, float(is_no_place(name)), math.log10(bearers.top + 1) / 7,
        float(bearers.unit), float(bearers.people), float(" " in name),
        sum(p.first for p in at) / len(at), sum(p.last for p in at) / len(at),
        *(float(cover == known) for known in COVERS),
    ]  # fmt: skip
