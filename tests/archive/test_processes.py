"""Several processes in one archive, and processes that are killed."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.archive import Archive

WRITER = Path(__file__).with_name("writer.py")
ENDLESS = 1_000_000
KILLS = 4


def start(path: Path, prefix: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error", str(WRITER), str(path), prefix, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.slow
def test_two_processes_code_into_one_fresh_archive(path: Path) -> None:
    writers = [start(path, prefix, 60) for prefix in ("a", "b")]
    for writer in writers:
        out, err = writer.communicate(timeout=100)
        assert (writer.returncode, err, len(out.split())) == (0, "", 60)
    with Archive.open(path, create=False) as archive:
        assert archive.check() == []
        assert {s.report.id for s in archive.reports()} == {f"{p}-{n}" for p in "ab" for n in range(60)}
        assert len(archive.runs()) == 2


@pytest.mark.slow
def test_killing_loses_no_finished_report_and_leaves_no_half_one(path: Path) -> None:
    chance = random.Random(7)
    finished: list[str] = []
    for kill in range(KILLS):
        writer = start(path, f"k{kill}", ENDLESS)
        assert writer.stdout is not None
        # From its first report on, so that a slow machine is killed at work too; the first time while it makes the file.
        lines = [writer.stdout.readline()] if kill else []
        time.sleep(chance.uniform(0.0, 0.4))
        writer.kill()
        rest, _ = writer.communicate(timeout=60)
        finished += [line for line in ("".join(lines) + rest).splitlines(keepends=True) if line.endswith("\n")]
        with Archive.open(path) as archive:
            assert archive.check() == []
            there = {s.report.id for s in archive.reports()}
            assert {line.strip() for line in finished} <= there
            assert {coded.report.id for coded, _ in archive.newest()} == there, "no report without its result"
    assert len(finished) >= KILLS - 1


@pytest.mark.slow
def test_many_that_start_at_once_make_one_archive(path: Path) -> None:
    writers = [start(path, f"w{n}", 3) for n in range(4)]
    results = [(*writer.communicate(timeout=100), writer.returncode) for writer in writers]
    assert [(err, code) for _, err, code in results] == [("", 0)] * 4
    with Archive.open(path, create=False) as archive:
        assert (archive.check(), archive.sizes()["reports"]) == ([], 12)


@pytest.mark.slow
def test_the_same_reports_from_two_processes_are_stored_once(path: Path) -> None:
    writers = [start(path, "same", 30) for _ in range(2)]
    for writer in writers:
        assert (writer.communicate(timeout=100)[1], writer.returncode) == ("", 0)
    with Archive.open(path, create=False) as archive:
        sizes = archive.sizes()
        assert (sizes["reports"], sizes["versions"], sizes["coded"], sizes["runs"]) == (30, 30, 30, 1)
        assert archive.check() == []


@pytest.mark.slow
def test_a_backup_taken_while_another_process_writes_is_sound(path: Path, tmp_path: Path) -> None:
    writer = start(path, "busy", ENDLESS)
    try:
        assert writer.stdout is not None
        told = [writer.stdout.readline().strip() for _ in range(5)]
        with Archive.open(path, create=False) as archive:
            archive.backup(tmp_path / "copy.db")
    finally:
        writer.kill()
        writer.communicate(timeout=60)
    with Archive.open(tmp_path / "copy.db", create=False) as copy:
        assert copy.check() == []
        assert set(told) <= {s.report.id for s in copy.reports()}
