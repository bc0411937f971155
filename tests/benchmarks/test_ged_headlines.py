"""Headlines beside their labels and the human record: made-up headlines, places and figures."""

from __future__ import annotations

import string
from typing import Any

import msgspec
import pytest

from dateline.records import Harm, Mention
from ged_headlines import (
    Headline,
    Spot,
    alike,
    bounds_of,
    hand_figures,
    headlines,
    key_of,
    misplaced,
    missed,
    read_labels,
    record_figures,
    report_of,
    split_headlines,
)

from ..archive.samples import coded_for, harm, received

REPORT, _ = received()
CODED = coded_for(REPORT)
BASE = CODED.mentions[0]
"""The Red Dawn shot Jane Doe in Qasr, at 33.5 N, 44.25 E."""
LABEL = {
    "violent": "yes", "many": "no", "actor": "Gunmen of the Red Dawn", "target": "Jane Doe", "place": "Qasr",
    "lat": "33.5", "lon": "44.3", "km": "0", "also": "", "killed_low": "1", "killed_high": "1", "note": "",
}  # fmt: skip
ROW = {
    "latitude": "33.5", "longitude": "44.2", "where_prec": "1", "best": "1", "low": "0", "high": "4",
    "type_of_violence": "3",
}  # fmt: skip


def one(killed: int = 1, **fields: Any) -> Mention:
    """The mention with a figure of the killed and other fields."""
    return msgspec.structs.replace(BASE, **({"harm": (figure(killed, killed, killed),)} | fields))


def figure(low: int | None, best: int | None, high: int | None) -> Harm:
    return harm(REPORT, "killed", best, "shot", low=low, high=high)


def case(*mentions: Mention, rows: Any = (ROW,), **label: str) -> Headline:
    """A headline of which these mentions were read, with a label like LABEL."""
    return Headline(LABEL | label, msgspec.structs.replace(CODED, mentions=mentions), rows)


def moved(lat: float | None, lon: float | None, precision: str = "city") -> Mention:
    """The mention at another place."""
    return one(places=(msgspec.structs.replace(BASE.places[0], lat=lat, lon=lon, precision=precision),))


@pytest.mark.parametrize(
    ("field", "sources", "parts"),
    [
        ("Shelling hits Qasr", 1, ["Shelling hits Qasr"]),
        ("Shelling hits Qasr;Two die in Marj ", 2, ["Shelling hits Qasr", "Two die in Marj"]),
        ("Shelling hits Qasr; two die", 1, ["Shelling hits Qasr; two die"]),
        ("Shelling hits Qasr; two die", 2, ["Shelling hits Qasr", "two die"]),
        ("Qasr&#8217;s mayor shot;Marj &amp; Qasr shelled", 2, ["Qasr’s mayor shot", "Marj & Qasr shelled"]),
        ("One;two;three", 2, []),
    ],
)
def test_a_field_is_split_where_the_parts_are_as_many_as_the_sources(
    field: str, sources: int, parts: list[str]
) -> None:
    assert split_headlines(field, sources) == parts


def test_a_headline_has_its_own_outlet_and_date_and_all_its_rows() -> None:
    rows = [
        {"source_headline": "A;B", "source_office": "Wire;Post", "source_date": "2017-01-01;2017-01-02", "id": "1"},
        {"source_headline": "B", "source_office": "Post", "source_date": "2017-01-02", "id": "2"},
    ]
    found = headlines(rows)
    assert {text: [row["id"] for row in of] for text, of in found.items()} == {"A": ["1"], "B": ["1", "2"]}
    assert (found["B"][0]["outlet"], found["B"][0]["published"]) == ("Post", "2017-01-02")


@pytest.mark.parametrize(
    ("headline", "text"), [("Qasr shelled", "Qasr shelled."), ("Qasr shelled.", "Qasr shelled."), ("“Why?”", "“Why?”")]
)
def test_a_report_ends_with_a_stop(headline: str, text: str) -> None:
    report = report_of(headline, {"outlet": "Wire", "published": "2017-01-02"})
    assert (report.text, report.outlet, report.id) == (text, "Wire", key_of(headline))


def test_found_is_what_took_place_and_is_one_event() -> None:
    assert case(one()).told
    assert case(one(type="COERCE", modes=("seize",))).told
    others = [
        one(status="planned"), one(aggregate=True), one(background=True), one(type="COERCE", modes=("curfew",)),
        one(type="AID", modes=()),
    ]  # fmt: skip
    assert not case(*others).told


@pytest.mark.parametrize(
    ("mentions", "why"),
    [
        ((), "no trigger"),
        ((one(type="AID"),), "other type"),
        ((one(status="denied"),), "status denied"),
        ((one(status="denied"), one(aggregate=True)), "aggregate"),
        ((one(background=True),), "background"),
    ],
)
def test_why_an_event_was_missed(mentions: tuple[Mention, ...], why: str) -> None:
    assert missed(case(*mentions).coded) == why


