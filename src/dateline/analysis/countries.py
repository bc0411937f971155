"""The countries of outside sources by their names, UCDP's among them: "DR Congo (Zaire)", "Macedonia, FYR"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from dateline.ground import gazetteer, normalise

_OWN = {"congo": "COG"}
"""UCDP's names that elsewhere are shared: its other Congo is "DR Congo (Zaire)" (GED codebook, list of countries)."""
_HOW = frozenset({"own", "other", "abbreviation"})
_KINGDOM = re.compile(r"^(?:the )?(?:kingdom|republic|state) of (?:the )?", re.IGNORECASE)


@functools.lru_cache(maxsize=2048)
def country_code(name: str) -> str | None:
    """The ISO 3166-1 alpha-3 code of a country's name or of such a code; None where none or several bear the name."""
    name = name.strip()
    if len(name) == 3 and gazetteer().country(name.upper()) is not None:
        return name.upper()
    if normalise(name) in _OWN:
        return _OWN[normalise(name)]
    for form in _forms(name):
        found = {c.entry.country for c in gazetteer().candidates(form) if c.entry.kind == "country" and c.how in _HOW}
        if len(found) == 1:
            return found.pop()
    return None


def _forms(name: str) -> Iterator[str]:
    """The name as it stands, then without what is added to it, then what is added."""
    before, _, added = name.partition("(")
    plain = _KINGDOM.sub("", before.partition(",")[0]).strip()
    yield from (form for form in (name, before.strip(), plain, added.strip(" )")) if form)
