"""`dateline contagion`: whether events set off further events, in time and in space."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from dateline.cli import asked
from dateline.cli.console import errors, results
from dateline.cli.options import ArchiveOption

if TYPE_CHECKING:
    from dateline.analysis.answers import HawkesAnswer
    from dateline.analysis.contagion import Estimate, Knox, Mutual

contagion_app = typer.Typer(
    no_args_is_help=True, help="Whether events set off further events: by a Hawkes process, or by near repeats."
)


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
    status: asked.StatusOption = None,
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
    from dateline.analysis.answers import fit_hawkes, fit_hawkes_by_country
    from dateline.analysis.plain import as_json

    source = asked.load(events, archive, mentions=mentions)
    choices = asked.choose(
        actor=actor, affiliates=affiliates, since=since, until=until, country=country, not_in=not_in,
        violence=violence, type_=type_, status=status, precision=precision,
    )  # fmt: skip
    if by_country:
        groups = fit_hawkes_by_country(source, choices, every=every, constant=constant, seed=seed)
        told, about, lines = groups.told, groups.asked, _lines_of_groups(groups.mutual)
    else:
        answer = fit_hawkes(source, choices, every=every, constant=constant, runs=runs, seed=seed)
        told, about, lines = answer.told, answer.asked, _lines(answer)
    if shape is asked.Shape.json:
        typer.echo(as_json(told))
    else:
        for line in lines:
            results.print(results.safe(line), soft_wrap=True)
        asked.say(about.definition, source, len(about.selected.events), dict(about.selected.left_out))
    if figure is not None and by_country:
        errors.print("no figure: there is one for a single group only")
    elif figure is not None:
        from dateline.analysis.figures import hawkes_figure

        asked.draw(hawkes_figure(answer.fits[0], answer.rescaled, about.begin), figure)


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
    status: asked.StatusOption = None,
    precision: asked.PrecisionOption = "near",
    mentions: asked.MentionsOption = False,
    events: asked.EventsOption = None,
    figure: asked.FigureOption = None,
    shape: asked.ShapeOption = asked.Shape.table,
    archive: ArchiveOption = None,
) -> None:
    """Test whether events close in space are close in time more often than chance (Knox)."""
    from dateline.analysis.answers import find_repeats
    from dateline.analysis.plain import as_json

    source = asked.load(events, archive, mentions=mentions)
    choices = asked.choose(
        actor=actor, affiliates=affiliates, since=since, until=until, country=country, not_in=not_in,
        violence=violence, type_=type_, status=status, precision=precision,
    )  # fmt: skip
    answer = find_repeats(source, choices, deals=deals, seed=seed)
    if shape is asked.Shape.json:
        typer.echo(as_json(answer.told))
    else:
        results.print(_knox_table(answer.knox))
        selected = answer.selected
        asked.say(answer.definition, source, len(selected.events), dict(selected.left_out))
    if figure is not None:
        from dateline.analysis.figures import knox_figure

        asked.draw(knox_figure(answer.knox), figure)


def _lines_of_groups(mutual: Mutual) -> list[str]:
    found = [
        f"{name} by one of {other}: {_estimate(e)}"
        for name, f in zip(mutual.names, mutual.fits, strict=True)
        for other, e in zip(mutual.names, f.branching, strict=True)
    ]
    return [*found, f"All together: {mutual.radius:.2f} (at 1 they would never die out)."]


def _lines(answer: HawkesAnswer) -> list[str]:
    """The results in sentences that say no more than they tell."""
    fitted, rescaled, held, again = answer.fits[0], answer.rescaled, answer.held, answer.again
    ratios = answer.ratios
    found = [
        f"Branching ratio, events that one sets off: {_estimate(fitted.branching[0])}",
        f"  over {len(ratios)} draws of the times within days it is {min(ratios):.2f} to {max(ratios):.2f}",
    ]
    if again is not None:
        found.append(f"  by {again.runs} simulated series: {_estimate(again.branching)}")
    if answer.constant is not None:
        found.append(
            f"  with a constant background, which takes drift for contagion: {_estimate(answer.constant.branching[0])}"
        )
    found.append(f"Half-life: {_estimate(fitted.half_life)} days")
    found.append(f"Background: {_estimate(fitted.background)} events a day, {fitted.data.background.words}")
    word = {None: "does not tell", True: "predicts better", False: "predicts worse"}[held.better]
    found.append(f"Held-out time: contagion {word} ({held.gain:+.3f} +- {held.error:.3f} of log likelihood an event)")
    found.append(
        f"Waits in rescaled time: distance {rescaled.statistic:.3f}, p {rescaled.p:.3f} (low speaks against it)"
    )
    if answer.constant is None:
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
