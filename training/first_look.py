"""The cheap first look of `--fast`: `python -m training.first_look --data CORPORA`.

A logistic regression over the words of a sentence, distilled from the whole reader: does it report an event here? The
reader's own answer is the label, since the question of the first look is what the reader would lose. Trained on the
training texts of the corpora and on synthetic reports; every fifth report is held out, and on these the threshold is
chosen that keeps LEAST_RECALL of the events. Writes word and weight a line to the package's data.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from dateline.coder import Coder
from dateline.ingest import Metadata, layout, make_report
from dateline.reader.relevance import look_words
from dateline.reader.tagging import sentences
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit

from training.corpora import muc4
from training.corpora.folds import HELD_OUT, fold_of
from training.synthetic import generate

TARGET = Path(__file__).parent.parent / "src" / "dateline" / "reader" / "data" / "first_look.tsv"
LEAST_RECALL = 0.995
RARE = 5  # words in fewer sentences are left out
RIDGE = 1.0
REPORTS = 600  # of each corpus


def texts(corpora: Path) -> Iterator[str]:
    """Reports to learn from; no tuning split and no example is among them."""
    yield from (
        report.text for report in muc4.as_received(muc4.read(corpora / "muc4", "train"), corpora / "muc4")[:REPORTS]
    )
    news = sorted((corpora / "attribution" / "train" / "text").rglob("*.txt"))
    yield from (path.read_text(encoding="utf-8", errors="replace") for path in news[: REPORTS // 2])
    yield from (document.text for document in generate(4 * REPORTS, 77))


def labelled(corpora: Path) -> list[tuple[str, bool, int]]:
    """Sentences with whether the reader reports an event in them, and the fold of their report."""
    coder = Coder()
    found = []
    for text in texts(corpora):
        report = make_report(text, text.encode("utf-8"), Metadata(language="en"))
        (coded,) = coder.code([report])
        told = {mention.sentence for mention in coded.mentions}
        for block in layout(report.text):
            bounds = sentences(report.text, block) if block.kind == "paragraph" else []
            found += [(report.text[a:b], (a, b) in told, fold_of(text)) for a, b in bounds]
    return found


def fit(sentences: Sequence[tuple[str, bool, int]]) -> tuple[dict[str, float], dict[str, float]]:
    """Word weights, shifted so that 0 is the threshold, and the figures on the held-out reports."""
    words = [look_words(text) for text, _, _ in sentences]
    number = Counter(word for own in words for word in own)
    index = {word: at for at, word in enumerate(sorted(w for w, n in number.items() if n >= RARE))}
    rows = [(row, index[word]) for row, own in enumerate(words) for word in own if word in index]
    matrix = csr_matrix((np.ones(len(rows)), tuple(np.array(rows).T)), shape=(len(sentences), len(index)))
    label = np.array([told for _, told, _ in sentences])
    held = np.array([fold == HELD_OUT for _, _, fold in sentences])
    weights = _logistic(matrix[~held], label[~held])
    scores = matrix @ weights[:-1] + weights[-1]
    threshold = float(np.quantile(scores[held & label], 1 - LEAST_RECALL))
    kept = scores[held] >= threshold
    figures = {
        "sentences": int(held.sum()),
        "with_event": round(float(label[held].mean()), 4),
        "kept": round(float(kept.mean()), 4),
        "recall": round(float(kept[label[held]].mean()), 4),
    }
    table = {word: float(weights[at]) for word, at in index.items()}
    return {"": float(weights[-1]) - threshold, **table}, figures


def _logistic(matrix: csr_matrix, label: np.ndarray) -> np.ndarray:
    sign = np.where(label, 1.0, -1.0)

    def cost(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (matrix @ weights[:-1] + weights[-1])
        slope = -sign * expit(-margin)
        value = np.logaddexp(0, -margin).sum() + RIDGE * (weights[:-1] ** 2).sum() / 2
        return float(value), np.append(matrix.T @ slope + RIDGE * weights[:-1], slope.sum())

    return minimize(cost, np.zeros(matrix.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    weights, figures = fit(labelled(args.data))
    lines = [f"{word}\t{value:.3f}" for word, value in weights.items() if abs(value) >= 0.05 or not word]
    TARGET.write_text(
        "# The first look of --fast: word, weight; the line without a word is the constant. Made by training/first_look.py\n"
        + "\n".join(lines) + "\n",
        encoding="utf-8",
    )  # fmt: skip
    print(json.dumps(figures | {"words": len(lines)}))


if __name__ == "__main__":
    main()
