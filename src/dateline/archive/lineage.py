"""What happened to incidents: lines that are only ever added, and by which rules all were last built."""

from __future__ import annotations

import json
from collections.abc import Iterable

import sqlalchemy as sa

from dateline.archive import tables as t
from dateline.archive.reports import in_portions
from dateline.archive.tellings import last_cell
from dateline.archive.values import IncidentChange, canonical_json

BUILT = "built"
"""The kind of a line that says by which rules all incidents were built; it is of no incident."""


def add(connection: sa.Connection, changes: Iterable[IncidentChange], now: str) -> None:
    """Lines of what happened to incidents."""
    rows = [
        {
            "incident_id": c.incident, "version": c.version, "kind": c.kind, "when": now,
            "details": canonical_json(c.details),
        }
        for c in changes
    ]  # fmt: skip
    if rows:
        connection.execute(t.incident_history.insert(), rows)


def history(connection: sa.Connection, incident_id: str) -> list[IncidentChange]:
    """What happened to an incident, oldest first."""
    h = t.incident_history
    rows = connection.execute(sa.select(h).where(h.c.incident_id == incident_id).order_by(h.c.id))
    return [IncidentChange(r.incident_id, r.version, r.kind, json.loads(r.details), r.when) for r in rows]


def versions(connection: sa.Connection, incident_ids: Iterable[str]) -> dict[str, int]:
    """The last version of each incident."""
    h = t.incident_history.c
    found: dict[str, int] = {}
    for some in in_portions(incident_ids):
        query = sa.select(h.incident_id, sa.func.max(h.version)).where(h.incident_id.in_(some)).group_by(h.incident_id)
        found |= {row[0]: row[1] for row in connection.execute(query)}
    return found


def built_by(connection: sa.Connection) -> str | None:
    """The rules by which all incidents were last built; None where they never were as a whole."""
    h = t.incident_history.c
    query = sa.select(h.details).where(h.kind == BUILT).order_by(h.id.desc()).limit(1)
    details = connection.execute(query).scalar_one_or_none()
    return None if details is None else json.loads(details).get("rules")


def generation(connection: sa.Connection) -> tuple[int, int]:
    """Numbers that differ once incidents were written in between."""
    h = connection.execute(sa.select(sa.func.coalesce(sa.func.max(t.incident_history.c.id), 0))).scalar_one()
    return int(h), last_cell(connection)
