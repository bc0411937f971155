"""What the analyses need: the packages of the extra, enough data, and one way to ask for both."""

from __future__ import annotations

import importlib
from typing import Any

from dateline.errors import SettingError, TooLittleData

EXTRA = "dateline[analysis]"


def package(name: str) -> Any:
    """A module of the extra, such as "scipy.stats". Raises SettingError where its package is not installed."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != name.partition(".")[0]:
            raise
        what = f"this analysis needs the package {name.partition('.')[0]}, which is not installed"
        raise SettingError(what, where="analysis", remedy=f"Install it: pip install '{EXTRA}'.") from error


def enough(have: int, need: int, what: str, *, method: str, remedy: str = "") -> None:
    """Nothing where there are as many as needed. Raises TooLittleData that says how many are needed and how many are
    there.
    """
    if have < need:
        raise TooLittleData(
            f"{method} needs at least {need} {what}; there {'is' if have == 1 else 'are'} {have}",
            remedy=remedy or "Choose a longer period, a wider area or fewer conditions.",
        )
