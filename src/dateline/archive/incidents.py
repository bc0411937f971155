"""Incidents in the archive: replaced as a whole by each rebuild, with the mentions that support them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
import sqlalchemy as sa

from dateline.archive import tables as t
from dateline.archive.reports import several, starting_with
from dateline.errors import NotInArchive
from dateline.records import Incident

PAGE = 500


def replace(connection: sa.Connection, incidents: Iterable[Incident]) -> None:
    """These incidents in place of all earlier ones, in this order."""
    connection.execute(t.incidents.delete())
    rows = [_row(ord_, incident) for ord_, incident in enumerate(incidents)]
    links: dict[tuple[str, str, str], None] = {}
    for incident, _ in rows:
        links.update(dict.fromkeys((incident.id, s.report, s.mention) for s in incident.support))
    if rows:
        connection.execute(t.incidents.insert(), [row for _, row in rows])
    if links:
        names = ("incident_id", "report_id", "mention_id")
        connection.execute(t.incident_mentions.insert(), [dict(zip(names, link, strict=True)) for link in links])


def _row(ord_: int, incident: Incident) -> tuple[Incident, dict[str, Any]]:
    return incident, {
        "id": incident.id,
        "ord": ord_,
        "type": incident.type,
        "country": incident.place.country if incident.place else None,
        "from_": incident.from_.isoformat() if incident.from_ else None,
        "to": incident.to.isoformat() if incident.to else None,
        "status": incident.status,
        "document": msgspec.json.encode(incident).decode(),
    }


def find(connection: sa.Connection, wanted: str, where: str) -> Incident:
    """The incident of an id, or of the one id that begins so."""
    query = sa.select(t.incidents.c.id, t.incidents.c.document)
    rows = connection.execute(query.where(t.incidents.c.id == wanted)).all()
    if not rows and wanted:
        rows = connection.execute(query.where(starting_with(t.incidents.c.id, wanted)).order_by("id").limit(6)).all()
    if not rows:
        raise NotInArchive(f"no incident has the id {wanted!r}", where=where, remedy="`dateline incidents` lists them.")
    if len(rows) > 1:
        raise several(wanted, [(row.id, None) for row in rows], where)
    return msgspec.json.decode(rows[0].document, type=Incident)


def page(connection: sa.Connection, after: int) -> list[tuple[int, Incident]]:
    """The next incidents, with their place in the order."""
    query = sa.select(t.incidents.c.ord, t.incidents.c.document).where(t.incidents.c.ord > after)
    rows = connection.execute(query.order_by(t.incidents.c.ord).limit(PAGE))
    return [(row.ord, msgspec.json.decode(row.document, type=Incident)) for row in rows]


def drop_of_report(connection: sa.Connection, report_id: str) -> int:
    """Drops the incidents that rest on a report, since its words are fused into them; gives how many."""
    resting = sa.select(t.incident_mentions.c.incident_id).where(t.incident_mentions.c.report_id == report_id)
    return connection.execute(t.incidents.delete().where(t.incidents.c.id.in_(resting))).rowcount
