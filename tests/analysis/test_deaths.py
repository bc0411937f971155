"""The territory question with deaths for its outcome: shown beside the answer, and unknown where nobody tells them."""

from __future__ import annotations

import dataclasses
import datetime as dt

import numpy as np
import pytest

from dateline.analysis.territory import UNTOLD, Question, agreement, effect, specify, study, weekly
from dateline.analysis.territory.effects import curve_columns, deaths
from dateline.analysis.territory.specifications import Choice, known_deaths, panel_of, sets_of_losses

from .making import FIRST, event, question


def with_deaths(asked: Question, seed: int, factor: float, untold: float = 0.0) -> Question:
    """The same events with deaths, so many times as many in the 56 days after a loss; a share has no figure."""
    rng = np.random.default_rng([8, seed])
    made = []
    for each in asked.events:
        assert each.from_ is not None
        behind = sum(0 < (each.from_ - loss.from_).days - 1 <= 56 for loss in asked.losses)
        killed = int(1 + rng.poisson(4 * factor**behind))
        told = (None, None, None) if rng.random() < untold else (None, killed, None)
        made.append(dataclasses.replace(each, harm={"killed": told}))
    return dataclasses.replace(asked, events=made)


def test_deaths_are_shown_beside_the_answer_and_decide_nothing() -> None:
    found = study(with_deaths(question(1, 1.0), 1, 2.0), placebos=30)
    kinds = {one.choice.outcome for one in found.specifications}
    assert kinds == {"events", "deaths (best)"}
    assert found.deaths_known == 1.0
    assert found.of_deaths is not None
    wanted = Choice("itself", "any", "elsewhere", "all places", 56, "slow curve", "deaths (best)")
    (main,) = (one.ratio for one in found.specifications if one.choice == wanted)
    assert main is not None
    assert main.low > 1.2, "each loss nearly doubles the deaths of an event"
    assert found.of_deaths.above > 0.75
    assert found.agreement == agreement([one for one in found.specifications if one.choice.outcome == "events"])
    assert found.verdict.answer == UNTOLD
    assert "Where deaths are counted instead of events" in found.verdict.words


def test_a_week_with_an_event_without_a_figure_is_unknown_and_not_what_is_told_of_it() -> None:
    made = [event(1, "a"), event(2, "b", harm={}), event(8, "c", harm={"killed": (None, None, 7)})]
    panel = weekly(made, FIRST, FIRST + dt.timedelta(20), (), deaths)
    assert panel.weeks == (FIRST + dt.timedelta(7), FIRST + dt.timedelta(14))
    assert panel.counts.tolist() == [7, 0]


def test_deaths_that_are_seldom_told_are_not_tried() -> None:
    asked = with_deaths(question(6, 1.0), 1, 1.0, untold=0.2)
    assert known_deaths(asked) < 0.9
    assert {one.choice.outcome for one in specify(asked)} == {"events"}
    rarely = with_deaths(question(6, 1.0, rate=0.4), 1, 1.0, untold=0.02)
    tried = [one for one in specify(rarely) if one.choice.outcome != "events"]
    assert tried
    assert all(one.ratio or one.why_not for one in tried)


@pytest.mark.slow
def test_intervals_for_deaths_hold_none_where_events_differ_as_wars_do() -> None:
    """Most events kill four, one in twenty more than thirty (as of the Islamic State's outside Iraq and Syria)."""
    held = 0
    for seed in range(80):
        asked = question(300 + seed, 1.0)
        rng = np.random.default_rng([9, seed])
        sizes = np.exp(rng.normal(1.4, 1.2, len(asked.events)))
        made = [
            dataclasses.replace(e, harm={"killed": (1, int(n), 1)}) for e, n in zip(asked.events, sizes, strict=True)
        ]
        panel = panel_of(asked.definition, dataclasses.replace(asked, events=made), "deaths (best)")
        found = effect(panel, asked.losses, 56, curve_columns(panel, 0.7)).after
        held += found.low <= 1 <= found.high
    assert held / 80 >= 0.88


def test_no_single_attack_makes_an_effect_clear() -> None:
    """Events that kill a few each, but for one attack that kills 200 in the week after a city was lost."""
    asked = question(12, 1.0, rate=0.3)
    rng = np.random.default_rng(12)
    made = [dataclasses.replace(e, harm={"killed": (None, int(1 + rng.poisson(3)), None)}) for e in asked.events]
    cities = sets_of_losses(asked)["cities only"]
    worst = event(cities[2].to + dt.timedelta(5), "worst", country="EGY", harm={"killed": (None, 200, None)})
    with_it = dataclasses.replace(asked, events=[*made, worst])
    panel = panel_of(asked.definition, with_it, "deaths (best)")
    curve = curve_columns(panel, 0.7)
    assert effect(panel, cities, 56, curve).after.low > 1, "taken at face value it is clear"
    wanted = Choice("itself", "any", "elsewhere", "cities only", 56, "slow curve", "deaths (best)")
    (found,) = (one.ratio for one in specify(with_it) if one.choice == wanted)
    assert found is not None
    assert found.low < 1 < found.value
    assert found.value == effect(panel, cities, 56, curve).after.value
