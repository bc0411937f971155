"""The schema that the migrations make: its tables, keys and indexes, what it forbids, and a step that fails halfway."""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.dialects import sqlite

import dateline.archive.migrations as migrations
from dateline.archive import Archive
from dateline.archive.database import APPLICATION_ID, open_database, read_version
from dateline.archive.tables import metadata
from dateline.errors import ArchiveError, ArchiveVersionError

from .samples import RUN, Ticking, coded_for, incident_of, received

TABLES = (
    "actor_decisions", "blobs", "coded", "history", "incident_decisions", "incident_history", "incident_mentions",
    "incidents", "mentions", "purged_reports", "report_versions", "reports", "runs", "tellings", "withdrawn_reports",
)  # fmt: skip
INDEXES = ("report_search", "quote_search")
"""The full-text indexes; SQLite keeps each in tables of its own."""
SCHEMA_0001 = "5274015bb59a3ed3d8db88debe46ac87beca8c05a49870825fad9bb2c7eb235e"
"""SHA-256 of the first schema's statements: a released step is never edited, since archives on disk were made by it."""


@pytest.fixture
def raw(archive: Archive, path: Path) -> Iterator[sqlite3.Connection]:
    """A full archive as plain SQLite sees it, with keys enforced."""
    report, data = received(id_="r1")
    archive.put(report, data, RUN, coded_for(report))
    archive.replace_incidents([incident_of(coded_for(report))])
    archive.correct("r1", title="T", by="Ada")
    archive.purge_name("Nobody Here", by="Ada", reason="")
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys = ON")
    yield connection
    connection.rollback()
    connection.close()


def schema_of(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%' ORDER BY name"
    )
    return [" ".join(sql.split()) for (sql,) in rows]


