"""Every page: no serious finding of axe, no sideways scrolling on a telephone, a small first load; screenshots are kept."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.web.browser.conftest import NARROW, SCREENSHOTS, UI, WIDE, Window, Windows

pytestmark = pytest.mark.slow

FIRST_LOAD_BYTES = 1_500_000
PAGES = ("explore", "told", "incident", "report", "reports", "review", "analysis", "overview", "quality")


def path_of(window: Window, page: str) -> str:
    if page == "told":
        return "/explore?layer=told&map=3.4/22/95"
    if page in ("incident", "report"):
        name = window.api("/incidents?disputed=true&limit=1")["items"][0]["id"]
        if page == "incident":
            return f"/incident/{name}"
        telling = window.api(f"/incidents/{name}/tellings")["tellings"][0]
        return f"/report/{quote(telling['report']['id'], safe='')}#{telling['sentence']['start']}-{telling['sentence']['end']}"
    return "/reports?q=killed" if page == "reports" else f"/{page}"


def show(window: Window, page: str) -> None:
    window.open(path_of(window, page))
    settled(window, page)


def settled(window: Window, page: str) -> None:
    """Waits for the map where the page has one, and for what the map loads."""
    if page == "incident":
        window.page.locator(".place-map").scroll_into_view_if_needed()
    if page in ("explore", "told", "incident"):
        window.map_ready()
        window.page.evaluate("scrollTo(0, 0)")
    window.ready()


@pytest.mark.parametrize("page", PAGES)
def test_page_is_accessible_and_fits(window: Window, page: str) -> None:
    axe = UI / "node_modules" / "axe-core" / "axe.min.js"
    assert axe.is_file(), "axe-core is not installed: make ui"
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    show(window, page)
    window.page.evaluate(axe.read_text(encoding="utf-8"))
    for scheme in ("light", "dark"):
        window.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        settled(window, page)
        window.page.screenshot(path=SCREENSHOTS / f"{page}-{scheme}.png")
        assert serious_findings(window) == [], scheme
    window.page.emulate_media(color_scheme="light", reduced_motion="reduce")
    window.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    settled(window, page)
    window.page.screenshot(path=SCREENSHOTS / f"{page}-narrow.png")
    assert window.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def serious_findings(window: Window) -> list[tuple[str, list[str], str]]:
    found = window.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert found["passes"]
    return [
        (v["id"], [str(n["target"]) for n in v["nodes"]][:5], v["nodes"][0]["failureSummary"])
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
    ]


def test_filters_are_a_sheet_on_a_telephone(windows: Windows) -> None:
    window = windows(NARROW, webgl=False)
    page = window.open("/explore")
    assert not page.locator(".side").is_visible()
    page.get_by_role("button", name="Filters").click()
    page.get_by_role("dialog").locator('[data-facet=type] input[value="ASSAULT"]').check()
    window.ready()
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    assert window.query()["type"] == ["ASSAULT"]
    assert page.get_by_role("button", name="Filters (1 on)").is_visible()


def test_first_load_is_small(windows: Windows) -> None:
    window = windows(WIDE, fresh=True)
    network = window.page.context.new_cdp_session(window.page)
    network.send("Network.enable")
    sizes: list[float] = []
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    window.open("/explore")
    window.map_ready()
    assert len(sizes) > 5
    assert 100_000 < sum(sizes) < FIRST_LOAD_BYTES


def test_keyboard_reaches_the_page_past_the_header(quick: Window) -> None:
    window = quick
    page = window.open("/reports")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_plots_are_saved_with_their_data(quick: Window) -> None:
    window = quick
    page = window.open("/overview")
    plot = page.locator('[data-plot="types"]')
    with page.expect_download() as coming:
        plot.get_by_role("button", name="CSV").click()
    lines = coming.value.path().read_text().splitlines()
    assert len(lines) == 1 + len(window.api("/overview")["by_type"])
    with page.expect_download() as coming:
        plot.get_by_role("button", name="SVG").click()
    assert "Assault" in coming.value.path().read_text()
    with page.expect_download() as coming:
        plot.get_by_role("button", name="PNG").click()
    assert coming.value.path().read_bytes().startswith(b"\x89PNG")
