"""Mentions and incidents as frames: values, unknowns, dtypes."""

from __future__ import annotations

import datetime as dt

import msgspec
import polars as pl
import pytest

from dateline.archive import Archive
from dateline.archive.frames import INCIDENTS, MENTIONS, conflict_text, harm_cells, incident_row, mention_row
from dateline.records import Conflict, Control, Harm, Report

from .samples import DAY, OTHER_RUN, RUN, TEXT, coded_for, harm, incident_of, received


def test_empty_frames_have_the_same_types(archive: Archive) -> None:
    empty, none = archive.mentions(), archive.incidents()
    report, data = received()
    coded = coded_for(report)
    archive.put(report, data, RUN, coded)
    archive.replace_incidents([incident_of(coded)])
    assert (len(empty), len(none)) == (0, 0)
    assert dict(empty.schema) == dict(archive.mentions().schema) == {k: v() for k, v in MENTIONS.items()}
    assert dict(none.schema) == dict(archive.incidents().schema) == {k: v() for k, v in INCIDENTS.items()}


def test_a_mention_as_a_row(archive: Archive) -> None:
    report, data = received()
    archive.put(report, data, RUN, coded_for(report))
    archive.put(report, data, OTHER_RUN, coded_for(report))
    [row] = archive.mentions().to_dicts()
    expected = {
        "report": report.id, "mention": "m1", "outlet": "Wire", "published": DAY, "type": "ASSAULT",
        "modes": "firearms", "status": "happened", "status_probability": 0.8, "aggregate": False,
        "background": False, "trend": None, "actor": "Red Dawn; Gunmen", "recipient": None, "victim": "Jane Doe",
        "target": None, "instrument": None, "place": "Qasr", "place_text": "Qasr", "geonames_id": 7, "lat": 33.5,
        "lon": 44.25, "country": "IRQ", "admin1": "Baghdad", "place_precision": "city", "from": DAY, "to": DAY,
        "moment_text": "Sunday", "source": "police", "claim": "stated as fact", "claimed_by": "Red Dawn",
        "lost_by": None, "gained_by": None, "confidence": 0.7, "trigger": "shot", "trigger_start": 23,
        "trigger_end": 27, "sentence": TEXT[:68], "sentence_start": 0, "sentence_end": 68, "run": OTHER_RUN.id,
    }  # fmt: skip
    assert {k: v for k, v in row.items() if "_" not in k or k in expected} == expected
    assert (row["killed_low"], row["killed_best"], row["killed_high"]) == (1, 1, 1)
    for kind in ("injured", "missing", "captured", "displaced"):
        assert [row[f"{kind}_{bound}"] for bound in ("low", "best", "high")] == [None, None, None]


def test_the_unknown_is_null() -> None:
    report, _ = received(published=None, outlet=None)
    coded = coded_for(report)
    bare = msgspec.structs.replace(
        coded.mentions[0], modes=(), roles=(), places=(), moment=None, harm=(), attribution=(), claims=(),
        control=Control(place="Qasr", lost_by=None, gained_by="Red Dawn"),
    )  # fmt: skip
    row = mention_row(coded, bare, "run")
    nulls = {k for k, v in row.items() if v is None}
    known = {
        "report", "mention", "type", "status", "status_probability", "aggregate", "background", "gained_by",
        "confidence", "trigger", "trigger_start", "trigger_end", "sentence", "sentence_start", "sentence_end", "run",
    }  # fmt: skip
    assert nulls == set(MENTIONS) - known
    assert list(row) == list(MENTIONS)


REPORT: Report = received("a b c d e f")[0]


@pytest.mark.parametrize(
    ("harms", "expected"),
    [
        ([], (None, None, None)),
        ([harm(REPORT, "injured", 5, "a")], (None, None, None)),
        ([harm(REPORT, "killed", None, "a")], (None, None, None)),
        ([harm(REPORT, "killed", 0, "a")], (0, 0, 0)),
        ([harm(REPORT, "killed", 12, "a"), harm(REPORT, "killed", 3, "b")], (12, 12, 12)),
        ([harm(REPORT, "killed", None, "a", low=10)], (10, None, None)),
        ([harm(REPORT, "killed", 12, "a", low=10, high=15)], (10, 12, 15)),
        ([harm(REPORT, "killed", 9, "a", source="police"), harm(REPORT, "killed", 14, "b", source="medics")], (9, 14, 14)),
        ([harm(REPORT, "killed", 14, "a", source="medics"), harm(REPORT, "killed", 9, "b", source="police")], (9, 9, 14)),
        ([harm(REPORT, "killed", 3, "a"), harm(REPORT, "killed", 43, "b", total=True)], (3, 3, 3)),
        ([harm(REPORT, "killed", 43, "b", total=True)], (43, 43, 43)),
    ],
)  # fmt: skip
def test_figures_are_never_added(harms: list[Harm], expected: tuple[int | None, ...]) -> None:
    cells = harm_cells(harms)
    assert (cells["killed_low"], cells["killed_best"], cells["killed_high"]) == expected


def test_an_incident_as_a_row(archive: Archive) -> None:
    results = []
    for id_ in ("r1", "r2"):
        report, data = received(id_=id_)
        archive.put(report, data, RUN, coded_for(report))
        results.append(coded_for(report))
    conflict = Conflict(field="killed", values=(("1", ("m1",)), ("2", ("m2", "m3"))))
    incident = msgspec.structs.replace(incident_of(*results), conflicts=(conflict,))
    archive.replace_incidents([incident])
    frame = archive.incidents()
    [row] = frame.to_dicts()
    assert list(row) == list(INCIDENTS)
    assert row["support"] == "r1 m1; r2 m1"
    assert row["conflicts"] == conflict_text(conflict) == "killed: 1 (m1) or 2 (m2, m3)"
    assert (row["reports"], row["actors"], row["recipients"]) == (2, "Red Dawn", "Jane Doe")
    assert (row["killed_best"], row["injured_best"], row["country"]) == (1, None, "IRQ")
    assert frame.filter(pl.col("from") == dt.date(2017, 7, 9)).height == 1
    nowhere = incident_row(msgspec.structs.replace(incident, place=None, from_=None, to=None, modes=()))
    assert [nowhere[k] for k in ("place", "lat", "country", "from", "to", "modes")] == [None] * 6
