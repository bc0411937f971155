"""Place names of annotated reports against their places: given the names, and from the text alone.

A place is right with the same GeoNames identifier, with the name of the gold's page where it is a country, division or
part of the world, or within 161 km (a hundred miles). `given`: the gold names are handed over; a name left without a
place counts as wrong. `found`: of all gold names those that the whole way finds, spans equal, and places right.

`names_a_second`: distinct names of a report that `given` grounds, the words around them read, in a second of processor
time; numpy's products are held to one thread by the program itself, so that is the time of one core.

The shipped ranker was trained on these very corpora, so these are tuned figures; the held-out ones, by report, are
those of `python -m training.ranker` (heldout_*).

Usage: python benchmarks/geoparsing.py --data DIR [--split lgl|GeoVirus|all] [--errors N] [--record]
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Sequence

import corpus
from dateline.coder import Coder
from dateline.ground import Placed, gazetteer, outlet_of, propose, ranker
from dateline.ground.places import Proposal
from dateline.ingest import Metadata, make_report
from dateline.records import Coded, Interval, Place
from recording import RESULTS
from training.corpora.geoparsing import Gold, Grounded, is_right, read_geoparsing

Error = tuple[float, str]


def given(reports: Sequence[Grounded]) -> tuple[Counter[str], list[Error]]:
    """The gold names grounded, with how many distinct names a second."""
    counts: Counter[str] = Counter()
    errors: list[Error] = []
    places, choose = gazetteer(), ranker()
    places.read_ahead()  # as Coder does
    begin = time.process_time()
    placed = [
        Placed(places, choose, r.text, [Proposal(g.span, "given") for g in r.places], outlet_of(r.url)) for r in reports
    ]
    counts["milliseconds"] = round(1000 * (time.process_time() - begin))
    for report, resolved in zip(reports, (p.resolutions for p in placed), strict=True):
        counts["names"] += len({g.text for g in report.places})
        for gold in report.places:
            resolution = resolved.get(gold.span)
            right = resolution is not None and is_right(resolution.entry, gold)
            counts.update(all=1, right=right, left_open=resolution is None)
            if not right:
                reachable = any(is_right(c.entry, gold) for c in places.candidates(gold.text))
                kind = "no candidate" if not reachable else "left open" if resolution is None else "wrong one"
                entry = resolution.entry if resolution else None
                chosen = f"{entry.name} ({entry.kind}, {entry.country})" if entry else "-"
                errors.append((resolution.probability if resolution else 0.0, _listing(report, gold, kind, chosen)))
    return counts, errors


def found(reports: Sequence[Grounded]) -> tuple[Counter[str], list[Error]]:
    """The whole way from the text alone."""
    counts: Counter[str] = Counter()
    errors: list[Error] = []
    received = [make_report(r.text, r.text.encode(), Metadata(language="en", url=r.url)) for r in reports]
    begin = time.process_time()
    results = Coder().code(received)
    counts["whole_ms"] = round(1000 * (time.process_time() - begin))
    counts["placing_ms"] = round(1000 * sum(map(_placing_time, results)))
    for report, coded in zip(reports, results, strict=True):
        told = _told(coded)
        for gold in report.places:
            place = told.get(gold.span)
            right = place is not None and is_right(place, gold)
            counts.update(all=1, found=gold.span in told, right=right)
            if not right:
                kind = "not found" if gold.span not in told else "left open" if place is None else "wrong one"
                errors.append((1.0, _listing(report, gold, kind, place.name if place else "-")))
    return counts, errors


def _placing_time(coded: Coded) -> float:
    """Seconds of processor time that grounding the names of a report takes once more."""
    begin = time.process_time()
    proposals = propose(gazetteer(), coded.report.text, [(e.type, span) for e in coded.entities for span in e.mentions])
    Placed(gazetteer(), ranker(), coded.report.text, proposals, outlet_of(coded.report.url))
    return time.process_time() - begin


def _told(coded: Coded) -> dict[Interval, Place]:
    """Every mention of an entity that has a located place."""
    return {
        span: entity.place
        for entity in coded.entities
        if entity.place is not None and entity.place.lat is not None
        for span in entity.mentions
    }


def _listing(report: Grounded, gold: Gold, kind: str, chosen: str) -> str:
    around = report.text[max(0, gold.span[0] - 80) : gold.span[1] + 80].replace("\n", " ")
    return f"{kind}: {gold.text} is {gold.title or gold.geonames_id} ({gold.lat}, {gold.lon}), not {chosen}\n  {around}"


def main() -> None:
    args = corpus.arguments(__doc__ or "", "all")
    figures: dict[str, float] = {}
    errors: list[Error] = []
    total: Counter[str] = Counter()
    names = ("lgl", "GeoVirus") if args.split == "all" else (args.split,)
    corpora = {name: read_geoparsing(corpus.split_file(args.data, name, ".xml")) for name in names}
    for way, judge in (("given", given), ("found", found)):  # `given` first: its names are timed with empty caches
        for name, reports in corpora.items():
            counts, wrong = judge(reports)
            figures[f"{name.lower()}_{way}"] = round(counts["right"] / counts["all"], 4)
            total.update(counts)
            errors += wrong
    figures["names_a_second"] = round(1000 * total["names"] / total["milliseconds"])
    figures["placing_share"] = round(total["placing_ms"] / (total["whole_ms"] - total["placing_ms"]), 3)
    figures |= gazetteer().statistics()
    held = RESULTS / "geoparsing_heldout.json"
    if held.is_file():
        figures |= json.loads(held.read_text(encoding="utf-8"))["figures"]
    corpus.table([("figure", "value"), *figures.items()])
    kinds = Counter(text.split(":", 1)[0] for _, text in errors)
    corpus.table([("error", "names"), *kinds.most_common()])
    corpus.finish("geoparsing", args, figures, errors)


if __name__ == "__main__":
    main()
