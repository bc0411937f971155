"""A real browser on desks of the examples. Any request to another host, and any error on a page, fails the test."""

from __future__ import annotations

import contextlib
import json
import shutil
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from dateline.web import Running, running

UI = Path(__file__).parents[3] / "ui"
STATIC = Path(__file__).parents[3] / "src" / "dateline" / "web" / "static"
SCREENSHOTS = Path(__file__).parents[3] / ".cache" / "screenshots"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# WebGL without a graphics card: the browser's own software renderer draws the map.
ARGUMENTS = ["--headless=new", "--disable-gpu", "--enable-unsafe-swiftshader", "--disable-dev-shm-usage"]
WITHOUT_WEBGL = """
const get = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
  return kind.startsWith("webgl") ? null : get.call(this, kind, ...more);
};
"""
"""Drawing the map in software takes seconds; tests of other things run as in a browser that cannot draw it."""
WIDE, NARROW = {"width": 1280, "height": 860}, {"width": 390, "height": 844}
PATIENCE_MS = 20_000


@dataclass
class Window:
    """A page of the browser with what went wrong on it; `expected` are parts of messages that the test asks for."""

    page: Page
    desk: Running
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.on("request", self._on_request)
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _on_request(self, request: Request) -> None:
        parts = urllib.parse.urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
            self.outside.append(request.url)

    def _on_console(self, message: ConsoleMessage) -> None:
        # A software renderer's remarks on its own speed are no fault of the page's.
        if message.type in ("error", "warning") and "GL Driver Message" not in message.text:
            self.errors.append(message.text)

    def open(self, path: str) -> Page:
        """Goes to a path of the desk and waits until it has loaded."""
        self.page.goto(self.desk.url + path)
        return self.ready()

    def ready(self, name: str | None = None) -> Page:
        """Waits until nothing is being loaded any more; with a name, on that page."""
        self.page.wait_for_selector(f'html[data-ready="{name}"]' if name else "html[data-ready]", state="attached")
        return self.page

    def map_ready(self) -> None:
        self.page.wait_for_selector("html[data-map-ready]", state="attached")

    def query(self) -> dict[str, list[str]]:
        """The query of the address that is shown."""
        return urllib.parse.parse_qs(urllib.parse.urlsplit(self.page.url).query)

    def api(self, path: str) -> Any:
        """What the desk's API answers, by a client of its own."""
        with urllib.request.urlopen(self.desk.url + "/api" + path, timeout=20) as answer:
            return json.load(answer)

    def review_as(self, name: str) -> None:
        """Writes the reviewer's name and leaves the box, so that keys work."""
        self.page.fill(".reviewer input", name)
        self.page.locator(".reviewer input").blur()

    def checked(self) -> None:
        assert self.outside == []
        assert [e for e in self.errors if not any(part in e for part in self.expected)] == []


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail(f"none of {', '.join(BROWSERS)} is installed; on Debian: apt-get install chromium")
    if not (STATIC / "index.html").is_file():
        pytest.fail("the pages are not built: make ui")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield made
        made.close()


@dataclass
class Profiles:
    """The browser's profiles. They are kept from test to test, since an empty cache makes every page slow; what a page
    stores is kept apart by the desk's port.
    """

    browser: Browser
    kept: dict[str, BrowserContext] = field(default_factory=dict)

    def get(self, number: int, size: dict[str, int], fresh: bool) -> BrowserContext:
        """The profile of the n-th window of a test; `fresh` gives one whose cache is empty."""
        key = f"{len(self.kept)}" if fresh else repr((number, size))
        if key not in self.kept:
            made = self.browser.new_context(viewport=size, locale="en-GB", reduced_motion="reduce")  # type: ignore[arg-type]
            self.kept[key] = made
        return self.kept[key]


Windows = Callable[..., Window]


@contextlib.contextmanager
def opening(profiles: Profiles, desk: Running) -> Iterator[Windows]:
    """Opens windows on a desk, each with a store of its own as if on another machine; checks them all at the end."""
    opened: list[Window] = []

    def make(size: dict[str, int] = WIDE, *, fresh: bool = False, webgl: bool = True) -> Window:
        window = Window(profiles.get(len(opened), size, fresh).new_page(), desk)
        opened.append(window)
        if not webgl:
            window.page.add_init_script(WITHOUT_WEBGL)
            window.expected.append("WebGL")
        return window

    try:
        yield make
        for window in opened:
            window.checked()
    finally:
        for window in opened:
            window.page.close()


@pytest.fixture(scope="package")
def profiles(browser: Browser) -> Profiles:
    return Profiles(browser)


@pytest.fixture(scope="package")
def desk(browser: Browser, coded_examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A desk for tests that only read."""
    path = tmp_path_factory.mktemp("desk") / "examples.db"
    shutil.copy(coded_examples, path)
    with running(path) as made:
        yield made


@pytest.fixture
def windows(profiles: Profiles, desk: Running) -> Iterator[Windows]:
    with opening(profiles, desk) as make:
        yield make


@pytest.fixture
def window(windows: Windows) -> Window:
    return windows()


@pytest.fixture
def quick(windows: Windows) -> Window:
    """A window of a browser that cannot draw the map."""
    return windows(webgl=False)


@pytest.fixture
def own_windows(profiles: Profiles, archive_file: Path) -> Iterator[Windows]:
    """Windows on a desk of the test's own, to write on."""
    with running(archive_file) as desk, opening(profiles, desk) as make:
        yield make


@pytest.fixture
def own_window(own_windows: Windows) -> Window:
    return own_windows(webgl=False)
