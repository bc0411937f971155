"""What one report itself says of two of its mentions, whatever their signs: words that set the second apart, or one
sentence that tells what the same people did there and then.
"""

from __future__ import annotations

import re

from dateline.incidents.signs import told_as_two
from dateline.incidents.tellings import Telling
from dateline.reader.telling import OPENING_APART

_OPENERS = tuple(word.capitalize() for word in OPENING_APART)
_DEED = r"(?:[a-z]+ )?(?:incident|attack|ambush|blast|explosion|bombing|raid|encounter|clash|operation|shooting|strike)"
_APART = re.compile(
    rf"\b(?:{'|'.join(_OPENERS)}|[Aa]nother {_DEED}"
    rf"|[Aa] (?:separate|different|second|third|similar) {_DEED}|[Tt]he (?:second|third) {_DEED})\b"
)
"""What sets an incident apart from those told before."""
_OF_THE_SAME = re.compile(r"\b(?:was|is|were|be|been|became|fear(?:s|ed|ing)?|of|for)\s\Z")
"""Before words that set apart, these make them a name of the same deed ("it was the second attack"), or of a fear."""
_PERFECT = re.compile(r"\b(?:have|has)\s\Z")
_LATER = re.compile(
    r"\b(?:later|then|separately|elsewhere|another|also|subsequently|afterwards?|after|before|next|previously|earlier)\b",
    re.IGNORECASE,
)


def set_apart(first: Telling, second: Telling) -> bool:
    """Whether a report tells of the second of two mentions as of another incident: "Separately, gunmen killed a guard",
    "two died in a separate attack in Ode". It has harm, a place or a day of its own.
    """
    mention, text = second.mention, second.coded.report.text
    own = bool(second.harm) or second.dated or any(place.relation != "context" for place in mention.places)
    start, end = mention.sentence
    opening = max(start, first.mention.trigger.end)
    cue = _APART.search(text, opening, end)
    if not own or cue is None or first.mention.trigger.start == mention.trigger.start:
        return False
    if cue[0] in _OPENERS and (cue.start() > start or text[cue.end() :].startswith(" to ")):
        return False  # "similarly to other attacks"
    if _OF_THE_SAME.search(text, start, cue.start()):
        return False
    joint = text[mention.trigger.end : cue.start()]  # "two died in a separate attack", not "and another attack ..."
    same_sentence = first.mention.sentence == mention.sentence
    return not joint or not (same_sentence or re.search(r"[,;]| (?:and|while|but) ", joint))


def one_deed(one: Telling, other: Telling) -> bool:
    """Whether one sentence tells of what the same people did at once: "opened fire and hurled a grenade"."""
    first, second = one.mention, other.mention
    if first.type != "ASSAULT" or first.sentence != second.sentence or told_as_two(one, other):
        return False
    doers = [{(role.start, role.end) for role in m.roles if role.role == "actor"} for m in (first, second)]
    where = [{place.text for place in m.places if place.relation != "context"} for m in (first, second)]
    when = [(m.moment.from_, m.moment.to) if m.moment is not None else None for m in (first, second)]
    start, end = sorted((first.trigger, second.trigger), key=lambda trigger: trigger.start)
    text = one.coded.report.text
    joint = text[start.end : end.start]
    at_once = where[0] == where[1] and when[0] == when[1] and _LATER.search(joint) is None
    # "have kidnapped nurses and bombed markets"
    often = _PERFECT.search(text, max(0, start.start - len("have ") - 1), start.start) is not None
    return at_once and not often and bool(doers[0] & doers[1])
