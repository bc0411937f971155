"""Sentences with one verb and the place where that happened, or none (ahalterman/event_location, MIT)."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

from dateline.records import Interval


@dataclasses.dataclass(frozen=True, slots=True)
class Placing:
    """A sentence, its verb, and the spans that name where it happened; no span: the sentence does not say."""

    text: str
    verb: Interval
    places: tuple[Interval, ...]


def read_placings(path: Path) -> list[Placing]:
    """The sentences of a file. Spans are in characters; a few carry token numbers instead and are found by their words.

    Sentences without a verb are left out. Raises OSError where the file cannot be read.
    """
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        spans = [(s["label"], _span(text, s)) for s in row.get("spans", ())]
        verbs = [span for label, span in spans if label == "VERB" and span is not None]
        if len(verbs) == 1:
            places = tuple(span for label, span in spans if label == "LOCATION" and span is not None)
            found.append(Placing(text, verbs[0], places))
    return found


def _span(text: str, marked: dict[str, object]) -> Interval | None:
    start, end, words = int(str(marked["start"])), int(str(marked["end"])), marked.get("text")
    if isinstance(words, str) and words.strip() and text[start:end] != words:
        start = text.find(words)
        end = start + len(words)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if 0 <= start < end else None
