"""The commands, in the order in which a person comes to need them."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.actors import actors_app
from dateline.cli.archive import archive_app
from dateline.cli.changes import changes_command
from dateline.cli.code import code_command
from dateline.cli.compare import compare_command
from dateline.cli.contagion import contagion_app
from dateline.cli.diff import diff_command
from dateline.cli.doctor import doctor_command
from dateline.cli.explain import explain_command
from dateline.cli.export import export_command
from dateline.cli.incidents import incidents_command
from dateline.cli.purge import purge_command
from dateline.cli.report import report_command
from dateline.cli.review import review_app
from dateline.cli.schema import schema_command
from dateline.cli.series import series_command
from dateline.cli.serve import serve_command
from dateline.cli.show import show_command
from dateline.cli.study import study_app

app = typer.Typer(
    name="dateline",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="News reports to conflict and terrorism event data that a person can check.",
)


def _version(wanted: bool) -> None:
    if wanted:
        from dateline.pipeline import program_version

        typer.echo(f"dateline {program_version()}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """News reports to conflict and terrorism event data that a person can check."""


app.command("code")(code_command)
app.command("show")(show_command)
app.command("incidents")(incidents_command)
app.add_typer(review_app, name="review")
app.add_typer(actors_app, name="actors")
app.command("serve")(serve_command)
app.command("explain")(explain_command)
app.command("export")(export_command)
app.command("diff")(diff_command)
app.command("compare")(compare_command)
app.command("series")(series_command)
app.command("changes")(changes_command)
app.add_typer(contagion_app, name="contagion")
app.add_typer(study_app, name="study")
app.command("report")(report_command)
app.command("purge")(purge_command)
app.add_typer(archive_app, name="archive")
app.command("schema")(schema_command)
app.command("doctor")(doctor_command)
