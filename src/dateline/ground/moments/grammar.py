"""The form of a rule. The rules stand in `rules_calendar`, `rules_near`, `rules_lengths` and `rules_told`."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import Literal

from dateline.ground.moments.values import Context, Reach
from dateline.ground.moments.words import compile_pattern

Cue = Literal["digits", "month", "weekday", "dayword", "part", "unit", "season", "feast", "reference"]
"""The kind of word that a rule cannot do without. Only rules whose cue stands in a stretch of text are tried there."""


@dataclasses.dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over a whole expression and the function that reads its meaning.

    `read` raises ValueError, KeyError or OverflowError where the words name what does not exist (30 February).
    """

    name: str
    cue: Cue
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Context], Reach]
    sharp: bool = True
    """False: too common a word to be a time expression by itself ("spring", "morning"); the words before must say
    so.
    """
    dates: bool = True
    """False: it can never say when something took place ("every day", "recently")."""


def rule(
    name: str, cue: Cue, pattern: str, read: Callable[[re.Match[str], Context], Reach], *,
    sharp: bool = True, dates: bool = True,
) -> Rule:  # fmt: skip
    """A rule from its pattern's template (see `words.compile_pattern`)."""
    return Rule(name, cue, compile_pattern(pattern), read, sharp, dates)
