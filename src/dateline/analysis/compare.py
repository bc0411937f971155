"""Incidents laid beside those of an outside source: which are the same, and what each side lacks."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from dateline.analysis.matching import DAYS, KM, Match, Ours, Theirs, match
from dateline.analysis.outside import OutsideIncident, Source
from dateline.records import EventType, Incident

TYPES: frozenset[EventType] = frozenset({"ASSAULT"})
"""The types that are compared: what sources of violent incidents, UCDP among them, hold."""
WEEK = 6
"""Days before a report's publication on which what it tells without a day may have been, as where incidents are built
(docs/incidents.md).
"""
VAGUE_KM = 100.0
"""Radius of a first-level division: what is only placed in a country would be found by anything that happened in it."""
UNKNOWN = "unknown"


@dataclasses.dataclass(frozen=True, slots=True)
class Cell:
    """The counts of a country and month (that of the last day): of theirs how many were found, of ours how many are
    right, which is theirs too. A share of nothing is None.
    """

    country: str
    month: str
    theirs: int
    found: int
    ours: int
    right: int

    @property
    def recall(self) -> float | None:
        return self.found / self.theirs if self.theirs else None

    @property
    def precision(self) -> float | None:
        return self.right / self.ours if self.ours else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of recall and precision."""
        if self.recall is None or self.precision is None:
            return None
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


@dataclasses.dataclass(frozen=True, slots=True)
class Comparison:
    """How two sources compare: cells by country and month, their total, what each side lacks, and what was left out of
    the comparison, counted by reason.
    """

    cells: tuple[Cell, ...]
    total: Cell
    matches: tuple[Match, ...]
    missed: tuple[OutsideIncident, ...]
    unmatched: tuple[Incident, ...]
    left_out: Counter[str]


def compare(
    incidents: Iterable[Incident],
    source: Source,
    *,
    km: float = KM,
    days: int = DAYS,
    published: Mapping[str, dt.date] = MappingProxyType({}),
) -> Comparison:
    """Matches incidents with those of an outside source, one to one (`matching.match`), and counts.

    Compared are incidents that took place, of one of the TYPES, with a day and coordinates, in the countries and
    between the first and last day that both sources have. `published` are the days of the reports by their ids: an
    incident of ours without a day may have been in the WEEK up to the first of its reports. Of a source that is
    `deadly`, any incident of ours may be found in it, but only those that tell of a death count towards precision,
    since it would hold no other.
    """
    left_out = Counter[str]()
    ours, theirs = _ours(incidents, published, left_out), _theirs(source.incidents, left_out)
    ours, theirs = _in_one_period(ours, theirs, days, left_out)
    ours, theirs = _in_one_country(ours, theirs, left_out)
    matches = match(ours, theirs, km=km, days=days)
    found, right = {pair.theirs for pair in matches}, {pair.ours for pair in matches}
    counted = [one for one in ours if not source.deadly or _is_deadly(one.incident)]
    cells = _cells(counted, theirs, found, right)
    counts = (sum(getattr(cell, name) for cell in cells) for name in ("theirs", "found", "ours", "right"))
    return Comparison(
        cells=tuple(cells),
        total=Cell("all", "all", *counts),
        matches=tuple(matches),
        missed=tuple(other.incident for other in theirs if other.incident.id not in found),
        unmatched=tuple(one.incident for one in counted if one.incident.id not in right),
        left_out=+left_out,
    )


def _ours(incidents: Iterable[Incident], published: Mapping[str, dt.date], left_out: Counter[str]) -> list[Ours]:
    """Ours that can be compared."""
    found = []
    for incident in incidents:
        place, span = incident.place, _days(incident, published)
        if not incident.countable:
            left_out["ours: not told as one incident that took place, or rejected"] += 1
        elif incident.type not in TYPES:
            left_out[f"ours: of another type than {', '.join(sorted(TYPES))}"] += 1
        elif span is None:
            left_out["ours: without a day, and of reports without one"] += 1
        elif place is None or place.lat is None or place.lon is None:
            left_out["ours: without coordinates"] += 1
        else:
            found.append(Ours(incident, place, *span))
    return found


