"""What the words beside a place name say of it: its class, what contains it, whether it is a person's or a thing's."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterable
from importlib import resources

from dateline.ground.places.gazetteer import Gazetteer
from dateline.ground.places.keys import normalise
from dateline.records import Interval

_WORDS_TO_KINDS = {
    "city": {"city"}, "town": {"city"}, "village": {"city"}, "hamlet": {"city"}, "suburb": {"city", "neighbourhood"},
    "capital": {"city"}, "port": {"city"}, "resident": {"city"}, "neighbourhood": {"neighbourhood"},
    "neighborhood": {"neighbourhood"}, "quarter": {"neighbourhood"}, "district": {"district", "neighbourhood"},
    "county": {"district", "division"}, "counties": {"district", "division"}, "parish": {"district"},
    "province": {"division", "district"}, "provinces": {"division"}, "governorate": {"division"}, "state": {"division"},
    "oblast": {"division"}, "region": {"division", "area", "region"}, "republic": {"division", "country"},
    "prefecture": {"division", "district"}, "department": {"division", "district"}, "river": {"water"},
    "lake": {"water"},
    "sea": {"water"}, "gulf": {"water"}, "bay": {"water"}, "strait": {"water"}, "valley": {"area", "landform"},
    "mountain": {"landform"}, "mountains": {"landform"}, "island": {"landform", "division"},
    "islands": {"landform", "country"},
    "airport": {"facility"}, "base": {"facility"}, "camp": {"facility"}, "prison": {"facility"},
    "border": {"country", "border"},
    "peninsula": {"area", "landform"}, "desert": {"landform", "area"}, "forest": {"landform", "area"},
}  # fmt: skip
_AFTER = re.compile(r"[\s-]*([A-Za-z]+)")
_BEFORE = re.compile(r"(?:\b([A-Za-z]+)\s+(?:of\s+)?(?:the\s+)?)$")
_CONTAINER = re.compile(r"\s*(?:,|\()\s*(?:in\s+)?(?:the\s+)?((?:[A-Z][\w.'’-]*\s*(?:of\s+(?:the\s+)?|and\s+)?){1,5})")
_PART_OF = re.compile(r"\b((?:[A-Z][\w.'’-]*\s*){1,4}),\s*(?:in\s+)?$")
_TITLES = (
    "Mr Mrs Ms Dr President Sen Rep Gov Gen Lt Capt Maj Col Sgt Judge Justice Minister Sheriff Officer Detective Chief "
    "Coach Professor Prof King Queen Prince Princess Sir Lord Lady Pope Bishop Father Sister Brother Mayor"
).split()
_PERSON = re.compile(rf"\b(?:{'|'.join(_TITLES)})\.?\s+$")
_PERSON_ENDS = (*_TITLES, *(f"{title}." for title in _TITLES))
_PREPOSITIONS = ("in", "at", "near", "from", "of", "to", "into", "outside", "around", "across", "throughout", "for")
_RULED = re.compile(rf"\b(?:{'|'.join(_PREPOSITIONS)})\s+(?:the\s+)?$", re.IGNORECASE)
_RULED_ENDS = (*_PREPOSITIONS, "the")
_KIND_ENDS = (*_WORDS_TO_KINDS, "of", "the")
_NAME_AFTER, _NAME_BEFORE = re.compile(r"\s[A-Z][a-z]"), re.compile(r"[a-z,]\s[A-Z][a-z]+\s$")
_NEXT = 30
"""Characters that hold a preposition and an article before a name."""
_REACH = 60
"""Characters looked at on either side of a name."""


@dataclasses.dataclass(frozen=True, slots=True)
class Cues:
    """What stands beside all mentions of one name in a report. Identifiers are the gazetteer's."""

    count: int
    kinds: frozenset[str]
    containers: frozenset[int]
    """Bearers of the name behind the comma: "Paris, Texas"."""
    contained: frozenset[int]
    """Bearers of the name before it, if this one stands behind the comma."""
    person: float
    """Share of its mentions that stand where a person's name would."""
    inner: float
    """Share of its mentions that are part of a longer capitalised name."""
    ruled: float
    """Share of its mentions that follow a preposition of place."""


