"""Names of the catalogue inside a phrase: which of them the phrase stands for, and which holder of a shared name."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Sequence
from typing import Literal

from dateline.ground.actors.catalogue import LEADERS, STATE_BODIES, UCDP, Catalogue, Entry, is_acronym
from dateline.ground.actors.home import Homes
from dateline.ground.actors.phrase import PREPOSITIONS, Phrase, Word, keys
from dateline.ground.actors.states import state_body
from dateline.ground.actors.words import noun_of, regime_of, singular, title_of, to_be_confirmed, word_list
from dateline.ground.places import Gazetteer
from dateline.ground.places.keys import normalise
from dateline.records import Actor, EntityType

LONGEST_NAME = 9
"""Words of the longest name that is looked up in a phrase."""
ARMED = ("REB", "UAF")
_REPORTS = re.compile(
    r"(?:['’]s)?\s+(?:\w+\s+)?(?:news|newspaper|agency|television|tv|radio|daily|website|magazine|reported|reports|"
    r"said|says|quoted|published|wrote|told|claimed|denied|correspondent|reporters?|editors?|militants|fighters|rebels|guerrillas)\b",
    re.IGNORECASE,
)
_OUTLET = re.compile(
    r"(?:news|newspaper|agency|daily|outlet|channel|magazine|broadcaster|charity|group|company|party|firm|giant|rebels|"
    r"according to|told|quoted by|reported by)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_PRIVATE = re.compile(r",\s*(?:\d{1,3}\b|an?\s+([\w\s-]{3,30}?)(?=[,.]|\s(?:from|in|of|who|at|for|with)\b))")
_LEADING = frozenset(
    "leader commander spokesman spokeswoman spokesperson chief emir caliph head general brigadier colonel mullah "
    "founder warlord cleric co-founder chairman boss kingpin".split()
)
_OLD = dt.date(1988, 1, 1)
"""What ended before is not meant by a shared name in a report without a date: the first corpora begin then."""
_GROUPS = frozenset("group movement network organisation organization".split())
_BODIES = frozenset("MIL COP SPY GOV LEG JUD NGO IGO".split())
"""Sectors whose names a nationality before them makes another's: "Philippine [Marines]", "Nigerian [Red Cross]"."""


