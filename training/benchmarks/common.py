"""What every benchmark shares: its arguments, where errors are listed, and the closing line of figures."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DEFAULT_CHECKPOINT = HERE.parent / "checkpoints" / "reader" / "best.pt"


def arguments(about: str, split: str) -> argparse.Namespace:
    """--data DIR [--split NAME] [--errors N] [--checkpoint FILE]; `split` is the default."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the corpus' folder")
    parser.add_argument("--split", default=split, help=f"part of the corpus (default: {split})")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list N in an ignored folder")
    parser.add_argument("--checkpoint", type=Path, default=DEFAULT_CHECKPOINT, help="trained weights")
    return parser.parse_args()


def finish(
    name: str,
    args: argparse.Namespace,
    figures: Mapping[str, Any],
    errors: Sequence[tuple[float, str]] = (),
) -> None:
    """Writes results/NAME.json and, if asked, errors/NAME.txt (worst first); the last line printed is the figures."""
    record = {
        "benchmark": name,
        "split": args.split,
        "weights_sha256": hashlib.sha256(args.checkpoint.read_bytes()).hexdigest(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "figures": dict(figures),
    }
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "results" / f"{name}.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    if args.errors:
        (HERE / "errors").mkdir(exist_ok=True)
        worst = sorted(errors, key=lambda error: -error[0])[: args.errors]
        text = "\n\n".join(f"[{weight:g}] {listing}" for weight, listing in worst)
        (HERE / "errors" / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    print(json.dumps(record))


def table(rows: Sequence[Sequence[object]]) -> None:
    """Prints rows as aligned columns."""
    texts = [[f"{cell:.4f}" if isinstance(cell, float) else str(cell) for cell in row] for row in rows]
    widths = [max(len(row[at]) for row in texts) for at in range(len(texts[0]))]
    for row in texts:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
