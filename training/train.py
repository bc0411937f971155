"""Trains the reader: `python -m training.train --data CORPORA --run NAME [--tasks muc4,...] [--epochs N]`.

The same code runs on a CPU and on a CUDA device. Every epoch writes a checkpoint to training/checkpoints/NAME (ignored
by git) and a line of figures to its log.jsonl; started again with the same name, a run goes on after its last whole
epoch.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from training.encoder import WrongWeights, load_tokenizer
from training.model import Reader, build, parameter_groups
from training.tasks import TASKS
from training.tasks.base import Task

CHECKPOINTS = Path(__file__).parent / "checkpoints"


@dataclass(frozen=True)
class Settings:
    """Everything that decides a run's result besides the data and the program. `shares` are of each task's batches in
    an epoch: a task that is only to be kept needs few."""

    tasks: tuple[str, ...]
    epochs: int
    rate: float = 1e-4
    head_rate: float = 1e-3
    decay: float = 0.85
    warmup: float = 0.06
    clip: float = 1.0
    dropout: float = 0.1
    word_dropout: float = 0.0
    average: float = 0.0
    train_words: bool = False
    seed: int = 13
    fold: int = 0
    shares: tuple[float, ...] = ()
    frozen: bool = False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the unpacked corpora")
    parser.add_argument("--run", required=True, help="name of the run, and of its folder of checkpoints")
    parser.add_argument("--tasks", default="muc4", help=f"comma-separated, NAME or NAME:SHARE, of: {', '.join(TASKS)}")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--rate", type=float, default=Settings.rate)
    parser.add_argument("--head-rate", type=float, default=Settings.head_rate)
    parser.add_argument("--decay", type=float, default=Settings.decay)
    parser.add_argument("--dropout", type=float, default=Settings.dropout)
    parser.add_argument("--word-dropout", type=float, default=Settings.word_dropout)
    parser.add_argument("--average", type=float, default=Settings.average, help="share of the running mean of weights")
    parser.add_argument("--train-words", action="store_true")
    parser.add_argument("--frozen", action="store_true", help="train the heads of these tasks alone")
    parser.add_argument("--seed", type=int, default=Settings.seed)
    parser.add_argument("--fold", type=int, default=Settings.fold, help="held out where there is no tuning split")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--start", type=Path, help="checkpoint whose encoder and matching heads to start from")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    asked = [name.partition(":") for name in args.tasks.split(",")]
    settings = Settings(
        tuple(name for name, _, _ in asked),
        args.epochs,
        rate=args.rate,
        head_rate=args.head_rate,
        decay=args.decay,
        dropout=args.dropout,
        word_dropout=args.word_dropout,
        average=args.average,
        train_words=args.train_words,
        seed=args.seed,
        fold=args.fold,
        shares=tuple(float(share or 1) for _, _, share in asked),
        frozen=args.frozen,
    )
    tokenizer = load_tokenizer()
    tasks: list[Task] = [TASKS[name](args.data, tokenizer, settings.fold) for name in settings.tasks]
    run(settings, tasks, CHECKPOINTS / args.run, torch.device(args.device), args.start)


def run(settings: Settings, tasks: list[Task], folder: Path, device: torch.device, start: Path | None = None) -> None:
    """Trains to the end, or from the last whole epoch of `folder` to the end."""
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(settings.seed)
    reader = build({task.name: task.head() for task in tasks}, settings.dropout, settings.word_dropout).to(device)
    others = load_into(reader, start) if start is not None else {}
    if settings.frozen:
        reader.freeze()
    groups = parameter_groups(reader, settings.rate, settings.head_rate, settings.decay, settings.train_words)
    optimiser = torch.optim.AdamW(groups)
    peaks = [group["lr"] for group in optimiser.param_groups]
    done, best = 0, -1.0
    last = folder / "last.pt"
    if last.is_file():
        state = torch.load(last, map_location=device, weights_only=False)
        if {**asdict(Settings((), 0)), **state["settings"]} != asdict(
            settings
        ):  # a setting added since has its default
            raise SystemExit(f"{last} was made with other settings: {state['settings']}; name another run")
        reader.load_state_dict(state["reader"])
        optimiser.load_state_dict(state["optimiser"])
        done, best = state["epoch"], state["best"]
    mean = Average(reader, settings.average)
    if done and settings.average:
        mean.weights = state["mean"]
    for epoch in range(done, settings.epochs):
        torch.manual_seed(settings.seed * 1000 + epoch)
        began = time.time()
        losses = train_epoch(reader, optimiser, peaks, tasks, settings, epoch, mean)
        trained = time.time()
        with mean.in_place():
            figures = {task.name: task.evaluate(reader) for task in tasks}
            averaged = others | {name: value.clone() for name, value in reader.state_dict().items()}
        line: dict[str, Any] = {
            "epoch": epoch + 1,
            "losses": losses,
            "figures": figures,
            "train_s": round(trained - began),
            "evaluate_s": round(time.time() - trained),
        }
        with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")
        print(json.dumps(line), flush=True)
        main_figure = sum(next(iter(values.values())) for values in figures.values()) / len(figures)
        if main_figure > best:
            best = main_figure
            save(folder / "best.pt", {"settings": asdict(settings), "reader": averaged, "epoch": epoch + 1})
        save(folder / f"epoch-{epoch + 1}.pt", {"settings": asdict(settings), "reader": averaged, "epoch": epoch + 1})
        save(
            last,
            {
                "settings": asdict(settings),
                "reader": reader.state_dict(),
                "mean": mean.weights,
                "optimiser": optimiser.state_dict(),
                "epoch": epoch + 1,
                "best": best,
            },
        )


class Average:
    """A running mean of the trained weights (Polyak and Juditsky 1992): figures move by three points between epochs,
    those of the mean by less. `share` 0 keeps none."""

    def __init__(self, reader: Reader, share: float) -> None:
        self.reader = reader
        self.share = share
        self.steps = 0
        self.weights = {n: p.detach().clone() for n, p in reader.named_parameters() if p.requires_grad} if share else {}

    @torch.no_grad()
    def update(self) -> None:
        """Takes in the weights of one more step; the first steps weigh more, so that the start is soon forgotten."""
        self.steps += 1
        share = min(self.share, (1 + self.steps) / (10 + self.steps))
        for name, value in self.reader.named_parameters():
            if name in self.weights:
                self.weights[name].lerp_(value, 1 - share)

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """The reader with the mean in place of its own weights, for as long as the context lasts."""
        own = {n: p.detach().clone() for n, p in self.reader.named_parameters() if n in self.weights}
        self._put(self.weights)
        try:
            yield
        finally:
            self._put(own)

    @torch.no_grad()
    def _put(self, weights: dict[str, torch.Tensor]) -> None:
        for name, value in self.reader.named_parameters():
            if name in weights:
                value.copy_(weights[name])


def train_epoch(
    reader: Reader,
    optimiser: torch.optim.Optimizer,
    peaks: list[float],
    tasks: list[Task],
    settings: Settings,
    epoch: int,
    mean: Average,
) -> dict[str, float]:
    """One pass over every task's data, batches of all tasks mixed; returns the mean of each part of the loss."""
    rng = random.Random(settings.seed * 1000 + epoch)
    steps = [
        (task.name, step)
        for task, share in zip(tasks, settings.shares or [1.0] * len(tasks), strict=True)
        for batches in [task.batches(rng)]
        for step in rng.sample(batches, max(1, round(share * len(batches))))
    ]
    rng.shuffle(steps)
    reader.train()
    total = len(steps) * settings.epochs
    sums: dict[str, list[float]] = {}
    for at, (name, step) in enumerate(steps):
        progress = (epoch * len(steps) + at) / total
        scale = min(1.0, (progress * total + 1) / (settings.warmup * total)) * (1 - progress)
        for group, peak in zip(optimiser.param_groups, peaks, strict=True):
            group["lr"] = peak * scale
        parts = step(reader)
        loss = torch.stack(list(parts.values())).sum()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_((p for p in reader.parameters() if p.grad is not None), settings.clip)
        optimiser.step()
        optimiser.zero_grad()
        mean.update()
        for part, value in parts.items():
            sums.setdefault(f"{name}.{part}", []).append(float(value.detach()))
        if at % 25 == 0:
            print(f"epoch {epoch + 1} step {at}/{len(steps)} loss {float(loss.detach()):.3f}", flush=True)
    return {name: round(sum(values) / len(values), 4) for name, values in sums.items()}


