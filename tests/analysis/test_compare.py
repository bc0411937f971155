"""Which incidents of two sources are the same, and what is counted."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from dateline.analysis import Comparison, OutsideIncident, Source, compare
from dateline.analysis.agreeing import agree, keys_of_names
from dateline.analysis.compare import Cell
from dateline.ground.places.geometry import distance
from dateline.records import Incident

from .samples import DAY, KIRKUK, MOSUL, ours, place, theirs


def laid(mine: list[Incident], other: list[OutsideIncident], *, deadly: bool = False, **options: Any) -> Comparison:
    return compare(mine, Source("theirs", tuple(other), deadly), **options)


def pairs(comparison: Comparison) -> list[tuple[str, str]]:
    return [(pair.ours, pair.theirs) for pair in comparison.matches]


@pytest.mark.parametrize(
    ("mine", "other", "same"),
    [
        (ours(), theirs(), True),
        (ours(), theirs(at=KIRKUK), False),
        (ours(), theirs(at=(36.5, 43.2)), True),
        (ours(), theirs(at=(36.6, 43.119)), False),
        (ours(), theirs(at=(36.6, 43.119), radius=10), True),
        (ours(where=place(radius=10.0)), theirs(at=(36.6, 43.119)), True),
        (ours(where=place(radius=None)), theirs(), True),
        (ours(), theirs(day=DAY + dt.timedelta(days=1)), True),
        (ours(), theirs(day=DAY - dt.timedelta(days=2)), False),
        (ours(), theirs(day=DAY - dt.timedelta(days=5), to=DAY - dt.timedelta(days=1)), True),
        # a row for a month or a country would fit almost anything
        (ours(), theirs(day=DAY - dt.timedelta(days=9), to=DAY), False),
        (ours(), theirs(radius=300), False),
        (ours(day=DAY - dt.timedelta(days=9), to=DAY), theirs(), True),
        (ours(actors=("Islamic State",)), theirs(actors=("IS", "Civilians")), True),
        (ours(actors=("Islamic State",)), theirs(actors=("PKK", "Government of Turkey")), False),
        (ours(actors=("gunmen",)), theirs(actors=("IS",)), True),
        (ours(), theirs(country=None), True),
        (ours(where=place(country="IRQ|SYR")), theirs(), True),
    ],
)
def test_one_incident_or_two(mine: Incident, other: OutsideIncident, *, same: bool) -> None:
    assert bool(laid([mine], [other]).matches) is same


def test_kilometres_and_days_can_be_asked_for() -> None:
    far = theirs(at=(36.6, 43.119), day=DAY + dt.timedelta(days=3))
    assert not laid([ours()], [far]).matches
    assert laid([ours()], [far], km=40, days=3).matches
    assert laid([ours()], [theirs()], km=0, days=0).matches


def test_the_closest_pair_is_taken_first() -> None:
    near, nearer = ours("i1", where=place((36.40, 43.119))), ours("i2")
    assert pairs(laid([near, nearer], [theirs()])) == [("i2", "1")]
    assert pairs(laid([near, nearer], [theirs(), theirs("2")])) == [("i2", "1"), ("i1", "2")]


def test_a_day_told_exactly_comes_before_a_month() -> None:
    month = theirs("month", day=DAY.replace(day=1), to=DAY.replace(day=31))
    assert pairs(laid([ours()], [month, theirs("day", day=DAY + dt.timedelta(days=1))])) == [("i1", "day")]


def test_shared_actors_decide_between_equals() -> None:
    one, other = theirs("1", actors=("Syrian insurgents",)), theirs("2", actors=("IS", "Syrian insurgents"))
    mine = ours(actors=("Islamic State", "Syrian army"))
    assert pairs(laid([mine], [one, other])) == [("i1", "2")]


def test_an_incident_without_a_day_is_of_the_week_before_its_report() -> None:
    undated = ours(day=None)
    assert laid([undated], [theirs()]).left_out["ours: without a day, and of reports without one"] == 1
    for gap, same in ((0, True), (6, True), (7, True), (8, False)):
        published = {"r-i1": DAY + dt.timedelta(days=gap)}
        assert bool(laid([undated], [theirs()], published=published).matches) is same


@pytest.mark.parametrize(
    ("mine", "why"),
    [
        (ours(status="feared"), "not told as one incident"), (ours(aggregate=True), "not told as one incident"),
        (ours(review="rejected"), "not told as one incident"), (ours(type="PROTEST"), "of another type than ASSAULT"),
        (ours(where=place(None)), "without coordinates"),
        (ours(day=dt.date(1999, 1, 1)), "in another period"),
        (ours(where=place(country="SYR")), "in countries of which the other source has nothing"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_counted_and_is_no_miss(mine: Incident, why: str) -> None:
    comparison = laid([mine, ours("i2")], [theirs()])
    assert [(key, n) for key, n in comparison.left_out.items() if why in key and key.startswith("ours")] == [
        (next(key for key in comparison.left_out if why in key and key.startswith("ours")), 1)
    ]
    assert (comparison.total.ours, comparison.total.right) == (1, 1)


def test_theirs_that_cannot_be_compared_are_counted() -> None:
    others = [
        theirs("1"), theirs("2", day=None), theirs("3", at=None), theirs("4", country="SYR"),
        theirs("5", day=dt.date(1999, 1, 1)),
    ]  # fmt: skip
    comparison = laid([ours()], others)
    assert sum(n for why, n in comparison.left_out.items() if why.startswith("theirs")) == 4
    assert comparison.total.theirs == 1


@pytest.mark.parametrize(("mine", "other"), [([], []), ([ours()], []), ([], [theirs()])])
def test_nothing_to_compare(mine: list[Incident], other: list[OutsideIncident]) -> None:
    comparison = laid(mine, other)
    assert not comparison.cells
    assert not comparison.matches
    assert comparison.total.recall is comparison.total.precision is comparison.total.f1 is None


def test_only_deadly_incidents_count_towards_precision_where_the_other_source_holds_no_others() -> None:
    mine = [
        ours("i1", killed=None),
        ours("i2", killed=2, where=place(KIRKUK)),
        ours("i3", killed=0, where=place(KIRKUK)),
    ]
    comparison = laid(mine, [theirs()], deadly=True)
    assert (comparison.total.theirs, comparison.total.found) == (1, 1), "i1 is found without a figure"
    assert (comparison.total.ours, comparison.total.right) == (1, 0)
    assert laid(mine, [theirs()]).total.ours == 3


def test_counts_by_country_and_month() -> None:
    syria = place((36.0, 41.0), country="SYR")
    mine = [ours("i1"), ours("i2", day=dt.date(2017, 8, 2)), ours("i3", where=syria)]
    others = [
        theirs("1"),
        theirs("2"),
        theirs("3", day=dt.date(2017, 8, 2), at=KIRKUK),
        theirs("4", at=(36.0, 41.0), country="SYR"),
    ]
    comparison = laid(mine, others)
    assert [(c.country, c.month, c.theirs, c.found, c.ours, c.right) for c in comparison.cells] == [
        ("IRQ", "2017-07", 2, 1, 1, 1), ("IRQ", "2017-08", 1, 0, 1, 0), ("SYR", "2017-07", 1, 1, 1, 1),
    ]  # fmt: skip
    assert (comparison.total.theirs, comparison.total.ours) == (4, 3)
    assert {i.id for i in comparison.missed} == {o.id for o in others} - {p.theirs for p in comparison.matches}
    assert {i.id for i in comparison.unmatched} == {m.id for m in mine} - {p.ours for p in comparison.matches}


def test_recall_precision_and_f1() -> None:
    cell = Cell("IRQ", "2017-07", theirs=4, found=1, ours=2, right=1)
    assert (cell.recall, cell.precision) == (0.25, 0.5)
    assert cell.f1 == pytest.approx(1 / 3)
    assert Cell("IRQ", "2017-07", 1, 0, 1, 0).f1 == 0.0
    assert Cell("IRQ", "2017-07", 0, 0, 1, 0).f1 is None


# Properties

DAYS = st.integers(0, 12).map(lambda n: DAY + dt.timedelta(days=n))
SPOTS = st.tuples(st.floats(36.0, 36.6), st.floats(43.0, 43.6))
NAMES = st.lists(st.sampled_from(["IS", "PKK", "Government of Iraq", "gunmen"]), max_size=2).map(tuple)
MINE = st.lists(st.tuples(DAYS, SPOTS, st.floats(0, 30), NAMES), max_size=8).map(
    lambda several: [
        ours(f"i{n}", day, where=place(at, radius=radius), actors=names)
        for n, (day, at, radius, names) in enumerate(several)
    ]
)
OTHERS = st.lists(st.tuples(DAYS, SPOTS, st.floats(0, 30), NAMES), max_size=8).map(
    lambda several: [
        theirs(f"t{n}", day, None, at, radius, "IRQ", names) for n, (day, at, radius, names) in enumerate(several)
    ]
)
MANY = settings(max_examples=60)


def may_be_one(mine: Incident, other: OutsideIncident) -> bool:
    """The rule once more, pair by pair."""
    where = mine.place
    assert where is not None
    assert where.lat is not None
    assert where.lon is not None
    assert mine.from_ is not None
    assert other.from_ is not None
    assert other.lat is not None
    assert other.lon is not None
    far = distance(where.lat, where.lon, other.lat, other.lon)
    days = abs((mine.from_ - other.from_).days)
    named = agree(keys_of_names(mine.actors), keys_of_names(other.actors))
    return far <= 25 + (where.radius_km or 0) + other.radius_km and days <= 1 and named


@MANY
@given(MINE, OTHERS)
def test_matching_is_one_to_one_by_the_rule_and_leaves_no_pair_over(
    mine: list[Incident], other: list[OutsideIncident]
) -> None:
    found = pairs(laid(mine, other))
    assert len({a for a, _ in found}) == len({b for _, b in found}) == len(found)
    mine_by, other_by = {i.id: i for i in mine}, {o.id: o for o in other}
    assert all(may_be_one(mine_by[a], other_by[b]) for a, b in found)
    free = [i for i in mine if i.id not in {a for a, _ in found}]
    free_others = [o for o in other if o.id not in {b for _, b in found}]
    assert not any(may_be_one(i, o) for i in free for o in free_others)
    if mine and other:
        most = np.array([[may_be_one(i, o) for o in other] for i in mine], dtype=float)
        best = int(most[linear_sum_assignment(-most)].sum())
        assert best / 2 <= len(found) <= best


@MANY
@given(MINE, OTHERS, st.randoms(use_true_random=False))
def test_the_order_changes_nothing_and_counts_add_up(
    mine: list[Incident], other: list[OutsideIncident], random: Any
) -> None:
    comparison = laid(mine, other)
    assert laid(random.sample(mine, len(mine)), random.sample(other, len(other))).cells == comparison.cells
    total = comparison.total
    assert total.found == total.right == len(comparison.matches)
    assert len(comparison.missed) == total.theirs - total.found
    assert len(comparison.unmatched) == total.ours - total.right
    assert total.theirs + sum(n for why, n in comparison.left_out.items() if why.startswith("theirs")) == len(other)
    assert total.ours + sum(n for why, n in comparison.left_out.items() if why.startswith("ours")) == len(mine)


@given(OTHERS)
@MANY
def test_a_source_beside_itself_is_found_whole(other: list[OutsideIncident]) -> None:
    mine = [
        ours(f"i{o.id}", o.from_, where=place((o.lat or 0.0, o.lon or 0.0), radius=o.radius_km), actors=o.actors)
        for o in other
    ]
    comparison = laid(mine, other)
    assert len(comparison.matches) == len(other)
    assert comparison.total.f1 == (1.0 if other else None)
    assert all((pair.km, pair.days) == (0.0, 0) for pair in comparison.matches)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (["Islamic State"], ["IS"], True), (["Syrian army"], ["Government of Syria"], True),
        (["Iraqi forces"], ["Government of Syria"], False), (["gunmen"], ["IS"], True), ([], ["IS"], True),
        (["civilians"], ["PKK"], True), (["South Sudanese army"], ["Government of Sudan"], False),
        (["al-Shabab"], ["Al-Shabaab"], True), (["Red Dawn brigade"], ["Red Dawn"], True),
        (["Taliban"], ["Taleban"], True),
    ],
)  # fmt: skip
def test_actors_agree_by_their_names(one: list[str], other: list[str], *, same: bool) -> None:
    assert agree(keys_of_names(one), keys_of_names(other)) is same


def test_the_place_of_the_samples_is_where_it_is_said_to_be() -> None:
    assert distance(*MOSUL, *KIRKUK) > 100
