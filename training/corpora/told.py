"""Events of MEANTIME with whether they are told as certain, as negated, and as yet to come (CC BY 4.0)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

# The corpus' own files, no strangers' XML.
from xml.etree import ElementTree

from dateline.records import Interval

CERTAINTY = {"CERTAIN": "certain", "POSSIBLE": "uncertain", "PROBABLE": "uncertain"}
POLARITY = {"POS": "positive", "NEG": "negative"}
TIME = {"NON_FUTURE": "not future", "FUTURE": "future"}


@dataclass(frozen=True)
class ToldEvent:
    """An event's words and its attributes, None where the annotation leaves one open."""

    span: Interval
    certainty: str | None
    polarity: str | None
    time: str | None


@dataclass(frozen=True)
class ToldReport:
    """A text, its tokens joined by blanks, with its sentences and events."""

    id: str
    topic: str
    text: str
    sentences: tuple[Interval, ...]
    events: tuple[ToldEvent, ...]


def read_told(folder: Path) -> list[ToldReport]:
    """MEANTIME (`folder` holds intra-doc_annotation/TOPIC/*.xml); reports without events are left out."""
    found = [_read(path) for path in sorted(folder.glob("intra-doc_annotation/*/*.xml"))]
    return [report for report in found if report.events]


def _read(path: Path) -> ToldReport:
    root = ElementTree.parse(path).getroot()
    where: dict[str, Interval] = {}
    sentences: dict[str, Interval] = {}
    words: list[str] = []
    at = 0
    for token in root.iterfind("token"):
        word = token.text or ""
        where[token.get("t_id", "")] = at, at + len(word)
        number = token.get("sentence", "")
        sentences[number] = sentences.get(number, (at, at))[0], at + len(word)
        words.append(word)
        at += len(word) + 1
    events = []
    for mark in root.iterfind("Markables/EVENT_MENTION"):
        anchors = [where[anchor.get("t_id", "")] for anchor in mark.iterfind("token_anchor")]
        if anchors:
            span = min(a for a, _ in anchors), max(b for _, b in anchors)
            told = (names.get(mark.get(name, "")) for name, names in _ATTRIBUTES)
            events.append(ToldEvent(span, *told))
    return ToldReport(path.stem, path.parent.name, " ".join(words), tuple(sentences.values()), tuple(events))


_ATTRIBUTES = (("certainty", CERTAINTY), ("polarity", POLARITY), ("time", TIME))
