"""Time expressions: where the words say when. One grammar finds them and says what they mean; it lies in `ground`."""

from __future__ import annotations

from dateline.ground import moments
from dateline.reader.clauses import Clause
from dateline.records import Interval


def find_times(text: str, clause: Clause) -> list[Interval]:
    """The spans of the time expressions in a sentence, in order, without overlap."""
    return moments.find_times(text, clause.tokens[0].start, clause.tokens[-1].end)
