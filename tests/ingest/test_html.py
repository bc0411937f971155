"""Pages: the article's text, the dates that agree or disagree, and pages without an article."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import EmptyInput
from dateline.ingest import Metadata, Received, read_bytes
from dateline.ingest.html import date_in_url

from .samples import ENGLISH, read, the_refusal, the_report, write

URL = "https://news.example.org/2017/07/09/attack"


def page(head: str = "", body: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>Attack in Mosul</title>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>Attack in Mosul</h1><p>{ENGLISH}</p><p>{ENGLISH} More was not known.</p>{body}</article>"
        "<footer>All rights reserved</footer></body></html>"
    )


def published(day: str) -> str:
    return f'<meta property="article:published_time" content="{day}T08:00:00Z">'


CANONICAL = f'<link rel="canonical" href="{URL}">'


def received(html: str | bytes, metadata: Metadata = Metadata()) -> Received:
    data = html.encode("utf-8") if isinstance(html, str) else html
    (outcome,) = read_bytes(data, "html", metadata, "page.html")
    assert isinstance(outcome, Received), outcome
    return outcome


def test_the_article_without_what_surrounds_it() -> None:
    outcome = received(page())
    assert ENGLISH in outcome.report.text
    assert "Home" not in outcome.report.text
    assert outcome.report.title == "Attack in Mosul"
    assert outcome.report.language == "en"
    assert outcome.data == page().encode()


DATES: list[tuple[str, str, Metadata, list[tuple[str, str]], str | None]] = [
    ("none", "", Metadata(), [], None),
    ("page", published("2017-07-10"), Metadata(), [("page", "2017-07-10")], "2017-07-10"),
    ("given address", "", Metadata(url=URL), [("url", "2017-07-09")], "2017-07-09"),
    ("page's address", CANONICAL, Metadata(), [("url", "2017-07-09")], "2017-07-09"),
    ("agree", published("2017-07-09") + CANONICAL, Metadata(), [("page", "2017-07-09"), ("url", "2017-07-09")], "2017-07-09"),
    ("disagree", published("2017-07-10") + CANONICAL, Metadata(), [("page", "2017-07-10"), ("url", "2017-07-09")], "2017-07-10"),
    ("given date first", published("2017-07-10") + CANONICAL, Metadata(published=dt.date(2017, 7, 11)),
     [("input", "2017-07-11"), ("page", "2017-07-10"), ("url", "2017-07-09")], "2017-07-11"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "metadata", "evidence", "day"), [row[1:] for row in DATES], ids=[r[0] for r in DATES])
def test_dates_are_kept_apart(head: str, metadata: Metadata, evidence: list[tuple[str, str]], day: str | None) -> None:
    outcome = received(page(head), metadata)
    assert [(date.source, date.value) for date in outcome.dates] == evidence
    assert outcome.report.published == (dt.date.fromisoformat(day) if day else None)
    disagree = [note for note in outcome.notes if "dates disagree" in note]
    if len({value for _, value in evidence}) > 1:
        (note,) = disagree
        assert f"{day} is used" in note
        assert all(f"{source} {value}" in note for source, value in evidence)
    else:
        assert disagree == []


@pytest.mark.parametrize(
    ("url", "day"),
    [
        (URL, "2017-07-09"),
        ("https://example.org/news/2017/7/9/attack.html", "2017-07-09"),
        ("https://example.org/2017-07-09", "2017-07-09"),
        ("https://example.org/2017/07/09", "2017-07-09"),
        ("https://example.org/2017/02/30/attack", None),
        ("https://example.org/2017/13/01/attack", None),
        ("https://example.org/2017/07/attack", None),
        ("https://example.org/3017/07/09/attack", None),
        ("https://example.org/12017/07/09/attack", None),
        ("", None),
        (None, None),
    ],
)
def test_date_in_url(url: str | None, day: str | None) -> None:
    assert date_in_url(url) == (dt.date.fromisoformat(day) if day else None)


WALLS = {
    "short": "<p>We use cookies. Accept cookies to go on. Your privacy settings can be changed at any time you like.</p>",
    "long": "<p>We and our partners use cookies and ask for your consent to store and read data on your device.</p>"
    "<p>With your consent we measure advertising and content. Under the GDPR you may object to the use of your data "
    "where a legitimate interest is claimed. Your choices apply to this site alone.</p><button>Accept all</button>",
}


@pytest.mark.parametrize("wall", WALLS)
def test_a_cookie_wall_is_no_article(tmp_path: Path, wall: str) -> None:
    error = the_refusal(read(write(tmp_path, "wall.html", f"<html><body><div>{WALLS[wall]}</div></body></html>"))).error
    assert isinstance(error, EmptyInput)
    assert "only a cookie or consent notice" in error.what


def test_an_article_with_a_cookie_notice_is_an_article() -> None:
    html = page(body="<div><p>We use cookies. Manage your privacy settings, consent or reject.</p></div>")
    assert ENGLISH in received(html).report.text


@pytest.mark.parametrize(("encoding", "charset"), [("utf-8", "utf-8"), ("latin-1", "iso-8859-1"), ("utf-16", "utf-16")])
def test_the_page_names_its_encoding(encoding: str, charset: str) -> None:
    html = page(f'<meta charset="{charset}">').replace("Mosul", "Bogotá")
    assert "Bogotá" in received(html.encode(encoding)).report.text


@pytest.mark.parametrize("name", ["page.html", "page.htm", "page.XHTML", "page"])
def test_pages_are_known_by_name_or_first_words(tmp_path: Path, name: str) -> None:
    assert the_report(read(write(tmp_path, name, page()))).title == "Attack in Mosul"


@settings(max_examples=30)
@given(
    st.lists(
        st.sampled_from(
            [
                "<",
                "</p>",
                "<p>",
                "<!--",
                "]]>",
                "&#xd800;",
                "&#0;",
                "\x00",
                "é",
                ENGLISH,
                "<time datetime='2017-02-30'>",
            ]
        )
    )
)
def test_any_page_gives_a_report_or_a_refusal(parts: list[str]) -> None:
    (outcome,) = read_bytes("".join(parts).encode(), "html", Metadata(), "x")
    if isinstance(outcome, Received):
        outcome.report.text.encode("utf-8")
    else:
        assert outcome.error.remedy
