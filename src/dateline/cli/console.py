"""The two streams: results go to standard output, progress and warnings to standard error."""

from __future__ import annotations

import os

import rich.console
from rich.markup import escape

MIN_WIDTH = 140
"""Columns of a table that goes to a file or a pipe, where there is no window to fit."""


class Console(rich.console.Console):
    """A console that takes report text as it is, never as markup."""

    @staticmethod
    def safe(text: str) -> str:
        return escape(text)


def make_console(*, stderr: bool) -> Console:
    console = Console(stderr=stderr, highlight=False, soft_wrap=stderr)
    if not console.is_terminal and not stderr and "COLUMNS" not in os.environ:
        console.width = max(console.width, MIN_WIDTH)
    return console


results = make_console(stderr=False)
errors = make_console(stderr=True)
