"""MUC-4 template filling: `python training/benchmarks/muc4.py --data DIR [--split dev] [--errors N]`.

DIR holds processed/SPLIT.jsonl. The metric stands in training/benchmarks/metrics/templates.py; nothing is tuned here.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from training.benchmarks.common import arguments, finish, table
from training.benchmarks.metrics.templates import ROLES, Template, score, score_report
from training.corpora.muc4 import read
from training.encoder import load_tokenizer
from training.model import build
from training.tasks.muc4 import Muc4Task
from training.tasks.reading import decode
from training.train import load_trained


def main() -> None:
    args = arguments(__doc__ or "", "dev")
    task = Muc4Task(args.data.parent, load_tokenizer(), splits=())
    reader = build({task.name: task.head()})
    load_trained(reader, args.checkpoint)
    reports = read(args.data, args.split)
    predicted = [decode(reading) for reading in task.readings(reader, reports)]
    totals = score(zip(predicted, (report.templates for report in reports), strict=True))
    table(
        [("", "P", "R", "F1"), *((name, c.precision, c.recall, c.f1) for name, c in totals.items() if name != "none")]
    )
    figures = {name: counts.figures() for name, counts in totals.items() if name != "none"}
    empty = [templates for templates, report in zip(predicted, reports, strict=True) if not report.templates]
    false = sum(map(bool, empty))
    print(f"{false} of {len(empty)} reports without incidents were given one")
    errors = [
        (wrong(templates, report.templates), listing(report.id, report.text, templates, report.templates))
        for templates, report in zip(predicted, reports, strict=True)
    ]
    finish("muc4", args, {**figures, "empty_reports": len(empty), "empty_reports_filled": false}, errors)


def wrong(predicted: Sequence[Template], gold: Sequence[Template]) -> float:
    """Wrong and missed fillers of one report."""
    counts = score_report(predicted, gold).values()
    return float(sum(c.predicted + c.gold - 2 * c.right for c in counts))


def listing(name: str, text: str, predicted: Sequence[Template], gold: Sequence[Template]) -> str:
    """One report with both readings."""
    lines = [name, text]
    for title, templates in (("GOLD", gold), ("READ", predicted)):
        for template in templates:
            parts = [f"{role}: {list(template.entities(role))}" for role in ROLES if template.entities(role)]
            lines.append(f"  {title} {template.incident_type} {'; '.join(parts)}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
