"""What goes wrong around a desk: hostile reports, huge ones, a full disk, a locked archive, a port in use."""

from __future__ import annotations

import datetime as dt
import hashlib
import http.client
import json
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import dateline.archive.database as database
from dateline.archive import Archive
from dateline.building import update_incidents
from dateline.errors import SettingError
from dateline.records import Coded, Report
from dateline.web import create_app, listen, running

from ..archive.samples import RUN
from ..making import coded
from .conftest import BASE, TOKEN

OVERRIDE = "\u202etxet neddih\u202c"


def put(archive: Archive, text: str, *, result: Coded | None = None, **metadata: Any) -> str:
    """A report in the archive with what the coder takes from it, or an empty result."""
    data = text.encode()
    known: dict[str, Any] = {
        "title": None, "outlet": "Wire", "url": None, "published": dt.date(2024, 3, 4), "language": "en"
    }  # fmt: skip
    sha256 = hashlib.sha256(data).hexdigest()
    report = Report(id=f"sha256:{sha256}", text=text, sha256=sha256, **(known | metadata))
    archive.put(report, data, RUN, result or Coded(report=report, entities=(), mentions=()))
    return report.id


def test_a_report_that_would_run_as_a_page_is_given_as_text(client: TestClient, archive: Archive) -> None:
    text = "<script>alert(1)</script> <img src=x onerror=alert(2)> A bomb killed two in Kirkuk on Monday, police said."
    told = coded(text, published="2024-03-04", outlet='"><script>alert(3)</script>')
    archive.put(told.report, text.encode(), RUN, told)
    update_incidents(archive)
    given = client.get(f"/api/reports/{told.report.id}")
    assert given.json()["report"]["text"] == text
    snapshot = client.get(f"/api/reports/{told.report.id}/snapshot")
    assert snapshot.content == text.encode()
    assert snapshot.headers["content-type"] == "application/octet-stream"
    for response in (given, client.get("/api/incidents"), client.get("/api/reports", params={"q": "alert"})):
        assert response.headers["content-type"] == "application/json"
        assert response.headers["x-content-type-options"] == "nosniff"
    assert [p["text"] for p in client.get("/api/reports?q=onerror").json()["items"][0]["snippet"] if p["hit"]] == [
        "onerror"
    ]


def test_a_report_of_ten_megabytes(client: TestClient, archive: Archive) -> None:
    text = "Police said nothing on Monday.\n\n" * 330_000
    name = put(archive, text)
    began = time.process_time()
    given = client.get(f"/api/reports/{name}")
    assert len(given.json()["report"]["text"]) == len(text) > 10_000_000
    assert client.get("/api/reports", params={"q": '"police said nothing"'}).json()["total"] == 1
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("انفجرت سيارة في كركوك.", "rtl"),
        ("12 קרבות בעיר", "rtl"),
        (f"A {OVERRIDE} b", "ltr"),
        ("12:30", "ltr"),
        ("…", "ltr"),
    ],
)
def test_the_direction_of_a_script(client: TestClient, archive: Archive, text: str, direction: str) -> None:
    given = client.get(f"/api/reports/{put(archive, text)}").json()
    assert (given["dir"], given["report"]["text"]) == (direction, text)


def test_an_address_of_100_kilobytes(archive_file: Path) -> None:
    with running(archive_file, with_pages=False) as desk:
        connection = http.client.HTTPConnection(desk.url.removeprefix("http://"))
        connection.request("GET", f"/api/incidents?q={'a' * 100_000}")
        response = connection.getresponse()
        assert (response.status, json.loads(response.read())["error"]["kind"]) == (414, "TooLong")
        connection.close()


@pytest.mark.parametrize(
    "path",
    [
        "/incidents/i-0000000000", "/incidents/i-0000000000/tellings", "/incidents/i-0000000000/codes",
        "/incidents/%00", "/reports/none", "/reports/none/snapshot", "/reports/%F0%9F%92%A3", "/nothing", "/",
    ],
)  # fmt: skip
def test_what_is_not_there(client: TestClient, path: str) -> None:
    response = client.get(f"/api{path}")
    assert response.status_code == 404
    assert response.json()["error"]["what"]


@pytest.mark.parametrize(
    "query",
    [
        "incidents?cursor=next", "incidents?cursor=-1", "incidents?limit=0", "incidents?limit=501", "incidents?sort=colour",
        "incidents?from=yesterday", "incidents?q=%21%3F", "reports?q=%2A", "incidents?type=WAR", "incidents?layer=all",
        "map?zoom=99", "timeline?by=hour", "facets?only=colour", "places?q=", "places/at?lat=91&lon=0",
        "incidents?min_confidence=2", "export?format=pdf", "incidents?codebook=none", "incidents?layer=told&q=%22%22",
    ],
)  # fmt: skip
def test_what_does_not_fit(client: TestClient, query: str) -> None:
    response = client.get(f"/api/{query}")
    assert response.status_code == 422
    assert response.json()["error"]["what"]
    assert response.json()["error"]["remedy"]


def test_words_of_the_search_language_are_words(client: TestClient) -> None:
    for words in (
        "NEAR(a b)",
        "kirkuk AND",
        '"unclosed',
        "title:kirkuk",
        "a*b",
        "-x",
        "^kirkuk",
        "(((",
        "x' OR 1=1 --",
    ):
        response = client.get("/api/reports", params={"q": words})
        assert response.status_code == (422 if words == "(((" else 200)


