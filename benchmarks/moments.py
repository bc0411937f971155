"""Time expressions against annotated reports: are they found, is their TIMEX3 value right, and what does it cost.

An expression is found when it overlaps a marked one, one to one (the relaxed match of TempEval-3); its value is right
when it equals the marked one's, ways of writing laid aside (`timexes.canonical`). `value.f1` counts found and right.

With `--split tables` the project's own tables: time phrases with both ends, sentences with an event's own moment.

Usage: python benchmarks/moments.py --data DIR --split FOLDER [--errors N] [--record]
       python benchmarks/moments.py --data tests/ground --split tables [--errors N] [--record]
FOLDER holds `.tml` files (TimeML: AQUAINT, TempEval-3), or `.xml` ones (MEANTIME), at any depth.
"""

from __future__ import annotations

import argparse
import collections
import dataclasses
import json
import tempfile
import time
from pathlib import Path

from dateline.archive import Archive
from dateline.building import rebuild_incidents
from dateline.coder import Coder
from dateline.ground import moments
from dateline.ground.moments import Told
from dateline.ground.moments.find import forget
from dateline.ingest import Metadata, Source, read_source
from dateline.pipeline import code_inputs
from dateline.reader.sentences import sentences
from dateline.records import Block, Interval
from dateline.settings import Settings
from phrases import own_is_right, own_rows, reach_of, time_rows
from recording import record
from timexes import Annotated, Timex, paragraphs, read_folder, same_value

LISTINGS = Path(__file__).parent / "listings"


@dataclasses.dataclass(frozen=True)
class System:
    """An expression as Dateline marks it, without its preposition."""

    span: Interval
    rule: str
    value: str | None


@dataclasses.dataclass(frozen=True)
class Outcome:
    """One marked or found expression: which of both there is, and whether the value is right."""

    report: Annotated
    gold: Timex | None
    system: System | None

    @property
    def right(self) -> bool:
        return self.gold is not None and self.system is not None and same_value(self.gold.value, self.system.value)

    @property
    def kind(self) -> str:
        """The kind of the error: missed, too much or wrong, by type or rule."""
        if self.system is None:
            return f"missed {self.gold.type if self.gold else ''}"
        if self.gold is None:
            return f"too much, rule {self.system.rule}"
        return f"value wrong, rule {self.system.rule}"


def bounds_of(report: Annotated) -> list[Interval]:
    if report.sentences is not None:
        return list(report.sentences)
    blocks = [Block(start=a, end=b, kind="paragraph") for a, b in paragraphs(report.text)]
    return [sentence for block in blocks for sentence in sentences(report.text, block)]


def marked(told: list[Told]) -> list[System]:
    """The expressions' cores with their own values: TIMEX3 leaves the preposition out, and marks both ends of a
    range.
    """
    return [
        System((core.start, core.end), core.rule.name, moments.read_core(core, t.context).value)
        for t in told
        for core in t.expression.cores
    ]


def outcomes(report: Annotated) -> list[Outcome]:
    told = moments.read_times(report.text, bounds_of(report), report.created)
    left = marked(told)
    found = []
    for gold in report.timexes:
        fitting = [s for s in left if s.span[0] < gold.span[1] and gold.span[0] < s.span[1]]
        best = max(fitting, key=lambda s: min(s.span[1], gold.span[1]) - max(s.span[0], gold.span[0]), default=None)
        if best is not None:
            left.remove(best)
        found.append(Outcome(report, gold, best))
    return found + [Outcome(report, None, system) for system in left]


def figures_of(results: list[Outcome]) -> dict[str, float]:
    gold = sum(o.gold is not None for o in results)
    system = sum(o.system is not None for o in results)
    found = sum(o.gold is not None and o.system is not None for o in results)
    right = sum(o.right for o in results)
    figures: dict[str, float] = {"gold": gold, "system": system}
    for name, count in (("found", found), ("value", right)):
        precision, recall = count / max(system, 1), count / max(gold, 1)
        figures[f"{name}.precision"] = round(precision, 3)
        figures[f"{name}.recall"] = round(recall, 3)
        figures[f"{name}.f1"] = round(2 * count / max(system + gold, 1), 3)
    figures["value.right_of_found"] = round(right / max(found, 1), 3)
    return figures


