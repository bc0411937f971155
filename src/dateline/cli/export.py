"""`dateline export`: mentions or incidents as a file, with what it was made from beside it."""

from __future__ import annotations

import dataclasses
import io
import sys
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.archive import Archive
from dateline.archive.values import utc_now
from dateline.cli.console import errors
from dateline.cli.options import ArchiveOption, archive_path, room, writing
from dateline.codebooks import Codebook, codebook
from dateline.errors import SettingError
from dateline.exports import (
    FORMATS,
    SUFFIXES,
    Choice,
    Format,
    Made,
    choose_incidents,
    choose_mentions,
    coded_frame,
    columns,
    content_hash,
    descriptions,
    fields,
    package,
    package_path,
    write,
)

if TYPE_CHECKING:
    import polars as pl

NATIVE = "native"


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
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace FILE where it is there.")] = False,
    archive: ArchiveOption = None,
) -> None:
    """Export mentions or incidents, by default only realised events that are one incident each."""
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
            frame, left_out = _chosen(store, what, choice, book)
        data = _written(frame, form)
        with room("standard output"):
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
    else:
        beside = package_path(out)
        with (
            Archive.open(archive_path(archive), create=False) as store,
            writing(out, overwrite=overwrite) as stream,
            writing(beside, overwrite=overwrite) as notes,
        ):
            frame, left_out = _chosen(store, what, choice, book)
            data = _written(frame, form)
            told = descriptions(book) if book else columns(what.value)
            made = _made(store, what, choice, book, len(frame), left_out)
            stream.write(data)
            notes.write(package(out.name, form, data, fields(frame, told), made))
            # Both are on the disk before either takes its name.
            stream.flush()
            notes.flush()
    rows = f"rows of {book.name}" if book else what.value
    errors.print(f"{len(frame)} {rows} exported, {left_out.total()} left out (--all, --min-confidence)")


def _chosen(store: Archive, what: Layer, choice: Choice, book: Codebook | None) -> tuple[pl.DataFrame, Counter[str]]:
    """The rows to export, and how many are left out for which reason."""
    from dateline.archive.frames import incidents_frame, mentions_frame
    from dateline.building import told_incidents
    from dateline.cli.incidents import EVERYTHING

    if what is Layer.mentions:
        coded, left_out = choose_mentions(store.newest(), choice)
        return mentions_frame(coded), left_out
    every = told_incidents(store, EVERYTHING) if choice.everything else list(store.iter_incidents())
    incidents, left_out = choose_incidents(every, choice)
    if book is None:
        return incidents_frame(incidents), left_out
    # All are coded, since what else happened that day and place decides what one is called.
    frame, excluded = coded_frame(book, every, everything=choice.everything, wanted={i.id for i in incidents})
    return frame, left_out + excluded


def _written(frame: pl.DataFrame, form: Format) -> bytes:
    """The file's bytes, in memory: its package has their hash, and what is written to the disk is written by us."""
    buffer = io.BytesIO()
    write(frame, form, buffer)
    return buffer.getvalue()


def _made(
    store: Archive, what: Layer, choice: Choice, book: Codebook | None, rows: int, left_out: Counter[str]
) -> Made:
    from dateline.pipeline import program_version

    reports = [(s.report.id, s.version, s.report.sha256) for s in store.reports()]
    results = [(coded.report.id, run) for coded, run in store.newest(as_coded=True)]
    used = Counter(run for _, run in results)
    runs = [
        {"id": run.id, **dataclasses.asdict(run), "first_stored": created, "reports": used[run.id]}
        for run, created, _ in store.runs()
        if run.id in used
    ]
    standard = {"name": NATIVE, "title": "Dateline's own columns, with PLOVER's types and modes"}
    if book is not None:
        standard = {name: getattr(book, name) for name in ("name", "title", "version", "source", "licence")}
    return Made(
        program=f"dateline {program_version()}",
        created=utc_now(),
        archive=content_hash(reports, results),
        reports=len(reports),
        runs=runs,
        rows=rows,
        left_out=dict(left_out),
        options={"layer": what.value, **dataclasses.asdict(choice), "codebook": standard["name"]},
        codebook=standard,
    )


def _format(given: str | None, out: Path | None) -> Format:
    name = given or (SUFFIXES.get(out.suffix.lower()) if out else None) or "csv"
    for form in FORMATS:
        if form == name:
            return form
    raise SettingError(f"no format {name!r}", where="--format", remedy=f"Choose one of: {', '.join(FORMATS)}.")
