"""The layout of a text: its title, dateline, paragraphs, and the boilerplate lines that are kept but never coded."""

from __future__ import annotations

import functools
import re
from importlib import resources

from dateline.errors import DataError
from dateline.records import Block

_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’. -]{2,40}(?<![ -])"
    rf"(?:,\s*(?!{_MONTH}\b)[A-ZÀ-ÖØ-Þ][\w'’. -]{{1,40}}?)?(?<! ))"
    rf"(?:,\s*(?P<date>(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+\d{{4}})?))?"
    r"\s*(?:\((?P<agency>[A-Z][\w .&'-]{1,40})\)\s*)?(?:--+|[-–—])\s+"
)
MAX_TITLE = 200
"""Longest first line that can be a title; the longest headline of the MUC-4 reports has 160 characters."""


@functools.cache
def _boilerplate() -> re.Pattern[str]:
    text = resources.files("dateline.ingest").joinpath("boilerplate.txt").read_text(encoding="utf-8")
    patterns = [line for line in text.splitlines() if line and not line.startswith("#")]
    if not patterns:
        raise DataError("no pattern in it", where="ingest/boilerplate.txt", remedy="Install Dateline again.")
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def is_boilerplate(line: str) -> bool:
    """Whether a line is a caption, a credit, a sharing line or another pointer that tells no news."""
    return len(line) <= 600 and _boilerplate().fullmatch(line.strip()) is not None


def dateline_of(text: str) -> re.Match[str] | None:
    """The dateline that opens a text, with the groups `place`, `date` and `agency` (None where absent)."""
    return _DATELINE.match(text)


def layout(text: str, title: str | None = None) -> tuple[Block, ...]:
    """Cut a text into blocks, in order, without overlap; blanks between them belong to none.

    A first line without a full stop, followed by more, is the title; so is one that equals the title given.
    """
    blocks: list[Block] = []
    for start, end in _pieces(text):
        piece = text[start:end]
        if is_boilerplate(piece):
            blocks.append(Block(start=start, end=end, kind="boilerplate"))
        elif not blocks and _is_title(piece, title, is_last=not text[end:].strip()):
            blocks.append(Block(start=start, end=end, kind="title"))
        else:
            opened = any(block.kind in ("paragraph", "dateline") for block in blocks)
            mark = None if opened else dateline_of(piece)
            if mark:
                blocks.append(Block(start=start, end=start + mark.end(), kind="dateline"))
                start += mark.end()
            if start < end:
                blocks.append(Block(start=start, end=end, kind="paragraph"))
    return tuple(blocks)


def _is_title(piece: str, title: str | None, *, is_last: bool) -> bool:
    if title is not None and piece.strip() == title.strip():
        return True
    if is_last or "\n" in piece or len(piece) > MAX_TITLE or dateline_of(piece):
        return False
    return not piece.rstrip("\"'”’").endswith((".", "!", ";", ":", ","))


def _pieces(text: str) -> list[tuple[int, int]]:
    """Paragraphs, with boilerplate lines inside them cut out as pieces of their own."""
    pieces: list[tuple[int, int]] = []
    gaps = [match.span() for match in _BLANK_LINE.finditer(text)]
    blank_lines = bool(gaps)
    starts, ends = [0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(text)]
    for first, last in zip(starts, ends, strict=True):
        lines = _lines(text, first, last)
        wrapped = blank_lines or _is_wrapped([text[a:b] for a, b in lines])
        run: tuple[int, int] | None = None
        for start, end in lines:
            if not wrapped or is_boilerplate(text[start:end]):
                if run:
                    pieces.append(run)
                    run = None
                pieces.append((start, end))
            else:
                run = (run[0], end) if run else (start, end)
        if run:
            pieces.append(run)
    return pieces


def _lines(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """The lines between two offsets without the blanks around them; lines of blanks alone are left out."""
    lines = []
    for match in _LINE.finditer(text, first, last):
        line = match.group()
        bare = line.strip()
        if bare:
            start = match.start() + len(line) - len(line.lstrip())
            lines.append((start, start + len(bare)))
    return lines


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines are pieces of wrapped paragraphs rather than paragraphs: most break off before a sentence ends."""
    if len(lines) < 4:
        return False
    broken = sum(not line.rstrip("\"'”’) ").endswith((".", "!", "?", ":")) for line in lines[:-1])
    return broken > 0.5 * (len(lines) - 1) and max(map(len, lines)) <= 100
