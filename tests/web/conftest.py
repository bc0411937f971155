"""The archive that the examples make, coded once, and desks on copies of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dateline.archive import Archive
from dateline.building import update_incidents
from dateline.coder import Coder
from dateline.ingest import Refusal, find_sources, read_source
from dateline.pipeline import code_inputs
from dateline.settings import Settings
from dateline.web import create_app

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
TOKEN = "a token of the tests"
BASE = "http://127.0.0.1"
"""The test client stands for a browser at port 80 of this machine."""


@pytest.fixture(scope="session")
def coded_examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the examples; copy it before writing."""
    path = tmp_path_factory.mktemp("examples") / "examples.db"
    sources, refused, _ = find_sources([EXAMPLES])
    assert not refused
    with Archive.open(path) as made:
        received = (report for source in sources for report in read_source(source))
        outcomes = list(code_inputs(received, made, Coder(), Settings()))
        assert [o for o in outcomes if isinstance(o, Refusal)] == []
        update_incidents(made)
    return path


@pytest.fixture
def archive_file(coded_examples: Path, tmp_path: Path) -> Path:
    """A copy of the examples' archive for one test."""
    return Path(shutil.copy(coded_examples, tmp_path / "archive.db"))


@pytest.fixture
def archive(archive_file: Path) -> Iterator[Archive]:
    with Archive.open(archive_file, create=False) as opened:
        yield opened


@pytest.fixture
def client(archive: Archive) -> Iterator[TestClient]:
    """A browser's side of a desk, without the pages."""
    with TestClient(create_app(archive, token=TOKEN, with_pages=False), base_url=BASE) as made:
        yield made


@pytest.fixture
def decide(client: TestClient) -> Callable[..., Any]:
    """Posts a decision of Ada's on an incident as it is now, or of a version that is given."""

    def post(incident_id: str, action: str, *, version: int | None = None, status: int = 201, **more: Any) -> Any:
        if version is None:
            version = client.get(f"/api/incidents/{incident_id}").json()["incident"]["version"]
        response = client.post(
            f"/api/incidents/{incident_id}/decisions", json={"action": action, "by": "Ada", **more},
            headers={"X-Dateline-Token": TOKEN, "If-Match": f'"{version}"'},
        )  # fmt: skip
        assert response.status_code == status, response.text
        return response.json()

    return post
