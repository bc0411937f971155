"""`dateline code`: what it prints and where, and every bad input with its message, while the others are coded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.archive import Archive
from dateline.records import coded_from_json

from .conftest import Run

GOOD = "Gunmen killed three people in Mosul on Saturday, police said.\n"
EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(GOOD)
    return path


def test_the_table_says_who_what_where_and_who_says_so(run: Run, good: Path) -> None:
    result = run("code", good, "--published", "2017-07-09")
    assert result.code == 0
    for words in ("ASSAULT", "happened", "Gunmen", "Mosul", "2017-07-08", "killed 3", "police"):
        assert words in result.out
    assert "1 reports coded, 0 not; 1 incidents" in result.err


def test_json_lines_are_the_outward_form(run: Run, good: Path) -> None:
    result = run("code", good, "--format", "jsonl")
    (line,) = result.out.splitlines()
    coded = coded_from_json(line)
    assert coded.report.text == GOOD
    assert coded.report.id.startswith("sha256:")
    assert coded.mentions[0].places[0].geonames_id == 99072
    assert result.err == ""


def test_lines_come_in_input_order_also_when_stored_already(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    records = [{"id": f"r{n}", "text": f"Gunmen attacked village {n}."} for n in range(30)]
    path.write_text("\n".join(map(json.dumps, records[::2])))
    run("code", path)
    path.write_text("\n".join(map(json.dumps, records)))
    result = run("code", path, "--format", "jsonl")
    assert [json.loads(line)["report"]["id"] for line in result.out.splitlines()] == [f"r{n}" for n in range(30)]


def test_standard_input_and_out_file(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "coded.jsonl"
    result = run("code", "-", "--format", "jsonl", "--out", out, stdin=GOOD.encode())
    assert result.code == 0
    assert result.out == ""
    assert coded_from_json(out.read_bytes()).mentions
    table = tmp_path / "table.txt"
    run("code", "-", "--out", table, stdin=GOOD.encode())
    assert "Mosul" in table.read_text(encoding="utf-8")


def test_a_table_on_standard_input(run: Run) -> None:
    result = run("code", "-", "--format", "jsonl", stdin=f'id,text\nr1,"{GOOD.strip()}"\n'.encode())
    assert json.loads(result.out)["report"]["id"] == "r1"
    assert json.loads(result.out)["report"]["text"] == GOOD.strip()


def test_a_place_that_cannot_be_written_is_said_before_anything_is_coded(run: Run, good: Path, tmp_path: Path) -> None:
    for command in (["code", good], ["export", "mentions"]):
        run("code", good)
        result = run(*command, "--out", tmp_path / "nowhere" / "x.csv")
        assert result.code == 1
        assert "cannot be written" in result.err.replace("\n", " ")
        assert "Traceback" not in result.err


def test_a_file_that_is_there_stays_until_the_new_one_is_whole(run: Run, good: Path, tmp_path: Path) -> None:
    out = tmp_path / "coded.jsonl"
    out.write_text("old")
    assert run("code", good, "--format", "jsonl", "--out", out, "--codebook", "gtd").code == 1
    assert out.read_text() == "old"
    assert run("code", good, "--format", "jsonl", "--out", out).code == 0
    assert json.loads(out.read_text())["mentions"]
    assert list(tmp_path.glob("*.part")) == []


def test_fast_gives_the_same_events_here(run: Run, good: Path) -> None:
    whole = json.loads(run("code", good, "--format", "jsonl").out)
    fast = json.loads(run("code", good, "--format", "jsonl", "--fast").out)
    assert fast["mentions"] == whole["mentions"]


def test_a_report_in_another_language_gives_a_line_a_warning_and_status_0(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "fr.txt"
    path.write_text("Une bombe a tué trois personnes dans un marché de la ville lundi, selon la police.")
    result = run("code", path, "--format", "jsonl")
    assert result.code == 0
    assert json.loads(result.out)["mentions"] == []
    assert "its language is 'fr'" in result.err


def test_a_file_alone_finds_its_metadata_in_its_folder_too(run: Run, good: Path) -> None:
    (good.parent / "metadata.csv").write_text("file,published,outlet\ngood.txt,2017-07-09,Invented Wire\n")
    report = json.loads(run("code", good, "--format", "jsonl").out)["report"]
    assert (report["published"], report["outlet"]) == ("2017-07-09", "Invented Wire")


def nothing(path: Path) -> Path:
    path.write_bytes(b"")
    return path


def binary(path: Path) -> Path:
    path.write_bytes(bytes(range(256)) * 40)
    return path


def folder(path: Path) -> Path:
    path.mkdir()
    return path


def broken_link(path: Path) -> Path:
    path.symlink_to(path.with_name("gone.txt"))
    return path


def nul_bytes(path: Path) -> Path:
    path.write_bytes(b"Gunmen attacked\x00 the town.")
    return path


def punctuation(path: Path) -> Path:
    path.write_text("... !!! --- ???")
    return path


def no_text_column(path: Path) -> Path:
    path = path.with_suffix(".csv")
    path.write_text("id,body\n1,Gunmen attacked the town.\n")
    return path


def cookie_wall(path: Path) -> Path:
    path = path.with_suffix(".html")
    path.write_text(
        "<html><head><title>Before you go on</title></head><body><div><p>We use cookies and other data to deliver our "
        "services. Accept all cookies or manage your privacy settings and consent here.</p></div></body></html>"
    )
    return path


def missing(path: Path) -> Path:
    return path


@pytest.mark.parametrize(
    ("make", "what", "remedy"),
    [
        (nothing, "the file is empty", "Give a file"),
        (binary, "binary data", "Give plain text"),
        (folder, "no report in this folder", "Give files ending in"),
        (broken_link, "a broken link to", "Mend or remove"),
        (nul_bytes, "a NUL byte at byte 15", "Give plain text"),
        (punctuation, "no word in it", "Check what was saved"),
        (no_text_column, "no column named text; its columns are id, body", "Name the column"),
        (cookie_wall, "only a cookie or consent notice", "Save the article"),
        (missing, "no such file or folder", "Check its name"),
    ],
)
def test_bad_input_is_named_with_a_remedy_and_the_others_are_coded(
    run: Run, good: Path, tmp_path: Path, archive_file: Path, make: Callable[[Path], Path], what: str, remedy: str
) -> None:
    bad = make(tmp_path / "bad.txt")
    result = run("code", bad, good, "--format", "jsonl")
    assert result.code == 1
    assert len(result.out.splitlines()) == 1
    message = result.err.replace("\n", " ")
    assert str(bad) in message
    assert what in message
    assert remedy in message
    with Archive.open(archive_file, create=False) as archive:
        assert archive.check() == []
        assert archive.sizes()["reports"] == 1


def test_a_broken_line_in_the_middle_is_named_and_the_rest_is_coded(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(
        '{"id": "a", "text": "Gunmen attacked the town."}\n{"id": "b", "te\n{"id": "c", "text": "Police arrested two men."}\n'
    )
    result = run("code", path, "--format", "jsonl")
    assert result.code == 1
    assert f"{path}:2" in result.err.replace("\n", "")
    assert [json.loads(line)["report"]["id"] for line in result.out.splitlines()] == ["a", "c"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252"])
def test_other_encodings_are_read(run: Run, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "r.txt"
    path.write_bytes("Gunmen attacked the café in Mosul, the mayor’s office said on Monday.".encode(encoding))
    result = run("code", path, "--format", "jsonl")
    assert result.code == 0
    assert "the café in Mosul" in json.loads(result.out)["report"]["text"]


def test_bidirectional_text_is_kept_as_it_is(run: Run, tmp_path: Path) -> None:
    text = "Gunmen attacked \u202bالموصل\u202c (Mosul) on Monday, the police in the city said."
    path = tmp_path / "r.txt"
    path.write_text(text, encoding="utf-8")
    result = run("code", path, "--format", "jsonl")
    coded = coded_from_json(result.out)
    assert coded.report.text == text
    assert any(p.text == "Mosul" and text[p.start : p.end] == "Mosul" for p in coded.mentions[0].places)


@pytest.mark.slow
def test_fifty_megabytes_of_one_line_are_refused_with_a_word(run: Run, good: Path, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"gunmen attacked the town and " * 1_800_000)
    result = run("code", path, good, "--format", "jsonl")
    assert result.code == 1
    assert "more than a report can have" in result.err.replace("\n", " ")
    assert len(result.out.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["code"], "nothing to code"),
        (["code", "x.txt", "--codebook", "gtd"], "Choose one of: plover"),
        (["code", "x.txt", "--published", "09/07/2017"], "Write it as YYYY-MM-DD"),
        (["export", "mentions", "--format", "xls"], "Choose one of: csv"),
        (["purge"], "Give --report ID or --name NAME"),
    ],
)
def test_wrong_options_say_what_is_right(run: Run, good: Path, arguments: list[str], words: str) -> None:
    run("code", good)
    result = run(*arguments)
    assert result.code == 1
    assert words in result.err.replace("\n", " ")
    assert "Traceback" not in result.err


@pytest.mark.slow
def test_output_into_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    environment = {**os.environ, "DATELINE_ARCHIVE": str(tmp_path / "a.db")}
    command = f"{sys.executable} -m dateline code {EXAMPLES} --format jsonl | head -c 10"
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=environment, check=True)
    assert "Traceback" not in result.stderr
    assert "BrokenPipe" not in result.stderr


@pytest.mark.slow
def test_the_examples_are_coded_cold(tmp_path: Path) -> None:
    """Every example report gives a line; the time is measured in benchmarks/speed.py, here only that it ends."""
    environment = {**os.environ, "DATELINE_ARCHIVE": str(tmp_path / "a.db")}
    started = time.monotonic()
    result = subprocess.run(
        [sys.executable, "-m", "dateline", "code", str(EXAMPLES), "--format", "jsonl"],
        capture_output=True, text=True, env=environment, check=True,
    )  # fmt: skip
    assert len(result.stdout.splitlines()) == 18
    assert time.monotonic() - started < 60
