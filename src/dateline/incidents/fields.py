"""The fields of an incident from those of its tellings: each by a stated rule, with the tellings that went in."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import get_args

import msgspec

from dateline.incidents.signs import NEAR_KM, place_distance_km
from dateline.incidents.tellings import Telling
from dateline.records import (
    AGENT_PREFIX,
    Actor,
    Basis,
    Claim,
    Harm,
    HarmKind,
    IncidentClaim,
    IncidentHarm,
    Party,
    Place,
    PlacePrecision,
    RoleName,
    Status,
)

_FINEST = get_args(PlacePrecision)
"""Precisions, the finest first."""
PLACE_RULE = "the finest that is told, and of those the one that most independent sources name"
MOMENT_RULE = "the days that all tellings allow; where they allow none together, from the first told to the last"
HARM_RULE = (
    "of each report its largest figure, different people of a sentence added; low and high span the reports, "
    "best is the newest report's"
)
STATUS_RULE = "what most independent sources tell, the newest report where they are even"


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """The tellings of an incident, the earliest published first, and the independent source of each."""

    tellings: Sequence[Telling]
    origins: Sequence[int]

    def sources(self, wanted: Iterable[Telling]) -> int:
        """The number of independent sources of some of the tellings."""
        names = {telling.name for telling in wanted}
        return len({o for t, o in zip(self.tellings, self.origins, strict=True) if t.name in names})


def full_name(telling: Telling) -> str:
    """Report and mention, as the fields of an incident name a telling."""
    return f"{telling.coded.report.id} {telling.mention.id}"


def basis(field: str, rule: str, tellings: Iterable[Telling]) -> Basis:
    """What a field rests on."""
    return Basis(field=field, rule=rule, tellings=tuple(map(full_name, tellings)))


def place(told: Told) -> tuple[Place | None, Basis | None]:
    """The finest place; of several as fine, the one that most independent sources name or lie next to."""
    located = [(t, t.place) for t in told.tellings if t.place is not None]
    if not located:
        return None, None

    def rank(place: Place) -> tuple[int, bool]:
        return _FINEST.index(place.precision), place.relation == "context"

    finest = min(rank(p) for _, p in located)
    best: tuple[int, Place, list[Telling]] | None = None
    seen: set[tuple[str, float | None, float | None]] = set()
    for _, candidate in located:
        spot = candidate.name, candidate.lat, candidate.lon
        if rank(candidate) == finest and spot not in seen:
            seen.add(spot)
            agreed = [t for t, other in located if _one_place(candidate, other)]
            weight = told.sources(agreed)
            if best is None or weight > best[0]:
                best = weight, candidate, agreed
    assert best is not None
    return best[1], basis("place", PLACE_RULE, best[2])


def _one_place(one: Place, other: Place) -> bool:
    return one.name == other.name or (one.precision == other.precision and place_distance_km(one, other) <= NEAR_KM)


def moment(told: Told) -> tuple[dt.date | None, dt.date | None, Basis | None]:
    """The first and last day: where the tellings' own moments overlap, else all that they span."""
    intervals = [(t, *days) for t in told.tellings if (days := _days(t)) is not None]
    if not intervals:
        return None, None, None
    first, last = max(since for _, since, _ in intervals), min(until for _, _, until in intervals)
    if first > last:
        told_days = [t.day for t, *_ in intervals if t.day] or [day for _, *both in intervals for day in both]
        first, last = min(told_days), max(told_days)
    return first, last, basis("moment", MOMENT_RULE, (t for t, *_ in intervals))


def _days(telling: Telling) -> tuple[dt.date, dt.date] | None:
    """The days of a telling's own moment; a night is its first day."""
    if telling.day is not None:
        return telling.day, telling.day
    own = telling.mention.moment
    return None if own is None or own.from_ is None or own.to is None else (own.from_, own.to)


def status(told: Told) -> tuple[Status, Basis]:
    """The status of most independent sources; where they are even, the newest telling's of those."""
    of: dict[Status, list[Telling]] = {}
    for telling in reversed(told.tellings):
        of.setdefault(telling.mention.status, []).append(telling)
    chosen = max(of, key=lambda name: told.sources(of[name]))
    return chosen, basis("status", STATUS_RULE, reversed(of[chosen]))


def majority(told: Told, flag: Callable[[Telling], bool]) -> bool:
    """Whether most tellings have a mark; where they are even, the newest has the say."""
    votes = Counter(flag(telling) for telling in told.tellings)
    return votes[True] > votes[False] or (votes[True] == votes[False] and flag(told.tellings[-1]))


def told_harm(telling: Telling, kind: HarmKind) -> Harm | None:
    """The largest figure of a kind that a mention gives, different people of a sentence added ("a guard and a nurse").

    A running total counts where nothing else is told.
    """
    harms = [h for h in telling.mention.harm if h.kind == kind and _size(h) is not None]
    new = [h for h in harms if not h.total]
    sums = [_together(part) for part in _beside(telling.coded.report.text, new)]
    return max(sums or harms, key=lambda h: _size(h) or 0, default=None)


