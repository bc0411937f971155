"""Time expressions in running text: where the words say when, and which rule reads them. Needs no publication date.

A text is cut into stretches of words that the rules know; inside a stretch, from each word on, the rule that takes most
wins. Stretches repeat ("on Friday", "last week"), so what they hold is remembered.
"""

from __future__ import annotations

import calendar
import dataclasses
import functools
import re

from dateline.ground.moments import rules_calendar, rules_lengths, rules_near, rules_told
from dateline.ground.moments.grammar import Cue, Rule

RULES: tuple[Rule, ...] = (*rules_told.RULES, *rules_near.RULES, *rules_calendar.RULES, *rules_lengths.RULES)
"""The whole grammar. Of two rules that take equally much the earlier one reads the words."""


@dataclasses.dataclass(frozen=True, slots=True)
class Core:
    """A time expression without the preposition before it, what TIMEX3 marks: where it stands and the rule that
    fits.
    """

    start: int
    end: int
    rule: Rule
    match: re.Match[str]


_TOKEN = re.compile(r"\d+(?:[.,]\d+)*(?:st|nd|rd|th|s)?(?![A-Za-z])|[A-Za-z]+|\d+|[^\sA-Za-z\d]")
_WORD = re.compile(r"[a-z]+")
_HINT = re.compile(r"\d")
_NAMES = [name.lower() for name in calendar.month_name if name]
_CUE_WORDS: dict[Cue, str] = {
    "month": " ".join([*_NAMES, *(name[:3] for name in _NAMES), "sept"]),
    "weekday": " ".join(f"{name.lower()} {name.lower()}s" for name in calendar.day_name),
    "dayword": "today tonight yesterday tomorrow overnight",
    "part": """
        morning mornings afternoon afternoons evening evenings night nights dawn dusk noon midday midnight daybreak
        sunrise sunset nightfall lunchtime""",
    "unit": """
        second seconds minute minutes hour hours day days night nights week weeks weekend weekends fortnight fortnights
        month months quarter quarters year years decade decades century centuries generation generations""",
    "season": "spring summer autumn fall winter",
    "feast": """
        christmas boxing epiphany valentine valentines women patrick nowruz nawruz navruz fools bastille halloween
        saints fawkes armistice remembrance veterans luther presidents memorial labor labour columbus election
        thanksgiving ash palm maundy good easter holy ascension pentecost whit ashura mawlid mouloud milad ramadan
        ramadhan eid sacrifice hajj eve victory azha new may""",
    "reference": """
        now currently presently present moment nowadays current date past recently lately future then since
        anniversary hourly daily nightly weekly fortnightly monthly quarterly yearly annual annually""",
}
_CUES: dict[str, set[Cue]] = {}
for _cue, _words in _CUE_WORDS.items():
    for _word in _words.split():
        _CUES.setdefault(_word, set()).add(_cue)
_ANY_CUE = frozenset(_CUES)


def _literals(pattern: str) -> set[str]:
    bare = re.sub(r"\(\?P?<\w+>|\(\?P=\w+\)|\\[a-zA-Z]|\(\?[:=!<]+", " ", pattern)
    return set(re.findall(r"[a-z]+", bare.lower()))


_KNOWN = frozenset(
    set().union(*(_literals(rule.pattern.pattern) for rule in RULES))
    | _ANY_CUE
    | set("mon tue wed thu fri sat sun est edt cst cdt mst mdt pst pdt bst cest cet eest eet msk ist jst".split())
    | set("' ’ , . - – / : ( ) ½ p m am pm".split())
)
"""Words and marks that an expression can hold: the literals of all patterns, and what those write in pieces."""
_BY_CUE: dict[Cue, tuple[Rule, ...]] = {
    cue: tuple(rule for rule in RULES if rule.cue == cue) for cue in (*_CUE_WORDS, "digits")
}


def _nameless(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern).replace("(?P=sep)", "[/.-]")


_NEVER_FIRST = frozenset("of and or from s m p st nd rd th by with ago".split())
"""Known words that no rule begins with."""
_AT_ALL = {
    cue: re.compile("|".join(_nameless(rule.pattern.pattern) for rule in rules), re.IGNORECASE)
    for cue, rules in _BY_CUE.items()
}
"""Whether any rule of a cue can begin somewhere: one look instead of a dozen."""
_KINDS = dict.fromkeys(_KNOWN, "k") | dict.fromkeys(_ANY_CUE, "c")
"""The words that an expression can hold: c for those that it cannot do without, k for the others."""
_STRETCH = re.compile("k*c[kc]*")
_DIGITS = frozenset("0123456789")


