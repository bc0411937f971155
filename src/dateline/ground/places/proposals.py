"""Where a text may name a place: what the reader calls one, and known names inside its other names.

"Georgia Department of Corrections" names Georgia, "Terry Jones of McLean" McLean; whether they do is for the ranker.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator

from dateline.ground.places.cues import is_ruled, is_thing
from dateline.ground.places.gazetteer import Gazetteer
from dateline.ground.places.keys import normalise
from dateline.records import EntityType, Interval

COVERS = (
    "given", "location", "location part", "facility", "facility part", "group", "organisation", "organisation part",
    "person", "person part", "other", "other part",
)  # fmt: skip
"""What the reader calls the name that a proposal is, or is a part of; "given": by whoever asks, with no reader."""
_WORD = re.compile(r"(?:[A-Z]\.)+|(?:St|Mt|Ft)\.|[\w’']+(?:-[A-Za-z][\w’']*)*\.?")
_LONGEST = 5
_SETTLED = r"(?:city|town|village|area|countryside|outskirts|suburbs|vicinity)"
_AROUND = re.compile(
    rf"(?P<before>(?:the\s+)?(?:[a-z]+\s+)*{_SETTLED}\s+of\s+(?:the\s+)?)?(?P<name>.+?)"
    rf"(?P<behind>(?:['’]s)?\s+(?:[a-z]+\s+)?{_SETTLED})?"
)
"""A name with the words around it that say how near to it: "countryside of Menbej", "Menbej city"."""
_UNIT_OF = re.compile(r"(?P<name>.+?\s(?:District|Province|Division|Governorate|County|Agency|Region))\s+of\s.+")
"""A unit with what it lies in: "Kalahandi District of Odisha"."""
_TITLES = frozenset(
    "mayor sheriff police chief officer governor gov senator sen president minister judge captain coach superintendent "
    "councilman councilwoman manager resident residents native man woman teen attorney county state spokesman "
    "spokeswoman general detective lawmaker deputy king queen prince".split()
)
"""Words of a person's name that a place stands before: "Gainesville Mayor Pegeen Hanrahan"."""


@dataclasses.dataclass(frozen=True, slots=True)
class Proposal:
    """A stretch that may name a place; `first` and `last`: whether it begins or ends the name it stands in."""

    span: Interval
    cover: str
    first: bool = True
    last: bool = True


def propose(gazetteer: Gazetteer, text: str, named: Iterable[tuple[EntityType, Interval]]) -> list[Proposal]:
    """The proposals of a text from the reader's proper names, in text order, each span once."""
    marked: list[tuple[str, Interval]] = [
        (t if t in COVERS else "other", span) for t, span in named if any(c.isupper() for c in text[slice(*span)])
    ]
    found: dict[Interval, Proposal] = {}
    composed: list[tuple[str, Interval]] = []
    last_names = {
        words[-1] for cover, span in marked if cover == "person" and len(words := text[slice(*span)].split()) > 1
    }
    marked = [
        (cover, span) for cover, span in marked
        if not is_thing(text, span) and (text[slice(*span)] not in last_names or is_ruled(text, span))
    ]  # fmt: skip
    for cover, span in sorted(marked, key=lambda item: (item[1][0], -item[1][1])):
        known = bool(gazetteer.owners(normalise(text[slice(*span)])))
        if known or cover in ("location", "facility", "group"):
            found.setdefault(span, Proposal(span, cover))
        if not known and cover != "group":
            composed.append((cover, span))
        if not known and cover in ("location", "facility") and (core := core_of(text, span)) != span:
            found.setdefault(core, Proposal(core, "location"))
    for cover, span in composed:
        for part in _inside(gazetteer, text, span):
            if cover != "person" or not _is_own_name(text, span, part):
                first, last = part[0] == span[0], part[1] == span[1]
                found.setdefault(part, Proposal(part, f"{cover} part", first, last))
    return [found[span] for span in sorted(found)]


def core_of(text: str, span: Interval) -> Interval:
    """The name in a longer phrase that says how near to it or what it lies in: "Menbej" in "countryside of Menbej"."""
    match = _UNIT_OF.fullmatch(text[slice(*span)]) or _AROUND.fullmatch(text[slice(*span)])
    start, end = match.span("name") if match else (0, span[1] - span[0])
    return (span[0] + start, span[0] + end) if any(c.isupper() for c in text[span[0] + start : span[0] + end]) else span


def _is_own_name(text: str, person: Interval, part: Interval) -> bool:
    """Whether a part of a person's name is the first or last name itself ("Chad Smith"), no home ("of McLean")."""
    before, behind = text[person[0] : part[0]].split(), text[part[1] : person[1]].split()
    if " " in text[slice(*part)] or (before and before[-1].lower() in ("of", "from", "in")):
        return False
    return not any(word.strip(".").lower() in _TITLES for word in behind)


def _inside(gazetteer: Gazetteer, text: str, span: Interval) -> Iterator[Interval]:
    """The longest known names that are parts of a name, left to right."""
    words = [(m.start() + span[0], m.end() + span[0]) for m in _WORD.finditer(text[slice(*span)])]
    at = 0
    while at < len(words):
        step = 1
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            start, end = words[at][0], words[at + length - 1][1]
            piece = text[start:end]
            if not piece[0].isupper() or (start, end) == span:
                continue
            for part in (piece, piece.removesuffix("."), re.sub(r"[’']s?$", "", piece)):
                if len(part) > 2 and gazetteer.owners(normalise(part)):
                    yield (start, start + len(part))
                    step = length
                    break
            else:
                continue
            break
        at += step
