"""Entities: names, people and bodies, facilities, weapons, times, numbers: the mentions of each sentence."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable

from dateline.reader.clauses import Clause, Phrase
from dateline.reader.lexicon import words
from dateline.reader.times import find_times
from dateline.records import EntityType, Interval

Names = Callable[[str], EntityType | None]
"""What kind of thing a proper name is known to be, None for an unknown one; the coder brings it in."""

_MONEY = re.compile(r"[$€£]\s?\d[\d,.]*(?:\s(?:million|billion|thousand))?|\b\d[\d,.]*\s(?:dollars|euros|pounds)\b")
_DIVISIONS = frozenset(("river", "province", "district", "region", "state", "quarter", "area", "areas"))
"""What behind an unknown name makes it a place's, beside words for settlements."""
_FILLER = frozenset(("the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her"))


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """One mention of something, before mentions are joined."""

    span: Interval
    type: EntityType
    name: bool


def find_mentions(text: str, clause: Clause, names: Names) -> list[Found]:
    """The mentions of entities in one sentence, in text order; a name inside a longer phrase is found apart from it."""
    found = [Found(span, "time", name=False) for span in find_times(text, clause)]
    start, end = clause.tokens[0].start, clause.tokens[-1].end
    found += [Found(m.span(), "money", name=False) for m in _MONEY.finditer(text, start, end)]
    taken = [f.span for f in found]
    for phrase in clause.phrases:
        for item in _in_phrase(clause, phrase, names):
            if not any(item.span[0] < b and a < item.span[1] for a, b in taken):
                found.append(item)
    return sorted(found, key=lambda f: (f.span[0], -f.span[1]))


def _in_phrase(clause: Clause, phrase: Phrase, names: Names) -> list[Found]:
    tokens = clause.tokens
    found: list[Found] = []
    index = phrase.start
    while index < phrase.end:
        if tokens[index].tag != "NAME":
            index += 1
            continue
        stop = index
        while stop < phrase.end and _joins_name(clause, stop, phrase.end):
            stop += 1
        while tokens[stop - 1].tag != "NAME":
            stop -= 1
        found += _split_name(clause, index, stop, names)
        index = max(stop, index + 1)
    head = tokens[phrase.core]
    if head.tag == "PRON":
        if head.lower in ("he", "she", "him", "her", "they", "them"):
            found.append(Found((head.start, head.end), "person", name=False))
        return found
    kind = common_noun_type(head.lower)
    if kind and head.tag in ("NOUN", "NUM", "ADJ"):
        first = _skip_filler(clause, _simple_start(clause, phrase))
        if first <= phrase.core:
            found.append(Found((tokens[first].start, head.end), kind, name=False))
    return found


def _simple_start(clause: Clause, phrase: Phrase) -> int:
    """Where the part of the phrase that its core stands in begins: after the last "of" before it, or at the start."""
    for index in range(phrase.core - 1, phrase.start - 1, -1):
        if clause.tokens[index].lower == "of":
            return index + 1
    return phrase.start


def _skip_filler(clause: Clause, index: int) -> int:
    while clause.tokens[index].lower in _FILLER and index + 1 < len(clause.tokens):
        index += 1
    return index


def _joins_name(clause: Clause, index: int, end: int) -> bool:
    token = clause.tokens[index]
    if token.tag == "NAME":
        return True
    joint = token.lower in ("of", "and", "the", "-", "al", "bin", "de", "la", "del", "von", "van", "for")
    if not joint or index + 1 >= end:
        return False
    return clause.tokens[index + 1].tag == "NAME" or (
        token.lower == "of"
        and index + 2 < end
        and clause.tokens[index + 1].lower == "the"
        and clause.tokens[index + 2].tag == "NAME"
    )


def _split_name(clause: Clause, start: int, end: int, names: Names) -> list[Found]:
    """Cut a run of capitals into known names and rests: "Iraqi Defence Ministry" holds "Iraqi" and a body."""
    tokens = clause.tokens
    text = _text(clause, start, end)
    known = names(text)
    if known == "location" and text.lower() in words("people"):
        known = "person"  # "the Officer" is no town of that name
    if known:
        return [Found(_offsets(clause, start, end), known, name=True)]
    titled = _title_length(clause, start, end)
    if titled and start + titled < end:
        return [Found(_offsets(clause, start, end), "person", name=True)]
    first = tokens[start]
    if names(first.text) == "group" and end - start > 1:
        rest = _split_name(clause, start + 1, end, names)
        return [Found((first.start, first.end), "group", name=True), *rest]
    for cut in range(end - 1, start, -1):
        if tokens[cut].lower in ("of", "and", "for") or tokens[cut - 1].lower in ("of", "and", "for"):
            left, right = (start, cut - 1), (cut, end)
            if tokens[cut - 1].lower == "and" and names(_text(clause, *right)):
                return [*_split_name(clause, *left, names), *_split_name(clause, *right, names)]
    return [Found(_offsets(clause, start, end), _guess_type(clause, start, end, names), name=True)]


def _guess_type(clause: Clause, start: int, end: int, names: Names) -> EntityType:
    tokens = clause.tokens
    last, first = tokens[end - 1].lower, tokens[start].lower
    following = tokens[end].lower if end < len(tokens) else ""
    before = tokens[start - 1] if start else None
    single = names(tokens[end - 1].text) if end - start == 1 else None
    if single:
        return single
    if last in words("location_heads") or first in ("lake", "mount", "mt", "river"):
        return "location"
    if last in words("organisation_heads") or following in words("organisation_heads"):
        return "organisation"
    if last in words("facilities"):
        return "facility"
    if end - start == 1 and is_acronym(tokens[end - 1].text):
        return "organisation"
    if last in words("people"):
        return "person"
    if following in words("settlements") or following in _DIVISIONS:
        return "location"
    if before is not None and before.lower in words("titles"):
        return "person"
    if before is not None and before.lower == "of" and start > 1 and tokens[start - 2].lower in words("location_heads"):
        return "location"
    if before is not None and before.lower == "the":
        return "organisation"
    if before is not None and before.lower in (
        "in",
        "near",
        "at",
        "outside",
        "from",
        "around",
        "toward",
        "towards",
        "into",
    ):
        return "location"
    return "person" if end - start in (2, 3) else "other"


def is_acronym(word: str) -> bool:
    """Whether a word is written as an acronym, or several of that name: "SF", "SFs"."""
    return len(word) > 1 and (word.isupper() or (len(word) > 2 and word[:-1].isupper() and word[-1] == "s"))


def _title_length(clause: Clause, start: int, end: int) -> int:
    """How many tokens at the start of a name are a title: "Brigadier General Yahya Rasool" has two."""
    best = 0
    for length in (1, 2, 3):
        phrase = " ".join(t.lower.rstrip(".") for t in clause.tokens[start : start + length])
        if start + length < end and phrase in words("titles"):
            best = length
    return best


def common_noun_type(head: str) -> EntityType | None:
    """The entity type that a common noun tells by itself, None where it tells none."""
    if head in words("bodies"):
        return "organisation"
    if head in words("people"):
        return "person"
    if head in words("weapons"):
        return "weapon"
    return "facility" if head in words("facilities") else None


def _text(clause: Clause, start: int, end: int) -> str:
    parts = [clause.tokens[start].text]
    for before, token in zip(clause.tokens[start:end], clause.tokens[start + 1 : end], strict=False):
        parts.append((" " if token.start > before.end else "") + token.text)
    return "".join(parts)


def _offsets(clause: Clause, start: int, end: int) -> Interval:
    return clause.tokens[start].start, clause.tokens[end - 1].end
