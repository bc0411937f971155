"""What the labels of words add: events that no list knows; and what they must not add."""

from __future__ import annotations

import pytest

from dateline.reader.joining import DOUBTED, LABELLED, SURELY_LABELLED, TYPED, TYPED_FORCE, UNTYPED, join_hits
from dateline.reader.network import Mark, Marks
from dateline.reader.network.marking import Telling
from dateline.reader.triggers import find_triggers

from .samples import clause_of


def marks_of(sentence: str, labels: dict[str, tuple[str, float]], other: float = 0.5, typed: float = 0.5) -> Marks:
    """Marks with labels at words; `other` is how likely the head of events finds each word, `typed` each label's type."""
    tokens = clause_of(sentence).tokens
    found = sorted(
        (Mark((sentence.index(word), sentence.index(word) + len(word)), *label) for word, label in labels.items()),
        key=lambda mark: mark.span,
    )
    told = [Telling(mark.span, other, {"OTHER": 0.0, mark.label: typed}, {}, ()) for mark in found]
    return Marks(
        labelled=found,
        tellings=told,
        starts=[t.start for t in tokens],
        ends=[t.end for t in tokens],
        chances=[other for _ in tokens],
    )


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


@pytest.mark.parametrize(
    ("label", "chance", "typed", "counts"),
    [
        ("MOBILIZE", LABELLED, TYPED_FORCE, True),
        ("MOBILIZE", SURELY_LABELLED - 0.01, TYPED_FORCE - 0.01, False),
        ("MOBILIZE", SURELY_LABELLED, 0.0, True),
        ("AID", LABELLED, TYPED, True),
        ("AID", UNTYPED - 0.01, TYPED - 0.01, False),
        ("AID", UNTYPED, 0.0, True),
    ],
)
def test_a_label_needs_its_type_or_to_be_sure(label: str, chance: float, typed: float, counts: bool) -> None:
    told = added(ROLLED, marks_of(ROLLED, {"rolled": (label, chance)}, typed=typed))
    assert told == ([("rolled", label)] if counts else [])


@pytest.mark.parametrize("sentence", ["They gave an interview.", "He wants a car.", "The two exchanged emails."])
def test_interviews_wishes_and_letters_are_no_dealings(sentence: str) -> None:
    word = next(w for w in ("interview", "wants", "emails") if w in sentence)
    assert added(sentence, marks_of(sentence, {word: ("CONSULT", 0.99)})) == []
    assert added(sentence, marks_of(sentence, {word: ("PROTEST", 0.99)})) == [(word, "PROTEST")]


@pytest.mark.parametrize(("chance", "counts"), [(SURELY_LABELLED, True), (SURELY_LABELLED - 0.01, False)])
def test_a_word_that_the_lists_turn_down_must_be_sure(chance: float, counts: bool) -> None:
    sentence = "A cyclist was hit by a stranger."
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
        ("They said they had buried 29 people.", "buried", False),
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
