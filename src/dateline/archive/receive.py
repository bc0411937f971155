"""How a report comes in, gets a new version, and is corrected by a person."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import zlib
from collections.abc import Iterable
from typing import Any

import msgspec
import sqlalchemy as sa

from dateline.archive import tables as t
from dateline.archive.redact import same_but_masked
from dateline.archive.reports import Row, as_stored, current, purged, report_of, stored_of
from dateline.archive.values import HistoryKind, StoredReport, canonical_json
from dateline.errors import ArchiveError, ReviewError
from dateline.records import Report

CORRECTABLE = ("title", "outlet", "url", "published")
METADATA = (*CORRECTABLE, "language")


def receive(
    connection: sa.Connection,
    report: Report,
    data: bytes,
    *,
    dates: tuple[tuple[str, str], ...],
    notes: tuple[str, ...],
    force: bool,
    now: str,
    where: str,
) -> tuple[StoredReport, str]:
    """Stores a report that comes in: a first version, a new one where it differs, else nothing.

    Gives the report as it is now stored, and why a version was made ("" where none was).
    """
    row = current(connection, report.id)
    if row is not None and row.redacted and same_but_masked(row.text, report.text) and not force:
        return stored_of(row), ""
    stored = as_stored(row, report, force=force)
    _refuse(connection, row, report, force=force, now=now, where=where)
    if hashlib.sha256(data).hexdigest() != report.sha256:
        raise ArchiveError(f"the bytes of report {report.id} do not have its SHA-256", where=where)
    reason = "received" if row is None else _difference(report_of(row), stored)
    if reason:
        if row is not None and stored.text == row.text:
            dates, notes = dates or _pairs(row.dates), notes or tuple(json.loads(row.notes))
        _keep_bytes(connection, stored.sha256, data)
        corrected = [] if row is None else json.loads(row.corrected)
        add_version(connection, row, stored, dates=dates, notes=notes, corrected=corrected, reason=reason, now=now)
    elif row is not None:
        fresh = {
            name: canonical_json(value)
            for name, value in (("dates", dates), ("notes", notes))
            if value and canonical_json(value) != getattr(row, name)
        }
        if fresh:
            v = t.report_versions
            same = sa.and_(v.c.report_id == row.report_id, v.c.version == row.version)
            connection.execute(v.update().where(same).values(**fresh))
    after = current(connection, report.id)
    assert after is not None
    return stored_of(after), reason


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((source, value) for source, value in json.loads(text))


def _difference(old: Report, new: Report) -> str:
    for what, names in (("text", ("text",)), ("bytes", ("sha256",)), ("metadata", METADATA)):
        if any(getattr(old, name) != getattr(new, name) for name in names):
            return f"received again with other {what}"
    return ""


def _refuse(connection: sa.Connection, row: Row | None, report: Report, *, force: bool, now: str, where: str) -> None:
    """Keeps out what a person had removed, unless forced; then the ban ends, and history says so."""
    if row is None and purged(connection, report.id, report.sha256):
        what = "purged report"
        refusal = f"report {report.id} was purged and is not taken in again"
        remedy = "If it must come back, store it with force."
    elif (other := _redacted_twin(connection, row, report)) is not None:
        what = "redacted text"
        refusal = f"a name was purged from report {other}, and report {report.id} would bring its text in again"
        remedy = "Code the stored report instead; if the text must come back, store it with force."
    else:
        return
    if not force:
        raise ArchiveError(refusal, where=where, remedy=remedy)
    p = t.purged_reports
    connection.execute(p.delete().where(sa.or_(p.c.report_id == report.id, p.c.sha256 == report.sha256)))
    add_history(connection, "restored", report_id=report.id, now=now, details={"what": what})


def _redacted_twin(connection: sa.Connection, row: Row | None, report: Report) -> str | None:
    """The report from which a name was removed and whose text this is, by its id or letter by letter."""
    if row is not None:
        return row.report_id if row.redacted else None
    v = t.report_versions.c
    query = sa.select(v.report_id, v.text).where(v.redacted, v.characters == len(report.text))
    return next((r.report_id for r in connection.execute(query).all() if same_but_masked(r.text, report.text)), None)


def _keep_bytes(connection: sa.Connection, sha256: str, data: bytes) -> None:
    there = sa.select(t.blobs.c.sha256).where(t.blobs.c.sha256 == sha256)
    if connection.execute(there).first() is None:
        connection.execute(t.blobs.insert().values(sha256=sha256, data=zlib.compress(data)))


def add_version(
    connection: sa.Connection,
    row: Row | None,
    report: Report,
    *,
    dates: Iterable[tuple[str, str]],
    notes: Iterable[str],
    corrected: Iterable[str],
    reason: str,
    now: str,
    by: str | None = None,
    redacted: bool = False,
    marked: bool = False,
) -> None:
    """A new current version of a report; its bytes are there already."""
    version = 1 if row is None else row.version + 1
    if row is None:
        connection.execute(t.reports.insert().values(id=report.id, version=version, marked=marked, created=now))
    else:
        update = t.reports.update().where(t.reports.c.id == report.id)
        connection.execute(update.values(version=version, marked=marked))
    connection.execute(
        t.report_versions.insert().values(
            report_id=report.id,
            version=version,
            sha256=row.sha256 if redacted and row is not None else report.sha256,
            **{name: getattr(report, name) for name in METADATA if name != "published"},
            published=report.published.isoformat() if report.published else None,
            text=report.text,
            characters=len(report.text),
            dates=canonical_json(list(dates)),
            notes=canonical_json(list(notes)),
            corrected=canonical_json(sorted(set(corrected))),
            redacted=redacted,
            reason=reason,
            by=by,
            created=now,
        )
    )


def correct(connection: sa.Connection, row: Row, changes: dict[str, Any], *, by: str, reason: str, now: str) -> None:
    """A person's correction of a report's metadata: a new version, marked for recoding, with its line in history.

    Raises ReviewError where nobody answers for it or nothing changes.
    """
    old = report_of(row)
    changed = {name: value for name, value in changes.items() if value != getattr(old, name)}
    if not by.strip():
        raise ReviewError("a correction needs the name of who makes it", where=row.id, remedy="Say who with `by`.")
    if not changed:
        given = ", ".join(f"{name} {value}" for name, value in changes.items()) or "no field"
        raise ReviewError(
            f"nothing changes: the report has this already ({given})",
            where=row.id,
            remedy=f"Give another value for {', '.join(CORRECTABLE)}.",
        )
    add_version(
        connection,
        row,
        msgspec.structs.replace(old, **changed),
        dates=_pairs(row.dates),
        notes=json.loads(row.notes),
        corrected=[*json.loads(row.corrected), *changed],
        reason=reason,
        by=by,
        now=now,
        redacted=row.redacted,
        marked=True,
    )
    details = {name: {"from": _plain(getattr(old, name)), "to": _plain(value)} for name, value in changed.items()}
    add_history(connection, "corrected", report_id=row.id, by=by, reason=reason, now=now, details=details)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value


def add_history(
    connection: sa.Connection,
    kind: HistoryKind,
    *,
    now: str,
    report_id: str | None = None,
    by: str | None = None,
    reason: str = "",
    details: dict[str, Any] | None = None,
) -> None:
    """A line of history."""
    connection.execute(
        t.history.insert().values(
            when=now, kind=kind, report_id=report_id, by=by, reason=reason, details=canonical_json(details or {})
        )
    )
