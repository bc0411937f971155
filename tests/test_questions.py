"""The gate of the questions: the project's own reports and sentences, with floors that are only ever raised, save
twice: precision was traded for recall when words that no list holds came in, and some of that recall back when they
turned out to be mostly wrong in news as it is (docs/telling.md).

`after` was not looked at before it was measured (docs/telling.md); UNREAD never were: their errors are not shown, and
they are no more to be tuned to than a published test.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from dateline.coder import Coder
from dateline.ingest.received import Metadata, make_report

from .test_examples import benchmark

FOLDER = Path(__file__).parent / "questions"
UNREAD = ("blind", "wide_aside", "dense_aside")
FLOORS = {
    "before": {"recall": 0.89, "precision": 0.78, "status": 0.84, "right": 0.81, "told": 0.71},
    "after": {"recall": 0.82, "precision": 0.76, "status": 0.76, "right": 0.70, "told": 0.54},
    "wide": {"recall": 0.82, "precision": 0.81, "status": 0.81, "right": 0.74, "told": 0.62},
    "wide_aside": {"recall": 0.80, "precision": 0.76, "status": 0.78, "right": 0.71, "told": 0.57},
    "dense": {"recall": 0.65, "precision": 0.65, "status": 0.58, "right": 0.52, "told": 0.43},
    "dense_aside": {"recall": 0.60, "precision": 0.55, "status": 0.54, "right": 0.49, "told": 0.37},
    "blind": {"recall": 0.67, "precision": 0.84, "status": 0.60, "right": 0.55, "told": 0.40},
}
UNREAL = {"before": 5, "after": 5, "wide": 3, "wide_aside": 5, "dense": 20, "dense_aside": 30, "blind": 14}
"""Required rows that did not happen, or are many or history, and are counted as an incident: at most so many."""
CONTROL = {"before": 0.95, "after": 0.73, "blind": 0.35, "widen": 0.86, "aside": 0.72}
WORDS = {"widen": {"found": 0.96, "word": 0.88, "none": 0.70}, "aside": {"found": 0.79, "word": 0.71, "none": 0.7}}
"""`widen` is tuned to; `aside`, its other half, was only measured."""


@pytest.mark.parametrize("split", list(FLOORS))
def test_reports(split: str) -> None:
    errors: list[tuple[float, str]] = []
    reports = json.loads((FOLDER / f"{split}.json").read_text(encoding="utf-8"))["reports"]
    figures: dict[str, Any] = benchmark("questions").score(reports, errors)
    assert figures["unreal_as_incident"] <= UNREAL[split]
    below = {name: figures[name] for name, floor in FLOORS[split].items() if figures[name] < floor}
    assert not below, below if split in UNREAD else "\n\n".join(text for _, text in errors)


@pytest.mark.parametrize("split", list(CONTROL))
def test_places_that_change_hands(split: str) -> None:
    control = benchmark("control")
    rows = control.read_rows(FOLDER / f"control_{split}.tsv")
    reports = [make_report(r["sentence"], r["sentence"].encode(), Metadata(id=str(n))) for n, r in enumerate(rows)]
    marks = [control.right(row, coded.mentions) for row, coded in zip(rows, Coder().code(reports), strict=True)]
    wrong = [
        row["sentence"] for row, mark in zip(rows, marks, strict=True) if not mark and split not in ("blind", "aside")
    ]
    assert sum(marks) / len(marks) >= CONTROL[split], wrong


@pytest.mark.parametrize("split", list(WORDS))
def test_words_of_events(split: str) -> None:
    words = benchmark("words")
    errors: list[tuple[float, str]] = []
    figures = words.score(words.read_rows(FOLDER / f"words_{split}.tsv"), errors)
    below = {name: figures[name] for name, floor in WORDS[split].items() if figures[name] < floor}
    assert not below, [text for _, text in errors if split == "widen"]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*_widen.tsv")) + sorted(FOLDER.glob("*_aside.tsv")))
def test_rows_to_widen_the_words_are_whole(path: Path) -> None:
    """Each sentence stands once, in one of the halves, and holds what its row says of it."""
    rows = benchmark("control").read_rows(path)
    assert len({row["sentence"] for row in rows}) == len(rows)
    for row in rows:
        for name in {"place", "lost_by", "gained_by", "trigger"} & row.keys():
            assert row[name] in row["sentence"], (row["sentence"], name)


def test_the_set_is_whole() -> None:
    """Each quote stands once in its report, holds its trigger, and an id is given once."""
    ids = []
    for path in sorted(FOLDER.glob("*.json")):
        for report in json.loads(path.read_text(encoding="utf-8"))["reports"]:
            ids.append(report["id"])
            for row in report["events"]:
                assert report["text"].count(row["quote"]) == 1, (report["id"], row["quote"])
                assert row["trigger"] in row["quote"], (report["id"], row["trigger"])
    assert len(ids) >= 60
    assert len(set(ids)) == len(ids)


def test_a_folder_without_the_set_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = benchmark("questions")
    given = argparse.Namespace(data=tmp_path, split="both", errors=0, record=False)
    monkeypatch.setattr(module, "arguments", lambda about, split: given)
    with pytest.raises(SystemExit, match=r"no before\.json or after\.json"):
        module.main()
