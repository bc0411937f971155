"""re3d entities, strict span F1: `python training/benchmarks/re3d.py --data DIR [--split dev] [--errors N]`.

DIR holds SPLIT.txt, one word and its BIO label a line.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks import spans
from training.benchmarks.common import arguments

if __name__ == "__main__":
    args = arguments(__doc__ or "", "dev")
    spans.run("re3d", "re3d", args.data / f"{args.split}.txt", args)
