"""Texts with their names marked by [brackets], and by {braces} those of peoples, for the tests of places."""

from __future__ import annotations

import re

from dateline.ground.places import Placed, Proposal, gazetteer, propose, ranker
from dateline.ground.places.resolve import Resolution
from dateline.records import EntityType, Interval

_MARKED = re.compile(r"\[([^\]]*)\]|\{([^}]*)\}")
Marks = list[tuple[EntityType, Interval]]


def marked(text: str) -> tuple[str, Marks]:
    """The text without its marks, and what they mark: locations and groups."""
    plain, marks, at = "", Marks(), 0
    for found in _MARKED.finditer(text):
        plain += text[at : found.start()]
        name = found[1] if found[1] is not None else found[2]
        marks.append(("location" if found[1] is not None else "group", (len(plain), len(plain) + len(name))))
        plain += name
        at = found.end()
    return plain + text[at:], marks


def placed(text: str) -> tuple[str, list[Interval], Placed]:
    """A marked text, plain; where its marks are; its places."""
    plain, marks = marked(text)
    proposals = propose(gazetteer(), plain, marks)
    return plain, [span for _, span in marks], Placed(gazetteer(), ranker(), plain, proposals)


def given(text: str) -> tuple[str, list[Interval], Placed]:
    """The same where whoever asks gives the names, with no reader."""
    plain, marks = marked(text)
    spans = [span for _, span in marks]
    return plain, spans, Placed(gazetteer(), ranker(), plain, [Proposal(span, "given") for span in spans])


def resolved(text: str) -> dict[str, Resolution]:
    """The places of a marked text by the names that have one."""
    plain, _, places = placed(text)
    return {plain[slice(*span)]: resolution for span, resolution in places.resolutions.items()}
