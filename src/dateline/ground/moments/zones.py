"""From a clock in a stated zone to the day in the place: 22:00 GMT on Monday is Tuesday in Manila.

Only a clock whose words name its zone can fall on another day than they say. Weekdays, dates and "yesterday" are told
in
the place's own time, and a publication date carries no hour, so nothing else is moved.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
import zoneinfo

from dateline.ground.moments.values import Reach

OFFSETS_HOURS = {
    "gmt": 0, "utc": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3, "jst": 9,
}  # fmt: skip
"""Hours ahead of UTC of the zones that news names by their letters; IST is three of them and is left alone."""
_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)")


def local_day(reach: Reach, latitude: float, longitude: float) -> Reach:
    """The day that a clock in a named zone falls on where the event was; any other meaning unchanged.

    Degrees of WGS 84. The zone of a place comes from tzfpy, its offset then from the system's or tzdata's tables.
    """
    clock = _CLOCK.match(reach.value or "")
    if reach.zone not in OFFSETS_HOURS or clock is None or reach.start is None or reach.start != reach.end:
        return reach
    zone = _zone(round(latitude, 2), round(longitude, 2))
    if zone is None:
        return reach
    midnight = dt.datetime.fromisoformat(clock[1]).replace(tzinfo=dt.UTC)
    there = midnight + dt.timedelta(hours=int(clock[2]) - OFFSETS_HOURS[reach.zone], minutes=int(clock[3]))
    day = there.astimezone(zone).date()
    return dataclasses.replace(reach, start=day, end=day)


@functools.lru_cache(maxsize=4096)
def _zone(latitude: float, longitude: float) -> zoneinfo.ZoneInfo | None:
    import tzfpy

    name = tzfpy.get_tz(longitude, latitude)
    try:
        return zoneinfo.ZoneInfo(name) if name else None
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return None
