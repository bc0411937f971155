"""One incident with all that it rests on: its account, its tellings in their words, its codes and its history."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

import numpy as np
from fastapi import APIRouter, Query, Request, Response

from dateline.codebooks import BookName, Scalar, codebook, together
from dateline.ground.places.gazetteer import kilometres
from dateline.incidents.account import account
from dateline.incidents.urgency import urgency
from dateline.records import Coded, Incident, Mention, Record, Support
from dateline.web.answers import answer
from dateline.web.desk import Desk
from dateline.web.filters import Filters, Layer
from dateline.web.index import UNKNOWN_DAY, Index
from dateline.web.rows import Row, row_of
from dateline.web.views.common import TheDesk, gives
from dateline.web.views.decisions import Made, made_on

router = APIRouter(tags=["incidents"])
NEAR_KM, NEAR_DAYS, NEAR_MOST = 50.0, 3, 8
"""How close an incident of the same type must be to be offered as the same one."""


class AccountClause(Record, frozen=True, kw_only=True):
    """A sentence of the account, with the names of the tellings that it rests on."""

    text: str
    support: tuple[str, ...]


class Happened(Record, frozen=True, kw_only=True):
    """A line of an incident's history."""

    version: int
    kind: str
    when: str
    details: dict[str, Any]


class Weighed(Record, frozen=True, kw_only=True):
    """How urgent a review is: `uncertainty` times `importance`, and why."""

    value: float
    uncertainty: float
    importance: float
    why: tuple[str, ...]


class IncidentPage(Record, frozen=True, kw_only=True):
    """An incident with its account, what was decided on it, what became of it, and others near it."""

    incident: Incident
    row: Row
    layer: Layer
    account: tuple[AccountClause, ...]
    decisions: tuple[Made, ...]
    history: tuple[Happened, ...]
    urgency: Weighed
    near: tuple[Row, ...]


class ToldIn(Record, frozen=True, kw_only=True):
    """The report of a telling."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    language: str | None
    withdrawn: bool


class Bounds(Record, frozen=True, kw_only=True):
    """Where a stretch stands in a report's text."""

    start: int
    end: int


class Told(Record, frozen=True, kw_only=True):
    """A telling: what it says itself, and its sentence between what stands around it in the paragraph. `mention` is
    null where the report has been coded anew since.
    """

    name: str
    report: ToldIn
    origin: int | None
    mention: Mention | None
    sentence: Bounds | None
    before: str
    text: str
    after: str


class Tellings(Record, frozen=True, kw_only=True):
    """All tellings of an incident, in its order."""

    tellings: tuple[Told, ...]


class CodedValue(Record, frozen=True, kw_only=True):
    """A column of a codebook: its value, the rule that gave it, and what it means."""

    column: str
    value: str | float | bool | None
    rule: str
    description: str


class Codes(Record, frozen=True, kw_only=True):
    """What a codebook makes of an incident; `included` is null where the record does not say."""

    codebook: str
    title: str
    version: str
    included: bool | None
    why: str
    incidents: tuple[str, ...]
    values: tuple[CodedValue, ...]


@router.get("/incidents/{incident_id}", responses=gives(IncidentPage))
def incident(request: Request, desk: TheDesk, incident_id: str) -> Response:
    """An incident by its id. Its `version` is to be sent back, as `If-Match`, with a decision on it."""
    found, layer = desk.incident(incident_id)
    how = urgency(found)
    page = IncidentPage(
        incident=found, row=row_of(found), layer=layer,
        account=tuple(AccountClause(text=c.text, support=tuple(s.name for s in c.support)) for c in account(found)),
        decisions=made_on(desk.archive, found),
        history=tuple(
            Happened(version=c.version, kind=c.kind, when=c.when, details=c.details)
            for c in desk.archive.incident_history(found.id)
        ),
        urgency=Weighed(value=how.value, uncertainty=how.uncertainty, importance=how.importance, why=how.why),
        near=_near(desk, found, layer),
    )  # fmt: skip
    return answer(request, page)


