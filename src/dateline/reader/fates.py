"""Harm told without an event's own word: "12 dead", "was pronounced dead", "died", "a gunshot wound", "the toll"."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import cast

from dateline.reader.clauses import Clause, Phrase
from dateline.reader.counting import (
    QUANTIFIERS,
    count_span,
    inner_people,
    is_included,
    is_people,
    joined_people,
    nearest_inside,
    persons_of,
    reading_of,
)
from dateline.reader.harm import TokenHarm
from dateline.reader.history import avenged
from dateline.reader.lexicon import inflect, listed, names_people, rows, words
from dateline.reader.phrases import is_nobody, is_passive, object_of, verb_group_start
from dateline.reader.reading import HarmReading
from dateline.reader.subjects import is_unclosed, subject_of
from dateline.reader.tagging import Token
from dateline.reader.tolls import KINDS_OF_MANY, tolls_of
from dateline.records import HarmKind

_STATES: tuple[HarmKind, ...] = ("killed", "injured", "missing", "displaced")
_WITH_IDIOMS: tuple[HarmKind, ...] = ("killed", "injured")
_OWN = {"his": ("he", "him"), "her": ("she", "her"), "their": (), "its": ()}
_UNREAL = frozenset(("nearly", "almost", "if", "unless", "whether", "cannot", "never", "not"))
_HAVING = frozenset(("had", "has", "have"))
_OTHER = frozenset(("other", "further", "more", "additional"))
_ANYBODY = ("anyone", "anybody", "any")
_REACH = 8
"""Tokens between a verb and what it brings somebody to: "taken by helicopter to a nearby hospital"."""


def harm_of_words(clause: Clause) -> list[TokenHarm]:
    """Harm told without a trigger of its own, in text order."""
    found = [*_of_states(clause), *_of_idioms(clause), *_of_wounds(clause), *_of_hospitals(clause)]
    found += [*_of_blows(clause), *_of_to_death(clause), *_of_deaths(clause), *tolls_of(clause)]
    found += [*_of_nobody(clause), *_of_the_dead(clause), *_of_losses(clause)]
    return sorted((harm for harm in found if not avenged(clause, harm.token)), key=lambda harm: harm.token)


def _list(name: str) -> frozenset[str]:
    return listed("harm.toml", name)


def _told(
    clause: Clause, kind: HarmKind, token: int, phrase: Phrase | None, *, presumed: bool = False, after: bool = False
) -> Iterator[TokenHarm]:
    """The harm of the people of a phrase and those joined to it."""
    if phrase is None:
        return
    for one in joined_people(clause, phrase, after=after):
        reading = reading_of(clause, kind, one, presumed=presumed)
        if reading is not None:
            yield TokenHarm(token, reading)


def _one_person(kind: HarmKind, pronoun: Token, *, presumed: bool = False) -> HarmReading:
    span = (pronoun.start, pronoun.end)
    return HarmReading(kind, span, None, None, total=False, persons=(1, 1), presumed=presumed)


def _is_real(clause: Clause, verb: int) -> bool:
    """Whether a verb outside of all events tells what took place: no modal, no negation, no bare infinitive."""
    start = verb_group_start(clause, verb)
    group = clause.tokens[start:verb]
    if any(t.tag in ("MODAL", "NEG") or t.lower in _UNREAL for t in group):
        return False
    infinitive = any(t.tag == "TO" for t in group) and not any(t.lower in ("have", "been") for t in group)
    return not infinitive and not any(t.lower in _UNREAL for t in clause.tokens[max(0, start - 3) : start])


# --- states


def _of_states(clause: Clause) -> Iterator[TokenHarm]:
    for index, token in enumerate(clause.tokens):
        kind = next((k for k in _STATES if token.lower in _list(f"{k}_states")), None)
        if kind is None or token.tag not in ("ADJ", "NOUN", "VERB") or token.form == "ing":
            if token.lower in _list("fatally") and not _verb_near(clause, index):
                yield from _told(clause, "killed", index, _counted_before(clause, index))
            continue
        acting = token.tag == "VERB" and not is_passive(clause, index) and object_of(clause, index) is not None
        who = None if acting else _counted_before(clause, index) or _in_state(clause, index)
        if who is not None and (token.lower != "unaccounted" or _are_people(clause, who)):
            yield from _told(clause, kind, index, who)
    for index, word in enumerate(clause.lowered):
        if word == "condition" and "in" in clause.lowered[max(0, index - 6) : index]:
            preposition = max(i for i in range(max(0, index - 6), index) if clause.lowered[i] == "in")
            if _list("conditions") & set(clause.lowered[preposition:index]):
                yield from _told(clause, "injured", index, _subject_or_object(clause, preposition))


def _of_to_death(clause: Clause) -> Iterator[TokenHarm]:
    """Who was done to death: "were trampled to death", "beat a man to death"."""
    for index in range(1, len(clause.tokens) - 1):
        if clause.lowered[index : index + 2] != ("to", "death"):
            continue
        verb = index - 1
        while verb > 0 and (clause.covering[verb] >= 0 or clause.tokens[verb].tag == "ADV"):
            verb -= 1
        if clause.tokens[verb].tag == "VERB" and clause.tokens[verb].lemma not in ("sentence", "condemn", "put"):
            passive = is_passive(clause, verb)
            who = subject_of(clause, verb) if passive else object_of(clause, verb)
            if _is_real(clause, verb):
                yield from _told(clause, "killed", index, who, after=not passive)


def _verb_near(clause: Clause, index: int) -> bool:
    return any(t.tag == "VERB" for t in clause.tokens[max(0, index - 1) : index + 2])


def _counted_before(clause: Clause, index: int) -> Phrase | None:
    """The counted phrase right before "dead" or "missing", over a form of be or "left"."""
    back = index - 1
    while back >= 0 and (
        clause.tokens[back].tag in ("AUX", "ADV", "MODAL", "NEG")
        or clause.tokens[back].lower in ("left", "still", "reported")
    ):
        back -= 1
    if any(t.tag in ("MODAL", "NEG") for t in clause.tokens[back + 1 : index]):
        return None  # "hundreds might have been hurt"
    phrase = clause.phrase_at(back)
    if phrase is not None and phrase.end == index + 1 and clause.tokens[back].tag == "NUM":
        # "left 12 dead": read as one phrase
        phrase = Phrase(phrase.start, index, back, back, phrase.preposition)
    if phrase is None or back != phrase.end - 1 or phrase.preposition in ("in", "on") or is_included(clause, phrase):
        return None
    if is_unclosed(clause, phrase):
        return None
    counted = count_span(clause, phrase) or any(w in QUANTIFIERS for w in clause.lower(phrase))
    return nearest_inside(clause, phrase) if counted else None


def _in_state(clause: Clause, index: int) -> Phrase | None:
    """Who is in a state: the subject of "is dead" and "was found dead", the object of "left him dead"."""
    following = clause.tokens[index + 1] if index + 1 < len(clause.tokens) else None
    if clause.tokens[index].tag == "VERB" and not is_passive(clause, index):
        return None
    if (
        following is not None
        and following.tag in ("NOUN", "NAME")
        and clause.covering[index + 1] == clause.covering[index] >= 0
    ):
        return None  # "the dead man"
    before = index - 1
    while before > 0 and clause.tokens[before].tag in ("ADV", "NEG"):
        before -= 1
    if before < 0:
        return None
    token = clause.tokens[before]
    if token.tag == "AUX" and token.lower in words("be"):
        return subject_of(clause, index) if _is_real(clause, index) else None
    if token.tag == "VERB" and token.lemma in _list("finding"):
        return subject_of(clause, before) if _is_real(clause, before) else None
    phrase = clause.phrase_at(before)
    if phrase is None or phrase.end != before + 1 or not is_people(clause, phrase):
        return None
    verb = joined_people(clause, phrase, after=False)[0].start - 1
    found = verb >= 0 and clause.tokens[verb].tag == "VERB" and clause.tokens[verb].lemma in _list("finding")
    return phrase if found and _is_real(clause, verb) else None


def _subject_or_object(clause: Clause, index: int) -> Phrase | None:
    """Who the words behind a preposition are said of: the phrase right before it, else the subject or object of the
    verb before it.
    """
    phrase = clause.phrase_at(index - 1)
    verb = next((i for i in range(index - 1, -1, -1) if clause.tokens[i].tag in ("VERB", "AUX", "REL")), None)
    near = phrase is not None and phrase.end == index and is_people(clause, phrase)
    if phrase is not None and near and phrase.preposition is None and clause.tokens[phrase.core].tag != "NAME":
        return phrase
    if verb is None or clause.tokens[verb].tag == "REL" or not _is_real(clause, verb):
        return phrase if near else None
    if clause.tokens[verb].tag == "AUX":
        return subject_of(clause, verb)
    if is_passive(clause, verb):
        return subject_of(clause, verb)
    patient = object_of(clause, verb)
    if patient is not None and is_people(clause, patient):
        return patient
    return subject_of(clause, verb)


# --- idioms, wounds, hospitals, blows


@functools.cache
def _idioms(kind: HarmKind) -> dict[str, tuple[tuple[str, ...], ...]]:
    """All forms of the idioms of a kind of harm by their first word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for idiom in _list(f"{kind}_idioms"):
        for own, self_word in (("his", "him"), ("her", "her"), ("their", "them")):
            lemma = idiom.replace("@self", f"{self_word}self").replace("@", own)
            for form in inflect(lemma).values():
                key = tuple(form.split())
                found.setdefault(key[0], []).append(key)
    return {first: tuple(sorted(set(keys), key=len, reverse=True)) for first, keys in found.items()}


