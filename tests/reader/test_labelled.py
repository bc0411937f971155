"""What the labels of words add: events that no list knows, places that change hands; and what they must not add."""

from __future__ import annotations

import pytest

from dateline.reader.joining import DOUBTED, LABELLED, SURELY_LABELLED, join_hits
from dateline.reader.labelled import HANDS, PARTY, change_in
from dateline.reader.network import Mark, Marks
from dateline.reader.triggers import find_triggers

from .samples import clause_of, words_of


def marks_of(sentence: str, labels: dict[str, tuple[str, float]], asked: str = "events", other: float = 0.5) -> Marks:
    """Marks with labels at words; `other` is how likely the head of events finds each word."""
    tokens = clause_of(sentence).tokens
    found = sorted(
        (Mark((sentence.index(word), sentence.index(word) + len(word)), *label) for word, label in labels.items()),
        key=lambda mark: mark.span,
    )
    marks = Marks(
        starts=[t.start for t in tokens], ends=[t.end for t in tokens], chances=[other for _ in tokens]
    )  # fmt: skip
    marks.labelled[asked] = found  # type: ignore[index]
    return marks


def added(sentence: str, marks: Marks) -> list[tuple[str, str]]:
    """The events that the labels add to the lists' of a sentence: word and type."""
    clause = clause_of(sentence)
    hits = find_triggers(clause, [])
    return [
        (clause.tokens[hit.head].text, hit.trigger.type) for hit in join_hits(clause, hits, marks) if hit not in hits
    ]


ROLLED = "A column rolled towards the wells at noon."


@pytest.mark.parametrize(
    ("chance", "other", "counts"),
    [
        (SURELY_LABELLED, 0.0, True),
        (SURELY_LABELLED - 0.01, 0.0, False),
        (LABELLED, DOUBTED, True),
        (LABELLED, DOUBTED - 0.01, False),
        (LABELLED - 0.01, 0.9, False),
    ],
)
def test_a_labelled_word_is_an_event_if_sure_or_not_doubted(chance: float, other: float, counts: bool) -> None:
    told = added(ROLLED, marks_of(ROLLED, {"rolled": ("MOBILIZE", chance)}, other=other))
    assert told == ([("rolled", "MOBILIZE")] if counts else [])


@pytest.mark.parametrize(("chance", "counts"), [(SURELY_LABELLED, True), (SURELY_LABELLED - 0.01, False)])
def test_a_word_that_the_lists_turn_down_must_be_sure(chance: float, counts: bool) -> None:
    sentence = "A cyclist was hit by a car."
    told = added(sentence, marks_of(sentence, {"hit": ("ASSAULT", chance)}))
    assert told == ([("hit", "ASSAULT")] if counts else [])


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Two guards are still missing.", "missing"),
        ("The driver was hurt.", "hurt"),
        ("A source cautioned that nothing was certain.", "cautioned"),
        ("They made no calls.", "made"),
        ("The wells were soon empty.", "soon"),
    ],
)
def test_states_speech_light_verbs_and_adverbs_are_no_events(sentence: str, word: str) -> None:
    assert added(sentence, marks_of(sentence, {word: ("ASSAULT", 0.99)})) == []


@pytest.mark.parametrize(
    ("sentence", "word", "counts"),
    [
        ("Villagers crossed the river at night.", "crossed", False),
        ("She treated 20 people.", "treated", False),
        ("Rebels crossed the river at night.", "crossed", True),
        ("Assailants crossed the river at night.", "crossed", True),
        ("Villagers were herded into a barn.", "herded", True),
    ],
)
def test_what_civilians_do_is_no_assault(sentence: str, word: str, counts: bool) -> None:
    assert bool(added(sentence, marks_of(sentence, {word: ("ASSAULT", 0.99)}))) == counts


def test_a_word_of_the_lists_stays_one_event() -> None:
    sentence = "Gunmen attacked the village."
    assert added(sentence, marks_of(sentence, {"attacked": ("COERCE", 0.99)})) == []


