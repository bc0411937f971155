"""What stands around a word that may pass a place on: the places, and the parties that could hold one."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from dateline.reader.clauses import Clause, Phrase
from dateline.reader.lexicon import listed, words
from dateline.reader.phrases import is_passive, object_of, verb_group_start
from dateline.reader.subjects import subject_of
from dateline.records import Interval

if TYPE_CHECKING:
    from dateline.reader.triggers import Hit

FILE = "control.toml"
REACH = 14
"""Tokens after the word within which "from", "to" or "out of" still belongs to it."""


@functools.cache
def word(name: str) -> frozenset[str]:
    """One of the lists of control.toml."""
    return listed(FILE, name)


@functools.cache
def _strongholds() -> frozenset[str]:
    return word("strongholds") | (words("facilities") - word("movable"))


def is_stronghold(name: str) -> bool:
    """Whether a word in lower case names what can be held, in the singular or with -s."""
    return name in _strongholds() or name.removesuffix("s") in _strongholds()


class Surroundings:
    """One word of a sentence and the phrases around it."""

    def __init__(self, clause: Clause, hit: Hit, located: list[Interval]) -> None:
        self.clause, self.hit, self.located = clause, hit, located
        self.lemma = hit.trigger.lemma.split()[0]
        self.passive = hit.is_verb and is_passive(clause, hit.head)
        self.subject = self.doer() if hit.is_verb else None
        self.object = self.acted_on() if hit.is_verb else None
        self.following = clause.lowered[hit.end] if hit.end < len(clause.tokens) else ""

    def acted_on(self) -> Phrase | None:
        """What the verb acts on; of "lost control of the town" the town."""
        if self.hit.closing and self.hit.trigger.tail[-1] in ("of", "over", "on"):  # "took full control of the town"
            held = self.clause.phrase_at(self.hit.closing.stop)
            return self.tail(self.hit.closing.stop, held.end) if held is not None else None
        whole = self.clause.phrase_at(self.hit.end)
        if whole is not None and whole.start < self.hit.end and self.hit.trigger.words[-1] in ("of", "over"):
            return self.tail(self.hit.end, whole.end)
        return object_of(self.clause, self.hit.head, self.hit.end - self.hit.start)

    def doer(self) -> Phrase | None:
        """The subject; of "tightened its hold by capturing the port" that of the verb before."""
        start = verb_group_start(self.clause, self.hit.head)
        tokens = self.clause.tokens
        if tokens[self.hit.head].form == "ing" and start and tokens[start - 1].lower in ("by", "after", "before"):
            before = next((n for n in range(start - 1, -1, -1) if tokens[n].tag == "VERB"), None)
            if before is not None and tokens[start - 1].lower == "by":
                return subject_of(self.clause, before)
        return subject_of(self.clause, self.hit.head)

    def tail(self, start: int, end: int) -> Phrase | None:
        """The phrase that is left of a longer one from a token on; its head stands before the next "of"."""
        of = next((n for n in range(start, end) if self.clause.lowered[n] == "of"), end)
        heads = [n for n in range(start, of) if self.clause.tokens[n].tag in ("NOUN", "NAME")]
        return Phrase(start, end, heads[-1], heads[-1], "of") if heads else None

    def span(self, phrase: Phrase | None) -> Interval | None:
        if phrase is None:
            return None
        core = self.clause.tokens[phrase.core]
        if core.tag == "PRON":
            return self.clause.offsets(self.antecedent(phrase) or phrase)
        if self.clause.lower(phrase) in (
            ["the", "group"],
            ["the", "movement"],
            ["the", "organisation"],
            ["the", "faction"],
        ):
            named = [
                p for p in self.clause.phrases if p.end <= phrase.start and self.clause.tokens[p.core].tag == "NAME"
            ]
            return self.clause.offsets(next((p for p in reversed(named) if not self.holds_place(p)), phrase))
        return self.clause.offsets(phrase)

    def antecedent(self, pronoun: Phrase) -> Phrase | None:
        """Whom "they" stands for: the last party before it that no preposition governs, in this sentence."""
        before = [p for p in self.clause.phrases if p.end <= pronoun.start and p.preposition is None]
        return next((p for p in reversed(before) if self.armed(p)), None)

    def place(self, phrase: Phrase | None) -> tuple[Interval, bool] | None:
        """The place that a phrase names, or its own span where it is a town, a base or a hill without a name."""
        if phrase is None:
            return None
        start, end = self.clause.offsets(phrase)
        inside = [place for place in self.located if start <= place[0] and place[1] <= end]
        head = self.clause.tokens[phrase.core]
        strong = any(map(is_stronghold, self.clause.lower(phrase)))
        lowered = self.clause.lowered
        beside = any(
            lowered[n] == "of" and lowered[n - 1] in word("directions") for n in range(phrase.head, phrase.end)
        )
        if beside and strong:
            return self.without_article(phrase), True
        itself = any(place[0] <= head.start < place[1] for place in inside)  # a text in lower case has no names by form
        if inside and (strong or itself or head.tag == "NAME" or self.part_of_place(phrase)):
            # "Mosul's old city": the part that is named last in a possessive, else the name after "town of".
            return inside[-1] if not strong or len(inside) == 1 else inside[0], True
        if strong and is_stronghold(head.lower):
            near = self.clause.phrase_at(phrase.end + 1)
            if near is not None and near.preposition in ("near", "outside", "around", "above"):
                beside = True  # "a post near Diffa" is not Diffa
            elif near is not None and near.preposition in ("in", "at", "on", "along"):
                inner = self.place(near)
                if inner is not None and inner[1]:
                    return inner
            called = [t for t in self.clause.tokens[phrase.head + 1 : phrase.end] if t.tag == "NAME"]
            if called:  # "the town of Heglig", which no gazetteer knows
                return (called[0].start, called[-1].end), True
            return self.without_article(phrase), beside
        if strong and head.tag == "NAME":  # "the Soumara quarter of gunmen": a name that nobody knows
            of = next((n for n in range(phrase.core, phrase.end) if lowered[n] == "of"), phrase.end)
            return (self.without_article(phrase)[0], self.clause.tokens[of - 1].end), True
        return None

    def place_meant(self, phrase: Phrase | None) -> tuple[Interval, bool] | None:
        """The place that "it" stands for: the last one named before the word."""
        if phrase is None or self.clause.lower(phrase) != ["it"]:
            return None
        tokens = self.clause.tokens
        before = (
            self.place(p) or (self.name_alone(p) if p.start and tokens[p.start - 1].lemma in word("keeping") else None)
            for p in reversed(self.clause.phrases)
            if p.end <= self.hit.start
        )
        return next((place for place in before if place is not None and place[1]), None)

    def place_around(self, own: Phrase) -> tuple[Interval, bool] | None:
        """The named place that "its capture" is about: the first after it, else the last before it."""
        after = [p for p in self.clause.phrases if p.start >= own.end]
        before = [p for p in reversed(self.clause.phrases) if p.end <= own.start]
        found = (self.place(p) for p in (*after, *before))
        return next((place for place in found if place is not None and place[1]), None)

    def name_alone(self, phrase: Phrase | None) -> tuple[Interval, bool] | None:
        """A name that nobody knows, where only a place can stand."""
        if phrase is None or self.clause.tokens[phrase.core].tag != "NAME":
            return None
        return self.without_article(phrase), True

    def unknown_name(self, phrase: Phrase | None) -> tuple[Interval, bool] | None:
        """The same after verbs that are said of places alone: "retook", "took control of"."""
        return self.name_alone(phrase) if self.hit.trigger.lemma in word("of_places") else None

    def without_article(self, phrase: Phrase) -> Interval:
        """Where a phrase lies without the article or the pronoun that opens it."""
        tokens = self.clause.tokens[phrase.start : phrase.end]
        first = next((t for t in tokens if t.tag not in ("DET", "PRON")), tokens[0])
        return first.start, self.clause.offsets(phrase)[1]

    def part_of_place(self, phrase: Phrase) -> bool:
        return bool({self.clause.tokens[phrase.head].lower, self.clause.tokens[phrase.core].lower} & word("parts"))

    def place_after(self, prepositions: tuple[str, ...] = ("from", "of", "out")) -> tuple[Interval, bool] | None:
        """The first place after the word that "from", "out of" or another preposition governs."""
        for phrase in self.phrases_after():
            before = self.clause.lowered[max(0, phrase.start - 2) : phrase.start]
            if phrase.preposition not in prepositions or (before[-1:] == ("of",) and before[:1] != ("out",)):
                continue
            place = self.place(phrase)
            core = self.clause.tokens[phrase.core]
            if place is None and core.tag == "NAME" and phrase.preposition in ("from", "of"):
                place = self.without_article(phrase), True  # a name that nobody knows, where only a place can stand
            if place is not None:
                return place
        return None

    def phrases_after(self) -> list[Phrase]:
        """The noun phrases after the word, up to the next finite verb or stop."""
        found: list[Phrase] = []
        for index in range(self.hit.end, min(len(self.clause.tokens), self.hit.end + REACH)):
            token = self.clause.tokens[index]
            if (
                token.text in ";:"
                or token.tag in ("REL", "MODAL")
                or (token.tag in ("VERB", "AUX") and (found or not self.hit.is_verb))
            ):
                break
            phrase = self.clause.phrase_at(index)
            if phrase is not None and phrase.start == index:
                found.append(phrase)
        return found

    def party_after(self, prepositions: tuple[str, ...], *, wide: bool = False, anybody: bool = False) -> Phrase | None:
        """The party after a preposition; with `wide` it may be a country, which is a location too; with `anybody` any
        people but bystanders, where it is plain already that a place is taken.
        """
        for phrase in self.phrases_after():
            if phrase.preposition not in prepositions or not self.may_hold(phrase, anybody=anybody):
                continue
            if wide or not self.holds_place(phrase) or self.armed(phrase):
                return phrase
        return None

    def holds_place(self, phrase: Phrase) -> bool:
        start, end = self.clause.offsets(phrase)
        return any(start <= a and b <= end for a, b in self.located)

    def armed(self, phrase: Phrase | None) -> bool:
        """Whether a phrase names an armed force, a group or a government, by its head or as a name."""
        if phrase is None:
            return False
        core = self.clause.tokens[phrase.core]
        lower = core.lower.split()[-1]
        return lower in word("armed") or core.lower in word("armed") or core.tag in ("NAME", "PRON")

    def listed_as_armed(self, phrase: Phrase | None) -> bool:
        """Whether a phrase names an armed force by a known noun; a name alone could be anybody's."""
        return phrase is not None and not word("armed").isdisjoint(self.clause.lower(phrase))

    def is_pronoun(self, phrase: Phrase) -> bool:
        """Whether a phrase is "they" or "himself", which could be anybody."""
        return self.clause.tokens[phrase.core].tag == "PRON"

    def may_hold(self, phrase: Phrase, *, anybody: bool = False) -> bool:
        """Whether a phrase names somebody who could hold a place: not residents, a company, a storm or a number.

        After a verb that can only mean a place taken or given ("liberated", "ceded") anybody may, but for bystanders.
        """
        core = self.clause.tokens[phrase.core]
        if self.armed(phrase) or (core.lower in words("bodies") and core.lower not in word("peaceful")):
            return True
        plain = (
            core.tag in ("NOUN", "ADJ") and core.lower not in word("bystanders") and core.lower not in words("natural")
        )
        return plain and (anybody or self.hit.trigger.lemma in word("sure")) and not is_stronghold(core.lower)

    def what_of(self, own: Phrase) -> Phrase | None:
        """What stands after "of" in the phrase of a noun."""
        of = next((n for n in range(self.hit.end, own.end) if self.clause.lowered[n] == "of"), None)
        return None if of is None else self.tail(of + 1, own.end)

    def falls_plainly(self) -> bool:
        """ "The city has fallen.", "fell on Monday", not "fell silent", "fell by a third"."""
        return self.following in word("after_fallen") or not self.following or not self.following[0].isalpha()
