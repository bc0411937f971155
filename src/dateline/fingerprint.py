"""A hash over a part of the program, its rules and its data: whatever changes what the part makes of a report."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable

_SUFFIXES = (".py", ".toml", ".tsv", ".txt", ".gz")


@functools.cache
def fingerprint(*packages: str) -> str:
    """12 hexadecimal digits over every source and data file of some packages, such as `dateline.reader`."""
    digest = hashlib.sha256()
    for package in packages:
        for name, data in sorted(_files(resources.files(package))):
            digest.update(name.encode() + b"\0" + data)
    return digest.hexdigest()[:12]


def _files(folder: Traversable, above: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry, f"{above}{entry.name}/")
        elif entry.name.endswith(_SUFFIXES):
            yield f"{above}{entry.name}", entry.read_bytes()
