"""Text to spans: one file a question; `news` is the reader, `reading` what every reader gives."""

from dateline.reader.network import load_network
from dateline.reader.news import NewsReader
from dateline.reader.reading import Document, EntityReading, EventReading, Reader, Reading

__all__ = ["Document", "EntityReading", "EventReading", "NewsReader", "Reader", "Reading", "load_network"]
