"""The archive as its users see it: one object, one file; each method is one transaction or iterates in short ones."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import msgspec
import sqlalchemy as sa

from dateline.archive import actors, purge, receive, reports, results, upkeep
from dateline.archive import tables as t
from dateline.archive.database import Database, open_database
from dateline.archive.desk import Desk
from dateline.archive.redact import Name, Redaction, same_but_masked
from dateline.archive.shelf import Incidents
from dateline.archive.values import (
    KEEP,
    Clock,
    HistoryEntry,
    Keep,
    PurgeResult,
    RunDescription,
    StoredReport,
    stamp,
    utc_now,
)
from dateline.decisions import Action, ActorDecision, Decided, decided
from dateline.errors import NotInArchive
from dateline.records import Actor, Coded, Report

if TYPE_CHECKING:
    import polars as pl

PROGRAM = "dateline"
"""Who history names for what the program did by itself."""


class Archive(Incidents, Desk):
    """The local database of reports, results, incidents and their history.

    Open it with `Archive.open(path)`; it is a context manager. Several processes may have one archive open. All
    methods raise ArchiveError where the file cannot be read or written.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    @classmethod
    def open(cls, path: Path, *, create: bool = True, clock: Clock = utc_now) -> Self:
        """The archive in a file, made where it is missing (with its folder) unless `create` is false.

        `clock` gives the times that are written down. Raises ArchiveError where the file is missing, a directory, no
        archive, damaged or not writable, ArchiveVersionError where a newer program made it.
        """
        return cls(open_database(Path(path), create=create), clock)

    @property
    def path(self) -> Path:
        """The archive's file."""
        return self._database.path

    def close(self) -> None:
        """Closes the file."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Reports

    def stored(self, report_id: str) -> StoredReport | None:
        """A report as it now stands, by its full id; None where it is not in the archive."""
        with self._database.reading() as connection:
            row = reports.current(connection, report_id)
        return None if row is None else reports.stored_of(row)

    def find(self, prefix_or_id: str) -> StoredReport:
        """A report by its id, or by what only its id begins with (`sha256:` may be left out).

        Raises NotInArchive where no id or several begin so.
        """
        with self._database.reading() as connection:
            return reports.stored_of(reports.find(connection, prefix_or_id, self._where))

    def as_stored(self, report: Report) -> Report:
        """A report that comes in, as the archive would store it: corrections and redactions beat the input.

        This is the report to code.
        """
        with self._database.reading() as connection:
            return reports.as_stored(reports.current(connection, report.id), report)

    def is_purged(self, report_id: str) -> bool:
        """Whether a report of this id, or of the bytes whose hash the id is, was purged."""
        with self._database.reading() as connection:
            return reports.current(connection, report_id) is None and reports.purged(connection, report_id)

    def reports(self) -> Iterator[StoredReport]:
        """All reports as they now stand, in the order they came."""
        after = 0
        while True:
            with self._database.reading() as connection:
                rows = reports.page(connection, after)
            if not rows:
                return
            yield from map(reports.stored_of, rows)
            after = rows[-1].seq

    def marked(self) -> list[str]:
        """The ids of the reports that wait for recoding."""
        query = sa.select(t.reports.c.id).where(t.reports.c.marked).order_by(t.reports.c.seq)
        with self._database.reading() as connection:
            return list(connection.execute(query).scalars())

    def arrival(self, report_ids: Iterable[str]) -> dict[str, int]:
        """Where each report stands in the order of arrival; ids that are not in the archive are left out."""
        with self._database.reading() as connection:
            return results.arrival(connection, report_ids)

    def data(self, report_id: str) -> bytes | None:
        """The bytes of a report as it was received; None where there is no such report or a purge dropped them."""
        with self._database.reading() as connection:
            return reports.data_of(connection, report_id)

    def correct(
        self,
        report_id: str,
        *,
        published: dt.date | Keep | None = KEEP,
        title: str | Keep | None = KEEP,
        outlet: str | Keep | None = KEEP,
        url: str | Keep | None = KEEP,
        by: str,
        reason: str = "",
    ) -> StoredReport:
        """A person's correction: a new version that beats later input, marked for recoding, with a line in history.

        None says that the value is unknown. Raises NotInArchive for an id that is not there, ReviewError where
        nothing changes or nobody is named.
        """
        given = {"published": published, "title": title, "outlet": outlet, "url": url}
        changes = {name: value for name, value in given.items() if not isinstance(value, Keep)}
        with self._database.writing() as connection:
            row = reports.current(connection, report_id)
            if row is None:
                raise NotInArchive(
                    f"no report has the id {report_id!r}", where=self._where, remedy="Give the report's full id."
                )
            receive.correct(connection, row, changes, by=by, reason=reason, now=stamp(self._clock))
            return reports.stored_of(reports.find(connection, report_id, self._where))

    # Results

    def put(
        self,
        report: Report,
        data: bytes,
        run: RunDescription,
        coded: Coded,
        *,
        dates: Iterable[tuple[str, str]] = (),
        notes: Iterable[str] = (),
        why_not_coded: str | None = None,
        force: bool = False,
    ) -> StoredReport:
        """Stores a report and what a run took from it, in one transaction; gives the report as stored.

        A report that differs from its current version in text, bytes or uncorrected metadata becomes a new version.
        The run's earlier result for the version is replaced, and the mark for recoding cleared, unless the result was
        coded with other metadata than a person has set. `why_not_coded` says why the result is empty. `force` takes
        in again what was purged. Raises ArchiveError for a purged report, for bytes that are not those of
        `report.sha256`, and for a result of another text.
        """
        with self._database.writing() as connection:
            now = stamp(self._clock)
            before = reports.current(connection, report.id)
            stored, _ = receive.receive(
                connection,
                report,
                data,
                dates=tuple(dates),
                notes=tuple(notes),
                force=force,
                now=now,
                where=self._where,
            )
            document = self._document(coded, stored)
            results.put_run(connection, run, now)
            results.put_document(connection, report.id, stored.version, run.id, document, why=why_not_coded, now=now)
            row = reports.current(connection, report.id)
            assert row is not None
            set_by_person = json.loads(row.corrected)
            stale = any(getattr(coded.report, name) != getattr(stored.report, name) for name in set_by_person)
            connection.execute(t.reports.update().where(t.reports.c.id == report.id).values(marked=stale))
            if before is not None and before.marked and not stale:
                details = {"run": run.id, "version": stored.version}
                receive.add_history(connection, "recoded", report_id=report.id, by=PROGRAM, now=now, details=details)
        return dataclasses.replace(stored, marked=stale)

    def _document(self, coded: Coded, stored: StoredReport) -> results.Document:
        """The result's document; coded from the text before a redaction, it is redacted too."""
        old, new = coded.report.text, stored.report.text
        if old != new and stored.redacted and same_but_masked(new, old):
            name = Name.covered(new, old)
            assert name is not None
            document = results.document_of(coded, msgspec.structs.replace(stored.report, text=old), self._where)
            masked = Redaction(name, old, new).document(msgspec.json.decode(msgspec.json.encode(document)))
            return msgspec.convert(masked, results.Document)
        return results.document_of(coded, stored.report, self._where)

    def coded(self, report_id: str, run: RunDescription) -> Coded | None:
        """A run's result for a report as it now stands; None where there is none or it waits for recoding."""
        with self._database.reading() as connection:
            return results.coded_by(connection, report_id, run.id)

    def why_not_coded(self, report_id: str) -> str | None:
        """Why a report's newest result is empty, such as its language; None where it was coded."""
        with self._database.reading() as connection:
            return results.why_not_coded(connection, report_id)

    def newest(self, report_ids: Iterable[str] | None = None, *, as_coded: bool = False) -> Iterator[tuple[Coded, str]]:
        """Each report's newest result for its current version, with its run's id, in the order the reports came.

        Its actors are as people have decided, unless it is to be `as_coded`. `report_ids` picks reports; those
        that are not in the archive, or have no result yet, are left out.
        """
        made = decided(()) if as_coded else self.decided()
        if report_ids is not None:
            with self._database.reading() as connection:
                seqs = results.seqs_of(connection, report_ids)
            for start in range(0, len(seqs), reports.PAGE):
                with self._database.reading() as connection:
                    rows = results.newest_of(connection, seqs[start : start + reports.PAGE])
                yield from ((made.apply(results.coded_of(row)), row.run_id) for row in rows)
            return
        after = 0
        while True:
            with self._database.reading() as connection:
                rows = results.newest_page(connection, after)
            if not rows:
                return
            yield from ((made.apply(results.coded_of(row)), row.run_id) for row in rows)
            after = rows[-1].seq

    def runs(self, report_id: str | None = None) -> list[tuple[RunDescription, str, int]]:
        """The runs, oldest first: what each was, when it first stored something, and for how many reports.

        `report_id` picks the runs that have a result for one report.
        """
        with self._database.reading() as connection:
            return results.runs(connection, report_id)

    def old(self, report_id: str, run_id: str) -> Coded:
        """What a run took from a report, with the report as it then was. Raises NotInArchive."""
        with self._database.reading() as connection:
            return results.old(connection, report_id, run_id, self._where)

    # Actors

    def decide(
        self,
        action: Action,
        actor: Actor,
        *,
        of: str | None = None,
        names: Iterable[str] = (),
        by: str,
        reason: str = "",
    ) -> int:
        """Writes down what a person decides on an actor (`dateline.decisions`) and gives the decision's number.

        Incidents are to be rebuilt afterwards. Raises ReviewError where nobody is named, or a merge would lead back to
        itself.
        """
        with self._database.writing() as connection:
            return actors.decide(
                connection, action, actor, of=of, names=tuple(names), takes_back=None, by=by, reason=reason,
                now=stamp(self._clock),
            )  # fmt: skip

    def undo(self, number: int, *, by: str, reason: str = "") -> int:
        """Takes a decision back and gives the undoing's number. Raises NotInArchive where no such decision counts."""
        with self._database.writing() as connection:
            now = stamp(self._clock)
            return actors.undo(connection, number, by=by, reason=reason, now=now, where=self._where)

    def decisions(self) -> list[ActorDecision]:
        """What people decided on actors, oldest first, what was undone included."""
        with self._database.reading() as connection:
            return actors.decisions(connection)

    def decided(self) -> Decided:
        """What the decisions that count add up to."""
        return decided(self.decisions())

    # Frames

    def mentions(self) -> pl.DataFrame:
        """The mentions of all reports' newest results as a polars frame; unknown is null. `.to_pandas()` for pandas."""
        from dateline.archive.frames import mentions_frame

        return mentions_frame(self.newest())

    def incidents(self) -> pl.DataFrame:
        """The incidents as a polars frame; unknown is null."""
        from dateline.archive.frames import incidents_frame

        return incidents_frame(self.iter_incidents())

    # History, removal and upkeep

    def history(self) -> list[HistoryEntry]:
        """What was corrected, recoded, purged and restored, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(t.history).order_by(t.history.c.id)).all()
        return [
            HistoryEntry(row.id, row.when, row.kind, row.report_id, row.by, row.reason, json.loads(row.details))
            for row in rows
        ]

    def purge_report(self, report_id: str, *, by: str, reason: str) -> None:
        """Removes a report, all that was taken from it, and the incidents that rest on it; history keeps its id.

        Its bytes are gone from the file as well, and it is not taken in again unless forced. Incidents are to be
        rebuilt afterwards. Raises NotInArchive, ReviewError where nobody is named, and ArchiveError where another
        process keeps the old bytes in use.
        """
        with self._database.writing() as connection:
            now = stamp(self._clock)
            purge.purge_report(connection, report_id, by=by, reason=reason, now=now, where=self._where)
        upkeep.erase_freed(self._database)

    def purge_name(self, name: str, *, by: str, reason: str) -> PurgeResult:
        """Overwrites every trace of a name with as many `█`, so that offsets stay valid.

        In texts it is found whatever its case and the white space between its words, as whole words; in titles, urls
        and ids also with hyphens and the like between them. The bytes of the reports it stood in are dropped. Copies
        made by `backup` are not touched. Raises ReviewError where it is no name or nobody is named, ArchiveError
        where another process keeps the old bytes in use.
        """
        with self._database.writing() as connection:
            result = purge.purge_name(connection, name, by=by, reason=reason, now=stamp(self._clock))
        upkeep.erase_freed(self._database)
        return result

    def backup(self, to: Path) -> None:
        """A copy of the archive in one new file, while others may write. Raises ArchiveError where the file exists."""
        upkeep.backup(self._database, Path(to))

    @staticmethod
    def restore(source: Path, to: Path, *, overwrite: bool = False, clock: Clock = utc_now) -> None:
        """Puts a backup in an archive's place and notes it in its history.

        Raises ArchiveError where the backup is missing or damaged, or there is an archive already and `overwrite` is
        false.
        """
        upkeep.restore(Path(source), Path(to), overwrite=overwrite)
        with Archive.open(Path(to), create=False, clock=clock) as archive, archive._database.writing() as connection:
            receive.add_history(connection, "restored", now=stamp(clock), details={"what": "backup"})

    def check(self) -> list[str]:
        """Every fault of the archive in words: pages, keys, bytes, spans. Empty when it is sound."""
        return upkeep.check(self._database)

    def sizes(self) -> dict[str, int]:
        """How many reports, versions, runs, coded, mentions and incidents there are, and the files' bytes."""
        return upkeep.sizes(self._database)
