"""How an event is told: as one or many, as a trend, as history; and whether it only points back at one told before."""

from __future__ import annotations

import re

from dateline.reader.clauses import Clause
from dateline.reader.history import is_date, news_days, one_clause
from dateline.reader.lexicon import listed, words
from dateline.reader.status import cue_positions, governor
from dateline.reader.triggers import Hit
from dateline.records import Interval, Trend

_TRENDS: tuple[tuple[str, Trend], ...] = (("increase", "increase"), ("decrease", "decrease"), ("steady", "steady"))
_COMPARED: tuple[tuple[str, Trend], ...] = (("compared_more", "increase"), ("compared_less", "decrease"))
_MANY_NOUNS = frozenset(
    ("violence", "fighting", "unrest", "shelling", "bloodshed", "hostilities", "propaganda campaign")
)


def is_many(hit: Hit) -> bool:
    """Whether a noun trigger names several events ("attacks", "a series of bombings", "violence")."""
    return not hit.is_verb and (hit.trigger.form == "plural" or hit.trigger.lemma in _MANY_NOUNS)


def is_aggregate(clause: Clause, hit: Hit, *, counted: bool, dated: bool) -> bool:
    """Whether a mention tells of many incidents at once. A plural with its own toll or day is told as one."""
    often = [at for at, _ in cue_positions(clause, "frequency") if not _tells_of_people(clause, at)]
    frequent = any(at < hit.end + 2 for at in often)
    if hit.is_verb:
        after = [t.lower for t in clause.tokens[hit.end : hit.end + 8] if t.tag != "NAME"]  # not "reports Daily Times"
        return any(hit.start - 5 <= at < hit.start for at in often) or "times" in after or "daily" in after
    phrase = clause.phrase_at(hit.head)
    first = min(phrase.start, hit.start - 1) if phrase is not None else hit.start
    before = {t.lower for t in clause.tokens[max(0, first) : hit.start]}
    vague = bool(before & words("vague_plural")) or bool(before & words("frequency"))
    numbered = any(
        t.tag == "NUM" and t.lower not in words("vague_plural")
        for t in clause.tokens[hit.start - len(before) : hit.start]
    )
    if hit.trigger.lemma in _UNCOUNTED and not (counted or dated):
        return not _breaks_out(clause, hit)
    if not (counted or dated) and _is_kind(clause, hit):
        return True
    engaged = hit.trigger.lemma in words("engagement")  # "17 air strikes" on one spot
    if (not engaged and counts_many(clause, hit)) or _is_habit(clause, hit):
        return True  # "documented 38 abductions"
    if hit.trigger.form == "plural" and hit.trigger.lemma.endswith("s"):
        return vague and not counted  # "clashes", "talks": plural words for one event
    if hit.trigger.form == "plural":
        return vague or frequent or not (counted or dated or numbered)
    return vague and not counted and "of" in before


def _tells_of_people(clause: Clause, at: int) -> bool:
    """Whether a word of frequency says of whom and not how often: "19 others, mostly clerks", "from each tribe"."""
    behind = clause.tokens[at + 1] if at + 1 < len(clause.tokens) else None
    if clause.tokens[at].tag == "NAME":
        return True
    if behind is None or behind.tag not in ("NOUN", "ADJ", "NAME", "NUM"):
        return False
    if clause.lowered[at] in ("each", "every"):
        days = words("weekdays") | words("day_parts")
        return behind.lower.removesuffix("s") not in _TIMES and behind.lower not in days
    return at > 0 and clause.tokens[at - 1].text == ","


_TIMES = frozenset(("day", "week", "month", "year", "night", "hour", "minute", "time", "few", "morning", "evening"))
_DAY_PARTS = frozenset(
    "overnight morning afternoon evening night day days eve weekend hours o'clock christmas easter eid".split()
)
_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d\d)?(?:[ap]\.?m\.?)|\d{1,2}:\d\d|[ap]\.?m\.?")
_OF_MONTH = re.compile(r"\d{1,2}(?:st|nd|rd|th)?")


