"""What the word lists and the network find in one sentence, joined: entities, words that tell events, parties.

The lists know what a word means for harm, control and grammar; the network has read the whole sentence. So a list's
trigger stays, the network adds what the lists do not hold, and where the two name a span's type differently a known
name keeps the type that the gazetteer or the catalogue gives it.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Sequence
from typing import cast

from dateline.reader.clauses import Clause
from dateline.reader.entities import Found, Names, is_acronym
from dateline.reader.figures import is_figure
from dateline.reader.lexicon import FormKind, Trigger, listed, names_people, triggers, words
from dateline.reader.network.marking import Mark, Marks, Telling
from dateline.reader.phrases import agent_of, is_passive
from dateline.reader.reading import PlaceReading, RoleReading
from dateline.reader.roles import side
from dateline.reader.subjects import subject_of
from dateline.reader.tagging import NUMBER_WORDS, Token
from dateline.reader.triggers import ACTS, Hit
from dateline.records import EventType, Interval, RoleName

MODE = 0.5
PARTY = 0.6
"""From this probability the network's span takes a role that the grammar left open."""
ARMED = 0.6
"""From this probability of a type of force a verb that an armed force governs is an event: with 0.4 and retreats a
quarter of what it added to real news was none."""
_FORCE = ("ASSAULT", "COERCE", "MOBILIZE")
LABELLED, SURELY_LABELLED = 0.5, 0.8
"""From these probabilities a word is an event by its label, the second where it is doubted."""
DOUBTED = 0.3
"""Below this probability the head of events doubts a word."""
TYPED, UNTYPED = 0.05, 0.9
"""A label of other things than force needs the first probability of its type by the head of events, or the second of
its own: of 80 words of news below both, some 14 were rightly labelled."""
TYPED_FORCE = 0.3
"""A label of force that is less sure needs this probability of its type: of 34 words below it five were right."""
_PERSON = ("i", "he", "she", "we", "they")
_STATES = ("killed", "injured", "missing", "displaced")
PLACE = 0.5
"""From this probability the place that the network names goes before the grammar's."""
ENTITY = 0.5
RENAMED = 0.8
"""From this probability the network's type and extent replace those that the rules guessed for an unknown name."""
_ARTICLES = ("the ", "a ", "an ")
_NAMES = ("person", "organisation", "location", "group")


def join_entities(
    text: str, bounds: Interval, found: Sequence[Found], marks: Sequence[Mark], names: Names
) -> list[Found]:
    """The rules' mentions in the sentence `bounds`, with the network's types and additions, in text order.

    In a sentence without any capital the network's names count as names all the same.
    """
    joined = list(found)
    sentence = text[slice(*bounds)]
    caseless = sentence.islower()
    for mark in marks:
        if mark.chance < ENTITY or mark.label in ("time", "money", "quantity"):
            continue  # times and numbers are the grammar's: it must resolve them
        start, end = _without_article(text, _before_bracket(text, mark.span))
        name = mark.label in _NAMES and (caseless or _has_capital(text[start:end], opens=start == bounds[0]))
        if mark.label == "location" and not name:
            continue  # "the river" is no place that could be looked up
        over = [f for f in joined if f.span[0] < end and start < f.span[1]]
        mine = Found((start, end), mark.label, name=name)  # type: ignore[arg-type]
        if not over:
            joined.append(mine)
        elif (
            name
            and mark.chance >= RENAMED
            and not _is_side(text[start:end], mark.label)
            and all(_is_guess(text, f, mark.label, names) for f in over)
        ):
            # Names that nobody knows: the network saw how far they go and what they are.
            joined = [f for f in joined if f not in over]
            joined.append(mine)
    joined = [_as_spelt_out(text, f, joined) for f in joined]
    return sorted(joined, key=lambda f: (f.span[0], -f.span[1]))


def _as_spelt_out(text: str, found: Found, joined: Sequence[Found]) -> Found:
    """A short name in brackets as what the name before it is: the "SF" of "the Security Force (SF)" is no town."""
    start, end = found.span
    bracketed = text[start - 2 : start] == " (" and text[end : end + 1] == ")" and text[start:end].isupper()
    before = next((f for f in joined if bracketed and f.span[1] == start - 2), None)
    other = before is not None and found.type == "location" and before.type in ("organisation", "group", "person")
    return dataclasses.replace(found, type=before.type) if before is not None and other else found


def _is_guess(text: str, found: Found, label: str, names: Names) -> bool:
    """Whether a mention is an unknown name whose type the rules guessed; re3d's location covers their facilities."""
    name = text[slice(*found.span)]
    facility = found.type == "facility" and label == "location"
    return found.name and not facility and names(name) is None


def _is_side(name: str, label: str) -> bool:
    """Whether a name that the network holds for a place's is that of people: "Security Forces", "SFs", "Officer"."""
    sides = words("army_words") | words("police_words") | words("people") | {"forces", "force"}
    people = name.split()[-1].lower() in sides or (is_acronym(name) and name[-1] == "s")
    return people and label == "location"


