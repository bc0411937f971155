"""Sentences with labelled spans, from files of one word a line with a BIO label: re3d, CAMEO, CrossNER; and CrossRE."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class LabelledSpan:
    """Words [first, last) of a sentence and their label."""

    first: int
    last: int
    label: str


@dataclass(frozen=True)
class Sentence:
    """A tokenised sentence and its spans."""

    id: str
    words: tuple[str, ...]
    spans: tuple[LabelledSpan, ...]


FILES = {
    "re3d": {"train": "re3d/train.txt", "dev": "re3d/dev.txt"},
    "cameo": {"train": "cameo/ner_train.txt"},
    "crossner": {"train": "entities/crossner_politics_train.txt", "dev": "entities/crossner_politics_dev.txt"},
}
LABELS = {
    "re3d": (
        "DocumentReference", "Location", "MilitaryPlatform", "Money", "Nationality", "Organisation", "Person",
        "Quantity", "Temporal", "Weapon",
    ),
    "cameo": ("R", "S", "T"),  # source, target, and spans that are both
    "crossner": (
        "country", "election", "event", "location", "misc", "organisation", "person", "politicalparty", "politician",
    ),
    "crossre": ("country", "location", "misc", "organisation", "person"),
}  # fmt: skip


def read(corpora: Path, name: str, split: str) -> list[Sentence]:
    """The sentences of one corpus and split, in file order."""
    return list(read_file(corpora / FILES[name][split], f"{name}-{split}"))


def read_file(path: Path, prefix: str) -> Iterator[Sentence]:
    """The sentences of a BIO file; columns are parted by a tab or a blank, sentences by an empty line."""
    words: list[str] = []
    labels: list[str] = []
    number = 0
    with path.open(encoding="utf-8") as lines:
        for line in (*lines, ""):
            fields = re.split(r"[\t ]", line.rstrip("\r\n"))
            if len(fields) >= 2:
                words.append(fields[0])
                labels.append(fields[-1])
            elif words:
                yield Sentence(f"{prefix}-{number}", tuple(words), tuple(spans_of(labels)))
                words, labels, number = [], [], number + 1


def spans_of(labels: Iterable[str]) -> Iterator[LabelledSpan]:
    """The spans of a BIO sequence. An I- label without its B- starts a span, as in the CoNLL scorer."""
    start, current = 0, ""
    at = -1
    for at, label in enumerate(labels):
        mark, _, kind = label.partition("-")
        if current and (mark != "I" or kind != current):
            yield LabelledSpan(start, at, current)
            current = ""
        if mark in ("B", "I") and not current:
            start, current = at, kind
    if current:
        yield LabelledSpan(start, at + 1, current)


def read_crossre(corpora: Path, split: str) -> list[Sentence]:
    """CrossRE news: the same form from JSON lines, whose ends are inclusive."""
    found = []
    with (corpora / "entities" / f"crossre_news_{split}.json").open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            spans = tuple(LabelledSpan(a, b + 1, label) for a, b, label in record["ner"])
            found.append(Sentence(record["doc_key"], tuple(record["sentence"]), spans))
    return found
