"""Reports that would break a page: nothing in them is executed, everything is seen, and length does not freeze it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Route

from dateline.archive import Archive
from dateline.building import update_incidents
from dateline.coder import Coder
from dateline.ingest import find_sources, read_source
from dateline.pipeline import code_inputs
from dateline.settings import Settings
from dateline.web import running
from tests.web.browser.conftest import Profiles, Window, Windows, opening

pytestmark = pytest.mark.slow

HOSTILE = (
    "Gunmen <script>window.hurt = 1</script> attacked a market in Kirkuk on Monday \U0001f4a5 and killed 12 people, "
    "police said.\n\n<img src=x onerror='window.hurt = 2'> \u202eThe group\u202c denied it.\n"
)
MARKUP = "<b onmouseover='window.hurt = 3'>Attack</b> \u202ein Kirkuk"
BIG_CHARACTERS = 10_000_000


@pytest.fixture(scope="module")
def hostile_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    report = {"id": "</title><script>", "title": MARKUP, "outlet": "=1+1", "published": "2025-03-10",
              "url": "javascript:window.hurt=4", "text": HOSTILE, "language": "en"}  # fmt: skip
    (folder / "reports.jsonl").write_text(json.dumps(report) + "\n")
    path = folder / "hostile.db"
    sources, _, _ = find_sources([folder / "reports.jsonl"])
    with Archive.open(path) as made:
        list(code_inputs((r for s in sources for r in read_source(s)), made, Coder(), Settings()))
        update_incidents(made)
    return path


@pytest.fixture(scope="module")
def hostile_windows(profiles: Profiles, hostile_archive: Path) -> Iterator[Windows]:
    with running(hostile_archive) as desk, opening(profiles, desk) as make:
        yield make


def test_markup_in_a_report_is_text(hostile_windows: Windows) -> None:
    window = hostile_windows(webgl=False)
    page = window.open("/report/%3C%2Ftitle%3E%3Cscript%3E")
    shown = "".join(page.locator(".report-text").all_text_contents())
    assert shown == HOSTILE.replace("\u202e", "").replace("\u202c", "")
    assert page.locator("h1").inner_text().startswith("<b onmouseover=")
    signs = page.locator(".report-text .control-sign").evaluate_all("all => all.map(s => s.dataset.short)")
    assert signs == ["RLO", "PDF"]
    assert page.locator("main a[href^='javascript']").count() == 0
    assert page.evaluate("window.hurt") is None
    incident = window.api("/incidents?limit=1")["items"]
    assert incident, "the attack must be found for this test to say anything"
    window.open(f"/incident/{incident[0]['id']}")
    telling = window.api(f"/incidents/{incident[0]['id']}/tellings")["tellings"][0]
    start, end = telling["sentence"]["start"], telling["sentence"]["end"]
    assert page.locator("mark.sentence").first.text_content() == HOSTILE[start:end]
    for path in ("/explore", "/reports?q=attacked", "/review", "/overview"):
        window.open(path)
        assert page.evaluate("window.hurt") is None


def test_ten_megabytes_do_not_freeze_the_page(quick: Window) -> None:
    window = quick
    answer = window.api("/reports/" + window.api("/reports?limit=1")["items"][0]["id"].replace(":", "%3A"))
    paragraph = "A quiet day passed in the hills above the town, and nothing was reported from there.\n\n"
    text = paragraph * (BIG_CHARACTERS // len(paragraph))
    end = len(text)
    answer["report"]["text"] = text
    answer["mentions"], answer["entities"] = [], []

    def big(route: Route) -> None:
        route.fulfill(status=200, content_type="application/json", body=json.dumps(answer))

    window.page.route("**/api/reports/big", big)
    began = time.monotonic()
    page = window.open(f"/report/big#{end - 88}-{end - 2}")
    assert time.monotonic() - began < 10
    assert page.locator(".seg-outlined").text_content() == text[end - 88 : end - 2]
    assert page.locator('.text-block[data-built="true"]').count() < page.locator(".text-block").count() / 10
    # The page answers while it stands there: a frame comes at once.
    took = page.evaluate(
        "() => { const t = performance.now(); return new Promise(r => requestAnimationFrame(() => r(performance.now() - t))) }"
    )
    assert took < 1000


def test_address_of_a_hundred_kilobytes_is_refused_in_words(quick: Window) -> None:
    window = quick
    window.expected += ["414", "431"]
    page = window.page
    page.goto(window.desk.url + "/explore")
    window.ready("explore")
    page.fill("input[type=search]", "x" * 100_000)
    page.keyboard.press("Enter")
    page.get_by_role("alert").first.wait_for()
    assert "What to do" in page.get_by_role("alert").first.inner_text()


def test_server_that_is_gone_is_told_and_tried_again(quick: Window) -> None:
    window = quick
    window.expected.append("ERR_FAILED")
    page = window.open("/reports")
    page.route("**/api/**", lambda route: route.abort())
    page.fill("main input[type=search]", "killed")
    page.keyboard.press("Enter")
    banner = page.locator(".banner")
    banner.wait_for()
    page.unroute("**/api/**")
    banner.get_by_role("button", name="Try again").click()
    banner.wait_for(state="detached")
    window.ready("reports")
    assert page.locator(".report-line").count() == window.api("/reports?q=killed&limit=1")["total"]
