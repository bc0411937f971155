"""`dateline actors`: list, search, show, add, merge, split, undo, history, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run

TEXT = (
    "KIRKUK - ISIS fighters killed four policemen in Kirkuk on Sunday. The Upper Valley Brigades said in a statement that "
    "the Upper Valley Brigades had fired two rockets at a base near Hawija. Gunmen fled."
)


@pytest.fixture
def coded(run: Run, tmp_path: Path) -> Run:
    file = tmp_path / "report.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert run("code", file, "--published", "2017-07-09").code == 0
    return run


def id_of_new(run: Run) -> str:
    return next(word for word in run("actors", "list", "--new").out.split() if word.startswith("new-"))


def actor_ids(run: Run, tmp_path: Path) -> set[str]:
    """The actors of the report as `code` prints it."""
    lines = run("code", tmp_path / "report.txt", "--published", "2017-07-09", "--format", "jsonl").out.splitlines()
    return {e["actor"]["id"] for e in json.loads(lines[0])["entities"] if e["actor"]}


def test_list_names_those_of_the_reports_without_agents(coded: Run) -> None:
    out = coded("actors", "list").out
    assert "islamic-state" in out
    assert "1 report" in out
    assert "agent-" not in out
    new = coded("actors", "list", "--new").out
    assert "Upper Valley Brigades" in new
    assert "islamic-state" not in new


@pytest.mark.parametrize("words", ["daesh", "ISLAMIC STATE", "islamic-state"])
def test_search_by_alias_name_and_id(run: Run, words: str) -> None:
    result = run("actors", "search", words)
    assert result.code == 0
    assert "Islamic State" in result.out


def test_search_finds_what_reports_name_and_says_when_nobody_is_called_so(coded: Run) -> None:
    assert "new-" in coded("actors", "search", "upper valley").out
    nobody = coded("actors", "search", "xyzzy")
    assert (nobody.code, nobody.out) == (0, "")
    assert "no actor is called xyzzy" in nobody.err
    assert "more of the name" in coded("actors", "search", "army").err
    assert coded("actors", "search", " ").code != 0


def test_show(coded: Run) -> None:
    out = coded("actors", "show", "islamic-state").out
    assert "Daesh" in out
    assert "2013-04" in out
    assert "leader" in coded("actors", "show", "abu-bakr-al-baghdadi").out


def test_a_merge_counts_until_it_is_undone(coded: Run, tmp_path: Path) -> None:
    new = id_of_new(coded)
    merged = coded("actors", "merge", new, "islamic-state", "--by", "Ada", "--reason", "a front")
    assert merged.code == 0
    assert "decision 1" in merged.err
    assert new not in actor_ids(coded, tmp_path)
    assert "merged into" in coded("actors", "show", new).out
    assert coded("actors", "list", "--new").out == ""
    assert coded("actors", "merge", "islamic-state", new, "--by", "Ada").code == 1
    assert coded("actors", "undo", "1", "--by", "Bob").code == 0
    assert new in actor_ids(coded, tmp_path)
    history = coded("actors", "history").out
    assert "a front (undone by 2)" in history
    assert "undo 1  by Bob" in history
    assert coded("actors", "undo", "1").code == 1


def test_add_and_split(coded: Run, tmp_path: Path) -> None:
    added = coded(
        "actors", "add", "Valley Men", "--alias", "Upper Valley Brigades", "--sector", "reb", "--country", "irq"
    )
    identifier = added.out.strip()
    assert identifier in actor_ids(coded, tmp_path)
    assert "Valley Men" in coded("actors", "search", "valley men").out
    split = coded("actors", "split", "islamic-state", "ISIS", "ISIS fighters", "--as", "Other ISIS")
    assert split.out.strip() in actor_ids(coded, tmp_path)
    assert "islamic-state" not in actor_ids(coded, tmp_path)
    assert coded("actors", "add", "The Organisation", "--to", "islamic-state").out.strip() == "islamic-state"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("show", "nobody-here"), "no actor has the id"),
        (("merge", "nobody-here", "islamic-state"), "no actor has the id"),
        (("merge", "islamic-state", "nobody-here"), "no actor has the id"),
        (("merge", "islamic-state", "islamic-state"), "Name two actors"),
        (("add", "X", "--country", "Iraq"), "no ISO 3166-1 alpha-3 code"),
        (("undo", "7"), "no decision 7 counts"),
        (("add", "  "), "a name is empty"),
        (("split", "islamic-state", " ", "--as", "X"), "a name is empty"),
        (("add", "X", "--sector", "FOO"), "no sector"),
        (("add", "X", "--country", "ZZZ"), "no ISO 3166-1 alpha-3 code"),
        (("add", "X", "--to", "hamas", "--sector", "REB"), "has its sector and country"),
        (("split", "nobody-here", "x", "--as", "y"), "no actor has the id"),
    ],
)
def test_what_is_refused(coded: Run, arguments: tuple[str, ...], message: str) -> None:
    result = coded("actors", *arguments)
    assert result.code != 0
    assert message in result.err
    assert coded("actors", "history").out == ""


def test_without_an_archive(run: Run) -> None:
    assert run("actors", "list").code != 0
    assert run("actors", "search", "hamas").code == 0
