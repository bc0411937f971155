"""Options that several commands share."""

from __future__ import annotations

import datetime as dt
import getpass
from pathlib import Path
from typing import Annotated

import typer

from dateline.ingest.received import parse_date

ArchiveOption = Annotated[
    Path | None,
    typer.Option(
        "--archive",
        envvar="DATELINE_ARCHIVE",
        help="The archive's file.",
        show_default="dateline.db in the user's data folder",
    ),
]
ByOption = Annotated[
    str | None, typer.Option("--by", help="Who does it; stands in the history.", show_default="the user's name")
]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why; stands in the history.")]


def archive_path(given: Path | None) -> Path:
    """The archive to use: the one given or set in the environment, else the one in the user's data folder."""
    if given is not None:
        return given
    import platformdirs

    return platformdirs.user_data_path("dateline", appauthor=False) / "dateline.db"


def person(given: str | None) -> str:
    """Who acts: the name given, else the user's."""
    return given or getpass.getuser()


def day(value: str | None, option: str) -> dt.date | None:
    """The date of an option. Raises InputError where it is none."""
    return parse_date(value, where=option) if value else None
