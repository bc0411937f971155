"""Decisions through the API: each is checked against what the reviewer saw, and nothing is ever lost."""

from __future__ import annotations

import csv
import io
import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from dateline.archive import Archive
from dateline.records import Incident
from dateline.web import running

from .conftest import TOKEN

Decide = Callable[..., Any]


@pytest.fixture
def deadly(archive: Archive) -> Incident:
    return next(i for i in archive.iter_incidents() if i.reports == 3)


def place(client: TestClient, name: str) -> Any:
    items = client.get("/api/places", params={"q": name}).json()["items"]
    return next(item["place"] for item in items if item["place"]["kind"] == "city")


def test_a_corrected_place_is_in_the_history_and_in_the_export(
    client: TestClient, archive: Archive, deadly: Incident, decide: Decide
) -> None:
    done = decide(deadly.id, "correct", field="place", value=place(client, "Hawija"), reason="the other market")
    made = done["decision"]
    assert (made["by"], made["before"]["name"], made["value"]["name"]) == ("Ada", "Kirkuk", "Hawija")
    assert done["incidents"] == [{"id": deadly.id, "version": deadly.version + 1, "review": "corrected"}]
    page = client.get(f"/api/incidents/{deadly.id}").json()
    assert page["decisions"] == [made]
    assert [f for f in page["history"][-1]["details"]["fields"] if f["field"] == "place"]
    table = csv.DictReader(io.StringIO(client.get("/api/export", params={"reviewed": "true"}).text))
    assert [(row["incident"], row["place"], row["review"]) for row in table] == [(deadly.id, "Hawija", "corrected")]
    assert '"Hawija"' in client.get("/api/corrections").text
    quality = client.get("/api/quality").json()
    assert (quality["reviewed"], quality["stands"]["right"]) == (1, 1)
    assert {f["field"]: f["right"] for f in quality["fields"]} == {
        f["field"]: 0 if f["field"] == "place" else 1 for f in quality["fields"]
    }


@pytest.mark.parametrize(
    ("field", "value", "attribute", "expected"),
    [
        ("type", "COERCE", "type", "COERCE"),
        ("status", "alleged", "status", "alleged"),
        ("background", True, "background", True),
        ("aggregate", True, "aggregate", True),
        ("moment", {"from": "2025-03-09", "to": "2025-03-10"}, "from", "2025-03-09"),
        ("killed", None, "harm", [{"kind": "injured", "low": 31, "best": 34, "high": 34}]),
        ("place", None, "place", None),
        ("actors", [], "actors", []),
    ],
)
def test_every_field_can_be_corrected(
    client: TestClient, deadly: Incident, decide: Decide, field: str, value: Any, attribute: str, expected: Any
) -> None:
    decide(deadly.id, "correct", field=field, value=value)
    incident = client.get(f"/api/incidents/{deadly.id}").json()["incident"]
    if attribute == "harm":
        assert [h["kind"] for h in incident["harm"]] == ["injured"]
    else:
        assert incident[attribute] == expected


def test_accept_reject_comment_and_undo(client: TestClient, deadly: Incident, decide: Decide) -> None:
    waiting = client.get("/api/queue").json()["total"]
    assert decide(deadly.id, "comment", reason="which market?")["incidents"][0]["review"] == "unreviewed"
    assert decide(deadly.id, "accept")["incidents"][0]["review"] == "accepted"
    rejected = decide(deadly.id, "reject", reason="a drill")
    assert rejected["incidents"][0]["review"] == "rejected"
    assert rejected["next"] != deadly.id
    assert client.get("/api/queue").json()["total"] == waiting - 1
    undone = client.post(
        f"/api/decisions/{rejected['decision']['id']}/undo", json={"by": "Bo"}, headers={"X-Dateline-Token": TOKEN}
    )
    assert undone.json()["incidents"][0]["review"] == "accepted"
    made = client.get(f"/api/decisions?incident={deadly.id}").json()["items"]
    assert [(d["action"], d["by"], d["undone"]) for d in made] == [
        ("undo", "Bo", False), ("reject", "Ada", True), ("accept", "Ada", False), ("comment", "Ada", False),
    ]  # fmt: skip
    assert client.get("/api/decisions").json()["items"] == made