class Named:
    """Finds the catalogue's actor in the phrases of one report."""

    def __init__(self, text: str, day: dt.date | None, homes: Homes, gazetteer: Gazetteer, names: Catalogue) -> None:
        self._text = text
        self._day = day
        self._homes = homes
        self._gazetteer = gazetteer
        self._names = names

    def of(self, phrase: Phrase, kind: EntityType | None) -> Actor | Literal[False] | None:
        """The catalogue's actor; False where a name of it means something else here; None where there is none.

        The longest name counts; whom a leader leads goes before the leader ("Hamas leader Ismail Haniyeh").
        """
        words = phrase.words
        leader: Actor | None = None
        for length in range(min(LONGEST_NAME, len(words)), 0, -1):
            for first in range(len(words) - length + 1):
                before, name, after = words[:first], words[first : first + length], words[first + length :]
                told = self._told(name)
                entries = self._names.named(told, caseless=self._text.islower())
                if not entries or not self._fits(before, name, after, kind):
                    continue
                entries = self._of_nation(self._known(entries, phrase, name, after, kind), before)
                entries = self._meant(entries, normalise(told)) if entries else ()
                if not entries or not self._is_confirmed(name, after):
                    continue
                if self._homes.means_other(name[0].start, told):
                    return False
                found = self._chosen(entries, keys(after))
                if entries[0].source != LEADERS:
                    return found
                leader = leader or (self._led(found) if after else found)
        return leader

    def _told(self, words: Sequence[Word]) -> str:
        return self._text[words[0].start : words[-1].bare_end]

    def _led(self, leader: Actor) -> Actor:
        """The actor whose leader or spokesman somebody is: "Joseph Kony's men" are those of his group."""
        led = self._names.entries.get(leader.parent or "")
        return led.actor if led is not None else leader

    # Whether the phrase stands for the name

    def _fits(
        self, before: Sequence[Word], name: Sequence[Word], after: Sequence[Word], kind: EntityType | None
    ) -> bool:
        small = not any(w.is_capital for w in name) and not self._is_caseless
        if small and not self._is_written_small(self._told(name)):
            return False
        if before and (before[-1].key in word_list("apart") or self._is_part_of_name(before)):
            return False
        if kind in ("location", "facility") and any(w.is_capital and w.key != "the" for w in before):
            return False  # "SANTA [ANA]"
        return self._follows(after, kind) if after else self._leads(before)

    def _follows(self, after: Sequence[Word], kind: EntityType | None) -> bool:
        """Whether what follows a name is whom or what it has: fighters, a leader by name, "group"."""
        following = keys(after)
        if kind == "location" or following[0] in PREPOSITIONS:
            return False
        told = noun_of(following)
        if all(w.is_capital for w in after):
            return self._is_caseless or (told is not None and (told.of_state or told.sector in ARMED))
        if after[-1].is_capital:
            return not after[0].is_capital and title_of(following) is not None
        if any(form in word_list("belonging") for form in singular(following[-1])):
            return True
        return told is not None or (len(following) == 1 and following[0] in _GROUPS)

    def _leads(self, before: Sequence[Word]) -> bool:
        """Whether what stands before a name leads to it: nothing, words that describe it, "members of"."""
        joint = next((at for at in range(len(before) - 1, -1, -1) if before[at].key in PREPOSITIONS), None)
        if joint is None:
            return True
        return (
            joint > 0
            and before[joint].key in ("of", "from", "for", "to", "in")
            and (before[joint - 1].key in word_list("belonging"))
        )

    def _is_written_small(self, words: str) -> bool:
        """Whether the catalogue itself writes a name without a capital ("contras", "dpa")."""
        if words[:3] in ("al-", "el-", "ex-"):
            return True
        return any(words in (e.name, *e.aliases) for e in self._names.by_key.get(normalise(words), ()))

    def _is_part_of_name(self, before: Sequence[Word]) -> bool:
        """Whether the capitals before a name make one name with it: "Raft Workers' [Brotherhood]"."""
        last = before[-1]
        if not last.is_capital or self._is_caseless or last.text.endswith(("'s", "’s")) or "-" in last.text:
            return False
        told = noun_of(keys(before)) is not None or title_of([*keys(before), "x"]) is not None
        return not told and last.key not in word_list("filler") and self._nation(before) is None

    def _nation(self, before: Sequence[Word]) -> str | None:
        """The country of a nationality at the end of some words."""
        found = (self._homes.country_of(before[-n:]) for n in (1, 2) if len(before) >= n)
        return next((country for country in found if country is not None), None)

    def _is_confirmed(self, name: Sequence[Word], after: Sequence[Word]) -> bool:
        """Whether a name that is a word too ("Dawn", "Care") is one here: by what it is followed or led by."""
        told = self._told(name)
        if after or normalise(told) not in to_be_confirmed() or (is_acronym(told) and not self._is_caseless):
            return True
        start, end = name[0].start, name[-1].bare_end
        behind = _REPORTS.match(self._text[end : end + 40])
        return behind is not None or _OUTLET.search(self._text[max(0, start - 30) : start]) is not None

    # Who bears the name

    def _known(
        self,
        entries: tuple[Entry, ...],
        phrase: Phrase,
        name: Sequence[Word],
        after: Sequence[Word],
        kind: EntityType | None,
    ) -> tuple[Entry, ...]:
        """The entries for which the report speaks: groups that were founded by its day, leaders whom it tells as such,
        and of UCDP's short names those whose country it names.
        """
        found = [e for e in entries if self._day is None or e.since is None or e.since <= self._day]
        if any(e.source == LEADERS for e in found) and not self._is_leader(found, phrase, name, after):
            found = [e for e in found if e.source != LEADERS]
        if len(name) == 1:
            named = self._homes.countries
            plain = kind not in ("location", "facility", "person")
            found = [e for e in found if e.source != UCDP or (plain and (e.country is None or named[e.country] > 0))]
        return tuple(found)

    def _is_leader(self, entries: Sequence[Entry], phrase: Phrase, name: Sequence[Word], after: Sequence[Word]) -> bool:
        """Whether a person's name is a leader's: the report names whom he leads, or his office stands beside the name;
        never where an age or another occupation does ("Yahya Sari, a shopkeeper").
        """
        led = noun_of(keys(after)) if after else None
        if led is not None and led.sector in ARMED:
            return True
        private = _PRIVATE.match(self._text[name[-1].end : name[-1].end + 60])
        if private is not None and (private[1] is None or not set(private[1].lower().split()) & _LEADING):
            return False
        around = self._text[max(0, phrase.start - 40) : name[-1].end + 40].lower()
        if any(word in _LEADING for word in re.findall(r"[\w-]+", around)):
            return True
        parents = [self._names.entries[e.parent] for e in entries if e.parent in self._names.entries]
        return any(f" {normalise(n)} " in self._keys for p in parents for n in (p.name, *p.aliases) if len(n) > 2)

    def _of_nation(self, entries: tuple[Entry, ...], before: Sequence[Word]) -> tuple[Entry, ...]:
        """The entries that a nationality right before the name does not rule out."""
        nation = self._nation(before)
        return tuple(e for e in entries if nation in (None, e.country) or e.sector not in _BODIES)

    def _meant(self, entries: tuple[Entry, ...], key: str) -> tuple[Entry, ...]:
        """The entries without those that go by the name at home alone, where the report plays elsewhere."""
        top = self._homes.countries.most_common(1)
        home = top[0][0] if top else None
        at_home = [e for e in entries if any(normalise(a) == key for a in e.at_home)]
        near = [e for e in at_home if e.country == home]
        return tuple(near or [e for e in entries if e not in at_home])

    def _chosen(self, entries: tuple[Entry, ...], after: tuple[str, ...]) -> Actor:
        """The entry that the report speaks of; all of them, joined, where it does not tell."""
        for keep in (self._there, self._told_otherwise, self._at_home):
            if len(entries) > 1:
                entries = keep(entries) or entries
        if len(entries) > 1 and self._day is None:
            entries = tuple(e for e in entries if e.until is None or e.until >= _OLD) or entries
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
                return state_body(entry.country, noun.sector, self._day, self._gazetteer)
        if entry.source == STATE_BODIES and entry.parent is None and entry.country is not None:
            whole = state_body(entry.country, entry.sector, self._day, self._gazetteer)
            return Actor(id=entry.id, name=entry.name, sector=entry.sector, country=entry.country, parent=whole.id)
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

    @functools.cached_property
    def _is_caseless(self) -> bool:
        return self._text.islower() or self._text.isupper()

    @functools.cached_property
    def _keys(self) -> str:
        return f" {normalise(self._text)} "


def _same(values: Iterable[str | None]) -> str | None:
    found = set(values)
    return found.pop() if len(found) == 1 else None
