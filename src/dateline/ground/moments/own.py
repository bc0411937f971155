"""Which of a sentence's time expressions says when an event took place: the one that hangs on its own verb or noun.

Every expression is laid to the verb it stands with: the last one before it in its clause, else the first after it. What
hangs on "said" dates the saying; "Sunday's riots" and "the 2015 bombing" date that noun alone; a relative clause
keeps its times to itself. An event without a time of its own takes that of a verb joined to it by "and", "when" or a
participle ("killing").
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import re
from collections.abc import Sequence

from dateline.ground.moments.reading import Told
from dateline.records import Interval

_IRREGULAR = (
    "struck|shot|took|taken|went|gone|came|began|begun|broke|broken|held|met|left|made|fell|fallen|hit|told|found|lost|won|"
    "fought|fled|flew|sent|saw|seen|gave|given|became|rose|risen|led|blew|blown|drove|driven|got|kept|knew|paid|ran|spoke|"
    "laid|slain|flung|stood|stole|stolen|swore|threw|thrown|wore|wrote|written|brought|caught|sank|shook|sought|taught|thought|put|cut|burst|"
    "set|said|born|beaten|hidden|bitten|torn|retook|retaken|overran|overthrew|withdrew|withdrawn|hurt|spread|shut|bombed|"
    "rang|rung|swept|heard|dug|rode|sold|bought|drew|drawn|hid|hung|bore|crept|lit|grew|strode|swung|dealt|chose|overcame|slit"
)
_NOT_VERBS = (
    "hundred|red|need|seed|speed|armed|united|wounded(?= man| men| people)|unarmed|deed|feed|creed|breed|indeed|"
    "weed|bed|shed|"
    "aged|alleged|so-called|suspected(?= \\w+ists?\\b)"
)
_VERB = re.compile(
    rf"\b(?!(?:{_NOT_VERBS})\b)(?:[a-z]{{2,}}ed|{_IRREGULAR}|(?<=\bto )[a-z]{{2,}}|(?<=\bwill )[a-z]+|(?<=\bwould "
    rf")[a-z]+|"
    r"(?<=\bcould )[a-z]+|(?<=\bmay )[a-z]+|(?<=\bbeen )[a-z]+ing|(?<=\bbe )[a-z]+ing|(?<=\bwas )[a-z]+ing|"
    r"leading(?= to\b)|"
    r"(?<=\bwere )[a-z]+ing|(?<=\bis )[a-z]+ing|(?<=\bare )[a-z]+ing|(?<=, )[a-z]+ing|(?:is|are|was|were|has|have|"
    r"had|will|"
    r"would|came|due|says|say|reports(?= that| (?-i:[A-Z]))))\b", re.IGNORECASE
)  # fmt: skip
_AUXILIARIES = frozenset("is are was were has have had will would be been".split())
_SAYING = frozenset(
    "said says say told announced reported reports confirmed added stated declared warned denied estimated explained "
    "noted insisted "
    "argued admitted acknowledged described wrote disclosed asserted alleged suggested predicted believed testified "
    "commented replied quoted claimed revealed according".split()
)
_SUBORDINATE = (
    r"that|who|whom|whose|which|where|when|while|as|after|before|until|because|although|though|since|if|unless"
)
_CUT = re.compile(rf"[;:—“”\"()]|,|\b(?:{_SUBORDINATE}|and|but|or)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]{1,100}\)")
_CITING = re.compile(r"(?:(?<=, )[a-z]+|reports) [A-Z]")
_DETERMINERS = frozenset(
    "the a an this that these those its their his her our another several no any some of in for by from new first "
    "second "
    "third deadliest latest last recent major deadly suicide car bomb similar failed general general's 's ’s".split()
)
_TOOK_PLACE = re.compile(
    r"\s+(?:that|which)\s+(?:had\s+)?"
    r"(?:occurred|happened|took place|broke out|erupted|ensued|began|targeted|hit|struck)\b"
)
"""What says of a noun's own event that it took place: "an encounter that broke out in Ode on May 3"."""
_LYING = frozenset(("located", "situated", "based", "called", "named", "known"))
"""Verbs of where a place lies, which no time hangs on."""
_PLACES = 30
"""Words of the places between a noun's event and its day."""
_ATTRIBUTIVE = re.compile(
    r"(?:\s+(?:night|morning|evening|afternoon|day))?(?P<of>['’]s?)?(?P<words>(?:[\s-]+[\w-]+){1,4})"
)


