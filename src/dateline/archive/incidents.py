"""Incidents in the archive, each with the mentions that support it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from dateline.archive import lineage
from dateline.archive import tables as t
from dateline.archive.reports import in_portions, several, starting_with
from dateline.errors import NotInArchive
from dateline.records import Incident

PAGE = 500


def replace(connection: sa.Connection, incidents: Iterable[Incident]) -> None:
    """These incidents in place of all earlier ones, in this order."""
    connection.execute(t.incidents.delete())
    connection.execute(t.tellings.delete())
    insert(connection, list(enumerate(incidents)), 0)


def insert(connection: sa.Connection, incidents: Sequence[tuple[int, Incident]], written: int) -> None:
    """More incidents, each with its place in the order, with the mentions that support them."""
    if not incidents:
        return
    connection.execute(t.incidents.insert(), [_row(ord_, incident, written) for ord_, incident in incidents])
    links: dict[tuple[str, str, str], None] = {}
    for _, incident in incidents:
        links.update(dict.fromkeys((incident.id, s.report, s.mention) for s in incident.support))
    if links:
        names = ("incident_id", "report_id", "mention_id")
        connection.execute(t.incident_mentions.insert(), [dict(zip(names, link, strict=True)) for link in links])


def delete(connection: sa.Connection, incident_ids: Iterable[str]) -> None:
    """Drops incidents, not what they were built from."""
    for some in in_portions(incident_ids):
        connection.execute(t.incidents.delete().where(t.incidents.c.id.in_(some)))


def _row(ord_: int, incident: Incident, written: int) -> dict[str, Any]:
    return {
        "id": incident.id,
        "ord": ord_,
        "type": incident.type,
        "country": incident.place.country if incident.place else None,
        "from_": incident.from_.isoformat() if incident.from_ else None,
        "to": incident.to.isoformat() if incident.to else None,
        "status": incident.status,
        "document": msgspec.json.encode(incident).decode(),
        "written": written,
    }


def find(connection: sa.Connection, wanted: str, where: str) -> Incident:
    """The incident of an id, or of the one id that begins so."""
    query = sa.select(t.incidents.c.id, t.incidents.c.document)
    rows = connection.execute(query.where(t.incidents.c.id == wanted)).all()
    if not rows and wanted:
        rows = connection.execute(query.where(starting_with(t.incidents.c.id, wanted)).order_by("id").limit(6)).all()
    if not rows:
        raise NotInArchive(
            f"no incident has the id {wanted!r}{_became(connection, wanted)}", where=where,
            remedy="`dateline incidents` lists them.",
        )  # fmt: skip
    if len(rows) > 1:
        raise several(wanted, [(row.id, None) for row in rows], where)
    return msgspec.json.decode(rows[0].document, type=Incident)


def _became(connection: sa.Connection, incident_id: str) -> str:
    """What became of an incident that is no more, in words."""
    lines = lineage.history(connection, incident_id)
    end = lines[-1] if lines else None
    if end is not None and end.kind == "merged":
        return f" any more: it became part of {end.details.get('other', 'another')}"
    if end is None or end.kind != "gone":
        return ""
    taken_back = end.details.get("withdrawn")
    return f" any more: withdrawn with {', '.join(taken_back)}" if taken_back else " any more: no report tells of it"


def page(connection: sa.Connection, after: int) -> list[tuple[int, Incident]]:
    """The next incidents, with their place in the order."""
    query = sa.select(t.incidents.c.ord, t.incidents.c.document).where(t.incidents.c.ord > after)
    rows = connection.execute(query.order_by(t.incidents.c.ord).limit(PAGE))
    return [(row.ord, msgspec.json.decode(row.document, type=Incident)) for row in rows]


def every(connection: sa.Connection) -> dict[str, Incident]:
    """All incidents by id."""
    rows = connection.execute(sa.select(t.incidents.c.id, t.incidents.c.document).order_by(t.incidents.c.ord))
    return {row.id: msgspec.json.decode(row.document, type=Incident) for row in rows}


def documents(connection: sa.Connection, incident_ids: Iterable[str]) -> dict[str, Incident]:
    """The incidents of some ids; those that are not there are left out."""
    found: dict[str, Incident] = {}
    for some in in_portions(incident_ids):
        rows = connection.execute(sa.select(t.incidents.c.id, t.incidents.c.document).where(t.incidents.c.id.in_(some)))
        found |= {row.id: msgspec.json.decode(row.document, type=Incident) for row in rows}
    return found


def taken(connection: sa.Connection, incident_id: str) -> bool:
    """Whether an incident bears an id."""
    return connection.execute(sa.select(t.incidents.c.id).where(t.incidents.c.id == incident_id)).first() is not None


def drop_of_report(connection: sa.Connection, report_id: str) -> int:
    """Drops the incidents that rest on a report, with what they were, since its words are fused into them; gives how
    many.
    """
    resting = sa.select(t.incident_mentions.c.incident_id).where(t.incident_mentions.c.report_id == report_id)
    lineage.forget_report(connection, report_id, set(connection.execute(resting).scalars()))
    return connection.execute(t.incidents.delete().where(t.incidents.c.id.in_(resting))).rowcount
