"""Which place a word such as "retook", "fell to" or "withdrawal" passes on, who loses it and who gains it, by grammar.

Only parties that can hold a place count: armed forces, groups, governments, names. Residents who leave a town, a company
that withdraws a product and rain that falls change no hands.
"""

from __future__ import annotations

import dataclasses
import functools
from typing import TYPE_CHECKING

from dateline.reader.lexicon import listed, words
from dateline.reader.phrases import Clause, Phrase, agent_of, is_passive, object_of, subject_of
from dateline.records import Interval

if TYPE_CHECKING:
    from dateline.reader.triggers import Hit

FILE = "control.toml"
_REACH = 14
"""Tokens after the word within which "from", "to" or "out of" still belongs to it."""


@dataclasses.dataclass(frozen=True, slots=True)
class Hands:
    """A place that changes hands. `named`: the place is one of the sentence's locations, not only "the base"."""

    place: Interval
    named: bool
    lost_by: Interval | None
    gained_by: Interval | None


def hands_of(clause: Clause, hit: Hit, located: list[Interval]) -> Hands | None:
    """The change of hands that a word tells of, None where it tells of none. `located`: the sentence's locations."""
    kind = hit.trigger.control
    if kind is None:
        return None
    if _word("contests") & set(clause.lowered):
        return None  # a town won in an election or a match
    reading = _Reading(clause, hit, located)
    if kind == "place held":
        return reading.held()
    if not hit.is_verb:
        return reading.noun()
    if reading.following == "as":
        return None  # "took over as head of the council"
    match kind:
        case "actor":
            return reading.gained()
        case "actor loses":
            return reading.lost()
        case "place falls":
            return reading.fallen()
        case "actor expels":
            return reading.expelled()
        case "flag":
            return reading.flag()


@functools.cache
def _word(name: str) -> frozenset[str]:
    return listed(FILE, name)


