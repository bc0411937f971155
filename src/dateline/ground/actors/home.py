"""Of which state a phrase speaks: the country that it names, the one named before it, or the one nearest to it."""

from __future__ import annotations

import bisect
import functools
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from dateline.ground.actors.phrase import PREPOSITIONS, Phrase, Word, keys
from dateline.ground.actors.words import capitals, former_states, noun_of, other_meanings
from dateline.ground.places import Gazetteer, Resolution
from dateline.ground.places.keys import normalise
from dateline.records import Interval

_ACTS = re.compile(
    r"\s+(?:(?:has|have|had|would|will|also|later|again|on \w+day)\s+)?(?!(?:is|was|were|are)\b)"
    r"(?:[a-z]+(?:ed|s|aid)|told|sent|drew|took|broke|struck|hit|fought|said)\b"
)
_BEFORE_PLACES = frozenset("in near at of from to outside around into on across through toward towards".split())
_BEHIND = re.compile(r"\b(?:in|near|at|outside|across|around|of)\s+(?:the\s+|\w+ern\s+)?$", re.IGNORECASE)
_OWN = re.compile(r"\s*(?:its|their)\s", re.IGNORECASE)
_BLAMED = re.compile(
    r"\b(?:sanctions|pressure|embargo|tariffs|ban|blam\w+|pinn\w+|accusations|charges)(?: \w+)?"
    r" (?:on|against) (?:the )?$"
)
NEAR = 8
"""Place names before a sentence that are looked at for its country."""
_AROUND = 200
"""Characters to each side that stand for a sentence where an offset lies in none."""


