"""A report's tagged sentences and the mentions of a group in them, as the signs ask for them."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from dateline.reader.clauses import Clause
from dateline.reader.responsibility.signs import Named, Place, Sentences
from dateline.records import Interval


class TaggedReport:
    """The sentences of a report in text order; made once, asked for each of its groups."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._clauses = [clause for clause in clauses if clause.tokens]
        self._ends = [clause.tokens[-1].end for clause in self._clauses]
        self._sentences = Sentences(tuple(clause.lowered for clause in self._clauses))

    def named(self, mentions: Sequence[Interval]) -> Named:
        """The group that has these mentions, offsets of the text; one outside the sentences is left out."""
        places: list[Place] = []
        for start, end in mentions:
            for number in range(bisect.bisect_right(self._ends, start), len(self._clauses)):
                tokens = self._clauses[number].tokens
                if tokens[0].start >= end:
                    break
                inside = [n for n, token in enumerate(tokens) if token.start < end and start < token.end]
                if inside:
                    places.append((number, inside[0], inside[-1] + 1))
        return Named(self._sentences, tuple(sorted(places)))