def save(path: Path, state: dict[str, Any]) -> None:
    """Writes beside and renames, so that a cut-off run never leaves half a checkpoint."""
    beside = path.with_suffix(".tmp")
    torch.save(state, beside)
    beside.replace(path)


def load_into(reader: Reader, path: Path) -> dict[str, torch.Tensor]:
    """Copies the encoder and every head of the same name and shape from a checkpoint; gives the heads that the reader
    does not have, which are handed on with it."""
    stored = torch.load(path, map_location=reader.device, weights_only=False)["reader"]
    own = reader.state_dict()
    reader.load_state_dict({k: stored[k] if k in stored and stored[k].shape == v.shape else v for k, v in own.items()})
    names = {name.split(".")[1] for name in own if name.startswith("heads.")}
    return {k: v for k, v in stored.items() if k.startswith("heads.") and k.split(".")[1] not in names}


def load_trained(reader: Reader, path: Path) -> int:
    """Copies a trained reader: the encoder and every head that `reader` has. Gives the fold held out of its training.

    Raises WrongWeights if the checkpoint is missing, or has not all of these heads.
    """
    if not path.is_file():
        raise WrongWeights(f"no checkpoint at {path}: train one with `python -m training.train` or name another")
    checkpoint = torch.load(path, map_location=reader.device, weights_only=False)
    stored = checkpoint["reader"]
    own = reader.state_dict()
    missing = sorted(
        {".".join(k.split(".")[:2]) for k, v in own.items() if k not in stored or stored[k].shape != v.shape}
    )
    if missing:
        raise WrongWeights(f"{path} lacks, or has in another shape: {', '.join(missing)}")
    reader.load_state_dict({k: stored[k] for k in own})
    return int(checkpoint["settings"].get("fold", 0))


if __name__ == "__main__":
    main()
