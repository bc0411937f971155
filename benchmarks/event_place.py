"""The place of a verb's event against annotated sentences: the exact span, or none.

A sentence is right when the shipped head names one of the marked spans (by its words), or says that none is named where
none is marked. A fifth of the sentences, by their text, was held out of training: `heldout` is of these, `right` is of
all.

Usage: python benchmarks/event_place.py --data DIR [--split train] [--errors N] [--record]
"""

from __future__ import annotations

import numpy as np

import corpus
from dateline.reader.words import split_words
from training.corpora.event_place import Placing, read_placings
from training.corpora.folds import HELD_OUT, fold_of


def words_of(placing: Placing) -> list[tuple[int, int]]:
    return [(start, end) for start, end, _ in split_words(placing.text, (0, len(placing.text)))]


def spans_of(placing: Placing, words: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """The marked places as words [first, last)."""
    found = set()
    for start, end in placing.places:
        inside = [n for n, (a, b) in enumerate(words) if a < end and start < b]
        if inside:
            found.add((inside[0], inside[-1] + 1))
    return found


def main() -> None:
    args = corpus.arguments(__doc__ or "", "train")
    placings = read_placings(corpus.split_file(args.data, args.split, ".jsonl"))
    network = corpus.network()
    right = none_right = nones = held = held_right = 0
    errors = []
    for begin in range(0, len(placings), corpus.TOGETHER):
        part = placings[begin : begin + corpus.TOGETHER]
        reads = network.read([p.text for p in part], [[(0, len(p.text))] for p in part])
        for placing, read in zip(part, reads, strict=True):
            words = words_of(placing)
            event = next(n for n, (a, b) in enumerate(words) if a < placing.verb[1] and placing.verb[0] < b)
            (where,) = network.happening.of(np.concatenate(read.words(words), axis=1), [event])
            marked = spans_of(placing, words)
            told = None if where.unsaid >= where.chance else (where.first, where.last)
            good = told in marked if marked else told is None
            right += good
            nones += not marked
            none_right += good and not marked
            unseen = fold_of(placing.text) == HELD_OUT
            held += unseen
            held_right += unseen and good
            if not good:
                named = "none" if told is None else placing.text[words[told[0]][0] : words[told[1] - 1][1]]
                gold = [placing.text[slice(*span)] for span in placing.places] or "none"
                verb = placing.text[slice(*placing.verb)]
                errors.append(
                    (max(where.chance, where.unsaid), f"{verb}: {gold}, not {named}\n  {placing.text.strip()}")
                )
    figures = {
        "sentences": len(placings), "right": round(right / len(placings), 4), "none": round(none_right / nones, 4),
        "said": round((right - none_right) / (len(placings) - nones), 4),
    }  # fmt: skip
    figures |= {"heldout_sentences": held, "heldout": round(held_right / held, 4)}
    corpus.table([("figure", "value"), *figures.items()])
    corpus.finish("event_place", args, figures, errors)


if __name__ == "__main__":
    main()
