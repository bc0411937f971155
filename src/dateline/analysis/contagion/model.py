"""A Hawkes process with exponential kernels and a background that may vary in time.

    intensity(t) = exp(B(t) g) + sum over sources e of branching_e * sum over s < t in e of decay exp(-decay (t - s))

`branching_e` is how many events one event of source e sets off in the long run, `decay` how fast (half-life log 2 /
decay). The likelihood is that of a point process on windows [a, b) with all history known (Ogata 1978; Daley and
Vere-Jones 2003, ch. 7), so that gaps in reporting and held-out stretches are windows that are left out.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from typing import Literal

import numpy as np

from dateline.analysis.basis import Floats, spline
from dateline.analysis.contagion.decay import decayed
from dateline.errors import SettingError

Windows = tuple[tuple[float, float], ...]
POINTS = 1500
"""Points of the midpoint rule by which a varying background is summed over all windows."""


@dataclasses.dataclass(frozen=True, slots=True)
class Background:
    """How the background may vary: `constant`; `spline`, whose logarithm is a curve of so many columns; or `steps`, so
    many stretches of equal length, each with a rate of its own.
    """

    kind: Literal["constant", "spline", "steps"] = "constant"
    columns: int = 1

    def __post_init__(self) -> None:
        if self.columns < 1 or (self.kind == "constant" and self.columns != 1):
            what = f"a {self.kind} background has no {self.columns} columns"
            raise SettingError(what, where="background", remedy="Give at least 1; a constant one has 1.")

    def design(self, at: Floats, since: float, until: float) -> Floats:
        """The columns of the log background at these times; each row sums to 1."""
        if self.kind != "steps":
            return spline(at, since, until, self.columns)
        which = np.clip(((at - since) / (until - since) * self.columns).astype(int), 0, self.columns - 1)
        steps: Floats = np.eye(self.columns)[which]
        return steps

    @property
    def words(self) -> str:
        """How it is called in results."""
        return "constant" if self.kind == "constant" else f"{self.kind} of {self.columns}"


def smooth(days: float, every: float = 180.0) -> Background:
    """A spline with about one column every so many days: slower than the contagion it is to be told from."""
    return Background("spline", max(2, round(days / every) + 1))


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Data:
    """Event times of one group (`targets`) and of those that may set them off (`sources`, itself among them), in days,
    sorted; `whole` is the period over which the background is defined, `windows` are the parts of it that count.
    """

    targets: Floats
    sources: tuple[Floats, ...]
    whole: tuple[float, float]
    windows: Windows
    background: Background
    design: Floats
    grid: Floats
    lengths: Floats
    counted: Floats
    """1 for targets inside a window, 0 outside."""

    @classmethod
    def of(
        cls,
        targets: Floats,
        sources: Sequence[Floats],
        whole: tuple[float, float],
        background: Background,
        windows: Windows | None = None,
    ) -> Data:
        """The data with what every evaluation of the likelihood needs made ready."""
        kept = windows if windows is not None else (whole,)
        total = sum(b - a for a, b in kept)
        middles, lengths = [], []
        for a, b in kept:
            pieces = max(2, math.ceil(POINTS * (b - a) / total))
            edges = np.linspace(a, b, pieces + 1)
            middles.append((edges[1:] + edges[:-1]) / 2)
            lengths.append(np.diff(edges))
        counted = np.zeros(len(targets))
        for a, b in kept:
            counted[(targets >= a) & (targets < b)] = 1.0
        return cls(
            targets, tuple(sources), whole, kept, background, background.design(targets, *whole),
            background.design(np.concatenate(middles), *whole), np.concatenate(lengths), counted,
        )  # fmt: skip

    @property
    def events(self) -> int:
        """How many events the likelihood counts."""
        return int(self.counted.sum())


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Parameters:
    """`log_background` (columns), `branching` by source, `decay` a day."""

    log_background: Floats
    branching: Floats
    decay: float

    @property
    def half_life(self) -> float:
        """Days in which half of what an event sets off has come."""
        return math.log(2) / self.decay


def likelihood(parameters: Parameters, data: Data) -> tuple[float, Floats]:
    """Log likelihood, and its slopes by log background, branching and decay, in this order."""
    g, branching, rate = parameters.log_background, parameters.branching, parameters.decay
    background = np.exp(np.clip(data.design @ g, -40.0, 40.0))
    own = [decayed(data.targets, events, rate) for events in data.sources]
    excited = np.array([a for a, _ in own])
    moments = np.array([m for _, m in own])
    intensity = np.maximum(background + rate * (branching @ excited), 1e-300)
    mass = np.exp(np.clip(data.grid @ g, -40.0, 40.0)) * data.lengths
    caused, slowed = kernel_mass(data, rate)
    value = float(data.counted @ np.log(intensity) - mass.sum() - branching @ caused)
    share = data.counted / intensity
    slope_background = data.design.T @ (share * background) - data.grid.T @ mass
    slope_branching = rate * (excited @ share) - caused
    slope_decay = float((branching @ (excited - rate * moments)) @ share - branching @ slowed)
    return value, np.concatenate([slope_background, slope_branching, [slope_decay]])


def kernel_mass(data: Data, rate: float) -> tuple[Floats, Floats]:
    """How much of the kernels of each source's events lies in the windows, and its slope by the rate.

    Over [a, b) it is the events in it, plus what is left of earlier ones at a, less what is left at b.
    """
    starts, ends = (np.array([window[end] for window in data.windows]) for end in (0, 1))
    mass, slope = [], []
    for events in data.sources:
        (left, left_moment), (right, right_moment) = decayed(starts, events, rate), decayed(ends, events, rate)
        inside = np.searchsorted(events, ends, side="left") - np.searchsorted(events, starts, side="left")
        mass.append(float((inside + left - right).sum()))
        slope.append(float((right_moment - left_moment).sum()))
    return np.array(mass), np.array(slope)


def intensity(parameters: Parameters, data: Data, at: Floats) -> tuple[Floats, Floats]:
    """Background and whole intensity at sorted times, events a day."""
    design = data.background.design(at, *data.whole)
    background = np.exp(np.clip(design @ parameters.log_background, -40.0, 40.0))
    excited = np.array([decayed(at, events, parameters.decay)[0] for events in data.sources])
    return background, background + parameters.decay * (parameters.branching @ excited)


def compensator(parameters: Parameters, data: Data, at: Floats) -> Floats:
    """The intensity summed from the beginning to each of the sorted times: how many events were to be expected."""
    since, until = data.whole
    edges = np.linspace(since, until, POINTS + 1)
    middle = data.background.design((edges[1:] + edges[:-1]) / 2, since, until)
    mass = np.exp(np.clip(middle @ parameters.log_background, -40.0, 40.0)) * np.diff(edges)
    expected = np.interp(at, edges, np.concatenate([[0.0], np.cumsum(mass)]))
    for share, events in zip(parameters.branching, data.sources, strict=True):
        before = np.searchsorted(events, at, side="left")
        expected = expected + share * (before - decayed(at, events, parameters.decay)[0])
    return np.asarray(expected, dtype=float)
