"""The word lists: each is asked for by the code, none is empty, every trigger's need has its list."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import dateline.reader
from dateline.reader.lexicon import inflect, not_events, plural, triggers, verb_forms, words

FOLDER = Path(dateline.reader.__file__).parent
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py"))


def lists(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / "data" / f"{name}.toml").read_text(encoding="utf-8"))


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
    data = lists("triggers")
    needed = {entry["need"] for entry in data["trigger"] if "need" in entry} - {"place"}
    assert needed == set(data["objects"])


def test_every_trigger_entry_has_words_and_each_form_can_be_found() -> None:
    for entry in lists("triggers")["trigger"]:
        lemmas = [*entry.get("verbs", ()), *entry.get("nouns", ())]
        assert lemmas
        for lemma in lemmas:
            assert any(t.lemma == lemma for t in triggers()[lemma.split()[0]]), lemma


def test_longer_triggers_are_tried_first() -> None:
    for found in triggers().values():
        lengths = [len(t.words) for t in found]
        assert lengths == sorted(lengths, reverse=True)


def test_every_set_phrase_can_be_found_by_its_first_word() -> None:
    phrases = lists("triggers")["not_events"]["phrases"]
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
