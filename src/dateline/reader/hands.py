"""Which place a word such as "retook", "fell to" or "withdrawal" passes on, who loses it and who gains it, by grammar.

Only parties that can hold a place count: armed forces, groups, governments, names. Residents who leave, a company
that withdraws a product and rain that falls change no hands.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from dateline.reader.clauses import Clause, Phrase
from dateline.reader.parties import Parties
from dateline.reader.phrases import agent_of, verb_group_start
from dateline.reader.reading import ControlReading
from dateline.reader.subjects import subject_of
from dateline.reader.surroundings import REACH, word
from dateline.records import Interval

if TYPE_CHECKING:
    from dateline.reader.triggers import Hit


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
    if any(
        p.preposition in ("in", "at", "from") and clause.tokens[p.core].lower in word("contests")
        for p in clause.phrases
    ):
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


def control_of(clause: Clause, hit: Hit, located: list[Interval], fallback: Interval | None) -> ControlReading | None:
    """The change of control that a trigger such as "retook" or "loss of" tells of, None where it tells none.

    `fallback` is where the event happened: the place of "the base" or "the town" that the sentence does not name.
    """
    hands = hands_of(clause, hit, located)
    if hands is None:
        return None
    place = hands.place if hands.named or fallback is None else fallback
    return ControlReading(place, hands.lost_by, hands.gained_by)


class _Reading(Parties):
    """The shapes in which a word tells of a change of hands."""

    def gained(self) -> Hands | None:
        """ "X captured PLACE from Y", "PLACE was captured by X"."""
        if self.lemma in word("keeping"):
            if self.no_longer() and not self.passive:
                place = self.place(self.object)
                return self._hands(place, self.subject, None) if place is not None else None
            if not word("newly") & set(self.clause.lowered):
                return None
            holder = agent_of(self.clause, self.hit.head) if self.passive else self.subject
            new = not self.passive or not {"now", "again", "back"}.isdisjoint(
                self.clause.lowered[max(0, self.hit.start - 3) : self.hit.start]
            )
            listed = self.passive or self.lemma in word("ruling")
            if not new or (listed and not self.listed_as_armed(holder)):
                return None  # "the town, held by rebels since May", "the camp is now run by the charity"
        held = self.subject if self.passive else self.object
        winner = (
            agent_of(self.clause, self.hit.head)
            if self.passive
            else self.subject
            if self.lemma == "enter"
            else self.trying(self.subject)
        )
        place = self.place(held) or self.place_meant(held) or self.unknown_name(held)
        if self.lemma in word("securing") and not self.takes_by_securing(winner, held):
            return None
        if self.lemma in word("moving") and (winner is None or not self.armed(winner) or self.is_pronoun(winner)):
            return None
        if held is None or place is None or (winner is not None and not self.may_hold(winner)):
            return None
        if self.lemma == "enter" and (winner is None or self.is_pronoun(winner)):
            return None
        owner = self.owner(held)
        owner = owner if owner is not None and self.may_hold(owner) else None
        loser = self.party_after(("from",), anybody=True) or owner or self.held_by(held)
        former = self.former_holder(held)
        emptied = self.emptied_of(held) or (self.party_after(("of",)) if self.passive else None)
        if self.lemma in word("clearing") and emptied is not None:
            if not self.may_hold(emptied):
                return None
            loser = emptied
        hands = self._hands(place, loser or self.gone(winner), winner)
        return hands if hands.lost_by is not None else dataclasses.replace(hands, lost_by=former)

    def lost(self) -> Hands | None:
        """ "X lost PLACE to Y", "X withdrew (its troops) from PLACE", "PLACE was handed over to Y by X"."""
        if self.passive:
            if self.lemma == "leave":
                return None  # "was left without electricity"
            taker = self.party_after(("to",), wide=True) or self.taker()
            place = self.place(self.subject)
            if place is None and self.listed_as_armed(taker):
                place = self.name_alone(self.subject)
            if place is None:
                moved = self.armed(self.subject)
                place = self.place_after() if moved else None
                return self._hands(place, self.subject, None) if place is not None else None
            by = agent_of(self.clause, self.hit.head)
            return self._hands(place, by, taker)
        loser = self.subject
        fallen = self.place(loser) if self.lemma in word("surrendering") and self.object is None else None
        if fallen is not None:  # "the town surrendered to the army"
            taker = self.party_after(("to",), wide=True)
            defenders = loser if self.listed_as_armed(loser) else None
            return self._hands(fallen, defenders, taker) if taker is not None else None
        if loser is not None and not self.may_hold(loser):
            return None
        if self.lemma in word("leaving") and (loser is None or not self.armed(loser) or self.is_pronoun(loser)):
            return None
        place = self.place(self.object) or self.place_meant(self.object)
        if place is None:
            if self.lemma not in word("withdrawing") or (self.object is not None and not self.armed(self.object)):
                return None
            place = self.place_after()
            come = self.left_to() or self.taker() or self.forcing()
            return self._hands(place, loser, come) if place is not None else None
        if self.hit.trigger.lemma in word("handing") and self.party_after(("to",), wide=True) is None:
            return None
        come = self.party_after(("to",), wide=True) or self.left_to() or self.taker() or self.forcing()
        return self._hands(place, loser, come)

    def fallen(self) -> Hands | None:
        """ "PLACE fell to X", "PLACE came under X's control", "control of PLACE passed to X", "PLACE changed hands"."""
        before = self.clause.phrase_at(verb_group_start(self.clause, self.hit.head) - 1)
        if before is not None and before.preposition is None and self.place(before) is not None:
            self.subject = before  # "expect the capital to fall to the rebels"
        loser = self.party_after(("from",)) or self.slipping()
        winner = self.party_after(("to",), wide=True) or self.holder_after()
        place = self.place(self.subject)
        if place is None and (winner or loser) is not None and self.listed_as_armed(winner or loser):
            place = self.name_alone(self.subject)
        if self.hit.trigger.lemma == "change hands" and (winner or loser) is None:
            winner, loser = self.ousting()
        if place is None or self.subject is None or (self.lemma in word("slipping") and loser is None):
            return None
        winner = None if self.lemma in word("slipping") else winner
        changes_sides = self.hit.trigger.lemma == "go over" and self.listed_as_armed(winner)
        if (
            self.lemma in word("passing")
            and loser is None
            and not changes_sides
            and "control" not in self.clause.lower(self.subject)
        ):
            return None
        core = self.clause.tokens[self.subject.core].lower
        if core in word("measured"):
            return None
        if not place[1] and (winner or loser) is None and "control" not in self.clause.lower(self.subject):
            return None
        if self.lemma == "fall" and winner is None and not self.falls_plainly():
            return None
        if self.lemma in (*word("yielding"), *word("passing")) and winner is None:
            return None
        return self._hands(place, loser, winner)

    def expelled(self) -> Hands | None:
        """ "X drove Y out of PLACE", "Y was forced from PLACE by X"."""
        driven = self.subject if self.passive else self.object
        winner = agent_of(self.clause, self.hit.head) if self.passive else self.subject
        place = self.place_after()
        if driven is None or place is None or not self.armed(driven):
            return None
        if self.lemma in word("withdrawing"):  # "pulled its troops out of ..."
            return self._hands(place, driven if self.passive else winner, None)
        if winner is not None and not self.may_hold(winner):
            return None
        return self._hands(place, driven, winner)

    def flag(self) -> Hands | None:
        """ "X raised its flag over PLACE"."""
        flies = self.object is None and self.lemma == "fly"
        banner = self.subject if self.passive or flies else self.object
        winner = agent_of(self.clause, self.hit.head) if self.passive else self.subject
        if flies and banner is not None:
            winner = self.owner(banner, before=banner.head)
        if banner is None or not word("banners") & set(self.clause.lower(banner)):
            return None
        if winner is None or not self.armed(winner):
            return None
        place = self.place_after(("over", "above", "on", "atop", "in", "at"))
        return self._hands(place, None, winner) if place is not None else None

    def held(self) -> Hands | None:
        """ "PLACE is now under the control of X", "PLACE is back in rebel hands"."""
        own = self.clause.phrase_at(self.hit.head)
        if own is None or own.preposition not in ("under", "in") or not word("newly") & set(self.clause.lowered):
            return None
        verb = next((n for n in range(own.start - 1, -1, -1) if self.clause.tokens[n].tag in ("AUX", "VERB")), None)
        subject = subject_of(self.clause, verb) if verb is not None else None
        ground = self.place(self.what_of(own))
        if own.preposition == "in" and ground is not None and subject is not None and self.armed(subject):
            return self._hands(ground, None, subject)  # "X is in control of PLACE again"
        place = self.place(subject)
        winner = self.holder(own)
        return self._hands(place, None, winner) if place is not None and winner is not None else None

    def noun(self) -> Hands | None:
        """ "the capture of PLACE by X", "X's loss of PLACE", "the fall of PLACE to X", "X's withdrawal from PLACE"."""
        own = self.clause.phrase_at(self.hit.head)
        if own is None:
            return None
        after = [t for t in self.phrases_after() if t.start < self.hit.end + REACH]
        owner = self.owner(own, before=self.hit.start)
        if self.lemma in word("withdrawal"):
            place = self.place_after()
            gone = owner or next((p for p in (self.what_of(own),) if p is not None and self.may_hold(p)), None)
            come = self.left_to() or self.taker()
            return self._hands(place, gone, come) if place is not None and gone is not None else None
        place = self.place(self.what_of(own))
        if place is None and self.lemma not in word("of_only"):
            place = next((p for p in map(self.place, after[:1]) if p is not None), None)
        owner = owner or self.modifier(own)
        by = agent_of(self.clause, self.hit.end - 1, 16)
        if place is None and self.listed_as_armed(owner or by):
            place = self.name_alone(self.what_of(own))  # "the rebels' capture of" a name that nobody knows
        if place is None and self.clause.lowered[own.start] in ("its", "their"):
            place, owner = self.place_around(own), None
            return self._hands(place, None, by) if place is not None and self.listed_as_armed(by) else None
        if place is None or (place[0][0] < self.clause.tokens[self.hit.start].start):
            return None
        to, gone = self.party_after(("to",), wide=True), self.party_after(("from",))
        if self.hit.trigger.control == "actor loses":
            return self._hands(place, owner or by or self.struck(), to)
        if self.hit.trigger.lemma == "fall":
            return self._hands(place, gone, to)
        return self._hands(place, gone or self.struck(), by or owner or self.announcer(own))

    def _hands(self, place: tuple[Interval, bool], lost: Phrase | None, gained: Phrase | None) -> Hands:
        return Hands(place[0], place[1], self.span(lost), self.span(gained))
