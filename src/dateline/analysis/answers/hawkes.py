"""Whether events set off further events, beside a background that varies, and what a constant one would have said."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import math
from typing import Any

import numpy as np

from dateline.analysis.answers.rests import rests_on
from dateline.analysis.answers.threads import one_thread
from dateline.analysis.choices import Choices, Source
from dateline.analysis.contagion import (
    Background,
    Bootstrap,
    Fitted,
    HeldOut,
    Mutual,
    Rescaled,
    bootstrap,
    compensator,
    fit,
    fit_groups,
    held_out,
    jittered,
    rescale,
    smooth,
)
from dateline.analysis.contagion.fit import NEEDED
from dateline.analysis.contagion.model import Windows
from dateline.analysis.needs import enough
from dateline.analysis.series import Definition, Selected, steps_between

SEEDS = 5
"""Draws of the times within a day that are tried: how much the branching ratio moves is shown."""
EVERY = 180
"""Days over which the background may turn once."""
_BINS = 150
"""Stretches in which a fit is told beside the counts, at most."""


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """The events that a process is fitted to. `whole` is their period in days from `begin`; `windows` are its weeks in
    which something was reported, None where nothing is known of reporting.
    """

    source: Source
    definition: Definition
    selected: Selected
    begin: dt.date
    whole: tuple[float, float]
    windows: Windows | None
    background: Background

    @property
    def told(self) -> dict[str, Any]:
        """What every answer says first."""
        return rests_on(self.source, self.definition, self.selected) | {
            "events": len(self.selected.events), "background": self.background.words,
        }  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class HawkesAnswer:
    """The fits to several draws of the times within days, with the checks of the first; `constant` is the same with a
    constant background, where it is not constant anyway.
    """

    asked: Asked
    fits: tuple[Fitted, ...]
    rescaled: Rescaled
    held: HeldOut
    again: Bootstrap | None
    constant: Fitted | None

    @property
    def ratios(self) -> list[float]:
        """The branching ratio of each draw."""
        return [float(fitted.parameters.branching[0]) for fitted in self.fits]

    @property
    def told(self) -> dict[str, Any]:
        """What the JSON object holds."""
        fitted, rescaled = self.fits[0], self.rescaled
        return self.asked.told | {
            "branching": fitted.branching[0], "half_life": fitted.half_life, "rate": fitted.background,
            "aic": fitted.aic, "aic_background_alone": fitted.poisson_aic,
            "rescaled": {"statistic": rescaled.statistic, "p": rescaled.p, "serial": rescaled.serial},
            "held_out": self.held, "bootstrap": self.again, "branching_by_draw": self.ratios,
            "constant": None if self.constant is None else _short(self.constant),
            "curve": curve(fitted, self.asked.begin),
        }  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class GroupsAnswer:
    """The fits of countries that may set off each other's events."""

    asked: Asked
    mutual: Mutual

    @property
    def told(self) -> dict[str, Any]:
        """What the JSON object holds."""
        fits = self.mutual.fits
        return self.asked.told | {
            "groups": self.mutual.names, "branching": [f.branching for f in fits], "radius": self.mutual.radius,
            "half_life": [f.half_life for f in fits],
        }  # fmt: skip


def fit_hawkes(
    source: Source, choices: Choices, *, every: int = EVERY, constant: bool = False, runs: int = 0, seed: int = 0
) -> HawkesAnswer:
    """A process that excites itself; `runs` simulated series give a second interval. Raises as `fit` does."""
    asked = _asked(source, choices, every=every, constant=constant)
    draws = [jittered(asked.selected.events, asked.begin, seed=seed + k) for k in range(SEEDS)]
    with one_thread():
        fits = tuple(fit(times, asked.whole, asked.background, windows=asked.windows) for times in draws)
        beside = None if constant else fit(draws[0], asked.whole, Background(), windows=asked.windows)
        again = bootstrap(fits[0], runs=runs, seed=seed) if runs else None
        return HawkesAnswer(asked, fits, rescale(fits[0]), held_out(fits[0]), again, beside)


def fit_hawkes_by_country(
    source: Source, choices: Choices, *, every: int = EVERY, constant: bool = False, seed: int = 0
) -> GroupsAnswer:
    """A process of the countries of the choices, else of all of the events. Raises as `fit_groups` does."""
    asked = _asked(source, choices, every=every, constant=constant)
    events = asked.selected.events
    codes = sorted(asked.definition.countries or {e.country for e in events if e.country})
    groups = {
        code: jittered([e for e in events if code in (e.country or "").split("|")], asked.begin, seed=seed)
        for code in codes
    }
    with one_thread():
        return GroupsAnswer(asked, fit_groups(groups, asked.whole, asked.background, windows=asked.windows))


def period(definition: Definition, selected: Selected) -> tuple[dt.date, tuple[float, float]]:
    """The first day, and the period in days from it. There must be an event with a day, or both days be given."""
    first = definition.since or min(e.from_ for e in selected.events if e.from_)
    last = definition.until or max(e.to for e in selected.events if e.to)
    return first, (0.0, float((last - first).days + 1))


def curve(fitted: Fitted, begin: dt.date) -> list[dict[str, Any]]:
    """The fit beside the counts by stretches of days, at least a week each: mean rates in events a day; `observed` days
    of it count, and `events` is null where none does.
    """
    data, until = fitted.data, math.ceil(fitted.data.whole[1])
    width = max(7, math.ceil(until / _BINS))
    edges = np.array([*range(0, until, width), until], dtype=float)
    lengths = np.diff(edges)
    alone = dataclasses.replace(fitted.parameters, branching=np.zeros_like(fitted.parameters.branching))
    background, rate = (np.diff(compensator(p, data, edges)) / lengths for p in (alone, fitted.parameters))
    counts = np.histogram(data.targets[data.counted > 0], edges)[0]
    observed = [sum(max(0.0, min(b, y) - max(a, x)) for x, y in data.windows) for a, b in itertools.pairwise(edges)]
    return [
        {
            "from": begin + dt.timedelta(days=int(a)), "to": begin + dt.timedelta(days=int(b) - 1),
            "observed": round(seen, 3), "events": int(count) if seen > 0 else None, "background": float(low),
            "rate": float(high),
        }
        for a, b, seen, count, low, high in zip(edges, edges[1:], observed, counts, background, rate, strict=False)
    ]  # fmt: skip


def _asked(source: Source, choices: Choices, *, every: int, constant: bool) -> Asked:
    definition = choices.definition(source.events)
    selected = definition.select(source.events)
    enough(len(selected.events), NEEDED, "events", method="a Hawkes process")
    begin, whole = period(definition, selected)
    background = Background() if constant else smooth(whole[1], every)
    windows = _windows(source, begin, whole)
    if windows is not None:
        enough(len(windows), 1, "week in which something was reported", method="a Hawkes process")
    return Asked(source, definition, selected, begin, whole, windows, background)


def _windows(source: Source, begin: dt.date, whole: tuple[float, float]) -> Windows | None:
    if source.effort is None:
        return None
    last = begin + dt.timedelta(days=whole[1] - 1)
    gaps = frozenset(source.effort.gaps(begin, last, "week"))
    weeks = [week for week in steps_between(begin, last, "week") if week not in gaps]
    spans = [(max(0.0, float((w - begin).days)), min(whole[1], float((w - begin).days + 7))) for w in weeks]
    return tuple(span for span in spans if span[1] > span[0])


def _short(fitted: Fitted) -> dict[str, Any]:
    return {"branching": fitted.branching[0], "half_life": fitted.half_life, "aic": fitted.aic}
