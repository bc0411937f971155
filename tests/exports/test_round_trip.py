"""Arbitrary records through the frames into each file format and back by another reader: nothing lost, nothing made up."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import sys
import tempfile
from pathlib import Path
from typing import Any, Final, get_args

import jsonschema
import msgspec
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.archive import Archive
from dateline.archive.frames import INCIDENTS, MENTIONS, incidents_frame, mentions_frame
from dateline.exports import FORMATS, SUFFIXES, Choice, Format, choose_incidents, choose_mentions, write
from dateline.exports.cells import restored
from dateline.records import (
    Attribution,
    Claim,
    ClaimKind,
    Coded,
    Conflict,
    Control,
    EventType,
    Harm,
    HarmKind,
    Incident,
    IncidentClaim,
    IncidentHarm,
    Link,
    Mention,
    Moment,
    PartyKind,
    Place,
    Report,
    ReviewState,
    Role,
    RoleName,
    SourceRelation,
    Span,
    Status,
    Support,
    Trend,
    coded_from_json,
    json_schema,
    to_json,
)

from ..archive.samples import RUN, coded_for, harm, received

FEW = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
STORABLE = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
WORDS = st.text(STORABLE, min_size=1, max_size=12)
NASTY = st.sampled_from(
    ['"', ",", "\n", "\r\n", "\r", ";", "; ", "=1+1", " ", "\u2028", "é", "e\u0301", "🚑", "\u202eabc"]
)
TEXTS = st.lists(st.one_of(WORDS, NASTY), min_size=1, max_size=12).map("".join)
UNKNOWN_OR_WORDS = st.one_of(st.none(), WORDS)
CHANCES = st.floats(0, 1, allow_nan=False)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
COUNTS = st.one_of(st.none(), st.integers(0, 2**63 - 1))
IDS = st.from_regex(r"[a-z0-9][a-z0-9:_.-]{0,11}", fullmatch=True)


def one_of(alias: Any) -> st.SearchStrategy[Any]:
    """One of a Literal's values."""
    return st.sampled_from(get_args(alias))


@st.composite
def spans(draw: st.DrawFn, text: str) -> dict[str, Any]:
    """A stretch of the text, as keyword arguments."""
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return {"start": start, "end": end, "text": text[start:end]}


@st.composite
def places(draw: st.DrawFn, text: str) -> Place:
    located = draw(st.booleans())
    return Place(
        **draw(spans(text)), name=draw(WORDS), geonames_id=draw(st.one_of(st.none(), st.integers(1, 10**8))),
        lat=draw(st.floats(-90, 90)) if located else None, lon=draw(st.floats(-180, 180)) if located else None,
        country=draw(st.sampled_from([None, "IRQ", "FJI"])), admin1=draw(UNKNOWN_OR_WORDS), kind="city", relation="in",
        radius_km=None, precision=draw(st.sampled_from(["city", "country", "unresolved"])), probability=draw(CHANCES),
    )  # fmt: skip


@st.composite
def mentions(draw: st.DrawFn, text: str, id_: str) -> Mention:
    """Any mention that a reader could take from a text."""

    def some(strategy: st.SearchStrategy[Any], most: int = 2) -> tuple[Any, ...]:
        return tuple(draw(st.lists(strategy, max_size=most)))

    def span() -> Span:
        return Span(**draw(spans(text)))

    sentence = span()
    roles = tuple(
        Role(**draw(spans(text)), role=name, entity=None, kind=draw(st.one_of(st.none(), one_of(PartyKind))))
        for name in some(one_of(RoleName), 4)
    )
    told = tuple(
        Harm(
            **draw(spans(text)), kind=kind, who=None, side=None, low=draw(COUNTS), best=draw(COUNTS),
            high=draw(COUNTS), total=draw(st.booleans()), source=draw(UNKNOWN_OR_WORDS),
        )
        for kind in some(one_of(HarmKind))
    )  # fmt: skip
    said = tuple(
        Attribution(
            source=span() if named else None, cue=None, content=sentence, entity=None, relation=draw(one_of(SourceRelation)),
            via=(),
        )
        for named in some(st.booleans())
    )  # fmt: skip
    moment = None
    if draw(st.booleans()):
        first, last = sorted([draw(DAYS), draw(DAYS)])
        moment = Moment(
            **draw(spans(text)), from_=first, to=last, granularity="days", precision="years", anchor="words", value=None
        )
    control = (
        Control(place=draw(WORDS), lost_by=draw(UNKNOWN_OR_WORDS), gained_by=draw(UNKNOWN_OR_WORDS))
        if draw(st.booleans())
        else None
    )
    return Mention(
        id=id_, type=draw(one_of(EventType)), modes=some(st.sampled_from(["firearms", "strike"])), contexts=(),
        trigger=span(), sentence=(sentence.start, sentence.end), roles=roles, places=some(places(text)), moment=moment,
        harm=told, status=draw(one_of(Status)), status_probability=draw(CHANCES), aggregate=draw(st.booleans()),
        background=draw(st.booleans()), trend=draw(st.one_of(st.none(), one_of(Trend))), attribution=said,
        claims=some(st.builds(Claim, by=WORDS, entity=st.none(), kind=one_of(ClaimKind), link=one_of(Link), source=st.none())),
        control=control, confidence=draw(CHANCES),
    )  # fmt: skip


