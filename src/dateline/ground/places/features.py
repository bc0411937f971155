"""A report's names with their candidates as numbers, for the ranker.

The table `alone` holds what a candidate is by itself and by the words beside its name; `together.py` makes the one of
what it has in common with the other names of the report.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from dateline.ground.places.areas import Array
from dateline.ground.places.cues import Cues, named_units, read_cues
from dateline.ground.places.gazetteer import Candidate, Gazetteer, is_no_place
from dateline.ground.places.geometry import EARTH_KM, vectors
from dateline.ground.places.keys import normalise
from dateline.ground.places.outlets import UNKNOWN, Outlet
from dateline.ground.places.proposals import COVERS, Proposal
from dateline.ground.places.together import LEVELS, Names

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
HOME_KM = (60.0, 161.0)
"""Distances of a candidate to the town that the outlet is called after: beside it, or in its region."""
ALONE = len(KINDS) + len(HOWS) + 22 + len(HOME_KM)
NONE = 15 + len(COVERS)
_FIXED = len(KINDS) + len(HOWS) + 10
_KIND_ROW = {kind: at * len(HOWS) for at, kind in enumerate(KINDS)}
_HOW_ROW = {how: at for at, how in enumerate(HOWS)}
_OTHER_ROW = len(KINDS) * len(HOWS)
_ONE_HOT = np.concatenate(
    [np.repeat(np.eye(len(KINDS) + 1, len(KINDS)), len(HOWS), axis=0), np.tile(np.eye(len(HOWS)), (len(KINDS) + 1, 1))],
    axis=1,
)
"""[kinds, a coast last, and hows; columns]: a candidate's first columns, by its kind and how it bears its name."""
_OWN = [*range(_FIXED - 10, _FIXED - 4), _FIXED - 1, ALONE - 2, ALONE - 1]
"""The columns that a candidate has of itself."""
_BY_NAME = slice(_FIXED - 4, _FIXED - 1)
"""Those that its name gives."""
_COVERED = {cover: tuple(float(cover == known) for known in COVERS) for cover in COVERS}
_NOTHING = (-1,) * LEVELS
_HOLDERS = ("country", "division")


@dataclasses.dataclass(frozen=True, slots=True)
class _Bearers:
    """The candidates of a name, most people first, and what of them does not hang on the text."""

    candidates: tuple[Candidate, ...]
    fixed: Array
    """[candidates, ALONE] the columns that the text adds to are 0."""
    where: Array
    """[candidates, 3] unit vectors."""
    levels: Array
    """[candidates, LEVELS] identifiers of what contains each and of itself, the widest first, -1 behind."""
    top: int
    """People of the largest that bears the name as its own or another one."""
    own: bool
    unit: bool
    """Whether a country or division bears the name."""
    people: bool


def gather(gazetteer: Gazetteer, text: str, proposals: Sequence[Proposal], outlet: Outlet = UNKNOWN) -> Names:
    """The distinct names of a text, apart by what they stand in, with all that is known of their candidates."""
    where: dict[tuple[str, str], list[Proposal]] = defaultdict(list)
    for proposal in proposals:
        where[text[slice(*proposal.span)], proposal.cover].append(proposal)
    low = min((p.span[0] for p in proposals), default=0)
    high = max((p.span[1] for p in proposals), default=0)
    units = named_units(gazetteer, text[max(0, low - AROUND) : high + AROUND])
    bearers = [_bearers(gazetteer, name) for name, _ in where]
    cues = [read_cues(gazetteer, text, [p.span for p in at]) for at in where.values()]
    owner = np.repeat(np.arange(len(bearers)), [len(own.candidates) for own in bearers])
    candidates = tuple(c for own in bearers for c in own.candidates)
    places = np.concatenate([np.empty((0, 3)), *(own.where for own in bearers)])
    alone = np.concatenate([np.empty((0, ALONE), dtype=np.float32), *(own.fixed for own in bearers)])
    levels = np.concatenate([np.empty((0, LEVELS), dtype=np.int64), *(own.levels for own in bearers)])
    alone[:, _FIXED + 7] = np.log([cue.count for cue in cues] or [1])[owner] / 3
    if outlet.countries:
        home = np.array([c.entry.country in outlet.countries for c in candidates], dtype=bool)
        alone[:, _FIXED + 5], alone[:, _FIXED + 6] = home, ~home
    if outlet.towns and len(places):
        alone[:, _FIXED + 10 : _FIXED + 10 + len(HOME_KM)] = _near_home(
            outlet, [name for name, _ in where], owner, places
        )
    start = 0
    for own, cue in zip(bearers, cues, strict=True):
        stop = start + len(own.candidates)
        _add_beside(gazetteer, alone[start:stop], own.candidates, cue)
        start = stop
    _add_units(gazetteer, alone, levels, units, [normalise(name) for name, _ in where], owner)
    none = [_none_features(name, cover, at, cue, own)
            for own, cue, ((name, cover), at) in zip(bearers, cues, where.items(), strict=True)]  # fmt: skip
    return Names(
        tuple(name for name, _ in where), tuple(map(tuple, where.values())), tuple(cues), candidates, owner, alone,
        np.array(none, dtype=np.float32).reshape(len(none), NONE), places,
        levels,
    )  # fmt: skip


def _prune(found: Sequence[Candidate]) -> list[Candidate]:
    if len(found) <= MOST_CANDIDATES:
        return list(found)
    towns = sorted((c for c in found if c.entry.kind == "city"), key=lambda c: (c.how != "own", -c.entry.population))
    others = [c for c in found if c.entry.kind != "city"]
    return others[:MOST_CANDIDATES] + towns[: max(10, MOST_CANDIDATES - len(others))]


