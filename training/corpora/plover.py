"""PLOVER event types: marked sentences (plv_train) and the synthetic reports of Halterman et al."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

ROOTS = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
YIELD = frozenset({"CONCEDE", "RETREAT"})  # the marked sentences have one root where PLOVER has these two
# The modes that the synthetic reports name, as they spell them.
_MODES = {
    "CONSULT": "MULTILATERAL PHONE THIRD-PARTY VISIT",
    "RETREAT": "ACCESS CEASEFIRE DISARM RELEASE RESIGN RETURN WITHDRAW",
    "REQUEST": "ASSIST CHANGE MEET YIELD",
    "ACCUSE": "ALLEGE DISAPPROVE INVESTIGATE",
    "REJECT": "ASSIST CHANGE MEET YIELD",
    "THREATEN": "ARREST BAN EXPEL RELATIONS RESTRICT TERRITORY VIOLENCE",
    "PROTEST": "BOYCOTT DEMO HUNGER OBSTRUCT RIOT STRIKE",
    "SANCTION": "CONVICT DISCONTINUE EXPEL WITHDRAW",
    "MOBILIZE": "MILITIA POLICE TROOPS WEAPONS",
    "COERCE": "ARREST BAN CENSOR CURFEW CYBER DEPORT MARTIAL-LAW MISINFORMATION RESTRICT SIEZE WITHHOLD",
    "ASSAULT": "ABDUCT AERIAL ASSASSINATE BEAT CLEANSING CROWD-CONTROL DESTROY DRONE EXECUTE EXPLOSIVES FIREARMS "
    "HEAVY-WEAPONS MASSACRE PRIMATIVE SEXUAL SUICIDE-ATTACK TORTURE UNCONVENTIONAL",
}
MODES = tuple(sorted(f"{root}/{mode}" for root, modes in _MODES.items() for mode in modes.split()))

_MARK = re.compile(r"<(/?)([st])>")


@dataclass(frozen=True)
class MarkedSentence:
    """A sentence without its marks, the character ranges of sources and targets, and the roots that count as right."""

    id: str
    text: str
    sources: tuple[tuple[int, int], ...]
    targets: tuple[tuple[int, int], ...]
    roots: frozenset[str]
    modality: str


@dataclass(frozen=True)
class SyntheticReport:
    """A generated report with the type and, where given, the mode of the event that it was generated for."""

    id: str
    title: str
    text: str
    root: str
    mode: str


def right_roots(label: str) -> frozenset[str]:
    """The roots that count as right for a label of the corpus."""
    return YIELD if label == "YIELD" else frozenset({label})


def read_marked(corpora: Path) -> list[MarkedSentence]:
    """The marked sentences for training, in file order."""
    return read_marked_file(corpora / "plover" / "plv_train.tsv")


def read_marked_file(path: Path) -> list[MarkedSentence]:
    """The marked sentences of a file with their gold root."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            MarkedSentence(
                row["sentence_id"],
                *unmark(row["marked_sentence"]),
                right_roots(row["gold_root"]),
                "future" if row["modality_L2"] == "todo" else "past",
            )
            for row in csv.DictReader(lines, delimiter="\t")
        ]


def unmark(marked: str) -> tuple[str, tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """A sentence with <s>source</s> and <t>target</t> marks as the plain text, its sources and its targets."""
    pieces: list[str] = []
    opened: dict[str, int] = {}
    ranges: dict[str, list[tuple[int, int]]] = {"s": [], "t": []}
    length = before = 0
    for match in _MARK.finditer(marked):
        pieces.append(marked[before : match.start()])
        length += len(pieces[-1])
        before = match.end()
        if not match[1]:
            opened[match[2]] = length
        elif match[2] in opened:
            ranges[match[2]].append((opened.pop(match[2]), length))
    pieces.append(marked[before:])
    return "".join(pieces), tuple(ranges["s"]), tuple(ranges["t"])


def read_synthetic(corpora: Path) -> list[SyntheticReport]:
    """The synthetic reports, in file order; placeholders left in a title by their generator are dropped with it."""
    csv.field_size_limit(10_000_000)
    with (corpora / "plover" / "synthetic_reports.csv").open(encoding="utf-8", newline="") as lines:
        return [
            SyntheticReport(
                f"synthetic-{at}",
                "" if "{" in row["title"] else row["title"],
                row["text"],
                row["label"],
                row["mode"],
            )
            for at, row in enumerate(csv.DictReader(lines))
        ]
