"""`dateline report`: what the archive holds of a report, and corrections of its metadata."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.archive import KEEP, Archive
from dateline.archive.values import Keep
from dateline.building import update_incidents
from dateline.cli.console import errors, results
from dateline.cli.options import ArchiveOption, ByOption, ReasonOption, archive_path, day, person

UNKNOWN = "unknown"


def report_command(
    id_: Annotated[str, typer.Argument(metavar="REPORT", help="Its id, or as much of it as is unique.")],
    published: Annotated[
        str | None, typer.Option("--published", metavar="DATE", help="The right publication date, or `unknown`.")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="The right title, or `unknown`.")] = None,
    outlet: Annotated[str | None, typer.Option("--outlet", help="The right outlet, or `unknown`.")] = None,
    url: Annotated[str | None, typer.Option("--url", help="The right address, or `unknown`.")] = None,
    withdrawn: Annotated[
        bool | None,
        typer.Option(
            "--withdrawn/--reinstated", help="Its outlet took it back: no incident rests on it; or it stands."
        ),
    ] = None,
    by: ByOption = None,
    reason: ReasonOption = "",
    archive: ArchiveOption = None,
) -> None:
    """Show a report's metadata and runs; with an option, correct it and mark it for recoding."""
    with Archive.open(archive_path(archive), create=False) as store:
        stored = store.find(id_)
        given = (published, title, outlet, url)
        if any(value is not None for value in given):
            stored = store.correct(
                stored.report.id,
                published=KEEP
                if published is None
                else None
                if published == UNKNOWN
                else day(published, "--published"),
                title=_value(title),
                outlet=_value(outlet),
                url=_value(url),
                by=person(by),
                reason=reason,
            )
            errors.print("corrected and marked; `dateline code --marked` codes it again")
        if withdrawn is not None:
            store.withdraw(stored.report.id, by=person(by), reason=reason, back=not withdrawn)
            update_incidents(store, {stored.report.id})
            errors.print("withdrawn; no incident rests on it" if withdrawn else "reinstated")
        report = stored.report
        for name in ("id", "title", "outlet", "url", "published", "language", "sha256"):
            results.print(f"[dim]{name:10}[/] {results.safe(str(getattr(report, name) or UNKNOWN))}")
        results.print(f"[dim]version   [/] {stored.version}{', to be coded again' if stored.marked else ''}")
        taken_back = store.withdrawn().get(report.id)
        if taken_back:
            results.print(f"[dim]withdrawn [/] {results.safe(taken_back.reason or 'no reason given')}")
        for source, value in stored.dates:
            results.print(f"[dim]dated     [/] {results.safe(value)} by {source}")
        for run, created, _ in store.runs(report.id):
            results.print(
                f"[dim]run       [/] {run.id} of {created[:19]}: dateline {run.program_version}, {run.reader}"
            )


def _value(given: str | None) -> str | Keep | None:
    if given is None:
        return KEEP
    return None if given == UNKNOWN else given
