"""The weights by which a source and a cue are found for what is said (`reader/network/sources.py`, `cues.py`), learned
from PolNeAR: `python -m training.sources --data CORPORA --asked cue [--out FILE]`.

Logistic regressions over named signs, read of the shipped network's tags: of sources from articles all over, of cues
from those that `training.parts` left out.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from dateline.reader.network import Network, load_network
from dateline.reader.network import attribution as attribution
from dateline.reader.network import cues as choosing
from dateline.reader.network import sources as linking

from training.corpora.polnear import Article, read_polnear
from training.parts import parted, see

DECAY = 1e-2
OUT = Path("src/dateline/reader/data") / linking.FILE
HEAD = """# Weights of the signs by which sources and cues are found (reader/network/sources.py, cues.py).
# Made by `python -m training.sources` from PolNeAR's training articles; the signs are explained where they are read.
# Those of sources were learned with a network that had seen the articles once: one that knows them by heart points
# surer there. Those of cues are of the articles that `training.parts` left out.
"""
Row = tuple[dict[str, float], bool]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the unpacked corpora")
    parser.add_argument("--asked", choices=("source", "cue"), required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--articles", type=int, default=400, help="articles to learn the weights of sources from")
    args = parser.parse_args()
    torch.set_num_threads(1)
    tables = tomllib.loads(args.out.read_text(encoding="utf-8")) if args.out.is_file() else {}
    articles = read_polnear(args.data / "attribution" / "train")
    chosen = articles[:: max(1, len(articles) // args.articles)] if args.asked == "source" else parted(articles)[1]
    rows = list(examples(load_network(), chosen, args.asked))
    names = list(rows[0][0])
    signs = np.array([[float(row[name]) for name in names] for row, _ in rows])
    weights = fit(signs, np.array([right for _, right in rows], dtype=float), names.index("always"))
    tables[args.asked] = dict(zip(names, weights.tolist(), strict=True))
    args.out.write_text(HEAD + "".join(written(name, table) for name, table in tables.items()), encoding="utf-8")
    print(f"{len(rows)} pairs of {len(chosen)} articles, {np.mean([r for _, r in rows]):.3f} right: {args.out}")


def written(name: str, weights: dict[str, float]) -> str:
    """A table of weights in TOML."""
    return f"\n[{name}]\n" + "".join(f'"{sign}" = {weight:.5f}\n' for sign, weight in weights.items())


def examples(network: Network, articles: Sequence[Article], asked: str) -> Iterator[Row]:
    """The signs of each content and source, or cue, near it, and whether the annotation has such a pair."""
    for seen in see(network, articles):
        own = [
            tuple(seen.words.over(spans) for spans in (told.content, told.source, told.cue))
            for told in seen.article.attributions
        ]
        hidden = seen.hidden.astype(np.float32)
        for begin, tagged in attribution.tag(network.teller, hidden, seen.named, seen.edges):
            # Offsets of the annotation, counted from the first word of the stretch.
            gold = [tuple({word - begin for word in words} for words in parts) for parts in own]
            yield from (sources_of if asked == "source" else cues_of)(tagged, gold)


Gold = Sequence[tuple[set[int], ...]]


def sources_of(tagged: linking.Tagged, gold: Gold) -> Iterator[Row]:
    """Each content's likely sources: right where content and source share words with those of an attribution."""
    for span in attribution.contents(tagged):
        near = linking.nearest(tagged, span)
        for source, signs in zip(near, linking.signs_of(tagged, span, near), strict=True):
            yield signs, any(said & {*range(*span)} and who & {*range(*source)} for said, who, _ in gold)


def cues_of(tagged: linking.Tagged, gold: Gold) -> Iterator[Row]:
    """Each content's likely cues: right where content, cue and, if both name one, source share words with those of an
    attribution."""
    for content, source, _ in attribution.with_sources(tagged):
        near = choosing.nearest(tagged, content, source)
        own = {*range(*source)} if source is not None else set()
        theirs = [how for said, who, how in gold if said & {*range(*content)} and (not own or not who or own & who)]
        for cue, signs in zip(near, choosing.signs_of(tagged, content, source, near), strict=True):
            yield signs, any(how & {*range(*cue)} for how in theirs)


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
