"""Marks by character offsets, and texts read in parts: nothing is lost, nothing is out of order, memory is bounded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import get_args

import pytest

from dateline.reader.lexicon import trigger_words
from dateline.reader.network import Mark, Marks, Network, Telling, load_network, mark, marking
from dateline.reader.network.labelling import EVENTS
from dateline.reader.network.network import Pending
from dateline.reader.network.windows import rough_sentences
from dateline.reader.words import split_words
from dateline.records import EntityType, Interval

NETWORK = load_network()
STORY = (
    "Gunmen killed three policemen in Mosul on Saturday, the mayor said. The army shelled Idlib. "
    "Police arrested Musa Bello in Kano. Nobody claimed the attack! Thousands protested in Tunis.\n\n"
)


def telling(start: int, end: int, chance: float = 0.9) -> Telling:
    return Telling((start, end), chance, {"ASSAULT": chance, "OTHER": 0.0}, {}, ())


# "Gunmen killed nine. Then they left." with the words of the first sentence, and "left" of the second, read
MARKS = Marks(
    entities=[Mark((0, 6), "person", 0.9), Mark((14, 18), "quantity", 0.8), Mark((25, 29), "person", 0.6)],
    tellings=[telling(7, 13), telling(30, 34, 0.4)],
    starts=[0, 7, 14, 18, 30],
    ends=[6, 13, 18, 19, 34],
    chances=[0.1, 0.9, 0.2, 0.0, 0.4],
)


@pytest.mark.parametrize(
    ("span", "chance"),
    [
        ((7, 13), 0.9), ((0, 6), 0.1), ((14, 18), 0.2), ((18, 19), 0.0),
        ((0, 34), 0.9),  # the highest
        ((14, 34), 0.4), ((9, 10), 0.9),  # within a word
        ((12, 15), 0.9), ((6, 7), None), ((20, 29), None), ((34, 40), None), ((100, 101), None),
    ],
)  # fmt: skip
def test_the_chance_at_a_span(span: Interval, chance: float | None) -> None:
    assert MARKS.chance_at(span) == chance


@pytest.mark.parametrize(
    ("span", "starts"),
    [((0, 19), [7]), ((0, 34), [7, 30]), ((7, 8), [7]), ((8, 30), []), ((0, 7), []), ((30, 31), [30]), ((50, 60), [])],
)
def test_the_words_that_tell_in_a_span(span: Interval, starts: list[int]) -> None:
    assert [t.span[0] for t in MARKS.tellings_in(span)] == starts


@pytest.mark.parametrize(
    ("span", "starts"), [((0, 19), [0, 14]), ((0, 35), [0, 14, 25]), ((1, 14), []), ((14, 15), [14]), ((25, 25), [])]
)
def test_the_entities_that_begin_in_a_span(span: Interval, starts: list[int]) -> None:
    assert [m.span[0] for m in MARKS.entities_in(span)] == starts


def test_no_marks_answer_nothing() -> None:
    assert Marks().chance_at((0, 9)) is None
    assert Marks().tellings_in((0, 9)) == []
    assert Marks().entities_in((0, 9)) == []


def test_the_likeliest_type_of_a_telling() -> None:
    assert Telling((0, 1), 0.9, {"AID": 0.2, "OTHER": 0.5, "ASSAULT": 0.2}, {}, ()).type == "OTHER"


def test_every_label_of_the_entities_has_its_type() -> None:
    assert set(marking.TYPES) == set(NETWORK.manifest.labels["re3d"])
    assert set(marking.TYPES.values()) <= set(get_args(EntityType))


class Watched(Network):
    """The network that also notes how many word pieces it is asked to hold at once."""

    def __init__(self) -> None:
        super().__init__(NETWORK.manifest)
        self.calls: list[list[int]] = []

    def begin(self, texts: Sequence[str], bounds: Sequence[Sequence[Interval] | None] | None = None) -> Pending:
        pending = super().begin(texts, bounds)
        self.calls.append([len(read.tokens.ids) for read in pending.result()])
        return pending


def bounds_of(text: str) -> list[Interval]:
    return [(a, a + len(text[a:b].rstrip())) for a, b in rough_sentences(text)]


def words_of(text: str, sentences: Sequence[Interval]) -> list[Interval]:
    return [(start, end) for sentence in sentences for start, end, _ in split_words(text, sentence)]


def check(text: str, sentences: Sequence[Interval], marks: Marks) -> None:
    """What holds for the marks of any text."""
    words = words_of(text, sentences)
    assert list(zip(marks.starts, marks.ends, strict=True)) == words
    assert len(marks.chances) == len(words)
    assert all(0 <= chance <= 1 + 1e-6 for chance in marks.chances)
    firsts, lasts = {a for a, _ in words}, {b for _, b in words}

    def lies_in_a_sentence(span: Interval) -> bool:
        return span[0] in firsts and span[1] in lasts and any(a <= span[0] < span[1] <= b for a, b in sentences)

    assert all(lies_in_a_sentence(m.span) for m in marks.entities)
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(marks.entities)), "entities overlap or are out of order"
    assert all(a.span[0] < b.span[0] for a, b in pairwise(marks.tellings))
    assert all(m.span in words and m.label in EVENTS and m.chance >= marking.LABELLED for m in marks.labelled)
    assert all(a.span[0] < b.span[0] for a, b in pairwise(marks.labelled))
    for told in marks.tellings:
        assert told.span in words
        assert told.chance == pytest.approx(marks.chance_at(told.span), abs=1e-6)
        assert told.chance >= marking.ASKED
        assert set(told.types) == set(NETWORK.manifest.labels["events"])
        (home,) = [(a, b) for a, b in sentences if a <= told.span[0] < b]
        for argument in told.arguments:
            assert home[0] <= argument.span[0] < argument.span[1] <= home[1]
            assert argument.label in NETWORK.manifest.labels["roles"]


def test_a_long_report_read_in_parts_has_marks_for_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marking, "PART", 60)
    monkeypatch.setattr(marking, "TOGETHER", 150)
    network, text = Watched(), STORY * 12
    sentences = bounds_of(text)
    (marks,) = mark(network, [(text, sentences)])
    check(text, sentences, marks)
    assert len(network.calls) >= 5
    assert all(len(call) > 1 for call in network.calls[:-1]), "parts are not held together"
    assert sum(map(len, network.calls)) >= 9
    # four characters a piece is a rough rule, so the bounds may be passed by as much as the rule is off
    off = sum(map(sum, network.calls)) / (sum(b - a for a, b in sentences) / 4)
    longest = max(b - a for a, b in sentences) / 4
    assert max(max(call) for call in network.calls) <= (60 + longest) * max(off, 1)
    assert max(sum(call) for call in network.calls) <= (150 + longest) * max(off, 1)
    assert marks.tellings
    for number in range(12):
        begin, end = number * len(STORY), (number + 1) * len(STORY)
        assert marks.tellings_in((begin, end)), f"telling {number} of the same story is lost"
        assert marks.entities_in((begin, end))


def test_a_short_report_is_read_at_once() -> None:
    network = Watched()
    (marks,) = mark(network, [(STORY, bounds_of(STORY))])
    check(STORY, bounds_of(STORY), marks)
    assert [len(call) for call in network.calls] == [1]


def test_reports_together_have_the_marks_they_have_alone() -> None:
    texts = [STORY, "", "No.", STORY * 4, "\u200b\ufffd", STORY.upper()]
    together = list(mark(NETWORK, [(text, bounds_of(text)) for text in texts], templates=True))
    assert len(together) == len(texts)
    for text, marks in zip(texts, together, strict=True):
        if text != texts[4]:
            check(text, bounds_of(text), marks)
        (alone,) = mark(NETWORK, [(text, bounds_of(text))], templates=True)
        assert [(m.span, m.label) for m in marks.entities] == [(m.span, m.label) for m in alone.entities]
        assert [t.span for t in marks.tellings] == [t.span for t in alone.tellings]
        assert marks.chances == pytest.approx(alone.chances, abs=1e-3)
        assert marks.templates == alone.templates


def test_marks_come_while_later_texts_are_still_to_come() -> None:
    """A stream of any length is read in the memory of a few texts."""
    taken = 0

    def texts() -> Iterator[tuple[str, list[Interval]]]:
        nonlocal taken
        while taken < 40:
            taken += 1
            yield STORY * 20, bounds_of(STORY * 20)

    pieces = len(STORY) * 20 / 4
    ahead = 2 * marking.TOGETHER / pieces + 2
    for number, marks in enumerate(mark(NETWORK, texts())):
        assert len(marks.tellings) >= 20
        assert number < taken <= number + 1 + ahead
    assert taken == 40


def test_what_is_given_up_is_not_read() -> None:
    network = Watched()
    stream = mark(network, ((STORY * 20, bounds_of(STORY * 20)) for _ in range(40)))
    assert next(stream).tellings
    asked = len(network.calls)
    stream.close()  # type: ignore[attr-defined]
    assert len(network.calls) == asked < 10


def test_who_takes_part_is_asked_only_where_an_event_may_come_of_it() -> None:
    (marks,) = mark(NETWORK, [(STORY, bounds_of(STORY))])
    for told in marks.tellings:
        assert not told.arguments or told.is_sure or STORY[slice(*told.span)].lower() in trigger_words()
    assert {STORY[slice(*a.span)] for t in marks.tellings for a in t.arguments} >= {"Gunmen", "Police"}


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\ufffd\u0301"])
def test_a_text_without_a_piece_has_no_marks(text: str) -> None:
    (marks,) = mark(NETWORK, [(text, [(0, len(text))] if text else [])], templates=True)
    assert marks == Marks()
    assert list(mark(NETWORK, [])) == []


def test_words_that_the_tokenizer_drops_have_a_chance_too() -> None:
    text = "\ufffd Gunmen \ufffd killed \u200b nine \ufffd."
    (marks,) = mark(NETWORK, [(text, [(0, len(text))])])
    check(text, [(0, len(text))], marks)


def test_sentences_that_are_left_out_have_no_marks() -> None:
    sentences = bounds_of(STORY)
    (marks,) = mark(NETWORK, [(STORY, sentences[1:3])])
    check(STORY, sentences[1:3], marks)
    assert marks.chance_at(sentences[0]) is None
    assert marks.chance_at(sentences[4]) is None


def test_a_sentence_longer_than_a_part_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marking, "PART", 20)
    text = "gunmen killed nine and " * 20
    (marks,) = mark(NETWORK, [(text, [(0, len(text.rstrip()))])])
    check(text, [(0, len(text.rstrip()))], marks)


def test_templates_are_filled_only_where_they_are_asked_for() -> None:
    text = STORY.upper() * 3
    (without,) = mark(NETWORK, [(text, bounds_of(text))])
    assert without.templates == []


def test_templates_name_words_of_the_report() -> None:
    text = (
        "A BOMB EXPLODED OUTSIDE THE US EMBASSY IN LIMA AND KILLED MAYOR JUAN PEREZ. SHINING PATH GUERRILLAS THREW IT. "
        * 2
    )
    (marks,) = mark(NETWORK, [(text, bounds_of(text))], templates=True)
    for template in marks.templates:
        for entities in template.fillers.values():
            assert all(string in text for strings in entities for string in strings)
