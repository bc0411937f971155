"""The desk as a server on this machine's own loopback address."""

from __future__ import annotations

import contextlib
import errno
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from dateline.archive import Archive
from dateline.errors import SettingError
from dateline.web.app import create_app

LOOPBACK = "127.0.0.1"
_LONGEST_HEAD = 256_000
"""Bytes of a request's head that are read, so that an address that is too long gets an answer that says so."""
_START_SECONDS = 20.0


@dataclass(frozen=True)
class Running:
    """A desk that runs: where, and the token that changes must bring along."""

    url: str
    token: str


def listen(host: str, port: int) -> socket.socket:
    """A socket on the loopback address; port 0 takes a free one.

    Raises SettingError for any other address, and where the port is in use or not to be had.
    """
    if host not in (LOOPBACK, "localhost"):
        raise SettingError(
            f"the desk does not listen on {host}", where="--host",
            remedy=f"It is for one machine: only {LOOPBACK} is taken. From afar, use an SSH tunnel to it.",
        )  # fmt: skip
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((LOOPBACK, port))
    except (OSError, OverflowError) as error:
        made.close()
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        what = f"port {port} is in use" if taken else f"port {port} cannot be used ({error})"
        remedy = "Another desk may be running: open it, stop it, or give another --port."
        raise SettingError(what, where="--port", remedy=remedy) from error
    return made


def server(archive: Archive, *, token: str, reviewer: str = "", with_pages: bool = True) -> uvicorn.Server:
    """The server of a desk, not yet started.

    Raises SettingError where the pages were not built and `with_pages` asks for them.
    """
    app = create_app(archive, token=token, reviewer=reviewer, with_pages=with_pages)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, lifespan="off", http="h11", ws="none", server_header=False,
        h11_max_incomplete_event_size=_LONGEST_HEAD, timeout_graceful_shutdown=3, proxy_headers=False,
    )  # fmt: skip
    return uvicorn.Server(config)


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(32)


@contextlib.contextmanager
def running(path: Path, *, port: int = 0, reviewer: str = "", with_pages: bool = True) -> Iterator[Running]:
    """A desk on an archive's file in a thread of this process, until the context ends.

    Raises SettingError where it cannot be started, ArchiveError where the archive cannot be opened.
    """
    token = new_token()
    with Archive.open(path, create=False) as archive, listen(LOOPBACK, port) as taken:
        desk = server(archive, token=token, reviewer=reviewer, with_pages=with_pages)
        thread = threading.Thread(target=desk.run, kwargs={"sockets": [taken]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + _START_SECONDS
        while not desk.started and thread.is_alive() and time.monotonic() < deadline:
            time.sleep(0.01)
        if not desk.started:
            raise SettingError("the desk did not start", where=str(path), remedy="Try again, or another --port.")
        try:
            yield Running(f"http://{LOOPBACK}:{taken.getsockname()[1]}", token)
        finally:
            desk.should_exit = True
            thread.join(_START_SECONDS)
