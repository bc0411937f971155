"""Where an outlet is at home, as far as its address says."""

from __future__ import annotations

import re

from dateline.ground.places.gazetteer import gazetteer

_TOP_LEVEL = re.compile(r"^(?:https?://)?[^/]*\.([a-z]{2})(?:[:/]|$)", re.IGNORECASE)
_NO_COUNTRY = frozenset({"io", "tv", "me", "co", "ai", "fm", "ly", "eu", "cc", "ws", "to", "nu", "su"})
"""Two-letter domains that are sold to everybody."""


def outlet_countries(url: str | None) -> frozenset[str]:
    """The country (ISO alpha-3) of an address under a national domain; empty for any other."""
    match = _TOP_LEVEL.match(url or "")
    code = match[1].lower() if match else ""
    country = None if code in _NO_COUNTRY else gazetteer().country_of_domain(code)
    return frozenset({country}) if country else frozenset()
