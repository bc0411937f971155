"""Backups, restoring, the check and the sizes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from dateline.archive import Archive
from dateline.errors import ArchiveError, ArchiveVersionError

from .samples import OTHER_RUN, RUN, Ticking, coded_for, incident_of, received


@pytest.fixture
def full(archive: Archive) -> Archive:
    report, data = received(id_="r1")
    archive.put(report, data, RUN, coded_for(report))
    archive.replace_incidents([incident_of(coded_for(report))])
    return archive


def sql(path: Path, *statements: str) -> None:
    """Damage done behind the archive's back."""
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_backup_is_one_sound_file_while_the_archive_is_in_use(full: Archive, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with full._database.reading():
        full.backup(copy)
    assert [p.name for p in tmp_path.glob("*copy*")] == ["copy.db"]
    later, data = received("Later.", id_="r2")
    full.put(later, data, RUN, coded_for(later))
    with Archive.open(copy, create=False) as archive:
        assert archive.check() == []
        assert [s.report.id for s in archive.reports()] == ["r1"]
        assert archive.incident("i1") == full.incident("i1")
        assert archive.history() == full.history()


def test_a_backup_overwrites_nothing(full: Archive, tmp_path: Path, path: Path) -> None:
    there = tmp_path / "there"
    there.write_text("mine")
    for to in (there, path, tmp_path):
        with pytest.raises(ArchiveError, match="a file already"):
            full.backup(to)
    with pytest.raises(ArchiveError, match="no such folder"):
        full.backup(tmp_path / "none" / "copy.db")
    assert there.read_text() == "mine"


def test_restored_as_it_was(full: Archive, tmp_path: Path) -> None:
    copy, to = tmp_path / "copy.db", tmp_path / "new" / "restored.db"
    full.backup(copy)
    before = copy.read_bytes()
    Archive.restore(copy, to, clock=Ticking())
    assert copy.read_bytes() == before
    with Archive.open(to, create=False) as archive:
        assert list(archive.newest()) == list(full.newest())
        assert archive.check() == []
        [entry] = archive.history()
        assert (entry.kind, entry.when) == ("restored", "2020-01-01T00:00:01.000000+00:00")


def test_an_archive_is_not_overwritten_unasked(full: Archive, path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    full.backup(copy)
    report, data = received("Later.", id_="r2")
    full.put(report, data, RUN, coded_for(report))
    with pytest.raises(ArchiveError, match="there is an archive already"):
        Archive.restore(copy, path)
    assert full.stored("r2") is not None
    Archive.restore(copy, path, overwrite=True)
    assert full.stored("r2") is None, "also for those who have it open"
    assert full.stored("r1") is not None
    full.put(report, data, OTHER_RUN, coded_for(report))


def test_a_damaged_archive_is_replaced(full: Archive, tmp_path: Path) -> None:
    copy, broken = tmp_path / "copy.db", tmp_path / "broken.db"
    full.backup(copy)
    broken.write_bytes(b"no archive at all")
    broken.with_name("broken.db-wal").write_bytes(b"old log")
    Archive.restore(copy, broken, overwrite=True)
    with Archive.open(broken, create=False) as archive:
        assert archive.check() == []


def cut(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def flip(path: Path) -> None:
    sql(path, "UPDATE blobs SET data = x'00'")


def make_newer(path: Path) -> None:
    sql(path, "UPDATE alembic_version SET version_num = '9999'")


def make_foreign(path: Path) -> None:
    sql(path, "PRAGMA application_id = 0")


@pytest.mark.parametrize(
    ("harm", "error", "message"),
    [
        (cut, ArchiveError, "damaged"),
        (flip, ArchiveError, "the backup is damaged: the bytes of sha256"),
        (make_newer, ArchiveVersionError, "9999"),
        (make_foreign, ArchiveError, "another program"),
        (lambda p: p.write_text("text"), ArchiveError, "no SQLite file"),
        (lambda p: p.write_text(""), ArchiveError, "no backup here"),
        (lambda p: p.unlink(), ArchiveError, "no backup here"),
    ],
)
def test_a_damaged_backup_is_refused(full: Archive, tmp_path: Path, path: Path, harm, error, message) -> None:  # type: ignore[no-untyped-def]
    copy = tmp_path / "copy.db"
    full.backup(copy)
    harm(copy)
    for to in (tmp_path / "new.db", path):
        with pytest.raises(error, match=message) as caught:
            Archive.restore(copy, to, overwrite=True)
        assert str(copy) in str(caught.value)
    assert not (tmp_path / "new.db").exists()
    assert full.stored("r1") is not None
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]


def test_restoring_where_it_cannot_be(full: Archive, tmp_path: Path, path: Path) -> None:
    copy = tmp_path / "copy.db"
    full.backup(copy)
    with pytest.raises(ArchiveError, match="directory"):
        Archive.restore(copy, tmp_path, overwrite=True)
    with pytest.raises(ArchiveError, match="the archive itself"):
        Archive.restore(path, path, overwrite=True)
    (tmp_path / "file").touch()
    with pytest.raises(ArchiveError, match="file system refuses"):
        Archive.restore(copy, tmp_path / "file" / "a.db")


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE blobs SET data = x'789c030000000001'", "the bytes of sha256:"),
        ("UPDATE blobs SET data = x'00'", "the bytes of sha256:"),
        ("UPDATE report_versions SET text = 'x' || text", "characters 23 to 27 are not 'shot'"),
        ("UPDATE report_versions SET sha256 = NULL", "version 1 of report r1 has lost its bytes"),
        ("UPDATE report_versions SET sha256 = 'none'", "row 1 of report_versions refers to a row of blobs"),
        ("UPDATE reports SET version = 2", "report r1 has lost its current version"),
        ("UPDATE coded SET document = '{'", "a row cannot be read"),
        ("UPDATE mentions SET mention_id = 'x'", "the mentions' rows are not those coded"),
        ("DELETE FROM mentions", "the mentions' rows are not those coded"),
        ("DROP TABLE blobs", "does not answer"),
    ],
)
def test_the_check_names_every_fault(path: Path, statement: str, fault: str) -> None:
    report, data = received(id_="r1")
    with Archive.open(path) as archive:
        archive.put(report, data, RUN, coded_for(report))
        assert archive.check() == []
    sql(path, statement)
    with Archive.open(path) as archive:
        assert any(fault in line for line in archive.check()), archive.check()


