"""Incidents with what a list shows of them, and indexes of such."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from dateline.records import Conflict, Incident, IncidentHarm, Place, Support
from dateline.web.filters import Filters, Masks
from dateline.web.index import Index
from dateline.web.rows import kept

DAY = dt.date(2024, 3, 1)


def place(lat: float | None = 35.0, lon: float | None = 44.0, **more: Any) -> Place:
    known: dict[str, Any] = {
        "name": "Qasr", "geonames_id": 1, "country": "IRQ", "admin1": "Kirkuk", "kind": "city", "relation": "in",
        "radius_km": 5.0, "precision": "city", "probability": 0.9,
    }  # fmt: skip
    return Place(start=0, end=4, text="Qasr", lat=lat, lon=lon, **(known | more))


def incident(number: int = 0, **more: Any) -> Incident:
    """An incident; `killed` is a figure, `disputed` fields, `source` and `outlet` those of its one telling."""
    killed, disputed = more.pop("killed", None), more.pop("disputed", ())
    support = Support(
        report=f"r{number}", mention="m1", sentence="Gunmen shot two.", source=more.pop("source", None),
        outlet=more.pop("outlet", "Wire"), start=0, end=16, origin=0,
    )  # fmt: skip
    known: dict[str, Any] = {
        "id": f"i-{number:010x}", "type": "ASSAULT", "modes": (), "place": place(), "from_": DAY, "to": DAY,
        "actors": (), "recipients": (), "status": "happened", "aggregate": False, "background": False, "reports": 1,
        "outlets": 1, "independent": 1, "support": (support,), "confidence": 0.5,
        "harm": () if killed is None else (IncidentHarm(kind="killed", low=killed, best=killed, high=killed),),
        "conflicts": tuple(Conflict(field=f, values=(("1", ("a",)), ("2", ("b",)))) for f in disputed),
    }  # fmt: skip
    return Incident(**(known | more))


def index_of(incidents: Sequence[Incident]) -> Index:
    return Index.of(kept(number, one) for number, one in enumerate(incidents))


def ids(index: Index, **given: Any) -> list[str]:
    """The incidents that filters let through."""
    masks = Masks(index, Filters("incidents", given.pop("values", {}), **given), quoting=lambda _: set(), codes=None)
    return [row.id for row, chosen in zip(index.rows, masks.all(), strict=True) if chosen]


SLOW = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
"""Whole incidents take long to draw, on a busy machine all the more."""
NAMES = ("Red Dawn", "gunmen", "police")
LATITUDES = st.floats(-90, 90).map(lambda x: round(x, 3))
LONGITUDES = st.floats(-180, 180).map(lambda x: round(x, 3))


@st.composite
def incidents(draw: st.DrawFn, most: int = 12) -> list[Incident]:
    """Some incidents of all sorts."""
    found = []
    for number in range(draw(st.integers(0, most))):
        where = draw(st.one_of(st.none(), st.just(place(None, None)), st.builds(place, LATITUDES, LONGITUDES)))
        start = draw(st.one_of(st.none(), st.dates(dt.date(2023, 12, 1), dt.date(2024, 5, 1))))
        found.append(
            incident(
                number, place=where, from_=start, to=start and start + dt.timedelta(days=draw(st.integers(0, 40))),
                type=draw(st.sampled_from(["ASSAULT", "PROTEST", "AID"])),
                modes=draw(st.lists(st.sampled_from(["firearms", "explosives"]), unique=True).map(tuple)),
                actors=draw(st.lists(st.sampled_from(NAMES), unique=True).map(tuple)),
                source=draw(st.sampled_from([None, "police", "a witness"])),
                outlet=draw(st.sampled_from([None, "Wire", "Record"])), killed=draw(st.none() | st.integers(0, 40)),
                disputed=draw(st.lists(st.sampled_from(["killed", "place"]), unique=True)),
                review=draw(st.sampled_from(["unreviewed", "accepted", "rejected"])),
                confidence=draw(st.sampled_from([0.2, 0.6, 0.9])),
            )
        )  # fmt: skip
    return found
