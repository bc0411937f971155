"""PLOVER root of marked sentences: `python training/benchmarks/plover.py --data DIR [--split train] [--errors N]`.

DIR holds plv_SPLIT.tsv. Accuracy and macro F1; where the corpus says YIELD, CONCEDE and RETREAT are both right. There
is no tuning split: of `train`, only the fold that the weights were not trained on is scored (one of 5).
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from training.benchmarks.common import arguments, finish, table
from training.benchmarks.metrics.labels import score_labels
from training.corpora import plover
from training.encoder import load_tokenizer
from training.model import build
from training.tasks.plover import PloverTask, folds, prepare_marked
from training.train import load_trained


def main() -> None:
    args = arguments(__doc__ or "", "train")
    tokenizer = load_tokenizer()
    task = PloverTask(None, tokenizer)
    reader = build({task.name: task.head()})
    held_out = load_trained(reader, args.checkpoint)
    sentences = plover.read_marked_file(args.data / f"plv_{args.split}.tsv")
    if args.split == "train":
        sentences = [s for s, fold in zip(sentences, folds(sentences), strict=True) if fold == held_out]
    predicted = [root for root, _ in task.predict(reader, [prepare_marked(s, tokenizer) for s in sentences])]
    figures = score_labels(predicted, [sentence.roots for sentence in sentences])
    table([("sentences", len(sentences)), *figures.items()])
    errors = [
        (1.0, f"{sentence.id} {sentence.text}\n  GOLD {'/'.join(sorted(sentence.roots))} READ {root}")
        for sentence, root in zip(sentences, predicted, strict=True)
        if root not in sentence.roots
    ]
    finish("plover", args, {"sentences": len(sentences), **figures}, errors)


if __name__ == "__main__":
    main()
