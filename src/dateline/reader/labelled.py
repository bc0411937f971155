"""What the labels of words add where no rule tells it: a place that changes hands.

A label stands on the last word of a phrase, or on the last before "of" (`network/labelling.py`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from dateline.reader.hands import is_contest
from dateline.reader.network import Mark, Marks
from dateline.reader.network.labelling import Asked
from dateline.reader.phrases import Clause
from dateline.reader.reading import ControlReading
from dateline.records import Interval

HANDS = 0.7
"""From this probability of any label of the question a word counts that is likeliest the place, or tells the change."""
PARTY = 0.5
"""From this one a word that is likeliest who gains or loses the place."""
_ARTICLES = ("the", "a", "an")


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


def change_in(clause: Clause, marks: Marks, located: Sequence[Interval] = ()) -> Change | None:
    """The place that changes hands in a sentence, by its labels; `located` are the sentence's locations.

    None where place or word is missing, where several could be meant, and in an election or a match.
    """
    found: dict[str, list[tuple[int, Mark]]] = {"place": [], "how": [], "lost": [], "gained": []}
    for at, mark in labels_in(clause, marks, "hands"):
        if mark.chance >= (HANDS if mark.label in ("place", "how") else PARTY):
            found[mark.label].append((at, mark))
    phrases = {clause.covering[at] if clause.covering[at] >= 0 else -2 - at for at, _ in found["place"]}
    if len(found["how"]) != 1 or len(phrases) != 1 or is_contest(clause):
        return None
    likeliest = {
        label: max(some, key=lambda pair: pair[1].chance)[0] for label, some in found.items() if some
    }  # fmt: skip
    lost, gained = (_party(clause, likeliest[side]) if side in likeliest else None for side in ("lost", "gained"))
    return Change(likeliest["how"], ControlReading(_place(clause, likeliest["place"], located), lost, gained))


def _place(clause: Clause, at: int, located: Sequence[Interval]) -> Interval:
    """The location that a labelled phrase names, or the words of the phrase: "the town of Baga" names Baga."""
    phrase = clause.phrase_at(at)
    start, end = (phrase.start, phrase.end) if phrase is not None else (at, at + 1)
    if at + 1 < end and clause.lowered[at + 1] != "of":
        end = at + 1
    span = _without_article(clause, start, end - 1)
    return next((one for one in located if span[0] <= one[0] and one[1] <= span[1]), span)


def _party(clause: Clause, at: int) -> Interval:
    """The words of a party up to its label, from behind "of": of "the flag of the insurgents" the insurgents."""
    phrase = clause.phrase_at(at)
    start = phrase.start if phrase is not None else at
    of = max((n + 1 for n in range(start, at) if clause.lowered[n] == "of"), default=start)
    return _without_article(clause, of, at)


def _without_article(clause: Clause, start: int, last: int) -> Interval:
    while start < last and (clause.lowered[start] in _ARTICLES or clause.tokens[start].tag == "POSS"):
        start += 1
    return clause.tokens[start].start, clause.tokens[last].end