@st.composite
def coded_reports(draw: st.DrawFn) -> Coded:
    """A coded report with up to three mentions."""
    text = draw(TEXTS)
    report = Report(
        id=draw(IDS), title=draw(UNKNOWN_OR_WORDS), outlet=draw(UNKNOWN_OR_WORDS), url=None,
        published=draw(st.one_of(st.none(), DAYS)), language="en", text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )  # fmt: skip
    taken = tuple(draw(mentions(text, f"m{n}")) for n in range(1, draw(st.integers(0, 3)) + 1))
    return Coded(report=report, entities=(), mentions=taken)


@st.composite
def incidents(draw: st.DrawFn) -> Incident:
    text = draw(TEXTS)
    return Incident(
        id=draw(IDS), type=draw(one_of(EventType)), modes=(), place=draw(st.one_of(st.none(), places(text))),
        from_=draw(st.one_of(st.none(), DAYS)), to=draw(st.one_of(st.none(), DAYS)),
        actors=tuple(draw(st.lists(WORDS, max_size=2))), recipients=tuple(draw(st.lists(WORDS, max_size=2))),
        harm=tuple(
            IncidentHarm(kind=kind, low=draw(COUNTS), best=draw(COUNTS), high=draw(COUNTS))
            for kind in draw(st.lists(one_of(HarmKind), unique=True))
        ),
        status=draw(one_of(Status)), aggregate=draw(st.booleans()), background=draw(st.booleans()),
        reports=draw(st.integers(1, 9)), outlets=draw(st.integers(0, 9)), independent=draw(COUNTS),
        support=(Support(report="r1", mention="m1", sentence=text, outlet=None, source=None),),
        conflicts=tuple(draw(st.lists(st.builds(Conflict, field=WORDS, values=st.just((("1", ("m1",)),))), max_size=1))),
        claims=tuple(
            draw(st.lists(st.builds(IncidentClaim, by=WORDS, actor=st.none(), kind=one_of(ClaimKind), link=one_of(Link),
                                    sources=st.just(()), tellings=st.just(("r1 m1",))), max_size=1))
        ),
        confidence=draw(CHANCES), version=draw(st.integers(1, 9)), review=draw(one_of(ReviewState)),
        withdrawn=tuple(draw(st.lists(IDS, max_size=1))),
    )  # fmt: skip


CODED: Final = coded_reports()
FRAMES: Final = st.one_of(
    st.lists(CODED, max_size=3).map(lambda several: mentions_frame((coded, "run") for coded in several)),
    st.lists(incidents(), max_size=3).map(incidents_frame),
)


def written(frame: pl.DataFrame, form: Format) -> bytes:
    out = io.BytesIO()
    write(frame, form, out)
    return out.getvalue()


