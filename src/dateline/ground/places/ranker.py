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
from dateline.threads import one_thread

OUT_FILE = "ranker.npz"
_REMEDY = "Install Dateline again."
_ARRAYS = {f"{layer}.{part}" for layer in ("first", "second", "inner", "none") for part in ("weight", "bias")}
Net = Mapping[str, Array]


class Ranker:
    """Stages of nets: the first sees each candidate alone, each later one also what the one before thought likely."""

    def __init__(self, *stages: Sequence[Net]) -> None:
        self._stages = [list(nets) for nets in stages]
        nets = [net for stage in self._stages for net in stage]
        self._alone = _beside([net["first.weight"][:, :ALONE] for net in nets])
        self._bias = _beside([net["first.bias"] for net in nets])
        self._none = [_beside([net[f"inner.{part}"] for net in nets]) for part in ("weight", "bias")]
        self._none += [_apart([net["none.weight"] for net in nets]), _beside([net["none.bias"] for net in nets])]
        self._later = [
            (
                _beside([net["first.weight"][:, ALONE:] for net in stage]),
                _apart([net["second.weight"] for net in stage]),
                _beside([net["second.bias"] for net in stage]),
            )
            for stage in self._stages
        ]

    def probabilities(self, names: Names) -> tuple[Array, Array]:
        """How likely each candidate is [candidates], and for each name that none of its candidates is right [names]."""
        candidates, none = np.empty(0), np.empty(0)
        inner, inner_bias, last, last_bias = self._none
        with one_thread():
            # what does not hang on the stage before is reckoned for all nets at once
            alone = names.alone @ self._alone + self._bias
            nothing = np.tanh(names.none @ inner + inner_bias) @ last + last_bias
            start = column = 0
            for number, (beside, second, bias) in enumerate(self._later):
                hidden = alone[:, start : start + len(second)]
                if number:
                    hidden = hidden + together(names, candidates) @ beside
                scores = np.tanh(hidden) @ second + bias
                candidates, none = _mean(scores.T, nothing[:, column : column + len(bias)].T, names.owner)
                start, column = start + len(second), column + len(bias)
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


def _beside(arrays: Sequence[Array]) -> Array:
    """The layers of several nets beside each other, as one takes them: one product instead of one for each net."""
    return np.ascontiguousarray(np.concatenate(arrays).T)


def _apart(rows: Sequence[Array]) -> Array:
    """[hidden of all nets, nets]: the last layers of several nets, each of which sees its own net's hidden numbers."""
    return np.concatenate([np.pad(row.T, ((0, 0), (at, len(rows) - 1 - at))) for at, row in enumerate(rows)])


def _mean(scores: Array, none: Array, owner: Array) -> tuple[Array, Array]:
    """The shares that nets give on average: [nets, candidates] and [nets, names] to [candidates] and [names]."""
    nets, names = none.shape
    owners = (owner + names * np.arange(nets)[:, None]).ravel()
    shares, rest = softmax(scores.ravel(), none.ravel(), owners)
    return shares.reshape(scores.shape).sum(axis=0) / nets, rest.reshape(none.shape).sum(axis=0) / nets


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
