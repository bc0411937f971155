"""Where an event happened: the places its sentence names, nearest first, else the place the report was last at."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.reader.clauses import Clause
from dateline.reader.entities import Found
from dateline.reader.history import earlier_asides, in_one_aside
from dateline.reader.lexicon import names_people, words
from dateline.reader.reading import EntityReading, PlaceReading
from dateline.reader.status import cue_positions
from dateline.reader.triggers import Hit
from dateline.records import Interval, PlaceRelation

_RELATIONS: dict[str, PlaceRelation] = {
    "in": "in",
    "inside": "in",
    "within": "in",
    "across": "in",
    "throughout": "in",
    "at": "at",
    "on": "at",
    "near": "near",
    "outside": "near",
    "around": "near",
    "beside": "near",
    "opposite": "near",
    "off": "near",
    "toward": "to",
    "towards": "to",
    "to": "to",
    "into": "in",
    "from": "from",
    "between": "between",
    "along": "near",
    "of": "in",
    "over": "in",
}


class Focus:
    """The places a report was last at: where an event is put whose sentence names none."""

    def __init__(self) -> None:
        self._stops: list[Interval] = []

    def move(self, spans: list[Interval]) -> None:
        """Follow the report to the last place named; stay where none is named."""
        self._stops += spans

    @property
    def spans(self) -> tuple[Interval, ...]:
        """The last places, the newest first: which of them fits is for whoever can look them up."""
        return tuple(dict.fromkeys(reversed(self._stops[-REMEMBERED:])))


REMEMBERED = 6
"""Places that a report was at before are seldom meant again after so many others."""
_HOLDING = frozenset(("in", "of", "under"))
"""Prepositions between a place and one that holds it."""
_TAKEN = ("captured", "displaced", "missing")
"""Harm to people who are gone from where they were."""
_NEXT = 12
"""Characters that hold a preposition before a name."""
_STAYING = frozenset({"in", "at", "near", "on", "outside", "inside", "around"})
_PASSING = frozenset({"from", "to", "across", "toward", "towards", "into", "between", "through", "over"})


def sites_of(clause: Clause, mentions: list[Found]) -> list[Found]:
    """The mentions where something may happen: locations, named facilities, and what a word for a settlement follows
    ("Duma city", whatever the network calls "Duma").
    """
    return [m for m in mentions if m.type == "location" or _is_site(clause, m)]


def sites_beside(clause: Clause, hit: Hit, sites: list[Found]) -> list[Found]:
    """The sites of a sentence that may be said of one of its events: not those of earlier ones in a clause apart."""
    asides = earlier_asides(clause)
    return [m for m in sites if in_one_aside(asides, hit.head, _index(clause, m))]


def surnames_of(text: str, entities: Iterable[EntityReading]) -> frozenset[str]:
    """The last names of the persons whom a report names in full: "Rai" of "Prabhat Rai"."""
    spans = (span for entity in entities if entity.type == "person" and entity.named for span in entity.mentions)
    names = (text[slice(*span)].split() for span in spans)
    return frozenset(name[-1] for name in names if len(name) > 1 and name[-2] not in ("of", "the", "in", "from"))


def is_surname(text: str, found: Found, surnames: frozenset[str]) -> bool:
    """Whether a mention is a person's last name, and no place of that name: not "in Paris"."""
    before = text[max(0, found.span[0] - _NEXT) : found.span[0]].lower().split()
    return text[slice(*found.span)] in surnames and (not before or before[-1] not in _STAYING | _PASSING)


def _is_site(clause: Clause, found: Found) -> bool:
    if found.type not in ("facility", "organisation", "person", "other"):
        return False
    own = [t for t in clause.tokens if found.span[0] <= t.start and t.end <= found.span[1]]
    if not any(t.tag == "NAME" for t in own):
        return False
    following = next((t for t in clause.tokens if t.start >= found.span[1]), None)
    return found.type == "facility" or (following is not None and following.lower in words("settlements"))


def stops_of(clause: Clause, locations: list[Found]) -> list[Interval]:
    """The locations where a sentence is at: after "in", "at" and the like, or as an owner ("Mosul's Old City"); not
    those of what a relative clause says was before.
    """
    asides = earlier_asides(clause)
    homes = _homes(clause, locations)
    stops = [
        m.span
        for m in locations
        if stands_alone(clause, m)
        and m not in homes
        and not _is_blamed(clause, m)
        and in_one_aside(asides, _index(clause, m), -1)
        and not _is_division(clause, m)
        and (_preposition(clause, m) in _STAYING or (_preposition(clause, m) == "of" and len(locations) == 1))
    ]
    # In "in Biu, Borno State" the place is Biu; the division only says where that is.
    return _finest_last(clause, [s for s in stops if not any(_contains(clause, s, other.span) for other in locations)])


