"""`dateline incidents`: what took place, each incident once however many reports tell of it."""

from __future__ import annotations

from typing import Annotated, cast, get_args

import typer

from dateline.archive import Archive
from dateline.cli.console import errors, results
from dateline.cli.options import ArchiveOption, archive_path
from dateline.errors import SettingError
from dateline.incidents import Wanted
from dateline.records import REALISED, Status

_FLAGS = ("aggregate", "background")


def incidents_command(
    archive: ArchiveOption = None,
    disputed: Annotated[bool, typer.Option("--disputed", help="Only those on which the reports disagree.")] = False,
    country: Annotated[str | None, typer.Option("--country", help="Only in this country (ISO 3166-1 alpha-3).")] = None,
    status: Annotated[
        str | None,
        typer.Option(
            "--status", metavar="NAMES", help="What is told with these statuses instead, comma-separated, or `all`."
        ),
    ] = None,
    include: Annotated[
        str | None,
        typer.Option("--include", metavar="NAMES", help="Also what is told as `aggregate`, as `background`, or both."),
    ] = None,
) -> None:
    """List the incidents that the archive's reports tell of: realised events, no aggregates, no background."""
    from dateline.building import told_incidents
    from dateline.cli.incident import incidents_table

    wanted = wanted_by(status, include)
    with Archive.open(archive_path(archive), create=False) as store:
        listed = store.iter_incidents() if wanted == Wanted() else told_incidents(store, wanted)
        found = [
            incident
            for incident in listed
            if (incident.conflicts or not disputed)
            and incident.review != "rejected"
            and (country is None or (incident.place is not None and incident.place.country == country.upper()))
        ]
    if found:
        results.print(incidents_table(found))
    else:
        errors.print("no such incident in the archive")


def wanted_by(status: str | None, include: str | None) -> Wanted:
    """The mentions that `--status` and `--include` ask for.

    Raises SettingError for a name that is no status or no flag.
    """
    known = get_args(Status)
    statuses = known if status == "all" else _names("--status", status, known)
    flags = _names("--include", include, _FLAGS)
    return Wanted(
        frozenset(cast("tuple[Status, ...]", statuses)) or REALISED,
        aggregate="aggregate" in flags,
        background="background" in flags,
    )


def _names(option: str, given: str | None, known: tuple[str, ...]) -> tuple[str, ...]:
    names = tuple(name.strip().lower() for name in given.split(",")) if given else ()
    strange = [name for name in names if name not in known]
    if strange:
        what = f"no such name: {', '.join(map(repr, strange))}"
        raise SettingError(what, where=option, remedy=f"Give one or more of: {', '.join(known)}.")
    return names
