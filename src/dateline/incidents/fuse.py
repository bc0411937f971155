"""One incident from the mentions that tell of it, by stated rules; where the tellings disagree, all sides are kept.

Place and actors: those of the tellings, finest and first named first. Harm: of one report the largest figure, running
totals only where nothing else is told; `low` and `high` span the reports, `best` is the newest report's. Status: the
newest telling's. Independent sources: copies of one text are one, and so are reports that cite the same person.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable
from typing import get_args

import msgspec

from dateline.incidents.clusters import connected
from dateline.incidents.copies import groups_of_copies
from dateline.incidents.match import Wanted, group_mentions
from dateline.incidents.signs import NEAR_KM, place_distance_km
from dateline.incidents.tellings import FINE_KM, Telling
from dateline.records import (
    AGENT_PREFIX,
    Coded,
    Conflict,
    Harm,
    HarmKind,
    Incident,
    IncidentHarm,
    Place,
    PlacePrecision,
    RoleName,
    Support,
)

_FINEST = get_args(PlacePrecision)
"""Precisions, the finest first."""
_RESPONSIBLE = frozenset(("claimed", "suspected", "accused", "denied"))


def build_incidents(coded: Iterable[Coded], wanted: Wanted = Wanted()) -> list[Incident]:
    """The incidents that coded reports tell of, in the order of their first telling; with `wanted` also of mentions
    that do not count, which stay apart from those that do.
    """
    named: dict[str, Incident] = {}
    for group in group_mentions(coded, wanted):
        incident = fuse(group)
        if incident.id in named:
            # Told alike by their first tellings, and kept apart by an actor that a later one names.
            incident = msgspec.structs.replace(incident, id=_identifier(group, alike=True))
        named[incident.id] = incident
    return list(named.values())


def fuse(group: list[Telling]) -> Incident:
    """One incident from its tellings, which share a type."""
    ordered = sorted(group, key=lambda t: (t.coded.report.published is None, t.coded.report.published or 0))
    newest = ordered[-1]
    days = sorted(t.day for t in group if t.day)
    reports = {t.coded.report.id for t in group}
    outlets = {t.coded.report.outlet for t in group if t.coded.report.outlet}
    place = _place(group)
    return Incident(
        id=_identifier(group), type=group[0].mention.type,
        modes=tuple(dict.fromkeys(mode for t in group for mode in t.mention.modes)),
        place=place, from_=days[0] if days else None, to=days[-1] if days else None,
        actors=_parties(group, ("actor",)), recipients=_parties(group, ("recipient", "victim", "target")),
        harm=tuple(h for kind in get_args(HarmKind) if (h := _harm(ordered, kind)) is not None),
        status=newest.mention.status, aggregate=newest.mention.aggregate, background=newest.mention.background,
        reports=len(reports), outlets=len(outlets), independent=_independent(group),
        support=tuple(map(_support, group)), conflicts=_conflicts(ordered),
        confidence=max(t.mention.confidence for t in group),
    )  # fmt: skip


def _identifier(group: list[Telling], *, alike: bool = False) -> str:
    """The same incident keeps its name when it is built again: a hash of what it is matched by; of one that is `alike`
    another, of its first telling too.
    """
    first = next((t for t in group if t.day), group[0])
    key = [first.mention.type, first.place_key or "", str(first.day or "")]
    if first.day is None or first.place_key is None:
        key += [first.coded.report.id, first.mention.id]
    else:
        key += sorted(first.actors)
    key += filter(None, [first.how])
    if alike:
        key += [first.coded.report.id, first.mention.id]
    return "i-" + hashlib.sha256("|".join(key).encode()).hexdigest()[:10]


def _place(group: list[Telling]) -> Place | None:
    places = [t.place for t in group if t.place is not None]
    return min(places, key=lambda p: (_FINEST.index(p.precision), p.relation == "context"), default=None)


def _parties(group: list[Telling], roles: tuple[RoleName, ...]) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for telling in group:
        entities = {entity.id: entity for entity in telling.coded.entities}
        for role in telling.mention.roles:
            if role.role in roles:
                entity = entities.get(role.entity or "")
                known = entity.actor if entity is not None else None
                named = known is not None and not known.id.startswith(
                    AGENT_PREFIX
                )  # "12 people" say more than "civilians"
                names[known.name if known is not None and named else role.text] = None
    return tuple(names)


def _told(telling: Telling, kind: HarmKind) -> Harm | None:
    """The largest figure of a kind that a mention gives; a running total counts where nothing else is told."""
    harms = [h for h in telling.mention.harm if h.kind == kind and _size(h) is not None]
    new = [h for h in harms if not h.total]
    return max(new or harms, key=lambda h: _size(h) or 0, default=None)


def _size(harm: Harm) -> int | None:
    return next((n for n in (harm.best, harm.low, harm.high) if n is not None), None)


def _harm(ordered: list[Telling], kind: HarmKind) -> IncidentHarm | None:
    by_report: dict[str, Harm] = {}
    for telling in ordered:
        harm = _told(telling, kind)
        known = by_report.get(telling.coded.report.id)
        if harm is not None and (known is None or (_size(harm) or 0) > (_size(known) or 0)):
            by_report[telling.coded.report.id] = harm
    if not by_report:
        return None
    harms = list(by_report.values())
    lows = [n for h in harms if (n := h.low if h.low is not None else h.best) is not None]
    highs = [n for h in harms if (n := h.high if h.high is not None else h.best) is not None]
    best = next((h.best for h in reversed(harms) if h.best is not None), None)
    return IncidentHarm(kind=kind, low=min(lows, default=None), best=best, high=max(highs, default=None))


def _independent(group: list[Telling]) -> int:
    """The number of sources that do not rest on each other: reports, copies and those that cite one person as one."""
    reports = list({t.coded.report.id: t.coded.report for t in group}.values())
    if len(reports) == 1:
        return 1
    place = {report.id: at for at, report in enumerate(reports)}
    links = [(a, b) for copies in groups_of_copies([r.text for r in reports]) for a, b in itertools.pairwise(copies)]
    cited: dict[str, int] = {}
    for telling in group:
        at = place[telling.coded.report.id]
        links += [(cited.setdefault(person, at), at) for person in _persons_cited(telling)]
    return len(connected(len(reports), links))


def _persons_cited(telling: Telling) -> set[str]:
    """The names of the persons who are cited for a telling, by their last word: "Col. Haitham Dervani", "Dervani"."""
    entities = {entity.id: entity for entity in telling.coded.entities}
    cited = (entities.get(a.entity or "") for a in telling.mention.attribution)
    names = (entity.name for entity in cited if entity is not None and entity.type == "person")
    return {name.split()[-1] for name in names if name[:1].isupper() and " " in name}


def _support(telling: Telling) -> Support:
    start, end = telling.mention.sentence
    source = next((a.source.text for a in telling.mention.attribution if a.source), None)
    report = telling.coded.report
    return Support(
        report=report.id,
        mention=telling.mention.id,
        sentence=report.text[start:end],
        outlet=report.outlet,
        source=source,
    )


def _conflicts(ordered: list[Telling]) -> tuple[Conflict, ...]:
    conflicts = []
    for kind in get_args(HarmKind):
        sides: dict[str, list[str]] = {}
        for telling in ordered:
            harm = _told(telling, kind)
            if harm is not None and harm.best is not None:
                sides.setdefault(str(harm.best), []).append(_name(telling))
        conflicts.append(_conflict(kind, sides))
    conflicts += [_conflict("place", _places_told(ordered)), _conflict("day", _days_told(ordered))]
    responsible: dict[str, list[str]] = {}
    for telling in ordered:
        for claim in telling.mention.claims:
            if claim.kind in _RESPONSIBLE:
                responsible.setdefault(f"{claim.by} ({claim.kind})", []).append(_name(telling))
    conflicts.append(_conflict("responsibility", responsible))
    return tuple(c for c in conflicts if c is not None)


def _places_told(ordered: list[Telling]) -> dict[str, list[str]]:
    """The towns and spots that the tellings name, where they are not next to each other."""
    sides: dict[str, list[str]] = {}
    known: list[tuple[str, Place]] = []
    for telling in ordered:
        place = telling.place
        if place is None or (telling.radius_km or FINE_KM + 1) > FINE_KM or place.relation == "context":
            continue
        name = next((n for n, other in known if place_distance_km(place, other) <= NEAR_KM), place.name)
        known.append((name, place))
        sides.setdefault(name, []).append(_name(telling))
    return sides


def _days_told(ordered: list[Telling]) -> dict[str, list[str]]:
    sides: dict[str, list[str]] = {}
    for telling in ordered:
        if telling.day is not None:
            sides.setdefault(telling.day.isoformat(), []).append(_name(telling))
    return sides


def _name(telling: Telling) -> str:
    return f"{telling.coded.report.id} {telling.mention.id}"


def _conflict(field: str, sides: dict[str, list[str]]) -> Conflict | None:
    if len(sides) < 2:
        return None
    return Conflict(field=field, values=tuple((value, tuple(tellings)) for value, tellings in sides.items()))