def said_on(text: str, sentence: Interval, told: Sequence[Told], published: dt.date | None) -> Told | None:
    """The day of the news on which a sentence is said ("police said on Sunday that"); None where it names none.

    What is told as news on the day of publication or the day before took place by then, at the latest.
    """
    times = [t for t in told if sentence[0] <= t.span[0] < sentence[1]]
    if not times or published is None:
        return None
    scene = _Scene(text, sentence, times)
    for t in times:
        day = t.reach.start
        fresh = day is not None and day == t.reach.end and 0 <= (published - day).days <= 1
        if fresh and scene.dates_saying(t):
            return t
    return None


@dataclasses.dataclass(frozen=True, slots=True)
class _Clause:
    """A stretch between two joints, with the joint that opens it and how deep it hangs in relative clauses."""

    start: int
    end: int
    opener: str


def own_moment(text: str, sentence: Interval, trigger: Interval, told: Sequence[Told]) -> Told | None:
    """The expression, of those told in the sentence, that dates the event at a trigger; None where none does."""
    times = [t for t in told if sentence[0] <= t.span[0] < sentence[1]]
    if not times:
        return None
    scene = _Scene(text, sentence, times)
    return scene.own(trigger)


class _Scene:
    """One sentence cut into clauses, with its verbs and what each time expression hangs on."""

    def __init__(self, text: str, sentence: Interval, times: Sequence[Told]) -> None:
        self._text = text
        self._times = times
        inside = [t.span for t in times]
        self._verbs = [
            v.span() for v in _VERB.finditer(text, *sentence) if not any(a <= v.start() < b for a, b in inside)
        ]
        brackets = [m.span() for m in _BRACKETS.finditer(text, *sentence)]
        self._passed = inside + [b for b in brackets if not any(_touch(b, v) for v in self._verbs)]
        self._clauses = self._cut(sentence)
        self._sentence = sentence

    def _joints(self, start: int, end: int) -> list[re.Match[str]]:
        """What parts clauses between two offsets; a bracket that tells of nothing, as a short name, parts none."""
        joints = _CUT.finditer(self._text, start, end)
        return [joint for joint in joints if not any(a <= joint.start() < b for a, b in self._passed)]

    def _cut(self, sentence: Interval) -> list[_Clause]:
        bounds = [(sentence[0], sentence[0], "")]
        bounds += [(joint.start(), joint.end(), joint[0].lower()) for joint in self._joints(*sentence)]
        stops = [b[0] for b in bounds[1:]] + [sentence[1]]
        return [_Clause(b[1], stop, b[2]) for b, stop in zip(bounds, stops, strict=True)]

    def _clause_at(self, position: int) -> int:
        return max(i for i, c in enumerate(self._clauses) if c.start <= position or i == 0)

    # --- what an expression hangs on

    def _noun_of(self, told: Told) -> Interval | None:
        """The words that an expression stands before as an attribute: "Sunday's riots", "the July 7 attacks"."""
        end = told.span[1]
        match = _ATTRIBUTIVE.match(self._text, end, self._sentence[1])
        if not match:
            return None
        if match["of"]:
            return self._noun_phrase(match.span("words"))
        if told.reach.length is not None:
            return None
        before = self._text[self._sentence[0] : told.expression.cores[0].start].split()
        determined = bool(before) and before[-1].lower() in (
            "the",
            "a",
            "its",
            "their",
            "an",
            "'s",
            "’s",
            "his",
            "her",
            "late",
        )
        word = re.match(r"\s+([A-Za-z-]+)", self._text[end:])
        if not word or word[1].lower() in _FUNCTION_WORDS or not determined:
            return None
        return self._noun_phrase(match.span("words"))

    def _noun_phrase(self, words: Interval) -> Interval:
        """The first of some words up to a verb or a word of grammar: "riots" of "riots were put down"."""
        end = words[0]
        for number, word in enumerate(re.finditer(r"[\w-]+", self._text[slice(*words)])):
            start = words[0] + word.start()
            verb = number > 0 and any(_touch(v, (start, start + 1)) for v in self._verbs)
            if word[0].lower() in _FUNCTION_WORDS or verb:
                break
            end = words[0] + word.end()
        return words[0], end

    def _verb_of(self, told: Told) -> Interval | None:
        """The verb that an expression hangs on: the last before it in its clause, else the first after it."""
        if told.expression.cores[0].rule.name == "since so long":
            later = [v for v in self._verbs if v[0] >= told.span[1]]
            return self._main(later) if later else None
        clause = self._clauses[self._clause_at(told.span[0])]
        before = [v for v in self._verbs if clause.start <= v[0] and v[1] <= told.span[0]]
        if before:
            return before[-1]
        later = [v for v in self._verbs if v[0] >= told.span[1] and not self._cites(v)]
        after = [v for v in later if v[0] < clause.end]
        if after:
            return self._main(after)
        if clause.opener in _EARLIER and _is_long(told):
            return None  # "freed students after the killing of a nurse last year"
        index = self._clause_at(told.span[0])
        if not self._text[clause.start : told.span[0]].strip(" ,\n") or told.expression.lead:
            # An expression between commas: at the opening of the sentence it hangs on what follows, else on what
            # precedes.
            if index == 0 or (self._clauses[index].opener in ("and", "but", ";", "“", '"', "that")):
                if later:
                    return self._main(later)
        earlier = [v for v in self._verbs if v[1] <= told.span[0]]
        outside = [v for v in earlier if clause.opener == "," and not self._is_earlier(self._clause_at(v[0]))]
        if earlier:
            return (outside or earlier)[-1]
        return self._main(later) if later else None

    def _is_earlier(self, number: int) -> bool:
        """Whether a clause is a relative one of what was before: "who had been held"."""
        clause = self._clauses[number]
        return clause.opener in _RELATIVE and _HAD.match(self._text, clause.start, clause.end) is not None

    def _main(self, verbs: list[Interval]) -> Interval:
        """Of "was shot", "has been fighting" the last word."""
        for verb, following in itertools.pairwise(verbs):
            between = self._text[verb[1] : following[0]].split()
            if self._text[slice(*verb)].lower() not in _AUXILIARIES or len(between) > 2:
                return verb
        return verbs[0] if len(verbs) == 1 else verbs[-1] if self._is_auxiliary(verbs[-2]) else verbs[0]

    def _is_auxiliary(self, verb: Interval) -> bool:
        return self._text[slice(*verb)].lower() in _AUXILIARIES

    def _says(self, verb: Interval | None) -> bool:
        return verb is not None and self._text[slice(*verb)].lower() in _SAYING

    def _cites(self, verb: Interval) -> bool:
        """Whether a verb only names who said what stands before it: "on May 9, reports Dawn"."""
        return self._says(verb) and _CITING.match(self._text, verb[0]) is not None

    def dates_saying(self, told: Told) -> bool:
        """Whether an expression hangs on a verb of saying."""
        return self._noun_of(told) is None and self._says(self._verb_of(told))

    # --- the event's own

    def own(self, trigger: Interval) -> Told | None:
        direct: list[Told] = []
        hanging: list[tuple[Told, Interval | None]] = []
        for told in self._times:
            noun = self._noun_of(told)
            if noun is not None:
                if noun[0] <= trigger[0] < noun[1]:
                    direct.append(told)
                continue
            hanging.append((told, self._verb_of(told)))
        if direct:
            return _best(direct)
        if self._is_noun(trigger):
            attached = [t for t, _ in hanging if self._follows_noun(trigger, t)]
            if not attached and len(hanging) > 1:
                # Of two expressions after one verb the second, right behind the noun, is the noun's.
                attached = [
                    t
                    for t, v in hanging
                    if t.span[0] >= trigger[1]
                    and self._within_phrase(trigger[1], t.span[0])
                    and any(o is not t and w == v and o.span[1] <= trigger[0] for o, w in hanging)
                ]
            if attached:
                return next((t for t in attached if t.reach.resolved), attached[0])
            verb = self._governor(trigger)
        else:
            verb = self._as_verb(trigger)
        if verb is None:
            return None
        own = [t for t, v in hanging if v is not None and _touch(v, verb)]
        if own:
            return _best(own)
        return self._shared(verb, hanging)

    def _is_noun(self, trigger: Interval) -> bool:
        word = self._text[slice(*trigger)].strip().lower().partition(" ")[0]
        before = re.findall(r"['’]s|[\w-]+", self._text[self._sentence[0] : trigger[0]].lower())
        if any(_touch(v, trigger) for v in self._verbs) and not (
            before and before[-1] in ("the", "a", "an", "'s", "’s")
        ):
            return False
        if before and (before[-1] in _AUXILIARIES or before[-1] in ("to", "will", "would", "he", "she", "they", "not")):
            return word.endswith("ing") and before[-1] == "of"
        return True

    def _as_verb(self, trigger: Interval) -> Interval | None:
        return next((v for v in self._verbs if _touch(v, trigger)), trigger)

    def _follows_noun(self, trigger: Interval, told: Told) -> bool:
        """ "an attack in Paris in 2009", "an attack carried out in 2009", "raids that began on Sunday"."""
        if told.span[0] < trigger[1]:
            return False
        between = self._text[trigger[1] : told.span[0]]
        taking_place = _TOOK_PLACE.match(between)
        if taking_place and len(between.split()) < _PLACES:
            behind = [v for v in self._verbs if trigger[1] + taking_place.end() <= v[0] < told.span[0]]
            if all(self._text[slice(*v)].lower() in _LYING for v in behind):
                return True
        if re.search(r"[,;:]", between) or len(between.split()) > 9:
            return False
        verbs = [v for v in self._verbs if trigger[1] <= v[0] < told.span[0]]
        if not verbs:
            # Of two nouns before one expression the nearer has it; a verb before them both keeps it unless "of" ties
            # it.
            return (
                bool(
                    re.fullmatch(
                        r"(?:\s+(?:of|in|on|at|near|outside|against|by|from)\s+(?:the\s+)?[\w'’-]+)*\s+(?:of|in|on|from|for)?"
                        r"(?:\s+the)?\s*",
                        between,
                    )
                )
                and bool(re.search(r"\b(?:of|in|on|since)\s*$", between) or told.expression.lead == "since")
                and self._no_verb_claims(trigger, told)
            )
        return bool(
            re.match(
                r"\s+(?:(?:it|he|she|they|we) (?:had |has |have )?\w+|(?:that|which)?\s*(?:had |has |have |were |was )?"
                r"(?:been )?(?:carried out|committed|launched|staged|began|started|erupted|killed|left|took place|"
                r"occurred|happened|dated?|broke out))\b",
                between,
            )
        )

    def _within_phrase(self, start: int, end: int) -> bool:
        """Whether only what a noun may carry lies between: "the shooting of a boy the day before"."""
        between = self._text[start:end]
        return (
            not re.search(r"[,;:]", between)
            and len(between.split()) <= 6
            and not any(start <= v[0] < end for v in self._verbs)
        )

    def _no_verb_claims(self, trigger: Interval, told: Told) -> bool:
        clause = self._clauses[self._clause_at(trigger[0])]
        return not any(clause.start <= v[0] < trigger[0] for v in self._verbs) or told.reach.open_end

    def _governor(self, trigger: Interval) -> Interval | None:
        """The verb of a noun's clause: the first after it ("the attack killed"), else the last before it."""
        clause = self._clauses[self._clause_at(trigger[0])]
        before = [v for v in self._verbs if clause.start <= v[0] and v[1] <= trigger[0]]
        after = [v for v in self._verbs if trigger[1] <= v[0] < clause.end]
        if before:
            return before[-1]
        if after:
            return self._main(after)
        following = [v for v in self._verbs if v[0] >= trigger[1]]
        return self._main(following) if following and not before else None

    def _shared(self, verb: Interval, hanging: list[tuple[Told, Interval | None]]) -> Told | None:
        """The time of a verb joined to this one by "and", "when", "as", "while", or a participle after a comma."""
        fitting: list[tuple[bool, int, Told]] = []
        for told, other in hanging:
            if other is None or self._says(other) or told.expression.cores[0].rule.name == "since then":
                continue
            own, others = (self._clause_at(v[0]) for v in (verb, other))
            home, away = self._clauses[own], self._clauses[others]
            if away is not home and away.opener in _RELATIVE and home.opener not in ("and", "or"):
                continue  # "the mayor, who was elected in 2016, was shot"
            first, second = sorted((verb, other))
            between = self._text[first[1] : second[0]]
            goes_on = own < others or (own == others and _GOES_ON.search(between))
            if goes_on and self._is_earlier(own) and away.opener not in ("and", "or"):
                continue  # "the mayor, who had been taken by rebels, was found on Monday"
            joints = [joint[0].lower() for joint in self._joints(first[1], second[0])]
            if any(j in _CLOSED for j in joints) or (other > verb and _CONTACT.search(between)):
                continue
            fitting.append((not told.reach.resolved, len(between), told))
        return min(fitting, key=lambda f: f[:2])[2] if fitting else None


