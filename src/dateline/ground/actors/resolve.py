"""What a phrase of a report names: an actor of the catalogue, a body of a state, an agent without a name, or nobody.

A name that the catalogue lacks becomes an actor of its own ("new-..."), never the nearest match. A name that several
share is decided by the report (who else is named, where it plays, on which day), or stays ambiguous: its id and name
are then those of all, joined by "|". A private person is no actor; an office holder stands for the body of the office.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from dateline.decisions import new_id
from dateline.ground.actors.catalogue import Catalogue, catalogue
from dateline.ground.actors.home import Homes
from dateline.ground.actors.named import ARMED, Named
from dateline.ground.actors.phrase import Phrase, Word, keys, words_of
from dateline.ground.actors.states import agent, state_body
from dateline.ground.actors.words import Noun, is_noun, noun_of, sector_of_name, title_of, word_list
from dateline.ground.places import Gazetteer, Resolution
from dateline.records import Actor, EntityType, Interval

_SPEAKS = re.compile(r"\s+(?:have|has|are|were|was|is|said|say|will|would|had|do|did|who|of|in|and|or)\b")
_SAID_BEFORE = re.compile(r"((?:[\w’'-]+\s+){1,3}?),?\s*(?:the\s+|called\s+|calling itself\s+)?$")
_SAID_BEHIND = re.compile(
    r",\s+(?:an?|the)\s+([\w\s’'-]{3,40}?)(?=[,.]|\s(?:run|based|nobody|that|which|in|of|from|with|for)\b)"
)

_OF_CLUB = re.compile(
    r"[A-Z][\w’'-]+\s+(?:\([A-Z][\w-]{1,9}\)|(?:Club|Association|Union|Federation|Society|League|Chamber|University|Bank|Party)"
    r"(?:\s+\([A-Z][\w-]{1,9}\))?)\s+$"
)
_POINTING = re.compile(r"(?:both|the (?:two|three|four|five|six))\s", re.IGNORECASE)
_HEADS = frozenset(
    "leader leaders president presidents chairman official officials spokesman spokesmen spokeswoman chief".split()
)
"""Nouns of an office of the state, or of whoever is named before them."""


class Actors:
    """The actors of one report. `placed` are its place names as the places resolved them, `day` its publication day."""

    def __init__(
        self,
        text: str,
        day: dt.date | None,
        placed: Mapping[Interval, Resolution],
        sentences: Sequence[Interval],
        gazetteer: Gazetteer,
        names: Catalogue | None = None,
    ) -> None:
        self._text = text
        self._day = day
        self._gazetteer = gazetteer
        self._homes = Homes(text, placed, sentences, gazetteer)
        self._named = Named(text, day, self._homes, gazetteer, names or catalogue())
        self._is_caseless = text.islower() or text.isupper()

    def of(self, span: Interval, kind: EntityType | None, *, party: bool = False) -> Actor | None:
        """Whom a span names. `kind` is the reader's type of it, `party` says that it acts or is acted on.

        None for what is no actor: places that are no party, things, private persons.
        """
        phrase = Phrase(words_of(self._text, span))
        if not phrase.core:
            return None
        named = self._named.of(phrase, kind)
        if named is not None:
            return named or None
        if kind == "location" and not party and not self._homes.acts(span):
            return None
        return self._state_or_agent(phrase, kind) or self._unknown(phrase, kind)

    # Bodies of states, agents

    def _state_or_agent(self, phrase: Phrase, kind: EntityType | None) -> Actor | None:
        country, rest, how = self._homes.named_in(phrase)
        if how and self._homes.means_other(phrase.start, self._text[phrase.core[0].start : phrase.core[0].bare_end]):
            return None
        if not rest:
            return self._alone(phrase, country, how)
        noun = noun_of(keys(rest))
        if country is not None and noun is not None and rest[0].key in ("and", "or"):
            other = self._homes.country_of(rest[1:2])
            if other not in (None, country):
                return agent(noun.sector, None)  # "French and British soldiers": of two states
        titled = noun is None and len(rest) > 1 and rest[-1].is_capital and kind not in ("location", "facility")
        if titled:
            told = title_of(keys(rest))
            noun = told[0] if told is not None and (told[0].of_state or told[0].sector in ARMED) else None
        if noun is None or (kind in ("location", "facility") and not (country and noun.of_state)):
            return None
        if titled and country is None and self._is_of_club(phrase):
            return None
        if not titled:
            noun = _of_whom_before(keys(rest), noun)
        if country is None and not titled and self._is_name(phrase, rest, noun, kind):
            return None
        country = country or self._homes.before(phrase)
        if country is None and titled:
            country = self._homes.top()  # a president abroad is still his own state's
        return self._agent(noun, rest, phrase, country)

    def _is_of_club(self, phrase: Phrase) -> bool:
        """Whether a name right before a title says that it is of no state: "Ode Club (OC) [President Ali Musa]"."""
        return _OF_CLUB.search(self._text[max(0, phrase.start - 60) : phrase.start]) is not None

    def _is_name(self, phrase: Phrase, rest: Sequence[Word], noun: Noun, kind: EntityType | None) -> bool:
        """Whether a noun with a capital is the head of a name of its own: "Cartel of Santa Brigida", "Salt Road Front".

        Bodies that every state has ("Constitutional Court") are none.
        """
        behind = [w for w in phrase.core[len(rest) :] if w.key != "the"]
        if rest[-1].is_capital and len(behind) > 1 and behind[0].key in ("of", "for") and behind[1].is_capital:
            return not noun.of_state or len(rest) > 1
        alone = len(rest) > 1 and all(w.is_capital for w in rest)
        return alone and kind in ("organisation", None) and not (noun.of_state and is_noun(keys(rest)))

    def _agent(self, noun: Noun, rest: Sequence[Word], phrase: Phrase, country: str | None) -> Actor | None:
        if not noun.of_state or phrase.apart:
            sector = "CVL" if noun.of_state else noun.sector
            if sector not in ARMED and len(rest) > 1 and rest[-1].is_capital and not self._is_caseless:
                return None  # a businessman by name is a private person
            if sector == "CVL" and any(w.key in word_list("weapon") for w in phrase.words):
                sector = "UAF"
            return agent(sector, country or self._homes.near(phrase.start))
        if country is None and rest[-1].key in word_list("bound") and len(rest) == 1:
            return None  # a spokesman of whom
        if len(rest) == 1 and rest[0].key in ("officials", "officers") and _POINTING.match(self._text, phrase.start):
            return None  # whoever was told before: "both the officials were on duty"
        country = country or self._homes.owner(phrase.start)
        if country is None and (near := self._homes.near(phrase.start, people=True)) is not None:
            country = None if self._homes.is_only_blamed(near) else near
        return self._state(country, noun.sector) if country is not None else agent(noun.sector, None)

    def _alone(self, phrase: Phrase, country: str | None, how: str) -> Actor | None:
        """A country or capital as its government; a people as such; one of two adjectives as what both stand before."""
        behind = self._text[phrase.end : phrase.end + 60]
        if how in ("people", "peoples"):
            shared = re.match(r"\s*(?:,|and|or)\s+(?:[\w’'-]+\s+){1,2}?([a-z]+)\b", behind)
            noun = noun_of((shared[1],)) if shared else None
            plural = phrase.core[-1].text.endswith(("s", "men", "people"))
            if noun is None and not plural and re.match(r"\s+[a-z]", behind) and not _SPEAKS.match(behind):
                return None  # an adjective: "the Iraqi [city]"
            if noun is not None and noun.of_state and country is not None:
                return self._state(country, noun.sector)
            return agent(noun.sector if noun is not None else "CVL", country)
        if re.match(r"\s+[A-Z][a-z]", behind) and not phrase.core[-1].text.endswith("'s"):
            return None  # "Chad Wexley" is a person
        return self._state(country, "GOV") if country is not None and how in ("own", "capital") else None

    def _state(self, country: str, sector: str) -> Actor:
        return state_body(country, sector, self._day, self._gazetteer)

    # Names that no catalogue holds

    def _unknown(self, phrase: Phrase, kind: EntityType | None) -> Actor | None:
        """An organisation by a name of its own; what it is tell its name's words, else those beside it."""
        name = phrase.name(self._text)
        if name is None or all(w.key in word_list("filler") for w in phrase.core):
            return None
        if kind == "group":
            return None if self._homes.named_in(phrase)[2] else agent("CVL", None)
        if kind in ("location", "facility") or (kind == "person" and not self._is_organised(name)):
            return None
        beside = self._beside(phrase)
        sector = sector_of_name(name) or (beside.sector if beside is not None and not beside.of_state else "")
        if kind != "organisation" and not sector:
            return None
        if " " not in name and beside is None and not sector and not (name.isupper() and len(name) > 2):
            return None  # one word alone ("West", "TV") is more often no name of an organisation
        country = self._homes.named_in(phrase)[0] or self._homes.before(phrase)
        country = country or self._homes.near(phrase.start, people=True, sentence=True)
        return Actor(id=new_id(name), name=name, sector=sector, country=country, parent=None)

    @staticmethod
    def _is_organised(name: str) -> bool:
        """Whether the first or last word of what the reader took for a person says that it is none."""
        words = name.split()
        return bool(sector_of_name(words[0]) or sector_of_name(words[-1]))

    def _beside(self, phrase: Phrase) -> Noun | None:
        """The noun that says beside a name what it is: "the charity [...]", "[...], a drug gang,"."""
        behind = _SAID_BEHIND.match(self._text[phrase.end : phrase.end + 60])
        told = noun_of(tuple(behind[1].lower().split())) if behind else None
        before = _SAID_BEFORE.search(self._text[max(0, phrase.start - 60) : phrase.start])
        return told or (noun_of(tuple(before[1].lower().split())) if before else None)


def _of_whom_before(words: tuple[str, ...], noun: Noun) -> Noun:
    """The noun of an office, or that of whom the word before says it is of: "student leader", "union president"."""
    if len(words) < 2 or words[-1] not in _HEADS or not noun.of_state or is_noun(words[-2:]):
        return noun
    of = noun_of(words[-2:-1])
    stated = of is None or of.of_state or of.sector == "CVL" or words[-2] in word_list("filler")
    return noun if stated or of is None else Noun(of.sector, of_state=False)
