"""Time expressions: where the words say when. What they mean is for `ground` to say."""

from __future__ import annotations

import re

from dateline.reader.phrases import Clause
from dateline.records import Interval

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_NUMBER = (
    r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a\s+few|few|a\s+couple\s+of)"
)
_UNIT = r"(?:minute|hour|day|night|week|weekend|fortnight|month|year|decade)s?"
_PART = r"(?:morning|afternoon|evening|night|dawn|dusk|noon|midday|midnight)"
_BEFORE = r"(?:since\s+|until\s+|from\s+|by\s+|(?:earl(?:y|ier)|late(?:r)?|mid)[-\s]+(?:on\s+|in\s+)?)?"
_PATTERNS = (
    r"\d{4}-\d\d-\d\d",
    rf"{_BEFORE}{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?\b(?!\s*,?\s*(?:people|civilians))",
    rf"{_BEFORE}\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{4}})?",
    rf"{_BEFORE}(?:{_MONTH},?\s+\d{{4}}|(?:the\s+)?(?:spring|summer|autumn|fall|winter)\s+(?:of\s+)?\d{{4}})",
    rf"(?:(?:since|until|by)\s+)?(?:(?:last|next|this|late|early)\s+)?{_DAY}(?:\s+{_PART})?",
    rf"(?:(?:more|less)\s+than\s+|at\s+least\s+|about\s+|nearly\s+|almost\s+|some\s+)?{_NUMBER}\s+{_UNIT}\s+(?:ago|earlier|later|before|since)",
    rf"(?:for|after|in|over|within|during)\s+(?:(?:more|less)\s+than\s+|about\s+|nearly\s+|the\s+)?(?:(?:past|last)\s+)?{_NUMBER}\s+{_UNIT}",
    rf"(?:in|over|during|for)\s+(?:the\s+)?(?:past|last|recent|coming|next|final)\s+(?:{_NUMBER}\s+)?{_UNIT}",
    rf"(?:the\s+)?(?:past|last|next|coming|following|previous|same|final)\s+(?:{_NUMBER}\s+)?{_UNIT}",
    r"(?:earlier|later)\s+(?:this|that|the\s+same)\s+(?:day|week|month|year)",
    rf"(?:earlier\s+|later\s+)?(?:this|last|next)\s+(?:week|weekend|month|year|spring|summer|autumn|winter|{_PART})",
    rf"(?:yesterday|today|tonight|tomorrow)(?:\s+{_PART})?",
    r"overnight",
    rf"(?:the\s+)?(?:following|previous|next)\s+(?:day|{_PART})",
    rf"(?:in|by|since|until|during|before|after|from)\s+(?:(?:early|late|mid)[-\s]+)?{_MONTH}(?!\s*\d)",
    r"(?:in|by|since|until|during|before|after|from|of)\s+(?:(?:early|late|mid)[-\s]+)?(?:19|20)\d\d\b",
    r"\b(?:19|20)\d\d(?=\s+[A-Z])",
)
_TIME = re.compile("|".join(rf"(?:\b{pattern}\b)" for pattern in _PATTERNS), re.IGNORECASE)
_LEADING = re.compile(
    r"(?:in|by|during|of|after|for|over|within|before|on|from)\s+(?=(?:19|20)\d\d|[A-Z])", re.IGNORECASE
)


def find_times(text: str, clause: Clause) -> list[Interval]:
    """The spans of the time expressions in a sentence, in order, without overlap."""
    start, end = clause.tokens[0].start, clause.tokens[-1].end
    spans: list[Interval] = []
    for match in _TIME.finditer(text, start, end):
        a, b = match.span()
        lead = _LEADING.match(text, a, b)
        if lead:
            a = lead.end()
        # "may" the verb and "March" the walk are no months.
        word = text[a:b]
        if word.lower() in ("may", "march", "in may", "in march") and not text[a:b].endswith(("May", "March")):
            continue
        spans.append((a, b))
    return spans
