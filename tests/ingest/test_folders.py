"""Folders and standard input: what is read, what is skipped, and what their table of metadata says."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.ingest import Metadata, Received, Refusal, Source, find_sources, read_source, read_stream
from dateline.ingest.sources import sniff

from .samples import ENGLISH, line, the_refusal, the_report, write


def names(sources: list[Source], folder: Path) -> list[str]:
    return [source.path.relative_to(folder).as_posix() for source in sources]


def test_the_files_of_a_folder_in_order(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    for name in ("b.txt", "a.TXT", "c.html", "d.jsonl", "e.csv", "f.tsv", "g.ndjson", "inner/z.txt"):
        write(tmp_path, name, ENGLISH)
    sources, refusals, skipped = find_sources([tmp_path])
    assert names(sources, tmp_path) == [
        "a.TXT",
        "b.txt",
        "c.html",
        "d.jsonl",
        "e.csv",
        "f.tsv",
        "g.ndjson",
        "inner/z.txt",
    ]
    assert refusals == []
    assert skipped == []


def test_hidden_files_and_folders_are_left_out_and_other_kinds_named(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in ("a.txt", ".hidden.txt", ".git/b.txt", "c.pdf", "README", "d.docx"):
        write(tmp_path, name, ENGLISH)
    sources, refusals, skipped = find_sources([tmp_path])
    assert names(sources, tmp_path) == ["a.txt"]
    assert sorted(path.name for path in skipped) == ["README", "c.pdf", "d.docx"]
    assert refusals == []


def test_a_file_given_by_name_is_read_whatever_its_ending(tmp_path: Path) -> None:
    path = write(tmp_path, "report.news", ENGLISH)
    sources, _, skipped = find_sources([path])
    assert the_report(list(read_source(sources[0]))).text == ENGLISH
    assert skipped == []


def test_paths_are_read_in_the_order_given(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    inside, first, last = (
        write(folder, "m.txt", ENGLISH),
        write(tmp_path, "z.txt", ENGLISH),
        write(tmp_path, "a.txt", "a"),
    )
    sources, _, _ = find_sources([first, folder, last])
    assert [source.path for source in sources] == [first, inside, last]


def test_the_table_of_a_folder(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", ENGLISH)
    write(tmp_path, "b.txt", ENGLISH)
    write(tmp_path, "metadata.csv", "file,published,outlet,id,unknown\na.txt,2017-07-09,Halden,a-1,x\n")
    sources, refusals, _ = find_sources([tmp_path])
    assert refusals == []
    assert names(sources, tmp_path) == ["a.txt", "b.txt"]
    known, unknown = (the_report(list(read_source(s, Metadata(outlet="Default", language="en")))) for s in sources)
    assert (known.published, known.outlet, known.id) == (dt.date(2017, 7, 9), "Halden", "a-1")
    assert (unknown.published, unknown.outlet) == (None, "Default")


def test_each_folder_has_its_own_table(tmp_path: Path) -> None:
    for folder, day in (("one", "2017-07-01"), ("two", "2017-07-02")):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder, "a.txt", ENGLISH)
        write(tmp_path / folder, "metadata.csv", f"file,published\na.txt,{day}\n")
    sources, _, _ = find_sources([tmp_path])
    assert [source.metadata.published for source in sources] == [dt.date(2017, 7, 1), dt.date(2017, 7, 2)]


@pytest.fixture
def short_cells() -> Iterator[None]:
    """The csv module's own limit, which is the process's and which reading a table of reports raises."""
    before = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(before)


BROKEN_TABLES: list[tuple[str, str, str, str]] = [
    ("date", "file,published\nb.txt,9 July\na.txt,2017-07-09\n", "'9 July' is no date", "metadata.csv:2"),
    ("no file", "file,published\n,2017-07-08\na.txt,2017-07-09\n", "no file named", "metadata.csv:2"),
    ("other columns", "name,published\na.txt,2017-07-09\n", "no file named", "metadata.csv:2"),
    ("empty", "", "the file is empty", "metadata.csv"),
    ("binary", "\x00" * 50, "binary", "metadata.csv"),
    ("cell too long", f'file,title\na.txt,"{"x" * 200_000}"\n', "field larger than field limit", "metadata.csv"),
]


@pytest.mark.parametrize(("table", "what", "where"), [r[1:] for r in BROKEN_TABLES], ids=[r[0] for r in BROKEN_TABLES])
def test_a_broken_table_is_named_and_the_reports_are_read(
    tmp_path: Path, short_cells: None, table: str, what: str, where: str
) -> None:
    write(tmp_path, "a.txt", ENGLISH)
    write(tmp_path, "b.txt", ENGLISH)
    write(tmp_path, "metadata.csv", table)
    sources, refusals, _ = find_sources([tmp_path])
    assert names(sources, tmp_path) == ["a.txt", "b.txt"]
    (refusal,) = refusals
    assert isinstance(refusal.error, InputError)
    assert what in refusal.error.what
    assert refusal.error.where.endswith(where)
    if where.endswith(":2") and "a.txt,2017-07-09" in table and table.startswith("file"):
        assert sources[0].metadata.published == dt.date(2017, 7, 9)


def test_standard_input() -> None:
    outcomes = list(read_stream(io.BytesIO(ENGLISH.encode()), Metadata(outlet="Halden", published=dt.date(2017, 7, 9))))
    report = the_report(outcomes)
    assert (report.text, report.outlet, report.published) == (ENGLISH, "Halden", dt.date(2017, 7, 9))
    assert outcomes[0].origin == "standard input"


def test_standard_input_of_lines() -> None:
    first, second = read_stream(io.BytesIO(f"{line(id='a')}\nnot json\n".encode()))
    assert isinstance(first, Received)
    assert isinstance(second, Refusal)
    assert second.error.where == "standard input:2"


@pytest.mark.parametrize("data", [b"", b"\n", b"\x00\x01\x02", b"..."])
def test_standard_input_without_a_report(data: bytes) -> None:
    error = the_refusal(list(read_stream(io.BytesIO(data)))).error
    assert error.where == "standard input"
    assert error.remedy


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<!DOCTYPE html><html>", "html"),
        (b"\xef\xbb\xbf \n<HTML lang=en>", "html"),
        (b"<body>", "html"),
        (b'{"text": "a"}', "jsonl"),
        (b'\xef\xbb\xbf{"text": "a"}', "jsonl"),
        (b"Gunmen killed four.", "plain"),
        (b"<Reuters> - Gunmen", "plain"),
        (b"", "plain"),
    ],
)
def test_kinds_are_told_by_the_first_characters(data: bytes, kind: str) -> None:
    assert sniff(data) == kind