def names_day(clause: Clause, time: Interval) -> bool:
    """Whether a time is a day or shorter ("on Tuesday", "5 May", "at dawn"), not a month or "this year"."""
    told = [token.lower.removesuffix("'s") for token in clause.tokens if time[0] <= token.start < time[1]]
    if not (news_days() | words("day_parts") | _DAY_PARTS).isdisjoint(told) or any(map(_CLOCK.fullmatch, told)):
        return True
    return any(map(_OF_MONTH.fullmatch, told)) and any(map(is_date, told))


_UNCOUNTED = frozenset(("violence", "bloodshed", "unrest", "war"))
"""What is a state of things, unless it has a toll or a day or breaks out: "drug violence", "the cartels' war"."""


_CRIMES = frozenset(
    "kidnapping abduction murder homicide torture rape assassination looting vandalism arson sabotage extortion".split()
)
_CHARGES = frozenset(
    "charged convicted accused guilty charges charge suspicion suspected trial tried wanted indicted sentenced".split()
)


def _is_kind(clause: Clause, hit: Hit) -> bool:
    """Whether the bare name of a crime tells of the kind: "kidnapping and extortion are rife", not "the murder",
    "looting of shops", "charged with murder".
    """
    if hit.trigger.form != "singular" or hit.trigger.lemma not in _CRIMES:
        return False
    if clause.lowered[hit.end : hit.end + 1] in (("of",), ("by",)):
        return False
    phrase = clause.phrase_at(hit.head)
    first = phrase.start if phrase is not None else hit.start
    first = next((n + 1 for n in range(hit.start - 1, first - 1, -1) if clause.lowered[n] == "of"), first)
    before = clause.tokens[first : hit.start]  # "other types of homicide"
    if any(token.tag in _MARKING or token.lower in _OWNING for token in before):
        return False
    return _CHARGES.isdisjoint(clause.lowered[max(0, hit.start - 8) : hit.start])


_MARKING = frozenset(("DET", "POSS", "NUM", "NAME", "ADJ"))
_OWNING = frozenset(("his", "her", "their", "its", "alleged"))


def _breaks_out(clause: Clause, hit: Hit) -> bool:
    """Whether a verb says that what a noun names took place: "violence erupted"."""
    verb = governor(clause, hit)
    return verb is not None and clause.tokens[verb].lemma in listed("harm.toml", "taking_place")


def in_several(clause: Clause, hit: Hit) -> bool:
    """Whether what is told took place in several incidents: "four men were killed in separate attacks in Ode"."""
    told = (p for p in clause.phrases if p.preposition == "in" and p.end > hit.start)
    several = next((p for p in told if not _SEVERAL.isdisjoint(clause.lowered[p.start : p.head])), None)
    if several is None or not clause.lowered[several.head].endswith("s"):
        return False
    deeds = clause.lowered[several.head] in words("deeds") | {"incidents", "episodes"}
    return deeds and one_clause(clause, hit.head, several.head)


_SEVERAL = frozenset(("separate", "different", "various", "multiple"))


def _is_habit(clause: Clause, hit: Hit) -> bool:
    """Whether a deed is said to be usual: "the killing of traders had become routine", "raids are a daily affair"."""
    phrase = clause.phrase_at(hit.head)
    if phrase is None or (phrase.end == hit.end and clause.lowered[phrase.start] in ("the", "this", "that", "a", "an")):
        return False  # "the raid was routine" is one
    behind = range(phrase.end, min(phrase.end + _HABIT, len(clause.tokens)))
    at = next((n for n in behind if clause.tokens[n].tag in ("VERB", "AUX", "MODAL", "REL")), len(clause.tokens))
    start = at
    while at < len(clause.tokens) and (clause.tokens[at].tag in ("AUX", "ADV", "DET") or clause.lowered[at] in _BECOME):
        at += 1
    return start < at < len(clause.tokens) and clause.lowered[at] in words("usual")


_BECOME = frozenset(("become", "becomes", "became", "becoming"))
_HABIT = 6
"""Tokens between a deed and the verb that says it is usual."""
MANY = 10
"""From so many on, incidents that are counted ("61 mine blasts") are no one incident."""


