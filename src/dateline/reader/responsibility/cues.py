"""The words by which a report tells how a group is held responsible, and where they stand in a sentence."""

from __future__ import annotations

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


@functools.cache
def _patterns(table: str) -> dict[str, tuple[frozenset[str], tuple[str, ...], tuple[tuple[str, ...], ...]]]:
    """By name: whole words, beginnings of words, phrases."""
    found = {}
    for name, entries in rows(FILE, table).items():
        single = [entry for entry in entries if " " not in entry]
        found[name] = (
            frozenset(entry for entry in single if not entry.endswith("*")),
            tuple(entry[:-1] for entry in single if entry.endswith("*")),
            tuple(tuple(entry.split()) for entry in entries if " " in entry),
        )
    return found


@functools.cache
def _attacks() -> frozenset[str]:
    return frozenset(
        trigger.words[0]
        for found in triggers().values()
        for trigger in found
        if trigger.type in ("ASSAULT", "COERCE") and trigger.control is None and len(trigger.words) == 1
    )


def cues_of(words: Sequence[str]) -> dict[str, list[int]]:
    """Where the cues of a sentence stand, by name: the first token of each. `words` are in lower case."""
    found: dict[str, list[int]] = {}
    for name, (whole, beginnings, phrases) in _patterns("cues").items():
        at = [n for n, word in enumerate(words) if word in whole or (beginnings and word.startswith(beginnings))]
        at += [n for phrase in phrases for n in range(len(words) - len(phrase) + 1) if _fits(words, n, phrase)]
        if at:
            found[name] = sorted(at)
    attacks = [n for n, word in enumerate(words) if word in _attacks()]
    if attacks:
        found[ATTACK] = attacks
    return found


def _fits(words: Sequence[str], start: int, phrase: tuple[str, ...]) -> bool:
    return all(
        words[start + n].startswith(part[:-1]) if part.endswith("*") else words[start + n] == part
        for n, part in enumerate(phrase)
    )


@functools.cache
def kind_names() -> tuple[str, ...]:
    """What a group may be: the kinds of the data file, and `other`."""
    return (*rows(FILE, "kinds"), "other")


def kind_of(words: Sequence[str]) -> str:
    """What a group is by the words of its names, in lower case."""
    for name, (whole, beginnings, _) in _patterns("kinds").items():
        if any(word in whole or (beginnings and word.startswith(beginnings)) for word in words):
            return name
    return "other"
