"""Who may ask what: only this machine's own names, changes only from the desk's own page, nothing too long."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from dateline.archive import Archive
from dateline.records import Incident
from dateline.web import create_app
from dateline.web.guard import HEADERS, LARGEST_BODY, LONGEST_URL

from .conftest import TOKEN


@pytest.fixture
def writes(archive: Archive) -> list[tuple[str, dict[str, Any]]]:
    """Every call that changes something, with a body that would be taken."""
    incident: Incident = next(archive.iter_incidents())
    return [
        (f"/api/incidents/{incident.id}/decisions", {"action": "accept", "by": "Ada"}),
        ("/api/decisions/1/undo", {"by": "Ada"}),
    ]


def test_every_write_of_the_api_is_among_those_tested(
    client: TestClient, writes: list[tuple[str, dict[str, Any]]]
) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    assert sum(1 for path in paths.values() for method in path if method != "get") == len(writes)


@pytest.mark.parametrize(
    ("headers", "where"),
    [
        ({}, "X-Dateline-Token"),
        ({"X-Dateline-Token": "wrong"}, "X-Dateline-Token"),
        ({"X-Dateline-Token": TOKEN + "x"}, "X-Dateline-Token"),
        ({"X-Dateline-Token": "that of a desk that ran before"}, "X-Dateline-Token"),
        ({"X-Dateline-Token": TOKEN, "Origin": "http://evil.example"}, "Origin"),
        ({"X-Dateline-Token": TOKEN, "Origin": "http://127.0.0.1:9999"}, "Origin"),
        ({"X-Dateline-Token": TOKEN, "Origin": "null"}, "Origin"),
        ({"X-Dateline-Token": TOKEN, "Sec-Fetch-Site": "cross-site"}, "Origin"),
        ({"X-Dateline-Token": TOKEN, "Sec-Fetch-Site": "same-site"}, "Origin"),
    ],
)
def test_a_change_needs_the_token_and_this_page(
    client: TestClient, writes: list[tuple[str, dict[str, Any]]], headers: dict[str, str], where: str
) -> None:
    for path, body in writes:
        response = client.post(path, json=body, headers={"If-Match": '"1"', **headers})
        assert (response.status_code, response.json()["error"]["where"]) == (403, where)
    assert client.get("/api/decisions").json()["items"] == []


def test_a_change_from_the_desks_own_page_is_taken(
    client: TestClient, writes: list[tuple[str, dict[str, Any]]]
) -> None:
    headers = {"X-Dateline-Token": TOKEN, "Origin": "http://127.0.0.1", "Sec-Fetch-Site": "same-origin"}
    for path, body in writes:
        assert client.post(path, json=body, headers={"If-Match": '"1"', **headers}).status_code == 201


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.1:81", "localhost:8765", "", "[::2]"]
)
def test_other_names_that_point_here_are_not_answered_to(client: TestClient, host: str) -> None:
    response = client.get("/api/archive", headers={"Host": host})
    assert response.status_code == 421
    assert response.json()["error"]["kind"] == "WrongHost"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "127.0.0.1:80"])
def test_its_own_names_are_answered_to(client: TestClient, host: str) -> None:
    assert client.get("/api/archive", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("path", ["/api/archive", "/api/nothing", "/api/reports/none", "/api/openapi.json"])
def test_every_answer_has_the_headers_that_keep_pages_apart(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    for name, value in HEADERS.items():
        assert headers[name] == value
    assert "'unsafe" not in headers["content-security-policy"]
    assert "http" not in headers["content-security-policy"]


def test_what_is_too_long(client: TestClient, writes: list[tuple[str, dict[str, Any]]]) -> None:
    long = client.get("/api/incidents?" + "&".join(["actor=" + "a" * 490] * (LONGEST_URL // 400)))
    assert (long.status_code, long.json()["error"]["kind"]) == (414, "TooLong")
    path, body = writes[0]
    headers = {"X-Dateline-Token": TOKEN, "If-Match": '"1"'}
    large = client.post(path, json=body | {"reason": "a" * LARGEST_BODY}, headers=headers)
    assert (large.status_code, large.json()["error"]["kind"]) == (413, "TooLong")


def test_a_form_of_another_site_cannot_send_a_change(
    client: TestClient, writes: list[tuple[str, dict[str, Any]]]
) -> None:
    headers = {"X-Dateline-Token": TOKEN, "Content-Type": "text/plain"}
    assert client.post(writes[0][0], content=b"{}", headers=headers).status_code == 415


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_known(client: TestClient, method: str) -> None:
    headers = {"X-Dateline-Token": TOKEN, "Content-Type": "application/json"}
    response = client.request(method, "/api/incidents", headers=headers)
    assert (response.status_code, response.json()["error"]["kind"]) == (405, "NotAllowed")


def test_fastapi_reports_to_nobody_whatever_the_environment_says(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With an OpenTelemetry exporter installed it would send traces to where the environment's variables say."""
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    guarded: Any = create_app(archive, token=TOKEN, with_pages=False)
    app = guarded._app.app
    assert isinstance(app, FastAPI)
    assert not app._native_telemetry.enabled()
    assert app._telemetry["auto_configure"] is False
