"""The time line: every incident with a day is in one bin, and no bin between the first and the last is left out."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Incident
from dateline.web.timeline import MOST, By, timeline
from dateline.web.views.overview import EVERY_MONTH

from .making import SLOW, incident, incidents, index_of


@SLOW
@given(incidents(), st.sampled_from(["auto", "day", "week", "month", "year"]))
def test_all_with_a_day_are_in_one_bin(some: list[Incident], by: By | Literal["auto"]) -> None:
    told = timeline(index_of(some), np.ones(len(some), dtype=bool), by)
    dated = [one for one in some if one.from_]
    assert told.undated == len(some) - len(dated)
    assert sum(b.count for b in told.bins) == len(dated)
    for before, after in zip(told.bins, told.bins[1:], strict=False):
        assert after.from_ == before.to + dt.timedelta(days=1)
    for b in told.bins:
        inside = [one for one in dated if one.from_ and b.from_ <= one.from_ <= b.to]
        assert b.count == len(inside)
        known = [h.best for one in inside for h in one.harm]
        assert b.killed == (sum(k or 0 for k in known) if known else None)


@pytest.mark.parametrize(
    ("days", "unit"), [(0, "day"), (100, "day"), (400, "week"), (3000, "month"), (300_000, "year")]
)
def test_the_unit_fits_the_stretch(days: int, unit: str) -> None:
    first = dt.date(1500, 1, 1)
    some = [incident(0, from_=first, to=first), incident(1, from_=first + dt.timedelta(days), to=None)]
    told = timeline(index_of(some), np.ones(2, dtype=bool), "auto")
    assert told.by == unit
    assert sum(b.count for b in told.bins) == 2


def test_a_unit_that_would_give_too_many_bins_gives_a_coarser_one() -> None:
    some = [incident(0, from_=dt.date(1990, 1, 1)), incident(1, from_=dt.date(2020, 1, 1))]
    told = timeline(index_of(some), np.ones(2, dtype=bool), "day")
    assert told.by == "month"
    assert len(told.bins) == 361 <= MOST


@pytest.mark.parametrize("by", ["day", "week", "month", "year"])
def test_the_first_and_the_last_day_that_there_are(by: By) -> None:
    for day in (dt.date.min, dt.date.max):
        told = timeline(index_of([incident(0, from_=day, to=day)]), np.ones(1, dtype=bool), by)
        assert sum(b.count for b in told.bins) == 1


def test_all_months_of_the_calendar_stay_months_where_they_are_asked_for() -> None:
    index = index_of([incident(0, from_=dt.date.min), incident(1, from_=dt.date.max)])
    found = timeline(index, np.ones(2, dtype=bool), "month", most=EVERY_MONTH)
    assert (found.by, len(found.bins)) == ("month", 9999 * 12)
    assert timeline(index, np.ones(2, dtype=bool), "month").by == "year"