def _has_capital(words_of: str, *, opens: bool) -> bool:
    """Whether some words hold a name's capital: not that of a number that opens a sentence ("Four individuals")."""
    first, _, rest = words_of.partition(" ")
    return any(c.isupper() for c in (rest if opens and first.lower() in NUMBER_WORDS else words_of))


def _before_bracket(text: str, span: Interval) -> Interval:
    """A name without the acronym in brackets after it, which is a name of its own."""
    cut = text.find(" (", *span)
    return (span[0], cut) if cut > span[0] else span


def _without_article(text: str, span: Interval) -> Interval:
    start, end = span
    words = text[start:end].lower()
    return (start + next((len(a) for a in _ARTICLES if words.startswith(a)), 0), end)


def join_hits(clause: Clause, hits: Sequence[Hit], marks: Marks) -> list[Hit]:
    """The lists' triggers and those that the network adds, in text order."""
    tokens = clause.tokens
    kept = list(hits)
    taken = {at for hit in hits for at in (*range(hit.start, hit.end), *hit.closing)}
    at_start = {token.start: at for at, token in enumerate(tokens)}
    for telling in marks.tellings_in((tokens[0].start, tokens[-1].end)):
        at = at_start.get(telling.span[0])
        if at is None or at in taken or tokens[at].tag not in ("VERB", "NOUN") or _is_no_deed(tokens[at], telling.type):
            continue
        if _leads_into(clause, at, hits) or _only_comes(tokens[at], telling.type, hits):
            continue
        parties = any(mark.label != "place" and mark.chance >= PARTY for mark in telling.arguments)
        lone = lone_hit(clause, at, cast("EventType", telling.type))
        if ((parties and telling.is_sure) or _is_armed_deed(clause, at, telling)) and not is_figure(clause, lone):
            kept.append(lone)
            taken.add(at)
    for mark in marks.labelled_in((tokens[0].start, tokens[-1].end)):
        at = at_start.get(mark.span[0])
        if at is None or at in taken or tokens[at].tag not in ("VERB", "NOUN") or _is_no_deed(tokens[at], mark.label):
            continue
        if _only_comes(tokens[at], mark.label, hits):
            continue
        if (mark.label in _FORCE and _by_civilians(clause, at)) or _leads_into(clause, at, hits):
            continue  # "villagers crossed the river", "they had buried 29 people"
        lone = lone_hit(clause, at, cast("EventType", mark.label))
        if _is_labelled(tokens[at], mark, marks) and not is_figure(clause, lone):
            kept.append(lone)
            taken.add(at)
    return sorted(kept, key=lambda hit: hit.start)


def _is_no_deed(token: Token, kind: str) -> bool:
    """Whether a word is no event by itself: of force or retreat "was heading home", of talks "gave an interview"."""
    if kind not in ACTS:
        return (token.lemma or token.lower.removesuffix("s")) in listed("harm.toml", "no_dealings")
    return kind != "PROTEST" and (token.lemma or token.lower) in listed("harm.toml", "no_deeds")


def _only_comes(token: Token, kind: str, hits: Sequence[Hit]) -> bool:
    """Whether a verb of force by the network only tells how somebody came to where a list's verb tells what he did:
    "went inside the shop and opened fire".
    """
    coming = kind == "ASSAULT" and (token.lemma or token.lower) in listed("harm.toml", "coming")
    return coming and any(hit.trigger.type == kind for hit in hits)


def _leads_into(clause: Clause, at: int, hits: Sequence[Hit]) -> bool:
    """Whether a verb only says how somebody came to what a noun tells: "walked into an ambush", "were engaged in relief
    work".
    """
    if clause.lowered[at] == "engaged" and clause.lowered[at + 1 : at + 2] == ("in",):
        return True
    into = clause.lowered[at + 1 : at + 2] == ("into",) and clause.tokens[at].lemma in listed("harm.toml", "walking")
    what = clause.phrase_at(at + 2) if into else None
    return what is not None and any(not hit.is_verb and what.start <= hit.head < what.end for hit in hits)


def _is_labelled(token: Token, mark: Mark, marks: Marks) -> bool:
    """Whether a word is an event by its label: surely, or likely where neither the head of events nor the lists, which
    know the word and turned it down here, speak against it.
    """
    known = any(len(trigger.words) == 1 and not trigger.tail for trigger in triggers().get(token.lower, ()))
    doubted = known or (marks.chance_at(mark.span) or 0.0) < DOUBTED
    if mark.chance < (SURELY_LABELLED if doubted else LABELLED) or not _is_typed(mark, marks):
        return False
    if mark.label == "ASSAULT" and token.lemma in listed("harm.toml", "no_force"):
        return False  # "spoke of 31 dead", "had been brought in"
    return token.lower not in _states() and token.lemma not in words("reporting_verbs") | words("light_verbs")


