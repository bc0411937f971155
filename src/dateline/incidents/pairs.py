"""How likely two tellings are of one incident: a logistic regression over signs, each with its weight.

The weights stand in data/pairs.toml, made by `python -m training.incidents`; the sum of those of a pair's signs and of
`always` is the log-odds. Fellegi and Sunter (1969) add up evidence so; here the weights are fitted together, since
the signs depend on each other.
"""

from __future__ import annotations

import dataclasses
import functools
import math
import tomllib
from collections.abc import Mapping
from importlib import resources

from dateline.errors import DataError
from dateline.incidents.second_look import SHARES
from dateline.incidents.signs import SIGNS, compare
from dateline.incidents.tellings import Telling

ALWAYS = "always"
PARTS = {"within": (ALWAYS, *SIGNS), "across": (ALWAYS, *SIGNS), "whole": (ALWAYS, *SHARES)}
"""The tables of the file with the names that each holds."""


@dataclasses.dataclass(frozen=True)
class PairModel:
    """The weight of each sign, and of all pairs: of mentions within one report, and of what different reports tell;
    and the weights of a telling's shares against a whole incident (second_look.py).
    """

    within: Mapping[str, float]
    across: Mapping[str, float]
    whole: Mapping[str, float]

    def log_odds(self, one: Telling, other: Telling) -> float | None:
        """Log-odds that two tellings are of one incident; None where they can never be."""
        found = compare(one, other)
        if found is None:
            return None
        weights = self.within if one.coded.report.id == other.coded.report.id else self.across
        return weights[ALWAYS] + sum(weights[sign] for sign in found)


def probability(log_odds: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + math.exp(-log_odds))


def model_of(text: str, where: str) -> PairModel:
    """The model that a file's text holds.

    Raises DataError if it does not name every sign.
    """
    tables = tomllib.loads(text)
    missing = [f"{sign} {part}" for part, names in PARTS.items() for sign in names if sign not in tables.get(part, {})]
    if missing:
        raise DataError(f"no weight for {', '.join(missing)}", where=where, remedy="Install dateline again.")
    return PairModel(*(tables[part] for part in PARTS))


@functools.cache
def shipped() -> PairModel:
    """The model that comes with the package."""
    path = resources.files("dateline.incidents") / "data" / "pairs.toml"
    return model_of(path.read_text(encoding="utf-8"), str(path))
