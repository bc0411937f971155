"""Cells that a spreadsheet would take for a formula, made harmless and back.

A text such as `=cmd|'/C calc'!A0` in a report would be run by a spreadsheet that opens the export. As OWASP advises
(https://owasp.org/www-community/attacks/CSV_Injection), an apostrophe is put before it. So that nothing is lost, one is
also put before a text that begins with apostrophes and then such a sign: taking one off again gives every text back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

SIGNS = "=+-@\t\r\n＝＋－＠"
"""What a formula begins with. OWASP lists the wide forms too: some spreadsheets read them as the plain ones."""

_DANGEROUS = rf"^('*[{re.escape(SIGNS)}])"
_NEUTRAL = re.compile(rf"^'('*[{re.escape(SIGNS)}])")


def neutral(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with no text or column name that begins with one of the SIGNS; numbers, dates and nulls stay."""
    import polars as pl

    named = frame.rename({name: re.sub(_DANGEROUS, r"'\1", name) for name in frame.columns})
    return named.with_columns(pl.col(pl.String).str.replace(_DANGEROUS, "'${1}"))


def restored(text: str) -> str:
    """The text that `neutral` made a cell of."""
    return _NEUTRAL.sub(r"\1", text)