@router.get("/incidents/{incident_id}/tellings", responses=gives(Tellings))
def tellings(request: Request, desk: TheDesk, incident_id: str) -> Response:
    """The tellings of an incident, each in its own words."""
    found, _ = desk.incident(incident_id)
    coded = {c.report.id: c for c, _ in desk.archive.newest({s.report for s in found.support})}
    withdrawn = desk.archive.withdrawn()
    told = tuple(_told(s, coded.get(s.report), s.report in withdrawn) for s in found.support)
    return answer(request, Tellings(tellings=told))


def _told(support: Support, coded: Coded | None, withdrawn: bool) -> Told:
    report = coded.report if coded else None
    mention = next((m for m in coded.mentions if m.id == support.mention), None) if coded else None
    start, end = support.start, support.end
    bounds = None if report is None or start is None or end is None else Bounds(start=start, end=end)
    before = after = ""
    if report is not None and bounds is not None:
        text = report.text
        first = text.rfind("\n", 0, bounds.start) + 1
        last = text.find("\n", bounds.end)
        before, after = text[first : bounds.start], text[bounds.end : last if last >= 0 else len(text)]
    return Told(
        name=support.name, origin=support.origin, mention=mention, sentence=bounds, before=before,
        text=report.text[bounds.start : bounds.end] if report and bounds else support.sentence, after=after,
        report=ToldIn(
            id=support.report, title=report.title if report else None, outlet=support.outlet,
            published=report.published.isoformat() if report and report.published else None,
            language=report.language if report else None, withdrawn=withdrawn,
        ),
    )  # fmt: skip


@router.get("/incidents/{incident_id}/codes", responses=gives(Codes))
def codes(
    request: Request, desk: TheDesk, incident_id: str,
    codebook_: Annotated[BookName, Query(alias="codebook")] = "plover",
) -> Response:  # fmt: skip
    """What a coding standard makes of an incident, with the rule behind every value."""
    found, _ = desk.incident(incident_id)
    book = codebook(codebook_)
    # What is one event for a codebook may depend on what else happened there that day.
    near = _same_days(desk, found)
    row = next(row for row in book.code(together(found, near)) if found.id in row.incidents)
    values = tuple(
        CodedValue(
            column=c.name,
            value=_plain(row.values[c.name].value),
            rule=row.values[c.name].rule,
            description=c.description,
        )
        for c in book.columns
    )
    told = Codes(
        codebook=book.name, title=book.title, version=book.version, included=row.included, why=row.why,
        incidents=row.incidents, values=values,
    )  # fmt: skip
    return answer(request, told)


def _plain(value: Scalar) -> str | float | bool | None:
    return value.isoformat() if isinstance(value, dt.date) else value


def _same_days(desk: Desk, incident: Incident) -> list[Incident]:
    """The incidents that a codebook may join with one: those whose days meet its own."""
    if incident.from_ is None:
        return [incident]
    given = Filters("incidents", {}, since=incident.from_, until=incident.to or incident.from_)
    view = desk.view(given)
    ids = [view.index.rows[n].id for n in np.flatnonzero(view.chosen)]
    found = desk.incidents(ids, "incidents")
    return found if any(other.id == incident.id for other in found) else [*found, incident]


def _near(desk: Desk, incident: Incident, layer: Layer) -> tuple[Row, ...]:
    """Others of the same type that are close in place and day, the closest first: candidates for a merge."""
    place = incident.place
    if layer != "incidents" or place is None or place.lat is None or place.lon is None:
        return ()
    view = desk.view(Filters("incidents", {"type": (incident.type,)}))
    index: Index = view.index
    rows = np.flatnonzero(view.chosen & index.placed)
    far = kilometres(index.columns["lat"][rows], index.columns["lon"][rows], place.lat, place.lon)
    day = incident.from_.toordinal() if incident.from_ else None
    known = index.columns["since"][rows] != UNKNOWN_DAY
    apart = np.where(known, np.abs(index.columns["since"][rows] - day), 0) if day is not None else np.zeros(len(rows))
    close = np.flatnonzero((far <= NEAR_KM) & (apart <= NEAR_DAYS))
    order = close[np.lexsort((apart[close], far[close]))]
    found = [index.rows[rows[n]] for n in order]
    return tuple(row for row in found if row.id != incident.id)[:NEAR_MOST]
