"""Train the scorer of chains: `python -m training.chains --data CORPORA [--out FOLDER]`.

A small net over the signs of a mention and a candidate (reader/chains/signs.py), on ECB+, MEANTIME and the alternative
strings of MUC-4's fillers. Judged by CoNLL F1 and pairs on reports of topics (MUC-4: reports) that it has not seen.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from benchmarks.metrics.chains import ChainScore, score
from dateline.ground import actor_id, name_type
from dateline.reader.chains import begin
from dateline.reader.chains.growing import Chains
from dateline.reader.chains.referring import Chooser, asked, by_rule, join_referring
from dateline.reader.chains.scorer import Scorer
from dateline.reader.chains.signs import signs
from dateline.reader.entities import Found
from dateline.reader.network.layers import Weights
from dateline.reader.network.network import CHAINS
from dateline.reader.network.weights import MANIFEST
from torch import nn
from torch.nn import functional

from training.corpora.coreference import ChainReport, read_ecb, read_fillers, read_meantime
from training.export import half
from training.mentions import beside, given, read_all
from training.recording import record

HIDDEN, EPOCHS, BATCH, RATE, DECAY, DROPOUT = 24, 12, 256, 6e-3, 0.02, 0.15


@dataclass
class Case:
    """A report with its mentions (those of the reader beside the given ones on MUC-4)."""

    corpus: str
    report: ChainReport
    mentions: list[Found]

    def begin(self) -> Chains:
        """Its chains before common nouns and pronouns are asked."""
        return begin(self.report.text, self.mentions, self.report.sentences, name_type, actor_id)


def read_cases(data: Path) -> list[Case]:
    """All reports. MUC-4's tuning split is held out by report like the rest."""
    sets = {
        "ecb": read_ecb(data / "same_event"),
        "meantime": read_meantime(data / "meantime"),
        "muc4": read_fillers(data / "muc4" / "processed" / "dev.jsonl"),
        "muc4-train": read_fillers(data / "muc4" / "processed" / "train.jsonl"),
    }
    cases = []
    for corpus, reports in sets.items():
        for report, own in read_all(reports):
            mentions = given(report, own)
            cases.append(Case(corpus, report, beside(mentions, own) if corpus.startswith("muc4") else mentions))
    return cases


def rows_of(case: Case) -> tuple[np.ndarray, np.ndarray]:
    """The signs [pairs, signs] of all candidates of a report and which are right, the right ones joined on the way.

    A chain is what any given mention in it is; of chains without one nothing is known.
    """
    chains = case.begin()
    report = case.report
    gold = dict(zip(report.mentions, report.chains, strict=True))
    outside = {span for span, scored in zip(report.mentions, report.scored, strict=True) if not scored}
    known: dict[int, set[int]] = {}
    for at, v in enumerate(chains.views):
        if v.span in gold:
            known.setdefault(chains.root(at), set()).add(gold[v.span])
    rows, right = [], []
    for at, pairs in asked(chains):
        mine = known.get(chains.root(at))
        told = [pair for pair in pairs if chains.root(pair.other) in known]
        if not mine or not told or chains.views[at].span in outside:
            continue
        same = [not mine.isdisjoint(known[chains.root(pair.other)]) for pair in told]
        rows += signs(chains, told)
        right += same
        if any(same):
            other = told[same.index(True)].other
            both = known.pop(chains.root(at)) | known.pop(chains.root(other))
            chains.join(other, at)
            known[chains.root(at)] = both
    return np.array(rows, dtype=np.float32), np.array(right, dtype=np.float32)


class Net(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.inner, self.outer = nn.Linear(width, HIDDEN), nn.Linear(HIDDEN, 1)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        return self.outer(self.drop(functional.relu(self.inner(self.drop(rows)))))[:, 0]


def fit(rows: torch.Tensor, right: torch.Tensor, seed: int) -> Net:
    torch.manual_seed(seed)
    net = Net(rows.shape[1])
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE / 2, weight_decay=DECAY)
    steps = EPOCHS * (len(rows) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps + 1)
    for _ in range(EPOCHS):
        order = torch.randperm(len(rows))
        for start in range(0, len(rows), BATCH):
            part = order[start : start + BATCH]
            loss = functional.binary_cross_entropy_with_logits(net(rows[part]), right[part])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return net


