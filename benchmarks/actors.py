"""Actors against the project's own table: which actor a phrase names, with its sector and country.

The phrase is given; the program reads the text around it and says whom it names. A row is right when actor, sector and
country are. Wrongly matched is a row where the program names an actor or a state's body that is not the one meant. The
share of the time is that of the example reports.

Usage: python benchmarks/actors.py --data tests/ground [--split tables] [--errors N] [--record]
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import corpus
from dateline.coder import Coder
from dateline.ground.actors import Actors, catalogue
from dateline.ingest import Metadata, make_report
from dateline.records import AGENT_PREFIX, NEW_PREFIX, Actor, EntityType, Interval, Report

HALVES = ("actors_before.tsv", "actors_after.tsv")
"""The rows written before the code was, and those written since by somebody who had not seen it."""


@dataclasses.dataclass(frozen=True)
class Row:
    """A phrase in its text, and whom it names."""

    id: str
    text: str
    span: Interval
    published: dt.date | None
    expected: str
    sector: str
    country: str

    @property
    def kind(self) -> str:
        """Which sort of answer is right: "catalogued", "ambiguous", or the word of the table."""
        if self.expected in ("state", "generic", "new", "none"):
            return self.expected
        return "ambiguous" if " | " in self.expected else "catalogued"


def read_rows(path: Path) -> list[Row]:
    """The rows of a table; the double brackets around the phrase are taken out of the text."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            i, marked, published, expected, sector, country = line.split("\t")
            before, rest = marked.split("[[")
            phrase, after = rest.split("]]")
            span = len(before), len(before) + len(phrase)
            day = dt.date.fromisoformat(published) if published else None
            rows.append(Row(i, before + phrase + after, span, day, expected, sector, country))
    return rows


def ids_of(name: str) -> set[str]:
    """The catalogue's actors of a name; a note in brackets tells holders of one name apart."""
    bare, _, note = name.partition(" (")
    entries = catalogue().named(name) or catalogue().named(bare)
    if note and len(entries) > 1:
        return {e.id for e in entries if note.rstrip(")").lower() in e.name.lower()} or {e.id for e in entries}
    return {e.id for e in entries}


def is_meant(row: Row, found: Actor | None) -> bool:
    """Whether the actor found is the one meant, its sector and country aside."""
    if found is None or row.kind == "none":
        return found is None and row.kind == "none"
    if row.kind == "new":
        return found.id.startswith(NEW_PREFIX)
    if row.kind == "generic":
        return found.id.startswith(AGENT_PREFIX) or (found.sector == "CVL" and row.sector == "CVL")
    if row.kind == "state":
        named = not found.id.startswith((NEW_PREFIX, AGENT_PREFIX)) and "|" not in found.id
        return named and (found.sector, found.country or "") == (row.sector, row.country)
    if row.kind == "ambiguous":
        return set(found.id.split("|")) == set().union(*(ids_of(name) for name in row.expected.split(" | ")))
    return found.id in ids_of(row.expected)


def is_right(row: Row, found: Actor | None) -> bool:
    """Whether actor, sector and country are right."""
    same = found is None or (found.sector, found.country or "") == (row.sector, row.country)
    return is_meant(row, found) and same


def is_wrong_match(row: Row, found: Actor | None) -> bool:
    """Whether somebody known is named who is not meant."""
    known = found is not None and not found.id.startswith((NEW_PREFIX, AGENT_PREFIX))
    return known and not is_meant(row, found)


def naming_share(reports: Sequence[Report]) -> float:
    """Processor time of saying whom the entities of some reports name, as a share of that of all else."""
    plain, spent = Actors.of, 0.0

    def timed(self: Actors, span: Interval, kind: EntityType | None, *, party: bool = False) -> Actor | None:
        nonlocal spent
        begin = time.process_time()
        try:
            return plain(self, span, kind, party=party)
        finally:
            spent += time.process_time() - begin

    coder = Coder()
    coder.code(reports[:1])
    Actors.of = timed  # type: ignore[method-assign]
    try:
        begin = time.process_time()
        coder.code(reports)
        whole = time.process_time() - begin
    finally:
        Actors.of = plain  # type: ignore[method-assign]
    return spent / (whole - spent)


def main() -> None:
    args = corpus.arguments(__doc__ or "", "tables")
    coder = Coder()
    counts: Counter[tuple[str, str]] = Counter()
    errors = []
    for file in HALVES:
        path = args.data / args.split / file
        for row in read_rows(path) if path.is_file() else []:
            known = Metadata(id=row.id, published=row.published, language="en")
            report = make_report(row.text, row.text.encode(), known)
            (found,) = coder.actors(report, [row.span])
            for group in ("all", file.split("_")[1].removesuffix(".tsv"), row.kind):
                counts[group, "rows"] += 1
                counts[group, "right"] += is_right(row, found)
                counts[group, "meant"] += is_meant(row, found)
                counts[group, "wrong"] += is_wrong_match(row, found)
            if not is_right(row, found):
                said = "nobody" if found is None else f"{found.id} {found.sector} {found.country}"
                wanted = f"{row.expected} {row.sector} {row.country}"
                phrase = row.text[slice(*row.span)]
                errors.append(
                    (float(1 + is_wrong_match(row, found)), f"{row.id} {phrase!r} {wanted}: {said}\n{row.text}")
                )
    groups = list(dict.fromkeys(group for group, _ in counts))
    shares = {g: {k: counts[g, k] / counts[g, "rows"] for k in ("right", "meant", "wrong")} for g in groups}
    corpus.table(
        [
            ("rows of", "rows", "right", "actor right", "wrongly matched"),
            *((g, counts[g, "rows"], *shares[g].values()) for g in groups),
        ]
    )
    figures: dict[str, float] = {"rows": counts["all", "rows"]}
    figures |= {"right": round(shares["all"]["right"], 4), "wrongly_matched": round(shares["all"]["wrong"], 4)}
    figures |= {f"right_{g}": round(s["right"], 4) for g, s in shares.items() if g != "all"}
    examples = sorted((args.data.parent.parent / "examples" / "reports").glob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in examples]
    reports = [make_report(text, text.encode(), Metadata(language="en")) for text in texts]
    if reports:
        figures["naming_share"] = round(naming_share(reports), 3)
    corpus.finish("actors", args, figures, errors)


if __name__ == "__main__":
    main()
