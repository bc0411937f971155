"""What happened to incidents, in lines that only a purge changes; and, in one line, what all were last built from."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Collection, Iterable
from typing import Any

import sqlalchemy as sa

from dateline.archive import tables as t
from dateline.archive.reports import in_portions
from dateline.archive.tellings import last_cell
from dateline.archive.values import Built, IncidentChange, canonical_json

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


def last(connection: sa.Connection) -> int:
    """The number of the last line; every rewriting of incidents adds one."""
    return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(t.incident_history.c.id), 0))).scalar_one())


def versions(connection: sa.Connection, incident_ids: Iterable[str]) -> dict[str, int]:
    """The last version of each incident."""
    h = t.incident_history.c
    found: dict[str, int] = {}
    for some in in_portions(incident_ids):
        query = sa.select(h.incident_id, sa.func.max(h.version)).where(h.incident_id.in_(some)).group_by(h.incident_id)
        found |= {row[0]: row[1] for row in connection.execute(query)}
    return found


def built(connection: sa.Connection) -> Built:
    """What all incidents were last built from; without rules where they never were, or are to be anew."""
    details = _built_details(connection)
    return Built(details.get("rules"), details.get("until", 0), frozenset(details.get("waiting", ())))


def _built_details(connection: sa.Connection) -> dict[str, Any]:
    h = t.incident_history.c
    query = sa.select(h.details).where(h.kind == BUILT).order_by(h.id.desc()).limit(1)
    found: dict[str, Any] = json.loads(connection.execute(query).scalar_one_or_none() or "{}")
    return found


def set_built(connection: sa.Connection, made: Built, now: str) -> None:
    """Notes what incidents were built from."""
    build_anew(connection)
    details = {"rules": made.rules, "until": made.until, "waiting": sorted(made.waiting)}
    add(connection, [IncidentChange("", 0, BUILT, details)], now)


def wait(connection: sa.Connection, reports: Iterable[str], now: str) -> None:
    """Notes reports near which incidents are to be built anew, since something was decided on them."""
    made = built(connection)
    if made.rules is not None:
        set_built(connection, dataclasses.replace(made, waiting=made.waiting | set(reports)), now)


def build_anew(connection: sa.Connection) -> None:
    """Notes that all incidents are to be built anew, since what they were built from is gone."""
    connection.execute(t.incident_history.delete().where(t.incident_history.c.kind == BUILT))


def forget_report(connection: sa.Connection, report_id: str, incident_ids: Collection[str]) -> None:
    """Takes all words out of what was, of the incidents given and of all that a report ever told of."""
    h = t.incident_history
    told = set(
        connection.execute(sa.select(t.tellings.c.incident_id).where(t.tellings.c.report_id == report_id)).scalars()
    )
    ids = {*incident_ids, *told}
    for row in connection.execute(sa.select(h.c.incident_id, h.c.details).where(h.c.kind != BUILT)):
        if _names(json.loads(row.details), report_id):
            ids.add(row.incident_id)
    for some in in_portions(ids):
        connection.execute(h.update().where(h.c.incident_id.in_(some)).values(details="{}"))
    build_anew(connection)


def _names(value: object, report_id: str) -> bool:
    if isinstance(value, dict):
        return any(_names(part, report_id) for part in value.values())
    return any(_names(part, report_id) for part in value) if isinstance(value, list) else value == report_id


def generation(connection: sa.Connection) -> tuple[int, int, int]:
    """Numbers that differ once incidents were written, or something was purged or decided, in between."""
    h = t.incident_history.c
    made = connection.execute(sa.select(sa.func.coalesce(sa.func.max(h.id), 0)).where(h.kind == BUILT)).scalar_one()
    return last(connection), int(made), last_cell(connection)
