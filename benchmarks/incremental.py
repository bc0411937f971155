"""How long it takes to bring the incidents of an archive up to date: of all reports, and near one that comes.

Usage: python benchmarks/incremental.py [--sizes 3000,10000,30000] [--record]

The reports are synthetic (benchmarks/synthetic). For each number of mentions: the seconds that all incidents take to
build and store, those that the last 20 reports take, one after another, each as if it had just come (median and
slowest), and how many times faster that is than building all. Single runs on one core; compare within one run.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from dateline.archive import Archive, RunDescription
from dateline.building import rebuild_incidents, update_incidents
from dateline.records import Coded
from recording import record
from synthetic.reports import generate

RUN = RunDescription("benchmark", "synthetic", "synthetic", {})
MENTIONS_EACH = 7
"""Mentions an incident, about."""
LATEST = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="3000,10000,30000", help="numbers of mentions, comma-separated")
    parser.add_argument("--record", action="store_true", help="keep the figures in benchmarks/results")
    args = parser.parse_args()
    figures = {size: measure(int(size)) for size in args.sizes.split(",")}
    if args.record:
        record("incremental", "synthetic", figures)
    print(json.dumps(figures))


def measure(size: int) -> dict[str, Any]:
    """The figures of an archive of about so many mentions."""
    reports = [coded for coded, _ in generate(11, size // MENTIONS_EACH)]
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "archive.db") as archive:
        for coded in reports[:-LATEST]:
            store(archive, coded)
        start = time.perf_counter()
        incidents = len(rebuild_incidents(archive))
        whole = time.perf_counter() - start
        single = []
        for coded in reports[-LATEST:]:
            store(archive, coded)
            start = time.perf_counter()
            update_incidents(archive, {coded.report.id})
            single.append(time.perf_counter() - start)
    return {
        "reports": len(reports), "mentions": sum(len(c.mentions) for c in reports), "incidents": incidents,
        "all_seconds": round(whole, 2), "one_seconds": round(statistics.median(single), 3),
        "slowest_seconds": round(max(single), 3), "times_faster": round(whole / statistics.median(single), 1),
    }  # fmt: skip


def store(archive: Archive, coded: Coded) -> None:
    archive.put(coded.report, coded.report.text.encode(), RUN, coded)


if __name__ == "__main__":
    main()
