"""What somebody takes on themselves: where a sentence says so, and the words for the deed."""

from __future__ import annotations

from dateline.reader.clauses import Clause
from dateline.reader.lexicon import words
from dateline.reader.phrases import is_passive
from dateline.reader.status import cue_positions
from dateline.reader.subjects import subject_of

_PARTED = 9
"""Tokens between "claimed" and "responsibility", a day among them."""
_OF_NOUNS = frozenset(("DET", "ADJ", "NOUN", "NAME", "NUM", "POSS"))


def claims_taken(clause: Clause) -> list[tuple[int, int]]:
    """Where somebody takes a deed on themselves, up to the word for it: "claimed the attack", "owned up to it", "rang
    to claim the blast", "has claimed on Monday the full responsibility".
    """
    found = list(cue_positions(clause, "claiming"))
    for verb, token in enumerate(clause.tokens):
        if token.tag != "VERB" or token.lemma not in words("taking_on") or is_passive(clause, verb):
            continue
        end = _end_of(clause, verb)
        if end is not None and not any(start <= verb < stop for start, stop in found):
            found.append((verb, end))
    return found


def _end_of(clause: Clause, verb: int) -> int | None:
    """Behind the word for what a verb takes on: responsibility, or for "claim" a known deed, of which no more is said
    ("claim the blast", not "claim the blast was an accident").
    """
    what = clause.phrase_at(verb + 1) if clause.tokens[verb].lemma == "claim" else None
    if what is not None and clause.lowered[verb + 1] in ("the", "this", "that") and what.end > verb + 2:
        behind = clause.tokens[what.end].tag if what.end < len(clause.tokens) else "PUNCT"
        if clause.lowered[what.head] in words("deeds") and behind not in ("VERB", "AUX", "MODAL"):
            return what.head + 1
    for index in range(verb + 1, min(verb + _PARTED, len(clause.tokens))):
        if clause.tokens[index].tag in ("VERB", "AUX", "REL") or clause.tokens[index].text in ",;":
            return None
        if clause.lowered[index] == "responsibility":
            return index + 1
    return None


def claimed_deed(clause: Clause) -> range:
    """The tokens that name what a sentence says somebody takes on themselves: "the blast" of "claimed responsibility
    for the blast", "the rockets" of "the rockets were claimed by"; none where it has no claim.
    """
    for start, _ in cue_positions(clause, "claimed_before"):
        what = subject_of(clause, start) if clause.tokens[start].lemma == "claim" else None
        if what is not None:
            return range(what.start, what.head + 1)
    for _, end in claims_taken(clause):
        start = end + (clause.lowered[end : end + 1] in (("for",), ("of",)))
        start -= end == start and clause.lowered[end - 1] in words("deeds") - {"responsibility"}
        stop = next((n for n in range(start, len(clause.tokens)) if clause.tokens[n].tag not in _OF_NOUNS), start)
        if stop > start:
            return range(start, stop)
    return range(0)
