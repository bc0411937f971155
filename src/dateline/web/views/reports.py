"""Reports: searching them, reading one with all that was taken from it, and the bytes as they came."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from dateline.errors import NotInArchive
from dateline.records import Entity, Mention, Record, Report
from dateline.web.answers import answer, tagged
from dateline.web.filters import Words
from dateline.web.views.common import TheDesk, gives, gives_file, start_of

router = APIRouter(tags=["reports"])
_FIRST_LETTERS = 2_000


class Part(Record, frozen=True, kw_only=True):
    """A stretch of words, and whether it was sought."""

    text: str
    hit: bool


class ReportRow(Record, frozen=True, kw_only=True):
    """A report in a list; `snippet` has the words that were sought."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    language: str | None
    characters: int
    mentions: int
    incidents: int
    withdrawn: bool
    snippet: tuple[Part, ...] | None


class ReportList(Record, frozen=True, kw_only=True):
    """Some of `total` reports in the order in which they came; `next` is the cursor of the page after."""

    items: tuple[ReportRow, ...]
    total: int
    next: str | None


class TakenBack(Record, frozen=True, kw_only=True):
    """Who wrote down that a report's outlet took it back, why and when."""

    by: str
    reason: str
    when: str


class ReportRun(Record, frozen=True, kw_only=True):
    """A run that coded the report."""

    id: str
    program_version: str
    reader: str
    ground: str
    created: str


class ToldMention(Record, frozen=True, kw_only=True):
    """A mention, and the incident that it tells of; null where it tells of none that took place."""

    mention: Mention
    incident: str | None


class ReportPage(Record, frozen=True, kw_only=True):
    """A report as it stands, with what its newest run took from it. `bytes` is the length of what came in, null where a
    purge dropped it; `dir` the direction of its script.
    """

    report: Report
    version: int
    marked: bool
    redacted: bool
    notes: tuple[str, ...]
    withdrawn: TakenBack | None
    why_not_coded: str | None
    runs: tuple[ReportRun, ...]
    entities: tuple[Entity, ...]
    mentions: tuple[ToldMention, ...]
    sha256: str
    bytes: int | None
    dir: Literal["ltr", "rtl"]


@router.get("/reports", responses=gives(ReportList))
def reports(
    request: Request, desk: TheDesk,
    q: Annotated[str, Query(max_length=500, description="Words of the text or the title; `\"...\"` in a row.")] = "",
    outlet: Words = [],
    withdrawn: bool | None = None, cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:  # fmt: skip
    """The reports with these words, a page of them."""
    found, total = desk.archive.search_reports(
        words=q.strip(), outlets=outlet, withdrawn=withdrawn, after=start_of(cursor), limit=limit + 1
    )
    rows = tuple(
        ReportRow(
            id=f.id, title=f.title, outlet=f.outlet, published=f.published, language=f.language,
            characters=f.characters, mentions=f.mentions, incidents=f.incidents, withdrawn=f.withdrawn,
            snippet=None if f.snippet is None else tuple(Part(text=text, hit=hit) for text, hit in f.snippet),
        )
        for f in found[:limit]
    )  # fmt: skip
    more = str(found[limit - 1].seq) if len(found) > limit else None
    return answer(request, ReportList(items=rows, total=total, next=more))


@router.get(
    "/reports/{report_id:path}/snapshot", response_class=Response, responses=gives_file("application/octet-stream")
)
def snapshot(request: Request, desk: TheDesk, report_id: str) -> Response:
    """The bytes of a report as it was received, to be saved; never shown, since they may be anything."""
    stored = desk.archive.find(report_id)
    data = desk.archive.data(stored.report.id)
    if data is None:
        raise NotInArchive("the bytes of this report are gone: a name was purged from it", where=stored.report.id)
    response = tagged(request, data, "application/octet-stream", etag=f'"{stored.report.sha256}"')
    response.headers["Content-Disposition"] = f'attachment; filename="{stored.report.sha256[:16]}.bin"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@router.get("/reports/{report_id:path}", responses=gives(ReportPage))
def report(request: Request, desk: TheDesk, report_id: str) -> Response:
    """A report by its id, or by what only its id begins with."""
    archive = desk.archive
    stored = archive.find(report_id)
    found = stored.report
    coded = next((c for c, _ in archive.newest([found.id])), None)
    incidents = archive.incidents_of(found.id)
    taken_back = archive.withdrawn().get(found.id)
    data = archive.data(found.id)
    page = ReportPage(
        report=found, version=stored.version, marked=stored.marked, redacted=stored.redacted, notes=stored.notes,
        withdrawn=TakenBack(by=taken_back.by, reason=taken_back.reason, when=taken_back.when) if taken_back else None,
        why_not_coded=archive.why_not_coded(found.id),
        runs=tuple(
            ReportRun(
                id=run.id, program_version=run.program_version, reader=run.reader, ground=run.ground, created=created
            )
            for run, created, _ in archive.runs(found.id)
        ),
        entities=coded.entities if coded else (),
        mentions=tuple(ToldMention(mention=m, incident=incidents.get(m.id)) for m in coded.mentions) if coded else (),
        sha256=found.sha256, bytes=None if data is None else len(data), dir=direction(found.text),
    )  # fmt: skip
    return answer(request, page)


def direction(text: str) -> Literal["ltr", "rtl"]:
    """The direction of a text by its first letter that has one."""
    for letter in text[:_FIRST_LETTERS]:
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return "ltr"
