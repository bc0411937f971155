"""What two tellings share, which are compared, how they are joined, and which texts are copies."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import random
from collections.abc import Mapping

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import DataError
from dateline.incidents import build_incidents
from dateline.incidents.blocks import pairs as block_pairs
from dateline.incidents.clusters import NOT_COMPARED, connected, join
from dateline.incidents.copies import groups_of_copies
from dateline.incidents.fuse import fuse
from dateline.incidents.match import group_mentions
from dateline.incidents.pairs import ALWAYS, PairModel, model_of, probability, shipped
from dateline.incidents.reviews import Reviews
from dateline.incidents.second_look import SHARES
from dateline.incidents.signs import SIGNS, compare, distance_km, told_as_two
from dateline.incidents.tellings import Telling, to_telling, together
from dateline.incidents.words import stems
from dateline.records import Coded

from ..making import coded

DAY = "2025-03-10"
KIRKUK = "A car bomb exploded in Kirkuk on Monday, killing 12 people."


def telling(text: str, *, published: str | None = DAY, id: str = "a") -> Telling:
    report = coded(text, id=id, published=published)
    return to_telling(report, report.mentions[0])


@pytest.mark.parametrize(
    ("one", "other", "there", "absent"),
    [
        (KIRKUK, KIRKUK, {"place same", "day same", "mode same", "killed same"}, {"killed differ"}),
        (KIRKUK, "A bomb exploded in Kirkuk on Monday, killing 19.", {"killed near"}, {"killed same"}),
        (KIRKUK, "A bomb exploded in Kirkuk on Monday, killing 30.", {"killed differ"}, {"killed near"}),
        (KIRKUK, "A bomb exploded in Kirkuk on Monday, killing 90.", {"killed far"}, {"killed differ"}),
        (KIRKUK, "A bomb exploded in Kirkuk on Sunday.", {"day next"}, {"day same"}),
        (KIRKUK, "A bomb exploded in Kirkuk.", {"day told once, at once"}, {"day same"}),
        (KIRKUK, "A bomb exploded in Iraq on Monday.", {"country same"}, {"place same"}),
        (KIRKUK, "Gunmen opened fire in Kirkuk on Monday.", {"modes differ"}, {"mode same"}),
        (KIRKUK, "A bomb exploded on Monday, killing 12.", {"place unknown"}, {"place same"}),
        ("Boko Haram attacked Biu.", "Boko Haram raided Biu.", {"actor same"}, {"actors differ"}),
        ("Boko Haram attacked Biu.", "Gunmen raided Biu.", {"sectors differ"}, {"actor same", "actor told once"}),
        ("Boko Haram attacked Biu.", "Biu was attacked.", {"actor told once"}, {"sectors differ"}),
        ("Gunmen attacked a mosque in Biu.", "Gunmen shelled mosques in Biu.", {"site same", "struck same"}, set()),
        ("Gunmen attacked a mosque in Biu.", "Gunmen shelled a bus in Biu.", {"sites differ; struck differ"}, set()),
        ("Gunmen attacked a mosque in Biu.", "Gunmen raided Biu.", {"site unknown", "struck unknown"}, set()),
        (KIRKUK, "A bomb exploded in Kirkuk on Monday, killing at least 12.", {"figures same"}, {"figures near"}),
        (KIRKUK, "A bomb exploded in Kirkuk on Monday, killing dozens.", {"figures differ"}, {"figures same"}),
        (KIRKUK, "A bomb exploded in Kirkuk on Monday.", {"figures unknown"}, {"figures same"}),
        (
            "Gunmen killed two Iraqi soldiers.",
            "Gunmen killed Iraqi soldiers.",
            {"place unknown, countries same"},
            set(),
        ),
        (
            "Gunmen killed Iraqi soldiers.",
            "Gunmen killed two Syrian soldiers.",
            {"place unknown, countries differ"},
            set(),
        ),
    ],
)
def test_signs(one: str, other: str, there: set[str], absent: set[str]) -> None:
    for a, b in ((one, other), (other, one)):
        found = compare(telling(a), telling(b, id="b"))
        assert found is not None
        assert there <= set(found)
        assert not absent & set(found)
        assert set(found) <= set(SIGNS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (KIRKUK, "A car bomb exploded in Basra on Monday, killing 12 people."),
        (KIRKUK, "A car bomb exploded in Kirkuk on March 3, killing 12 people."),
        (KIRKUK, "A car bomb exploded in Syria on Monday, killing 12 people."),
        ("Boko Haram attacked Biu on Monday.", "The Taliban attacked Biu on Monday."),
    ],
)
def test_places_days_and_groups_that_are_never_one(one: str, other: str) -> None:
    assert compare(telling(one), telling(other, id="b")) is None


def test_a_moment_of_ten_years_says_no_more_than_the_date_of_the_report() -> None:
    vague = telling("Gunmen attacked Kirkuk in the last ten years.")
    assert not vague.dated
    assert (vague.since, vague.until) == (dt.date(2025, 3, 3).toordinal(), dt.date(2025, 3, 10).toordinal())


def test_without_moment_and_date_a_telling_meets_its_own_report_alone() -> None:
    undated = [telling("A bomb exploded in Kirkuk.", published=None, id=name) for name in "ab"]
    assert undated[0].since is None
    assert list(block_pairs(undated)) == []


def test_distance_of_two_known_towns() -> None:
    assert distance_km(35.47, 44.39, 36.34, 43.12) == pytest.approx(150, abs=4)  # Kirkuk to Mosul
    assert distance_km(0, 179.9, 0, -179.9) == pytest.approx(22.2, abs=0.1)


def test_stems_bring_forms_together_and_leave_small_words_out() -> None:
    assert list(stems("The bombings and bombing of 12 buses")) == ["bomb", "12", "buse"]


@settings(max_examples=40)
@given(st.lists(st.tuples(st.floats(-60, 60), st.floats(-170, 170), st.integers(0, 4)), min_size=2, max_size=12))
def test_blocks_miss_no_pair_that_is_close_in_place_and_day(spots: list[tuple[float, float, int]]) -> None:
    """Oracle: all pairs."""
    near = [(lat + 0.05, lon, day + number % 2) for number, (lat, lon, day) in enumerate(spots)]
    told = [_at(number, *spot) for number, spot in enumerate(spots + near)]
    blocked = set(block_pairs(told))
    for (a, one), (b, other) in itertools.combinations(enumerate(told), 2):
        signs = compare(one, other)
        if signs is not None and "place close" in signs and {"day same", "day next"} & set(signs):
            assert (a, b) in blocked


def _at(number: int, lat: float, lon: float, day: int) -> Telling:
    """The Kirkuk telling moved somewhere else."""
    base = telling(KIRKUK, id=f"r{number}")
    assert base.place is not None
    assert base.day is not None
    place = msgspec.structs.replace(base.place, lat=lat, lon=lon, geonames_id=number + 1, name=f"place {number}")
    moved = base.day + dt.timedelta(days=day)
    return dataclasses.replace(base, place=place, day=moved, since=moved.toordinal(), until=moved.toordinal())


Scores = dict[tuple[int, int], float]


@st.composite
def linkages(draw: st.DrawFn) -> tuple[int, Scores, set[tuple[int, int]]]:
    count = draw(st.integers(1, 9))
    pairs_ = list(itertools.combinations(range(count), 2))
    scores = {pair: draw(st.integers(-40, 40)) / 7 for pair in pairs_ if draw(st.booleans())}
    return count, scores, {pair for pair in pairs_ if draw(st.integers(0, 7)) == 0}


@given(linkages())
def test_joined_groups_are_a_partition_that_holds_no_pair_that_is_never_one(
    linkage: tuple[int, Scores, set[tuple[int, int]]],
) -> None:
    count, scores, never = linkage
    groups = join(dict.fromkeys(range(count), 1), scores, never)
    assert sorted(itertools.chain(*groups)) == list(range(count))
    assert not any(pair in never for group in groups for pair in itertools.combinations(group, 2))


def test_what_can_never_be_one_is_kept_apart_through_those_that_are_joined() -> None:
    assert join({0: 1, 1: 1, 2: 1}, {(0, 1): 5.0, (0, 2): 9.0, (1, 2): 4.0}, [(1, 2)]) == [[0, 2], [1]]
    assert join({0: 1, 1: 1, 2: 1}, {(0, 1): 9.0, (0, 2): 5.0, (1, 2): 4.0}, [(1, 2)]) == [[0, 1], [2]]


@given(linkages())
def test_nothing_is_left_to_join(linkage: tuple[int, Scores, set[tuple[int, int]]]) -> None:
    """Oracle: the mean over all pairs of two groups, computed anew."""
    count, scores, never = linkage
    groups = join(dict.fromkeys(range(count), 1), scores, never)
    for one, other in itertools.combinations(groups, 2):
        between = [tuple(sorted(pair)) for pair in itertools.product(one, other)]
        if any(pair in never for pair in between) or not any(pair in scores for pair in between):
            continue
        assert sum(scores.get((a, b), NOT_COMPARED) for a, b in between) / len(between) <= 1e-9


def test_connected() -> None:
    assert connected(5, [(3, 1), (1, 4)]) == [[0], [1, 3, 4], [2]]


def test_the_order_of_arrival_changes_no_incident() -> None:
    texts = [
        KIRKUK, "Fifteen people died when a bomb went off in Kirkuk on Monday.", "A blast shook Kirkuk on Tuesday.",
        "Gunmen killed four in Mosul on Monday.", "An attack in Iraq on Monday killed 12 people.",
    ]  # fmt: skip
    reports = [coded(text, id=f"r{n}", published="2025-03-11") for n, text in enumerate(texts)]
    expected = _as_sets(reports)
    for seed in range(8):
        random.Random(seed).shuffle(reports)
        assert _as_sets(reports) == expected


def _as_sets(reports: list[Coded]) -> set[frozenset[tuple[str, str]]]:
    return {frozenset(told.name for told in group) for group in group_mentions(reports)}


WIRE = (
    "KIRKUK, Iraq (Wire) - A car bomb exploded beside a market in Kirkuk on Monday, killing 12 people, police said. "
    "Shops were closed and soldiers searched the streets of the old quarter until the evening, residents told the "
    "agency by telephone. It was the third such attack in the city this year."
)


def test_copies_are_found_though_a_paragraph_is_new() -> None:
    other = "Farmers in Basra demanded water on Sunday and blocked a bridge for an hour before police arrived there."
    assert groups_of_copies([WIRE, other, "From our desk. " + WIRE, WIRE.upper()]) == [[0, 2, 3], [1]]
    assert groups_of_copies([]) == []
    assert groups_of_copies(["", "one two"]) == [[0], [1]]


def test_a_wire_story_of_many_papers_is_one_source() -> None:
    copies = [coded(WIRE, id=f"w{n}", published=DAY, outlet=f"Paper {n}") for n in range(4)]
    own = coded("Twelve died in a car bombing in Kirkuk on Monday, a doctor said.", id="own", published=DAY)
    (incident,) = [i for i in build_incidents([*copies, own]) if any(s.report == "own" for s in i.support)]
    assert (incident.reports, incident.outlets, incident.independent) == (5, 4, 2)


def test_reports_that_cite_one_person_are_one_source() -> None:
    texts = [
        "A bomb killed 12 people in Kirkuk on Monday, said Haitham Dervani, a police officer.",
        "Haitham Dervani, a spokesman, said that a bomb had killed 12 people in Kirkuk on Monday.",
    ]
    reports = [coded(text, id=f"r{n}", published=DAY) for n, text in enumerate(texts)]
    (incident,) = build_incidents(reports)
    assert (incident.reports, incident.independent) == (2, 1)


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("Gunmen killed three men. Gunmen killed two women.", True),
        ("Gunmen killed three men. Gunmen killed two men.", False),
        ("Gunmen killed three men. Gunmen killed three women.", False),
        ("Gunmen killed three men. Gunmen killed women.", False),
        ("Gunmen killed at least three men. Gunmen killed two people.", False),
        ("Police said gunmen killed three men. A doctor said gunmen killed two soldiers.", False),
    ],
)
def test_other_figures_of_other_people_are_two(text: str, two: bool) -> None:
    report = coded(text, id="a", published=DAY)
    one, other = (to_telling(report, mention) for mention in report.mentions)
    assert told_as_two(one, other) is told_as_two(other, one) is two
    assert len(group_mentions([report])) == 2 or not two


def test_a_day_behind_its_report_is_a_slip() -> None:
    late = telling(KIRKUK, published="2025-03-10")
    assert late.until == dt.date(2025, 3, 10).toordinal()
    slipped = telling("A bomb exploded in Kirkuk on March 11, 2025.", published="2025-03-10")
    assert (slipped.day, slipped.since) == (dt.date(2025, 3, 11), dt.date(2025, 3, 10).toordinal())
    found = compare(late, dataclasses.replace(slipped, coded=telling(KIRKUK, id="b").coded))
    assert found is not None
    assert "day same" in found


def together_in(groups: list[list[Telling]]) -> list[set[str]]:
    return [{told.coded.report.id for told in group} for group in groups]


def test_what_is_joined_is_looked_at_again_and_what_a_reviewer_joined_stays() -> None:
    """By weights to which any two are one, but nothing belongs to an incident as a whole."""
    reports = [
        coded(KIRKUK, id="a", published=DAY),
        coded("A bomb exploded in Kirkuk on Monday.", id="b", published=DAY),
    ]
    likes = {ALWAYS: 9.0, **dict.fromkeys(SIGNS, 0.0)}
    lax, strict = (PairModel(likes, likes, {ALWAYS: odds, **dict.fromkeys(SHARES, 0.0)}) for odds in (9.0, -9.0))
    joined = Reviews(together=frozenset({(("a", "m1"), ("b", "m1"))}))
    assert together_in(group_mentions(reports, model=lax)) == [{"a", "b"}]
    assert together_in(group_mentions(reports, model=strict)) == [{"a"}, {"b"}]
    assert together_in(group_mentions(reports, model=strict, reviews=joined)) == [{"a", "b"}]


def test_what_one_report_keeps_apart_no_other_joins() -> None:
    """Though a telling of another report is like both, by weights that dislike nothing but one report's own."""
    two = coded("Gunmen attacked a bus in Biu on Monday. Gunmen raided a farm in Biu on Monday.", id="a", published=DAY)
    one = coded("Gunmen attacked a place in Biu on Monday.", id="b", published=DAY)
    assert [len(report.mentions) for report in (two, one)] == [2, 1]
    likes = dict.fromkeys(SIGNS, 1.0)
    model = PairModel({ALWAYS: -99.0, **likes}, {ALWAYS: 0.0, **likes}, {ALWAYS: 9.0, **dict.fromkeys(SHARES, 0.0)})
    groups = group_mentions([two, one], model=model)
    assert sorted(len(group) for group in groups) == [1, 2]
    assert all(len({told.mention.id for told in group if told.coded is two}) < 2 for group in groups)


