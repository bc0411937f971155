"""`dateline code`: read reports, code them, store them, print what they tell."""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from dateline.archive import Archive
from dateline.building import update_incidents
from dateline.cli.console import errors, results
from dateline.cli.options import ArchiveOption, archive_path, day, writing
from dateline.cli.progress import reading
from dateline.coder import Coder
from dateline.errors import SettingError
from dateline.ingest import Metadata, Received, Refusal, find_sources, read_source, read_stream
from dateline.pipeline import Outcome, code_inputs, recode_marked
from dateline.settings import Settings

PROCESSES = 3
"""Processes that code many reports side by side, this one included: each takes some 350 MB."""


class OutputFormat(StrEnum):
    table = "table"
    jsonl = "jsonl"


def code_command(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH...", help="Files, folders, or - for standard input.", show_default=False),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option("--published", metavar="DATE", help="Publication date of reports that name none, as YYYY-MM-DD."),
    ] = None,
    codebook: Annotated[str, typer.Option("--codebook", help="The coding standard: plover, or muc4.")] = "plover",
    archive: ArchiveOption = None,
    format_: Annotated[OutputFormat, typer.Option("--format", help="What is printed.")] = OutputFormat.table,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write there instead of standard output.")
    ] = None,
    fast: Annotated[bool, typer.Option("--fast", help="Skip sentences that a cheap first look calls empty.")] = False,
    marked: Annotated[
        bool, typer.Option("--marked", help="Also code again the reports that a correction has marked.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Take in again reports that were purged.")] = False,
) -> None:
    """Code news reports: who did what to whom, where, when, with what harm, who says so, and did it happen."""
    if not paths and not marked:
        raise SettingError(
            "nothing to code", where="PATH", remedy="Name files or folders, - for standard input, or give --marked."
        )
    settings = Settings(codebook=codebook, fast=fast)
    defaults = Metadata(published=day(published, "--published"))
    coder = Coder(fast=fast, codebook=codebook, workers=min(os.cpu_count() or 1, PROCESSES) - 1)
    failed = coded = 0
    with ExitStack() as stack:
        stack.callback(coder.close)
        store = stack.enter_context(Archive.open(archive_path(archive)))
        stream = stack.enter_context(writing(out)) if out else sys.stdout.buffer
        outcomes = code_inputs(_inputs(paths or [], defaults), store, coder, settings, force=force)
        if marked:
            outcomes = itertools.chain(outcomes, recode_marked(store, coder, settings))
        try:
            for outcome in outcomes:
                if isinstance(outcome, Refusal):
                    failed += 1
                    errors.print(f"[bold red]not coded[/] {errors.safe(str(outcome.error))}")
                    continue
                coded += 1
                for note in outcome.notes:
                    errors.print(f"[yellow]note[/] {errors.safe(f'{outcome.origin}: {note}')}")
                _print(outcome, format_, stream, to_file=out is not None)
        except KeyboardInterrupt:
            errors.print("stopped; the reports that were finished are stored")
            raise
        finally:
            if coder.worker_died:
                errors.print("[yellow]note[/] a worker process died, perhaps for want of memory; this one did its work")
            # Also after a stop or an error: what is stored is to be seen in the incidents.
            update_incidents(store)
        if format_ is OutputFormat.table:
            count = store.sizes()["incidents"]
            errors.print(f"{coded} reports coded, {failed} not; {count} incidents in {errors.safe(str(store.path))}")
    if failed:
        raise typer.Exit(1)


def _inputs(paths: list[str], defaults: Metadata) -> Iterator[Received | Refusal]:
    """The reports under all paths, in order; folders show a progress bar on standard error."""
    for run, group in itertools.groupby(paths, key=lambda p: p == "-"):
        if run:
            yield from read_stream(sys.stdin.buffer, defaults)
            continue
        sources, refusals, skipped = find_sources([Path(p) for p in group])
        yield from refusals
        if skipped:
            kinds = ", ".join(sorted({path.suffix or path.name for path in skipped}))
            errors.print(f"[yellow]note[/] {len(skipped)} files of other kinds skipped ({errors.safe(kinds)})")
        for source in reading(sources):
            yield from read_source(source, defaults)


def _print(outcome: Outcome, form: OutputFormat, stream: BinaryIO, *, to_file: bool) -> None:
    if form is OutputFormat.jsonl:
        from dateline.records import to_json

        stream.write(to_json(outcome.coded) + b"\n")
        stream.flush()
        return
    from dateline.cli.view import mentions_table, plain, templates_table

    tables = [mentions_table(outcome.coded)]
    if outcome.coded.templates is not None:
        tables.append(templates_table(outcome.coded))
    for table in tables:
        if to_file:
            stream.write(plain(table).encode("utf-8"))
        else:
            results.print(table)
