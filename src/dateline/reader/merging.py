"""What tells of one event in a sentence, put together: what a noun names and a verb says of it, words that only tell
more of it, an aim and its deed.
"""

from __future__ import annotations

import dataclasses

from dateline.reader.clauses import Clause, Phrase
from dateline.reader.drafts import Draft, is_consequence, is_damage
from dateline.reader.figures import doer_of
from dateline.reader.harm import add_harm
from dateline.reader.lexicon import listed, words
from dateline.reader.phrases import agent_of, is_passive, object_of
from dateline.reader.roles import Part, side
from dateline.reader.subjects import subject_of
from dateline.reader.telling import counts_many


def merge_acts(clause: Clause, drafts: list[Draft]) -> list[Draft]:
    """Join what a noun names and what a verb says of it: "airstrikes hit the town", "it was hit by airstrikes", "gas
    was used". The noun tells the event, unless it names a weapon ("a car bomb exploded") or by the verb a place changes
    hands ("the offensive took six villages"). Then an aim is joined to its deed: "a device targeting a judge went off".
    """
    gone: set[int] = set()
    _join_subjects(clause, drafts, gone)
    _join_means(clause, drafts, gone)
    _join_aims(clause, drafts, gone)
    return [draft for draft in drafts if id(draft) not in gone]


def _join_subjects(clause: Clause, drafts: list[Draft], gone: set[int]) -> None:
    """Join a noun and the verb that it is the subject or doer of; what the other one tells goes to `gone`."""
    for verb in drafts:
        if not verb.hit.is_verb or is_consequence(verb):
            continue
        own = {p.core for p in (doer_of(clause, verb.hit), subject_of(clause, verb.hit.head)) if p is not None}
        for noun in drafts:
            if noun.hit.is_verb or noun.hit.head not in own or noun.hit.trigger.type != verb.hit.trigger.type:
                continue
            weapon = noun.hit.trigger.lemma in words("weapons")
            told, other = (verb, noun) if weapon or verb.hit.trigger.control is not None else (noun, verb)
            told.harm = add_harm(told.harm, other.harm)
            told.modes = told.modes or other.modes
            if not weapon:
                told.parts = [p for p in told.parts if not p.start <= noun.hit.head < p.end]
            taken = {side(p.role) for p in told.parts}
            told.parts += [p for p in other.parts if side(p.role) not in taken and not p.start <= noun.hit.head < p.end]
            gone.add(id(other))
            break


def _join_means(clause: Clause, drafts: list[Draft], gone: set[int]) -> None:
    """Join a verb and the noun that says how or in what it was done."""
    for noun in drafts:
        deed = next((d for d in reversed(drafts) if _is_by_means_of(clause, d, noun)), None)
        if deed is not None and id(noun) not in gone and id(deed) not in gone:
            told, other = (noun, deed) if _noun_tells(clause, deed, noun) else (deed, noun)
            _take_over(clause, told, other)
            gone.add(id(other))


def _noun_tells(clause: Clause, deed: Draft, noun: Draft) -> bool:
    """Whether of a verb and a noun of one deed the noun tells it: behind a verb that no list knows ("orchestrated two
    ambushes"), or where it says in what the deed was done ("struck the town in a raid"); not a weapon.
    """
    if not noun.hit.listed or noun.hit.trigger.lemma in words("weapons"):
        return False
    done = object_of(clause, deed.hit.head, deed.hit.end - deed.hit.start)
    is_object = done is not None and done.start <= noun.hit.head < done.end
    return not deed.hit.listed or not (is_object or is_consequence(deed))


def _join_aims(clause: Clause, drafts: list[Draft], gone: set[int]) -> None:
    """Join a deed and the verb that says at whom it aimed."""
    for aim in drafts:
        deed = next((d for d in drafts if _tells_of(clause, d, aim)), None)
        if deed is not None and id(aim) not in gone and id(deed) not in gone:
            taken = {side(p.role) for p in deed.parts} | (set() if deed.hit.is_verb else {"actor"})
            deed.parts += [p for p in aim.parts if side(p.role) not in taken]
            deed.harm = add_harm(deed.harm, aim.harm)
            gone.add(id(aim))


