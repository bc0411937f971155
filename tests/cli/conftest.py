"""The command line run in this process, as a person would: arguments in, exit status and both streams out."""

from __future__ import annotations

import dataclasses
import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.cli import main


@dataclasses.dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def archive_file(tmp_path: Path) -> Path:
    return tmp_path / "archive" / "test.db"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], archive_file: Path) -> Run:
    """Runs `dateline ARGUMENTS` on an archive of the test's own."""
    monkeypatch.setenv("DATELINE_ARCHIVE", str(archive_file))
    monkeypatch.setenv("COLUMNS", "160")

    def call(*arguments: str | Path, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "argv", ["dateline", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 1 if stop.code else 0
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call
