"""Train the head that says where a verb happened: `python -m training.event_place --data CORPORA/event_place`.

On the vectors of the shipped encoder, which stay as they are: a layer of attention over the words, which is told which
word is the event, then where the place starts and ends, or that the sentence does not say. Judged by exact span or none
on sentences whose text the head has not seen (--folds).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from dateline.reader.network import load_network
from dateline.reader.network.happening import FAR, HEADS, LONGEST, LONGEST_PLACE
from dateline.reader.network.network import HAPPENING
from dateline.reader.network.weights import MANIFEST
from dateline.reader.words import split_words
from torch import nn
from torch.nn import functional

from training.corpora.event_place import Placing, read_placings
from training.export import half
from training.recording import record

WIDTH = 256


@dataclass
class Case:
    """Word vectors [words, 2 * width], the event's word, and the right first and last words (none: no place)."""

    states: np.ndarray
    event: int
    places: list[tuple[int, int]]
    text: str


def cases(placings: Sequence[Placing]) -> list[Case]:
    network = load_network()
    found: list[Case] = []
    for begin in range(0, len(placings), 256):
        part = placings[begin : begin + 256]
        reads = network.read([p.text for p in part], [[(0, len(p.text))] for p in part])
        for placing, read in zip(part, reads, strict=True):
            words = [(a, b) for a, b, _ in split_words(placing.text, (0, len(placing.text)))][:LONGEST]
            first, last = read.words(words)
            where = {n: span for n, span in enumerate(words)}
            event = next((n for n, (a, b) in where.items() if a < placing.verb[1] and placing.verb[0] < b), None)
            if event is None:
                continue
            places = []
            for start, end in placing.places:
                inside = [n for n, (a, b) in where.items() if a < end and start < b]
                if inside:
                    places.append((inside[0], inside[-1]))
            states = np.concatenate([first, last], axis=1).astype(np.float16)
            found.append(Case(states, event, places, placing.text))
    return found


