"""The built pages travel with the package, so that an install needs no Node."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_wheel_and_source_archive_hold_the_pages(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-t", "sdist", "-d", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as source:
        told = {name.partition("/")[2] for name in source.getnames()}
    static = {name for name in names if name.startswith("dateline/web/static/")}
    assert "dateline/web/static/index.html" in static
    assert "dateline/web/static/licences.txt" in static
    assert [name for name in static if name.endswith(".js")]
    assert {f"src/{name}" for name in static} <= told
    assert "hatch_build.py" in told
    assert "ui/package-lock.json" in told
    assert not [name for name in told | names if "node_modules" in name or name.endswith((".db", ".map"))]
