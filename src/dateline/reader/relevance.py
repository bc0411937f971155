"""What need not be read: sport, which borrows the words of war; and, in haste, sentences without a trigger's word."""

from __future__ import annotations

import re

from dateline.reader.lexicon import triggers, words

MIN_WORDS = 4
"""Different words of sport that a report must hold; ordinary conflict reports in the examples hold at most one."""


def is_sport(text: str) -> bool:
    """Whether a report is about sport or a show, by the number of different words of that kind in it."""
    found = set(re.findall(r"[a-z][a-z-]+", text.lower()))
    return len(found & words("sport")) >= MIN_WORDS


def may_hold_event(sentence: str) -> bool:
    """Whether any word of a sentence opens a trigger, a word of harm or a claim: the cheap first stage of `--fast`."""
    found = re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", sentence.lower())
    return any(word in triggers() or word in _ALSO for word in found)


_ALSO = frozenset(("dead", "toll", "deaths", "missing", "hurt", "claimed", "denied", "responsibility"))