def made_by(path: Path, version: str) -> None:
    """An archive without reports as the program of an earlier schema made it."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        config.attributes["connection"] = connection
        command.upgrade(config, version)
    engine.dispose()


def filled_as(path: Path, version: str, source: Path) -> None:
    """An archive of an earlier schema that holds what another one holds, as far as it has room for it."""
    made_by(path, version)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("ATTACH ? AS source", (str(source),))
        for table in TABLES:
            columns = [f'"{row[1]}"' for row in connection.execute(f"PRAGMA main.table_info({table})")]
            if columns:
                listed = ", ".join(columns)
                connection.execute(f"INSERT INTO main.{table} ({listed}) SELECT {listed} FROM source.{table}")
        connection.commit()


def test_the_first_step_is_as_it_was_released(path: Path) -> None:
    made_by(path, "0001")
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert hashlib.sha256("\n".join(schema_of(connection)).encode()).hexdigest() == SCHEMA_0001


@pytest.mark.parametrize("version", migrations.VERSIONS[:-1])
def test_an_archive_of_an_earlier_schema_is_brought_up_to_date_with_all_it_holds(
    tmp_path: Path, path: Path, version: str
) -> None:
    with Archive.open(tmp_path / "now.db", clock=Ticking()) as archive:
        report, data = received(id_="r1", title="Shots in Qasr")
        archive.put(report, data, RUN, coded_for(report))
        archive.replace_incidents([incident_of(coded_for(report))])
        (held,) = archive.iter_incidents()
    filled_as(path, version, tmp_path / "now.db")
    with Archive.open(path, clock=Ticking()) as archive:
        assert [coded.report.id for coded, _ in archive.newest()] == ["r1"]
        assert (archive.decisions(), archive.review_decisions()) == ([], [])
        assert list(archive.iter_incidents()) == [held]
        assert [found.id for found in archive.search_reports(words="shots qasr")[0]] == ["r1"]
        assert archive.quoting("gunmen") == {0}
        assert archive.check() == []


def test_there_are_these_tables_and_no_others(raw: sqlite3.Connection) -> None:
    names = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    inside = {f"{index}_{part}" for index in INDEXES for part in ("data", "idx", "content", "docsize", "config")}
    assert names - {"alembic_version", "sqlite_sequence", *INDEXES, *inside} == set(TABLES) == set(metadata.tables)


@pytest.mark.parametrize("table", TABLES)
def test_columns_are_those_that_the_program_writes(raw: sqlite3.Connection, table: str) -> None:
    made = {row[1]: (row[2], bool(row[3]), row[5]) for row in raw.execute(f'PRAGMA table_info("{table}")')}
    known = metadata.tables[table]
    assert set(made) == {column.name for column in known.columns}
    for column in known.columns:
        kind, not_null, place_in_key = made[column.name]
        assert kind == column.type.compile(sqlite.dialect())
        assert bool(place_in_key) == column.primary_key
        assert not_null is not column.nullable


def keys(connection: sqlite3.Connection, table: str) -> set[tuple[str, str, str, str, str]]:
    """Each column that refers to another table, with what follows from a change there."""
    rows = connection.execute(f'PRAGMA foreign_key_list("{table}")')
    return {(from_, to, column, update, delete) for _, _, to, from_, column, update, delete, _ in rows}


CASCADE = ("CASCADE", "CASCADE")
KEYS: dict[str, set[tuple[str, ...]]] = {
    "report_versions": {
        ("report_id", "reports", "id", *CASCADE),
        ("sha256", "blobs", "sha256", "NO ACTION", "NO ACTION"),
    },
    "coded": {
        ("report_id", "report_versions", "report_id", *CASCADE),
        ("version", "report_versions", "version", *CASCADE),
        ("run_id", "runs", "id", "NO ACTION", "NO ACTION"),
    },
    "mentions": {(name, "coded", name, *CASCADE) for name in ("report_id", "version", "run_id")},
    "actor_decisions": {("takes_back", "actor_decisions", "id", "NO ACTION", "NO ACTION")},
    "incident_decisions": {("takes_back", "incident_decisions", "id", "NO ACTION", "NO ACTION")},
    "tellings": {("report_id", "reports", "id", *CASCADE)},
    "withdrawn_reports": {("report_id", "reports", "id", *CASCADE)},
    "incident_mentions": {
        ("report_id", "reports", "id", *CASCADE),
        ("incident_id", "incidents", "id", "NO ACTION", "CASCADE"),
    },
}


@pytest.mark.parametrize("table", TABLES)
def test_what_refers_to_what(raw: sqlite3.Connection, table: str) -> None:
    assert keys(raw, table) == KEYS.get(table, set())


@pytest.mark.parametrize(
    ("statement", "counts"),
    [
        (
            "DELETE FROM reports",
            {"report_versions": 0, "coded": 0, "mentions": 0, "incident_mentions": 0, "incidents": 1},
        ),
        ("DELETE FROM coded", {"reports": 1, "report_versions": 2, "mentions": 0}),
        ("DELETE FROM incidents", {"incident_mentions": 0, "reports": 1, "mentions": 1}),
        ("DELETE FROM report_versions WHERE version = 1", {"report_versions": 1, "coded": 0, "mentions": 0}),
    ],
)
def test_what_goes_with_what(raw: sqlite3.Connection, statement: str, counts: dict[str, int]) -> None:
    assert raw.execute("SELECT count(*) FROM mentions").fetchone() == (1,)
    raw.execute(statement)
    assert {table: raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in counts} == counts
    assert raw.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_renamed_report_takes_all_of_it_along(raw: sqlite3.Connection) -> None:
    raw.execute("UPDATE reports SET id = 'r9'")
    for table in ("report_versions", "coded", "mentions", "incident_mentions"):
        assert raw.execute(f"SELECT DISTINCT report_id FROM {table}").fetchall() == [("r9",)]


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO reports (id, version, marked, created) VALUES ('r1', 1, 0, '')",
        "INSERT INTO reports (id, version, marked, created) VALUES (NULL, 1, 0, '')",
        'INSERT INTO incidents SELECT \'i2\', ord, type, country, "from", "to", status, document, written FROM incidents',
        "INSERT INTO incident_mentions VALUES ('i1', 'nobody', 'm1')",
        "INSERT INTO incident_mentions VALUES ('nothing', 'r1', 'm1')",
        "INSERT INTO incident_mentions SELECT * FROM incident_mentions",
        "UPDATE coded SET run_id = 'nothing'",
        "UPDATE coded SET version = 9",
        "UPDATE mentions SET report_id = 'nobody'",
        "UPDATE report_versions SET text = NULL",
        "UPDATE report_versions SET sha256 = 'nothing'",
        "INSERT INTO mentions SELECT * FROM mentions",
        "DELETE FROM blobs",
        "DELETE FROM runs",
    ],
)
def test_what_the_schema_forbids(raw: sqlite3.Connection, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(statement)


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("SELECT * FROM reports WHERE id = 'r1'", "sqlite_autoindex_reports"),
        ("SELECT * FROM reports WHERE id >= 'r' AND id < 's'", "sqlite_autoindex_reports"),
        ("SELECT * FROM mentions WHERE type = 'ASSAULT' AND status = 'happened'", "ix_mentions_type"),
        ("SELECT * FROM mentions WHERE country = 'IRQ'", "ix_mentions_country"),
        ("SELECT * FROM mentions WHERE geonames_id = 7", "ix_mentions_geonames_id"),
        ("SELECT * FROM mentions WHERE \"from\" >= '2017-01-01'", "ix_mentions_days"),
        ("SELECT * FROM incidents WHERE type = 'ASSAULT'", "ix_incidents_type"),
        ("SELECT * FROM incidents WHERE country = 'IRQ'", "ix_incidents_country"),
        ("SELECT * FROM incidents WHERE \"from\" >= '2017-01-01'", "ix_incidents_days"),
        ("SELECT * FROM incidents WHERE written > 7", "ix_incidents_written"),
        ("SELECT * FROM coded WHERE run_id = 'x'", "ix_coded_run_id"),
        ("SELECT max(seq) FROM coded", "sqlite_autoindex_coded"),
        ("SELECT * FROM incident_mentions WHERE report_id = 'r1'", "ix_incident_mentions_report_id"),
        ("SELECT * FROM tellings WHERE type = 'ASSAULT' AND since <= 9 AND until >= 8", "ix_tellings_days"),
        ("SELECT * FROM tellings WHERE cell = 7", "ix_tellings_cell"),
        ("SELECT * FROM incident_history WHERE incident_id = 'i1'", "ix_incident_history_incident_id"),
        ("SELECT * FROM report_versions WHERE sha256 = 'x'", "ix_report_versions_sha256"),
        ("SELECT * FROM report_versions WHERE redacted = 1 AND characters = 9", "ix_report_versions_redacted"),
        ("SELECT * FROM purged_reports WHERE sha256 = 'x'", "ix_purged_reports_sha256"),
    ],
)
def test_questions_are_answered_by_an_index(raw: sqlite3.Connection, query: str, index: str) -> None:
    plan = " ".join(row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {query}"))
    assert index in plan


def test_numbers_of_order_are_never_given_twice(path: Path) -> None:
    """A purged report's place in the order, and a purged line's in history, stay empty."""
    with Archive.open(path, clock=Ticking()) as archive:
        seqs = []
        for n in range(3):
            report, data = received(f"Text {n}.", id_=f"r{n}")
            archive.put(report, data, RUN, coded_for(report))
            with archive._database.reading() as connection:
                seqs.append(connection.exec_driver_sql("SELECT max(seq) FROM reports").scalar_one())
            archive.purge_report(f"r{n}", by="Ada", reason="")
        assert seqs == [1, 2, 3]
        assert [entry.id for entry in archive.history()] == [1, 2, 3]


# The steps themselves


STEPS = sorted(p.stem for p in (Path(migrations.__file__).parent / "versions").glob("v[0-9]*.py"))


def test_each_step_has_its_file_and_follows_the_one_before() -> None:
    assert len(STEPS) == len(migrations.VERSIONS)
    before = None
    for stem, version in zip(STEPS, migrations.VERSIONS, strict=True):
        step: Any = importlib.import_module(f"dateline.archive.migrations.versions.{stem}")
        assert re.fullmatch(rf"v{version}_[a-z_]+", stem)
        assert (step.revision, step.down_revision) == (version, before)
        assert step.__doc__
        before = version


def test_the_file_says_whose_it_is_and_which_step_made_it(path: Path) -> None:
    Archive.open(path).close()
    head = path.read_bytes()[:100]
    assert head[:15] == b"SQLite format 3"
    assert int.from_bytes(head[68:72], "big") == APPLICATION_ID == int.from_bytes(b"DTLN", "big")
    database = open_database(path, create=False)
    with database.reading() as connection:
        assert read_version(connection, path) == migrations.VERSIONS[-1]
    database.close()


def test_opening_again_changes_no_byte(path: Path) -> None:
    with Archive.open(path) as archive:
        report, data = received()
        archive.put(report, data, RUN, coded_for(report))
    before = path.read_bytes()
    for _ in range(2):
        with Archive.open(path) as archive:
            archive.sizes()
    assert path.read_bytes() == before


def test_two_fresh_archives_have_one_schema(tmp_path: Path) -> None:
    schemas = []
    for name in ("a.db", "b 100%.db"):
        Archive.open(tmp_path / name).close()
        connection = sqlite3.connect(tmp_path / name)
        schemas.append(schema_of(connection))
        connection.close()
    assert schemas[0] == schemas[1] != []


def test_a_step_that_fails_leaves_the_file_to_be_opened_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of a step is in one transaction: what stopped it (here a full disk, by SQLite's own limit) leaves no table."""
    path.touch()
    from dateline.archive import database as module

    used = module._use_wal

    def small(connection: sqlite3.Connection) -> None:
        used(connection)
        connection.execute("PRAGMA max_page_count = 12").fetchone()

    with monkeypatch.context() as limited:
        limited.setattr(module, "_use_wal", small)
        with pytest.raises(ArchiveError, match=r"disk is full.*stored reports are safe"):
            Archive.open(path)
    connection = sqlite3.connect(path)
    assert schema_of(connection) == []
    connection.close()
    with Archive.open(path) as archive:
        assert archive.check() == []
        assert archive.sizes()["reports"] == 0


@pytest.mark.parametrize(
    ("statement", "error", "message"),
    [
        ("UPDATE alembic_version SET version_num = '0000'", ArchiveVersionError, "schema 0000"),
        (
            "UPDATE alembic_version SET version_num = '0005'",
            ArchiveVersionError,
            "schema 0005, this program knows up to",
        ),
        ("DELETE FROM alembic_version", ArchiveVersionError, "schema None"),
        ("PRAGMA application_id = 1", ArchiveError, "another program's database"),
    ],
)
def test_a_schema_of_no_known_step_is_left_alone(
    path: Path, statement: str, error: type[ArchiveError], message: str
) -> None:
    Archive.open(path).close()
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    before = path.read_bytes()
    for create in (True, False):
        with pytest.raises(error, match=message):
            Archive.open(path, create=create)
    assert path.read_bytes() == before
