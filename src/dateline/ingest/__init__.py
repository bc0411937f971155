"""Bytes to reports: one file a format."""

from dateline.ingest.language import is_coded_language
from dateline.ingest.layout import layout
from dateline.ingest.received import DateEvidence, Metadata, Received, Refusal, make_report, parse_date
from dateline.ingest.sources import Source, find_sources, read_bytes, read_source, read_stream

__all__ = [
    "DateEvidence",
    "Metadata",
    "Received",
    "Refusal",
    "Source",
    "find_sources",
    "is_coded_language",
    "layout",
    "make_report",
    "parse_date",
    "read_bytes",
    "read_source",
    "read_stream",
]
