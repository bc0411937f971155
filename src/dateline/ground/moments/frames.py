"""What the preposition does to an expression: "since October", "for nine months", "by Friday", "from June 3 to 5"."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

from dateline.ground.moments import days
from dateline.ground.moments.find import Core, find_cores
from dateline.ground.moments.rules_near import before
from dateline.ground.moments.values import UNRESOLVED, Context, Reach
from dateline.ground.moments.words import Amount
from dateline.records import Interval

_LEAD = re.compile(
    r"\b(?P<lead>ever since|since|up until|until|till|no later than|by|prior to|before|after|following|from|"
    r"between|for|over|"
    r"during|throughout|within|through|inside|in|on|at|as of)\s+(?P<filler>(?:the|its|their|these|those|late|early|a"
    r" total of|just|only|last|past)\s+)*$", re.IGNORECASE
)  # fmt: skip
_EXTENDING = frozenset((
    *"since until till by before after from between for over during throughout within through in".split(),
    "ever since", "up until", "no later than", "prior to",
))  # fmt: skip
"""Prepositions that change what a length or a date means and so belong to the moment's words."""
DEADLINES = frozenset(("until", "till", "by", "up until", "no later than"))
"""What they name lies ahead unless a verb of the past says otherwise."""
_JOINT = re.compile(r"\s*(?:(?P<word>and|to|until|till|through)|[-–])\s*(?:early |late |the )?", re.IGNORECASE)
_ONWARD = re.compile(r"\s+(?:on|onwards?)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s\b")
_TRAIL = re.compile(r"\s+(?P<trail>since|before|after|into)\b", re.IGNORECASE)
ONE_DAY = dt.timedelta(days=1)


@dataclasses.dataclass(frozen=True, slots=True)
class Expression:
    """A time expression with what frames it: the whole span, and the one or two cores inside ("from June to
    August").
    """

    start: int
    end: int
    cores: tuple[Core, ...]
    lead: str | None
    trail: str | None

    @property
    def span(self) -> Interval:
        """Where it stands."""
        return self.start, self.end


def find(text: str, start: int = 0, end: int | None = None) -> list[Expression]:
    """The time expressions in a stretch of text, each with the preposition that changes its meaning, in order."""
    end = len(text) if end is None else end
    cores = find_cores(text, start, end)
    found: list[Expression] = []
    index = 0
    while index < len(cores):
        core = cores[index]
        floor = found[-1].end if found else start
        lead = _LEAD.search(text, max(floor, core.start - 30), core.start)
        word = " ".join(lead["lead"].lower().split()) if lead and not _is_attribute(text, core, lead) else None
        pair: tuple[Core, ...] = (core,)
        if index + 1 < len(cores):
            joint = _JOINT.fullmatch(text, core.end, cores[index + 1].start)
            if joint and _is_range(word, joint["word"], core, cores[index + 1]):
                pair = (core, cores[index + 1])
        if word == "from" and len(pair) == 1 and not _ONWARD.match(text, core.end, end):
            word = None  # "down from 14 % a year ago"
        trail = _TRAIL.match(text, core.end, end) if len(pair) == 1 else None
        begin = lead.start("lead") if lead and word in _EXTENDING and _extends(word, core, len(pair)) else core.start
        found.append(Expression(begin, pair[-1].end, pair, word, trail["trail"].lower() if trail else None))
        index += len(pair)
    return found


def _is_attribute(text: str, core: Core, lead: re.Match[str]) -> bool:
    """Whether an expression dates the noun behind it, which is what the preposition goes with: "after Friday's
    riots".
    """
    if _POSSESSIVE.match(text, core.end):
        return True
    article = re.search(r"\b(?:the|its|their)\s+$", lead["filler"] or "", re.IGNORECASE)
    return article is not None and core.rule.cue in ("month", "digits", "weekday")


def _is_range(lead: str | None, joint: str | None, one: Core, two: Core) -> bool:
    joint = joint.lower() if joint else "-"
    if "reference" in (one.rule.cue, two.rule.cue) and lead not in ("between", "from"):
        return False
    return (
        joint != "and" if lead == "from" else joint == "and" if lead == "between" else joint in ("to", "through", "-")
    )


def _extends(lead: str, core: Core, count: int) -> bool:
    """ "In" and "over" change a length alone; "in June" is June."""
    if core.rule.cue == "reference" and lead not in ("since", "from", "between", "until", "till"):
        return False
    if count == 2 or lead not in ("in", "over", "during", "throughout", "within", "for", "from", "through", "by"):
        return True
    is_length = core.rule.name in LENGTH_RULES
    return is_length or lead in ("from", "by")


LENGTH_RULES = frozenset(
    ("length", "length in units", "half a unit", "length and a half", "from so long to so long", "an hour or two")
)
"""Rules whose expressions have no place in the calendar of their own."""


