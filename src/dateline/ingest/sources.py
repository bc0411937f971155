"""Paths to reports: files, folders and standard input, by kind; what cannot be read is a Refusal, never a crash."""

from __future__ import annotations

import csv
import dataclasses
import io
import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from dateline.errors import EmptyInput, InputError, MalformedInput, UnreadableInput
from dateline.ingest.decode import decode
from dateline.ingest.html import read_html
from dateline.ingest.plain import read_plain
from dateline.ingest.received import Metadata, Received, Refusal, parse_date
from dateline.ingest.tables import read_csv, read_jsonl

SUFFIXES = {
    ".txt": "plain", ".text": "plain",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".csv": "csv", ".tsv": "csv",
}  # fmt: skip
METADATA_FILE = "metadata.csv"
"""A table in a folder that gives its files' metadata: the column `file`, and the fields of JSON Lines but `text`."""
MAX_BYTES = 1_000_000_000


@dataclasses.dataclass(frozen=True, slots=True)
class Source:
    """One file to read, with the metadata that its folder's table gives it."""

    path: Path
    metadata: Metadata = dataclasses.field(default_factory=Metadata)


def find_sources(paths: Iterable[Path]) -> tuple[list[Source], list[Refusal], list[Path]]:
    """The files to read under some paths, in order; the paths that cannot be; and the files of other kinds, skipped."""
    sources: list[Source] = []
    refusals: list[Refusal] = []
    skipped: list[Path] = []
    tables: dict[Path, dict[str, Metadata]] = {}

    def metadata_of(path: Path) -> Metadata:
        if path.parent not in tables:
            tables[path.parent], broken = _metadata_table(path.parent / METADATA_FILE)
            refusals.extend(broken)
        return tables[path.parent].get(path.name, Metadata())

    for path in paths:
        try:
            if not path.is_dir():
                sources.append(Source(path, metadata_of(path)))
                continue
        except OSError as error:
            refusals.append(Refusal(str(path), _unreadable(path, error)))
            continue
        files, refused = _walk(path)
        taken = [p for p in files if p.suffix.lower() in SUFFIXES and p.name != METADATA_FILE]
        skipped += [p for p in files if p.suffix.lower() not in SUFFIXES]
        sources += [Source(p, metadata_of(p)) for p in taken]
        if not taken and not refused:
            refused.append(Refusal(str(path), UnreadableInput(
                "no report in this folder", where=str(path),
                remedy=f"Give files ending in {', '.join(sorted(SUFFIXES))}.",
            )))  # fmt: skip
        refusals += refused
    return sources, refusals, skipped


def _walk(folder: Path) -> tuple[list[Path], list[Refusal]]:
    """The files of a folder and its subfolders, hidden ones left out, and the subfolders that cannot be read."""
    files: list[Path] = []
    failed: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=failed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(parent, name) for name in names if not name.startswith(".")]
    refusals = [Refusal(str(e.filename), _unreadable(Path(e.filename), e)) for e in failed]
    return sorted(files), refusals


def read_source(source: Source, defaults: Metadata = Metadata()) -> Iterator[Received | Refusal]:
    """The reports of one file. `defaults` fill what neither the file nor its folder's table says."""
    origin = str(source.path)
    try:
        data = _read_bytes(source.path)
    except OSError as error:
        yield Refusal(origin, _unreadable(source.path, error))
        return
    except InputError as error:
        yield Refusal(origin, error)
        return
    kind = SUFFIXES.get(source.path.suffix.lower()) or sniff(data)
    yield from read_bytes(data, kind, source.metadata.over(defaults), origin)


def read_stream(stream: BinaryIO, defaults: Metadata = Metadata()) -> Iterator[Received | Refusal]:
    """The reports of standard input, whose kind is told by its first characters."""
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        yield Refusal("standard input", UnreadableInput(
            f"more than {MAX_BYTES:,} bytes", where="standard input", remedy="Split it."
        ))  # fmt: skip
        return
    yield from read_bytes(data, sniff(data), defaults, "standard input")


def read_bytes(data: bytes, kind: str, metadata: Metadata, origin: str) -> Iterator[Received | Refusal]:
    """The reports in some bytes of a known kind: `plain`, `html`, `jsonl` or `csv`."""
    try:
        match kind:
            case "html":
                yield read_html(data, metadata, origin)
            case "jsonl":
                yield from read_jsonl(data, metadata, origin)
            case "csv":
                yield from read_csv(data, metadata, origin)
            case _:
                yield read_plain(data, metadata, origin)
    except InputError as error:
        yield Refusal(origin, error)


def sniff(data: bytes) -> str:
    """The kind of some bytes without a telling name."""
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "html"
    if head.startswith(b"{"):
        return "jsonl"
    columns = re.split(rb"[,;\t|]", head.partition(b"\n")[0])
    return "csv" if len(columns) > 1 and b"text" in [name.strip(b' "\r') for name in columns] else "plain"


def _read_bytes(path: Path) -> bytes:
    state = path.stat()
    if not stat.S_ISREG(state.st_mode):
        raise UnreadableInput("not a file", where=str(path), remedy="Give a file, a folder or -.")
    if state.st_size == 0:
        raise EmptyInput("the file is empty", where=str(path), remedy="Give a file with a news text in it.")
    if state.st_size > MAX_BYTES:
        raise UnreadableInput(f"{state.st_size:,} bytes are too many", where=str(path), remedy="Split the file.")
    return path.read_bytes()


def _unreadable(path: Path, error: OSError) -> UnreadableInput:
    if isinstance(error, FileNotFoundError) and path.is_symlink():
        what, remedy = f"a broken link to {path.readlink()}", "Mend or remove the link."
    elif isinstance(error, FileNotFoundError):
        what, remedy = "no such file or folder", "Check its name."
    elif isinstance(error, PermissionError):
        what, remedy = "no permission to read it", "Ask for read access, or copy it."
    else:
        what, remedy = (error.strerror or str(error)).lower(), "Check the file."
    return UnreadableInput(what, where=str(path), remedy=remedy)


def _metadata_table(path: Path) -> tuple[dict[str, Metadata], list[Refusal]]:
    """The metadata of a folder's files, and the rows that are broken: their files go without."""
    table: dict[str, Metadata] = {}
    refusals: list[Refusal] = []
    try:
        text, _ = decode(_read_bytes(path), where=str(path))
        for number, row in enumerate(csv.DictReader(io.StringIO(text, newline="")), start=2):
            try:
                file, metadata = _metadata_row(row, f"{path}:{number}")
                table[file] = metadata
            except InputError as error:
                refusals.append(Refusal(f"{path}:{number}", error))
    except (FileNotFoundError, NotADirectoryError):
        pass  # most folders have none
    except OSError as error:
        refusals.append(Refusal(str(path), _unreadable(path, error)))
    except csv.Error as error:
        refusals.append(Refusal(str(path), MalformedInput(str(error), where=str(path), remedy="Check its quotes.")))
    except InputError as error:
        refusals.append(Refusal(str(path), error))
    return table, refusals


def _metadata_row(row: dict[str, str], where: str) -> tuple[str, Metadata]:
    if not row.get("file"):
        raise InputError("no file named", where=where, remedy="Fill the column `file`.")
    fields = {field.name for field in dataclasses.fields(Metadata)}
    values = {name: value for name, value in row.items() if name in fields and value}
    published = values.pop("published", None)
    day = parse_date(published, where=where) if published else None
    return row["file"], Metadata(**values, published=day)