def _is_division(clause: Clause, found: Found) -> bool:
    """Whether "state", "province" or the like follows a location: it names a part of the country, not the spot."""
    following = next((t for t in clause.tokens if t.start >= found.span[1]), None)
    return following is not None and following.lower in (
        "state",
        "province",
        "governorate",
        "region",
        "oblast",
        "county",
    )


def _contains(clause: Clause, span: Interval, before: Interval) -> bool:
    """Whether a location only says where the one before it lies: "Biu, Borno State"."""
    return (
        any(t.text == "," and before[1] <= t.start and t.end <= span[0] for t in clause.tokens)
        and span[0] - before[1] <= 2
    )


def _finest_last(clause: Clause, stops: list[Interval]) -> list[Interval]:
    """Stops in their order, but each that only says where the one before it lies goes before that: of "at Ode in the
    Biu area" Ode is where the report is.
    """
    found: list[Interval] = []
    chain = 0
    for number, stop in enumerate(stops):
        holds = number > 0 and _holds(clause, stop, stops[number - 1])
        found.insert(len(found) - chain if holds else len(found), stop)
        chain = chain + 1 if holds else 1
    return found


def _holds(clause: Clause, span: Interval, before: Interval) -> bool:
    """Whether only words such as "in the ... area of" lie between two places."""
    between = [t.lower for t in clause.tokens if before[1] <= t.start and t.end <= span[0]]
    return not _HOLDING.isdisjoint(between) and _joint().issuperset(between)


def places_of(
    clause: Clause, hit: Hit, locations: list[Found], focus: Focus, parties: list[Interval]
) -> tuple[PlaceReading, ...]:
    """The places of an event, the likeliest first. Relation `context` marks those that other sentences name, the newest
    first, for an event whose own are none, or unknown to the gazetteer.

    `parties` are the spans of its actors and sources: a capital that acts or speaks ("Moscow said") is no place of it.
    """
    within = [m for m in locations if any(a <= m.span[0] and m.span[1] <= b for a, b in parties)]
    locations = [m for m in locations if m not in within]
    start, end = clause.tokens[hit.start].start, clause.tokens[hit.end - 1].end
    locations = [m for m in locations if stands_alone(clause, m) and not _is_blamed(clause, m)]
    after = sorted((m for m in locations if m.span[0] >= end), key=lambda m: m.span[0])
    before = sorted((m for m in locations if m.span[1] <= start), key=lambda m: -m.span[1])
    going = [m for m in after if _RELATIONS.get(_preposition(clause, m) or "") == "to"]
    governed = [m for m in before if _preposition(clause, m) in _STAYING]
    here = [m for m in after if m not in going] or governed + [m for m in before if m not in governed]
    here += [m for m in governed if m not in here and _opens(clause, hit, m)]
    here = here or [m for m in within if _is_neighbours(clause, m)]
    lived = _homes(clause, locations)
    if focus.spans or any(m not in lived for m in here):
        here = [m for m in here if m not in lived]
    homes = [m for m in here if m in lived or _is_home(clause, hit, m)]
    here = [m for m in here if m not in homes] + homes
    if going and not here:
        # "fled to Gombe": it happened where the report is, not where they went.
        origin = [PlaceReading(span, "context") for span in focus.spans if span not in [m.span for m in going]]
        return (*origin, *(PlaceReading(m.span, "to") for m in going))
    chosen = here + going
    readings = [
        PlaceReading(m.span, "from" if m in homes else _RELATIONS.get(_preposition(clause, m) or "", "in"))
        for m in chosen
    ]
    if not cue_positions(clause, "everywhere"):
        readings += [PlaceReading(span, "context") for span in focus.spans if span not in [r.span for r in readings]]
    return tuple(readings)


def stands_alone(clause: Clause, found: Found) -> bool:
    """Whether a location is named for itself ("in Mosul"), not to mark something else ("a U.S. official")."""
    for index, token in enumerate(clause.tokens):
        if token.end == found.span[1]:
            following = clause.tokens[index + 1] if index + 1 < len(clause.tokens) else None
            if following is not None and following.text == "-" and following.start == token.end:
                return False  # "U.S.-supported rebels"
            if following is None or following.tag == "POSS" or clause.covering[index + 1] != clause.covering[index]:
                return True
            heads = (words("location_heads"), words("beside_settlements"), words("settlements"))
            return following.tag not in ("NOUN", "ADJ", "NAME") or any(following.lower in known for known in heads)
    return True


