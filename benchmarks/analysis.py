"""The analyses on UCDP GED and on series with a known truth: python benchmarks/analysis.py --data DIR [--record]

DIR holds ged211_precise_1989_2020.parquet (UCDP GED 21.1, CC BY 4.0; precisely located events only, about 55 % of all
deaths; an event of several days stands on its first). Nothing is tuned here: the settings are the program's.

`crude`: Spearman correlations over the 30 months from January 2015 to June 2017 between monthly counts of the Islamic
State's events and the land that it held (IHS Conflict Monitor's six published figures, joined by straight lines).
`hawkes`: branching ratios with a constant and with a varying background. `territory`: that of docs/study-territory.md.
`recovery`: how often 95 % intervals hold the truth over simulated series, with the p value of a binomial test, and what
the territory question answers where there is nothing to tell, and where there is something. `speed`: seconds.

--split NAME makes one of these parts and leaves the others as they were recorded; the default makes all.
"""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from scipy import stats

from corpus import arguments, finish, table
from dateline.analysis import contagion
from dateline.analysis.changes import bayesian_changes
from dateline.analysis.contagion import Background, Parameters
from dateline.analysis.events import Event, choose_actors, read_events
from dateline.analysis.series import Definition
from dateline.analysis.territory import UNTOLD, Loss, ask, shipped_calendar, study
from dateline.analysis.territory.specifications import (
    DEATHS_TOLD,
    EVENTS_TOLD,
    MAIN_CURVE,
    MAIN_WINDOW,
    Choice,
    Question,
)
from recording import RESULTS

PARTS = ("crude", "hawkes", "territory", "recovery", "speed")
FILE = "ged211_precise_1989_2020.parquet"
ACTOR = "Islamic State"
SINCE, UNTIL = dt.date(2015, 4, 1), dt.date(2018, 12, 31)
"""From the month after Boko Haram's pledge (7 March 2015), from which on its events count as the Islamic State's."""
COMPARISON = ("Taliban", "al-Shabaab", "AQAP", "AQIM")
LAND = (
    (dt.date(2015, 1, 1), 90_800), (dt.date(2015, 12, 14), 78_000), (dt.date(2016, 7, 4), 68_300),
    (dt.date(2016, 10, 3), 65_500), (dt.date(2017, 1, 1), 60_400), (dt.date(2017, 6, 26), 36_200),
)  # fmt: skip
"""Square kilometres by IHS Conflict Monitor's releases of 21 December 2015, 9 October 2016 and 29 June 2017; one figure
is of "January 2017" and stands on its first day, or on others in READINGS.
"""
READINGS = (dt.date(2017, 1, 1), dt.date(2017, 1, 15), dt.date(2017, 1, 31))
SERIES = (
    ("indonesia", "IDN", None, 2000, 2010), ("thailand", "THA", None, 2000, 2010),
    ("philippines", "PHL", None, 2000, 2010), ("iraq", "IRQ", ACTOR, 2014, 2018), ("syria", "SYR", ACTOR, 2014, 2018),
    ("afghanistan", "AFG", ACTOR, 2014, 2018), ("egypt", "EGY", ACTOR, 2014, 2018),
)  # fmt: skip
RUNS, NULLS, BOOTSTRAP = 200, 60, 99
SIZES = ("town", "city")


