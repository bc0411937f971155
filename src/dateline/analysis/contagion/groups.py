"""Several groups, or countries, that set off each other's events."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import numpy as np

from dateline.analysis.basis import Floats
from dateline.analysis.contagion.fit import Fitted, fit_several
from dateline.analysis.contagion.model import Background, Windows
from dateline.analysis.needs import enough


@dataclasses.dataclass(frozen=True, slots=True)
class Mutual:
    """A fit for each group: `branching` of its fit stands for how many of its events one of each group sets off."""

    names: tuple[str, ...]
    fits: tuple[Fitted, ...]

    @property
    def matrix(self) -> Floats:
        """branching[d, e]: how many events of d one of e sets off."""
        return np.array([fit.parameters.branching for fit in self.fits])

    @property
    def radius(self) -> float:
        """The largest eigenvalue: at 1 or above all of them together never die out."""
        return float(np.abs(np.linalg.eigvals(self.matrix)).max())


def fit_groups(
    groups: Mapping[str, Floats], whole: tuple[float, float], background: Background | None = None,
    *, windows: Windows | None = None,
) -> Mutual:  # fmt: skip
    """A process of several groups, by name, with a background and half-life for each.

    The likelihood falls apart into one for each group, so that each is fitted alone with all as sources. Raises
    TooLittleData where a group has fewer than 50 events, or where there is one group only.
    """
    enough(len(groups), 2, "groups", method="a process of several groups", remedy="Name another.")
    sources = tuple(groups.values())
    fits = [fit_several(times, sources, whole, background, windows=windows) for times in groups.values()]
    return Mutual(tuple(groups), tuple(fits))
