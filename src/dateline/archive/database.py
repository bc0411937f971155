"""One SQLite file: opening it, bringing its schema up to date, transactions, and what its errors mean."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from dateline.archive.migrations import VERSIONS
from dateline.errors import ArchiveError, ArchiveVersionError

APPLICATION_ID = 0x44544C4E
"""Marks the file as Dateline's ("DTLN"), so that no other program's database is ever altered."""
MAGIC = b"SQLite format 3\0"
BUSY_SECONDS = 30
"""How long to wait for another process's transaction; one report's takes milliseconds, a purge's VACUUM seconds."""
_RETRY_SECONDS = 0.05
_WRITES = "dateline_writes"

_MEANING = {
    sqlite3.SQLITE_NOTADB: ("this is no SQLite file", "Name another file, or move this one away."),
    sqlite3.SQLITE_CORRUPT: (
        "the archive is damaged",
        "Restore a backup with `dateline archive restore`, or copy the file away and start a new one.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "the archive cannot be opened",
        "Check that the folder exists and that you may read and write in it.",
    ),
    sqlite3.SQLITE_READONLY: (
        "the archive cannot be written",
        "The file and its folder must be writable; copy the archive to such a folder.",
    ),
    sqlite3.SQLITE_PERM: ("access to the archive is denied", "Check the permissions of the file and its folder."),
    sqlite3.SQLITE_BUSY: (
        f"another program has kept the archive locked for over {BUSY_SECONDS} seconds",
        "Wait for it to end, or close it, and try again.",
    ),
    sqlite3.SQLITE_FULL: ("the disk is full", "Free some space and run the command again; stored reports are safe."),
    sqlite3.SQLITE_IOERR: ("the disk could not be read or written", "Check the disk, then `dateline archive check`."),
    sqlite3.SQLITE_TOOBIG: (
        "a report is larger than SQLite can hold (1 GB)",
        "Split it; the other reports are stored.",
    ),
    sqlite3.SQLITE_CONSTRAINT: (
        "the rows do not fit together: an id is there twice, or a report is not in the archive",
        "Nothing was stored. Please report this with the command that led here.",
    ),
}


def explain(path: Path, error: BaseException | None) -> ArchiveError:
    """What an error of SQLite means for the person; the statement and its values stay out of the message."""
    code = getattr(error, "sqlite_errorcode", None)
    what, remedy = _MEANING.get(
        code & 0xFF if isinstance(code, int) else sqlite3.SQLITE_OK,
        (f"the archive does not answer: {error}", "Run `dateline archive check` on it."),
    )
    return ArchiveError(what, where=str(path), remedy=remedy)


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns errors of SQLite, of the file system and of broken characters into ArchiveError."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise explain(path, error.orig) from error
    except sqlite3.Error as error:
        raise explain(path, error) from error
    except UnicodeEncodeError as error:
        raise ArchiveError(
            f"a text holds half a character (U+{ord(error.object[error.start]):04X}) and cannot be stored",
            where=str(path),
            remedy="Replace the lone surrogate in the input.",
        ) from error
    except OSError as error:
        raise ArchiveError(
            f"the file system refuses: {error.strerror or error}",
            where=str(path),
            remedy="Check that the folder exists and that you may read and write in it.",
        ) from error


class Database:
    """An open file with short read transactions and serialised write transactions."""

    def __init__(self, path: Path, engine: sa.Engine) -> None:
        self.path = path
        self.engine = engine

    @contextlib.contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A read transaction: one consistent view, blocking nobody."""
        with explained(self.path), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A write transaction, alone from its first statement; all of it is kept, or nothing."""
        with explained(self.path), self.engine.connect() as plain:
            connection = plain.execution_options(**{_WRITES: True})
            with connection.begin():
                yield connection

    @contextlib.contextmanager
    def raw(self) -> Iterator[sqlite3.Connection]:
        """The SQLite connection itself, outside of any transaction, for VACUUM, checkpoints and copies."""
        with explained(self.path):
            pooled = self.engine.raw_connection()
            try:
                connection = pooled.driver_connection
                assert isinstance(connection, sqlite3.Connection)
                yield connection
            finally:
                pooled.close()

    def close(self) -> None:
        """Closes all connections; the write-ahead log goes into the file with the last of them."""
        self.engine.dispose()


def open_database(path: Path, *, create: bool) -> Database:
    """The database in a file, at the current schema, made where it is missing and `create` says so.

    Raises ArchiveError (no such file, a directory, no SQLite file, another program's, damaged, not writable) and
    ArchiveVersionError (made by a newer program).
    """
    _look_at(path, create=create)
    database = Database(path, _engine(path))
    try:
        version = _known_version(database)
        with database.raw() as connection:
            _use_wal(connection)
        if version != VERSIONS[-1]:
            _migrate(database)
    except BaseException:
        database.close()
        raise
    return database


def _look_at(path: Path, *, create: bool) -> None:
    """Refuses what cannot be an archive before SQLite touches it."""
    with explained(path):
        if path.is_dir():
            raise ArchiveError("this is a directory", where=str(path), remedy="Name a file in it, such as dateline.db.")
        if not path.exists():
            if not create:
                raise ArchiveError(
                    "there is no archive here", where=str(path), remedy="Code a report first, or name another file."
                )
            path.parent.mkdir(parents=True, exist_ok=True)
            return
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
        if head and head != MAGIC:
            what, remedy = _MEANING[sqlite3.SQLITE_NOTADB]
            raise ArchiveError(what, where=str(path), remedy=remedy)


def _engine(path: Path) -> sa.Engine:
    url = sa.URL.create("sqlite", database=str(path.absolute()))
    engine = sa.create_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})

    def on_connect(connection: Any, _record: object) -> None:
        # The driver's own transactions begin too late for "read, then write"; ours begin below.
        connection.isolation_level = None
        for pragma in ("foreign_keys = ON", "secure_delete = ON", "synchronous = FULL"):
            connection.execute(f"PRAGMA {pragma}").close()

    def on_begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)
    return engine


def read_version(connection: sa.Connection, path: Path) -> str | None:
    """The schema of an archive, or None where the file is empty; refuses strangers and newer schemas."""
    names = set(connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars())
    if not names:
        return None
    application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    if application != APPLICATION_ID or "alembic_version" not in names:
        raise ArchiveError(
            "this is another program's database, not an archive of Dateline",
            where=str(path),
            remedy="Name another file; this one was left as it is.",
        )
    version = str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none())
    if version not in VERSIONS:
        raise ArchiveVersionError(
            f"the archive has schema {version}, this program knows up to {VERSIONS[-1]}",
            where=str(path),
            remedy="Update Dateline; the archive was left as it is.",
        )
    return version


def _known_version(database: Database) -> str | None:
    with database.reading() as connection:
        return read_version(connection, database.path)


def _use_wal(connection: sqlite3.Connection) -> None:
    """Write-ahead log, once for the file; several processes that start together take turns."""
    deadline = time.monotonic() + BUSY_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite3.OperationalError as error:
            # SQLite does not wait by itself for this lock.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_SECONDS)


def _migrate(database: Database) -> None:
    """Brings the schema up to date in one transaction; a second process finds it done."""
    from alembic import command
    from alembic.config import Config

    with database.writing() as connection:
        if read_version(connection, database.path) == VERSIONS[-1]:
            return
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
