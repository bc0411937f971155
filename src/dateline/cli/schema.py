"""`dateline schema`: the JSON Schema of what is printed and stored."""

from __future__ import annotations

import json

import typer

from dateline.records import json_schema


def schema_command() -> None:
    """Print the JSON Schema of coded reports and incidents."""
    typer.echo(json.dumps(json_schema(), indent=1))