def counts_many(clause: Clause, hit: Hit) -> bool:
    """Whether a plural is counted by a figure from `MANY` on: "61 mine blasts"."""
    return hit.trigger.form == "plural" and _number(clause, hit) >= MANY


def _number(clause: Clause, hit: Hit) -> int:
    """How many incidents the figure before a plural counts, 0 where there is none."""
    phrase = clause.phrase_at(hit.head)
    before = clause.tokens[phrase.start : hit.start] if phrase is not None else ()
    figures = [t.text.replace(",", "") for t in before if t.tag == "NUM"]
    return next((int(figure) for figure in figures if figure.isdigit()), 0)


def is_engagement(clause: Clause, hit: Hit) -> bool:
    """Whether a plural names one engagement if it is told of one spot: "clashes in Azaz", not "daily clashes"."""
    frequent = {t.lower for t in clause.tokens} & (words("frequency") | words("vague_plural") | words("routine"))
    return not hit.is_verb and hit.trigger.lemma in words("engagement") and not frequent


def sums_up(clause: Clause, hit: Hit) -> bool:
    """Whether a counted harm is a sum over a stretch of time: "700 killed a year", "31 killings this year"."""
    if not is_many(hit) and not hit.is_verb:
        return False
    dated = hit.is_verb and hit.trigger.harm is None  # "attacked the base last month, killing ten"
    periods = (at for at in _periods(clause) if not dated or clause.lowered[at] != "last")
    return any(one_clause(clause, hit.head, at) for at in periods)


def _periods(clause: Clause) -> list[int]:
    """Where stretches of time stand over which one may sum up: "this year", "since January", "since 2004"."""
    found = [
        n
        for n, word in enumerate(clause.lowered)
        if word == "since" and any(map(is_date, clause.lowered[n + 1 : n + 4]))
    ]
    for period in listed("harm.toml", "periods"):
        told = tuple(period.split())
        found += [n for n in range(len(clause.lowered)) if clause.lowered[n : n + len(told)] == told]
    return found


def trend_of(clause: Clause, hit: Hit) -> Trend | None:
    """The trend that a sentence tells of the events that a noun names, None where it tells none."""
    if hit.is_verb or not is_many(hit):
        return None
    verb = governor(clause, hit)
    phrase = clause.phrase_at(hit.head)
    for name, trend in _COMPARED:
        if any(start >= hit.end for start, _ in cue_positions(clause, name)):
            return trend
    for name, trend in _TRENDS:
        for start, end in cue_positions(clause, name):
            said_of = verb is not None and start <= verb < end
            rise_in = end <= hit.start and any(t.lower in ("in", "of") for t in clause.tokens[end : end + 1])
            within = (
                phrase is not None
                and phrase.start <= start < hit.start
                and clause.tokens[start].lower not in ("up", "down")
            )
            if said_of or (rise_in and hit.start - end < 6) or within:
                return trend
    return None


def points_back(clause: Clause, hit: Hit, *, told_before: bool, says_more: bool) -> bool:
    """Whether a noun only refers to an event told before ("the attack", "the battle") and says nothing new of it."""
    if hit.is_verb or says_more:
        return False
    phrase = clause.phrase_at(hit.head)
    if phrase is None:
        return False
    first = clause.tokens[phrase.start].lower
    inside_of = phrase.core != hit.head and phrase.head != hit.head
    definite = first in ("the", "this", "that", "these", "those", "its", "their") or inside_of
    return definite and told_before


def opens_apart(clause: Clause) -> bool:
    """Whether a sentence opens with another incident than those told before: "Separately, a man was found dead"."""
    opening = clause.lowered[0] if clause.lowered else ""
    told = set(clause.lowered[1:4])
    another = opening == "in" and clause.lowered[1:2] in (("another",), ("a",)) and clause.phrase_at(1)
    return opening in OPENING_APART or bool(another and told & _ANOTHER and told & words("deeds"))


OPENING_APART = ("separately", "elsewhere", "similarly")
"""Words at the head of a sentence that set what it tells apart from what was told before."""
_ANOTHER = frozenset(("another", "separate", "different", "similar"))
