"""The answer in words, which follow from the numbers by fixed rules. Nothing here was tuned to any data."""

from __future__ import annotations

import dataclasses
import statistics
from collections.abc import Sequence
from typing import Literal

from dateline.analysis.regression import Ratio
from dateline.analysis.territory.effects import Effect, Placebo
from dateline.analysis.territory.specifications import EVENTS_TOLD, Specification

Answer = Literal["more", "fewer", "the data do not tell"]
UNTOLD: Answer = "the data do not tell"
LEVEL = 0.05
"""How often a placebo date may do as well by chance."""
ALIKE, CLEAR = 0.75, 0.5
"""Shares of the specifications that must point one way, and whose intervals must exclude no effect."""


@dataclasses.dataclass(frozen=True, slots=True)
class Agreement:
    """How the specifications agree: how many could be estimated, their shares above 1 and clearly above or below, and
    the lowest, middle and highest factor.
    """

    estimated: int
    not_estimated: int
    above: float
    clearly_above: float
    clearly_below: float
    low: float
    middle: float
    high: float


@dataclasses.dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, why it is no other, and both in sentences."""

    answer: Answer
    reasons: tuple[str, ...]
    words: str


def agreement(specifications: Sequence[Specification], outcome: str = EVENTS_TOLD) -> Agreement | None:
    """How those of an outcome agree; None where none could be estimated."""
    tried = [s for s in specifications if s.choice.outcome == outcome]
    ratios = [s.ratio for s in tried if s.ratio is not None]
    if not ratios:
        return None
    values = sorted(ratio.value for ratio in ratios)
    number = len(ratios)
    return Agreement(
        estimated=number,
        not_estimated=len(tried) - number,
        above=sum(value > 1 for value in values) / number,
        clearly_above=sum(ratio.low > 1 for ratio in ratios) / number,
        clearly_below=sum(ratio.high < 1 for ratio in ratios) / number,
        low=values[0],
        middle=statistics.median(values),
        high=values[-1],
    )


def judge(main: Effect, placebo: Placebo, agreed: Agreement | None, of_deaths: Agreement | None = None) -> Verdict:
    """More or fewer only if the main interval excludes no effect, placebo dates rarely do as well, counts were not
    already so before the losses, and three quarters of the specifications point the same way, half of them clearly and
    hardly any clearly the other way. Else the data do not tell. All of this is about events: what the specifications
    that count deaths tell is said beside it, and decides nothing.
    """
    up = main.after.value > 1
    reasons = []
    if main.after.low <= 1 <= main.after.high:
        reasons.append("the interval of the main estimate reaches from fewer to more")
    if placebo.p > LEVEL:
        reasons.append(f"the same losses moved to other dates give as strong an effect in {placebo.p:.0%} of cases")
    if (main.before.low > 1) if up else (main.before.high < 1):
        already = "higher" if up else "lower"
        reasons.append(f"counts were {already} already before the losses ({_range(main.before)})")
    if agreed is None:
        reasons.append("no other specification could be estimated")
    else:
        reasons += _disagreement(agreed, up=up)
    answer: Answer = UNTOLD if reasons else ("more" if up else "fewer")
    return Verdict(answer, tuple(reasons), _words(answer, reasons, main, agreed, of_deaths))


def _disagreement(agreed: Agreement, *, up: bool) -> list[str]:
    same = agreed.above if up else 1 - agreed.above
    clear, against = agreed.clearly_above, agreed.clearly_below
    if not up:
        clear, against = against, clear
    found = []
    if same < ALIKE:
        found.append(f"of {agreed.estimated} specifications only {same:.0%} point the same way as the main estimate")
    if clear < CLEAR:
        found.append(f"only {clear:.0%} of the specifications clearly show {'more' if up else 'fewer'}")
    if against > LEVEL:
        found.append(f"{against:.0%} of the specifications clearly point the other way")
    return found


def _words(
    answer: Answer, reasons: Sequence[str], main: Effect, agreed: Agreement | None, of_deaths: Agreement | None
) -> str:
    after, days = main.after, main.window
    estimate = (
        f"In the {days} days after one more loss there were {after.value:.2f} times as many events elsewhere as in "
        f"other weeks of the same time and season, between {after.low:.2f} and {after.high:.2f} times with 95 % "
        "confidence."
    )
    spread = ""
    if agreed is not None:
        spread = (
            f" Over {agreed.estimated} specifications the factor runs from {agreed.low:.2f} to {agreed.high:.2f}, with "
            f"{agreed.middle:.2f} in the middle."
        )
    if of_deaths is not None:
        spread += (
            f" Where deaths are counted instead of events it runs from {of_deaths.low:.2f} to {of_deaths.high:.2f} "
            f"over {of_deaths.estimated}, with {of_deaths.middle:.2f} in the middle; the answer does not rest on these."
        )
    if answer == UNTOLD:
        why = "; ".join(reasons)
        question = "whether losses were followed by more or by fewer events elsewhere"
        return f"The data do not tell {question}: {why}. {estimate}{spread}"
    return (
        f"Losses were followed by {answer} events elsewhere. {estimate}{spread} That one followed the other does not "
        "show that it was the cause."
    )


def _range(ratio: Ratio) -> str:
    return f"{ratio.value:.2f} times, {ratio.low:.2f} to {ratio.high:.2f}"
