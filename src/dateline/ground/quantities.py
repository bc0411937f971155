"""Counting words to numbers with bounds: "at least 30", "dozens of", "a", "no". What gives no count stays None."""

from __future__ import annotations

import dataclasses
import re
from decimal import Decimal

_UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
_VAGUE: dict[str, tuple[int, int]] = {
    "dozens": (24, 99), "scores": (40, 199), "hundreds": (200, 999), "thousands": (2_000, 9_999), "several": (3, 9),
    "few": (2, 9), "many": (3, 0), "handful": (3, 6), "couple": (2, 2),
}  # fmt: skip
"""Lowest and highest count that the word is good for; 0: no upper bound."""
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
MAX_DIGITS = 12
"""A longer number counts no people: it is an identifier or noise."""


@dataclasses.dataclass(frozen=True, slots=True)
class Count:
    """A count of people as words give it; each bound is None where they give none."""

    low: int | None
    best: int | None
    high: int | None


UNKNOWN = Count(None, None, None)


def parse_count(words: str) -> Count:
    """The count that some words give ("at least 30": low and best 30, no high). Shares and "most of" give none."""
    lower = " ".join(words.lower().replace("-", " ").split())
    value = _exact(lower)
    vague = next((_VAGUE[word] for word in lower.split() if word in _VAGUE), None)
    if vague is not None and (value is None or lower.split()[-1] in _VAGUE):
        low, high = vague
        return Count(low, low if low == high else None, high or None)
    if value is None:
        return UNKNOWN
    if re.search(r"\b(at least|(?<!no )more than|over|no fewer than|no less than)\b", lower):
        return Count(value, value, None)
    if re.search(
        r"\b(up to|as many as|at most|no more than|less than|fewer than|under|nearly|almost|close to)\b", lower
    ):
        return Count(None, value, value)
    if re.search(r"\b(about|around|some|roughly|approximately|estimated)\b", lower):
        return Count(None, value, None)
    return Count(value, value, value)


def _exact(lower: str) -> int | None:
    digits = _DIGITS.search(lower)
    if digits:
        if len(digits.group()) > MAX_DIGITS:
            return None
        following = lower[digits.end() :].split()
        scale = _SCALES[following[0]] if following and following[0] in _SCALES else 1
        value = Decimal(digits.group().replace(",", "")) * scale
        # "1.5 percent" or "2.5 on the scale" counts no people.
        return int(value) if value == int(value) else None
    words = lower.split()
    if (
        words
        and words[0] in ("no", "nobody", "none", "neither", "zero")
        and words[1:2] not in (["more"], ["fewer"], ["less"])
    ):
        return 0
    if words and words[0] in ("half", "third", "quarter", "two thirds", "most"):
        return 6 if "dozen" in words else None
    total, current, seen = 0, 0, False
    for word in words:
        if word in _UNITS:
            current, seen = current + _UNITS[word], True
        elif word in _SCALES:
            current, seen = max(current, 1) * _SCALES[word], True
            if word in ("thousand", "million", "billion"):
                total, current = total + current, 0
        elif word in ("a", "an", "another") and not seen and len(words) == 1:
            return 1
    return total + current if seen else None
