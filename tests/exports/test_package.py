"""The package beside an export, and the data dictionary that it carries."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

import jsonschema
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.archive.frames import INCIDENTS, MENTIONS
from dateline.exports import FORMATS, Format, Made, columns, content_hash, fields, package, package_path
from dateline.exports.dictionary import Layer
from dateline.exports.package import LICENCES

ROOT = Path(__file__).parents[2]
LAYERS: list[tuple[Layer, dict[str, Any]]] = [("mentions", MENTIONS), ("incidents", INCIDENTS)]
MADE = Made(
    program="dateline 9", created=dt.datetime(2025, 1, 2, 3, 4, 5, tzinfo=dt.UTC), archive="sha256:0", reports=2,
    runs=[{"id": "r1", "program_version": "9"}], rows=1, left_out={"aggregate": 3}, options={"everything": False},
    codebook={"name": "native"},
)  # fmt: skip
SHAPE = {
    "type": "object",
    "required": ["$schema", "resources", "dateline"],
    "properties": {
        "resources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "required": ["name", "path"],
                "properties": {
                    "name": {"type": "string", "pattern": "^[-a-z0-9._/]+$"},
                    "path": {"type": "string", "pattern": "^[^/]+$"},
                    "bytes": {"type": "integer"},
                    "hash": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
                    "schema": {
                        "required": ["fields"],
                        "properties": {
                            "fields": {
                                "items": {
                                    "required": ["name", "type"],
                                    "properties": {
                                        "type": {"enum": ["string", "integer", "number", "boolean", "date"]}
                                    },
                                }
                            }
                        },
                    },
                },
            },
        }
    },
}
"""As much of the Data Package profile as an export needs."""


@pytest.mark.parametrize(("layer", "schema"), LAYERS)
def test_every_native_column_is_described(layer: Layer, schema: dict[str, Any]) -> None:
    assert set(columns(layer)) == set(schema)
    for text in columns(layer).values():
        assert text[0].isupper()
        assert text.endswith(".")


@pytest.mark.parametrize(("layer", "schema"), LAYERS)
def test_fields_have_types_of_table_schema(layer: Layer, schema: dict[str, Any]) -> None:
    described = fields(pl.DataFrame(schema=schema), columns(layer))
    assert [field["name"] for field in described] == list(schema)
    assert all(field["description"] for field in described)
    types = {field["name"]: field["type"] for field in described}
    assert (types["from"], types["lat"], types["killed_best"], types["aggregate"], types["type"]) == (
        "date", "number", "integer", "boolean", "string",
    )  # fmt: skip


def test_a_column_without_a_description_has_none() -> None:
    assert fields(pl.DataFrame({"x": [1]}), {}) == [{"name": "x", "type": "integer"}]


@pytest.mark.parametrize("form", FORMATS)
def test_a_package_tells_the_file_and_what_it_was_made_from(form: Format) -> None:
    frame = pl.DataFrame({"incident": ["i1"]})
    made = json.loads(package(f"My Export.{form}", form, b"data", fields(frame, columns("incidents")), MADE))
    jsonschema.Draft202012Validator(SHAPE).validate(made)
    (resource,) = made["resources"]
    assert resource["path"] == f"My Export.{form}"
    assert resource["hash"] == f"sha256:{hashlib.sha256(b'data').hexdigest()}"
    assert resource["bytes"] == 4
    assert made["dateline"]["left_out"] == {"aggregate": 3}
    assert made["dateline"]["runs"] == [{"id": "r1", "program_version": "9"}]
    assert made["dateline"]["created"] == made["created"] == "2025-01-02T03:04:05+00:00"


def test_a_package_stands_beside_its_file_under_a_name_of_its_own() -> None:
    assert package_path(Path("out/i.csv")) == Path("out/i.csv.datapackage.json")
    assert package_path(Path("i.csv")) != package_path(Path("i.jsonl"))


def test_the_licences_are_those_of_the_notice() -> None:
    notice = " ".join((ROOT / "NOTICE").read_text(encoding="utf-8").split())
    for words in ("GeoNames", "Natural Earth (public domain)", "UCDP Georeferenced Event Dataset 21.1"):
        assert words in notice
    for words in ("GeoNames", "Natural Earth, public domain", "UCDP Georeferenced Event Dataset 21.1", "CC BY 4.0"):
        assert any(words in licence for licence in LICENCES)


REPORTS = st.lists(
    st.tuples(st.text(max_size=5), st.integers(1, 3), st.text("0123", max_size=3)), unique_by=lambda r: r[0], max_size=5
)


@given(REPORTS, st.randoms(use_true_random=False))
def test_the_hash_is_one_of_content_not_of_order(reports: list[tuple[str, int, str]], random: Any) -> None:
    results = [(id_, "run") for id_, *_ in reports]
    shuffled = random.sample(reports, len(reports))
    assert content_hash(reports, results) == content_hash(shuffled, reversed(results))
    if reports:
        id_, version, sha256 = reports[0]
        for other in ((id_, version + 1, sha256), (id_, version, f"{sha256}9"), (f"{id_}x", version, sha256)):
            assert content_hash([other, *reports[1:]], results) != content_hash(reports, results)
        assert content_hash(reports, [(id_, "other run"), *results[1:]]) != content_hash(reports, results)


# The document


def dictionary_table(layer: Layer) -> str:
    """The dictionary as docs/exports.md shows it."""
    rows = (f"| `{name}` | {text.replace('|', chr(92) + '|')} |" for name, text in columns(layer).items())
    return "\n".join(["| column | what it holds |", "| --- | --- |", *rows])


@pytest.mark.parametrize("layer", ["mentions", "incidents"])
def test_the_document_shows_the_dictionary(layer: Layer) -> None:
    text = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    assert dictionary_table(layer) in text, f"put this table into docs/exports.md:\n{dictionary_table(layer)}"
