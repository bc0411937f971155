"""Words of events: python benchmarks/words.py --data DIR [--split widen] [--errors N] [--record]

DIR holds words_SPLIT.tsv: a sentence, the word of its event and the event's type, or several types that may be given
("ASSAULT/COERCE"); without a word the sentence tells of no event, though it uses the words of one ("a price war").
Each sentence is coded as a report of its own. `found` is the share of events of which some mention is of the type,
`word` of those whose mention stands at the word too, `none` the share of the sentences without an event that give none.
"""

from __future__ import annotations

from collections.abc import Sequence

from control import Row, read_rows, share
from corpus import arguments, finish, split_file, table
from dateline.coder import Coder
from dateline.ingest.received import Metadata, make_report
from dateline.records import Mention


def marks(row: Row, mentions: Sequence[Mention]) -> tuple[bool, bool]:
    """Whether the event of a row is found, and found at its word; without an event twice whether none is read."""
    if not row["trigger"]:
        return not mentions, not mentions
    start = row["sentence"].index(row["trigger"])
    fitting = [m for m in mentions if m.type in row["type"].split("/")]
    at_word = any(m.trigger.start < start + len(row["trigger"]) and start < m.trigger.end for m in fitting)
    return bool(fitting), at_word


def score(rows: Sequence[Row], errors: list[tuple[float, str]]) -> dict[str, object]:
    """The figures over some sentences; what is wrong is added to `errors`."""
    reports = [make_report(r["sentence"], r["sentence"].encode(), Metadata(id=str(n))) for n, r in enumerate(rows)]
    events: list[tuple[bool, bool]] = []
    none: list[bool] = []
    for row, coded in zip(rows, Coder().code(reports), strict=True):
        found, at_word = marks(row, coded.mentions)
        if row["trigger"]:
            events.append((found, at_word))
        else:
            none.append(found)
        if not at_word:
            read = ", ".join(f"{m.type} {m.status} “{m.trigger.text}”" for m in coded.mentions)
            errors.append((2.0 - found, f"{row['sentence']}\n  meant {row['type']} “{row['trigger']}”, read {read}"))
    return {
        "found": share([found for found, _ in events]), "word": share([word for _, word in events]),
        "none": share(none), "sentences": len(rows),
    }  # fmt: skip


def main() -> None:
    args = arguments(__doc__ or "", "widen")
    errors: list[tuple[float, str]] = []
    figures = score(read_rows(split_file(args.data, f"words_{args.split}", ".tsv")), errors)
    table([("", "share"), *figures.items()])
    finish(f"words_{args.split}", args, figures, errors)


if __name__ == "__main__":
    main()
