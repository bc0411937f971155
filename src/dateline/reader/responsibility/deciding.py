"""How a report holds a named group responsible, by the signs around its mentions: rules, and a small trained model.

The model is a multinomial logistic regression over the signs, trained by `training/responsibility.py` on the confidence
slot of MUC-4's keys. Each weight stands beside the name of its sign in `data/responsibility_weights.toml`.
"""

from __future__ import annotations

import dataclasses
import functools
import tomllib
from collections.abc import Mapping, Sequence
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from dateline.errors import DataError
from dateline.reader.responsibility.signs import Named, readings_at, sign_names, signs

Holding = Literal["stated as fact", "accused", "claimed", "possible"]
HOLDINGS: tuple[Holding, ...] = ("stated as fact", "accused", "claimed", "possible")
"""`accused`: suspected or accused; `possible`: named beside the event, held responsible by nobody."""

WEIGHTS = "responsibility_weights.toml"
_REMEDY = "Install Dateline again."


@dataclasses.dataclass(frozen=True, slots=True)
class Verdict:
    """How a group is held responsible in a report, and how probable that is (0 to 1)."""

    holding: Holding
    probability: float


RULE_PROBABILITY = 0.6
"""Of what the rules alone tell: their accuracy on MUC-4's keys is 0.5 to 0.6 (benchmarks/claims.py)."""


def by_rule(named: Named) -> Verdict:
    """What the plainest signs tell: a claim before an accusation, an accusation before a bare telling."""
    readings = readings_at(named)
    told = set().union(*readings)
    if {"claims", "claimed by"} & told:
        return Verdict("claimed", RULE_PROBABILITY)
    if {"suspected", "accused before", "accused after"} & told:
        return Verdict("accused", RULE_PROBABILITY)
    if {"plain", "actor", "agent", "owner"} & told:
        return Verdict("stated as fact", RULE_PROBABILITY)
    return Verdict("possible", RULE_PROBABILITY)


class Scorer:
    """The trained choice: `weights` [signs, holdings] as `sign_names()` and HOLDINGS order them, `bias` [holdings]."""

    def __init__(self, weights: NDArray[np.float64], bias: NDArray[np.float64]) -> None:
        self._weights, self._bias = weights, bias

    def arrays(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The weights and the bias."""
        return self._weights, self._bias

    def chances(self, rows: Sequence[Sequence[float]]) -> NDArray[np.float64]:
        """The probability of each holding, [rows, holdings], for the signs of some groups."""
        scores = np.asarray(rows, dtype=np.float64).reshape(-1, len(self._weights)) @ self._weights + self._bias
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float64)

    def decide(self, named: Named) -> Verdict:
        """The likeliest holding of a group in a report."""
        (chances,) = self.chances([signs(named)])
        best = int(chances.argmax())
        return Verdict(HOLDINGS[best], round(float(chances[best]), 4))


@functools.cache
def shipped() -> Scorer:
    """The scorer that comes with the program. Raises DataError if its file is missing or damaged."""
    return load(resources.files("dateline.reader").joinpath("data").joinpath(WEIGHTS))


def load(path: Traversable) -> Scorer:
    """The scorer of a file. Raises DataError if it is missing, damaged, or made for other signs."""
    where = f"reader/data/{WEIGHTS}"
    try:
        stored = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"the weights of claims cannot be read ({error})", where=where, remedy=_REMEDY) from error
    return _checked(stored, where)


def _checked(stored: Mapping[str, Any], where: str) -> Scorer:
    table = stored.get("weights")
    if not isinstance(table, dict) or stored.get("holdings") != list(HOLDINGS):
        raise DataError(f"it gives no weights of {', '.join(HOLDINGS)}", where=where, remedy=_REMEDY)
    if set(table) != set(sign_names()):
        odd = sorted(set(table) ^ set(sign_names()))
        raise DataError(f"it was made for other signs: {', '.join(odd[:3])}", where=where, remedy=_REMEDY)
    try:
        weights = np.array([table[name] for name in sign_names()], dtype=np.float64)
        bias = np.array(stored.get("bias"), dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise DataError(f"a weight is no number ({error})", where=where, remedy=_REMEDY) from error
    if weights.shape != (len(sign_names()), len(HOLDINGS)) or bias.shape != (len(HOLDINGS),):
        raise DataError("a sign has too few or too many weights", where=where, remedy=_REMEDY)
    if not (np.isfinite(weights).all() and np.isfinite(bias).all()):
        raise DataError("a weight is not finite", where=where, remedy=_REMEDY)
    return Scorer(weights, bias)
