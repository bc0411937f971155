"""Removing what a person asks to have removed: a whole report, or every trace of a name."""

from __future__ import annotations

import json
import zlib
from typing import Any

import msgspec
import sqlalchemy as sa

from dateline.archive import incidents, lineage, reviews, search
from dateline.archive import tables as t
from dateline.archive.receive import add_history
from dateline.archive.redact import Name, Redaction, bytes_hold, mask
from dateline.archive.reports import HASH_PREFIX, Row, current
from dateline.archive.values import PurgeResult
from dateline.errors import NotInArchive, ReviewError

_PLAIN = ("title", "outlet", "url", "reason", "by")
"""Columns of a version that are free text."""


def purge_report(connection: sa.Connection, report_id: str, *, by: str, reason: str, now: str, where: str) -> None:
    """Deletes a report with its versions, bytes, results and the incidents that rest on it; remembers only its id."""
    _answered_for(by)
    if current(connection, report_id) is None:
        raise NotInArchive(f"no report has the id {report_id!r}", where=where, remedy="Nothing was purged.")
    v, h = t.report_versions, t.history
    hashes = connection.execute(sa.select(v.c.sha256).where(v.c.report_id == report_id).distinct()).scalars().all()
    dropped = incidents.drop_of_report(connection, report_id)
    reviews.drop_of_report(connection, report_id)
    connection.execute(t.reports.delete().where(t.reports.c.id == report_id))
    drop_unused_bytes(connection)
    connection.execute(t.purged_reports.delete().where(t.purged_reports.c.report_id == report_id))
    connection.execute(
        t.purged_reports.insert(),
        [{"report_id": report_id, "sha256": sha256 or ""} for sha256 in hashes],
    )
    # Earlier corrections quote the report's title and url.
    connection.execute(h.update().where(h.c.report_id == report_id).values(details="{}", reason=""))
    details = {"incidents": dropped}
    search.rebuild(connection)
    add_history(connection, "purged report", report_id=report_id, by=by, reason=reason, now=now, details=details)


def purge_name(connection: sa.Connection, name: str, *, by: str, reason: str, now: str) -> PurgeResult:
    """Overwrites a name wherever the archive holds it; history says how often, never what."""
    _answered_for(by)
    return _NamePurge(connection, Name.of(name)).run(by=by, reason=reason, now=now)


def drop_unused_bytes(connection: sa.Connection) -> None:
    """Deletes the bytes that no version of a report refers to."""
    v = t.report_versions.c.sha256
    used = sa.select(v).where(v.is_not(None))
    connection.execute(t.blobs.delete().where(t.blobs.c.sha256.not_in(used)))


def _answered_for(by: str) -> None:
    if not by.strip():
        raise ReviewError("a purge needs the name of who makes it", remedy="Say who with `by`.")


