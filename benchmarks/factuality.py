"""Did it happen, from -3 to 3: python benchmarks/factuality.py --data DIR [--split dev] [--errors N] [--record]

DIR holds uds_ih2_SPLIT.jsonl: sentences with words that tell something and the mean of what people said of it.
"""

from __future__ import annotations

import numpy as np

from corpus import arguments, finish, network, read_words, split_file, table
from dateline.reader.network.status import as_told, how_told
from training.corpora.factuality import read_factuality

TOP = 3.0


def main() -> None:
    args = arguments(__doc__ or "", "dev")
    sentences = [s for s in read_factuality(split_file(args.data, args.split, ".jsonl")) if s.happenings]
    weights = network().heads.part("status")
    read = read_words([sentence.words for sentence in sentences])
    told = [
        [TOP * as_told(t).factuality for t in how_told(weights, opening, [h.word for h in sentence.happenings])]
        for sentence, (_, opening, _) in zip(sentences, read, strict=True)
    ]
    mine = np.array([value for values in told for value in values])
    gold = np.array([h.value for sentence in sentences for h in sentence.happenings])
    figures = {
        "pearson": round(float(np.corrcoef(mine, gold)[0, 1]), 4),
        "spearman": round(float(np.corrcoef(ranks(mine), ranks(gold))[0, 1]), 4),
        "mean_error": round(float(np.abs(mine - gold).mean()), 4),
        "sign_right": round(float(((mine > 0) == (gold > 0)).mean()), 4),
        "words": len(gold),
        "sentences": len(sentences),
    }
    table([("", "figure"), *figures.items()])
    errors = [
        (abs(value - h.value), f"{' '.join(s.words)}\n  {s.words[h.word]}: gold {h.value:.2f}, read {value:.2f}")
        for s, values in zip(sentences, told, strict=True)
        for h, value in zip(s.happenings, values, strict=True)
    ]
    finish("factuality", args, figures, errors)


def ranks(values: np.ndarray) -> np.ndarray:
    """Ranks from 0, equal values at their mean."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    mean: np.ndarray = (ends - (counts + 1) / 2)[inverse]
    return mean


if __name__ == "__main__":
    main()
