"""The reader: the trained network tells what is an entity, what tells an event and who takes part; word lists and
grammar rules tell the harm, the status, who says so and who claims it, and what the network was not trained on.
"""

from __future__ import annotations

import bisect
import dataclasses
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from dateline.fingerprint import fingerprint
from dateline.reader import lexicon
from dateline.reader.asides import asides_in
from dateline.reader.attribution import (
    Saying,
    find_sayings,
    head_of,
    is_force,
    is_police,
    is_side_of,
    join_sayings,
    relation_in,
    said_of,
    states,
    within,
)
from dateline.reader.chains import Alias, find_loose, join_mentions
from dateline.reader.chains.referring import by_rule
from dateline.reader.chains.scorer import Scorer
from dateline.reader.claims import find_claims
from dateline.reader.clauses import Clause, parse
from dateline.reader.denials import find_rejections
from dateline.reader.doers import actor_claim, charged_with, is_party, refers
from dateline.reader.drafts import Draft
from dateline.reader.earlier import TOLD_OF, Events
from dateline.reader.entities import Found, Names, find_mentions
from dateline.reader.events import drafts_of, is_definite, is_known_deed, is_no_harm, tells_own_deed
from dateline.reader.figures import is_fought_in_words
from dateline.reader.hands import control_of
from dateline.reader.harm import TokenHarm
from dateline.reader.held import Held
from dateline.reader.history import times_of
from dateline.reader.joining import join_entities, mode_of, open_parties, settle_place, telling_of
from dateline.reader.locating import Focus, is_surname, places_of, sites_beside, sites_of, stops_of, surnames_of
from dateline.reader.network import Marks, Network, mark
from dateline.reader.persons import settle_presumed
from dateline.reader.reading import (
    AttributionReading,
    ClaimReading,
    Document,
    EntityReading,
    EventReading,
    HarmReading,
    Reading,
    RoleReading,
)
from dateline.reader.relevance import is_campaign, is_elsewhere, is_peaceful, may_hold_event
from dateline.reader.responsibility import TaggedReport, Verdict, shipped
from dateline.reader.roles import Part, between, part_offsets
from dateline.reader.sentences import sentences
from dateline.reader.sources import Sources, is_hearsay
from dateline.reader.tagging import tag
from dateline.reader.taken import claimed_deed
from dateline.reader.tolls import bare_figures
from dateline.records import REALISED, EntityType, Interval, PartyKind


@dataclasses.dataclass(frozen=True, slots=True)
class _Line:
    """A sentence with the kind of its block; `skipped` by the cheap first look."""

    span: Interval
    kind: str
    skipped: bool


def _unknown(_: str) -> None:
    """For readers that are told no other names."""