def whole_way(reports: list[Annotated], scratch: Path) -> float:
    """Processor seconds from files to an archive with the reports' results and incidents."""
    for number, report in enumerate(reports):
        (scratch / f"{number}.txt").write_text(report.text, encoding="utf-8")
    coder = Coder()
    started = time.process_time()
    received = (
        item
        for number, report in enumerate(reports)
        for item in read_source(Source(scratch / f"{number}.txt", Metadata(published=report.created)))
    )
    with Archive.open(scratch / "archive.db") as archive:
        for _ in code_inputs(received, archive, coder, Settings()):
            pass
        rebuild_incidents(archive)
    return time.process_time() - started


def share_of_time(reports: list[Annotated]) -> float:
    """Processor time spent on finding and reading time expressions, as a share of the whole way of the same reports.

    Found by the reader and read by the coder, with nothing remembered from the round before. The best of two rounds
    each, in one process: the machine's noise only ever adds.
    """
    bounds = [bounds_of(r) for r in reports]
    alone, whole = [], []
    for _ in range(3):  # the first round loads word lists and gazetteer
        forget()
        with tempfile.TemporaryDirectory() as scratch:
            whole.append(whole_way(reports, Path(scratch)))
        forget()
        started = time.process_time()
        for report, sentence_bounds in zip(reports, bounds, strict=True):
            timed = [s for s in sentence_bounds if moments.find_times(report.text, *s)]
            moments.read_times(report.text, timed, report.created)
        alone.append(time.process_time() - started)
    return min(alone[1:]) / min(whole[1:])


def listing(results: list[Outcome], most: int) -> str:
    """The errors by kind, the commonest first, with their surroundings."""
    by_kind = collections.defaultdict(list)
    for outcome in results:
        if not outcome.right:
            by_kind[outcome.kind].append(outcome)
    lines = []
    for kind, wrong in sorted(by_kind.items(), key=lambda item: -len(item[1])):
        lines.append(f"== {kind}: {len(wrong)}")
        for o in wrong[:most]:
            text = o.report.text
            start, end = (o.gold or o.system).span  # type: ignore[union-attr]
            words = " ".join(f"{text[max(0, start - 50) : start]}[[{text[start:end]}]]{text[end : end + 25]}".split())
            values = f"gold {o.gold.value if o.gold else '-'}, found {o.system.value if o.system else '-'}"
            lines.append(f"   {o.report.created}  {values}  {words}")
    return "\n".join(lines)


def tables(folder: Path) -> tuple[dict[str, float], str]:
    """The figures on the project's own tables, and the rows that are wrong."""
    rows = time_rows(folder)
    wrong = []
    for published, words, first, last in rows:
        reach = reach_of(words, published)
        if reach is None or (reach.start, reach.end) != (first, last):
            wrong.append(
                f"phrase   {published}  {words}: {first} to {last}, found {reach and (reach.start, reach.end)}"
            )
    figures: dict[str, float] = {"phrases": len(rows), "phrases.right": round(1 - len(wrong) / len(rows), 3)}
    chosen = 0
    for half in ("before", "after"):
        sentences = own_rows(f"own_moment_{half}.txt", folder)
        right = [row for row in sentences if own_is_right(row)]
        wrong += [
            f"own      {half} the code  “{row[0][slice(*row[1])]}”  {row[0]}" for row in sentences if row not in right
        ]
        figures[f"own.{half}"] = round(len(right) / len(sentences), 3)
        chosen += len(right)
    figures["own.right"] = round(chosen / 150, 3)
    return figures, "\n".join(wrong)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default=".", help="the folder of DIR with the annotated reports")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list up to N errors of each kind")
    parser.add_argument("--record", action="store_true", help="keep the figures in benchmarks/results")
    arguments = parser.parse_args()
    folder = arguments.data / arguments.split
    figures: dict[str, float]
    if (folder / "times.tsv").exists():
        name, (figures, errors) = "moments_tables", tables(folder)
    else:
        reports = read_folder(folder)
        name = "moments" if any(folder.rglob("*.tml")) else "moments_meantime"
        results = [outcome for report in reports for outcome in outcomes(report)]
        figures = {"reports": len(reports), **figures_of(results), "share_of_time": round(share_of_time(reports), 4)}
        errors = listing(results, arguments.errors)
    for figure, value in figures.items():
        print(f"{figure:24} {value}")
    if arguments.errors:
        LISTINGS.mkdir(exist_ok=True)
        path = LISTINGS / f"moments-{Path(arguments.split).name or 'all'}.txt"
        path.write_text(errors + "\n", encoding="utf-8")
        print(f"errors by kind: benchmarks/listings/{path.name}")
    if arguments.record:
        record(name, Path(arguments.split).name, figures)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
