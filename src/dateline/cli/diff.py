"""`dateline diff`: what differs between two exports of incidents, and why."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.console import errors, results
from dateline.exports import Difference, differences, read_export

_STYLE = {"added": "green", "withdrawn": "red", "changed": "yellow"}


class Shape(StrEnum):
    text = "text"
    jsonl = "jsonl"


def diff_command(
    before: Annotated[Path, typer.Argument(metavar="A", help="The earlier export of incidents.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="The later one.")],
    shape: Annotated[Shape, typer.Option("--format", help="Lines to read, or one JSON object a line.")] = Shape.text,
) -> None:
    """List the incidents that were added, withdrawn or changed between two exports, and why."""
    one, other = read_export(before), read_export(after)
    found = differences(one, other)
    if strange := sorted({*one.columns} ^ {*other.columns}):
        errors.print(f"[yellow]note[/] not compared, since one has them alone: {errors.safe(', '.join(strange))}")
    for difference in found:
        if shape is Shape.jsonl:
            typer.echo(_json(difference))
        else:
            _print(difference)
    counts = Counter[str](difference.kind for difference in found)
    errors.print(", ".join(f"{counts[kind]} {kind}" for kind in _STYLE))


def _json(difference: Difference) -> str:
    fields = [{"field": name, "before": old, "after": new} for name, old, new in difference.fields]
    return json.dumps(dataclasses.asdict(difference) | {"fields": fields}, ensure_ascii=False)


def _print(difference: Difference) -> None:
    kind, why = difference.kind, "; ".join(difference.why) or "the exports do not say"
    results.print(f"[{_STYLE[kind]}]{kind:9}[/] {results.safe(difference.incident)}", soft_wrap=True, emoji=False)
    for name, old, new in difference.fields:
        results.print(f"    {results.safe(f'{name}: {_word(old)} -> {_word(new)}')}", soft_wrap=True, emoji=False)
    results.print(f"    why: {results.safe(why)}", style="dim", soft_wrap=True, emoji=False)


def _word(cell: str | float | None) -> str:
    return "unknown" if cell is None else str(cell)
