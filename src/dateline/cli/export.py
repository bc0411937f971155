"""`dateline export`: mentions or incidents as a file, with what it was made from beside it."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dateline import exporting
from dateline.archive import Archive
from dateline.cli.console import errors
from dateline.cli.options import ArchiveOption, archive_path, room, writing
from dateline.codebooks import codebook
from dateline.errors import SettingError
from dateline.exporting import NATIVE
from dateline.exports import (
    FORMATS,
    SUFFIXES,
    Choice,
    Format,
    columns,
    descriptions,
    fields,
    package,
    package_path,
)


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
    codebook_: Annotated[
        str, typer.Option("--codebook", metavar="NAME", help="Incidents in the columns of this coding standard.")
    ] = NATIVE,
    min_confidence: Annotated[float, typer.Option("--min-confidence", help="Leave out what is less sure.")] = 0.0,
    every_status: Annotated[
        bool,
        typer.Option("--all", help="Also what did not take place, aggregates, background, and what was rejected."),
    ] = False,
    reviewed: Annotated[
        bool, typer.Option("--reviewed", help="Only incidents that a reviewer has accepted or corrected.")
    ] = False,
    corrections: Annotated[
        bool,
        typer.Option(
            "--corrections",
            help="Instead, what reviewers decided, with the sentences it is on: JSON Lines, to train on.",
        ),
    ] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace FILE where it is there.")] = False,
    archive: ArchiveOption = None,
) -> None:
    """Export mentions or incidents, by default only realised events that are one incident each."""
    if corrections:
        _corrections(out, archive, overwrite=overwrite)
        return
    form = _format(format_, out)
    book = None if codebook_ == NATIVE else codebook(codebook_)
    if what is Layer.mentions and (book or reviewed):
        raise SettingError(
            "mentions have no codes of a codebook and no review",
            where="--codebook" if book else "--reviewed", remedy="Export incidents.",
        )  # fmt: skip
    choice = Choice(min_confidence, every_status, reviewed)
    if out is None:
        with Archive.open(archive_path(archive), create=False) as store:
            frame, left_out = exporting.rows(store, what.value, choice, book)
        _to_standard_output(exporting.written(frame, form))
    else:
        beside = package_path(out)
        with (
            Archive.open(archive_path(archive), create=False) as store,
            writing(out, overwrite=overwrite) as stream,
            writing(beside, overwrite=overwrite) as notes,
        ):
            frame, left_out = exporting.rows(store, what.value, choice, book)
            data = exporting.written(frame, form)
            told = descriptions(book) if book else columns(what.value)
            made = exporting.made_from(store, what.value, choice, book, len(frame), left_out)
            stream.write(data)
            notes.write(package(out.name, form, data, fields(frame, told), made))
            # Both are on the disk before either takes its name.
            stream.flush()
            notes.flush()
    rows = f"rows of {book.name}" if book else what.value
    errors.print(f"{len(frame)} {rows} exported, {left_out.total()} left out (--all, --min-confidence)")


def _corrections(out: Path | None, archive: ArchiveOption, *, overwrite: bool) -> None:
    with Archive.open(archive_path(archive), create=False) as store:
        data, count = exporting.corrections_file(store)
    if out is None:
        _to_standard_output(data)
    else:
        with writing(out, overwrite=overwrite) as stream:
            stream.write(data)
    errors.print(f"{count} decisions exported")


def _to_standard_output(data: bytes) -> None:
    with room("standard output"):
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def _format(given: str | None, out: Path | None) -> Format:
    name = given or (SUFFIXES.get(out.suffix.lower()) if out else None) or "csv"
    for form in FORMATS:
        if form == name:
            return form
    raise SettingError(f"no format {name!r}", where="--format", remedy=f"Choose one of: {', '.join(FORMATS)}.")
