"""What a source is where its own words do not tell, by what the report says of it elsewhere: "Kumar", told before as
"Inspector Anil Kumar"; a spokesman of those whose militants the report tells of; and for whom it speaks.
"""

from __future__ import annotations

import functools
import re

from dateline.reader.entities import Names
from dateline.reader.lexicon import words
from dateline.records import Interval, SourceRelation

_ARMED = re.compile(
    r"\b([A-Z][\w’'-]*)\)?\s(?:militants?|rebels?|fighters?|insurgents?|guerrillas?|terrorists?|cadres?|extremists?)\b"
)
_NAME = re.compile(r"(?:(?:[A-Z]\w*\.?|[A-Z][\w’'-]+)\s)*([A-Z][\w’'-]+)")
_LAST = re.compile(r"([A-Z][\w’'-]+)(?:\s\(\w+\))?\Z")
_OF_ITSELF = re.compile(r"(?:in an? [^,.]*? )?(?:that )?it ", re.IGNORECASE)
"""What a body says of itself: "it killed 63", "in a statement on its website that it had planted the bomb"."""
_REBELS = frozenset(("rebel", "militant", "insurgent", "guerrilla", "separatist", "jihadist"))
"""What a spokesman and those who did it may be called alike, without a name."""


class Sources:
    """The sources of a report in the order in which they are met."""

    def __init__(self, text: str, names: Names) -> None:
        self._text = text
        self._names = names
        self._known: dict[str, SourceRelation] = {}

    def relation(self, source: Interval, relation: SourceRelation) -> SourceRelation:
        """What a source is, given what its words tell; remembered for the name that closes it."""
        told = self._text[slice(*source)].split(",")[0]
        if relation in ("unknown", "official") and self._fights(told):
            relation = "party"
        bare = _NAME.fullmatch(told)
        if relation == "unknown":
            return self._known.get(bare[1], relation) if bare is not None else relation
        name = _LAST.search(told)
        if name is not None:
            self._known.setdefault(name[1], relation)
        return relation

    def _fights(self, source: str) -> bool:
        """Whether a source is named by those whose fighters the report tells of ("the MRA's spokesman" where "MRA
        rebels" attacked), and is no police or official beside the name.
        """
        if not words("side_words").isdisjoint(source.lower().split()):
            return False
        return any(name in self._armed for name in re.findall(r"[A-Z][\w-]*", source))

    def says_of_itself(self, content: Interval) -> bool:
        """Whether what a body says is of itself: "the army says it killed 63"."""
        return _OF_ITSELF.match(self._text[slice(*content)]) is not None

    def speaks_for(self, source: str, doer: str) -> bool:
        """Whether a spokesman's words name the side that did it: "Taliban spokesman X said Taliban fighters ..."; that
        two sides are of one nation says nothing.
        """
        told, done = (set(re.findall(r"[A-Z]\w+", name)) for name in (source, doer))
        kinds = [{w.removesuffix("s") for w in name.lower().split()} & _REBELS for name in (source, doer)]
        speaking = not words("speakers").isdisjoint(source.lower().split())
        return speaking and (bool(kinds[0] & kinds[1]) or any(self._names(name) != "group" for name in told & done))

    @functools.cached_property
    def _armed(self) -> frozenset[str]:
        """Names that the report gives to fighters; not of peoples and places ("Nigerian militants")."""
        told = {match[1] for match in _ARMED.finditer(self._text)}
        return frozenset(name for name in told if self._names(name) not in ("group", "location") and len(name) > 1)


def is_hearsay(source: str) -> bool:
    """Whether a source is nobody that could answer for it: rumours, messages passed around."""
    return not words("hearsay").isdisjoint(source.lower().split())