def crude(events: Sequence[Event]) -> dict[str, float]:
    """Monthly rank correlations, as a first look would take them; `..._p` are their p values."""
    months = [dt.date(2015 + k // 12, k % 12 + 1, 1) for k in range(30)]
    actors = choose(events)
    mine = [e for e in events if e.from_ and actors.act_in(e) and months[0] <= e.from_ <= dt.date(2017, 6, 30)]
    land, lost = _land(months, READINGS[0])
    outside = [e for e in mine if e.country not in ("IRQ", "SYR")]
    series = {
        "outside": _monthly(outside, months),
        "outside_one_sided": _monthly([e for e in outside if e.violence == "one-sided"], months),
        "inside": _monthly([e for e in mine if e.country in ("IRQ", "SYR")], months),
    }
    found: dict[str, float] = {}
    for name, with_, other in (
        ("outside_land", "outside", land), ("outside_one_sided_land", "outside_one_sided", land),
        ("outside_one_sided_loss", "outside_one_sided", lost), ("inside_loss", "inside", lost),
    ):  # fmt: skip
        result = stats.spearmanr(series[with_][-len(other) :], other)
        found |= {name: round(float(result.statistic), 2), f"{name}_p": round(float(result.pvalue), 2)}
        found[f"{name}_size"] = abs(found[name])
    others = [_land(months, reading)[1] for reading in READINGS]
    read = [float(stats.spearmanr(series["outside_one_sided"][3:], other).statistic) for other in others]
    found |= {"by_reading_least": round(min(map(abs, read)), 2), "by_reading_most": round(max(map(abs, read)), 2)}
    return found


def _land(months: Sequence[dt.date], january: dt.date) -> tuple[Any, Any]:
    """The land held at the beginning of each month, and from the fourth on what of it was lost in three months."""
    days = [january.toordinal() if day == READINGS[0] else day.toordinal() for day, _ in LAND]
    land = np.interp([month.toordinal() for month in months], days, [km2 for _, km2 in LAND])
    return land, land[:-3] - land[3:]


def choose(events: Sequence[Event]) -> Any:
    return choose_actors([ACTOR], events)


def _monthly(events: Sequence[Event], months: Sequence[dt.date]) -> list[int]:
    return [sum(e.from_ is not None and e.from_.replace(day=1) == month for e in events) for month in months]


def hawkes(events: Sequence[Event]) -> dict[str, Any]:
    """Branching ratios of each series with both backgrounds."""
    figures: dict[str, Any] = {}
    for name, country, actor, first, last in SERIES:
        actors = choose(events) if actor else None
        since, until = dt.date(first, 1, 1), dt.date(last, 12, 31)
        definition = Definition(actors, since=since, until=until, countries=frozenset({country}))
        times = contagion.jittered(definition.select(events).events, since)
        whole = (0.0, float((until - since).days + 1))
        constant = contagion.fit(times, whole)
        varying = contagion.fit(times, whole, contagion.smooth(whole[1]))
        rescaled = [contagion.rescale(fitted).p for fitted in (constant, varying)]
        held = contagion.held_out(varying)
        again = contagion.bootstrap(varying, runs=BOOTSTRAP)
        ratio = varying.branching[0]
        figures[name] = {
            "events": len(times),
            "constant": round(constant.branching[0].value, 3),
            "constant_half_life": round(constant.half_life.value, 1),
            "constant_fits_p": round(rescaled[0], 4),
            "varying": round(ratio.value, 2),
            "varying_low": round(ratio.low or 0, 2),
            "varying_high": round(ratio.high or 0, 2),
            "bootstrap_low": round(again.branching.low or 0, 2),
            "bootstrap_high": round(again.branching.high or 0, 2),
            "bias": round(again.bias, 3),
            "varying_half_life": round(varying.half_life.value, 1),
            "varying_fits_p": round(rescaled[1], 3),
            "aic_gain": round(constant.aic - varying.aic),
            "heldout_gain": round(held.gain, 3),
            "heldout_error": round(held.error, 3),
        }
    return figures


def territory(events: Sequence[Event]) -> dict[str, Any]:
    """The study of the documents."""
    near = [e for e in events if e.from_ is not None and 2014 <= e.from_.year <= 2018]
    calendar = shipped_calendar(choose(near))
    found = study(ask(near, [ACTOR], calendar, since=SINCE, until=UNTIL, comparison=COMPARISON))
    main, agreed = found.main, found.agreement
    assert agreed is not None
    assert found.compared is not None
    assert found.compared.difference is not None
    assert found.of_comparison is not None
    figures: dict[str, Any] = {
        "answer": found.verdict.answer, "events": main.events, "weeks": main.weeks,
        "losses": len(found.question.losses), "after": _ratio(main.after), "before": _ratio(main.before),
        "difference": _ratio(found.compared.difference), "comparison": _ratio(found.of_comparison.after),
        "placebo_percent": round(100 * found.placebo.p), "placebos": len(found.placebo.estimates),
        "lags": _ratio(found.lags.together), "specifications": agreed.estimated,
        "above_percent": round(100 * agreed.above), "clearly_above_percent": round(100 * agreed.clearly_above),
        "clearly_below_percent": round(100 * agreed.clearly_below), "lowest": round(agreed.low, 2),
        "middle": round(agreed.middle, 2), "highest": round(agreed.high, 2),
    }  # fmt: skip
    beside = found.of_deaths
    assert beside is not None
    main_choice = Choice("itself", "any", "elsewhere", "all places", MAIN_WINDOW, MAIN_CURVE, DEATHS_TOLD)
    (of_deaths,) = (one.ratio for one in found.specifications if one.choice == main_choice)
    figures["deaths"] = _ratio(of_deaths) | {
        "specifications": beside.estimated, "clearly_above_percent": round(100 * beside.clearly_above),
        "clearly_below_percent": round(100 * beside.clearly_below), "lowest": round(beside.low, 2),
        "middle": round(beside.middle, 2), "highest": round(beside.high, 2),
        "known_percent": round(100 * found.deaths_known),
    }  # fmt: skip
    figures["without"] = {country: _ratio(ratio) for country, ratio in found.left_out if ratio is not None}
    kinds: dict[str, list[float]] = {}
    for one in found.specifications:
        if one.ratio is not None and one.choice.outcome == EVENTS_TOLD:
            for choice in (one.choice.violence, one.choice.losses, one.choice.control, one.choice.area):
                kinds.setdefault(choice.replace(" ", "_").replace(",", ""), []).append(one.ratio.value)
    figures["middle_by_choice"] = {name: round(float(np.median(values)), 2) for name, values in kinds.items()}
    return figures


def _ratio(ratio: Any) -> dict[str, float]:
    return {"value": round(ratio.value, 2), "low": round(ratio.low, 2), "high": round(ratio.high, 2)}


def recovery(runs: int = RUNS, nulls: int = NULLS) -> dict[str, Any]:
    """Coverage of 95 % intervals, and the territory question on series with and without an effect."""
    shape = Background("spline", 5)
    curves = {"constant": (Background(), [-1.2]), "varying": (shape, [-1.5, -0.4, -1.8, -0.6, -1.4])}
    figures: dict[str, Any] = {"runs": runs}
    for name, (background, curve) in curves.items():
        truth = Parameters(np.array(curve), np.array([0.5]), np.log(2) / 4)
        hits, ratios = {"branching": 0, "background": 0, "half_life": 0}, []
        for seed in range(runs):
            times = contagion.simulate(truth, (0, 1500), np.random.default_rng([1, seed]), background)
            fitted = contagion.fit(times, (0, 1500), background)
            ratios.append(fitted.branching[0].value)
            grid = background.design(np.linspace(0, 1500, 5001), 0, 1500)
            true = {"branching": 0.5, "background": float(np.exp(grid @ truth.log_background).mean()), "half_life": 4.0}
            for what, estimate in (
                ("branching", fitted.branching[0]), ("background", fitted.background), ("half_life", fitted.half_life)
            ):  # fmt: skip
                hits[what] += (estimate.low or 0) <= true[what] <= (estimate.high or np.inf)
        figures[name] = {what: _coverage(count, runs) for what, count in hits.items()}
        figures[name]["mean_branching"] = round(float(np.mean(ratios)), 2)
    figures["without_contagion"] = without_contagion(shape, np.array(curves["varying"][1]), nulls)
    figures["wandering"] = {"series": nulls, "changes_told": sum(_wanders(seed) for seed in range(nulls))}
    held, told = 0, 0
    for seed in range(runs):
        rng = np.random.default_rng([2, seed])
        at = int(rng.integers(30, 71))
        counts = np.concatenate([rng.negative_binomial(4, 4 / 9, at), rng.negative_binomial(4, 4 / 13, 100 - at)])
        found = bayesian_changes(counts.tolist(), seed=seed)
        if found.number == 1:
            told += 1
            held += found.changes[0].low <= at <= found.changes[0].high
    figures["changes"] = _coverage(held, told) | {"series_with_one_told": told}
    answers = {factor: [answer(seed, factor) for seed in range(nulls)] for factor in (1.0, 1.5)}
    figures["territory"] = {
        "series": nulls,
        "null_told_nothing": answers[1.0].count(UNTOLD),
        "effect": 1.5,
        "effect_found": answers[1.5].count("more"),
        "effect_wrong": answers[1.5].count("fewer"),
    }
    return figures


def without_contagion(shape: Background, curve: Any, series: int) -> dict[str, int]:
    """How many intervals of the branching ratio begin above 0 where nothing sets off anything."""
    above = 0
    for seed in range(series):
        truth = Parameters(curve, np.array([0.0]), 1.0)
        times = contagion.simulate(truth, (0, 1500), np.random.default_rng([4, seed]), shape)
        above += contagion.fit(times, (0, 1500), shape).branching[0].low != 0.0
    return {"series": series, "above_zero": above}


def _wanders(seed: int) -> bool:
    """Whether changes are told of counts whose level wanders for weeks around one mean."""
    rng = np.random.default_rng([5, seed])
    level = np.zeros(100)
    for step in range(1, 100):
        level[step] = 0.6 * level[step - 1] + 0.8 * rng.normal()
    return bayesian_changes(rng.poisson(5 * np.exp(0.4 * level - 0.08)).tolist(), seed=seed).number > 0


def _coverage(hits: int, runs: int) -> dict[str, float]:
    p = float(stats.binomtest(hits, runs, 0.95).pvalue)
    return {"covered": round(hits / runs, 3), "binomial_p": round(p, 3)}


def answer(seed: int, factor: float) -> str:
    """What the territory question answers on an invented group of which the truth is known."""
    return study(invented(seed, factor), placebos=99).verdict.answer


def invented(seed: int, factor: float) -> Question:
    """Four years of bursty events in three countries, and twelve losses in a fourth, each of which multiplies the
    events of the next 56 days by a factor.
    """
    rng = np.random.default_rng([3, seed])
    first, days = dt.date(2015, 1, 5), 1456
    lost = np.sort(rng.choice(np.arange(60, days - 90), 12, replace=False))
    day_of = [first + dt.timedelta(int(day)) for day in lost]
    losses = tuple(
        Loss(f"Town {k}", "testers", None, day, day + dt.timedelta(2), "invented", country="IRQ", size=SIZES[k % 2])
        for k, day in enumerate(day_of)
    )
    behind = np.array([sum(0 < day - at - 1 <= 56 for at in lost) for day in range(days)])
    week = rng.gamma(8, 1 / 8, days // 7 + 1)
    rate = 1.0 * np.exp(0.3 * np.sin(np.arange(days) / 230)) * factor**behind * week[np.arange(days) // 7]
    events = []
    for day, count in enumerate(rng.poisson(rate)):
        for k in range(count):
            when = first + dt.timedelta(day)
            country = ("NGA", "LBY", "EGY")[int(rng.integers(3))]
            events.append(
                Event(f"{day}-{k}", "outside", when, when, 1.0, 1.0, "city", country, frozenset({"testers"}),
                      frozenset({"testers"}), violence="one-sided" if rng.random() < 0.5 else "state-based")
            )  # fmt: skip
    return ask(events, ["testers"], losses, since=first, until=first + dt.timedelta(days - 1))


def speed() -> dict[str, float]:
    """Seconds for a Hawkes fit of 20,000 events and for a Knox test of 5,000 events with 999 deals."""
    truth = Parameters(np.array([np.log(4.0)]), np.array([0.6]), 0.2)
    times = contagion.simulate(truth, (0, 2000), np.random.default_rng(5))[:20_000]
    rng = np.random.default_rng(6)
    towns = np.column_stack([rng.uniform(33, 37, 300), rng.uniform(36, 46, 300)])
    where = towns[rng.integers(0, 300, 5000)]
    days = rng.integers(0, 1826, 5000)
    heavy = rng.integers(0, 12, 5000)  # all in a dozen towns
    return {
        "hawkes_events": len(times),
        "hawkes_s": _seconds(lambda: contagion.fit(times, (0, 2000), contagion.smooth(2000))),
        "knox_s": _seconds(lambda: contagion.knox(where[:, 0], where[:, 1], days)),
        "knox_crowded_s": _seconds(lambda: contagion.knox(towns[heavy, 0], towns[heavy, 1], days)),
    }


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return round(time.perf_counter() - begin, 1)


def main() -> None:
    args = arguments(__doc__ or "", "all")
    wanted = PARTS if args.split == "all" else (args.split,)
    figures: dict[str, Any] = {}
    if args.split != "all" and args.record:  # the other parts stay as they were recorded
        figures |= json.loads((RESULTS / "analysis.json").read_text(encoding="utf-8"))["figures"]
    if {"crude", "hawkes", "territory"} & set(wanted):
        events = read_events(args.data / FILE)
        actors = choose(events)
        mine = [e for e in events if actors.act_in(e) and e.from_ and 2014 <= e.from_.year <= 2018]
        figures |= {"events": len(mine), "outside": sum(e.country not in ("IRQ", "SYR") for e in mine)}
    if "crude" in wanted:
        figures["crude"] = crude(events)
    if "hawkes" in wanted:
        figures["hawkes"] = hawkes(events)
        names = list(next(iter(figures["hawkes"].values())))
        table([["series", *names], *([name, *row.values()] for name, row in figures["hawkes"].items())])
    if "territory" in wanted:
        figures["territory"] = territory(events)
    if "recovery" in wanted:
        figures["recovery"] = recovery()
    if "speed" in wanted:
        figures["speed"] = speed()
    args.split = "all"
    finish("analysis", args, figures)


if __name__ == "__main__":
    main()
