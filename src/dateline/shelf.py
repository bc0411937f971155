"""The shortest way in: one text, one call, no archive."""

from __future__ import annotations

import datetime as dt

from dateline.coder import Coder
from dateline.ingest import Metadata, parse_date
from dateline.ingest.plain import from_text
from dateline.records import Coded


def code(
    text: str, *, published: str | dt.date | None = None, title: str | None = None, outlet: str | None = None,
    url: str | None = None, id: str | None = None, language: str | None = None,  # noqa: A002 - the record's own word
) -> Coded:  # fmt: skip
    """What one report tells. Dates relative to the publication stay unresolved without `published`.

    Raises EmptyInput or InputError where the text cannot be a report, InputError for a date that is none.
    """
    day = parse_date(published) if isinstance(published, str) else published
    metadata = Metadata(id=id, title=title, outlet=outlet, url=url, published=day, language=language)
    received = from_text(text, text.encode("utf-8", "surrogatepass"), metadata, "text")
    (coded,) = Coder().code([received.report])
    return coded
