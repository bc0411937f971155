"""Harm to people that a word of an event tells: whom it kills, hurts, takes or drives out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from dateline.reader.clauses import Clause, Phrase
from dateline.reader.counting import (
    before_age,
    count_span,
    inner_people,
    is_people,
    joined_people,
    nearest_inside,
    reading_of,
)
from dateline.reader.lexicon import listed, table
from dateline.reader.phrases import is_day, is_passive, object_of, shares_passive, verb_group_start
from dateline.reader.reading import HarmReading
from dateline.reader.roles import possessor
from dateline.reader.subjects import subject_of
from dateline.reader.triggers import Hit
from dateline.records import HarmKind

_INTRANSITIVE = frozenset(("die", "perish", "flee", "pour out", "stream out"))
_ARMED = frozenset(("fighter", "jihadi", "suspect", "suspects"))
"""Who flees and is no displaced person, beside those who bear arms or attack."""
_ATTEMPTED = frozenset(("attempted", "attempt"))
_NEAR = 4
"""Tokens behind a verb in which "along with" still adds to its people."""


@dataclasses.dataclass(frozen=True, slots=True)
class TokenHarm:
    """Harm that stands at a token: the trigger verb, "dead", or "toll"."""

    token: int
    reading: HarmReading


def add_harm(known: list[TokenHarm], new: Iterable[TokenHarm]) -> list[TokenHarm]:
    """The harm of one event with more of it: the same people come to harm once, and who is dead is not hurt.

    What one word tells of several kinds ("no casualties") all stays.
    """
    found = list(known)
    for harm in new:
        same = [o for o in found if overlaps(harm, o) and _tells_same(harm, o)]
        worse = [o for o in same if harm.reading.kind == "killed" and o.reading.kind == "injured"]
        if same and len(worse) < len(same):
            continue
        found = [other for other in found if other not in worse]
        found.append(harm)
    return found


def _tells_same(new: TokenHarm, known: TokenHarm) -> bool:
    """Whether harm of the same words is that of a known one: of its kind, or by another word and with a number."""
    numbered = known.reading.count is not None or known.reading.persons is not None
    return known.reading.kind == new.reading.kind or (known.token != new.token and numbered)


def overlaps(one: TokenHarm, other: TokenHarm) -> bool:
    """Whether two harms are told of the same words."""
    a, b = one.reading.span, other.reading.span
    return a[0] < b[1] and b[0] < a[1]


def is_one(clause: Clause, harm: TokenHarm) -> bool:
    """Whether harm is told of one person by a word: "a man was arrested", "one of the riders"."""
    count = harm.reading.count
    return any(t.start == count[0] and t.lower in ("a", "an", "one") for t in clause.tokens) if count else False


def harm_of_hit(clause: Clause, hit: Hit) -> list[TokenHarm]:
    """The harm that a trigger tells of, one for each group of people it counts."""
    kind = _kind(clause, hit)
    if kind is None or (hit.trigger.hurts and hit.is_verb and _is_call(clause, hit)):
        return []
    presumed = hit.trigger.harm is None and kind == "injured"
    people = _patients(clause, hit, kind, presumed=presumed) if hit.is_verb else _people_of_noun(clause, hit)
    if kind == "displaced":
        # Fighters who flee are no displaced persons.
        armed = listed("control.toml", "armed") | listed("harm.toml", "attackers") | _ARMED
        people = [p for p in people if clause.tokens[p.core].lower not in armed]
    readings = [reading_of(clause, kind, phrase, presumed=presumed) for phrase in people]
    if hit.is_verb and _kills_and_hurts(clause, hit):
        # "killed and wounded five", "five were killed and wounded": nobody knows how many of each
        readings = [r and dataclasses.replace(r, count=None, persons=None) for r in readings]
    found = [TokenHarm(hit.head, reading) for reading in readings if reading is not None]
    if kind == "displaced":
        found = [h for h in found if h.reading.persons is None and not is_one(clause, h)]  # "the driver fled"
    if not found and not hit.is_verb:
        uncounted = _of_noun_alone(clause, hit, kind)
        return [TokenHarm(hit.head, uncounted)] if uncounted is not None else []
    return found


def _kind(clause: Clause, hit: Hit) -> HarmKind | None:
    """What a trigger does to people; "fatally" and "fatal" make it deadly, "attempted" undoes it."""
    if hit.is_verb:
        around = clause.tokens[verb_group_start(clause, hit.head) : hit.head] + clause.tokens[hit.end : hit.end + 1]
        if hit.trigger.type == "ASSAULT" and any(t.lower in listed("harm.toml", "fatally") for t in around):
            return "killed"
    elif hit.trigger.type == "ASSAULT":
        before = _words_before(clause, hit) | set(hit.trigger.words)
        if before & _ATTEMPTED:
            return None
        if before & listed("harm.toml", "fatal"):
            return "killed"
    return hit.trigger.harm or ("injured" if hit.trigger.hurts else None)


def _is_call(clause: Clause, hit: Hit) -> bool:
    """Whether a verb only calls for what it says, or asks for it: "Shoot him!", "to shoot him"."""
    group = clause.tokens[verb_group_start(clause, hit.head) : hit.head]
    return clause.tokens[hit.head].form == "base" and not any(t.lower in ("did", "does", "do") for t in group)


def _words_before(clause: Clause, hit: Hit) -> set[str]:
    """The words of a noun's own phrase that stand before it."""
    phrase = clause.phrase_at(hit.head)
    return {t.lower for t in clause.tokens[phrase.start : hit.start]} if phrase is not None else set()


