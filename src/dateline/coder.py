"""Reports to coded reports: ties the reader's spans to places, moments, actors and counts; makes the records."""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from dateline.errors import MalformedInput
from dateline.fingerprint import fingerprint
from dateline.ground import (
    UNKNOWN,
    Actors,
    Count,
    Placed,
    Quantity,
    actor_id,
    find_quantities,
    gazetteer,
    link_to_main,
    moments,
    name_type,
    outlet_of,
    parse_count,
    propose,
    ranker,
)
from dateline.ingest import is_coded_language, layout
from dateline.reader import Document, EntityReading, EventReading, NewsReader, Reader, Reading, load_network
from dateline.reader.reading import AttributionReading, ClaimReading, ControlReading, HarmReading
from dateline.records import (
    REALISED,
    Actor,
    Attribution,
    Claim,
    Coded,
    Control,
    Entity,
    Harm,
    Interval,
    Mention,
    Moment,
    Place,
    Report,
    Role,
    SourceRelation,
    Span,
)
from dateline.workers import Workers

BACKGROUND_DAYS = 30
"""An event that ended longer before publication is history; the news of the examples is under 10 days old."""
_STANDING = re.compile(
    r"\b(?:university|college|school|academy|hospital|clinic|airport|air ?base|base|camp|prison|jail|mosque|church|"
    r"cathedral|temple|synagogue|stadium|museum|hotel|market|refinery|plant|dam|bridge|station|port|palace|embassy|consulate)\b",
    re.IGNORECASE,
)
"""Words of a name that say that its bearer stands at one place."""
_ACTING = ("organisation", "person", "group", "location", "facility")
"""Entities that may be an actor; a place only as a party ("Ankara warned")."""
_RELATIONS: dict[str, SourceRelation] = {
    "REB": "party", "UAF": "party", "CRM": "party", "GOV": "official", "MIL": "official", "COP": "official",
    "SPY": "official", "JUD": "official", "LEG": "official", "HLH": "medical", "MED": "outlet", "NGO": "monitor",
    "IGO": "monitor", "CVL": "witness", "REF": "witness",
}  # fmt: skip
"""What a source of a sector is to an event."""
_GOES_ON = re.compile(r"(?:They|He|She|It)\s+(?!have\b|has\b|are\b|is\b|will\b)")
"""Beginnings of a sentence that goes on with what the one before it told; not with what is so now."""
_ASKED = 6
"""Mentions of an entity that are asked whom they name."""
QUOTED = 80
"""Characters of a faulty text that an error quotes before the fault."""