class Head(nn.Module):
    """One block of attention and two scores a word; place 0 stands for "not said"."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.inner = nn.Linear(width, WIDTH)
        self.distance = nn.Embedding(2 * FAR + 1, WIDTH)
        self.mark = nn.Parameter(torch.randn(WIDTH) * 0.1)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, 2 * WIDTH), nn.Linear(2 * WIDTH, WIDTH)
        self.ends = nn.Linear(WIDTH, 2)
        self.none = nn.Linear(WIDTH, 1)
        self.drop = nn.Dropout(0.2)

    def forward(
        self, states: torch.Tensor, event: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        batch, words, _ = states.shape
        rows = torch.arange(batch)
        steps = (torch.arange(words)[None, :] - event[:, None]).clamp(-FAR, FAR) + FAR
        x = self.inner(self.drop(states)) + self.distance(steps)
        x[rows, event] = x[rows, event] + self.mark
        q, k, v = self.qkv(self.norm1(x)).view(batch, words, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        # Each word also looks at the event directly: the event's vector is added to every query.
        q = q + q[rows, :, event][:, :, None, :]
        bias = torch.where(mask[:, None, None, :], 0.0, -1e4)
        weights = ((q @ k.transpose(-1, -2)) / (WIDTH // HEADS) ** 0.5 + bias).softmax(-1)
        x = x + self.drop(self.out((weights @ v).transpose(1, 2).reshape(batch, words, -1)))
        x = x + self.drop(self.down(functional.gelu(self.up(self.norm2(x)))))
        scores = self.ends(torch.tanh(x)) + (~mask[:, :, None]) * -1e4
        none = self.none(torch.tanh(x[rows, event]))
        return torch.cat([none, scores[..., 0]], 1).log_softmax(1), torch.cat([none, scores[..., 1]], 1).log_softmax(1)


def batch(part: Sequence[Case]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    longest = max(len(c.states) for c in part)
    states = torch.zeros(len(part), longest, part[0].states.shape[1])
    mask = torch.zeros(len(part), longest, dtype=torch.bool)
    starts, ends = torch.zeros(len(part), longest + 1), torch.zeros(len(part), longest + 1)
    for n, case in enumerate(part):
        states[n, : len(case.states)] = torch.tensor(case.states, dtype=torch.float32)
        mask[n, : len(case.states)] = True
        for first, last in case.places:
            starts[n, first + 1] = ends[n, last + 1] = 1
        if not case.places:
            starts[n, 0] = ends[n, 0] = 1
    return states, torch.tensor([c.event for c in part]), mask, starts, ends


def best(start: np.ndarray, end: np.ndarray) -> tuple[tuple[int, int] | None, float]:
    """The likeliest span of words, None for "not said", with its log-probability; position 0 is "not said"."""
    scores = start[1:, None] + end[None, 1:]
    words = len(scores)
    allowed = np.triu(np.ones((words, words), dtype=bool)) & ~np.triu(
        np.ones((words, words), dtype=bool), LONGEST_PLACE
    )
    scores = np.where(allowed, scores, -1e9)
    at = int(scores.argmax())
    first, last = divmod(at, words)
    none = float(start[0] + end[0])
    return (None, none) if none >= scores[first, last] else ((first, last), float(scores[first, last]))


def fit(train: Sequence[Case], epochs: int, seed: int) -> Head:
    torch.manual_seed(seed)
    random.seed(seed)
    head = Head(train[0].states.shape[1])
    optimiser = torch.optim.AdamW(head.parameters(), lr=1e-3, weight_decay=0.05)
    steps = epochs * (len(train) // 64 + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 1.5e-3, total_steps=steps + 1)
    for _ in range(epochs):
        head.train()
        order = sorted(train, key=lambda c: len(c.states) + random.random() * 8)
        batches = [order[i : i + 64] for i in range(0, len(order), 64)]
        random.shuffle(batches)
        for part in batches:
            states, event, mask, starts, ends = batch(part)
            one, other = head(states, event, mask)
            loss = -(torch.logsumexp(one + (starts - 1) * 1e4, 1) + torch.logsumexp(other + (ends - 1) * 1e4, 1)).mean()
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimiser.step()
            schedule.step()
    head.eval()
    return head


def judge(heads: Sequence[Head], held: Sequence[Case]) -> dict[str, float]:
    right = none_right = nones = said_right = 0
    for begin in range(0, len(held), 64):
        part = held[begin : begin + 64]
        states, event, mask, *_ = batch(part)
        with torch.no_grad():
            both = [head(states, event, mask) for head in heads]
        one, other = (torch.stack([b[i].exp() for b in both]).mean(0).log().numpy() for i in (0, 1))
        for n, case in enumerate(part):
            words = len(case.states) + 1
            span, _ = best(one[n, :words], other[n, :words])
            good = span in case.places if case.places else span is None
            right += good
            nones += not case.places
            none_right += good and not case.places
            said_right += good and bool(case.places)
    return {
        "right": right / len(held),
        "none": none_right / max(1, nones),
        "said": said_right / max(1, len(held) - nones),
    }


def ship(heads: Sequence[Head], folder: Path) -> None:
    """Write the heads beside the other weights and name them in the manifest."""
    arrays = {f"{n}.{k}": half(v.numpy()) for n, head in enumerate(heads) for k, v in head.state_dict().items()}
    np.savez_compressed(folder / HAPPENING, **arrays)
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    manifest["files"][HAPPENING] = hashlib.sha256((folder / HAPPENING).read_bytes()).hexdigest()
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only", type=int, default=0, help="judge so many folds alone")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--members", type=int, default=1, help="nets whose mean the head is")
    parser.add_argument("--record", action="store_true", help="keep the held-out figures in benchmarks/results")
    parser.add_argument("--out", type=Path, help="folder of the shipped weights, to which a head is added")
    args = parser.parse_args()
    torch.set_num_threads(1)
    everything = cases(read_placings(args.data / "train.jsonl"))
    texts = sorted({c.text for c in everything})
    random.Random(7).shuffle(texts)
    fold = {text: n % max(1, args.folds) for n, text in enumerate(texts)}
    figures = []
    for number in range(args.only or args.folds):
        train = [c for c in everything if fold[c.text] != number]
        heads = [fit(train, args.epochs, seed) for seed in range(args.members)]
        figures.append(judge(heads, [c for c in everything if fold[c.text] == number]))
        print(json.dumps(figures[-1]), flush=True)
    if figures:
        print(
            json.dumps(
                {
                    "sentences": len(everything),
                    **{k: round(float(np.mean([f[k] for f in figures])), 4) for k in figures[0]},
                }
            )
        )
        if args.record:
            mean = {k: round(float(np.mean([f[k] for f in figures])), 4) for k in figures[0]}
            record("event_place_heldout", f"{len(figures)} of {args.folds} folds by sentence held out", mean)
    if args.out:
        ship([fit(everything, args.epochs, seed) for seed in range(args.members)], args.out)


if __name__ == "__main__":
    main()
