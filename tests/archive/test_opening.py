"""Opening: fresh, existing, and everything that is no archive of ours."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

import dateline.archive.migrations as migrations
from dateline.archive import Archive
from dateline.archive.database import APPLICATION_ID, explain
from dateline.archive.tables import metadata
from dateline.errors import ArchiveError, ArchiveVersionError

from .samples import RUN, coded_for, received


def test_a_fresh_archive(path: Path) -> None:
    with Archive.open(path / "deep" / "a b%20c?.db") as archive:
        assert archive.path.exists()
        assert archive.path.name == "a b%20c?.db"
        assert archive.check() == []
        with archive._database.reading() as c:
            pragmas = {
                name: c.exec_driver_sql(f"PRAGMA {name}").scalar_one()
                for name in ("journal_mode", "foreign_keys", "secure_delete", "synchronous", "application_id")
            }
    assert pragmas == {
        "journal_mode": "wal", "foreign_keys": 1, "secure_delete": 1, "synchronous": 2,
        "application_id": APPLICATION_ID,
    }  # fmt: skip


def test_an_empty_file_becomes_an_archive(path: Path) -> None:
    path.touch()
    with Archive.open(path) as archive:
        assert archive.sizes()["reports"] == 0


def test_the_migrations_make_the_tables(archive: Archive) -> None:
    with archive._database.reading() as connection:
        options = {"include_name": lambda name, kind, _: kind != "table" or "_search" not in (name or "")}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == [], "but for what SQLite keeps its full-text indexes in"
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    script = ScriptDirectory.from_config(config)
    assert tuple(reversed([r.revision for r in script.walk_revisions()])) == migrations.VERSIONS


def test_what_was_stored_is_there_after_opening_again(path: Path) -> None:
    report, data = received()
    with Archive.open(path) as archive:
        archive.put(report, data, RUN, coded_for(report))
    assert not path.with_name(path.name + "-wal").exists(), "one file to copy"
    with Archive.open(path, create=False) as archive:
        assert archive.data(report.id) == data


def test_a_current_archive_opens_without_alembic(path: Path) -> None:
    Archive.open(path).close()
    program = (
        "import sys; from pathlib import Path; import dateline.archive as a\n"
        "assert 'sqlalchemy' not in sys.modules\n"
        f"a.Archive.open(Path({str(path)!r})).close()\n"
        "sys.exit(bool({'alembic', 'polars', 'pandas'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-W", "error", "-c", program], check=False).returncode == 0


def test_no_such_name() -> None:
    import dateline.archive

    with pytest.raises(AttributeError, match="nothing"):
        _ = dateline.archive.nothing  # type: ignore[attr-defined]


def test_a_missing_file_is_not_made_unasked(path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"archive\.db: there is no archive here\. Code a report"):
        Archive.open(path, create=False)
    assert not path.exists()


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    connection.close()


def newer(path: Path) -> None:
    Archive.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()


def damaged(path: Path) -> None:
    Archive.open(path).close()
    data = path.read_bytes()
    path.write_bytes(data[:100] + b"\xff" * (len(data) - 100))


def not_ours_anymore(path: Path) -> None:
    Archive.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE alembic_version")
    connection.close()


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda p: p.write_text("MOSUL, July 9 - " * 99), ArchiveError, "no SQLite file. Name another"),
        (lambda p: p.write_bytes(b"SQL"), ArchiveError, "no SQLite file"),
        (lambda p: p.mkdir(), ArchiveError, "this is a directory. Name a file in it"),
        (foreign, ArchiveError, "another program's database"),
        (not_ours_anymore, ArchiveError, "another program's database"),
        (newer, ArchiveVersionError, "schema 9999, this program knows up to .*Update Dateline"),
        (damaged, ArchiveError, "damaged.*Restore a backup"),
        (lambda p: p.symlink_to(p), ArchiveError, "."),
    ],
)  # fmt: skip
def test_what_is_no_archive_is_refused_and_left_alone(path: Path, make, error, message) -> None:  # type: ignore[no-untyped-def]
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(error, match=message) as caught:
        Archive.open(path)
    assert str(path) in str(caught.value)
    assert caught.value.remedy
    if before is not None:
        assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ArchiveError, match=r"file system refuses.*folder exists"):
        Archive.open(tmp_path / "file" / "a.db")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(ArchiveError, match=r"may read and write|must be writable"):
            Archive.open(tmp_path / "a.db")
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (sqlite3.SQLITE_READONLY_DIRECTORY, "cannot be written.*writable"),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, "cannot be opened.*folder exists"),
        (sqlite3.SQLITE_FULL, "disk is full"),
        (sqlite3.SQLITE_BUSY, "locked for over.*try again"),
        (sqlite3.SQLITE_IOERR_READ, "disk could not be read"),
        (sqlite3.SQLITE_PERM, "denied"),
        (sqlite3.SQLITE_TOOBIG, "larger than SQLite can hold.*Split it"),
        (sqlite3.SQLITE_CONSTRAINT_UNIQUE, "do not fit together"),
        (sqlite3.SQLITE_CORRUPT_VTAB, "damaged.*Restore"),
        (sqlite3.SQLITE_NOTADB, "no SQLite file"),
        (sqlite3.SQLITE_MISUSE, "does not answer: oops"),
        (None, "does not answer: oops"),
    ],
)
def test_errors_of_sqlite_say_what_where_and_what_to_do(path: Path, code: int | None, message: str) -> None:
    error = sqlite3.OperationalError("oops")
    if code is not None:
        error.sqlite_errorcode = code
    explained = explain(path, error)
    assert explained.where == str(path)
    with pytest.raises(ArchiveError, match=message):
        raise explained


def test_a_lock_that_stays_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.archive.database.BUSY_SECONDS", 0.1)
    report, data = received()
    with Archive.open(path) as one, Archive.open(path) as two, one._database.writing():
        with pytest.raises(ArchiveError, match="locked"):
            two.put(report, data, RUN, coded_for(report))
        assert two.stored(report.id) is None
