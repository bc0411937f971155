"""Which candidate a name means, or none of them: a few small networks, made by `training/ranker.py` (LGL, GeoVirus)."""

from __future__ import annotations

import contextlib
import functools
import zipfile
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path

import numpy as np

from dateline.errors import DataError
from dateline.ground.places.areas import Array
from dateline.ground.places.features import ALONE, NONE
from dateline.ground.places.together import TOGETHER, Names, together
from dateline.threads import one_thread

OUT_FILE = "ranker.npz"
_REMEDY = "Install Dateline again."
_ARRAYS = {f"{layer}.{part}" for layer in ("first", "second", "inner", "none") for part in ("weight", "bias")}
_MANY = 40
"""Candidates from which on numpy would multiply on several threads."""
Net = Mapping[str, Array]
Layer = tuple[Array, Array]
"""Weights as [inputs, outputs], and biases."""


class Ranker:
    """Stages of nets: the first sees each candidate alone, each later one also what the one before thought likely."""

    def __init__(self, *stages: Sequence[Net]) -> None:
        self._stages = [list(nets) for nets in stages]
        nets = [net for stage in self._stages for net in stage]
        self._alone = _beside(nets, "first", slice(ALONE))
        self._none = _beside(nets, "inner"), _apart(nets, "none")
        self._later = [
            (_beside(stage, "first", slice(ALONE, None))[0], _apart(stage, "second")) for stage in self._stages
        ]

    def probabilities(self, names: Names) -> tuple[Array, Array]:
        """How likely each candidate is [candidates], and for each name that none of its candidates is right [names]."""
        candidates, none = np.empty(0), np.empty(0)
        with one_thread() if len(names.candidates) > _MANY else contextlib.nullcontext():
            # what does not hang on the stage before is reckoned for all nets at once
            alone = _sums(names.alone, self._alone)
            nothing = _sums(np.tanh(_sums(names.none, self._none[0])), self._none[1])
            owners = {nets: _repeated(names.owner, nets) for nets in {len(stage) for stage in self._stages}}
            start = first = 0
            for number, (beside, last) in enumerate(self._later):
                size, nets = last[0].shape
                hidden = alone[:, start : start + size]
                if number:
                    hidden += together(names, candidates) @ beside
                scores = _sums(np.tanh(hidden, out=hidden), last)
                candidates, none = _mean(scores, nothing[:, first : first + nets], owners[nets])
                start, first = start + size, first + nets
        return candidates, none

    def choose(self, names: Names) -> tuple[Array, Array]:
        """The likeliest candidate of each name, -1 for none, with the probability of that answer."""
        candidates, none = self.probabilities(names)
        choice, probability = [-1] * len(none), none.tolist()
        for at, (number, share) in enumerate(zip(names.owner.tolist(), candidates.tolist(), strict=True)):
            if share > probability[number]:
                choice[number], probability[number] = at, share
        return np.array(choice, dtype=np.int64), np.array(probability)

    def save(self, path: Path) -> None:
        """Write the nets, half precision."""
        arrays = {
            f"{stage}.{number}.{name}": value.astype(np.float16)
            for stage, nets in enumerate(self._stages)
            for number, net in enumerate(nets)
            for name, value in net.items()
        }
        np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def softmax(scores: Array, none: Array, owner: Array) -> tuple[Array, Array]:
    """Scores to shares within each name's candidates and its "none"."""
    top = none.copy()
    np.maximum.at(top, owner, scores)
    weights, nothing = np.exp(scores - top[owner]), np.exp(none - top)
    total = nothing + np.bincount(owner, weights, len(none))
    return weights / total[owner], nothing / total


def _beside(nets: Sequence[Net], layer: str, columns: slice = slice(None)) -> Layer:
    """A first layer of several nets beside each other, of some of its features: one product instead of one for each."""
    weight = np.concatenate([net[f"{layer}.weight"][:, columns] for net in nets]).T
    return np.ascontiguousarray(weight), np.concatenate([net[f"{layer}.bias"] for net in nets])


def _apart(nets: Sequence[Net], layer: str) -> Layer:
    """The last layers of several nets as one with an output for each, which sees its own net's numbers alone."""
    rows = [net[f"{layer}.weight"] for net in nets]
    weight = np.concatenate([np.pad(row.T, ((0, 0), (at, len(nets) - 1 - at))) for at, row in enumerate(rows)])
    return weight, np.concatenate([net[f"{layer}.bias"] for net in nets])


def _sums(features: Array, layer: Layer) -> Array:
    sums: Array = features @ layer[0]
    sums += layer[1]
    return sums


def _repeated(owner: Array, nets: int) -> Array:
    """[candidates * nets] whose candidate each is where every net has its own names."""
    repeated: Array = (owner[:, None] * nets + np.arange(nets)).ravel()
    return repeated


def _mean(scores: Array, none: Array, owners: Array) -> tuple[Array, Array]:
    """The shares that nets give on average: [candidates, nets] and [names, nets] to [candidates] and [names]."""
    nets = none.shape[1]
    shares, rest = softmax(scores.ravel(), none.ravel(), owners)
    evenly = np.full(nets, 1 / nets)
    return shares.reshape(-1, nets) @ evenly, rest.reshape(-1, nets) @ evenly


@functools.cache
def ranker() -> Ranker:
    """The ranker that ships with the package.

    Raises DataError where its file is missing or does not fit the features.
    """
    path = resources.files("dateline.ground").joinpath("data").joinpath(OUT_FILE)
    stages: dict[str, dict[str, dict[str, Array]]] = {}
    try:
        with path.open("rb") as file, np.load(file) as arrays:
            for key in arrays.files:
                stage, number, name = key.split(".", 2)
                stages.setdefault(stage, {}).setdefault(number, {})[name] = arrays[key].astype(np.float32)
    except OSError as error:
        raise DataError("the ranker of places is missing", where=OUT_FILE, remedy=_REMEDY) from error
    except (ValueError, KeyError, TypeError, AttributeError, EOFError, zipfile.BadZipFile) as error:
        raise DataError("the ranker of places is damaged", where=OUT_FILE, remedy=_REMEDY) from error
    nets = [net for stage in stages.values() for net in stage.values()]
    if any(net.keys() != _ARRAYS for net in nets):
        raise DataError("the ranker of places is damaged", where=OUT_FILE, remedy=_REMEDY)
    widths = [{net["first.weight"].shape[1] for net in stages[stage].values()} for stage in sorted(stages)]
    fits = widths == [{ALONE}, *[{ALONE + TOGETHER}] * (len(widths) - 1)]
    if len(widths) < 2 or not fits or {net["inner.weight"].shape[1] for net in nets} != {NONE}:
        raise DataError("the ranker of places is of another version", where=OUT_FILE, remedy=_REMEDY)
    return Ranker(*(list(stages[stage].values()) for stage in sorted(stages)))
