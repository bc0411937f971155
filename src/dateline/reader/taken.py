"""What somebody takes on themselves: where a sentence says so, and the words for the deed."""

from __future__ import annotations

from dateline.reader.clauses import Clause
from dateline.reader.lexicon import words
from dateline.reader.phrases import is_passive
from dateline.reader.status import cue_positions
from dateline.reader.subjects import subject_of

_NOT_TAKING = frozenset("refuse deny decline fail urge want ask call demand".split())
"""Verbs whose infinitive or gerund is no claim: "refused to accept", "urged the group to accept", "denied claiming"."""
_GOVERNING = 6
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
        if verb > 1 and any(t.lemma in _NOT_TAKING for t in clause.tokens[max(0, verb - _GOVERNING) : verb]):
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
        finite = any(t.tag in ("AUX", "MODAL") or t.form in ("past", "s") for t in clause.tokens[what.end :])
        if clause.lowered[what.head] in words("deeds") and behind not in ("VERB", "AUX", "MODAL") and not finite:
            return what.head + 1
    for index in range(verb + 1, min(verb + _PARTED, len(clause.tokens))):
        if clause.tokens[index].tag in ("VERB", "AUX", "REL") or clause.tokens[index].text in ",;":
            return None
        if clause.lowered[index] == "responsibility":
            return index + 1 if _is_of_deed(clause, index + 1) else None
    return None


def _is_of_deed(clause: Clause, start: int) -> bool:
    """Whether "responsibility" is for a deed or for what was told: not "for refugees"."""
    if clause.lowered[start : start + 1] not in (("for",), ("of",)):
        return True
    what = clause.phrase_at(start + 1)
    named = set(clause.lower(what)) if what is not None else set()
    return what is None or bool(named & (words("deeds") | _POINTING)) or clause.tokens[what.core].tag == "PRON"


_POINTING = frozenset(
    ("it", "this", "them", "incident", "act", "both", "all", "bomb", "bombs", "device", "rocket", "rockets")
)


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