def test_a_full_disk_loses_nothing(client: TestClient, archive: Archive, archive_file: Path) -> None:
    incident = next(archive.iter_incidents())
    pages_now = sqlite3.connect(archive_file).execute("PRAGMA page_count").fetchone()[0]
    with archive._database.raw() as connection:
        connection.execute(f"PRAGMA max_page_count = {pages_now}")
    headers = {"X-Dateline-Token": TOKEN, "If-Match": f'"{incident.version}"'}
    body = {"action": "comment", "by": "Ada", "reason": "x" * 5_000}
    url = f"/api/incidents/{incident.id}/decisions"
    full = client.post(url, json=body, headers=headers)
    assert (full.status_code, full.json()["error"]["kind"]) == (507, "DiskFull")
    assert client.get("/api/decisions").json()["items"] == []
    assert client.get(f"/api/incidents/{incident.id}").json()["incident"]["version"] == incident.version
    with archive._database.raw() as connection:
        connection.execute("PRAGMA max_page_count = 1000000")
    assert client.post(url, json=body, headers=headers).status_code == 201
    assert archive.check() == []


def test_an_archive_that_somebody_keeps_locked(archive_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.2)
    with Archive.open(archive_file, create=False) as archive:
        incident = next(archive.iter_incidents())
        client = TestClient(create_app(archive, token=TOKEN, with_pages=False), base_url=BASE)
        other = sqlite3.connect(archive_file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert client.get("/api/incidents").status_code == 200, "reading goes on"
        headers = {"X-Dateline-Token": TOKEN, "If-Match": f'"{incident.version}"'}
        url = f"/api/incidents/{incident.id}/decisions"
        locked = client.post(url, json={"action": "accept", "by": "Ada"}, headers=headers)
        assert (locked.status_code, "locked" in locked.json()["error"]["what"]) == (503, True)
        other.execute("ROLLBACK")
        other.close()
        assert client.post(url, json={"action": "accept", "by": "Ada"}, headers=headers).status_code == 201


def test_what_others_write_meanwhile_is_seen(client: TestClient, archive: Archive, archive_file: Path) -> None:
    before = client.get("/api/archive").json()["counts"]
    told = coded("Gunmen killed seven people in Tibú, Colombia, on Monday, police said.", published="2024-03-05")
    with Archive.open(archive_file, create=False) as other:
        other.put(told.report, told.report.text.encode(), RUN, told)
        update_incidents(other)
        found = client.get("/api/incidents", params={"q": "gunmen seven"}).json()["items"]
        assert len(found) == 1
        assert client.get("/api/archive").json()["counts"]["incidents"] == before["incidents"] + 1
        other.purge_report(told.report.id, by="Ada", reason="asked")
        assert client.get("/api/incidents", params={"q": "gunmen seven"}).json()["total"] == 0
        assert client.get("/api/archive").json()["counts"] == before
        assert client.get(f"/api/incidents/{found[0]['id']}").status_code == 404


def test_a_port_in_use_and_other_addresses() -> None:
    with listen("127.0.0.1", 0) as taken:
        taken.listen()
        with pytest.raises(SettingError, match="is in use"):
            listen("127.0.0.1", taken.getsockname()[1])
    for host in ("0.0.0.0", "192.168.1.5", "::", "example.org", ""):
        with pytest.raises(SettingError, match="does not listen on"):
            listen(host, 0)


def test_pages_that_were_not_built(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.web.pages.resources.files", lambda _: tmp_path)
    with pytest.raises(SettingError, match="make ui"):
        create_app(archive, token=TOKEN)


def test_the_document_knows_the_token_and_files_are_packed(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    static = tmp_path / "static"
    (static / "assets").mkdir(parents=True)
    (static / "index.html").write_text('<meta name="dateline-token" content="{{token}}"><p title="{{reviewer}}">')
    (static / "assets" / "main-1.js").write_text("1;")
    (static / "assets" / "main-1.js.gz").write_bytes(b"\x1f\x8b packed")
    monkeypatch.setattr("dateline.web.pages.resources.files", lambda _: tmp_path)
    app = create_app(archive, token=TOKEN, reviewer='A"da<')
    client = TestClient(app, base_url=BASE)
    for path in ("/", "/explore", "/incident/i-1", "/report/sha256:a.b/c"):
        page = client.get(path)
        assert page.headers["content-type"].startswith("text/html")
        assert TOKEN in page.text
        assert "A&quot;da&lt;" in page.text
        assert page.headers["cache-control"] == "no-store"
    plain = client.get("/assets/main-1.js", headers={"Accept-Encoding": "identity"})
    assert (plain.text, plain.headers["content-type"]) == ("1;", "text/javascript; charset=utf-8")
    assert "immutable" in plain.headers["cache-control"]
    for path in ("/assets/main-0.js", "/favicon.ico", "/assets/../index.html", "/assets/main-1.js.gz", "/api/none"):
        assert client.get(path).status_code == 404 or "text/html" in client.get(path).headers["content-type"]
    (static / "assets" / "main-1.js").unlink()
    gone = client.get("/assets/main-1.js", headers={"Accept-Encoding": "identity"})
    assert (gone.status_code, "built anew" in gone.json()["error"]["what"]) == (404, True)