def _of_idioms(clause: Clause) -> Iterator[TokenHarm]:
    for index, token in enumerate(clause.tokens):
        for kind in _WITH_IDIOMS:
            matching = [k for k in _idioms(kind).get(token.lower, ()) if clause.lowered[index : index + len(k)] == k]
            told = token.tag == "VERB" and (token.form != "ing" or kind == "injured")
            if matching and told and _is_real(clause, index):
                yield from _told(clause, kind, index, subject_of(clause, index))


def _of_wounds(clause: Clause) -> Iterator[TokenHarm]:
    """Who has wounds: "a man with a gunshot wound", "she suffered injuries", "his injuries are serious"."""
    for index, token in enumerate(clause.tokens):
        phrase = clause.phrase_at(index)
        if token.lower not in _list("wounds") or phrase is None or phrase.head != index:
            continue
        first, before = clause.tokens[phrase.start], phrase.start - 1
        if first.lower in ("no", "any", "self-inflicted"):
            continue
        if first.lower in _OWN:
            if _OWN[first.lower]:
                yield TokenHarm(index, _one_person("injured", first, presumed=True))
        elif phrase.preposition in ("with", "from", "for", "of"):
            verb = clause.tokens[before - 1] if before else None
            place = before - 1 if verb is not None and verb.form == "ing" else before
            if not any(
                t.lemma in ("die", "succumb") or t.lower == "dead" for t in clause.tokens[max(0, before - 3) : before]
            ):
                yield from _told(clause, "injured", index, _subject_or_object(clause, place), presumed=True)
        elif before >= 0 and clause.tokens[before].lemma in ("cause", "inflict"):
            if _is_real(clause, before) and clause.lowered[phrase.end : phrase.end + 1] == ("to",):
                yield from _told(clause, "injured", index, clause.phrase_at(phrase.end + 1), presumed=True, after=True)
        elif before >= 0 and (clause.tokens[before].lemma in _list("suffering") or clause.lowered[before] in _HAVING):
            if _is_real(clause, before):
                yield from _told(clause, "injured", index, subject_of(clause, before), presumed=True)


