"""Keeping the archive well: copies, the check, the sizes, and the erasing of freed pages."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import tempfile
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa

from dateline.archive import tables as t
from dateline.archive.database import Database, explained, open_database
from dateline.archive.results import newest_page
from dateline.errors import ArchiveError

SIDE_FILES = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database while it is open, or after a crash."""


def backup(database: Database, to: Path) -> None:
    """A copy of the whole archive as of now in one file, while others go on writing."""
    if to.exists() or to.is_symlink():
        raise ArchiveError(
            "there is a file already", where=str(to), remedy="A backup overwrites nothing: name another file."
        )
    with explained(to), _temporary(to) as copy:
        with database.raw() as source:
            _copy(source, copy)
        try:
            # A hard link, unlike a rename, fails where another program made the file meanwhile.
            os.link(copy, to)
        except FileExistsError as error:
            raise ArchiveError("there is a file already", where=str(to), remedy="Name another file.") from error
        except OSError:
            copy.replace(to)


def restore(source: Path, to: Path, *, overwrite: bool) -> None:
    """Puts a backup in an archive's place, once the backup is known to be sound."""
    if not source.is_file() or not source.stat().st_size:
        raise ArchiveError("there is no backup here", where=str(source), remedy="Name the file that a backup made.")
    if to.exists() and source.samefile(to):
        raise ArchiveError("this is the archive itself", where=str(to), remedy="Name the file that a backup made.")
    if to.is_dir():
        raise ArchiveError("this is a directory", where=str(to), remedy="Name a file in it, such as dateline.db.")
    if (to.exists() or to.is_symlink()) and not overwrite:
        raise ArchiveError(
            "there is an archive already",
            where=str(to),
            remedy="Name another file, or say that it may be overwritten.",
        )
    with explained(to):
        to.parent.mkdir(parents=True, exist_ok=True)
    with explained(source), _temporary(to) as copy:
        shadow = copy.with_name(copy.name + ".source")
        try:
            _take_over(source, shadow)
            _refuse_unsound(shadow, source)
            with contextlib.closing(sqlite3.connect(shadow)) as sound:
                _copy(sound, copy)
        finally:
            _unlink(shadow)
        with explained(to):
            _put_in_place(copy, to)


def _take_over(source: Path, shadow: Path) -> None:
    """A private copy of the backup's files, so that reading it alters nothing beside it."""
    for suffix in ("", "-wal", "-journal"):
        file = source.with_name(source.name + suffix)
        if file.exists():
            shadow.with_name(shadow.name + suffix).write_bytes(file.read_bytes())


def _refuse_unsound(shadow: Path, source: Path) -> None:
    try:
        database = open_database(shadow, create=False)
        try:
            faults = check(database)
        finally:
            database.close()
    except ArchiveError as error:
        raise type(error)(error.what, where=str(source), remedy="Nothing was restored; take another backup.") from error
    if faults:
        listed = "; ".join(faults[:5])
        raise ArchiveError(
            f"the backup is damaged: {listed}", where=str(source), remedy="Nothing was restored; take another backup."
        )


def _put_in_place(copy: Path, to: Path) -> None:
    """Into an archive that others may have open by SQLite's own copy; over a damaged one by a rename."""
    if to.exists():
        try:
            with contextlib.closing(sqlite3.connect(copy)) as source, contextlib.closing(sqlite3.connect(to)) as target:
                source.backup(target)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
                raise
        else:
            return
    for suffix in SIDE_FILES:
        # A stranger's log would be played into the restored file.
        to.with_name(to.name + suffix).unlink(missing_ok=True)
    copy.replace(to)


@contextlib.contextmanager
def _temporary(beside: Path) -> Iterator[Path]:
    """A name for a file in the same folder, gone at the end unless it was moved."""
    if not beside.parent.is_dir():
        raise ArchiveError("there is no such folder", where=str(beside.parent), remedy="Make it first.")
    descriptor, name = tempfile.mkstemp(prefix=f".{beside.name}.", dir=beside.parent)
    os.close(descriptor)
    path = Path(name)
    try:
        yield path
    finally:
        _unlink(path)


