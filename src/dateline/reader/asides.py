"""What stands in brackets or dashes inside a sentence: short names, ages, glosses, which the grammar reads past."""

from __future__ import annotations

import re

from dateline.reader.lexicon import listed, triggers, verb_forms, words
from dateline.records import Interval

_BRACKETS = re.compile(r"\(([^()]{1,100})\)")
_DASHES = re.compile(r"\s?[–—]\s?([^–—()]{1,100}?)\s?[–—]\s?|\s-\s([^–—()]{1,100}?)\s-\s")
_WORD = re.compile(r"[^\W\d_]+")
_STATES = ("killed_states", "injured_states", "missing_states", "displaced_states")


def asides_in(text: str, sentence: Interval) -> list[Interval]:
    """The brackets and dashed asides of a sentence that tell of nothing: "(FARC)", "(47)", "– with its allies –".

    Those stay that may tell of an event, of harm or of a source: "(two were wounded)", "(no deaths)", "(police said)".
    """
    found = [*_BRACKETS.finditer(text, *sentence), *_DASHES.finditer(text, *sentence)]
    return sorted(match.span() for match in found if not any(map(_tells, _WORD.findall(match[1] or match[2]))))


def _tells(word: str) -> bool:
    """Whether a word tells of an event, of harm or of a source; a name's capital word does not."""
    if word != word.lower():
        return False
    forms = verb_forms().get(word, ())
    reporting = any(lemma in words("reporting_verbs") for lemma, _ in forms)
    deed = bool(forms) and word in triggers()  # not "a veteran of the war"
    return reporting or deed or any(word in listed("harm.toml", states) for states in _STATES)
