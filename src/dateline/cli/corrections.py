"""A corrected value as a person types it, to the JSON form of the incident's field."""

from __future__ import annotations

import re
from typing import Any, get_args

import msgspec

from dateline.codebooks.plover import MODES
from dateline.errors import SettingError
from dateline.ingest.received import parse_date
from dateline.records import EventType, HarmKind, Incident, Place, Status
from dateline.reviews import CORRECTABLE

UNKNOWN = "unknown"
_LISTED = 6
"""Places of one name that an error lists."""
_YES = {"yes": True, "true": True, "no": False, "false": False}


def value_of(field: str, given: str, incident: Incident) -> Any:
    """The value for a decision on a field; None for `unknown`.

    Raises SettingError for a field that is none, a word that does not fit it, or a place that is not found or not one.
    """
    if field not in CORRECTABLE:
        raise SettingError(f"{field!r} is no field", where="FIELD", remedy=f"One of: {', '.join(CORRECTABLE)}.")
    given = given.strip()
    unknown = given.lower() == UNKNOWN
    if field == "place":
        return None if unknown else msgspec.to_builtins(_place(given, incident))
    if field == "moment":
        first, _, last = given.partition("..")
        days = [None if unknown else parse_date(day, where="VALUE") for day in (first, last or first)]
        if not unknown and days[0] is not None and days[1] is not None and days[0] > days[1]:
            raise SettingError(f"{given!r} ends before it begins", where="VALUE", remedy="Give FROM..TO.")
        return msgspec.to_builtins(dict(zip(("from", "to"), days, strict=True)))
    if field in get_args(HarmKind):
        return None if unknown else _figures(given)
    if field in ("actors", "recipients"):
        return [] if unknown else [_party(name.strip(), field, incident) for name in given.split(";") if name.strip()]
    if field in ("aggregate", "background"):
        return _one_of(given.lower(), _YES, field)
    if field == "modes":
        known = {mode: mode for mode in MODES[incident.type]}
        return [] if unknown else [_one_of(mode, known, field) for mode in given.replace(",", " ").split()]
    names = get_args(EventType) if field == "type" else get_args(Status)
    return _one_of(given.upper() if field == "type" else given.lower(), dict(zip(names, names, strict=True)), field)


def _one_of(given: str, known: dict[str, Any], field: str) -> Any:
    if given not in known:
        raise SettingError(
            f"{given!r} is no value of {field}", where="VALUE", remedy=f"One of: {', '.join(known) or 'unknown'}."
        )
    return known[given]


def _figures(given: str) -> dict[str, int | None]:
    match = re.fullmatch(r"(\d{1,7})(?:\s*-\s*(\d{1,7}))?", given)
    if match is None or (match[2] and int(match[2]) < int(match[1])):
        raise SettingError(f"{given!r} is no figure", where="VALUE", remedy="Give a number, LOW-HIGH, or unknown.")
    low, high = int(match[1]), int(match[2] or match[1])
    return {"low": low, "best": low if low == high else None, "high": high}


def _party(name: str, field: str, incident: Incident) -> dict[str, Any]:
    """A party by name: as the incident or the catalogue knows it, else the name alone."""
    from dateline.ground.actors import party_called

    party = party_called(name, "actor" if field == "actors" else "recipient", incident.parties)
    return dict(msgspec.to_builtins(party))


def _place(given: str, incident: Incident) -> Place:
    """A place by its coordinates, or by a name with or without a country ("Kirkuk, IRQ").

    Raises SettingError where none or several have the name; of a town and what is named after it the town is meant.
    """
    spot = re.fullmatch(r"(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)", given)
    if spot is not None:
        return _point(float(spot[1]), float(spot[2]), given, incident)
    from dateline.ground.places import gazetteer, place_of

    name, _, country = (part.strip() for part in given.partition(","))
    country = country.upper() or (incident.place.country or "" if incident.place else "")
    found = [c.entry for c in gazetteer().candidates(name) if c.how in ("own", "other")]
    fitting = [entry for entry in found if not country or country in (entry.country or "").split("|")]
    if not fitting:
        elsewhere = sorted({entry.country for entry in found if entry.country})
        where = f" in {country}; there is one in {', '.join(elsewhere)}" if country and elsewhere else ""
        raise SettingError(
            f"no place is called {name!r}{where}", where="VALUE", remedy="Give `NAME, COUNTRY`, or LATITUDE,LONGITUDE."
        )
    towns = [entry for entry in fitting if entry.kind in ("city", "country")] or fitting
    if len(towns) > 1:
        spots = "; ".join(f"{e.name} ({e.kind}, {e.country}) {e.lat:.4f},{e.lon:.4f}" for e in towns[:_LISTED])
        raise SettingError(
            f"several places are called {name!r}: {spots}", where="VALUE", remedy="Give the coordinates."
        )
    return place_of(towns[0])


def _point(lat: float, lon: float, given: str, incident: Incident) -> Place:
    from dateline.ground.places import point

    if abs(lat) > 90 or abs(lon) > 180:
        raise SettingError(f"{given!r} is no point on Earth", where="VALUE", remedy="Give LATITUDE,LONGITUDE.")
    return point(lat, lon, given, incident.place.country if incident.place else None)
