"""The commands, in the order in which a person comes to need them; each is loaded when it is asked for."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

COMMANDS = {
    "code": "code:code_command",
    "show": "show:show_command",
    "incidents": "incidents:incidents_command",
    "review": "review:review_app",
    "actors": "actors:actors_app",
    "serve": "serve:serve_command",
    "explain": "explain:explain_command",
    "export": "export:export_command",
    "diff": "diff:diff_command",
    "compare": "compare:compare_command",
    "series": "series:series_command",
    "changes": "changes:changes_command",
    "contagion": "contagion:contagion_app",
    "study": "study:study_app",
    "report": "report:report_command",
    "purge": "purge:purge_command",
    "archive": "archive:archive_app",
    "schema": "schema:schema_command",
    "doctor": "doctor:doctor_command",
}
"""Each command's module in this folder, and what in it is the command, or the group of commands."""


class _Commands(TyperGroup):
    """Loads a command's module only when the command is called or its help is shown: all of them take a second."""

    def list_commands(self, _: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        where = COMMANDS.get(cmd_name)
        if where is None:
            return None
        module, _, name = where.partition(":")
        found = getattr(import_module(f"dateline.cli.{module}"), name)
        alone = typer.Typer()
        if isinstance(found, typer.Typer):
            alone.add_typer(found, name=cmd_name)
        else:
            alone.command(cmd_name)(found)
        return typer.main.get_group(alone).get_command(ctx, cmd_name)


app = typer.Typer(
    name="dateline",
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="News reports to conflict and terrorism event data that a person can check.",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dateline {version('dateline')}")
        raise typer.Exit


@app.callback()
def _options(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """News reports to conflict and terrorism event data that a person can check."""