def test_the_file_has_what_the_table_shows_rejected_ones_where_they_are_asked_for(
    client: TestClient, deadly: Incident, decide: Decide
) -> None:
    decide(deadly.id, "reject", reason="a drill")
    for asked in ({}, {"review": "rejected"}, {"review": ["rejected", "unreviewed"]}, {"status": "happened"}):
        shown = client.get("/api/incidents", params=asked | {"limit": 200}).json()["items"]
        lines = client.get("/api/export", params=asked | {"format": "jsonl"}).text.splitlines()
        assert {json.loads(line)["incident"] for line in lines} == {row["id"] for row in shown}
        assert (deadly.id in {row["id"] for row in shown}) == ("rejected" in asked.get("review", ""))
    (row,) = csv.DictReader(io.StringIO(client.get("/api/export", params={"review": "rejected"}).text))
    assert (row["incident"], row["review"]) == (deadly.id, "rejected")


def test_merge_split_and_their_undoing(client: TestClient, archive: Archive, deadly: Incident, decide: Decide) -> None:
    before = {i.id: i for i in archive.iter_incidents()}
    other = next(i for i in before.values() if i.id != deadly.id)
    merged = decide(deadly.id, "merge", others=[{"id": other.id, "version": other.version}])
    assert [i["id"] for i in merged["incidents"]] == [deadly.id]
    gone = client.get(f"/api/incidents/{other.id}")
    assert gone.status_code == 404
    assert f"became part of {deadly.id}" in gone.json()["error"]["what"]
    number = merged["decision"]["id"]
    client.post(f"/api/decisions/{number}/undo", json={"by": "Ada"}, headers={"X-Dateline-Token": TOKEN})
    assert {i.id for i in archive.iter_incidents()} == set(before)
    apart = [s.name for s in deadly.support if s.report != deadly.support[0].report]
    split = decide(deadly.id, "split", tellings=apart)
    assert len(split["incidents"]) == 2
    assert len(list(archive.iter_incidents())) == len(before) + 1


# Two people at once


def test_a_decision_on_what_somebody_else_has_changed_is_refused_and_says_what_they_did(
    client: TestClient, deadly: Incident, decide: Decide
) -> None:
    decide(deadly.id, "reject", reason="a drill")
    refused = decide(deadly.id, "accept", version=deadly.version, status=409)
    assert refused["error"]["kind"] == "StaleEdit"
    assert refused["current"]["version"] == deadly.version + 1
    assert (refused["current"]["last"]["action"], refused["current"]["last"]["reason"]) == ("reject", "a drill")
    assert len(client.get("/api/decisions").json()["items"]) == 1


def test_a_merge_with_what_somebody_else_has_changed_is_refused(
    archive: Archive, deadly: Incident, decide: Decide
) -> None:
    other = next(i for i in archive.iter_incidents() if i.id != deadly.id)
    decide(other.id, "accept")
    refused = decide(deadly.id, "merge", others=[{"id": other.id, "version": other.version}], status=409)
    assert other.id in refused["error"]["what"]


