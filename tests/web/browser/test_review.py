"""Review, by keyboard alone: correct, undo, merge, split, mark; nothing is lost when two people edit at once."""

from __future__ import annotations

import csv
import io
import urllib.request
from typing import Any

import pytest
from playwright.sync_api import Route

from tests.web.browser.conftest import Window, Windows

pytestmark = pytest.mark.slow


def at(window: Window) -> str:
    """The incident that is being reviewed."""
    return str(window.page.get_attribute(".subject", "data-id"))


def start(window: Window, path: str = "/review", name: str = "Ada") -> str:
    window.open(path)
    window.review_as(name)
    return at(window)


def press(window: Window, *keys: str) -> None:
    for key in keys:
        window.page.keyboard.press(key)


def correct_place(window: Window, name: str, label: str) -> None:
    """By keyboard: correct, place, type its name, choose it by its label, save."""
    press(window, "c", "p")
    window.page.keyboard.type(name)
    found = window.page.locator(".panel [role=option]")
    found.get_by_text(label, exact=True).wait_for()
    options = [text.strip() for text in found.all_inner_texts()]
    press(window, *["ArrowDown"] * options.index(label), "Enter", "Enter")
    window.page.wait_for_selector(".toast")
    window.ready("review")


def names_of(window: Window, incident: str) -> list[str]:
    """The tellings of an incident."""
    return [t["name"] for t in window.api(f"/incidents/{incident}/tellings")["tellings"]]


def csv_rows(window: Window) -> dict[str, dict[str, Any]]:
    address = f"{window.desk.url}/api/export?format=csv&columns=native"
    with urllib.request.urlopen(address, timeout=20) as answer:
        text = answer.read().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    key = next(name for name in rows[0] if name in ("id", "event_id", "incident"))
    return {row[key]: row for row in rows}


def test_corrected_place_is_in_the_history_and_in_the_export(own_window: Window) -> None:
    window = own_window
    name = start(window)
    before = window.api(f"/incidents/{name}")["incident"]
    correct_place(window, "Mosul", "Mosul (city), Nineveh, Iraq")
    assert at(window) == name
    assert "Mosul" in window.page.locator('.panel .field[data-field="place"]').inner_text()
    after = window.api(f"/incidents/{name}")["incident"]
    assert (after["place"]["name"], after["review"]) == ("Mosul", "corrected")
    assert after["version"] > before["version"]
    assert before["place"]["name"] not in str(csv_rows(window)[name]) or before["place"]["name"] == "Mosul"
    assert "Mosul" in str(csv_rows(window)[name])
    page = window.open(f"/incident/{name}")
    line = page.locator('.decision[data-action="correct"][data-field="place"]')
    assert before["place"]["name"] in line.locator("del").inner_text()
    assert "Mosul" in line.locator("ins").inner_text()
    assert "Ada" in line.inner_text()
    assert "set by a reviewer" in page.locator('.field[data-field="place"]').inner_text()


def test_undo_brings_back_what_was(own_window: Window) -> None:
    window = own_window
    name = start(window)
    place = window.api(f"/incidents/{name}")["incident"]["place"]["name"]
    correct_place(window, "Mosul", "Mosul (city), Nineveh, Iraq")
    press(window, "u")
    window.page.locator(".toast", has_text="Taken back").wait_for()
    window.ready("review")
    now = window.api(f"/incidents/{name}")["incident"]
    assert (now["place"]["name"], now["review"]) == (place, "unreviewed")
    assert window.page.locator(".decision.undone").count() == 1


def test_accept_and_reject_lead_on_through_the_queue(own_window: Window) -> None:
    window = own_window
    first = start(window)
    queue = [row["id"] for row in window.api("/queue?limit=5")["items"]]
    assert first == queue[0]
    press(window, "a")
    window.page.locator(".toast", has_text="Accepted").wait_for()
    window.ready("review")
    assert at(window) == queue[1]
    press(window, "x")
    window.page.locator(".toast", has_text="Rejected").wait_for()
    window.ready("review")
    assert at(window) == queue[2]
    states = [window.api(f"/incidents/{name}")["incident"]["review"] for name in queue[:2]]
    assert states == ["accepted", "rejected"]
    assert window.api("/queue")["done"] == 2
    press(window, "k")
    window.ready("review")
    assert at(window) == queue[1]
    press(window, "k", "j")
    window.ready("review")
    assert window.page.locator(".queue p").first.inner_text().endswith("2 reviewed")