class NewsReader:
    """Reads news reports. `names` tells what kind of thing a proper name is known to be, `alias` what it is also known
    as.

    Without a `network` the rules read alone. With `fast`, sentences that a cheap first look calls empty are skipped,
    their entities included. With `templates`, document templates are filled too.
    """

    def __init__(
        self, names: Names, network: Network | None, *, alias: Alias = _unknown, fast: bool = False,
        templates: bool = False,
    ) -> None:  # fmt: skip
        self._names = names
        self._network = network
        self._alias = alias
        trained = network.chains if network is not None else None
        self._choose = by_rule if trained is None else Scorer(trained).choose
        self._fast = fast
        self._templates = templates

    @property
    def fingerprint(self) -> str:
        """A hash of the rules and word lists, the weights' own hash, and whether sentences are skipped."""
        weights = self._network.manifest.sha256[:12] if self._network else "none"
        return f"news-{fingerprint('dateline.reader')}-{weights}{'-fast' if self._fast else ''}"

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """What each document tells, in their order. The encoder reads some documents ahead, in threads of its own."""
        if self._network is None:
            for document in documents:
                yield self._read_one(document, self._lines(document), Marks())
            return
        begun: deque[tuple[Document, list[_Line]]] = deque()

        def texts() -> Iterator[tuple[str, list[Interval]]]:
            for document in documents:
                lines = self._lines(document)
                begun.append((document, lines))
                yield document.report.text, [line.span for line in lines if not line.skipped]

        for marks in mark(self._network, texts(), templates=self._templates):
            yield self._read_one(*begun.popleft(), marks)

    def _lines(self, document: Document) -> list[_Line]:
        text = document.report.text
        return [
            _Line(
                sentence,
                block.kind,
                self._fast and block.kind != "dateline" and not may_hold_event(text[slice(*sentence)]),
            )
            for block in document.blocks
            if block.kind != "boilerplate"
            for sentence in sentences(text, block)
        ]

    def _is_known(self, name: str) -> bool:
        return self._names(name) is not None

    def _is_people(self, name: str) -> bool:
        return self._names(name) == "group"

    def _read_one(self, document: Document, lines: Sequence[_Line], marks: Marks) -> Reading:
        text = document.report.text
        coded: list[tuple[int, Clause, list[Found]]] = []
        found: list[Found] = []
        loose: list[Found] = []
        focus = Focus()
        only_titles = not any(block.kind == "paragraph" for block in document.blocks)
        for number, line in enumerate(lines):
            tokens = [] if line.skipped else tag(text, line.span, self._is_known)
            if not tokens:
                continue
            clause = parse(tokens, self._is_people)
            mentions = find_mentions(text, clause, self._names)
            mentions = join_entities(text, line.span, mentions, marks.entities_in(line.span), self._names)
            found += mentions
            loose += find_loose(clause, mentions)
            if line.kind == "dateline":
                first = [m.span for m in mentions if m.type == "location"][:1]
                focus.move(first)
            elif line.kind == "paragraph" or only_titles:
                asides = [a for a in asides_in(text, line.span) if not any(t.start < a[0] < t.end for t in tokens)]
                told = tag(text, line.span, self._is_known, asides) if asides else []
                coded.append((number, parse(told, self._is_people) if told else clause, mentions))
        bounds = tuple(line.span for line in lines)
        entities = join_mentions(text, found, bounds, self._names, self._alias, self._choose, loose)
        filled = tuple(marks.templates) if self._templates else None
        if is_elsewhere(text):
            return Reading(bounds, tuple(entities), (), filled)
        published = document.report.published
        clauses = [clause for _, clause, _ in coded]
        writer = _Writer(text, entities, self._names, focus, marks, clauses, published.year if published else None)
        for number, clause, mentions in coded:
            writer.write(number, clause, mentions)
        events = writer.events.once(settle_presumed(text, writer.events.told, entities, bounds))
        return Reading(bounds, tuple(entities), tuple(events), filled)


