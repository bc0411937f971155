"""What a sentence adds to events that others tell: harm and figures without an event of their own, claims, denials."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Callable, Sequence

from dateline.ground.quantities.words import ORDINALS
from dateline.reader.attribution import is_force, relation_in
from dateline.reader.lexicon import listed, words
from dateline.reader.persons import Person
from dateline.reader.reading import ClaimReading, EntityReading, EventReading, HarmReading, PlaceReading, RoleReading
from dateline.reader.tagging import NUMBER_WORDS, SMALL_NUMBERS
from dateline.records import REALISED, HarmKind, Interval

_NEAR_DENIAL = 3
"""Sentences between an attack and a denial that does not name it."""
_NEAR_FIGURES = 2
"""Sentences between a figure that does not say what it counts and the harm it may be of."""
_KINDS = ("blast", "fight")
"""Kinds of attacks by what they are called (`*_nouns`) and by the words that tell of one (`*_signs`) in harm.toml."""
_DOES: tuple[HarmKind, ...] = ("killed", "captured")
"""What is done by deeds that are called so (`*_nouns`): "the murder" killed, "the abduction" took people."""
_TAKES = ("took", "taken", "held")
_UNNAMED = ("the victims", "the dead", "the victim", "the deceased")
"""What stands for whoever came to harm before."""
_SUFFERING = ("victim", "recipient")
_NEAR_SETTING = 3
"""Sentences between the first telling of an incident and more of it."""
_WORD = 20
"""Characters before a trigger that hold the word before it."""
_SHORT = 3
"""Letters of words that say little of who somebody is."""
_NEAR_FLIGHT = 5
"""Sentences between an attack and the flight of people from it."""
_NEAR_SENTENCES = 12
"""Sentences between an attack and harm that may be its own; farther apart they tell of two things."""
TOLD_OF = REALISED | {"alleged", "attempted"}
"""Statuses of deeds for which the telling holds whoever did them responsible."""


class Events:
    """The events of a report as they are told, and harm that waits for the event that did it."""

    def __init__(self, text: str, entities: Sequence[EntityReading]) -> None:
        self._text = text
        self._entities = entities
        self._waiting: list[tuple[int, tuple[HarmReading, ...]]] = []
        self._known: Counter[tuple[int, HarmKind]] = Counter()  # how many of those an event counts were told of again
        self._again: set[tuple[HarmKind, Interval]] = set()
        self.told: list[EventReading] = []

    def add(self, event: EventReading) -> None:
        """Add an event, with the harm that waited for it."""
        self.told.append(event)
        if self._waiting and _may_harm(event):
            waiting, self._waiting = self._waiting, []
            for number, harm in waiting:
                self.harm(number, harm)

    def harm(self, number: int, harm: tuple[HarmReading, ...]) -> None:
        """Give harm of sentence `number` without an event ("nobody was injured", "the toll rose to 43", "he died") to
        the last event that could do it (`_last_set`); without such an event before it, to the first that follows.
        Neither may stand far.
        """
        if not harm:
            return
        last = self._last_set(_may_harm)
        if last is None:
            self._waiting.append((number, harm))
            return
        index = self._hurting(last, harm)
        event = self.told[index]
        if abs(number - event.sentence) > _NEAR_SENTENCES:
            return
        if number != event.sentence:
            for one in harm:
                self._count_again(index, event, one)
        self.told[index] = dataclasses.replace(event, harm=(*event.harm, *harm))

    def _is_new(self, harm: HarmReading) -> bool:
        """Whether harm is told of some as not told of before, and by what they are: "a guard", not "29 dead"."""
        told = self._text[slice(*harm.who)].lower() if harm.who is not None else ""
        named = bool(told) and told.split()[-1] not in ("people", "persons", "others", "dead", "wounded", "injured")
        return named and Person.told(harm.span[0], self._text[slice(*harm.span)], None, ()).new

    def _hurting(self, last: int, harm: Sequence[HarmReading]) -> int:
        """The event `last`, or where it hurt nobody the one before it in its sentence that did: who was found dead when
        "gunmen abducted a guard and burnt his car" is the guard.
        """
        if self.told[last].harm or any(role.role in _SUFFERING for role in self.told[last].roles):
            return last
        if any(self._is_new(one) for one in harm):
            return last  # "shot a guard and bombed a church. Ten worshippers died"
        same = (n for n in range(last, -1, -1) if self.told[n].sentence == self.told[last].sentence)
        return next((n for n in same if self.told[n].harm and _may_harm(self.told[n])), last)

    def _count_again(self, index: int, event: EventReading, harm: HarmReading) -> None:
        """Note harm that only tells of some of those whom an event has counted: of "two men were killed" who "died on
        the spot" by name, or "the other". "A third man", or "the third" of two, is none of them.
        """
        told = self._text[slice(*harm.span)]
        if self._is_of_others(event, harm):
            return
        person = Person.told(harm.span[0], told, None, ())
        figure = "1" if harm.persons == (1, 1) else self._figure(harm)
        if (person.new and not (person.named and figure == "1")) or not figure.isdigit():
            return
        counted: Counter[HarmKind] = Counter()
        for other in event.harm:
            number = self._figure(other) if other.count is not None and not other.total else ""
            counted[other.kind] += int(number) if number.isdigit() else 0
        known = self._known[index, harm.kind] + int(figure)
        if known <= counted[harm.kind] and _place_in_row(told) <= sum(counted.values()):
            self._known[index, harm.kind] = known
            self._again.add((harm.kind, harm.span))

    def _is_of_others(self, event: EventReading, harm: HarmReading) -> bool:
        """Whether harm tells of whoever did it, or of the other side: "an attack killed 30. The attacker also died",
        "gunmen killed five soldiers. Rebel commander Musa Bello died".
        """
        told = self._words_of(harm.span)
        if told & (listed("harm.toml", "attackers") | {"bomber", "bombers"}):
            return True
        doers = set[str]().union(*(self._words_of(role.span) for role in event.roles if role.role == "actor"))
        counted = set[str]().union(*(self._words_of(other.span) for other in event.harm))
        force = _singular(words("army_words") | words("police_words"))
        rebels = _singular(listed("control.toml", "armed") | listed("harm.toml", "attackers")) - force
        opposed = (told & force and counted & rebels) or (told & rebels and counted & force)
        return bool(opposed or (told & doers) - counted)

    def _words_of(self, span: Interval) -> set[str]:
        """The words of a stretch in small letters, without a plural's ending."""
        found = re.findall(r"[a-z-]+", self._text[slice(*span)].lower())
        return {form for word in found for form in (word, word.removesuffix("s")) if len(form) > _SHORT}

    def once(self, events: Sequence[EventReading]) -> list[EventReading]:
        """Events without the harm of those who were counted before."""
        new = ([h for h in e.harm if (h.kind, h.span) not in self._again] for e in events)
        return [dataclasses.replace(e, harm=tuple(harm)) for e, harm in zip(events, new, strict=True)]

    def figures(
        self, number: int, figures: Sequence[tuple[Interval, Interval, Interval | None]]
    ) -> tuple[HarmReading, ...]:
        """Figures that do not say what they count ("the governor gave 17"), each a stretch, its figure and its giver,
        as harm of the kind that was told of the last event; none where nothing was counted not long before.
        """
        index = self._last_set(_may_harm)
        last = self.told[index] if index is not None else None
        counted = {h.kind for h in last.harm if h.count is not None} if last is not None else set()
        if last is None or not counted or number - last.sentence > _NEAR_FIGURES:
            return ()
        kind = next(iter(counted)) if len(counted) == 1 else "killed"
        return tuple(
            HarmReading(kind, span, count, None, total=False, source=source) for span, count, source in figures
        )

    def claim(self, claims: tuple[ClaimReading, ...], noun: str, told: EventReading | None = None) -> bool:
        """Lay claims on the last attack that took place, and that may be the one `told`; False where there is none.

        Rather on one that `noun` may name ("the blast"; "" where none is given), and that is told with harm or a time:
        what else is told of it ("the bomb had been planted") may stand between.
        """

        def may_mean(event: EventReading) -> bool:
            once = event.type == "ASSAULT" and not event.aggregate and not event.background
            fits = once and event.status in TOLD_OF and (told is None or self._may_be_one(told, event))
            return fits and not (others and self._is_of_force(event))

        others = all(claim.kind == "claimed" and not is_force(self._text[slice(*claim.by)]) for claim in claims)
        index = self._last_told(lambda event: may_mean(event) and self._is_named(noun, event))
        index = self._last_told(may_mean) if index is None else index
        if index is None:
            return False
        self._lay_claims(index, claims)
        return True

    def _last_told(self, fits: Callable[[EventReading], bool]) -> int | None:
        """The number of the last event that fits and is told with harm or a time, not long before; of the last that
        fits where none is. Rather one with a time, if what has harm may only tell more of it.
        """
        last = self._last(fits)
        first = self.told[last].sentence - _NEAR_SETTING if last is not None else 0
        full = self._last(lambda e: fits(e) and e.sentence >= first and bool(e.times or e.harm))
        if full is not None and not self.told[full].times and self._is_detail(self.told[full]):
            dated = self._last(lambda e: fits(e) and e.sentence >= first and bool(e.times))
            full = full if dated is None else dated
        if full is None or last is None or not self._may_be_one(self.told[last], self.told[full]):
            return self._last_set(fits)
        return full

    def _is_detail(self, event: EventReading) -> bool:
        """Whether an event may tell more of an attack before it: by nobody of its own, and no "separate bombing"."""
        before = self._text[max(0, event.trigger[0] - _WORD) : event.trigger[0]].lower().split()[-1:]
        doers = (role for role in event.roles if role.role in ("actor", "instrument"))
        return listed("harm.toml", "set_apart").isdisjoint(before) and all(map(self._points_back, doers))

    def _is_of_force(self, event: EventReading) -> bool:
        """Whether the army or the police did it, which no armed group claims."""
        return any(role.role == "actor" and is_force(self._text[slice(*role.span)]) for role in event.roles)

    def _is_named(self, noun: str, event: EventReading) -> bool:
        """Whether a noun may name an attack: "the killing" what killed, and as `_fits`."""
        does = next((kind for kind in _DOES if noun in listed("harm.toml", f"{kind}_nouns")), None)
        return bool(noun) and (self._fits(noun, event) or any(harm.kind == does for harm in event.harm))

    def lay_claimed(self, event: EventReading, noun: str) -> bool:
        """Lay on the attack told before what a sentence tells of it as the deed that somebody takes on themselves
        ("claimed responsibility for the killing of the traders"). False where it names other people, or another place.
        """
        hurt = [role for role in event.roles if role.role in _SUFFERING]

        def may_mean(earlier: EventReading) -> bool:
            same = all(any(self._same_people(role, told) for told in earlier.roles) for role in hurt)
            once = _may_harm(earlier) and earlier.type == "ASSAULT" and self._is_named(noun, earlier)
            return once and same and self._may_be_one(event, earlier)

        index = self._last_told(may_mean)
        if index is not None:
            counted = tuple(harm for harm in event.harm if harm.count is not None)
            self._lay_on(index, dataclasses.replace(event, roles=tuple(hurt), harm=counted))
        return index is not None

    def _lay_claims(self, index: int, claims: tuple[ClaimReading, ...]) -> None:
        event = self.told[index]
        known = {(claim.by, claim.kind) for claim in event.claims}
        new = tuple(claim for claim in claims if (claim.by, claim.kind) not in known)
        self.told[index] = dataclasses.replace(event, claims=(*event.claims, *new))

    def lay_more(self, event: EventReading, noun: str) -> bool:
        """Lay on the attack told not long before what a sentence tells more of it as "the attack" or the like, by a
        noun: whom it hurt, who claims it. False where it may mean none.
        """
        doer = any(role.role == "actor" for role in event.roles)
        if doer or event.times or event.type != "ASSAULT" or not _may_harm(event):
            return False

        def may_mean(earlier: EventReading) -> bool:
            return _is_just_before(earlier, event) and _may_harm(earlier) and earlier.type == "ASSAULT"

        index = self._last_set(may_mean)
        if index is None or not self._may_be_one(event, self.told[index]) or not self._fits(noun, self.told[index]):
            return False
        self._lay_on(index, event)
        return True

    def lay_repeated(self, event: EventReading, words_of: Sequence[str]) -> bool:
        """Lay on the first telling what is new where somebody tells again of the same people, of whom the same figure
        was told not long before ("police said two soldiers were killed"), at no other place or time. False where there
        is none, or the sentence sets it apart ("in another incident").
        """
        apart = not (listed("harm.toml", "set_apart") | words("natural")).isdisjoint(words_of)
        said = any(a.source is not None for a in event.attribution)
        if apart or not said or event.times or event.type != "ASSAULT" or not _may_harm(event):
            return False
        figures = {(harm.kind, self._figure(harm)) for harm in event.harm if harm.count is not None}
        figures = {(kind, figure) for kind, figure in figures if figure not in ("0", "1")}  # one is no evidence

        def may_mean(earlier: EventReading) -> bool:
            near = _is_just_before(earlier, event)
            told = {(harm.kind, self._figure(harm)) for harm in earlier.harm if harm.count is not None}
            return near and bool(figures & told) and earlier.type == "ASSAULT" and _may_harm(earlier)

        index = self._last(may_mean)
        if (
            index is None
            or not self._may_be_one(event, self.told[index])
            or not self._same_sides(event, self.told[index])
        ):
            return False
        self._lay_on(index, event)
        return True

    def lay_flight(self, event: EventReading) -> bool:
        """Lay on the attack told not long before how many fled, as harm: "Some 6,000 people fled into the bush".
        False where there is none, or they fled at another time or to a place with a name: that is an event of its own.
        """
        several = bool(event.harm) and all(h.kind == "displaced" and h.count is not None for h in event.harm)
        fled = event.type == "RETREAT" and several
        if not fled or not all(map(self._is_since_day, event.times)) or event.status not in REALISED:
            return False
        if any(_is_own(place) and place.relation != "from" for place in event.places):
            return False  # "500 people fled a fire at a camp in Toko"
        index = self._last_set(lambda e: e.type == "ASSAULT" and _may_harm(e) and not _takes_people(e))
        if index is None or event.sentence - self.told[index].sentence > _NEAR_FLIGHT:
            return False
        self.harm(event.sentence, event.harm)
        return True

    def _is_since_day(self, time: Interval) -> bool:
        """Whether a time is a stretch of days up to the report's: "since Monday"."""
        told = self._text[max(0, time[0] - len("since ")) : time[1]].lower().split()
        return "since" in told and not words("weekdays").isdisjoint(told)

    def _same_sides(self, one: EventReading, other: EventReading) -> bool:
        """Whether the same people came to harm, and nobody else did it: an actor that only one names is no other."""
        hurt = [[role for role in event.roles if role.role == "victim"] for event in (one, other)]
        doing = ("actor", "instrument")
        doers = [[role for role in event.roles if role.role in doing] for event in (one, other)]
        same = any(self._same_people(first, second) for first in hurt[0] for second in hurt[1])
        return same and (not all(doers) or any(self._same_people(a, b) for a in doers[0] for b in doers[1]))

    def _figure(self, harm: HarmReading) -> str:
        """The number of a harm, in figures where the words are of one to twenty."""
        told = [w for w in self._counted(harm).split() if w in NUMBER_WORDS or w in ("a", "an") or w[0].isdigit()]
        told = told or ["a"] * (self._counted(harm) == "another")
        one = "one" if told in (["a"], ["an"]) else " ".join(told)
        return str(SMALL_NUMBERS.index(one) + 1) if one in SMALL_NUMBERS else one or self._counted(harm)

    def _lay_on(self, index: int, event: EventReading) -> None:
        """Add to an event told before what a sentence tells more of it: harm, who came to harm, who did it, claims."""
        earlier = self.told[index]
        known = {(harm.kind, self._figure(harm)) for harm in earlier.harm}
        new = tuple(harm for harm in event.harm if (harm.kind, self._figure(harm)) not in known)
        for harm in new:
            self._count_again(index, earlier, harm)
        filled = {role.role for role in earlier.roles} & {"actor", "instrument"}
        sides = {"victim", "target", "actor", "instrument"} - filled
        fresh = (role for role in event.roles if role.role in sides and not self._is_unnamed(role))
        roles = tuple(r for r in fresh if not any(self._same_people(r, told) for told in earlier.roles))
        self.told[index] = dataclasses.replace(earlier, harm=(*earlier.harm, *new), roles=(*earlier.roles, *roles))
        self._lay_claims(index, event.claims)

    def _counted(self, harm: HarmReading) -> str:
        """The figure of a harm as it is told, in lower case."""
        return self._text[slice(*(harm.count or harm.span))].lower()

    def _fits(self, noun: str, earlier: EventReading) -> bool:
        """Whether a noun may name an event told by other words: "the blast" what a bomb did, "the attack" any."""
        spans = [earlier.trigger, *(role.span for role in earlier.roles if role.role == "instrument")]
        told = " ".join(self._text[slice(*span)].lower() for span in spans)
        kind = next((name for name in _KINDS if noun in listed("harm.toml", f"{name}_nouns")), None)
        if noun in listed("harm.toml", "any_attack"):
            return noun in told or not any(w in told for w in ("clash", "battle", "fight"))
        return noun in told or (kind is not None and any(w in told for w in listed("harm.toml", f"{kind}_signs")))

    def lay_retold(self, event: EventReading, kind: HarmKind | None) -> bool:
        """Lay on an event who did it, where a sentence only tells again, without a figure, place or time of its own,
        what was done to those hurt or taken not long before ("its unit took the engineers"). False where there is none.
        """
        sufferers = [role for role in event.roles if role.role in _SUFFERING and self._points_back(role)]
        own = event.times or any(map(_is_own, event.places)) or any(h.count is not None for h in event.harm)
        if kind is None and self._text[slice(*event.trigger)].lower() in _TAKES:
            kind = "captured"
        if own or not sufferers or event.type != "ASSAULT" or event.status not in TOLD_OF:
            return False

        def may_mean(earlier: EventReading) -> bool:
            near = _is_just_before(earlier, event) and (earlier.status in REALISED) == (event.status in REALISED)
            suffered = any(self._same_people(r, s) for r in earlier.roles if r.role in _SUFFERING for s in sufferers)
            unsaid = any(map(self._is_unnamed, sufferers))
            return near and ((suffered and harmed(earlier)) or (unsaid and _may_harm(earlier)))

        def harmed(earlier: EventReading) -> bool:
            return any(harm.kind == kind for harm in earlier.harm)

        index = self._last(lambda e: harmed(e) and may_mean(e))
        index = self._last(may_mean) if index is None else index
        if index is not None:
            self._lay_on(index, dataclasses.replace(event, harm=()))
        return index is not None

    def _is_unnamed(self, role: RoleReading) -> bool:
        """Whether a phrase only stands for whoever came to harm before: "the victim"."""
        return self._text[slice(*role.span)].lower() in _UNNAMED

    def _points_back(self, role: RoleReading) -> bool:
        """Whether a phrase is of people told of before: "the engineers", "them"."""
        told = self._text[slice(*role.span)].lower().split()
        return told[0] in ("the", "these", "those") or told in (["them"], ["they"], ["him"], ["her"])

    def _same_people(self, one: RoleReading, other: RoleReading) -> bool:
        """Whether two phrases are of the same people: of one name, a pronoun and whom it means, or of one last word."""
        told = [self._text[slice(*role.span)].lower().split() for role in (one, other)]
        if one.entity is not None and one.entity == other.entity:
            # That "two traders" are the "two soldiers" of before is less sure.
            sure = self._entities[one.entity].named or any(len(words_of) == 1 for words_of in told)
            if sure:
                return True
        return told[0][-1] == told[1][-1]

    def deny(self, number: int, denial: ClaimReading) -> None:
        """Lay a denial that does not name what it denies ("the army called the charge absurd") on the last attack, not
        long before, that the same party was held responsible for. One who was held responsible for none must be an
        official, a side or a body that has a name.
        """

        def may_mean(event: EventReading) -> bool:
            return number - event.sentence <= _NEAR_DENIAL and event.type == "ASSAULT" and event.status in TOLD_OF

        index = self._last(lambda e: may_mean(e) and any(_same_party(c, denial) for c in e.claims))
        if index is None and self._may_answer(denial):
            index = self._last(may_mean)
        if index is not None:
            event = self.told[index]
            if not any(c.kind == "denied" and _same_party(c, denial) for c in event.claims):
                self.told[index] = dataclasses.replace(event, claims=(*event.claims, denial))

    def _last(self, fits: Callable[[EventReading], bool]) -> int | None:
        """The number of the last event that fits, None where none does."""
        return next((n for n in range(len(self.told) - 1, -1, -1) if fits(self.told[n])), None)

    def _last_set(self, fits: Callable[[EventReading], bool]) -> int | None:
        """The number of the last event that fits; where nobody takes part in it and no figure is told, rather the one
        shortly before it that has a place or a time of its own, as news first tells of an incident.
        """
        last = self._last(fits)
        if last is None or self.told[last].roles or self.told[last].harm:
            return last
        first = self.told[last].sentence - _NEAR_SETTING
        one = self._last(lambda e: fits(e) and e.sentence >= first and (bool(e.times) or any(map(_is_own, e.places))))
        return last if one is None else one

    def _may_answer(self, denial: ClaimReading) -> bool:
        """Whether somebody speaks for a side."""
        if relation_in(self._text[slice(*denial.by)]) in ("official", "party"):
            return True
        entity = self._entities[denial.entity] if denial.entity is not None else None
        return entity is not None and entity.named and entity.type != "person"

    def _may_be_one(self, told: EventReading, earlier: EventReading) -> bool:
        """Whether an attack may be one told before: it names no other place."""
        here, there = (
            {self._text[slice(*place.span)].lower() for place in event.places if place.relation != "context"}
            for event in (told, earlier)
        )
        return not here or not there or bool(here & there)


