"""Plain text: the input text unchanged, with what its first lines say of title, agency and day."""

from __future__ import annotations

import dataclasses

from dateline.ingest.decode import check_readable, decode
from dateline.ingest.language import detect_language
from dateline.ingest.layout import dateline_of, layout
from dateline.ingest.received import DateEvidence, Metadata, Received, make_report


def from_text(text: str, data: bytes, metadata: Metadata, origin: str, notes: tuple[str, ...] = ()) -> Received:
    """A report from its text, completed by what the text itself says.

    Raises EmptyInput or InputError where the text cannot be a report.
    """
    check_readable(text, where=origin)
    blocks = layout(text, metadata.title)
    title = next((text[b.start : b.end] for b in blocks if b.kind == "title"), None)
    agency, dates = None, []
    for block in blocks:
        mark = dateline_of(text[block.start : block.end]) if block.kind == "dateline" else None
        if mark:
            agency = mark["agency"]
            dates = [DateEvidence("dateline", mark["date"])] if mark["date"] else []
    if metadata.published:
        dates.insert(0, DateEvidence("input", metadata.published.isoformat()))
    known = metadata.over(Metadata(title=title, outlet=agency, language=None))
    if known.language is None:
        known = dataclasses.replace(known, language=detect_language(text))
    return Received(make_report(text, data, known), data, origin, tuple(dates), notes)


def read_plain(data: bytes, metadata: Metadata, origin: str) -> Received:
    """A report from the bytes of a plain text file.

    Raises InputError and its kinds.
    """
    text, note = decode(data, where=origin)
    return from_text(text, data, metadata, origin, (note,) if note else ())
