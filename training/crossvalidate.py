"""Figures for corpora without a tuning split: `python -m training.crossvalidate --data CORPORA --run NAME [--record]`.

Trains one run a fold, NAME-fold0 to NAME-fold4, with the same settings (a run done already is not trained again), and
prints the mean of each of the folds' last figures, with the least and the greatest. `--record` writes them to
benchmarks/results/crossvalidated.json. They are figures of the recipe: no run is the shipped one, which has more tasks.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

import torch

from training.corpora.folds import FOLDS
from training.encoder import load_tokenizer
from training.recording import record
from training.tasks import TASKS
from training.train import CHECKPOINTS, Settings, run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--run", required=True)
    parser.add_argument("--tasks", default="cameo,plover")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--start", type=Path, help="checkpoint whose encoder every fold starts from")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--record", action="store_true", help="keep the figures in benchmarks/results")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    tokenizer = load_tokenizer()
    found: dict[str, dict[str, list[float]]] = {}
    for fold in range(FOLDS):
        settings = Settings(tuple(args.tasks.split(",")), args.epochs, rate=args.rate, average=0.98, fold=fold)
        folder = CHECKPOINTS / f"{args.run}-fold{fold}"
        tasks = [TASKS[name](args.data, tokenizer, fold) for name in settings.tasks]
        run(settings, tasks, folder, torch.device(args.device), args.start)
        # The last epoch, not the best one: choosing the epoch on the fold that is scored would flatter.
        last = json.loads((folder / "log.jsonl").read_text(encoding="utf-8").splitlines()[-1])
        for task, values in last["figures"].items():
            for name, value in values.items():
                found.setdefault(task, {}).setdefault(name, []).append(value)
    figures: dict[str, object] = {"settings": {k: v for k, v in asdict(settings).items() if k != "fold"}}
    for task, lists in found.items():
        means = {name: round(sum(values) / FOLDS, 4) for name, values in lists.items()}
        figures[task] = means | {
            "least": {k: min(v) for k, v in lists.items()},
            "most": {k: max(v) for k, v in lists.items()},
        }
    if args.record:
        record("crossvalidated", f"{FOLDS} folds, each held out in turn", figures)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
