"""The command line: one file a command, each a thin shell over the library."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; errors end with a message on standard error and exit status 1."""
    from dateline.cli.app import app
    from dateline.cli.console import errors
    from dateline.errors import DatelineError

    for stream in (sys.stdout, sys.stderr):
        # Reports hold every script; a terminal that cannot show a character gets a replacement, not a crash.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        app()
    except DatelineError as error:
        errors.print(f"[bold red]error[/] {errors.safe(str(error))}")
        sys.exit(1)
