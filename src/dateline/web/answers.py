"""What goes out: JSON with an entity tag, and what is wrong in the form that all errors have."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from dateline.analysis.needs import EXTRA
from dateline.errors import (
    ArchiveError,
    DatelineError,
    InputError,
    NotInArchive,
    ReviewError,
    SettingError,
    StaleEdit,
    TooLittleData,
)
from dateline.records import Record

JSON = "application/json"


class Problem(Record, frozen=True, kw_only=True):
    """What is wrong, where, and what to do about it; `kind` names the error."""

    kind: str
    what: str
    where: str = ""
    remedy: str = ""


class Failed(Record, frozen=True, kw_only=True):
    """The answer to a request that failed. `current`, where somebody else was faster, is what there is now."""

    error: Problem
    current: Any = None


def answer(request: Request, value: Any, *, etag: str | None = None, status: int = 200) -> Response:
    """A value as JSON; nothing but the tag where the browser has it already."""
    body = msgspec.json.encode(value)
    return tagged(request, body, JSON, etag=etag, status=status)


def tagged(request: Request, body: bytes, media_type: str, *, etag: str | None = None, status: int = 200) -> Response:
    """A body with an entity tag, its hash if none is given; without the body where the browser has it already."""
    etag = etag or f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if request.method in ("GET", "HEAD"):
        had = [part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")]
        if etag in had or "*" in had:
            return Response(status_code=304, headers=headers)
    return Response(body, status_code=status, media_type=media_type, headers=headers)


def failed(status: int, problem: Problem, current: Any = None) -> Response:
    """The answer that says what is wrong."""
    body = msgspec.json.encode(Failed(error=problem, current=current))
    return Response(body, status_code=status, media_type=JSON, headers={"Cache-Control": "no-store"})


def status_of(error: DatelineError) -> int:
    """The HTTP status of an error."""
    if isinstance(error, ArchiveError) and "disk is full" in error.what:
        return 507
    if isinstance(error, SettingError) and EXTRA in error.remedy:
        return 501
    for kind, status in (
        (NotInArchive, 404), (StaleEdit, 409), (ArchiveError, 503), (ReviewError, 422), (SettingError, 422),
        (InputError, 422), (TooLittleData, 422),
    ):  # fmt: skip
        if isinstance(error, kind):
            return status
    return 500


def problem_of(error: DatelineError) -> Problem:
    """An error as the answer tells it."""
    kind = {501: "NotInstalled", 507: "DiskFull"}.get(status_of(error), type(error).__name__)
    return Problem(kind=kind, what=error.what, where=error.where, remedy=error.remedy)


def add_failures(app: FastAPI) -> None:
    """Makes every error an answer of one form; none that nobody foresaw shows its insides."""

    @app.exception_handler(DatelineError)
    def _known(_: Request, error: DatelineError) -> Response:
        return failed(status_of(error), problem_of(error))

    @app.exception_handler(RequestValidationError)
    def _unfit(_: Request, error: RequestValidationError) -> Response:
        faults = [(".".join(map(str, fault["loc"])), fault["msg"]) for fault in error.errors()]
        what = "; ".join(f"{where}: {message}" for where, message in faults)
        problem = Problem(kind="BadRequest", what=what, where=", ".join(where for where, _ in faults), remedy=_SCHEMA)
        return failed(422, problem)

    @app.exception_handler(HTTPException)
    def _refused(request: Request, error: HTTPException) -> Response:
        kind = {404: "NotFound", 405: "NotAllowed", 503: "Busy"}.get(error.status_code, "BadRequest")
        response = failed(error.status_code, Problem(kind=kind, what=error.detail, where=request.url.path[:200]))
        response.headers.update(error.headers or {})
        return response

    @app.exception_handler(Exception)
    def _unforeseen(_: Request, error: Exception) -> Response:
        what = f"an error that nobody foresaw ({type(error).__name__})"
        return failed(500, Problem(kind="Internal", what=what, remedy="Please report it with what you did."))


_SCHEMA = "GET /api/openapi.json says what fits."
