"""What need not be read: sport, which borrows the words of war; and, in haste, sentences that look empty."""

from __future__ import annotations

import functools
import re
from importlib import resources

from dateline.errors import DataError
from dateline.reader.lexicon import words

MIN_WORDS = 4
"""Different words of sport that a report must hold; ordinary conflict reports in the examples hold at most one."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_NUMBER = re.compile(r"\d")


def is_sport(text: str) -> bool:
    """Whether a report is about sport or a show, by the number of different words of that kind in it."""
    found = set(re.findall(r"[a-z][a-z-]+", text.lower()))
    return len(found & words("sport")) >= MIN_WORDS


def look_words(sentence: str) -> set[str]:
    """What the first look sees of a sentence: its words in lower case, and whether it holds a number."""
    found = set(_WORD.findall(sentence.lower()))
    if _NUMBER.search(sentence):
        found.add("0")
    return found


def may_hold_event(sentence: str) -> bool:
    """Whether a sentence may tell of an event: the cheap first look of `--fast`, a logistic regression over its words
    (training/first_look.py says how it is made and what it loses).
    """
    weights = _weights()
    return weights[""] + sum(weights.get(word, 0.0) for word in look_words(sentence)) >= 0


@functools.cache
def _weights() -> dict[str, float]:
    try:
        text = resources.files("dateline.reader").joinpath("data/first_look.tsv").read_text(encoding="utf-8")
        rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
        return {word: float(value) for word, value in rows}
    except (OSError, ValueError) as error:
        raise DataError(str(error), where="reader/data/first_look.tsv", remedy="Install Dateline again.") from error
