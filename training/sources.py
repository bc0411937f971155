"""The weights by which a source is found for what is said (`reader/network/sources.py`), learned from PolNeAR:
`python -m training.sources --data CORPORA [--out FILE]`.

A logistic regression over named signs, read of the shipped network's tags. Prints the F1 of the pairs of content and
source on the tuning split with weights learned of the training articles.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from dateline.reader.network import Network, load_network
from dateline.reader.network import attribution as attribution
from dateline.reader.network import sources as linking
from dateline.reader.network.windows import rough_sentences

from training.corpora.polnear import Article, Words, read_polnear, words_of

TOGETHER = 8
DECAY = 1e-2
OUT = Path("src/dateline/reader/data") / linking.FILE
HEAD = """# Weights of the signs by which a source is found for what is said (reader/network/sources.py). Made by
# `python -m training.sources` from PolNeAR's training articles; the signs are explained where they are read.
# Learned with a network that had seen the articles once: one that knows them by heart points surer there.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the unpacked corpora")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--articles", type=int, default=400, help="articles to learn from")
    args = parser.parse_args()
    torch.set_num_threads(1)
    articles = read_polnear(args.data / "attribution" / "train")
    chosen = articles[:: max(1, len(articles) // args.articles)]
    rows = [row for row in examples(load_network(), chosen)]
    names = list(rows[0][0])
    signs = np.array([[float(row[name]) for name in names] for row, _ in rows])
    weights = fit(signs, np.array([right for _, right in rows], dtype=float), names.index("always"))
    lines = [f'"{name}" = {weight:.5f}' for name, weight in zip(names, weights, strict=True)]
    args.out.write_text(HEAD + "\n[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(rows)} pairs of {len(chosen)} articles, {np.mean([r for _, r in rows]):.3f} right: {args.out}")


def examples(network: Network, articles: list[Article]) -> Iterator[tuple[dict[str, float], bool]]:
    """The signs of each content and source near it, and whether the annotation has such a pair."""
    weights = network.heads.part("attribution")
    for begin in range(0, len(articles), TOGETHER):
        part = articles[begin : begin + TOGETHER]
        bounds = [rough_sentences(article.text) for article in part]
        for article, read in zip(part, network.read([a.text for a in part], bounds), strict=True):
            words = words_of(article.text)
            gold = [(words.over(a.content), words.over(a.source)) for a in article.attributions]
            offsets = list(zip(words.starts, words.ends, strict=True))
            pieces = np.concatenate(read.words(offsets), axis=1)
            for run in attribution.stretches(edges_of(article, words)):
                tagged = attribution.tag_parts(weights, pieces[run[0] : run[-1]], [edge - run[0] for edge in run])
                for span in attribution.contents(tagged):
                    near = linking.nearest(tagged, span)
                    said = set(range(run[0] + span[0], run[0] + span[1]))
                    for source, signs in zip(near, linking.signs_of(tagged, span, near), strict=True):
                        own = set(range(run[0] + source[0], run[0] + source[1]))
                        yield signs, any(said & content and own & who for content, who in gold)


def edges_of(article: Article, words: Words) -> list[int]:
    """The first words of the sentences, and the number of words."""
    starts = np.array(words.starts)
    firsts = [int(np.searchsorted(starts, begin)) for begin, _ in rough_sentences(article.text)]
    return sorted({*firsts, len(starts)})


def fit(signs: np.ndarray, right: np.ndarray, always: int) -> np.ndarray:
    """Weights of the plain signs, learned of signs brought to one scale, with a small decay."""
    mean, scale = signs.mean(0), signs.std(0) + 1e-6
    mean[always], scale[always] = 0.0, 1.0
    rows, truth = torch.tensor((signs - mean) / scale), torch.tensor(right)
    weights = torch.zeros(signs.shape[1], dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=200)

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(rows @ weights, truth)
        loss = loss + DECAY * (weights**2).mean()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    plain: np.ndarray = weights.detach().numpy() / scale
    plain[always] -= float((plain * mean).sum())
    return plain


if __name__ == "__main__":
    main()
