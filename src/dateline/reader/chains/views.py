"""What one mention shows by itself: its head, whether it is a name, how it opens, number, gender, kind of thing."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.reader import lexicon
from dateline.reader.entities import Found
from dateline.reader.words import split_words
from dateline.records import EntityType, Interval

Kind = Literal["name", "noun", "pronoun", "relative", "speaker"]
Family = Literal["person", "body", "people", "place", "thing", ""]
"""Kinds of things that never are one; "" where nothing tells it."""

LONGEST = 400
"""Characters of a mention that are looked at: longer ones are no names that a text repeats in part."""
_BEFORE = re.compile(r"([^\W\d_]+)[\s\"“‘'`]+$")
_BEFORE_AT = 24
_FAMILIES: dict[EntityType, Family] = {
    "person": "person", "organisation": "body", "group": "people", "location": "place", "facility": "place",
    "weapon": "thing", "platform": "thing", "vehicle": "thing", "document": "thing",
}  # fmt: skip


@functools.cache
def cue(name: str) -> frozenset[str]:
    """One of the lists of chains.toml."""
    return lexicon.listed("chains.toml", name)


@functools.cache
def _stops() -> frozenset[str]:
    """Words that end the part of a phrase that its head stands in."""
    return lexicon.words("prepositions") | cue("who") | frozenset(("which", "that", "to", "where", "when"))


@dataclass(slots=True)
class View:
    """One mention. `words` and `head` are in lower case; `core` are the words up to the head, without what opens it.

    `opening`: "definite", "indefinite" or "bare". `number`: "one", "several" or "". `gender`: "m", "f" or "".
    `joined`: it names two things at once ("GM and Chrysler").
    """

    span: Interval
    type: EntityType
    kind: Kind
    family: Family
    words: tuple[str, ...]
    core: tuple[str, ...]
    head: str
    head_end: int
    opening: str
    number: str
    gender: str
    sentence: int
    joined: bool

    @property
    def referring(self) -> bool:
        """Whether it can only be understood by what it stands for, or may be."""
        return self.kind in ("noun", "pronoun", "relative")


def view(text: str, found: Found, starts: Sequence[int]) -> View:
    """How a mention looks; `starts` are the offsets at which the report's sentences begin."""
    start, end = found.span
    pieces = split_words(text, (start, min(end, start + LONGEST)))
    pieces = [(a, b, w.lower()) for a, b, w in pieces] or [(start, end, "")]
    words = tuple(w for _, _, w in pieces)
    first, stop = _core(pieces)
    head = next((at for at in range(stop - 1, first - 1, -1) if words[at][:1].isalnum()), stop - 1)
    core = tuple(w for w in words[first : head + 1] if w[:1].isalnum())
    sentence = max(bisect.bisect_right(starts, start) - 1, 0)
    kind = _kind(found, words[head], len(core))
    opening = _opening(text, start, words)
    family = _family(found.type, words[head], kind)
    return View(
        found.span, found.type, kind, family, words, core, words[head], pieces[head][1], opening,
        _number(kind, family, words, core), _gender(kind, words, words[head]), sentence, _is_joined(words[first:stop]),
    )  # fmt: skip


def _core(pieces: Sequence[tuple[int, int, str]]) -> tuple[int, int]:
    """Words [first, stop) that the head is the last of: without openers, up to a preposition, relative or comma."""
    first = 0
    openers = _stops() | cue("definite") | cue("indefinite")
    while first + 1 < len(pieces) and (pieces[first][2] in openers or not pieces[first][2][:1].isalnum()):
        first += 1
    for at in range(first + 1, len(pieces)):
        word = pieces[at][2]
        then = pieces[at + 1][2] if at + 1 < len(pieces) else ""
        if word in _stops() or word in (",", "(", "[", ";", ":", "'s", "’s") and not word.endswith("s"):
            return first, at
        if word.endswith("ed") and then in _stops():  # "the shares held by"
            return first, at
    return first, len(pieces)


def _kind(found: Found, head: str, size: int) -> Kind:
    if size <= 1:
        if head in cue("male") | cue("female") | cue("neuter") | cue("several"):
            return "pronoun"
        if head in cue("who") | cue("which"):
            return "relative"
        if head in cue("speakers") and not found.name:
            return "speaker"
    return "name" if found.name else "noun"


def _opening(text: str, start: int, words: Sequence[str]) -> str:
    first = words[0]
    before = _BEFORE.search(text, max(0, start - _BEFORE_AT), start)
    previous = before.group(1).lower() if before else ""
    for word in (first, previous):
        if word in cue("definite"):
            return "definite"
        if word in cue("indefinite"):
            return "indefinite"
    return "bare"


def _family(kind_of: EntityType, head: str, kind: Kind) -> Family:
    if kind == "pronoun":
        return "person" if head in cue("male") or head in cue("female") else ""
    if kind in ("relative", "speaker"):
        return "person" if head in cue("who") else ""
    if kind == "noun":
        if head in cue("body_nouns"):
            return "body"
        if head in cue("person_nouns") or _singular(head) in cue("person_nouns") or head in lexicon.words("people"):
            return "person"
        if head in cue("place_nouns"):
            return "place"
    return _FAMILIES.get(kind_of, "")


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") else word


def _number(kind: Kind, family: Family, words: Sequence[str], core: Sequence[str]) -> str:
    head = core[-1] if core else words[-1]
    if kind == "pronoun":
        return "several" if head in cue("several") else "one"
    if kind in ("relative", "speaker"):
        return ""
    if kind == "name":
        return "one" if family == "person" else ""
    if head in cue("plurals") or (
        head.endswith("s") and not head.endswith(("ss", "us", "is", "'s")) and head not in cue("singulars")
    ):
        return "several"
    return "" if family == "body" and head in cue("plurals") else "one"


def _gender(kind: Kind, words: Sequence[str], head: str) -> str:
    told = (head,) if kind in ("noun", "pronoun") else words[:2]
    for word in told:
        bare = word.rstrip(".")
        if bare in cue("male") or bare in cue("male_nouns"):
            return "m"
        if bare in cue("female") or bare in cue("female_nouns"):
            return "f"
    return ""


def _is_joined(words: Sequence[str]) -> bool:
    return any(word in ("and", "or", "&", "/") for word in words[1:-1])
