"""A table of an outside source whose columns a mapping file explains.

    name = "Our monitors"
    deadly = false                  # whether it holds only incidents in which somebody was killed
    radius_km = 5                   # how far from its point an incident may lie; 0 where it is not given
    delimiter = ";"                 # a comma where it is not given
    date_format = "%d/%m/%Y"        # as in Python's strptime; ISO 8601 where it is not given

    [columns]
    id = "event_no"
    date = "day"                    # or `from` and `to`
    lat = "y"
    lon = "x"
    country = "land"                # a name, or ISO 3166-1 alpha-3
    actors = ["group", "victims"]   # one column or several
    deaths = "dead"                 # and deaths_low, deaths_high
    place = "town"
    text = "notes"

`id`, a day, `lat` and `lon` must be there; all else may be left out.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import msgspec

from dateline.analysis.countries import country_code
from dateline.analysis.outside import OutsideIncident, Source, days, iso_day, point, source, whole
from dateline.analysis.tables import Row, demand, parsed, read_rows
from dateline.errors import SettingError

_REMEDY = "docs/exports.md shows a mapping file with all its keys."


class Columns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The columns of the table, by what they hold."""

    id: str
    lat: str
    lon: str
    date: str | None = None
    from_: str | None = msgspec.field(default=None, name="from")
    to: str | None = None
    country: str | None = None
    actors: str | tuple[str, ...] = ()
    deaths: str | None = None
    deaths_low: str | None = None
    deaths_high: str | None = None
    place: str | None = None
    text: str | None = None

    @property
    def actor_columns(self) -> tuple[str, ...]:
        return (self.actors,) if isinstance(self.actors, str) else self.actors

    @property
    def named(self) -> list[str]:
        """All columns that the table must have."""
        single = (
            self.id, self.date, self.from_, self.to, self.lat, self.lon, self.country, self.deaths, self.deaths_low,
            self.deaths_high, self.place, self.text,
        )  # fmt: skip
        return list(dict.fromkeys([*filter(None, single), *self.actor_columns]))


class TableMapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a mapping file says."""

    columns: Columns
    name: str = "the other source"
    deadly: bool = False
    radius_km: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    delimiter: Annotated[str, msgspec.Meta(min_length=1, max_length=1)] = ","
    date_format: str | None = None


def read_mapping(path: Path) -> TableMapping:
    """The mapping of a TOML file.

    Raises SettingError where it cannot be read, is no TOML, lacks a key or has one that is unknown.
    """
    where = str(path)
    try:
        mapping = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), TableMapping)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SettingError(f"cannot be read ({reason})", where=where, remedy=_REMEDY) from error
    except (ValueError, msgspec.ValidationError) as error:
        raise SettingError(f"it is no mapping ({error})", where=where, remedy=_REMEDY) from error
    columns = mapping.columns
    if (columns.date is None) == (columns.from_ is None) or (columns.date and columns.to):
        raise SettingError("it names no day", where=where, remedy="Give either `date`, or `from` and `to`.")
    return mapping


def read_mapped(path: Path, mapping: TableMapping) -> Source:
    """The incidents of a CSV file, also one that gzip has packed, as the mapping explains its columns.

    Raises UnreadableInput where the file cannot be read, MalformedInput where it is no table, lacks columns (all are
    named), has no row, or has rows that cannot be read.
    """
    where = str(path)
    columns, rows = read_rows(path, mapping.delimiter, keep=mapping.columns.named)
    demand(columns, mapping.columns.named, where=where, remedy="Correct the names in the mapping file.")
    incidents = parsed(rows, lambda row: _incident(row, mapping), where=where)
    return source(mapping.name, incidents, deadly=mapping.deadly, where=where)


def _incident(row: Row, mapping: TableMapping) -> OutsideIncident:
    columns = mapping.columns
    country = _cell(row, columns.country)
    if not row[columns.id]:
        raise ValueError("it has no id")
    first = _cell(row, columns.date or columns.from_)
    since, until = days(first, _cell(row, columns.to), _day(mapping.date_format))
    lat, lon = point(row[columns.lat], row[columns.lon])
    return OutsideIncident(
        id=row[columns.id],
        from_=since,
        to=until,
        lat=lat,
        lon=lon,
        radius_km=mapping.radius_km,
        country=country_code(country) or country or None,
        actors=tuple(row[name] for name in columns.actor_columns if row[name]),
        deaths=(
            whole(_cell(row, columns.deaths_low)),
            whole(_cell(row, columns.deaths)),
            whole(_cell(row, columns.deaths_high)),
        ),
        place=_cell(row, columns.place) or None,
        text=_cell(row, columns.text) or None,
    )


def _cell(row: Mapping[str, str], column: str | None) -> str:
    return "" if column is None else row[column]


def _day(form: str | None) -> Callable[[str], dt.date]:
    if form is None:
        return iso_day
    # A day has no time zone: it is the place's own.
    return lambda cell: dt.datetime.strptime(cell, form).date()
