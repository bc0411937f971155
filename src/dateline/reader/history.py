"""What a sentence tells as history: which of its events a cue of earlier times is said of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.reader.clauses import Clause
from dateline.reader.lexicon import words
from dateline.reader.status import cue_positions
from dateline.reader.tagging import SMALL_NUMBERS
from dateline.records import Interval

_JOINTS = frozenset(
    "after before when while where until because although though since who whose whom which".split()
)  # fmt: skip
_RELATIVE = ("who", "whose", "whom", "which", "where")
_LONG = frozenset("week weeks month months year years decade decades fortnight".split())
_NEAR = 8
"""Tokens between what avenges and what is avenged."""
_DAYS = 8
"""From so many days before another event on, one is no news of the day."""


def history_of(clause: Clause, heads: Sequence[int], year: int | None) -> set[int]:
    """Which of some events, by the tokens of their heads, are told as history: by words ("years ago"), by a whole year
    before the report's `year` ("in 1998"), or as what something came long after ("weeks after gunmen seized them").

    A cue is said of the part of the sentence that it stands in, where that tells an event, else of the whole; not of
    what has a day of the news in its own part.
    """
    if not heads:
        return set()
    starts = _parts(clause)
    found: set[int] = set()
    for cue in _cues(clause, year):
        part = _part_of(starts, cue)
        here = [head for head in heads if _part_of(starts, head) == part]
        days = [n for n in range(*_bounds(clause, starts, part)) if clause.lowered[n] in news_days()]
        if not here and clause.lowered[starts[part]] in _RELATIVE:
            continue  # "the general, who led the army in 2011, was killed"
        if not here:
            found |= {head for head in heads if not _has_day(clause, starts, head)}
        elif days and len(here) == 1:
            found |= {head for head in here if abs(head - cue) < min(abs(head - day) for day in days)}
        elif days or (len(here) > 1 and _dated_elsewhere(clause, starts, part)):
            before = [head for head in here if head < cue]
            found.add(max(before, default=min(here)))
        else:
            found |= _dated_by(clause, here, cue)
            for later in range(part + 1, len(starts)):
                if not _goes_on(clause, starts, later):
                    break
                found |= {head for head in heads if _part_of(starts, head) == later}
    found |= {head for head in heads if avenged(clause, head)}
    for part in range(1, len(starts)):
        if _comes_long_before(clause, starts[part]):
            here = [head for head in heads if _part_of(starts, head) == part]
            # "weeks after the start of their attack the army took the town": what follows is the news.
            found |= set(here if any(head < starts[part] for head in heads) else here[:1])
    return found


def _dated_by(clause: Clause, heads: Sequence[int], cue: int) -> set[int]:
    """Which events of a part a cue behind them is said of: of "is under arrest for the murder of a man last year" the
    murder, else all.
    """
    return {head for head in heads if not _is_of_crime(clause, head, heads, cue)}


def _is_of_crime(clause: Clause, head: int, heads: Sequence[int], at: int) -> bool:
    """Whether a token tells when the crime was for which an event was done: "arrested for a murder last year"."""
    reason = next((n for n in range(head + 1, at) if clause.lowered[n] in ("for", "over")), at)
    return any(reason < other < at for other in heads)


def times_of(clause: Clause, head: int, heads: Sequence[int], times: Sequence[Interval]) -> list[Interval]:
    """The times of a sentence that may be said of one of its events, without those of a crime that it answers."""
    at = {token.start: n for n, token in enumerate(clause.tokens)}
    return [time for time in times if not _is_of_crime(clause, head, heads, at.get(time[0], head))]


def earlier_asides(clause: Clause) -> list[range]:
    """The relative clauses that tell what was before: "two men, who had been taken from Ode, were found at Biu". Each
    ends at a comma or at the verb that goes on with the sentence.
    """
    found: list[range] = []
    for start, token in enumerate(clause.tokens):
        if token.tag != "REL" or token.lower not in (*_RELATIVE, "that"):
            continue
        reach = 2 if token.lower == "that" else _TO_HAD  # not "said that they had"
        had = next((n for n in range(start + 1, start + reach) if clause.lowered[n : n + 1] == ("had",)), None)
        if had is not None and not any(t.tag in ("VERB", "AUX", "PUNCT") for t in clause.tokens[start + 1 : had]):
            found.append(range(start, _end_of_aside(clause, had)))
    return found


def _end_of_aside(clause: Clause, had: int) -> int:
    verb = next((n for n in range(had + 1, len(clause.tokens)) if clause.tokens[n].tag == "VERB"), had)
    last = min(verb + _ASIDE, len(clause.tokens))
    for index in range(verb + 1, last):
        token, before = clause.tokens[index], clause.covering[index - 1] >= 0
        goes_on = before and (token.tag in ("AUX", "MODAL") or (token.tag == "VERB" and token.form == "past"))
        if goes_on or token.text in (",", ";", ".") or token.lower in _JOINTS:
            return index
    return last


_TO_HAD = 6
"""Tokens in which a relative clause comes to its "had"."""
_ASIDE = 20
"""Tokens behind its verb that such a clause goes on for at most."""


def in_one_aside(asides: Sequence[range], one: int, other: int) -> bool:
    """Whether two tokens stand in the same relative clauses of a sentence, or in none."""
    return all((one in aside) == (other in aside) for aside in asides)


def tells_history(clause: Clause, heads: Sequence[int], past: set[int], year: int | None) -> bool:
    """Whether all of a sentence is history: no event beside those of the `past`, or none and a cue of earlier times."""
    return past.issuperset(heads) if heads else bool(_cues(clause, year))


def avenged(clause: Clause, at: int) -> bool:
    """Whether a token tells what a deed answers, and came before it: "in revenge for the death of their leader"."""
    return any(end <= at < end + _NEAR and one_clause(clause, end, at) for _, end in cue_positions(clause, "avenging"))


def one_clause(clause: Clause, head: int, at: int) -> bool:
    """Whether no word that opens a clause stands between two tokens."""
    return _JOINTS.isdisjoint(clause.lowered[min(head, at) + 1 : max(head, at)])


def _cues(clause: Clause, year: int | None) -> list[int]:
    """Where words of earlier times stand, and years before the report's."""
    pairs = zip(clause.lowered, clause.lowered[1:], strict=False)
    years = [n + 1 for n, (word, told) in enumerate(pairs) if word == "in" and re.fullmatch(r"(?:19|20)\d\d", told)]
    past = [n for n in years if year is None or int(clause.lowered[n]) < year]
    told = cue_positions(clause, "history")
    of_another = {start for start, end in told if clause.lowered[end - 1 : end + 1] == ("time", "of")}  # of prayers
    return sorted({start for start, _ in told} - of_another | set(past))


