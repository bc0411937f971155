"""CAMEO source and target spans, strict F1: `python training/benchmarks/cameo_ner.py --data DIR [--split train]
[--errors N]`.

DIR holds ner_SPLIT.txt. The corpus has no tuning split: of `train`, only the fold that the weights were not trained on
is scored (one of 5, see training/corpora/folds.py); any other split is scored whole.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks import spans
from training.benchmarks.common import arguments

if __name__ == "__main__":
    args = arguments(__doc__ or "", "train")
    file = args.data / f"ner_{args.split}.txt"
    spans.run("cameo", "cameo_ner", file, args, args.split == "train")
