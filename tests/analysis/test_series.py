"""Series: what counts, what is unknown, and what reporting and review say beside it."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.analysis.events import Event, choose_actors
from dateline.analysis.series import Definition, Effort, Step, count, first_of, review, steps_between
from dateline.errors import SettingError, TooLittleData

from .making import FIRST, event, events_on

STEPS: tuple[Step, ...] = ("day", "week", "month")


@pytest.mark.parametrize(
    ("fields", "definition", "reason"),
    [
        ({}, {}, None),
        ({"status": "feared"}, {}, "told as feared"),
        ({"aggregate": True}, {}, "an aggregate of many"),
        ({"aggregate": True}, {"aggregates": True}, None),
        ({"background": True}, {}, "told as history"),
        ({"review": "rejected"}, {"aggregates": True}, "rejected by a reviewer"),
        ({"violence": None}, {"violence": frozenset({"one-sided"})}, "type of violence unknown"),
        ({"violence": "non-state"}, {"violence": frozenset({"one-sided"})}, "another type of violence"),
        ({"type": "PROTEST"}, {"types": frozenset({"ASSAULT"})}, "of another type"),
        ({"country": None}, {"countries": frozenset({"IRQ"})}, "country unknown"),
        ({"country": "SYR"}, {"countries": frozenset({"IRQ"})}, "in another area"),
        ({"country": "IRQ|SYR"}, {"countries": frozenset({"IRQ"})}, None),
        ({"country": "IRQ|SYR"}, {"not_in": frozenset({"SYR"})}, "in another area"),
        ({"precision": "division"}, {"precision": "city"}, "placed more roughly than city"),
        ({"precision": "point"}, {"precision": "city"}, None),
        ({"day": None}, {}, "day unknown"),
        ({"to": FIRST + dt.timedelta(40)}, {}, "day unsure by more than 31 days"),
        ({"day": 9}, {"until": FIRST + dt.timedelta(8)}, "in another period"),
        ({"doers": frozenset()}, {"acted": True}, "other actors, or none told"),
        ({"doers": frozenset()}, {}, None),
    ],
)
def test_why_an_event_does_not_count(fields: dict[str, Any], definition: dict[str, Any], reason: str | None) -> None:
    made = event(**fields)
    actors = choose_actors(["testers"], [made])
    assert Definition(actors, **definition).why_not(made) == reason


def test_every_choice_of_a_definition_is_said() -> None:
    made = event()
    definition = Definition(
        choose_actors(["testers"], [made]), acted=True, since=FIRST, violence=frozenset({"one-sided"}),
        types=frozenset({"ASSAULT"}), countries=frozenset({"IRQ"}), not_in=frozenset({"SYR"}), precision="city",
    )  # fmt: skip
    words = " ".join(definition.words)
    for told in ("testers itself", "where it acted", "one-sided only", "ASSAULT only", "2015-01-05 to the last event"):
        assert told in words
    for told in ("in IRQ, outside SYR", "placed to city or finer", "no aggregates", "no history", "31 days"):
        assert told in words


@given(st.lists(st.integers(0, 700), min_size=1, max_size=60), st.sampled_from(STEPS))
def test_each_event_counts_once_in_the_step_of_its_day(days: list[int], step: Step) -> None:
    series = count(events_on(days), Definition(), step=step)
    assert series.frame["events"].sum() == len(days)
    wanted = {first_of(FIRST + dt.timedelta(day), step) for day in days}
    assert set(series.frame.filter(pl.col("events") > 0)["from"]) == wanted
    assert series.frame["from"].to_list() == steps_between(
        FIRST + dt.timedelta(min(days)), FIRST + dt.timedelta(max(days)), step
    )


@given(st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1)), st.integers(0, 400), st.sampled_from(STEPS))
def test_steps_leave_no_day_out(since: dt.date, length: int, step: Step) -> None:
    steps = steps_between(since, since + dt.timedelta(length), step)
    assert steps[0] <= since
    assert all(first_of(later - dt.timedelta(1), step) == earlier for earlier, later in itertools.pairwise(steps))
    assert {first_of(since + dt.timedelta(day), step) for day in range(length + 1)} == set(steps)


def test_a_facet_has_a_row_for_each_value_in_each_step() -> None:
    made = [event(0, "a"), event(40, "b", country="SYR"), event(40, "c", country=None)]
    frame = count(made, Definition(), facet="country").frame
    assert frame.filter(pl.col("events") > 0).select("from", "country", "events").rows() == [
        (dt.date(2015, 1, 1), "IRQ", 1), (dt.date(2015, 2, 1), "SYR", 1), (dt.date(2015, 2, 1), "unknown", 1),
    ]  # fmt: skip
    assert len(frame) == 6


@pytest.mark.parametrize(
    ("harms", "sums"),
    [
        ([(1, 2, 3), (4, 5, 6)], (5, 7, 9, 0)),
        ([(None, 2, None), (4, None, None)], (6, 6, 6, 0)),
        ([None, None], (None, None, None, 2)),
        ([None, (0, 0, 0)], (0, 0, 0, 1)),
    ],
)
def test_unknown_harm_is_null_and_told_harm_keeps_its_range(harms: list[Any], sums: tuple[int | None, ...]) -> None:
    made = [event(0, str(k), harm={} if harm is None else {"killed": harm}) for k, harm in enumerate(harms)]
    (row,) = count(made, Definition()).frame.select("low", "best", "high", "untold").rows()
    assert row == sums


def test_a_gap_in_reporting_is_null_and_not_zero() -> None:
    effort = Effort.of([(FIRST, "A"), (FIRST + dt.timedelta(2), "B"), (FIRST + dt.timedelta(70), "A"), (None, "A")])
    made = [event(0, "a"), event(70, "b"), event(30, "told later")]
    series = count(made, Definition(), step="week", effort=effort)
    assert effort.undated == 1
    events = series.frame["events"].to_list()
    assert events == [1, *[None] * 8, 0, 1], "the week before the last report is one it would tell of"
    assert (len(series.gaps), series.in_gaps) == (8, 1)
    assert series.frame["reports"].to_list() == [2, *[0] * 9, 1]
    assert series.frame["outlets"].to_list()[0] == 2
    assert series.partial == (FIRST + dt.timedelta(70),), "reports end on its Monday"
    assert series.observed() == ([FIRST, FIRST + dt.timedelta(63)], [1, 0])


def test_half_a_step_is_no_quiet_step() -> None:
    """A steady event a day, from the 5th of January to the 10th of April."""
    made = events_on(range(96))
    until = FIRST + dt.timedelta(95)
    series = count(made, Definition(since=FIRST, until=until), step="month")
    assert series.frame["events"].to_list() == [27, 28, 31, 10]
    assert series.observed() == ([dt.date(2015, 2, 1), dt.date(2015, 3, 1)], [28, 31])
    assert series.partial == (dt.date(2015, 1, 1), dt.date(2015, 4, 1))
    assert count(made, Definition(since=dt.date(2015, 1, 1), until=dt.date(2015, 4, 30)), step="month").partial == ()
    assert count(made, Definition(), step="month").partial == (), "how far the source reaches is not known"


def test_without_any_event_there_is_no_series() -> None:
    with pytest.raises(TooLittleData, match=r"no event fits the definition \(in another area: 1\)"):
        count([event()], Definition(countries=frozenset({"FRA"})))
    empty = count([event()], Definition(countries=frozenset({"FRA"}), since=FIRST, until=FIRST + dt.timedelta(40)))
    assert empty.frame["events"].to_list() == [0, 0], "a period that was asked for has its zeros"
    with pytest.raises(SettingError, match="no facet 'colour'"):
        count([event()], Definition(), facet="colour")  # type: ignore[arg-type]
    with pytest.raises(SettingError, match="no step 'hour'"):
        count([event()], Definition(), step="hour")  # type: ignore[arg-type]


def reviewed(accepted: int, rejected: int, rest: int) -> list[Event]:
    states = ["accepted"] * accepted + ["rejected"] * rejected + ["unreviewed"] * rest
    return [event(0, str(k), review=state) for k, state in enumerate(states)]


def test_precision_is_unknown_without_review() -> None:
    found = review(reviewed(0, 0, 5))
    assert (found.precision, found.low, found.high, found.unreviewed) == (None, None, None, 5)
    assert "unknown" in found.words


@pytest.mark.parametrize(
    ("accepted", "rejected", "low", "high"),
    [(90, 10, 0.830, 0.948), (5, 0, 0.621, 1.0), (0, 5, 0.0, 0.379)],
)
def test_precision_has_jeffreys_interval(accepted: int, rejected: int, low: float, high: float) -> None:
    found = review(reviewed(accepted, rejected, 1))
    assert found.precision == pytest.approx(accepted / (accepted + rejected))
    assert found.low == pytest.approx(low, abs=0.001)
    assert found.high == pytest.approx(high, abs=0.001)
    assert "drawn at random" in found.words