def read_cues(gazetteer: Gazetteer, text: str, spans: Iterable[Interval]) -> Cues:
    """The cues of one name from all its mentions."""
    kinds: set[str] = set()
    containers: set[int] = set()
    contained: set[int] = set()
    count = person = inner = ruled = 0
    for start, end in spans:
        count += 1
        if " " in (name := text[start:end].strip()):
            kinds |= _WORDS_TO_KINDS.get(name.split()[-1].lower(), set())
        left, right = text[max(0, start - _REACH) : start], text[end : end + _REACH]
        if found := _AFTER.match(right):
            kinds |= _WORDS_TO_KINDS.get(found[1].lower(), set())
        bare = left.rstrip()
        last = bare.rsplit(None, 1)[-1] if bare else ""
        of_kind, of_person, of_rule = _hints(last)
        if of_kind and (found := _BEFORE.search(left)):
            kinds |= _WORDS_TO_KINDS.get(found[1].lower(), set())
        if right.lstrip()[:1] in (",", "(") and (found := _CONTAINER.match(right)):
            containers |= _bearers(gazetteer, found[1].split())
        if bare.endswith((",", "in")) and (found := _PART_OF.search(left)):
            contained |= _bearers(gazetteer, found[1].split(), from_end=True)
        person += of_person and bool(_PERSON.search(left))
        inner += bool(_NAME_AFTER.match(right)) or (last[:1].isupper() and bool(_NAME_BEFORE.search(left)))
        ruled += of_rule and bool(_RULED.search(left, len(left) - _NEXT))
    count = max(1, count)
    return Cues(
        count,
        frozenset(kinds),
        frozenset(containers),
        frozenset(contained),
        person / count,
        inner / count,
        ruled / count,
    )


@functools.lru_cache(maxsize=20_000)
def _hints(last: str) -> tuple[bool, bool, bool]:
    """Whether the last word before a name may be the end of a class word, of a person's title, of a preposition: most
    are none, and need no search.
    """
    small = last.lower()
    return small.endswith(_KIND_ENDS), last.endswith(_PERSON_ENDS), small.endswith(_RULED_ENDS)


_CAPITALISED = re.compile(r"[A-Z][\w’'-]*(?:[ .]+[A-Z][\w’'-]*){0,5}")


def named_units(gazetteer: Gazetteer, text: str) -> dict[int, dict[str, int]]:
    """Countries and divisions that the text names anywhere, also inside other names ("Ohio State University").

    Each with the normalised names and how often they stand there.
    """
    found: dict[int, dict[str, int]] = {}
    first, wide = gazetteer.first_words, gazetteer.wide
    for stretch in _CAPITALISED.findall(text):
        if stretch.isascii() and stretch.replace(" ", "").isalpha() and first.isdisjoint(stretch.lower().split()):
            continue  # most: plain words that begin no name
        for key in _units_in(gazetteer, stretch):
            for unit in wide[key]:
                counts = found.setdefault(unit, {})
                counts[key] = counts.get(key, 0) + 1
    return found


@functools.lru_cache(maxsize=20_000)
def _units_in(gazetteer: Gazetteer, stretch: str) -> tuple[str, ...]:
    """The normalised names of countries and divisions in a stretch of capitalised words, the longest ones."""
    first, wide, words = gazetteer.first_words, gazetteer.wide, normalise(stretch).split()
    if first.isdisjoint(words):
        return ()
    found = []
    at = 0
    while at < len(words):
        for length in (3, 2, 1) if words[at] in first else ():
            key = " ".join(words[at : at + length])
            if at + length <= len(words) and len(key) > 3 and key in wide:
                found.append(key)
                at += length - 1
                break
        at += 1
    return tuple(found)


def _bearers(gazetteer: Gazetteer, words: list[str], *, from_end: bool = False) -> frozenset[int]:
    """Who bears the longest run of the words that is a name."""
    for length in range(len(words), 0, -1):
        part = words[-length:] if from_end else words[:length]
        if found := gazetteer.owners(normalise(" ".join(part))):
            return found
    return frozenset()


def is_ruled(text: str, span: Interval) -> bool:
    """Whether a preposition of place stands before a name: "in Jordan"."""
    return _RULED.search(text[max(0, span[0] - _REACH) : span[0]]) is not None


@functools.cache
def _things() -> dict[str, frozenset[str]]:
    text = resources.files("dateline.ground").joinpath("data").joinpath("things.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: frozenset(words.split("|")) for name, words in rows}


def is_thing(text: str, span: Interval) -> bool:
    """Whether words nearby say that a name is a thing's: "the Thanksgiving Turkey"."""
    telling = _things().get(normalise(text[slice(*span)]))
    if telling is None:
        return False
    near = text[max(0, span[0] - 2 * _REACH) : span[1] + 2 * _REACH].lower()
    return not telling.isdisjoint(re.findall(r"[a-z]+", near))
