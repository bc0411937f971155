"""The territory question: calendars, exposures, what is answered where the truth is known, and the words."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

import dateline
from dateline.analysis.events import choose_actors
from dateline.analysis.regression import Ratio
from dateline.analysis.series import Effort
from dateline.analysis.territory import (
    UNTOLD,
    Agreement,
    Effect,
    Study,
    agreement,
    ask,
    judge,
    losses_of,
    read_calendar,
    shipped_calendar,
    specify,
    study,
    told_calendar,
    weekly,
)
from dateline.analysis.territory.effects import (
    Placebo,
    curve_columns,
    distributed_lags,
    effect,
    event_study,
    placebo,
)
from dateline.analysis.territory.exposure import exposure
from dateline.analysis.territory.specifications import panel_of
from dateline.errors import MalformedInput, SettingError, TooLittleData

from .making import FIRST, GROUP, event, events_on, losses, question

WEEKS = [FIRST + dt.timedelta(7 * k) for k in range(60)]


# Calendars


def test_the_shipped_calendar_is_sound() -> None:
    actors = choose_actors(["Islamic State"], [event(actors=frozenset({"islamic-state"}))])
    calendar = shipped_calendar(actors)
    assert len(calendar) >= 40
    assert losses_of(calendar, actors) == tuple(sorted(calendar, key=lambda loss: (loss.from_, loss.place)))
    named = {loss.place.split(",")[0] for loss in calendar}
    assert {"Tikrit", "Ramadi", "Fallujah", "Manbij", "Jarabulus", "Mosul", "Tal Afar", "Hawija", "Raqqa"} <= named
    for loss in calendar:
        assert dt.date(2014, 6, 1) < loss.from_ <= loss.to < dt.date(2019, 4, 1), loss.place
        assert (loss.to - loss.from_).days <= 45, loss.place
        assert loss.source, loss.place
        assert loss.gained_by, loss.place
        assert re.search(r"\b20\d\d\b", loss.checked or ""), loss.place
        assert loss.country in ("IRQ", "SYR", "LBY")
        assert loss.size in ("city", "town")
        assert loss.lat is not None
        assert loss.lon is not None
        assert 30 < loss.lat < 38
        assert 16 < loss.lon < 46
    twice = [loss.place for loss in calendar]
    assert {place for place in twice if twice.count(place) > 1} == {"Palmyra", "Al-Qaryatayn"}


def test_an_actor_without_a_calendar_is_told_so() -> None:
    with pytest.raises(SettingError, match="no calendar of places lost by testers itself"):
        shipped_calendar(choose_actors([GROUP], [event()]))


def test_a_calendar_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "lost.csv"
    path.write_text("place,lost_by,from,to,source,country\nInvented Town,ISIS,2015-03-01,,a newspaper,Iraq\n")
    (loss,) = read_calendar(path)
    assert (loss.lost_by, loss.from_, loss.to) == ("islamic-state", dt.date(2015, 3, 1), dt.date(2015, 3, 1))
    assert (loss.country, loss.size, loss.lat, loss.checked) == ("IRQ", None, None, None)
    path.write_text("place,lost_by,from,to,source\nA,ISIS,,,x\n,ISIS,2015-03-01,,x\n")
    with pytest.raises(MalformedInput, match=r"2 rows cannot be read \(row 1: it has no day; row 2: it names no place"):
        read_calendar(path)
    path.write_text("place,day\nA,2015-03-01\n")
    with pytest.raises(MalformedInput, match="missing columns: lost_by, from, to, source"):
        read_calendar(path)
    path.write_text("place,lost_by,from,to,source\n")
    with pytest.raises(MalformedInput, match="no row below the header"):
        read_calendar(path)


def test_what_reports_tell_of_places_lost_is_a_calendar() -> None:
    texts = (
        "Iraqi forces retook Mosul from Islamic State on Tuesday.",
        "Iraqi forces recaptured Mosul from Islamic State on Tuesday, the army said.",
        "Iraqi forces could retake Raqqa from Islamic State next year.",
    )
    coded = [dateline.code(text, published="2015-04-02", id=f"r{k}") for k, text in enumerate(texts)]
    (loss,) = told_calendar(coded)
    assert (loss.place, loss.lost_by, loss.country) == ("Mosul", "islamic-state", "IRQ")
    assert loss.from_ == loss.to == dt.date(2015, 3, 31)
    assert loss.source == "reports r0, r1"


# Exposures


@given(st.integers(0, 350), st.integers(0, 40), st.integers(1, 90))
def test_a_loss_is_behind_for_as_many_days_as_the_window_has(day: int, unsure: int, window: int) -> None:
    behind = exposure(losses([day], unsure), WEEKS, 7, 0, window)
    inside = min(420, day + unsure + 1 + window) == day + unsure + 1 + window
    if inside:
        assert behind.sum() * 7 == pytest.approx(window)
    assert np.all(behind[[week + dt.timedelta(6) <= FIRST + dt.timedelta(day) for week in WEEKS]] == 0)
    assert np.all((behind >= 0) & (behind <= 1 + 1e-9))


def test_an_exposure_by_hand() -> None:
    """A loss on Wednesday of the second week: the four days after it are in that week, then whole weeks."""
    assert exposure(losses([9], 0), WEEKS[:5], 7, 0, 14) == pytest.approx([0, 4 / 7, 1, 3 / 7, 0])
    assert exposure(losses([9], 0), WEEKS[:5], 7, -8, -1) == pytest.approx([5 / 7, 2 / 7, 0, 0, 0])
    assert exposure(losses([9], 1), WEEKS[:3], 7, 0, 3) == pytest.approx([0, 3 / 7, 0])


def test_weeks_without_reports_are_no_zeros() -> None:
    panel = weekly(
        events_on([0, 8, 8, 30]), FIRST + dt.timedelta(1), FIRST + dt.timedelta(41), [FIRST + dt.timedelta(22)]
    )
    assert panel.weeks == tuple(FIRST + dt.timedelta(7 * k) for k in (1, 2, 4, 5))
    assert panel.counts.tolist() == [2, 0, 1, 0]


# Estimates


@pytest.fixture(scope="module")
def null() -> Study:
    return study(question(0, 1.0), placebos=60)


@pytest.fixture(scope="module")
def planted() -> Study:
    return study(question(2, 1.8), placebos=60)


def test_a_null_effect_is_reported_as_not_told(null: Study) -> None:
    assert null.verdict.answer == UNTOLD == "the data do not tell"
    assert null.verdict.words.startswith("The data do not tell whether losses were followed by more or by fewer")
    assert null.main.after.low < 1 < null.main.after.high


def test_a_planted_effect_is_found(planted: Study) -> None:
    assert planted.verdict.answer == "more"
    assert planted.main.after.low < 1.8 < planted.main.after.high
    assert planted.main.before.low < 1 < planted.main.before.high
    assert "does not show that it was the cause" in planted.verdict.words
    assert planted.placebo.p < 0.05


def test_a_planted_fall_is_found_as_fewer() -> None:
    found = study(question(1, 0.5, rate=2.0), placebos=60)
    assert found.verdict.answer == "fewer"
    assert found.main.after.high < 1


@pytest.mark.slow
@pytest.mark.parametrize("factor", [1.5, 1.8])
def test_intervals_hold_planted_effects(factor: float) -> None:
    logs, held = [], 0
    for seed in range(60):
        asked = question(200 + seed, factor)
        panel = panel_of(asked.definition, asked)
        found = effect(panel, asked.losses, 56, curve_columns(panel, 0.7)).after
        logs.append(np.log(found.value / factor))
        held += found.low <= factor <= found.high
    assert np.mean(logs) == pytest.approx(0, abs=0.03)
    assert stats.binomtest(held, 60, 0.95).pvalue > 0.01


@pytest.mark.slow
def test_null_effects_are_not_told_and_intervals_hold_them() -> None:
    held, told = 0, 0
    for seed in range(60):
        asked = question(100 + seed, 1.0)
        panel = panel_of(asked.definition, asked)
        found = effect(panel, asked.losses, 56, curve_columns(panel, 0.7))
        held += found.after.low <= 1 <= found.after.high
        if seed < 8:
            told += study(asked, placebos=40).verdict.answer != UNTOLD
    assert stats.binomtest(held, 60, 0.95).pvalue > 0.01
    assert told == 0


def test_around_a_loss_and_by_weeks_since(planted: Study) -> None:
    before = [each for each in planted.around if each.until <= 0]
    after = [each for each in planted.around if 0 < each.until <= 56]
    assert (len(before), len(after)) == (2, 2)
    assert all(each.ratio.low < 1 < each.ratio.high for each in before)
    assert all(each.ratio.low > 1 for each in after)
    first, last = planted.lags.weeks[0], planted.lags.weeks[-1]
    assert first.value > last.value
    together = np.prod([week.value for week in planted.lags.weeks])
    assert planted.lags.together.value == pytest.approx(together)


def test_a_comparison_group_takes_off_what_both_have() -> None:
    """Both groups follow the losses alike: against each other nothing is left."""
    asked = question(3, 1.8)
    twins = [dataclasses.replace(e, id=f"t{e.id}", actors=frozenset({"twins"})) for e in question(3, 1.8).events]
    lost = asked.losses
    both = ask([*asked.events, *twins], [GROUP], lost, since=asked.since, until=asked.until, comparison=["twins"])
    found = study(both, placebos=20)
    assert found.of_comparison is not None
    assert found.of_comparison.after.low > 1
    assert found.compared is not None
    assert found.compared.difference is not None
    assert found.compared.difference.value == pytest.approx(1.0)
    controls = {one.choice.control for one in found.specifications}
    assert "comparison group" in controls


def test_placebo_dates_are_as_the_true_ones_where_nothing_follows(null: Study) -> None:
    assert len(null.placebo.estimates) == 60
    assert null.placebo.p > 0.05
    asked = null.question
    again = placebo(null.panel, asked.losses, 56, curve_columns(null.panel, 0.7), 60)
    assert again == null.placebo


def test_placebo_losses_are_as_many_as_the_true_ones() -> None:
    """What was lost long before the period leaves no trace in it, moved or not."""
    asked = question(0, 1.0)
    panel = panel_of(asked.definition, asked)
    earlier = losses([-400, -380, -360, -340])
    alone = placebo(panel, asked.losses, 56, 3, 30)
    assert placebo(panel, (*earlier, *asked.losses), 56, 3, 30) == alone


def test_a_loss_after_the_period_has_weeks_ahead_of_it() -> None:
    made, until = question(0, 1.0), FIRST + dt.timedelta(1091)
    late = losses([1091 + 30, 1091 + 200])
    asked = ask(made.events, [GROUP], (*made.losses, *late), since=FIRST, until=until)
    assert late[0] in asked.losses
    assert late[1] not in asked.losses


# Where the losses were


def test_elsewhere_is_not_across_a_border_that_a_lost_place_lies_on() -> None:
    lost = [dataclasses.replace(loss, country="IRQ|SYR") for loss in losses([100, 300, 500, 700])]
    made = [*events_on(range(0, 900, 9), country="SYR"), *events_on(range(1, 900, 9), country="NGA")]
    asked = ask(made, [GROUP], lost)
    assert asked.definition.not_in == {"IRQ", "SYR"}
    assert len(asked.losses) == 4
    assert panel_of(asked.definition, asked).counts.sum() <= 100


def test_a_calendar_that_tells_no_country_cannot_say_what_is_elsewhere() -> None:
    lost = [dataclasses.replace(loss, country=None) for loss in losses([100, 300, 500])]
    with pytest.raises(TooLittleData, match="needs the country of the places lost; the calendar tells none"):
        ask(events_on(range(0, 900, 9)), [GROUP], lost)


def test_a_comparison_group_of_a_few_events_is_refused_as_that() -> None:
    asked = question(3, 1.0)
    few = events_on([50, 400, 800], actors=frozenset({"rare"}), country="NGA")
    with pytest.raises(TooLittleData, match="the comparison group needs at least 30 events elsewhere; there are 3"):
        study(ask([*asked.events, *few], [GROUP], asked.losses, since=FIRST, comparison=["rare"]), placebos=19)


def test_specifications_are_every_set_of_choices(planted: Study) -> None:
    choices = [one.choice for one in planted.specifications]
    assert len(set(choices)) == len(choices) == 1 * 3 * 3 * 2 * 3 * 2 * 2
    assert planted.agreement == agreement(planted.specifications)
    for one in planted.specifications:
        assert (one.ratio is None) == (one.why_not is not None)
    assert agreement([]) is None


def test_a_specification_that_cannot_be_estimated_says_why() -> None:
    asked = question(4, 1.0, rate=0.04)
    refused = [one for one in specify(asked) if one.ratio is None]
    assert refused
    assert all("needs at least" in (one.why_not or "") for one in refused)


def test_a_factor_that_the_counts_do_not_bound_is_no_estimate() -> None:
    """No event at all after any loss: the likelihood rises without end as the factor falls to nothing."""
    sundays = (300, 503, 699)
    lost = losses(sundays, 0)
    days = [day for day in range(0, 1092, 5) if not any(0 < day - at <= 56 for at in sundays)]
    asked = ask(events_on(days, country="NGA"), [GROUP], lost, since=FIRST, until=FIRST + dt.timedelta(1091))
    refused = [one for one in specify(asked) if one.why_not == "the counts do not bound the factor"]
    assert refused
    found = agreement(specify(asked))
    assert found is None or found.low > 1e-3


# The verdict's rules, case by case

CLEAR, FLAT = Ratio(1.5, 1.2, 1.9, 0.001), Ratio(1.1, 0.9, 1.4, 0.3)
FALL = Ratio(0.6, 0.5, 0.8, 0.001)
AGREE = Agreement(100, 0, 0.9, 0.7, 0.0, 0.9, 1.4, 2.0)
CASES = [
    (CLEAR, FLAT, 0.01, AGREE, "more", ()),
    (FALL, FLAT, 0.01, dataclasses.replace(AGREE, above=0.1, clearly_above=0.0, clearly_below=0.7), "fewer", ()),
    (FLAT, FLAT, 0.01, AGREE, UNTOLD, ("reaches from fewer to more",)),
    (CLEAR, FLAT, 0.20, AGREE, UNTOLD, ("as strong an effect in 20%",)),
    (CLEAR, CLEAR, 0.01, AGREE, UNTOLD, ("higher already before",)),
    (CLEAR, FALL, 0.01, AGREE, "more", ()),
    (CLEAR, FLAT, 0.01, dataclasses.replace(AGREE, above=0.6), UNTOLD, ("only 60% point the same way",)),
    (CLEAR, FLAT, 0.01, dataclasses.replace(AGREE, clearly_above=0.3), UNTOLD, ("only 30% of the specifications clearly show more",)),
    (CLEAR, FLAT, 0.01, dataclasses.replace(AGREE, clearly_below=0.1), UNTOLD, ("10% of the specifications clearly",)),
    (CLEAR, FLAT, 0.01, None, UNTOLD, ("no other specification",)),
    (FLAT, FLAT, 0.50, None, UNTOLD, ("reaches from fewer to more", "as strong", "no other")),
]  # fmt: skip


@pytest.mark.parametrize(("after", "before", "p", "agreed", "answer", "reasons"), CASES)
def test_the_answer_follows_from_the_numbers(
    after: Ratio, before: Ratio, p: float, agreed: Agreement | None, answer: str, reasons: tuple[str, ...]
) -> None:
    main = Effect(56, 4, after, before, 0.1, 200, 900)
    found = judge(main, Placebo((1.0,), p), agreed)
    assert found.answer == answer
    assert len(found.reasons) == len(reasons)
    for reason, told in zip(reasons, found.reasons, strict=True):
        assert reason in told
        assert told in found.words
    assert f"{after.value:.2f} times as many" in found.words
    assert f"between {after.low:.2f} and {after.high:.2f} times" in found.words
    causal = re.search(r"\b(caused|because of|led to|due to|drove)\b", found.words)
    assert causal is None


# Bad input


def few(number: int) -> list[int]:
    return [int(day) for day in np.linspace(0, 1000, number)]


@pytest.mark.parametrize(
    ("days", "lost", "message"),
    [
        (few(29), [100, 300, 500], "at least 30 events elsewhere; there are 29"),
        (few(60), [100, 300], "at least 3 losses in the period; there are 2"),
        ([*range(0, 200, 3)], [20, 60, 100], "at least 52 weeks; there are 28"),
        ([0] * 60 + [1000], [100, 300, 500], None),
    ],
)
def test_too_little_is_refused_with_what_is_needed(days: list[int], lost: list[int], message: str | None) -> None:
    made = events_on(days, country="NGA")
    asked = ask(made, [GROUP], losses(lost))
    if message is None:
        assert study(asked, placebos=20).verdict.answer == UNTOLD, "nearly all on one day tells nothing"
        return
    with pytest.raises(TooLittleData, match=message):
        study(asked)


def test_events_of_one_week_tell_nothing() -> None:
    asked = ask(
        events_on([400] * 80, country="NGA"),
        [GROUP],
        losses([100, 300, 500]),
        since=FIRST,
        until=FIRST + dt.timedelta(900),
    )
    with pytest.raises(TooLittleData, match="at least 2 weeks with an event; there is 1"):
        study(asked)


def test_a_question_without_losses_or_events_elsewhere() -> None:
    with pytest.raises(TooLittleData, match="the calendar has none of testers itself"):
        ask(events_on([1]), [GROUP], [])
    with pytest.raises(TooLittleData, match="at least 30 events elsewhere; there are 0"):
        ask(events_on([1, 2]), [GROUP], losses([1, 2, 3]))


def test_series_of_mostly_nothing_are_no_news() -> None:
    rng = np.random.default_rng(5)
    days = np.sort(rng.choice(1000, 45, replace=False))
    asked = ask(
        events_on(days, country="NGA"),
        [GROUP],
        losses([100, 300, 500, 700]),
        since=FIRST,
        until=FIRST + dt.timedelta(1000),
    )
    assert study(asked, placebos=40).verdict.answer == UNTOLD


def test_gaps_of_the_archive_are_left_out() -> None:
    asked = question(6, 1.0)
    days = [(FIRST + dt.timedelta(day), "A") for day in range(0, 1092, 5) if not 300 < day < 360]
    gapped = ask(asked.events, [GROUP], asked.losses, since=asked.since, until=asked.until, effort=Effort.of(days))
    assert 5 <= len(gapped.gaps) <= 8
    panel = panel_of(gapped.definition, gapped)
    assert len(panel.weeks) == 156 - len(gapped.gaps)
    assert event_study(panel, gapped.losses, 3)
    assert len(distributed_lags(panel, gapped.losses, 3).weeks) == 13
