"""A progress bar over files, on standard error, shown only where a person looks on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.cli.console import errors
from dateline.ingest import Source

MIN_FILES = 3
"""Fewer files need no bar."""


def reading(sources: Sequence[Source]) -> Iterator[Source]:
    """The sources, one by one, with a bar that tells how many are read."""
    if len(sources) < MIN_FILES or not errors.is_terminal:
        yield from sources
        return
    from rich.progress import Progress

    with Progress(console=errors, transient=True) as progress:
        task = progress.add_task("reading", total=len(sources))
        for source in sources:
            yield source
            progress.advance(task)
