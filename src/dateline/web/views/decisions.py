"""What reviewers decide: each decision is checked against the version that the reviewer saw, and kept for ever."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from dateline.archive import Archive
from dateline.errors import NotInArchive, ReviewError, StaleEdit
from dateline.records import Incident, Record, ReviewState
from dateline.reviewing import Wish, review, undo
from dateline.reviews import ReviewAction, ReviewDecision, standing
from dateline.web.answers import Problem, answer, failed, problem_of
from dateline.web.desk import Desk
from dateline.web.views.common import TheDesk, gives, start_of, takes

router = APIRouter(tags=["review"])
PAGE = 100
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Words = Annotated[str, msgspec.Meta(max_length=5_000)]
Shape = TypeVar("Shape", bound=Record)


class Made(Record, frozen=True, kw_only=True):
    """A decision: what was decided on which version of which incident, the value before and after, by whom, why, when.
    `undone` where it no longer counts.
    """

    id: int
    action: ReviewAction
    incident: str | None
    version: int | None
    field: str | None
    value: Any
    before: Any
    by: str
    reason: str
    when: str
    takes_back: int | None
    undone: bool


class Decisions(Record, frozen=True, kw_only=True):
    """Decisions, the newest first."""

    items: tuple[Made, ...]
    next: str | None


class Version(Record, frozen=True, kw_only=True):
    """An incident as it is now."""

    id: str
    version: int
    review: ReviewState


class Seen(Record, frozen=True, kw_only=True):
    """An incident of the version that the reviewer saw."""

    id: Name
    version: int


class Decision(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a reviewer decides. `field` and `value` belong to `correct`, `others` to `merge`, `tellings` (by name:
    report and mention) to `split`. `value` has the form that the incident's field has; null says that it is unknown.
    """

    action: Literal["accept", "reject", "comment", "correct", "merge", "split"]
    by: Name
    reason: Words = ""
    field: Name | None = None
    value: Any = None
    others: tuple[Seen, ...] = ()
    tellings: tuple[Words, ...] = ()


