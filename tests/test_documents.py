"""Documents cannot rot: their commands run, their outputs and figures are real, every command has its page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from dateline.cli.app import app

from .documents import DOCUMENTS, FIGURE, ROOT, examples, matches, output, results, workplace


@pytest.mark.slow
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_example_runs_and_prints_what_is_shown(document: Path) -> None:
    with workplace() as folder:
        for example in examples(document.read_text(encoding="utf-8")):
            actual = output(example, folder)
            assert matches(example.expected, actual), f"{example.command}\n" + "\n".join(actual)


def test_the_readme_has_examples_of_both_kinds() -> None:
    found = list(examples((ROOT / "README.md").read_text(encoding="utf-8")))
    assert sum(e.is_python for e in found) >= 1
    assert sum(bool(e.expected) for e in found if not e.is_python) >= 3


@pytest.mark.parametrize(
    ("expected", "actual", "fits"),
    [
        (["a"], ["a"], True), (["a"], ["b"], False), ([], ["x"], True), (["a", "...", "c"], ["a", "b", "b", "c"], True),
        (["a", "..."], ["a"], False), (["a", "..."], ["a", "b"], True), (["a", "...", "c"], ["a", "b"], False),
    ],
)  # fmt: skip
def test_outputs_are_compared_line_by_line(expected: list[str], actual: list[str], *, fits: bool) -> None:
    assert matches(expected, actual) is fits


def shown_figures() -> list[tuple[str, str, str, str]]:
    return [
        (path.name, match["benchmark"], match["name"], match["value"])
        for path in DOCUMENTS
        for match in FIGURE.finditer(path.read_text(encoding="utf-8"))
    ]


def test_figures_are_shown() -> None:
    assert len(shown_figures()) >= 10


@pytest.mark.parametrize(("document", "benchmark", "name", "value"), shown_figures())
def test_every_figure_comes_from_the_results(document: str, benchmark: str, name: str, value: str) -> None:
    assert float(value.replace(",", "")) == results(benchmark)[name]


def test_every_command_has_its_line_in_the_documents() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    context = group.make_context("dateline", [], resilient_parsing=True)
    names = group.list_commands(context)
    assert len(names) >= 9
    for name in names:
        assert group.get_command(context, name) is not None, name
        assert f"dateline {name}" in text, name


def test_links_between_documents_lead_somewhere() -> None:
    for path in DOCUMENTS:
        for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
