"""Inflection, sentences and word classes."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reader.lexicon import FormKind, inflect, irregular, not_events, plural, triggers, verb_forms, words
from dateline.reader.sentences import MAX_SENTENCE, sentences
from dateline.reader.tagging import tag
from dateline.records import Block

from .samples import read

FORMS: list[tuple[str, str, str, str, str]] = [
    ("attack", "attacks", "attacked", "attacked", "attacking"),
    ("carry", "carries", "carried", "carried", "carrying"),
    ("destroy", "destroys", "destroyed", "destroyed", "destroying"),
    ("fire", "fires", "fired", "fired", "firing"),
    ("flee", "flees", "fled", "fled", "fleeing"),
    ("free", "frees", "freed", "freed", "freeing"),
    ("die", "dies", "died", "died", "dying"),
    ("stop", "stops", "stopped", "stopped", "stopping"),
    ("ban", "bans", "banned", "banned", "banning"),
    ("stab", "stabs", "stabbed", "stabbed", "stabbing"),
    ("shoot", "shoots", "shot", "shot", "shooting"),
    ("take", "takes", "took", "taken", "taking"),
    ("hit", "hits", "hit", "hit", "hitting"),
    ("slay", "slays", "slew", "slain", "slaying"),
    ("withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing"),
    ("traffic", "traffics", "trafficked", "trafficked", "trafficking"),
    ("clash", "clashes", "clashed", "clashed", "clashing"),
    ("go off", "goes off", "went off", "gone off", "going off"),
    ("blow up", "blows up", "blew up", "blown up", "blowing up"),
    ("set fire to", "sets fire to", "set fire to", "set fire to", "setting fire to"),
    ("be displaced", "is displaced", "were displaced", "been displaced", "being displaced"),
]


@pytest.mark.parametrize(("lemma", "s", "past", "participle", "ing"), FORMS)
def test_verb_forms(lemma: str, s: str, past: str, participle: str, ing: str) -> None:
    assert inflect(lemma) == {"base": lemma, "s": s, "past": past, "participle": participle, "ing": ing}


@pytest.mark.parametrize(
    ("noun", "form"),
    [("attack", "attacks"), ("ambush", "ambushes"), ("army", "armies"), ("boy", "boys"), ("gunman", "gunmen"), ("siege", "sieges"),
     ("talks", "talks"), ("car bomb", "car bombs"), ("hostage", "hostages"), ("blast", "blasts")],
)  # fmt: skip
def test_plurals(noun: str, form: str) -> None:
    assert plural(noun) == form


_DOUBLED = ("bb", "dd", "gg", "mm", "nn", "pp", "rr", "tt")


def test_short_verbs_of_the_lists_double_their_consonant() -> None:
    """ "Robed" and "planed" are other words: each verb of one short syllable must stand in irregular.toml."""
    vowels = "aeiou"
    kinds: tuple[FormKind, ...] = ("base", "ing")
    for lemma, kind in {pair for pairs in verb_forms().values() for pair in pairs}:
        short = 3 <= len(lemma) <= 4 and lemma[-1] in "bdgmnprt" and lemma[-2] in vowels and lemma[-3] not in vowels
        if short and sum(c in vowels for c in lemma) == 1 and kind in kinds:
            assert inflect(lemma)["ing"][:-3].endswith(_DOUBLED), lemma


def test_irregular_verbs_have_past_and_participle() -> None:
    assert all(len(forms) in (2, 3) for forms in irregular().values())


def test_the_lists_are_in_lower_case() -> None:
    for first, found in triggers().items():
        assert first == first.lower()
        for trigger in found:
            assert trigger.words[0] == first
    for first, phrases in not_events().items():
        assert all(phrase[0] == first for phrase in phrases)
    assert all(word == word.lower() for name in ("people", "bodies", "facilities", "weapons") for word in words(name))


SENTENCES: list[tuple[str, list[str]]] = [
    ("Gen. Smith said the U.S. army left. It was Friday.", ["Gen. Smith said the U.S. army left.", "It was Friday."]),
    ("He died on Sept. 11. Nobody knew.", ["He died on Sept. 11.", "Nobody knew."]),
    ("“Go!” he said. They left.", ["“Go!” he said.", "They left."]),
    ("The U.N. said so. Dr. Ali left at 5 p.m. on Friday.", ["The U.N. said so.", "Dr. Ali left at 5 p.m. on Friday."]),
    ("It cost $1.5 million. They paid.", ["It cost $1.5 million.", "They paid."]),
    ("No. 5 fell. Then No. 6.", ["No. 5 fell.", "Then No. 6."]),
    ("Lt. Col. Musa Bello was shot. He died.", ["Lt. Col. Musa Bello was shot.", "He died."]),
    ("A.", ["A."]),
    (
        "It was so.\n\nThe army left\nthe town. It was Friday.",
        ["It was so.", "The army left\nthe town.", "It was Friday."],
    ),
    ("Who fired? Nobody knows.", ["Who fired?", "Nobody knows."]),
    (
        '"We stay. It is a "war". Two died. They left "at dawn". We wait.',
        ['"We stay.', 'It is a "war".', "Two died.", 'They left "at dawn".', "We wait."],
    ),
    (
        'The pipe is 5" wide. He called it "big". They left.',
        ['The pipe is 5" wide.', 'He called it "big".', "They left."],
    ),
    (
        '"We fight on," he said. Two men died. He added: "They came. They left.',
        ['"We fight on," he said.', "Two men died.", 'He added: "They came.', "They left."],
    ),
    (
        "Police spokesman Const. Tim Fanning left. Sgt. Bello stayed.",
        ["Police spokesman Const. Tim Fanning left.", "Sgt. Bello stayed."],
    ),
    (
        "Hide Caption 9 of 22 The market was attacked Read more: Two men died | Rain is due | MUST WATCH They left",
        [
            "Hide Caption 9 of 22",
            "The market was attacked",
            "Read more:",
            "Two men died",
            "|",
            "Rain is due",
            "|",
            "MUST WATCH",
            "They left",
        ],
    ),
    ("They read more than he did.", ["They read more than he did."]),
    ('"We stay. It is a war." They left.', ['"We stay. It is a war."', "They left."]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in read(text).sentences] == expected


@given(st.text())
def test_sentences_lie_in_order_and_leave_out_only_blanks(text: str) -> None:
    last = 0
    for start, end in sentences(text, Block(start=0, end=len(text), kind="paragraph")):
        assert last <= start < end <= len(text)
        assert not text[last:start].strip()
        last = end
    assert not text[last:].strip()


LONG = {
    "one word": "a" * 100_000,
    "words": "bomb " * 20_000,
    "capitals": "Mosul and " * 10_000,
    "commas": "1," * 50_000,
    "quotes": '"' * 100_000,
    "initials": "U.S." * 25_000,
    "blanks": "a" + " " * 100_000 + "b",
    "combining": "e" + "\u0301" * 100_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LONG)
def test_text_without_a_sentence_end_takes_linear_time(name: str) -> None:
    """In processor time, and against half of the text in the same run: the machines are noisy."""
    taken = []
    for text in (LONG[name][: len(LONG[name]) // 2], LONG[name]):
        started = time.process_time()
        reading = read(text)
        taken.append(time.process_time() - started)
        assert all(end - start <= MAX_SENTENCE for start, end in reading.sentences)
    assert taken[1] < 2 * 2.5 * taken[0] + 1, "twice the text, five times the time at most"


@pytest.mark.slow
def test_a_long_report_takes_linear_time() -> None:
    sentence = "Gunmen killed 12 people in Mosul on Sunday, said Ali Hassan. "
    taken = []
    for times in (500, 2000):
        started = time.process_time()
        assert len(read(sentence * times).events) == times
        taken.append(time.process_time() - started)
    assert taken[1] < 4 * 2.5 * taken[0], "four times the text, ten times the time at most"


TAGS: list[tuple[str, str]] = [
    ("Gunmen killed four policemen in Mosul.", "NOUN VERB NUM NOUN PREP NAME PUNCT"),
    ("The attack killed nine.", "DET NOUN VERB NUM PUNCT"),
    ("Rebels attack the town.", "NOUN VERB DET NOUN PUNCT"),
    ("Police said the attacks continued.", "NOUN VERB DET NOUN VERB PUNCT"),
    ("The wounded soldiers fled.", "DET ADJ NOUN VERB PUNCT"),
    ("They're shelling the city.", "PRON AUX VERB DET NOUN PUNCT"),
    ("The army's attack on Mosul failed.", "DET NOUN POSS NOUN PREP NAME VERB PUNCT"),
    ("Soldiers attacked the rebels' base.", "NOUN VERB DET NOUN POSS NOUN PUNCT"),
    ("Soldiers attacked the rebels’ base.", "NOUN VERB DET NOUN POSS NOUN PUNCT"),
    ("He said 'we fear the rebels' and left.", "PRON VERB PUNCT PRON VERB DET NOUN PUNCT CONJ VERB PUNCT"),
    ("A stray shot from the camp hit a nun.", "DET ADJ NOUN PREP DET NOUN VERB DET NOUN PUNCT"),
    ("They took the last remaining town.", "PRON VERB DET NOUN ADJ NOUN PUNCT"),
    ("Protesters clash with police.", "NOUN VERB PREP NOUN PUNCT"),
    ("Five more were hurt.", "NUM NOUN AUX VERB PUNCT"),
    ("Five more men were hurt.", "NUM ADJ NOUN AUX VERB PUNCT"),
    ("Police named the bombing suspect.", "NOUN VERB DET NOUN NOUN PUNCT"),
    ("They were sympathetic to rebels.", "PRON AUX ADJ TO NOUN PUNCT"),
    ("Police fear more attacks.", "NOUN VERB DET NOUN PUNCT"),
    ("At least 12 people died.", "ADV ADV NUM NOUN VERB PUNCT"),
    ("He did not attack them.", "PRON AUX NEG VERB PRON PUNCT"),
    ("They didn't fire.", "PRON AUX NEG VERB PUNCT"),
    ("Two-thirds of the town was destroyed.", "NUM PREP DET NOUN AUX VERB PUNCT"),
]


@pytest.mark.parametrize(("sentence", "tags"), TAGS)
def test_word_classes(sentence: str, tags: str) -> None:
    assert " ".join(token.tag for token in tag(sentence, (0, len(sentence)))) == tags


@given(st.text())
def test_tokens_lie_in_order_and_leave_out_only_blanks(text: str) -> None:
    tokens = tag(text, (0, len(text)))
    for one, other in pairwise(tokens):
        assert one.end <= other.start
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert "".join(token.text for token in tokens) == "".join(text.split())
