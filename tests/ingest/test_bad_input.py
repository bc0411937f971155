"""Every input that cannot be read: what is said of it, and that the others go on."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.errors import EmptyInput, InputError, MalformedInput, UndecodableInput, UnreadableInput
from dateline.ingest import Received, Refusal, find_sources, read_source

from .samples import ARABIC, ENGLISH, HEBREW, Outcome, read, the_refusal, write

_NOISE = random.Random(5).randbytes(6000)
_COOKIE_WALL = (
    "<html><body><div><p>We use cookies to give you the best experience. Accept cookies or manage your privacy "
    "settings. Our partners store information on your device with your consent.</p><button>Accept all</button>"
    "</div></body></html>"
)

BAD_FILES: list[tuple[str, bytes, type[InputError], str, str]] = [
    ("empty.txt", b"", EmptyInput, "the file is empty", "Give a file with a news text"),
    ("empty.html", b"", EmptyInput, "the file is empty", "Give a file"),
    ("empty.jsonl", b"", EmptyInput, "the file is empty", "Give a file"),
    ("empty.csv", b"", EmptyInput, "the file is empty", "Give a file"),
    ("marked-but-empty.txt", b"\xef\xbb\xbf", EmptyInput, "no word", "Check what was saved"),
    ("blanks.txt", b" \r\n\t\n", EmptyInput, "no word", "Check what was saved"),
    ("punctuation.txt", "... !!! — «», 12 34? №".encode(), EmptyInput, "only blanks, digits or punct", "Check"),
    ("noise.txt", _NOISE, UndecodableInput, "binary data", "Give plain text, HTML, JSON Lines or CSV"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + _NOISE, UndecodableInput, "binary data", "Give plain text"),
    ("packed.txt", b"\x1f\x8b\x08" + bytes(b or 1 for b in _NOISE), UndecodableInput, "binary data", "Give plain text"),
    ("nul.txt", f"{ENGLISH}\x00{ENGLISH}".encode(), UndecodableInput, "NUL byte at byte 125", "Give plain text"),
    ("nuls.txt", b"\x00" * 500, UndecodableInput, "NUL byte at byte 0", "Give plain text"),
    ("nul.csv", b"outlet,text\nHalden,x\x00y\n", UndecodableInput, "NUL byte", "Give plain text"),
    ("cut.txt", b"\xff\xfe" + ENGLISH.encode("utf-16-le") + b"\x00\xd8", UndecodableInput, "UTF-16 but broken at byte", "UTF-8"),
    ("cut32.txt", b"\x00\x00\xfe\xff" + ENGLISH.encode("utf-32-be") + b"ab", UndecodableInput, "UTF-32 but broken", "UTF-8"),
    ("cut8.txt", b"\xef\xbb\xbfPolice said\xff", UndecodableInput, "UTF-8 but broken at byte", "Save it again"),
    ("odd.txt", ENGLISH.encode("utf-16-le") + b"\x00", UndecodableInput, "NUL byte", "Give plain text"),
    ("wall.html", _COOKIE_WALL.encode(), EmptyInput, "only a cookie or consent notice", "Save the article's own page"),
    ("bare.html", b"<html></html>", EmptyInput, "no article in the page", "Save the article's own page"),
    ("blank.html", b"  \n", EmptyInput, "the input is empty", "Give a page"),
    ("noise.html", _NOISE, EmptyInput, "no article", "Save the article's own page"),
    ("blank.jsonl", b"\n \n", MalformedInput, "no line in it", "Write one"),
    ("no-text-column.csv", b"headline,body\na,b\n", MalformedInput, "headline, body", "column that holds the news text"),
    ("header.csv", b"outlet,text\n", MalformedInput, "no row below the header", "Add the reports"),
    ("blank.csv", b"\n\n", MalformedInput, "no column named text; its columns are none", "`text`"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "kind", "what", "remedy"), BAD_FILES, ids=[row[0] for row in BAD_FILES])
def test_a_bad_file_is_refused_with_what_where_and_what_to_do(
    tmp_path: Path, name: str, data: bytes, kind: type[InputError], what: str, remedy: str
) -> None:
    refusal = the_refusal(read(write(tmp_path, name, data)))
    assert type(refusal.error) is kind
    assert what in refusal.error.what
    assert refusal.error.where.startswith(str(tmp_path / name))
    assert remedy in refusal.error.remedy
    assert str(refusal.error) == f"{refusal.error.where}: {refusal.error.what}. {refusal.error.remedy}"


def test_the_other_inputs_go_on(tmp_path: Path) -> None:
    paths = [write(tmp_path, name, data) for name, data, *_ in BAD_FILES]
    paths.insert(3, write(tmp_path, "good.txt", ENGLISH))
    paths.append(write(tmp_path, "last.txt", "Rebels seized the town of Kalem on Friday, the army said."))
    sources, refusals, skipped = find_sources([*paths, tmp_path / "missing.txt"])
    outcomes: list[Outcome] = [outcome for source in sources for outcome in read_source(source)]
    assert refusals == []
    assert skipped == []
    assert [Path(o.origin).name for o in outcomes if isinstance(o, Received)] == ["good.txt", "last.txt"]
    assert len([o for o in outcomes if isinstance(o, Refusal)]) == len(BAD_FILES) + 1


def test_missing_file(tmp_path: Path) -> None:
    error = the_refusal(read(tmp_path / "no-such.txt")).error
    assert isinstance(error, UnreadableInput)
    assert "no such file or folder" in error.what
    assert "Check its name" in error.remedy


def test_a_name_that_is_too_long_for_the_file_system(tmp_path: Path) -> None:
    error = the_refusal(read(tmp_path / ("a" * 300))).error
    assert isinstance(error, UnreadableInput)
    assert error.remedy


def test_broken_symlink(tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "gone.txt")
    for path in (link, tmp_path):
        sources, _, _ = find_sources([path])
        error = the_refusal([outcome for source in sources for outcome in read_source(source)]).error
        assert isinstance(error, UnreadableInput)
        assert "a broken link to" in error.what
        assert "gone.txt" in error.what
        assert error.where == str(link)
        assert "Mend or remove the link" in error.remedy


def test_symlink_to_itself(tmp_path: Path) -> None:
    link = tmp_path / "loop.txt"
    link.symlink_to(link)
    assert isinstance(the_refusal(read(link)).error, UnreadableInput)


def test_directory_without_reports(tmp_path: Path) -> None:
    write(tmp_path, "notes.docx", "no report")
    sources, (refusal,), skipped = find_sources([tmp_path])
    assert sources == []
    assert isinstance(refusal.error, UnreadableInput)
    assert "no report in this folder" in str(refusal.error)
    assert ".txt" in refusal.error.remedy
    assert skipped == [tmp_path / "notes.docx"]


def test_a_directory_given_as_a_file(tmp_path: Path) -> None:
    error = the_refusal(read(tmp_path)).error
    assert isinstance(error, UnreadableInput)
    assert "not a file" in error.what


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    for name in ("pipe.txt", "metadata.csv"):
        os.mkfifo(tmp_path / name)
    write(tmp_path, "good.txt", ENGLISH)
    sources, refusals, _ = find_sources([tmp_path])
    outcomes: list[Outcome] = [*refusals, *(outcome for source in sources for outcome in read_source(source))]
    refused = [o for o in outcomes if isinstance(o, Refusal)]
    assert sorted(Path(o.origin).name for o in refused) == ["metadata.csv", "pipe.txt"]
    assert all("not a file" in o.error.what for o in refused)
    assert len(outcomes) == 3


_AS_NOBODY = """
import os, sys
from pathlib import Path
from dateline.ingest import Source, find_sources, read_source
# Once beforehand, so that all modules are loaded: the other user may not see the interpreter's own files.
list(read_source(Source(Path(sys.argv[2], "open.txt"))))
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
sources, refusals, skipped = find_sources([Path(path) for path in sys.argv[1:]])
for outcome in [*refusals, *(o for s in sources for o in read_source(s))]:
    print(type(outcome).__name__, Path(outcome.origin).name, getattr(outcome, "error", ""), sep="|")
