"""Small factories: a report, a coded report, from a text alone."""

from __future__ import annotations

import datetime as dt

from dateline.coder import Coder
from dateline.ingest import Metadata, make_report
from dateline.records import Coded, Report

CODER = Coder()


def report(text: str, *, id: str | None = None, published: str | None = None, outlet: str | None = None) -> Report:
    """A report in English."""
    day = dt.date.fromisoformat(published) if published else None
    return make_report(text, text.encode(), Metadata(id=id, published=day, outlet=outlet, language="en"))


def coded(text: str, *, id: str | None = None, published: str | None = None, outlet: str | None = None) -> Coded:
    """What the coder takes from a text."""
    (result,) = CODER.code([report(text, id=id, published=published, outlet=outlet)])
    return result
