"""`dateline serve` as a person starts and stops it."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from .conftest import Run

EXAMPLE = Path(__file__).parents[2] / "examples" / "reports"


@pytest.fixture
def filled(run: Run, archive_file: Path) -> Path:
    assert run("code", next(EXAMPLE.glob("01*.txt")), "--published", "2025-03-10").code == 0
    return archive_file


@pytest.mark.slow
def test_it_answers_on_loopback_until_it_is_stopped(filled: Path) -> None:
    command = [sys.executable, "-m", "dateline", "serve", "--port", "0", "--archive", str(filled), "--by", "Ada"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        said = ""
        while "http://127.0.0.1:" not in said:
            line = process.stderr.readline()
            assert line, said
            said += line.strip()
        url = said[said.index("http://127.0.0.1:") :].split("/")[2]
        page = httpx.get(f"http://{url}/", timeout=20)
        assert page.headers["content-type"].startswith("text/html")
        assert 'content="Ada"' in page.text
        assert httpx.get(f"http://{url}/api/archive", timeout=20).json()["counts"]["reports"] == 1
        process.send_signal(signal.SIGINT)
        assert process.wait(20) in (0, -signal.SIGINT, 130)


def test_what_keeps_it_from_starting_is_said(run: Run, filled: Path, tmp_path: Path) -> None:
    other = run("serve", "--host", "0.0.0.0")
    assert (other.code, "does not listen on 0.0.0.0" in other.err) == (1, True)
    assert "SSH tunnel" in other.err
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        used = run("serve", "--port", str(port))
        assert (used.code, f"port {port} is in use" in " ".join(used.err.split())) == (1, True)
    missing = run("serve", "--archive", tmp_path / "none.db")
    assert (missing.code, "no archive here" in " ".join(missing.err.split())) == (1, True)
