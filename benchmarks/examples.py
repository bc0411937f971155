"""The project's own example reports against their gold, written by someone who did not know the code's rules.

Usage: python benchmarks/examples.py --data examples [--errors N] [--record]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dateline.coder import Coder
from dateline.ingest import Received, find_sources, read_source
from dateline.records import REALISED, Mention, Report
from recording import record
from scoring import Laid, Row, lay, right_harm, right_place, right_role, right_source, right_status


def reports(folder: Path) -> dict[str, Report]:
    """The example reports by file name, or by their own id where a file holds several."""
    sources, refusals, _ = find_sources([folder])
    assert not refusals, refusals
    found = {}
    for source in sources:
        for received in read_source(source):
            assert isinstance(received, Received), received
            own = not received.report.id.startswith("sha256:")
            found[received.report.id if own else source.path.name] = received.report
    return found


def located(row: dict[str, Any], text: str) -> dict[str, Any]:
    """The row with the offsets of its trigger's quote in the text."""
    start = text.find(row["quote"])
    return {**row, "start": start, "end": start + len(row["quote"])} if start >= 0 else row


def may_be_real(row: Row) -> bool:
    """Whether any status that the row allows is one of an event that took place."""
    return bool(REALISED & {row["status"], *row.get("status_also", [])})


def score(folder: Path) -> tuple[dict[str, Any], list[tuple[str, Laid]]]:
    """The figures over all example reports, and what was found in each."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    texts = reports(folder / "reports")
    coded = dict(zip(texts, Coder().code(list(texts.values())), strict=True))
    laid: list[tuple[str, Laid]] = []
    for entry in gold["reports"]:
        text = texts[entry["file"]].text
        rows = [row for row in (located(row, text) for row in entry["events"]) if "start" in row]
        banned = [(text.find(q), text.find(q) + len(q)) for q in entry.get("not_events", []) if q in text]
        laid.append((entry["file"], lay(coded[entry["file"]], rows, banned)))
    found = [pair for _, one in laid for pair in one.found()]
    every = [pair for _, one in laid for pair in one.found(needed=False)]
    needed = sum(len(one.needed()) for _, one in laid)
    reported = sum(len(coded[name].mentions) for name, _ in laid)
    extra = sum(len(one.extra) for _, one in laid)
    right = {
        "status": sum(right_status(row, m) for row, m in found),
        "place": sum(right_place(row, m) for row, m in found),
        "harm": sum(right_harm(row, m) for row, m in found),
        "source": sum(right_source(row, m, one.names) for _, one in laid for row, m in one.found()),
        "actor": sum(right_role(row, m, "actor", one.names) for _, one in laid for row, m in one.found()),
        "recipient": sum(right_role(row, m, "recipient", one.names) for _, one in laid for row, m in one.found()),
        "aggregate": sum(m.aggregate == row.get("aggregate", False) for row, m in found),
        "background": sum(m.background == row.get("background", False) for row, m in found),
    }
    figures = {
        "reports": len(laid), "required": needed, "found": len(found), "recall": round(len(found) / needed, 3),
        "precision": round((reported - extra) / max(reported, 1), 3), "all_rows_found": len(every),
        "events_in_boilerplate": sum(len(one.forbidden) for _, one in laid),
        "unreal_as_incident": sum(m.countable and not may_be_real(row) for row, m in every),
        **{name: round(count / max(len(found), 1), 3) for name, count in right.items()},
    }  # fmt: skip
    return figures, laid


def faults(row: Row, mention: Mention, names: Mapping[str, str]) -> list[str]:
    """What is wrong with the mention that tells a row, in words."""
    told = {
        "status": mention.status,
        "place": [p.name for p in mention.places],
        "harm": [(h.kind, h.best) for h in mention.harm],
        "source": [a.source.text for a in mention.attribution if a.source],
    }
    checks = {
        "status": right_status(row, mention),
        "place": right_place(row, mention),
        "harm": right_harm(row, mention),
        "source": right_source(row, mention, names),
    }
    found = [f"{what}: {told[what]}, not {row.get(what)}" for what, right in checks.items() if not right]
    roles = [(r.role, r.text) for r in mention.roles]
    wrong = [r for r in ("actor", "recipient") if not right_role(row, mention, r, names)]
    found += [f"{role}: {roles}, not {row[role]}" for role in wrong]
    flags = ("aggregate", "background")
    return found + [f"{f}: {getattr(mention, f)}" for f in flags if getattr(mention, f) != row.get(f, False)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--errors", type=int, default=0, help="list the faults of so many reports")
    parser.add_argument("--record", action="store_true", help="keep the figures in benchmarks/results")
    arguments = parser.parse_args()
    figures, laid = score(arguments.data)
    for name, one in laid[: arguments.errors]:
        print(name)
        for row, mention in one.pairs:
            if mention is not None:
                for fault in faults(row, mention, one.names):
                    print(f"  wrong {fault}: “{row['quote']}”")
            elif row["need"]:
                print(f"  missed {row['type']} {row['status']} “{row['quote']}” [{row['trigger']}]")
        for mention in one.extra:
            print(f"  too much {mention.type} {mention.status} “{mention.trigger.text}”")
    if arguments.record:
        record("examples", "examples", figures)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
