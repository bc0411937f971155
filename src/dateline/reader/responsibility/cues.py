"""The words by which a report tells how a group is held responsible, and where they stand in a sentence."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Sequence

from dateline.reader.lexicon import rows, triggers

FILE = "responsibility.toml"
ATTACK = "attack"
"""The cue of the reader's own words for attacks, kidnappings and arrests."""


@functools.cache
def cue_names() -> tuple[str, ...]:
    """All cues, in the order of the data file, and the attack."""
    return (*rows(FILE, "cues"), ATTACK)


@dataclasses.dataclass(frozen=True, slots=True)
class _Patterns:
    """The names by whole words, beginnings of words, and phrases under their first words; all beginnings at once tell
    most words apart quickly.
    """

    whole: dict[str, list[str]]
    beginnings: list[tuple[str, str]]
    phrases: dict[str, list[tuple[tuple[str, ...], str]]]
    loose: list[tuple[tuple[str, ...], str]]
    any_beginning: tuple[str, ...]


@functools.cache
def _patterns(table: str) -> _Patterns:
    whole: dict[str, list[str]] = {}
    beginnings: list[tuple[str, str]] = []
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    loose: list[tuple[tuple[str, ...], str]] = []
    for name, entries in rows(FILE, table).items():
        for entry in entries:
            parts = tuple(entry.split())
            if len(parts) > 1 and parts[0].endswith("*"):
                loose.append((parts, name))
            elif len(parts) > 1:
                phrases.setdefault(parts[0], []).append((parts, name))
            elif entry.endswith("*"):
                beginnings.append((entry[:-1], name))
            else:
                whole.setdefault(entry, []).append(name)
    firsts = (*(beginning for beginning, _ in beginnings), *(parts[0][:-1] for parts, _ in loose))
    return _Patterns(whole, beginnings, phrases, loose, firsts)


def _names_at(patterns: _Patterns, words: Sequence[str], at: int) -> set[str]:
    """The names whose words stand at a token, or begin there."""
    word = words[at]
    found = set(patterns.whole.get(word, ()))
    found.update(name for phrase, name in patterns.phrases.get(word, ()) if _fits(words, at, phrase))
    if word.startswith(patterns.any_beginning):
        found.update(name for beginning, name in patterns.beginnings if word.startswith(beginning))
        found.update(name for phrase, name in patterns.loose if _fits(words, at, phrase))
    return found


@functools.cache
def _attacks() -> frozenset[str]:
    return frozenset(
        trigger.words[0]
        for found in triggers().values()
        for trigger in found
        if trigger.type in ("ASSAULT", "COERCE")
        and trigger.control is None
        and len(trigger.words) == 1
        and not (trigger.by or trigger.tail or trigger.strict)
    )


def cues_of(words: Sequence[str]) -> dict[str, list[int]]:
    """Where the cues of a sentence stand, by name: the first token of each. `words` are in lower case."""
    patterns, attacks = _patterns("cues"), _attacks()
    found: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        names = _names_at(patterns, words, at)
        for name in (*names, ATTACK) if word in attacks else names:
            found.setdefault(name, []).append(at)
    return found


def _fits(words: Sequence[str], start: int, phrase: tuple[str, ...]) -> bool:
    return len(words) - start >= len(phrase) and all(
        words[start + n].startswith(part[:-1]) if part.endswith("*") else words[start + n] == part
        for n, part in enumerate(phrase)
    )


@functools.cache
def kind_names() -> tuple[str, ...]:
    """What a group may be: the kinds of the data file, and `other`."""
    return (*rows(FILE, "kinds"), "other")


def kind_of(words: Sequence[str]) -> str:
    """What a group is by the words of its names, in lower case."""
    patterns = _patterns("kinds")
    told = set().union(*(_names_at(patterns, words, at) for at in range(len(words))))
    return next((name for name in kind_names() if name in told), "other")