def _is_typed(mark: Mark, marks: Marks) -> bool:
    """Whether the head of events holds a labelled word for one of the label's type too, where the label is not sure."""
    typed = max((told.types[mark.label] for told in marks.tellings_in(mark.span)), default=0.0)
    if mark.label in ACTS:
        return typed >= TYPED_FORCE or mark.chance >= SURELY_LABELLED
    return typed >= TYPED or mark.chance >= UNTYPED


def _by_civilians(clause: Clause, at: int) -> bool:
    """Whether a verb tells what people do who carry no arms: villagers, or he, she, they of whom no more is said."""
    token = clause.tokens[at]
    doer = subject_of(clause, at) if token.tag == "VERB" and not is_passive(clause, at) else None
    core = clause.tokens[doer.core] if doer is not None else None
    if core is None or core.lower in listed("control.toml", "armed") | listed("harm.toml", "attackers"):
        return False
    return core.lower in _PERSON or names_people(core.lower)


@functools.cache
def _states() -> frozenset[str]:
    """Words of what became of somebody, of which the harm is told and no event: "hurt", "missing"."""
    return frozenset().union(*(listed("harm.toml", f"{kind}_states") for kind in _STATES))


def _is_armed_deed(clause: Clause, at: int, telling: Telling) -> bool:
    """Whether a verb tells of force by the network, less surely, and of armed men or police by the grammar."""
    token = clause.tokens[at]
    purpose = at > 0 and clause.tokens[at - 1].tag == "TO"
    if token.tag != "VERB" or purpose or telling.type not in _FORCE or telling.types[telling.type] < ARMED:
        return False
    doer = agent_of(clause, at) if is_passive(clause, at) else subject_of(clause, at)
    return doer is not None and clause.tokens[doer.core].lower in listed("control.toml", "armed")


def lone_hit(clause: Clause, at: int, kind: EventType = "CONSULT") -> Hit:
    """A token as the trigger of an event that no list knows; `kind` is its type."""
    token = clause.tokens[at]
    trigger = Trigger(
        type=kind,
        modes=(),
        words=(token.lower,),
        pos="verb" if token.tag in ("VERB", "AUX") else "noun",
        form=cast("FormKind", token.form) if token.form else "singular",
        lemma=token.lemma or token.lower,
        harm=None,
        control=None,
        need=frozenset(),
        near=False,
        trace=token.lower in listed("harm.toml", "wounds"),
    )
    return Hit(trigger, at, at + 1, at, listed=False)


def telling_of(marks: Marks, span: Interval) -> Telling | None:
    """The word of a trigger that the network holds likeliest to tell its event."""
    return max(marks.tellings_in(span), key=lambda t: t.chance, default=None)


def mode_of(telling: Telling | None, kind: EventType) -> tuple[str, ...]:
    """The likeliest mode of a type at a trigger, none where no mode is likely."""
    own = {} if telling is None else {k: v for k, v in telling.modes.items() if k.startswith(f"{kind}/")}
    best = max(own, key=own.__getitem__, default=None)
    return (best.partition("/")[2],) if best is not None and own[best] >= MODE else ()


def open_parties(
    telling: Telling | None, roles: Sequence[RoleReading], trigger: Interval, harmed: Sequence[Interval] = ()
) -> list[tuple[RoleName, Interval]]:
    """The network's parties for roles that the grammar left open, where it holds them likely; who came to harm did not
    do it.
    """
    if telling is None:
        return []
    filled = {side(role.role) for role in roles}
    taken = [trigger, *(role.span for role in roles)]
    found: list[tuple[RoleName, Interval]] = []
    for mark in sorted(telling.arguments, key=lambda m: -m.chance):
        if mark.label == "place" or mark.chance < PARTY or side(mark.label) in filled:
            continue
        hurt = harmed if mark.label == "actor" else ()
        if any(mark.span[0] < b and a < mark.span[1] for a, b in (*taken, *hurt)):
            continue
        filled.add(side(mark.label))
        taken.append(mark.span)
        found.append((mark.label, mark.span))  # type: ignore[arg-type]
    return found


def settle_place(
    places: tuple[PlaceReading, ...], telling: Telling | None, locations: Sequence[Found]
) -> tuple[PlaceReading, ...]:
    """The places of an event with the one first that the network is surer of, if the sentence names it."""
    mark = telling.place if telling is not None else None
    if mark is None or mark.label != "place" or mark.chance < PLACE:
        return places
    span = next((m.span for m in locations if m.span[0] < mark.span[1] and mark.span[0] < m.span[1]), None)
    if span is None:
        return places
    known = next((place for place in places if place.span == span), None)
    return (known or PlaceReading(span, "in"), *(place for place in places if place.span != span))