"""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "setuid"), reason="permissions of this kind are POSIX's")
def test_without_permission(tmp_path: Path) -> None:
    """In a process of another user, since root may read everything."""
    folder = tmp_path / "reports"
    folder.mkdir()
    closed = write(folder, "closed.txt", ENGLISH)
    write(folder, "open.txt", ENGLISH)
    inner = folder / "inner"
    inner.mkdir()
    write(inner, "unseen.txt", ENGLISH)
    for parent in [folder, *folder.parents[: len(folder.parents) - 2]]:
        parent.chmod(parent.stat().st_mode | 0o055)
    closed.chmod(0)
    inner.chmod(0)
    try:
        done = subprocess.run(
            [sys.executable, "-c", _AS_NOBODY, str(closed), str(folder)], capture_output=True, text=True, check=False
        )
    finally:
        inner.chmod(0o700)
    assert done.returncode == 0, done.stderr
    lines = [told.split("|") for told in done.stdout.splitlines()]
    assert sorted(told[:2] for told in lines) == [
        ["Received", "open.txt"],
        ["Refusal", "closed.txt"],
        ["Refusal", "closed.txt"],
        ["Refusal", "inner"],
    ]
    for told in lines:
        if told[0] == "Refusal":
            assert "no permission to read it" in told[2]
            assert "Ask for read access" in told[2]


_LONG = 50_000_000
_LONG_LINES: list[tuple[str, bytes, bytes, bytes]] = [
    ("letters.txt", b"", b"a", b""),
    ("words.txt", b"", b"bomb ", b""),
    ("blanks.txt", b"word", b" ", b"word"),
    ("text.jsonl", b'{"text": "', b"bomb ", b'"}'),
    ("nested.jsonl", b'{"text": ', b"[", b"}"),
    ("header.csv", b"", b"bomb ", b""),
    ("row.csv", b"text\n", b"bomb ", b""),
    ("page.html", b"<p>", b"bomb ", b"</p>"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "head", "body", "tail"), _LONG_LINES, ids=[row[0] for row in _LONG_LINES])
def test_fifty_megabytes_of_one_line(tmp_path: Path, name: str, head: bytes, body: bytes, tail: bytes) -> None:
    path = write(tmp_path, name, head + body * (_LONG // len(body)) + tail)
    started = time.process_time()
    error = the_refusal(read(path)).error
    assert time.process_time() - started < 80  # of the processor, on a noisy machine
    assert len(str(error)) < 1000
    assert error.remedy


_PEAK = """
import resource, sys
from pathlib import Path
from dateline.ingest import Source, read_source
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
(refusal,) = read_source(Source(Path(sys.argv[1])))
assert "more than a report can have" in str(refusal.error), refusal
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the unit of ru_maxrss is Linux's")
def test_fifty_megabytes_of_one_line_take_bounded_memory(tmp_path: Path) -> None:
    path = write(tmp_path, "line.txt", b"a" * _LONG)
    done = subprocess.run([sys.executable, "-c", _PEAK, str(path)], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 300_000, "kilobytes"


BIDIRECTIONAL = [
    f"Police in Haifa found the words {HEBREW} on the wall after the attack. Two people were wounded on Monday.",
    f"The leaflet read: \u202b{ARABIC}\u202c. Gunmen then killed four men in Mosul on Sunday.",
    f"A \u2067{HEBREW}\u2069 sign; \u200fgunmen\u200e killed nine people in Aleppo, police said.",
    "\u202eyadnuS\u202c: rebels shelled the town of Idlib, the monitor said. It killed two people in a school.",
]


@pytest.mark.parametrize("text", BIDIRECTIONAL)
def test_bidirectional_text_is_kept_unchanged(tmp_path: Path, text: str) -> None:
    (outcome,) = read(write(tmp_path, "bidi.txt", text))
    assert isinstance(outcome, Received)
    assert outcome.report.text == text
    assert outcome.data.decode("utf-8") == text
