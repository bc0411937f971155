"""What the desk gives to read: lists, evidence in the reports' own words, reports, files."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dateline.archive import Archive
from dateline.codebooks import NAMES as CODEBOOKS
from dateline.records import Incident


def get(client: TestClient, path: str, **parameters: Any) -> Any:
    response = client.get(f"/api{path}", params=parameters)
    assert response.status_code == 200, response.text
    return response.json()


@pytest.fixture
def deadly(archive: Archive) -> Incident:
    """The bombing of Kirkuk, told by three reports, its toll in dispute."""
    return next(i for i in archive.iter_incidents() if i.reports == 3)


def test_pages_of_a_list_give_every_incident_once(client: TestClient, archive: Archive) -> None:
    found: list[str] = []
    cursor = None
    while True:
        page = get(client, "/incidents", limit=7, **({"cursor": cursor} if cursor else {}))
        found += [row["id"] for row in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert sorted(found) == sorted(i.id for i in archive.iter_incidents())
    assert page["total"] == len(found)


def test_what_is_unchanged_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/incidents")
    again = client.get("/api/incidents", headers={"If-None-Match": first.headers["etag"]})
    other = client.get("/api/incidents?type=AID", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200


def test_every_count_of_the_desk_agrees(client: TestClient, archive: Archive) -> None:
    total = len(list(archive.iter_incidents()))
    assert get(client, "/archive")["counts"]["incidents"] == total
    assert get(client, "/facets")["total"] == total
    drawn = get(client, "/map", zoom=3)
    assert drawn["total"] == total
    assert sum(c["count"] for c in drawn["cells"]) + len(drawn["points"]) + drawn["placeless"] == total
    line = get(client, "/timeline")
    assert sum(b["count"] for b in line["bins"]) + line["undated"] == total
    overview = get(client, "/overview")
    assert sum(n["count"] for n in overview["by_type"]) == total
    assert sum(n["count"] for n in overview["by_country"]) == total
    assert sum(c["reports"] for c in overview["coverage"]) == overview["counts"]["reports"]


def test_the_sentence_behind_a_telling_is_the_reports_own(client: TestClient, deadly: Incident) -> None:
    told = get(client, f"/incidents/{deadly.id}/tellings")["tellings"]
    assert [t["name"] for t in told] == [s.name for s in deadly.support]
    for telling, support in zip(told, deadly.support, strict=True):
        text = get(client, f"/reports/{support.report}")["report"]["text"]
        bounds = telling["sentence"]
        assert text[bounds["start"] : bounds["end"]] == telling["text"] == support.sentence
        assert telling["before"] + telling["text"] + telling["after"] in text
        assert telling["mention"]["id"] == support.mention


def test_an_incident_has_its_account_its_dispute_and_what_is_urgent_about_it(
    client: TestClient, deadly: Incident
) -> None:
    page = get(client, f"/incidents/{deadly.id}")
    assert page["layer"] == "incidents"
    assert [c["field"] for c in page["incident"]["conflicts"]] == page["row"]["disputed"]
    assert "killed" in page["row"]["disputed"]
    names = {s.name for s in deadly.support}
    assert all(set(clause["support"]) <= names for clause in page["account"])
    assert "killed disputed" in page["urgency"]["why"]
    assert page["urgency"]["value"] == pytest.approx(page["urgency"]["uncertainty"] * page["urgency"]["importance"])
    assert page["history"][0]["kind"] == "new"
    assert deadly.id not in [row["id"] for row in page["near"]]


def test_what_is_only_feared_is_in_its_own_layer(client: TestClient) -> None:
    assert get(client, "/incidents", status="feared")["total"] == 0
    feared = get(client, "/incidents", status="feared", layer="told")
    assert feared["total"] > 0
    one = feared["items"][0]["id"]
    page = get(client, f"/incidents/{one}")
    assert (page["layer"], page["incident"]["status"]) == ("told", "feared")
    assert get(client, f"/incidents/{one}/tellings")["tellings"]
    word = page["incident"]["support"][0]["sentence"].split()[0].strip("“")
    assert one in [row["id"] for row in get(client, "/incidents", layer="told", q=word, limit=500)["items"]]


@pytest.mark.parametrize("book", CODEBOOKS)
def test_every_codebook_explains_its_values(client: TestClient, deadly: Incident, book: str) -> None:
    codes = get(client, f"/incidents/{deadly.id}/codes", codebook=book)
    assert deadly.id in codes["incidents"]
    assert all(value["rule"] and value["description"] for value in codes["values"])
    kinds = get(client, "/facets", codebook=book, only="code")["facets"]["code"]
    assert sum(kind["count"] for kind in kinds) >= get(client, "/archive")["counts"]["incidents"]
    first = kinds[0]
    assert get(client, "/incidents", codebook=book, code=first["value"])["total"] == first["count"]


def test_words_are_found_in_quotes_and_names(client: TestClient, deadly: Incident) -> None:
    for words in ("vegetable market", '"vegetable market"', "VEGETABLE mark", "kirkuk"):
        assert deadly.id in [row["id"] for row in get(client, "/incidents", q=words)["items"]]
    assert get(client, "/incidents", q='"market vegetable"')["total"] == 0


def test_reports_are_found_with_the_words_marked(client: TestClient) -> None:
    found = get(client, "/reports", q="pump station")
    assert found["total"] == 1
    snippet = found["items"][0]["snippet"]
    assert {part["text"].lower() for part in snippet if part["hit"]} == {"pump", "station"}
    every, cursor = [], None
    while True:
        page = get(client, "/reports", limit=5, **({"cursor": cursor} if cursor else {}))
        every += [row["id"] for row in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert len(every) == len(set(every)) == page["total"]


def test_a_report_is_given_with_all_that_was_taken_from_it(client: TestClient, deadly: Incident) -> None:
    report = get(client, f"/reports/{deadly.support[0].report}")
    text = report["report"]["text"]
    assert report["dir"] == "ltr"
    assert report["runs"]
    assert {m["incident"] for m in report["mentions"]} >= {deadly.id}
    for mention in (told["mention"] for told in report["mentions"]):
        trigger = mention["trigger"]
        assert text[trigger["start"] : trigger["end"]] == trigger["text"]
    snapshot = client.get(f"/api/reports/{report['report']['id']}/snapshot")
    assert hashlib.sha256(snapshot.content).hexdigest() == report["sha256"]
    assert len(snapshot.content) == report["bytes"]
    assert snapshot.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in snapshot.headers["content-security-policy"]


def test_files_hold_what_the_filters_let_through(client: TestClient) -> None:
    wanted = [row["id"] for row in get(client, "/incidents", type="ASSAULT", limit=500)["items"]]
    table = client.get("/api/export", params={"format": "csv", "type": "ASSAULT"})
    assert sorted(row["incident"] for row in csv.DictReader(io.StringIO(table.text))) == sorted(wanted)
    features = client.get("/api/export", params={"format": "geojson", "type": "ASSAULT"}).json()["features"]
    assert sorted(f["properties"]["incident"] for f in features) == sorted(wanted)
    coded = client.get("/api/export", params={"format": "jsonl", "columns": "acled_like", "type": "ASSAULT"})
    assert {i for line in coded.text.splitlines() for i in json.loads(line)["incidents"].split("; ")} <= set(wanted)
    for form in ("parquet", "xlsx"):
        assert client.get("/api/export", params={"format": form}).content[:2] in (b"PA", b"PK")
    assert len(client.get("/api/export", params={"reviewed": "true"}).text.splitlines()) == 1


def test_places_and_actors_are_proposed_as_they_are_typed(client: TestClient) -> None:
    assert "Kirkuk" in [item["place"]["name"] for item in get(client, "/places", q="Kirk")["items"]]
    here, *near = get(client, "/places/at", lat=36.34, lon=43.13)["items"]
    assert (here["place"]["precision"], here["place"]["country"]) == ("point", "IRQ")
    assert "Mosul" in [item["place"]["name"] for item in near]
    assert get(client, "/places/at", lat=0.0, lon=-30.0)["items"][0]["place"]["country"] is None
    *known, typed = get(client, "/actors", q="islamic st", role="actor")["items"]
    assert "islamic-state" in [item["party"]["actor"]["id"] for item in known]
    assert typed["party"] == {"role": "actor", "name": "islamic st", "actor": None, "tellings": []}


def test_the_queue_has_what_waits_the_most_urgent_first(client: TestClient, deadly: Incident) -> None:
    queue = get(client, "/queue", limit=50)
    urgent = [row["urgency"] for row in queue["items"]]
    assert queue["items"][0]["id"] == deadly.id
    assert urgent == sorted(urgent, reverse=True)
    second = get(client, "/queue", after=deadly.id, limit=50)
    assert [row["id"] for row in second["items"]][:2] == [row["id"] for row in queue["items"]][1:3]
    assert second["items"][-1]["id"] == deadly.id or second["total"] > 50
    chance = get(client, "/queue", order="random", limit=50)
    assert {row["id"] for row in chance["items"]} == {row["id"] for row in queue["items"]} or chance["total"] > 50
    assert chance["items"] != queue["items"]


def test_the_document_of_the_api_describes_what_is_given(client: TestClient) -> None:
    document = get(client, "/openapi.json")
    assert set(document["components"]["schemas"]) >= {"Incident", "Row", "Report", "Mention", "Failed", "Decision"}
    text = json.dumps(document)
    used = {part.split('"')[0] for part in text.split('"#/components/schemas/')[1:]}
    assert used <= set(document["components"]["schemas"])


def test_names_of_files_are_those_of_the_archive(client: TestClient, archive_file: Path) -> None:
    assert get(client, "/archive")["name"] == archive_file.name
