"""Reports in the archive as rows: how they are read, found and told from one another."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
import sqlalchemy as sa

from dateline.archive import tables as t
from dateline.archive.redact import same_but_masked
from dateline.archive.values import StoredReport
from dateline.errors import NotInArchive
from dateline.records import Report

HASH_PREFIX = "sha256:"
PAGE = 50
"""Reports read at once: iterating holds no transaction open, and few texts in memory."""
_LISTED = 5
PORTION = 500
"""Values in one statement; SQLite takes 32,766."""

Row = sa.Row[Any]
_CURRENT = (
    sa.select(t.reports.c.seq, t.reports.c.id, t.reports.c.marked, t.report_versions)
    .join(t.report_versions, t.report_versions.c.report_id == t.reports.c.id)
    .where(t.report_versions.c.version == t.reports.c.version)
)


def report_of(row: Row) -> Report:
    """The report that a row of `report_versions` holds."""
    return Report(
        id=row.report_id,
        title=row.title,
        outlet=row.outlet,
        url=row.url,
        published=dt.date.fromisoformat(row.published) if row.published else None,
        language=row.language,
        text=row.text,
        sha256=row.sha256 or hashlib.sha256(row.text.encode()).hexdigest(),
    )


def stored_of(row: Row) -> StoredReport:
    """The stored report that a row of the current versions holds."""
    return StoredReport(
        report=report_of(row),
        version=row.version,
        marked=row.marked,
        dates=tuple((source, value) for source, value in json.loads(row.dates)),
        notes=tuple(json.loads(row.notes)),
        redacted=row.redacted,
    )


def current(connection: sa.Connection, report_id: str) -> Row | None:
    """A report's current version, or None."""
    return connection.execute(_CURRENT.where(t.reports.c.id == report_id)).one_or_none()


def page(connection: sa.Connection, after: int) -> list[Row]:
    """The next current versions in order of arrival."""
    query = _CURRENT.where(t.reports.c.seq > after).order_by(t.reports.c.seq).limit(PAGE)
    return list(connection.execute(query))


def starting_with(column: sa.ColumnElement[str], prefix: str) -> sa.ColumnElement[bool]:
    """Whether an id begins with a prefix, letter by letter, by way of the index."""
    return sa.and_(column >= prefix, column < prefix + "\U0010ffff")


def find(connection: sa.Connection, wanted: str, where: str) -> Row:
    """The report of an id, or of the one id that begins so, with or without `sha256:`."""
    if (row := current(connection, wanted)) is not None:
        return row
    prefixes = [p for p in (wanted, HASH_PREFIX + wanted) if wanted and wanted != HASH_PREFIX]
    rows: list[Row] = []
    for prefix in prefixes:
        query = _CURRENT.where(starting_with(t.reports.c.id, prefix)).order_by(t.reports.c.id).limit(_LISTED + 1)
        rows += connection.execute(query)
    if len(rows) == 1:
        return rows[0]
    if not rows:
        raise NotInArchive(
            f"no report has the id {wanted!r}",
            where=where,
            remedy="`dateline archive sizes` says what the archive holds.",
        )
    raise several(wanted, [(row.id, row.title) for row in rows], where)


def several(wanted: str, found: list[tuple[str, str | None]], where: str) -> NotInArchive:
    """The refusal of an id that several things begin with."""
    listed = ", ".join(f"{id_} ({title})" if title else id_ for id_, title in found[:_LISTED])
    more = ", and more" if len(found) > _LISTED else ""
    return NotInArchive(
        f"several ids begin with {wanted!r}: {listed}{more}", where=where, remedy="Give more of the id."
    )


def purged(connection: sa.Connection, report_id: str, sha256: str | None = None) -> bool:
    """Whether this report, by its id or its bytes, was purged."""
    p = t.purged_reports.c
    hashes = [h for h in (sha256, report_id.removeprefix(HASH_PREFIX)) if h]
    query = sa.select(p.report_id).where(sa.or_(p.report_id == report_id, p.sha256.in_(hashes))).limit(1)
    return connection.execute(query).first() is not None


def as_stored(row: Row | None, report: Report, *, force: bool = False) -> Report:
    """A report that comes in, as the archive has it: a person's corrections and redactions beat the input."""
    if row is None:
        return report
    kept = report_of(row)
    if row.redacted and same_but_masked(row.text, report.text) and not force:
        return kept
    return msgspec.structs.replace(report, **{name: getattr(kept, name) for name in json.loads(row.corrected)})


def data_of(connection: sa.Connection, report_id: str) -> bytes | None:
    """The bytes of a report's current version; None where a redaction dropped them."""
    row = current(connection, report_id)
    if row is None or row.sha256 is None:
        return None
    return zlib.decompress(
        connection.execute(sa.select(t.blobs.c.data).where(t.blobs.c.sha256 == row.sha256)).scalar_one()
    )


def in_portions(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Values in portions that one statement takes."""
    listed = list(values)
    return (listed[start : start + PORTION] for start in range(0, len(listed), PORTION))
