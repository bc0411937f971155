"""The other commands, on the example reports: show, incidents, export, report, purge, archive, schema, doctor."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import polars as pl
import pytest

from dateline.archive import Archive

from .conftest import Run

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
WIRE = EXAMPLES / "wire.jsonl"


@pytest.fixture
def coded(run: Run) -> Run:
    """The command line with the bombing told by three reports, and the wire, in its archive."""
    files = sorted(EXAMPLES.glob("0[123]*.txt"))
    assert run("code", *files, WIRE, "--published", "2025-03-10").code == 0
    return run


def test_show_a_report_by_the_start_of_its_id(coded: Run) -> None:
    result = coded("show", "meridian")
    assert result.code == 0
    assert "Britain" in result.out
    assert "SANCTION" in result.out
    assert "status of the trigger" in result.out


def test_show_keeps_every_word_of_the_report(coded: Run, archive_file: Path) -> None:
    """Text that was not coded is shown too, in its place."""
    out = " ".join(coded("show", "overland").out.replace("│", " ").split())
    with Archive.open(archive_file, create=False) as archive:
        text = archive.find("overland").report.text
    assert all(word in out for word in text.split())


def test_show_an_incident_with_its_disagreement(coded: Run, archive_file: Path) -> None:
    with Archive.open(archive_file, create=False) as archive:
        bombing = next(i for i in archive.iter_incidents() if i.reports == 3)
    result = coded("show", bombing.id)
    assert "disputed: killed" in result.out
    assert "responsibility" in result.out
    assert result.out.count("sha256:") >= 3
    assert coded("show", bombing.id[:6]).out == result.out


def test_incidents_can_be_narrowed(coded: Run) -> None:
    every = coded("incidents").out
    disputed = coded("incidents", "--disputed").out
    assert disputed.count("i-") == 1 < every.count("i-")
    assert "Kirkuk" in coded("incidents", "--country", "irq").out
    nowhere = coded("incidents", "--country", "FRA")
    assert nowhere.out == ""
    assert "no such incident" in nowhere.err


def test_incidents_of_what_did_not_happen_are_listed_when_asked(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "Gunmen attacked a bus in Kano on Monday. There are fears that militants will bomb a market in Lagos. "
        "Many attacks in Nigeria have been carried out by bandits.",
        encoding="utf-8",
    )
    assert run("code", report, "--published", "2024-05-07").code == 0
    plain = run("incidents").out
    assert plain.count("i-") == 1
    feared = run("incidents", "--status", "feared").out
    assert "(feared)" in feared
    assert "Lagos" in feared
    assert "Kano" not in feared
    assert "(aggregate" in run("incidents", "--include", "aggregate,background").out
    assert run("incidents", "--status", "all", "--include", "aggregate,background").out.count("i-") == 3
    number = next(word for word in feared.split() if word.startswith("i-"))
    assert "There are fears" in run("show", number).out
    assert run("show", "i-0000").code == 1


@pytest.mark.parametrize(
    ("option", "value"), [("--status", "dreaded"), ("--include", "feared"), ("--status", "feared,")]
)
def test_a_status_that_is_none_is_refused_with_those_there_are(coded: Run, option: str, value: str) -> None:
    result = coded("incidents", option, value)
    assert result.code != 0
    assert "no such name" in result.err
    assert ("happened" if option == "--status" else "aggregate") in result.err


def test_export_to_every_format(coded: Run, tmp_path: Path) -> None:
    for name in ("m.csv", "m.parquet", "m.geojson", "m.jsonl"):
        assert coded("export", "mentions", "--out", tmp_path / name).code == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "m.csv").read_text(encoding="utf-8"))))
    assert rows
    assert pl.read_parquet(tmp_path / "m.parquet").height == len(rows)
    assert len(json.loads((tmp_path / "m.geojson").read_text(encoding="utf-8"))["features"]) == len(rows)
    assert len((tmp_path / "m.jsonl").read_text(encoding="utf-8").splitlines()) == len(rows)
    assert {row["status"] for row in rows} <= {"happened", "ongoing"}


def test_export_says_what_it_left_out(coded: Run) -> None:
    some = coded("export", "mentions", "--min-confidence", "0.8")
    every = coded("export", "mentions", "--all")
    assert len(list(csv.reader(io.StringIO(every.out)))) > len(list(csv.reader(io.StringIO(some.out))))
    assert "0 left out" in every.err
    assert "left out (--all, --min-confidence)" in some.err


def test_report_shows_and_corrects_metadata(coded: Run) -> None:
    shown = coded("report", "meridian").out
    assert "2024-10-02" in shown
    corrected = coded("report", "meridian", "--published", "2024-10-03", "--by", "A. Reviewer", "--reason", "misprint")
    assert "to be coded again" in corrected.out
    assert coded("code", "--marked").code == 0
    assert "to be coded again" not in coded("report", "meridian").out
    history = coded("archive", "history").out
    assert "corrected" in history
    assert "A. Reviewer: misprint" in history


def test_report_can_say_that_a_value_is_unknown(coded: Run) -> None:
    assert "published  unknown" in coded("report", "meridian", "--published", "unknown").out
    nothing_new = coded("report", "meridian", "--published", "unknown")
    assert nothing_new.code == 1


def test_purge_a_report_and_a_name(coded: Run, archive_file: Path) -> None:
    asked = coded("purge", "--report", "overland", stdin=b"n\n")
    assert asked.code == 1
    assert coded("report", "overland").code == 0
    assert coded("purge", "--report", "overland", "--yes", "--reason", "asked").code == 0
    assert coded("report", "overland").code == 1
    assert coded("purge", "--name", "Shirin Baldawan", "--yes").code == 0
    with Archive.open(archive_file, create=False) as archive:
        assert archive.check() == []
        texts = " ".join(stored.report.text for stored in archive.reports())
    assert "Shirin Baldawan" not in texts
    refused = coded("code", WIRE)
    assert refused.code == 1
    assert "was purged" in refused.err


def test_back_up_and_restore(coded: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert coded("archive", "backup", copy).code == 0
    assert coded("archive", "backup", copy).code == 1
    coded("purge", "--report", "overland", "--yes")
    assert coded("archive", "restore", copy).code == 1
    assert coded("archive", "restore", copy, "--overwrite").code == 0
    assert coded("report", "overland").code == 0
    assert "the archive is sound" in coded("archive", "check").err
    assert "reports" in coded("archive", "sizes").out


def test_a_damaged_archive_is_said_to_be_one(coded: Run, archive_file: Path) -> None:
    data = bytearray(archive_file.read_bytes())
    data[: len(data) // 2] = b"\x55" * (len(data) // 2)
    archive_file.write_bytes(data)
    for command in (["archive", "check"], ["incidents"], ["doctor"]):
        result = coded(*command)
        assert result.code == 1
        assert "Traceback" not in result.err


def test_the_schema_is_a_schema(run: Run) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(run("schema").out))


def test_doctor_says_what_is_there(run: Run, coded: Run) -> None:
    result = coded("doctor")
    assert result.code == 0
    for words in ("dateline 0.", "reader", "gazetteer", "the model works", "6 reports"):
        assert words in " ".join(result.out.split())


def test_doctor_before_the_first_report(run: Run) -> None:
    assert "not there yet" in run("doctor").out


@pytest.mark.parametrize("command", [["show", "x"], ["incidents"], ["export"], ["report", "x"], ["archive", "check"]])
def test_without_an_archive_there_is_a_clear_word(run: Run, command: list[str], archive_file: Path) -> None:
    result = run(*command)
    assert result.code == 1
    assert str(archive_file) in result.err.replace("\n", "")
    assert not archive_file.exists()


def test_version_and_help(run: Run) -> None:
    assert run("--version").out.startswith("dateline 0.")
    text = run("--help").out
    for command in ("code", "show", "incidents", "export", "report", "purge", "archive", "schema", "doctor"):
        assert command in text
