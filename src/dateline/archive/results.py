"""What runs took from reports: stored beside the report's version, one result a run, older ones kept readable."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import msgspec
import sqlalchemy as sa

from dateline.archive import tables as t
from dateline.archive.reports import PAGE, Row, in_portions, report_of
from dateline.archive.values import CodedStatus, RunDescription, canonical_json
from dateline.errors import ArchiveError, NotInArchive
from dateline.records import Coded, Entity, Mention, Record, Report


class Document(Record, frozen=True, omit_defaults=True):
    """A coded report without the report, which is stored once beside all its results."""

    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    templates: tuple[dict[str, Any], ...] | None = None


_CODED = sa.select(t.coded.c.run_id, t.coded.c.document, t.report_versions).join(
    t.report_versions,
    sa.and_(t.report_versions.c.report_id == t.coded.c.report_id, t.report_versions.c.version == t.coded.c.version),
)
_LATER = t.coded.alias("later")
_NEWEST = (
    _CODED.add_columns(t.reports.c.seq)
    .join(
        t.reports,
        sa.and_(t.reports.c.id == t.coded.c.report_id, t.reports.c.version == t.coded.c.version),
    )
    .where(
        t.coded.c.seq
        == sa.select(sa.func.max(_LATER.c.seq))
        .where(_LATER.c.report_id == t.reports.c.id, _LATER.c.version == t.reports.c.version)
        .scalar_subquery()
    )
    .order_by(t.reports.c.seq)
)


def coded_of(row: Row, report: Report | None = None) -> Coded:
    """The coded report that a stored document and its report make."""
    document = msgspec.json.decode(row.document, type=Document)
    return Coded(
        report=report or report_of(row),
        entities=document.entities,
        mentions=document.mentions,
        templates=document.templates,
    )


def put_run(connection: sa.Connection, run: RunDescription, now: str) -> None:
    """The run's row, where it is new."""
    if connection.execute(sa.select(t.runs.c.id).where(t.runs.c.id == run.id)).first() is None:
        connection.execute(
            t.runs.insert().values(
                id=run.id,
                program_version=run.program_version,
                reader=run.reader,
                ground=run.ground,
                settings=canonical_json(run.settings),
                created=now,
            )
        )


def put_document(
    connection: sa.Connection,
    report_id: str,
    version: int,
    run_id: str,
    document: Document,
    *,
    why: str | None,
    now: str,
) -> None:
    """A result, in place of the same run's earlier one for this version, with its mentions' rows."""
    c = t.coded.c
    number = last(connection) + 1  # before the delete, so that no number is given twice
    connection.execute(t.coded.delete().where(c.report_id == report_id, c.version == version, c.run_id == run_id))
    status: CodedStatus = "coded" if why is None else "not coded"
    key = {"report_id": report_id, "version": version, "run_id": run_id}
    connection.execute(
        t.coded.insert().values(
            **key,
            seq=number,
            status=status,
            why=why,
            document=msgspec.json.encode(document).decode(),
            created=now,
        )
    )
    rows = [key | mention_row(ord_, mention) for ord_, mention in enumerate(document.mentions)]
    if rows:
        connection.execute(t.mentions.insert(), rows)


def mention_row(ord_: int, mention: Mention) -> dict[str, Any]:
    """The columns that mentions are queried by; the place is the first, finest one."""
    place = mention.places[0] if mention.places else None
    moment = mention.moment
    return {
        "mention_id": mention.id,
        "ord": ord_,
        "type": mention.type,
        "status": mention.status,
        "aggregate": mention.aggregate,
        "background": mention.background,
        "geonames_id": place.geonames_id if place else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "from_": moment.from_.isoformat() if moment and moment.from_ else None,
        "to": moment.to.isoformat() if moment and moment.to else None,
        "confidence": mention.confidence,
    }


def coded_by(connection: sa.Connection, report_id: str, run_id: str) -> Coded | None:
    """The result of a run for a report's current version; None where there is none or it waits for recoding."""
    query = _CODED.join(
        t.reports, sa.and_(t.reports.c.id == t.coded.c.report_id, t.reports.c.version == t.coded.c.version)
    ).where(t.reports.c.id == report_id, t.coded.c.run_id == run_id, sa.not_(t.reports.c.marked))
    row = connection.execute(query).one_or_none()
    return None if row is None else coded_of(row)


