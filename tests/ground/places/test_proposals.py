"""Where a text may name a place: the reader's names, and known names inside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ground.places import Proposal, gazetteer, propose
from dateline.ground.places.proposals import COVERS, core_of
from dateline.records import EntityType, Interval


def proposed(text: str, *named: tuple[EntityType, str]) -> list[tuple[str, str]]:
    spans: list[tuple[EntityType, Interval]] = [
        (kind, (text.index(name), text.index(name) + len(name))) for kind, name in named
    ]
    return [(text[slice(*p.span)], p.cover) for p in propose(gazetteer(), text, spans)]


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("location", "Mosul", [("Mosul", "location")]),
        ("location", "Kirkuk province", [("Kirkuk province", "location")]),
        ("location", "Xyzzyville", [("Xyzzyville", "location")]),
        ("group", "Iraqi", [("Iraqi", "group")]),
        ("facility", "University of Aleppo", [("University of Aleppo", "facility")]),
        ("organisation", "Georgia Department of Corrections", [("Georgia", "organisation part")]),
        ("organisation", "Iraqi Security Forces", [("Iraqi", "organisation part")]),
        ("other", "New York City firefighter", [("New York City", "other part")]),
        ("vehicle", "Boeing", []),
        ("person", "mayor of San Juan del Sur", [("San Juan del Sur", "person part")]),
        ("organisation", "Washington, D.C., police", [("Washington, D.C.", "organisation part")]),
        ("location", "the school", []),
        ("location", "the river bank", []),
        ("group", "villagers", []),
        ("organisation", "Hezbollah", []),
    ],
)
def test_what_is_proposed_of_a_name(kind: EntityType, name: str, expected: list[tuple[str, str]]) -> None:
    text = f"It was said that {name} burned."
    assert proposed(text, (kind, name)) == expected


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("countryside of Menbej", "Menbej"), ("the western countryside of Menbej", "Menbej"), ("Menbej city", "Menbej"),
        ("Menbej’s western countryside", "Menbej"), ("strategic village of Tal Melh", "Tal Melh"), ("Menbej", "Menbej"),
        ("Qasr al-Bureij village", "Qasr al-Bureij"), ("Homs Desert", "Homs Desert"), ("the city", "the city"),
    ],
)  # fmt: skip
def test_the_name_in_words_that_say_how_near(phrase: str, name: str) -> None:
    text = f"Shells fell in {phrase} today."
    start, end = core_of(text, (15, 15 + len(phrase)))
    assert text[start:end] == name


def test_of_an_unknown_name_in_such_words_the_bare_one_is_proposed_too() -> None:
    assert proposed("Shells fell in Xyzzy countryside.", ("location", "Xyzzy countryside")) == [
        ("Xyzzy", "location"),
        ("Xyzzy countryside", "location"),
    ]


def test_a_place_at_the_end_of_a_person() -> None:
    found = proposed("Terry Jones of McLean was shot.", ("person", "Terry Jones of McLean"))
    assert ("McLean", "person part") in found
    assert "of" not in {name for name, _ in found}


def test_places_inside_a_facility_beside_the_facility() -> None:
    found = proposed("A bomb hit the U.S. Embassy in Kabul.", ("facility", "U.S. Embassy in Kabul"))
    assert found == [("U.S.", "facility part"), ("U.S. Embassy in Kabul", "facility"), ("Kabul", "facility part")]


def test_a_part_says_where_in_the_name_it_stands() -> None:
    text = "A bomb hit the U.S. Embassy in Kabul."
    first, whole, last = propose(gazetteer(), text, [("facility", (15, 36))])
    assert [(p.first, p.last) for p in (first, whole, last)] == [(True, False), (True, True), (False, True)]


def test_the_owners_s_is_no_part_of_the_name() -> None:
    assert ("Baghdad", "organisation part") in proposed("Baghdad's Interior Ministry", ("organisation", "Baghdad's Interior Ministry"))  # fmt: skip


def test_proposals_stand_in_text_order_each_span_once() -> None:
    text = "Mosul fell. Kirkuk did not."
    spans: list[tuple[EntityType, Interval]] = [
        ("location", (12, 18)),
        ("location", (0, 5)),
        ("facility", (0, 5)),
        ("location", (0, 5)),
    ]
    assert [p.span for p in propose(gazetteer(), text, spans)] == [(0, 5), (12, 18)]
    assert propose(gazetteer(), text, []) == []


def test_what_the_reader_names_itself_is_no_mere_part() -> None:
    assert proposed("Iraqi police said so.", ("organisation", "Iraqi police"), ("group", "Iraqi")) == [
        ("Iraqi", "group")
    ]


WORDS = st.sampled_from(
    [
        "Mosul",
        "Iraqi",
        "of",
        "the",
        "Paris",
        "Smith",
        "St.",
        "U.S.",
        "bank",
        ",",
        "’s",
        "New",
        "York",
        "Al-Qaim",
        "北京",
        "-",
    ]
)
KINDS: list[EntityType] = ["person", "organisation", "group", "location", "facility", "other", "weapon"]


@given(st.lists(WORDS, min_size=1, max_size=12), st.data())
def test_proposals_are_capitalised_parts_of_the_names_given(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    ends = st.integers(0, len(text))
    spans = data.draw(
        st.lists(st.tuples(st.sampled_from(KINDS), st.tuples(ends, ends).map(lambda s: (min(s), max(s)))), max_size=4)
    )
    found = propose(gazetteer(), text, spans)
    assert [p.span for p in found] == sorted({p.span for p in found})
    for proposal in found:
        start, end = proposal.span
        assert any(c.isupper() for c in text[start:end])
        assert proposal.cover in COVERS
        assert any(a <= start < end <= b for _, (a, b) in spans)
        assert isinstance(proposal, Proposal)
