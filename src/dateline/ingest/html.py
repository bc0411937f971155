"""HTML pages: the article's text by trafilatura, its dates by htmldate, the page and the address, kept apart."""

from __future__ import annotations

import datetime as dt
import re

from dateline.errors import EmptyInput
from dateline.ingest.plain import from_text
from dateline.ingest.received import DateEvidence, Metadata, Received

_URL_DATE = re.compile(r"/(20\d\d|19\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/._-]|$)")
_CONSENT = re.compile(r"\b(cookies?|consent|privacy (policy|settings)|gdpr|your choices)\b", re.IGNORECASE)
MIN_ARTICLE_WORDS = 20
CONSENT_WORDS = 120
"""A page of fewer words than this that speaks of cookies is a consent notice, not an article."""


def date_in_url(url: str | None) -> dt.date | None:
    """The day that an address such as /2017/07/09/ names, None where it names none."""
    match = _URL_DATE.search(url or "")
    if not match:
        return None
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def read_html(data: bytes, metadata: Metadata, origin: str) -> Received:
    """A report from the bytes of a page; disagreeing dates are all kept as evidence.

    The publication date is the first of: what the input's metadata says, the page's own metadata, its address.
    Raises EmptyInput where there is no article in the page.
    """
    import trafilatura

    if not data.strip():
        raise EmptyInput("the input is empty", where=origin, remedy="Give a page with an article in it.")
    text = trafilatura.extract(data, include_comments=False, include_tables=False) or ""
    words = len(text.split())
    if words < MIN_ARTICLE_WORDS or (words < CONSENT_WORDS and _is_consent(text)):
        reason = "only a cookie or consent notice" if _CONSENT.search(data.decode("utf-8", "replace")) else "no article"
        raise EmptyInput(f"{reason} in the page", where=origin, remedy="Save the article's own page again.")
    page = trafilatura.extract_metadata(data)
    url = metadata.url or page.url
    page_date = _page_date(data)
    url_date = date_in_url(url)
    found = Metadata(
        title=page.title,
        outlet=page.sitename,
        url=url,
        published=page_date or url_date,
    )
    received = from_text(text, data, metadata.over(found), origin)
    dates = [
        DateEvidence(source, day.isoformat())  # type: ignore[arg-type]
        for source, day in (("input", metadata.published), ("page", page_date), ("url", url_date))
        if day
    ]
    notes = received.notes
    if len({date.value for date in dates}) > 1:
        told = ", ".join(f"{date.source} {date.value}" for date in dates)
        notes = (*notes, f"its dates disagree ({told}); {received.report.published} is used")
    return Received(received.report, data, origin, tuple(dates), notes)


def _is_consent(text: str) -> bool:
    """Whether a short text speaks of consent at least twice, and of little else."""
    other = [line for line in text.splitlines() if not _CONSENT.search(line)]
    return len(_CONSENT.findall(text)) >= 2 and len(" ".join(other).split()) < 2 * MIN_ARTICLE_WORDS


def _page_date(data: bytes) -> dt.date | None:
    """The date that a page gives apart from its own address, which is evidence of another kind."""
    import htmldate
    from htmldate.utils import load_html

    tree = load_html(data)
    if tree is None:
        return None
    for element in tree.xpath('//link[@rel="canonical"] | //meta[@property="og:url"]'):
        element.drop_tree()
    day = htmldate.find_date(tree, extensive_search=True, original_date=True)
    return dt.date.fromisoformat(day) if day else None
