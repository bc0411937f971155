"""Train the model of claims: `python -m training.responsibility --data CORPORA [--out FOLDER]`.

A multinomial logistic regression over the signs of a group in a report (reader/responsibility/signs.py), on the
confidence slot of MUC-4's keys; judged on reports that it has not seen. FOLDER is the reader's data folder.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from dateline.reader.responsibility import HOLDINGS, Scorer, sign_names, signs
from dateline.reader.responsibility.deciding import WEIGHTS
from numpy.typing import NDArray

from training.corpora.muc4_claims import HeldGroup, read_held

FOLDS = 5
DECAY = 400.0
"""Strength of the ridge over standardised signs. 250 and 700 give a macro F1 within 0.01 of it on the same folds."""
BALANCE = 0.75
"""Power of the inverse frequency by which a rare holding counts more; 0.5 and 1 each lose 0.02 of macro F1."""
STEPS, RATE = 300, 0.1

Floats = NDArray[np.float64]


def targets(groups: Sequence[HeldGroup]) -> Floats:
    """[groups, holdings]: the right answers of each group in equal shares."""
    found = np.zeros((len(groups), len(HOLDINGS)))
    for row, group in zip(found, groups, strict=True):
        for holding in group.right:
            row[HOLDINGS.index(holding)] = 1 / len(group.right)
    return found


def fit(rows: Floats, right: Floats) -> Scorer:
    """The regression of some signs [groups, signs], by Adam on the whole set, from nought: the same each time."""
    spread = rows.std(axis=0)
    spread[spread == 0] = 1
    middle = rows.mean(axis=0)
    inputs = np.c_[(rows - middle) / spread, np.ones(len(rows))]
    share = right.sum(axis=0)
    weight = right @ (share.mean() / np.maximum(share, 1e-9)) ** BALANCE
    found = np.zeros((inputs.shape[1], right.shape[1]))
    first, second = np.zeros_like(found), np.zeros_like(found)
    for step in range(1, STEPS + 1):
        scores = inputs @ found
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        slope = inputs.T @ ((powers / powers.sum(axis=1, keepdims=True) - right) * weight[:, None])
        slope[:-1] += DECAY * found[:-1]
        slope /= weight.sum()
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        rate = RATE * 0.5 * (1 + np.cos(np.pi * step / STEPS))
        found -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    weights = found[:-1] / spread[:, None]
    return Scorer(weights, found[-1] - middle @ weights)


def folds_of(groups: Sequence[HeldGroup], seed: int = 7) -> list[int]:
    """The fold in which each group is held out, with all others of its report."""
    reports = sorted({group.report for group in groups})
    random.Random(seed).shuffle(reports)
    number = {report: at % FOLDS for at, report in enumerate(reports)}
    return [number[group.report] for group in groups]


def held_out(groups: Sequence[HeldGroup], seed: int = 7) -> Floats:
    """[groups, holdings]: the chances that a model gives each group which has not seen its report."""
    rows, right = np.array([signs(group.named) for group in groups]), targets(groups)
    fold = np.array(folds_of(groups, seed))
    chances = np.zeros_like(right)
    for number in range(FOLDS):
        chances[fold == number] = fit(rows[fold != number], right[fold != number]).chances(
            rows[fold == number].tolist()
        )
    return chances


def ship(scorer: Scorer, folder: Path) -> None:
    """Write the weights, each beside the name of its sign."""
    weights, bias = scorer.arrays()
    lines = [
        "# Weights of how a group is held responsible, one row a sign (reader/responsibility/signs.py). Made by",
        "# training/responsibility.py on the confidence slot of MUC-4's keys; no word of them stands here.",
        f"holdings = {json.dumps(list(HOLDINGS))}",
        f"bias = {json.dumps([round(float(v), 4) for v in bias])}",
        "",
        "[weights]",
        *(
            f"{json.dumps(name)} = {json.dumps([round(float(v), 4) for v in row])}"
            for name, row in zip(sign_names(), weights, strict=True)
        ),
    ]
    (folder / WEIGHTS).write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the corpora")
    parser.add_argument("--out", type=Path, help="the reader's data folder, to which the weights are written")
    args = parser.parse_args()
    groups = read_held(args.data / "muc4")
    best = held_out(groups).argmax(axis=1)
    right = [HOLDINGS[n] in group.right for n, group in zip(best, groups, strict=True)]
    print(json.dumps({"groups": len(groups), "held_out_accuracy": round(sum(right) / len(right), 4)}))
    if args.out:
        rows = np.array([signs(group.named) for group in groups])
        ship(fit(rows, targets(groups)), args.out)


if __name__ == "__main__":
    main()
