"""The word lists and the network joined, on hand-made marks: what stays and what is added."""

from __future__ import annotations

from typing import get_args

import pytest

from dateline.ground import name_type
from dateline.reader.entities import Found
from dateline.reader.joining import (
    ARMED,
    ENTITY,
    MODE,
    PARTY,
    RENAMED,
    join_entities,
    join_hits,
    mode_of,
    open_parties,
    telling_of,
)
from dateline.reader.network import Mark, Marks, Telling
from dateline.reader.network.marking import TELLS
from dateline.reader.reading import RoleReading
from dateline.reader.triggers import find_triggers
from dateline.records import EventType, RoleName

from ..samples import clause_of

TEXT = "Gunmen attacked the Zorbeh Front near Kalem, said Qolat Zorbeh of Mosul on Friday."


def span(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def a_mark(words: str, label: str, chance: float = 0.9, text: str = TEXT) -> Mark:
    return Mark(span(words, text), label, chance)


def telling(
    words: str, kind: str, chance: float, text: str, *arguments: Mark, modes: dict[str, float] | None = None
) -> Telling:
    types = {"ASSAULT": 0.0, "COERCE": 0.0, "OTHER": 0.0} | {kind: chance}
    return Telling(span(words, text), chance, types, modes or {}, arguments)


def marks_of(text: str, *tellings: Telling, rest: float = 0.5) -> Marks:
    """Marks in which every word tells an event with probability `rest`, those of `tellings` with their own."""
    words = [(token.start, token.end) for token in clause_of(text).tokens]
    own = {t.span: t.chance for t in tellings}
    return Marks(
        tellings=sorted(tellings, key=lambda t: t.span), starts=[a for a, _ in words], ends=[b for _, b in words],
        chances=[own.get(word, rest) for word in words],
    )  # fmt: skip


FRONT = Found(span("Zorbeh Front"), "organisation", name=True)
MOSUL = Found(span("Mosul"), "location", name=True)
GUNMEN = Found(span("Gunmen"), "person", name=False)
CASES: list[tuple[str, list[Found], list[Mark], list[tuple[str, str, bool]]]] = [
    ("no marks leave all as it is", [GUNMEN, FRONT], [],
     [("Gunmen", "person", False), ("Zorbeh Front", "organisation", True)]),
    ("what nobody found is added", [], [a_mark("Kalem", "location")], [("Kalem", "location", True)]),
    ("a common noun is no name", [], [a_mark("attacked", "person")], [("attacked", "person", False)]),
    ("a place without a name cannot be looked up", [], [a_mark("near", "location")], []),
    ("a weapon is no name", [], [a_mark("Kalem", "weapon")], [("Kalem", "weapon", False)]),
    ("an article is no part of a name", [], [a_mark("the Zorbeh Front", "organisation")],
     [("Zorbeh Front", "organisation", True)]),
    ("too unlikely to be added", [], [a_mark("Kalem", "location", ENTITY - 0.01)], []),
    ("an unknown name is what the network says", [FRONT], [a_mark("Zorbeh Front", "person")],
     [("Zorbeh Front", "person", True)]),
    ("unless the network is not sure enough", [FRONT], [a_mark("Zorbeh Front", "person", RENAMED - 0.01)],
     [("Zorbeh Front", "organisation", True)]),
    ("a facility is a location to the network and stays one", [Found(span("Zorbeh Front"), "facility", name=True)],
     [a_mark("Zorbeh Front", "location")], [("Zorbeh Front", "facility", True)]),
    ("an unknown name goes as far as the network says", [Found(span("Zorbeh of Mosul"), "person", name=True)],
     [a_mark("Qolat Zorbeh", "person")], [("Qolat Zorbeh", "person", True)]),
    ("a known name stays what it is", [MOSUL], [a_mark("Mosul", "person")], [("Mosul", "location", True)]),
    ("also where the network takes more", [MOSUL], [a_mark("Qolat Zorbeh of Mosul", "person")], [("Mosul", "location", True)]),
    ("what is no name stays", [GUNMEN], [a_mark("Gunmen", "organisation")], [("Gunmen", "person", False)]),
    ("two unknown names in one of the network's",
     [Found(span("Qolat"), "person", name=True), Found((TEXT.rindex("Zorbeh"), TEXT.rindex("Zorbeh") + 6), "other", name=True)],
     [a_mark("Qolat Zorbeh", "person")], [("Qolat Zorbeh", "person", True)]),
    ("times, money and numbers are the grammar's", [],
     [a_mark("Friday", "time"), a_mark("Kalem", "money"), a_mark("near", "quantity")], []),
    ("in text order", [MOSUL], [a_mark("Kalem", "location"), a_mark("Gunmen", "group")],
     [("Gunmen", "group", True), ("Kalem", "location", True), ("Mosul", "location", True)]),
]  # fmt: skip


@pytest.mark.parametrize(("found", "marks", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_entities(found: list[Found], marks: list[Mark], expected: list[tuple[str, str, bool]]) -> None:
    joined = join_entities(TEXT, (0, len(TEXT)), found, marks, name_type)
    assert [(TEXT[slice(*f.span)], f.type, f.name) for f in joined] == expected


@pytest.mark.parametrize(
    ("label", "name"),
    [("person", True), ("organisation", True), ("location", True), ("group", True), ("weapon", False)],
)
def test_names_in_a_sentence_without_a_capital(label: str, *, name: bool) -> None:
    lower = TEXT.lower()
    mark = a_mark("the zorbeh front", label, text=lower)
    (joined,) = join_entities(lower, (0, len(lower)), [], [mark], name_type)
    assert (lower[slice(*joined.span)], joined.type, joined.name) == ("zorbeh front", label, name)


def test_case_is_asked_of_the_sentence_alone() -> None:
    text = f"Title Words. {TEXT.lower()}"
    begin = len("Title Words. ")
    mark = a_mark("qolat zorbeh", "person", text=text)
    (joined,) = join_entities(text, (begin, len(text)), [], [mark], name_type)
    assert joined.name
    (joined,) = join_entities(text, (0, len(text)), [], [mark], name_type)
    assert not joined.name


def hits(text: str, marks: Marks) -> list[tuple[str, str]]:
    clause = clause_of(text)
    found = join_hits(clause, find_triggers(clause, []), marks)
    return [(text[clause.tokens[h.start].start : clause.tokens[h.end - 1].end], h.trigger.type) for h in found]


LISTED = "Visitors killed nine people and blorked the mayor in the garden."


def test_a_lists_trigger_stays_without_the_network() -> None:
    assert hits(LISTED, Marks()) == [("killed", "ASSAULT")]


def test_a_lists_trigger_keeps_its_type() -> None:
    marks = marks_of(LISTED, telling("killed", "COERCE", 0.99, LISTED))
    assert hits(LISTED, marks) == [("killed", "ASSAULT")]


@pytest.mark.parametrize(
    ("words", "kind", "chance", "added"),
    [
        ("blorked", "COERCE", 0.99, True),
        ("blorked", "COERCE", TELLS, True),
        ("blorked", "COERCE", TELLS - 0.01, False),
        ("blorked", "OTHER", 0.99, False),  # an event that PLOVER does not code
        ("garden", "ASSAULT", 0.99, True),
        ("the", "ASSAULT", 0.99, False),  # neither verb nor noun
        ("in", "ASSAULT", 0.99, False),
    ],
)
def test_the_networks_own_triggers(words: str, kind: str, chance: float, *, added: bool) -> None:
    party = a_mark("the mayor", "victim", PARTY, LISTED)
    found = hits(LISTED, marks_of(LISTED, telling(words, kind, chance, LISTED, party)))
    assert ((words, kind) in found) is added
    assert ("killed", "ASSAULT") in found
    assert len(found) == 1 + added


@pytest.mark.parametrize(("label", "chance"), [("victim", PARTY - 0.01), ("place", 0.99)])
def test_the_network_adds_no_event_in_which_nobody_takes_part(label: str, chance: float) -> None:
    party = a_mark("the mayor", label, chance, LISTED)
    assert hits(LISTED, marks_of(LISTED, telling("blorked", "COERCE", 0.99, LISTED, party))) == [("killed", "ASSAULT")]


@pytest.mark.parametrize(
    ("who", "kind", "chance", "added"),
    [
        ("Gunmen", "COERCE", ARMED, True),
        ("Gunmen", "COERCE", ARMED - 0.01, False),
        ("Gunmen", "RETREAT", 0.85, False),
        ("Visitors", "COERCE", 0.85, False),
    ],
)
def test_a_verb_of_force_counts_sooner_where_armed_men_do_it(
    who: str, kind: str, chance: float, *, added: bool
) -> None:
    text = f"{who} blorked the mayor in the garden."
    assert hits(text, marks_of(text, telling("blorked", kind, chance, text))) == [("blorked", kind)] * added


def test_triggers_come_in_text_order() -> None:
    text = "The blorking began before gunmen killed nine people."
    party = a_mark("gunmen", "actor", text=text)
    assert hits(text, marks_of(text, telling("blorking", "COERCE", 0.9, text, party))) == [
        ("blorking", "COERCE"),
        ("killed", "ASSAULT"),
    ]


def test_the_telling_of_a_trigger_is_the_likeliest_of_its_words() -> None:
    low, high = telling("killed", "ASSAULT", 0.4, LISTED), telling("nine", "ASSAULT", 0.6, LISTED)
    marks = Marks(tellings=[low, high])
    assert telling_of(marks, span("killed nine", LISTED)) == high
    assert telling_of(marks, span("killed", LISTED)) == low
    assert telling_of(marks, span("mayor", LISTED)) is None


@pytest.mark.parametrize(
    ("modes", "kind", "mode"),
    [
        ({}, "ASSAULT", ()),
        ({"ASSAULT/beat": MODE}, "ASSAULT", ("beat",)),
        ({"ASSAULT/beat": MODE - 0.01}, "ASSAULT", ()),
        ({"ASSAULT/beat": 0.6, "ASSAULT/aerial": 0.8}, "ASSAULT", ("aerial",)),  # one mode
        ({"ASSAULT/beat": 0.6, "COERCE/arrest": 0.9}, "ASSAULT", ("beat",)),  # of its own type
        ({"COERCE/arrest": 0.9}, "ASSAULT", ()),
        ({"COERCE/martial-law": 0.9}, "COERCE", ("martial-law",)),
    ],
)
def test_modes(modes: dict[str, float], kind: EventType, mode: tuple[str, ...]) -> None:
    assert mode_of(telling("killed", kind, 0.9, LISTED, modes=modes), kind) == mode


def test_no_telling_has_no_mode_and_no_parties() -> None:
    assert mode_of(None, "ASSAULT") == ()
    assert open_parties(None, [], (0, 1)) == []


def role(name: RoleName, words: str) -> RoleReading:
    return RoleReading(name, span(words, LISTED), None, None)


def party(words: str, label: str, chance: float = 0.9) -> Mark:
    return a_mark(words, label, chance, LISTED)


PARTIES: list[tuple[str, list[RoleReading], list[Mark], list[tuple[str, str]]]] = [
    ("none", [], [], []),
    ("open roles are filled, the likeliest first", [], [party("Visitors", "actor", 0.7), party("nine people", "victim", 0.8)],
     [("victim", "nine people"), ("actor", "Visitors")]),
    ("the grammar's role stays", [role("actor", "Visitors")], [party("the mayor", "actor")], []),
    ("victim, target and recipient are one question", [role("victim", "nine people")],
     [party("the mayor", "recipient"), party("the garden", "target")], []),
    ("one party a question", [], [party("the mayor", "victim", 0.8), party("nine people", "target", 0.9)],
     [("target", "nine people")]),
    ("a span that has a role takes no other", [role("actor", "Visitors")], [party("Visitors", "victim")], []),
    ("the trigger is no party", [], [party("killed nine", "victim")], []),
    ("two parties do not overlap", [], [party("nine people", "victim", 0.9), party("people and", "actor", 0.8)],
     [("victim", "nine people")]),
    ("likely enough", [], [party("Visitors", "actor", PARTY)], [("actor", "Visitors")]),
    ("too unlikely", [], [party("Visitors", "actor", PARTY - 0.01)], []),
    ("places are the grammar's", [], [party("the garden", "place")], []),
    ("an instrument beside both parties", [role("actor", "Visitors"), role("victim", "nine people")],
     [party("the garden", "instrument")], [("instrument", "the garden")]),
]  # fmt: skip


@pytest.mark.parametrize(("roles", "arguments", "expected"), [p[1:] for p in PARTIES], ids=[p[0] for p in PARTIES])
def test_parties(roles: list[RoleReading], arguments: list[Mark], expected: list[tuple[str, str]]) -> None:
    told = telling("killed", "ASSAULT", 0.9, LISTED, *arguments)
    found = open_parties(told, roles, span("killed", LISTED))
    assert [(name, LISTED[slice(*where)]) for name, where in found] == expected
    assert {name for name, _ in found} <= set(get_args(RoleName))
