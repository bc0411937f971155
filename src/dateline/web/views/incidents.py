"""Lists, facets, map and time line of incidents, all by the same filters."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from dateline.ground.places import gazetteer
from dateline.records import Record
from dateline.web.answers import answer
from dateline.web.cells import MapPage, on_map
from dateline.web.index import NAMES, NONE
from dateline.web.rows import Row
from dateline.web.timeline import By, Timeline, timeline
from dateline.web.views.common import Given, TheDesk, gives, start_of

router = APIRouter(tags=["incidents"])
MOST = 50
"""Values of a facet that are listed."""
Sort = Literal["urgency", "-from", "from", "-killed", "-reports", "place", "type"]
FacetName = Literal[
    "type", "mode", "actor", "status", "source", "outlet", "country", "harm", "review", "precision", "flag", "disputed",
    "code",
]  # fmt: skip


class Page(Record, frozen=True, kw_only=True):
    """Some of `total` incidents; `next` is the cursor of the page after, null at the end."""

    items: tuple[Row, ...]
    total: int
    next: str | None


class FacetValue(Record, frozen=True, kw_only=True):
    """A value of a facet with how many incidents have it; `label` is for people."""

    value: str
    label: str
    count: int


class Facets(Record, frozen=True, kw_only=True):
    """How many incidents each value would let through, all other filters on; `more` says how many are not listed."""

    total: int
    facets: dict[str, tuple[FacetValue, ...]]
    more: dict[str, int]


@router.get("/incidents", responses=gives(Page))
def incidents(
    request: Request, desk: TheDesk, given: Given, sort: Sort = "-from", cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Response:  # fmt: skip
    """The incidents that all filters let through, a page of them."""
    view, start = desk.view(given), start_of(cursor)
    order = view.index.order(sort)
    chosen = order[view.chosen[order]]
    items = tuple(view.index.rows[number] for number in chosen[start : start + limit])
    after = start + limit
    page = Page(items=items, total=len(chosen), next=str(after) if after < len(chosen) else None)
    return answer(request, page)


@router.get("/facets", responses=gives(Facets))
def facets(
    request: Request, desk: TheDesk, given: Given,
    only: Annotated[list[FacetName], Query(description="The facets to give; all without.")] = [],
) -> Response:  # fmt: skip
    """What can be filtered by, with counts."""
    view = desk.view(given)
    found, more = {}, {}
    for name in only or (*NAMES, *(("code",) if view.codes else ())):
        made = view.codes if name == "code" else view.index.facets[name]
        if made is None:
            continue
        counts = made.counts(view.masks.all(but=(name,)))
        wanted = set(given.codes if name == "code" else given.values.get(name, ()))
        listed = counts[:MOST] + [pair for pair in counts[MOST:] if pair[0] in wanted]
        found[name] = tuple(FacetValue(value=v, label=_label(name, v), count=n) for v, n in listed)
        if len(counts) > len(listed):
            more[name] = len(counts) - len(listed)
    return answer(request, Facets(total=int(view.chosen.sum()), facets=found, more=more))


def _label(name: str, value: str) -> str:
    if value == NONE:
        return {"source": "the outlet itself", "disputed": "nothing"}.get(name, NONE)
    if name == "country":
        country = gazetteer().country(value)
        return country.name if country else value
    return value


@router.get("/map", responses=gives(MapPage))
def map_(request: Request, desk: TheDesk, given: Given, zoom: Annotated[float, Query(ge=0, le=22)] = 1.0) -> Response:
    """What a map of a zoom draws: cells where incidents lie on each other, points elsewhere. The box cuts only what is
    drawn; counts are of all that the other filters let through.
    """
    view = desk.view(given)
    among = view.masks.all(but=("bbox",))
    return answer(request, on_map(view.index, among, zoom, given.box))


@router.get("/timeline", responses=gives(Timeline))
def timeline_(request: Request, desk: TheDesk, given: Given, by: By | Literal["auto"] = "auto") -> Response:
    """How many incidents began in each stretch of time; the days asked for do not narrow it, but show in it."""
    view = desk.view(given)
    return answer(request, timeline(view.index, view.masks.all(but=("days",)), by))


class Queue(Record, frozen=True, kw_only=True):
    """The incidents that wait for a review: `total` wait, `done` are reviewed."""

    items: tuple[Row, ...]
    total: int
    done: int


@router.get("/queue", responses=gives(Queue))
def queue(
    request: Request, desk: TheDesk, given: Given, order: Literal["urgency", "random"] = "urgency",
    after: Annotated[str | None, Query(max_length=100, description="Begin after this incident.")] = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> Response:  # fmt: skip
    """What to review next: where a decision changes most, or by chance, which makes the reviewed ones a fair sample."""
    view = desk.view(given)
    waits = view.masks.all(but=("review",)) & view.index.facets["review"].having(["unreviewed"])
    done = view.masks.all(but=("review",)) & ~waits
    ordered = view.index.order(order)
    chosen = [int(number) for number in ordered if waits[number]]
    at = view.index.number.get(after) if after else None
    if at is not None:
        # One that was decided on waits no more; what came after it in the order still does.
        place = {int(number): k for k, number in enumerate(ordered)}
        later = [number for number in chosen if place[number] > place[at]]
        chosen = later + [number for number in chosen if place[number] <= place[at]]
    items = tuple(view.index.rows[number] for number in chosen[:limit])
    return answer(request, Queue(items=items, total=int(waits.sum()), done=int(done.sum())))