def nets_of(told: Sequence[tuple[np.ndarray, np.ndarray]], members: int) -> dict[str, np.ndarray]:
    """The weights of some nets fitted to the pairs of some reports."""
    whole = [pair for pair in told if len(pair[1])]
    rows = torch.tensor(np.concatenate([rows for rows, _ in whole]))
    right = torch.tensor(np.concatenate([right for _, right in whole]))
    arrays = {}
    for seed in range(members):
        arrays |= {f"{seed}.{name}": half(v.numpy()) for name, v in fit(rows, right, seed).state_dict().items()}
    return arrays


def labels_of(case: Case, choose: Chooser) -> list[int]:
    """The chain of each given mention."""
    chains = case.begin()
    join_referring(chains, choose)
    root = {v.span: chains.root(at) for at, v in enumerate(chains.views)}
    return [root[span] for span in case.report.mentions]


def folds_of(cases: Sequence[Case], count: int) -> list[int]:
    """The fold in which each report is held out, with all others of its topic."""
    folds: dict[tuple[str, str], int] = {}
    for corpus in sorted({case.corpus for case in cases}):
        topics = sorted({case.report.topic for case in cases if case.corpus == corpus})
        random.Random(7).shuffle(topics)
        folds |= {(corpus, topic): number % count for number, topic in enumerate(topics)}
    return [folds[case.corpus, case.report.topic] for case in cases]


def judged(cases: Sequence[Case], choosers: Sequence[Chooser]) -> dict[str, dict[str, float]]:
    """The figures of each corpus, each report chained by its own chooser."""
    sums: dict[str, ChainScore] = {}
    for case, choose in zip(cases, choosers, strict=True):
        if case.corpus != "muc4-train":
            kept = case.report.scored
            both = [
                [label for label, scored in zip(labels, kept, strict=True) if scored]
                for labels in (labels_of(case, choose), case.report.chains)
            ]
            sums[case.corpus] = sums.get(case.corpus, ChainScore()) + score(*both)
    return {name: {**s.figures(), "pairs": round(s.pairs.f1, 4)} for name, s in sums.items()}


def ship(arrays: dict[str, np.ndarray], folder: Path) -> None:
    """Write the scorer beside the other weights and name it in the manifest."""
    np.savez_compressed(folder / CHAINS, **arrays)
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    manifest["files"][CHAINS] = hashlib.sha256((folder / CHAINS).read_bytes()).hexdigest()
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def main(read: Callable[[Path], list[Case]] = read_cases) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the corpora")
    parser.add_argument("--folds", type=int, default=5, help="0: none is judged")
    parser.add_argument("--members", type=int, default=4, help="nets whose mean the scorer is")
    parser.add_argument("--record", action="store_true", help="keep the held-out figures in benchmarks/results")
    parser.add_argument("--out", type=Path, help="folder of the shipped weights, to which the scorer is added")
    args = parser.parse_args()
    torch.set_num_threads(1)
    cases = read(args.data)
    told = [rows_of(case) for case in cases]
    print(json.dumps({"reports": len(cases), "pairs": sum(len(right) for _, right in told)}), flush=True)
    if args.folds:
        print(json.dumps({"rules": judged(cases, [by_rule] * len(cases))}), flush=True)
        fold = folds_of(cases, args.folds)
        scorers = [
            Scorer(Weights(nets_of([t for t, f in zip(told, fold, strict=True) if f != number], args.members)))
            for number in range(args.folds)
        ]
        figures = judged(cases, [scorers[number].choose for number in fold])
        print(json.dumps({"held out": figures}))
        if args.record:
            record("chains_heldout", f"{args.folds} folds by topic held out", figures)
    if args.out:
        ship(nets_of(told, args.members), args.out)


if __name__ == "__main__":
    main()