def test_a_running_total_is_no_harm_to_compare() -> None:
    assert telling("The death toll from the bombing in Kirkuk rose to 19.").harm == {}
    assert telling(KIRKUK).harm == {"killed": (12, 12)}


def test_towns_and_days_that_differ_are_conflicts_and_parts_of_a_town_are_none() -> None:
    base = telling(KIRKUK)
    assert base.day is not None
    start = base.place
    assert start is not None
    near, far = (
        dataclasses.replace(base, place=msgspec.structs.replace(start, lat=(start.lat or 0) + shift, name=name))
        for shift, name in ((0.02, "Near"), (0.3, "Far"))
    )
    later = dataclasses.replace(base, day=base.day + dt.timedelta(days=1))
    assert [c.field for c in fuse([base, near]).conflicts] == []
    (place,) = fuse([base, near, far]).conflicts
    assert (place.field, [value for value, _ in place.values]) == ("place", ["Kirkuk", "Far"])
    (day,) = fuse([base, later]).conflicts
    assert (day.field, [value for value, _ in day.values]) == ("day", ["2025-03-10", "2025-03-11"])


def test_a_short_sentence_without_a_place_is_no_copy() -> None:
    reports = [coded("Gunmen killed two people.", id=f"r{n}", published=DAY) for n in range(2)]
    assert len(build_incidents(reports)) == 2


