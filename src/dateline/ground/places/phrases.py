"""The words around a place name that tell a place by way of it, as patterns."""

from __future__ import annotations

import functools
import re

from dateline.ground.places.geometry import DIRECTION

_KIND = r"(?:city|towns?|cities|villages?|capital|province|state|region|port|island|peninsula)"
_OF_TOWN = (
    r"(?:the\s+)?(?:(?:besieged|northern|southern|eastern|western|central|port|capital|border|old|historic|provincial)\s+)*"
    rf"(?:{_KIND}(?:\s+(?:city|cent(?:re|er)))?\s+(?:of\s+)?)?"
)
_TOWN_ENDS = (
    "the", "of", "city", "town", "towns", "cities", "village", "villages", "capital", "province", "state", "region",
    "port", "island", "peninsula", "center", "centre", "besieged", "northern", "southern", "eastern", "western",
    "central", "border", "old", "historic", "provincial",
)  # fmt: skip
"""What words for a town end in."""


class Before:
    """A pattern of words before a name. It is looked for only where these end in one of its endings, and one of the
    words that it needs is among them: most names have none of either.
    """

    def __init__(self, pattern: str, ends: tuple[str, ...], needs: tuple[str, ...] = ("",)) -> None:
        self._pattern, self._ends, self._needs = re.compile(pattern, re.IGNORECASE), ends, needs

    def ends(self, word: str) -> bool:
        """Whether the words may end in a word, in small letters."""
        return word.endswith(self._ends)

    def is_possible(self, tail: str) -> bool:
        """Whether the words may stand left of a name, by its `tail_of`."""
        return tail.endswith(self._ends) and any(word in tail for word in self._needs)

    def search(self, left: str, tail: str) -> re.Match[str] | None:
        """The words in what stands left of a name; `tail` is its `tail_of`."""
        return self._pattern.search(left) if self.is_possible(tail) else None


