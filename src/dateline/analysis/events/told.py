"""Events from the archive's incidents, or from its mentions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from dateline.analysis.events.actors import key_of
from dateline.analysis.events.event import Bounds, Event, Violence
from dateline.codebooks.cases import Case
from dateline.codebooks.ucdp_like.rules import type_of_violence
from dateline.ground import catalogue
from dateline.records import Actor, Coded, Entity, HarmKind, Incident, Mention

_VIOLENCE: dict[str, Violence] = {"1": "state-based", "2": "non-state", "3": "one-sided"}

_STRUCK = frozenset(("recipient", "victim"))
"""Roles of those to whom it was done; a building or a road is no actor."""


def of_incidents(incidents: Iterable[Incident]) -> list[Event]:
    """Incidents as events, each once. The type of violence is that of the UCDP-like codebook, None where it leaves it
    open.
    """
    return [_incident(incident) for incident in incidents]


def of_mentions(coded: Iterable[Coded]) -> list[Event]:
    """Mentions as events, each telling one: what many reports tell counts as often as they tell it."""
    found = []
    for report in coded:
        known = {entity.id: entity for entity in report.entities}
        outlet = (report.report.outlet,) if report.report.outlet else ()
        found += [_mention(mention, known, report.report.id, outlet) for mention in report.mentions]
    return found


def _incident(incident: Incident) -> Event:
    place = incident.place
    called: dict[str, str] = {}
    doers = {_key(claim.actor, claim.by, called) for claim in incident.claims if claim.kind != "denied"}
    doers |= {_key(p.actor, p.name, called) for p in incident.parties if p.role == "actor"}
    struck = {_key(p.actor, p.name, called) for p in incident.parties if p.role in _STRUCK}
    if not incident.parties:  # as an earlier version wrote them
        doers |= {_key(None, name, called) for name in incident.actors}
        struck |= {_key(None, name, called) for name in incident.recipients}
    return Event(
        id=incident.id,
        origin="incident",
        from_=incident.from_,
        to=incident.to,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        precision=place.precision if place else "unresolved",
        country=place.country if place else None,
        actors=frozenset(doers | struck),
        doers=frozenset(doers),
        called=called,
        type=incident.type,
        modes=incident.modes,
        violence=_VIOLENCE.get(str(type_of_violence(Case((incident,))).value)),
        status=incident.status,
        aggregate=incident.aggregate,
        background=incident.background,
        harm={harm.kind: (harm.low, harm.best, harm.high) for harm in incident.harm},
        sources=tuple(sorted({s.outlet for s in incident.support if s.outlet})),
        reports=tuple(sorted({s.report for s in incident.support})),
        review=incident.review,
    )


def _key(actor: Actor | None, words: str, called: dict[str, str]) -> str:
    """The key of an actor, whose name is kept where the catalogue has none."""
    key = actor.id if actor is not None else key_of(words)
    if key not in catalogue():
        called[key] = actor.name if actor is not None else words
    return key


def _mention(mention: Mention, known: dict[str, Entity], report: str, outlet: tuple[str, ...]) -> Event:
    place = mention.places[0] if mention.places else None

    called: dict[str, str] = {}

    def key(entity: str | None, words: str) -> str:
        return _key(known[entity].actor if entity in known else None, words, called)

    doers = {key(role.entity, role.text) for role in mention.roles if role.role == "actor"}
    doers |= {key(claim.entity, claim.by) for claim in mention.claims if claim.kind != "denied"}
    struck = {key(role.entity, role.text) for role in mention.roles if role.role in _STRUCK}
    harm: dict[HarmKind, Bounds] = {}
    for told in mention.harm:
        harm.setdefault(told.kind, (told.low, told.best, told.high))
    return Event(
        id=f"{report} {mention.id}",
        origin="mention",
        from_=mention.moment.from_ if mention.moment else None,
        to=mention.moment.to if mention.moment else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        precision=place.precision if place else "unresolved",
        country=place.country if place else None,
        actors=frozenset(doers | struck),
        doers=frozenset(doers),
        called=called,
        type=mention.type,
        modes=mention.modes,
        violence=None,
        status=mention.status,
        aggregate=mention.aggregate,
        background=mention.background,
        harm=harm,
        sources=outlet,
        reports=(report,),
    )


def violence_of(value: str) -> Violence | None:
    """UCDP's type of violence by its number or words ("3", "One-sided violence"); None for anything else."""
    plain = value.strip().lower().removesuffix(" violence")
    if plain in _VIOLENCE:
        return _VIOLENCE[plain]
    return cast("Violence", plain) if plain in _VIOLENCE.values() else None