@pytest.mark.slow
def test_ten_thousand_copies_of_one_report_are_one_incident() -> None:
    base = coded(WIRE, id="w", published=DAY)
    copies = [_renamed(base, f"w{n:05}") for n in range(10_000)]
    counted = [i for i in build_incidents(copies) if i.place is not None and i.place.name == "Kirkuk"]
    assert counted
    assert all((i.reports, i.independent) == (10_000, 1) for i in counted)


def _renamed(report: Coded, name: str) -> Coded:
    return msgspec.structs.replace(report, report=msgspec.structs.replace(report.report, id=name))


def test_the_weights_name_every_sign_and_evidence_points_the_right_way() -> None:
    assert set(shipped().within) == set(shipped().across) == {ALWAYS, *SIGNS}
    weights = shipped().across
    assert together_(weights, "place same", "day same") > 1 + max(0, together_(weights, "place same", "day next"))
    assert together_(weights, "place same", "day same") > together_(weights, "place far", "day same")
    assert weights["figures same"] > weights["figures far"]
    assert weights["struck same"] > weights["struck differ"]
    assert weights["sites differ"] < 0 < weights["site same"]
    assert set(shipped().whole) == {ALWAYS, *SHARES}
    assert shipped().whole["mean"] > 0 > shipped().whole["not compared"]


