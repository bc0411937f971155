"""What the views share: the desk of a request, pages of lists, and how answers are described."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Request

from dateline.errors import SettingError
from dateline.web.answers import Failed
from dateline.web.desk import Desk
from dateline.web.filters import Filters, filters

Described = dict[int | str, dict[str, Any]]
Given = Annotated[Filters, Depends(filters)]


def _desk(request: Request) -> Desk:
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk


TheDesk = Annotated[Desk, Depends(_desk)]


def gives(shape: type, status: int = 200, *, fails: tuple[int, ...] = (404, 422)) -> Described:
    """How a route's answers are described in the OpenAPI document: JSON of a record, and errors of one form."""
    return {status: _described(shape, (shape.__doc__ or "").split("\n")[0])} | _failures(*fails)


def gives_file(*media_types: str) -> Described:
    """How a route that gives a file is described."""
    content: dict[str, dict[str, Any]] = {kind: {} for kind in media_types}
    return {200: {"description": "A file.", "content": content}} | _failures(404, 422)


def _failures(*codes: int) -> Described:
    return {code: _described(Failed, "What is wrong, and what to do about it.") for code in (*codes, 414, 421, 503)}


def _described(kind: type, words: str) -> dict[str, Any]:
    reference = {"$ref": f"#/components/schemas/{kind.__name__}"}
    return {"description": words, "content": {"application/json": {"schema": reference}}}


def takes(shape: type) -> dict[str, Any]:
    """How a route's body is described in the OpenAPI document."""
    reference = {"$ref": f"#/components/schemas/{shape.__name__}"}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": reference}}}}


def start_of(cursor: str | None) -> int:
    """Where a page of a list begins.

    Raises SettingError for a cursor that no page gave.
    """
    if cursor is None:
        return 0
    if not cursor.isascii() or not cursor.isdecimal() or len(cursor) > 15:
        raise SettingError("this is no cursor", where="cursor", remedy="Give the `next` of the page before.")
    return int(cursor)