class Undoing(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who takes a decision back, and why."""

    by: Name
    reason: Words = ""


class Decided(Record, frozen=True, kw_only=True):
    """The decision, what the incidents that it was on are now, and which incident waits next."""

    decision: Made
    incidents: tuple[Version, ...]
    next: str | None


class Current(Record, frozen=True, kw_only=True):
    """What an incident is now that somebody else was faster; `last` is what they decided."""

    id: str
    version: int | None
    review: ReviewState | None
    last: Made | None


@router.get("/decisions", responses=gives(Decisions))
def decisions(
    request: Request, desk: TheDesk, incident: Annotated[str | None, Query(max_length=200)] = None,
    cursor: str | None = None,
) -> Response:  # fmt: skip
    """What was decided, the newest first: on all incidents or on one."""
    if incident is None:
        made = _made(desk.archive.review_decisions())
    else:
        made = list(made_on(desk.archive, desk.archive.incident(incident)))
    start = start_of(cursor)
    chosen = list(reversed(made))[start : start + PAGE]
    after = start + PAGE
    return answer(request, Decisions(items=tuple(chosen), next=str(after) if after < len(made) else None))


@router.post(
    "/incidents/{incident_id}/decisions", status_code=201, openapi_extra=takes(Decision),
    responses=gives(Decided, 201, fails=(400, 403, 404, 409, 413, 415, 422, 428)),
)  # fmt: skip
async def decide(
    request: Request, desk: TheDesk, incident_id: str,
    if_match: Annotated[str | None, Header(description="The version that the reviewer saw, such as \"3\".")] = None,
) -> Response:  # fmt: skip
    """Decide on an incident. Nothing is written where somebody else has changed it since the version that was seen."""
    given = _body(await request.body(), Decision)
    seen = re.fullmatch(r'(?:W/)?"?(\d{1,9})"?', (if_match or "").strip())
    if seen is None:
        what = "which version of the incident was seen is not said"
        return failed(428, Problem(kind="BadRequest", what=what, where="If-Match", remedy='Send If-Match: "VERSION".'))
    wish = Wish(
        given.action, incident_id, given.by, given.reason, given.field, given.value,
        others=[other.id for other in given.others], apart=given.tellings,
        versions={incident_id: int(seen[1])} | {other.id: other.version for other in given.others},
    )  # fmt: skip
    return await run_in_threadpool(_decide, request, desk, wish)


def _decide(request: Request, desk: Desk, wish: Wish) -> Response:
    archive = desk.archive
    try:
        if wish.action == "correct" and wish.field is None:
            raise ReviewError("a correction needs a field", where="field", remedy="Name the field to correct.")
        number = review(archive, wish)
    except StaleEdit as error:
        return failed(409, problem_of(error), _current(archive, wish.incident))
    except NotInArchive as error:
        if _only_told(desk, wish.incident):
            what = "it is told, but not held to have taken place as one incident of the news"
            remedy = "Only incidents under `What took place` can be reviewed."
            return failed(422, Problem(kind="ReviewError", what=what, where=wish.incident, remedy=remedy))
        return failed(404, problem_of(error))
    return answer(request, _decided(desk, number), status=201)


def _only_told(desk: Desk, incident_id: str) -> bool:
    try:
        return desk.incident(incident_id)[1] == "told"
    except NotInArchive:
        return False


@router.post(
    "/decisions/{number}/undo", status_code=201, openapi_extra=takes(Undoing),
    responses=gives(Decided, 201, fails=(400, 403, 404, 409, 413, 415, 422)),
)  # fmt: skip
async def undo_decision(request: Request, desk: TheDesk, number: int) -> Response:
    """Take a decision back; both stay in the history."""
    given = _body(await request.body(), Undoing)

    def undone() -> Response:
        if not 0 < number < 2**63:
            raise NotInArchive(f"no decision {number} counts", remedy="GET /api/decisions lists them.")
        return answer(request, _decided(desk, undo(desk.archive, number, by=given.by, reason=given.reason)), status=201)

    return await run_in_threadpool(undone)


def _body(body: bytes, shape: type[Shape]) -> Shape:
    try:
        return msgspec.json.decode(body, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ReviewError(
            f"the body does not fit: {error}", where="body", remedy="GET /api/openapi.json says what fits."
        ) from error


def _decided(desk: Desk, number: int) -> Decided:
    """What a decision has led to."""
    archive = desk.archive
    made = archive.review_decisions()
    decision = next(d for d in made if d.id == number)
    on = next((d for d in made if d.id == decision.takes_back), decision)
    reports = {anchor.report for anchor in (*on.anchors, *on.apart)}
    at = {(a.report, a.start) for a in (*on.anchors, *on.apart)}
    ids = list(dict.fromkeys(r.incident for r in archive.tellings(reports=reports) if (r.report, r.start) in at))
    now = archive.incidents_by_id(ids)
    versions = tuple(Version(id=i, version=now[i].version, review=now[i].review) for i in ids if i in now)
    told = next(d for d in _made(made) if d.id == number)
    return Decided(decision=told, incidents=versions, next=_next(desk))


def _next(desk: Desk) -> str | None:
    """The incident that waits for a review and is the most urgent."""
    index = desk.current()
    waits = index.facets["review"].having(["unreviewed"])
    return next((index.rows[number].id for number in index.order("urgency") if waits[number]), None)


def _current(archive: Archive, incident_id: str) -> Current:
    try:
        incident = archive.incident(incident_id)
    except NotInArchive:
        return Current(id=incident_id, version=None, review=None, last=None)
    last = made_on(archive, incident)
    return Current(id=incident.id, version=incident.version, review=incident.review, last=last[-1] if last else None)


def made_on(archive: Archive, incident: Incident) -> tuple[Made, ...]:
    """The decisions on an incident, oldest first: those that count in it, and those made on it and undone since."""
    return tuple(
        made for made in _made(archive.review_decisions())
        if made.id in incident.decisions or made.incident == incident.id or made.takes_back in incident.decisions
    )  # fmt: skip


def _made(listed: list[ReviewDecision]) -> list[Made]:
    counted = {decision.id for decision in standing(listed)}
    on = {decision.id: decision for decision in listed}
    return [
        Made(
            id=d.id, action=d.action, version=d.version, field=d.field, value=d.value, before=d.before, by=d.by,
            incident=d.incident or (on[d.takes_back].incident if d.takes_back in on else None),
            reason=d.reason, when=d.when, takes_back=d.takes_back,
            undone=d.action != "undo" and d.id not in counted,
        )
        for d in listed
    ]  # fmt: skip