def why_not_coded(connection: sa.Connection, report_id: str) -> str | None:
    """Why the newest result of a report's current version has nothing in it; None where it was coded or has none."""
    query = (
        sa.select(t.coded.c.why)
        .join(t.reports, sa.and_(t.reports.c.id == t.coded.c.report_id, t.reports.c.version == t.coded.c.version))
        .where(t.reports.c.id == report_id)
        .order_by(t.coded.c.seq.desc())
        .limit(1)
    )
    return connection.execute(query).scalar_one_or_none()


def newest_page(connection: sa.Connection, after: int) -> list[Row]:
    """The next newest results of current versions, by the reports' order of arrival."""
    return list(connection.execute(_NEWEST.where(t.reports.c.seq > after).limit(PAGE)))


def newest_of(connection: sa.Connection, seqs: Iterable[int]) -> list[Row]:
    """The newest results of the current versions of some reports."""
    return list(connection.execute(_NEWEST.where(t.reports.c.seq.in_(list(seqs)))))


def seqs_of(connection: sa.Connection, report_ids: Iterable[str]) -> list[int]:
    """Where reports stand in the order of arrival; ids that are not in the archive are left out."""
    return sorted(arrival(connection, report_ids).values())


def arrival(connection: sa.Connection, report_ids: Iterable[str]) -> dict[str, int]:
    """Where each report stands in the order of arrival; ids that are not in the archive are left out."""
    found: dict[str, int] = {}
    for some in in_portions(report_ids):
        rows = connection.execute(sa.select(t.reports.c.id, t.reports.c.seq).where(t.reports.c.id.in_(some)))
        found |= {row.id: row.seq for row in rows}
    return found


def last(connection: sa.Connection) -> int:
    """The number of the last result."""
    return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(t.coded.c.seq), 0))).scalar_one())


def reports_since(connection: sa.Connection, number: int) -> set[str]:
    """The reports that have a result after one of a number."""
    return set(connection.execute(sa.select(t.coded.c.report_id).where(t.coded.c.seq > number)).scalars())


def old(connection: sa.Connection, report_id: str, run_id: str, where: str) -> Coded:
    """A run's result for the newest version of a report that it coded."""
    query = (
        _CODED.where(t.coded.c.report_id == report_id, t.coded.c.run_id == run_id)
        .order_by(t.coded.c.version.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        known = connection.execute(
            sa.select(t.coded.c.run_id).where(t.coded.c.report_id == report_id).order_by(t.coded.c.seq).distinct()
        ).scalars()
        listed = ", ".join(dict.fromkeys(known)) or "none"
        raise NotInArchive(
            f"run {run_id!r} has no result for report {report_id!r}",
            where=where,
            remedy=f"Runs that have one: {listed}.",
        )
    return coded_of(row)


def runs(connection: sa.Connection, report_id: str | None) -> list[tuple[RunDescription, str, int]]:
    """The runs, oldest first, with their first use and the number of reports they have results for."""
    query = (
        sa.select(t.runs, sa.func.count(t.coded.c.report_id.distinct()).label("reports"))
        .join(t.coded, t.coded.c.run_id == t.runs.c.id, isouter=report_id is None)
        .group_by(t.runs.c.id)
        .order_by(t.runs.c.created, sa.func.min(t.coded.c.seq), t.runs.c.id)
    )
    if report_id is not None:
        query = query.where(t.coded.c.report_id == report_id)
    return [
        (
            RunDescription(row.program_version, row.reader, row.ground, json.loads(row.settings)),
            row.created,
            row.reports,
        )
        for row in connection.execute(query)
    ]


def document_of(coded: Coded, report: Report, where: str) -> Document:
    """The document of a result, once it is known to belong to the report as stored.

    Raises ArchiveError where its report has another id or text, or two mentions have one id.
    """
    if coded.report.id != report.id or coded.report.text != report.text:
        raise ArchiveError(
            f"the result is of another text than report {report.id} as stored",
            where=where,
            remedy="Code the report that Archive.as_stored gives.",
        )
    ids = [mention.id for mention in coded.mentions]
    if len(set(ids)) != len(ids):
        raise ArchiveError(f"two mentions of report {report.id} have one id", where=where)
    return Document(entities=coded.entities, mentions=coded.mentions, templates=coded.templates)


def newest_runs() -> sa.Select[Any]:
    """A query of each report's newest result for its current version, without the results themselves."""
    c, r = t.coded.c, t.reports.c
    return (
        sa.select(c.report_id, c.version, c.run_id, c.seq)
        .join(t.reports, sa.and_(r.id == c.report_id, r.version == c.version))
        .where(
            c.seq
            == sa.select(sa.func.max(_LATER.c.seq))
            .where(_LATER.c.report_id == r.id, _LATER.c.version == r.version)
            .scalar_subquery()
        )
    )
