"""How far PolNeAR's annotators agree on the words of sources, cues and contents: `python -m training.agreement --data
CORPORA [--split train]`.

Over the articles that several people read: F1 of one's words against another's, all pairs, and of the words that at
least half of the others mark against one's. Nothing that is measured against one annotator can be expected to do better
than the second.
"""

from __future__ import annotations

import argparse
from collections import Counter
from itertools import permutations
from pathlib import Path

from benchmarks.metrics.counts import Counts

from training.corpora.polnear import Article, Words, read_annotators, words_of
from training.heads.attribution import PARTS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the unpacked corpora")
    parser.add_argument("--split", default="train")
    args = parser.parse_args()
    readings = [one for one in read_annotators(args.data / "attribution" / args.split) if len(one) > 2]
    for part in PARTS:
        pairs, most = Counts(), Counts()
        for one in readings:
            words = words_of(one[0].text)
            marked = [marked_words(article, words, part) for article in one]
            for mine, other in permutations(marked, 2):
                pairs += compared(mine, other)
            for at, own in enumerate(marked):
                others = marked[:at] + marked[at + 1 :]
                votes = Counter(word for other in others for word in other)
                most += compared(frozenset(w for w, n in votes.items() if 2 * n >= len(others)), own)
        print(f"{part:8} {len(readings)} articles: pairs {pairs.f1:.3f}, most against one {most.f1:.3f}")


def marked_words(article: Article, words: Words, part: str) -> frozenset[int]:
    """The words that are marked as such a part."""
    return frozenset().union(*(words.over(getattr(told, part)) for told in article.attributions))


def compared(told: frozenset[int], right: frozenset[int]) -> Counts:
    """Words told against right ones."""
    return Counts(len(told & right), len(told), len(right))


if __name__ == "__main__":
    main()
