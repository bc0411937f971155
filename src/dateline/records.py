"""The words of Dateline as frozen values; their JSON form and its schema come from here.

Offsets are Unicode code points of the report's text, end exclusive. Dates are ISO 8601 in the place's local
time, intervals inclusive. Coordinates are WGS 84 degrees. Unknown is None, never 0 or "".
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

import msgspec

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Status = Literal[
    "happened", "ongoing", "attempted", "denied", "alleged",
    "feared", "predicted", "threatened", "planned", "hypothetical",
]  # fmt: skip
EntityType = Literal[
    "person", "organisation", "group", "location", "facility", "time", "quantity",
    "money", "weapon", "platform", "vehicle", "document", "other",
]  # fmt: skip
RoleName = Literal["actor", "recipient", "victim", "target", "instrument"]
PartyKind = Literal["individual", "organisation"]
HarmKind = Literal["killed", "injured", "missing", "captured", "displaced"]
ClaimKind = Literal["claimed", "suspected", "accused", "denied", "stated as fact"]
Link = Literal["directed", "inspired", "member", "unknown"]
ReviewState = Literal["unreviewed", "accepted", "corrected", "rejected"]
Trend = Literal["increase", "decrease", "steady"]
SourceRelation = Literal["party", "witness", "medical", "official", "outlet", "monitor", "unknown"]
PlaceRelation = Literal["at", "in", "near", "between", "from", "to", "contains", "context"]
"""How the words relate the event to the place; `context`: not named in the sentence, carried over from the report."""
PlacePrecision = Literal[
    "point", "neighbourhood", "city", "near", "district", "line", "division", "area", "country", "region", "unresolved",
]  # fmt: skip
"""From a named spot, part of a town and town, over nearness to one, a second-level division, a road, river or border, a
first-level division and a natural region or part of a country, to a country and a part of the world (docs/places.md).
"""
Granularity = Literal["hour", "day", "days", "week", "month", "season", "year", "years", "unknown"]
MomentPrecision = Literal["day", "days", "week", "month", "year", "years", "unresolved"]
"""Length of the resolved interval: one day, up to 6 days, up to 8 days, up to 31, up to 366, longer."""

REALISED: frozenset[Status] = frozenset({"happened", "ongoing"})
"""What counts as an event that took place, wherever a consumer asks for realised events."""

Offset = Annotated[int, msgspec.Meta(ge=0)]
Probability = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]
Interval = tuple[Offset, Offset]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all records: frozen, keyword-only."""


class Span(Record, frozen=True, kw_only=True):
    """A stretch of the report's text: `text == report.text[start:end]`."""

    start: Offset
    end: Offset
    text: str


class Report(Record, frozen=True, kw_only=True):
    """One news text as it was received."""

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    published: dt.date | None
    language: str | None
    text: str
    sha256: str

    def span(self, start: int, end: int) -> Span:
        """The text between two offsets, as a Span."""
        return Span(start=start, end=end, text=self.text[start:end])


class Block(Record, frozen=True, kw_only=True):
    """A stretch of a report's layout. Only paragraphs are coded: titles retell them, boilerplate is kept uncoded."""

    start: Offset
    end: Offset
    kind: Literal["title", "dateline", "paragraph", "boilerplate"]


class Place(Span, frozen=True, kw_only=True):
    """A span grounded in the gazetteer. Without a `geonames_id` and coordinates it is named but not located."""

    name: str
    geonames_id: int | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    kind: str
    relation: PlaceRelation
    radius_km: float | None
    precision: PlacePrecision
    probability: Probability


class Moment(Span, frozen=True, kw_only=True):
    """A time expression as an inclusive interval of days; `from` and `to` are None while unresolved."""

    from_: dt.date | None = msgspec.field(name="from")
    to: dt.date | None
    granularity: Granularity
    precision: MomentPrecision
    anchor: Literal["words", "publication", "event"] | None
    value: str | None


AGENT_PREFIX, NEW_PREFIX = "agent-", "new-"
"""What the ids of agents without a name ("gunmen"), and of names that no catalogue holds, begin with."""


class Actor(Record, frozen=True, kw_only=True):
    """Who acts: an entry of the catalogue, a body of a state ("IRQ-MIL"), an agent without a name ("agent-uaf-NGA"), or
    a name that no catalogue holds ("new-..."). The id and name of a name that stays ambiguous are those of all that
    share it, joined by "|". Private persons have none.
    """

    id: str
    name: str
    sector: str
    country: str | None
    parent: str | None


class Entity(Record, frozen=True, kw_only=True):
    """Somebody or something the report names, with every mention of it."""

    id: str
    type: EntityType
    name: str
    mentions: tuple[Interval, ...]
    place: Place | None
    actor: Actor | None


class Role(Span, frozen=True, kw_only=True):
    """Who or what takes part in an event, in the report's own words."""

    role: RoleName
    entity: str | None
    kind: PartyKind | None


class Harm(Span, frozen=True, kw_only=True):
    """Harm to people: `text` is the words, `low`, `best`, `high` the count they give (None: no count is given).

    `total` marks a running total ("bringing the toll to 43") apart from new harm. `source` is who gives the figure.
    """

    kind: HarmKind
    who: str | None
    side: str | None
    low: int | None
    best: int | None
    high: int | None
    total: bool
    source: str | None


