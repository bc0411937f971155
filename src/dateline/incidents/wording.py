"""How likely two event mentions tell of one event by their words alone: trigger, sentence and document.

A few small nets over signs of each pair (wording_signs.py), as Kenyon-Dean and others (2018) and Barhom and others
(2019) compare mentions, without vectors in context. Mentions are joined by average linkage as tellings are. The weights
and the vectors of words stand in data/wording.npz, made by `python -m training.wording`.
"""

from __future__ import annotations

import functools
import io
import zipfile
import zlib
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import numpy as np

from dateline.errors import DataError
from dateline.incidents.clusters import join
from dateline.incidents.wording_signs import SIGNS, Told, Vectors, head, signs, told_in, unpacked
from dateline.reader.network.layers import Array, Weights

__all__ = ["LIKELY", "Told", "Vectors", "Wording", "head", "read_model", "shipped", "told_in"]

FILE = "wording.npz"
LIKELY = -0.5
"""Mean log-odds from which two groups are one, chosen by CoNLL F1 in cross-validation on ECB+: 0.786 at -1, 0.787 at
-0.5, 0.783 at -0.25, 0.780 at 0."""
DAMAGED = (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile, zlib.error)
"""What numpy raises on a file that is no whole archive of arrays."""


class Wording:
    """The mean of a few alike nets over the signs of a pair.

    `weights`: `N.inner.weight` [hidden, SIGNS], `N.middle.weight` [hidden, hidden], `N.outer.weight` [1, hidden] and
    biases of each net N; `mean` and `spread` [SIGNS] of the signs in training. `trained_on`: names of ECB+'s topics.
    """

    def __init__(self, weights: Weights, vectors: Vectors, trained_on: frozenset[str] = frozenset()) -> None:
        self._nets = [weights.part(name) for name in sorted({key.split(".")[0] for key in weights if "." in key})]
        self._mean, self._spread = weights["mean"], weights["spread"]
        self.vectors, self.trained_on = vectors, trained_on

    def log_odds(self, told: Sequence[Told]) -> Array:
        """Log-odds [mentions, mentions] that two mentions tell of one event, given all that are compared."""
        if not told:
            return np.zeros((0, 0), dtype=np.float32)
        rows = (signs(told, self.vectors) - self._mean) / self._spread
        odds: Array = np.stack([_odds(net, rows) for net in self._nets]).mean(0)
        return odds

    def events(self, told: Sequence[Told]) -> list[list[int]]:
        """The mentions, by their places in the sequence, in groups that tell of one event each."""
        odds = self.log_odds(told)
        first, second = np.triu_indices(len(told), 1)
        scores = {(int(a), int(b)): float(odds[a, b]) - LIKELY for a, b in zip(first, second, strict=True)}
        return join(dict.fromkeys(range(len(told)), 1), scores, ())


def _odds(net: Weights, rows: Array) -> Array:
    hidden = np.maximum(net.linear("inner", rows), 0)
    hidden = np.maximum(net.linear("middle", hidden), 0)
    odds: Array = net.linear("outer", hidden)[..., 0]
    return odds


def read_model(path: Path) -> Wording:
    """The model that a file holds. Raises DataError if it is missing, damaged or made for other signs."""
    remedy = "Install dateline again."
    try:
        # Read first: numpy leaves a damaged file open.
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        stem_list = arrays.pop("stems").tobytes().decode().split()
        trained_on = frozenset(arrays.pop("topics").tobytes().decode().split())
        table = unpacked(arrays.pop("bits"))
        weights = Weights({name: array.astype(np.float32) for name, array in arrays.items()})
        fits = len(weights["mean"]) == len(SIGNS) and len(stem_list) == len(table)
    except DAMAGED as error:
        raise DataError(f"the model of wording cannot be read ({error!r})", where=str(path), remedy=remedy) from None
    if not fits:
        raise DataError("the model of wording is made for other signs", where=str(path), remedy=remedy)
    return Wording(weights, Vectors({stem: row for row, stem in enumerate(stem_list)}, table), trained_on)


@functools.cache
def shipped() -> Wording:
    """The model that comes with the package."""
    return read_model(Path(str(resources.files("dateline.incidents"))) / "data" / FILE)