def _of_hospitals(clause: Clause) -> Iterator[TokenHarm]:
    """Who was taken to a hospital, or is treated by those who work there; bodies that are brought are the dead."""
    for index, token in enumerate(clause.tokens):
        carrying, treating = token.lemma in _list("carrying"), token.lemma in _list("treating")
        if token.tag != "VERB" or not (carrying or treating) or not _is_real(clause, index):
            continue
        passive = is_passive(clause, index)
        after = clause.lowered[index + 1 : index + 1 + _REACH]
        phrase = subject_of(clause, index) if passive else object_of(clause, index)
        carried = carrying and not _list("hospitals").isdisjoint(after)
        cared = treating and not passive and phrase is not None and _is_carer(clause, index)
        if carried or (cared and phrase is not None and _are_people(clause, phrase)):
            for harm in _told(clause, "injured", index, phrase, presumed=True, after=not passive):
                start, end = harm.reading.span
                if _list("found_bodies").isdisjoint(t.lower for t in clause.tokens if start <= t.start < end):
                    yield harm


def _is_carer(clause: Clause, verb: int) -> bool:
    """Whether a verb tells what doctors, nurses or a hospital do."""
    subject = subject_of(clause, verb)
    return subject is not None and not _list("carers").isdisjoint(clause.lower(subject))