def test_the_check_of_broken_pages(path: Path) -> None:
    with Archive.open(path) as archive:
        for n in range(50):
            report, data = received(f"Text {n} " * 100, id_=f"r{n}")
            archive.put(report, data, RUN, coded_for(report))
    content = bytearray(path.read_bytes())
    for page in range(len(content) // 4096 - 5, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(content)
    with Archive.open(path) as archive:
        faults = archive.check()
    assert faults
    assert any("SQLite finds" in fault or "damaged" in fault for fault in faults)


def test_sizes(full: Archive, path: Path) -> None:
    sizes = full.sizes()
    assert sizes.pop("bytes") >= path.stat().st_size
    assert sizes == {"reports": 1, "versions": 1, "runs": 1, "coded": 1, "mentions": 1, "incidents": 1}


def test_a_backup_where_files_cannot_be_linked(full: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.link", refuse)
    full.backup(tmp_path / "copy.db")
    with Archive.open(tmp_path / "copy.db", create=False) as archive:
        assert archive.stored("r1") == full.stored("r1")


def test_a_file_made_meanwhile_is_not_overwritten(
    full: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def raced(_source: object, to: Path) -> None:
        Path(to).write_text("theirs")
        raise FileExistsError

    monkeypatch.setattr("os.link", raced)
    with pytest.raises(ArchiveError, match="a file already"):
        full.backup(tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "theirs"


def test_a_copied_archive_with_its_log_can_be_restored(full: Archive, path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copied.db"
    for suffix in ("", "-wal"):
        source = path.with_name(path.name + suffix)
        if source.exists():
            copy.with_name(copy.name + suffix).write_bytes(source.read_bytes())
    Archive.restore(copy, tmp_path / "restored.db")
    with Archive.open(tmp_path / "restored.db", create=False) as archive:
        assert list(archive.newest()) == list(full.newest())