class Attribution(Record, frozen=True, kw_only=True):
    """Who says so: the source, the cue, what is said, and whom the source relies on (`via`)."""

    source: Span | None
    cue: Span | None
    content: Span
    entity: str | None
    relation: SourceRelation
    via: tuple[Span, ...]


class Claim(Record, frozen=True, kw_only=True):
    """Who is held responsible, how, and who says it. Several may compete."""

    by: str
    entity: str | None
    kind: ClaimKind
    link: Link
    source: str | None


class Control(Record, frozen=True, kw_only=True):
    """A place that changes hands."""

    place: str
    lost_by: str | None
    gained_by: str | None


class Mention(Record, frozen=True, kw_only=True):
    """One telling of one event in one report."""

    id: str
    type: EventType
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    trigger: Span
    sentence: Interval
    roles: tuple[Role, ...]
    places: tuple[Place, ...]
    moment: Moment | None
    harm: tuple[Harm, ...]
    status: Status
    status_probability: Probability
    aggregate: bool
    background: bool
    trend: Trend | None
    attribution: tuple[Attribution, ...]
    claims: tuple[Claim, ...]
    control: Control | None
    confidence: Probability

    @property
    def countable(self) -> bool:
        """Whether the mention tells of one incident of the news that took place."""
        return self.status in REALISED and not self.aggregate and not self.background


class Coded(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What Dateline takes from one report: the line that `dateline code --format jsonl` prints."""

    report: Report
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    templates: tuple[dict[str, Any], ...] | None = None


class Support(Record, frozen=True, kw_only=True):
    """A mention that tells of an incident, by its report and place in it.

    `start` and `end` bound the sentence in the report's text. `origin` numbers the independent source that it rests on:
    equal numbers, copies or one person cited.
    """

    report: str
    mention: str
    sentence: str
    outlet: str | None
    source: str | None
    start: Offset | None = None
    end: Offset | None = None
    origin: int | None = None

    @property
    def name(self) -> str:
        """Report and mention, as the other fields of an incident name a telling."""
        return f"{self.report} {self.mention}"


class Conflict(Record, frozen=True, kw_only=True):
    """A field on which the tellings of an incident disagree, with each side's value and its mentions."""

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


class Basis(Record, frozen=True, kw_only=True):
    """What a field of an incident rests on: the rule that made it, and the tellings whose values went in."""

    field: str
    rule: str
    tellings: tuple[str, ...]

    @property
    def decided(self) -> bool:
        """Whether a reviewer has set the field: then it rests on no telling, and the rule names the decision."""
        return not self.tellings


class Party(Record, frozen=True, kw_only=True):
    """Who takes part in an incident, in which role, by which tellings. Without an `actor` its name is as told."""

    role: RoleName
    name: str
    actor: Actor | None
    tellings: tuple[str, ...]


class IncidentClaim(Record, frozen=True, kw_only=True):
    """Who is held responsible for an incident and how; `sources` say so, none of them the outlet itself."""

    by: str
    actor: Actor | None
    kind: ClaimKind
    link: Link
    sources: tuple[str, ...]
    tellings: tuple[str, ...]


class IncidentHarm(Record, frozen=True, kw_only=True):
    """Harm over all tellings: lowest and highest figure told, and the latest best figure."""

    kind: HarmKind
    low: int | None
    best: int | None
    high: int | None


class Incident(Record, frozen=True, kw_only=True):
    """What the mentions of one or more reports tell of, fused by the stated rules (docs/incidents.md).

    `independent`: the sources that do not rest on each other; copies of one text are one, as are all that cite one
    person. None in an archive that an earlier version wrote. `version` counts what the archive has held under this id;
    `withdrawn` names reports that told of it until their outlets took them back; `decisions` the numbers of the
    reviewers' decisions in it.
    """

    id: str
    type: EventType
    modes: tuple[str, ...]
    contexts: tuple[str, ...] = ()
    place: Place | None
    from_: dt.date | None = msgspec.field(name="from")
    to: dt.date | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    parties: tuple[Party, ...] = ()
    claims: tuple[IncidentClaim, ...] = ()
    harm: tuple[IncidentHarm, ...]
    status: Status
    aggregate: bool
    background: bool
    reports: int
    outlets: int
    independent: int | None = None
    support: tuple[Support, ...]
    conflicts: tuple[Conflict, ...]
    basis: tuple[Basis, ...] = ()
    confidence: Probability
    version: int = 1
    review: ReviewState = "unreviewed"
    decisions: tuple[int, ...] = ()
    withdrawn: tuple[str, ...] = ()

    @property
    def countable(self) -> bool:
        """Whether it took place, is one incident and of the news, and no reviewer has rejected it."""
        told = self.status in REALISED and not self.aggregate and not self.background
        return told and self.review != "rejected"


def to_json(record: Record) -> bytes:
    """The JSON form of a record, UTF-8, one line."""
    return msgspec.json.encode(record)


def coded_from_json(line: bytes | str) -> Coded:
    """Read one line of `dateline code --format jsonl`.

    Raises msgspec.ValidationError where the line does not fit the schema.
    """
    return msgspec.json.decode(line, type=Coded)


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a coded report and of an incident."""
    (coded, incident), definitions = msgspec.json.schema_components((Coded, Incident), ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Dateline records",
        "description": "A coded report (one line of `dateline code --format jsonl`) or an incident.",
        "anyOf": [coded, incident],
        "$defs": definitions,
    }
