"""A phrase as words: all of them, and without what stands before its noun and changes nothing of it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from dateline.ground.actors.words import is_noun, word_list
from dateline.records import Interval

_WORD = re.compile(r"[^\s,;:“”\"()\[\]]+")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_ONCE = frozenset("former ex retired ousted deposed onetime one-time".split())
_LEADERLESS = frozenset("led run held controlled style based".split())
"""Compounds that tell who stands behind a force and leave it that force ("Kurdish-led")."""
LONGEST = 40
"""Words of a phrase that are looked at."""
PREPOSITIONS = frozenset(
    "of from in at with who that which on near for by against to into during after before as".split()
)


@dataclasses.dataclass(frozen=True, slots=True)
class Word:
    """A word with its offsets; `bare_end` leaves a possessive off; `key` is lower case without it."""

    text: str
    start: int
    end: int
    bare_end: int
    key: str

    @property
    def is_capital(self) -> bool:
        return self.text[:1].isupper()


def words_of(text: str, span: Interval) -> list[Word]:
    """The words of a span; sentence marks are no part of them, the points of abbreviations are."""
    found = []
    for match in _WORD.finditer(text, *span):
        start, end = match.span()
        while end > start and text[end - 1] in "!?…":
            end -= 1
        if end > start and text[end - 1] == "." and text.count(".", start, end) == 1 and end - start > 4:
            end -= 1
        if start == end:
            continue
        word = text[start:end]
        possessive = _POSSESSIVE.search(word)
        bare_end = start + possessive.start() if possessive else end
        found.append(Word(word, start, end, bare_end, text[start:bare_end].lower().replace("’", "'")))
        if len(found) == LONGEST:
            break
    return found


def keys(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.key for word in words)


class Phrase:
    """The words of a phrase; `core` from its noun's own words on. `apart`: a word before them makes it somebody else
    ("former", "al-Qaeda-linked").
    """

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = tuple(words)
        self.start = words[0].start if words else 0
        self.end = words[-1].end if words else 0
        self.apart = False
        kept = list(words)
        while len(kept) > 1 and self._is_left_out(kept):
            kept.pop(0)
        self.core = tuple(kept)

    def _is_left_out(self, words: Sequence[Word]) -> bool:
        first = words[0]
        *front, last = first.key.split("-")
        if front and last in word_list("apart"):
            self.apart = self.apart or last not in _LEADERLESS
            return True
        if first.key in _ONCE or (front and front[0] in _ONCE):
            self.apart = True
            return True
        if first.key in word_list("collective") and len(words) > 2 and words[1].key == "of" and not first.is_capital:
            return True
        if first.key == "of" and first.start != self.start and len(words) > 1:
            return True  # what stood before it was left out
        filler = first.key in word_list("filler") or first.key.replace(",", "").isdigit()
        if first.is_capital and self.start != first.start:
            return False
        return (filler or first.key.endswith("-year-old")) and not is_noun(keys(words))

    def name(self, text: str) -> str | None:
        """The stretch of the core from the first to the last word with a capital; None where there is none."""
        at = [n for n, word in enumerate(self.core) if any(c.isupper() for c in word.text)]
        return text[self.core[at[0]].start : self.core[at[-1]].bare_end] if at else None
