"""`dateline explain`: an incident as a codebook records it, with the rule behind every value."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from dateline.archive import Archive
from dateline.cli.console import results
from dateline.cli.options import ArchiveOption, archive_path
from dateline.codebooks import NAMES, UNDETERMINED, Codebook, Row, Scalar, codebook, together

INCLUDED = {True: ("in", "bold green"), False: ("not in", "bold red"), None: (UNDETERMINED, "bold yellow")}


def explain_command(
    incident_id: Annotated[str, typer.Argument(metavar="INCIDENT", help="An id, or as much of it as is unique.")],
    name: Annotated[
        str, typer.Option("--codebook", metavar="NAME", help=f"The coding standard: {', '.join(NAMES)}.")
    ] = NAMES[0],
    archive: ArchiveOption = None,
) -> None:
    """Show what a codebook calls an incident, whether it lets it in, and the rule that gave each value."""
    book = codebook(name)
    with Archive.open(archive_path(archive), create=False) as store:
        incident = store.incident(incident_id)
        # What is one event for a codebook may depend on what else happened there that day.
        rows = book.code(together(incident, store.iter_incidents()))
    row = next(row for row in rows if incident.id in row.incidents)
    results.print(verdict(book, row))
    results.print(values_table(book, row))


def verdict(book: Codebook, row: Row) -> Text:
    """Whether the codebook has the event, why, and which incidents it joins."""
    word, style = INCLUDED[row.included]
    text = Text.assemble((book.title, "bold"), f", {book.version}\n", (word, style), f": {row.why}")
    if len(row.incidents) > 1:
        text.append(f"\none event of {len(row.incidents)} incidents: {', '.join(row.incidents)}")
    return text


def values_table(book: Codebook, row: Row) -> Table:
    """One line a column: its name, value and rule."""
    table = Table(expand=True, padding=(0, 1))
    for heading in ("column", "value", "rule"):
        table.add_column(heading, overflow="fold", ratio=3 if heading == "rule" else 2)
    for column in book.columns:
        value = row.values[column.name]
        table.add_row(column.name, shown(value.value), Text(value.rule, style="dim"))
    return table


def shown(value: Scalar) -> Text:
    """A value for people: a dash where the codebook has nothing."""
    if value is None:
        return Text("—", style="dim")
    return Text(str(value), style="yellow" if value == UNDETERMINED else "")
