"""`dateline archive`: back up, restore, check, sizes, history."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.archive import Archive
from dateline.cli.console import errors, results
from dateline.cli.options import ArchiveOption, archive_path

archive_app = typer.Typer(no_args_is_help=True, help="Back up, restore and check the archive.")


@archive_app.command("backup")
def backup_command(
    to: Annotated[Path, typer.Argument(metavar="FILE", help="The new file.")], archive: ArchiveOption = None
) -> None:
    """Copy the archive into one new file, also while it is in use."""
    with Archive.open(archive_path(archive), create=False) as store:
        store.backup(to)
    errors.print(f"backed up to {errors.safe(str(to))}")


@archive_app.command("restore")
def restore_command(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the archive that is there.")] = False,
    archive: ArchiveOption = None,
) -> None:
    """Put a backup in the archive's place."""
    to = archive_path(archive)
    Archive.restore(source, to, overwrite=overwrite)
    errors.print(f"restored to {errors.safe(str(to))}")


@archive_app.command("check")
def check_command(archive: ArchiveOption = None) -> None:
    """Check pages, keys, bytes and spans; exit status 1 where something is wrong."""
    with Archive.open(archive_path(archive), create=False) as store:
        faults = store.check()
    for fault in faults:
        results.print(results.safe(fault))
    if faults:
        raise typer.Exit(1)
    errors.print("the archive is sound")


@archive_app.command("sizes")
def sizes_command(archive: ArchiveOption = None) -> None:
    """Show how much is in the archive."""
    with Archive.open(archive_path(archive), create=False) as store:
        for name, number in store.sizes().items():
            results.print(f"{name:12} {number:>12,}")


@archive_app.command("history")
def history_command(archive: ArchiveOption = None) -> None:
    """List what was corrected, recoded, purged and restored, and by whom."""
    with Archive.open(archive_path(archive), create=False) as store:
        for entry in store.history():
            reason = f": {entry.reason}" if entry.reason else ""
            what = f"{entry.when[:19]}  {entry.kind}  {entry.report_id or ''}  by {entry.by or 'unknown'}{reason}"
            results.print(results.safe(what))
