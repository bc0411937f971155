"""Relative and nested places against the project's own table: point, radius, precision and what contains what.

The names of a row are given, as a name finder would mark them; the program grounds them and reads the words around.
A row is right when the point lies within its tolerance, the precision is the stated one, the radius lies within its
bounds, and the country agrees.

Usage: python benchmarks/places.py --data tests/ground [--split tables] [--errors N] [--record]
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import corpus
from dateline.ground.places import Gazetteer, gazetteer, locate, ranker
from dateline.ground.places.geometry import distance
from dateline.ground.places.proposals import Proposal
from dateline.records import Interval, Place


@dataclasses.dataclass(frozen=True)
class Row:
    """One sentence of the table."""

    id: str
    text: str
    names: tuple[str, ...]
    phrase: str
    relation: str
    precision: str
    lat: float
    lon: float
    tolerance_km: float
    radius_low: float
    radius_high: float
    country: str
    chain: tuple[str, ...]

    def spans(self) -> list[Interval]:
        """Where the names stand, each behind the one before."""
        found, at = [], 0
        for name in self.names:
            at = self.text.index(name, at)
            found.append((at, at + len(name)))
            at += len(name)
        return found


def read_rows(path: Path) -> list[Row]:
    """The rows of the table."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            i, text, names, phrase, relation, precision, *numbers, country, chain = line.split("\t")
            lat, lon, tolerance, low, high = map(float, numbers)
            rows.append(
                Row(
                    i,
                    text,
                    _parts(names),
                    phrase,
                    relation,
                    precision,
                    lat,
                    lon,
                    tolerance,
                    low,
                    high,
                    country,
                    _parts(chain),
                )
            )
    return rows


def _parts(field: str) -> tuple[str, ...]:
    return tuple(part for part in field.split("|") if part)


def places_of(places: Gazetteer, row: Row) -> list[Place]:
    """What the program makes of the names of a row, finest first."""
    return locate(places, ranker(), row.text, [Proposal(span, "given") for span in row.spans()])


def faults(row: Row, found: list[Place]) -> list[str]:
    """What is wrong with the place of a row; empty where it is right."""
    inside = row.text.index(row.phrase), row.text.index(row.phrase) + len(row.phrase)
    place = next((p for p in found if p.start < inside[1] and inside[0] < p.end), None)
    if place is None or place.lat is None or place.lon is None:
        return ["unlocated"]
    wrong = []
    off = distance(row.lat, row.lon, place.lat, place.lon)
    if off > row.tolerance_km:
        wrong.append(f"point {off:.0f} km off")
    if place.precision != row.precision:
        wrong.append(f"precision {place.precision}")
    if place.radius_km is not None and not row.radius_low <= place.radius_km <= row.radius_high:
        wrong.append(f"radius {place.radius_km}")
    if row.country and place.country not in (*row.country.split("|"), None):
        wrong.append(f"country {place.country}")
    if not _in_order(row.chain, [p.text for p in found]):
        wrong.append(f"chain {[p.text for p in found]}")
    return wrong


def _in_order(chain: Sequence[str], told: Sequence[str]) -> bool:
    """Whether the names of the chain stand in the words of the places in this order."""
    left = iter(told)
    return all(any(name in words for words in left) for name in chain)


def main() -> None:
    args = corpus.arguments(__doc__ or "", "tables")
    rows = read_rows(args.data / args.split / "places_relative.tsv")
    right: Counter[str] = Counter()
    errors = []
    for row in rows:
        wrong = faults(row, places_of(gazetteer(), row))
        right.update(all=not wrong, point=not any(w.startswith(("point", "unloc")) for w in wrong))
        right[f"precision {row.precision}"] += not wrong
        if wrong:
            errors.append(
                (float(len(wrong)), f"{row.id} {row.phrase!r} {row.precision}: {'; '.join(wrong)}\n{row.text}")
            )
    counts = Counter(row.precision for row in rows)
    corpus.table(
        [("precision", "rows", "right"), *((p, n, right[f"precision {p}"] / n) for p, n in counts.most_common())]
    )
    figures = {
        "rows": len(rows),
        "right": round(right["all"] / len(rows), 4),
        "point": round(right["point"] / len(rows), 4),
    }
    corpus.finish("places", args, figures, errors)


if __name__ == "__main__":
    main()
