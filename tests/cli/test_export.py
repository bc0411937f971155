"""`dateline export`: files that are never half written or overwritten unasked, with what they were made from beside."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from dateline.archive import Archive
from dateline.exports import FORMATS, package_path

from .conftest import Run

TEXT = (
    "Gunmen killed 12 people in Kirkuk on Monday, police said. Residents fear that the gunmen will attack Basra. "
    "Many attacks shook the province in recent years."
)
FULL = Path("/dev/full")


@pytest.fixture
def coded(run: Run, tmp_path: Path) -> Run:
    """The command line with one report in its archive, whose outlet's name a spreadsheet would run."""
    report = tmp_path / "reports.jsonl"
    lines = [{"id": "r1", "text": TEXT, "published": "2025-03-10", "outlet": "=cmd|'/C calc'!A0"}]
    report.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert run("code", report).code == 0
    return run


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


@pytest.mark.parametrize("form", FORMATS)
def test_a_package_stands_beside_every_export(coded: Run, tmp_path: Path, archive_file: Path, form: str) -> None:
    out = tmp_path / f"incidents.{form}"
    assert coded("export", "--out", out).code == 0
    whole = json.loads(package_path(out).read_bytes())
    (resource_,) = whole["resources"]
    assert resource_["path"] == out.name
    assert resource_["format"] == form
    assert resource_["hash"] == f"sha256:{hashlib.sha256(out.read_bytes()).hexdigest()}"
    assert resource_["bytes"] == out.stat().st_size
    with Archive.open(archive_file, create=False) as archive:
        assert [field["name"] for field in resource_["schema"]["fields"]] == archive.incidents().columns
        ((run, _, _),) = archive.runs()
    assert all(field["description"] for field in resource_["schema"]["fields"])
    made = whole["dateline"]
    assert [entry["id"] for entry in made["runs"]] == [run.id]
    assert made["runs"][0]["reader"] == run.reader
    assert (made["rows"], made["reports"], made["codebook"]["name"]) == (1, 1, "native")
    assert any("GeoNames" in licence for licence in made["licences"])
    assert list(tmp_path.glob("*.part")) == []


def test_what_is_left_out_is_counted_by_reason(coded: Run, tmp_path: Path) -> None:
    out = tmp_path / "m.csv"
    assert coded("export", "mentions", "--out", out).code == 0
    assert json.loads(package_path(out).read_bytes())["dateline"]["left_out"] == {"status feared": 1, "aggregate": 1}


def test_the_archives_hash_stays_until_its_content_changes(coded: Run, tmp_path: Path) -> None:
    def archive_hash() -> str:
        out = tmp_path / "i.csv"
        assert coded("export", "--out", out, "--overwrite").code == 0
        return str(json.loads(package_path(out).read_bytes())["dateline"]["archive"])

    before = archive_hash()
    assert archive_hash() == before
    assert coded("report", "r1", "--published", "2025-03-11").code == 0
    corrected = archive_hash()
    assert corrected != before
    assert coded("code", "-", "--published", "2025-03-12", stdin=b"A bomb killed 3 people in Mosul.").code == 0
    assert archive_hash() not in (before, corrected)


def test_standard_output_has_no_package(coded: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    assert coded("export").out.startswith("incident,")
    assert list((tmp_path / "empty").iterdir()) == []


def test_a_file_that_is_there_is_refused_without_overwrite(coded: Run, tmp_path: Path) -> None:
    out = tmp_path / "i.csv"
    out.write_text("mine")
    result = coded("export", "--out", out)
    assert result.code == 1
    assert "Give --overwrite" in result.err.replace("\n", " ")
    assert out.read_text() == "mine"
    assert not package_path(out).exists()
    assert coded("export", "--out", out, "--overwrite").code == 0
    assert rows(out)


def test_cells_that_a_spreadsheet_would_run_are_neutralised(coded: Run, tmp_path: Path) -> None:
    for name in ("m.csv", "m.jsonl"):
        assert coded("export", "mentions", "--out", tmp_path / name).code == 0
    assert rows(tmp_path / "m.csv")[0]["outlet"] == "'=cmd|'/C calc'!A0"
    assert json.loads((tmp_path / "m.jsonl").read_text())["outlet"] == "=cmd|'/C calc'!A0"


def test_a_codebooks_columns(coded: Run, tmp_path: Path) -> None:
    out = tmp_path / "i.csv"
    assert coded("export", "--codebook", "plover", "--out", out).code == 0
    assert list(rows(out)[0])[:2] == ["incidents", "included"]
    book = json.loads(package_path(out).read_bytes())["dateline"]["codebook"]
    assert set(book) == {"name", "title", "version", "source", "licence"}
    assert book["name"] == "plover"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--codebook", "gdelt"], "no codebook is called 'gdelt'"), (["--format", "xls"], "Choose one of: csv"),
        (["mentions", "--codebook", "plover"], "Export incidents"), (["mentions", "--reviewed"], "Export incidents"),
        (["--min-confidence", "2"], "from 0 to 1"),
    ],
)  # fmt: skip
def test_wrong_options_say_what_is_right(coded: Run, tmp_path: Path, arguments: list[str], words: str) -> None:
    result = coded("export", *arguments, "--out", tmp_path / "x")
    assert result.code == 1
    assert words in result.err.replace("\n", " ")
    assert not (tmp_path / "x").exists()


