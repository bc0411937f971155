"""Which sentences and reports tell of conflict: IndiaPoliceEvents, SATP, InSight Crime."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

SETS = ("IndiaPoliceEvents_sents", "IndiaPoliceEvents_docs", "satp_relevant", "insightCrime")


@dataclass(frozen=True)
class Judged:
    """A text and its yes/no labels (their number and meaning depend on the set)."""

    text: str
    labels: tuple[bool, ...]

    @property
    def relevant(self) -> bool:
        """Whether any label is set: for IndiaPoliceEvents, that the police acted or failed to."""
        return any(self.labels)


def read(corpora: Path, name: str, split: str) -> list[Judged]:
    """The texts of one of SETS, split `train` or `dev`, in file order."""
    with (corpora / "relevance" / name / f"{split}.tsv").open(encoding="utf-8", newline="") as lines:
        return [Judged(row[0], tuple(field == "1" for field in row[1:])) for row in csv.reader(lines, delimiter="\t")]
