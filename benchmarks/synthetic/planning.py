"""Which report tells which incident, and when it comes out: small plans, sorted before anything is written."""

from __future__ import annotations

import bisect
import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from random import Random
from typing import Literal

from . import parties
from .settings import MOST_REPORTS, Settings
from .truth import Truth, reaction_to

Stage = Literal["news", "follow-up", "anniversary"]
_EARLIER_DAYS = 30
"""How far back an incident lies that is told beside the news."""


@dataclasses.dataclass(frozen=True, slots=True)
class Plan:
    """One report to be written. Plans of one `text` are the same text; `edited` is 0 for those that change nothing."""

    published: dt.date
    truth: Truth
    stage: Stage
    text: int
    edited: int = 0
    agency: str | None = None
    beside: Truth | None = None
    reaction: Truth | None = None


def plan_reports(truths: Iterable[Truth], settings: Settings, chance: Random) -> list[Plan]:
    """The plans of all reports in the order of their publication."""
    plans: list[Plan] = []
    earlier: dict[str, list[Truth]] = defaultdict(list)
    for truth in truths:
        known = earlier[truth.town.country.country]
        plans += _reports_of(truth, known, settings, chance)
        bisect.insort(known, truth, key=lambda t: t.day)
    plans.sort(key=lambda plan: plan.published)
    return plans


def _reports_of(truth: Truth, known: list[Truth], settings: Settings, chance: Random) -> Iterator[Plan]:
    left = how_many(settings, chance)
    told = 0
    reaction = None
    while left > 0:
        late = told > 0 and chance.random() < settings.follow_ups
        stage: Stage = "follow-up" if late else "news"
        lag = chance.randint(2, 6) if late else int(chance.random() < settings.next_day)
        published = truth.day + dt.timedelta(lag)
        if not told and chance.random() < settings.reactions:
            reaction = reaction_to(truth, published, chance)
        beside = _earlier(truth, known, chance) if chance.random() < settings.beside else None
        wired = stage == "news" and chance.random() < settings.wires
        plan = Plan(
            published, truth, stage, chance.getrandbits(48), agency=chance.choice(parties.AGENCIES) if wired else None,
            beside=beside, reaction=reaction if told < 2 and not wired else None,
        )  # fmt: skip
        yield plan
        copies = min(chance.randint(1, 10), left - 1) if wired else 0
        for _ in range(copies):
            edited = 0 if chance.random() < settings.copied_whole else chance.getrandbits(48) | 1
            yield dataclasses.replace(plan, published=published + dt.timedelta(chance.random() < 0.2), edited=edited)
        told += 1
        left -= 1 + copies
    if chance.random() < settings.anniversaries:
        yield Plan(truth.day + dt.timedelta(365), truth, "anniversary", chance.getrandbits(48))


def how_many(settings: Settings, chance: Random) -> int:
    """The number of reports that tell an incident."""
    if chance.random() < settings.big:
        return chance.randint(8, MOST_REPORTS)
    reports = 1
    while reports < MOST_REPORTS and chance.random() < settings.another_report:
        reports += 1
    return reports


def _earlier(truth: Truth, known: list[Truth], chance: Random) -> Truth | None:
    """An incident of the days before, of the same country."""
    begin = bisect.bisect_left(known, truth.day - dt.timedelta(_EARLIER_DAYS), key=lambda t: t.day)
    end = bisect.bisect_left(known, truth.day, key=lambda t: t.day)
    return known[chance.randrange(begin, end)] if begin < end else None
