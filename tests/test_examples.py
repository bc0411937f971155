"""The accuracy gate: the example reports against their gold, with floors that are only ever raised.

The gold was written by someone who had not seen the rules; the first figures, before any rule was changed for it, were
recall 0.787, precision 0.928, status 0.949 (docs/limits.md).
"""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
FLOORS = {
    "recall": 0.92, "precision": 0.95, "status": 0.97, "place": 0.76, "harm": 0.91, "source": 0.82, "actor": 0.81,
    "recipient": 0.82, "aggregate": 0.94, "background": 0.91,
}  # fmt: skip
GOLD_SHA256 = "8b5f5c27bc1b26beb2ee2766f92f649862b4fdbf6df95e9c4f74ecc05884be02"


def benchmark(name: str) -> ModuleType:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.pop(0)


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    found: dict[str, float] = benchmark("examples").score(EXAMPLES)[0]
    return found


def test_the_gold_is_the_one_that_the_floors_were_set_on() -> None:
    assert hashlib.sha256((EXAMPLES / "gold.json").read_bytes()).hexdigest() == GOLD_SHA256


@pytest.mark.parametrize("name", FLOORS)
def test_no_figure_falls_under_its_floor(figures: dict[str, float], name: str) -> None:
    assert figures[name] >= FLOORS[name]


def test_nothing_in_boilerplate_is_an_event(figures: dict[str, float]) -> None:
    assert figures["events_in_boilerplate"] == 0


def test_nothing_feared_planned_or_denied_counts_as_an_incident(figures: dict[str, float]) -> None:
    assert figures["unreal_as_incident"] == 0
