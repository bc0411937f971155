"""What counts as an event of a series, in values and in words."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Iterable

from dateline.analysis.events import Actors, Event, Violence, finest
from dateline.records import REALISED, PlacePrecision, Status


@dataclasses.dataclass(frozen=True, slots=True)
class Selected:
    """The events that a definition takes in, and how many it leaves out for which reason."""

    events: tuple[Event, ...]
    left_out: Counter[str]


@dataclasses.dataclass(frozen=True, slots=True)
class Definition:
    """Which events count. None asks for nothing; what is unknown of an event does not meet what is asked of it.

    `since` and `until` are inclusive. `countries` and `not_in` are ISO 3166-1 alpha-3. `precision` is the roughest
    that counts. `longest` is the number of days over which the day may be unsure. `acted`: the actors must be told to
    have acted, not only to have taken part.
    """

    actors: Actors | None = None
    acted: bool = False
    since: dt.date | None = None
    until: dt.date | None = None
    violence: frozenset[Violence] | None = None
    types: frozenset[str] | None = None
    countries: frozenset[str] | None = None
    not_in: frozenset[str] = frozenset()
    precision: PlacePrecision | None = None
    longest: int = 31
    statuses: frozenset[Status] = REALISED
    aggregates: bool = False
    background: bool = False

    def why_not(self, event: Event) -> str | None:
        """The first reason for which an event does not count; None where it does."""
        return self._of_telling(event) or self._of_kind(event) or self._of_time(event) or self._of_place(event)

    def select(self, events: Iterable[Event]) -> Selected:
        """The events that count, by their first day and id, and what is left out by reason."""
        left_out = Counter[str]()
        kept = []
        for event in events:
            reason = self.why_not(event)
            if reason is None:
                kept.append(event)
            else:
                left_out[reason] += 1
        kept.sort(key=lambda event: (event.from_ or dt.date.min, event.id))
        return Selected(tuple(kept), left_out)

    @property
    def words(self) -> tuple[str, ...]:
        """The definition as sentences, each a choice that was made."""
        actors = "Actors: all." if self.actors is None else f"Actors: {self.actors.words}"
        if self.actors is not None:
            actors += ", where it acted." if self.acted else ", on whichever side it took part."
        kinds = "Violence: of any type." if self.violence is None else f"Violence: {_list(self.violence)} only."
        types = "" if self.types is None else f"Types: {_list(self.types)} only."
        period = f"Days: {self.since or 'from the first event'} to {self.until or 'the last event'}."
        area = "everywhere" if self.countries is None else f"in {_list(self.countries)}"
        area += f", outside {_list(self.not_in)}" if self.not_in else ""
        place = "however roughly placed" if self.precision is None else f"placed to {self.precision} or finer"
        told = f"Told as {_list(self.statuses)}; reviewers' rejections left out"
        told += "; aggregates counted as one" if self.aggregates else "; no aggregates"
        told += "; history too." if self.background else "; no history."
        unsure = f"A day that is unsure by more than {self.longest} days does not count; else the middle day does."
        return tuple(filter(None, (actors, kinds, types, period, f"Area: {area}, {place}.", told, unsure)))

    def _of_telling(self, event: Event) -> str | None:
        if event.review == "rejected":
            return "rejected by a reviewer"
        if event.status not in self.statuses:
            return f"told as {event.status}"
        if event.aggregate and not self.aggregates:
            return "an aggregate of many"
        return "told as history" if event.background and not self.background else None

    def _of_kind(self, event: Event) -> str | None:
        if self.actors is not None and self.actors.keys.isdisjoint(event.doers if self.acted else event.actors):
            return "other actors, or none told"
        if self.types is not None and event.type not in self.types:
            return "of another type"
        if self.violence is None or event.violence in self.violence:
            return None
        return "type of violence unknown" if event.violence is None else "another type of violence"

    def _of_time(self, event: Event) -> str | None:
        middle = middle_day(event)
        if middle is None or event.days is None:
            return "day unknown"
        if event.days > self.longest:
            return f"day unsure by more than {self.longest} days"
        early = self.since is not None and middle < self.since
        return "in another period" if early or (self.until is not None and middle > self.until) else None

    def _of_place(self, event: Event) -> str | None:
        if self.precision is not None and not finest(event.precision, self.precision):
            return f"placed more roughly than {self.precision}"
        if self.countries is None and not self.not_in:
            return None
        if event.country is None:
            return "country unknown"
        there = set(event.country.split("|"))
        inside = self.countries is None or not self.countries.isdisjoint(there)
        return None if inside and self.not_in.isdisjoint(there) else "in another area"


def middle_day(event: Event) -> dt.date | None:
    """The day on which an event counts: the middle of its interval, the earlier of two; None where it has none."""
    if event.from_ is None or event.to is None:
        return None
    return event.from_ + dt.timedelta(days=(event.to - event.from_).days // 2)


def _list(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
