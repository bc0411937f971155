"""`dateline serve`: the desk in the browser, on this machine alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.archive import Archive
from dateline.cli.console import errors
from dateline.cli.options import ArchiveOption, ByOption, archive_path, person

PORT = 8765


def serve_command(
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="The port to listen on; 0 takes a free one.")
    ] = PORT,
    host: Annotated[
        str, typer.Option("--host", help="Only this machine's own address is taken for now.")
    ] = "127.0.0.1",
    by: ByOption = None,
    archive: ArchiveOption = None,
) -> None:
    """Explore and review an archive in the browser. Nothing leaves this machine; stop with Ctrl-C."""
    from dateline.web import listen, new_token, server

    path: Path = archive_path(archive)
    with Archive.open(path, create=False) as store, listen(host, port) as taken:
        errors.print(f"reading {store.sizes()['incidents']} incidents")
        desk = server(store, token=new_token(), reviewer=person(by))
        errors.print(f"the desk on {errors.safe(str(path))}: http://127.0.0.1:{taken.getsockname()[1]}/")
        errors.print("stop it with Ctrl-C")
        desk.run(sockets=[taken])
