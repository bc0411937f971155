"""An open archive with a ticking clock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.archive import Archive

from .samples import Ticking


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


@pytest.fixture
def archive(path: Path) -> Iterator[Archive]:
    with Archive.open(path, clock=Ticking()) as opened:
        yield opened
        assert opened.check() == []
