"""How many were killed and injured, report by report: python benchmarks/harm.py --data DIR [--split dev] [--errors N]

DIR holds gvdb_SPLIT.tsv. `killed` and `injured` are the shares of exact numbers over the reports with at least one,
`none` the share of the reports without a death of which none is told (`none_injured` the same of injuries).
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus import arguments, finish, split_file, table
from dateline.coder import Coder
from dateline.incidents import tally
from dateline.ingest.received import Metadata, make_report
from dateline.records import Coded
from training.corpora.gvdb import Shooting, read_gvdb


def main() -> None:
    args = arguments(__doc__ or "", "dev")
    shootings = read_gvdb(split_file(args.data, args.split, ".tsv"))
    coded = Coder().code([make_report(s.text, s.text.encode(), Metadata(id=s.id, title=s.title)) for s in shootings])
    told = [{kind: tally(report, kind) for kind in ("killed", "injured")} for report in coded]
    figures: dict[str, object] = {}
    for kind in ("killed", "injured"):
        gold = [getattr(shooting, kind) for shooting in shootings]
        found = [numbers[kind] or 0 for numbers in told]
        some = [n for n, number in enumerate(gold) if number]
        none = [n for n, number in enumerate(gold) if not number]
        figures[kind] = share([found[n] == gold[n] for n in some])
        figures["none" if kind == "killed" else "none_injured"] = share([not found[n] for n in none])
        figures[f"{kind}_told"] = share([bool(found[n]) for n in some])
        figures[f"{kind}_over_all"] = share([a == b for a, b in zip(found, gold, strict=True)])
    figures["reports"] = len(shootings)
    table([("", "share"), *((name, value) for name, value in figures.items())])
    errors = [
        (wrong(shooting, numbers), listing(shooting, numbers, report))
        for shooting, numbers, report in zip(shootings, told, coded, strict=True)
        if wrong(shooting, numbers)
    ]
    finish("harm", args, figures, errors)


def share(right: Sequence[bool]) -> float:
    """The share of true values, four digits."""
    return round(sum(right) / max(1, len(right)), 4)


def wrong(shooting: Shooting, numbers: dict[str, int | None]) -> float:
    """How far both numbers are off, and a little for each that is."""
    gaps = [abs((numbers[kind] or 0) - getattr(shooting, kind)) for kind in ("killed", "injured")]
    return min(9.0, float(sum(gaps))) + 0.1 * sum(map(bool, gaps))


def listing(shooting: Shooting, numbers: dict[str, int | None], coded: Coded) -> str:
    """A report with what is told of it."""
    lines = [f"{shooting.id} killed {shooting.killed} injured {shooting.injured}, read {numbers}", shooting.text]
    for mention in coded.mentions:
        for harm in mention.harm:
            flags = [f for f in ("aggregate", "background") if getattr(mention, f)]
            lines.append(f"  {mention.status} {flags} {harm.kind} {harm.best} “{harm.text}” ({mention.trigger.text})")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
