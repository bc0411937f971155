"""The convolutions that tell the parts of what is said (`reader/network/parts.py`), learned from PolNeAR on the
shipped encoder and attribution head as they are: `python -m training.parts --data CORPORA [--out FOLDER]`.

Every eighth article is left out: F1 of the words of each part is printed of these, and `training.sources` learns from
them which cue is a content's, of tags that do not know the articles by heart.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from benchmarks.metrics.counts import Counts
from dateline.reader.network import Network, load_network
from dateline.reader.network.around import looks
from dateline.reader.network.layers import Array
from dateline.reader.network.parts import AROUND, SPELLING, Teller, rows_of
from dateline.reader.network.weights import weights_folder
from dateline.reader.network.windows import rough_sentences
from torch import Tensor
from torch.nn import functional

from training.corpora.polnear import Article, Words, read_polnear, words_of
from training.export import half, put_telling
from training.fitting import fit
from training.heads.attribution import PARTS
from training.heads.parts import Around

TOGETHER, BATCH = 8, 6
EPOCHS, SEED = 8, 1
LEFT_OUT = 8
KNOWN = 4
"""A word has a row of its own from so many times in the articles learned from."""
POINTS = (0.3, 0.35, 0.4, 0.45, 0.5)


@dataclass(frozen=True)
class Seen:
    """An article with what the network sees of it: hidden layer of the attribution head in half precision, its words,
    the first words of its sentences and the number of words."""

    article: Article
    words: Words
    named: tuple[str, ...]
    edges: tuple[int, ...]
    hidden: np.ndarray

    @property
    def truth(self) -> np.ndarray:
        """Whether each word is part of a source, cue, content [words, 3]."""
        found = np.zeros((len(self.named), len(PARTS)), dtype=np.float32)
        for told in self.article.attributions:
            for part, spans in enumerate((told.source, told.cue, told.content)):
                found[sorted(self.words.over(spans)), part] = 1
        return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the unpacked corpora")
    parser.add_argument("--out", type=Path, default=weights_folder())
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    learned, left = parted(read_polnear(args.data / "attribution" / "train"))
    network = load_network()
    seen = list(see(network, learned))
    counted = Counter(word.lower() for one in seen for word in one.named)
    known = [word for word, count in counted.most_common() if count >= KNOWN]
    rows = {word: at for at, word in enumerate(known, start=1)}
    around = train([asked(one, rows) for one in seen], len(known))
    arrays = {name: half(value.numpy()) for name, value in around.state_dict().items()}
    put_telling(
        args.out, f"attribution.{AROUND}", arrays | {SPELLING: np.frombuffer("\n".join(known).encode(), dtype=np.uint8)}
    )
    with torch.no_grad():
        told = [
            (around(*inputs).sigmoid(), truth) for inputs, truth in (asked(one, rows) for one in see(network, left))
        ]
    whole, right = (torch.cat(columns).numpy() for columns in zip(*told, strict=True))
    print(json.dumps({part: best_f1(whole[:, at], right[:, at]) for at, part in enumerate(PARTS)}))


def parted(articles: Sequence[Article]) -> tuple[list[Article], list[Article]]:
    """The articles that are learned from, and every eighth, which is left out."""
    numbered = list(enumerate(articles, start=1))
    return [a for n, a in numbered if n % LEFT_OUT], [a for n, a in numbered if n % LEFT_OUT == 0]


def see(network: Network, articles: Sequence[Article]) -> Iterator[Seen]:
    """The articles as the network sees them."""
    teller = Teller.of(network.heads.part("attribution"))
    for begin in range(0, len(articles), TOGETHER):
        some = articles[begin : begin + TOGETHER]
        bounds = [rough_sentences(article.text) for article in some]
        for article, read in zip(some, network.read([a.text for a in some], bounds), strict=True):
            words = words_of(article.text)
            offsets = list(zip(words.starts, words.ends, strict=True))
            hidden: Array = teller.hidden(np.concatenate(read.words(offsets), axis=1))
            named = tuple(article.text[a:b] for a, b in offsets)
            yield Seen(article, words, named, edges_of(article, words), hidden.astype(np.float16))


def edges_of(article: Article, words: Words) -> tuple[int, ...]:
    """The first words of the sentences, and the number of words."""
    firsts = np.searchsorted(words.starts, [begin for begin, _ in rough_sentences(article.text)])
    return tuple(sorted({*firsts.tolist(), len(words.starts)}))


def asked(seen: Seen, rows: dict[str, int]) -> tuple[tuple[Tensor, Tensor, Tensor], Tensor]:
    """What the convolutions are asked of an article, and what is right."""
    inputs = (
        torch.from_numpy(seen.hidden).float(),
        torch.tensor(rows_of(rows, seen.named)),
        torch.from_numpy(looks(seen.named, seen.edges)),
    )
    return inputs, torch.from_numpy(seen.truth)


Asked = tuple[tuple[Tensor, Tensor, Tensor], Tensor]


def train(items: Sequence[Asked], known: int) -> Around:
    """The convolutions that have learned from the items."""
    return fit(Around(known), items, loss_of, epochs=EPOCHS, batch=BATCH, seed=SEED)


def loss_of(around: Around, group: Sequence[Asked]) -> Tensor:
    """The mean loss over the words of some articles."""
    logits = torch.cat([around(*inputs) for inputs, _ in group])
    return 4 * functional.binary_cross_entropy_with_logits(logits, torch.cat([truth for _, truth in group]))


def best_f1(chances: np.ndarray, right: np.ndarray) -> float:
    """F1 of words at the threshold that does best."""
    truth = right > 0
    counts = (
        Counts(int((told & truth).sum()), int(told.sum()), int(truth.sum())) for told in (chances >= p for p in POINTS)
    )
    return round(max(count.f1 for count in counts), 4)


if __name__ == "__main__":
    main()
