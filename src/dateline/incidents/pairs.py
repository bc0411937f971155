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


@functools.cache
def shipped() -> PairModel:
    """The model that comes with the package.

    Raises DataError if its file does not name every sign.
    """
    path = resources.files("dateline.incidents") / "data" / "pairs.toml"
    weights = tomllib.loads(path.read_text(encoding="utf-8"))["weights"]
    missing = [sign for sign in (ALWAYS, *SIGNS) if sign not in weights]
    if missing:
        raise DataError(f"no weight for {', '.join(missing)}", where=str(path), remedy="Install dateline again.")
    return PairModel(weights)
