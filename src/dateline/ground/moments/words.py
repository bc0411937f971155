"""The vocabulary of time: named pieces that the rules' patterns are made of, and what those pieces are worth."""

from __future__ import annotations

import calendar
import dataclasses
import re
from typing import Literal

from dateline.ground.moments.values import Modifier

MONTHS = {name.lower()[:3]: number for number, name in enumerate(calendar.month_name) if name}
WEEKDAYS = {name.lower()[:3]: number for number, name in enumerate(calendar.day_name)}
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
ORDINALS = {word: number for number, word in enumerate(_ORDINALS, start=1)} | {
    f"twenty-{word}": number for number, word in enumerate(_ORDINALS[:9], start=21)
} | {"thirtieth": 30, "thirty-first": 31}  # fmt: skip
_CARDINALS = {word: number for number, word in enumerate(_SMALL)}
_CARDINALS |= {word: 20 + 10 * number for number, word in enumerate(_TENS)}

_small, _tens = "|".join(_SMALL[1:]), "|".join(_TENS)
_PIECES = {
    "month": r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)",
    "weekday": r"(?:mon|tues|wednes|thurs|fri|satur|sun)day",
    "wday": r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)\.?)",
    "year": r"(?:1[0-9]|20)\d\d",
    "day": r"(?:\d{1,2}(?:st|nd|rd|th)?)",
    "ordinal": rf"(?:\d{{1,2}}(?:st|nd|rd|th)|twenty-(?:{'|'.join(_ORDINALS[:9])})|thirty-first|thirtieth"
    rf"|{'|'.join(_ORDINALS)})",
    "number": rf"(?:\d{{1,6}}(?:,\d{{3}})*(?:\.\d+)?(?: 1/2|½)?|(?:{_tens})(?:[- ](?:{_small}))?|{_small}"
    rf"|(?:a|one|two|three) hundred(?: and (?:{_tens}|{_small}))?|half a dozen|(?:a|two|three) dozen|half an?|a "
    rf"half|an?"
    r"|(?:a )?couple(?: of)?|several|a few|few|many)",
    "unit": r"(?:(?:second|minute|hour|day|night|week(?:end)?|fortnight|month|year|decade|generation)s?"
    r"|centur(?:y|ies))",
    "units": r"(?:minutes|hours|days|nights|weeks|weekends|months|years|decades|centuries)",
    "part": r"(?:morning|afternoon|evening|night|dawn|dusk|noon|midday|midnight|daybreak|sunrise|sunset|nightfall"
    r"|lunchtime)",
    "season": r"(?:spring|summer|autumn|fall|winter)",
    "about": r"(?:(?:just |slightly |a little |well |far )?(?:more|less|fewer) than|(?:just |well )?(?:over|under)"
    r"|at (?:least|most)|no (?:more|less|fewer) than|nearly|almost|about|around|approximately|roughly|some|up to"
    r"|only|exactly|as (?:many|long) as|close to|an estimated|an additional|another|the)",
    "early": r"(?:early|mid|middle|late|earlier|later)",
    "edge": r"(?:(?:very )?(?:beginning|start|early part|first days|turn|opening|middle|midpoint|end|close|last days"
    r"|closing days|final days|latter part|late part))",
    "half": r"(?:first|second|last|latter)",
    "quarter": r"(?:first|second|third|fourth|final|last|1st|2nd|3rd|4th)",
    "which": r"(?:last|past|previous|this|this past|this coming|current|next|coming|following)",
    "zone": r"(?:(?:gmt|utc|z|[ecmp][sd]t|bst|cest|cet|eest|eet|msk|ist|jst)\b|local(?: time)?)",
}  # fmt: skip


def compile_pattern(template: str) -> re.Pattern[str]:
    """A rule's pattern. `{month}` stands for a piece, `{month:first}` names what it matched; a blank is any white
    space.

    Case is left out of account; the pattern ends at a word's end.
    """

    def piece(found: re.Match[str]) -> str:
        name, _, group = found[1].partition(":")
        body = _PIECES[name]
        return f"(?P<{group or name}>{body})" if group != "-" else body

    filled = re.sub(r"\{([a-z]+(?::[a-z_-]+)?)\}", piece, template)
    spaced = filled.replace("[- ]", r"(?:-|\s+)").replace(" ?", r"\s*").replace(" ", r"\s+")
    return re.compile(rf"(?:{spaced})(?!\w)", re.IGNORECASE)


@dataclasses.dataclass(frozen=True, slots=True)
class Amount:
    """How many units: exactly so many where `low` equals `high`; `text` is TIMEX3's, X for a vague number."""

    low: float
    high: float

    @property
    def text(self) -> str:
        """The figure of a TIMEX3 duration."""
        if self.low != self.high:
            return "X"
        return str(int(self.low)) if self.low == int(self.low) else f"{self.low:g}"


