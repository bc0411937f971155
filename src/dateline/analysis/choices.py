"""What somebody chose to have counted, at the command line or on a page, and the events that it is chosen from."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence

from dateline.analysis.countries import country_code
from dateline.analysis.events import Event, Violence, choose_actors
from dateline.analysis.series import Definition, Effort
from dateline.errors import SettingError
from dateline.records import REALISED, PlacePrecision, Status


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Source:
    """Events with what they come from; `effort` is None for outside data, of whose reporting nothing is known."""

    events: Sequence[Event]
    name: str
    effort: Effort | None


@dataclasses.dataclass(frozen=True, slots=True)
class Choices:
    """What is asked of events, as it was asked: actors by name. Nothing is asked where a choice was not made."""

    actors: tuple[str, ...] = ()
    affiliates: bool = False
    since: dt.date | None = None
    until: dt.date | None = None
    violence: frozenset[Violence] | None = None
    types: frozenset[str] | None = None
    statuses: frozenset[Status] | None = None
    countries: frozenset[str] | None = None
    not_in: frozenset[str] = frozenset()
    precision: PlacePrecision | None = None

    def definition(self, events: Sequence[Event]) -> Definition:
        """The definition among these events. Raises SettingError for an actor that none of them has."""
        return Definition(
            choose_actors(self.actors, events, affiliates=self.affiliates) if self.actors else None,
            since=self.since,
            until=self.until,
            violence=self.violence,
            types=self.types,
            countries=self.countries,
            not_in=self.not_in,
            precision=self.precision,
            statuses=REALISED if self.statuses is None else self.statuses,
        )


def country_codes(given: Iterable[str], *, where: str) -> frozenset[str] | None:
    """The codes of countries by name or code, None where none is given. Raises SettingError for strange ones."""
    names = [name.strip() for name in given if name.strip()]
    codes = {name: country_code(name) for name in names}
    strange = [name for name, code in codes.items() if code is None]
    if strange:
        what = f"no such country: {', '.join(map(repr, strange))}"
        raise SettingError(what, where=where, remedy="Give codes of ISO 3166-1 alpha-3 such as IRQ.")
    return frozenset(code for code in codes.values() if code is not None) or None


def in_order(since: dt.date | None, until: dt.date | None, *, where: str) -> None:
    """Nothing where the last day is not before the first. Raises SettingError where it is."""
    if since is not None and until is not None and until < since:
        what = f"the last day, {until}, lies before the first, {since}"
        raise SettingError(what, where=where, remedy="Give a later day.")
