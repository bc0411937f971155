"""MUC-4 template filling: python benchmarks/muc4.py --data DIR [--split dev] [--errors N] [--record]

DIR holds processed/SPLIT.jsonl (lower-case texts) and, where they are at hand, raw/*/ (the same reports in capitals, as
the agency sent them): the reader is scored on both.
The metric stands in metrics/templates.py; nothing is tuned here.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus import arguments, finish, network, split_file, table
from dateline.codebooks.muc4 import ROLES, Template
from dateline.reader.network import mark
from dateline.reader.network.windows import rough_sentences
from metrics.counts import Counts
from metrics.templates import score, score_report
from training.corpora.muc4 import TemplateReport, as_received, read_file

Pairs = list[tuple[list[Template], Sequence[Template]]]


def filled(reports: Sequence[TemplateReport]) -> Pairs:
    """The templates read from each report, beside the key's."""
    texts = [report.text for report in reports]
    marks = mark(network(), [(text, rough_sentences(text)) for text in texts], templates=True)
    return [(m.templates, report.templates) for m, report in zip(marks, reports, strict=True)]


def main() -> None:
    args = arguments(__doc__ or "", "dev")
    reports = read_file(split_file(args.data / "processed", args.split, ".jsonl"))
    pairs = filled(reports)
    totals = score(pairs)
    rows = {name: counts for name, counts in totals.items() if name != "none"}
    table([("", "gold", "P", "R", "F1"), *((k, c.gold, c.precision, c.recall, c.f1) for k, c in rows.items())])
    empty = [templates for templates, gold in pairs if not gold]
    print(f"{sum(map(bool, empty))} of {len(empty)} reports without incidents were given one")
    figures: dict[str, object] = {name: counts.figures() for name, counts in rows.items()}
    figures |= {"reports": len(reports), "empty_reports": len(empty), "empty_reports_filled": sum(map(bool, empty))}
    received = as_received(reports, args.data)
    if received:
        raw: Counts = score(filled(received))["micro"]
        print(f"as received, in capitals: F1 {raw.f1:.4f} over {len(received)} reports")
        figures["as_received"] = raw.figures()
    errors = [
        (wrong(templates, report.templates), listing(report, templates))
        for (templates, _), report in zip(pairs, reports, strict=True)
    ]
    finish("muc4", args, {"f1": figures["micro"]["f1"], **figures}, errors)  # type: ignore[index]


def wrong(predicted: Sequence[Template], gold: Sequence[Template]) -> float:
    """Wrong and missed fillers of one report."""
    counts = score_report(predicted, gold).values()
    return float(sum(c.predicted + c.gold - 2 * c.right for c in counts))


def listing(report: TemplateReport, predicted: Sequence[Template]) -> str:
    """One report with both readings."""
    lines = [report.id, report.text]
    for title, templates in (("GOLD", report.templates), ("READ", predicted)):
        for template in templates:
            parts = [f"{role}: {list(template.entities(role))}" for role in ROLES if template.entities(role)]
            lines.append(f"  {title} {template.incident_type} {'; '.join(parts)}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
