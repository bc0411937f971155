"""Events from a file of an outside source: UCDP's GED as CSV or Parquet, whole or as an extract with fewer columns."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from dateline.analysis.countries import country_code
from dateline.analysis.events.actors import key_of
from dateline.analysis.events.event import Event
from dateline.analysis.events.told import violence_of
from dateline.analysis.outside import days, iso_day, point, whole
from dateline.analysis.tables import Row, demand, parsed, read_rows
from dateline.errors import MalformedInput, UnreadableInput
from dateline.records import PlacePrecision

COLUMNS = ("id", "country", "type_of_violence", "side_a", "side_b", "latitude", "longitude")
_DEATHS = (("low", "best", "high"), ("low_death", "best_death", "high_death"))
_DAYS = (("date_start", "date_end"), ("year", "month", "day"))
_MAYBE = ("where_prec", "source_office")
_PARQUET = b"PAR1"
_PRECISION: dict[str, PlacePrecision] = {
    "1": "city", "2": "near", "3": "district", "4": "division", "5": "line", "6": "country", "7": "area",
}  # fmt: skip
"""GED's `where_prec` on Dateline's scale (docs/places.md). An extract without the column is said to hold 1 and 2."""


def read_events(path: Path) -> list[Event]:
    """The events of a file in the columns of UCDP's GED; CSV (also packed by gzip) or Parquet.

    Deaths may be in low, best, high or low_death, best_death, high_death, the day in date_start and date_end or in
    year, month, day. GED holds only events in which somebody was killed. Without `where_prec` events count as located
    within 25 km ("near"). Raises UnreadableInput, or MalformedInput that names every missing column or the bad rows.
    """
    where = str(path)
    wanted = {*COLUMNS, *_MAYBE, *(n for names in (*_DEATHS, *_DAYS) for n in names)}
    columns, rows = _parquet(path, wanted) if _is_parquet(path) else read_rows(path, keep=wanted)
    remedy = "Give events in the columns of UCDP's GED, as CSV or Parquet."
    deaths = next((names for names in _DEATHS if set(names) <= set(columns)), _DEATHS[0])
    dates = next((names for names in _DAYS if set(names) <= set(columns)), _DAYS[0])
    demand(columns, [*COLUMNS, *dates, *deaths], where=where, remedy=remedy)
    found = parsed(rows, lambda row: _event(row, deaths, dates), where=where)
    if not found:
        raise MalformedInput("there is no row below the header", where=where, remedy=remedy)
    return found


def _is_parquet(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_PARQUET)) == _PARQUET
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnreadableInput(
            f"cannot be read ({reason})", where=str(path), remedy="Name a file that is there."
        ) from error


def _parquet(path: Path, wanted: set[str]) -> tuple[list[str], list[Row]]:
    try:
        frame = pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise MalformedInput(
            f"it is no Parquet file ({error})", where=str(path), remedy="Give another file."
        ) from error
    kept = frame.select([name for name in frame.columns if name in wanted])
    texts = kept.with_columns(
        pl.col(name).cast(pl.Int64) if kind.is_float() and name not in ("latitude", "longitude") else pl.col(name)
        for name, kind in kept.schema.items()
    ).with_columns(pl.all().cast(pl.String).fill_null(""))
    rows: list[Row] = [dict(row) for row in texts.iter_rows(named=True)]
    return frame.columns, rows


def _event(row: Mapping[str, str], deaths: tuple[str, ...], dates: tuple[str, ...]) -> Event:
    if len(dates) == 2:
        since, until = days(row["date_start"], row["date_end"], iso_day)
    else:
        since = until = _day(*(row[name] for name in dates))
    lat, lon = point(row["latitude"], row["longitude"])
    sides = [_sides(row[side]) for side in ("side_a", "side_b")]
    one, other = (frozenset(side) for side in sides)
    violence = violence_of(row["type_of_violence"])
    if violence is None:
        raise ValueError(f"type_of_violence is {row['type_of_violence']!r}, not 1, 2 or 3")
    low, best, high = (whole(row[name]) for name in deaths)
    precision = row.get("where_prec", "")
    if precision and precision not in _PRECISION:
        raise ValueError(f"where_prec is {precision!r}, not 1 to 7")
    return Event(
        id=row["id"],
        origin="outside",
        from_=since,
        to=until,
        lat=lat,
        lon=lon,
        precision=_PRECISION.get(precision, "near"),
        country=_country(row["country"]) or row["country"] or None,
        actors=one | other,
        doers=one if violence == "one-sided" else one | other,
        called={**sides[0], **sides[1]},
        type="ASSAULT",
        violence=violence,
        harm={"killed": (low, best, high)},
        sources=tuple(filter(None, row.get("source_office", "").split(";"))),
    )


def _day(year: str, month: str, day: str) -> dt.date:
    try:
        return dt.date(int(float(year)), int(float(month)), int(float(day)))
    except (ValueError, OverflowError):
        raise ValueError(f"{year}-{month}-{day} is no day") from None


@functools.lru_cache(maxsize=512)
def _country(name: str) -> str | None:
    return country_code(name)


@functools.lru_cache(maxsize=50_000)
def _sides(name: str) -> Mapping[str, str]:
    """The actors of a side by their keys; UCDP joins allies by commas. "Civilians" is no actor."""
    names = dict.fromkeys((name, *name.split(", ")))
    return {key: part for part in names if (key := key_of(part)) not in ("civilians", "")}
