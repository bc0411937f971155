"""Days to times: events of one day, or of an unsure day, spread over it by a seeded draw."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import numpy as np

from dateline.analysis.basis import Floats
from dateline.analysis.events import Event
from dateline.errors import TooLittleData


def jittered(events: Iterable[Event], origin: dt.date, *, seed: int = 0) -> Floats:
    """Sorted times in days since the beginning of `origin`, each drawn evenly from its event's interval of days.

    No two are equal, so that no event seems to set off one of the same moment. What the draw decides is no knowledge:
    fit with several seeds. Raises TooLittleData where an event has no day.
    """
    spans = [(event.from_, event.days) for event in events]
    if any(day is None for day, _ in spans):
        raise TooLittleData("times need events with a day", remedy="Select by a definition first.")
    rng = np.random.default_rng(seed)
    first = np.array([(day - origin).days for day, _ in spans if day is not None], dtype=float)
    length = np.array([days or 1 for _, days in spans], dtype=float)
    return apart(np.sort(first + rng.random(len(first)) * length), rng)


def apart(times: Floats, rng: np.random.Generator) -> Floats:
    """Sorted times without ties: equal ones are drawn anew within a second of where they were."""
    while len(times) > 1 and np.any(np.diff(times) <= 0):
        same = np.concatenate([[False], np.diff(times) <= 0])
        times = np.sort(np.where(same, times + rng.random(len(times)) / 86_400, times))
    return times
