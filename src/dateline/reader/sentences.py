"""The sentences of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator

import sentencex

from dateline.records import Block, Interval

MAX_SENTENCE = 1500
"""Characters; a longer stretch without a sentence end is cut at a blank, so that no text takes quadratic time."""


def sentences(text: str, block: Block) -> list[Interval]:
    """The sentences of a block, without the blanks around them."""
    found: list[Interval] = []
    piece = _paired(text[block.start : block.end].replace("\n", " ").replace("\r", " "))
    for boundary in sentencex.get_sentence_boundaries("en", piece):
        start, end = block.start + boundary["start_index"], block.start + boundary["end_index"]
        while end - start > MAX_SENTENCE:
            cut = text.rfind(" ", start + 1, start + MAX_SENTENCE)
            cut = cut if cut > start else start + MAX_SENTENCE
            found.append((start, cut))
            start = cut
        found.append((start, end))
    trimmed = ((_skip(text, a, b), b) for a, b in _apart(text, found))
    return [(a, a + len(text[a:b].rstrip())) for a, b in trimmed if text[a:b].strip()]


def _apart(text: str, found: list[Interval]) -> Iterator[Interval]:
    """Sentences cut before and behind what a page runs into them: "Hide Caption 9 of 22", "ADVERTISEMENT"."""
    for start, end in found:
        for match in _FURNITURE.finditer(text, start, end):
            yield start, match.start()
            yield match.span()
            start = match.end()
        yield start, end


_FURNITURE = re.compile(
    r"\b(?:Hide Caption \d+ of \d+|(?:JUST|MUST) WATCH(?:ED)?|ADVERTISEMENT|READ MORE|Read [Mm]ore(?=:| [A-Z])"
    r"|[Ii]mage (?:caption|copyright)|[Mm]edia caption|Story highlights)\b:?|(?<=\s)\|(?=\s)"
)
_RANK = re.compile(
    r"\b(Const|Cst|Sgt|Insp|Supt|Cpl|Capt|Adm|Brig|Maj|Cmdr|Det|Pvt|Lt|Col|Gen|Gov|Sen|Rep|Rev|Hon|Atty)\.(?=\s+[A-Z])"
)
"""Short ranks before a name, whose period ends no sentence."""
_MARK = re.compile('"')


def _paired(text: str) -> str:
    """A text, of the same length, whose short ranks end no sentence, without the marks of quotations that are opened
    and not closed, or closed and not opened: what stands between two of them would count as one sentence.
    """
    text = _RANK.sub(r"\1,", text)
    opened: int | None = None
    stray: list[int] = []
    for at in (match.start() for match in _MARK.finditer(text)):
        before, behind = text[at - 1 : at], text[at + 1 : at + 2]
        if (not before or before.isspace() or before in "([—–") and behind and not behind.isspace():
            stray += [] if opened is None else [opened]
            opened = at
        elif opened is None:
            stray.append(at)
        else:
            opened = None
    stray += [] if opened is None else [opened]
    if not stray:
        return text
    letters = list(text)
    for at in stray:
        letters[at] = " "
    return "".join(letters)


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start
