"""The run is marked by rules and data: any change of a source or data file changes the fingerprint."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dateline.fingerprint import fingerprint


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "some_rules"
    (folder / "data").mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "rule.py").write_text("X = 1\n")
    (folder / "data" / "words.toml").write_text("a = 1\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    fingerprint.cache_clear()
    monkeypatch.delitem(sys.modules, "some_rules", raising=False)
    return folder


def changed(package: Path) -> str:
    fingerprint.cache_clear()
    return fingerprint("some_rules")


def test_it_is_the_same_for_the_same_files(package: Path) -> None:
    first = changed(package)
    assert changed(package) == first
    assert len(first) == 12


@pytest.mark.parametrize(
    ("name", "text"),
    [("rule.py", "X = 2\n"), ("data/words.toml", "a = 2\n"), ("data/new.txt", "a\n"), ("other.py", "")],
)
def test_a_rule_or_a_word_changes_it(package: Path, name: str, text: str) -> None:
    first = changed(package)
    (package / name).write_text(text)
    assert changed(package) != first


def test_what_the_interpreter_leaves_behind_does_not(package: Path) -> None:
    first = changed(package)
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "rule.cpython-311.pyc").write_bytes(b"x")
    assert changed(package) == first


def test_two_packages_differ_from_one(package: Path) -> None:
    assert (
        fingerprint("dateline.reader")
        != fingerprint("dateline.ground")
        != fingerprint("dateline.ground", "dateline.ingest")
    )
