"""Rows of what people decided on incidents, and of reports that were taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from dateline.archive import incidents, lineage
from dateline.archive import tables as t
from dateline.archive.receive import add_history
from dateline.archive.reports import current
from dateline.archive.values import HistoryKind, Withdrawal
from dateline.errors import NotInArchive, ReviewError, StaleEdit
from dateline.records import Incident
from dateline.reviews import Anchor, ReviewAction, ReviewDecision, checked, standing

_ROWS = t.incident_decisions
_LOOK = "Look at it as it is now, and decide again."


def decisions(connection: sa.Connection) -> list[ReviewDecision]:
    """All decisions, oldest first, those undone among them."""
    return [
        ReviewDecision(
            id=row.id, action=row.action, field=row.field, takes_back=row.takes_back,
            by=row.by, reason=row.reason, when=row.when, value=msgspec.json.decode(row.value),
            before=msgspec.json.decode(row.before), incident=row.incident_id, version=row.version,
            anchors=msgspec.json.decode(row.anchors, type=tuple[Anchor, ...]),
            apart=msgspec.json.decode(row.apart, type=tuple[Anchor, ...]),
        )
        for row in connection.execute(sa.select(_ROWS).order_by(_ROWS.c.id))
    ]  # fmt: skip


def decide(
    connection: sa.Connection, action: ReviewAction, anchors: Sequence[Anchor], *, apart: Sequence[Anchor] = (),
    field: str | None = None, value: Any = None, before: Any = None, takes_back: int | None = None,
    on: Incident | None = None, by: str, reason: str, now: str,
) -> int:  # fmt: skip
    """Adds a decision and gives its number.

    Raises ReviewError where nobody is named, it is on nothing, or the field is none that can be corrected.
    """
    if not by.strip():
        raise ReviewError("a decision needs the name of who makes it", remedy="Say who with `by`.")
    if action != "undo" and not anchors:
        raise ReviewError("a decision needs a mention that it is on", remedy="Give the incident's mentions.")
    if action == "split" and not apart:
        raise ReviewError("a split needs the mentions to part", remedy="Give those that stay and those that go.")
    if action == "correct":
        checked(field or "", value)
    values = {
        "anchors": msgspec.json.encode(anchors).decode(), "apart": msgspec.json.encode(apart).decode(),
        "value": msgspec.json.encode(value).decode(), "before": msgspec.json.encode(before).decode(),
        "incident_id": on.id if on else None, "version": on.version if on else None,
    }  # fmt: skip
    row = connection.execute(
        _ROWS.insert().values(
            action=action, field=field, takes_back=takes_back, by=by, reason=reason, when=now, **values
        )
    )
    key = row.inserted_primary_key
    assert key is not None
    return int(key[0])


def undo(connection: sa.Connection, number: int, *, by: str, reason: str, now: str, where: str) -> int:
    """Adds the undoing of a decision.

    Raises NotInArchive for a number that is none, or whose decision no longer counts.
    """
    found = next((d for d in standing(decisions(connection)) if d.id == number), None)
    if found is None:
        raise NotInArchive(
            f"no decision {number} counts", where=where, remedy="`dateline review history` lists those that do."
        )
    return decide(connection, "undo", found.anchors, takes_back=number, by=by, reason=reason, now=now)


def refuse_stale(connection: sa.Connection, expected: Mapping[str, int], anchors: Iterable[Anchor], where: str) -> None:
    """Raises StaleEdit where an incident has another version than a person saw, or is being built anew."""
    now = incidents.documents(connection, expected)
    for incident_id, version in expected.items():
        found = now.get(incident_id)
        if found is None or found.version != version:
            what = "is no more" if found is None else f"has version {found.version} now, not {version}"
            raise StaleEdit(f"incident {incident_id} {what}", where=where, remedy=_LOOK)
    if expected and lineage.built(connection).waiting & {anchor.report for anchor in anchors}:
        raise StaleEdit("somebody else decides on it at this moment", where=where, remedy=_LOOK)


def drop_of_report(connection: sa.Connection, report_id: str) -> None:
    """Takes a report's anchors out of all decisions; what was said of it alone loses its words and its value."""
    for made in decisions(connection):
        if not any(anchor.report == report_id for anchor in (*made.anchors, *made.apart)):
            continue
        anchors, apart = (tuple(a for a in some if a.report != report_id) for some in (made.anchors, made.apart))
        values = {
            "anchors": msgspec.json.encode(anchors).decode(), "apart": msgspec.json.encode(apart).decode(),
            **({} if anchors else {"value": "null", "before": "null", "reason": ""}),
        }  # fmt: skip
        connection.execute(_ROWS.update().where(_ROWS.c.id == made.id).values(**values))


def withdrawn(connection: sa.Connection) -> dict[str, Withdrawal]:
    """The reports that were taken back, with who wrote it down."""
    w = t.withdrawn_reports
    return {r.report_id: Withdrawal(r.by, r.reason, r.when) for r in connection.execute(sa.select(w))}


def withdraw(
    connection: sa.Connection, report_id: str, *, back: bool, by: str, reason: str, now: str, where: str
) -> None:
    """Writes down that a report was taken back, or with `back` that it stands again.

    Raises NotInArchive, ReviewError where nobody is named or nothing changes.
    """
    if not by.strip():
        raise ReviewError("a withdrawal needs the name of who writes it down", remedy="Say who with `by`.")
    if current(connection, report_id) is None:
        raise NotInArchive(f"no report has the id {report_id!r}", where=where, remedy="Give the report's full id.")
    if (report_id in withdrawn(connection)) is not back:
        raise ReviewError(f"report {report_id} is {'not ' if back else ''}withdrawn already", where=where)
    w = t.withdrawn_reports
    if back:
        connection.execute(w.delete().where(w.c.report_id == report_id))
    else:
        connection.execute(w.insert().values(report_id=report_id, by=by, reason=reason, when=now))
    kind: HistoryKind = "reinstated" if back else "withdrawn"
    add_history(connection, kind, report_id=report_id, by=by, reason=reason, now=now)
