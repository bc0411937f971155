"""Noun phrases, and the subject, object and agent of verbs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reader.clauses import Clause, Phrase
from dateline.reader.phrases import agent_of, is_passive, object_of
from dateline.reader.subjects import subject_of

from .samples import clause_of, read


def told(clause: Clause, phrase: Phrase | None) -> str | None:
    if phrase is None:
        return None
    start, end = clause.offsets(phrase)
    base = clause.tokens[0].start
    return SOURCE[id(clause)][start - base : end - base]


SOURCE: dict[int, str] = {}


def parsed(sentence: str) -> Clause:
    clause = clause_of(sentence)
    SOURCE[id(clause)] = sentence
    return clause


def verb_at(clause: Clause, word: str) -> int:
    return next(index for index, token in enumerate(clause.tokens) if token.text == word)


ACTIVE: list[tuple[str, str, str | None, str | None]] = [
    ("Gunmen killed four policemen.", "killed", "Gunmen", "four policemen"),
    ("The army has shelled the town.", "shelled", "The army", "the town"),
    ("Rebels in Aleppo attacked a convoy.", "attacked", "Rebels", "a convoy"),
    ("The general, a veteran of the war, ordered an attack.", "ordered", "The general", "an attack"),
    ("Gunmen who came by night burned the village.", "burned", "Gunmen", "the village"),
    ("Militants tried to storm the prison.", "storm", "Militants", "the prison"),
    ("Troops entered the town and arrested nine men.", "arrested", "Troops", "nine men"),
    ("The army ordered villagers to leave their homes.", "leave", "villagers", "their homes"),
    ("Dozens of civilians fled.", "fled", "Dozens of civilians", None),
    ("The bomb killed at least 12 people.", "killed", "The bomb", "12 people"),
    ("Police did not fire.", "fire", "Police", None),
    ("Analysts expect the army to attack the town.", "attack", "the army", "the town"),
    ("He sent troops to storm the compound.", "storm", "troops", "the compound"),
    ("The army used a drone to kill the commander.", "kill", "The army", "the commander"),
    (
        "Fighters entered Mekelle on Monday as federal troops abandoned the town.",
        "abandoned",
        "federal troops",
        "the town",
    ),
    ("A man known as the butcher killed nine people.", "killed", "A man", "nine people"),
    ("The driver woke as officers came and was taken away.", "woke", "The driver", None),
    ("The army said it had struck a camp and killed 18 fighters.", "killed", "it", "18 fighters"),
    ("They took the office after Congolese troops fled.", "fled", "Congolese troops", None),
    ("Gunmen beat women who had gathered to protest and fired shots.", "fired", "Gunmen", "shots"),
    ("The raid on a ward that killed 24 went on.", "killed", "The raid", "24"),
    ("Gunmen armed with rifles killed four people.", "killed", "Gunmen", "four people"),
    ("The men believed to have shot the mayor fled.", "fled", "The men", None),
    ("Two rebels who had crossed the border on Monday entered Ode.", "entered", "Two rebels", "Ode"),
    ("The man who killed the officer fled.", "fled", "The man", None),
    ("He said in January that jailed leaders of the gang fled.", "fled", "leaders of the gang", None),
    ("The bus stopped, after which armed men shot them.", "shot", "men", "them"),
    (
        "A grenade thrown into a shop near the hall which had housed the council killed two men.",
        "killed",
        "A grenade",
        "two men",
    ),
    ("A case was lodged against two men who were seen fleeing.", "fleeing", "two men", None),
    ("Rebels climbed the hill, reported the paper, and shelled Ode.", "shelled", "Rebels", "Ode"),
    ("The chief (head of a clan) fled.", "fled", "The chief", None),
    ("A man) fled.", "fled", "A man", None),
    ("Gunmen shot dead a trader, accusing him of theft.", "accusing", "Gunmen", "him"),
    ("When he stepped on a mine laid by rebels he died.", "stepped", "he", None),
    ("The rebels dragged them out, beat and kicked two men.", "beat", "The rebels", None),
    (
        "He told of the abduction of clerks by rebels, who also killed a guard and injured another.",
        "injured",
        "rebels",
        "another",
    ),
    ("Charges were filed against a clerk accused of killing a guard.", "killing", "a clerk", "a guard"),
    ("Rebels ordered villagers to gather and shot three men.", "shot", "Rebels", "three men"),
]


@pytest.mark.parametrize(("sentence", "verb", "subject", "thing"), ACTIVE)
def test_subject_and_object(sentence: str, verb: str, subject: str | None, thing: str | None) -> None:
    clause = parsed(sentence)
    index = verb_at(clause, verb)
    assert not is_passive(clause, index)
    assert told(clause, subject_of(clause, index)) == subject
    assert told(clause, object_of(clause, index)) == thing


def test_who_is_blamed_blames_nobody() -> None:
    clause = parsed("Attacks rose, officials said, even as the rebels blamed for them give up the town.")
    assert told(clause, subject_of(clause, verb_at(clause, "blamed"))) != "the rebels"


def test_who_leaves_when_forced() -> None:
    clause = parsed("Militants forced villagers to leave their homes.")
    assert told(clause, subject_of(clause, verb_at(clause, "leave"))) == "villagers"


PASSIVE: list[tuple[str, str, str | None, str | None]] = [
    ("Four policemen were killed by gunmen.", "killed", "Four policemen", "gunmen"),
    ("The town was shelled.", "shelled", "The town", None),
    ("Three nurses have been abducted near Goma by armed men.", "abducted", "Three nurses", "armed men"),
    ("The convoy attacked by rebels carried food.", "attacked", "The convoy", "rebels"),
    ("He was shot on Friday.", "shot", "He", None),
]


@pytest.mark.parametrize(("sentence", "verb", "subject", "agent"), PASSIVE)
def test_passive_and_agent(sentence: str, verb: str, subject: str | None, agent: str | None) -> None:
    clause = parsed(sentence)
    index = verb_at(clause, verb)
    assert is_passive(clause, index)
    assert told(clause, subject_of(clause, index)) == subject
    assert told(clause, agent_of(clause, index)) == agent


@given(
    st.lists(
        st.sampled_from(
            'the a gunmen Mosul killed were by of and , who that to attack in 12 dead said not will police ( " ;'.split()
        ),
        min_size=1,
    )
)
def test_any_words_have_phrases_in_order(words: list[str]) -> None:
    clause = clause_of(" ".join(words))
    last = 0
    for number, phrase in enumerate(clause.phrases):
        assert last <= phrase.start <= phrase.head < phrase.end <= len(clause.tokens)
        assert phrase.start <= phrase.core < phrase.end
        assert set(clause.covering[phrase.start : phrase.end]) == {number}
        last = phrase.end
    for index, token in enumerate(clause.tokens):
        if token.tag == "VERB":
            is_passive(clause, index)
            for found in (subject_of(clause, index), object_of(clause, index), agent_of(clause, index)):
                assert found is None or found in clause.phrases


@pytest.mark.parametrize(
    ("sentence", "verb", "passive"),
    [
        ("Two soldiers kidnapped near Khust last week were released on Monday.", "kidnapped", True),
        ("The commander, Abu Issa, killed in a strike on Friday, had led the group.", "killed", True),
        ("Rebels attacked near Goma and were pushed back.", "attacked", False),
        ("Gunmen fired on a bus, killing two, and fled.", "fired", False),
        ("The group said on Monday its men were in Goma.", "said", False),
    ],
)
def test_a_participle_that_tells_more_of_the_phrase_before_it(sentence: str, verb: str, passive: bool) -> None:
    clause = clause_of(sentence)
    assert is_passive(clause, clause.lowered.index(verb)) == passive


def test_a_long_row_of_verbs_is_read() -> None:
    """Each verb asks those before it whether they are passive, once."""
    told = read("Rebels " + "killed and " * 60 + "wounded five guards in Ode.").events
    assert {e.type for e in told} == {"ASSAULT"}
