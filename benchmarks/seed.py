"""The first report against its gold: which rows are found, with which status, and what is reported where there is none.

Usage: python benchmarks/seed.py --data DIR [--record]   (DIR holds report.txt and gold.json)
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from dateline.coder import Coder
from dateline.ingest import Metadata, Received, Source, parse_date, read_source
from recording import record
from scoring import lay, right_place, right_status


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--record", action="store_true", help="keep the figures in benchmarks/results")
    arguments = parser.parse_args()
    gold = json.loads((arguments.data / "gold.json").read_text(encoding="utf-8"))
    (received,) = read_source(
        Source(arguments.data / gold["report"], Metadata(published=parse_date(gold["published"])))
    )
    assert isinstance(received, Received), received
    (coded,) = Coder().code([received.report])
    laid = lay(coded, gold["events"], [(n["start"], n["end"]) for n in gold["not_events"]])
    wrong = 0
    for row, mention in laid.pairs:
        mark = "required" if row["need"] else "allowed "
        if mention is None:
            print(f"missed    {mark}  {row['type']:9} {row['status']:10} “{row['quote']}”")
            continue
        faults = []
        if not right_status(row, mention):
            faults.append(f"status {mention.status}, not {row['status']}")
        if not right_place(row, mention):
            faults.append(f"place {[p.name for p in mention.places]}, not {row['place']}")
        flags = ("aggregate", "background")
        faults += [f"{f} {getattr(mention, f)}" for f in flags if getattr(mention, f) != row.get(f, False)]
        wrong += bool(faults)
        word = "wrong" if faults else "found"
        print(f"{word:9} {mark}  {mention.type:9} {mention.status:10} “{row['quote']}”  {'; '.join(faults)}")
    for mention in laid.extra:
        place = "caption or share line" if mention in laid.forbidden else "no row"
        print(f"too much  {place}: {mention.type} {mention.status} “{mention.trigger.text}”")
    needed, found = laid.needed(), laid.found()
    unreal = [m for row, m in laid.found(needed=False) if row["status"] in ("feared", "predicted") and m.countable]
    figures = {
        "required": len(needed),
        "found": len(found),
        "status_right": sum(right_status(row, m) for row, m in found),
        "place_right": sum(right_place(row, m) for row, m in found),
        "events_where_none": len(laid.extra),
        "events_in_boilerplate": len(laid.forbidden),
        "feared_or_predicted_as_happened": len(unreal),
        "rows_with_any_fault": wrong,
        "incidents_found": sorted({row["incident"] for row, m in found if row.get("incident") and right_place(row, m)}),
        "incidents": gold["incidents"],
    }
    if arguments.record:
        record("seed", "the first report", figures)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
