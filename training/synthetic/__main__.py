"""Write synthetic documents as JSON Lines."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from training.synthetic.documents import generate


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.synthetic", description=__doc__)
    parser.add_argument("--count", type=int, required=True, help="how many documents")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True, help="the JSON Lines file to write")
    wanted = parser.parse_args()
    if wanted.count < 0:
        parser.error("--count is how many documents to write, 0 or more")
    with wanted.out.open("w", encoding="utf-8") as out:
        for document in generate(wanted.count, wanted.seed):
            out.write(json.dumps(asdict(document), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
