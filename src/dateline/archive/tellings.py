"""The tellings that incidents were last built from: kept so that a new report finds those near it."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from dateline.archive import tables as t
from dateline.archive.reports import in_portions
from dateline.archive.values import TellingRow

REACH_KM = 61.0
"""Beyond both radii, places so far apart are never one (`incidents/signs.py`)."""
KM_PER_DEGREE = 110.0
"""A little less than a degree of latitude is, so that nothing near is missed."""
WIDEST, POLAR = 25.0, 80.0
"""Degrees that no reach exceeds, and the latitude beyond which longitudes say little of distance."""


def put(connection: sa.Connection, rows: Sequence[TellingRow]) -> None:
    """What incidents were built from."""
    if rows:
        connection.execute(
            t.tellings.insert(),
            [
                {
                    "report_id": r.report, "mention_id": r.mention, "incident_id": r.incident, "cell": r.cell,
                    "start": r.start, "type": r.type, "since": r.since, "until": r.until, "country": r.country,
                    "lat": r.lat, "lon": r.lon, "radius_km": r.radius_km,
                }
                for r in rows
            ],
        )  # fmt: skip


def drop(connection: sa.Connection, cells: Iterable[int], report_ids: Iterable[str]) -> None:
    """Forgets the tellings of some cells and of some reports."""
    for column, values in ((t.tellings.c.cell, cells), (t.tellings.c.report_id, report_ids)):
        for some in in_portions(values):
            connection.execute(t.tellings.delete().where(column.in_(some)))


def listed(
    connection: sa.Connection, *, cells: Collection[int] | None = None, report_ids: Collection[str] | None = None
) -> list[TellingRow]:
    """The tellings of some cells, or of some reports, or all."""
    query = sa.select(t.tellings).order_by(t.tellings.c.report_id, t.tellings.c.mention_id)
    if cells is None and report_ids is None:
        return [_telling(row) for row in connection.execute(query)]
    column, values = (t.tellings.c.report_id, report_ids) if cells is None else (t.tellings.c.cell, cells)
    return [
        _telling(r) for some in in_portions(values or ()) for r in connection.execute(query.where(column.in_(some)))
    ]


def near(connection: sa.Connection, telling: TellingRow) -> list[TellingRow]:
    """The tellings that may be of one incident with one, by type, days and place; more than are, never fewer."""
    if telling.since is None or telling.until is None:
        return []
    c = t.tellings.c
    query = sa.select(t.tellings).where(
        c.type == telling.type, c.since <= telling.until + 1, c.until >= telling.since - 1
    )
    if telling.lat is not None and telling.lon is not None:
        if telling.radius_km is None:
            query = query.where(sa.or_(c.lat.is_(None), c.country.is_(None), c.country == telling.country))
        else:
            query = query.where(sa.or_(c.lat.is_(None), c.radius_km.is_(None), _around(telling)))
    return [_telling(row) for row in connection.execute(query)]


def _around(telling: TellingRow) -> sa.ColumnElement[bool]:
    """Whether a place is within reach; longitudes meet at 180 degrees, and towards the poles they do not count."""
    c = t.tellings.c
    assert telling.lat is not None
    reach = (c.radius_km + (telling.radius_km or 0.0) + REACH_KM) / KM_PER_DEGREE
    near = sa.func.abs(c.lat - telling.lat) <= reach
    if abs(telling.lat) + WIDEST > POLAR:
        return near
    wide = reach / math.cos(math.radians(abs(telling.lat) + WIDEST))
    apart = sa.func.abs(c.lon - telling.lon)
    return sa.and_(near, sa.or_(apart <= wide, apart >= 360 - wide))


def _telling(row: sa.Row[Any]) -> TellingRow:
    return TellingRow(
        report=row.report_id, mention=row.mention_id, incident=row.incident_id, cell=row.cell, start=row.start,
        type=row.type, since=row.since, until=row.until, country=row.country, lat=row.lat, lon=row.lon,
        radius_km=row.radius_km,
    )  # fmt: skip


def last_cell(connection: sa.Connection) -> int:
    """The highest number of a cell."""
    return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(t.tellings.c.cell), 0))).scalar_one())
