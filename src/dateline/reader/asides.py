"""What stands in brackets or dashes inside a sentence, or tells somebody's name behind "identified as": short names,
ages, glosses, which the grammar reads past.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.reader.lexicon import listed, triggers, verb_forms, words
from dateline.records import Interval

_BRACKETS = re.compile(r"\(([^()]{1,100})\)")
_DASHES = re.compile(r"\s?[–—]\s?([^–—()]{1,100}?)\s?[–—]\s?|\s-\s([^–—()]{1,100}?)\s-\s")
_GIVEN = r"[A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|\([^()]{1,60}\)|\d{1,2}(?= [a-z])|alias|bin|ul|al|of(?= [A-Z])))*"
_NAMED = re.compile(
    rf",? (?:identified|named) as {_GIVEN}(?:(?:, {_GIVEN})*,? and {_GIVEN})?"
    r"(?=[.,;]|$| (?:and|but|was|were|had|has|in|at|on|near|by|when|while|during|after|before|sustained|died) )"
)
_GOES_ON = re.compile(r", (?=(?:and|but|was|were|had|has|sustained|suffered|received|died) )")
"""Behind a name set off by commas: what goes on with whom it names."""
_IN_A_ROW = re.compile(rf"(?:(?:, {_GIVEN})+,?)? and (an? |his |her |one |two |[A-Z])")
_RELATIVE = re.compile(r", (?:who|which|whose) [^,]*$")
_WORD = re.compile(r"[^\W\d_]+")
_TAIL = 40
"""Characters that hold the last word before a name."""
_STATES = ("killed_states", "injured_states", "missing_states", "displaced_states")


def asides_in(text: str, sentence: Interval) -> list[Interval]:
    """The brackets and dashed asides of a sentence that tell of nothing: "(FARC)", "(47)", "– with its allies –".

    Those stay that may tell of an event, of harm or of a source: "(two were wounded)", "(no deaths)", "(police said)".
    """
    found = [*_BRACKETS.finditer(text, *sentence), *_DASHES.finditer(text, *sentence)]
    silent = [match.span() for match in found if not any(map(_tells, _WORD.findall(match[1] or match[2])))]
    return sorted([*silent, *_names_given(text, sentence)])


def _names_given(text: str, sentence: Interval) -> Iterator[Interval]:
    """What only tells whose name somebody bears: ", identified as Ali Musa (35)," behind "a baker". Not where it is
    what the sentence tells ("was identified as"), nor whose men they are ("gunmen identified as Lions").
    """
    for match in _NAMED.finditer(text, *sentence):
        before = text[sentence[0] : match.start()]
        last = next(iter(_WORD.findall(before[-_TAIL:])[-1:]), "").lower()
        set_off = match[0].startswith(",")
        stated = not set_off and (last in words("be") | {"", "later", "also", "then"} or last.endswith("ly"))
        members = last.endswith(("s", "men")) and match[0].endswith("s") and " and " not in match[0]
        row = _IN_A_ROW.match(text, match.end(), sentence[1])
        if stated or members or (row is not None and (set_off or row[1].isupper())):
            continue
        closing = _GOES_ON.match(text, match.end(), sentence[1]) if set_off else None
        related = _RELATIVE.search(before)  # which the comma behind the name closes
        yield match.start(), closing.end() - 1 if closing is not None and not related else match.end()


def _tells(word: str) -> bool:
    """Whether a word tells of an event, of harm or of a source; a name's capital word does not."""
    if word != word.lower():
        return False
    forms = verb_forms().get(word, ())
    reporting = any(lemma in words("reporting_verbs") for lemma, _ in forms)
    deed = bool(forms) and word in triggers()  # not "a veteran of the war"
    return reporting or deed or any(word in listed("harm.toml", states) for states in _STATES)
