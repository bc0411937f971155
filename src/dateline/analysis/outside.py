"""Incidents of an outside source, such as data that people have coded, to be laid beside Dateline's own."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from collections.abc import Callable
from pathlib import Path

from dateline.analysis.countries import country_code
from dateline.analysis.tables import Row, demand, parsed, read_rows
from dateline.errors import MalformedInput
from dateline.ground import gazetteer

COUNTRY_KM, SEA_KM = 500.0, 500.0
"""Radii where a country is not in the gazetteer, and at sea."""
GED_RADIUS_KM = {1: 0.0, 2: 25.0, 3: 25.0, 4: 100.0, 5: 100.0, 7: SEA_KM}
"""How far from its point an incident of UCDP may lie, by `where_prec`. 2 is "within 25 km" by UCDP's codebook. 3 and 4
are somewhere in a district or a first-level division: rough radii above the gazetteer's medians (10 and 43 km). 5 is a
line or part of a country. 6 is the country, whose radius the gazetteer has. 7 is the sea or the air.
"""
GED_COLUMNS = (
    "id", "type_of_violence", "side_a", "side_b", "where_prec", "latitude", "longitude", "country", "date_start",
    "date_end", "date_prec", "low", "best", "high",
)  # fmt: skip
"""The columns that are read of the UCDP Georeferenced Event Dataset, as its codebook names them."""
_GED_TEXTS = ("where_coordinates", "source_headline", "dyad_name")
"""Those that are read where they are there."""


@dataclasses.dataclass(frozen=True, slots=True)
class OutsideIncident:
    """An incident of an outside source.

    Days are inclusive. Coordinates are WGS 84 degrees; `radius_km` is how far from them it may lie. `country` is ISO
    3166-1 alpha-3, or the source's own name where the gazetteer knows none such. `deaths` are low, best and high.
    Unknown is None.
    """

    id: str
    from_: dt.date | None
    to: dt.date | None
    lat: float | None
    lon: float | None
    radius_km: float
    country: str | None
    actors: tuple[str, ...]
    deaths: tuple[int | None, int | None, int | None]
    place: str | None = None
    text: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Source:
    """What an outside source holds. `deadly`: it takes in only incidents in which somebody was killed."""

    name: str
    incidents: tuple[OutsideIncident, ...]
    deadly: bool = False


def read_ged(path: Path) -> Source:
    """The UCDP Georeferenced Event Dataset (https://ucdp.uu.se/downloads, CC BY 4.0) as CSV, also packed by gzip.

    Raises UnreadableInput where the file cannot be read, MalformedInput where it is no table, lacks columns (all are
    named), has no row, or has rows that cannot be read.
    """
    where = str(path)
    columns, rows = read_rows(path, keep={*GED_COLUMNS, *_GED_TEXTS})
    remedy = "Give UCDP's GED as CSV, or --mapping FILE.toml, which says what the columns of another table hold."
    demand(columns, GED_COLUMNS, where=where, remedy=remedy)
    return source("UCDP GED", parsed(rows, _ged_incident, where=where), deadly=True, where=where)


def source(name: str, incidents: list[OutsideIncident], *, deadly: bool, where: str) -> Source:
    """A source. Raises MalformedInput where it has no incident, or two with one id."""
    if not incidents:
        raise MalformedInput("there is no row below the header", where=where, remedy="Give a table with incidents.")
    seen: set[str] = set()
    often = list(dict.fromkeys(i.id for i in incidents if i.id in seen or seen.add(i.id)))  # type: ignore[func-returns-value]
    if often:
        what = f"{len(often)} ids stand in several rows, such as {', '.join(often[:5])}"
        raise MalformedInput(what, where=where, remedy="Give each incident an id of its own.")
    return Source(name, tuple(incidents), deadly)


def _ged_incident(row: Row) -> OutsideIncident:
    precision = whole(row["where_prec"])
    country = country_code(row["country"])
    if precision == 6:
        entry = gazetteer().country(country) if country else None
        radius = entry.radius_km if entry else COUNTRY_KM
    elif precision in GED_RADIUS_KM:
        radius = GED_RADIUS_KM[precision]
    else:
        raise ValueError(f"where_prec is {row['where_prec']!r}, not 1 to 7")
    since, until = days(row["date_start"], row["date_end"], iso_day)
    lat, lon = point(row["latitude"], row["longitude"])
    return OutsideIncident(
        id=row["id"],
        from_=since,
        to=until,
        lat=lat,
        lon=lon,
        radius_km=radius,
        country=country or row["country"] or None,
        actors=tuple(row[side] for side in ("side_a", "side_b") if row[side]),
        deaths=(whole(row["low"]), whole(row["best"]), whole(row["high"])),
        place=row.get("where_coordinates") or None,
        text=row.get("source_headline") or row.get("dyad_name") or None,
    )


def whole(cell: str) -> int | None:
    """A count; None for an empty cell. Raises ValueError for anything else, fractions and what is below 0 too."""
    if not cell:
        return None
    number = _number(cell)
    if number < 0 or number != int(number):
        raise ValueError(f"{cell!r} is no count")
    return int(number)


def iso_day(cell: str) -> dt.date:
    """A day written as ISO 8601; a time behind it, which UCDP writes too, is dropped. Raises ValueError."""
    try:
        return dt.date.fromisoformat(cell[:10])
    except ValueError:
        raise ValueError(f"{cell!r} is no day such as 2017-07-09") from None


def days(first: str, last: str, day: Callable[[str], dt.date]) -> tuple[dt.date | None, dt.date | None]:
    """The first and last day of two cells, None where the first one is empty. Raises ValueError."""
    since = day(first) if first else None
    until = day(last) if last else since
    if since is None or until is None:
        return None, None
    if until < since:
        raise ValueError(f"it ends on {until}, before it begins on {since}")
    return since, until


def point(lat: str, lon: str) -> tuple[float, float] | tuple[None, None]:
    """The latitude and longitude of two cells, None where one is empty. Raises ValueError."""
    if not lat or not lon:
        return None, None
    north, east = _number(lat), _number(lon)
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        raise ValueError(f"{lat}, {lon} is no latitude and longitude in degrees")
    return north, east


def _number(cell: str) -> float:
    try:
        number = float(cell)
    except ValueError:
        raise ValueError(f"{cell!r} is no number") from None
    if not math.isfinite(number):
        raise ValueError(f"{cell!r} is no number")
    return number
