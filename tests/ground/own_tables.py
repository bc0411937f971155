"""The project's own tables of time phrases, number phrases and sentences with an event's own moment."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from dateline.records import Interval

FOLDER = Path(__file__).parent / "tables"
TimeRow = tuple[dt.date | None, str, dt.date | None, dt.date | None]
Bounds = tuple[float | None, float | None, float | None]
NumberRow = tuple[str, str, Bounds, str | None]
OwnRow = tuple[str, Interval, Interval | None]


def _rows(name: str) -> Iterator[list[str]]:
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def time_rows() -> list[TimeRow]:
    """Publication date, words (braces around the phrase where the text goes on), first and last day."""

    def day(text: str) -> dt.date | None:
        return None if text == "-" else dt.date.fromisoformat(text)

    return [(day(published), words, day(first), day(last)) for published, words, first, last in _rows("times.tsv")]


def number_rows() -> list[NumberRow]:
    """Words, kind, lowest, best and highest figure, unit."""

    def figure(text: str) -> float | None:
        return None if text == "-" else float(text)

    return [
        (words, kind, (figure(low), figure(best), figure(high)), None if unit == "-" else unit)
        for words, kind, low, best, high, unit in _rows("numbers.tsv")
    ]


def own_rows(name: str) -> list[OwnRow]:
    """The sentence without its marks, the trigger's span, and the span of the words that date it (None: none do)."""
    rows = []
    for (line,) in _rows(name):
        bare, braced = re.sub(r"[{}]", "", line), re.sub(r"[\[\]]", "", line)
        trigger = bare.index("["), bare.index("]") - 1
        own = (braced.index("{"), braced.index("}") - 1) if "{" in braced else None
        rows.append((re.sub(r"[\[\]{}]", "", line), trigger, own))
    return rows
