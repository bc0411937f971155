"""A frame as an Excel workbook of one sheet: texts stay texts, whatever they look like."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, BinaryIO

from dateline.errors import SettingError
from dateline.exports.cells import neutral

if TYPE_CHECKING:
    import polars as pl

ROWS, CHARACTERS = 1_048_576, 32_767
"""What a sheet and a cell can hold, by Microsoft's "Excel specifications and limits"."""
CUT = " … (cut)"
"""Ends a text that is longer than a cell."""

_MADE = dt.datetime(2000, 1, 1)
"""A fixed day, so that equal frames give equal files."""
_OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}  # fmt: skip


def write_excel(frame: pl.DataFrame, out: BinaryIO) -> None:
    """Write a frame as `.xlsx`: a header, then its rows; null is an empty cell.

    Texts are cells of text, never formulas or links. Numbers are those of Excel, exact up to 15 digits. A text longer
    than CHARACTERS is cut, and ends so. Raises SettingError for more rows than a sheet holds, and where the library
    that writes workbooks is missing.
    """
    try:
        import xlsxwriter  # type: ignore[import-untyped]
    except ImportError as error:
        raise SettingError(
            "the library that writes Excel files is not installed",
            where="xlsx", remedy="Run `pip install xlsxwriter`, or choose another format.",
        ) from error  # fmt: skip
    if len(frame) >= ROWS:
        raise SettingError(
            f"{len(frame)} rows are more than the {ROWS - 1} of an Excel sheet",
            where="xlsx", remedy="Choose csv or parquet.",
        )  # fmt: skip
    safe = neutral(frame)
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, _OPTIONS) as book:
        book.set_properties({"created": _MADE})
        sheet = book.add_worksheet("dateline")
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(safe.columns):
            sheet.write_string(0, column, name)
            for row, value in enumerate(safe[name], start=1):
                match value:
                    case None:
                        pass
                    case bool():
                        sheet.write_boolean(row, column, value)
                    case str():
                        sheet.write_string(row, column, _fitting(value))
                    case dt.date():
                        sheet.write_datetime(row, column, value)
                    case _:
                        sheet.write_number(row, column, value)
    out.write(data.getvalue())


def _fitting(text: str) -> str:
    # Excel counts UTF-16 units, of which some characters take two.
    if len(text) * 2 <= CHARACTERS or len(text.encode("utf-16-le")) // 2 <= CHARACTERS:
        return text
    room = (CHARACTERS - len(CUT)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + CUT
