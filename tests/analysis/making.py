"""Invented events of which the truth is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import numpy as np

from dateline.analysis.events import Event
from dateline.analysis.territory import Loss, Question, ask

FIRST = dt.date(2015, 1, 5)
"""A Monday."""
GROUP = "testers"


def event(day: int | dt.date | None = 0, id_: str = "e", to: dt.date | None = None, **fields: Any) -> Event:
    """An event on a day, or so many days after FIRST."""
    when = FIRST + dt.timedelta(day) if isinstance(day, int) else day
    known: dict[str, Any] = {
        "lat": 36.3, "lon": 43.1, "precision": "city", "country": "IRQ", "actors": frozenset({GROUP}),
        "doers": frozenset({GROUP}), "type": "ASSAULT", "violence": "one-sided", "harm": {"killed": (1, 2, 3)},
    }  # fmt: skip
    return Event(id_, "outside", when, to or when, **(known | fields))


def events_on(days: Iterable[int], **fields: Any) -> list[Event]:
    return [event(int(day), f"e{number}", **fields) for number, day in enumerate(days)]


def losses(days: Iterable[int], unsure: int = 2) -> tuple[Loss, ...]:
    """Places lost so many days after FIRST, each second one a city."""
    return tuple(
        Loss(f"Town {k}", GROUP, None, FIRST + dt.timedelta(int(day)), FIRST + dt.timedelta(int(day) + unsure),
             "invented", country="IRQ", size="city" if k % 2 else "town")
        for k, day in enumerate(days)
    )  # fmt: skip


def question(seed: int, factor: float, rate: float = 1.0, days: int = 1092) -> Question:
    """Three years of bursty events of a group in three countries, and ten losses in a fourth, each of which multiplies
    the events of the next 56 days by a factor.
    """
    rng = np.random.default_rng([7, seed])
    lost = np.sort(rng.choice(np.arange(60, days - 90), 10, replace=False))
    behind = np.array([sum(0 < day - at - 1 <= 56 for at in lost) for day in range(days)])
    burst = rng.gamma(8, 1 / 8, days // 7 + 1)[np.arange(days) // 7]
    counts = rng.poisson(rate * np.exp(0.3 * np.sin(np.arange(days) / 230)) * factor**behind * burst)
    made = [
        event(
            day, f"{day}-{k}", country=("NGA", "LBY", "EGY")[int(rng.integers(3))],
            violence="one-sided" if rng.random() < 0.5 else "state-based",
        )
        for day, count in enumerate(counts)
        for k in range(int(count))
    ]  # fmt: skip
    return ask(made, [GROUP], losses(lost), since=FIRST, until=FIRST + dt.timedelta(days - 1))
