"""Who says so: python benchmarks/attribution.py --data DIR [--split dev] [--errors N] [--record]

DIR holds SPLIT/text/NAME.txt and SPLIT/attributions/NAME_ANNOTATOR.ann (brat); of several annotators the first by file
name counts. `source`, `cue` and `content` are F1 of words; `linked` is F1 of pairs of a content and its source, a pair
being right where both share a word with a gold pair.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus import arguments, finish, network, table
from dateline.reader.network import mark
from dateline.reader.network.marking import Said
from dateline.reader.network.windows import rough_sentences
from dateline.records import Interval
from metrics.counts import Counts
from training.corpora.polnear import Article, Words, read_polnear, words_of

PARTS = ("source", "cue", "content")
Pair = tuple[frozenset[int], frozenset[int]]


def pairs_of(said: Sequence[Said], words: Words) -> list[Pair]:
    """Content and source of what is said, with the source behind the source as one of its own."""
    found = []
    for one in said:
        content = words.within(one.content)
        found += [(content, words.within(source)) for source in (one.source, one.behind) if source is not None]
    return found


def main() -> None:
    args = arguments(__doc__ or "", "dev")
    articles = read_polnear(args.data / args.split)
    totals = {part: Counts() for part in PARTS}
    true = told = found = asked = 0
    errors = []
    marks = mark(network(), [(article.text, rough_sentences(article.text)) for article in articles])
    for article, read in zip(articles, marks, strict=True):
        words = words_of(article.text)
        gold = [[words.over(spans) for spans in (a.source, a.cue, a.content)] for a in article.attributions]
        spans = [[(s.source, s.behind), (s.cue,), (s.content,)] for s in read.sayings]
        wrong = 0
        for at, part in enumerate(PARTS):
            truth = frozenset().union(*(row[at] for row in gold))
            mine = frozenset().union(*(words.within(span) for row in spans for span in row[at]))
            totals[part] += Counts(len(mine & truth), len(mine), len(truth))
            wrong += len(mine ^ truth)
        mine_pairs = pairs_of(read.sayings, words)
        gold_pairs = [(content, source) for source, _, content in gold if source and content]
        told += len(mine_pairs)
        asked += len(gold_pairs)
        true += sum(any(c & a and s & b for a, b in gold_pairs) for c, s in mine_pairs)
        found += sum(any(c & a and s & b for a, b in mine_pairs) for c, s in gold_pairs)
        errors.append((float(wrong), listing(article, read.sayings)))
    precision, recall = true / max(1, told), found / max(1, asked)
    pairs = {
        "f1": round(2 * precision * recall / max(1e-9, precision + recall), 4), "p": round(precision, 4),
        "r": round(recall, 4), "gold": asked, "predicted": told,
    }  # fmt: skip
    figures = {
        **{part: counts.figures() for part, counts in totals.items()},
        "linked": pairs,
        "articles": len(articles),
    }
    rows = [(part, c.gold, c.precision, c.recall, c.f1) for part, c in totals.items()]
    table([("", "gold", "P", "R", "F1"), *rows, ("linked", asked, precision, recall, float(pairs["f1"]))])
    finish("attribution", args, figures, errors)


def listing(article: Article, said: Sequence[Said]) -> str:
    """An article with both readings."""
    text = article.text

    def show(spans: Sequence[Interval | None]) -> str:
        return " … ".join(text[slice(*span)] for span in spans if span is not None) or "-"

    lines = [article.id, text]
    lines += [f"  GOLD {show(a.source)} | {show(a.cue)} | {show(a.content)}" for a in article.attributions]
    lines += [f"  READ {show([s.source, s.behind])} | {show([s.cue])} | {show([s.content])}" for s in said]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