def _are_people(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase names people for sure, or is a number alone; not "30 units", "eleven amendments"."""
    core = clause.tokens[phrase.core]
    if clause.lowered[phrase.core + 1 : phrase.core + 2] == ("of",):
        return False
    return core.tag == "NUM" or core.lower in ("others", "he", "she", "they") or names_people(core.lower)


def _of_losses(clause: Clause) -> Iterator[TokenHarm]:
    """Whom a side lost ("the army lost 12 men"), who did not live ("eleven people did not survive"), and who is missing
    ("have not been heard of since").
    """
    for index, token in enumerate(clause.tokens):
        if token.tag != "VERB" or token.lemma not in ("lose", "see", "hear", "survive"):
            continue
        subject = subject_of(clause, index)
        if subject is None:
            continue
        if token.lemma == "lose":
            lost, armed = object_of(clause, index), listed("control.toml", "armed")
            if lost is None or clause.tokens[subject.core].lower not in armed:
                continue  # "the party lost 12 members"
            real = _is_real(clause, index) and not is_passive(clause, index)
            left = clause.lowered[lost.end : lost.end + 1] == ("to",)  # "lost 12 men to desertion"
            counted = names_people(clause.tokens[lost.core].lower) and count_span(clause, lost) is not None
            if real and counted and not left:
                yield from _told(clause, "killed", index, lost, after=True)
        elif not _are_people(clause, subject):
            continue
        elif token.lemma == "survive":
            if clause.lowered[max(0, index - 2) : index] in (("did", "not"), ("did", "n't")):
                yield from _told(clause, "killed", index, subject)
        elif is_passive(clause, index) and _is_since(clause, index):
            group = clause.tokens[verb_group_start(clause, index) : index]
            if any(t.tag == "NEG" for t in group):
                yield from _told(clause, "missing", index, subject)


def _is_since(clause: Clause, index: int) -> bool:
    """Whether "since" stands by itself behind a verb: since what was told, not "since January"."""
    behind = clause.lowered[index + 1 : index + 4]
    at = index + 1 + behind.index("since") if "since" in behind else len(clause.tokens)
    return at < len(clause.tokens) and (at + 1 == len(clause.tokens) or clause.tokens[at + 1].tag in ("PUNCT", "CONJ"))


def _of_blows(clause: Clause) -> Iterator[TokenHarm]:
    """Who was struck in a part of the body, or by a bullet."""
    for index, token in enumerate(clause.tokens):
        if token.tag != "VERB" or token.lemma not in _list("striking") or not _is_real(clause, index):
            continue
        after = clause.lowered[index + 1 : index + 1 + _REACH]
        passive = is_passive(clause, index)
        patient = subject_of(clause, index) if passive else object_of(clause, index)
        acting = None if passive else subject_of(clause, index)
        shot = acting is not None and clause.tokens[acting.core].lower in _list("bullets")
        bullet = passive and "by" in after and not _list("bullets").isdisjoint(after)
        body = not _list("body_parts").isdisjoint(after) and ("in" in after or "on" in after)
        if patient is not None and (shot or bullet or body) and is_people(clause, patient):
            yield from _told(clause, "injured", index, patient, presumed=True, after=not passive)


# --- deaths and tolls


def _of_deaths(clause: Clause) -> Iterator[TokenHarm]:
    """Whose death or body is told of: "the death of a boy", "her death", "two deaths", "the man's body was found"."""
    for index, token in enumerate(clause.tokens):
        phrase = clause.phrase_at(index)
        dying = token.lower in _list("deaths") or _is_claimed(clause, index)
        if phrase is None or phrase.head != index or not (dying or _is_body(clause, index)):
            continue
        if clause.lowered[phrase.start] == "no":
            continue
        people = inner_people(clause, phrase, index)
        if people:
            for one in people:
                reading = reading_of(clause, "killed", one)
                if reading is not None and (reading.count or reading.persons):
                    yield TokenHarm(index, reading)
            continue
        yield from _owner_of_death(clause, phrase, index)


def _is_body(clause: Clause, index: int) -> bool:
    """Whether a body is a dead one: it was found, or brought out."""
    near = clause.lowered[max(0, index - 4) : index + 8]
    return clause.lowered[index] in _list("found_bodies") and not _list("found").isdisjoint(near)


def _is_claimed(clause: Clause, index: int) -> bool:
    """Whether "life" or "lives" is what an event took: "claimed the lives of six"."""
    before = clause.tokens[max(0, index - 3) : index]
    taking = any(t.tag == "VERB" and t.lemma in _list("claiming") for t in before)
    spared = clause.tokens[index + 1].tag in ("AUX", "MODAL") if index + 1 < len(clause.tokens) else False
    return clause.lowered[index] in ("life", "lives") and taking and not spared


def _of_nobody(clause: Clause) -> Iterator[TokenHarm]:
    """Stated zeros: "there were no casualties", "without injuries"."""
    for index, token in enumerate(clause.tokens):
        phrase = clause.phrase_at(index)
        first = clause.tokens[phrase.start] if phrase is not None else None
        other = phrase is not None and not _OTHER.isdisjoint(clause.lowered[phrase.start : phrase.end])
        lost = clause.lowered[max(0, index - 2) : index + 1] == ("loss", "of", "life")
        spared = phrase is not None and (lost if token.lower == "life" else phrase.head == index) and not other
        if phrase is not None and first is not None and spared and first.lower == "no":
            for kind in rows("harm.toml", "unharmed").get(token.lower, ()):
                span = (first.start, first.end)
                reading = HarmReading(cast("HarmKind", kind), clause.offsets(phrase), span, None, total=False)
                yield TokenHarm(index, reading)
        if token.form == "ing" and token.lemma in _list("hurting"):
            person = object_of(clause, index)
            first = clause.tokens[person.start] if person is not None else None
            if person is None or first is None:
                continue
            spared = index > 0 and clause.lowered[index - 1] == "without" and first.lower in _ANYBODY
            if not spared and not is_nobody(clause, person):
                continue
            done: HarmKind = "killed" if token.lemma == "kill" else "injured"
            none = HarmReading(done, clause.offsets(person), None, None, total=False, persons=(0, 0))
            yield TokenHarm(index, none)


def _of_the_dead(clause: Clause) -> Iterator[TokenHarm]:
    """Who is named of the dead or hurt: "among the dead were two nurses"."""
    for index, word in enumerate(clause.lowered[:-4]):
        if word != "among" or clause.lowered[index + 1] != "the":
            continue
        kind = KINDS_OF_MANY.get(clause.lowered[index + 2])
        phrase = clause.phrase_at(index + 4)
        if kind is not None and clause.lowered[index + 3] in words("be") and phrase is not None:
            yield from _told(clause, kind, index, phrase, after=True)


def _owner_of_death(clause: Clause, phrase: Phrase, index: int) -> Iterator[TokenHarm]:
    first = clause.tokens[phrase.start]
    possessive = next((i for i in range(phrase.start, index) if clause.tokens[i].tag == "POSS"), None)
    if clause.tokens[index].lower in ("deaths", "fatalities", "bodies", "corpses", "lives"):
        count = count_span(clause, phrase)
        if count is not None:
            yield TokenHarm(index, HarmReading("killed", clause.offsets(phrase), count, None, total=False))
        return
    if possessive is not None and possessive > phrase.start:
        owner = Phrase(phrase.start, possessive, possessive - 1, possessive - 1, None)
        reading = reading_of(clause, "killed", owner)
        if reading is not None and (reading.count or reading.persons):
            yield TokenHarm(index, reading)
    elif _OWN.get(first.lower) and persons_of(clause, phrase) is None:
        yield TokenHarm(index, _one_person("killed", first))
