"""The rows that mentions and incidents are queried by, and how results relate to versions and runs."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from dateline.archive import Archive, RunDescription
from dateline.archive.results import Document, document_of, mention_row
from dateline.errors import ArchiveError
from dateline.records import Coded

from .samples import OTHER_RUN, RUN, TEXT, changed, coded_for, incident_of, received

REPORT, DATA = received(id_="r1")
CODED = coded_for(REPORT)
MENTION = CODED.mentions[0]
MOMENT = MENTION.moment
assert MOMENT is not None


def query(archive: Archive, statement: str) -> list[tuple[Any, ...]]:
    with archive._database.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(statement)]


def test_the_columns_of_a_mention(archive: Archive) -> None:
    archive.put(REPORT, DATA, RUN, CODED)
    columns = (
        'mention_id, ord, type, status, aggregate, background, geonames_id, country, lat, lon, "from", "to", confidence'
    )
    assert query(archive, f"SELECT {columns} FROM mentions") == [
        ("m1", 0, "ASSAULT", "happened", 0, 0, 7, "IRQ", 33.5, 44.25, "2017-07-09", "2017-07-09", 0.7)
    ]
    assert query(archive, "SELECT report_id, version, run_id FROM mentions") == [("r1", 1, RUN.id)]


@pytest.mark.parametrize(
    ("fields", "nulls"),
    [
        ({"places": ()}, {"geonames_id", "country", "lat", "lon"}),
        ({"moment": None}, {"from_", "to"}),
        ({"places": (msgspec.structs.replace(MENTION.places[0], lat=None, lon=None),)}, {"lat", "lon"}),
        ({"moment": msgspec.structs.replace(MOMENT, from_=None)}, {"from_"}),
        ({}, set()),
    ],
)
def test_the_unknown_is_null_in_the_columns(fields: dict[str, Any], nulls: set[str]) -> None:
    row = mention_row(3, msgspec.structs.replace(MENTION, **fields))
    assert {name for name, value in row.items() if value is None} == nulls
    assert row["ord"] == 3


def test_the_document_holds_no_report(archive: Archive) -> None:
    archive.put(REPORT, DATA, RUN, CODED)
    [(document,)] = query(archive, "SELECT document FROM coded")
    assert set(msgspec.json.decode(document)) == {"entities", "mentions"}
    templated = Coded(report=REPORT, entities=(), mentions=(), templates=({"Victim": [["Jane Doe"]]},))
    archive.put(REPORT, DATA, RUN, templated)
    assert archive.coded("r1", RUN) == templated


def test_the_same_run_again_replaces_its_result(archive: Archive) -> None:
    archive.put(REPORT, DATA, RUN, CODED)
    renamed = coded_for(REPORT, mention_id="m9")
    archive.put(REPORT, DATA, RUN, renamed)
    assert archive.coded("r1", RUN) == renamed
    assert query(archive, "SELECT mention_id FROM mentions") == [("m9",)]
    archive.put(REPORT, DATA, RUN, Coded(report=REPORT, entities=(), mentions=()))
    assert query(archive, "SELECT count(*) FROM mentions") == [(0,)]


def test_each_version_keeps_what_each_run_took_from_it(archive: Archive) -> None:
    texts = [TEXT, "One.", "Two."]
    for text in texts:
        report, data = received(text, id_="r1")
        for run in (RUN, OTHER_RUN):
            archive.put(report, data, run, coded_for(report))
    assert archive.sizes()["coded"] == 6
    assert archive.old("r1", RUN.id).report.text == "Two.", "of several versions the newest"
    assert archive.runs("r1") == archive.runs()
    assert [count for _, _, count in archive.runs()] == [1, 1]
    assert [(c.report.text, run) for c, run in archive.newest()] == [("Two.", OTHER_RUN.id)]


def test_runs_are_listed_by_their_first_use(archive: Archive) -> None:
    runs = [RunDescription(f"0.{n}", "r", "g", {"n": n, "on": True, "name": None}) for n in (3, 1, 2)]
    for run in runs:
        archive.put(REPORT, DATA, run, CODED)
    other, data = received("Other.", id_="r2")
    archive.put(other, data, runs[0], coded_for(other))
    listed = archive.runs()
    assert [run for run, _, _ in listed] == runs
    assert [count for _, _, count in listed] == [2, 1, 1]
    assert [created for _, created, _ in listed] == sorted(created for _, created, _ in listed)
    assert [run for run, _, _ in archive.runs("r2")] == runs[:1]


def test_a_run_stays_after_its_reports_are_purged(archive: Archive) -> None:
    archive.put(REPORT, DATA, RUN, CODED)
    archive.purge_report("r1", by="Ada", reason="")
    assert [(run, count) for run, _, count in archive.runs()] == [(RUN, 0)]


@pytest.mark.parametrize(
    ("coded", "message"),
    [
        (coded_for(changed(REPORT, id="r2")), "another text"),
        (coded_for(changed(REPORT, text=TEXT + " ")), "another text"),
        (Coded(report=REPORT, entities=(), mentions=CODED.mentions * 2), "one id"),
    ],
)
def test_results_that_do_not_belong(coded: Coded, message: str) -> None:
    with pytest.raises(ArchiveError, match=message):
        document_of(coded, REPORT, "here")


def test_results_that_belong() -> None:
    expected = Document(entities=CODED.entities, mentions=CODED.mentions)
    assert document_of(CODED, REPORT, "") == expected
    assert document_of(coded_for(changed(REPORT, title="Other")), REPORT, "") == expected, "metadata is not its matter"


def test_the_columns_of_incidents(archive: Archive) -> None:
    archive.put(REPORT, DATA, RUN, CODED)
    bare = msgspec.structs.replace(incident_of(CODED, id_="i2"), place=None, from_=None, to=None, support=())
    archive.replace_incidents([incident_of(CODED), bare])
    assert query(archive, 'SELECT id, ord, type, country, "from", "to", status FROM incidents ORDER BY ord') == [
        ("i1", 0, "ASSAULT", "IRQ", "2017-07-09", "2017-07-09", "happened"),
        ("i2", 1, "ASSAULT", None, None, None, "happened"),
    ]
    assert query(archive, "SELECT * FROM incident_mentions") == [("i1", "r1", "m1")]


def test_many_incidents_come_back_in_order(archive: Archive) -> None:
    archive.put(REPORT, DATA, RUN, CODED)
    many = [incident_of(CODED, id_=f"i{(n * 7919) % 1201:04}") for n in range(1201)]
    archive.replace_incidents(many)
    assert [i.id for i in archive.iter_incidents()] == [i.id for i in many]
    assert len(archive.incidents()) == 1201
