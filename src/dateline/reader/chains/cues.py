"""The word lists of chains.toml, and what is put together from them."""

from __future__ import annotations

import functools
from typing import Literal

from dateline.reader import lexicon
from dateline.reader.tagging import NUMBER_WORDS

Kind = Literal["name", "noun", "pronoun", "relative", "speaker", "value"]


@functools.cache
def cue(name: str) -> frozenset[str]:
    """One of the lists of chains.toml."""
    return lexicon.listed("chains.toml", name)


@functools.cache
def stops() -> frozenset[str]:
    """Words that end the part of a phrase that its head stands in."""
    return lexicon.words("prepositions") | cue("who") | frozenset(("which", "that", "to", "where", "when", "full"))


@functools.cache
def nouns() -> frozenset[str]:
    """Words known to be nouns."""
    return lexicon.noun_words() | cue("person_nouns") | cue("body_nouns") | frozenset(alike())


@functools.cache
def alike() -> dict[str, str]:
    """The row of chains.toml that each noun with companions stands in."""
    rows = lexicon.rows("chains.toml", "alike")
    return {word: name for name, words in rows.items() for word in words}


@functools.cache
def standing() -> dict[str, Kind]:
    """Single words that stand for something: what kind of mention each is."""
    pronouns = cue("male") | cue("female") | cue("neuter") | cue("several")
    kinds: dict[str, Kind] = dict.fromkeys(cue("speakers"), "speaker")
    kinds |= dict.fromkeys(cue("who") | cue("which"), "relative")
    return kinds | dict.fromkeys(pronouns, "pronoun")


@functools.cache
def clause_openers() -> frozenset[str]:
    """What may follow a participle that opens a clause."""
    return stops() | lexicon.words("determiners")


@functools.cache
def side(word: str) -> str:
    """Which of the three sides of a conflict a noun tells of, "" for none."""
    row = alike().get(word, "")
    return next((name for name in ("authorities", "armed", "unarmed") if row in cue(name)), "")


@functools.cache
def openers() -> frozenset[str]:
    """What a phrase may open with before its head."""
    return stops() | cue("definite") | cue("indefinite")


def is_person_noun(word: str) -> bool:
    """Whether a noun tells of one person or of several."""
    return (
        word in cue("person_nouns") or word.removesuffix("s") in cue("person_nouns") or word in lexicon.words("people")
    )


def is_count(word: str) -> bool:
    """Whether a word is a number."""
    return word in NUMBER_WORDS or word[:1].isdigit()


def is_crowd(word: str) -> bool:
    """Whether a noun tells of several persons."""
    return is_person_noun(word) and word not in cue("body_nouns") and (word in cue("plurals") or word.endswith("s"))