def find_cores(text: str, start: int = 0, end: int | None = None) -> list[Core]:
    """The time expressions in a sentence or another stretch of text, in order, without overlap."""
    sentence = text[start:end]
    return [Core(start + a, start + b, rule, match) for a, b, rule, match in _in_sentence(sentence)]


Found = tuple[int, int, Rule, re.Match[str]]


@functools.lru_cache(maxsize=8192)
def _in_sentence(text: str) -> tuple[Found, ...]:
    """What `find_cores` finds, from the sentence's start. A report's sentences are asked for twice: by reader and
    coder.
    """
    lower = text.lower()
    if len(lower) != len(text):  # letters such as İ grow when lowered; none of them is in a time expression
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    if not _HINT.search(lower) and _ANY_CUE.isdisjoint(_WORD.findall(lower)):
        return ()
    spans = [token.span() for token in _TOKEN.finditer(lower)]
    kinds = "".join([_KINDS.get(lower[a:b]) or ("c" if lower[a] in _DIGITS else "x") for a, b in spans])
    found: list[Found] = []
    for run in _STRETCH.finditer(kinds):
        first, stop = run.span()
        after = spans[min(stop, len(spans) - 1)][1]
        found += _in_stretch(text, spans[first][0], spans[stop - 1][1], after)
    return tuple(found)


def _in_stretch(text: str, begin: int, end: int, after: int) -> list[Found]:
    """The expressions of a stretch; up to `after` there is one word more, so that a rule can look ahead."""
    return [
        (begin + a, begin + b, rule, match)
        for a, b, rule, match in _parse(text[begin:after], end - begin)
        if _is_meant(text, begin + a, begin + b, rule, match)
    ]


@functools.lru_cache(maxsize=8192)
def _parse(stretch: str, end: int) -> tuple[Found, ...]:
    tokens = [(m.start(), m[0].lower()) for m in _TOKEN.finditer(stretch, 0, end)]
    cues: set[Cue] = set().union(*(_CUES.get(word, ()) for _, word in tokens))
    if any(word[0].isdigit() for _, word in tokens):
        cues.add("digits")
    groups = [(_AT_ALL[cue], group) for cue, group in _BY_CUE.items() if cue in cues]
    found = []
    done = 0
    # An expression holds a cue, so none begins behind the last one.
    last = max((start for start, word in tokens if word in _CUES or word[0].isdigit()), default=-1)
    for start, word in tokens:
        if start > last:
            break
        if start < done or word in _NEVER_FIRST or not (word[0].isalnum() or word in "'’"):
            continue
        best: tuple[int, Rule, re.Match[str]] | None = None
        for any_of_them, rules in groups:
            if not any_of_them.match(stretch, start):
                continue
            for rule in rules:
                match = rule.pattern.match(stretch, start)
                if match and match.end() <= end and (best is None or match.end() > best[0]):
                    best = match.end(), rule, match
        if best is not None:
            found.append((start, *best))
            done = best[0]
    return tuple(found)


_MONTH_LEADS = re.compile(
    r"(?:\b(?:in|on|since|until|till|by|from|to|of|and|or|between|before|after|during|through|throughout|around|about|for|"
    r"early|late|mid|last|next|this|each|every|the|past|,)|-|/|\()\s*$", re.IGNORECASE
)  # fmt: skip
_UNSHARP_LEADS = re.compile(
    r"\b(?:in|at|by|since|until|till|before|after|around|during|from|through|towards?|every|each)"
    r"(?: (?:the|early|late|mid))*\s*$", re.IGNORECASE
)  # fmt: skip
_YEAR_LEADS = re.compile(
    r"\b(?:in|since|until|till|by|from|to|of|and|or|between|before|after|during|through|throughout|circa|around|year|the|"
    r"a|mid|early|late|than|for|as|its|their|his|her|at|on)\s*$|[(,–-]\s*$|^\s*$", re.IGNORECASE
)  # fmt: skip
_COUNTED = re.compile(
    r"\s*(?:people|persons?|men|women|children|troops|soldiers|police(?:men)?|officers|civilians|refugees|dead|wounded|"
    r"injured|prisoners|fighters|militants|rebels|families|homes|houses|cases|jobs|workers|employees|votes|members|"
    r"dollars|euros|pounds|yen|feet|miles|kilomet|met(?:er|re)s?|km|kg|tons|tonnes|acres|hectares|pages|copies|shares|"
    r"percent|per cent|%|million|billion|thousand|hundred|points|degrees|others|vehicles|schools|villages)",
    re.IGNORECASE,
)  # fmt: skip
_NO_YEAR_BEFORE = re.compile(
    r"(?:[$£€#№]|\b(?:no|nos|number|flight|room|about|some|nearly|least|than|over|almost|to|up)\.?)\s*$", re.IGNORECASE
)
_CUT_NUMBER = re.compile(r"(?:\b(?:hundred|thousand|million|billion)(?:\s+and)?[\s-]+|\d[.,]|[$£€]\s*)$", re.IGNORECASE)
_ANNIVERSARY_LEADS = re.compile(r"\b(?:on|of|mark(?:s|ed|ing)?)\s+$", re.IGNORECASE)
_CAPITAL_BEFORE = re.compile(r"\b[A-Z]\w*\s$")
_TITLE_BEHIND = re.compile(
    r"\s(?:Times|Guardian|Telegraph|Express|Mirror|Herald|Post|Tribune|Standard|Independent|Mail)\b"
)
_FESTIVE = re.compile(
    r"\s(?:part(?:y|ies)|gifts?|presents?|trees?|shopping|shoppers?|cards?|lights|decorations?|carols?|bonus(?:es)?|markets?|"
    r"sales?|albums?|songs?|films?|movies?|season|shows?|menu)\b", re.IGNORECASE
)  # fmt: skip
"""What is called after a feast and had on other days: "the office Christmas party"."""
_POSSESSED = re.compile(r"(?:['’]s|\b(?:its|their|his|her|my|our|your))\s+$", re.IGNORECASE)