def _is_by_means_of(clause: Clause, deed: Draft, noun: Draft) -> bool:
    """Whether a noun only says how or in what a deed was done: "blew up the track in a bomb attack", "fired shots at",
    "struck it with a car bomb", "in an ambush on Monday, rebels killed two".
    """
    if noun.hit.is_verb or not deed.hit.is_verb or counts_many(clause, noun.hit):
        return False
    if {deed.hit.trigger.type, noun.hit.trigger.type} != {"ASSAULT"} or noun.status != deed.status:
        return False
    phrase = clause.phrase_at(noun.hit.head)
    doers = {p.core for p in deed.parts if p.role == "actor"}
    others = any(p.role == "actor" and p.core not in doers for p in noun.parts)
    if phrase is None or phrase.head != noun.hit.head or noun.harm or others:
        return False
    struck = [p for p in noun.parts if p.role in ("target", "recipient", "victim")]
    hurt = {p.core for p in deed.parts if p.role == "victim"}
    if deed.hit.head < noun.hit.head and hurt and any(p.core not in hurt for p in struck):
        return False  # "police killed two gunmen in an attack on a hotel": theirs, not of the police
    fended = deed.hit.trigger.lemma in listed("harm.toml", "fending") | listed("harm.toml", "foiling")
    if fended or (is_consequence(deed) and not _is_active(clause, deed)) or is_damage(clause, deed):
        return False
    if deed.hit.head > noun.hit.head:
        return phrase.preposition == "in" and _is_set_off(clause, phrase, deed)
    done = object_of(clause, deed.hit.head, deed.hit.end - deed.hit.start)
    if done is not None and done.start == phrase.start:
        return True
    weapon = phrase.preposition == "with" and noun.hit.trigger.lemma in words("weapons")
    between_them = clause.tokens[deed.hit.end : max(phrase.start, deed.hit.end)]
    joint = any(t.tag in ("VERB", "REL", "CONJ", "PUNCT") for t in between_them)
    told_more = clause.tokens[phrase.end].tag == "REL" if phrase.end < len(clause.tokens) else False
    return not joint and not told_more and (weapon or phrase.preposition == "in")


def _is_active(clause: Clause, draft: Draft) -> bool:
    """Whether a verb in the past tells whom its subject killed or hurt."""
    token = clause.tokens[draft.hit.head]
    return (
        token.form == "past"
        and not is_passive(clause, draft.hit.head)
        and object_of(clause, draft.hit.head) is not None
    )


def _is_set_off(clause: Clause, phrase: Phrase, deed: Draft) -> bool:
    """Whether "in" and what follows it stand for themselves before a verb, at the opening or between commas."""
    opening = phrase.start - 2
    set_off = opening < 0 or clause.tokens[opening].text in (",", ";") or clause.lowered[opening] in _SEPARATELY
    return set_off and not any(t.tag in ("VERB", "REL") for t in clause.tokens[phrase.end : deed.hit.head])


_SEPARATELY = ("meanwhile", "separately", "earlier", "later", "and", "but", "that")


def _take_over(clause: Clause, told: Draft, other: Draft) -> None:
    """Give the draft that tells a deed what the other one tells of it: its parties, its harm, its mode."""
    told.harm = add_harm(told.harm, other.harm)
    told.modes = told.modes or other.modes
    noun = told if other.hit.is_verb else other
    told.parts = [p for p in told.parts if not (p.role != "actor" and p.start <= noun.hit.head < p.end)]
    taken = {side(p.role) for p in told.parts}
    told.parts += [p for p in other.parts if side(p.role) not in taken and not p.start <= noun.hit.head < p.end]
    phrase = clause.phrase_at(noun.hit.head)
    if phrase is not None and noun.hit.trigger.lemma in words("weapons") and "instrument" not in taken:
        told.parts.append(Part("instrument", phrase.start, phrase.end, phrase.core))


