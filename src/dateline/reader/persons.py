"""Whether two tellings of one person's harm may mean the same person, and what that leaves of who was "shot"."""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Sequence

from dateline.reader.lexicon import listed, words
from dateline.reader.reading import EntityReading, EventReading, HarmReading
from dateline.records import REALISED, Interval

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ONE = frozenset(("a", "an", "one", "another"))
_POINTING = frozenset("the this that his her their its he she him himself herself".split())
"""Words that open a phrase for somebody told of before."""


NAMED_AS_PERSONS = ("person", "other", "location")
"""Types of entities that may be a person by their name, the surest first: many names of people are places' too."""


@dataclasses.dataclass(frozen=True, slots=True)
class Person:
    """One person who came to harm, as the words at `at` tell. `entity`: what the words are a mention of, if known.

    `apart`: the words set the person apart from those told of before ("a second man"). `new`: they bring the person in
    ("a man"). `pronoun`: they are "he" or "she".
    """

    at: int
    entity: int | str | None
    named: bool
    sex: str | None
    apart: bool
    new: bool
    pronoun: bool

    @classmethod
    def told(cls, at: int, text: str, entity: int | str | None, mentions: Sequence[str]) -> Person:
        """The person that some words mean; `mentions` are the words of all mentions of its entity.

        Only words that are a name are told apart by it, and have the sex of the other mentions: which name "he" or
        "the victim" stands for is less sure.
        """
        own = [w.lower() for w in _WORD.findall(text)]
        theirs = len(own) > 1 and own[0] in ("his", "her")
        if theirs:
            own[0] = "their"  # "his sister" tells the sex of a sister
        attends = theirs and own[-1] in listed("harm.toml", "attendants")
        apart = attends or bool(listed("harm.toml", "apart").intersection(own))
        new = bool(own) and own[0] not in _POINTING
        named = is_name(text)
        sex = _sex([own]) or (_sex([[w.lower() for w in _WORD.findall(m)] for m in mentions]) if named else None)
        return cls(at, entity, named, sex, apart, new, len(own) == 1 and not new)


def _sex(tellings: Sequence[Sequence[str]]) -> str | None:
    """The sex that most of somebody's mentions tell by their words, None where they tell none."""
    male = sum(bool(listed("harm.toml", "male").intersection(told)) for told in tellings)
    female = sum(bool(listed("harm.toml", "female").intersection(told)) for told in tellings)
    return None if male == female else "male" if male > female else "female"


def may_be_same(one: Person, other: Person) -> bool:
    """Whether two tellings may mean one person: of one entity, or nothing in their words against it."""
    if one.entity is not None and one.entity == other.entity:
        return True
    first, second = (one, other) if one.at <= other.at else (other, one)
    if second.apart and first is not second:
        return False
    if one.named and other.named and not (one.pronoun or other.pronoun):
        return False
    return one.sex is None or other.sex is None or one.sex == other.sex


def is_name(text: str) -> bool:
    """Whether the words that name somebody are a proper name, not "the victim" or "he"."""
    own = _WORD.findall(text)
    last = own[-1] if own else ""
    common = words("people") | listed("harm.toml", "persons") | listed("harm.toml", "single_pronouns")
    return last[:1].isupper() and last.lower() not in common


def settle_presumed(
    text: str, events: Sequence[EventReading], entities: Sequence[EntityReading], sentences: Sequence[Interval]
) -> list[EventReading]:
    """The events without the harm that was only presumed ("was shot") of a person whom the report tells to be dead.

    The name of a body loses its number: an army is not one person.
    """
    people = _People(text, entities, sentences)
    events = [dataclasses.replace(e, harm=tuple(map(people.checked, e.harm))) for e in events]
    dead = [h for e in events if _is_news(e) for h in e.harm if h.kind == "killed" and people.is_one(h)]
    return [
        dataclasses.replace(e, harm=tuple(h for h in e.harm if not (h.presumed and people.is_dead(h, dead))))
        for e in events
    ]


def _is_news(event: EventReading) -> bool:
    return event.status in REALISED and not event.aggregate and not event.background


class _People:
    """The persons of a report by the words that tell their harm."""

    def __init__(self, text: str, entities: Sequence[EntityReading], sentences: Sequence[Interval]) -> None:
        self._text = text
        self._entities = entities
        self._starts = [start for start, _ in sentences]
        self._mentions = sorted((*span, number) for number, e in enumerate(entities) for span in e.mentions)

    def is_one(self, harm: HarmReading) -> bool:
        """Whether a harm is told of a single person, or of one at least."""
        if harm.persons is not None:
            return harm.persons[0] == 1
        return harm.count is not None and self._text[slice(*harm.count)].lower() in _ONE

    def checked(self, harm: HarmReading) -> HarmReading:
        """The harm without its number of persons where it befell the name of a body or a people. One of a place may be
        a person's too: places do not die.
        """
        if harm.persons != (1, 1) or harm.who is None or not is_name(self._text[slice(*harm.who)]):
            return harm
        kinds = {self._entities[number].type for number in self._over(harm.who)}
        before = {w.lower() for w in _WORD.findall(self._text[harm.span[0] : harm.who[0]])}
        titled = before & (words("people") | listed("harm.toml", "persons"))
        several = kinds & {"organisation", "group"} and "person" not in kinds and not titled
        return dataclasses.replace(harm, persons=None) if several else harm

    def is_dead(self, harm: HarmReading, dead: Sequence[HarmReading]) -> bool:
        """Whether a single person who is told to be hurt may be one of those told to be dead."""
        if harm.persons is not None and harm.persons[0] > 1:
            return len(dead) >= harm.persons[0]
        return self.is_one(harm) and any(self._same(harm, other) for other in dead)

    def _same(self, one: HarmReading, other: HarmReading) -> bool:
        first, second = self._person(one), self._person(other)
        together = self._sentence(one) == self._sentence(other) and first.new and second.new
        if together and (first.entity is None or first.entity != second.entity):
            return False  # "one man was killed and a boy shot"
        return may_be_same(first, second)

    def _person(self, harm: HarmReading) -> Person:
        over = self._over(harm.who or harm.span)
        fitting = [n for kind in NAMED_AS_PERSONS for n in over if self._entities[n].type == kind]
        entity = next(iter(fitting), None)
        words_of = self._text[slice(*harm.span)]
        if entity is None:
            return Person.told(harm.span[0], words_of, None, ())
        mentions = [self._text[slice(*span)] for span in self._entities[entity].mentions]
        return Person.told(harm.span[0], words_of, entity, mentions)

    def _over(self, span: Interval) -> list[int]:
        """The entities that have a mention over a span, in text order."""
        index = bisect.bisect_left(self._mentions, (max(0, span[0] - 100),))
        found = []
        while index < len(self._mentions) and self._mentions[index][0] < span[1]:
            if self._mentions[index][1] > span[0]:
                found.append(self._mentions[index][2])
            index += 1
        return found

    def _sentence(self, harm: HarmReading) -> int:
        return bisect.bisect_right(self._starts, harm.span[0])
