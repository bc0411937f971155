"""Chooses the decoding thresholds of the templates: `python -m training.tune --data CORPORA --run NAME`.

Reads the tuning split once with a checkpoint, then climbs one threshold at a time. Since thresholds chosen on the split
that they are measured on flatter, the figure to trust is the cross-fitted one: chosen on one half of the reports,
measured on the other, and the other way round.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

import torch
from benchmarks.metrics.counts import Counts
from benchmarks.metrics.templates import Template, score
from dateline.reader.network.filling import Reading, Thresholds, decode

from training.corpora.muc4 import read
from training.encoder import load_tokenizer
from training.model import Reader, build
from training.tasks.muc4 import Muc4Task
from training.train import CHECKPOINTS, load_trained

GRID = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8)

Case = tuple[Reading, Sequence[Template]]


def measure(cases: Sequence[Case], limits: Thresholds) -> dict[str, Counts]:
    """The metric's counts over reports decoded with these thresholds."""
    return score((decode(reading, limits), gold) for reading, gold in cases)


def climb(cases: Sequence[Case], start: Thresholds, rounds: int = 2) -> Thresholds:
    """The thresholds reached by choosing each in turn for the highest micro F1, `rounds` times over."""
    best, value = start, measure(cases, start)["micro"].f1
    for _ in range(rounds):
        for field in fields(Thresholds):
            for point in GRID:
                trial = replace(best, **{field.name: point})
                reached = measure(cases, trial)["micro"].f1
                if reached > value + 1e-6:
                    best, value = trial, reached
    return best


def cross_fitted(cases: Sequence[Case], start: Thresholds) -> Counts:
    """Micro counts with thresholds chosen on the other half of the reports."""
    even, odd = cases[::2], cases[1::2]
    return measure(even, climb(odd, start))["micro"] + measure(odd, climb(even, start))["micro"]


def readings(data: Path, checkpoint: Path) -> list[Case]:
    """The tuning split as a checkpoint reads it, kept beside the checkpoint until that changes."""
    kept = checkpoint.with_suffix(".readings.pickle")
    if kept.is_file() and kept.stat().st_mtime > checkpoint.stat().st_mtime:
        with kept.open("rb") as file:
            stored: list[Case] = pickle.load(file)
            return stored
    task = Muc4Task(data, load_tokenizer(), splits=("dev",))
    reader: Reader = build({task.name: task.head()})
    load_trained(reader, checkpoint)
    reports = read(data / "muc4", "dev")
    cases: list[Case] = [
        (r, report.templates) for r, report in zip(task.readings(reader, reports), reports, strict=True)
    ]
    with kept.open("wb") as file:
        pickle.dump(cases, file)
    return cases


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--run", required=True)
    parser.add_argument("--which", choices=("best", "last"), default="best")
    args = parser.parse_args()
    torch.set_num_threads(1)
    cases = readings(args.data, CHECKPOINTS / args.run / f"{args.which}.pt")
    plain = measure(cases, Thresholds())
    chosen = climb(cases, Thresholds())
    tuned = measure(cases, chosen)
    result = {
        "default": {name: counts.figures() for name, counts in plain.items()},
        "tuned": {name: counts.figures() for name, counts in tuned.items()},
        "thresholds": {field.name: getattr(chosen, field.name) for field in fields(chosen)},
        "cross_fitted": cross_fitted(cases, Thresholds()).figures(),
    }
    for name in ("default", "tuned", "thresholds", "cross_fitted"):
        print(name, json.dumps(result[name]))
    print(json.dumps(result))


if __name__ == "__main__":
    main()
