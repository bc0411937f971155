"""Keeping a benchmark's figures in benchmarks/results, with what they were made by."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
from pathlib import Path
from typing import Any

from dateline.coder import Coder
from dateline.pipeline import program_version

RESULTS = Path(__file__).parent / "results"


def record(name: str, split: str, figures: dict[str, Any]) -> None:
    """Write the figures to results/NAME.json with the program's version, the reader, the split and the machine."""
    coder = Coder()
    RESULTS.mkdir(exist_ok=True)
    entry = {
        "benchmark": name,
        "split": split,
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "program": program_version(),
        "reader": coder.reader_fingerprint,
        "ground": coder.ground_fingerprint,
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "figures": figures,
    }
    (RESULTS / f"{name}.json").write_text(json.dumps(entry, indent=1) + "\n", encoding="utf-8")
