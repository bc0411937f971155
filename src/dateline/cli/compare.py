"""`dateline compare`: the archive's incidents laid beside those of an outside source, such as UCDP's."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from dateline.archive import Archive
from dateline.cli.console import errors, results
from dateline.cli.options import ArchiveOption, archive_path

if TYPE_CHECKING:
    from dateline.analysis import Cell, Comparison, OutsideIncident
    from dateline.records import Incident


class Shape(StrEnum):
    table = "table"
    jsonl = "jsonl"


def compare_command(
    with_: Annotated[
        Path, typer.Option("--with", metavar="FILE", help="UCDP's GED, or with --mapping any table, as CSV or .csv.gz.")
    ],
    mapping: Annotated[
        Path | None, typer.Option("--mapping", metavar="FILE.toml", help="What the columns of another table hold.")
    ] = None,
    km: Annotated[float, typer.Option("--km", min=0, help="How far apart one incident may be told.")] = 25,
    days: Annotated[int, typer.Option("--days", min=0, help="By how many days its days may differ.")] = 1,
    examples: Annotated[int, typer.Option("--examples", min=0, help="How many of each kind of miss are shown.")] = 5,
    shape: Annotated[Shape, typer.Option("--format", help="A table, or one JSON object a line.")] = Shape.table,
    archive: ArchiveOption = None,
) -> None:
    """Match incidents with those that others have coded: recall and precision by country and month, and the misses."""
    from dateline.analysis import compare, read_ged, read_mapped, read_mapping

    source = read_ged(with_) if mapping is None else read_mapped(with_, read_mapping(mapping))
    with Archive.open(archive_path(archive), create=False) as store:
        published = {s.report.id: s.report.published for s in store.reports() if s.report.published is not None}
        comparison = compare(store.iter_incidents(), source, km=km, days=days, published=published)
    if shape is Shape.jsonl:
        for line in _lines(comparison):
            typer.echo(json.dumps(line, ensure_ascii=False, default=lambda day: day.isoformat()))
    else:
        results.print(_table(comparison, source.name))
        _print_examples(comparison, source.name, examples)
    for why, count in sorted(comparison.left_out.items()):
        errors.print(f"left out {count}: {errors.safe(why)}")


def _lines(comparison: Comparison) -> Iterator[dict[str, Any]]:
    """The whole comparison: `kind` says what a line is."""
    for kind, cell in (*(("cell", c) for c in comparison.cells), ("total", comparison.total)):
        shares = {name: getattr(cell, name) for name in ("recall", "precision", "f1")}
        yield {"kind": kind, **dataclasses.asdict(cell), **shares}
    for match in comparison.matches:
        yield {"kind": "match", **dataclasses.asdict(match)}
    for theirs in comparison.missed:
        fields = dataclasses.asdict(theirs)
        yield {"kind": "missed", "id": fields.pop("id"), "from": fields.pop("from_"), **fields}
    for ours in comparison.unmatched:
        yield {"kind": "unmatched", "incident": ours.id, "from": ours.from_, "to": ours.to, "told": _told(ours)}
    yield {"kind": "left out", "counts": dict(comparison.left_out)}


def _table(comparison: Comparison, name: str) -> Table:
    table = Table(title=f"Incidents beside those of {results.safe(name)}", title_justify="left")
    for heading in ("country", "month"):
        table.add_column(heading)
    for heading in ("theirs", "found", "recall", "ours", "right", "precision", "F1"):
        table.add_column(heading, justify="right")
    for cell in comparison.cells:
        table.add_row(*_cells(cell))
    table.add_section()
    table.add_row(*_cells(comparison.total), style="bold")
    return table


def _cells(cell: Cell) -> list[str]:
    return [
        results.safe(cell.country), cell.month, str(cell.theirs), str(cell.found), _share(cell.recall), str(cell.ours),
        str(cell.right), _share(cell.precision), _share(cell.f1),
    ]  # fmt: skip


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _print_examples(comparison: Comparison, name: str, count: int) -> None:
    missed, unmatched = comparison.missed[:count], comparison.unmatched[:count]
    if missed:
        results.print(f"\n[bold]In {results.safe(name)}, not in the archive[/] ({len(comparison.missed)})")
    for theirs in missed:
        results.print(results.safe(f"  {_outside(theirs)}"), soft_wrap=True, emoji=False)
    if unmatched:
        results.print(f"\n[bold]In the archive, not in {results.safe(name)}[/] ({len(comparison.unmatched)})")
    for ours in unmatched:
        place = ours.place.name if ours.place else ""
        results.print(results.safe(f"  {ours.id}  {_days(ours)}  {place}"), soft_wrap=True, emoji=False)
        for telling in _told(ours)[:2]:
            line = f"      {telling['report']} {telling['mention']}: “{telling['sentence']}”"
            results.print(results.safe(line), soft_wrap=True, emoji=False)


def _outside(incident: OutsideIncident) -> str:
    best = incident.deaths[1]
    deaths = "" if best is None else f"{best} killed"
    told = (incident.id, _days(incident), incident.place, " and ".join(incident.actors), deaths, incident.text)
    return "  ".join(filter(None, told))


def _days(incident: Incident | OutsideIncident) -> str:
    if incident.from_ is None:
        return "day not told"
    return str(incident.from_) if incident.from_ == incident.to else f"{incident.from_} to {incident.to}"


def _told(incident: Incident) -> list[dict[str, str]]:
    return [{"report": s.report, "mention": s.mention, "sentence": s.sentence} for s in incident.support]
