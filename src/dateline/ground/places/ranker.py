"""Which candidate a name means, or none of them: a few small networks, made by `training/ranker.py` (LGL, GeoVirus)."""

from __future__ import annotations

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

OUT_FILE = "ranker.npz"
_REMEDY = "Install Dateline again."
_ARRAYS = {f"{layer}.{part}" for layer in ("first", "second", "inner", "none") for part in ("weight", "bias")}
Net = Mapping[str, Array]


class Ranker:
    """Stages of nets: the first sees each candidate alone, each later one also what the one before thought likely."""

    def __init__(self, *stages: Sequence[Net]) -> None:
        self._stages = [list(nets) for nets in stages]
        self._stacked = [{key: np.stack([net[key] for net in nets]) for key in sorted(_ARRAYS)} for nets in stages]

    def probabilities(self, names: Names) -> tuple[Array, Array]:
        """How likely each candidate is [candidates], and for each name that none of its candidates is right [names]."""
        candidates, none = _mean(self._stacked[0], names, names.alone)
        for nets in self._stacked[1:]:
            features = np.concatenate([names.alone, together(names, candidates)], axis=1)
            candidates, none = _mean(nets, names, features)
        return candidates, none

    def choose(self, names: Names) -> tuple[Array, Array]:
        """The likeliest candidate of each name, -1 for none, with the probability of that answer."""
        candidates, none = self.probabilities(names)
        choice, probability = np.full(len(names.names), -1), none.copy()
        for at, owner in enumerate(names.owner):
            if candidates[at] > probability[owner]:
                choice[owner], probability[owner] = at, candidates[at]
        return choice, probability

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
    total = nothing.copy()
    np.add.at(total, owner, weights)
    return weights / total[owner], nothing / total


def _mean(nets: Net, names: Names, features: Array) -> tuple[Array, Array]:
    """The shares that the nets of a stage, stacked, give on average."""
    scores = _layers(features, nets, "first", "second")
    nothing = _layers(names.none, nets, "inner", "none")
    count = len(scores)
    owner = names.owner[None, :] + len(names.names) * np.arange(count)[:, None]
    shares, rest = softmax(scores.ravel(), nothing.ravel(), owner.ravel())
    return _average(shares.reshape(scores.shape)), _average(rest.reshape(nothing.shape))


def _layers(features: Array, nets: Net, first: str, second: str) -> Array:
    """[nets, rows]: the one output of two layers."""
    hidden = np.tanh(features @ nets[f"{first}.weight"].transpose(0, 2, 1) + nets[f"{first}.bias"][:, None, :])
    out: Array = hidden @ nets[f"{second}.weight"].transpose(0, 2, 1) + nets[f"{second}.bias"][:, None, :]
    return out[:, :, 0]


def _average(shares: Array) -> Array:
    total = np.zeros(shares.shape[1])
    for row in shares:
        total = total + row / len(shares)
    return total


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