def read(expression: Expression, c: Context) -> Reach:
    """What an expression means, its preposition taken into account. What does not exist is unresolved, never an
    error.
    """
    lead = expression.lead
    if len(expression.cores) == 2:
        return _range(expression.cores, c)
    core = expression.cores[0]
    if c.tense is None and lead in DEADLINES and core.rule.cue != "unit":
        c = dataclasses.replace(c, tense="future")
    if lead in ("since", "ever since") and c.tense == "future":
        c = dataclasses.replace(c, tense="past")
    reach = read_core(core, c)
    if reach.length is not None and not reach.resolved:
        return _place(reach, lead, expression.trail, c)
    if lead is None or not (reach.start or reach.end):
        return reach
    return _bound(reach, lead, c)


def read_core(core: Core, c: Context) -> Reach:
    """What an expression means without its preposition, as TIMEX3 takes it."""
    try:
        return core.rule.read(core.match, c)
    except (ValueError, KeyError, OverflowError):
        return UNRESOLVED


def _place(reach: Reach, lead: str | None, trail: str | None, c: Context) -> Reach:
    """A length is laid before the publication ("for nine months"), or after it ("within two weeks", "in three
    days").
    """
    length = reach.length
    if length is None or c.published is None or (trail is not None and trail != "since") or lead is None:
        return reach
    amount = Amount(length.low, length.high)
    try:
        if trail == "since" or (
            lead in ("for", "over", "after", "during", "throughout", "in", "within", "following")
            and c.tense in ("perfect", "present", None)
            and not (lead in ("in", "within") and c.tense != "perfect")
        ):
            return _laid(reach, days.back(c.published, length.high, length.unit), c.published)
        if lead == "in" and c.tense in ("future", "present", None):
            point = before(c.published, amount, length.unit, None, "publication", ahead=True)
            return dataclasses.replace(point, value=reach.value, modifier=reach.modifier, length=length)
        if lead in ("within", "inside") and c.tense in ("future", "present", None):
            return _laid(reach, c.published, days.back(c.published, -length.high, length.unit))
    except (ValueError, OverflowError):
        return reach
    return reach


def _laid(reach: Reach, start: dt.date, end: dt.date) -> Reach:
    assert reach.length is not None
    return dataclasses.replace(
        reach, start=start, end=end, granularity=days.GRANULARITY[reach.length.unit], anchor="publication"
    )


def _bound(reach: Reach, lead: str, c: Context) -> Reach:
    """ "Since" runs up to the publication; "until" and "by" from it; "before" and "after" leave the named days out."""
    start, end, now = reach.start, reach.end, c.published
    if start is None or end is None:
        return reach
    match lead:
        case "since" | "ever since" | "from":
            # Without a publication date, or before what is to come, the end is open and unknown.
            known = now is not None and start <= now
            return dataclasses.replace(reach, end=now if known else None, open_end=True)
        case "until" | "till" | "up until" | "through" | "by" | "no later than":
            if now is not None and end > now and not (lead == "through" and start <= now):
                return dataclasses.replace(reach, start=min(now, end), open_start=True)
            if now is None and lead != "through":
                start = None
            return reach if lead == "through" else dataclasses.replace(reach, start=start, open_start=True)
        case "before" | "prior to" if reach.kind != "time":
            if now is not None and start > now:
                return dataclasses.replace(reach, start=now, end=start - ONE_DAY, modifier="BEFORE", open_start=True)
            return dataclasses.replace(reach, start=None, end=start - ONE_DAY, modifier="BEFORE", open_start=True)
        case "after" | "following" if reach.kind != "time":
            if now is not None and end < now:
                return dataclasses.replace(reach, start=end + ONE_DAY, end=now, modifier="AFTER", open_end=True)
            return dataclasses.replace(reach, start=end + ONE_DAY, end=None, modifier="AFTER", open_end=True)
        case _:
            return reach


def _range(cores: tuple[Core, ...], c: Context) -> Reach:
    """From one moment to another. A side without its year or week leans on the other; one that ends first is
    unresolved.
    """
    one, two = (read_core(core, c) for core in cores)
    if two.anchor == "words" and one.anchor in ("publication", None) and two.end is not None:
        one = read_core(cores[0], dataclasses.replace(c, published=two.end, tense="past"))
    if one.start is not None and two.end is not None and two.end < one.start and two.anchor == "publication":
        two = read_core(cores[1], dataclasses.replace(c, published=one.start, tense="future"))
    value = f"{one.value}/{two.value}" if one.value and two.value else None
    if one.start is None or two.end is None or two.end < one.start:
        return Reach(None, None, "unknown", None, value if one.start is None or two.end is None else None)
    anchor = "words" if two.anchor == "words" else two.anchor if one.anchor == "words" else one.anchor
    grain = two.granularity if two.granularity not in ("day", "hour") else "days"
    return Reach(one.start, two.end, grain, anchor, value, kind="duration")
