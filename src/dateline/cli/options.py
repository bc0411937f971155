"""Options that several commands share."""

from __future__ import annotations

import datetime as dt
import errno
import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from dateline.errors import SettingError
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


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What the system says where a file cannot grow: a full disk, a full quota, a limit on the file's size."""


@contextmanager
def room(where: str) -> Iterator[None]:
    """Writing that may find no room. Raises SettingError where there is none."""
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL:
            raise
        what = f"there is no room to write it ({(error.strerror or str(error)).lower()}); nothing of it is kept"
        raise SettingError(what, where=where, remedy="Free some space, or name a file on another disk.") from error


@contextmanager
def writing(path: Path, *, overwrite: bool = True) -> Iterator[BinaryIO]:
    """A file to write results to. It takes its name when all is written, so that a stop leaves no half file behind.

    Raises SettingError where it cannot be written, where the disk is full, and, unless `overwrite` is given, where it
    is there already.
    """
    if path.is_dir():
        raise SettingError("this is a folder", where=str(path), remedy="Name a file in it.")
    if not overwrite and path.exists():
        remedy = "Give --overwrite to replace it, or name another file."
        raise SettingError("there is a file of this name", where=str(path), remedy=remedy)
    part = path.with_name(f"{path.name}.part")
    try:
        stream = part.open("wb")
    except OSError as error:
        what = f"cannot be written ({(error.strerror or str(error)).lower()})"
        raise SettingError(what, where=str(path), remedy="Name a file in a folder that can be written.") from error
    try:
        with room(str(path)):
            with stream:
                yield stream
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)
