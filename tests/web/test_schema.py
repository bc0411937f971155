"""Whatever fits the API's own document, and much that does not, gets an answer of the form that it describes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dateline.web import running
from dateline.web.guard import TOKEN

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


@pytest.mark.slow
def test_no_answer_is_an_error_of_the_server(archive_file: Path, tmp_path: Path) -> None:
    """Schemathesis (its plug-in for pytest lags behind pytest, so its command) over every call of the API."""
    with running(archive_file, with_pages=False) as desk:
        done = subprocess.run(
            [
                Path(sys.executable).parent / "schemathesis", "run", f"{desk.url}/api/openapi.json",
                "--max-examples", "20", "--request-timeout", "20", "--seed", "1", "--checks", CHECKS, "--phases", "fuzzing",
                "--header", f"{TOKEN}: {desk.token}", "--no-color",
            ],
            cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert "Tested: " in done.stdout, "it has asked nothing"
