"""re3d entities, strict span F1: python benchmarks/re3d.py --data DIR [--split dev] [--errors N] [--record]

DIR holds SPLIT.txt, one word and its BIO label a line.
"""

from __future__ import annotations

from corpus import arguments, split_file
from labelled import run

if __name__ == "__main__":
    args = arguments(__doc__ or "", "dev")
    run("re3d", "re3d", split_file(args.data, args.split, ".txt"), args)
