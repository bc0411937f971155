"""Explore: map, time line, table and filters show the same incidents, and the address holds the view."""

from __future__ import annotations

import csv
import io
import re

import pytest

from tests.web.browser.conftest import Window, Windows

pytestmark = pytest.mark.slow


def shown(window: Window) -> dict[str, int]:
    """How many incidents each part of the page shows."""
    page = window.page
    return {
        "total": int(page.get_attribute(".total", "data-total") or -1),
        "map": int(page.get_attribute(".map", "data-shown") or -1),
        "time line": int(page.get_attribute(".timeline", "data-shown") or -1),
        "table": int(page.get_attribute(".table", "aria-rowcount") or 0) - 1,
    }


def expected(window: Window, query: str = "") -> dict[str, int]:
    answer = window.api(f"/map?zoom=1&{query}")
    bins = window.api(f"/timeline?{query}")["bins"]
    placed = sum(c["count"] for c in answer["cells"]) + len(answer["points"])
    total = window.api(f"/incidents?limit=1&{query}")["total"]
    return {"total": total, "map": placed, "time line": sum(b["count"] for b in bins), "table": total}


def test_facet_changes_map_table_time_line_and_address(quick: Window) -> None:
    window = quick
    page = window.open("/explore")
    before = shown(window)
    assert before == expected(window)
    page.locator('[data-facet=type] input[value="ASSAULT"]').check()
    window.ready()
    assert window.query()["type"] == ["ASSAULT"]
    after = shown(window)
    assert after == expected(window, "type=ASSAULT")
    assert 0 < after["total"] < before["total"]
    assert page.locator(".row .c-type").first.inner_text().startswith("Assault")
    page.go_back()
    window.ready()
    assert shown(window) == before


def test_address_restores_the_whole_view(windows: Windows) -> None:
    first = windows()
    page = first.open("/explore?type=ASSAULT&from=2024-09-01&to=2025-06-30&q=bomb&sort=-killed&map=3.5/35/43")
    first.map_ready()
    assert page.input_value("input[type=search]") == "bomb"
    assert page.locator('[data-facet=type] input[value="ASSAULT"]').is_checked()
    assert page.locator(".timeline input[type=date]").first.input_value() == "2024-09-01"
    assert page.get_attribute(".c-killed[role=columnheader]", "aria-sort") == "descending"
    there = windows(webgl=False)
    there.page.goto(page.url)
    there.ready()
    assert shown(there) == shown(first)
    assert there.query() == first.query()
    assert there.query()["map"] == ["3.5/35/43"]


def test_brushing_the_time_line_lists_only_that_stretch(quick: Window) -> None:
    window = quick
    page = window.open("/explore")
    box = page.locator(".brush").bounding_box()
    assert box is not None
    all_of_them = shown(window)["total"]
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + 30, steps=4)
    page.mouse.up()
    window.ready()
    days = {name: window.query()[name][0] for name in ("from", "to")}
    assert days["from"] < days["to"]
    total = shown(window)["total"]
    assert 0 < total < all_of_them
    assert total == window.api(f"/incidents?limit=1&from={days['from']}&to={days['to']}")["total"]
    last = page.locator(".brush-handle").nth(1)
    last.focus()
    page.keyboard.press("ArrowLeft")
    window.ready()
    assert window.query()["to"][0] < days["to"]
    page.get_by_role("button", name="All days").click()
    window.ready()
    assert shown(window)["total"] == all_of_them


def test_row_lights_up_its_place_and_opens_by_keyboard(quick: Window) -> None:
    window = quick
    page = window.open("/explore?type=ASSAULT")
    row = page.locator(".row").first
    row.focus()
    page.keyboard.press("ArrowDown")
    second = page.locator(".row").nth(1)
    page.locator('.row[data-index="1"]:focus').wait_for()
    assert "row-lit" in (second.get_attribute("class") or "")
    name = second.get_attribute("data-id")
    page.keyboard.press("Enter")
    window.ready("incident")
    assert page.url.endswith(f"/incident/{name}")
    assert page.evaluate("document.activeElement?.id") == "main"


def test_sign_on_the_map_opens_its_incident(window: Window) -> None:
    answer = window.api("/map?zoom=9&type=ASSAULT")
    point = answer["points"][0]
    page = window.open(f"/explore?type=ASSAULT&map=9/{point['lat']}/{point['lon']}")
    window.map_ready()
    box = page.locator(".map-box").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.locator(".pick-card a", has_text="Open incident").click()
    window.ready("incident")
    assert page.url.endswith(point["id"])


def test_all_that_is_told_is_another_list_to_read(quick: Window) -> None:
    window = quick
    page = window.open("/explore")
    assert page.get_by_role("link", name="Review these").count() == 1
    took_place = shown(window)["total"]
    page.get_by_role("radio", name="All that is told").check()
    window.ready()
    assert window.query()["layer"] == ["told"]
    assert "feared" in page.locator(".layer-help").inner_text()
    assert page.get_by_role("link", name="Review these").count() == 0
    page.locator("[data-facet=status]").get_by_role("button", name="Show all").click()
    statuses = page.locator("[data-facet=status] input").evaluate_all("boxes => boxes.map(b => b.value)")
    assert {"feared", "denied", "alleged"} <= set(statuses)
    assert shown(window)["total"] == window.api("/incidents?layer=told&limit=1")["total"] != took_place


def test_link_to_the_view_is_copied(quick: Window) -> None:
    window = quick
    page = window.open("/explore?type=ASSAULT")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link to this view").click()
    page.locator(".toast", has_text="Link copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_search_narrows_down_and_an_empty_list_says_why(quick: Window) -> None:
    window = quick
    page = window.open("/explore")
    page.fill("input[type=search]", "school")
    page.keyboard.press("Enter")
    window.ready()
    assert shown(window)["total"] == window.api("/incidents?limit=1&q=school")["total"] > 0
    page.fill("input[type=search]", "zzzzqqq")
    page.keyboard.press("Enter")
    window.ready()
    assert "zzzzqqq" in page.locator(".empty").inner_text()
    page.locator(".empty").get_by_role("button", name="Clear all").click()
    window.ready()
    assert "q" not in window.query()
    assert shown(window)["total"] > 0


def test_export_downloads_what_the_filters_let_through(quick: Window) -> None:
    window = quick
    page = window.open("/explore?type=ASSAULT")
    page.get_by_role("button", name=re.compile("Export")).click()
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download").click()
    rows = list(csv.DictReader(io.StringIO(coming.value.path().read_text(encoding="utf-8-sig"))))
    assert len(rows) == window.api("/incidents?limit=1&type=ASSAULT")["total"]


def test_map_bounds_as_a_filter(window: Window) -> None:
    page = window.open("/explore?map=3.5/23/95")
    window.map_ready()
    everywhere = shown(window)["total"]
    page.get_by_label("Only what the map shows").check()
    window.ready()
    box = window.query()["bbox"][0]
    total = shown(window)["total"]
    assert total == window.api(f"/incidents?limit=1&bbox={box}")["total"]
    assert 0 < total < everywhere


def test_without_webgl_the_page_says_so_and_the_table_is_there(quick: Window) -> None:
    page = quick.open("/explore")
    assert "cannot draw the map" in page.locator(".map-failed").inner_text()
    assert shown(quick) == expected(quick)
    assert page.locator(".row").count() > 5
