"""What a reviewer should look at first."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.incidents.urgency import urgency, urgency_value
from dateline.records import Incident, IncidentHarm

from ..web.making import SLOW, incident, incidents, place

SURE = incident(confidence=1.0, independent=2)


def killed(low: int | None, best: int | None, high: int | None) -> tuple[IncidentHarm, ...]:
    return (IncidentHarm(kind="killed", low=low, best=best, high=high),)


def test_what_is_sure_need_not_be_looked_at() -> None:
    found = urgency(SURE)
    assert (found.value, found.uncertainty, found.importance) == (0.0, 0.0, 1.0)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"confidence": 0.8}, "confidence 0.80"),
        ({"disputed": ("killed",)}, "killed disputed"),
        ({"place": None}, "no place"),
        ({"place": place(precision="country")}, "place only to the country"),
        ({"from_": None, "to": None}, "no day"),
        ({"independent": 1}, "one source"),
    ],
)
def test_each_doubt_makes_it_less_sure_and_is_named(more: dict[str, Any], why: str) -> None:
    found = urgency(incident(**{"confidence": 1.0, "independent": 2, **more}))
    assert found.uncertainty > 0
    assert why in found.why


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"harm": killed(3, None, None)}, "up to 3 killed"),
        ({"harm": killed(None, 3, 12)}, "up to 12 killed"),
        ({"reports": 4}, "4 reports"),
    ],
)
def test_each_weight_makes_it_matter_more_and_is_named(more: dict[str, Any], why: str) -> None:
    found = urgency(incident(**{"confidence": 0.5, **more}))
    assert found.importance > 1
    assert why in found.why


@pytest.mark.parametrize("figures", [(None, None, None), (0, 0, 0)])
def test_no_figure_and_none_killed_weigh_nothing(figures: tuple[int | None, ...]) -> None:
    assert urgency(incident(harm=killed(*figures))).importance == 1


@SLOW
@given(incidents())
def test_the_value_is_uncertainty_times_importance_and_the_short_way_gives_the_same(some: list[Incident]) -> None:
    for one in some:
        found = urgency(one)
        assert 0 <= found.uncertainty <= 1 <= found.importance
        assert found.value == pytest.approx(found.uncertainty * found.importance)
        assert urgency_value(one) == pytest.approx(found.value)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_more_dead_matter_more(some: int, more: int) -> None:
    few, many = sorted((some, more))
    assert urgency_value(incident(harm=killed(few, few, few))) <= urgency_value(incident(harm=killed(many, many, many)))
