"""An incident as a row of a list."""

from __future__ import annotations

import datetime as dt

import msgspec

from dateline.incidents.urgency import urgency_value
from dateline.records import (
    EventType,
    Incident,
    IncidentHarm,
    PlacePrecision,
    Probability,
    Record,
    ReviewState,
    Status,
)


class RowPlace(Record, frozen=True, kw_only=True):
    """Where an incident was, as far as a list shows it."""

    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    radius_km: float | None
    kind: str
    relation: str


class Row(Record, frozen=True, kw_only=True):
    """An incident in a list: `disputed` names its fields in dispute, `quote` is the first telling's sentence, `urgency`
    what the queue is ordered by (`dateline.incidents.urgency`).
    """

    id: str
    type: EventType
    modes: tuple[str, ...]
    status: Status
    aggregate: bool
    background: bool
    place: RowPlace | None
    from_: dt.date | None = msgspec.field(name="from")
    to: dt.date | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    harm: tuple[IncidentHarm, ...]
    reports: int
    outlets: int
    independent: int | None
    disputed: tuple[str, ...]
    review: ReviewState
    confidence: Probability
    version: int
    urgency: float
    quote: str

    @property
    def killed(self) -> int | None:
        """The best figure of the killed, else the lowest; None where none is told."""
        found = next((h for h in self.harm if h.kind == "killed"), None)
        return None if found is None else found.best if found.best is not None else found.low


class Kept(msgspec.Struct, frozen=True):
    """What the desk keeps of an incident: its place in the order, its row, who says so, and which outlets tell it."""

    ord: int
    row: Row
    sources: tuple[str, ...]
    outlets: tuple[str, ...]


def kept(ord_: int, incident: Incident) -> Kept:
    """What is kept of an incident."""
    return Kept(
        ord_, row_of(incident),
        tuple(dict.fromkeys(s.source for s in incident.support if s.source)),
        tuple(dict.fromkeys(s.outlet for s in incident.support if s.outlet)),
    )  # fmt: skip


def row_of(incident: Incident) -> Row:
    """The row of an incident."""
    place = incident.place
    return Row(
        id=incident.id, type=incident.type, modes=incident.modes, status=incident.status,
        aggregate=incident.aggregate, background=incident.background,
        place=None if place is None else RowPlace(
            name=place.name, country=place.country, admin1=place.admin1, lat=place.lat, lon=place.lon,
            precision=place.precision, radius_km=place.radius_km, kind=place.kind, relation=place.relation,
        ),
        from_=incident.from_, to=incident.to, actors=incident.actors, recipients=incident.recipients,
        harm=incident.harm, reports=incident.reports, outlets=incident.outlets, independent=incident.independent,
        disputed=tuple(c.field for c in incident.conflicts), review=incident.review, confidence=incident.confidence,
        version=incident.version, urgency=round(urgency_value(incident), 4),
        quote=" ".join(incident.support[0].sentence.split()) if incident.support else "",
    )  # fmt: skip
