"""Files to take away: incidents as filtered, and what reviewers decided."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np
from fastapi import APIRouter, Query, Request, Response

from dateline import exporting
from dateline.codebooks import BookName, codebook
from dateline.exports import Choice, Format
from dateline.web.answers import tagged
from dateline.web.filters import COUNTABLE
from dateline.web.views.common import Given, TheDesk, gives_file

router = APIRouter(tags=["files"])
MEDIA: dict[Format, str] = {
    "csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet", "geojson": "application/geo+json",
    "jsonl": "application/jsonl",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip


@router.get("/export", response_class=Response, responses=gives_file(*MEDIA.values()))
def export(
    request: Request, desk: TheDesk, given: Given,
    format_: Annotated[Format, Query(alias="format")] = "csv",
    columns: Annotated[
        Literal["native"] | BookName, Query(description="Dateline's own columns, or a coding standard's.")
    ] = "native",
    reviewed: Annotated[bool, Query(description="Only what a reviewer has accepted or corrected.")] = False,
) -> Response:  # fmt: skip
    """The incidents that all filters let through, as a file: as `dateline export` writes it, the rejected ones and
    others that did not take place only where a filter asks for them.
    """
    view = desk.view(given)
    ids = {view.index.rows[number].id for number in np.flatnonzero(view.chosen)}
    book = None if columns == exporting.NATIVE else codebook(columns)
    told = given.layer == "told"
    choice = Choice(everything=told or not COUNTABLE.keys().isdisjoint(given.values), reviewed=reviewed)
    frame, _ = exporting.rows(desk.archive, "incidents", choice, book, only=ids, stored=not told)
    return _file(request, exporting.written(frame, format_), MEDIA[format_], f"incidents.{format_}")


@router.get("/corrections", response_class=Response, responses=gives_file(MEDIA["jsonl"]))
def corrections(request: Request, desk: TheDesk) -> Response:
    """What reviewers decided, with the sentences that it is on, as JSON Lines to train on."""
    data, _ = exporting.corrections_file(desk.archive)
    return _file(request, data, MEDIA["jsonl"], "corrections.jsonl")


def _file(request: Request, data: bytes, media_type: str, name: str) -> Response:
    response = tagged(request, data, media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
