"""Simulated processes, by branching: immigrants of the background, with offspring (Hawkes and Oakes 1974)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dateline.analysis.basis import Floats
from dateline.analysis.contagion.model import Background, Parameters
from dateline.errors import SettingError

MOST = 2_000_000
"""Events at which a simulation gives up."""


def simulate(
    parameters: Parameters, whole: tuple[float, float], rng: np.random.Generator, background: Background | None = None
) -> Floats:
    """Event times of one group that sets itself off, in days, sorted. Raises as `simulate_several` does."""
    branching = parameters.branching.reshape(1, 1)
    return simulate_several([parameters.log_background], branching, [parameters.decay], whole, rng, background)[0]


def simulate_several(
    log_backgrounds: Sequence[Floats], branching: Floats, decays: Sequence[float], whole: tuple[float, float],
    rng: np.random.Generator, background: Background | None = None,
) -> list[Floats]:  # fmt: skip
    """Event times of several groups; branching[d, e] is how many events of d one of e sets off.

    Raises SettingError where the events would set off as many as they are or more (spectral radius of 1), so that
    there is no end to them.
    """
    radius = float(np.abs(np.linalg.eigvals(branching)).max())
    if radius >= 1:
        what = f"events with a branching ratio of {radius:.2f} never die out"
        raise SettingError(what, where="branching", remedy="Give one below 1.")
    shape = background or Background()
    waves = [immigrants(g, whole, rng, shape) for g in log_backgrounds]
    found = [[wave] for wave in waves]
    while any(len(wave) for wave in waves):
        following = []
        for d, decay in enumerate(decays):
            born = [_offspring(wave, float(branching[d, e]), decay, rng) for e, wave in enumerate(waves)]
            times = np.concatenate(born)
            following.append(times[times < whole[1]])
            found[d].append(following[-1])
        waves = following
        if sum(len(part) for parts in found for part in parts) > MOST:
            raise SettingError(f"more than {MOST} events", where="branching", remedy="Give less or a shorter period.")
    return [np.sort(np.concatenate(parts)) for parts in found]


def immigrants(g: Floats, whole: tuple[float, float], rng: np.random.Generator, background: Background) -> Floats:
    """Events of the background alone, by thinning."""
    since, until = whole
    grid = background.design(np.linspace(since, until, 2001), since, until)
    top = float(np.exp(grid @ g).max()) * 1.05
    times = since + (until - since) * rng.random(rng.poisson(top * (until - since)))
    kept = rng.random(len(times)) * top < np.exp(background.design(times, since, until) @ g)
    return times[kept]


def _offspring(parents: Floats, branching: float, decay: float, rng: np.random.Generator) -> Floats:
    each = np.repeat(parents, rng.poisson(branching, len(parents)))
    return each + rng.exponential(1 / decay, len(each))