def plain(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """The rows as JSON can hold them: days as ISO 8601."""
    return [{k: v.isoformat() if isinstance(v, dt.date) else v for k, v in row.items()} for row in frame.to_dicts()]


# Parquet, CSV, JSON Lines, GeoJSON


@FEW
@given(FRAMES)
def test_parquet_gives_the_same_frame_back(frame: pl.DataFrame) -> None:
    back = pl.read_parquet(io.BytesIO(written(frame, "parquet")))
    assert back.schema == frame.schema
    assert back.equals(frame, null_equal=True)


def cell_text(value: Any) -> Any:
    """What CSV makes of a value that is no float."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, dt.date) else str(value)


@FEW
@given(FRAMES)
def test_csv_gives_every_cell_back_to_the_standard_librarys_reader(frame: pl.DataFrame) -> None:
    rows = list(csv.reader(io.StringIO(written(frame, "csv").decode("utf-8"), newline="")))
    assert rows[0] == frame.columns
    assert len(rows) == len(frame) + 1
    for cells, row in zip(rows[1:], frame.iter_rows(), strict=True):
        for cell, value in zip(cells, row, strict=True):
            if isinstance(value, float):
                assert float(cell) == value
            elif isinstance(value, str):
                assert restored(cell) == value
            else:
                assert cell == cell_text(value)


@FEW
@given(FRAMES)
def test_csv_read_with_the_frames_types_is_the_same_frame(frame: pl.DataFrame) -> None:
    back = pl.read_csv(io.BytesIO(written(frame, "csv")), schema=frame.schema)
    back = back.with_columns(pl.col(pl.String).map_elements(restored, return_dtype=pl.String))
    assert back.equals(frame, null_equal=True)


@FEW
@given(FRAMES)
def test_json_lines_give_every_row_back(frame: pl.DataFrame) -> None:
    data = written(frame, "jsonl")
    assert data.count(b"\n") == len(frame), "a line break in a text is escaped"
    assert [json.loads(line) for line in data.split(b"\n")[:-1]] == plain(frame)


NUMBER = {"type": "number"}
GEOJSON = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "additionalProperties": False,
                "properties": {
                    "type": {"const": "Feature"},
                    "properties": {"type": "object"},
                    "geometry": {
                        "anyOf": [
                            {"type": "null"},
                            {
                                "type": "object",
                                "required": ["type", "coordinates"],
                                "properties": {
                                    "type": {"const": "Point"},
                                    "coordinates": {
                                        "type": "array",
                                        "prefixItems": [
                                            NUMBER | {"minimum": -180, "maximum": 180},
                                            NUMBER | {"minimum": -90, "maximum": 90},
                                        ],
                                        "minItems": 2,
                                        "maxItems": 2,
                                    },
                                },
                            },
                        ]
                    },
                },
            },
        },
    },
}
"""RFC 7946, as much of it as points need."""


def no_constant(name: str) -> float:
    raise AssertionError(f"{name} is no JSON")


@FEW
@given(FRAMES)
def test_geojson_is_valid_and_has_a_feature_for_every_row(frame: pl.DataFrame) -> None:
    collection = json.loads(written(frame, "geojson"), parse_constant=no_constant)
    jsonschema.Draft202012Validator(GEOJSON).validate(collection)
    assert [feature["properties"] for feature in collection["features"]] == plain(frame)
    for feature, row in zip(collection["features"], frame.iter_rows(named=True), strict=True):
        if row["lat"] is None:
            assert feature["geometry"] is None
        else:
            assert feature["geometry"]["coordinates"] == [row["lon"], row["lat"]]


@FEW
@given(FRAMES, st.sampled_from(FORMATS))
def test_writing_twice_gives_the_same_bytes(frame: pl.DataFrame, form: Format) -> None:
    assert written(frame, form) == written(frame.clone(), form)


def test_every_format_has_its_ending() -> None:
    assert {form: ending for ending, form in SUFFIXES.items()} == {form: f".{form}" for form in FORMATS}


def test_no_byte_order_mark_and_unix_line_ends() -> None:
    (report, _), head = received(), 3
    frame = mentions_frame([(coded_for(report), "run")])
    for form in ("csv", "jsonl", "geojson"):
        data = written(frame, form)
        assert data[:head] != b"\xef\xbb\xbf"
        assert b"\r\n" not in data
        assert data.endswith(b"\n")


@pytest.mark.parametrize("form", ["csv", "jsonl", "geojson"])
def test_text_files_are_utf_8_and_not_escaped(form: Format) -> None:
    report, _ = received(outlet="Zürich – 日本")
    data = written(mentions_frame([(coded_for(report), "run")]), form)
    assert "Zürich – 日本".encode() in data


# The rows themselves


@FEW
@given(CODED)
def test_every_span_cell_cuts_words_out_of_the_report(coded: Coded) -> None:
    text = coded.report.text
    for row, mention in zip(mentions_frame([(coded, "run")]).iter_rows(named=True), coded.mentions, strict=True):
        assert text[row["sentence_start"] : row["sentence_end"]] == row["sentence"]
        assert text[row["trigger_start"] : row["trigger_end"]] == row["trigger"] == mention.trigger.text
        for name in get_args(RoleName):
            cut = [
                text[int(a) : int(b)] for a, b in (s.split(":") for s in (row[f"{name}_span"] or "").split("; ") if s)
            ]
            assert cut == [r.text for r in mention.roles if r.role == name]
        if mention.places:
            a, b = map(int, row["place_span"].split(":"))
            assert text[a:b] == row["place_text"]


@FEW
@given(st.lists(incidents(), max_size=4), CHANCES, st.booleans())
def test_what_is_chosen_is_part_of_all_in_its_order(told: list[Incident], bar: float, every: bool) -> None:
    choice = Choice(bar, every)
    kept, left_out = choose_incidents(told, choice)
    assert kept == [i for i in told if i.confidence >= bar and (every or i.countable)]
    assert left_out.total() + len(kept) == len(told)
    assert choose_incidents(kept, choice) == (kept, {}), "choosing again changes nothing"


@FEW
@given(st.lists(CODED, max_size=3))
def test_the_default_choice_is_what_records_call_countable(several: list[Coded]) -> None:
    kept, left_out = choose_mentions([(coded, "run") for coded in several], Choice())
    mentions_ = [mention for coded in several for mention in coded.mentions]
    assert [m for coded, _ in kept for m in coded.mentions] == [m for m in mentions_ if m.countable]
    assert left_out.total() == sum(not m.countable for m in mentions_)


@settings(FEW, max_examples=8)
@given(st.lists(CODED, max_size=3, unique_by=(lambda c: c.report.id, lambda c: c.report.text)))
def test_the_archive_between_changes_nothing(several: list[Coded]) -> None:
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "a.db") as archive:
        for coded in several:
            archive.put(coded.report, coded.report.text.encode(), RUN, coded)
        assert [coded for coded, _ in archive.newest()] == several
        assert archive.mentions().equals(mentions_frame((coded, RUN.id) for coded in several))
        assert archive.check() == []


# The JSON form


@FEW
@given(CODED)
def test_a_coded_report_comes_back_from_its_line(coded: Coded) -> None:
    line = to_json(coded)
    assert b"\n" not in line
    assert coded_from_json(line) == coded
    assert coded_from_json(line.decode()) == coded


VALIDATOR: Final = jsonschema.Draft202012Validator(json_schema())


@FEW
@given(st.one_of(CODED, incidents()))
def test_every_record_fits_the_published_schema(record: Coded | Incident) -> None:
    VALIDATOR.validate(json.loads(to_json(record)))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("mentions", 0, "confidence"), 1.5),
        (("mentions", 0, "confidence"), None),
        (("mentions", 0, "status"), "maybe"),
        (("mentions", 0, "type"), "assault"),
        (("mentions", 0, "trigger", "start"), -1),
        (("mentions", 0, "roles", 0, "role"), "weapon"),
        (("mentions", 0, "harm", 0, "kind"), "wounded"),
        (("mentions", 0, "harm", 0, "best"), "12"),
        (("mentions", 0, "moment", "from"), 20170709),
        (("mentions", 0, "places", 0, "precision"), "exact"),
        (("mentions", 0, "claims", 0, "kind"), "rumoured"),
        (("entities", 0, "type"), "people"),
        (("entities", 0, "mentions", 0), [1]),
        (("report", "text"), None),
        (("report", "published"), "9 July 2017"),
    ],
)  # fmt: skip
def test_a_line_with_a_wrong_value_is_refused(path: tuple[str | int, ...], value: object) -> None:
    line = json.loads(to_json(coded_for(received()[0])))
    assert coded_from_json(json.dumps(line)).mentions
    target = line
    for step in path[:-1]:
        target = target[step]
    assert target[path[-1]] != value
    target[path[-1]] = value
    with pytest.raises(msgspec.ValidationError):
        coded_from_json(json.dumps(line))


@pytest.mark.parametrize("field", ["report", "entities", "mentions"])
def test_a_line_without_a_part_is_refused(field: str) -> None:
    line = json.loads(to_json(coded_for(received()[0])))
    del line[field]
    with pytest.raises(msgspec.ValidationError, match=field):
        coded_from_json(json.dumps(line))


@pytest.mark.xfail(
    strict=True, raises=TypeError, reason="a figure of 2**63 is stored, and mentions() fails from then on"
)
def test_a_figure_too_large_for_the_column_does_not_break_the_frame() -> None:
    report, _ = received()
    coded = coded_for(report)
    told = msgspec.structs.replace(coded.mentions[0], harm=(harm(report, "killed", sys.maxsize + 1, "shot"),))
    assert len(mentions_frame([(msgspec.structs.replace(coded, mentions=(told,)), "run")])) == 1


@pytest.mark.slow
def test_the_strategies_reach_every_column() -> None:
    """Lest a column be compared only where it is null. What is drawn hangs on the modules that are loaded: hence many."""
    known: set[str] = set()

    @settings(max_examples=300, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(FRAMES)
    def collect(frame: pl.DataFrame) -> None:
        known.update(name for name in frame.columns if frame[name].null_count() < len(frame))

    collect()
    assert known == set(MENTIONS) | set(INCIDENTS)
