"""`dateline series`: counts and harm over time, with the definition spelled out."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, get_args

import typer
from rich.table import Table

from dateline.cli import asked
from dateline.cli.console import errors, results
from dateline.cli.options import ArchiveOption
from dateline.errors import SettingError
from dateline.records import HarmKind

if TYPE_CHECKING:
    from dateline.analysis.series import Facet, Series


class StepName(StrEnum):
    day = "day"
    week = "week"
    month = "month"


StepOption = Annotated[StepName, typer.Option("--step", help="Length of a step.")]
FACETS = "country, violence, type, actor, precision, outlet, review, status"


def series_command(
    actor: asked.ActorOption = None,
    affiliates: asked.AffiliatesOption = False,
    step: StepOption = StepName.month,
    facet: Annotated[
        str | None, typer.Option("--by", metavar="FACET", help=f"A row for each value of {FACETS}.")
    ] = None,
    harm: Annotated[str, typer.Option("--harm", metavar="KIND", help="Whose number is summed.")] = "killed",
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
    """Count events and harm by day, week or month, beside how much was reported; gaps in reporting are no zeros."""
    from dateline.analysis.answers import count_series
    from dateline.analysis.plain import as_json

    kind, by = _harm(harm), _facet(facet)
    source = asked.load(events, archive, mentions=mentions)
    choices = asked.choose(
        actor=actor, affiliates=affiliates, since=since, until=until, country=country, not_in=not_in,
        violence=violence, type_=type_, status=status, precision=precision,
    )  # fmt: skip
    answer = count_series(source, choices, step=step.value, facet=by, harm=kind)
    series = answer.series
    if shape is asked.Shape.json:
        typer.echo(as_json(answer.told))
    else:
        results.print(_table(series))
        asked.say(series.definition, source, len(series.selected.events), dict(series.selected.left_out))
        if series.gaps:
            errors.print(f"{len(series.gaps)} steps on which nobody reported: what happened then is unknown")
        if series.in_gaps:
            errors.print(f"left out {series.in_gaps}: told later, of steps on which nobody reported")
        if answer.reviewed is not None:
            errors.print(answer.reviewed.words)
    if figure is not None:
        from dateline.analysis.figures import series_figure

        asked.draw(series_figure(series), figure)


def _table(series: Series) -> Table:
    table = Table(title=f"Events by {series.step}", title_justify="left")
    table.add_column("from")
    if series.facet:
        table.add_column(series.facet)
    names = ["events", f"{series.harm} low", "best", "high", "without figure", "reports", "outlets"]
    for name in names:
        table.add_column(name, justify="right")
    for row in series.frame.iter_rows():
        shown = ["?" if value is None else results.safe(str(value)) for value in row]
        if not series.facet or row[2]:
            table.add_row(*shown)
    return table


def _harm(name: str) -> HarmKind:
    for kind in get_args(HarmKind):
        if kind == name:
            return kind  # type: ignore[no-any-return]
    raise SettingError(f"no harm {name!r}", where="--harm", remedy=f"Give one of: {', '.join(get_args(HarmKind))}.")


def _facet(name: str | None) -> Facet | None:
    from dateline.analysis.series import Facet

    for facet in get_args(Facet):
        if facet == name:
            return facet  # type: ignore[no-any-return]
    if name is None:
        return None
    raise SettingError(f"no facet {name!r}", where="--by", remedy=f"Give one of: {FACETS}.")
