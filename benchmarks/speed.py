"""How fast and how big: cold start, import, reports a second, memory, and what an install takes on disk.

Each time is the best of several runs in fresh processes; the machine's noise only ever adds.

Usage: python benchmarks/speed.py --data examples [--record]
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dateline.coder import Coder
from dateline.ingest import Received, find_sources, read_source
from recording import record

RUNS = 3
ROUNDS = 20


def seconds(command: list[str]) -> float:
    """The shortest time that a command takes in a process of its own."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - started)
    return round(min(times), 3)


def import_seconds() -> float:
    """Time of `import dateline` alone, without the interpreter's own start."""
    code = "import time; t = time.perf_counter(); import dateline; print(time.perf_counter() - t)"
    runs = [
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True) for _ in range(RUNS)
    ]
    return round(min(float(run.stdout) for run in runs), 3)


def needed_packages(name: str, found: set[str]) -> set[str]:
    """A package and all that it needs at run time here, extras left out."""
    key = name.lower().replace("_", "-")
    if key in found:
        return found
    try:
        requirements = importlib.metadata.requires(name) or []
    except importlib.metadata.PackageNotFoundError:
        return found
    found.add(key)
    for requirement in requirements:
        marker = requirement.partition(";")[2]
        if "extra" in marker or "win32" in marker or "Windows" in marker:
            continue
        needed_packages(re.split(r"[ ;<>=!~\[(]", requirement, maxsplit=1)[0], found)
    return found


def installed_megabytes() -> float:
    """The size on disk of the run-time dependencies, the program itself left out."""
    total = 0
    for name in needed_packages("dateline", set()) - {"dateline"}:
        files = importlib.metadata.files(name) or []
        total += sum(path.stat().st_size for f in files if (path := Path(str(f.locate()))).exists())
    return round(total / 1e6, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--record", action="store_true", help="keep the figures in benchmarks/results")
    arguments = parser.parse_args()
    folder = arguments.data / "reports"
    sources, _, _ = find_sources([folder])
    reports = [r.report for s in sources for r in read_source(s) if isinstance(r, Received)]
    words = sum(len(report.text.split()) for report in reports)
    coder = Coder()
    coder.code(reports)  # word lists and gazetteer are loaded before the clock starts
    started = time.perf_counter()
    for _ in range(ROUNDS):
        coder.code(reports)
    rate = ROUNDS * words / (time.perf_counter() - started)
    with tempfile.TemporaryDirectory() as scratch:
        cold = seconds([
            sys.executable, "-m", "dateline", "code", str(folder), "--format", "jsonl",
            "--archive", str(Path(scratch) / "a.db"),
        ])  # fmt: skip
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    figures = {
        "cold_examples_s": cold,
        "import_s": import_seconds(),
        "version_s": seconds([sys.executable, "-m", "dateline", "--version"]),
        "coder_words_per_s": round(rate),
        "coder_500_word_reports_per_s": round(rate / 500, 1),
        "peak_memory_mb": round(children / 1024),
        "runtime_dependencies_mb": installed_megabytes(),
    }
    for name, value in figures.items():
        print(f"{name:32} {value}")
    if arguments.record:
        record("speed", "examples", figures)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