def _tells_of(clause: Clause, told: Draft, aim: Draft) -> bool:
    """Whether one verb tells what its subject did and another at whom: "a device targeting a judge went off"."""
    if not aim.hit.is_verb or told.hit.trigger.type != aim.hit.trigger.type:
        return False
    if not told.hit.is_verb:  # "a suicide attack targeting police"
        own = clause.phrase_at(told.hit.head)
        at = own.end if own is not None else 0
        while at < aim.hit.head and clause.tokens[at].tag == "ADV":
            at += 1  # "an explosion apparently targeting a car"
        behind = own is not None and at == aim.hit.head and own.head == told.hit.head
        return behind and clause.tokens[aim.hit.head].form == "ing" and aim.hit.trigger.lemma in _AIMING
    if aim.hit.trigger.lemma in _AIMING and clause.tokens[aim.hit.head].form == "ing":
        struck = object_of(clause, told.hit.head, told.hit.end - told.hit.start)
        if struck is not None and struck.end == aim.hit.head:
            return True  # "fired four rockets targeting a convoy"
    if clause.lowered[aim.hit.head - 1] == "by" and clause.tokens[aim.hit.head].form == "ing":
        between_them = clause.tokens[told.hit.end : aim.hit.head]  # "attacked them by exploding a device"
        return told.hit.head < aim.hit.head and not any(t.tag in ("VERB", "REL", "PUNCT") for t in between_them)
    subject = subject_of(clause, told.hit.head)
    reduced = clause.tokens[aim.hit.head].form == "ing"
    if is_passive(clause, aim.hit.head) and agent_of(clause, aim.hit.head) is not None:
        reduced = not is_consequence(told)  # "a grenade thrown by X blew up"
    return reduced and subject is not None and subject.end == aim.hit.head and aim.hit.head < told.hit.head


def without_echoes(clause: Clause, drafts: list[Draft]) -> list[Draft]:
    """The drafts without what only tells more of the one before: "withdrew, handing it to the police", "hit the ship,
    setting its bridge on fire".
    """
    kept: list[Draft] = []
    for draft in drafts:
        head = draft.hit.head
        trails = clause.tokens[head].form == "ing" and head > 0 and clause.tokens[head - 1].text == ","
        told = kept[-1].hit.trigger if kept else None
        if trails and told is not None and told.type == draft.hit.trigger.type:
            changes_hands = told.control is not None and told.control == draft.hit.trigger.control
            if changes_hands or "destroy" in draft.modes:
                kept[-1].harm = add_harm(kept[-1].harm, draft.harm)
                taken = {side(p.role) for p in kept[-1].parts} | {"actor"}
                kept[-1].parts += [p for p in draft.parts if side(p.role) not in taken and not changes_hands]
                continue
        kept.append(draft)
    return kept


_AIMING = ("target", "hit", "strike")


def without_vague(draft: Draft) -> Draft:
    """The draft without the number that its own noun tells ("a double homicide") where the dead are told one by one."""
    explicit = [h for h in draft.harm if h.reading.kind != "killed" or h.token != draft.hit.head or h.reading.who]
    if draft.hit.is_verb or not any(h.reading.kind == "killed" for h in explicit):
        return draft
    return dataclasses.replace(draft, harm=explicit)


def without_pronouns(clause: Clause, draft: Draft) -> Draft:
    """The draft without the harm of "him" alone where another word told it of one person: "a man was injured when a
    stray bullet hit him", not "injuring him and three others".
    """
    lone = {t.start: t.end for t in clause.tokens if t.lower in ("he", "him", "she", "her")}
    echoed = []
    for harm in draft.harm:
        others = [h for h in draft.harm if h is not harm and h.reading.kind == harm.reading.kind]
        single = any(h.reading.persons == (1, 1) for h in others)
        joined = any(h.token == harm.token for h in others)
        if lone.get(harm.reading.span[0]) == harm.reading.span[1] and single and not joined:
            echoed.append(harm)
    return dataclasses.replace(draft, harm=[h for h in draft.harm if h not in echoed])


def merge_equals(drafts: list[Draft], past: set[int]) -> list[Draft]:
    """Join verbs of harm of one status that tell one event ("killed 12 and wounded 30"), not of different actors, nor
    what is history (its head is in `past`) with what is not.
    """
    kept: list[Draft] = []
    for draft in drafts:
        twin = next((k for k in kept if is_consequence(draft) and _may_be_one(k, draft, past)), None)
        if twin is not None and draft.hit.head - twin.hit.head < _NEAR:
            twin.harm = add_harm(twin.harm, draft.harm)
            continue
        kept.append(draft)
    return kept


_NEAR = 20
"""Tokens between two verbs of harm that may tell one event."""


def _may_be_one(one: Draft, other: Draft, past: set[int]) -> bool:
    first, second = ({p.core for p in draft.parts if p.role == "actor"} for draft in (one, other))
    apart = bool(first) and bool(second) and first.isdisjoint(second)
    history = (one.hit.head in past) != (other.hit.head in past)
    return is_consequence(one) and one.status == other.status and not apart and not history
