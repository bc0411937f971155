"""`dateline changes`: when a series changed, whether it rises or falls, and whether it has seasons."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from dateline.cli import asked
from dateline.cli.console import results
from dateline.cli.options import ArchiveOption
from dateline.cli.series import StepName, StepOption

if TYPE_CHECKING:
    from dateline.analysis.changes import Posterior, Segment, Trend


def changes_command(
    actor: asked.ActorOption = None,
    affiliates: asked.AffiliatesOption = False,
    step: StepOption = StepName.week,
    since: asked.SinceOption = None,
    until: asked.UntilOption = None,
    country: asked.CountryOption = None,
    not_in: asked.NotInOption = None,
    violence: asked.ViolenceOption = None,
    type_: asked.TypeOption = None,
    status: asked.StatusOption = None,
    precision: asked.PrecisionOption = None,
    mentions: asked.MentionsOption = False,
    events: asked.EventsOption = None,
    figure: asked.FigureOption = None,
    shape: asked.ShapeOption = asked.Shape.table,
    archive: ArchiveOption = None,
) -> None:
    """Find when counts changed, with the probability and interval of each change, the trend and the seasons."""
    from dateline.analysis.answers import find_changes
    from dateline.analysis.plain import as_json

    source = asked.load(events, archive, mentions=mentions)
    choices = asked.choose(
        actor=actor, affiliates=affiliates, since=since, until=until, country=country, not_in=not_in,
        violence=violence, type_=type_, status=status, precision=precision,
    )  # fmt: skip
    found = find_changes(source, choices, step=step.value)
    series = found.series
    if shape is asked.Shape.json:
        typer.echo(as_json(found.told))
    else:
        for line in _lines(found.steps, found.posterior, found.segments, found.slope, series.step):
            results.print(results.safe(line), soft_wrap=True)
        if found.no_trend is not None:
            results.print(results.safe(f"No trend: {found.no_trend}."), soft_wrap=True)
        if series.gaps:
            results.print(f"{len(series.gaps)} steps without any report were left out.")
        asked.say(series.definition, source, len(series.selected.events), dict(series.selected.left_out))
    if figure is not None:
        from dateline.analysis.figures import changes_figure

        asked.draw(changes_figure(found.steps, found.counts, found.posterior), figure)


def _lines(
    steps: Sequence[dt.date], posterior: Posterior, segments: Sequence[Segment], slope: Trend | None, step: str
) -> list[str]:
    number = posterior.number
    chance = posterior.number_probability[number]
    found = [
        f"{number} change{'s' * (number != 1)} most probably (probability {chance:.2f}); that there is any has "
        f"probability {posterior.any_change:.2f}."
    ]
    found += [
        f"  {steps[c.at]}  between {steps[c.low]} and {steps[c.high]} (95 %): from {c.before:.1f} to {c.after:.1f} "
        f"events a {step}"
        for c in posterior.changes
    ]
    ends = [str(steps[segment.start]) for segment in segments[1:]]
    found.append(f"By penalised likelihood (PELT): {', '.join(ends) if ends else 'no change'}.")
    if slope is not None:
        year = slope.yearly
        found.append(f"Trend: times {year.value:.2f} a year, between {year.low:.2f} and {year.high:.2f} (95 %).")
        if slope.seasons is None or slope.peak is None or slope.trough is None:
            found.append("Seasons: two years are needed to tell.")
        else:
            most, least = calendar.month_name[slope.peak], calendar.month_name[slope.trough]
            found.append(f"Seasons: p {slope.seasons:.3f} of none; most in {most}, least in {least} by the estimate.")
    return found
