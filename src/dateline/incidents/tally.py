"""How many people one report tells came to harm in what it tells as the news of the day."""

from __future__ import annotations

import re
from collections import defaultdict

from dateline.reader.persons import NAMED_AS_PERSONS, Person, may_be_same
from dateline.records import Coded, Harm, HarmKind, Mention

_STOP = re.compile(r"[.!?][”\"']?\s|\n")


def tally(coded: Coded, kind: HarmKind) -> int | None:
    """The number of people of a report's countable mentions that came to a kind of harm; None where it gives none.

    A report tells the same harm more than once, so figures of different sentences are not added: the largest counts.
    Those of one sentence by one source are added ("three soldiers and 12 rebels"). Persons told of one by one are
    counted apart: everybody with a name, and whoever can be none of those by the words (another sex, "a second man").
    The larger of both is the number. A running total counts where nothing new is told; who is killed is not injured.
    """
    told = _told(coded, kind)
    if kind == "injured":
        dead = [_person(coded, h) for _, h in _told(coded, "killed") if _size(h) == 1]
        told = [(where, h) for where, h in told if not _is_dead(coded, h, dead)]
    if not told:
        return None
    new = [(where, h) for where, h in told if not h.total] or told
    together: dict[tuple[int, str | None], dict[int, Harm]] = defaultdict(dict)
    for where, harm in new:
        together[where, harm.source][harm.start] = harm
    singles = [_person(coded, h) for _, h in new if _size(h) == 1]
    return max(*(_sum(coded, list(group.values())) for group in together.values()), len(_distinct(singles)))


def _sum(coded: Coded, harms: list[Harm]) -> int:
    """The people of one sentence by one source; "he" and "the victim" beside "a man" are no second person."""
    found: list[Person] = []
    for person in [_person(coded, h) for h in harms if _size(h) == 1]:
        if not any(may_be_same(person, other) and not (person.new and other.new) for other in found):
            found.append(person)
    return len(found) + sum(size for h in harms if (size := _size(h) or 0) != 1)


def _told(coded: Coded, kind: HarmKind) -> list[tuple[int, Harm]]:
    """The harm of a kind with a figure, each with where the sentence that tells it begins."""
    return [
        (_sentence(coded, mention, harm), harm)
        for mention in coded.mentions
        if mention.countable
        for harm in mention.harm
        if harm.kind == kind and _size(harm) is not None
    ]


def _sentence(coded: Coded, mention: Mention, harm: Harm) -> int:
    """Where the sentence of a harm begins; of one told in another sentence than its event by the stops before it."""
    start, end = mention.sentence
    if start <= harm.start < end:
        return start
    return max((m.end() for m in _STOP.finditer(coded.report.text, 0, harm.start)), default=0)


def _size(harm: Harm) -> int | None:
    """The figure, else the lowest number that the words tell ("a fatal shooting": one)."""
    return harm.best if harm.best is not None else harm.low


def _person(coded: Coded, harm: Harm) -> Person:
    """The one person who came to harm, with the entity that the words are a mention of."""
    text = coded.report.text
    over = [e for e in coded.entities if any(a < harm.end and harm.start < b for a, b in e.mentions)]
    entity = next((e for kind in NAMED_AS_PERSONS for e in over if e.type == kind), None)
    if entity is None:
        return Person.told(harm.start, harm.text, None, ())
    mentions = [text[start:end] for start, end in entity.mentions]
    return Person.told(harm.start, harm.text, entity.id, mentions)


def _distinct(persons: list[Person]) -> list[Person]:
    """The different persons among those told of one by one: the named ones first, then whoever can be none of them.

    Pronouns come last: whom they mean is the least sure.
    """
    found: list[Person] = []
    for person in sorted(persons, key=lambda p: (p.pronoun, not p.named, p.at)):
        if not any(may_be_same(person, other) for other in found):
            found.append(person)
    return found


def _is_dead(coded: Coded, harm: Harm, dead: list[Person]) -> bool:
    """Whether a harm is told of one person whom the report tells to be dead too."""
    if _size(harm) != 1:
        return False
    person = _person(coded, harm)
    return person.entity is not None and any(person.entity == other.entity for other in dead)
