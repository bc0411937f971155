"""Harm to people: the phrases that say who was killed, hurt, taken or driven out, and the words that count them."""

from __future__ import annotations

import dataclasses

from dateline.reader.lexicon import words
from dateline.reader.phrases import Clause, Phrase, is_nobody, is_passive, object_of, subject_of
from dateline.reader.reading import HarmReading
from dateline.reader.triggers import Hit
from dateline.records import HarmKind, Interval

_PREDICATES: dict[str, HarmKind] = {
    "dead": "killed",
    "killed": "killed",
    "injured": "injured",
    "wounded": "injured",
    "hurt": "injured",
    "missing": "missing",
    "displaced": "displaced",
    "homeless": "displaced",
    "hospitalised": "injured",
    "hospitalized": "injured",
}
_BOUNDS = frozenset(
    "no at least up to more than less fewer about around nearly almost some over an estimated as many as roughly "
    "approximately close only exactly under".split()
)
_QUANTIFIERS = frozenset(
    "most many several dozens scores hundreds thousands few no nobody none couple majority half handful".split()
)


_SCALES = frozenset(("hundred", "thousand", "million", "billion", "dozen"))
_ARMED = frozenset(
    "militants militant fighters fighter rebels soldiers troops gunmen gunman jihadi jihadis jihadists insurgents "
    "attackers attacker assailants bomber bombers suspects suspect terrorists prisoners".split()
)


@dataclasses.dataclass(frozen=True, slots=True)
class TokenHarm:
    """Harm that stands at a token: the trigger verb, "dead", or "toll"."""

    token: int
    reading: HarmReading


def harm_of_verb(clause: Clause, hit: Hit) -> list[TokenHarm]:
    """The harm that a verb such as "kill" or "wound" tells of, one for each group of people it counts."""
    kind = hit.trigger.harm
    if kind is None or not hit.is_verb:
        return []
    intransitive = hit.trigger.lemma in ("die", "perish", "flee", "pour out", "stream out")
    passive = is_passive(clause, hit.head) or intransitive
    patient = subject_of(clause, hit.head) if passive else object_of(clause, hit.head, hit.end - hit.start)
    if patient is None and clause.tokens[hit.head].form == "past" and not passive:
        # "30 wounded": a participle without its verb
        patient = subject_of(clause, hit.head)
    if patient is None:
        return []
    if kind == "displaced" and clause.tokens[patient.core].lower in _ARMED:
        return []  # fighters who flee are no displaced persons
    found = [_reading(clause, kind, patient, hit.head)]
    if passive and patient.start > 1 and clause.tokens[patient.start - 1].lower == "and":
        earlier = clause.phrase_at(patient.start - 2)
        if earlier is not None and _count_span(clause, earlier) is not None:
            found.insert(0, _reading(clause, kind, earlier, hit.head))
    if not passive:
        following = _coordinated(clause, patient)
        if following is not None:
            found.append(_reading(clause, kind, following, hit.head))
    return [harm for harm in found if harm is not None]


def harm_of_words(clause: Clause) -> list[TokenHarm]:
    """Harm told without a verb of its own: "left 12 dead", "the toll rose to 15", "30 people are missing"."""
    found: list[TokenHarm] = []
    for index, token in enumerate(clause.tokens):
        kind = _PREDICATES.get(token.lower)
        acting = token.tag == "VERB" and not is_passive(clause, index) and object_of(clause, index) is not None
        if kind and token.tag in ("ADJ", "NOUN", "VERB") and token.form != "ing" and not acting:
            phrase = _counted_before(clause, index)
            harm = _reading(clause, kind, phrase, index) if phrase is not None else None
            if harm is not None:
                found.append(harm)
        if token.lower in ("toll", "tally", "count") or (
            token.lower == "deaths" and index and clause.tokens[index - 1].lower == "of"
        ):
            number = _number_after(clause, index)
            if number is not None and _count_span(clause, number) is not None:
                count = _count_span(clause, number)
                span = (token.start, clause.offsets(number)[1])
                found.append(TokenHarm(index, HarmReading("killed", span, count, None, total=True)))
    return found


