"""Short ways to read a sentence, for the tests of the reader."""

from __future__ import annotations

from dateline.ground import name_type
from dateline.ingest import Metadata, layout, make_report
from dateline.reader import Document, EventReading, NewsReader, Reading
from dateline.reader.clauses import Clause, parse
from dateline.reader.tagging import tag
from dateline.records import Interval

READER = NewsReader(name_type, None)  # the rules alone


def read(text: str) -> Reading:
    report = make_report(text, text.encode("utf-8"), Metadata(language="en"))
    (reading,) = READER.read([Document(report, layout(text))])
    return reading


def clause_of(sentence: str) -> Clause:
    return parse(tag(sentence, (0, len(sentence)), lambda name: name_type(name) is not None))


def words_of(text: str, span: Interval | None) -> str | None:
    return None if span is None else text[span[0] : span[1]]


def event(text: str, trigger: str) -> EventReading:
    """The event of a text whose trigger is, or lies in, the words given."""
    found = [e for e in read(text).events if text[slice(*e.trigger)].lower() in trigger.lower()]
    assert found, [text[slice(*e.trigger)] for e in read(text).events]
    return found[0]
