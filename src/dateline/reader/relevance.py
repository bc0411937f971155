"""Reports that borrow the words of war: sport and show tell of attacks, strikes and victories that are none."""

from __future__ import annotations

import re

from dateline.reader.lexicon import words

MIN_WORDS = 4
"""Different words of sport that a report must hold; ordinary conflict reports in the examples hold at most one."""


def is_sport(text: str) -> bool:
    """Whether a report is about sport or a show, by the number of different words of that kind in it."""
    found = set(re.findall(r"[a-z][a-z-]+", text.lower()))
    return len(found & words("sport")) >= MIN_WORDS