_EARLIER = ("after", "before", "since")
_WEEK = dt.timedelta(days=7)
_CONTACT = re.compile(r"\b(?!(?:and|but|when|as|while)\b)[a-z]+ (?:it|he|she|they|we)(?: had| has| have)? $")
"""What opens a relative clause without its word: "the embargo it imposed in March"."""
_RELATIVE = frozenset(("who", "whom", "whose", "which", "where"))
_GOES_ON = re.compile(r"\b(?:was|were|is|are|has|have)\b")
"""What goes on with a sentence behind a relative clause."""
_HAD = re.compile(r"(?:\s+\w+){0,3}?\s+had\b", re.IGNORECASE)
_CLOSED = frozenset(
    ("who", "whom", "whose", "which", "that", "where", "after", "before", "until", ";", "since", "but", "(", ")")
)
_FUNCTION_WORDS = frozenset(
    "in on at by of for from to and or but that which who when where while as after before until with near during "
    "into over "
    "under against amid following is are was were has have had will would said says told killing leaving "
    "wounding".split()
)


def _is_long(told: Told) -> bool:
    """Whether an expression names a stretch of time, and no day of the news."""
    start, end = told.reach.start, told.reach.end
    return start is not None and end is not None and end - start >= _WEEK


def _touch(one: Interval, other: Interval) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _best(told: list[Told]) -> Told:
    """Of several expressions of one event the one that says most: a day before a length, resolved before unresolved."""

    def rank(t: Told) -> tuple[bool, bool, int]:
        reach = t.reach
        days = (reach.end - reach.start).days if reach.start and reach.end else 10**6
        return (not t.dates, reach.length is not None and not reach.resolved, days)

    return min(told, key=rank)
