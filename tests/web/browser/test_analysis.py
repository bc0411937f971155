"""The analyses as figures to look into: by mouse, by keyboard, on a telephone, and where there is too little to tell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from dateline.web import Running, running
from tests.web.inventing import CHANGE, SILENT, invent, monday

from .conftest import NARROW, SCREENSHOTS, UI, Profiles, Windows, opening
from .test_pages import serious_findings

pytestmark = pytest.mark.slow
SECTIONS = {
    "series": "/analysis?step=week",
    "changes": "/analysis?show=changes",
    "contagion": "/analysis?show=contagion&country=EGY",
    "territory": "/analysis?show=territory&actor=Islamic+State",
}


@pytest.fixture(scope="module")
def invented_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    path = tmp_path_factory.mktemp("invented") / "invented.db"
    invent(path)
    with running(path) as desk:
        yield desk


@pytest.fixture
def looking(profiles: Profiles, invented_desk: Running) -> Iterator[Windows]:
    with opening(profiles, invented_desk) as make:
        yield make


def point(page: Page, name: str, share: float) -> str:
    """Points at a place of a plot; gives what is read out."""
    area = page.locator(f'[data-plot="{name}"] .pointing')
    area.scroll_into_view_if_needed()
    box = area.locator("svg").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] / 2)
    return page.locator(f'[data-plot="{name}"] [data-readout]').inner_text()


def test_a_series_is_read_by_mouse_and_keyboard(looking: Windows) -> None:
    window = looking()
    page = window.open(SECTIONS["series"])
    rows = window.api("/analysis/series?step=week")["rows"]
    said = point(page, "series", 0.5)
    known = next(row for row in rows if said.startswith(f"Week of {row['from']}: "))
    assert f"{known['events']} event" in said
    assert f"killed {known['best']}" in said or known["best"] == 0
    assert f"{known['reports']} report" in said
    slider = page.locator('[data-plot="series"] .pointing')
    slider.focus()
    page.keyboard.press("Home")
    assert f"Week of {rows[0]['from']}" in (slider.get_attribute("aria-valuetext") or "")
    page.keyboard.press("ArrowRight")
    assert f"Week of {rows[1]['from']}: {rows[1]['events']} event" in (slider.get_attribute("aria-valuetext") or "")
    silent = next(k for k, row in enumerate(rows) if row["events"] is None)
    for _ in range(silent - 1):
        page.keyboard.press("ArrowRight")
    said = page.locator('[data-plot="series"] [data-readout]').inner_text()
    assert f"Week of {monday(SILENT[0])}: nobody reported" in said
    assert " 0 events" not in said
    page.keyboard.press("Escape")
    assert "Point at the plot" in page.locator('[data-plot="series"] [data-readout]').inner_text()
    assert page.locator(".chart-gap").count() > 0


def test_a_step_leads_to_its_incidents(looking: Windows) -> None:
    window = looking(webgl=False)
    page = window.open("/analysis?step=week&country=EGY")
    said = point(page, "series", 0.8)
    page.get_by_role("link", name="Show these incidents").click()
    window.ready("explore")
    first = re.match(r"Week of ([\d-]+)", said)
    assert first is not None
    assert window.query()["from"] == [first[1]]
    assert window.query()["country"] == ["EGY"]


def test_choices_stand_in_the_address(looking: Windows) -> None:
    window = looking()
    page = window.open("/analysis")
    page.get_by_label("Split by").select_option("country")
    window.ready()
    page.locator("[data-choice=country] summary").click()
    page.locator("[data-choice=country]").get_by_label("Egypt").check()
    window.ready()
    assert window.query() == {"by": ["country"], "country": ["EGY"]}
    again = window.open(page.url.removeprefix(window.desk.url))
    expect(again.get_by_label("Split by")).to_have_value("country")
    expect(again.locator("[data-choice=country] summary")).to_contain_text("Egypt")
    assert "--country EGY" in again.locator(".basis-facts").inner_text()
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download as JSON").click()
    told = json.loads(coming.value.path().read_text())
    assert told == window.api("/analysis/series?by=country&country=EGY")
    page.get_by_role("link", name="Take off all choices").click()
    window.ready()
    assert window.query() == {}


def test_a_change_is_said_and_shown(looking: Windows) -> None:
    window = looking()
    page = window.open(SECTIONS["changes"])
    verdict = page.locator("[data-verdict]").inner_text()
    assert "Most probably 1 change" in verdict
    assert str(monday(CHANGE)) in verdict
    assert f"By penalised likelihood (PELT): change at {monday(CHANGE)}" in verdict
    assert page.locator('[data-plot="changes"] .chart-change').count() > 0
    said = point(page, "changes", 0.9)
    assert "probability of a change before it" in said
    assert "segment’s mean" in said
    with page.expect_download() as coming:
        page.locator('[data-plot="changes"]').get_by_role("button", name="SVG").click()
    assert "Probability that a change lies" in coming.value.path().read_text()
    with page.expect_download() as coming:
        page.locator('[data-plot="changes"]').get_by_role("button", name="PNG").click()
    assert coming.value.path().read_bytes().startswith(b"\x89PNG")


def test_contagion_stands_beside_a_constant_background(looking: Windows) -> None:
    window = looking()
    page = window.open(SECTIONS["contagion"])
    branching = page.locator('[data-plot="branching"]')
    assert "background constant" in branching.inner_text()
    assert "background varies" in branching.inner_text()
    said = point(page, "hawkes", 0.3)
    assert "of it background" in said
    cells = window.api("/analysis/repeats?country=EGY")["knox"]["cells"]
    assert page.locator(".knox tbody td").count() == len(cells)
    first = cells[0]
    assert f"p {first['p']:.3f}" in page.locator(".knox tbody td").first.inner_text()


def test_a_specification_tells_its_choices(looking: Windows) -> None:
    window = looking()
    page = window.open(SECTIONS["territory"])
    told = window.api("/analysis/territory?actor=Islamic%20State")
    assert told["words"] in page.locator("[data-verdict]").inner_text()
    estimated = sorted((s for s in told["specifications"] if s["ratio"]), key=lambda s: s["ratio"]["value"])
    slider = page.locator('[data-plot="specifications"] .pointing')
    slider.focus()
    page.keyboard.press("End")
    said = page.locator('[data-plot="specifications"] [data-readout]').inner_text()
    last = estimated[-1]
    assert f"Times {last['ratio']['value']:.2f}" in said
    for choice in (last["choice"]["area"], last["choice"]["losses"], str(last["choice"]["window"])):
        assert choice in said
    assert said.split(" (")[0] != point(page, "specifications", 0.3).split(" (")[0]
    losses = point(page, "losses", 0.2)
    assert "event" in losses
    assert page.locator('[data-plot="placebo"] rect').count() > 5


def test_too_little_says_what_is_needed(looking: Windows, windows: Windows) -> None:
    window = looking()
    window.expected.append("422")
    page = window.open("/analysis?show=changes&to=2015-02-01")
    assert "needs at least 8 steps of time" in page.locator("[data-too-little=changes]").inner_text()
    page = window.open("/analysis?show=territory")
    assert "at least 3 places" in page.locator("[data-too-little=territory]").inner_text()
    few = windows()
    few.expected.append("422")
    page = few.open("/analysis?show=contagion")
    assert "A Hawkes process needs at least 50 events" in page.locator("[data-too-little=hawkes]").inner_text()


def test_a_name_that_matches_nothing_is_answered_with_names(looking: Windows) -> None:
    window = looking()
    window.expected.append("422")
    page = window.open("/analysis?actor=Islamic+Stat")
    expect(page.get_by_role("alert")).to_contain_text("no event has the actor 'Islamic Stat'")
    page.get_by_role("button", name="Islamic State").click()
    window.ready()
    assert window.query()["actor"] == ["Islamic State"]
    assert page.locator('[data-plot="series"]').is_visible()


@pytest.mark.parametrize("section", SECTIONS)
def test_section_is_accessible_and_fits(looking: Windows, section: str) -> None:
    window = looking()
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page = window.open(SECTIONS[section])
    page.evaluate((UI / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.screenshot(path=SCREENSHOTS / f"analysis-{section}-{scheme}.png", full_page=True)
        assert serious_findings(window) == [], scheme
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    window.open(SECTIONS[section])
    page.screenshot(path=SCREENSHOTS / f"analysis-{section}-narrow.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert not page.locator("form.choices").is_visible()
    page.locator(".choices-fold > summary").click()
    assert page.locator("form.choices").is_visible()