def test_split_and_merge_by_numbers(own_window: Window) -> None:
    window = own_window
    name = str(window.api("/incidents?disputed=true&limit=1")["items"][0]["id"])
    tellings = names_of(window, name)
    start(window, f"/review?at={name}")
    press(window, "s", "2")
    assert window.page.locator(".telling-apart").get_attribute("data-name") == tellings[1]
    press(window, "Enter")
    window.page.locator(".toast", has_text="Split").wait_for()
    window.ready("review")
    here = at(window)
    assert names_of(window, here) == [t for t in tellings if t != tellings[1]]
    total = window.api("/incidents?limit=1")["total"]
    others = [row["id"] for row in window.api(f"/incidents/{here}")["near"]]
    number = next(n for n, other in enumerate(others, start=1) if tellings[1] in names_of(window, other))
    press(window, "m", str(number), "Enter")
    window.page.locator(".toast", has_text="Merged").wait_for()
    window.ready("review")
    assert window.api("/incidents?limit=1")["total"] == total - 1
    assert set(tellings) <= set(names_of(window, at(window)))


@pytest.mark.parametrize(("key", "field"), [("b", "background"), ("g", "aggregate")])
def test_marks_are_set_and_taken_off_by_one_key(own_window: Window, key: str, field: str) -> None:
    window = own_window
    name = start(window)
    for expected in (True, False):
        press(window, key)
        line = window.page.locator(f'.decision[data-field="{field}"]')
        line.nth(0 if expected else 1).wait_for()
        window.ready("review")
        assert window.api(f"/incidents/{name}")["incident"][field] is expected


def test_comment_and_figures(own_window: Window) -> None:
    window = own_window
    name = start(window)
    press(window, "n")
    window.page.keyboard.type("ask the desk in Erbil")
    press(window, "Enter")
    window.page.locator(".toast", has_text="Commented").wait_for()
    window.ready("review")
    assert "ask the desk in Erbil" in window.page.locator(".decisions").inner_text()
    press(window, "c", "k")
    window.page.keyboard.type("17")
    press(window, "Tab")
    window.page.keyboard.type("12")
    assert window.page.locator(".correct [role=alert]").count() == 1
    assert window.page.get_by_role("button", name="Save").is_disabled()
    window.page.fill("input[name=best]", "17")
    window.page.fill("input[name=high]", "20")
    press(window, "Enter")
    window.page.locator(".toast", has_text="Corrected").wait_for()
    window.ready("review")
    killed = next(h for h in window.api(f"/incidents/{name}")["incident"]["harm"] if h["kind"] == "killed")
    assert (killed["low"], killed["best"], killed["high"]) == (17, 17, 20)


def test_unknown_place_is_listed_beside_the_map(own_window: Window) -> None:
    window = own_window
    name = start(window)
    press(window, "c", "p")
    window.page.get_by_role("button", name="Unknown").click()
    press(window, "Enter")
    window.page.locator(".toast").wait_for()
    window.ready("review")
    page = window.open("/explore")
    page.locator(f'.placeless a[href="/incident/{name}"]').wait_for(state="attached")
    assert page.locator(".placeless .count").inner_text() == "1"


def test_words_marked_in_a_telling_are_looked_up(own_window: Window) -> None:
    window = own_window
    start(window)
    press(window, "c", "p")
    place = window.page.locator('.telling .seg[data-kinds~="place"]').first
    words = (place.text_content() or "").strip()
    place.select_text()
    place.dispatch_event("mouseup")
    window.page.locator(".panel [role=option]").first.wait_for()
    assert window.page.input_value(".combobox input") == words


def test_place_is_picked_from_the_map(own_windows: Windows) -> None:
    window = own_windows()
    name = start(window)
    press(window, "c", "p")
    window.page.get_by_text("Pick on the map").click()
    window.page.wait_for_selector(".place-map .map-box[data-map-ready]")
    box = window.page.locator(".place-map .map-box").bounding_box()
    assert box is not None
    window.page.mouse.click(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.6)
    window.page.locator(".panel [role=option]").first.click()
    press(window, "Enter")
    window.page.locator(".toast").wait_for()
    window.ready("review")
    place = window.api(f"/incidents/{name}")["incident"]["place"]
    assert place["precision"] == "point"


def test_keys_are_silent_while_typing_and_a_name_is_needed(own_window: Window) -> None:
    window = own_window
    page = window.open("/review")
    name = at(window)
    page.focus(".queue input[type=search]")
    page.keyboard.type("ax")
    assert page.input_value(".queue input[type=search]") == "ax"
    page.locator(".queue input[type=search]").fill("")
    page.locator(".queue input[type=search]").blur()
    press(window, "a")
    assert page.evaluate("document.activeElement.closest('.reviewer') !== null")
    assert window.api(f"/incidents/{name}")["incident"]["review"] == "unreviewed"
    page.keyboard.type("Ada")
    page.reload()
    window.ready("review")
    assert page.input_value(".reviewer input") == "Ada"


