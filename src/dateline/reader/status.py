"""Did it happen? The status of an event by the words that govern its trigger: negation, modals, fears, plans, attempts.

Rules, in order of strength; the probabilities are set by hand and not yet calibrated (docs/limits.md).
"""

from __future__ import annotations

import functools
import math

from dateline.reader.clauses import Clause, Phrase
from dateline.reader.lexicon import words
from dateline.reader.network import Told
from dateline.reader.phrases import is_nobody, main_verb_behind, verb_group_start
from dateline.reader.subjects import subject_of
from dateline.reader.tagging import Token
from dateline.reader.triggers import Hit
from dateline.records import REALISED, Status

DEFAULT_PROBABILITY = 0.7
CUE_PROBABILITY = 0.8
CERTAIN_PROBABILITY = 0.9
"""Of what the trigger's own words say, and of what is said to be untrue: the network is not asked."""
_NEAR = 7
"""Tokens between a cue such as "tried to" and what it governs; farther away it governs something else."""
_FAR = 16
"""Tokens that "denied that ..." reaches: a clause, not what else the sentence tells."""
_QUOTES = frozenset('"“”')
_BOUNDARY = frozenset({";", ":"})


@functools.cache
def _phrases(name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(words(name), key=len, reverse=True):
        key = tuple(phrase.split())
        table[key[0]] = (*table.get(key[0], ()), key)
    return table


def cue_positions(clause: Clause, name: str) -> list[tuple[int, int]]:
    """Where the cues of one list stand in a sentence, as token ranges `[start, end)`."""
    if name in clause.cues:
        return clause.cues[name]
    table = _phrases(name)
    # Most sentences hold none: whole sets are compared faster than word by word.
    clause.cues[name] = [] if table.keys().isdisjoint(clause.lowered) else _found(clause.lowered, table)
    return clause.cues[name]


def _found(lower: tuple[str, ...], table: dict[str, tuple[tuple[str, ...], ...]]) -> list[tuple[int, int]]:
    """Where the phrases of a table stand; quotation marks inside of one do not count."""
    told = [index for index, word in enumerate(lower) if word not in _QUOTES]
    plain = tuple(lower[index] for index in told)
    return [
        (told[at], told[at + len(phrase) - 1] + 1)
        for at, word in enumerate(plain)
        for phrase in table.get(word, ())
        if plain[at : at + len(phrase)] == phrase
    ]


def governor(clause: Clause, hit: Hit) -> int | None:
    """The verb that carries the event: the trigger itself, or the verb whose object or subject a noun trigger is."""
    if hit.is_verb:
        return hit.head
    phrase = clause.phrase_at(hit.head)
    if phrase is None or not hit.start <= phrase.core <= hit.head:  # "a state of emergency" has its core in "state"
        return None
    for index in range(phrase.start - 1, max(-1, phrase.start - 5), -1):
        token = clause.tokens[index]
        if token.tag == "VERB" and token.lemma in words("reporting_verbs") and _verb_next(clause, phrase):
            break  # "said a second round could begin"
        if token.tag == "VERB":
            return index
        if token.tag not in ("ADV", "PREP", "DET") or token.lower in ("of", "after", "before", "since", "following"):
            break
    for index in range(phrase.end, len(clause.tokens)):
        token = clause.tokens[index]
        if token.tag == "VERB" or (token.tag == "AUX" and not _verb_soon(clause, index)):
            subject = subject_of(clause, index)
            return index if subject is not None and subject.start == phrase.start else None
        if token.text in _BOUNDARY or token.tag == "REL":
            return None
    return None


def _verb_next(clause: Clause, phrase: Phrase) -> bool:
    """Whether a verb group follows a phrase at once, which is then its subject."""
    return phrase.end < len(clause.tokens) and clause.tokens[phrase.end].tag in ("MODAL", "AUX", "VERB")


def _verb_soon(clause: Clause, index: int) -> bool:
    for token in clause.tokens[index + 1 : index + 5]:
        if token.tag == "VERB":
            return True
        if token.tag not in ("AUX", "ADV", "NEG") and token.lower not in ("more", "than"):
            return False
    return False


def settle(rule: Status, sure: float, told: Told | None) -> tuple[Status, float]:
    """The status and its probability, of what the rules say (with how sure they are) and of what the network says.

    The logarithms of the network's probabilities are added to the rule's weight: a cue weighs more than the rules'
    silence.
    """
    if told is None or sure >= CERTAIN_PROBABILITY:
        return rule, sure
    scores = {status: NETWORK * math.log(max(chance, 1e-4)) for status, chance in told.statuses.items()}
    scores[rule] += CUED if sure >= CUE_PROBABILITY else UNCUED
    real = chance_realised(told)
    for status in scores:
        scores[status] += REAL * math.log(max(1e-3, real if status in REALISED else 1 - real))
    top = max(scores.values())
    whole = sum(math.exp(score - top) for score in scores.values())
    best = max(scores, key=scores.__getitem__)
    return best, round(1 / whole, 3)


def chance_realised(told: Told) -> float:
    """The calibrated probability that a word's event happened, by its factuality."""
    return 1 / (1 + math.exp(-(SLOPE * told.factuality + SHIFT)))


NETWORK, CUED, UNCUED, REAL = 0.9, 4.5, 2.5, 0.3
"""Weights of the network's probabilities, of a rule with a cue and without, and of the factuality, chosen for
MEANTIME's certainty, polarity and time."""
SLOPE, SHIFT = 3.261, 0.016
"""Of the logistic curve from factuality to the probability of having happened (`python -m training.calibration`)."""


def status_of(clause: Clause, hit: Hit) -> tuple[Status, float]:
    """The status of a trigger's event and how sure the rule is of it."""
    scope = _Scope(clause, hit)
    own = _by_the_deed(scope, hit)
    if own is not None:
        return own
    if scope.before("denial", _FAR) or scope.refuted():
        return "denied", CERTAIN_PROBABILITY
    if _is_unreal(clause, hit):
        return "hypothetical", CUE_PROBABILITY
    if scope.negated and not scope.before("fear_that"):
        return "denied", CUE_PROBABILITY
    if scope.before("unreal"):
        return "hypothetical", CUE_PROBABILITY
    by_modal = _by_modal(scope)
    for name, status, reach in _GOVERNING:
        if scope.before(name, reach) or (name in _PREDICATES and scope.said_of(name)):
            weaker = status == "predicted" and by_modal in ("planned", "hypothetical", "threatened")
            return by_modal if weaker and by_modal else status, CUE_PROBABILITY
    if by_modal is not None:
        conditional = by_modal == "predicted" and _is_conditional(clause, hit)
        return "hypothetical" if conditional else by_modal, CUE_PROBABILITY
    for name, status, reach in _WEAKER:
        if scope.before(name, reach):
            return status, CUE_PROBABILITY
    return _as_spoken_of(scope) or _realised(clause, hit, scope.verb, scope.group)


def _by_the_deed(scope: _Scope, hit: Hit) -> tuple[Status, float] | None:
    """What a word tells by itself, and its negation: a bomb made safe, one that did not go off, a deed only judged."""
    if hit.trigger.lemma in words("thwarting"):
        return ("denied" if scope.negated else "attempted"), CERTAIN_PROBABILITY
    if scope.judged:
        return "happened", CUE_PROBABILITY  # "did not endorse the killings"
    if scope.negated and hit.trigger.lemma in words("fizzling") and not scope.before("denial", _FAR):
        return "attempted", CERTAIN_PROBABILITY  # "the second bomb did not go off"
    return None


def _as_spoken_of(scope: _Scope) -> tuple[Status, float] | None:
    """What an allegation or an announcement makes of an event."""
    if scope.alleged():
        return "alleged", CERTAIN_PROBABILITY
    return ("planned", CUE_PROBABILITY) if scope.announced() else None


def _is_conditional(clause: Clause, hit: Hit) -> bool:
    """Whether a condition opens the sentence or its part: "the ship had lost power; if it was attacked, boats would be
    sent".
    """
    last = max((n for n in range(hit.start) if clause.tokens[n].text in _BOUNDARY), default=-1)
    return clause.lowered[last + 1] in ("if", "unless")


def _is_unreal(clause: Clause, hit: Hit) -> bool:
    """Whether an inverted condition tells it: "had the bomb exploded, hundreds could have died"."""
    opening = clause.tokens[0]
    subject = clause.phrase_at(1)
    if opening.lower not in ("had", "were") or opening.tag != "AUX" or subject is None or subject.start != 1:
        return False
    comma = next((n for n, token in enumerate(clause.tokens) if token.text == ","), 0)
    return hit.is_verb and subject.end <= hit.start < comma and any(t.tag == "MODAL" for t in clause.tokens[comma:])


class _Scope:
    """The words around an event that may govern it: those before it in its clause, and its verb group."""

    def __init__(self, clause: Clause, hit: Hit) -> None:
        self._clause, self.hit = clause, hit
        self.verb = governor(clause, hit)
        carried = self.verb is not None and (hit.is_verb or self.verb < hit.head)
        self._anchor = _group_start(clause, self.verb) if carried and self.verb is not None else hit.start
        self._floor = max((i + 1 for i in range(self._anchor) if _opens_clause(clause, i)), default=0)
        start = self.verb if self.verb is None else _group_start(clause, self.verb)
        self.group = list(clause.tokens[start : self.verb]) if start is not None else []
        without = self._anchor > 0 and clause.lowered[self._anchor - 1] == "without"
        self.presupposed = _is_presupposed(clause, hit, self.verb)
        self.judged = _is_only_judged(clause, hit, self.verb) and any(t.tag == "NEG" for t in self.group)
        self.negated = not (self.presupposed or self.judged) and (
            any(t.tag == "NEG" or t.lower in ("never", "cannot") for t in self.group)
            or _no_before(clause, hit)
            or (hit.is_verb and without)
        )

    def before(self, name: str, reach: int | None = None) -> bool:
        """Whether a cue of the list stands before the event, at most `reach` tokens before its verb group."""
        low = self._floor if reach is None else max(self._floor, self._anchor - reach)
        start = self.hit.start
        cues = [(a, b) for a, b in cue_positions(self._clause, name) if low <= a < start and b <= start + 1]
        if name in ("allegation", "denial"):
            cues = [cue for cue in cues if not self._is_of_another(cue)]
        return bool(cues)

    def _is_of_another(self, cue: tuple[int, int]) -> bool:
        """Whether a cue says of whom, or of what kind, and not whether: "alleged rebels shot him", "it appears to be a
        revenge killing", "denied that the attack had hurt anybody".
        """
        start, end = cue
        phrase = self._clause.phrase_at(start)
        described = phrase is not None and self._clause.tokens[start].tag == "ADJ" and self.hit.head >= phrase.end
        kind = self._clause.lowered[end - 1 : end + 1] == ("to", "be") and not self.hit.is_verb
        own = phrase is not None and phrase.start <= self.hit.head < phrase.end  # "the alleged attack was condemned"
        # "a man said to have fired was arrested"
        told = self._clause.lowered[end - 1] in ("to", "have") and self._clause.covering[start - 1] >= 0
        beyond = told and main_verb_behind(self._clause, end + 1) <= self._anchor
        return described or kind or beyond or (self.presupposed and not own)

    def alleged(self) -> bool:
        """Whether it is told after "alleged that", whatever stands between ("alleged that men bound and shot 56"), or
        around an allegation between commas ("their sons, they allege, were shot").
        """
        tokens = self._clause.tokens
        for verb in range(1, len(tokens) - 1):
            said = tokens[verb].lemma == "allege" and tokens[verb + 1].text == "," and tokens[verb].tag == "VERB"
            if said and any(token.text == "," for token in tokens[max(0, verb - 4) : verb]):
                if not _is_parted(self._clause, verb + 1, self.hit.head):
                    return True
        return any(end <= self.hit.start for _, end in cue_positions(self._clause, "allegation_that"))

    def is_ours(self) -> bool:
        """Whether the speaker is who does it: "we will storm their camp"."""
        doer = subject_of(self._clause, self.verb) if self.hit.is_verb and self.verb is not None else None
        return doer is not None and self._clause.lowered[doer.core] in ("we", "i")

    def announced(self) -> bool:
        """Whether a rally or talks are what somebody announced or called: "announced a march for Friday"."""
        if self.hit.is_verb or self.hit.trigger.type not in ("PROTEST", "CONSULT") or self.verb is None:
            return False
        return self.verb < self.hit.head and self._clause.tokens[self.verb].lemma in ("announce", "call", "schedule")

    def refuted(self) -> bool:
        """Whether the sentence says afterwards that it is not so: "reports that gunmen killed six were false"."""
        end = self.hit.end
        return any(a >= end and _linked(self._clause, end, a) for a, _ in cue_positions(self._clause, "refutation"))

    def said_of(self, name: str) -> bool:
        """Whether a cue is said of a noun event: "victory is imminent", "the attack was foiled"."""
        end = self.hit.end
        cues = () if self.hit.is_verb else cue_positions(self._clause, name)
        return any(end <= a <= end + _NEAR + 3 and _linked(self._clause, end, a) for a, _ in cues)


def _group_start(clause: Clause, verb: int) -> int:
    """Where the verb group begins that a verb shares with one before "and": "were said to be killed and hurt"."""
    while verb > 1 and clause.tokens[verb - 1].tag == "CONJ" and clause.tokens[verb - 2].tag == "VERB":
        forms = {clause.tokens[n].form for n in (verb - 2, verb)}
        if len(forms) > 1 and forms != {"past", "participle"}:
            break
        verb -= 2
    return verb_group_start(clause, verb)


def _by_modal(scope: _Scope) -> Status | None:
    """What a modal of the verb group makes of the event; beside a warning it tells a fear."""
    modal = next((t.lower.replace("’", "'") for t in scope.group if t.tag == "MODAL"), None)
    if modal is None:
        return None
    if scope.before("warning"):
        return "feared"
    match modal:
        case "will" | "'ll" | "shall" if scope.hit.trigger.type in ("PROTEST", "CONSULT"):
            return "planned"  # rallies and talks are announced by those who will hold them
        case "will" | "'ll" | "shall" if scope.is_ours() and scope.hit.trigger.type in ("ASSAULT", "COERCE"):
            return "threatened"  # "we will storm their camp"
        case "would" if not scope.hit.is_verb and scope.verb is not None and scope.verb > scope.hit.head:
            return "hypothetical"  # "an attack would be a disaster"
        case "will" | "'ll" | "shall" | "would":
            return "predicted"
        case "may" | "might" | "could" | "can":
            return "feared" if scope.hit.trigger.type in ("ASSAULT", "THREATEN", "COERCE") else "hypothetical"
        case _:
            return "hypothetical"


_GOVERNING: tuple[tuple[str, Status, int | None], ...] = (
    ("threat", "threatened", _NEAR),
    ("attempt", "attempted", _NEAR),
    ("fear_that", "feared", None),
    ("fear", "feared", _NEAR - 3),
    ("plan", "planned", _NEAR - 2),
    ("prediction", "predicted", 3),
    ("expectation", "predicted", _NEAR + 1),
)
"""Cue list, the status it gives, and how many tokens before the event's verb group it may stand (None: any)."""
_WEAKER: tuple[tuple[str, Status, int], ...] = (
    ("hypothesis", "hypothetical", _NEAR + 3),
    ("allegation", "alleged", _NEAR + 1),
)
"""Cues that give way to a modal."""
_PREDICATES = frozenset({"prediction", "attempt", "plan"})


_SUBORDINATORS = frozenset(("after", "before", "when", "while", "because", "although", "though", "since", "until"))


def _opens_clause(clause: Clause, index: int) -> bool:
    """Whether what stands before a token governs nothing after it: a stop, "after", "and" with a finite verb."""
    token = clause.tokens[index]
    if token.text in _BOUNDARY or token.lower in _SUBORDINATORS:
        return True
    if token.lower not in ("and", "but") or index + 1 >= len(clause.tokens):
        return False
    following = clause.tokens[index + 1]
    return following.tag in ("AUX", "MODAL") or (following.tag == "VERB" and following.form in ("past", "s"))


def _is_parted(clause: Clause, one: int, other: int) -> bool:
    """Whether a stop, or "and" behind a comma, stands between two tokens."""
    first, last = min(one, other), max(one, other)
    between = range(first + 1, last)
    tokens = clause.tokens
    return any(tokens[n].text in _BOUNDARY or (tokens[n].tag == "CONJ" and tokens[n - 1].text == ",") for n in between)


def _is_presupposed(clause: Clause, hit: Hit, verb: int | None) -> bool:
    """Whether a known event is only what something else is said of: "the attack was no failure of the police", "did not
    hurt anybody"; not "the attack did not take place".
    """
    phrase = clause.phrase_at(hit.head)
    if hit.is_verb or phrase is None or phrase.core != hit.head or verb is None or verb < phrase.end:
        return False
    known = clause.lowered[phrase.start] in ("the", "this", "that", "these", "those")
    return known and clause.tokens[verb].lemma not in words("occurring")


def _is_only_judged(clause: Clause, hit: Hit, verb: int | None) -> bool:
    """Whether a known deed is only what somebody thinks or says something of: "did not endorse the killings"."""
    phrase = clause.phrase_at(hit.head)
    if hit.is_verb or phrase is None or verb is None or verb > hit.head or clause.lowered[phrase.start] != "the":
        return False
    return clause.tokens[verb].lemma in _JUDGING


_JUDGING = frozenset(
    "endorse condemn approve support regret mention discuss forget forgive justify excuse welcome".split()
)


def _linked(clause: Clause, start: int, cue: int) -> bool:
    return all(t.tag not in ("REL", "CONJ") and t.text not in ".;" for t in clause.tokens[start:cue])


def _no_before(clause: Clause, hit: Hit) -> bool:
    phrase = clause.phrase_at(hit.head)
    if not hit.is_verb:
        return phrase is not None and is_nobody(clause, phrase) and phrase.core == hit.head
    subject = subject_of(clause, hit.head)
    return subject is not None and is_nobody(clause, subject) and hit.trigger.harm is None


def _is_one_of_a_row(clause: Clause, hit: Hit) -> bool:
    """Whether an infinitive tells what a place or person was the first or last to do: "the second city to fall"."""
    phrase = clause.phrase_at(verb_group_start(clause, hit.head) - 1)
    words_of = clause.lower(phrase) if phrase is not None else []
    verb = clause.tokens[phrase.start - 1].lower if phrase is not None and phrase.start else ""
    return verb in ("was", "were", "became") and not _IN_A_ROW.isdisjoint(words_of)


_IN_A_ROW = frozenset("first second third fourth fifth sixth latest last only".split())
_GOING_ON = frozenset(("continue", "persist", "rage", "raging", "raged"))
"""What a noun's event does that goes on: "fighting continued", "clashes were raging"."""


def _realised(clause: Clause, hit: Hit, verb: int | None, group: list[Token]) -> tuple[Status, float]:
    token = clause.tokens[verb] if verb is not None else None
    progressive = (
        token is not None and token.form == "ing" and any(t.lower in ("is", "are", "'re", "’re") for t in group)
    )
    continuing = any(t.tag == "VERB" and t.lemma in ("continue", "keep") for t in group)
    if hit.is_verb and (progressive or continuing):
        return "ongoing", CUE_PROBABILITY
    if not hit.is_verb and token is not None and (token.lemma in _GOING_ON or token.lower in _GOING_ON):
        return "ongoing", CUE_PROBABILITY
    window = {t.lower for t in clause.tokens[max(0, hit.start - 2) : hit.end + 4]}
    if not hit.is_verb and window & {"ongoing", "underway"}:
        return "ongoing", CUE_PROBABILITY
    if hit.is_verb and token is not None and token.form == "base" and any(t.tag == "TO" for t in group):
        if hit.trigger.type in ("REQUEST", "ACCUSE", "REJECT"):
            return "happened", 0.5  # "rallied to demand": the rally is the demand
        done = any(t.tag == "VERB" and t.lemma in words("carrying_through") for t in group)
        if done or _is_one_of_a_row(clause, hit):
            return "happened", CUE_PROBABILITY  # "managed to seize it"
        # A bare purpose ("positioned themselves to trap"): meant, not told as done.
        return "planned", 0.5
    return "happened", DEFAULT_PROBABILITY
