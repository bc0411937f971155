"""PLOVER root of marked sentences: python benchmarks/plover.py --data DIR [--split train] [--errors N] [--record]

DIR holds plv_SPLIT.tsv. Accuracy and macro F1; where the corpus says YIELD, CONCEDE and RETREAT are both right. There
is no tuning split: of `train` only the fold that the shipped weights were not trained on is scored (one of 5); the
cross-validated figure is made by training/crossvalidate.py. Any other split is scored whole.
"""

from __future__ import annotations

from corpus import TOGETHER, arguments, finish, labels, network, split_file, table
from dateline.reader.network.network import Read
from dateline.reader.network.roots import root_of
from dateline.reader.network.windows import token_span
from metrics.labels import score_labels
from training.corpora.folds import HELD_OUT, fold_of
from training.corpora.plover import MarkedSentence, read_marked_file


def main() -> None:
    args = arguments(__doc__ or "", "train")
    sentences = read_marked_file(split_file(args.data, args.split, ".tsv"))
    held_out = args.split == "train"
    if held_out:
        sentences = [sentence for sentence in sentences if fold_of(sentence.text) == HELD_OUT]
    predicted: list[str] = []
    for begin in range(0, len(sentences), TOGETHER):
        part = sentences[begin : begin + TOGETHER]
        reads = network().read([sentence.text for sentence in part])
        predicted += [root(read, sentence) for read, sentence in zip(reads, part, strict=True)]
    figures = score_labels(predicted, [sentence.roots for sentence in sentences])
    table([("sentences", len(sentences)), *figures.items()])
    errors = [
        (1.0, f"{sentence.id} {sentence.text}\n  GOLD {'/'.join(sorted(sentence.roots))} READ {name}")
        for sentence, name in zip(sentences, predicted, strict=True)
        if name not in sentence.roots
    ]
    finish(
        "plover",
        args,
        {**figures, "sentences": len(sentences), "held_out_fold": HELD_OUT if held_out else None},
        errors,
    )


def root(read: Read, sentence: MarkedSentence) -> str:
    """The likeliest root of a marked sentence."""
    sides = [
        [span for a, b in ranges if (span := token_span(read.tokens, a, b))]
        for ranges in (sentence.sources, sentence.targets)
    ]
    chances, _ = root_of(network().heads.part("plover"), read.states, *sides)
    return labels("plover")[int(chances.argmax())]


if __name__ == "__main__":
    main()
