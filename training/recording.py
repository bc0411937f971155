"""Keeping held-out figures, which only training can make, in benchmarks/results."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent.parent / "benchmarks" / "results"


def record(name: str, split: str, figures: dict[str, Any]) -> None:
    """Write the figures to results/NAME.json with the split and the machine."""
    entry = {
        "benchmark": name,
        "split": split,
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "figures": figures,
    }
    (RESULTS / f"{name}.json").write_text(json.dumps(entry, indent=1) + "\n", encoding="utf-8")
