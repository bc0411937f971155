"""Slope and shift that make the network's factuality a probability of having happened, fitted to judged sentences:
`python -m training.calibration --data CORPORA`; the two stand in `dateline/reader/status.py`.

A word happened where the mean judgement is above 0. Logistic regression of that on factuality (Platt 1999), on every
other sentence of the tuning split, since the network knows those it was trained on too well; `benchmarks/status.py`
measures the error on the rest.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from dateline.reader.network import load_network
from dateline.reader.network.status import as_told, how_told

from training.corpora.factuality import FactualitySentence, read_factuality

TOGETHER = 64
FITTED, MEASURED = slice(0, None, 2), slice(1, None, 2)
"""The sentences of the tuning split that the curve is fitted to, and those it is measured on."""


def factualities(sentences: list[FactualitySentence]) -> np.ndarray:
    """The network's factuality of each word that was judged, sentence by sentence."""
    network = load_network()
    weights, found = network.heads.part("status"), []
    for begin in range(0, len(sentences), TOGETHER):
        part = sentences[begin : begin + TOGETHER]
        texts = [" ".join(sentence.words) for sentence in part]
        for read, sentence in zip(network.read(texts, [[(0, len(t))] for t in texts]), part, strict=True):
            ends = np.cumsum([len(word) + 1 for word in sentence.words])
            offsets = [(int(end) - len(word) - 1, int(end) - 1) for word, end in zip(sentence.words, ends, strict=True)]
            opening, _ = read.words(offsets)
            rows = how_told(weights, opening, [h.word for h in sentence.happenings])
            found += [as_told(row).factuality for row in rows]
    return np.array(found)


def fit(values: np.ndarray, happened: np.ndarray) -> tuple[float, float]:
    """Slope and shift of the logistic curve."""
    x, truth = torch.tensor(values), torch.tensor(happened, dtype=torch.float64)
    both = torch.zeros(2, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([both], max_iter=100)

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(both[0] * x + both[1], truth)
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    slope, shift = both.detach().tolist()
    return slope, shift


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the unpacked corpora")
    args = parser.parse_args()
    torch.set_num_threads(1)
    read = read_factuality(args.data / "factuality" / "uds_ih2_dev.jsonl")
    sentences = [sentence for sentence in read if sentence.happenings][FITTED]
    happened = np.array([h.value > 0 for sentence in sentences for h in sentence.happenings])
    slope, shift = fit(factualities(sentences), happened)
    print(f"SLOPE, SHIFT = {slope:.3f}, {shift:.3f}  # {len(happened)} words")


if __name__ == "__main__":
    main()
