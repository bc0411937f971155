"""An archive of invented incidents, of which it is known when they change and what was not reported."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

import numpy as np

from dateline.archive import Archive, RunDescription
from dateline.archive.shelf import Rewritten
from dateline.building import rules
from dateline.records import Actor, Coded, Incident, IncidentHarm, Party, Place, Report, Support

FIRST = dt.date(2015, 1, 5)
"""A Monday."""
WEEKS, CHANGE, SILENT = 150, 75, range(100, 104)
"""Weeks from then on: after CHANGE weeks events come three times as often, and in the SILENT ones nobody reports."""
GROUP = Actor(id="islamic-state", name="Islamic State", sector="REB", country=None, parent=None)
RUN = RunDescription("tests", "invented", "invented", {})
TOWNS = (("EGY", 31.1, 33.8), ("EGY", 31.2, 34.1), ("LBY", 32.8, 13.2), ("LBY", 30.9, 17.6), ("NGA", 11.8, 13.1))


def monday(week: int) -> dt.date:
    return FIRST + dt.timedelta(weeks=week)


def put_report(archive: Archive, week: int) -> str:
    """A report that comes out in a week; its id."""
    text = f"News of week {week}. Gunmen shot two."
    report = Report(
        id=f"r{week}", title=None, outlet=f"Outlet {week % 3}", url=None, published=monday(week) + dt.timedelta(days=2),
        language="en", text=text, sha256=hashlib.sha256(text.encode()).hexdigest(),
    )  # fmt: skip
    archive.put(report, text.encode(), RUN, Coded(report=report, entities=(), mentions=()))
    return report.id


def invented(number: int, day: dt.date, report: str, rng: np.random.Generator, **more: Any) -> Incident:
    """An incident of the group in one of five towns; every third has no figure of killed."""
    country, lat, lon = TOWNS[int(rng.integers(len(TOWNS)))]
    killed = int(rng.integers(1, 9))
    known: dict[str, Any] = {
        "id": f"i-{number:010x}", "type": "ASSAULT", "modes": (), "from_": day, "to": day, "actors": (GROUP.name,),
        "recipients": (), "status": "happened", "aggregate": False, "background": False, "reports": 1, "outlets": 1,
        "independent": 1, "conflicts": (), "confidence": 0.8,
        "parties": (Party(role="actor", name=GROUP.name, tellings=(), actor=GROUP),),
        "place": Place(
            start=0, end=0, text="", name=f"Town {lat}", geonames_id=None, lat=lat, lon=lon, country=country,
            admin1=None, kind="city", relation="in", radius_km=5.0, precision="city", probability=0.9,
        ),
        "harm": () if number % 3 == 0 else (
            IncidentHarm(kind="killed", low=killed, best=killed + 1, high=killed + 3),
        ),
        "support": (Support(
            report=report, mention="m1", sentence="Gunmen shot two.", outlet="Outlet 1", source=None, start=0, end=16,
            origin=0,
        ),),
        "review": "rejected" if number % 50 == 7 else "accepted" if number % 25 == 3 else "unreviewed",
    }  # fmt: skip
    return Incident(**(known | more))


def write(archive: Archive, incidents: list[Incident]) -> None:
    """These in place of all incidents, as if built by the rules of now, so that nothing builds them anew."""
    listed = list(enumerate(incidents))
    assert archive.rewrite_incidents(
        lambda _: Rewritten(listed, (), ()), cells=None, generation=archive.generation(), rules=rules(),
        until=archive.coded_until(),
    )  # fmt: skip


def invent(path: Path, *, weeks: int = WEEKS, seed: int = 5, rate: float = 2.0) -> list[Incident]:
    """An archive with so many weeks of news; gives its incidents."""
    rng = np.random.default_rng(seed)
    with Archive.open(path) as archive:
        reports = {week: put_report(archive, week) for week in range(weeks) if week not in SILENT}
        found: list[Incident] = []
        for week in range(weeks):
            told = reports.get(week) or reports[max(SILENT) + 1]
            for _ in range(int(rng.poisson(rate * (3 if week >= CHANGE else 1)))):
                day = monday(week) + dt.timedelta(days=int(rng.integers(7)))
                found.append(invented(len(found), day, told, rng))
        write(archive, found)
    return found