def _place_in_row(told: str) -> int:
    """Which of several somebody is by an ordinal: 3 for "the third child", else 1."""
    return max((ORDINALS.get(word, 1) for word in told.lower().split()), default=1)


def _is_own(place: PlaceReading) -> bool:
    return place.relation != "context"


def _is_just_before(earlier: EventReading, event: EventReading) -> bool:
    return event.sentence - _NEAR_SETTING <= earlier.sentence < event.sentence


def _same_party(one: ClaimReading, other: ClaimReading) -> bool:
    overlap = one.by[0] < other.by[1] and other.by[0] < one.by[1]
    return overlap or (one.entity is not None and one.entity == other.entity)


def _may_harm(event: EventReading) -> bool:
    """Whether harm of another sentence can be an event's: it took place, now and once."""
    real = event.status in ("happened", "ongoing", "attempted", "alleged")
    return event.type in ("ASSAULT", "PROTEST") and real and not event.aggregate and not event.background


def _takes_people(event: EventReading) -> bool:
    """Whether an event is an abduction, from which nobody else flees."""
    return any(harm.kind == "captured" for harm in event.harm)


def _singular(nouns: frozenset[str]) -> frozenset[str]:
    """Nouns as they stand and without a plural's ending."""
    return nouns | {noun.removesuffix("s") for noun in nouns}
