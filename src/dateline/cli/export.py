"""`dateline export`: mentions or incidents as a file."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dateline.archive import Archive
from dateline.cli.console import errors
from dateline.cli.options import ArchiveOption, archive_path, writing
from dateline.errors import SettingError
from dateline.exports import FORMATS, SUFFIXES, Format, select, write


class Layer(StrEnum):
    mentions = "mentions"
    incidents = "incidents"


def export_command(
    what: Annotated[Layer, typer.Argument(help="The layer to export.")] = Layer.incidents,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write there instead of standard output.")
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", help=f"One of {', '.join(FORMATS)}.", show_default="by FILE's ending, else csv"),
    ] = None,
    min_confidence: Annotated[float, typer.Option("--min-confidence", help="Leave out what is less sure.")] = 0.0,
    every_status: Annotated[
        bool, typer.Option("--all", help="Also what did not take place, aggregates and background.")
    ] = False,
    archive: ArchiveOption = None,
) -> None:
    """Export mentions or incidents, by default only realised events that are one incident each."""
    form = _format(format_, out)
    with Archive.open(archive_path(archive), create=False) as store:
        frame = store.mentions() if what is Layer.mentions else store.incidents()
    chosen = select(frame, min_confidence=min_confidence, every_status=every_status)
    if out is None:
        write(chosen, form, sys.stdout.buffer)
    else:
        with writing(out) as stream:
            write(chosen, form, stream)
    left_out = len(frame) - len(chosen)
    errors.print(f"{len(chosen)} {what.value} exported, {left_out} left out (--all, --min-confidence)")


def _format(given: str | None, out: Path | None) -> Format:
    name = given or (SUFFIXES.get(out.suffix.lower()) if out else None) or "csv"
    for form in FORMATS:
        if form == name:
            return form
    raise SettingError(f"no format {name!r}", where="--format", remedy=f"Choose one of: {', '.join(FORMATS)}.")