def test_what_was_begun_survives_a_reload(own_window: Window) -> None:
    window = own_window
    name = start(window)
    press(window, "n")
    window.page.keyboard.type("half a thought")
    window.page.reload()
    window.ready("review")
    assert at(window) == name
    assert window.page.input_value("textarea") == "half a thought"


def test_two_windows_at_once(own_windows: Windows) -> None:
    ada, ben = own_windows(webgl=False), own_windows(webgl=False)
    name = start(ada, name="Ada")
    assert start(ben, name="Ben") == name
    ben.expected.append("409")
    correct_place(ada, "Mosul", "Mosul (city), Nineveh, Iraq")
    press(ben, "c", "k")
    for box, figure in (("low", "16"), ("best", "16"), ("high", "16")):
        ben.page.fill(f"input[name={box}]", figure)
    press(ben, "Enter")
    dialog = ben.page.get_by_role("dialog")
    dialog.wait_for()
    told = dialog.inner_text()
    assert "Ada" in told
    assert "Mosul" in told
    assert "Killed: 16" in told
    dialog.get_by_role("button", name="See the new state").click()
    ben.ready("review")
    assert "Mosul" in ben.page.locator('.panel .field[data-field="place"]').inner_text()
    assert ben.page.input_value("input[name=low]") == "16"
    ben.page.focus("input[name=low]")
    press(ben, "Enter")
    ben.page.locator(".toast", has_text="Corrected").wait_for()
    ben.ready("review")
    press(ada, "a")
    ada.expected.append("409")
    ada.page.get_by_role("dialog").get_by_role("button", name="Apply mine on the new state").click()
    ada.page.locator(".toast", has_text="Accepted").wait_for()
    ada.ready("review")
    by = [d["by"] for d in ada.api(f"/incidents/{name}")["decisions"]]
    assert sorted(by) == ["Ada", "Ada", "Ben"]
    incident = ada.api(f"/incidents/{name}")["incident"]
    assert incident["place"]["name"] == "Mosul"
    assert next(h for h in incident["harm"] if h["kind"] == "killed")["best"] == 16


def test_a_late_refusal_goes_to_the_incident_that_it_was_on(own_windows: Windows) -> None:
    """Ben accepts what Ada changed meanwhile and goes on before he is answered: nothing is laid on the next one."""
    ada, ben = own_windows(webgl=False), own_windows(webgl=False)
    first = start(ada, name="Ada")
    assert start(ben, name="Ben") == first
    second = [row["id"] for row in ben.api("/queue?limit=2")["items"]][1]
    correct_place(ada, "Mosul", "Mosul (city), Nineveh, Iraq")
    ben.expected.append("409")
    held: list[Route] = []
    ben.page.route(f"**/api/incidents/{first}/decisions", lambda route: held.append(route))
    press(ben, "a")
    press(ben, "j")
    ben.page.wait_for_selector(f'.subject[data-id="{second}"]')
    for _ in range(100):  # the request may reach the route after the page has moved on
        if held:
            break
        ben.page.wait_for_timeout(50)
    held[0].continue_()
    ben.page.unroute(f"**/api/incidents/{first}/decisions")
    dialog = ben.page.get_by_role("dialog")
    dialog.wait_for()
    assert "Ada" in dialog.inner_text()
    assert at(ben) == second
    dialog.get_by_role("button", name="Apply mine on the new state").click()
    ben.page.locator(".toast", has_text="Accepted").wait_for()
    by = [d["by"] for d in ben.api(f"/incidents/{first}")["decisions"]]
    assert sorted(by) == ["Ada", "Ben"]
    assert ben.api(f"/incidents/{second}")["decisions"] == []


@pytest.mark.parametrize("key", ["a", "x", "b", "m"])
def test_a_begun_correction_is_not_dropped_by_another_decision(own_window: Window, key: str) -> None:
    window = own_window
    name = start(window)
    press(window, "c", "k")
    window.page.fill("input[name=best]", "16")
    window.page.locator("input[name=best]").blur()
    press(window, key)
    window.page.locator(".toast").wait_for()
    assert at(window) == name
    assert window.page.input_value("input[name=best]") == "16"
    assert window.api(f"/incidents/{name}")["decisions"] == []
