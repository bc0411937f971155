"""Words that tell what an actor is without naming it, from the data files of `ground/data/actors`."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
from collections.abc import Sequence

from dateline.ground.actors.catalogue import first_day, last_day, read_data
from dateline.ground.places.keys import normalise

LONGEST_NOUN = 4
"""Words of the longest noun of the list ("internally displaced people")."""
_TITLES = {
    "gen": "general", "col": "colonel", "lt": "lieutenant", "maj": "major", "brig": "brigadier", "capt": "captain",
    "sgt": "sergeant", "adm": "admiral", "pm": "prime minister", "sen": "senator", "rep": "congressman",
    "gov": "governor",
    "insp": "police inspector", "amb": "ambassador", "det": "detective",
    "sec": "secretary of state", "fm": "foreign minister",
}  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True)
class Noun:
    """What a noun tells: a PLOVER sector, and whether it is a body or office of some state."""

    sector: str
    of_state: bool


def _rows(file: str) -> list[list[str]]:
    return [line.split("\t") for line in read_data(file).splitlines() if line and not line.startswith("#")]


@functools.cache
def nouns() -> dict[str, Noun]:
    """The nouns by their singular or listed form, lower case."""
    found: dict[str, Noun] = {}
    for sector, kind, words in _rows("agents.tsv"):
        if kind in ("agent", "state"):
            for word in words.split("|"):
                found.setdefault(word, Noun(sector, kind == "state"))
    return found


@functools.cache
def word_list(kind: str) -> frozenset[str]:
    """The words of agents.tsv of a kind without a sector: "filler", "apart", "belonging", "bound" and so on."""
    return frozenset(word for _, of, words in _rows("agents.tsv") if of == kind for word in words.split("|"))


@functools.cache
def capitals() -> dict[str, str]:
    """Countries, by the normalised names of their capitals."""
    return {normalise(name): country for country, name in _rows("capitals.tsv")}


@functools.cache
def former_states() -> dict[str, tuple[str, bool]]:
    """Countries of states that are no more, by their normalised names and adjectives (True)."""
    found: dict[str, tuple[str, bool]] = {}
    for country, names, adjectives in _rows("former_states.tsv"):
        found |= {normalise(name): (country, False) for name in names.split("|") if name}
        found |= {normalise(name): (country, True) for name in adjectives.split("|") if name}
    return found


@functools.cache
def _name_heads() -> dict[str, str]:
    """PLOVER sectors by the telling words of names; of two sectors with one word the file's first."""
    found: dict[str, str] = {}
    for sector, words in _rows("name_heads.tsv"):
        for word in words.split("|"):
            found.setdefault(word, sector)
    return found


def sector_of_name(name: str) -> str:
    """The PLOVER sector that the words of an organisation's name speak of; "" where none does.

    The word that stands last tells, or last before an "of" or "for": a "Liberation Front Newspaper" is an outlet.
    """
    words = name.lower().replace("’", "'").replace("-", " ").split()
    best: tuple[int, int, str] | None = None
    for length in range(1, LONGEST_NOUN + 1):
        for end in range(length, len(words) + 1):
            sector = _name_heads().get(" ".join(words[end - length : end]))
            if sector is not None:
                heads = "of" in words[end:] or "for" in words[end:]
                rank = (end + len(words) if heads else end, length)
                if best is None or rank > best[:2]:
                    best = (*rank, sector)
    return best[2] if best else ""


@functools.cache
def to_be_confirmed() -> frozenset[str]:
    """Normalised names of the catalogue that are words, given names or places too."""
    return frozenset(normalise(name) for (names,) in _rows("confirmed.tsv") for name in names.split("|"))


@functools.cache
def other_meanings() -> dict[str, re.Pattern[str]]:
    """Normalised names of the catalogue with what in their sentence says that something else is meant."""
    return {
        normalise(name): re.compile("|".join(rf"\b{re.escape(w)}\b" for w in words.split("|")), re.IGNORECASE)
        for name, words in _rows("not_actors.tsv")
    }


@dataclasses.dataclass(frozen=True, slots=True)
class Regime:
    """Who held a state from one day to another; `governor` is the actor of the catalogue that did."""

    country: str
    since: dt.date
    until: dt.date | None
    name: str
    governor: str | None


@functools.cache
def regimes() -> tuple[Regime, ...]:
    """The regimes of the states that changed hands, in the file's order."""
    return tuple(
        Regime(country, first_day(since) or dt.date.min, last_day(until), name, governor or None)
        for country, since, until, name, governor in _rows("regimes.tsv")
    )


def regime_of(country: str, day: dt.date | None) -> Regime | None:
    """Who held a state on a day; None for an unknown day and for a state that the list does not have then."""
    if day is None:
        return None
    fitting = (r for r in regimes() if r.country == country and r.since <= day and (r.until is None or day < r.until))
    return next(fitting, None)


def singular(word: str) -> tuple[str, ...]:
    """A lower-case word and what it may be the plural of."""
    forms = [word]
    if word.endswith("ies") and len(word) > 4:
        forms.append(word[:-3] + "y")
    if word.endswith("es") and len(word) > 4:
        forms.append(word[:-2])
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        forms.append(word[:-1])
    return tuple(forms)


@functools.lru_cache(maxsize=8192)
def noun_of(words: tuple[str, ...]) -> Noun | None:
    """What the last words of a phrase tell, the longest noun first; None where they are no noun of the list."""
    for length in range(min(LONGEST_NOUN, len(words)), 0, -1):
        *front, last = words[-length:]
        for form in singular(last):
            noun = nouns().get(" ".join((*front, form)))
            if noun is not None:
                return noun
    return None


@functools.lru_cache(maxsize=8192)
def is_noun(words: tuple[str, ...]) -> bool:
    """Whether all the words together are one noun of the list ("armed men")."""
    return any(" ".join((*words[:-1], form)) in nouns() for form in singular(words[-1]))


def title_of(words: Sequence[str]) -> tuple[Noun, int] | None:
    """What the title before a name tells and how many words it has; `words` are lower case, the name's included."""
    expanded = [_TITLES.get(word.strip("."), word) for word in words]
    for length in range(min(LONGEST_NOUN, len(words) - 1), 0, -1):
        noun = noun_of(tuple(expanded[:length]))
        if (
            noun is not None
            and " ".join(expanded[:length])
            and noun_of(tuple(expanded[length - 1 : length])) is not None
        ):
            return noun, length
    return None
