"""What happened to incidents: lines that are only ever added, and what all were last built from."""

from __future__ import annotations

import json
from collections.abc import Iterable

import sqlalchemy as sa

from dateline.archive import tables as t
from dateline.archive.reports import in_portions
from dateline.archive.tellings import last_cell
from dateline.archive.values import IncidentChange, canonical_json

BUILT = "built"
"""The kind of the one line that says by which rules incidents were built, and up to which result; of no incident."""


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


def built(connection: sa.Connection) -> tuple[str | None, int]:
    """The rules by which all incidents were last built, None where they never were as a whole; and the number of the
    last result (`coded.seq`) that they have taken in.
    """
    h = t.incident_history.c
    query = sa.select(h.details).where(h.kind == BUILT).order_by(h.id.desc()).limit(1)
    details = json.loads(connection.execute(query).scalar_one_or_none() or "{}")
    return details.get("rules"), details.get("until", 0)


def set_built(connection: sa.Connection, rules: str | None, until: int, now: str) -> None:
    """Notes by which rules incidents were built, and up to which result."""
    h = t.incident_history
    connection.execute(h.delete().where(h.c.kind == BUILT))
    add(connection, [IncidentChange("", 0, BUILT, {"rules": rules, "until": until})], now)


def generation(connection: sa.Connection) -> tuple[int, int]:
    """Numbers that differ once incidents were written in between."""
    h = connection.execute(sa.select(sa.func.coalesce(sa.func.max(t.incident_history.c.id), 0))).scalar_one()
    return int(h), last_cell(connection)
