"""How many losses lie how far back at each step of a series, with days that are unsure spread over their interval."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from dateline.analysis.basis import Floats
from dateline.analysis.territory.calendar import Loss


def exposure(losses: Sequence[Loss], steps: Sequence[dt.date], width: int, since: int, until: int) -> Floats:
    """For each step of `width` days, how many losses lie above `since` up to `until` days back (mean over its days).

    Negative days lie ahead. A loss whose day is unsure counts with the share of its possible days that fits.
    """
    first = steps[0].toordinal()
    length = steps[-1].toordinal() + width - first
    daily = np.zeros(length)
    for loss in losses:
        days = range(loss.from_.toordinal(), loss.to.toordinal() + 1)
        for day in days:
            begin, end = day + since + 1 - first, day + until + 1 - first
            daily[max(0, begin) : max(0, end)] += 1 / len(days)
    starts = np.array([step.toordinal() - first for step in steps])
    sums = np.concatenate([[0.0], np.cumsum(daily)])
    return np.asarray((sums[starts + width] - sums[starts]) / width, dtype=float)
