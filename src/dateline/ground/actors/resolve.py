"""What a phrase of a report names: an actor of the catalogue, a body of a state, an agent without a name, or nobody.

A name that the catalogue lacks becomes an actor of its own ("new-..."), never the nearest match. A name that several
share is decided by the report (who else is named, where it plays, on which day), or stays ambiguous: its id and name
are then those of all, joined by "|". A private person is no actor; an office holder stands for the body of the office.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from dateline.decisions import new_id
from dateline.ground.actors.catalogue import STATE_BODIES, Catalogue, Entry, catalogue
from dateline.ground.actors.home import Homes
from dateline.ground.actors.phrase import PREPOSITIONS, Phrase, Word, keys, words_of
from dateline.ground.actors.words import Noun, noun_of, regime_of, sector_of_name, title_of, word_list
from dateline.ground.places import Gazetteer, Resolution
from dateline.ground.places.keys import normalise
from dateline.records import AGENT_PREFIX, Actor, EntityType, Interval

LONGEST_NAME = 9
"""Words of the longest name that is looked up in a phrase."""
_SECTORS = {
    "UAF": "unidentified armed actors", "REB": "unnamed armed group", "CRM": "criminals", "CVL": "civilians",
    "REF": "displaced people", "LAB": "workers' union", "BUS": "company", "MED": "media", "EDU": "education",
    "HLH": "health workers", "REL": "clergy", "NGO": "aid or rights group", "PTY": "political party",
    "IGO": "peacekeepers", "MIL": "military", "COP": "police", "GOV": "government", "LEG": "parliament",
    "JUD": "courts", "SPY": "intelligence services",
}  # fmt: skip
_ARMED = ("REB", "UAF")
_SPEAKS = re.compile(r"\s+(?:have|has|are|were|was|is|said|say|will|would|had|do|did|who|of|in|and|or)\b")
_GROUPS = ("group", "movement", "network", "organisation", "organization")


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
        self._names = names or catalogue()

    def of(self, span: Interval, kind: EntityType | None, *, party: bool = False) -> Actor | None:
        """Whom a span names. `kind` is the reader's type of it, `party` says that it acts or is acted on.

        None for what is no actor: places that are no party, things, private persons.
        """
        phrase = Phrase(words_of(self._text, span))
        if not phrase.core:
            return None
        named = self._named(phrase, kind)
        if named is not None:
            return named or None
        if kind == "location" and not party and not self._homes.acts(span):
            return None
        return self._state_or_agent(phrase, kind) or self._unknown(phrase, kind)

    # Names of the catalogue

    def _named(self, phrase: Phrase, kind: EntityType | None) -> Actor | Literal[False] | None:
        """The catalogue's actor; False where a name of it means something else here; None where there is none."""
        words = phrase.words
        for length in range(min(LONGEST_NAME, len(words)), 0, -1):
            for first in range(len(words) - length + 1):
                last = first + length
                name = self._text[words[first].start : words[last - 1].bare_end]
                entries = self._names.named(name)
                if entries and self._fits(words[:first], words[first:last], words[last:], kind):
                    entries = self._meant(entries, normalise(name))
                    if not entries or self._homes.means_other(words[first].start, name):
                        return False
                    return self._chosen(entries, keys(words[last:]))
        return None

    def _fits(
        self, before: Sequence[Word], name: Sequence[Word], after: Sequence[Word], kind: EntityType | None
    ) -> bool:
        """Whether a name inside a phrase is whom the phrase stands for."""
        if (
            not any(w.is_capital for w in name)
            and not self._is_caseless
            and name[0].text[:3] not in ("al-", "el-", "ex-")
        ):
            return False
        if before and before[-1].key in word_list("apart"):
            return False
        if after:
            following = keys(after)
            if kind == "location" or following[0] in PREPOSITIONS:
                return False
            told = noun_of(following)
            titled = all(w.is_capital for w in after) and told is not None and (told.of_state or told.sector in _ARMED)
            person = after[-1].is_capital and not after[0].is_capital and title_of(following) is not None
            return (
                titled
                or person
                or following in [(word,) for word in _GROUPS]
                or (told is not None and not any(w.is_capital for w in after))
            )
        joint = next((at for at in range(len(before) - 1, -1, -1) if before[at].key in PREPOSITIONS), None)
        if joint is None:
            return True
        return (
            joint > 0
            and before[joint].key in ("of", "from", "for", "to", "in")
            and (before[joint - 1].key in word_list("belonging"))
        )

    def _meant(self, entries: tuple[Entry, ...], key: str) -> tuple[Entry, ...]:
        """The entries without those that go by the name at home alone, where the report plays elsewhere."""
        top = self._homes.countries.most_common(1)
        home = top[0][0] if top else None
        far = [e for e in entries if e.country != home and any(normalise(a) == key for a in e.at_home)]
        near = [e for e in entries if e.country == home and any(normalise(a) == key for a in e.at_home)]
        return tuple(near or [e for e in entries if e not in far])

    def _chosen(self, entries: tuple[Entry, ...], after: tuple[str, ...]) -> Actor:
        """The entry that the report speaks of; all of them, joined, where it does not tell."""
        for keep in (self._there, self._told_otherwise, self._at_home):
            if len(entries) > 1:
                entries = keep(entries) or entries
        if len(entries) > 1:
            several = sorted(entries, key=lambda e: e.name)
            return Actor(
                id="|".join(e.id for e in several), name=" | ".join(e.name for e in several),
                sector=_same(e.sector for e in several) or "", country=_same(e.country for e in several), parent=None,
            )  # fmt: skip
        entry = entries[0]
        noun = noun_of(after) if after else None
        if noun is not None and noun.of_state and entry.country is not None:
            regime = regime_of(entry.country, self._day)
            if regime is not None and regime.governor == entry.id:
                return self._state(entry.country, noun.sector)  # "Taliban officials" since August 2021
        if entry.source == STATE_BODIES and entry.parent is None and entry.country is not None:
            whole = self._state(entry.country, entry.sector)
            return Actor(
                id=entry.id, name=entry.name, sector=entry.sector, country=entry.country, parent=whole.id
            )  # fmt: skip
        return entry.actor

    def _there(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        return tuple(e for e in entries if e.was_there(self._day))

    def _told_otherwise(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """Those of which the report gives a name that none of the others has."""
        own = []
        for entry in entries:
            others = {normalise(n) for e in entries if e is not entry for n in (e.name, *e.aliases)}
            names = (n for n in (re.sub(r"\s*\(.*\)$", "", entry.name), *entry.aliases) if len(n) > 2)
            if any(f" {key} " in self._keys for n in names if (key := normalise(n)) not in others):
                own.append(entry)
        return tuple(own)

    def _at_home(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """Those whose country the report names most often."""
        named = self._homes.countries
        most = max((named[e.country] for e in entries if e.country), default=0)
        return tuple(e for e in entries if e.country and named[e.country] == most) if most else ()

    # Bodies of states, agents

    def _state_or_agent(self, phrase: Phrase, kind: EntityType | None) -> Actor | None:
        country, rest, how = self._homes.named_in(phrase)
        if how and self._homes.means_other(phrase.start, self._text[phrase.core[0].start : phrase.core[0].bare_end]):
            return None
        noun = noun_of(keys(rest))
        if noun is None and len(rest) > 1 and rest[-1].is_capital and kind not in ("location", "facility"):
            titled = title_of(keys(rest))
            if titled is not None and (titled[0].of_state or titled[0].sector in _ARMED):
                noun = titled[0]
        if not rest:
            return self._alone(phrase, country, how)
        if noun is None or (kind in ("location", "facility") and not (country and noun.of_state)):
            return None
        return self._agent(noun, rest, phrase, kind, country or self._homes.before(phrase))

    def _agent(
        self, noun: Noun, rest: Sequence[Word], phrase: Phrase, kind: EntityType | None, country: str | None
    ) -> Actor | None:
        if kind == "organisation" and len(rest) > 1 and all(w.is_capital for w in rest):
            return None if country is None or not noun.of_state else self._state(country, noun.sector)
        if not noun.of_state or phrase.apart:
            sector = "CVL" if noun.of_state else noun.sector
            if sector not in _ARMED and any(w.is_capital for w in rest[1:]):
                return None  # a businessman by name is a private person
            if sector == "CVL" and any(w.key in word_list("weapon") for w in phrase.words):
                sector = "UAF"
            return _agent(sector, country or self._homes.near(phrase.start))
        if country is None and len(rest) > 1 and all(w.is_capital for w in rest):
            return None  # a name of its own: "People's Army for the Renewal of ..."
        if country is None and rest[-1].key in word_list("bound") and len(rest) == 1:
            return None  # a spokesman of whom
        country = country or self._homes.near(phrase.start, people=True)
        return self._state(country, noun.sector) if country is not None else _agent(noun.sector, None)

    def _alone(self, phrase: Phrase, country: str | None, how: str) -> Actor | None:
        """A country or capital as its government; a people as such; one of two adjectives as what both stand before."""
        if how in ("people", "peoples"):
            behind = self._text[phrase.end : phrase.end + 60]
            shared = re.match(r"\s*(?:,|and|or)\s+(?:[\w’'-]+\s+){1,2}?([a-z]+)\b", behind)
            noun = noun_of((shared[1],)) if shared else None
            plural = phrase.core[-1].text.endswith(("s", "men", "people"))
            if noun is None and not plural and re.match(r"\s+[a-z]", behind) and not _SPEAKS.match(behind):
                return None  # an adjective: "the Iraqi [city]"
            if noun is not None and noun.of_state and country is not None:
                return self._state(country, noun.sector)
            return _agent(noun.sector if noun is not None else "CVL", country)
        if re.match(r"\s+[A-Z][a-z]", self._text[phrase.end : phrase.end + 9]) and not phrase.core[-1].text.endswith(
            "'s"
        ):
            return None  # "Chad Wexley" is a person
        return self._state(country, "GOV") if country is not None and how in ("own", "capital") else None

    def _state(self, country: str, sector: str) -> Actor:
        return state_body(country, sector, self._day, self._gazetteer)

    # Names that no catalogue holds

    def _unknown(self, phrase: Phrase, kind: EntityType | None) -> Actor | None:
        """An organisation by a name of its own; what it is tell its name's words or those before it."""
        name = phrase.name(self._text)
        if name is not None and kind == "group":
            return _agent("CVL", None)
        if all(w.key in word_list("filler") for w in phrase.core):
            return None
        if name is None or kind in ("location", "facility") or (kind == "person" and not sector_of_name(name)):
            return None
        told = re.search(
            r"((?:[\w’'-]+\s+){1,3}?),?\s*(?:the\s+|called\s+)?$", self._text[max(0, phrase.start - 60) : phrase.start]
        )
        apposed = noun_of(tuple(told[1].lower().split())) if told else None
        sector = sector_of_name(name) or (apposed.sector if apposed is not None and not apposed.of_state else "")
        if kind != "organisation" and not sector:
            return None
        if " " not in name and apposed is None and not (name.isupper() and len(name) > 2):
            return None  # one word alone ("West", "TV") is more often no name of an organisation
        country = self._homes.named_in(phrase)[0] or self._homes.before(phrase)
        country = country or self._homes.near(phrase.start, people=True, sentence=True)
        return Actor(id=new_id(name), name=name, sector=sector, country=country, parent=None)

    @functools.cached_property
    def _is_caseless(self) -> bool:
        return self._text.islower() or self._text.isupper()

    @functools.cached_property
    def _keys(self) -> str:
        return f" {normalise(self._text)} "


def state_body(country: str, sector: str, day: dt.date | None, gazetteer: Gazetteer) -> Actor:
    """A body of a state; where the state changed hands, that of who held it on the day."""
    entry = gazetteer.country(country)
    name = f"{entry.name if entry else country} {_SECTORS.get(sector, '')}".strip()
    identifier = f"{country}-{sector}"
    regime = regime_of(country, day)
    if regime is not None:
        identifier, name = f"{identifier}-{regime.since.year}", f"{name} ({regime.name})"
    return Actor(id=identifier, name=name, sector=sector, country=country, parent=None)


def _agent(sector: str, country: str | None) -> Actor:
    identifier = AGENT_PREFIX + "-".join(filter(None, (sector.lower(), country)))
    return Actor(id=identifier, name=_SECTORS.get(sector, sector), sector=sector, country=country, parent=None)


def _same(values: Iterable[str | None]) -> str | None:
    found = set(values)
    return found.pop() if len(found) == 1 else None
