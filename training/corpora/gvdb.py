"""Reports of shootings with each victim's fate: the Gun Violence Database (Pavlick et al. 2016)."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path

_LONGEST_FIELD = 10_000_000


@dataclass(frozen=True)
class Shooting:
    """A report and how many victims its annotation marks as killed and as injured."""

    id: str
    title: str
    text: str
    killed: int
    injured: int


def read_gvdb(path: Path) -> list[Shooting]:
    """The reports of a file; the title that opens each text once more is cut off.

    A victim may be marked as both, or only as taken to hospital: what is marked is counted, no more. Raises OSError
    where the file cannot be read, KeyError where a column is missing.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    with path.open(encoding="utf-8", newline="") as lines:
        return [_shooting(row) for row in csv.DictReader(lines, delimiter="\t")]


def _shooting(row: dict[str, str]) -> Shooting:
    title, text = row["Article title"].strip(), row["Full text"].strip()
    text = text.removeprefix(title).lstrip()
    fates = [set(victim.get("victim-was", ())) for victim in json.loads(row["Json"]).get("victim-section", ())]
    return Shooting(
        row["Article id"], title, text, sum("killed" in fate for fate in fates), sum("injured" in f for f in fates)
    )
