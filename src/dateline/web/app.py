"""The desk as one application: the REST API under `/api`, and the pages that use it."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp

from dateline.archive import Archive
from dateline.pipeline import program_version
from dateline.records import Record
from dateline.web import cells, pages, timeline, told
from dateline.web.analyses import Analyses
from dateline.web.answers import Failed, add_failures
from dateline.web.desk import Desk
from dateline.web.guard import Guard
from dateline.web.views import analysis, decisions, evidence, files, incidents, lookup, overview, reports

_VIEWS = (incidents, evidence, decisions, reports, lookup, overview, files, analysis)
_SHAPES: tuple[type[Record], ...] = (
    incidents.Page, incidents.Facets, incidents.Queue, cells.MapPage, timeline.Timeline, evidence.IncidentPage,
    evidence.Tellings, evidence.Codes, decisions.Decisions, decisions.Decision, decisions.Undoing, decisions.Decided,
    reports.ReportList, reports.ReportPage, lookup.FoundPlaces, lookup.FoundParties, lookup.Vocabulary, lookup.Books,
    overview.Summary, overview.Overview, overview.Quality, told.SeriesTold, told.ChangesTold, told.HawkesTold,
    told.RepeatsTold, told.TerritoryTold, Failed,
)  # fmt: skip
_PACKED_FROM = 1_000
"""Bytes from which an answer is compressed."""


def create_app(archive: Archive, *, token: str, reviewer: str = "", with_pages: bool = True) -> ASGIApp:
    """The desk on an archive, which stays the caller's to close; its incidents are read now, so that no request waits.

    `token` is what changes must bring along, `reviewer` the name that the pages propose. Raises SettingError where the
    pages were not built and `with_pages` asks for them.
    """
    app = FastAPI(
        title="Dateline's desk", version=program_version(), docs_url=None, redoc_url=None,
        openapi_url="/api/openapi.json", separate_input_output_schemas=False,
        # Nothing leaves this machine, whatever OTEL_ variables are set in it.
        telemetry={"auto_configure": False, "tracing": False, "metrics": False, "logs": False},
        description="Incidents of an archive: explore, look at the evidence, review. Everything that the pages do goes "
        "through these calls. Dates are ISO 8601, coordinates WGS 84 degrees, offsets code points; unknown is null.",
    )  # fmt: skip
    app.state.desk = Desk(archive)
    app.state.desk.current()
    app.state.analyses = Analyses(app.state.desk)
    add_failures(app)
    for view in _VIEWS:
        app.include_router(view.router, prefix="/api")
    app.openapi = lambda: _document(app)  # type: ignore[method-assign]
    # Now, since what it makes of the routes must not be made by several requests at once.
    app.openapi()
    if with_pages:
        pages.add_pages(app, pages.static_folder(), token=token, reviewer=reviewer)
    return Guard(GZipMiddleware(app, minimum_size=_PACKED_FROM, compresslevel=1), token)


def _document(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, with the records' own schemas in it."""
    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title,
            version=app.version,
            description=app.description,
            routes=app.routes,
            openapi_version="3.1.0",
        )
        _, components = msgspec.json.schema_components(_SHAPES, ref_template="#/components/schemas/{name}")
        made.setdefault("components", {}).setdefault("schemas", {}).update(components)
        app.openapi_schema = made
    return app.openapi_schema
