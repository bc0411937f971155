"""`dateline purge`: remove a report, or every trace of a name, and keep on record that it was done."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.archive import Archive
from dateline.building import rebuild_incidents
from dateline.cli.console import errors
from dateline.cli.options import ArchiveOption, ByOption, ReasonOption, archive_path, person
from dateline.errors import SettingError


def purge_command(
    report: Annotated[
        str | None, typer.Option("--report", metavar="ID", help="Remove this report and what was coded from it.")
    ] = None,
    name: Annotated[str | None, typer.Option("--name", help="Overwrite every trace of this name.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    by: ByOption = None,
    reason: ReasonOption = "",
    archive: ArchiveOption = None,
) -> None:
    """Remove a report, or every trace of a name that a person asks to have removed. It cannot be undone."""
    if (report is None) == (name is None):
        raise SettingError("name one thing to purge", where="purge", remedy="Give --report ID or --name NAME.")
    if not yes:
        typer.confirm("This cannot be undone. Go on?", abort=True, err=True)
    with Archive.open(archive_path(archive), create=False) as store:
        if report is not None:
            found = store.find(report).report.id
            store.purge_report(found, by=person(by), reason=reason)
            errors.print(f"report {errors.safe(found)} removed")
        elif name is not None:
            result = store.purge_name(name, by=person(by), reason=reason)
            errors.print(
                f"overwritten in {result.places} places of {len(result.reports)} reports; backups are not touched"
            )
        rebuild_incidents(store)