def test_a_place_is_right_near_a_town_and_within_an_area() -> None:
    assert Spot(33.5, 44.3, 0).has(33.6, 44.3)
    assert not Spot(33.5, 44.3, 0).has(33.8, 44.3)
    assert Spot(33.5, 44.3, 40).has(33.8, 44.3)


@pytest.mark.parametrize(
    ("mention", "label", "why"),
    [
        (one(), {}, None),
        (one(), {"lat": "", "lon": "", "km": ""}, None),
        (moved(34.5, 44.3), {}, "elsewhere"),
        (moved(34.5, 44.3), {"also": "Marj@34.5,44.3,0; Tell@"}, "another of the headline's"),
        (moved(None, None, "unresolved"), {}, "unresolved"),
        (moved(33.5, 44.3, "country"), {}, "only a country"),
        (one(places=()), {}, "none"),
        (one(aggregate=True), {}, "event missed"),
    ],
)
def test_why_a_place_was_missed(mention: Mention, label: dict[str, str], why: str | None) -> None:
    assert misplaced(case(mention, **label)) == why


def test_parties_are_alike_by_a_word_that_is_no_small_one() -> None:
    assert alike("the regime forces", "Forces of the regime")
    assert alike("warplane", "Warplanes")
    assert not alike("the army of Qasr", "the mayor of Marj")


@pytest.mark.parametrize(
    ("read", "ends"),
    [((5, 5, 5), (5, 5)), ((5, 5, None), (5, None)), ((None, 5, None), (5, 5)), ((24, None, 99), (24, 99))],
)
def test_ends_of_a_figure(read: tuple[int | None, int | None, int | None], ends: tuple[int | None, int | None]) -> None:
    assert bounds_of(figure(*read)) == ends


def test_a_lone_lowest_end_is_no_figure() -> None:
    assert not case(one(harm=(figure(1, None, None),))).killed


def test_hand_figures() -> None:
    found, wrong_deaths, missing = case(one()), case(one(3)), case()
    code = case(one(), violent="code", actor="", target="", lat="", killed_low="", killed_high="")
    many = case(one(aggregate=True), many="yes")
    figures, kinds = hand_figures([found, wrong_deaths, missing, code, many])
    assert (figures["yes"], figures["code"], figures["many"]) == (3, 1, 1)
    assert (figures["p"], figures["r"]) == (0.6667, 0.6667)
    assert (figures["places"], figures["place.r"], figures["place.p"]) == (3, 0.6667, 1.0)
    assert (figures["actor.r"], figures["target.r"], figures["deaths.r"]) == (0.6667, 0.6667, 0.3333)
    assert kinds == {
        "event: no trigger": 1, "place: event missed": 1, "actor: event missed": 1, "target: event missed": 1,
        "deaths: event missed": 1, "deaths: another": 1,
    }  # fmt: skip


def test_what_is_told_and_not_in_the_headline() -> None:
    bare = {"actor": "", "killed_low": "", "killed_high": ""}
    figures, _ = hand_figures([case(one(), **bare), case(one(), note="casualties", **bare)])
    assert (figures["actor.false"], figures["deaths.false"]) == (2, 1)


def test_a_clash_has_no_sides() -> None:
    figures, _ = hand_figures([case(one(), actor="Jane Doe", target="Red Dawn", note="clash")])
    assert (figures["actor.r"], figures["target.r"]) == (1.0, 1.0)


def test_a_point_counts_for_no_place_without_known_coordinates() -> None:
    figures, _ = hand_figures([case(moved(36.0, 40.0), also="Tell@"), case(moved(36.0, 40.0))])
    assert figures["place.p"] == 0.0
    figures, _ = hand_figures([case(one()), case(moved(36.0, 40.0), also="Tell@")])
    assert figures["place.p"] == 1.0


def test_record_figures() -> None:
    far = ROW | {"latitude": "36.0", "where_prec": "2", "best": "2"}
    vague = ROW | {"where_prec": "4"}
    code = case(violent="code")
    figures = record_figures([case(one()), case(one(3), rows=(far,)), case(rows=(vague,)), code])
    assert (figures["sentences"], figures["found"]) == (3, 0.6667)
    assert (figures["places"], figures["place.r"], figures["place.possible"]) == (2, 0.5, 0.5)
    assert (figures["deaths"], figures["deaths.best"], figures["deaths.within"]) == (2, 0.5, 1.0)


def test_the_table_is_whole() -> None:
    labels = read_labels()
    assert len({label["key"] for label in labels}) == len(labels) == 300
    for label in labels:
        assert len(label["key"]) == 16
        assert set(label["key"]) <= set(string.hexdigits.lower())
        assert label["violent"] in ("yes", "no", "code")
        assert label["many"] in ("yes", "no")
        told = [label[name] for name in ("actor", "target", "place", "also", "killed_low", "killed_high")]
        assert label["violent"] == "yes" or not any(told)
        headline = Headline(label, CODED, ())
        assert label["place"] or headline.spots[0] is None
        assert all(32 < s.lat < 37.5 and 35.5 < s.lon < 42.5 and s.km <= 60 for s in headline.spots if s is not None)
        low, high = headline.figure
        assert low is None or high is None or low <= high
