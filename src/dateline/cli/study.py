"""`dateline study territory`: as a group loses ground, what happens elsewhere?"""

from __future__ import annotations

import hashlib
import json
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import asked
from dateline.cli.console import errors, results
from dateline.cli.options import ArchiveOption, archive_path, writing
from dateline.errors import SettingError

if TYPE_CHECKING:
    from dateline.analysis.events import Actors
    from dateline.analysis.territory import Loss, Study

study_app = typer.Typer(no_args_is_help=True, help="Whole studies, each as one page that needs nothing else.")


@study_app.callback()
def _studies() -> None:
    """Whole studies, each as one page that needs nothing else."""


@study_app.command("territory")
def territory_command(
    actor: Annotated[list[str], typer.Option("--actor", metavar="NAME", help="Who loses ground; may recur.")],
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write the study there as HTML.")] = None,
    affiliates: asked.AffiliatesOption = False,
    comparison: Annotated[
        list[str] | None,
        typer.Option("--comparison", metavar="NAME", help="A group that lost nothing then; may recur."),
    ] = None,
    calendar: Annotated[
        Path | None,
        typer.Option(
            "--calendar", metavar="FILE", help="Places lost, as CSV or .tsv: place, lost_by, from, to, source."
        ),
    ] = None,
    from_archive: Annotated[
        bool, typer.Option("--calendar-from-archive", help="The losses that the archive's mentions tell of.")
    ] = False,
    figures: Annotated[
        Path | None, typer.Option("--figures", metavar="FOLDER", help="Write its figures there, as SVG and PNG.")
    ] = None,
    since: asked.SinceOption = None,
    until: asked.UntilOption = None,
    events: asked.EventsOption = None,
    placebos: Annotated[
        int, typer.Option("--placebos", min=19, help="Sets of dates that the losses are moved to.")
    ] = 199,
    shape: asked.ShapeOption = asked.Shape.table,
    archive: ArchiveOption = None,
) -> None:
    """Ask what happens elsewhere as a group loses ground: an estimate, its checks, and every defensible choice."""
    from dateline.analysis.answers import study_territory
    from dateline.analysis.events import choose_actors
    from dateline.analysis.plain import as_json, plain

    first, last = asked.period(since, until)
    source = asked.load(events, archive)
    wider = choose_actors(actor, source.events, affiliates=True)
    losses, calendar_name = _calendar(calendar, wider, archive, from_archive=from_archive)
    answer = study_territory(
        source, actor, losses, since=first, until=last, comparison=comparison or (), affiliates=affiliates,
        placebos=placebos,
    )  # fmt: skip
    found = answer.study
    if shape is asked.Shape.json:
        typer.echo(as_json(answer.told))
    else:
        results.print(results.safe(found.verdict.words), soft_wrap=True)
    if figures is not None:
        _draw(found, figures)
    if out is None:
        return
    from dateline.analysis.study import Made, study_page
    from dateline.pipeline import program_version

    calendar_hash = hashlib.sha256(json.dumps(plain(found.question.losses), sort_keys=True).encode()).hexdigest()
    made = Made(
        program=f"dateline {program_version()}",
        events=source.name,
        events_hash=answer.data,
        calendar=calendar_name,
        calendar_hash=calendar_hash,
        command=shlex.join(["dateline", *map(_file_name, sys.argv[1:])]),
    )
    page = study_page(found, made)
    with writing(out) as stream:
        stream.write(page.encode())
    errors.print(f"study in {errors.safe(str(out))}")


def _draw(found: Study, folder: Path) -> None:
    from dateline.analysis import figures

    if not folder.is_dir():
        raise SettingError("there is no such folder", where=str(folder), remedy="Make it first.")
    for name, draw in (
        ("timeline", figures.timeline_figure), ("around", figures.around_figure),
        ("placebo", figures.placebo_figure), ("specifications", figures.specification_figure),
    ):  # fmt: skip
        figure = draw(found)
        for suffix in (".svg", ".png"):
            asked.draw(figure, folder / f"territory-{name}{suffix}")


def _calendar(
    file: Path | None, actors: Actors, archive: Path | None, *, from_archive: bool
) -> tuple[tuple[Loss, ...], str]:
    from dateline.analysis.territory import read_calendar, shipped_calendar, told_calendar
    from dateline.archive import Archive

    if file is not None:
        return read_calendar(file), file.name
    if not from_archive:
        return shipped_calendar(actors), "the calendar that comes with the package"
    path = archive_path(archive)
    with Archive.open(path, create=False) as store:
        return told_calendar(coded for coded, _ in store.newest()), f"mentions of {path.name}"


def _file_name(argument: str) -> str:
    """An argument without the folders of this machine."""
    return Path(argument).name if "/" in argument or "\\" in argument else argument