def _parts(clause: Clause) -> list[int]:
    """The first tokens of the parts of a sentence: behind stops and commas, and at what opens a clause."""
    starts = [0]
    for index, token in enumerate(clause.tokens[1:], 1):
        behind = clause.lowered[index + 1 : index + 2]
        opens = token.lower in _JOINTS and not (token.lower == "since" and behind and is_date(behind[0]))
        if clause.tokens[index - 1].text in (",", ";", ":", "–", "—") or opens:
            starts.append(index)
    return starts


def _part_of(starts: Sequence[int], index: int) -> int:
    return max(n for n, start in enumerate(starts) if start <= index)


def _bounds(clause: Clause, starts: Sequence[int], part: int) -> tuple[int, int]:
    return starts[part], starts[part + 1] if part + 1 < len(starts) else len(clause.tokens)


def _has_day(clause: Clause, starts: Sequence[int], head: int) -> bool:
    first, end = _bounds(clause, starts, _part_of(starts, head))
    return not news_days().isdisjoint(clause.lowered[first:end])


def _dated_elsewhere(clause: Clause, starts: Sequence[int], part: int) -> bool:
    """Whether another part of the sentence has a day of the news."""
    first, end = _bounds(clause, starts, part)
    return not news_days().isdisjoint((*clause.lowered[:first], *clause.lowered[end:]))


def _goes_on(clause: Clause, starts: Sequence[int], part: int) -> bool:
    """Whether a part goes on with what the one before it told: "in 2014 they took it, killing ten", "and burned it",
    "after they had shot two"; not with a day of its own.
    """
    first, end = _bounds(clause, starts, part)
    if not news_days().isdisjoint(clause.lowered[first:end]):
        return False
    joined = clause.lowered[first] in ("and", "but", "after")
    token = clause.tokens[min(first + joined, end - 1)]
    return clause.lowered[first] == "after" or (token.tag == "VERB" and (joined or token.form == "ing"))


def _comes_long_before(clause: Clause, start: int) -> bool:
    """Whether a part tells what came long before what the sentence tells: "weeks after they seized him", "eleven days
    after the militia overran it", "rallies since February, when soldiers shot a nurse".
    """
    opener, before = clause.lowered[start], clause.lowered[:start]
    if opener == "after":
        unit, number = (before[-1] if before else ""), clause.lowered[max(0, start - 2)]
        return unit in _LONG or (unit == "days" and _number(number) >= _DAYS)
    told = [word for word in before[-4:] if word != ","]
    return opener == "when" and "since" in told and any(map(is_date, told))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else SMALL_NUMBERS.index(word) + 1 if word in SMALL_NUMBERS else 0


def is_date(word: str) -> bool:
    """Whether a word is a month or a year."""
    return word in words("months") or word == "may" or bool(re.fullmatch(r"(?:19|20)\d\d", word))


def news_days() -> frozenset[str]:
    """The words of days that are news."""
    return words("weekdays") | {"today", "yesterday", "tonight"}
