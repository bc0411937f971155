"""What stands around a word that may pass a place on: the places, and the parties that could hold one."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from dateline.reader.lexicon import listed, words
from dateline.reader.phrases import Clause, Phrase, is_passive, object_of, subject_of, verb_group_start
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
        self.subject = subject_of(clause, hit.head) if hit.is_verb else None
        self.object = self.acted_on() if hit.is_verb else None
        self.following = clause.lowered[hit.end] if hit.end < len(clause.tokens) else ""

    def acted_on(self) -> Phrase | None:
        """What the verb acts on; of "lost control of the town" the town."""
        whole = self.clause.phrase_at(self.hit.end)
        if whole is not None and whole.start < self.hit.end and self.hit.trigger.words[-1] in ("of", "over"):
            return self.tail(self.hit.end, whole.end)
        return object_of(self.clause, self.hit.head, self.hit.end - self.hit.start)

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
        if inside and (strong or head.tag == "NAME" or self.part_of_place(phrase)):
            # "Mosul's old city": the part that is named last in a possessive, else the name after "town of".
            return inside[-1] if not strong or len(inside) == 1 else inside[0], True
        if strong and is_stronghold(head.lower):
            near = self.clause.phrase_at(phrase.end + 1)
            if near is not None and near.preposition in ("near", "outside", "around", "above"):
                beside = True  # "a post near Diffa" is not Diffa
            elif near is not None and near.preposition in ("in", "at", "on"):
                span = self.clause.offsets(near)
                found = [place for place in self.located if span[0] <= place[0] and place[1] <= span[1]]
                if found:
                    return found[0], True
            called = [t for t in self.clause.tokens[phrase.head + 1 : phrase.end] if t.tag == "NAME"]
            if called:  # "the town of Heglig", which no gazetteer knows
                return (called[0].start, called[-1].end), True
            return self.without_article(phrase), beside
        if strong and head.tag == "NAME":  # "the Soumara quarter of gunmen": a name that nobody knows
            of = next((n for n in range(phrase.core, phrase.end) if lowered[n] == "of"), phrase.end)
            return (self.without_article(phrase)[0], self.clause.tokens[of - 1].end), True
        return None

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

    def party_after(self, prepositions: tuple[str, ...], *, wide: bool = False) -> Phrase | None:
        """The party after a preposition; with `wide` it may be a country, which is a location too."""
        for phrase in self.phrases_after():
            if phrase.preposition not in prepositions or not self.may_hold(phrase):
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

    def may_hold(self, phrase: Phrase) -> bool:
        """Whether a phrase names somebody who could hold a place: not residents, a company, a storm or a number.

        After a verb that can only mean a place taken or given ("liberated", "ceded") anybody may, but for bystanders.
        """
        core = self.clause.tokens[phrase.core]
        if self.armed(phrase) or (core.lower in words("bodies") and core.lower not in word("peaceful")):
            return True
        plain = (
            core.tag in ("NOUN", "ADJ") and core.lower not in word("bystanders") and core.lower not in words("natural")
        )
        return plain and self.hit.trigger.lemma in word("sure") and not is_stronghold(core.lower)

    def held_by(self, phrase: Phrase) -> Phrase | None:
        """ "the barracks at Semna, held by the battalion": who holds it before."""
        lowered = self.clause.lowered
        for index in range(phrase.end, min(len(lowered) - 2, phrase.end + 8)):
            if lowered[index - 1] == "," and lowered[index] in word("holding") and lowered[index + 1] == "by":
                return self.clause.phrase_at(index + 2)
        return None

    def taker(self) -> Phrase | None:
        """ "... and gunmen moved in", "... the tribes will occupy it": who comes where the others left."""
        tokens = self.clause.tokens
        for index in range(self.hit.end, len(tokens)):
            if tokens[index].tag != "VERB" or tokens[index].lemma not in word("taking"):
                continue
            who = self.clause.phrase_at(verb_group_start(self.clause, index) - 1)
            following = self.clause.lowered[index + 1] if index + 1 < len(tokens) else ""
            into = tokens[index].lemma != "move" or following in ("in", "into")
            if who is not None and into and who.preposition is None and who.start > self.hit.end and self.armed(who):
                return who
        return None

    def owner(self, phrase: Phrase, before: int | None = None) -> Phrase | None:
        """Whose the phrase is: "the group's last bastion", "rebel-held Aleppo"."""
        for index in range(phrase.start, before if before is not None else phrase.end):
            if self.clause.tokens[index].tag == "POSS":
                own = Phrase(phrase.start, index, index - 1, index - 1, None)
                return own if not self.holds_place(own) or before is not None else None
        mark = self.clause.tokens[phrase.start - 1] if before is not None and phrase.start > 1 else None
        if mark is not None and mark.text in "'’":  # "the insurgents' loss of"
            plural = self.clause.phrase_at(phrase.start - 2)
            return plural if plural is not None and self.clause.tokens[plural.end - 1].end == mark.start else None
        return None

    def former_holder(self, phrase: Phrase) -> Interval | None:
        """ "rebel-held Aleppo": the part of the word before the hyphen."""
        for token in self.clause.tokens[phrase.start : phrase.end]:
            who, _, how = token.lower.rpartition("-")
            if who and how in ("held", "controlled", "occupied", "ruled", "run"):
                return token.start, token.start + len(who)
        return None

    def emptied_of(self, phrase: Phrase) -> Phrase | None:
        """ "cleared the town of militants", "freed the town from militants": who is cleared out."""
        tokens = self.clause.tokens
        ofs = [n for n in range(phrase.head + 1, phrase.end) if tokens[n].lower == "of"]
        for of in reversed(ofs):
            if tokens[of - 1].lower in word("directions") or (
                is_stronghold(tokens[of - 1].lower) and tokens[of + 1].tag == "NAME"
            ):
                continue  # "the town of Heglig", "villages east of Gombari"
            head = next((n for n in range(phrase.end - 1, of, -1) if tokens[n].tag in ("NOUN", "NAME", "ADJ")), None)
            own = Phrase(of + 1, phrase.end, head, head, "of") if head is not None else None
            if own is not None and not self.holds_place(own):
                return own
        return None

    def what_of(self, own: Phrase) -> Phrase | None:
        """What stands after "of" in the phrase of a noun."""
        of = next((n for n in range(self.hit.end, own.end) if self.clause.lowered[n] == "of"), None)
        return None if of is None else self.tail(of + 1, own.end)

    def holder_after(self) -> Phrase | None:
        """ "under the control of X", "into the hands of X", "under rebel control": who holds it then."""
        near = [self.clause.phrase_at(self.hit.end), *self.phrases_after()]
        return next((p for p in map(self.holder, near) if p is not None), None)

    def holder(self, phrase: Phrase | None) -> Phrase | None:
        """Whose the control or the hands of a phrase are."""
        tokens, lowered = self.clause.tokens, self.clause.lowered
        held = range(phrase.start, phrase.end) if phrase is not None else ()
        at = next((n for n in held if lowered[n] in ("control", "hands", "rule")), None)
        if phrase is None or at is None:
            return None
        of = next((n for n in range(at, phrase.end) if lowered[n] == "of"), None)
        if of is not None:
            return self.tail(of + 1, phrase.end)
        start = next((n for n in range(phrase.start, at) if tokens[n].tag not in ("DET", "POSS")), at)
        stop = at - 1 if tokens[at - 1].tag == "POSS" else at
        while start < stop and lowered[start] in ("full", "complete", "total", "partial"):
            start += 1
        return Phrase(start, stop, stop - 1, stop - 1, None) if start < stop else None

    def falls_plainly(self) -> bool:
        """ "The city has fallen.", "fell on Monday", not "fell silent", "fell by a third"."""
        return self.following in word("after_fallen") or not self.following or not self.following[0].isalpha()

    def gone(self, winner: Phrase | None) -> Phrase | None:
        """ "... after soldiers fled", "... forcing the army to withdraw": who left the place to those who took it."""
        tokens = self.clause.tokens
        for index, token in enumerate(tokens):
            if token.tag != "VERB" or token.lemma not in word("going") or index == self.hit.head:
                continue
            # The phrase right before the verb: "as" and "after" look like prepositions, "the army to" like an object.
            who = self.clause.phrase_at(verb_group_start(self.clause, index) - 1)
            own = object_of(self.clause, index)
            if who is None or not self.armed(who) or self.holds_place(who) or (winner and who.start == winner.start):
                continue
            elsewhere = own is not None and self.holds_place(own)
            if not elsewhere and "from" not in self.clause.lowered[index + 1 : index + 4]:
                return who if tokens[who.core].tag != "PRON" else None
        return None

    def left_to(self) -> Phrase | None:
        """ "... leaving the city to the militia", "... in the hands of the rebels"."""
        lowered = self.clause.lowered
        start = next((n for n in range(self.hit.end, len(lowered)) if lowered[n] in ("leaving", "abandoning")), None)
        for index in range(start or len(lowered), len(lowered)):
            phrase = self.clause.phrase_at(index)
            if phrase is None or phrase.start != index:
                continue
            if phrase.preposition == "to" and self.may_hold(phrase):
                return phrase
            if phrase.preposition in ("in", "under") and self.holder(phrase) is not None:
                return self.holder(phrase)
        return None

    def struck(self) -> Phrase | None:
        """ "was a blow to X": who lost it."""
        tokens = self.clause.tokens
        for index in range(self.hit.end, len(tokens) - 2):
            if tokens[index].tag == "VERB" and tokens[index].lemma in word("hurting"):
                harmed = object_of(self.clause, index)
                return harmed if harmed is not None and self.armed(harmed) else None
            if tokens[index].lower in word("blows"):
                phrase = self.clause.phrase_at(index + 2)
                fits = phrase is not None and phrase.preposition in ("to", "for") and self.may_hold(phrase)
                return phrase if fits else None
        return None

    def announcer(self, own: Phrase) -> Phrase | None:
        """ "The army announced the capture of X": its own."""
        verb = own.start - 1
        if verb < 0 or self.clause.tokens[verb].lemma not in word("announcing"):
            return None
        subject = subject_of(self.clause, verb)
        return subject if subject is not None and self.armed(subject) else None
