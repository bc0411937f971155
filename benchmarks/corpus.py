"""What the benchmarks on public corpora share: arguments, where a split's file lies, tables, error listings."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # the corpora's loaders are those of the training recipe

from dateline.reader.network import Network, load_network
from dateline.reader.network.layers import Array
from dateline.reader.network.network import Read
from recording import record

LISTINGS = Path("listings")
TOGETHER = 64
"""Texts read at once."""


def arguments(about: str, split: str) -> argparse.Namespace:
    """--data DIR [--split NAME] [--errors N] [--record]; `split` is the default."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the corpus' folder")
    parser.add_argument("--split", default=split, help=f"part of the corpus (default: {split})")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help=f"list N in the ignored folder {LISTINGS}/")
    parser.add_argument("--record", action="store_true", help="keep the figures in benchmarks/results")
    return parser.parse_args()


def split_file(folder: Path, split: str, suffix: str) -> Path:
    """The file of a split: SPLIT.suffix, or the one file whose name ends in _SPLIT.suffix."""
    plain = folder / f"{split}{suffix}"
    if plain.is_file():
        return plain
    found = sorted(folder.glob(f"*_{split}{suffix}"))
    if len(found) != 1:
        there = ", ".join(sorted(path.name for path in folder.glob(f"*{suffix}"))) or "none"
        raise SystemExit(f"{folder}: no one file for split {split!r}; files with {suffix}: {there}")
    return found[0]


def read_words(sentences: Sequence[Sequence[str]]) -> list[tuple[Read, Array, Array]]:
    """Tokenised texts as the network reads them, with the vectors of each word's first and last piece."""
    network = load_network()
    found = []
    for begin in range(0, len(sentences), TOGETHER):
        part = sentences[begin : begin + TOGETHER]
        texts = [" ".join(words) for words in part]
        for read, words in zip(network.read(texts, [[(0, len(t))] for t in texts]), part, strict=True):
            at, offsets = 0, []
            for word in words:
                offsets.append((at, at + len(word)))
                at += len(word) + 1
            found.append((read, *read.words(offsets)))
    return found


def labels(name: str) -> tuple[str, ...]:
    """The labels of one of the network's heads."""
    return network().manifest.labels[name]


def network() -> Network:
    """The shipped network."""
    return load_network()


def table(rows: Sequence[Sequence[object]]) -> None:
    """Prints rows as aligned columns."""
    texts = [[f"{cell:.4f}" if isinstance(cell, float) else str(cell) for cell in row] for row in rows]
    widths = [max(len(row[at]) for row in texts) for at in range(len(texts[0]))]
    for row in texts:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def finish(
    name: str, args: argparse.Namespace, figures: Mapping[str, Any], errors: Sequence[tuple[float, str]] = ()
) -> None:
    """Records the figures if asked, lists the worst errors if asked, and prints the figures as the last line."""
    if args.record:
        record(name, args.split, dict(figures))
    if args.errors:
        LISTINGS.mkdir(exist_ok=True)
        worst = sorted(errors, key=lambda error: -error[0])[: args.errors]
        text = "\n\n".join(f"[{weight:g}] {listing}" for weight, listing in worst)
        (LISTINGS / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    print(json.dumps(figures))
