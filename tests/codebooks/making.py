"""Incidents by hand: who did what to whom, where, when, with what harm."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from dateline.codebooks import Row, Scalar, codebook
from dateline.records import (
    Actor,
    ClaimKind,
    Conflict,
    EventType,
    HarmKind,
    Incident,
    IncidentClaim,
    IncidentHarm,
    Party,
    Place,
    PlacePrecision,
    RoleName,
    Status,
    Support,
)


def actor(identifier: str, name: str, sector: str, country: str | None = "IRQ") -> Actor:
    return Actor(id=identifier, name=name, sector=sector, country=country, parent=None)


ARMY = actor("IRQ-MIL", "Iraq military", "MIL")
POLICE = actor("IRQ-COP", "Iraq police", "COP")
GOVERNMENT = actor("IRQ-GOV", "Iraq government", "GOV")
TURKEY = actor("TUR-MIL", "Turkey military", "MIL", "TUR")
IS = actor("islamic-state", "Islamic State", "REB", None)
PKK = actor("pkk", "Kurdistan Workers' Party", "REB", "TUR")
BRIGADE = actor("new-1", "Red Juniper Brigade", "REB", None)
GUNMEN = actor("agent-uaf-IRQ", "unidentified armed actors", "UAF")
MILITANTS = actor("agent-reb-IRQ", "unnamed armed group", "REB")
PEOPLE = actor("agent-cvl-IRQ", "civilians", "CVL")
GANG = actor("a-gang", "The Gang", "CRM")
REPORTERS = actor("agent-med-IRQ", "media", "MED")
DAY = "2025-03-10"

Who = Actor | str


def place(precision: PlacePrecision = "city", *, name: str = "Kirkuk", relation: str = "in", **others: Any) -> Place:
    given: dict[str, Any] = {
        "start": 0, "end": 6, "text": name, "name": name, "geonames_id": 94787, "lat": 35.4681, "lon": 44.3922,
        "country": "IRQ", "admin1": "Kirkuk", "kind": "city", "relation": relation, "radius_km": 6.0,
        "precision": precision, "probability": 0.9,
    }  # fmt: skip
    return Place(**given | others)


def harm(kind: HarmKind, figure: int | tuple[int | None, int | None, int | None]) -> IncidentHarm:
    low, best, high = (figure, figure, figure) if isinstance(figure, int) else figure
    return IncidentHarm(kind=kind, low=low, best=best, high=high)


def claim(by: Who, kind: ClaimKind = "claimed") -> IncidentClaim:
    named = by if isinstance(by, Actor) else None
    return IncidentClaim(
        by=by.name if isinstance(by, Actor) else by,
        actor=named,
        kind=kind,
        link="unknown",
        sources=(),
        tellings=("r m1",),
    )


def party(role: RoleName, who: Who) -> Party:
    named = who if isinstance(who, Actor) else None
    return Party(role=role, name=who.name if isinstance(who, Actor) else who, actor=named, tellings=("r m1",))


def incident(
    *modes: str,
    type: EventType = "ASSAULT",
    by: Iterable[Who] = (),
    on: Iterable[Who] = (),
    target: Iterable[Who] = (),
    using: Iterable[str] = (),
    killed: int | tuple[int | None, int | None, int | None] | None = None,
    injured: int | None = None,
    where: Place | None = place(),
    days: tuple[str, ...] = (DAY,),
    status: Status = "happened",
    claims: tuple[IncidentClaim, ...] = (),
    conflicts: tuple[Conflict, ...] = (),
    id: str = "i-0000000001",
    **others: Any,
) -> Incident:
    """An incident; all that is not given is unknown, but day and place."""
    parties = [*(party("actor", who) for who in by), *(party("victim", who) for who in on)]
    parties += [*(party("target", who) for who in target), *(party("instrument", words) for words in using)]
    figures = [harm("killed", killed)] if killed is not None else []
    figures += [harm("injured", injured)] if injured is not None else []
    told = [dt.date.fromisoformat(day) for day in days]
    support = Support(report="r", mention="m1", sentence="It happened.", outlet="Wire", source="police")
    given: dict[str, Any] = {
        "id": id, "type": type, "modes": modes, "place": where,
        "from_": told[0] if told else None, "to": told[-1] if told else None,
        "actors": tuple(p.name for p in parties if p.role == "actor"), "recipients": (), "parties": tuple(parties),
        "claims": claims, "harm": tuple(figures), "status": status, "aggregate": False, "background": False,
        "reports": 1, "outlets": 1, "independent": 1, "support": (support,), "conflicts": conflicts, "confidence": 0.9,
    }  # fmt: skip
    return Incident(**given | others)


def coded(book: str, *incidents: Incident) -> Row:
    """The one row of these incidents."""
    (row,) = codebook(book).code(incidents)
    return row


def answer(book: str, column: str, *incidents: Incident) -> Scalar:
    """What the one row of these incidents has in a column."""
    return coded(book, *incidents).values[column].value