class _NamePurge:
    """One purge of a name, in one transaction, report by report."""

    def __init__(self, connection: sa.Connection, name: Name) -> None:
        self.connection = connection
        self.name = name
        self.places = 0
        self.ids: dict[str, str] = {}
        self.touched: dict[str, dict[str, str]] = {}

    def run(self, *, by: str, reason: str, now: str) -> PurgeResult:
        holding = self._hashes_that_hold()
        seqs = self.connection.execute(sa.select(t.reports.c.seq, t.reports.c.id).order_by(t.reports.c.seq)).all()
        for _, report_id in seqs:
            self._report(report_id, holding)
        drop_unused_bytes(self.connection)
        self._incidents()
        lineage.build_anew(self.connection)
        self._strings(t.history, ("by", "reason"), ("details",))
        self._strings(t.actor_decisions, ("by", "reason", "of"), ("names", "actor"))
        self._strings(t.incident_history, (), ("details",))
        self._strings(t.incident_decisions, ("by", "reason"), ("value", "before", "anchors", "apart"))
        self._strings(t.withdrawn_reports, ("by", "reason"), ())
        for report_id in list(self.ids):
            self._rename(report_id)
        for table in (t.history, t.purged_reports):
            self._strings(table, ("report_id",), ())
        search.rebuild(self.connection)
        details = {"places": self.places, "reports": len(self.ids)}
        by, reason = mask(self.name.loose, by)[0], mask(self.name.loose, reason)[0]
        add_history(self.connection, "purged name", by=by, reason=reason, now=now, details=details)
        return PurgeResult(reports=tuple(self.ids.values()), places=self.places)

    def _hashes_that_hold(self) -> set[str]:
        """The bytes with the name in them: a page's may hold it where the text taken from it does not."""
        holding = set()
        for sha256 in self.connection.execute(sa.select(t.blobs.c.sha256)).scalars().all():
            data = self.connection.execute(sa.select(t.blobs.c.data).where(t.blobs.c.sha256 == sha256)).scalar_one()
            if bytes_hold(zlib.decompress(data), self.name):
                holding.add(sha256)
        return holding

    def _report(self, report_id: str, holding: set[str]) -> None:
        """One report: its versions and results; its bytes go if anything of it held the name."""
        v = t.report_versions
        before = self.places
        rows = self.connection.execute(sa.select(v).where(v.c.report_id == report_id)).all()
        for row in rows:
            self._version(row)
        self.places += len({row.sha256 for row in rows} & holding)
        if self.places == before and not self.name.loose.search(report_id):
            return
        self.ids[report_id] = report_id
        own = v.update().where(v.c.report_id == report_id)
        self.connection.execute(own.values(sha256=None, redacted=True))

    def _version(self, row: Row) -> None:
        text, count = mask(self.name.text, row.text)
        redaction = Redaction(self.name, row.text, text)
        changed: dict[str, Any] = {"text": text} if count else {}
        for column in _PLAIN:
            value = getattr(row, column)
            changed[column] = None if value is None else redaction.string(value)
        for column in ("dates", "notes"):
            changed[column] = _dumped(redaction.walk(json.loads(getattr(row, column))))
        c = t.coded
        same = sa.and_(c.c.report_id == row.report_id, c.c.version == row.version)
        for result in self.connection.execute(sa.select(c.c.run_id, c.c.document, c.c.why).where(same)).all():
            found = redaction.places
            document = redaction.document(msgspec.json.decode(result.document))
            why = None if result.why is None else redaction.string(result.why)
            if redaction.places > found:
                update = c.update().where(same, c.c.run_id == result.run_id)
                self.connection.execute(update.values(document=_dumped(document), why=why))
                self._rename_mentions(row, result.run_id, [mention["id"] for mention in document["mentions"]])
        if count + redaction.places:
            v = t.report_versions
            self.connection.execute(
                v.update().where(v.c.report_id == row.report_id, v.c.version == row.version).values(**changed)
            )
        self.places += count + redaction.places
        self.touched.setdefault(row.report_id, {}).update(redaction.touched)

    def _rename_mentions(self, row: Row, run_id: str, ids: list[str]) -> None:
        """A mention's id made from the report's holds the name too; its rows follow the document."""
        m = t.mentions.c
        key = sa.and_(m.report_id == row.report_id, m.version == row.version, m.run_id == run_id)
        old = self.connection.execute(sa.select(m.mention_id).where(key).order_by(m.ord)).scalars().all()
        for before, after in zip(old, ids, strict=True):
            if before != after:
                self.connection.execute(t.mentions.update().where(key, m.mention_id == before).values(mention_id=after))
                for table in (t.incident_mentions, t.tellings):
                    linked = sa.and_(table.c.report_id == row.report_id, table.c.mention_id == before)
                    self.connection.execute(table.update().where(linked).values(mention_id=after))

    def _incidents(self) -> None:
        """Incidents hold sentences and names of their reports; what a report's spans lost is lost there too."""
        links: dict[str, set[str]] = {}
        for link in self.connection.execute(sa.select(t.incident_mentions)):
            links.setdefault(link.incident_id, set()).add(link.report_id)
        for row in self.connection.execute(sa.select(t.incidents.c.id, t.incidents.c.document)).all():
            redaction = Redaction(self.name, "", "")
            for report_id in links.get(row.id, ()):
                redaction.touched.update(self.touched.get(report_id, {}))
            document = redaction.walk(msgspec.json.decode(row.document))
            if redaction.places:
                update = t.incidents.update().where(t.incidents.c.id == row.id)
                self.connection.execute(update.values(document=_dumped(document)))
                self.places += redaction.places

    def _strings(self, table: sa.Table, plain: tuple[str, ...], documents: tuple[str, ...]) -> None:
        """The free text of a small table."""
        key = list(table.primary_key)
        for row in self.connection.execute(sa.select(table)).all():
            redaction = Redaction(self.name, "", "")
            values = {c: redaction.string(getattr(row, c)) for c in plain if getattr(row, c) is not None}
            whole = {c: getattr(row, c) for c in documents}
            values |= {c: _dumped(redaction.walk(json.loads(v))) for c, v in whole.items() if v is not None}
            if redaction.places:
                same = sa.and_(*(column == getattr(row, column.key) for column in key))
                self.connection.execute(table.update().where(same).values(**values))
                self.places += redaction.places

    def _rename(self, report_id: str) -> None:
        """An id that a person chose may hold the name; keys follow by themselves, quotations of it here."""
        masked, count = mask(self.name.loose, report_id)
        if not count or report_id.startswith(HASH_PREFIX):
            return
        new, number = masked, 1
        while current(self.connection, new) is not None:
            number += 1
            new = f"{masked}~{number}"
        self.connection.execute(t.reports.update().where(t.reports.c.id == report_id).values(id=new))
        self.connection.execute(t.history.update().where(t.history.c.report_id == report_id).values(report_id=new))
        i = t.incidents
        resting = sa.select(t.incident_mentions.c.incident_id).where(t.incident_mentions.c.report_id == new)
        for row in self.connection.execute(sa.select(i.c.id, i.c.document).where(i.c.id.in_(resting))).all():
            document = msgspec.json.decode(row.document)
            for support in document["support"]:
                support["report"] = new if support["report"] in (report_id, masked) else support["report"]
            self.connection.execute(i.update().where(i.c.id == row.id).values(document=_dumped(document)))
        self.ids[report_id] = new
        self.places += count


def _dumped(value: Any) -> str:
    return msgspec.json.encode(value).decode()
