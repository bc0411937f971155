"""The tense of the verb that governs a time expression: it says whether "on Friday" has been or is to come."""

from __future__ import annotations

import re

from dateline.ground.moments.values import Tense

_BOUNDARY = re.compile(
    r"[;:—“”\"()]|--|``|''|,\s+(?=(?:and|but|who|which|whose|where|when|while|after|before|as|because|although|though|since|"
    r"if|the|he|she|they|it|a|an)\b)|\b(?:that|who|which|whose|where|when|while|after|before|because|although|though|"
    r"but|if|unless)\b"
)  # fmt: skip
_CUE = re.compile(
    r"(?P<future>\b(?:will|would|shall|won['’]t|going to|to be (?!\w+ed\b)|(?:is|are|was|were|be|been)?\s*(?:due|"
    r"slated|"
    r"scheduled|expected|planned|poised|set (?=to|for)|about to|likely to)|upcoming|plan(?:s|ned|ning)? (?:to|on|for)|"
    r"intend(?:s|ed)?|hop(?:es?|ed|ing) to|aim(?:s|ed)? to|want(?:s|ed)? to|agreed to|vow(?:s|ed)? to|threaten(?:s|"
    r"ed)? to|"
    r"promis(?:es?|ed) to|pledged? to|prepar(?:es?|ed|ing) (?:to|for)|call(?:s|ed) for|deadline|is to|are to|was to|"
    r"were to|may|might|must|should|postponed|await(?:s|ing|ed)?)\b|['’]ll\b)"
    r"|(?P<present>\b(?:is|are|begins?|starts?|opens?|ends?|takes place|comes|expires|says?)\b)"
    r"|(?P<perfect>\b(?:has|have)\b|['’]ve\b)"
    r"|(?P<past>\b(?:was|were|had|did|said|[a-z]{2,}ed|struck|shot|took|went|came|began|broke|held|met|left|made|fell|hit|"
    r"told|found|lost|won|fought|fled|flew|sent|saw|gave|became|rose|led|blew|drove|got|kept|knew|paid|ran|spoke|stood|"
    r"stole|swore|threw|wrote|brought|caught|sank|shook|sought|taught|thought|put|cut|burst|set)\b)"
)  # fmt: skip


_DEADLINE = re.compile(r"(?:['’]s)? (?:deadline|election|return date|hearing date)\b")
_POSSESSIVE = re.compile(r"['’]s\b")


NEAR = 120
"""Characters before an expression within which its verb is looked for."""


def tense_of(text: str, start: int, end: int, sentence: tuple[int, int]) -> Tense | None:
    """What the nearest verb of the expression's clause says: before it, else after it; None where no verb tells."""
    if _DEADLINE.match(text, end):
        return "future"
    left = text[max(sentence[0], start - NEAR) : start]
    cut = 0
    for boundary in _BOUNDARY.finditer(left.lower() if left.isascii() else left):
        cut = boundary.end()
    cues = list(_CUE.finditer(left, cut))
    if cues:
        tense = _tense(cues[-1], cues)
        # "ways to get around Wednesday's ruling": what is named by its day has mostly been.
        return "past" if tense == "future" and _POSSESSIVE.match(text, end) else tense
    # "On Friday, the council will meet": the comma after an opening expression is no boundary.
    after = end + 1 if text[end : end + 1] == "," else end
    stop = _BOUNDARY.search(text, after + 1, sentence[1])
    right = _CUE.search(text, after, stop.start() if stop else sentence[1])
    if right:
        return _tense(right, [right])
    if cut:
        cues = list(_CUE.finditer(left))
        if cues:
            return _tense(cues[-1], cues)
    return None


_HAS_BEEN = re.compile(r"\b(?:had|was|were|did|didn['’]t|never|not)\b", re.IGNORECASE)


def has_been(text: str, sentence: tuple[int, int]) -> bool:
    """Whether a finite past stands in the sentence: "Until Thursday, they had not called him", not "closed until
    Friday".
    """
    return bool(_HAS_BEEN.search(text, *sentence))


def _tense(cue: re.Match[str], cues: list[re.Match[str]]) -> Tense:
    kind = cue.lastgroup
    # "is expected to be arrested", "will be held": the participle stands in what governs it.
    for earlier in reversed(cues):
        between = cue.string[earlier.end() : cue.start()]
        if (
            earlier.lastgroup in ("future", "perfect")
            and kind == "past"
            and len(between.split()) <= 3
            and "," not in between
        ):
            kind = earlier.lastgroup
            break
    assert kind in ("past", "perfect", "present", "future")
    return kind  # type: ignore[return-value]
