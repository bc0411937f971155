"""Words and whether what they tell happened: UDS It Happened v2 (njjiang/factuality_bert, CC BY-SA 4.0)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Happening:
    """A word that tells something, from -3 (did not happen) to 3 (happened)."""

    word: int
    value: float


@dataclass(frozen=True)
class FactualitySentence:
    """A tokenised sentence and the words that were asked of."""

    words: tuple[str, ...]
    happenings: tuple[Happening, ...]


def read_factuality(path: Path) -> list[FactualitySentence]:
    """The sentences of a file; targets beyond the words (there are none in the parts at hand) are refused.

    Raises OSError where the file cannot be read, ValueError for a target that is no word of its sentence.
    """
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        words = tuple(row["text"].split())
        happenings = []
        for target in row["targets"]:
            word = int(target["span1"][0])
            if not 0 <= word < len(words):
                raise ValueError(f"{path.name}: target {word} is no word of {row['text']!r}")
            happenings.append(Happening(word, float(target["label"])))
        found.append(FactualitySentence(words, tuple(happenings)))
    return found