VAGUE_AMOUNTS = {"few": (2, 5), "several": (3, 7), "many": (5, 20)}
"""The counts of days, weeks and so on that a vague word is good for."""
VAGUE_PLURALS = {"second": 60, "minute": 60, "hour": 24, "day": 7, "night": 7, "week": 4, "weekend": 4, "month": 6,
                 "year": 5, "decade": 3, "century": 3, "generation": 3}  # fmt: skip
"""How far back a bare plural reaches: "recent weeks" are four at the most, "recent years" five."""


def amount_of(words: str, *, and_a_half: bool = False) -> Amount:
    """What a number in words or figures is worth. Raises ValueError where it is none."""
    text = " ".join(words.lower().replace("-", " ").replace(",", "").split())
    half = 0.5 if and_a_half else 0.0
    if text.endswith((" 1/2", "½")):
        text, half = text.removesuffix("½").removesuffix(" 1/2").strip(), 0.5
    for word, (low, high) in VAGUE_AMOUNTS.items():
        if word in text.split():
            return Amount(low, high)
    if "couple" in text:
        return Amount(2, 2)
    if text in ("half a", "half an", "a half"):
        return Amount(0.5, 0.5)
    value = half + _value(text)
    return Amount(value, value)


def _value(text: str) -> float:
    if text[0].isdigit():
        return float(text)
    if text == "half a dozen":
        return 6
    value = 0.0
    for word in text.split():
        if word in ("hundred", "dozen"):
            value = max(value, 1) * (100 if word == "hundred" else 12)
        elif word in ("a", "an"):
            value += 1
        elif word != "and":
            value += _CARDINALS[word]
    return value


def month_of(words: str) -> int:
    """The number of a month by its name."""
    return MONTHS[words[:3].lower()]


def weekday_of(words: str) -> int:
    """The number of a weekday by its name, Monday 0."""
    return WEEKDAYS[words[:3].lower()]


def day_number(words: str) -> int:
    """The number of a day of the month, in figures or as an ordinal word."""
    digits = "".join(c for c in words if c.isdigit())
    return int(digits) if digits else ORDINALS["-".join(words.lower().split())]


def unit_name(words: str) -> str:
    """The singular of a unit."""
    word = words.lower()
    return "century" if word.startswith("centur") else "week" if word == "weeks" else word.removesuffix("s")


About = Literal["more", "less", "nearly", "about"]


def about_of(words: str | None) -> About | None:
    """What "more than", "nearly", "about" before a number do to it."""
    text = " ".join((words or "").lower().split())
    if text.endswith(("no more than", "at most", "up to", "less than", "fewer than", "under", "no later than")):
        return "less"
    if text.endswith(("more than", "over", "at least", "no less than", "no fewer than")):
        return "more"
    if text in ("nearly", "almost", "close to"):
        return "nearly"
    if text in ("about", "around", "approximately", "roughly", "some", "an estimated"):
        return "about"
    return None


MODIFIERS: dict[About | None, Modifier | None] = {
    None: None, "more": "MORE_THAN", "less": "LESS_THAN", "nearly": "LESS_THAN", "about": "APPROX",
}  # fmt: skip
"""TIMEX3's word for each."""

VALUE_UNITS = {"day": "D", "night": "D", "week": "W", "weekend": "WE", "month": "M", "quarter": "Q", "year": "Y",
               "decade": "Y", "century": "Y", "generation": "Y", "fortnight": "W",
               "hour": "H", "minute": "M", "second": "S"}  # fmt: skip
VALUE_FACTORS = {"decade": 10, "century": 100, "fortnight": 2}


def duration_value(amount: Amount, unit: str) -> str:
    """The TIMEX3 value of a length: P9M, PT16H, PXW."""
    time = "T" if unit in ("hour", "minute", "second") else ""
    if amount.low != amount.high:
        return f"P{time}X{VALUE_UNITS[unit]}"
    count = amount.low * VALUE_FACTORS.get(unit, 1)
    if unit == "hour" and count % 1 == 0.5:
        whole = f"{int(count)}H" if count > 1 else ""
        return f"PT{whole}30M"
    return f"P{time}{Amount(count, count).text}{VALUE_UNITS[unit]}"


PART_VALUES = {
    "morning": "TMO", "dawn": "TMO", "daybreak": "TMO", "sunrise": "TMO", "afternoon": "TAF", "lunchtime": "T12:00",
    "noon": "T12:00", "midday": "T12:00", "evening": "TEV", "dusk": "TEV", "sunset": "TEV", "nightfall": "TNI",
    "night": "TNI", "midnight": "T24:00",
}  # fmt: skip
