"""What is purged, decided or coded between two buildings of incidents is neither lost nor left behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from dateline.archive import Archive
from dateline.building import _Build, rebuild_incidents, rules, update_incidents
from dateline.errors import ReviewError
from dateline.incidents.match import cells, tellings
from dateline.records import Coded

from ..making import coded
from .test_building import AGAIN, ELSEWHERE, KIRKUK, LATER, anchors, made, store


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db") as opened:
        yield opened
        assert opened.check() == []


def named(report: Coded, name: str) -> Coded:
    return msgspec.structs.replace(report, report=msgspec.structs.replace(report.report, id=name))


def history_of(archive: Archive) -> str:
    with archive._database.reading() as connection:
        return str(list(connection.exec_driver_sql("SELECT * FROM incident_history WHERE kind != 'built'")))


@pytest.mark.parametrize("name", ["b", "größe", "a_b%"])
def test_a_report_that_was_withdrawn_and_then_purged_leaves_nothing_in_what_was(archive: Archive, name: str) -> None:
    store(archive, KIRKUK)
    rebuild_incidents(archive)
    store(archive, named(LATER, name))
    update_incidents(archive)
    store(archive, AGAIN)
    update_incidents(archive)
    archive.withdraw(name, by="Ada")
    update_incidents(archive)
    assert "19" in history_of(archive)
    archive.purge_report(name, by="Ada", reason="asked")
    rebuild_incidents(archive)
    assert "19 (" not in history_of(archive)
    assert f"'{name}'" not in history_of(archive)
    assert f'"{name}"' not in history_of(archive)


def test_after_a_purge_that_was_cut_off_the_next_update_builds_all(archive: Archive) -> None:
    store(archive, *made()[:40], KIRKUK, LATER)
    rebuild_incidents(archive)
    archive.purge_report("a", by="Ada", reason="asked")  # and the process was killed
    update_incidents(archive)
    assert "b" in {s.report for i in archive.iter_incidents() for s in i.support}


def test_a_decision_that_nothing_was_built_after_is_taken_in_by_the_next_update(archive: Archive) -> None:
    store(archive, *made()[:40], KIRKUK, ELSEWHERE)
    rebuild_incidents(archive)
    kirkuk, basra = (next(i for i in archive.iter_incidents() if i.support[0].report == r) for r in "ad")
    number = archive.review("merge", [*anchors(kirkuk, KIRKUK), *anchors(basra, ELSEWHERE)], by="Ada")
    update_incidents(archive)
    assert {"a", "d"} in [{s.report for s in i.support} for i in archive.iter_incidents()]
    archive.undo_review(number, by="Ada")
    archive.withdraw("d", by="Ada")
    update_incidents(archive)
    assert "d" not in {s.report for i in archive.iter_incidents() for s in i.support}
    assert archive.built().waiting == frozenset()


def test_the_last_report_coded_again_by_the_same_run_is_taken_in(archive: Archive) -> None:
    store(archive, *made()[:40], KIRKUK)
    rebuild_incidents(archive)
    store(archive, msgspec.structs.replace(KIRKUK, mentions=()))
    update_incidents(archive)
    assert "a" not in {s.report for i in archive.iter_incidents() for s in i.support}


@pytest.mark.parametrize("purge", ["name", "report"])
def test_what_was_built_from_before_a_purge_is_not_written(archive: Archive, purge: str) -> None:
    jane = coded("Gunmen shot Jane Doe in Kirkuk on Monday.", id="n", published="2025-03-10")
    store(archive, jane, ELSEWHERE)
    rebuild_incidents(archive)
    generation, build = archive.generation(), _Build(archive)
    groups = cells(tellings([c for c, _ in archive.newest()]))
    if purge == "name":
        archive.purge_name("Jane Doe", by="Ada", reason="asked")
    else:
        archive.purge_report("n", by="Ada", reason="asked")
    made_of = build.rewrite(groups) if purge == "name" else None
    if made_of is not None:
        written = archive.rewrite_incidents(made_of, cells=None, generation=generation, rules=rules(), until=9)
        assert not written
    assert archive.generation() != generation
    rebuild_incidents(archive)
    assert "Jane" not in history_of(archive)


def test_a_value_that_does_not_fit_is_refused_when_it_is_decided(archive: Archive) -> None:
    store(archive, KIRKUK)
    (incident,) = rebuild_incidents(archive)
    for field, value in (("type", "FOO"), ("place", {"name": "x"}), ("killed", {"best": "many"}), ("colour", "red")):
        with pytest.raises(ReviewError):
            archive.review("correct", anchors(incident, KIRKUK), field=field, value=value, by="Ada")
    assert archive.review_decisions() == []