def together_(weights: Mapping[str, float], place: str, day: str) -> float:
    return weights[place] + weights[day] + weights[f"{place}; {day}"]


@pytest.mark.parametrize("text", ["", "[within]", "[within]\nalways = 1.0\n[across]"])
def test_a_model_without_a_sign_is_refused(text: str) -> None:
    with pytest.raises(DataError, match="no weight for"):
        model_of(text, "pairs.toml")


def test_the_log_odds_are_the_sum_of_the_weights() -> None:
    model = PairModel({ALWAYS: -3.0, **dict.fromkeys(SIGNS, 0.1)}, {ALWAYS: -1.0, **dict.fromkeys(SIGNS, 0.5)}, {})
    one, other = telling(KIRKUK), telling(KIRKUK, id="b")
    across, within = (len(compare(one, telling_) or []) for telling_ in (other, one))
    assert across > within > 0
    assert model.log_odds(one, other) == pytest.approx(-1 + 0.5 * across)
    assert model.log_odds(one, one) == pytest.approx(-3 + 0.1 * within)


def test_what_a_report_tells_in_several_mentions_is_compared_as_one() -> None:
    """One mention gives the place, the other the day and the toll."""
    report = coded("A bomb exploded in Kirkuk. The blast on Monday killed 12 people.", id="a", published="2025-03-12")
    one, other = (to_telling(report, mention) for mention in report.mentions[:2])
    both = together([one, other])
    assert both.name == one.name
    assert (both.place_key, both.day, both.dated) == (one.place_key, other.day, True)
    assert (both.since, both.until) == (other.since, other.until)
    assert both.harm == other.harm
    assert both.words == one.words | other.words
    assert together([one]) is one


def test_where_mentions_of_a_report_allow_no_day_in_common_the_first_dated_one_counts() -> None:
    report = coded(
        "A bomb exploded in Kirkuk on Monday. The blast on Sunday killed 12.", id="a", published="2025-03-12"
    )
    one, other = (to_telling(report, mention) for mention in report.mentions[:2])
    assert (together([one, other]).since, together([other, one]).since) == (one.since, other.since)


def test_aid_agencies_with_other_names_may_act_together_and_armed_groups_do_not() -> None:
    aid = [coded(f"{who} delivered aid to Kirkuk on Monday.", id=who, published=DAY) for who in ("The UN", "Oxfam")]
    assert compare(*(to_telling(report, report.mentions[0]) for report in aid)) is not None
    assert probability(0.0) == 0.5