_STOP = re.compile(r"[.!?][\"”’')]*\s+[\"“‘'(]*[A-Z]")
_ANYBODY = frozenset(("people", "persons", "victims", "individuals", "lives", "dead", "bodies"))


def _beside(text: str, harms: Sequence[Harm]) -> list[list[Harm]]:
    """Figures by one source in one sentence, each with those before it."""
    parts: list[list[Harm]] = []
    for harm in sorted(harms, key=lambda h: h.start):
        last = next((part for part in reversed(parts) if part[0].source == harm.source), None)
        if last is None or _STOP.search(text, last[-1].end, harm.start):
            parts.append([harm])
        else:
            last.append(harm)
    return parts


def _together(harms: Sequence[Harm]) -> Harm:
    """Figures told side by side as one: the sum over different people, unless the largest is that of all of them ("ten
    people, two of them soldiers").
    """
    by_people: dict[str, Harm] = {}
    for harm in harms:
        name = "others" if re.search(r"\bothers?\b", harm.text) else (harm.who or "").casefold()
        if name not in by_people or (_size(harm) or 0) > (_size(by_people[name]) or 0):
            by_people[name] = harm
    most = max(by_people.values(), key=lambda h: _size(h) or 0)
    whole = next(name for name, harm in by_people.items() if harm is most)
    if len(by_people) == 1 or whole in _ANYBODY or not whole:
        return most
    parts = list(by_people.values())

    def added(figures: Iterable[int | None]) -> int | None:
        known = [figure for figure in figures if figure is not None]
        return sum(known) if len(known) == len(parts) else None

    return msgspec.structs.replace(
        most, low=added(_size(h) if h.low is None else h.low for h in parts), best=added(h.best for h in parts),
        high=added(h.high for h in parts),
    )  # fmt: skip


def _size(harm: Harm) -> int | None:
    return next((n for n in (harm.best, harm.low, harm.high) if n is not None), None)


def harm(told: Told, kind: HarmKind) -> tuple[IncidentHarm, Basis] | None:
    """Harm of a kind over all reports; None where none gives a figure."""
    by_report: dict[str, tuple[Harm, Telling]] = {}
    for telling in told.tellings:
        found = told_harm(telling, kind)
        known = by_report.get(telling.coded.report.id)
        if found is not None and (known is None or (_size(found) or 0) > (_size(known[0]) or 0)):
            by_report[telling.coded.report.id] = found, telling
    if not by_report:
        return None
    harms = [h for h, _ in by_report.values()]
    lows = [n for h in harms if (n := h.low if h.low is not None else h.best) is not None]
    closed = max((h.high for h in harms if h.high is not None), default=None)
    least = max((_size(h) or 0 for h in harms if h.high is None), default=0)
    high = closed if closed is not None and closed >= least else None  # "at least 24" is open
    best = next((h.best for h in reversed(harms) if h.best is not None), None)
    fused = IncidentHarm(kind=kind, low=min(lows, default=None), best=best, high=high)
    return fused, basis(kind, HARM_RULE, (telling for _, telling in by_report.values()))


def parties(tellings: Sequence[Telling]) -> tuple[Party, ...]:
    """Who takes part, in order of first telling: one entry a role and actor, or a role and words."""
    found: dict[tuple[RoleName, str], tuple[Actor | None, dict[str, None]]] = {}
    for telling in tellings:
        entities = {entity.id: entity for entity in telling.coded.entities}
        for role in telling.mention.roles:
            entity = entities.get(role.entity or "")
            actor = entity.actor if entity is not None else None
            # "12 people" say more than the agent "civilians" that they are
            named = actor is not None and not actor.id.startswith(AGENT_PREFIX)
            name = actor.name if actor is not None and named else role.text
            found.setdefault((role.role, name), (actor, {}))[1][full_name(telling)] = None
    return tuple(
        Party(role=role, name=name, actor=actor, tellings=tuple(names))
        for (role, name), (actor, names) in found.items()
    )


def claims(tellings: Sequence[Telling]) -> tuple[IncidentClaim, ...]:
    """Who is held responsible, side by side: one entry a name and kind, with all who say so."""
    found: dict[tuple[str, str], tuple[Claim, Actor | None, dict[str, None], list[str]]] = {}
    for telling in tellings:
        entities = {entity.id: entity for entity in telling.coded.entities}
        for claim in telling.mention.claims:
            entity = entities.get(claim.entity or "")
            actor = entity.actor if entity is not None else None
            key = actor.id if actor is not None and not actor.id.startswith(AGENT_PREFIX) else claim.by.casefold()
            known = found.setdefault((key, claim.kind), (claim, actor, {}, []))
            if claim.source:
                known[2][claim.source] = None
            known[3].append(full_name(telling))
    return tuple(
        IncidentClaim(
            by=claim.by, actor=actor, kind=claim.kind, link=claim.link, sources=tuple(sources),
            tellings=tuple(dict.fromkeys(names)),
        )
        for claim, actor, sources, names in found.values()
    )  # fmt: skip
