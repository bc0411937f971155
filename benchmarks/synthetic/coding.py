"""The records of a report while it is written: its text so far, its entities, a mention for each telling."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Iterator
from random import Random

import msgspec

from dateline.records import (
    Actor,
    Attribution,
    Claim,
    Coded,
    Entity,
    EntityType,
    Harm,
    HarmKind,
    Interval,
    Mention,
    Moment,
    PartyKind,
    Place,
    Report,
    Role,
    RoleName,
    SourceRelation,
    Span,
)

from . import parties
from .sentences import Sentence, put
from .telling import Told, Toll, When, Where

_SUFFERS: dict[HarmKind, RoleName] = {"captured": "recipient", "displaced": "actor"}
"""The role of those who come to a kind of harm, where it is not that of a victim."""
_PERSONS = frozenset(("UAF", "CVL"))
"""Sectors of actors without a name: persons, not organisations."""


@dataclasses.dataclass(slots=True)
class _Named:
    """An entity with the mentions found so far."""

    id: str
    type: EntityType
    actor: Actor | None
    spans: list[Interval]


class Sheet:
    """One report as it grows."""

    def __init__(self) -> None:
        self.truths: list[str] = []
        self._parts: list[str] = []
        self._length = 0
        self._mentions: list[Mention] = []
        self._entities: dict[tuple[str, str], _Named] = {}
        self._agency: Span | None = None

    def say(self, text: str) -> None:
        """Words that tell nothing."""
        self._parts.append(text)
        self._length += len(text)

    def credit(self, agency: str) -> None:
        """Names the agency whose text this is; what follows is attributed to it."""
        self._agency = Span(start=self._length, end=self._length + len(agency), text=agency)
        self.say(agency)

    def tell(self, told: Told, lead: str, chance: Random, *, carried: bool = False) -> None:
        """A sentence that tells an incident; `carried`: without a place of its own it has that of the first mention."""
        sentence = put(told, lead, chance)
        confidence = round(chance.uniform(0.4, 0.95), 2)
        self._mentions.append(self._mention(told, sentence, confidence, carried=carried))
        self.truths.append("" if told.aggregate or told.status == "feared" else told.truth.id)
        self.say(sentence.text)

    def coded(self, id_: str, title: str, outlet: str, published: dt.date) -> tuple[Coded, tuple[str, ...]]:
        """The finished report, with the true incident of each mention."""
        text = "".join(self._parts).rstrip()
        report = Report(
            id=id_, title=title, outlet=outlet, url=None, published=published, language="en", text=text,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
        )  # fmt: skip
        entities = tuple(
            Entity(id=e.id, type=e.type, name=name, mentions=tuple(e.spans), place=None, actor=e.actor)
            for (name, _), e in self._entities.items()
        )
        return Coded(report=report, entities=entities, mentions=tuple(self._mentions)), tuple(self.truths)

    def _mention(self, told: Told, sentence: Sentence, confidence: float, *, carried: bool) -> Mention:
        base = self._length
        content = Span(start=base, end=base + len(sentence.text), text=sentence.text)
        spans = {
            mark: Span(start=base + start, end=base + end, text=sentence.text[start:end])
            for mark, (start, end) in sentence.marks.items()
        }
        trigger, word = ("noun", told.noun) if "noun" in spans else ("verb", told.verb)
        source = spans["source"].text if "source" in spans else None
        places = tuple(_place(where, spans[f"place{n}"]) for n, where in enumerate(told.where) if f"place{n}" in spans)
        if not places and carried and self._mentions:
            places = tuple(msgspec.structs.replace(p, relation="context") for p in self._mentions[0].places[:1])
        harms = [(toll, spans[f"harm{n}"]) for n, toll in enumerate(told.tolls) if f"harm{n}" in spans]
        roles = tuple(self._roles(told, spans, harms))
        return Mention(
            id=f"m{len(self._mentions) + 1}", type=told.truth.story.type, modes=word.modes if word else (), contexts=(),
            trigger=spans[trigger], sentence=(content.start, content.end), roles=roles, places=places,
            moment=_moment(told.when, spans["moment"]) if told.when and "moment" in spans else None,
            harm=tuple(_harm(toll, span, source, total=told.family == "toll") for toll, span in harms),
            status=told.status, status_probability=0.95, aggregate=told.aggregate, background=told.background,
            trend="increase" if told.aggregate else None,
            attribution=self._attribution(told, spans, content),
            claims=tuple(_claim(r, source) for r in roles if r.role == "actor" and told.truth.story.by == "group"),
            control=None, confidence=confidence,
        )  # fmt: skip

    def _roles(self, told: Told, spans: dict[str, Span], harms: list[tuple[Toll, Span]]) -> Iterator[Role]:
        if told.party is not None and "actor" in spans:
            actor, span = told.party.actor, spans["actor"]
            person = actor.sector in _PERSONS
            kind: EntityType = "person" if person else "organisation"
            entity = self._entity(told, told.party.text if person else actor.name, kind, actor, span)
            yield _role("actor", span, entity, "individual" if person else "organisation")
        if "target" in spans and told.truth.story.type in ("ASSAULT", "PROTEST"):
            entity = self._entity(told, told.truth.target, "facility", None, spans["target"])
            yield _role("target", spans["target"], entity, None)
        for toll, span in harms:
            actor = parties.victims(toll.who, told.truth.town.country.country)
            entity = self._entity(told, toll.text, "person", actor, span)
            yield _role(_SUFFERS.get(toll.kind, "victim"), span, entity, "individual")

    def _entity(self, told: Told, name: str, kind: EntityType, actor: Actor | None, span: Span) -> str:
        """An organisation is one all through the report; "gunmen" and "a market" are so within their incident."""
        key = (name, "" if kind == "organisation" else told.truth.id)
        entity = self._entities.setdefault(key, _Named(f"e{len(self._entities) + 1}", kind, actor, []))
        entity.spans.append((span.start, span.end))
        return entity.id

    def _attribution(self, told: Told, spans: dict[str, Span], content: Span) -> tuple[Attribution, ...]:
        source = spans.get("source")
        if self._agency is not None:
            via = (source,) if source else ()
            return (_said(self._agency, None, content, "outlet", via),)
        if source is None or told.source is None:
            return ()
        return (_said(source, spans["cue"], content, told.source[1], ()),)


def _said(
    source: Span, cue: Span | None, content: Span, relation: SourceRelation, via: tuple[Span, ...]
) -> Attribution:
    return Attribution(source=source, cue=cue, content=content, entity=None, relation=relation, via=via)


def _role(role: RoleName, span: Span, entity: str, kind: PartyKind | None) -> Role:
    return Role(role=role, entity=entity, kind=kind, start=span.start, end=span.end, text=span.text)


def _claim(role: Role, source: str | None) -> Claim:
    return Claim(by=role.text, entity=role.entity, kind="stated as fact", link="unknown", source=source)


def _place(where: Where, span: Span) -> Place:
    area, precision = where.area, where.precision
    return Place(
        start=span.start, end=span.end, text=span.text, name=area.name, geonames_id=area.number, lat=area.lat,
        lon=area.lon, country=area.country, admin1=area.admin1, kind="facility" if precision == "point" else precision,
        relation=where.relation, radius_km=area.radius_km, precision=precision, probability=0.95,
    )  # fmt: skip


def _moment(when: When, span: Span) -> Moment:
    return Moment(
        start=span.start, end=span.end, text=span.text, from_=when.first, to=when.last, granularity=when.granularity,
        precision=when.precision, anchor=when.anchor, value=when.value,
    )  # fmt: skip


def _harm(toll: Toll, span: Span, source: str | None, *, total: bool) -> Harm:
    return Harm(
        start=span.start, end=span.end, text=span.text, kind=toll.kind, who=toll.who, side=None, low=toll.low,
        best=toll.best, high=toll.high, total=total, source=source,
    )  # fmt: skip
