"""Codebooks: what an incident is called in the coding standards that conflict researchers use, and by which rule.

PLOVER is the native one. The names that end in `_like` are Dateline's readings of published rules, not those projects'
own data or coding.
"""

from dateline.codebooks.book import (
    NAMES,
    UNDETERMINED,
    BookName,
    Codebook,
    Column,
    Row,
    Scalar,
    Value,
    codebook,
)
from dateline.codebooks.cases import together
from dateline.codebooks.describe import describe, document

__all__ = [
    "NAMES",
    "UNDETERMINED",
    "BookName",
    "Codebook",
    "Column",
    "Row",
    "Scalar",
    "Value",
    "codebook",
    "describe",
    "document",
    "together",
]
