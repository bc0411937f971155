"""Where a text may name a place: what the reader calls one, and known names inside its other names.

"Georgia Department of Corrections" names Georgia, "Terry Jones of McLean" McLean; whether they do is for the ranker.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator

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


@dataclasses.dataclass(frozen=True, slots=True)
class Proposal:
    """A stretch that may name a place; `first` and `last`: whether it begins or ends the name it stands in."""

    span: Interval
    cover: str
    first: bool = True
    last: bool = True


def propose(gazetteer: Gazetteer, text: str, named: Iterable[tuple[EntityType, Interval]]) -> list[Proposal]:
    """The proposals of a text from the reader's proper names, in text order, each span once."""
    found: dict[Interval, Proposal] = {}
    for type_, span in sorted(named, key=lambda item: (item[1][0], -item[1][1])):
        if not any(c.isupper() for c in text[slice(*span)]):
            continue  # "the school" has no name to look up
        cover = type_ if type_ in COVERS else "other"
        whole = gazetteer.owners(normalise(text[slice(*span)]))
        if whole or cover in ("location", "facility", "group"):
            found.setdefault(span, Proposal(span, cover))
        if not whole and cover != "group":
            for part in _inside(gazetteer, text, span):
                place = Proposal(part, f"{cover} part", part[0] == span[0], part[1] == span[1])
                found.setdefault(part, place)
    return [found[span] for span in sorted(found)]


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
