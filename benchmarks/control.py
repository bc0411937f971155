"""Places that change hands: python benchmarks/control.py --data DIR [--split before] [--errors N] [--record]

DIR holds control_SPLIT.tsv: a sentence, the place that changes hands (empty: none does), by whom it is lost and gained
(empty: the sentence does not say), and the status. Each sentence is coded as a report of its own. `right` is the share
of sentences whose first mention with a change of control agrees in all of it; without a place, of those that tell of no
such change as having happened. `widen` is a tuning set, `aside` its other half, which is only measured.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from corpus import arguments, finish, split_file, table
from dateline.coder import Coder
from dateline.ingest.received import Metadata, make_report
from dateline.records import REALISED, Mention

_ARTICLES = frozenset(("the", "a", "an", "its", "their", "'s", "’s"))
Row = dict[str, str]


def read_rows(path: Path) -> list[Row]:
    """The rows of a table of questions."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            {name: (value or "").strip() for name, value in row.items()}
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def agree(told: str | None, meant: str) -> bool:
    """Whether two names mean one: all words of the shorter stand in the longer, articles and case aside."""
    one, other = ({w for w in text.lower().split() if w not in _ARTICLES} for text in (told or "", meant))
    return bool(one) == bool(other) and (one <= other or other <= one)


def right(row: Row, mentions: Sequence[Mention]) -> bool:
    """Whether what is read of a sentence is what its row says."""
    if not row["place"]:
        return not any(m.control is not None and m.status in REALISED for m in mentions)
    mention = next((m for m in mentions if m.control is not None), None)
    if mention is None or mention.control is None:
        return False
    control = mention.control
    status = mention.status == row["status"] or {mention.status, row["status"]} <= REALISED
    parties = agree(control.lost_by, row["lost_by"]) and agree(control.gained_by, row["gained_by"])
    return status and parties and agree(control.place, row["place"])


def main() -> None:
    args = arguments(__doc__ or "", "before")
    rows = read_rows(split_file(args.data, f"control_{args.split}", ".tsv"))
    reports = [make_report(r["sentence"], r["sentence"].encode(), Metadata(id=str(n))) for n, r in enumerate(rows)]
    told = [coded.mentions for coded in Coder().code(reports)]
    marks = [right(row, mentions) for row, mentions in zip(rows, told, strict=True)]
    changing = [mark for mark, row in zip(marks, rows, strict=True) if row["place"]]
    still = [mark for mark, row in zip(marks, rows, strict=True) if not row["place"]]
    figures: dict[str, object] = {
        "right": share(marks), "changes": share(changing), "no_change": share(still), "sentences": len(rows),
    }  # fmt: skip
    table([("", "share"), *((name, value) for name, value in figures.items())])
    errors = [(1.0, listing(row, found)) for row, found, mark in zip(rows, told, marks, strict=True) if not mark]
    finish(f"control_{args.split}", args, figures, errors)


def share(marks: Sequence[bool]) -> float:
    """The share of true values, four digits."""
    return round(sum(marks) / max(1, len(marks)), 4)


def listing(row: Row, mentions: Sequence[Mention]) -> str:
    """A sentence with what was read of it."""
    lines = [row["sentence"], f"  meant {row['place']} | {row['lost_by']} | {row['gained_by']} | {row['status']}"]
    for mention in mentions:
        control = mention.control
        hands = f"{control.place} | {control.lost_by} | {control.gained_by}" if control else "no change"
        lines.append(f"  read {hands} | {mention.status} ({mention.trigger.text})")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
