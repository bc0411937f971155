"""The mentions of a group in a report's tagged sentences, as the signs ask for them."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.reader.phrases import Clause
from dateline.reader.responsibility.signs import Named, Place
from dateline.records import Interval


def named_in(clauses: Sequence[Clause], mentions: Sequence[Interval]) -> Named:
    """The sentences' words in lower case and the tokens that each mention covers; `mentions` are offsets of the text.

    A mention outside the sentences is left out.
    """
    places: list[Place] = []
    for number, clause in enumerate(clauses):
        if not clause.tokens:
            continue
        first, last = clause.tokens[0].start, clause.tokens[-1].end
        for start, end in mentions:
            if start >= last or end <= first:
                continue
            inside = [n for n, token in enumerate(clause.tokens) if token.start < end and start < token.end]
            if inside:
                places.append((number, inside[0], inside[-1] + 1))
    return Named(tuple(clause.lowered for clause in clauses), tuple(sorted(places)))