@functools.lru_cache(maxsize=REMEMBERED)
def _bearers(gazetteer: Gazetteer, name: str) -> _Bearers:
    found = sorted(_prune(gazetteer.candidates(name)), key=lambda c: -c.entry.population)
    above = [gazetteer.ancestors(c.entry) for c in found]
    named = [c.how in ("own", "other") for c in found]
    most = found[0].entry.population if found else 0
    units = {c.entry.id for c in found if c.entry.kind in ("division", "district")}
    seats = {unit.id for c, holders, is_named in zip(found, above, named, strict=True)
             if is_named and c.entry.kind == "city" for unit in holders} if units else set()  # fmt: skip
    largest, several = math.log10(most + 1), math.log(max(1, len(found))) / 4
    rows, levels = [], []
    for rank, ((entry, _, stripped), holders) in enumerate(zip(found, above, strict=True), 1):
        size = math.log10(entry.population + 1)
        # last, whether a town lies in a unit of the same name, and whether a unit holds a town of its name
        rows.append((
            size / 7, entry.population == 0, (largest - size) / 7, 1 / rank, several, entry.name == name,
            stripped is not None,
            bool(units) and entry.kind == "city" and any(holder.id in units for holder in holders),
            entry.id in units and entry.id in seats,
        ))  # fmt: skip
        levels.append((*(holder.id for holder in reversed(holders)), entry.id, *_NOTHING[len(holders) + 1 :]))
    fixed = np.zeros((len(found), ALONE), dtype=np.float32)
    if rows:
        fixed[:, : len(_ONE_HOT[0])] = _ONE_HOT[
            [_KIND_ROW.get(c.entry.kind, _OTHER_ROW) + _HOW_ROW[c.how] for c in found]
        ]
        fixed[:, _OWN] = rows
        fixed[:, _BY_NAME] = name.isupper(), "." in name, min(len(name), 20) / 20
    return _Bearers(
        tuple(found), fixed, vectors([c.entry.lat for c in found], [c.entry.lon for c in found]),
        np.array(levels, dtype=np.int64).reshape(len(levels), LEVELS),
        next((c.entry.population for c, is_named in zip(found, named, strict=True) if is_named), 0),
        any(c.how == "own" for c in found),
        any(c.entry.kind in _HOLDERS and c.how in ("own", "abbreviation") for c in found),
        any(c.how == "demonym" for c in found),
    )  # fmt: skip


def _near_home(outlet: Outlet, names: Sequence[str], owner: Array, places: Array) -> Array:
    """[candidates, HOME_KM]: whether each lies near a town that the outlet may be called after, of another name; the
    less the more towns bear that one.
    """
    called = [normalise(town.name) for town in outlet.towns]
    keys = [normalise(name) for name in names]
    other = np.array([[key != town for town in called] for key in keys])
    towns = vectors([town.lat for town in outlet.towns], [town.lon for town in outlet.towns])
    near = np.where(other[owner], places @ towns.T, -1.0).max(axis=1)
    share: Array = (near[:, None] > np.cos(np.array(HOME_KM) / EARTH_KM)) / math.sqrt(len(towns))
    return share


def _add_beside(gazetteer: Gazetteer, table: Array, candidates: Sequence[Candidate], cue: Cues) -> None:
    """Write into the rows of a name what the words beside it say."""
    for row, (entry, *_) in zip(table, candidates, strict=True) if cue.kinds or cue.containers or cue.contained else ():
        if cue.kinds:
            row[_FIXED if entry.kind in cue.kinds else _FIXED + 1] = 1.0
        if cue.containers:
            held = any(holder.id in cue.containers for holder in gazetteer.ancestors(entry))
            row[_FIXED + 2 if held else _FIXED + 3] = 1.0
        if cue.contained and entry.kind in ("country", "division", "district"):
            row[_FIXED + 4] = 1.0


def _add_units(
    gazetteer: Gazetteer, table: Array, levels: Array, units: Mapping[int, Mapping[str, int]],
    keys: Sequence[str], owner: Array,
) -> None:  # fmt: skip
    """Write how often the text names the country and the division that each candidate lies in, otherwise than by the
    name itself; `keys` are the normalised names.
    """
    column = {unit: _FIXED + (8 if gazetteer.entry(unit).kind == "country" else 9) for unit in units}
    for row, (chain, number) in enumerate(zip(levels.tolist(), owner.tolist(), strict=True)):
        # a country is the widest level and a division the second one; what is that unit itself does not lie in it
        for unit, inside in itertools.pairwise(chain[:3]):
            if unit in units and inside >= 0:
                said = sum(n for name, n in units[unit].items() if name != keys[number])
                table[row, column[unit]] = math.log1p(said) / 2


def _none_features(name: str, cover: str, at: Sequence[Proposal], cue: Cues, bearers: _Bearers) -> list[float]:
    return [
        1.0, math.log(len(bearers.candidates) + 1) / 4, float(bearers.own), cue.person, cue.inner, cue.ruled,
        math.log(cue.count) / 3, min(len(name), 20) / 20, float(is_no_place(name)), math.log10(bearers.top + 1) / 7,
        float(bearers.unit), float(bearers.people), float(" " in name),
        sum(p.first for p in at) / len(at), sum(p.last for p in at) / len(at),
        *_COVERED[cover],
    ]  # fmt: skip
