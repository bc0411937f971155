"""Number phrases against the project's own table: lowest, best and highest figure, kind and unit; and what it costs.

Usage: python benchmarks/quantities.py --data tests/ground [--split tables] [--errors N] [--record]
"""

from __future__ import annotations

import argparse
import collections
import json
import time
from pathlib import Path

from dateline.ground import find_quantities, parse_count
from phrases import NumberRow, number_is_right, number_of, number_rows
from recording import record

LISTINGS = Path(__file__).parent / "listings"
ROUNDS = 20


def words_per_second(rows: list[NumberRow]) -> int:
    """How many words a second are searched for numbers, the table's phrases taken for a text."""
    text = " and ".join(row[0] for row in rows)
    started = time.perf_counter()
    for _ in range(ROUNDS):
        find_quantities(text)
    return round(ROUNDS * len(text.split()) / (time.perf_counter() - started))


def listing(wrong: list[NumberRow], most: int) -> str:
    """The errors by kind, the commonest first: what the row means and what was read."""
    by_kind = collections.defaultdict(list)
    for row in wrong:
        by_kind[row[1]].append(row)
    lines = []
    for kind, rows in sorted(by_kind.items(), key=lambda item: -len(item[1])):
        lines.append(f"== {kind}: {len(rows)}")
        lines += [f"   {row[0]}: {row[2]} {row[3] or ''}, read {number_of(row[0], kind)}" for row in rows[:most]]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="tables", help="the folder of DIR with numbers.tsv")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list up to N errors of each kind")
    parser.add_argument("--record", action="store_true", help="keep the figures in benchmarks/results")
    arguments = parser.parse_args()
    rows = number_rows(arguments.data / arguments.split)
    wrong = [row for row in rows if not number_is_right(row)]
    figures: dict[str, float] = {"phrases": len(rows), "right": round(1 - len(wrong) / len(rows), 3)}
    for kind in dict.fromkeys(row[1] for row in rows):
        of_kind = [row for row in rows if row[1] == kind]
        figures[f"{kind}.right"] = round(sum(row not in wrong for row in of_kind) / len(of_kind), 3)
    # No share, sum, measure or age may be taken for people.
    others = [row for row in rows if row[1] in ("share", "money", "measure", "age")]
    figures["counted_wrongly"] = sum(parse_count(row[0]).best is not None for row in others)
    figures["words_per_s"] = words_per_second(rows)
    for name, value in figures.items():
        print(f"{name:24} {value}")
    if arguments.errors:
        LISTINGS.mkdir(exist_ok=True)
        (LISTINGS / "quantities.txt").write_text(listing(wrong, arguments.errors) + "\n", encoding="utf-8")
        print("errors by kind: benchmarks/listings/quantities.txt")
    if arguments.record:
        record("quantities", arguments.split, figures)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