def _number_after(clause: Clause, index: int) -> Phrase | None:
    """The figure of a toll: the first number after "to" or "at", else the first within five words."""
    for later in range(index + 1, len(clause.tokens)):
        token = clause.tokens[later]
        if token.text in ";." or token.tag == "REL":
            return None
        phrase = clause.phrase_at(later)
        if token.tag == "NUM" and phrase is not None and phrase.start == later:
            if phrase.preposition in ("to", "at", "of") or later - index <= 5 or clause.tokens[later - 1].tag == "ADV":
                return phrase
    return None


def _counted_before(clause: Clause, index: int) -> Phrase | None:
    """The counted phrase right before "dead" or "missing", over a form of be or "left"."""
    back = index - 1
    while back >= 0 and (
        clause.tokens[back].tag in ("AUX", "ADV", "MODAL", "NEG")
        or clause.tokens[back].lower in ("left", "still", "reported")
    ):
        back -= 1
    phrase = clause.phrase_at(back)
    if phrase is None or back != phrase.end - 1 or phrase.preposition in ("in", "on", "at"):
        return None
    if phrase.end > index:  # "12 dead" read as one phrase
        return phrase
    return phrase if _count_span(clause, phrase) or any(w in _QUANTIFIERS for w in clause.lower(phrase)) else None


def _coordinated(clause: Clause, phrase: Phrase) -> Phrase | None:
    index = phrase.end
    if index < len(clause.tokens) and clause.tokens[index].lower == "and":
        following = clause.phrase_at(index + 1) or clause.phrase_at(index + 3)
        if following is not None and following.start in (index + 1, index + 3):
            after = clause.tokens[following.end] if following.end < len(clause.tokens) else None
            own_verb = after is not None and after.tag in ("VERB", "AUX", "ADJ")
            if _count_span(clause, following) is not None and not own_verb:
                return following
    return None


def _reading(clause: Clause, kind: HarmKind, phrase: Phrase, token: int) -> TokenHarm | None:
    core = clause.tokens[phrase.core]
    if is_nobody(clause, phrase) and clause.tokens[phrase.start].lower != "no":
        token_span = (clause.tokens[phrase.start].start, clause.tokens[phrase.start].end)
        return TokenHarm(token, HarmReading(kind, clause.offsets(phrase), token_span, None, total=False))
    known = core.lower in words("people") or core.lower in words("bodies") or core.tag in ("NAME", "PRON", "NUM")
    count = _count_span(clause, phrase)
    if not known and count is None:
        return None
    start, end = clause.offsets(phrase)
    if count is not None:
        start = min(start, count[0])
    who = (core.start, core.end) if core.tag in ("NOUN", "NAME") and core.lower not in ("others", "other") else None
    return TokenHarm(token, HarmReading(kind, (start, end), count, who, total=False))


def _count_span(clause: Clause, phrase: Phrase) -> Interval | None:
    """The words of a phrase that count, with "at least" and the like before them; None where nothing counts."""
    numbers = [
        i
        for i in range(phrase.start, phrase.end)
        if (clause.tokens[i].tag == "NUM" or clause.tokens[i].lower in _QUANTIFIERS) and not _is_age(clause, i)
    ]
    if not numbers:
        first = clause.tokens[phrase.start]
        singular = first.lower in ("a", "an", "another", "one") and not clause.tokens[phrase.core].lower.endswith("s")
        return (first.start, first.end) if singular else None
    start, last = numbers[0], numbers[0]
    while last + 1 in numbers:
        last += 1
    if last + 1 < len(clause.tokens) and clause.tokens[last + 1].lower in _SCALES:
        last += 1
    while start and clause.tokens[start - 1].lower in _BOUNDS:
        start -= 1
    return clause.tokens[start].start, clause.tokens[last].end


def _is_age(clause: Clause, index: int) -> bool:
    following = clause.tokens[index + 1].lower if index + 1 < len(clause.tokens) else ""
    after = clause.tokens[index + 2].lower if index + 2 < len(clause.tokens) else ""
    if following == "-" and after[:1].isdigit():
        return False  # "10-15 soldiers"
    return following in ("-year-old", "year-old", "year", "-") or "year" in clause.tokens[index].lower
