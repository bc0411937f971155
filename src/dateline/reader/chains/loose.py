"""Words that are a mention only where they stand for something told before: "it", "their", "the city"."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from dateline.reader.chains.cues import cue
from dateline.reader.clauses import Clause
from dateline.reader.entities import Found
from dateline.reader.tagging import Token
from dateline.records import EntityType

_EMPTY = frozenset(
    "is was be been being has had will would could can may might should seems seemed appears appeared remains "
    "became becomes takes took emerged turned 's ’s".split()
)
"""After "it" these may say nothing of anything: "it is feared that", "it emerged that"."""
_THAT = frozenset(("that", "to", "whether", "if", "when", "who", "for"))
_PRONOUNS = ("male", "female", "neuter", "several")


def find_loose(clause: Clause, found: Sequence[Found]) -> list[Found]:
    """The pronouns and definite places of a sentence that no mention covers, in text order."""
    spans = sorted(mention.span for mention in found)
    loose: list[Found] = []
    tokens = clause.tokens
    for at, token in enumerate(tokens):
        word = token.lower
        if any(word in cue(name) for name in _PRONOUNS):
            if not (word in ("it", "them") and _says_nothing(tokens, at)):
                kind: EntityType = "person" if word in cue("male") or word in cue("female") else "other"
                loose.append(Found((token.start, token.end), kind, name=False))
        elif word in cue("for_places") and at and tokens[at - 1].lower in ("the", "this", "that"):
            if at + 1 == len(tokens) or (tokens[at + 1].tag not in ("NOUN", "NAME") and tokens[at + 1].lower != "of"):
                loose.append(Found((token.start, token.end), "location", name=False))
    return [mention for mention in loose if not _is_covered(mention, spans)]


def _says_nothing(tokens: Sequence[Token], at: int) -> bool:
    """Whether "it" stands for nothing, or it or "them" is an object, which may be what a whole sentence told."""
    after = [token for token in tokens[at + 1 : at + 12] if token.tag != "ADV"]
    if not after or after[0].tag not in ("VERB", "AUX", "MODAL"):
        return True
    return after[0].lower in _EMPTY and any(t.lower in _THAT for t in after[1:])


def _is_covered(mention: Found, spans: Sequence[tuple[int, int]]) -> bool:
    after = bisect.bisect_right(spans, (mention.span[0], mention.span[1] + 1))
    return any(start < mention.span[1] and mention.span[0] < end for start, end in spans[max(after - 2, 0) : after + 1])