class _Writer:
    """Turns the drafts of a report's sentences into events, with what earlier sentences leave behind."""

    def __init__(
        self, text: str, entities: list[EntityReading], names: Names, focus: Focus, marks: Marks,
        clauses: list[Clause], year: int | None,
    ) -> None:  # fmt: skip
        self._text = text
        self._year = year
        self._campaign = is_campaign(text) or is_peaceful(text)
        self._tagged = TaggedReport(clauses)
        self._holdings: dict[int, Verdict] = {}
        self._marks = marks
        self._names = names
        self._entities = entities
        self._surnames = surnames_of(text, entities)
        self._mentions = sorted((*span, number) for number, e in enumerate(entities) for span in e.mentions)
        self._longest = max((end - start for start, end, _ in self._mentions), default=0)
        self._focus = focus
        self._speaker: Interval | None = None
        self._told: set[str] = set()
        self._sources = Sources(text, names)
        self.events = Events(text, entities)

    def write(self, number: int, clause: Clause, mentions: list[Found]) -> None:
        """Add the events of one sentence; attach a claim without an event of its own to the attack told before it."""
        mentions = [m for m in mentions if not is_surname(self._text, m, self._surnames)]
        locations, sites = [m for m in mentions if m.type == "location"], sites_of(clause, mentions)
        times = [m.span for m in mentions if m.type == "time"]
        drafts, loose = self._drafts(clause, [m.span for m in locations], times)
        bounds = clause.tokens[0].start, clause.tokens[-1].end
        sayings = join_sayings(
            self._text, find_sayings(clause), within(self._text, bounds, self._marks.sayings_in(bounds))
        )
        claims, claimed = find_claims(clause), claimed_deed(clause)
        noun = clause.lowered[claimed[-1]].removesuffix("s") if claimed else ""
        heads = [draft.hit.head for draft in drafts]
        for draft in drafts:
            if is_no_harm(clause, draft):
                self.events.harm(number, _by_source((h.reading for h in draft.harm), sayings))
                continue
            told = times_of(clause, draft.hit.head, heads, times)
            event = self._event(number, clause, draft, sites_beside(clause, draft.hit, sites), told, sayings, claims)
            if draft.hit.head in claimed and self.events.lay_claimed(event, noun):
                continue
            if not self._lay_on_earlier(clause, draft, event):
                self.events.add(event)
        if loose:
            new = (h.reading for h in loose if not (h.reading.total and drafts))
            self.events.harm(number, _by_source(new, sayings))
        if not any(draft.harm for draft in drafts) and not loose:
            self.events.harm(number, _by_source(self.events.figures(number, bare_figures(clause)), sayings))
        if self._campaign:
            claims = [held for held in claims if held.kind == "claimed"]  # "accused him of an assault on the cause"
        if claims and not any(d.hit.trigger.type == "ASSAULT" and d.status != "denied" for d in drafts):
            self.events.claim(tuple(map(self._claim, claims)), noun)
        for held in find_rejections(clause):
            self.events.deny(number, self._claim(held))
        for saying in sayings:
            if saying.source is not None and not saying.pronoun:
                self._speaker = saying.source
        self._focus.move(stops_of(clause, sites))

    def _drafts(
        self, clause: Clause, located: list[Interval], times: list[Interval]
    ) -> tuple[list[Draft], list[TokenHarm]]:
        """The events of a sentence, each with whom the sentence says came to harm, and harm that none of them did."""
        drafts, loose = drafts_of(clause, located, times, self._told, self._marks, self._year)
        if self._campaign:
            drafts = [d for d in drafts if d.harm or not (d.hit.talked or is_fought_in_words(clause, d.hit))]
        hurt = [harm.reading.span for draft in drafts for harm in draft.harm]
        for draft in drafts:
            draft.hurt = hurt
        return drafts, loose

    def _lay_on_earlier(self, clause: Clause, draft: Draft, event: EventReading) -> bool:
        """Lay an event that was told before on its first telling; False where it is none of them."""
        if is_known_deed(clause, draft) and self.events.claim(event.claims, draft.hit.trigger.lemma, event):
            self.events.harm(event.sentence, event.harm)
            return True
        if self.events.lay_flight(event) or self.events.lay_retold(event, draft.hit.trigger.harm):
            return True
        if is_definite(clause, draft):
            return self.events.lay_more(event, draft.hit.trigger.lemma)
        return self.events.lay_repeated(event, clause.lowered)

    def _event(
        self, number: int, clause: Clause, draft: Draft, sites: list[Found], times: list[Interval],
        sayings: list[Saying], claims: list[Held],
    ) -> EventReading:  # fmt: skip
        hit = draft.hit
        trigger = (clause.tokens[hit.start].start, clause.tokens[hit.end - 1].end)
        roles = tuple(
            RoleReading(
                part.role,
                part_offsets(clause, part),
                self._entity(part_offsets(clause, part)),
                self._kind(clause, part.core),
            )
            for part in draft.parts
        )
        telling = telling_of(self._marks, trigger)
        roles += tuple(
            RoleReading(role, span, self._entity(span), None)
            for role, span in open_parties(telling, roles, trigger, draft.hurt)
        )
        doers = [part_offsets(clause, part) for part in draft.parts if part.role == "actor"]
        charged = any(charged_with(clause, part) for part in draft.parts if part.role == "actor")
        own = doers if charged or (draft.status in REALISED and tells_own_deed(clause, hit)) else []
        stated = [saying for saying in sayings if states(self._text, saying)]
        said = said_of(
            [s for s in stated if s.source not in own or self._sources.says_of_itself(s.content)], trigger[0]
        )
        attribution = tuple(map(self._attribution, said))
        source = attribution[0].source if attribution else None
        if source is not None and draft.status in REALISED and is_hearsay(self._text[slice(*source)]):
            draft.status = "alleged"
        held = list(claims) if hit.trigger.type == "ASSAULT" else []
        actor = next((part for part in draft.parts if part.role == "actor"), None)
        if actor is not None and attribution and self._is_own(clause, actor, attribution[0]):
            arrests = hit.trigger.type == "COERCE" and source is not None and is_police(self._text[slice(*source)])
            if not arrests:
                attribution = (dataclasses.replace(attribution[0], relation="party"), *attribution[1:])
            if draft.status == "denied" and source is not None and hit.trigger.type == "ASSAULT" and not held:
                held.append(Held(source, "denied", "unknown", source))
        undone = hit.trigger.lemma in lexicon.words("thwarting")  # who defused a bomb did not lay it
        if draft.status in TOLD_OF and hit.trigger.type in ("ASSAULT", "COERCE") and not undone:
            sides = {side.core for side in between(clause, hit) or ()} if not hit.is_verb else set()
            acting = (p for p in draft.parts if p.role in ("actor", "instrument") or p.core in sides)
            for part in (part for part in acting if is_party(clause, part)):
                if not any(h.by == part_offsets(clause, part) for h in held):
                    doubt, ordered = draft.status == "alleged", hit.trigger.type == "COERCE"
                    held += self._told_of(clause, part, attribution, held, alleged=doubt, ordered=ordered)
        others = doers + [saying.source for saying in sayings if saying.source is not None]
        places = settle_place(places_of(clause, hit, sites, self._focus, others), telling, sites)
        where = places[0].span if places and places[0].relation != "to" else None
        change = control_of(clause, hit, [m.span for m in sites if m.type == "location"], where)
        if change is not None and source is not None:
            lost, gained = self._speaking(change.lost_by, source), self._speaking(change.gained_by, source)
            change = dataclasses.replace(change, lost_by=lost, gained_by=gained)
        confidence = (
            0.4 + 0.15 * bool(roles) + 0.15 * any(p.relation != "context" for p in places) + 0.15 * bool(draft.harm)
        )
        chance = self._marks.chance_at(trigger)
        if chance is not None:
            confidence = (confidence + chance) / 2
        return EventReading(
            type=hit.trigger.type,
            modes=draft.modes or mode_of(telling, hit.trigger.type),
            contexts=(),
            trigger=trigger,
            sentence=number,
            roles=roles,
            places=places,
            times=_nearest_first(times, trigger),
            harm=_by_source((h.reading for h in draft.harm), sayings),
            status=draft.status,
            status_probability=draft.probability,
            aggregate=draft.aggregate,
            engagement=draft.engagement and draft.trend is None,
            background=draft.background,
            trend=draft.trend,
            attribution=attribution,
            claims=tuple(map(self._claim, held)),
            control=change,
            confidence=round(min(confidence, 0.9), 2),
        )

    def _told_of(
        self, clause: Clause, actor: Part, attribution: tuple[AttributionReading, ...], held: Sequence[Held],
        *, alleged: bool, ordered: bool,
    ) -> list[Held]:  # fmt: skip
        """How the telling itself holds an actor responsible; nothing where the sentence has a claim of the same one.

        `ordered`: what is told is no attack but force of an order, of which a report accuses nobody by its wording.
        """
        span = part_offsets(clause, actor)
        entity = self._entity(span)
        if entity is not None and any(self._entity(h.by) == entity for h in held):
            return []
        said = attribution[0] if attribution else None
        if said is None or said.source is None:
            lawful = ordered or is_force(self._text[slice(*span)])
            accused = alleged or (entity is not None and not lawful and self._is_accused(entity))
            return [actor_claim(clause, actor, span, None, accused=accused)]
        own = self._is_own(clause, actor, said)
        known = entity is not None and self._entities[entity].named and refers(clause, actor)
        accused = alleged or (
            known
            and not own
            and said.relation != "outlet"
            and not (said.relation == "official" and is_force(self._text[slice(*span)]))
        )
        itself = own and not {"it", *_ITS, *_SPEAKING}.isdisjoint(clause.lowered[actor.start : actor.end])
        by = said.source if itself else span  # "its fighters": the group that says so
        return [actor_claim(clause, actor, by, said.source, own=own, accused=accused)]

    def _is_own(self, clause: Clause, actor: Part, said: AttributionReading) -> bool:
        """Whether a source tells of what its own side did: its own men, or soldiers where the army speaks."""
        if said.source is None:
            return False
        entity = self._entity(part_offsets(clause, actor))
        if said.source == part_offsets(clause, actor) or (entity is not None and entity == said.entity):
            return True
        words = clause.lowered[actor.start : actor.end]
        if words[0] in _SPEAKING:
            return True
        source, doer = (self._text[slice(*span)] for span in (said.source, part_offsets(clause, actor)))
        own = words[0] == "it" or not _ITS.isdisjoint(words) or self._sources.speaks_for(source, doer)
        return said.relation not in _OUTSIDE and (own or is_side_of(source, doer))

    def _speaking(self, party: Interval | None, source: Interval) -> Interval | None:
        """Who is meant by "its forces", where somebody speaks of them: whoever speaks."""
        own = party is not None and self._text[slice(*party)].lower().split()[0] in ("its", "our")
        return source if own else party

    def _is_accused(self, number: int) -> bool:
        """Whether the report as a whole rather accuses a named group than tells as a fact what it did."""
        entity = self._entities[number]
        if not entity.named or entity.type not in ("organisation", "group"):
            return False
        if number not in self._holdings:
            self._holdings[number] = shipped().decide(self._tagged.named(entity.mentions))
        return self._holdings[number].holding in ("accused", "possible")

    def _claim(self, held: Held) -> ClaimReading:
        return ClaimReading(held.by, self._entity(held.by), held.kind, held.link, held.source)

    def _attribution(self, saying: Saying) -> AttributionReading:
        entity = self._entity(head_of(self._text, saying.source)) if saying.source is not None else None
        relation, told = saying.relation, saying.source
        if relation == "outlet" and saying.source is not None and saying.source < saying.content:
            named = self._text[slice(*saying.source)]
            if self._names(named) == "location":
                relation = relation_in(named)  # "Turkey reports that": a state is no newspaper
        if saying.pronoun and (entity is None or not self._entities[entity].named) and self._speaker is not None:
            entity = self._entity(self._speaker)  # "he added": who spoke before
        if saying.pronoun:
            speaks = self._speaker is not None and self._entity(self._speaker) == entity
            told = self._speaker if entity is None or speaks else self._entities[entity].name
            relation = relation_in(self._text[slice(*told)]) if told is not None else relation
        relation = self._sources.relation(told, relation) if told is not None else relation
        return AttributionReading(saying.source, saying.cue, saying.content, entity, relation, saying.via)

    def _entity(self, span: Interval) -> int | None:
        """The entity whose mention lies in a span and ends nearest to its end: the head of the phrase."""
        best: tuple[int, int] | None = None
        for index in range(bisect.bisect_left(self._mentions, (span[0],)), len(self._mentions)):
            start, end, number = self._mentions[index]
            if start >= span[1]:
                break
            if end <= span[1] and self._entities[number].type not in ("time", "money"):
                best = max(best or (end, -number), (end, -number))
        return -best[1] if best else None

    def _type_at(self, start: int, end: int) -> EntityType | None:
        """The type of the first entity that has a mention over a stretch of text."""
        numbers = []
        for index in range(bisect.bisect_right(self._mentions, (start, len(self._text) + 1)) - 1, -1, -1):
            first, last, number = self._mentions[index]
            if first < start - self._longest:
                break
            if end <= last:
                numbers.append(number)
        return self._entities[min(numbers)].type if numbers else None

    def _kind(self, clause: Clause, core: int) -> PartyKind | None:
        token = clause.tokens[core]
        if token.lower in lexicon.words("bodies"):
            return "organisation"
        if token.lower in lexicon.words("people"):
            return "individual"
        if token.tag == "NAME":
            kind = self._type_at(token.start, token.end)
            return "individual" if kind == "person" else "organisation" if kind == "organisation" else None
        return None


_ITS = frozenset(("its", "their"))
_SPEAKING = frozenset(("we", "our"))
"""Words of a group for what is its own, in what it says; the first may stand for others where it tells of them."""
_OUTSIDE = frozenset(("witness", "medical", "monitor", "outlet"))
"""Sources that are no side of a conflict."""


def _nearest_first(times: list[Interval], trigger: Interval) -> tuple[Interval, ...]:
    """The time expressions of a sentence by how near they stand to an event's trigger."""
    return tuple(sorted(times, key=lambda t: max(t[0] - trigger[1], trigger[0] - t[1])))


def _by_source(harm: Iterable[HarmReading], sayings: Sequence[Saying]) -> tuple[HarmReading, ...]:
    """Each harm with who gives its figure: of "police said 12, a hospital said 15" the last who speaks before it."""
    found = []
    for reading in harm:
        over = [s for s in sayings if s.content[0] <= reading.span[0] < s.content[1]]
        said = max(over, key=lambda s: s.content[0], default=None)
        found.append(dataclasses.replace(reading, source=said.source if said is not None else reading.source))
    return tuple(found)