class _Reading:
    """One word of a sentence and the phrases around it."""

    def __init__(self, clause: Clause, hit: Hit, located: list[Interval]) -> None:
        self.clause, self.hit, self.located = clause, hit, located
        self.lemma = hit.trigger.lemma.split()[0]
        self.passive = hit.is_verb and is_passive(clause, hit.head)
        self.subject = subject_of(clause, hit.head) if hit.is_verb else None
        self.object = self._object() if hit.is_verb else None
        self.following = clause.lowered[hit.end] if hit.end < len(clause.tokens) else ""

    def _object(self) -> Phrase | None:
        """What the verb acts on; of "lost control of the town" the town."""
        whole = self.clause.phrase_at(self.hit.end)
        if whole is not None and whole.start < self.hit.end and self.hit.trigger.words[-1] in ("of", "over"):
            return self._tail(self.hit.end, whole.end)
        return object_of(self.clause, self.hit.head, self.hit.end - self.hit.start)

    def _tail(self, start: int, end: int) -> Phrase | None:
        """The phrase that is left of a longer one from a token on; its head stands before the next "of"."""
        of = next((n for n in range(start, end) if self.clause.lowered[n] == "of"), end)
        heads = [n for n in range(start, of) if self.clause.tokens[n].tag in ("NOUN", "NAME")]
        return Phrase(start, end, heads[-1], heads[-1], "of") if heads else None

    # --- the shapes

    def gained(self) -> Hands | None:
        """ "X captured PLACE from Y", "PLACE was captured by X"."""
        held = self.subject if self.passive else self.object
        winner = agent_of(self.clause, self.hit.head) if self.passive else self.subject
        place = self._place(held)
        if held is None or place is None or (winner is not None and not self._may_hold(winner)):
            return None
        loser = self._after(("from",)) or self._owner(held)
        former = self._former_holder(held)
        emptied = self._emptied_of(held)
        if self.lemma in _word("clearing") and emptied is not None:
            if not self._may_hold(emptied):
                return None
            loser = emptied
        hands = self._hands(place, loser, winner)
        return hands if hands.lost_by is not None else dataclasses.replace(hands, lost_by=former)

    def lost(self) -> Hands | None:
        """ "X lost PLACE to Y", "X withdrew (its troops) from PLACE", "PLACE was handed over to Y by X"."""
        if self.passive:
            place = self._place(self.subject)
            if place is None:
                moved = self._armed(self.subject)
                place = self._place_after() if moved else None
                return self._hands(place, self.subject, None) if place is not None else None
            return self._hands(place, agent_of(self.clause, self.hit.head), self._after(("to",), wide=True))
        loser = self.subject
        if loser is not None and not self._may_hold(loser):
            return None
        if self.lemma in _word("leaving") and (loser is None or not self._armed(loser)):
            return None
        place = self._place(self.object)
        if place is None:
            if self.lemma not in _word("withdrawing") or (self.object is not None and not self._armed(self.object)):
                return None
            place = self._place_after()
            return self._hands(place, loser, None) if place is not None else None
        if self.hit.trigger.lemma in _word("handing") and self._after(("to",), wide=True) is None:
            return None
        return self._hands(place, loser, self._after(("to",), wide=True))

    def fallen(self) -> Hands | None:
        """ "PLACE fell to X", "PLACE came under the control of X", "control of PLACE passed to X", "PLACE changed hands"."""
        place = self._place(self.subject)
        if place is None or self.subject is None:
            return None
        if self.lemma in _word("passing") and "control" not in self.clause.lower(self.subject):
            return None
        core = self.clause.tokens[self.subject.core].lower
        if not (place[1] and core not in _word("measured")) and "control" not in self.clause.lower(self.subject):
            return None
        winner = self._after(("to",), wide=True) or self._holder_after()
        if self.lemma == "fall" and winner is None and not self._falls_plainly():
            return None
        if self.lemma in ("come", *_word("passing")) and winner is None:
            return None
        return self._hands(place, None, winner)

    def expelled(self) -> Hands | None:
        """ "X drove Y out of PLACE", "Y was forced from PLACE by X"."""
        driven = self.subject if self.passive else self.object
        winner = agent_of(self.clause, self.hit.head) if self.passive else self.subject
        place = self._place_after()
        if driven is None or place is None or not self._armed(driven):
            return None
        if self.lemma in _word("withdrawing"):  # "pulled its troops out of ..."
            return self._hands(place, driven if self.passive else winner, None)
        if winner is not None and not self._may_hold(winner):
            return None
        return self._hands(place, driven, winner)

    def flag(self) -> Hands | None:
        """ "X raised its flag over PLACE"."""
        banner = self.subject if self.passive else self.object
        winner = agent_of(self.clause, self.hit.head) if self.passive else self.subject
        if banner is None or not {"flag", "flags", "banner", "banners"} & set(self.clause.lower(banner)):
            return None
        if winner is None or not self._armed(winner):
            return None
        place = self._place_after(("over", "above", "on", "atop", "in", "at"))
        return self._hands(place, None, winner) if place is not None else None

    def held(self) -> Hands | None:
        """ "PLACE is now under the control of X", "PLACE is back in rebel hands"."""
        own = self.clause.phrase_at(self.hit.head)
        if own is None or own.preposition not in ("under", "in") or not _word("newly") & set(self.clause.lowered):
            return None
        verb = next((n for n in range(own.start - 1, -1, -1) if self.clause.tokens[n].tag in ("AUX", "VERB")), None)
        subject = subject_of(self.clause, verb) if verb is not None else None
        place = self._place(subject)
        winner = self._holder(own)
        return self._hands(place, None, winner) if place is not None and winner is not None else None

    def noun(self) -> Hands | None:
        """ "the capture of PLACE by X", "X's loss of PLACE", "the fall of PLACE to X", "the withdrawal of X from PLACE"."""
        own = self.clause.phrase_at(self.hit.head)
        if own is None:
            return None
        after = [t for t in self._phrases_after() if t.start < self.hit.end + _REACH]
        owner = self._owner(own, before=self.hit.start)
        if self.lemma in _word("withdrawal"):
            place = self._place_after()
            gone = owner or next((p for p in (self._of(own),) if p is not None and self._may_hold(p)), None)
            return self._hands(place, gone, None) if place is not None and gone is not None else None
        place = self._place(self._of(own)) or next((p for p in map(self._place, after[:1]) if p is not None), None)
        if place is None or (place[0][0] < self.clause.tokens[self.hit.start].start):
            return None
        by, to, gone = agent_of(self.clause, self.hit.end - 1, 16), self._after(("to",), wide=True), self._after(("from",))
        if self.hit.trigger.control == "actor loses":
            return self._hands(place, owner or by or self._struck(), to)
        if self.hit.trigger.lemma == "fall":
            return self._hands(place, gone, to)
        return self._hands(place, gone, by or owner or self._announcer(own))

    # --- what stands around

    def _hands(self, place: tuple[Interval, bool], lost: Phrase | None, gained: Phrase | None) -> Hands:
        return Hands(place[0], place[1], self._span(lost), self._span(gained))

    def _span(self, phrase: Phrase | None) -> Interval | None:
        if phrase is None:
            return None
        core = self.clause.tokens[phrase.core]
        if core.tag == "PRON":
            antecedent = self._antecedent(phrase)
            return self.clause.offsets(antecedent or phrase)
        start, end = self.clause.offsets(phrase)
        of = [t for t in self.clause.tokens[phrase.head : phrase.end] if t.lower == "of"]
        if phrase.core == phrase.head and of and self.hit.trigger.control != "flag" and of[0].start > start:
            tail = self.clause.tokens[phrase.head].end
            # "insurgents of the north" keeps its tail; a place that was handed on does not hold a party's.
            end = end if self.located and not any(of[0].start < a < end for a, _ in self.located) else max(tail, start)
        return start, end

    def _antecedent(self, pronoun: Phrase) -> Phrase | None:
        """Whom "they" stands for: the last party before it that no preposition governs, in this sentence."""
        before = [p for p in self.clause.phrases if p.end <= pronoun.start and p.preposition is None]
        return next((p for p in reversed(before) if self._armed(p)), None)

    def _place(self, phrase: Phrase | None) -> tuple[Interval, bool] | None:
        """The place that a phrase names, or its own span where it is a town, a base or a hill without a name."""
        if phrase is None:
            return None
        start, end = self.clause.offsets(phrase)
        inside = [place for place in self.located if start <= place[0] and place[1] <= end]
        head = self.clause.tokens[phrase.core]
        strong = bool(_word("strongholds") & set(self.clause.lower(phrase)))
        if inside and (strong or head.tag == "NAME" or self._part_of_place(phrase)):
            # "Mosul's old city": the part that is named last in a possessive, else the name after "town of".
            return inside[-1] if not strong or len(inside) == 1 else inside[0], True
        if strong and head.lower in _word("strongholds"):
            near = self.clause.phrase_at(phrase.end + 1)
            if near is not None and near.preposition in ("in", "at", "near", "outside", "on"):
                span = self.clause.offsets(near)
                found = [place for place in self.located if span[0] <= place[0] and place[1] <= span[1]]
                if found:
                    return found[0], True
            called = [t for t in self.clause.tokens[phrase.head + 1 : phrase.end] if t.tag == "NAME"]
            if called:  # "the town of Heglig", which no gazetteer knows
                return (called[0].start, called[-1].end), True
            first = next(
                (t for t in self.clause.tokens[phrase.start : phrase.end] if t.tag not in ("DET", "PRON")), head
            )
            return (first.start, end), False
        return None

    def _part_of_place(self, phrase: Phrase) -> bool:
        return bool({self.clause.tokens[phrase.head].lower, self.clause.tokens[phrase.core].lower} & _word("parts"))

    def _place_after(self, prepositions: tuple[str, ...] = ("from", "of", "out")) -> tuple[Interval, bool] | None:
        """The first place after the word that "from", "out of" or another preposition governs."""
        for phrase in self._phrases_after():
            before = self.clause.lowered[max(0, phrase.start - 2) : phrase.start]
            if phrase.preposition not in prepositions or (before[-1:] == ("of",) and before[:1] != ("out",)):
                continue
            place = self._place(phrase)
            if place is not None:
                return place
        return None

    def _phrases_after(self) -> list[Phrase]:
        """The noun phrases after the word, up to the next finite verb or stop."""
        found = []
        for index in range(self.hit.end, min(len(self.clause.tokens), self.hit.end + _REACH)):
            token = self.clause.tokens[index]
            if token.text in ";:" or token.tag in ("REL", "MODAL") or (
                token.tag in ("VERB", "AUX") and (found or not self.hit.is_verb)
            ):
                break
            phrase = self.clause.phrase_at(index)
            if phrase is not None and phrase.start == index:
                found.append(phrase)
        return found

    def _after(self, prepositions: tuple[str, ...], *, wide: bool = False) -> Phrase | None:
        """The party after a preposition; with `wide` it may be a country, which is a location too."""
        for phrase in self._phrases_after():
            if phrase.preposition not in prepositions or not self._may_hold(phrase):
                continue
            if wide or not self._holds_place(phrase) or self._armed(phrase):
                return phrase
        return None

    def _holds_place(self, phrase: Phrase) -> bool:
        start, end = self.clause.offsets(phrase)
        return any(start <= a and b <= end for a, b in self.located)

    def _armed(self, phrase: Phrase | None) -> bool:
        """Whether a phrase names an armed force, a group or a government, by its head or as a name."""
        if phrase is None:
            return False
        core = self.clause.tokens[phrase.core]
        lower = core.lower.split()[-1]
        return lower in _word("armed") or core.lower in _word("armed") or core.tag in ("NAME", "PRON")

    def _may_hold(self, phrase: Phrase) -> bool:
        """Whether a phrase names somebody who could hold a place: not residents, a company, a storm or a number."""
        core = self.clause.tokens[phrase.core]
        return self._armed(phrase) or (core.lower in words("bodies") and core.lower not in _word("peaceful"))

    def _owner(self, phrase: Phrase, before: int | None = None) -> Phrase | None:
        """Whose the phrase is: "the group's last bastion", "rebel-held Aleppo"."""
        for index in range(phrase.start, before if before is not None else phrase.end):
            if self.clause.tokens[index].tag == "POSS":
                own = Phrase(phrase.start, index, index - 1, index - 1, None)
                return own if not self._holds_place(own) or before is not None else None
        mark = self.clause.tokens[phrase.start - 1] if before is not None and phrase.start > 1 else None
        if mark is not None and mark.text in "'’":  # "the insurgents' loss of"
            plural = self.clause.phrase_at(phrase.start - 2)
            return plural if plural is not None and self.clause.tokens[plural.end - 1].end == mark.start else None
        return None

    def _former_holder(self, phrase: Phrase) -> Interval | None:
        """ "rebel-held Aleppo": the part of the word before the hyphen."""
        for token in self.clause.tokens[phrase.start : phrase.end]:
            who, _, how = token.lower.rpartition("-")
            if who and how in ("held", "controlled", "occupied", "ruled", "run"):
                return token.start, token.start + len(who)
        return None

    def _emptied_of(self, phrase: Phrase) -> Phrase | None:
        """ "cleared the town of militants", "freed the town from militants": who is cleared out."""
        tokens = self.clause.tokens
        ofs = [n for n in range(phrase.head + 1, phrase.end) if tokens[n].lower == "of"]
        for of in reversed(ofs):
            head = next((n for n in range(phrase.end - 1, of, -1) if tokens[n].tag in ("NOUN", "NAME", "ADJ")), None)
            own = Phrase(of + 1, phrase.end, head, head, "of") if head is not None else None
            if own is not None and not self._holds_place(own):
                return own
        return None

    def _of(self, own: Phrase) -> Phrase | None:
        """What stands after "of" in the phrase of a noun."""
        of = next((n for n in range(self.hit.end, own.end) if self.clause.lowered[n] == "of"), None)
        return None if of is None else self._tail(of + 1, own.end)

    def _holder_after(self) -> Phrase | None:
        """ "under the control of X", "into the hands of X", "under rebel control": who holds it then."""
        near = [self.clause.phrase_at(self.hit.end), *self._phrases_after()]
        return next((p for p in map(self._holder, near) if p is not None), None)

    def _holder(self, phrase: Phrase | None) -> Phrase | None:
        """Whose the control or the hands of a phrase are."""
        tokens, lowered = self.clause.tokens, self.clause.lowered
        held = range(phrase.start, phrase.end) if phrase is not None else ()
        at = next((n for n in held if lowered[n] in ("control", "hands", "rule")), None)
        if phrase is None or at is None:
            return None
        of = next((n for n in range(at, phrase.end) if lowered[n] == "of"), None)
        if of is not None:
            return self._tail(of + 1, phrase.end)
        start = next((n for n in range(phrase.start, at) if tokens[n].tag not in ("DET", "POSS")), at)
        stop = at - 1 if tokens[at - 1].tag == "POSS" else at
        while start < stop and lowered[start] in ("full", "complete", "total", "partial"):
            start += 1
        return Phrase(start, stop, stop - 1, stop - 1, None) if start < stop else None

    def _falls_plainly(self) -> bool:
        """ "The city has fallen.", "fell on Monday", not "fell silent", "fell by a third"."""
        return self.following in _word("after_fallen") or not self.following or not self.following[0].isalpha()

    def _struck(self) -> Phrase | None:
        """ "was a blow to X": who lost it."""
        tokens = self.clause.tokens
        for index in range(self.hit.end, len(tokens) - 2):
            if tokens[index].lower in _word("blows"):
                phrase = self.clause.phrase_at(index + 2)
                fits = phrase is not None and phrase.preposition in ("to", "for") and self._may_hold(phrase)
                return phrase if fits else None
        return None

    def _announcer(self, own: Phrase) -> Phrase | None:
        """ "The army announced the capture of X": its own."""
        verb = own.start - 1
        if verb < 0 or self.clause.tokens[verb].lemma not in _word("announcing"):
            return None
        subject = subject_of(self.clause, verb)
        return subject if subject is not None and self._armed(subject) else None
