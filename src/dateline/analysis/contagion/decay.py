"""Sums of decaying exponentials over what happened before, in time that grows with the number of events alone.

A(t) = sum over earlier events s < t of exp(-rate (t - s)), and M(t) = the same with (t - s) before each term, which is
minus the slope of A by the rate. Ogata's recursion (1981), done in blocks by cumulative sums.
"""

from __future__ import annotations

import numpy as np

from dateline.analysis.basis import Floats

_REACH = 500.0
"""Decay times that a block spans: exp(500) still is a number."""


def decayed(at: Floats, events: Floats, rate: float) -> tuple[Floats, Floats]:
    """A and M at the times `at`, over events strictly before; both times sorted, in days; rate a day."""
    own, weighted = _after(events, rate)
    last = np.searchsorted(events, at, side="left") - 1
    known = last >= 0
    before = np.where(known, last, 0)
    if not len(events):
        return np.zeros(len(at)), np.zeros(len(at))
    gone = np.where(known, at - events[before], 0.0)
    fade = np.where(known, np.exp(-rate * gone), 0.0)
    return fade * own[before], fade * (weighted[before] + gone * own[before])


def _after(events: Floats, rate: float) -> tuple[Floats, Floats]:
    """A and M right after each event, itself included."""
    own, weighted = np.empty(len(events)), np.empty(len(events))
    start, carried, carried_weighted, origin = 0, 0.0, 0.0, 0.0
    while start < len(events):
        first = float(events[start])
        end = int(np.searchsorted(events, first + _REACH / rate, side="right"))
        if start:
            gone = first - origin
            fade = float(np.exp(-rate * gone))
            carried, carried_weighted = fade * carried, fade * (carried_weighted + gone * carried)
        since = events[start:end] - first
        grown = np.exp(rate * since)
        sums, moments = np.cumsum(grown), np.cumsum(since * grown)
        own[start:end] = (carried + sums) / grown
        weighted[start:end] = (carried_weighted + since * carried + since * sums - moments) / grown
        carried, carried_weighted, origin = float(own[end - 1]), float(weighted[end - 1]), float(events[end - 1])
        start = end
    return own, weighted