def _is_home(clause: Clause, hit: Hit, found: Found) -> bool:
    """Whether a place only says where somebody comes from: "shot a woman from Ode", not "took a woman from Ode"."""
    if hit.trigger.harm in _TAKEN or hit.trigger.type in ("COERCE", "RETREAT"):
        return False
    index = _index(clause, found) - 1
    who = clause.phrase_at(index - 1)
    if who is None or clause.lowered[index] != "from" or who.end != index or who.preposition == "by":
        return False
    return names_people(clause.lowered[who.core])


def _homes(clause: Clause, locations: list[Found]) -> list[Found]:
    """The places that only say where somebody lives or rules, with what these lie in: "Ali Musa, a resident of Ode in
    Biu", "the regime in Damascus".
    """
    found: list[Found] = []
    for place in sorted(locations, key=lambda m: m.span):
        if _is_lived_in(clause, place) or (found and _contains(clause, place.span, found[-1].span)):
            found.append(place)
    return found


def _is_lived_in(clause: Clause, found: Found) -> bool:
    """Whether the words before a place say that somebody is of it: "natives of", "hailing from", ", a resident of Ode
    in"; not where "gunmen shot dead a resident of Ode".
    """
    at = _index(clause, found) - 1
    if at > 0 and clause.lowered[at] == "in" and clause.lowered[at - 1] in (*_RULING, *_BASED):
        return True
    while at > 0 and (clause.tokens[at].tag == "NAME" or clause.lowered[at] in _joint()):
        at -= 1
    if at < 0 or clause.lowered[at + 1 : at + 2] != ("of",):
        return at > 0 and clause.lowered[at] == "from" and clause.tokens[at - 1].lemma == "hail"
    phrase = clause.phrase_at(at)
    before = clause.tokens[phrase.start - 1] if phrase is not None and phrase.start else None
    told = before is not None and (before.text == "," or before.tag == "NAME" or before.lower in words("be"))
    return clause.lowered[at] in _LIVING and (told or clause.lowered[at].startswith("native"))


_BASED = ("based", "headquartered", "born")


def _joint() -> frozenset[str]:
    """The words between a place and one that holds it."""
    return words("settlements") | words("beside_settlements") | words("determiners") | _HOLDING


_RULING = frozenset(("regime", "ally", "allies"))
_LIVING = frozenset(("resident", "residents", "native", "natives", "inhabitant", "inhabitants"))


def _index(clause: Clause, found: Found) -> int:
    """The token that a mention begins with."""
    return next((i for i, t in enumerate(clause.tokens) if t.start >= found.span[0]), len(clause.tokens))


def _is_blamed(clause: Clause, found: Found) -> bool:
    """Whether a place is whom something is laid to: "the hack that experts pinned on Russia"."""
    at = _index(clause, found) - 1
    return at > 0 and clause.lowered[at] == "on" and clause.tokens[at - 1].lemma in ("pin", "blame")


def _opens(clause: Clause, hit: Hit, found: Found) -> bool:
    """Whether a place stands first in its sentence, and holds for all of it: "In Natore, a trader was shot at Ode"; not
    for what somebody says there ("In Geneva, the UN said ...").
    """
    said = any(token.lemma in words("reporting_verbs") for token in clause.tokens[: hit.start])
    return clause.tokens[0].lower == "in" and clause.tokens[1].start == found.span[0] and not said


def _is_neighbours(clause: Clause, found: Found) -> bool:
    """Whether those who act or speak are told by where they live: "residents of Ode reported gunfire"."""
    at = _index(clause, found)
    return at > 1 and clause.lowered[at - 1] in ("of", "in") and clause.lowered[at - 2] in words("neighbours")


def _preposition(clause: Clause, found: Found) -> str | None:
    for phrase in clause.phrases:
        first, last = clause.tokens[phrase.start].start, clause.tokens[phrase.end - 1].end
        if first <= found.span[0] and found.span[1] <= last:
            for index in range(phrase.end - 1, phrase.start - 1, -1):
                token = clause.tokens[index]
                if token.start < found.span[0] and token.lower == "of":
                    return "of"
            return phrase.preposition
    return None
