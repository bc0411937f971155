"""Figures for corpora without a tuning split: `python -m training.crossvalidate --data CORPORA --run NAME`.

Trains one run a fold, NAME-fold0 to NAME-fold4, with the same settings (a run done already is not trained again),
and prints each fold's last figures and their mean.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

import torch

from training.corpora.folds import FOLDS
from training.encoder import load_tokenizer
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
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    tokenizer = load_tokenizer()
    sums: dict[str, list[float]] = {}
    for fold in range(FOLDS):
        settings = Settings(tuple(args.tasks.split(",")), args.epochs, rate=args.rate, average=0.98, fold=fold)
        folder = CHECKPOINTS / f"{args.run}-fold{fold}"
        tasks = [TASKS[name](args.data, tokenizer, fold) for name in settings.tasks]
        run(settings, tasks, folder, torch.device(args.device), args.start)
        # The last epoch, not the best one: choosing the epoch on the fold that is scored would flatter.
        last = json.loads((folder / "log.jsonl").read_text(encoding="utf-8").splitlines()[-1])
        for task, figures in last["figures"].items():
            name, value = next(iter(figures.items()))
            sums.setdefault(f"{task} {name}", []).append(value)
    print(
        json.dumps({"settings": asdict(settings), "folds": sums, "mean": {k: sum(v) / FOLDS for k, v in sums.items()}})
    )


if __name__ == "__main__":
    main()