def _patients(clause: Clause, hit: Hit, kind: HarmKind, *, presumed: bool) -> list[Phrase]:
    """Whom a verb acts on: its object, the subject of a passive, all that "and" joins to them."""
    suffers = (
        is_passive(clause, hit.head)
        or hit.trigger.lemma in _INTRANSITIVE
        or shares_passive(clause, hit.head, hit.end - hit.start)
    )
    patient = None if suffers else object_of(clause, hit.head, hit.end - hit.start)
    if patient is None and not suffers:
        patient = _series_object(clause, hit.end) or _object_past_day(clause, hit.end)
    if patient is not None and clause.tokens[patient.core].lower == "themselves":
        suffers = True
    if patient is None and not suffers and clause.tokens[hit.head].form == "past":
        # "30 wounded", "a man shot in the leg": a participle without its verb
        suffers = True
        patient = subject_of(clause, hit.head)
        single = patient is not None and clause.tokens[patient.core].tag in ("NAME", "PRON")
        if patient is None or ((presumed or single) and not hits_body(clause, hit.end)):
            return []
    elif suffers:
        patient = subject_of(clause, hit.head)
    if patient is None and not suffers:
        return []
    if suffers:
        patient = _right_before(clause, hit) or patient
    if patient is None:
        return []
    people = joined_people(clause, patient, after=not suffers)
    if suffers and kind != "displaced":
        people += _along_with(clause, hit)
    return people


def _kills_and_hurts(clause: Clause, hit: Hit) -> bool:
    """Whether "and" joins a verb of death to one of injury: "killed and wounded five guards"."""
    tokens = clause.tokens
    for at, joint in ((hit.end + 1, hit.end), (hit.head - 2, hit.head - 1)):
        if not 0 <= at < len(tokens) or tokens[joint].lower not in ("and", "or"):
            continue
        pair = (tokens[hit.head], tokens[at])
        both = any(t.lemma == "kill" for t in pair) and any(t.lemma in _HURTING for t in pair)
        if both and all(t.form in ("past", "participle") for t in pair):
            return True
    return False


def _series_object(clause: Clause, at: int) -> Phrase | None:
    """On whom the verbs of a series act together, one of which ends at a token: "took, beat and killed five men"."""
    tokens = clause.tokens
    while at + 1 < len(tokens) and tokens[at].lower in (",", "and", "or"):
        at += 1 + (tokens[at + 1].lower in ("and", "or", "then"))
        if at >= len(tokens) or tokens[at].tag != "VERB" or tokens[at].form not in ("past", "participle"):
            return None
        patient = object_of(clause, at)
        if patient is not None:
            return patient
        at += 1
    return None


