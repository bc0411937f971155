"""The tables of the codebooks: one TOML file in each one's folder, with its version, source and licence at the top."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any

from dateline.errors import DataError

HEAD = ("title", "version", "source", "licence", "columns")
"""What every table has."""


@functools.cache
def table(name: str) -> dict[str, Any]:
    """The table of a codebook.

    Raises DataError where it is missing or damaged.
    """
    path = resources.files("dateline.codebooks").joinpath(name).joinpath(f"{name}.toml")
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(
            "the codebook's table cannot be read", where=str(path), remedy="Install Dateline again."
        ) from error
    return parse(text, str(path))


def parse(text: str, where: str) -> dict[str, Any]:
    """The table that a file's text holds.

    Raises DataError where it is no TOML or lacks its head.
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(
            f"the codebook's table is damaged ({error})", where=where, remedy="Install Dateline again."
        ) from error
    missing = [key for key in HEAD if key not in found]
    if missing:
        what = f"the codebook's table lacks {', '.join(missing)}"
        raise DataError(what, where=where, remedy="Install Dateline again.")
    return found
