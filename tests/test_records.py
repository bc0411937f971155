"""The JSON form: keys as the design names them, a schema that fits, and a round trip."""

from __future__ import annotations

import json

import jsonschema
import msgspec
import pytest

from dateline.records import Coded, Incident, coded_from_json, json_schema, to_json

from .making import coded

TEXT = (
    "MOSUL, Iraq, July 9 (Invented Wire) - Gunmen killed at least 12 people in Mosul on Saturday, police said.\n\n"
    "The Red Column claimed responsibility for the attack. Iraqi forces retook the town of Tal Afar from the rebels."
)

REPORT = {"id", "title", "outlet", "url", "published", "language", "text", "sha256"}
ENTITY = {"id", "type", "name", "mentions", "place", "actor"}
MENTION = {
    "id", "type", "modes", "contexts", "trigger", "sentence", "roles", "places", "moment", "harm", "status",
    "status_probability", "aggregate", "background", "trend", "attribution", "claims", "control", "confidence",
}  # fmt: skip
SPAN = {"start", "end", "text"}
PLACE = SPAN | {
    "name", "geonames_id", "lat", "lon", "country", "admin1", "kind", "relation", "radius_km", "precision", "probability",
}  # fmt: skip
MOMENT = SPAN | {"from", "to", "granularity", "precision", "anchor", "value"}


def test_the_outward_form_has_exactly_the_keys_of_the_design() -> None:
    line = json.loads(to_json(coded(TEXT, published="2017-07-09")))
    assert set(line) == {"report", "entities", "mentions"}
    assert set(line["report"]) == REPORT
    assert all(set(entity) == ENTITY for entity in line["entities"])
    assert line["mentions"]
    for mention in line["mentions"]:
        assert set(mention) == MENTION
        assert set(mention["trigger"]) == SPAN
        assert all(set(place) == PLACE for place in mention["places"])
        assert all(set(role) == {"role", "entity", "start", "end", "text", "kind"} for role in mention["roles"])
    killing = line["mentions"][0]
    assert set(killing["moment"]) == MOMENT
    assert set(killing["harm"][0]) == SPAN | {"kind", "who", "side", "low", "best", "high", "total", "source"}
    assert set(killing["attribution"][0]) == {"source", "cue", "content", "entity", "relation", "via"}
    claims = [claim for mention in line["mentions"] for claim in mention["claims"]]
    assert all(set(claim) == {"by", "entity", "kind", "link", "source"} for claim in claims)
    (control,) = [mention["control"] for mention in line["mentions"] if mention["control"]]
    assert set(control) == {"place", "lost_by", "gained_by"}


def test_a_line_fits_the_published_schema() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    line = json.loads(to_json(coded(TEXT, published="2017-07-09")))
    validator.validate(line)
    line["mentions"][0]["status"] = "maybe"
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(line)


def test_a_line_read_back_is_the_same_record() -> None:
    record = coded(TEXT, published="2017-07-09")
    assert coded_from_json(to_json(record)) == record


def test_unknown_fields_are_none_never_zero_or_empty() -> None:
    mention = coded("Several villagers were killed in fighting near a hill.").mentions[0]
    assert mention.moment is None
    assert mention.harm[0].best is None
    assert mention.control is None


def test_a_wrong_type_is_refused_on_reading() -> None:
    with pytest.raises(msgspec.ValidationError, match="type"):
        coded_from_json(to_json(coded(TEXT)).replace(b'"ASSAULT"', b'"MURDER"'))


def test_records_are_frozen() -> None:
    record = coded(TEXT)
    with pytest.raises(AttributeError):
        record.report = None  # type: ignore[misc,assignment]


def test_only_realised_single_events_of_the_news_count() -> None:
    (happened,) = coded("Gunmen attacked the camp on Sunday.").mentions
    assert happened.countable
    for change in ({"status": "feared"}, {"aggregate": True}, {"background": True}):
        assert not msgspec.structs.replace(happened, **change).countable
    assert msgspec.structs.replace(happened, status="ongoing").countable


def test_the_schema_names_both_records() -> None:
    definitions = json_schema()["$defs"]
    assert {Coded.__name__, Incident.__name__} <= set(definitions)