class Coder:
    """Codes reports. One coder may be used for any number of them; it keeps nothing of a report.

    With codebook `muc4` it fills document templates beside the mentions. With `workers`, so many processes code beside
    this one where there are many reports; `close` ends them. Raises DataError where the reader's weights are missing or
    damaged.
    """

    def __init__(
        self, reader: Reader | None = None, *, fast: bool = False, codebook: str = "plover", workers: int = 0
    ) -> None:
        self._templates = codebook == "muc4"
        self._workers = Workers(workers, _coding, fast, codebook) if workers else None
        self._reader: Reader = reader or NewsReader(
            name_type, load_network(), alias=actor_id, fast=fast, templates=self._templates
        )
        gazetteer().read_ahead()

    @property
    def reader_fingerprint(self) -> str:
        """Changes whenever the reader could read a report differently."""
        return self._reader.fingerprint

    @property
    def ground_fingerprint(self) -> str:
        """Changes whenever a text could be laid out, or a name grounded, differently."""
        return fingerprint("dateline.ground", "dateline.ingest")

    def code(self, reports: Iterable[Report]) -> list[Coded]:
        """The coded reports, in order. One in a language that cannot be coded has empty lists.

        Raises MalformedInput for a text that holds half a character (a lone surrogate).
        """
        return list(self.stream(reports))

    def stream(self, reports: Iterable[Report]) -> Iterator[Coded]:
        """The same, each as soon as it and those before it are coded; some reports are taken ahead."""
        if self._workers is None:
            yield from self._coded_here(reports)
        else:
            yield from self._workers.code(map(_checked, reports), lambda stretch: list(self._coded_here(stretch)))

    @property
    def worker_died(self) -> bool:
        """Whether a worker process has died; its reports were coded by this one, as all after them."""
        return self._workers is not None and self._workers.died

    def close(self) -> None:
        """End the worker processes, if any were begun; more reports would begin them again."""
        if self._workers is not None:
            self._workers.close()

    def _coded_here(self, reports: Iterable[Report]) -> Iterator[Coded]:
        begun: deque[Report] = deque()

        def documents() -> Iterator[Document]:
            for report in map(_checked, reports):
                begun.append(report)
                if is_coded_language(report.language):
                    yield Document(report, layout(report.text, report.title))

        for reading in self._reader.read(documents()):
            while not is_coded_language((report := begun.popleft()).language):
                yield self._not_coded(report)
            yield _Assembly(report, reading).coded()
        for report in begun:
            if is_coded_language(report.language):
                raise RuntimeError("the reader gave fewer readings than there are documents")
            yield self._not_coded(report)

    def actors(self, report: Report, spans: Sequence[Interval]) -> list[Actor | None]:
        """Whom each span of a report names, None for nobody; spans that the reader took for no entity are asked too."""
        (reading,) = self._reader.read([Document(_checked(report), layout(report.text, report.title))])
        assembly = _Assembly(report, reading)
        return [assembly.actor_at(span) for span in spans]

    def _not_coded(self, report: Report) -> Coded:
        return Coded(report=report, entities=(), mentions=(), templates=() if self._templates else None)


def _coding(fast: bool, codebook: str) -> Callable[[list[Report]], list[Coded]]:
    """What codes in a worker process."""
    return Coder(fast=fast, codebook=codebook).code


def _checked(report: Report) -> Report:
    """Refuse what a program can put into a string but no text holds; the readers of files refuse it before."""
    try:
        report.text.encode()
    except UnicodeEncodeError as error:
        before = report.text[max(0, error.start - QUOTED) : error.start]
        raise MalformedInput(
            f"the text holds half a character (U+{ord(report.text[error.start]):04X}) after “{before}”",
            where=report.id,
            remedy="Write the character that was meant, or leave it out.",
        ) from None
    return report


