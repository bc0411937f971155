"""Evidence: what is disputed comes first, and every value leads to its sentence in its report."""

from __future__ import annotations

import hashlib
from urllib.parse import quote

import pytest

from tests.web.browser.conftest import Window

pytestmark = pytest.mark.slow


def disputed(window: Window) -> str:
    return str(window.api("/incidents?disputed=true&limit=1")["items"][0]["id"])


def test_disputed_fields_stand_on_top_with_each_side(quick: Window) -> None:
    window = quick
    items = window.api("/incidents?disputed=true")["items"]
    name = max(items, key=lambda row: len(row["disputed"]))["id"]
    incident = window.api(f"/incidents/{name}")["incident"]
    page = window.open(f"/incident/{name}")
    assert incident["conflicts"]
    for conflict in incident["conflicts"]:
        box = page.locator(f'.dispute[data-field="{conflict["field"]}"]')
        told = box.inner_text()
        for value, tellings in conflict["values"]:
            assert value in told
            telling = next(s for s in incident["support"] if f"{s['report']} {s['mention']}" == tellings[0])
            source = telling["source"]
            if conflict["field"] == "responsibility":
                claim = next(c for c in incident["claims"] if f"{c['by']} ({c['kind']})" == value)
                source = ", ".join(claim["sources"])
            assert (source or telling["outlet"]) in told
    above = page.locator(".disputes").bounding_box()
    below = page.locator(".fields").bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] + above["height"] <= below["y"]


def test_highlighted_sentence_is_the_slice_of_its_report(quick: Window) -> None:
    window = quick
    name = disputed(window)
    tellings = window.api(f"/incidents/{name}/tellings")["tellings"]
    page = window.open(f"/incident/{name}")
    cards = page.locator(".telling")
    assert cards.count() == len(tellings) > 1
    for number, telling in enumerate(tellings):
        report = window.api("/reports/" + quote(telling["report"]["id"], safe=""))["report"]
        sentence = report["text"][telling["sentence"]["start"] : telling["sentence"]["end"]]
        assert cards.nth(number).locator("mark.sentence").text_content() == sentence
        trigger = telling["mention"]["trigger"]
        bold = cards.nth(number).locator(".seg-trigger").evaluate_all("all => all.map(s => s.textContent).join('')")
        assert bold == report["text"][trigger["start"] : trigger["end"]]


def test_basis_numbers_lead_to_the_tellings(quick: Window) -> None:
    window = quick
    name = disputed(window)
    incident = window.api(f"/incidents/{name}")["incident"]
    basis = next(b for b in incident["basis"] if b["field"] == "killed")
    order = [f"{s['report']} {s['mention']}" for s in incident["support"]]
    numbers = sorted(order.index(t) + 1 for t in basis["tellings"])
    page = window.open(f"/incident/{name}")
    links = page.locator('.field[data-field="killed"] .telling-number')
    assert [int(text) for text in links.all_inner_texts()] == numbers
    links.first.click()
    assert page.url.endswith(f"#telling-{numbers[0]}")


def test_deep_link_outlines_the_sentence_in_the_report(quick: Window) -> None:
    window = quick
    name = disputed(window)
    telling = window.api(f"/incidents/{name}/tellings")["tellings"][-1]
    page = window.open(f"/incident/{name}")
    page.locator(".telling h3 a").last.click()
    window.ready("report")
    start, end = telling["sentence"]["start"], telling["sentence"]["end"]
    assert page.url.endswith(f"#{start}-{end}")
    outlined = page.locator(".seg-outlined")
    assert "".join(outlined.all_text_contents()) == telling["text"]
    box = outlined.first.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 860


def test_spans_are_turned_on_and_off_and_a_trigger_shows_its_event(quick: Window) -> None:
    window = quick
    report = window.api(f"/incidents/{disputed(window)}/tellings")["tellings"][0]["report"]["id"]
    answer = window.api("/reports/" + quote(report, safe=""))
    page = window.open(f"/report/{quote(report, safe='')}")
    assert "".join(page.locator(".report-text").all_text_contents()) == answer["report"]["text"]
    assert page.get_attribute(".report-body", "dir") == answer["dir"]
    places = page.locator('.seg[data-kinds~="place"]')
    assert places.count() > 0
    page.get_by_label("Places", exact=True).uncheck()
    assert places.count() == 0
    names = page.locator('.seg[data-kinds~="organisation"], .seg[data-kinds~="person"], .seg[data-kinds~="location"]')
    assert names.count() == 0
    page.get_by_label("Names", exact=True).check()
    assert names.count() > 0
    mention = answer["mentions"][0]["mention"]
    page.locator(f'.seg-trigger[data-start="{mention["trigger"]["start"]}"]').first.click()
    assert page.get_attribute(".mention-card", "data-mention") == mention["id"]
    page.locator(".seg-trigger").last.focus()
    page.keyboard.press("Enter")
    assert page.locator(".mention-card").count() == 1


def test_snapshot_has_the_hash_that_is_shown(quick: Window) -> None:
    window = quick
    report = window.api("/reports?limit=1")["items"][0]["id"]
    page = window.open(f"/report/{quote(report, safe='')}")
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download as received").click()
    digest = hashlib.sha256(coming.value.path().read_bytes()).hexdigest()
    assert digest in page.locator(".about .hash").all_inner_texts()


def test_codes_of_another_standard_come_with_their_rules(quick: Window) -> None:
    window = quick
    name = disputed(window)
    codes = window.api(f"/incidents/{name}/codes?codebook=acled_like")
    page = window.open(f"/incident/{name}")
    page.locator(".codes select").select_option("acled_like")
    page.wait_for_selector(".codes tbody tr")
    assert page.locator(".codes tbody tr").count() == len(codes["values"])
    told = page.locator(".codes table").inner_text()
    assert all(value["rule"] in told for value in codes["values"])


def test_reports_are_searched_with_the_words_found(quick: Window) -> None:
    window = quick
    page = window.open("/reports")
    page.fill("main input[type=search]", "killed")
    page.keyboard.press("Enter")
    window.ready()
    total = window.api("/reports?q=killed&limit=1")["total"]
    assert page.locator(".total").inner_text() == f"{total} reports"
    assert {t.lower() for t in page.locator(".snippet mark").all_inner_texts()} == {"killed"}


@pytest.mark.parametrize("path", ["/incident/i-0000000000", "/report/nobody"])
def test_unknown_id_says_so(quick: Window, path: str) -> None:
    window = quick
    window.expected.append("404")
    page = window.open(path)
    assert page.get_by_role("alert").inner_text().strip() != ""
    assert page.get_by_role("button", name="Try again").count() == 1


def test_page_that_is_none(quick: Window) -> None:
    window = quick
    page = window.open("/nowhere")
    page.get_by_role("link", name="Go to the map").click()
    window.ready("explore")
