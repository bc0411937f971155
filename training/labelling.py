"""What each word tells (`reader/network/labelling.py`), learned from the project's own passages on the shipped encoder
as it is: `python -m training.labelling [--figures] [--out FOLDER]`.

Several nets are put in place, which have learned from all. With `--figures` one learns with every eighth passage left
out instead: for each question, precision and recall of labelled words are printed of these.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from benchmarks.metrics.counts import Counts
from dateline.reader.network import Network, load_network
from dateline.reader.network.events import told
from dateline.reader.network.labelling import LABELS, NETS, signs
from dateline.reader.network.weights import weights_folder
from dateline.reader.network.windows import rough_sentences
from dateline.reader.words import split_words
from torch import Tensor
from torch.nn import functional

from training.corpora.passages import LABELS as LABELS_OF
from training.corpora.passages import Passage, read_passages
from training.export import half, put_telling
from training.fitting import fit
from training.heads.labelling import QUESTIONS, Labels

TOGETHER, BATCH = 32, 12
EPOCHS = 8
LEFT_OUT = 8
POINTS = (0.3, 0.5, 0.7)


@dataclass(frozen=True)
class Lesson:
    """A passage as the network sees it: the signs of its words in half precision and the label of each, 0 for none."""

    asked: str
    signs: np.ndarray
    labels: np.ndarray


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", action="store_true", help="print figures of passages left out, and put no weights")
    parser.add_argument("--out", type=Path, default=weights_folder())
    args = parser.parse_args()
    torch.set_num_threads(1)
    passages = [passage for passage in read_passages() if passage.asked in QUESTIONS]
    lessons = list(see(load_network(), passages))
    if args.figures:
        left_out = [zlib.crc32(passage.text.encode()) % LEFT_OUT == 0 for passage in passages]
        learned, left = (
            [lesson for lesson, out in zip(lessons, left_out, strict=True) if out == wanted] for wanted in (False, True)
        )
        print(json.dumps(figures(train(learned), left), indent=1))
        return
    arrays = {
        f"{net}.{name}": half(value.numpy())
        for net in range(NETS)
        for name, value in train(lessons, seed=net).state_dict().items()
    }
    put_telling(args.out, LABELS, arrays)


def see(network: Network, passages: Sequence[Passage]) -> Iterator[Lesson]:
    """The passages as the network sees them."""
    weights = network.heads.part("events")
    for begin in range(0, len(passages), TOGETHER):
        some = passages[begin : begin + TOGETHER]
        bounds = [rough_sentences(passage.text) for passage in some]
        for passage, cuts, read in zip(some, bounds, network.read([p.text for p in some], bounds), strict=True):
            words: list[tuple[int, int]] = []
            edges = []
            for cut in cuts:
                edges.append(len(words))
                words += [(a, b) for a, b, _ in split_words(passage.text, cut)]
            opening, _ = read.words(words)
            roots, _ = told(weights, opening)
            named = [passage.text[a:b] for a, b in words]
            mine = signs(opening, roots, named, edges).astype(np.float16)
            yield Lesson(passage.asked, mine, labelled(passage, words))


def labelled(passage: Passage, words: Sequence[tuple[int, int]]) -> np.ndarray:
    """The label of each word, 0 for none."""
    found = np.zeros(len(words), dtype=np.int64)
    for (start, end), label in passage.marks:
        at = next(n for n, (a, b) in enumerate(words) if a < end and start < b)
        found[at] = 1 + LABELS_OF[passage.asked].index(label)
    return found


def train(lessons: Sequence[Lesson], seed: int = 0) -> Labels:
    """A net that has learned from the lessons."""
    torch.manual_seed(seed)
    return fit(Labels(), lessons, loss_of, epochs=EPOCHS, batch=BATCH, seed=seed)


def loss_of(labels: Labels, group: Sequence[Lesson]) -> Tensor:
    """The mean loss over the words of some lessons."""
    each = [
        functional.cross_entropy(labels(tensor(lesson), lesson.asked), torch.from_numpy(lesson.labels), reduction="sum")
        for lesson in group
    ]
    return torch.stack(each).sum() / sum(len(lesson.labels) for lesson in group)


def tensor(lesson: Lesson) -> Tensor:
    """The signs of a lesson's words in single precision."""
    return torch.from_numpy(lesson.signs.astype(np.float32))


def figures(labels: Labels, lessons: Sequence[Lesson]) -> dict[str, dict[str, float]]:
    """Of each question, at several probabilities of any label: precision and recall of the labelled words, and the
    share of those found that have the right label.
    """
    found = {}
    for asked in QUESTIONS:
        mine = [lesson for lesson in lessons if lesson.asked == asked]
        if not mine:
            continue
        with torch.no_grad():
            chances = torch.cat([labels(tensor(lesson), asked).softmax(-1) for lesson in mine]).numpy()
        truth = np.concatenate([lesson.labels for lesson in mine])
        best = 1 + chances[:, 1:].argmax(-1)
        for point in POINTS:
            say = 1 - chances[:, 0] >= point
            both = say & (truth > 0)
            counts = Counts(int(both.sum()), int(say.sum()), int((truth > 0).sum()))
            found[f"{asked} from {point}"] = {
                "precision": round(counts.precision, 4), "recall": round(counts.recall, 4),
                "right_label": round(float((best == truth)[both].mean()), 4),
            }  # fmt: skip
    return found


if __name__ == "__main__":
    main()
