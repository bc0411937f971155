"""Which country an outlet reports of, as far as its address and its name say."""

from __future__ import annotations

import functools
import re
from importlib import resources

from dateline.ground.places.gazetteer import gazetteer
from dateline.ground.places.keys import normalise

_TOP_LEVEL = re.compile(r"^(?:https?://)?[^/]*\.([a-z]{2})(?:[:/]|$)", re.IGNORECASE)
_NO_COUNTRY = frozenset({"io", "tv", "me", "co", "ai", "fm", "ly", "eu", "cc", "ws", "to", "nu", "su"})
"""Two-letter domains that are sold to everybody."""
_LONGEST = 3
"""Words of a country's name in an outlet's."""
_OF_THE_WORLD = frozenset({"CHN", "DEU", "FRA", "GBR", "RUS", "USA"})
"""Countries whose names in an outlet's do not say what it reports of: "Washington Post", "China Daily"."""


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
