"""In which order a report writes dates in figures: by its own unmistakable dates, else by its outlet, else unknown."""

from __future__ import annotations

import functools
import re
from importlib import resources
from urllib.parse import urlsplit

_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(?:\d{4}|\d\d)(?![\d/.-]\d)")


def day_first(text: str, outlet: str | None, url: str | None) -> bool | None:
    """Whether 03/04/2017 is 3 April in a report; None where neither its other dates nor its outlet tell.

    Dates that contradict each other tell nothing, and then the outlet is not asked either: the report quotes.
    """
    orders = set()
    for one, _, two in _FIGURES.findall(text):
        if 12 < int(one) <= 31 and int(two) <= 12:
            orders.add(True)
        if 12 < int(two) <= 31 and int(one) <= 12:
            orders.add(False)
    if orders:
        return orders.pop() if len(orders) == 1 else None
    known = _orders()
    if outlet is not None:
        name = " ".join(outlet.lower().split())
        if name in known:
            return known[name]
    host = _host(url or outlet or "")
    parts = host.split(".")
    for first in range(1, len(parts)):
        ending = "." + ".".join(parts[first:])
        if ending in known:
            return known[ending]
    return None


def _host(address: str) -> str:
    try:
        parsed = urlsplit(address if "//" in address else f"//{address}")
        return (parsed.hostname or "").lower()
    except ValueError:  # not an address
        return ""


@functools.cache
def _orders() -> dict[str, bool]:
    text = (resources.files("dateline.ground") / "data" / "date_orders.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: order == "D" for name, order in rows}