_HEDGE = (
    r"(?:(?:about|around|some|roughly|nearly|almost|approximately|just|over|more than|at least|less than|under)\s+)?"
)
_ONES = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_NUMBER = (
    rf"(?P<number>{_HEDGE}(?:a few|a couple of|several|half an?|a dozen|an?\s+(?:half|{_ONES})|an?|[\d.,]+|"
    rf"(?:{_TENS})(?:[- ](?:{_ONES}))?|(?:a|one|two|three|four|five)\s+hundred|{_ONES}))"
)
_UNIT = r"(?P<unit>kilomet(?:re|er)s?|kms?|nautical miles|miles?|mi|met(?:re|er)s|yards|hours?['’]?s?['’]? drive)"
AT_DISTANCE = Before(
    rf"(?<![a-z])(?:(?P<distance>{_NUMBER}[\s-]*{_UNIT}(?:\s*\([^)]*\))?)\s+)?"
    rf"(?:(?:(?P<just>just|slightly|immediately)|directly|to)\s+)?(?:the\s+)?"
    rf"(?:(?P<side>{DIRECTION})\s+of|outside(?:\s+of)?|away\s+from|from|off|of|inside)\s+{_OF_TOWN}$",
    (*_TOWN_ENDS, "outside", "from", "off", "inside"),
    ("north", "south", "east", "west", "kilomet", "km", "mile", "mi ", "mi(", "met", "yards", "drive"),
)
"""Before a name: "some 20 km (12 miles) south of the city of"."""
_SIDE = rf"(?:{DIRECTION}(?:ern)?|\w+ern)"
NEAR = Before(
    rf"(?<![a-z])(?P<words>(?:(?:in|on|at)\s+)?(?:the\s+)?(?:\w+ern\s+)?(?P<skirts>outskirts|edges?|suburbs?|environs)\s+of|"
    rf"(?:in\s+)?(?:the\s+)?(?:(?P<side>{_SIDE})\s+)?(?:(?P<land>countryside|hinterland)|"
    r"vicinity|area|surroundings|hills|mountains|villages)\s+"
    r"(?:of|around|outside|near|surrounding)|near(?:\s+to)?|close\s+to|not\s+far\s+from|nearby|around|outside(?:\s+of)?|"
    r"adjacent\s+to|next\s+to|opposite|surrounding|on\s+the\s+approaches\s+to|at\s+the\s+(?:gates?|entrances?)\s+(?:of|to)|in\s+front\s+of)"
    rf"\s+{_OF_TOWN}$",
    (*_TOWN_ENDS, "around", "outside", "near", "surrounding", "to", "from", "nearby", "opposite"),
    (
        "skirts",
        "edge",
        "suburb",
        "environs",
        "countryside",
        "vicinity",
        "area",
        "surround",
        "hinterland",
        "hills",
        "mountains",
        "villages",
        "near",
        "close",
        "not far",
        "around",
        "outside",
        "adjacent",
        "next",
        "opposite",
        "approaches",
        "gate",
        "entrance",
        "in front",
    ),
)
"""Before a name: "near", "on the outskirts of"."""
NEAR_AFTER = re.compile(
    r"^(?:['’]s)?\s+(?:\w+ern\s+)?(?P<skirts>outskirts|suburbs)\b|"
    rf"^(?:['’]s)?\s+(?:(?P<side>{_SIDE})\s+)?(?P<land>countryside)\b",
    re.IGNORECASE,
)
"""After a name: "'s outskirts", "countryside"."""
PART_BEFORE = Before(
    rf"\b(?:(?P<also>{DIRECTION}(?:ern)?|central)\s+(?:and|or)\s+)?(?P<part>{DIRECTION}(?:ern)?(?:most)?|central|upper|lower|mid|downtown|"
    rf"(?:(?:the\s+)?(?:(?:far|deep)\s+)?{DIRECTION}|cent(?:re|er)|heart|middle|interior)\s+of(?:\s+the)?"
    rf"(?:\s+{_KIND}(?:\s+of)?)?)\s+$",
    (*_TOWN_ENDS, "north", "south", "east", "west", "ern", "most", "upper", "lower", "mid", "downtown"),
    ("north", "south", "east", "west", "cent", "upper", "lower", "mid", "downtown", "heart", "interior"),
)
"""Before a name: "northern", "the west of the city of"."""
PART_AFTER = re.compile(
    rf"^['’]s\s+(?P<part>(?:(?:far|deep)\s+)?{DIRECTION}(?:ern)?|central)"
    r"(?:\s+(?:districts?|neighbou?rhoods?|suburbs?|part|parts|side|half|areas?|region|outskirts|countryside|quarter|"
    r"provinces?|coast|tip))?\b",
    re.IGNORECASE,
)
"""After a name: "'s western districts"."""
COAST_BEFORE = Before(
    r"\boff\s+(?:the\s+)?(?:(?-i:[A-Z])[\w-]*['’]s\s+)?(?:(?:\w+ern\s+)?(?:coast|shores?)\s+of\s+)?(?:the\s+)?(?:(?:port|islands?)\s+of\s+)?$",
    ("off", "the", "’s", "'s", "of"),
    ("off",),
)
VERBS_WITH_OFF = frozenset(
    "cut cuts cutting sealed seal sealing closed closing cordoned blocked walled fenced called calling kicked set sets "
    "shut fend fended fought warded staved laid drove beat took takes went broke kept held".split()
)
"""Verbs that "off" belongs to: troops that "sealed off Homs" are not at sea."""
COAST_AFTER = re.compile(r"^(?:['’]s)?\s+(?:\w+ern\s+)?(?:coast|coastline|shores?|waters)\b", re.IGNORECASE)
AT_SEA = re.compile(r"\b(?:off|in)\s+(?:the\s+)?$", re.IGNORECASE)
BETWEEN = Before(
    r"\b(?:(?P<road>(?:road|highway|route|motorway|railway|track|line)s?)\s+)?(?:that\s+)?"
    r"(?P<how>between|from|linking|connecting|joining|links|connects|joins|running\s+from)\s+(?:the\s+)?"
    rf"(?:{_KIND}\s+of\s+)?$",
    ("between", "from", "linking", "connecting", "joining", "links", "connects", "joins", "the", "of"),
)
"""Before the first of two names: "between", "the road linking"."""
NAMED_ROAD = re.compile(r"\b(?!The\s)(?:[A-Z][\w’'-]*\s+)+$")
"""Before "highway between": "Pan-American"."""
JOINED = re.compile(rf"^\s*(?:,\s*)?(?:and|to|with)\s+(?:the\s+)?(?:{_KIND}(?:\s+of)?,?\s+)?$", re.IGNORECASE)
HYPHEN = re.compile(r"^\s*[-–—/]\s*$|^-to-$")
ROAD_AFTER = re.compile(
    r"^\s+(?:(?:main|national|coastal|strategic|international|M-?\d+)\s+)?(?:road|highway|motorway|expressway|railway|route|corridor|axis)\b",
    re.IGNORECASE,
)
BORDER_AFTER = re.compile(
    r"^(?:['’]s)?\s+(?:(?:\w+ern|land|desert)\s+)?(?:border|frontier|boundary)\b(?:\s+with\s+(?:the\s+)?)?",
    re.IGNORECASE,
)
BORDER_BEFORE = Before(
    r"\b(?:border|frontier|boundary)\s+(?:with|between|to|into|of)\s+(?:the\s+)?$",
    ("with", "between", "to", "into", "of", "the"),
    ("border", "frontier", "boundary"),
)
WITH = re.compile(r"with\s+(?:the\s+)?$", re.IGNORECASE)
FILLERS = re.compile(r"\b(?:the|far|of|deep|city|town|village|capital|province|state|region)\b|most\b", re.IGNORECASE)
FAR = re.compile(r"\b(?:far|deep)\b|most$", re.IGNORECASE)
THE = re.compile(r"(?<!to )\bthe\s+(?:far\s+)?$", re.IGNORECASE)
AT_TOWN = re.compile(
    r"^(?:\s+river)?,?\s+(?P<how>in|near|at|outside|by|through)\s+(?:the\s+(?:city|town)\s+of\s+)?$", re.IGNORECASE
)
_FACILITY = (
    r"(?P<what>(?:international\s+|military\s+|central\s+|main\s+|refugee\s+)?"
    r"(?:airport|airfield|air\s?base|university|hospital|prison|refinery|dam|port|camp|stadium|(?:nuclear\s+)?power\s+plant|nuclear\s+plant|border\s+crossing))"
)
FACILITY_AFTER = re.compile(rf"^(?:['’]s)?\s+{_FACILITY}\b", re.IGNORECASE)
FACILITY_BEFORE = Before(
    rf"\b{_FACILITY}\s+(?:of|in|at|outside|near)\s+(?:the\s+city\s+of\s+)?$",
    ("of", "in", "at", "outside", "near"),
    (
        "port",
        "airfield",
        "base",
        "university",
        "hospital",
        "prison",
        "refinery",
        "dam",
        "camp",
        "stadium",
        "plant",
        "crossing",
    ),
)
DISTRICT_AFTER = re.compile(
    r"^\s+(?:(?:tribal|rural|border|mountainous)\s+)?(?:district|territory|county|cercle|woreda|township|sub-?district)\b",
    re.IGNORECASE,
)
_BEFORE = (AT_DISTANCE, NEAR, PART_BEFORE, COAST_BEFORE, BETWEEN, BORDER_BEFORE, FACILITY_BEFORE)
_AFTER = re.compile(
    "|".join(
        re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern)
        for pattern in (NEAR_AFTER, PART_AFTER, COAST_AFTER, BORDER_AFTER, FACILITY_AFTER, DISTRICT_AFTER)
    ),
    re.IGNORECASE,
)


def may_tell(left: str, right: str) -> bool:
    """Whether words of these patterns may stand beside a name: beside most names stand none. `left` and `right` are the
    text on either side.
    """
    last = left.rsplit(None, 1)[-1:] if left[-1:].isspace() else ()
    before = _ending_in(last[0].lower()) if last else ()
    if before and any(pattern.is_possible(tail) for tail in (tail_of(left),) for pattern in before):
        return True
    return right[:1] not in _CLOSES and _AFTER.match(right) is not None


def tail_of(left: str) -> str:
    """What stands left of a name in small letters with single spaces and none at its end; empty where it has none
    there.
    """
    return " ".join(left.lower().split()) if left[-1:].isspace() else ""


_CLOSES = frozenset(("", ".", ",", ";", ":", "!", "?", ")"))
"""Characters behind a name that no words after it begin with."""


@functools.lru_cache(maxsize=20_000)
def _ending_in(word: str) -> tuple[Before, ...]:
    """The patterns before a name that may end in a word."""
    return tuple(before for before in _BEFORE if before.ends(word))
