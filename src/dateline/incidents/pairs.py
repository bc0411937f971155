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
from collections.abc import Iterable, Mapping
from importlib import resources

from dateline.errors import DataError
from dateline.incidents.signs import SIGNS, compare
from dateline.incidents.tellings import Telling

ALWAYS = "always"


@dataclasses.dataclass(frozen=True)
class PairModel:
    """The weight of each sign, and of all pairs."""

    weights: Mapping[str, float]

    def log_odds(self, one: Telling, other: Telling) -> float | None:
        """Log-odds that two tellings are of one incident; None where they can never be."""
        found = compare(one, other)
        return None if found is None else self.sum(found)

    def sum(self, found: Iterable[str]) -> float:
        """The log-odds of a pair with these signs."""
        return self.weights[ALWAYS] + sum(self.weights[sign] for sign in found)


def probability(log_odds: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + math.exp(-log_odds))


def model_of(text: str, where: str) -> PairModel:
    """The model that a file's text holds.

    Raises DataError if it does not name every sign.
    """
    weights = tomllib.loads(text).get("weights", {})
    missing = [sign for sign in (ALWAYS, *SIGNS) if sign not in weights]
    if missing:
        raise DataError(f"no weight for {', '.join(missing)}", where=where, remedy="Install dateline again.")
    return PairModel(weights)


@functools.cache
def shipped() -> PairModel:
    """The model that comes with the package."""
    path = resources.files("dateline.incidents") / "data" / "pairs.toml"
    return model_of(path.read_text(encoding="utf-8"), str(path))