PASSED = "Tel Zorav, a hamlet to the west, slid from army grasp to the irregulars."
HELD = {"Zorav": ("place", HANDS), "slid": ("how", HANDS), "army": ("lost", PARTY), "irregulars": ("gained", PARTY)}


def test_a_place_changes_hands_by_its_labels() -> None:
    change = change_in(clause_of(PASSED), marks_of(PASSED, HELD, "hands"))
    assert change is not None
    control = change.control
    assert clause_of(PASSED).tokens[change.token].text == "slid"
    assert [words_of(PASSED, span) for span in (control.place, control.lost_by, control.gained_by)] == [
        "Tel Zorav", "army", "irregulars",
    ]  # fmt: skip
    assert added(PASSED, marks_of(PASSED, HELD, "hands")) == [("slid", "ASSAULT")]


@pytest.mark.parametrize(
    ("sentence", "labels", "located", "expected"),
    [
        (
            "The town of Konduga was prised from the garrison of Maiduguri.",
            {"town": "place", "prised": "how", "garrison": "lost"},
            ["Konduga"],
            ("Konduga", "garrison", None),
        ),
        (
            "The flag of the insurgents now flutters above Baga.",
            {"Baga": "place", "flutters": "how", "insurgents": "gained"},
            [],
            ("Baga", None, "insurgents"),
        ),
        (
            "The base slid from its fighters' grasp.",
            {"base": "place", "slid": "how", "fighters": "lost"},
            [],
            ("base", "its fighters", None),
        ),
    ],
)
def test_the_words_of_places_and_sides(
    sentence: str, labels: dict[str, str], located: list[str], expected: tuple[str | None, ...]
) -> None:
    marks = marks_of(sentence, {word: (label, 0.9) for word, label in labels.items()}, "hands")
    spans = [(sentence.index(name), sentence.index(name) + len(name)) for name in located]
    change = change_in(clause_of(sentence), marks, spans)
    assert change is not None
    control = change.control
    assert tuple(words_of(sentence, span) for span in (control.place, control.lost_by, control.gained_by)) == expected


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        (
            "Konduga slid from army grasp while Baga drifted back to it.",
            {"Konduga": "place", "slid": "how", "Baga": "place", "drifted": "how"},
        ),
        ("Konduga and, later, Baga slid away.", {"Konduga": "place", "Baga": "place", "slid": "how"}),
        ("Labour prised Konduga from its rival in the election.", {"prised": "how", "Konduga": "place"}),
    ],
)
def test_where_several_are_meant_or_votes_are_cast_nothing_changes_hands(sentence: str, labels: dict[str, str]) -> None:
    marks = marks_of(sentence, {word: (label, 0.9) for word, label in labels.items()}, "hands")
    assert change_in(clause_of(sentence), marks) is None


@pytest.mark.parametrize("missing", ["Zorav", "slid"])
def test_without_a_place_or_its_word_nothing_changes_hands(missing: str) -> None:
    rest = {word: label for word, label in HELD.items() if word != missing}
    doubtful = HELD | {missing: (HELD[missing][0], HANDS - 0.01)}
    for labels in (rest, doubtful):
        assert change_in(clause_of(PASSED), marks_of(PASSED, labels, "hands")) is None


def test_a_side_that_the_labels_do_not_name_is_unknown_and_who_only_leaves_retreats() -> None:
    labels = {word: label for word, label in HELD.items() if label[0] != "gained"}
    marks = marks_of(PASSED, labels, "hands")
    change = change_in(clause_of(PASSED), marks)
    assert change is not None
    assert change.control.gained_by is None
    assert added(PASSED, marks) == [("slid", "RETREAT")]


def test_where_a_rule_tells_the_change_the_labels_add_none() -> None:
    sentence = "Rebels captured Baga and the army slid away."
    marks = marks_of(sentence, {"Baga": ("place", 0.9), "slid": ("how", 0.9)}, "hands")
    clause = clause_of(sentence)
    span = (sentence.index("Baga"), sentence.index("Baga") + 4)
    hits = find_triggers(clause, [span])
    assert [hit.trigger.control for hit in hits] == ["actor"]
    assert join_hits(clause, hits, marks) == hits
