"""What the labels of words add where no rule tells it: a place that changes hands.

A label stands on the last word of a phrase (`network/labelling.py`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from dateline.reader.network import Mark, Marks
from dateline.reader.network.labelling import Asked
from dateline.reader.phrases import Clause, Phrase
from dateline.reader.reading import ControlReading
from dateline.records import Interval

HANDS = 0.7
"""From this probability a labelled word counts as the place that changes hands, or as what tells it."""
PARTY = 0.5
"""From this probability a labelled word counts as who gains or loses the place."""


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """A place that changes hands by the labels, and the token that tells it."""

    token: int
    control: ControlReading


def labels_in(clause: Clause, marks: Marks, asked: Asked) -> Iterator[tuple[int, Mark]]:
    """The labelled words of a sentence with their tokens, in text order."""
    found = marks.labelled_in(asked, (clause.tokens[0].start, clause.tokens[-1].end))
    at_start = {token.start: at for at, token in enumerate(clause.tokens)} if found else {}
    for mark in found:
        at = at_start.get(mark.span[0])
        if at is not None:
            yield at, mark


def change_in(clause: Clause, marks: Marks) -> Change | None:
    """The place that changes hands in a sentence, by the likeliest labels; None where place or word is missing."""
    best: dict[str, tuple[int, Mark]] = {}
    for at, mark in labels_in(clause, marks, "hands"):
        if mark.chance >= (HANDS if mark.label in ("place", "how") else PARTY):
            best[mark.label] = max(best.get(mark.label, (at, mark)), (at, mark), key=lambda pair: pair[1].chance)
    if "how" not in best or "place" not in best:
        return None
    place, lost, gained = (
        _ending_at(clause, best[label][0]) if label in best else None for label in ("place", "lost", "gained")
    )
    return Change(best["how"][0], ControlReading(place, lost, gained)) if place is not None else None


def _ending_at(clause: Clause, at: int) -> Interval:
    """The phrase that ends with a token: its part up to there, without an article."""
    phrase: Phrase | None = clause.phrase_at(at)
    start = phrase.start if phrase is not None else at
    while start < at and clause.tokens[start].tag in ("DET", "POSS"):
        start += 1
    return clause.tokens[start].start, clause.tokens[at].end
