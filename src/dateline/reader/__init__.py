"""Text to spans: one file a question; `lexical` is the reader, `reading` what every reader gives."""

from dateline.reader.lexical import LexicalReader
from dateline.reader.reading import Document, EntityReading, EventReading, Reader, Reading

__all__ = ["Document", "EntityReading", "EventReading", "LexicalReader", "Reader", "Reading"]
