"""Matching and fusion: tables of reports with the incidents they tell of."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.incidents import Wanted, build_incidents
from dateline.incidents.signs import agree
from dateline.records import Coded

from ..making import coded

FIRST = coded(
    "A car bomb exploded in Kirkuk on Monday, killing 12 people, police said.",
    id="a", published="2025-03-10", outlet="One",
)  # fmt: skip
SECOND = coded(
    "Fifteen people were killed when a bomb went off in Kirkuk on Monday, a hospital said.",
    id="b", published="2025-03-10", outlet="Two",
)  # fmt: skip
NEXT_DAY = coded("A bomb exploded in Kirkuk on Tuesday.", id="c", published="2025-03-11")
ELSEWHERE = coded("A bomb exploded in Basra on Monday.", id="d", published="2025-03-10")
FEARED = coded("There are fears that militants will bomb a market in Kirkuk on Monday.", id="e", published="2025-03-10")
UNDATED = coded("A bomb exploded in Kirkuk.", id="f")
MANY = coded("Many attacks shook Kirkuk in recent years.", id="g", published="2025-03-10")


def incidents_of(*reports: Coded) -> list[set[str]]:
    return [{support.report for support in incident.support} for incident in build_incidents(reports)]


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([FIRST], [{"a"}]),
        ([FIRST, SECOND], [{"a", "b"}]),
        ([FIRST, NEXT_DAY], [{"a"}, {"c"}]),
        ([FIRST, ELSEWHERE], [{"a"}, {"d"}]),
        ([FIRST, UNDATED], [{"a"}, {"f"}]),
        ([FEARED], []),
        ([MANY], []),
        ([], []),
    ],
)
def test_which_reports_tell_of_one_incident(reports: list[Coded], expected: list[set[str]]) -> None:
    assert incidents_of(*reports) == expected


def test_the_accounts_of_a_disputed_air_strike_are_one_incident() -> None:
    """Residents, an armed group and the military of one report, who differ on whom it killed and how many."""
    text = (
        "An air strike destroyed a village school near Kale in Myanmar on Wednesday and killed dozens of people, "
        "residents said. The Teak Hill Defence League said at least 34 villagers died when two jets dropped bombs. The "
        "military said it had struck a training camp and killed 18 fighters of the League."
    )
    (incident,) = [i for i in build_incidents([coded(text, published="2025-10-09")]) if i.type == "ASSAULT"]
    (conflict,) = [c for c in incident.conflicts if c.field == "killed"]
    assert {"34", "18"} <= {value for value, _ in conflict.values}


def test_what_others_say_was_struck_elsewhere_is_no_answer() -> None:
    """The same report, but whoever answers names another day: two strikes."""
    text = (
        "An air strike destroyed a village school near Kale in Myanmar on Wednesday and killed dozens of people, "
        "residents said. The military said it had struck a training camp on Monday and killed 18 fighters."
    )
    found = [i for i in build_incidents([coded(text, published="2025-10-09")]) if i.type == "ASSAULT"]
    assert len(found) == 2


def test_different_tolls_become_a_range_and_a_named_disagreement() -> None:
    (incident,) = build_incidents([FIRST, SECOND])
    (killed,) = incident.harm
    assert (killed.kind, killed.low, killed.high) == ("killed", 12, 15)
    assert incident.reports == incident.outlets == 2
    (conflict,) = [c for c in incident.conflicts if c.field == "killed"]
    assert dict(conflict.values) == {"12": ("a m1",), "15": ("b m1",)}
    assert {s.source for s in incident.support} == {"police", "a hospital"}


def test_the_newest_report_gives_the_best_figure() -> None:
    later = coded(
        "The death toll from Monday's car bombing in Kirkuk rose to 19 on Tuesday.", id="z", published="2025-03-11"
    )
    (incident,) = build_incidents([FIRST, later])
    assert incident.harm[0].best == 19


def test_named_actors_that_differ_are_two_incidents() -> None:
    one = coded("Boko Haram attacked the town of Biu on Monday.", id="a", published="2025-03-10")
    other = coded("The Taliban attacked the town of Biu on Monday.", id="b", published="2025-03-10")
    nobody = coded("Gunmen attacked the town of Biu on Monday.", id="c", published="2025-03-10")
    assert incidents_of(one, other) == [{"a"}, {"b"}]
    assert incidents_of(one, nobody) == [{"a", "c"}]


def test_two_incidents_never_share_a_name() -> None:
    """Though their first tellings have the same type, place, day and no actor: the means and a toll keep them apart."""
    texts = ["A car bomb hit a bus in Biu on Monday, killing 3 people.", "Gunmen shot 80 men dead in Biu on Monday."]
    reports = [coded(text, id=f"r{number}", published="2025-03-10") for number, text in enumerate(texts)]
    together = build_incidents(reports)
    assert [{s.report for s in i.support} for i in together] == [{"r0"}, {"r1"}]
    assert len({incident.id for incident in together}) == 2
    assert together[0].id == build_incidents(reports[:1])[0].id, "the first keeps its name"
    assert [i.id for i in build_incidents(reports)] == [i.id for i in together]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (set(), set(), True), ({"x"}, set(), True), (set(), {"x"}, True),
        ({"x"}, {"x", "y"}, True), ({"x"}, {"y"}, False),
    ],
)  # fmt: skip
def test_actors_agree(one: set[str], other: set[str], *, expected: bool) -> None:
    assert agree(frozenset(one), frozenset(other)) is expected


def test_an_undated_mention_joins_the_dated_one_before_it() -> None:
    report = coded(
        "Gunmen attacked a bus in Kano on Sunday. The attackers opened fire on passengers in Kano.",
        id="a", published="2024-05-06",
    )  # fmt: skip
    (incident,) = build_incidents([report])
    assert [s.mention for s in incident.support] == ["m1", "m2"]
    assert incident.from_ == incident.to == dt.date(2024, 5, 5)


def test_a_mention_without_a_place_is_an_incident_of_its_own() -> None:
    report = coded("Gunmen killed three men. Gunmen killed two women.", id="a")
    assert len(build_incidents([report])) == 2


ALL = [FIRST, SECOND, NEXT_DAY, ELSEWHERE, FEARED, UNDATED, MANY]


@given(st.permutations(ALL))
def test_identifiers_do_not_depend_on_the_order_of_reports(order: list[Coded]) -> None:
    """The same incidents with the same names, whatever the order in which reports come."""
    expected = {i.id: {s.report for s in i.support} for i in build_incidents(ALL)}
    assert {i.id: {s.report for s in i.support} for i in build_incidents(order)} == expected


def test_no_mention_is_in_two_incidents_and_every_countable_one_is_in_one() -> None:
    incidents = build_incidents(ALL)
    told = [(s.report, s.mention) for i in incidents for s in i.support]
    assert len(told) == len(set(told))
    assert set(told) == {(c.report.id, m.id) for c in ALL for m in c.mentions if m.countable}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), [{"a"}]),
        (Wanted(frozenset({"feared"})), [{"e"}]),
        (Wanted(aggregate=True, background=True), [{"a"}, {"g"}]),
        (Wanted(frozenset({"happened", "feared"})), [{"a"}, {"e"}]),
    ],
)
def test_what_does_not_count_is_listed_only_when_asked_and_apart(wanted: Wanted, expected: list[set[str]]) -> None:
    built = build_incidents([FIRST, FEARED, MANY], wanted)
    assert [{support.report for support in incident.support} for incident in built] == expected
    assert len({incident.id for incident in built}) == len(built)


def test_what_is_feared_keeps_its_status_and_many_its_flag() -> None:
    feared, many = build_incidents(
        [FEARED, MANY], Wanted(frozenset({"feared", "happened"}), aggregate=True, background=True)
    )
    assert (feared.status, feared.aggregate) == ("feared", False)
    assert many.aggregate
