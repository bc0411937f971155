"""The gold of the example reports agrees with their texts: quotes occur once, triggers lie in them, values are legal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from dateline.ingest import Received, find_sources, read_source
from dateline.records import ClaimKind, EventType, HarmKind, Status, Trend

EXAMPLES = Path(__file__).parent.parent / "examples"
GOLD: dict[str, Any] = json.loads((EXAMPLES / "gold.json").read_text(encoding="utf-8"))
EVENTS = [(entry["file"], event) for entry in GOLD["reports"] for event in entry["events"]]


def texts() -> dict[str, str]:
    found = {}
    sources, refusals, _ = find_sources([EXAMPLES / "reports"])
    assert refusals == []
    for source in sources:
        for received in read_source(source):
            assert isinstance(received, Received)
            own = not received.report.id.startswith("sha256:")
            found[received.report.id if own else source.path.name] = received.report.text
    return found


TEXTS = texts()


def test_every_report_has_its_gold() -> None:
    assert {entry["file"] for entry in GOLD["reports"]} == set(TEXTS)
    assert len(TEXTS) == 18


@pytest.mark.parametrize(("file", "event"), EVENTS, ids=[f"{file}: {event['quote'][:40]}" for file, event in EVENTS])
def test_a_row_agrees_with_its_text(file: str, event: dict[str, Any]) -> None:
    headline_of_the_page = file.endswith(".html") and event["quote"] not in TEXTS[file]
    if not headline_of_the_page:
        assert TEXTS[file].count(event["quote"]) == 1
    assert event["trigger"] in event["quote"]
    assert {event["type"], *event.get("also", [])} <= set(get_args(EventType))
    assert {event["status"], *event.get("status_also", [])} <= set(get_args(Status))
    assert event.get("trend") is None or event["trend"] in get_args(Trend)
    assert {claim["kind"] for claim in event.get("claims", [])} <= set(get_args(ClaimKind))
    for harm in event.get("harm", []):
        assert harm["kind"] in get_args(HarmKind)
        figures = [harm[bound] for bound in ("low", "best", "high") if harm.get(bound) is not None]
        assert figures == sorted(figures)
    if event.get("date"):
        days = [day for day in event["date"] if day]
        assert days == sorted(days)


def test_the_lines_that_give_none_are_in_the_texts() -> None:
    for entry in GOLD["reports"]:
        source = EXAMPLES / "reports" / entry["file"]
        text = source.read_text(encoding="utf-8") if source.exists() else TEXTS[entry["file"]]
        for quote in entry.get("not_events", []):
            assert quote in text, (entry["file"], quote)


def test_groups_of_one_incident_name_rows_that_are_there() -> None:
    known = {(file, event["quote"]) for file, event in EVENTS}
    for group in GOLD["incidents"]:
        rows = group if isinstance(group, list) else group["mentions"]
        assert len(rows) >= 2
        assert all((row[0], row[1]) in known for row in rows)
