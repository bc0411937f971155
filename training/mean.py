"""The mean of two checkpoints, weight by weight: `python -m training.mean --run NAME --of FILE --and FILE`.

Of runs that began from the same weights it keeps most of what each has learned (Wortsman et al. 2022, model soups).
Heads that only one of them has are that one's.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor

from training.train import CHECKPOINTS, save

KIND, POSITIONS, WORDS = "encoder.kind", "encoder.positions.weight", "encoder.words.weight"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", required=True)
    parser.add_argument("--of", type=Path, required=True)
    parser.add_argument("--and", dest="other", type=Path, required=True)
    parser.add_argument("--share", type=float, default=0.5, help="share of the second")
    args = parser.parse_args()
    one, other = (torch.load(path, map_location="cpu", weights_only=False) for path in (args.of, args.other))
    mixed = mean(folded(one["reader"]), folded(other["reader"]), args.share)
    (CHECKPOINTS / args.run).mkdir(parents=True, exist_ok=True)
    save(CHECKPOINTS / args.run / "best.pt", {"settings": other["settings"], "reader": mixed, "epoch": other["epoch"]})


def folded(state: dict[str, Tensor]) -> dict[str, Tensor]:
    """The same reader with the segment's vector in the positions, as restored weights have it."""
    moved = {POSITIONS: state[POSITIONS] + state[KIND], KIND: torch.zeros_like(state[KIND])}
    return {**state, **moved}


def mean(one: dict[str, Tensor], other: dict[str, Tensor], share: float) -> dict[str, Tensor]:
    """Every weight that both have in one shape, mixed; the word vectors, which were not trained, are the second's."""
    mixed = {
        name: torch.lerp(one[name], value, share)
        if name in one and one[name].shape == value.shape and name != WORDS
        else value
        for name, value in other.items()
    }
    return {**{name: value for name, value in one.items() if name not in other}, **mixed}


if __name__ == "__main__":
    main()
