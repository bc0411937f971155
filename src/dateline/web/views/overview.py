"""What is in the archive, how well it covers, what waits for review, and how often reviewers found it right."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np
from fastapi import APIRouter, Request, Response

from dateline.archive.migrations import VERSIONS
from dateline.ground.places import gazetteer
from dateline.incidents.quality import precision
from dateline.pipeline import program_version
from dateline.records import Record
from dateline.reviews import standing
from dateline.web.answers import answer
from dateline.web.desk import Desk, View
from dateline.web.filters import Filters
from dateline.web.index import NONE
from dateline.web.timeline import timeline
from dateline.web.views.common import TheDesk, gives

router = APIRouter(tags=["archive"])
NOTHING_ASKED = Filters("incidents", {})
"""All that took place."""
EVERY_MONTH = 14 * 10_000
"""More than there are stretches of 28 days up to the year 9999: months stay months."""


class Counts(Record, frozen=True, kw_only=True):
    """How much there is. `incidents` took place, and `disputed` and `placeless` are of those; `placeless` ones have no
    point on the map. `reviewed` are all that a reviewer decided on, rejected ones too.
    """

    reports: int
    mentions: int
    incidents: int
    reviewed: int
    disputed: int
    placeless: int
    withdrawn: int


class Summary(Record, frozen=True, kw_only=True):
    """What archive this is, by which program, and how much is in it."""

    name: str
    program: str
    schema: str
    counts: Counts
    first_day: str | None
    last_day: str | None
    outlets: int
    waiting: bool


class Covered(Record, frozen=True, kw_only=True):
    """How many reports of an outlet a month has; null where month or outlet is unknown."""

    month: str | None
    outlet: str | None
    reports: int


class Monthly(Record, frozen=True, kw_only=True):
    """How many incidents began in a month, and how many people were killed in them as far as is told."""

    month: str
    count: int
    killed: int | None


class Number(Record, frozen=True, kw_only=True):
    """How many have a value; `label` is for people."""

    value: str
    label: str
    count: int
    killed: int | None = None


class Overview(Record, frozen=True, kw_only=True):
    """The archive at a glance. `by_status` counts mentions, the others incidents or reports; `skipped` says why reports
    were not coded.
    """

    counts: Counts
    coverage: tuple[Covered, ...]
    by_month: tuple[Monthly, ...]
    undated: int
    by_type: tuple[Number, ...]
    by_country: tuple[Number, ...]
    by_status: tuple[Number, ...]
    review: dict[str, int]
    skipped: tuple[Number, ...]
    languages: tuple[Number, ...]


class Precision(Record, frozen=True, kw_only=True):
    """Of `n` incidents, how many were right, with the interval of 95 %; null without any."""

    field: str
    right: int
    n: int
    share: float | None
    low: float | None
    high: float | None


class Quality(Record, frozen=True, kw_only=True):
    """What reviewers found. `stands`: incidents that were not rejected; `fields`: of those, how often a field needed no
    correction. It speaks of all incidents only as far as the reviewed ones were picked by chance.
    """

    reviewed: int
    decided_by: tuple[Number, ...]
    stands: Precision
    fields: tuple[Precision, ...]


@router.get("/archive", responses=gives(Summary))
def archive(request: Request, desk: TheDesk) -> Response:
    """What archive this is, and how much is in it."""
    view = desk.view(NOTHING_ASKED)
    index, counts = view.index, _counts(desk, view)
    days = [day for n in np.flatnonzero(view.chosen) for day in (index.rows[n].from_, index.rows[n].to) if day]
    coverage = desk.archive.coverage()
    summary = Summary(
        name=desk.archive.path.name, program=f"dateline {program_version()}", schema=VERSIONS[-1], counts=counts,
        first_day=min(days).isoformat() if days else None, last_day=max(days).isoformat() if days else None,
        outlets=len({outlet for _, outlet, _ in coverage if outlet}), waiting=bool(desk.archive.built().waiting),
    )  # fmt: skip
    return answer(request, summary)


def _counts(desk: Desk, view: View) -> Counts:
    sizes, index, took_place = desk.archive.sizes(), view.index, view.chosen
    reviewed = ~index.facets["review"].having(["unreviewed"])
    return Counts(
        reports=sizes["reports"], mentions=sizes["mentions"], incidents=int(took_place.sum()),
        reviewed=int(reviewed.sum()), disputed=int((took_place & ~index.facets["disputed"].having([NONE])).sum()),
        placeless=int((took_place & ~index.placed).sum()), withdrawn=len(desk.archive.withdrawn()),
    )  # fmt: skip


@router.get("/overview", responses=gives(Overview))
def overview(request: Request, desk: TheDesk) -> Response:
    """The archive at a glance."""
    view = desk.view(NOTHING_ASKED)
    index, took_place = view.index, view.chosen
    every = np.ones(index.size, dtype=bool)
    months = timeline(index, took_place, "month", most=EVERY_MONTH)
    killed: defaultdict[str, int] = defaultdict(int)
    told: set[str] = set()
    for number in np.flatnonzero(took_place):
        row = index.rows[number]
        country = row.place.country if row.place else None
        if country and row.killed is not None:
            killed[country] += row.killed
            told.add(country)
    statuses, skipped, languages = desk.archive.told()
    countries = [(name, n) for name, n in index.facets["country"].counts(took_place)]
    page = Overview(
        counts=_counts(desk, view),
        coverage=tuple(Covered(month=m, outlet=o, reports=n) for m, o, n in desk.archive.coverage()),
        by_month=tuple(Monthly(month=b.from_.isoformat()[:7], count=b.count, killed=b.killed) for b in months.bins),
        undated=months.undated,
        by_type=tuple(Number(value=v, label=v, count=n) for v, n in index.facets["type"].counts(took_place)),
        by_country=tuple(
            Number(value=v, label=_country(v), count=n, killed=killed[v] if v in told else None) for v, n in countries
        ),
        by_status=_numbers(statuses), review=dict(index.facets["review"].counts(every)), skipped=_numbers(skipped),
        languages=_numbers(languages),
    )  # fmt: skip
    return answer(request, page)


def _country(alpha: str) -> str:
    country = gazetteer().country(alpha)
    return country.name if country else "no country"


def _numbers(counted: Counter[str]) -> tuple[Number, ...]:
    return tuple(Number(value=value, label=value, count=count) for value, count in counted.most_common())


@router.get("/quality", responses=gives(Quality))
def quality(request: Request, desk: TheDesk) -> Response:
    """How often reviewers found right what the program says."""
    index = desk.current()
    reviewed = [row.id for row in index.rows if row.review != "unreviewed"]
    incidents = desk.incidents(reviewed, "incidents")
    decisions = desk.archive.review_decisions()
    stands, fields, looked_at = precision(incidents, decisions)
    by = Counter(d.by for d in standing(decisions) if d.action != "comment")
    rows = [("stands", stands), *fields.items()]
    made = [Precision(field=f, right=s.right, n=s.n, share=s.share, low=s.low, high=s.high) for f, s in rows]
    return answer(request, Quality(reviewed=looked_at, decided_by=_numbers(by), stands=made[0], fields=tuple(made[1:])))