class Homes:
    """The countries that a report speaks of. `placed` are its place names as the places resolved them."""

    def __init__(
        self, text: str, placed: Mapping[Interval, Resolution], sentences: Sequence[Interval], gazetteer: Gazetteer
    ) -> None:
        self._text = text
        self._placed = placed
        self._spans = sorted(placed)
        self._sentences = sentences
        self._gazetteer = gazetteer

    @functools.cached_property
    def countries(self) -> Counter[str]:
        """How often the report names places of each country; peoples ("Congolese") count where no place does."""
        named = Counter[str]()
        for resolution in self._placed.values():
            country = _single(resolution)
            if country is not None and resolution.how != "demonym":
                named[country] += 1
        return named or Counter(c for r in self._placed.values() if (c := _single(r)) is not None)

    def sentence(self, offset: int) -> Interval:
        """The sentence around an offset."""
        index = bisect.bisect_right(self._sentences, (offset, len(self._text) + 1)) - 1
        if index >= 0 and offset < self._sentences[index][1]:
            return self._sentences[index]
        return max(0, offset - _AROUND), min(len(self._text), offset + _AROUND)

    def means_other(self, start: int, name: str) -> bool:
        """Whether the sentence says that a name stands for something else than the actor or state of that name."""
        pattern = other_meanings().get(normalise(name))
        return pattern is not None and pattern.search(self._text[slice(*self.sentence(start))]) is not None

    def named_in(self, phrase: Phrase) -> tuple[str | None, list[Word], str]:
        """The country that a phrase names, its other words up to a preposition, and how: "own", "capital", "place",
        "people" or, for a people of several countries, "peoples".
        """
        words = list(phrase.core)
        cut = next((at for at, w in enumerate(words) if at and w.key in PREPOSITIONS), len(words))
        head, tail = words[:cut], words[cut:]
        country, length, how = self._leading(head)
        if how:
            return country, head[length:], how
        if tail and tail[0].key in ("of", "in", "to"):
            country, _, how = self._leading([w for w in tail[1:] if w.key != "the"])
            noun = noun_of(keys(head))
            if how == "place" and any(w.is_capital for w in head) and not (noun is not None and noun.of_state):
                country = None  # a name: "People's Army for the Renewal of the Islands"
        return country, head, how if country else ""

    def country_of(self, words: Sequence[Word]) -> str | None:
        """The country that some words name or are the adjective of, all of them; None for other words."""
        country, length, how = self._leading(words)
        return country if how and length == len(words) else None

    def before(self, phrase: Phrase) -> str | None:
        """The country of the word before a phrase: "Israeli [Prime Minister ...]", "Pakistan's [army]"."""
        at = bisect.bisect_left(self._spans, (phrase.start,)) - 1
        if at < 0:
            return None
        start, end = self._spans[at]
        joined = re.fullmatch(r"(?:['’]s?)?\s*", self._text[end : phrase.start])
        return _single(self._placed[start, end]) if joined else None

    def owner(self, start: int) -> str | None:
        """Whose "its forces" are: the state that acts last before them in their sentence ("Uganda said its forces")."""
        if not _OWN.match(self._text, start) and not _OWN.match(self._text, max(0, start - len("their "))):
            return None
        low, _ = self.sentence(start)
        first, last = (bisect.bisect_left(self._spans, (edge,)) for edge in (low, start))
        acting = (_single(self._placed[span]) for span in reversed(self._spans[first:last]) if self.acts(span))
        return next((country for country in acting if country is not None), None)

    def near(self, start: int, *, people: bool = False, sentence: bool = False) -> str | None:
        """The country of the nearest place in the sentence at which something is ("in Mosul"), else the one that the
        report names most, else that of the nearest place in or before the sentence.

        `people`: the names of peoples count too; `sentence`: the sentence alone is asked.
        """
        low, high = self.sentence(start)
        first, last = (bisect.bisect_left(self._spans, (edge,)) for edge in (low, high))
        here = self._spans[first:last]
        at = [span for span in here if _BEHIND.search(self._text[max(0, span[0] - 16) : span[0]])]
        # "Days after an attack in Niger, assailants killed five in Burkina Faso": what follows says where they act.
        found = self._nearest([span for span in at if span[0] > start], start, people) or self._nearest(
            at, start, people
        )
        if found is not None or sentence:
            return found or self._nearest(here, start, people)
        most = self.top()
        if most is not None:
            return most
        return self._nearest(here, start, people) or self._nearest(
            self._spans[max(0, first - NEAR) : first], start, people
        )

    def is_only_blamed(self, country: str) -> bool:
        """Whether a country is named only as whom somebody blames or puts under pressure ("sanctions on Iran")."""
        named = [span for span in self._spans if _single(self._placed[span]) == country]
        return all(_BLAMED.search(self._text[max(0, span[0] - 40) : span[0]]) for span in named)

    def top(self) -> str | None:
        """The country that the report names most; None where two are named as often."""
        best, *others = [*self.countries.most_common(2), (None, 0)]
        return best[0] if best[1] and (not others or others[0][1] < best[1]) else None

    def _nearest(self, spans: Sequence[Interval], start: int, people: bool) -> str | None:
        fitting = [
            (abs(span[0] - start), country)
            for span in spans
            if (people or self._placed[span].how != "demonym") and (country := _single(self._placed[span])) is not None
        ]
        return min(fitting)[1] if fitting else None

    def acts(self, span: Interval) -> bool:
        """Whether a place name is followed by a verb and not led by a preposition: "Ankara warned"."""
        before = re.search(r"(\w+)\W*$", self._text[max(0, span[0] - 20) : span[0]])
        if before and before[1].lower() in _BEFORE_PLACES:
            return False
        return _ACTS.match(self._text[span[1] : span[1] + 40]) is not None

    def _leading(self, words: Sequence[Word]) -> tuple[str | None, int, str]:
        """The country of the place that some words begin with, how many words name it, and how ("" for none)."""
        for length in range(min(4, len(words)), 0, -1):
            start, end = words[0].start, words[length - 1].bare_end
            name = self._text[start:end]
            if not name[:1].isupper() and noun_of((words[0].key,)) is not None:
                continue
            former = former_states().get(normalise(name)) if name[:1].isupper() else None
            if former is not None:
                return former[0], length, "people" if former[1] else "own"
            capital = capitals().get(normalise(name))
            resolution = self._placed.get((start, end))
            if resolution is not None and resolution.entry.kind == "border":
                continue  # "Turkish coast" of "Turkish coast guard"
            if resolution is not None:
                if resolution.how == "demonym":
                    country = self._of_people(name, resolution)
                    return country, length, "people" if country else "peoples"
                country = _single(resolution)
                if country is not None:
                    own = "own" if resolution.entry.kind == "country" else "capital" if capital == country else "place"
                    return country, length, own
            elif name[:1].isupper():
                country, how = self._by_gazetteer(name)
                if country is None and capital is not None:
                    country, how = capital, "capital"
                if country is not None:
                    return country, length, how
        return None, 0, ""

    def _of_people(self, name: str, resolution: Resolution) -> str | None:
        """The country of a people's name; of several ("Congolese") the one whose places the report names."""
        several = self._peoples(name)
        return self._named_most(several) or _single(resolution) if len(several) > 1 else _single(resolution)

    def _by_gazetteer(self, name: str) -> tuple[str | None, str]:
        """The country that a name which the places left open can only be."""
        found = self._gazetteer.candidates(name)
        own = [
            c.entry.country for c in found if c.entry.kind == "country" and c.how in ("own", "other", "abbreviation")
        ]
        if own and own[0] and "|" not in own[0]:
            return own[0], "own"
        several = self._peoples(name)
        country = next(iter(several)) if len(several) == 1 else self._named_most(several)
        return (country, "people") if country is not None else (None, "")

    def _peoples(self, name: str) -> set[str]:
        found = self._gazetteer.candidates(name)
        bearing = (c.entry.country for c in found if c.how == "demonym" and c.entry.kind == "country")
        return {country for country in bearing if country and "|" not in country}

    def _named_most(self, countries: set[str]) -> str | None:
        named = [(self.countries[country], country) for country in countries if self.countries[country]]
        return max(named)[1] if named else None


def _single(resolution: Resolution) -> str | None:
    country = resolution.entry.country
    return country if country and "|" not in country else None
