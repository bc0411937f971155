"""What number words mean: the lowest, the best and the highest figure they allow, and of what."""

from __future__ import annotations

import dataclasses
from fractions import Fraction
from typing import Literal

Kind = Literal["count", "share", "money", "measure", "age", "time", "ordinal"]
"""What a number says: how many, what part of a whole, how much money or of a unit, how old, how long, the
how-manieth.
"""


@dataclasses.dataclass(frozen=True, slots=True)
class Count:
    """A count of people or things as words give it; each bound is None where they give none."""

    low: int | None
    best: int | None
    high: int | None


UNKNOWN = Count(None, None, None)


@dataclasses.dataclass(frozen=True, slots=True)
class Range:
    """A figure with its bounds, each None where the words give none: "at least 30" has no high, "dozens" no best."""

    low: Fraction | None
    best: Fraction | None
    high: Fraction | None

    def times(self, factor: Fraction) -> Range:
        """All of it so many times."""
        return Range(*(None if v is None else v * factor for v in (self.low, self.best, self.high)))


def exactly(value: Fraction | int) -> Range:
    """A figure without doubt."""
    number = Fraction(value)
    return Range(number, number, number)


@dataclasses.dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text: `[start, end)`, its bounds, its kind, and its unit (an ISO 4217 code for money, else a word).

    Shares are parts of one: 0.75 for "three-quarters".
    """

    start: int
    end: int
    low: float | int | None
    best: float | int | None
    high: float | int | None
    kind: Kind
    unit: str | None
