"""The weights by which two tellings are found to be of one incident (`dateline/incidents/pairs.py`):
`python -m training.incidents --data CORPORA [--out FILE]`.

Learned from two sides. News: the reports of ECB+ as the reader codes them, a pair being right where
both triggers stand in mentions of one gold event; they have no dates, so all are taken as of one week. Made: synthetic
incidents (benchmarks/synthetic) of other seeds than those that are measured; they teach what days and distances are
worth. Prints the log-loss and the share of right decisions on held-out topics and incidents.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from dateline.coder import Coder
from dateline.incidents import blocks
from dateline.incidents.pairs import ALWAYS
from dateline.incidents.signs import SIGNS, compare
from dateline.incidents.tellings import Telling, to_telling
from dateline.ingest.received import Metadata, make_report
from dateline.records import Coded

from training.corpora.same_event import EventReport, read_ecb

OUT = Path("src/dateline/incidents/data/pairs.toml")
SEEDS, INCIDENTS = (101, 102, 103), 700
DECAY = 1e-4
NEWS = 0.1
"""Weight of the news beside what is made, which has more of dates and places: F1 of the pairs over held-out topics and
incidents is 0.50 and 0.89 without news, 0.61 and 0.89 at 0.1, 0.67 and 0.88 at 0.3."""
PUBLISHED = dt.date(2010, 6, 30)
HEAD = """# Weights, in log-odds, of the signs by which two tellings are found to be of one incident.
# Made by `python -m training.incidents` from ECB+ as the reader codes it and from synthetic incidents.
"""

Pair = tuple[list[str], bool]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the unpacked corpora")
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    torch.set_num_threads(1)
    news = {topic: list(pairs) for topic, pairs in of_news(read_ecb(args.data / "same_event"))}
    made = {seed: list(of_made(seed)) for seed in SEEDS}
    held, topics = SEEDS[-1], sorted(news)[::5]
    learned = fit([pair for seed in SEEDS if seed != held for pair in made[seed]],
                  [pair for topic in news if topic not in topics for pair in news[topic]])  # fmt: skip
    print("news ", measure(learned, [pair for topic in topics for pair in news[topic]]))
    print("made ", measure(learned, made[held]))
    weights = fit(list(itertools.chain(*made.values())), list(itertools.chain(*news.values())))
    write(weights, args.out)


def write(weights: Mapping[str, float], path: Path) -> None:
    """The weights as the file that ships."""
    lines = [f'"{name}" = {weight:.3f}' for name, weight in weights.items()]
    path.write_text(HEAD + "\n[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")


def of_news(reports: Sequence[EventReport]) -> Iterator[tuple[str, Iterator[Pair]]]:
    """The pairs of mentions of one type that stand in gold mentions, topic by topic."""
    made = [
        make_report(r.text, r.text.encode(), Metadata(id=r.id, published=PUBLISHED, language="en")) for r in reports
    ]
    by_topic: defaultdict[str, list[tuple[Telling, str]]] = defaultdict(list)
    for report, coded in zip(reports, Coder().code(made), strict=True):
        for telling in _tellings(coded):
            trigger = telling.mention.trigger
            over = [
                event
                for (a, b), event, scored in zip(report.mentions, report.events, report.scored, strict=True)
                if scored and a < trigger.end and trigger.start < b
            ]
            by_topic[report.topic] += [(telling, event) for event in over[:1]]
    for topic, told in by_topic.items():
        yield topic, _compared(told)


def _compared(told: Sequence[tuple[Telling, str]]) -> Iterator[Pair]:
    for (one, event), (other, second) in itertools.combinations(told, 2):
        signs = compare(one, other) if one.mention.type == other.mention.type else None
        if signs is not None:
            yield signs, event == second


def of_made(seed: int) -> Iterator[Pair]:
    """The pairs of synthetic mentions that blocks hold."""
    from benchmarks.synthetic.reports import generate

    told: list[Telling] = []
    truth: list[str] = []
    for coded, events in generate(seed, INCIDENTS):
        kept = {m.id: event for m, event in zip(coded.mentions, events, strict=True)}
        tellings = _tellings(coded)
        told += tellings
        truth += [kept[t.mention.id] for t in tellings]
    for a, b in blocks.pairs(told):
        signs = compare(told[a], told[b])
        if signs is not None:
            yield signs, truth[a] == truth[b]


def _tellings(coded: Coded) -> list[Telling]:
    return [to_telling(coded, mention) for mention in coded.mentions if mention.countable]


def table_of(pairs: Sequence[Pair]) -> tuple[np.ndarray, np.ndarray]:
    """The signs as columns of 0 and 1, after one that is always 1, and whether each pair is right."""
    at = {name: n for n, name in enumerate((ALWAYS, *SIGNS))}
    table = np.zeros((len(pairs), len(at)), dtype=np.float32)
    for row, (signs, _) in zip(table, pairs, strict=True):
        row[[0, *(at[sign] for sign in signs)]] = 1
    return table, np.array([right for _, right in pairs], dtype=np.float32)


def fit(made: Sequence[Pair], news: Sequence[Pair]) -> dict[str, float]:
    """The weights of a logistic regression with a small decay over the pairs of both sides."""
    tables = [table_of(made), table_of(news)]
    signs = torch.tensor(np.concatenate([table for table, _ in tables]))
    right = torch.tensor(np.concatenate([truth for _, truth in tables]))
    shares = [np.full(len(truth), weight / len(truth)) for (_, truth), weight in zip(tables, (1, NEWS), strict=True)]
    share = torch.tensor(np.concatenate(shares)).float()
    weights = torch.zeros(signs.shape[1], requires_grad=True)
    solver = torch.optim.LBFGS([weights], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        solver.zero_grad()
        each = torch.nn.functional.binary_cross_entropy_with_logits(signs @ weights, right, reduction="none")
        value = (share * each).sum() + DECAY * (weights[1:] ** 2).sum()
        value.backward()
        return value

    solver.step(loss)
    return dict(zip((ALWAYS, *SIGNS), weights.detach().tolist(), strict=True))


def measure(weights: dict[str, float], pairs: Sequence[Pair]) -> str:
    """Pairs, right ones, log-loss and F1 of the decisions."""
    table, right = table_of(pairs)
    odds = table @ np.array(list(weights.values()), dtype=np.float32)
    chance = 1 / (1 + np.exp(-odds))
    loss = -np.mean(np.log(np.where(right > 0, chance, 1 - chance) + 1e-9))
    told = odds > 0
    f1 = 2 * (told & (right > 0)).sum() / max(1, told.sum() + right.sum())
    return f"{len(pairs)} pairs, {int(right.sum())} right, log-loss {loss:.3f}, F1 {f1:.3f}"


if __name__ == "__main__":
    main()