class _Assembly:
    """The records of one report, made from its reading."""

    def __init__(self, report: Report, reading: Reading) -> None:
        self._report = report
        self._reading = reading
        marks = [(entity.type, span) for entity in reading.entities for span in entity.mentions]
        marks += [("location", place.span) for event in reading.events for place in event.places]
        proposals = propose(gazetteer(), report.text, marks)
        self._placed = Placed(gazetteer(), ranker(), report.text, proposals, outlet_of(report.url, report.outlet))
        self._inside = [p for p in proposals if p.cover.endswith(" part") and p.span in self._placed.resolutions]
        self._actors = Actors(report.text, report.published, self._placed.resolutions, reading.sentences, gazetteer())
        self._parties = {r.entity for e in reading.events for r in e.roles if r.role in ("actor", "recipient")}
        self._parties |= {a.entity for event in reading.events for a in event.attribution}
        self._quantities: dict[Interval, list[Quantity]] = {}
        order = moments.day_first(report.text, report.outlet, report.url)
        # Of sentences without a time expression there is nothing to read.
        times = {span for event in reading.events for span in event.times}
        times |= {span for entity in reading.entities if entity.type == "time" for span in entity.mentions}
        timed = sorted({s for start, _ in times if (s := self._sentence_at(start)) is not None})
        self._told = moments.read_times(report.text, timed, report.published, day_first=order)

    def coded(self) -> Coded:
        read = self._reading.entities
        actors = [self._actor(e, n) for n, e in enumerate(read)]
        self._known = actors = link_to_main(self._report.text, actors, [e.mentions for e in read])
        entities = [self._entity(n, *pair) for n, pair in enumerate(zip(read, actors, strict=True), start=1)]
        entities += self._inner_places(len(entities) + 1)
        mentions = self._going_on([self._mention(n, e) for n, e in enumerate(self._reading.events, start=1)])
        templates = self._reading.templates
        return Coded(
            report=self._report, entities=tuple(entities), mentions=tuple(mentions),
            templates=None if templates is None else tuple(template.record() for template in templates),
        )  # fmt: skip

    def _text(self, span: Interval) -> str:
        return self._report.text[span[0] : span[1]]

    def _span(self, span: Interval) -> Span:
        return self._report.span(*span)

    def _entity(self, number: int, entity: EntityReading, actor: Actor | None) -> Entity:
        name = self._text(entity.name)
        return Entity(
            id=f"e{number}",
            type=entity.type,
            name=name,
            mentions=entity.mentions,
            place=self._entity_place(entity),
            actor=actor,
        )

    def _entity_place(self, entity: EntityReading) -> Place | None:
        """The place that an entity is or, by its name, stands at; None for what is no place and for unknown peoples."""
        resolved = next((span for span in (entity.name, *entity.mentions) if span in self._placed.resolutions), None)
        if resolved is None:
            resolved = next(
                (p.span for p in self._inside if _within(p.span, entity.name) and self._stands(entity)), None
            )
            if resolved is not None:
                return self._placed.named(resolved, "in", entity.type)
            located = entity.type in ("location", "facility") and entity.named
            return self._placed.named(entity.name, "at", entity.type) if located else None
        return self._placed.named(resolved, "at", entity.type)

    def _stands(self, entity: EntityReading) -> bool:
        """Whether an organisation stands where its name says: a university does, a newspaper or a ministry need not."""
        return _STANDING.search(self._text(entity.name)) is not None

    def _inner_places(self, number: int) -> list[Entity]:
        """Places that stand inside the names of something else ("Georgia Department of Corrections")."""
        by_place: dict[tuple[str, int], list[Interval]] = {}
        for proposal in self._inside:
            resolution = self._placed.resolutions[proposal.span]
            by_place.setdefault((self._text(proposal.span), resolution.entry.id), []).append(proposal.span)
        return [
            Entity(
                id=f"e{number + n}",
                type="group" if self._placed.resolutions[spans[0]].how == "demonym" else "location",
                name=name,
                mentions=tuple(spans),
                place=self._placed.named(spans[0], "at", "location"),
                actor=None,
            )
            for n, ((name, _), spans) in enumerate(by_place.items())
        ]

    def actor_at(self, span: Interval) -> Actor | None:
        """Whom a span names, as what the reader took it for; a part of a longer name or a person's names nobody."""
        over = [
            (abs(s[1] - span[1]) + abs(s[0] - span[0]), number, s)
            for number, entity in enumerate(self._reading.entities)
            for s in entity.mentions
            if s[0] < span[1] and span[0] < s[1]
        ]
        gap, number, mention = min(over, default=(0, -1, span))
        if number < 0 or gap > (span[1] - span[0]) // 2:
            return self._actors.of(span, None)
        kind = self._reading.entities[number].type
        if kind == "person" and mention[1] > span[1]:
            return None
        return self._actors.of(span, kind, party=number in self._parties)

    def _actor(self, entity: EntityReading, number: int) -> Actor | None:
        """Who an entity is: by its best name, else by the first of its other mentions that tells."""
        if entity.type not in _ACTING:
            return None
        spans = (entity.name, *(span for span in entity.mentions if span != entity.name))[:_ASKED]
        party = number in self._parties
        found = (self._actors.of(span, entity.type, party=party) for span in spans)
        return next((actor for actor in found if actor is not None), None)

    def _mention(self, number: int, event: EventReading) -> Mention:
        places = self._placed.of_event([(place.span, place.relation) for place in event.places])
        moment = self._moment(event, places)
        return Mention(
            id=f"m{number}",
            type=event.type,
            modes=event.modes,
            contexts=event.contexts,
            trigger=self._span(event.trigger),
            sentence=self._reading.sentences[event.sentence],
            roles=tuple(
                Role(
                    role=r.role,
                    entity=self._id(r.entity),
                    start=r.span[0],
                    end=r.span[1],
                    text=self._text(r.span),
                    kind=r.kind,
                )
                for r in event.roles
            ),
            places=places,
            moment=moment,
            harm=self._harms(event),
            status=event.status,
            status_probability=event.status_probability,
            aggregate=event.aggregate and not (event.engagement and is_one_spot(places)),
            background=event.background or self._is_past(moment),
            trend=event.trend,
            attribution=tuple(map(self._attribution, event.attribution)),
            claims=tuple(map(self._claim, event.claims)),
            control=self._control(event.control) if event.control else None,
            confidence=event.confidence,
        )

    def _going_on(self, mentions: list[Mention]) -> list[Mention]:
        """With what a pronoun goes on telling, without a time of its own, right behind history or behind many at once
        ("In 2016 gunmen shot 27 worshippers. They set the court ablaze and carried off nine teachers.").
        """
        by_sentence: dict[int, list[Mention]] = {}
        found: list[Mention] = []
        for event, mention in zip(self._reading.events, mentions, strict=True):
            before = by_sentence.get(event.sentence - 1, [])
            if before and not event.times and self._goes_on(event.sentence):
                mention = msgspec.structs.replace(
                    mention,
                    background=mention.background or all(m.background for m in before),
                    aggregate=mention.aggregate or all(m.aggregate for m in before),
                )
            by_sentence.setdefault(event.sentence, []).append(mention)
            found.append(mention)
        return found

    def _goes_on(self, number: int) -> bool:
        """Whether a sentence goes on with what the one before it in its paragraph told."""
        (_, end), (start, _) = self._reading.sentences[number - 1 : number + 1]
        return "\n" not in self._report.text[end:start] and _GOES_ON.match(self._report.text, start) is not None

    def _id(self, entity: int | None) -> str | None:
        return None if entity is None else f"e{entity + 1}"

    def _moment(self, event: EventReading, places: tuple[Place, ...]) -> Moment | None:
        """The time expression that dates the event, in the place's time; of news of the day that of the saying."""
        told = [t for span in event.times if (t := moments.told_at(self._told, span)) is not None]
        sentence = self._reading.sentences[event.sentence]
        own = moments.own_moment(self._report.text, sentence, event.trigger, told)
        if own is None and event.status in REALISED and not event.background and not event.aggregate:
            own = moments.said_on(self._report.text, sentence, told, self._report.published)
        if own is None:
            return None
        where = next((p for p in places if p.relation != "to"), None)
        reach = own.reach
        if where is not None and where.lat is not None and where.lon is not None:
            reach = moments.local_day(reach, where.lat, where.lon)
        return moments.to_moment(self._span(own.span), reach)

    def _is_past(self, moment: Moment | None) -> bool:
        published = self._report.published
        if moment is None or moment.to is None or published is None:
            return False
        return moment.to < published - dt.timedelta(days=BACKGROUND_DAYS)

    def _harms(self, event: EventReading) -> tuple[Harm, ...]:
        """The event's harm; of two counts that are the ends of one range ("12 or 13 soldiers") one remains."""
        found: list[Harm] = []
        seen: set[tuple[str, Interval]] = set()
        for harm in event.harm:
            quantity = self._quantity(harm.count) if harm.count else None
            if quantity is not None:
                key = harm.kind, (quantity.start, quantity.end)
                if key in seen:
                    continue
                seen.add(key)
            found.append(self._harm(harm, quantity))
        return tuple(found)

    def _sentence_at(self, offset: int) -> Interval | None:
        index = bisect.bisect_right(self._reading.sentences, (offset, len(self._report.text) + 1)) - 1
        sentence = self._reading.sentences[index] if index >= 0 else None
        return sentence if sentence is not None and offset < sentence[1] else None

    def _quantity(self, span: Interval) -> Quantity | None:
        """The number of the text that a counting span lies in, with what bounds it there ("between 20 and 30")."""
        sentence = self._sentence_at(span[0]) or span
        if sentence not in self._quantities:
            dated = [t.span for t in self._told if sentence[0] <= t.span[0] < sentence[1]]
            self._quantities[sentence] = find_quantities(self._report.text, *sentence, without=dated)
        return next((q for q in self._quantities[sentence] if q.start < span[1] and span[0] < q.end), None)

    def _harm(self, harm: HarmReading, quantity: Quantity | None) -> Harm:
        words = self._text(harm.count) if harm.count else ""
        count = parse_count(words if quantity is None else self._text((quantity.start, quantity.end)))
        if count == UNKNOWN and harm.persons is not None:
            low, high = harm.persons
            count = Count(low, low if low == high else None, high)
        return Harm(
            kind=harm.kind,
            who=self._text(harm.who) if harm.who else None,
            side=None,
            low=count.low,
            best=count.best,
            high=count.high,
            total=harm.total,
            source=self._text(harm.source) if harm.source else None,
            start=harm.span[0],
            end=harm.span[1],
            text=self._text(harm.span),
        )

    def _attribution(self, attribution: AttributionReading) -> Attribution:
        return Attribution(
            source=self._span(attribution.source) if attribution.source else None,
            cue=self._span(attribution.cue) if attribution.cue else None,
            content=self._span(attribution.content),
            entity=self._id(attribution.entity),
            relation=self._relation(attribution),
            via=tuple(map(self._span, attribution.via)),
        )

    def _relation(self, attribution: AttributionReading) -> SourceRelation:
        """What a source is to the event: by who it is, where that is an armed group or the words do not tell."""
        actor = self._known[attribution.entity] if attribution.entity is not None else None
        known = _RELATIONS.get(actor.sector) if actor is not None else None
        if known is None or (attribution.relation != "unknown" and known != "party"):
            return attribution.relation
        return known

    def _claim(self, claim: ClaimReading) -> Claim:
        return Claim(
            by=self._name_of(claim.by, claim.entity),
            entity=self._id(claim.entity),
            kind=claim.kind,
            link=claim.link,
            source=self._text(claim.source) if claim.source else None,
        )

    def _name_of(self, span: Interval, number: int | None) -> str:
        """The words of a span; where they only point back ("it", "the group") the name of whom they point at."""
        told = self._text(span)
        entity = self._reading.entities[number] if number is not None else None
        first, *others = told.split() or [""]
        the_noun = first.lower() in ("the", "this", "that") and len(others) == 1 and others[0].islower()
        points_back = the_noun or told.lower() == "it"  # not "he": a person is named by the report alone
        if not points_back or entity is None or not entity.named:
            return told
        name = self._text(entity.name)
        return told if name.islower() or name.lower() in told.lower() else name

    def _control(self, control: ControlReading) -> Control:
        return Control(
            place=self._text(control.place),
            lost_by=self._text(control.lost_by) if control.lost_by else None,
            gained_by=self._text(control.gained_by) if control.gained_by else None,
        )


def _within(span: Interval, other: Interval) -> bool:
    return other[0] <= span[0] and span[1] <= other[1]


_SPOTS = frozenset(("point", "neighbourhood", "city", "near", "unresolved"))


def is_one_spot(places: Sequence[Place]) -> bool:
    """Whether an event is told of a town, a part of one or a spot; a name without a place is mostly a village's."""
    return bool(places) and places[0].precision in _SPOTS and places[0].relation in ("in", "at", "near")
