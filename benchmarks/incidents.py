"""Mentions to incidents on synthetic reports with known truth, and how time and memory grow with their number.

Usage: python benchmarks/incidents.py [--incidents 2000] [--seed 7] [--scale] [--errors N] [--record]

The reports come from benchmarks/synthetic, whose settings say how often each hard case happens. They are made up, so
the figures compare rules and say nothing on how often real news is joined rightly. Scored are the mentions that count.

false_pairs         of the pairs of mentions that are joined, the share that tells of two incidents
false_merges        of the built incidents of two or more mentions, the share that holds several true ones
mixed_mentions      of the mentions, the share in an incident most of whose mentions tell of another
splits              of the true incidents told by two or more reports, the share that lies in several built ones
look_alikes_merged  of the incidents with a look-alike (same kind, a day later or in a near town), the share that shares
                    a built incident with it

`--scale` builds about 10,000, 30,000 and 100,000 mentions in a process each: the seconds are those of building alone,
the memory is the most that the process had before building and in all.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import corpus
from dateline.incidents import build_incidents
from dateline.records import Coded, Incident, Mention
from metrics.chains import ChainScore, Labels, Share
from metrics.counts import Counts
from synthetic.reports import generate
from synthetic.settings import Settings
from synthetic.truth import LOOK_ALIKE

SIZES = (10_000, 30_000, 100_000)
MENTIONS_EACH = 7
"""Mentions an incident, about, with the settings as they stand."""


@dataclass(frozen=True)
class Scored:
    """A mention that counts, with the incident that it tells of and the one that it was built into."""

    report: Coded
    mention: Mention
    truth: str
    built: str

    def line(self) -> str:
        """The mention as a listing shows it."""
        start, end = self.mention.sentence
        told = self.report.report
        return f"  {self.truth:10} {self.built:13} {told.published} {told.id} {self.mention.id}: {told.text[start:end]}"


def scored(reports: Sequence[tuple[Coded, tuple[str, ...]]], incidents: Sequence[Incident]) -> list[Scored]:
    """The mentions that count, in the order of the reports. Raises KeyError where one is in no incident."""
    built = {(s.report, s.mention): incident.id for incident in incidents for s in incident.support}
    return [
        Scored(coded, mention, truth, built[coded.report.id, mention.id])
        for coded, truths in reports
        for mention, truth in zip(coded.mentions, truths, strict=True)
        if mention.countable
    ]


def chains(predicted: Labels, gold: Labels) -> ChainScore:
    """Pairs and B-cubed alone: the others' time grows faster than the mentions."""
    cells, mine, theirs = Counter(zip(predicted, gold, strict=True)), Counter(predicted), Counter(gold)
    pairs = Counts(*(sum(n * (n - 1) // 2 for n in counts.values()) for counts in (cells, mine, theirs)))
    found = sum(n * n / theirs[label] for (_, label), n in cells.items())
    right = sum(n * n / mine[label] for (label, _), n in cells.items())
    return ChainScore(b_cubed=Share(found, theirs.total(), right, mine.total()), pairs=pairs)


def grouped(mentions: Sequence[Scored], by: str) -> dict[str, list[Scored]]:
    """The mentions by their true or their built incident."""
    groups: dict[str, list[Scored]] = defaultdict(list)
    for mention in mentions:
        groups[getattr(mention, by)].append(mention)
    return groups


def figures_of(mentions: Sequence[Scored]) -> tuple[dict[str, Any], list[tuple[float, str]]]:
    """The figures, and the built incidents that hold several true ones and the true ones that were split."""
    built, true = grouped(mentions, "built"), grouped(mentions, "truth")
    several = [group for group in built.values() if len(group) > 1]
    merged = [group for group in several if len({m.truth for m in group}) > 1]
    retold = [group for group in true.values() if len({m.report.report.id for m in group}) > 1]
    split = [group for group in retold if len({m.built for m in group}) > 1]
    stray = sum(len(group) - max(Counter(m.truth for m in group).values()) for group in merged)
    twins = [name for name in true if name + LOOK_ALIKE in true]
    confused = [t for t in twins if {m.built for m in true[t]} & {m.built for m in true[t + LOOK_ALIKE]}]
    score = chains([m.built for m in mentions], [m.truth for m in mentions])
    figures = {
        "countable_mentions": len(mentions), "true_incidents": len(true), "built_incidents": len(built),
        "pairs": score.pairs.figures(), "b3_f1": round(score.b_cubed.f1, 4),
        "false_pairs": round(1 - score.pairs.precision, 4), "false_merges": share(len(merged), len(several)),
        "mixed_mentions": share(stray, len(mentions)),
        "splits": share(len(split), len(retold)), "look_alikes": len(twins),
        "look_alikes_merged": share(len(confused), len(twins)), "look_alike_rate": Settings().look_alikes,
    }  # fmt: skip
    errors = [(float(len(group)), listing(what, group)) for what, groups in (("merged", merged), ("split", split))
              for group in groups]  # fmt: skip
    return figures, errors


def share(part: int, whole: int) -> float:
    return round(part / max(whole, 1), 4)


def listing(what: str, group: Sequence[Scored]) -> str:
    """One wrong incident with the sentences of its mentions."""
    names = Counter(m.truth if what == "merged" else m.built for m in group)
    heading = f"{what}: {', '.join(f'{name} ({n})' for name, n in names.most_common())}"
    return "\n".join([heading, *(m.line() for m in group)])


def measure(incidents: int, seed: int) -> dict[str, float]:
    """Time and memory of building in this process, which does nothing else."""
    reports = [coded for coded, _ in generate(seed, incidents)]
    before = megabytes()
    started = time.perf_counter()
    built = build_incidents(reports)
    seconds = time.perf_counter() - started
    return {
        "mentions": sum(len(coded.mentions) for coded in reports), "built_incidents": len(built),
        "seconds": round(seconds, 3), "before_mb": before, "peak_mb": megabytes(),
    }  # fmt: skip


def megabytes() -> int:
    """The most memory this process has had."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def scale(seed: int) -> dict[str, Any]:
    """Time and memory at several sizes, each in a process of its own, and how the time of a mention grows."""
    rows: list[Mapping[str, float]] = []
    for size in SIZES:
        command = [
            sys.executable,
            __file__,
            "--measure",
            "--seed",
            str(seed),
            "--incidents",
            str(size // MENTIONS_EACH),
        ]
        run = subprocess.run(command, check=True, capture_output=True, text=True)
        rows.append(json.loads(run.stdout))
    corpus.table([list(rows[0]), *(list(row.values()) for row in rows)])
    smallest, largest = (row["seconds"] / row["mentions"] for row in (rows[0], rows[-1]))
    return {"sizes": rows, "growth_of_seconds_a_mention": round(largest / smallest, 2)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--incidents", type=int, default=2000, help="true incidents, look-alikes apart (default: 2000)")
    parser.add_argument("--seed", type=int, default=7, help="what the reports are drawn by (default: 7)")
    parser.add_argument("--scale", action="store_true", help="measure time and memory at several sizes too")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help=f"list N in the ignored {corpus.LISTINGS}/")
    parser.add_argument("--record", action="store_true", help="keep the figures in benchmarks/results")
    args = parser.parse_args()
    if args.measure:
        print(json.dumps(measure(args.incidents, args.seed)))
        return
    reports = list(generate(args.seed, args.incidents))
    mentions = scored(reports, build_incidents(coded for coded, _ in reports))
    figures, errors = figures_of(mentions)
    told = {"reports": len(reports), "mentions": sum(len(truths) for _, truths in reports)}
    corpus.table([(name, value) for name, value in figures.items() if not isinstance(value, dict)])
    args.split = f"synthetic, seed {args.seed}, {args.incidents} incidents"
    corpus.finish("incidents", args, {**told, **figures, **({"scale": scale(args.seed)} if args.scale else {})}, errors)


if __name__ == "__main__":
    main()
