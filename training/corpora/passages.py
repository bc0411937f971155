"""The project's own passages (`training/passages`): news as it is written, each word marked that tells of something.

A file's name begins with the question that its marks answer. A line is a passage, a mark `[word|LABEL]` or
`[word|LABEL|status]`; what is not marked has none of that question's labels. The reader asks for events; the nets learn
hands (the place that changes hands, who gains and loses it, the word that tells it) beside them, and aftermath (who is
held responsible, whom harm came to) is kept for what may come (training/NOTES.md).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from dateline.reader.network.labelling import EVENTS, QUESTION
from dateline.records import HarmKind, Interval, Status

LABELS: dict[str, tuple[str, ...]] = {
    QUESTION: EVENTS,
    "hands": ("place", "gained", "lost", "how"),
    "aftermath": ("claimed", "accused", "suspected", "denied", *get_args(HarmKind)),
}
"""The labels of each question."""
FOLDER = Path(__file__).resolve().parent.parent / "passages"
_MARK = re.compile(r"\[([^|\]]+)\|(\w+)(?:\|(\w+))?\]")


@dataclass(frozen=True)
class Passage:
    """A text without its marks, and where each mark's word stands with its label."""

    asked: str
    text: str
    marks: tuple[tuple[Interval, str], ...]
    statuses: tuple[str, ...]
    """Of each mark the status, "" where the passage tells it as done."""


class WrongPassage(Exception):
    """A line of a file of passages that cannot be read."""


def read_passages(folder: Path = FOLDER) -> list[Passage]:
    """All passages, in the order of the files' names.

    Raises WrongPassage, naming file and line, at a label that the question has not, or a bracket that is no mark.
    """
    found = []
    for path in sorted(folder.glob("*.txt")):
        asked = next((name for name in LABELS if path.name.startswith(name)), None)
        if asked is None:
            raise WrongPassage(f"{path}: its name begins with no question ({', '.join(LABELS)})")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            passage = unmarked(line, asked)
            wrong = [label for _, label in passage.marks if label not in LABELS[asked]]
            wrong += [status for status in passage.statuses if status and status not in get_args(Status)]
            if wrong or "[" in passage.text or "]" in passage.text or not passage.text.strip():
                raise WrongPassage(f"{path}:{number}: {', '.join(wrong) or 'no mark, or an empty line'}")
            found.append(passage)
    return found


def unmarked(line: str, asked: str) -> Passage:
    """A line with its marks taken out."""
    text, marks, statuses, at = "", [], [], 0
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        marks.append(((len(text), len(text) + len(match[1])), match[2]))
        statuses.append(match[3] or "")
        text += match[1]
        at = match.end()
    return Passage(asked, text + line[at:], tuple(marks), tuple(statuses))
