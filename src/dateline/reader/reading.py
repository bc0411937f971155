"""What a reader gives: spans and the links between them. Nothing is grounded here.

All offsets are code points of the report's text, `(start, end)`, end exclusive.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Protocol

from dateline.codebooks.muc4 import Template
from dateline.records import (
    Block,
    ClaimKind,
    EntityType,
    EventType,
    HarmKind,
    Interval,
    Link,
    PartyKind,
    PlaceRelation,
    Report,
    RoleName,
    SourceRelation,
    Status,
    Trend,
)


@dataclasses.dataclass(frozen=True, slots=True)
class Document:
    """A report with its layout: what a reader reads."""

    report: Report
    blocks: tuple[Block, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class EntityReading:
    """One entity with all its mentions, in text order; the best name is `name`.

    `named`: by a proper name, which may be looked up; "the airport" may not.
    """

    type: EntityType
    name: Interval
    mentions: tuple[Interval, ...]
    named: bool


@dataclasses.dataclass(frozen=True, slots=True)
class RoleReading:
    """Who or what takes part; `entity` is an index into `Reading.entities`."""

    role: RoleName
    span: Interval
    entity: int | None
    kind: PartyKind | None


@dataclasses.dataclass(frozen=True, slots=True)
class PlaceReading:
    """A place the event is related to; `context`: named in another sentence."""

    span: Interval
    relation: PlaceRelation


@dataclasses.dataclass(frozen=True, slots=True)
class HarmReading:
    """`count` covers the words that give the number ("at least 12"), None where no number is named.

    `persons`: the lowest and highest number of people where words name them without a number: one man, both, at least
    one (`(1, None)`, "a fatal shooting"); None where they tell none. `presumed`: the words tell only what was done to
    somebody, who was hurt by it unless told to be dead ("was shot"). `source`: who gives the figure.
    """

    kind: HarmKind
    span: Interval
    count: Interval | None
    who: Interval | None
    total: bool
    persons: tuple[int, int | None] | None = None
    presumed: bool = False
    source: Interval | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class AttributionReading:
    """Who says what: `content` is the stretch that is said; `via` whom the source relies on."""

    source: Interval | None
    cue: Interval | None
    content: Interval
    entity: int | None
    relation: SourceRelation
    via: tuple[Interval, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class ClaimReading:
    """Who is held responsible, how, and who says it (None: the outlet, or the claimant)."""

    by: Interval
    entity: int | None
    kind: ClaimKind
    link: Link
    source: Interval | None


@dataclasses.dataclass(frozen=True, slots=True)
class ControlReading:
    """A place that changes hands."""

    place: Interval
    lost_by: Interval | None
    gained_by: Interval | None


@dataclasses.dataclass(frozen=True, slots=True)
class EventReading:
    """One event trigger with everything the text says of it. Entities are indices into `Reading.entities`.

    `engagement`: an aggregate by its plural alone, which is one engagement where it is told of one spot.
    """

    type: EventType
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    trigger: Interval
    sentence: int
    roles: tuple[RoleReading, ...]
    places: tuple[PlaceReading, ...]
    times: tuple[Interval, ...]
    harm: tuple[HarmReading, ...]
    status: Status
    status_probability: float
    aggregate: bool
    engagement: bool
    background: bool
    trend: Trend | None
    attribution: tuple[AttributionReading, ...]
    claims: tuple[ClaimReading, ...]
    control: ControlReading | None
    confidence: float


@dataclasses.dataclass(frozen=True, slots=True)
class Reading:
    """All that a reader found in one report; `templates` only where they were asked for."""

    sentences: tuple[Interval, ...]
    entities: tuple[EntityReading, ...]
    events: tuple[EventReading, ...]
    templates: tuple[Template, ...] | None = None


class Reader(Protocol):
    """The seam between text and everything else: a better reader replaces this one's inside, not its face."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the reader could read a report differently: goes into the run."""

    def read(self, documents: Iterable[Document]) -> Iterable[Reading]:
        """Readings in the order of the documents, one each. A reader may take some documents ahead."""