def test_of_many_at_once_on_two_desks_one_wins_and_the_others_hear_of_it(archive_file: Path, deadly: Incident) -> None:
    """Two servers on one archive, six people with the same version before them."""
    answers: list[httpx.Response] = []
    with running(archive_file, with_pages=False) as one, running(archive_file, with_pages=False) as two:

        def post(number: int) -> None:
            desk = (one, two)[number % 2]
            answers.append(
                httpx.post(
                    f"{desk.url}/api/incidents/{deadly.id}/decisions", timeout=60,
                    json={"action": "correct", "field": "status", "value": "alleged", "by": f"Reviewer {number}"},
                    headers={"X-Dateline-Token": desk.token, "If-Match": f'"{deadly.version}"'},
                )
            )  # fmt: skip

        threads = [threading.Thread(target=post, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(a.status_code for a in answers) == [201, 409, 409, 409, 409, 409]
        winner = next(a for a in answers if a.status_code == 201).json()["decision"]["by"]
        assert {a.json()["current"]["last"]["by"] for a in answers if a.status_code == 409} == {winner}
        for desk in (one, two):
            assert [d["by"] for d in httpx.get(f"{desk.url}/api/decisions").json()["items"]] == [winner]
            assert httpx.get(f"{desk.url}/api/incidents/{deadly.id}").json()["incident"]["status"] == "alleged"


def test_decisions_on_different_incidents_at_once_are_all_kept(archive_file: Path, archive: Archive) -> None:
    wanted = [(i.id, i.version) for i in archive.iter_incidents()][:8]
    codes: list[int] = []
    with running(archive_file, with_pages=False) as one, running(archive_file, with_pages=False) as two:

        def post(number: int) -> None:
            desk, (incident_id, version) = (one, two)[number % 2], wanted[number]
            headers = {"X-Dateline-Token": desk.token, "If-Match": f'"{version}"'}
            url = f"{desk.url}/api/incidents/{incident_id}/decisions"
            codes.append(
                httpx.post(url, json={"action": "accept", "by": "Ada"}, headers=headers, timeout=60).status_code
            )

        threads = [threading.Thread(target=post, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert codes == [201] * 8
    assert {i.id for i in archive.iter_incidents() if i.review == "accepted"} == {name for name, _ in wanted}


# What is refused


@pytest.mark.parametrize(
    ("body", "status", "message"),
    [
        ({"action": "correct", "by": "Ada"}, 422, "a correction needs a field"),
        ({"action": "correct", "by": "Ada", "field": "colour", "value": 1}, 422, "no field to correct"),
        ({"action": "correct", "by": "Ada", "field": "type", "value": "WAR"}, 422, "does not fit type"),
        ({"action": "correct", "by": "Ada", "field": "place", "value": {"name": "X"}}, 422, "does not fit place"),
        ({"action": "correct", "by": "Ada", "field": "killed", "value": {"low": "many"}}, 422, "does not fit killed"),
        ({"action": "merge", "by": "Ada"}, 422, "one incident already"),
        (
            {"action": "merge", "by": "Ada", "others": [{"id": "i-nothing", "version": 1}]},
            404,
            "no incident has the id",
        ),
        ({"action": "split", "by": "Ada"}, 422, "needs the mentions to part"),
        ({"action": "split", "by": "Ada", "tellings": ["r m9"]}, 422, "has no telling"),
        ({"action": "accept", "by": " "}, 422, "needs the name"),
        ({"action": "accept", "by": ""}, 422, "does not fit"),
        ({"action": "accept"}, 422, "does not fit"),
        ({"action": "undo", "by": "Ada"}, 422, "does not fit"),
        ({"action": "accept", "by": "Ada", "colour": "red"}, 422, "does not fit"),
        ([], 422, "does not fit"),
    ],
)
def test_what_cannot_be_decided_is_said_and_changes_nothing(
    client: TestClient, deadly: Incident, body: Any, status: int, message: str
) -> None:
    headers = {"X-Dateline-Token": TOKEN, "If-Match": f'"{deadly.version}"'}
    response = client.post(f"/api/incidents/{deadly.id}/decisions", json=body, headers=headers)
    assert response.status_code == status
    assert message in response.json()["error"]["what"]
    assert client.get("/api/decisions").json()["items"] == []
    assert client.get(f"/api/incidents/{deadly.id}").json()["incident"]["version"] == deadly.version


def test_all_tellings_cannot_be_parted_from_nothing(deadly: Incident, decide: Decide) -> None:
    refused = decide(deadly.id, "split", tellings=[s.name for s in deadly.support], status=422)
    assert "no telling would be left" in refused["error"]["what"]


@pytest.mark.parametrize("version", [None, "", "*", "x", '"1", "2"'])
def test_which_version_was_seen_must_be_said(client: TestClient, deadly: Incident, version: str | None) -> None:
    headers = {"X-Dateline-Token": TOKEN} | ({} if version is None else {"If-Match": version})
    body = {"action": "accept", "by": "Ada"}
    response = client.post(f"/api/incidents/{deadly.id}/decisions", json=body, headers=headers)
    assert (response.status_code, response.json()["error"]["where"]) == (428, "If-Match")


def test_what_is_only_told_cannot_be_reviewed(client: TestClient, decide: Decide) -> None:
    feared = client.get("/api/incidents?layer=told&status=feared").json()["items"][0]
    refused = decide(feared["id"], "accept", status=422)
    assert "not held to have taken place" in refused["error"]["what"]


@pytest.mark.parametrize("number", ["0", "7", "99999999999999999999", "-1"])
def test_only_a_decision_that_counts_can_be_undone(client: TestClient, number: str) -> None:
    response = client.post(f"/api/decisions/{number}/undo", json={"by": "A"}, headers={"X-Dateline-Token": TOKEN})
    assert response.status_code == 404
    assert "no decision" in response.json()["error"]["what"]
