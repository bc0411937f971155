"""Decisions as constraints and corrections: which count, what they are on, and what they make of an incident."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import ReviewError
from dateline.incidents import Reviews, build_incidents, reviews_of
from dateline.incidents.clusters import join
from dateline.incidents.reviews import corrected
from dateline.records import Coded, Incident
from dateline.reviews import Anchor, ReviewDecision, anchor_of, find

from ..making import coded

TOWNS = ("Kirkuk", "Basra", "Mosul", "Tikrit", "Ramadi")
TOLD = [
    coded(f"Gunmen attacked a market in {town} on Monday.", id=town, published="2025-03-10", outlet=town) for town in TOWNS
]  # fmt: skip


def mark(number: int) -> Anchor:
    return anchor_of(TOWNS[number], TOLD[number].mentions[0])


def decision(id_: int, action: str, on: list[int], apart: tuple[int, ...] = (), **others: Any) -> ReviewDecision:
    anchors, away = (tuple(map(mark, some)) for some in (on, apart))
    given = {"id": id_, "action": action, "anchors": anchors, "apart": away, "by": "Ada", "when": "2025-04-01"}
    return msgspec.convert(given | others, ReviewDecision)


def built(*decisions: ReviewDecision) -> list[Incident]:
    return build_incidents(TOLD, reviews=reviews_of(decisions, TOLD))


def sets(*decisions: ReviewDecision) -> set[str]:
    """The first letters of the towns of each incident."""
    return {"".join(sorted(s.report[0] for s in i.support)) for i in built(*decisions)}


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ([], {"K", "B", "M", "T", "R"}),
        ([decision(1, "merge", [0, 1])], {"BK", "M", "T", "R"}),
        ([decision(1, "merge", [0, 1]), decision(2, "merge", [1, 2])], {"BKM", "T", "R"}),
        ([decision(1, "merge", [0, 1, 2]), decision(2, "split", [0, 1], (2,))], {"BK", "M", "T", "R"}),
        ([decision(1, "merge", [0, 1]), decision(2, "undo", [0], takes_back=1)], {"K", "B", "M", "T", "R"}),
        # of two that contradict each other the newer counts
        ([decision(1, "split", [0], (1,)), decision(2, "merge", [0, 1])], {"BK", "M", "T", "R"}),
        ([decision(1, "merge", [0, 1, 2]), decision(2, "split", [0], (2,))], {"BK", "M", "T", "R"}),
    ],
)
def test_what_is_one_and_what_is_not(decisions: list[ReviewDecision], expected: set[str]) -> None:
    assert sets(*decisions) == expected


@given(st.lists(st.tuples(st.booleans(), st.permutations(range(5)), st.integers(2, 5)), max_size=6))
def test_links_never_make_one_of_what_is_apart_and_the_newest_holds(made: list[tuple[bool, list[int], int]]) -> None:
    decisions = [
        decision(n, "merge", order[:size]) if merge else decision(n, "split", order[: size - 1], (order[size - 1],))
        for n, (merge, order, size) in enumerate(made, 1)
    ]
    homes = {s.report: i.id for i in built(*decisions) for s in i.support}
    assert len(homes) == len(TOWNS)
    reviews = reviews_of(decisions, TOLD)
    for (one, _), (other, _) in reviews.apart:
        assert homes[one] != homes[other]
    for (one, _), (other, _) in reviews.together:
        assert homes[one] == homes[other]
    if decisions:
        newest = [homes[a.report] for a in decisions[-1].anchors]
        assert len(set(newest)) == 1
        assert not {homes[a.report] for a in decisions[-1].apart} & set(newest)


def test_what_is_always_one_is_joined_against_every_score_and_veto() -> None:
    assert join({0: 1, 1: 1, 2: 1}, {(0, 1): -9.0}, [(0, 1)], [(0, 1)]) == [[0, 1], [2]]
    assert join(dict.fromkeys(range(4), 1), {}, [], [(2, 3), (0, 3), (0, 2)]) == [[0, 2, 3], [1]]
    assert join({0: 1, 1: 1, 2: 1}, {(1, 2): 5.0}, [(0, 2)], [(0, 1)]) == [[0, 1], [2]], "2 is kept from 0"


KIRKUK = "A car bomb exploded in Kirkuk on Monday, killing 12 people."
ONE = coded(KIRKUK, id="r", published="2025-03-10")
TWO = coded("Gunmen attacked a market in Kirkuk on Monday and police shot a man.", id="r", published="2025-03-10")


@pytest.mark.parametrize(
    ("start", "end", "type_", "mention"),
    [
        (7, 15, "ASSAULT", "m1"),
        (9, 13, "ASSAULT", "m1"),
        (14, 18, "ASSAULT", "m1"),
        (57, 59, "COERCE", "m2"),  # the trigger says more than its type
        (56, 62, "ASSAULT", "m2"),
        (20, 22, "ASSAULT", None),  # no trigger, and two of its type in the sentence
        (20, 22, "AID", None),
        (200, 210, "ASSAULT", None),
    ],
)
def test_an_anchor_finds_its_mention_by_words(start: int, end: int, type_: str, mention: str | None) -> None:
    anchor = msgspec.convert({"report": "r", "start": start, "end": end, "type": type_}, Anchor)
    found = find(anchor, TWO)
    assert (found.id if found else None) == mention
    assert find(anchor, None) is None


def test_an_anchor_finds_the_only_one_of_its_type_in_its_sentence() -> None:
    alone = msgspec.structs.replace(TWO, mentions=TWO.mentions[:1])
    anchor = msgspec.convert({"report": "r", "start": 20, "end": 22, "type": "ASSAULT"}, Anchor)
    found = find(anchor, alone)
    assert found is not None
    assert found.id == "m1"


PLACE = {
    "start": 0, "end": 0, "text": "", "name": "Basra", "geonames_id": 99532, "lat": 30.5, "lon": 47.8, "country": "IRQ",
    "admin1": "Basra", "kind": "city", "relation": "in", "radius_km": 5.0, "precision": "city", "probability": 1.0,
}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value", "attribute", "expected"),
    [
        ("type", "COERCE", "type", "COERCE"),
        ("modes", ["beat"], "modes", ("beat",)),
        ("status", "alleged", "status", "alleged"),
        ("background", True, "background", True),
        ("aggregate", True, "aggregate", True),
        ("place", None, "place", None),
        ("moment", {"from": "2025-03-08", "to": "2025-03-09"}, "from_", dt.date(2025, 3, 8)),
        ("moment", None, "to", None),
        ("killed", None, "harm", ()),
        ("actors", [{"role": "actor", "name": "X", "actor": None, "tellings": []}], "actors", ("X",)),
        ("recipients", [], "recipients", ()),
    ],
)
def test_a_correction_sets_its_field_and_says_whose_it_is(
    field: str, value: object, attribute: str, expected: object
) -> None:
    (incident,) = build_incidents([ONE])
    made = decision(7, "correct", [0], field=field, value=value)
    after = corrected(incident, made)
    assert getattr(after, attribute) == expected
    assert next(b.rule for b in after.basis if b.field == field) == "decision 7 of Ada"
    assert {b.field for b in incident.basis} <= {b.field for b in after.basis}


def test_a_corrected_place_and_actors_stand_in_the_parties_too() -> None:
    (incident,) = build_incidents([ONE])
    after = corrected(incident, decision(1, "correct", [0], field="place", value=PLACE))
    assert after.place is not None
    assert after.place.name == "Basra"
    parties: list[dict[str, Any]] = [{"role": "actor", "name": "X", "actor": None, "tellings": []}]
    after = corrected(incident, decision(1, "correct", [0], field="actors", value=parties))
    assert {p.name for p in after.parties if p.role == "actor"} == {"X"}
    assert {p.name for p in after.parties if p.role != "actor"} == {
        p.name for p in incident.parties if p.role != "actor"
    }


@pytest.mark.parametrize(("field", "value"), [("type", "WAR"), ("place", {"name": "x"}), ("killed", {"low": "many"})])
def test_a_value_that_does_not_fit_its_field_is_refused(field: str, value: object) -> None:
    (incident,) = build_incidents([ONE])
    with pytest.raises(ReviewError, match="does not fit"):
        corrected(incident, decision(1, "correct", [0], field=field, value=value))


@pytest.mark.parametrize(
    ("actions", "state"),
    [
        (["accept"], "accepted"), (["reject"], "rejected"), (["comment"], "unreviewed"), (["merge"], "corrected"),
        (["accept", "reject"], "rejected"), (["reject", "accept", "comment"], "accepted"),
    ],
)  # fmt: skip
def test_the_latest_decision_gives_the_state(actions: list[str], state: str) -> None:
    made = built(*(decision(n, action, [0]) for n, action in enumerate(actions, 1)))
    (incident,) = [i for i in made if i.support[0].report == "Kirkuk"]
    assert incident.review == state
    assert incident.decisions == tuple(range(1, len(actions) + 1))
    assert incident.countable is (state != "rejected")


def test_a_decision_goes_with_most_of_what_it_was_made_on() -> None:
    reject = decision(1, "reject", [0, 1, 2])
    joined = decision(2, "merge", [1, 2])
    assert {i.review for i in built(reject, joined) if len(i.support) == 2} == {"corrected"}
    assert {i.id for i in built(reject, joined) if 1 in i.decisions} == {i.id for i in built(joined) if i.reports == 2}


def test_decisions_whose_words_are_gone_are_named() -> None:
    gone = decision(3, "accept", [0])
    assert reviews_of([gone], []).lost == (3,)
    assert reviews_of([gone], TOLD).lost == ()
    assert reviews_of([], TOLD) == Reviews()


def test_joined_by_a_reviewer_two_types_are_one_incident_with_the_type_disputed() -> None:
    attack = coded("Gunmen attacked a convoy in Kirkuk on Monday.", id="a", published="2025-03-10")
    arrest = coded("Police arrested three men in Kirkuk on Monday.", id="b", published="2025-03-10")
    marks = tuple(anchor_of(c.report.id, c.mentions[0]) for c in (attack, arrest))
    link = ReviewDecision(id=1, action="merge", anchors=marks, by="Ada", when="2025-04-01")
    (incident,) = build_incidents([attack, arrest], reviews=reviews_of([link], [attack, arrest]))
    (conflict,) = [c for c in incident.conflicts if c.field == "type"]
    assert {value for value, _ in conflict.values} == {"ASSAULT", "COERCE"}


def test_order_of_decisions_and_reports_changes_nothing_but_which_is_newest() -> None:
    made = [decision(1, "merge", [0, 1]), decision(2, "reject", [3])]
    expected = {(i.id, i.review) for i in built(*made)}
    for order in itertools.islice(itertools.permutations(TOLD), 12):
        reports: list[Coded] = list(order)
        assert {(i.id, i.review) for i in build_incidents(reports, reviews=reviews_of(made, reports))} == expected
