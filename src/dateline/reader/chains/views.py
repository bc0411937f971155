"""What one mention shows by itself: its head, whether it is a name, how it opens, number, gender, kind of thing."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.reader.chains.cues import (
    Kind,
    clause_openers,
    cue,
    is_count,
    is_crowd,
    is_person_noun,
    nouns,
    openers,
    side,
    standing,
    stops,
)
from dateline.reader.entities import Found, Names
from dateline.reader.tagging import NUMBER_WORDS
from dateline.reader.words import split_words
from dateline.records import EntityType, Interval

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
_MARKS = frozenset((",", "(", "[", ";", ":", "--", "–", "—"))


@dataclass(slots=True)
class View:
    """One mention. Words are in lower case.

    `named`: the reader holds it for a name, which may be looked up. `core` are the words up to the head without what
    opens it, `rest` those after it that say more. `outer`: the head before "of" where that only counts ("group of
    men"), else "". `opening`: "definite", "possessed", "indefinite" or "bare". `number`: "one", "several" or "".
    `gender`: "m", "f" or "". `sentence`: its number. `joined`: two things at once ("GM and Chrysler"). `proper`: a noun
    with a name before it ("Borno state"). `side`: "armed", "unarmed", "authorities" or "".
    """

    span: Interval
    type: EntityType
    named: bool
    kind: Kind
    family: Family
    words: tuple[str, ...]
    core: tuple[str, ...]
    head: str
    outer: str
    rest: tuple[str, ...]
    head_end: int
    opening: str
    number: str
    gender: str
    sentence: int
    joined: bool
    proper: bool
    side: str

    @property
    def referring(self) -> bool:
        """Whether it can only be understood by what it stands for, or may be."""
        return self.kind in ("noun", "pronoun", "relative")


def view(text: str, found: Found, starts: Sequence[int], known: Names, *, caseless: bool) -> View:
    """How a mention looks; `starts` are the offsets at which the report's sentences begin, `known` tells what kind of
    thing a name is known to be, `caseless` that the report has no capitals.
    """
    start, end = found.span
    pieces = split_words(text, (start, min(end, start + LONGEST)))
    pieces = [(a, b, w.lower()) for a, b, w in pieces] or [(start, end, "")]
    words = tuple(w for _, _, w in pieces)
    first, stop = _core(words, 0)
    head = _head(words, first, stop)
    outer = ""
    if words[head] in cue("counting") and words[head + 1 : head + 2] == ("of",) and head + 2 < len(words):
        outer = words[head]
        first, stop = _core(words, head + 2)
        head = _head(words, first, stop)
    elif words[head] in cue("body_nouns") and stop < len(words) and _is_crowd(words, stop):
        head, stop = len(words) - 1, len(words)  # "army of national liberation guerrillas"
    core = tuple(w for w in words[first : head + 1] if w[:1].isalnum()) or words[head : head + 1]
    opening = _opening(text, start, words)
    kind = _kind(text, found, words, core, opening, pieces[head])
    if kind == "noun" and caseless and _is_unknown(found.type, core):
        kind = "name"
    family = _family(found.type, words[head], kind)
    rest = tuple(w for w in words[head + 1 :] if w[:1].isalnum() and w not in openers()) if kind == "noun" else ()
    if caseless and kind == "name" and len(core) > 1 and core[0] in cue("titles"):
        family = "person"
    if kind == "name" and family == "place" and known(text[start:end]) is None:
        family = ""  # a guess from "in" or "from" before an unknown name
    sentence = max(bisect.bisect_right(starts, start) - 1, 0)
    opens = bool(starts) and starts[sentence] == start
    capital = any(text[a].isupper() for a, _, _ in pieces[first:head] if a != start or not opens)
    listed = words[first:] if words[stop : stop + 1] == (",",) else words[first:stop]
    return View(
        found.span, found.type, found.name, kind, family, words, core, words[head], outer, rest, pieces[head][1],
        opening, _number(kind, family, words, core), _gender(kind, words, words[head]), sentence,
        _is_joined(listed), kind == "noun" and capital, side(words[head]) if kind == "noun" else "",
    )  # fmt: skip


def _core(words: Sequence[str], begin: int) -> tuple[int, int]:
    """Words [first, stop) that the head is the last of: without openers, up to a preposition, relative or comma."""
    if standing().get(words[begin]) == "relative":
        return begin, begin + 1  # "which filed for bankruptcy": the pronoun with its clause
    first = begin
    while first + 1 < len(words) and (words[first] in openers() or not words[first][:1].isalnum()):
        if words[first] not in stops() and words[first + 1] in stops():
            return first, first + 1  # "those in the army"
        first += 1
    for at in range(first + 1, len(words)):
        then = words[at + 1] if at + 1 < len(words) else ""
        clause = words[at].endswith("ed") and then in stops()  # "the shares held by"
        clause |= words[at].endswith("ing") and bool(then) and words[at - 1] in nouns()  # "men wearing uniforms"
        clause |= (words[at].endswith("ing") or words[at] == "next") and then in clause_openers()
        if words[at] in stops() or words[at] in _MARKS or clause:
            return first, at
    return first, len(words)


def _is_crowd(words: Sequence[str], stop: int) -> bool:
    """Whether a phrase "body of ..." ends in people, so that they are its head and the body says which."""
    last = words[-1]
    return (
        words[stop] == "of" and last.endswith("s") and is_person_noun(last) and not (set(words[stop + 1 :]) & openers())
    )


def _is_unknown(kind: EntityType, core: Sequence[str]) -> bool:
    """Whether words in a text without capitals are likely a name: no noun that the lists know, or a long body's."""
    if core[-1] in nouns() or is_person_noun(core[-1]):
        return kind == "organisation" and len(core) > 3
    if len(core) > 1 and core[0] in cue("titles"):
        return True
    return kind in ("person", "organisation")


def _head(words: Sequence[str], first: int, stop: int) -> int:
    return next((at for at in range(stop - 1, first - 1, -1) if words[at][:1].isalnum()), stop - 1)


def _kind(
    text: str, found: Found, words: Sequence[str], core: Sequence[str], opening: str, head: tuple[int, int, str]
) -> Kind:
    word = head[2]
    if found.type in ("time", "money", "quantity"):
        return "value"
    if len(core) <= 1:
        kind = standing().get(word)
        if kind is not None and not (kind == "speaker" and found.name):
            return kind
    told = text[slice(*found.span)]
    if not found.name:
        # "The Islamic State group" stands for no place; a text in capitals tells nothing by them.
        capital = text[head[0]].isupper() and head[0] != found.span[0] and any(map(str.islower, told))
        return "name" if capital else "noun"
    if is_person_noun(word) and (found.type in ("person", "other") or (opening == "definite" and "of" in words)):
        return "noun"  # "the Prime Minister of Canada", "Ryanair CEO"
    if is_crowd(word) and not any(map(str.isupper, told)):
        return "noun"  # "armed individuals", which the reader took for a body's name
    small = text[head[0]].islower() and any(c.isupper() for c in text[found.span[0] : head[1]])
    return "noun" if small and word not in cue("body_suffixes") else "name"  # "Irish low-cost airline"


def _opening(text: str, start: int, words: Sequence[str]) -> str:
    first = words[0]
    before = _BEFORE.search(text, max(0, start - _BEFORE_AT), start)
    previous = before.group(1).lower() if before else ""
    for word in (first, previous):
        if word in cue("possessive"):
            return "possessed"
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
        if is_person_noun(head):
            return "person"
        if head in cue("place_nouns"):
            return "place"
    return _FAMILIES.get(kind_of, "")


def _number(kind: Kind, family: Family, words: Sequence[str], core: Sequence[str]) -> str:
    head = core[-1] if core else words[-1]
    if kind == "pronoun":
        return "several" if head in cue("several") else "one"
    if kind in ("relative", "speaker"):
        return ""
    if kind == "name":
        return "one" if family == "person" else ""
    if family == "body" and head in cue("plurals"):
        return ""  # "the forces", "the police"
    if head in cue("plurals") or (head in NUMBER_WORDS and head != "one"):
        return "several"
    if head.endswith("s") and not head.endswith(("ss", "us", "is", "'s")) and head not in cue("singulars"):
        return "several"
    return "one"


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
    """Whether "and" stands before what belongs to the phrase; "chairman and chief executive" is one person."""
    for at, word in enumerate(words[1:-1], start=1):
        if word in stops():
            return False
        if word in ("and", "or", "&", "/"):
            if all(is_count(w) or w in cue("counting") for w in (words[at - 1], words[at + 1])):
                continue  # "20 or 30 men", "one or several men"
            return not (is_person_noun(words[at - 1]) and any(is_person_noun(w) for w in words[at + 1 : at + 4]))
    return False
