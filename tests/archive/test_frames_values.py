"""Every column of the frames, with its value for records built by hand; figures, joined cells and order."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

import msgspec
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.archive import Archive
from dateline.archive.frames import (
    BETWEEN,
    INCIDENTS,
    MENTIONS,
    conflict_text,
    harm_cells,
    incident_row,
    incidents_frame,
    mention_row,
    mentions_frame,
    source_text,
    spans_text,
)
from dateline.records import (
    Attribution,
    Claim,
    ClaimKind,
    Coded,
    Conflict,
    Control,
    Harm,
    HarmKind,
    Incident,
    IncidentClaim,
    IncidentHarm,
    Mention,
    Moment,
    Place,
    Report,
    Role,
    RoleName,
    Span,
    Support,
)

from .samples import RUN, harm, incident_of, received, span_of

TEXT = (
    "HQ note. Two gunmen and a driver of the Red Dawn fired rifles at nurses of the Blue Cross by the clinic near Qasr "
    "on Sunday, killing 3 and wounding 4 to 9, the mayor and a medic said; the Army denied that it lost the hill."
)
REPORT, DATA = received(
    TEXT, id_="wire-1", title="Attack", outlet="Invented Wire", url="https://news.example/1",
    published=dt.date(2024, 3, 4), language="en",
)  # fmt: skip
SENTENCE = (9, len(TEXT))


def role(words: str, name: RoleName) -> Role:
    return Role(**span_of(REPORT, words), role=name, entity=None, kind=None)


def said_by(words: str | None) -> Attribution:
    return Attribution(
        source=Span(**span_of(REPORT, words)) if words else None, cue=Span(**span_of(REPORT, "said")),
        content=REPORT.span(*SENTENCE), entity=None, relation="official", via=(),
    )  # fmt: skip


QASR = Place(
    **span_of(REPORT, "Qasr"), name="Al Qasr", geonames_id=4242, lat=-12.5, lon=170.25, country="FJI", admin1="Western",
    kind="city", relation="near", radius_km=4.0, precision="city", probability=0.75,
)  # fmt: skip
ELSEWHERE = msgspec.structs.replace(QASR, name="Fiji", geonames_id=1, lat=0.0, lon=0.0, precision="country")
SUNDAY = Moment(
    **span_of(REPORT, "Sunday"), from_=dt.date(2024, 3, 2), to=dt.date(2024, 3, 3), granularity="days",
    precision="days", anchor="publication", value="2024-W09-WE",
)  # fmt: skip
MENTION = Mention(
    id="m7", type="ASSAULT", modes=("firearms", "raid"), contexts=("health",), trigger=Span(**span_of(REPORT, "fired")),
    sentence=SENTENCE,
    roles=(
        role("Two gunmen", "actor"), role("Red Dawn", "actor"), role("a driver", "actor"),
        role("Blue Cross", "recipient"), role("nurses", "victim"), role("the clinic", "target"),
        role("rifles", "instrument"),
    ),
    places=(QASR, ELSEWHERE), moment=SUNDAY,
    harm=(
        Harm(**span_of(REPORT, "3"), kind="killed", who="nurses", side=None, low=None, best=3, high=None, total=False,
             source="the mayor"),
        Harm(**span_of(REPORT, "4 to 9"), kind="injured", who=None, side=None, low=4, best=None, high=9, total=False,
             source=None),
    ),
    status="alleged", status_probability=0.625, aggregate=True, background=True, trend="increase",
    attribution=(said_by("the mayor"), said_by(None), said_by("a medic")),
    claims=(
        Claim(by="Red Dawn", entity=None, kind="suspected", link="unknown", source="the mayor"),
        Claim(by="Army", entity=None, kind="denied", link="unknown", source="the Army"),
    ),
    control=Control(place="the hill", lost_by="Army", gained_by="Red Dawn"), confidence=0.375,
)  # fmt: skip
CODED = Coded(report=REPORT, entities=(), mentions=(MENTION,))


def at(words: str) -> str:
    """Where words stand first in the text, as the frames write it."""
    start = TEXT.index(words)
    return f"{start}:{start + len(words)}"


UNTOLD = {f"{kind}_{bound}": None for kind in ("missing", "captured", "displaced") for bound in ("low", "best", "high")}
MENTION_CELLS: dict[str, Any] = {
    "report": "wire-1", "mention": "m7", "outlet": "Invented Wire", "published": dt.date(2024, 3, 4),
    "type": "ASSAULT", "modes": "firearms raid", "status": "alleged", "status_probability": 0.625,
    "aggregate": True, "background": True, "trend": "increase",
    "actor": "Two gunmen; Red Dawn; a driver", "recipient": "Blue Cross", "victim": "nurses", "target": "the clinic",
    "instrument": "rifles",
    "actor_span": f"{at('Two gunmen')}; {at('Red Dawn')}; {at('a driver')}", "recipient_span": at("Blue Cross"),
    "victim_span": at("nurses"), "target_span": at("the clinic"), "instrument_span": at("rifles"),
    "place": "Al Qasr", "place_text": "Qasr", "geonames_id": 4242, "lat": -12.5, "lon": 170.25, "country": "FJI",
    "admin1": "Western", "place_precision": "city", "from": dt.date(2024, 3, 2), "to": dt.date(2024, 3, 3),
    "place_span": at("Qasr"), "moment_text": "Sunday", "moment_span": at("Sunday"),
    "killed_low": 3, "killed_best": 3, "killed_high": 3, "injured_low": 4, "injured_best": None, "injured_high": 9,
    **UNTOLD,
    "harm_span": f"{at('3')}; {at('4 to 9')}", "source_span": f"{at('the mayor')}; {at('a medic')}",
    "source": "the mayor; a medic", "claim": "suspected; denied", "claimed_by": "Red Dawn; Army",
    "lost_by": "Army", "gained_by": "Red Dawn", "confidence": 0.375,
    "trigger": "fired", "trigger_start": TEXT.index("fired"), "trigger_end": TEXT.index("fired") + 5,
    "sentence": TEXT[9:], "sentence_start": 9, "sentence_end": len(TEXT), "run": "run-9",
}  # fmt: skip

INCIDENT = Incident(
    id="i-1", type="PROTEST", modes=("riot", "strike"), place=QASR, from_=dt.date(2024, 3, 1), to=dt.date(2024, 3, 5),
    actors=("Red Dawn", "Blue Cross"), recipients=("Army",),
    harm=(IncidentHarm(kind="killed", low=0, best=2, high=5), IncidentHarm(kind="displaced", low=None, best=None, high=70)),
    status="ongoing", aggregate=True, background=False, reports=2, outlets=1, independent=2,
    support=(
        Support(report="wire-1", mention="m7", sentence="A.", outlet="Wire", source=None),
        Support(report="wire-2", mention="m1", sentence="B.", outlet="Wire", source="the mayor"),
    ),
    conflicts=(
        Conflict(field="killed", values=(("2", ("m7",)), ("5", ("m1", "m2")))),
        Conflict(field="status", values=(("ongoing", ("m7",)), ("denied", ("m1",)))),
    ),
    confidence=0.5,
    claims=(
        IncidentClaim(
            by="Red Dawn", actor=None, kind="claimed", link="unknown", sources=(), tellings=("wire-1 m7",)
        ),
    ),
    withdrawn=("wire-3",), review="corrected", version=4,
)  # fmt: skip
INCIDENT_CELLS: dict[str, Any] = {
    "incident": "i-1", "type": "PROTEST", "modes": "riot strike", "status": "ongoing", "aggregate": True,
    "background": False, "actors": "Red Dawn; Blue Cross", "recipients": "Army", "place": "Al Qasr",
    "place_text": "Qasr", "geonames_id": 4242, "lat": -12.5, "lon": 170.25, "country": "FJI", "admin1": "Western",
    "place_precision": "city", "from": dt.date(2024, 3, 1), "to": dt.date(2024, 3, 5),
    "killed_low": 0, "killed_best": 2, "killed_high": 5, "injured_low": None, "injured_best": None,
    "injured_high": None, "missing_low": None, "missing_best": None, "missing_high": None, "captured_low": None,
    "captured_best": None, "captured_high": None, "displaced_low": None, "displaced_best": None, "displaced_high": 70,
    "reports": 2, "outlets": 1, "independent": 2, "support": "wire-1 m7; wire-2 m1",
    "conflicts": "killed: 2 (m7) or 5 (m1, m2); status: ongoing (m7) or denied (m1)", "confidence": 0.5,
    "claims": "Red Dawn (claimed)", "withdrawn": "wire-3", "review": "corrected", "version": 4,
}  # fmt: skip


def test_the_tables_here_name_every_column() -> None:
    assert list(MENTIONS) != list(INCIDENTS)
    assert set(MENTION_CELLS) == set(MENTIONS)
    assert set(INCIDENT_CELLS) == set(INCIDENTS)


@pytest.mark.parametrize("column", MENTION_CELLS)
def test_each_column_of_a_mention(column: str) -> None:
    frame = mentions_frame([(CODED, "run-9")])
    assert frame[column].to_list() == [MENTION_CELLS[column]]


@pytest.mark.parametrize("column", INCIDENT_CELLS)
def test_each_column_of_an_incident(column: str) -> None:
    frame = incidents_frame([INCIDENT])
    assert frame[column].to_list() == [INCIDENT_CELLS[column]]


@pytest.mark.parametrize("column", [c for c in MENTION_CELLS if c.endswith("_span") and MENTION_CELLS[c]])
def test_each_span_cell_cuts_the_words_of_its_column(column: str) -> None:
    row = mention_row(CODED, MENTION, "run-9")
    words = [TEXT[int(a) : int(b)] for a, b in (cell.split(":") for cell in row[column].split(BETWEEN))]
    beside = {"place_span": "place_text", "moment_span": "moment_text"}.get(column, column.removesuffix("_span"))
    expected = "3; 4 to 9" if column == "harm_span" else row[beside]
    assert BETWEEN.join(words) == expected


def test_the_archive_gives_the_same_row(archive: Archive) -> None:
    archive.put(REPORT, DATA, RUN, CODED)
    assert archive.mentions().equals(mentions_frame([(CODED, RUN.id)]))
    incident = incident_of(CODED)
    archive.replace_incidents([incident])
    assert archive.incidents().equals(incidents_frame([incident]))


# What is left unknown


WITHOUT: list[tuple[dict[str, Any], set[str]]] = [
    ({"modes": ()}, {"modes"}),
    ({"trend": None}, {"trend"}),
    ({"moment": None}, {"from", "to", "moment_text", "moment_span"}),
    ({"moment": msgspec.structs.replace(SUNDAY, from_=None, to=None)}, {"from", "to"}),
    ({"moment": msgspec.structs.replace(SUNDAY, to=None)}, {"to"}),
    ({"control": None}, {"lost_by", "gained_by"}),
    ({"control": Control(place="the hill", lost_by=None, gained_by="X")}, {"lost_by"}),
    ({"claims": ()}, {"claim", "claimed_by"}),
    ({"attribution": ()}, {"source", "source_span"}),
    ({"attribution": (said_by(None),)}, {"source", "source_span"}),
    ({"places": (msgspec.structs.replace(QASR, geonames_id=None, lat=None, lon=None),)}, {"geonames_id", "lat", "lon"}),
    ({"places": (msgspec.structs.replace(QASR, country=None, admin1=None),)}, {"country", "admin1"}),
    (
        {"places": ()},
        {"place", "place_text", "geonames_id", "lat", "lon", "country", "admin1", "place_precision", "place_span"},
    ),
    (
        {"harm": ()},
        {"harm_span", "killed_low", "killed_best", "killed_high", "injured_low", "injured_high"},
    ),
    *(
        (
            {"roles": tuple(r for r in MENTION.roles if r.role != name)},
            {name, f"{name}_span"},
        )
        for name in get_args(RoleName)
    ),
]


@pytest.mark.parametrize(("fields", "lost"), WITHOUT)
def test_only_the_columns_of_what_is_unknown_are_null(fields: dict[str, Any], lost: set[str]) -> None:
    full = {name for name, cell in mention_row(CODED, MENTION, "r").items() if cell is None}
    left = mention_row(CODED, msgspec.structs.replace(MENTION, **fields), "r")
    assert {name for name, cell in left.items() if cell is None} == full | lost


@pytest.mark.parametrize("field", ["outlet", "published"])
def test_metadata_that_the_report_lacks_is_null(field: str) -> None:
    bare = msgspec.structs.replace(CODED, report=msgspec.structs.replace(REPORT, **{field: None}))
    assert mention_row(bare, MENTION, "r")[field] is None


@pytest.mark.parametrize(
    ("fields", "lost"),
    [
        ({"modes": ()}, {"modes"}),
        ({"actors": ()}, {"actors"}),
        ({"recipients": ()}, {"recipients"}),
        ({"from_": None}, {"from"}),
        ({"to": None}, {"to"}),
        ({"support": ()}, {"support"}),
        ({"conflicts": ()}, {"conflicts"}),
        ({"harm": ()}, {"killed_low", "killed_best", "killed_high", "displaced_high"}),
        ({"place": None}, {"place", "place_text", "geonames_id", "lat", "lon", "country", "admin1", "place_precision"}),
    ],
)
def test_only_the_columns_of_what_an_incident_lacks_are_null(fields: dict[str, Any], lost: set[str]) -> None:
    full = {name for name, cell in incident_row(INCIDENT).items() if cell is None}
    left = incident_row(msgspec.structs.replace(INCIDENT, **fields))
    assert {name for name, cell in left.items() if cell is None} == full | lost


# Joined cells


def test_the_same_words_stand_once_but_each_place_of_them_is_named() -> None:
    twice = msgspec.structs.replace(MENTION, roles=(role("Red Dawn", "actor"),) * 2)
    row = mention_row(CODED, twice, "r")
    assert (row["actor"], row["actor_span"]) == ("Red Dawn", f"{at('Red Dawn')}; {at('Red Dawn')}")


def test_claims_stay_in_step_even_where_they_repeat() -> None:
    told: list[tuple[str, ClaimKind]] = [("A", "claimed"), ("B", "claimed"), ("A", "denied")]
    claims = tuple(Claim(by=by, entity=None, kind=kind, link="unknown", source=None) for by, kind in told)
    row = mention_row(CODED, msgspec.structs.replace(MENTION, claims=claims), "r")
    assert (row["claimed_by"], row["claim"]) == ("A; B; A", "claimed; claimed; denied")


@pytest.mark.parametrize(
    ("attribution", "text"),
    [
        ((), None),
        ((said_by(None),), None),
        ((said_by("a medic"), said_by("the mayor")), "a medic; the mayor"),
        ((said_by("a medic"), said_by("a medic")), "a medic"),
    ],
)
def test_sources_in_the_order_told(attribution: tuple[Attribution, ...], text: str | None) -> None:
    assert source_text(attribution) == text


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), max_size=6))
def test_span_cells_read_back(pairs: list[tuple[int, int]]) -> None:
    cell = spans_text(Span(start=a, end=b, text="") for a, b in pairs)
    back = [tuple(map(int, part.split(":"))) for part in cell.split(BETWEEN)] if cell else []
    assert back == pairs


@pytest.mark.parametrize(
    ("conflict", "text"),
    [
        (Conflict(field="to", values=(("2024-01-01", ("m1",)),)), "to: 2024-01-01 (m1)"),
        (Conflict(field="place", values=(("A", ("m1",)), ("B", ("m2",)), ("C", ("m3", "m4")))),
         "place: A (m1) or B (m2) or C (m3, m4)"),
        (Conflict(field="killed", values=()), "killed: "),
    ],
)  # fmt: skip
def test_conflicts_in_words(conflict: Conflict, text: str) -> None:
    assert conflict_text(conflict) == text


# Figures


PLAIN: Report = received("0123456789" * 3)[0]
COUNTS = st.one_of(st.none(), st.integers(0, 2**40))


@st.composite
def harms(draw: st.DrawFn) -> Harm:
    """A harm whose bounds hold its best figure."""
    low, best, high = sorted(draw(st.tuples(*[st.integers(0, 2**40)] * 3)))
    keep = draw(st.tuples(*[st.booleans()] * 3))
    start = draw(st.integers(0, 29))
    return Harm(
        start=start, end=start + 1, text=PLAIN.text[start], kind=draw(st.sampled_from(get_args(HarmKind))), who=None,
        side=None, low=low if keep[0] else None, best=best if keep[1] else None, high=high if keep[2] else None,
        total=draw(st.booleans()), source=draw(st.sampled_from([None, "police", "medics"])),
    )  # fmt: skip


def cells_of(told: list[Harm], kind: str) -> tuple[int | None, int | None, int | None]:
    cells = harm_cells(told)
    return cells[f"{kind}_low"], cells[f"{kind}_best"], cells[f"{kind}_high"]


@given(st.lists(harms(), max_size=8))
def test_low_best_and_high_are_in_order_and_were_told(told: list[Harm]) -> None:
    for kind in get_args(HarmKind):
        figures = cells_of(told, kind)
        known = [f for f in figures if f is not None]
        assert known == sorted(known)
        given_ = {f for h in told if h.kind == kind for f in (h.low, h.best, h.high)}
        assert set(known) <= given_


@given(st.lists(harms(), max_size=6), st.sampled_from(get_args(HarmKind)))
def test_a_harm_without_a_figure_changes_nothing(told: list[Harm], kind: HarmKind) -> None:
    assert harm_cells([*told, harm(PLAIN, kind, None, "5")]) == harm_cells(told)


@given(st.lists(harms(), min_size=1, max_size=6))
def test_what_a_source_repeats_changes_nothing(told: list[Harm]) -> None:
    assert harm_cells([*told, *told]) == harm_cells(told)


@given(st.lists(harms(), max_size=6), st.integers(0, 9))
def test_a_running_total_beside_new_harm_changes_nothing(told: list[Harm], figure: int) -> None:
    fresh = [msgspec.structs.replace(h, total=False) for h in told]
    fresh.append(harm(PLAIN, "killed", figure, "1"))
    total = harm(PLAIN, "killed", 10**6, "7", total=True, source="ministry")
    assert harm_cells([*fresh, total]) == harm_cells(fresh)


@given(st.lists(harms(), max_size=6))
def test_kinds_do_not_mix(told: list[Harm]) -> None:
    killed = [h for h in told if h.kind == "killed"]
    assert cells_of(told, "killed") == cells_of(killed, "killed")
    rest = harm_cells(killed)
    assert all(cell is None for name, cell in rest.items() if not name.startswith("killed"))


def test_zero_is_told_and_not_unknown() -> None:
    frame = mentions_frame([(msgspec.structs.replace(CODED, mentions=(
        msgspec.structs.replace(MENTION, harm=(harm(REPORT, "missing", 0, "3"),)),
    )), "r")])  # fmt: skip
    assert frame.select("missing_low", "missing_best", "missing_high").row(0) == (0, 0, 0)
    assert frame["killed_best"].null_count() == 1


# Frames


def test_rows_come_in_the_order_of_reports_and_mentions() -> None:
    several = [
        (
            msgspec.structs.replace(CODED, mentions=tuple(msgspec.structs.replace(MENTION, id=f"m{n}") for n in order)),
            run,
        )
        for order, run in (((3, 1, 2), "b"), ((), "c"), ((2, 1), "a"))
    ]
    frame = mentions_frame(several)
    assert frame.select("mention", "run").rows() == [("m3", "b"), ("m1", "b"), ("m2", "b"), ("m2", "a"), ("m1", "a")]


@pytest.mark.parametrize("schema", [MENTIONS, INCIDENTS])
def test_columns_are_typed_whatever_is_known(schema: dict[str, type[pl.DataType]]) -> None:
    bare = msgspec.structs.replace(
        MENTION,
        modes=(),
        roles=(),
        places=(),
        moment=None,
        harm=(),
        attribution=(),
        claims=(),
        control=None,
        trend=None,
    )
    empty = msgspec.structs.replace(INCIDENT, modes=(), place=None, from_=None, to=None, actors=(), harm=(), support=())
    frames = {
        id(MENTIONS): [mentions_frame([]), mentions_frame([(msgspec.structs.replace(CODED, mentions=(bare,)), "r")])],
        id(INCIDENTS): [incidents_frame([]), incidents_frame([empty])],
    }[id(schema)]
    for frame in frames:
        assert dict(frame.schema) == {name: kind() for name, kind in schema.items()}