def _unlink(path: Path) -> None:
    for suffix in ("", *SIDE_FILES):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _copy(source: sqlite3.Connection, to: Path) -> None:
    """One self-contained file: no write-ahead log beside it."""
    with contextlib.closing(sqlite3.connect(to)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE").fetchone()
    with to.open("rb+") as file:
        os.fsync(file.fileno())


_PATIENCE, _PAUSE = 5.0, 0.05
"""Seconds for which a purge waits for another one, and between two looks."""


def erase_freed(database: Database) -> None:
    """Rewrites the file without its free pages and empties the write-ahead log, so that deleted bytes are gone.

    Raises ArchiveError where another process keeps the old pages in use.
    """
    database.close()
    with database.raw() as connection:
        connection.execute("VACUUM").close()
        # Where another process empties the log at this moment, nobody waits for it: SQLite says "busy" at once.
        latest = time.monotonic() + _PATIENCE
        while busy := connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            if time.monotonic() > latest:
                break
            time.sleep(_PAUSE)
    if busy:
        raise ArchiveError(
            "the purge is done, but another program still reads the archive, and old bytes stay in its log until then",
            where=str(database.path),
            remedy="Close the other program and run the same purge again.",
        )


def check(database: Database) -> list[str]:
    """Every fault of the archive in words; an empty list when it is sound."""
    faults: list[str] = []
    for part in (_check_pages, _check_bytes, _check_versions, _check_results):
        try:
            faults += part(database)
        except ArchiveError as error:
            faults.append(error.what)
        except (msgspec.MsgspecError, ValueError) as error:
            faults.append(f"a row cannot be read: {error}")
    return list(dict.fromkeys(faults))


def _check_pages(database: Database) -> list[str]:
    with database.reading() as connection:
        found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        faults = [f"SQLite finds: {line}" for line in found if line != "ok"]
        for table, rowid, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            faults.append(f"row {rowid} of {table} refers to a row of {parent} that is not there")
    return faults


def _check_bytes(database: Database) -> list[str]:
    faults = []
    with database.reading() as connection:
        hashes = connection.execute(sa.select(t.blobs.c.sha256)).scalars().all()
        for sha256 in hashes:
            data = connection.execute(sa.select(t.blobs.c.data).where(t.blobs.c.sha256 == sha256)).scalar_one()
            try:
                sound = hashlib.sha256(zlib.decompress(data)).hexdigest() == sha256
            except zlib.error:
                sound = False
            if not sound:
                faults.append(f"the bytes of sha256:{sha256} are not those that came in")
    return faults


def _check_versions(database: Database) -> list[str]:
    r, v = t.reports.c, t.report_versions.c
    current = sa.and_(v.report_id == r.id, v.version == r.version)
    lost = sa.select(r.id).join(t.report_versions, current, isouter=True).where(v.report_id.is_(None))
    bare = sa.select(v.report_id, v.version).where(v.sha256.is_(None), sa.not_(v.redacted))
    with database.reading() as connection:
        faults = [f"report {id_} has lost its current version" for id_ in connection.execute(lost).scalars()]
        for report_id, version in connection.execute(bare):
            faults.append(f"version {version} of report {report_id} has lost its bytes")
    return faults


def _check_results(database: Database) -> list[str]:
    """Every span of the newest results cuts its words out of its report, and each mention has its row."""
    faults: list[str] = []
    after = 0
    while True:
        with database.reading() as connection:
            rows = newest_page(connection, after)
            if not rows:
                return faults
            for row in rows:
                document = msgspec.json.decode(row.document)
                for start, end, words in wrong_spans(document, row.text):
                    faults.append(
                        f"report {row.report_id}, run {row.run_id}: characters {start} to {end} are not {words!r}"
                    )
                m = t.mentions.c
                ids = connection.execute(
                    sa.select(m.mention_id)
                    .where(m.report_id == row.report_id, m.version == row.version, m.run_id == row.run_id)
                    .order_by(m.ord)
                ).scalars()
                if list(ids) != [mention["id"] for mention in document["mentions"]]:
                    faults.append(f"report {row.report_id}, run {row.run_id}: the mentions' rows are not those coded")
        after = rows[-1].seq


def wrong_spans(value: Any, text: str) -> Iterator[tuple[int, int, str]]:
    """The spans of a document that do not cut their own words out of the text."""
    if isinstance(value, dict):
        start, end, words = value.get("start"), value.get("end"), value.get("text")
        if isinstance(start, int) and isinstance(end, int) and isinstance(words, str) and text[start:end] != words:
            yield start, end, words
        for item in value.values():
            yield from wrong_spans(item, text)
    elif isinstance(value, list):
        for item in value:
            yield from wrong_spans(item, text)


def sizes(database: Database) -> dict[str, int]:
    """How many rows of each kind there are, and the bytes of the archive's files."""
    tables = {
        "reports": t.reports,
        "versions": t.report_versions,
        "runs": t.runs,
        "coded": t.coded,
        "mentions": t.mentions,
        "incidents": t.incidents,
    }
    with database.reading() as connection:
        counts = {
            name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for name, table in tables.items()
        }
    files = [database.path.with_name(database.path.name + suffix) for suffix in ("", *SIDE_FILES)]
    return counts | {"bytes": sum(file.stat().st_size for file in files if file.exists())}
