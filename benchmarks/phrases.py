"""The project's own tables of time phrases, number phrases and sentences with an event's own moment, and their
reading.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from dateline.ground import find_quantities, parse_count
from dateline.ground.moments import Reach, interpret, own_moment, read_times, told_at
from dateline.records import Interval

FOLDER = Path(__file__).parent.parent / "tests" / "ground" / "tables"
TimeRow = tuple[dt.date | None, str, dt.date | None, dt.date | None]
Bounds = tuple[float | None, float | None, float | None]
NumberRow = tuple[str, str, Bounds, str | None]
OwnRow = tuple[str, Interval, Interval | None]


def _rows(folder: Path, name: str) -> Iterator[list[str]]:
    for line in (folder / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def time_rows(folder: Path = FOLDER) -> list[TimeRow]:
    """Publication date, words (braces around the phrase where the text goes on), first and last day."""

    def day(text: str) -> dt.date | None:
        return None if text == "-" else dt.date.fromisoformat(text)

    return [
        (day(published), words, day(first), day(last)) for published, words, first, last in _rows(folder, "times.tsv")
    ]


def number_rows(folder: Path = FOLDER) -> list[NumberRow]:
    """Words, kind, lowest, best and highest figure, unit."""

    def figure(text: str) -> float | None:
        return None if text == "-" else float(text)

    return [
        (words, kind, (figure(low), figure(best), figure(high)), None if unit == "-" else unit)
        for words, kind, low, best, high, unit in _rows(folder, "numbers.tsv")
    ]


def own_rows(name: str, folder: Path = FOLDER) -> list[OwnRow]:
    """The sentence without its marks, the trigger's span, and the span of the words that date it (None: none do)."""
    rows = []
    for (line,) in _rows(folder, name):
        bare, braced = re.sub(r"[{}]", "", line), re.sub(r"[\[\]]", "", line)
        trigger = bare.index("["), bare.index("]") - 1
        own = (braced.index("{"), braced.index("}") - 1) if "{" in braced else None
        rows.append((re.sub(r"[\[\]{}]", "", line), trigger, own))
    return rows


SENTENCES_PUBLISHED = dt.date(2019, 7, 24)
"""The day for which the sentences with an event's own moment are read."""


def reach_of(words: str, published: dt.date | None) -> Reach | None:
    """What a row's phrase means, alone or in its sentences; None where it is not found there."""
    if "{" not in words:
        return interpret(words, published)
    text = words.replace("{", "").replace("}", "")
    sentences = [found.span() for found in re.finditer(r"[^.]+\.", text)]
    told = told_at(read_times(text, sentences, published), (words.index("{"), words.index("}") - 1))
    return told.reach if told is not None else None


def own_span(text: str, trigger: Interval) -> Interval | None:
    """The expression that is chosen to date the event at a trigger, in a text of one sentence."""
    sentence = (0, len(text))
    found = own_moment(text, sentence, trigger, read_times(text, [sentence], SENTENCES_PUBLISHED))
    return found.span if found is not None else None


def own_is_right(row: OwnRow) -> bool:
    """Whether the chosen expression touches the marked one, or none is chosen where none is marked."""
    text, trigger, expected = row
    found = own_span(text, trigger)
    if found is None or expected is None:
        return found is expected
    return found[0] < expected[1] and expected[0] < found[1]


def number_of(words: str, kind: str) -> tuple[str | None, Bounds, str | None]:
    """The kind, bounds and unit that a row's words are read as; counts as the coder reads them."""
    if kind == "count":
        count = parse_count(words)
        return "count", (count.low, count.best, count.high), None
    found = find_quantities(words)
    if not found:
        return None, (None, None, None), None
    return found[0].kind, (found[0].low, found[0].best, found[0].high), found[0].unit


def number_is_right(row: NumberRow) -> bool:
    """Whether kind, unit and bounds are the row's."""
    words, kind, bounds, unit = row
    found, values, of = number_of(words, kind)
    near = all(
        (a is None) == (b is None) and (a is None or b is None or abs(a - b) < 1e-4)
        for a, b in zip(values, bounds, strict=True)
    )
    return (found, of) == (kind, unit) and near