def _is_meant(text: str, start: int, end: int, rule: Rule, match: re.Match[str]) -> bool:
    """Whether the words around, and their capitals, allow that a fitting stretch of words means time."""
    words = text[start:end]
    before, after = text[max(0, start - 24) : start], text[end : end + 24]
    if _is_in_title(words, before, after) or _is_only_named(words, before, after, rule):
        return False
    if rule.name == "year":
        year = int(match["year"])
        if _COUNTED.match(after) or (_NO_YEAR_BEFORE.search(before) and not _YEAR_LEADS.search(before)):
            return False
        return 1900 <= year <= 2060 or bool(re.search(r"\b(?:in|since|year|until|by|of)\s*$", before, re.IGNORECASE))
    if rule.name == "years from to":
        return 1500 <= int(match["year"]) <= 2060
    if rule.name == "anniversary":
        return bool(_ANNIVERSARY_LEADS.search(before))
    if not rule.sharp:
        if rule.cue == "season" and words[-4:].lower() == "fall":
            return False
        return bool(_UNSHARP_LEADS.search(before)) or words.lower().startswith(("early ", "late ", "mid"))
    number = match.groupdict().get("number")
    if number and number.lower() not in ("a", "an") and _CUT_NUMBER.search(before):
        return False
    if rule.name == "length" and words[:1].isdigit() and words.istitle():
        return False  # "60 Minutes" is a programme
    if rule.name == "length in units" and (
        after.lower().startswith(" apart")
        or ("long" not in words and _POSSESSED.search(before))
        or (words[0].isupper() and before.strip("“\"'` \n") and before.strip()[-1] not in ".!?")
    ):
        return False
    if rule.name == "length" and words.lower() in (
        "a second",
        "the second",
        "second",
        "the night",
        "a minute",
        "a night",
    ):
        return False
    return not (words.lower() == "current" and text[max(0, start - 9) : start].lower().endswith("electric "))


def _is_only_named(words: str, before: str, after: str, rule: Rule) -> bool:
    """Whether a month or a feast is named and no time meant: "May said", "a Christmas party"."""
    if rule.name == "feast":
        return _FESTIVE.match(after) is not None
    return rule.name == "month" and not _is_month(words, before)


def _is_in_title(words: str, before: str, after: str) -> bool:
    """Whether a day is a part of a newspaper's name: "India Today", "the Sunday Times"."""
    return (words == "Today" and bool(_CAPITAL_BEFORE.search(before))) or (
        words.istitle() and words.endswith("day") and bool(_TITLE_BEHIND.match(after))
    )


def _is_month(words: str, before: str) -> bool:
    """No month: "may" and "march" in small letters, "May" that opens a sentence, "the March on Rome"."""
    name = words.split()[-1].split("-")[-1]
    alone = " " not in words and "-" not in words
    if name.lower().rstrip(".") in (
        "may",
        "march",
        "mar",
        "jan",
        "jun",
        "dec",
        "sep",
        "nov",
        "oct",
        "apr",
        "aug",
        "feb",
        "jul",
    ):
        if name[0].islower():
            return False
        if alone and not name.endswith("."):
            return name.lower() in ("may", "march") and bool(_MONTH_LEADS.search(before))
    return not (alone and name.lower() == "august" and name[0].islower())


def forget() -> None:
    """Empty what is remembered of stretches and sentences: for measuring."""
    _parse.cache_clear()
    _in_sentence.cache_clear()
