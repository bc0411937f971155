"""Small incidents of both kinds."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dateline.analysis import OutsideIncident
from dateline.records import Incident, IncidentHarm, Place, Support

DAY = dt.date(2017, 7, 9)
MOSUL, KIRKUK = (36.335, 43.119), (35.468, 44.392)


def place(
    at: tuple[float, float] | None = MOSUL, country: str | None = "IRQ", radius: float | None = 0.0, name: str = "Mosul"
) -> Place:
    lat, lon = at or (None, None)
    return Place(
        start=0, end=5, text=name, name=name, geonames_id=None, lat=lat, lon=lon, country=country, admin1=None, kind="city",
        relation="in", radius_km=radius, precision="city", probability=1.0,
    )  # fmt: skip


def ours(
    id_: str = "i1", day: dt.date | None = DAY, to: dt.date | None = None, where: Place | None = None,
    killed: int | None = 3, **fields: Any,
) -> Incident:  # fmt: skip
    known: dict[str, Any] = {
        "type": "ASSAULT", "modes": (), "actors": (), "recipients": (), "status": "happened", "aggregate": False,
        "background": False, "reports": 1, "outlets": 1, "conflicts": (), "confidence": 0.9,
        "place": place() if where is None else where,
        "harm": () if killed is None else (IncidentHarm(kind="killed", low=killed, best=killed, high=killed),),
        "support": (Support(report=f"r-{id_}", mention="m1", sentence=f"Told of {id_}.", outlet=None, source=None),),
    }  # fmt: skip
    return Incident(id=id_, from_=day, to=to or day, **(known | fields))


def theirs(
    id_: str = "1", day: dt.date | None = DAY, to: dt.date | None = None, at: tuple[float, float] | None = MOSUL,
    radius: float = 0.0, country: str | None = "IRQ", actors: tuple[str, ...] = (),
) -> OutsideIncident:  # fmt: skip
    lat, lon = at or (None, None)
    return OutsideIncident(
        id=id_, from_=day, to=to or day, lat=lat, lon=lon, radius_km=radius, country=country, actors=actors,
        deaths=(None, 3, None),
    )  # fmt: skip
