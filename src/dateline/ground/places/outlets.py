"""Where an outlet is at home, as far as its address and its name say: its countries and its towns."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator
from importlib import resources

from dateline.ground.places.gazetteer import Entry, gazetteer
from dateline.ground.places.keys import normalise

_TOP_LEVEL = re.compile(r"^(?:https?://)?[^/]*\.([a-z]{2})(?:[:/]|$)", re.IGNORECASE)
_HOST = re.compile(r"^(?:https?://)?(?:www\.)?([^/:]+)")
_NO_COUNTRY = frozenset({"io", "tv", "me", "co", "ai", "fm", "ly", "eu", "cc", "ws", "to", "nu", "su"})
"""Two-letter domains that are sold to everybody."""
_LONGEST = 3
"""Words of a country's name in an outlet's."""
_OF_THE_WORLD = frozenset({"CHN", "DEU", "FRA", "GBR", "RUS", "USA"})
"""Countries whose names in an outlet's do not say what it reports of: "Washington Post", "China Daily"."""

_PAPER = frozenset(
    "advocate agency and arabic argus at beacon bulletin chronicle citizen courier daily democrat dispatch eagle "
    "echo english enterprise evening examiner express fm free gazette globe herald in independent info inquirer "
    "inside intelligencer is journal leader ledger live local mail media mercury messenger mirror monitor morning "
    "my net new news newspaper newspapers now observer of on online only our patriot pilot post press radio "
    "record recorder register report reporter reports republican review sentinel standard star state sun sunday "
    "telegram telegraph the this times today tribune tv union voice week weekly wire world".split()
)
"""Words of the names of outlets."""
_SHORTEST, _TOO_LONG, _MOST = 4, 40, 20
"""Letters of a town's name in an address, and of a part of one that is no longer looked at; towns of one name."""


@dataclasses.dataclass(frozen=True, slots=True)
class Outlet:
    """Who brought a report, as far as that tells where."""

    countries: frozenset[str] = frozenset()
    """ISO alpha-3."""
    towns: tuple[Entry, ...] = ()
    """Towns of one name, the largest first: any of them may be meant."""


UNKNOWN = Outlet()


def outlet_of(url: str | None, outlet: str | None = None) -> Outlet:
    """What the address and the name of an outlet tell of where it is at home: its countries, and towns of these that it
    is called after ("dallasnews.com", "Aleppo Today"). The address counts before the name.
    """
    countries = outlet_countries(url, outlet)
    host = _HOST.match((url or "").lower())
    towns = (_towns(host[1]) if host else ()) or _towns(normalise(outlet or ""))
    return Outlet(countries, tuple(town for town in towns if not countries or town.country in countries))


@functools.lru_cache(maxsize=1_000)
def _towns(name: str) -> tuple[Entry, ...]:
    """The largest towns that a host or an outlet's name is called after; none of an outlet of the world."""
    world = {key.replace(" ", "") for key, country in _known().items() if country is None}
    for part in name.split(".")[:-1] or [name]:
        key = re.sub(r"[^a-z]", "", part)
        if key in world or len(key) > _TOO_LONG:
            continue
        for word in _barer(key):
            if word not in _PAPER and (towns := _called(word)):
                return towns
    return ()


def _called(word: str) -> tuple[Entry, ...]:
    """The towns of a name that is written as one word, the largest first."""
    for spaced in (word, *(f"{word[:at]} {word[at:]}" for at in range(3, len(word) - 2))):
        bearers = [gazetteer().entry(number) for number in gazetteer().owners(spaced)]
        towns = sorted((e for e in bearers if e.kind == "city"), key=lambda e: -e.population)
        if towns:
            return tuple(towns[:_MOST])
    return ()


def _barer(word: str) -> Iterator[str]:
    """A word with ever fewer words of newspapers at its ends: "theathensreview", "theathens", "athens"."""
    while len(word) >= _SHORTEST:
        yield word
        ends = [p for p in _PAPER if word.startswith(p) or word.endswith(p)]
        longest = max(ends, key=len, default="")
        if not longest:
            return
        word = word.removesuffix(longest) if word.endswith(longest) else word.removeprefix(longest)


def outlet_countries(url: str | None, outlet: str | None = None) -> frozenset[str]:
    """The country (ISO alpha-3) of an address under a national domain, and that of the outlet's name where it names
    one ("Syrian Observatory for Human Rights") or `outlets.tsv` knows it; empty for any other.
    """
    match = _TOP_LEVEL.match(url or "")
    code = match[1].lower() if match else ""
    found = {None if code in _NO_COUNTRY else gazetteer().country_of_domain(code), _of_name(outlet or "")}
    return frozenset(country for country in found if country)


@functools.lru_cache(maxsize=1_000)
def _of_name(outlet: str) -> str | None:
    """The one country that the name of an outlet names, or that is known of it."""
    key = normalise(outlet)
    if key in (known := _known()):
        return known[key]
    wide, words = gazetteer().wide, key.split()
    named: set[str | None] = set()
    for length in range(_LONGEST, 0, -1):
        for at in range(len(words) - length + 1):
            part = " ".join(words[at : at + length])
            if len(part) > 3 and part in wide:
                named |= {gazetteer().entry(number).country for number in wide[part]}
        if named:
            break
    country = named.pop() if len(named) == 1 else None
    return None if country in _OF_THE_WORLD else country


@functools.cache
def _known() -> dict[str, str | None]:
    text = resources.files("dateline.ground").joinpath("data").joinpath("outlets.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {normalise(name): country or None for name, country in rows}
