"""Figures and the study page: the same bytes each time, nothing fetched, words that are the results' own."""

from __future__ import annotations

import datetime as dt
import importlib
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dateline.analysis import contagion
from dateline.analysis.changes import bayesian_changes
from dateline.analysis.figures import (
    around_figure,
    changes_figure,
    drawn,
    hawkes_figure,
    knox_figure,
    placebo_figure,
    png,
    series_figure,
    specification_figure,
    svg,
    timeline_figure,
)
from dateline.analysis.needs import package
from dateline.analysis.plain import data_hash, plain
from dateline.analysis.regression import Ratio
from dateline.analysis.series import Definition, Effort, count
from dateline.analysis.study import Made, study_page
from dateline.analysis.territory import Study, study
from dateline.errors import SettingError

from .making import FIRST, event, events_on, question

MADE = Made("dateline 0", "events <of> GED", "abc", "a calendar", "def", "dateline study territory --actor 'A & B'")
WEEKS = [FIRST + dt.timedelta(7 * k) for k in range(100)]


@pytest.fixture(scope="module")
def found() -> Study:
    return study(question(5, 1.0), placebos=20)


def figures(found: Study) -> list[Any]:
    rng = np.random.default_rng(1)
    times = contagion.jittered(events_on(rng.integers(0, 300, 90)), FIRST)
    fitted = contagion.fit(times, (0, 300))
    counts = [3] * 50 + [9] * 50
    effort = Effort.of([(FIRST, "A"), (FIRST + dt.timedelta(300), "B")])
    made = [event(int(day), str(day), country="IRQ" if day % 2 else "SYR") for day in range(0, 320, 7)]
    knox = contagion.knox(rng.uniform(33, 34, 60), rng.uniform(43, 44, 60), rng.integers(0, 90, 60), deals=19)
    return [
        timeline_figure(found), around_figure(found), placebo_figure(found), specification_figure(found),
        series_figure(count(made, Definition(), facet="country")), series_figure(count(made, Definition(), effort=effort)),
        changes_figure(WEEKS, counts, bayesian_changes(counts)), changes_figure(WEEKS, [1] * 100, bayesian_changes([1] * 100)),
        hawkes_figure(fitted, contagion.rescale(fitted), FIRST, title="A"), knox_figure(knox),
    ]  # fmt: skip


@pytest.mark.slow
def test_figures_are_the_same_each_time_and_need_nothing_else(found: Study) -> None:
    assert svg(around_figure(found)) == svg(around_figure(found))
    for one in figures(found):
        image = svg(one)
        assert image.startswith("<svg")
        outside = [link for link in re.findall(r'(?:href|src)="([^"]+)"', image) if not link.startswith("#")]
        assert outside == []
        assert "<image" not in image
    assert png(around_figure(found)).startswith(b"\x89PNG")


def test_a_figure_is_svg_or_png(found: Study) -> None:
    figure = placebo_figure(found)
    assert drawn(figure, Path("a.svg")).startswith(b"<svg")
    assert drawn(figure, Path("a.PNG")).startswith(b"\x89PNG")
    with pytest.raises(SettingError, match=r"a figure is SVG or PNG. End its name in .svg or .png"):
        drawn(figure, Path("a.jpg"))


class Page(HTMLParser):
    """The tags of a page with their attributes, and whether each is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_the_page_is_one_file_that_fetches_nothing(found: Study) -> None:
    html = study_page(found, MADE)
    page = Page()
    page.feed(html)
    assert page.open == []
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "image", "object", "a"}
    links = [value for _, attrs in page.tags for name, value in attrs.items() if name in ("src", "href", "xlink:href")]
    assert all((link or "").startswith("#") for link in links)
    assert not re.search(r"url\((?!#|&quot;#)", html.split("</style>", 1)[1])
    assert "default-src 'none'" in html
    labels = [attrs["aria-label"] for tag, attrs in page.tags if tag == "svg"]
    assert len(labels) == len(set(labels)) == 4


def test_the_page_says_what_the_results_say(found: Study) -> None:
    html = study_page(found, MADE)
    page = Page()
    page.feed(html)
    text = " ".join(" ".join(page.text).split())
    assert found.verdict.words in text
    for words in (*found.definition.words, MADE.events, MADE.events_hash, MADE.calendar_hash, MADE.command):
        assert words in text
    main = found.main.after
    assert f"main estimate {main.value:.2f} {main.low:.2f} to {main.high:.2f}" in text
    assert all(loss.place in text for loss in found.question.losses)
    assert html.count("<tr>") > len(found.specifications)
    for claim in ("caused by", "proves", "because of the loss"):
        assert claim not in text


def test_a_missing_package_is_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name.partition(".")[0])

    monkeypatch.setattr(importlib, "import_module", missing)
    for call in (lambda: package("scipy.stats"), lambda: bayesian_changes([1] * 20)):
        with pytest.raises(SettingError, match=r"needs the package scipy.*pip install 'dateline\[analysis\]'"):
            call()


def test_json_has_no_numbers_that_are_none() -> None:
    value = {"ratio": Ratio(1.0, float("nan"), float("inf"), 0.5), "days": {FIRST}, "array": np.array([1.0, np.nan])}
    assert plain(value) == {
        "ratio": {"value": 1.0, "low": None, "high": None, "p": 0.5}, "days": ["2015-01-05"], "array": [1.0, None],
    }  # fmt: skip
    with pytest.raises(TypeError, match="object has no JSON form"):
        plain(object())


def test_equal_events_have_equal_hashes_in_any_order() -> None:
    made = events_on([1, 2, 3])
    assert data_hash(made) == data_hash(reversed(made))
    assert data_hash(made) != data_hash(made[:2])
    assert data_hash(made) != data_hash([*made[:2], event(4, "e2")])