def test_only_reviewed_incidents(coded: Run) -> None:
    result = coded("export", "--reviewed")
    assert result.code == 0
    assert len(result.out.splitlines()) == 1, "nobody has reviewed any"
    assert "1 left out" in result.err


# A disk without room


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("full", ["i.csv", "i.csv.datapackage.json"])
def test_on_a_full_disk_nothing_is_left(coded: Run, tmp_path: Path, full: str) -> None:
    """The system itself says that there is no space: the part that is written leads to /dev/full."""
    (tmp_path / f"{full}.part").symlink_to(FULL)
    result = coded("export", "--out", tmp_path / "i.csv")
    assert result.code == 1
    assert "there is no room" in result.err.replace("\n", " ")
    assert "Traceback" not in result.err
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("i.csv")] == []


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
def test_on_a_full_disk_the_old_file_stays(coded: Run, tmp_path: Path) -> None:
    out = tmp_path / "i.csv"
    assert coded("export", "--out", out).code == 0
    before = out.read_bytes(), package_path(out).read_bytes()
    (tmp_path / "i.csv.part").symlink_to(FULL)
    assert coded("export", "mentions", "--out", out, "--overwrite").code == 1
    assert (out.read_bytes(), package_path(out).read_bytes()) == before


def child(
    *arguments: str | Path, archive: Path, limit: int | None = None, stdout: int | None = None
) -> tuple[int, str]:
    def before() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    setup: Callable[[], None] | None = before if limit is not None else None
    result = subprocess.run(
        [sys.executable, "-m", "dateline", *map(str, arguments)], env={**os.environ, "DATELINE_ARCHIVE": str(archive)},
        stdout=stdout or subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, preexec_fn=setup, check=False,
    )  # fmt: skip
    return result.returncode, result.stderr


@pytest.mark.slow
@pytest.mark.parametrize("name", ["m.csv", "m.jsonl"])
def test_a_file_that_may_not_grow_is_not_left_half(run: Run, tmp_path: Path, archive_file: Path, name: str) -> None:
    text = " ".join(f"Gunmen killed {n} people in Kirkuk on Monday." for n in range(300))
    assert run("code", "-", stdin=text.encode()).code == 0
    status, said = child("export", "mentions", "--out", tmp_path / name, archive=archive_file, limit=65_536)
    assert status == 1
    assert "there is no room" in said.replace("\n", " ")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("m.")] == []


@pytest.mark.slow
@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
def test_a_full_standard_output_is_said_to_be_full(coded: Run, archive_file: Path) -> None:
    with FULL.open("wb") as full:
        status, said = child("export", "mentions", archive=archive_file, stdout=full.fileno())
    assert status != 0
    assert "there is no room" in said.replace("\n", " ")
    assert "Traceback" not in said


def test_parquet_holds_the_frame(coded: Run, tmp_path: Path, archive_file: Path) -> None:
    assert coded("export", "mentions", "--all", "--out", tmp_path / "m.parquet").code == 0
    with Archive.open(archive_file, create=False) as archive:
        assert pl.read_parquet(tmp_path / "m.parquet").equals(archive.mentions())


def test_a_folder_is_no_file_to_export_to(coded: Run, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for overwrite in ((), ("--overwrite",)):
        result = coded("export", "incidents", "--out", folder, "--format", "csv", *overwrite)
        assert result.code == 1
        assert "this is a folder" in result.err
    assert list(folder.iterdir()) == []
    assert not (tmp_path / "folder.datapackage.json").exists()


def test_a_package_that_is_there_is_kept_unless_it_is_to_be_overwritten(coded: Run, tmp_path: Path) -> None:
    beside = tmp_path / "new.csv.datapackage.json"
    beside.write_text("mine", encoding="utf-8")
    assert coded("export", "incidents", "--out", tmp_path / "new.csv").code == 1
    assert beside.read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "new.csv").exists()
    assert coded("export", "incidents", "--out", tmp_path / "new.csv", "--overwrite").code == 0


def test_all_exports_what_is_only_feared_too(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("There are fears that militants will bomb a market in Lagos.", encoding="utf-8")
    assert run("code", report, "--published", "2024-05-07").code == 0
    assert "feared" not in run("export", "incidents").out
    assert "feared" in run("export", "incidents", "--all").out


def test_what_is_left_out_still_decides_what_its_neighbours_are_called(run: Run, tmp_path: Path) -> None:
    """A protest that was dispersed stays undetermined when only it is exported."""
    report = tmp_path / "report.txt"
    report.write_text(
        "Students marched in Kano on Monday against prices. Police arrested 64 people in Kano on Monday.",
        encoding="utf-8",
    )
    assert run("code", report, "--published", "2024-05-07").code == 0
    whole = [
        line for line in run("export", "incidents", "--codebook", "acled_like").out.splitlines() if "rotest" in line
    ]
    protest = next(c for c in whole[0].split(",") if c.startswith("i-"))
    assert run("review", "accept", protest, "--by", "Ada").code == 0
    reviewed = run("export", "incidents", "--codebook", "acled_like", "--reviewed").out.splitlines()
    columns = reviewed[0].split(",")
    at = columns.index("sub_event_type")
    assert len(reviewed) == 2
    assert reviewed[1].split(",")[at] == whole[0].split(",")[at]
