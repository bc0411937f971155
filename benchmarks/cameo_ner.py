"""CAMEO source and target spans, strict F1: python benchmarks/cameo_ner.py --data DIR [--split train] [--errors N]
[--record]

DIR holds ner_SPLIT.txt. The corpus has no tuning split: of `train` only the fold that the shipped weights were not
trained on is scored (one of 5, training/corpora/folds.py); the cross-validated figure is made by training/
crossvalidate.py. Any other split is scored whole.
"""

from __future__ import annotations

from corpus import arguments, split_file
from labelled import run
from training.corpora.folds import HELD_OUT

if __name__ == "__main__":
    args = arguments(__doc__ or "", "train")
    run(
        "cameo",
        "cameo_ner",
        split_file(args.data, args.split, ".txt"),
        args,
        HELD_OUT if args.split == "train" else None,
    )