def _object_past_day(clause: Clause, at: int) -> Phrase | None:
    """On whom a verb acts that ends at a token, where its day stands between: "arrested on Monday a man"."""
    day = clause.phrase_at(at + 1)
    if day is None or clause.tokens[at].tag != "PREP" or not is_day(clause, day):
        return None
    patient = clause.phrase_at(day.end)
    return patient if patient is not None and patient.start == day.end and patient.preposition is None else None


_HURTING = frozenset(("injure", "wound", "hurt", "maim"))


def _right_before(clause: Clause, hit: Hit) -> Phrase | None:
    """The people right before a participle without a finite verb: "reports of a man being shot", "a boy shot dead"."""
    start = verb_group_start(clause, hit.head)
    if any(t.lower != "being" and t.tag != "ADV" for t in clause.tokens[start : hit.head]):
        return None
    phrase = clause.phrase_at(start - 1)
    where = phrase is not None and phrase.preposition in ("in", "at", "near", "on")  # "gunmen in Ode killed"
    if phrase is None or phrase.end != start or where or is_day(clause, phrase):
        return None
    phrase = nearest_inside(clause, phrase)
    return phrase if is_people(clause, phrase) else None


def hits_body(clause: Clause, start: int) -> bool:
    """Whether the words behind a verb say that it struck a body: "in the leg", "multiple times", "by police"."""
    after = clause.lowered[start : start + 7]
    if any(word in listed("harm.toml", "body_parts") for word in after) and "in" in after[:5]:
        return True
    return "at" not in after[:4] and any(word in ("times", "twice", "dead", "by", "while") for word in after[:4])


def _along_with(clause: Clause, hit: Hit) -> list[Phrase]:
    for index in range(hit.end, min(hit.end + _NEAR, len(clause.tokens) - 2)):
        if clause.lowered[index] in ("along", "together") and clause.lowered[index + 1] == "with":
            phrase = clause.phrase_at(index + 2)
            return joined_people(clause, phrase, after=True) if phrase is not None else []
    return []


def _people_of_noun(clause: Clause, hit: Hit) -> list[Phrase]:
    """Whom an event noun was done to: "the murder of a baker", "the baker's murder"."""
    phrase = clause.phrase_at(hit.head)
    if phrase is None:
        return []
    people = inner_people(clause, phrase, hit.head)
    if not people and phrase.end < len(clause.tokens) - 1 and clause.tokens[phrase.end].lower == "of":
        following = clause.phrase_at(phrase.end + 1)
        people = joined_people(clause, following, after=True) if following is not None else []
    owner = possessor(clause, hit)
    if not people and owner is not None and hit.trigger.harm == "killed":
        people = [before_age(clause, owner)]
    return people


def _of_noun_alone(clause: Clause, hit: Hit, kind: HarmKind) -> HarmReading | None:
    """The harm of a noun that does not say to whom: "his murder", "a double homicide", "12 killings"."""
    phrase = clause.phrase_at(hit.head)
    if kind != "killed" or phrase is None:
        return None
    multiples, before = table("harm.toml", "multiples"), clause.lowered[phrase.start : hit.end]
    span = (clause.tokens[phrase.start].start, clause.tokens[hit.end - 1].end)
    for word in before:
        if word in multiples:
            number = int(multiples[word])
            return HarmReading(kind, span, None, None, total=False, persons=(number, number))
    if hit.trigger.form == "plural":
        count = count_span(clause, phrase)
        return HarmReading(kind, span, count, None, total=False) if count is not None and before else None
    if before[0] in ("no", "any"):
        return None
    least: tuple[int, int | None] = (1, 1) if before[0] in ("his", "her") else (1, None)
    return HarmReading(kind, span, None, None, total=False, persons=least)
