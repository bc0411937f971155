"""`dateline diff`: what differs between two exports of one archive over time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Result, Run

FIRST = {"id": "r1", "text": "Gunmen killed 12 people in Kirkuk on Monday, police said.", "published": "2025-03-10"}
SECOND = {"id": "r2", "text": "A bomb killed 3 soldiers in Mosul on Tuesday.", "published": "2025-03-12"}


@pytest.fixture
def exports(run: Run, tmp_path: Path) -> tuple[Path, Path]:
    """Exports before and after a second report."""
    for report, name in ((FIRST, "a.csv"), (SECOND, "b.jsonl")):
        assert run("code", "-", stdin=json.dumps(report).encode() + b"\n").code == 0
        assert run("export", "--out", tmp_path / name).code == 0
    return tmp_path / "a.csv", tmp_path / "b.jsonl"


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.out.splitlines()]


def test_what_a_report_added(run: Run, exports: tuple[Path, Path]) -> None:
    before, after = exports
    result = run("diff", before, after)
    assert result.code == 0
    assert "added     i-" in result.out
    assert "why: a report was added: r2" in result.out
    assert "1 added, 0 withdrawn, 0 changed" in result.err
    assert "0 added, 1 withdrawn, 0 changed" in run("diff", after, before).err
    assert run("diff", before, before).out == ""


def test_one_object_a_line(run: Run, exports: tuple[Path, Path]) -> None:
    (found,) = lines(run("diff", *exports, "--format", "jsonl"))
    assert found["kind"] == "added"
    assert found["why"] == ["a report was added: r2"]


def test_values_before_and_after(run: Run, exports: tuple[Path, Path], tmp_path: Path) -> None:
    before, _ = exports
    changed = tmp_path / "c.csv"
    changed.write_text(before.read_text().replace(",12,12,12,", ",12,12,14,").replace("Kirkuk", ":bomb: [bold]"))
    result = run("diff", before, changed)
    assert "killed_high: 12 -> 14" in result.out
    assert "place: Kirkuk -> :bomb: [bold]" in result.out
    assert "why: the exports do not say" in result.out
    (found,) = lines(run("diff", before, changed, "--format", "jsonl"))
    fields = found["fields"]
    assert isinstance(fields, list)
    assert {"field": "killed_high", "before": "12", "after": "14"} in fields


def test_different_options_are_said(run: Run, exports: tuple[Path, Path], tmp_path: Path) -> None:
    _, after = exports
    assert run("export", "--min-confidence", "1", "--out", tmp_path / "c.csv").code == 0
    assert "made with different options: min_confidence" in run("diff", after, tmp_path / "c.csv").out


def test_files_that_are_no_exports(run: Run, exports: tuple[Path, Path], tmp_path: Path) -> None:
    run("export", "mentions", "--out", tmp_path / "m.csv")
    for path, words in ((tmp_path / "m.csv", "export of mentions"), (tmp_path / "none.csv", "cannot be read")):
        result = run("diff", exports[0], path)
        assert result.code == 1
        assert words in result.err.replace("\n", " ")
        assert path.name in result.err.replace("\n", "")
