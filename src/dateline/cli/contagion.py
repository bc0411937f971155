"""`dateline contagion`: whether events set off further events, in time and in space."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from dateline.cli import asked
from dateline.cli.console import errors, results
from dateline.cli.options import ArchiveOption

if TYPE_CHECKING:
    from dateline.analysis.contagion import Estimate, Fitted, Knox
    from dateline.analysis.contagion.model import Windows
    from dateline.analysis.series import Definition, Selected

contagion_app = typer.Typer(
    no_args_is_help=True, help="Whether events set off further events: by a Hawkes process, or by near repeats."
)
SEEDS = 5
"""Draws of the times within a day that are tried: how much the branching ratio moves is shown."""


@contagion_app.command("hawkes")
def hawkes_command(
    actor: asked.ActorOption = None,
    affiliates: asked.AffiliatesOption = False,
    every: Annotated[
        int, typer.Option("--background-every", min=14, help="Days over which the background may turn once.")
    ] = 180,
    constant: Annotated[
        bool, typer.Option("--constant", help="A constant background: drift then passes for contagion.")
    ] = False,
    runs: Annotated[int, typer.Option("--bootstrap", min=0, help="Simulated series for a second interval.")] = 0,
    seed: Annotated[int, typer.Option("--seed", help="Of the draws of times within days.")] = 0,
    since: asked.SinceOption = None,
    until: asked.UntilOption = None,
    country: asked.CountryOption = None,
    not_in: asked.NotInOption = None,
    violence: asked.ViolenceOption = None,
    type_: asked.TypeOption = None,
    precision: asked.PrecisionOption = None,
    by_country: Annotated[
        bool,
        typer.Option("--by-country", help="Countries of --country as groups that may set off each other's events."),
    ] = False,
    mentions: asked.MentionsOption = False,
    events: asked.EventsOption = None,
    figure: asked.FigureOption = None,
    shape: asked.ShapeOption = asked.Shape.table,
    archive: ArchiveOption = None,
) -> None:
    """Fit a process in which events set off further ones, beside a background that varies in time."""
    from dateline.analysis import contagion
    from dateline.analysis.contagion.fit import NEEDED
    from dateline.analysis.needs import enough
    from dateline.analysis.plain import data_hash

    source = asked.load(events, archive, mentions=mentions)
    definition = asked.define(
        source, actor=actor, affiliates=affiliates, since=since, until=until, country=country, not_in=not_in,
        violence=violence, type_=type_, precision=precision,
    )  # fmt: skip
    selected = definition.select(source.events)
    enough(len(selected.events), NEEDED, "events", method="a Hawkes process")
    begin, whole = _period(definition, selected)
    background = contagion.Background() if constant else contagion.smooth(whole[1], every)
    windows = _windows(source, begin, whole)
    told: dict[str, Any] = {
        "definition": definition.words, "source": source.name, "data": data_hash(selected.events),
        "events": len(selected.events), "background": background.words, "left_out": selected.left_out,
    }  # fmt: skip
    if by_country:
        groups = {
            code: contagion.jittered(
                [e for e in selected.events if code in (e.country or "").split("|")], begin, seed=seed
            )
            for code in sorted(definition.countries or {e.country for e in selected.events if e.country})
        }
        mutual = contagion.fit_groups(groups, whole, background, windows=windows)
        told |= {"groups": mutual.names, "branching": [f.branching for f in mutual.fits], "radius": mutual.radius}
        told |= {"half_life": [f.half_life for f in mutual.fits]}
        lines = [
            f"{name} by one of {other}: {_estimate(e)}"
            for name, f in zip(mutual.names, mutual.fits, strict=True)
            for other, e in zip(mutual.names, f.branching, strict=True)
        ]
        lines.append(f"All together: {mutual.radius:.2f} (at 1 they would never die out).")
        fitted = None
    else:
        draws = [contagion.jittered(selected.events, begin, seed=seed + k) for k in range(SEEDS)]
        fits = [contagion.fit(times, whole, background, windows=windows) for times in draws]
        fitted = fits[0]
        rescaled, held = contagion.rescale(fitted), contagion.held_out(fitted)
        again = contagion.bootstrap(fitted, runs=runs, seed=seed) if runs else None
        ratios = [fit.parameters.branching[0] for fit in fits]
        told |= _told(fitted, rescaled, held, again) | {"branching_by_draw": ratios}
        lines = _lines(fitted, rescaled, held, again, constant=constant)
        lines.insert(1, f"  over {SEEDS} draws of the times within days it is {min(ratios):.2f} to {max(ratios):.2f}")
    if shape is asked.Shape.json:
        typer.echo(asked.as_json(told))
    else:
        for line in lines:
            results.print(results.safe(line), soft_wrap=True)
        asked.say(definition, source, len(selected.events), dict(selected.left_out))
    if figure is not None and fitted is not None:
        from dateline.analysis.figures import hawkes_figure

        asked.draw(hawkes_figure(fitted, rescaled, begin), figure)
    elif figure is not None:
        errors.print("no figure: there is one for a single group only")


@contagion_app.command("repeats")
def repeats_command(
    actor: asked.ActorOption = None,
    affiliates: asked.AffiliatesOption = False,
    deals: Annotated[int, typer.Option("--deals", min=19, help="How often the days are dealt anew.")] = 999,
    seed: Annotated[int, typer.Option("--seed", help="Of the deals.")] = 0,
    since: asked.SinceOption = None,
    until: asked.UntilOption = None,
    country: asked.CountryOption = None,
    not_in: asked.NotInOption = None,
    violence: asked.ViolenceOption = None,
    type_: asked.TypeOption = None,
    precision: asked.PrecisionOption = "near",
    mentions: asked.MentionsOption = False,
    events: asked.EventsOption = None,
    figure: asked.FigureOption = None,
    shape: asked.ShapeOption = asked.Shape.table,
    archive: ArchiveOption = None,
) -> None:
    """Test whether events close in space are close in time more often than chance (Knox)."""
    from dateline.analysis.contagion import knox
    from dateline.analysis.plain import data_hash
    from dateline.analysis.series.definition import middle_day

    source = asked.load(events, archive, mentions=mentions)
    definition = asked.define(
        source, actor=actor, affiliates=affiliates, since=since, until=until, country=country, not_in=not_in,
        violence=violence, type_=type_, precision=precision,
    )  # fmt: skip
    selected = definition.select(source.events)
    placed = [(e.lat, e.lon, day.toordinal()) for e in selected.events if (day := middle_day(e)) and e.lat is not None]
    lat, lon, days = (list(column) for column in zip(*placed, strict=True)) if placed else ([], [], [])
    found = knox(lat, lon, days, deals=deals, seed=seed)
    if shape is asked.Shape.json:
        told = {"definition": definition.words, "source": source.name, "data": data_hash(selected.events)}
        typer.echo(asked.as_json(told | {"knox": found, "left_out": selected.left_out}))
    else:
        results.print(_knox_table(found))
        asked.say(definition, source, len(selected.events), dict(selected.left_out))
    if figure is not None:
        from dateline.analysis.figures import knox_figure

        asked.draw(knox_figure(found), figure)


def _period(definition: Definition, selected: Selected) -> tuple[dt.date, tuple[float, float]]:
    """The first day, and the period in days from it."""
    first = definition.since or min(e.from_ for e in selected.events if e.from_)
    last = definition.until or max(e.to for e in selected.events if e.to)
    return first, (0.0, float((last - first).days + 1))


def _windows(source: asked.Source, begin: dt.date, whole: tuple[float, float]) -> Windows | None:
    """The weeks in which something was reported; None where nothing is known of reporting."""
    from dateline.analysis.series import steps_between

    if source.effort is None:
        return None
    last = begin + dt.timedelta(days=whole[1] - 1)
    gaps = source.effort.gaps(begin, last, "week")
    weeks = [week for week in steps_between(begin, last, "week") if week not in gaps]
    spans = [(max(0.0, float((w - begin).days)), min(whole[1], float((w - begin).days + 7))) for w in weeks]
    return tuple(span for span in spans if span[1] > span[0])


def _told(fitted: Fitted, rescaled: Any, held: Any, again: Any) -> dict[str, Any]:
    return {
        "branching": fitted.branching[0], "half_life": fitted.half_life, "rate": fitted.background,
        "aic": fitted.aic, "aic_background_alone": fitted.poisson_aic,
        "rescaled": {"statistic": rescaled.statistic, "p": rescaled.p, "serial": rescaled.serial},
        "held_out": held, "bootstrap": again,
    }  # fmt: skip


def _lines(fitted: Fitted, rescaled: Any, held: Any, again: Any, *, constant: bool) -> list[str]:
    """The results in sentences that say no more than they tell."""
    found = [f"Branching ratio, events that one sets off: {_estimate(fitted.branching[0])}"]
    if again is not None:
        found.append(f"  by {again.runs} simulated series: {_estimate(again.branching)}")
    found.append(f"Half-life: {_estimate(fitted.half_life)} days")
    found.append(f"Background: {_estimate(fitted.background)} events a day, {fitted.data.background.words}")
    word = {None: "does not tell", True: "predicts better", False: "predicts worse"}[held.better]
    found.append(f"Held-out time: contagion {word} ({held.gain:+.3f} +- {held.error:.3f} of log likelihood an event)")
    found.append(
        f"Waits in rescaled time: distance {rescaled.statistic:.3f}, p {rescaled.p:.3f} (low speaks against it)"
    )
    if constant:
        found.append(
            "The background is held constant: a rate that drifts comes out as contagion. Compare without --constant."
        )
    return found


def _estimate(estimate: Estimate) -> str:
    if estimate.low is None or estimate.high is None or not math.isfinite(estimate.high):
        return f"{estimate.value:.2f} (the data do not bound it)"
    return f"{estimate.value:.2f} ({estimate.low:.2f} to {estimate.high:.2f})"


def _knox_table(found: Knox) -> Table:
    table = Table(title=f"Pairs of {found.events} events, {found.deals} deals", title_justify="left")
    for name in ("km", "days", "pairs", "by chance", "ratio", "95 % of chance", "p"):
        table.add_column(name, justify="right")
    for c in found.cells:
        ratio = "" if c.ratio is None else f"{c.ratio:.2f}"
        chance = "" if c.chance_low is None or c.chance_high is None else f"{c.chance_low:.2f} to {c.chance_high:.2f}"
        span = f"{c.days_from} to {c.days_to}" if not c.days_from else f"{c.days_from + 1} to {c.days_to}"
        table.add_row(
            f"{c.km_from:g} to {c.km_to:g}", span, str(c.pairs), f"{c.expected:.1f}", ratio, chance, f"{c.p:.3f}"
        )
    return table
