"""What a person may set for a run; part of what marks every result. Values only: the environment is read by the CLI."""

from __future__ import annotations

import dataclasses

from dateline.errors import SettingError

CODEBOOKS = ("plover", "muc4")
"""Codebooks that `code` can fill; the others of the design follow."""


@dataclasses.dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a run. Raises SettingError where a value is unknown."""

    codebook: str = "plover"
    fast: bool = False

    def __post_init__(self) -> None:
        if self.codebook not in CODEBOOKS:
            raise SettingError(
                f"no codebook {self.codebook!r}", where="codebook", remedy=f"Choose one of: {', '.join(CODEBOOKS)}."
            )
