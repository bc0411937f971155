"""The word lists: each is asked for by the code, none is empty, every trigger's need has its list."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import dateline.reader
from dateline.reader.figures import is_figure
from dateline.reader.lexicon import TRIGGER_FILES, inflect, not_events, plural, triggers, verb_forms, words
from dateline.reader.triggers import find_triggers

from .samples import clause_of

FOLDER = Path(dateline.reader.__file__).parent
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py"))


def lists(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / "data" / f"{name}.toml").read_text(encoding="utf-8"))


ENTRIES = [entry for name in TRIGGER_FILES for entry in lists(name.removesuffix(".toml"))["trigger"]]
NAMES = [*lists("words"), *lists("cues")]


@pytest.mark.parametrize("name", NAMES)
def test_every_list_is_asked_for_and_holds_words_in_lower_case(name: str) -> None:
    assert f'"{name}"' in SOURCES
    found = words(name)
    assert found
    assert all(word == word.strip() == word.lower() for word in found)


def test_no_list_stands_in_both_files() -> None:
    assert len(NAMES) == len(set(NAMES))


def test_every_need_is_a_list_and_every_list_is_needed() -> None:
    needed = {entry[key] for entry in ENTRIES for key in ("need", "by") if key in entry}
    assert needed - {"place", "armed"} == set(lists("objects")["objects"])


def test_every_trigger_entry_has_words_and_each_form_can_be_found() -> None:
    for entry in ENTRIES:
        lemmas = [*entry.get("verbs", ()), *entry.get("nouns", ())]
        assert lemmas
        for lemma in lemmas:
            assert any(t.lemma == lemma.replace(" ~ ", " ") for t in triggers()[lemma.split()[0]]), lemma


def test_longer_triggers_are_tried_first() -> None:
    for found in triggers().values():
        lengths = [len(t.words) + len(t.tail) for t in found]
        assert lengths == sorted(lengths, reverse=True)


def test_every_set_phrase_can_be_found_by_its_first_word() -> None:
    phrases = lists("objects")["not_events"]["phrases"]
    assert {" ".join(key) for keys in not_events().values() for key in keys} == set(phrases)


@pytest.mark.parametrize("lemma", sorted(lists("irregular")))
def test_irregular_verbs_have_their_own_forms(lemma: str) -> None:
    past, participle, *ing = lists("irregular")[lemma]
    forms = inflect(lemma)
    if lemma != "be":
        assert (forms["past"], forms["participle"]) == (past, participle)
        assert not ing or forms["ing"] == ing[0]


@pytest.mark.parametrize("verb", ["attack", "carry", "seize", "clash", "raid", "flee", "kidnap", "shoot", "withdraw"])
def test_all_forms_of_a_verb_lead_back_to_it(verb: str) -> None:
    for form in inflect(verb).values():
        assert any(lemma == verb for lemma, _ in verb_forms().get(form, ())), form


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("attack", "attacks"), ("clash", "clashes"), ("casualty", "casualties"), ("gunman", "gunmen"), ("talks", "talks"),
        ("ambush", "ambushes"), ("roadblock", "roadblocks"), ("suicide bombing", "suicide bombings"), ("day", "days"),
    ],
)  # fmt: skip
def test_plurals(noun: str, expected: str) -> None:
    assert plural(noun) == expected


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("Pirates took the crew of a tanker hostage.", "take hostage"),
        ("The crew was taken hostage.", "take hostage"),
        ("Rioters set three shops ablaze.", "set ablaze"),
        ("Fighters laid down their arms.", "lay down arms"),
        ("Rockets landed in a playground.", "land in"),
        ("The patrol came under fire.", "come under fire"),
        ("A bus struck a landmine.", "strike"),
        ("Police raided the party's offices.", "raid"),
    ],
)
def test_words_with_an_object_between_and_words_known_by_who_does_them(sentence: str, trigger: str) -> None:
    assert trigger in [hit.trigger.lemma for hit in find_triggers(clause_of(sentence), [])]


@pytest.mark.parametrize(
    "sentence",
    [
        "The plane landed in a field.",
        "She took the stage.",
        "He set the table for two.",
        "The storm pounded the coast.",
        "She killed time in the cafe.",
        "The show drew an explosion of interest.",
        "Shops are locked in a price war.",
        "The town joined the fight against cancer.",
        "The coach came under fire for his choice.",
    ],
)
def test_no_word_of_force_is_read(sentence: str) -> None:
    assert not find_triggers(clause_of(sentence), [])


def test_a_figure_of_speech_is_one_by_its_kind() -> None:
    clause = clause_of("The army won the battle.")
    (hit,) = [hit for hit in find_triggers(clause, []) if hit.trigger.lemma == "battle"]
    assert not is_figure(clause, hit)