def _days(incident: Incident, published: Mapping[str, dt.date]) -> tuple[int, int] | None:
    """The first and last day, as ordinals, on which an incident may have been; None where that is not known."""
    if incident.from_ is not None and incident.to is not None:
        return incident.from_.toordinal(), incident.to.toordinal()
    told = [published[support.report].toordinal() for support in incident.support if support.report in published]
    return (min(told) - WEEK, min(told)) if told else None


def _theirs(incidents: Iterable[OutsideIncident], left_out: Counter[str]) -> list[Theirs]:
    """Theirs that can be compared."""
    found = []
    for incident in incidents:
        if incident.from_ is None or incident.to is None:
            left_out["theirs: without a day"] += 1
        elif incident.lat is None or incident.lon is None:
            left_out["theirs: without coordinates"] += 1
        elif (incident.to - incident.from_).days > WEEK or incident.radius_km > VAGUE_KM:
            left_out[f"theirs: vaguer than {WEEK} days or {VAGUE_KM:.0f} km, which would fit almost anything"] += 1
        else:
            days = incident.from_.toordinal(), incident.to.toordinal()
            found.append(Theirs(incident, incident.lat, incident.lon, *days))
    return found


def _in_one_period(
    ours: list[Ours], theirs: list[Theirs], days: int, left_out: Counter[str]
) -> tuple[list[Ours], list[Theirs]]:
    """What lies between the first and the last day that both have; nothing where a side is empty."""
    both = (ours, theirs) if ours and theirs else ()
    first = max((min(one.since for one in side) for side in both), default=0) - days
    last = min((max(one.until for one in side) for side in both), default=-1) + days
    mine = [one for one in ours if both and one.until >= first and one.since <= last]
    other = [one for one in theirs if both and one.until >= first and one.since <= last]
    left_out["ours: in another period"] += len(ours) - len(mine)
    left_out["theirs: in another period"] += len(theirs) - len(other)
    return mine, other


def _in_one_country(ours: list[Ours], theirs: list[Theirs], left_out: Counter[str]) -> tuple[list[Ours], list[Theirs]]:
    """What lies in countries that both have; a country that is not known may be any."""
    mine = set[str]().union(*(_countries(one.place.country) for one in ours))
    other = set[str]().union(*(_countries(one.incident.country) for one in theirs))
    kept = [one for one in ours if _may_meet(_countries(one.place.country), other)]
    other_kept = [one for one in theirs if _may_meet(_countries(one.incident.country), mine)]
    left_out["ours: in countries of which the other source has nothing"] += len(ours) - len(kept)
    left_out["theirs: in countries of which the archive has nothing"] += len(theirs) - len(other_kept)
    return kept, other_kept


def _countries(country: str | None) -> set[str]:
    """The countries that a place lies in: a border's has several, joined by "|"."""
    return set((country or UNKNOWN).split("|"))


def _may_meet(own: set[str], others: set[str]) -> bool:
    return UNKNOWN in own or UNKNOWN in others or not own.isdisjoint(others)


def _cells(ours: Sequence[Ours], theirs: Sequence[Theirs], found: set[str], right: set[str]) -> list[Cell]:
    counts: dict[tuple[str, str], Counter[str]] = {}
    for other in theirs:
        count = counts.setdefault(_key(other.incident.country, other.until), Counter())
        count.update(theirs=1, found=int(other.incident.id in found))
    for one in ours:
        count = counts.setdefault(_key(one.place.country, one.until), Counter())
        count.update(ours=1, right=int(one.incident.id in right))
    names = ("theirs", "found", "ours", "right")
    return [Cell(*key, *(count[name] for name in names)) for key, count in sorted(counts.items())]


def _key(country: str | None, day: int) -> tuple[str, str]:
    return country or UNKNOWN, dt.date.fromordinal(day).isoformat()[:7]


def _is_deadly(incident: Incident) -> bool:
    """Whether a death is told of."""
    killed = (harm for harm in incident.harm if harm.kind == "killed")
    return any((harm.best or harm.low or harm.high or 0) > 0 for harm in killed)
