"""Train the model of wording (`dateline/incidents/wording.py`): `python -m training.wording --data CORPORA`.

A few small nets over the signs of pairs of event mentions of ECB+, each topic's mentions compared among each other.
The vectors of words are those of the base encoder before its first layer, one bit a dimension (as in Charikar 2002,
along the axes as they are): they say nothing of the corpus. The same seeds on one thread give the same weights.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from dateline.incidents.wording import Vectors, Wording
from dateline.incidents.wording_signs import SIGNS, signs, unpacked
from dateline.incidents.words import stems
from dateline.reader.network.layers import Weights
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from training.corpora.same_event import Topic, read_ecb, topics_of
from training.encoder import load_encoder, load_tokenizer
from training.export import half

OUT = Path("src/dateline/incidents/data/wording.npz")
STEMS = 8000
"""Stems whose vectors ship, the first in the vocabulary, which goes from common to rare."""
HIDDEN, EPOCHS, BATCH, RATE, DECAY, DROPOUT, MEMBERS = 96, 10, 2048, 4e-3, 1e-2, 0.2, 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the corpora")
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    torch.set_num_threads(1)
    names, bits = stem_vectors(load_tokenizer(), load_encoder().words.weight.detach().numpy())
    topics = topics_of(read_ecb(args.data / "same_event"))
    weights = fit(list(topics.values()), Vectors(dict(zip(names, range(len(names)), strict=True)), unpacked(bits)))
    np.savez_compressed(
        args.out, stems=lines(names), bits=bits, topics=lines(list(topics)), **{k: half(v) for k, v in weights.items()}
    )


def lines(words: Sequence[str]) -> np.ndarray:
    """Words as the bytes of lines, which are smaller than numpy's own strings."""
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)


def stem_vectors(tokenizer: Tokenizer, words: np.ndarray) -> tuple[list[str], np.ndarray]:
    """The commonest stems of whole words in the vocabulary, and the bits [stems, width / 8] of the mean of their
    words' vectors, above 0 or not.
    """
    centred = words - words.mean(0)
    centred /= np.linalg.norm(centred, axis=1, keepdims=True)
    rows: dict[str, list[int]] = {}
    for word, row in sorted(tokenizer.get_vocab().items(), key=lambda item: item[1]):
        if word.isalpha() and word.isascii() and len(word) > 2:
            for stem in stems(word):
                rows.setdefault(stem, []).append(row)
    names = list(rows)[:STEMS]
    return names, np.packbits(np.stack([centred[rows[name]].mean(0) > 0 for name in names]), axis=1)


class Net(nn.Module):
    """Two hidden layers over the signs of a pair."""

    def __init__(self) -> None:
        super().__init__()
        self.inner, self.middle, self.outer = (
            nn.Linear(len(SIGNS), HIDDEN), nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, 1),
        )  # fmt: skip
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, rows: Tensor) -> Tensor:
        """`rows` [pairs, SIGNS] -> log-odds [pairs]."""
        hidden = self.drop(functional.relu(self.inner(rows)))
        odds: Tensor = self.outer(self.drop(functional.relu(self.middle(hidden))))[:, 0]
        return odds


def fit(topics: Sequence[Topic], vectors: Vectors, members: int = MEMBERS) -> dict[str, np.ndarray]:
    """The weights of some nets fitted to all pairs of mentions of each topic, and the mean and spread of the signs."""
    parts, truths = [], []
    for told, events in topics:
        pairs = np.triu_indices(len(told), 1)
        names = np.array(events)
        parts.append(signs(told, vectors)[pairs])
        truths.append(names[pairs[0]] == names[pairs[1]])
    rows = np.concatenate(parts)
    mean, spread = rows.mean(0), rows.std(0) + 1e-6
    scaled, right = torch.tensor((rows - mean) / spread), torch.tensor(np.concatenate(truths)).float()
    arrays = {"mean": mean, "spread": spread}
    for seed in range(members):
        arrays |= {f"{seed}.{name}": value.numpy() for name, value in fit_net(scaled, right, seed).items()}
    return arrays


def fit_net(rows: Tensor, right: Tensor, seed: int) -> Mapping[str, Tensor]:
    """The weights of one net by cross-entropy; `rows` [pairs, SIGNS], `right` [pairs]."""
    torch.manual_seed(seed)
    net = Net()
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * (len(rows) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps + 1)
    for _ in range(EPOCHS):
        for part in torch.randperm(len(rows)).split(BATCH):
            loss = functional.binary_cross_entropy_with_logits(net(rows[part]), right[part])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return net.state_dict()


def model_of(topics: Sequence[Topic], vectors: Vectors) -> Wording:
    """The model fitted to some topics, as it would ship."""
    torch.set_num_threads(1)
    return Wording(Weights(fit(topics, vectors)), vectors)


if __name__ == "__main__":
    main()
