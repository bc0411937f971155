"""`dateline incidents`: what took place, each incident once however many reports tell of it."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.archive import Archive
from dateline.cli.console import errors, results
from dateline.cli.options import ArchiveOption, archive_path


def incidents_command(
    archive: ArchiveOption = None,
    disputed: Annotated[bool, typer.Option("--disputed", help="Only those on which the reports disagree.")] = False,
    country: Annotated[str | None, typer.Option("--country", help="Only in this country (ISO 3166-1 alpha-3).")] = None,
) -> None:
    """List the incidents that the archive's reports tell of: realised events, no aggregates, no background."""
    from dateline.cli.view import incidents_table

    with Archive.open(archive_path(archive), create=False) as store:
        found = [
            incident
            for incident in store.iter_incidents()
            if (incident.conflicts or not disputed)
            and (country is None or (incident.place is not None and incident.place.country == country.upper()))
        ]
    if found:
        results.print(incidents_table(found))
    else:
        errors.print("no such incident in the archive")
