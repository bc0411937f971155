"""Armed actors out of UCDP's events: `python catalogue/ucdp.py --data CORPORA/series --out src/dateline/ground/data/actors/ucdp.tsv`.

UCDP GED (Sundberg and Melander 2013, CC BY 4.0) names the sides of each event. A side becomes a row with the country where
most of its events lie and the years of its first and last one. Left out: states, civilians, coalitions named by their
members, sides named after a person, and what the hand-written files beside already hold.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import polars as pl

from dateline.ground.actors.catalogue import DATA_FILES, FOLDER, read_rows, slug
from dateline.ground.places import gazetteer
from dateline.ground.places.keys import normalise

UCDP = "ucdp.tsv"
HEADER = """\
# Armed actors, gangs and peoples as UCDP names them, made by catalogue/ucdp.py from UCDP GED 21.1 (Sundberg and Melander
# 2013, https://ucdp.uu.se, CC BY 4.0): the country with most of its events, the years of the first and the last one.
# id\tname\tsector\tcountry\tparent\tsince\tuntil\tfunction\taliases
"""
_LEFT_OUT = re.compile(
    r"^(?:Government of|Supporters of|Opponents of|Forces of|Military faction|Former |El Dorado long)|^Civilians$|,|"
    r"insurgents$|^(?:Muslims|Christians|Hindus|Buddhists|Copts|Sunni|Alawite|Arab|Somali|Presidential guard|Greens|Armenian|Azeri|"
    r"Burkinabé|Kyrgyz|Uzbek|Mauritanian|Senegalese|Northern Sudanese|Southern Sudanese|Bangladeshi|Uighur|Tamil)\b|"
    r"^Republic of (?:Croatia|Slovenia|Armenia|Georgia|Bosnia)|non-tribal|football"
)
_CRIME = re.compile(
    r"\b(?:cartel|gang|Los|La|Mara|Comando|Amigos|Axe|Eyie|Maphite|Deebam|Deewell|Greenlanders|Outlaws|Bush Boys|"
    r"Machine|Fuerza|Guerreros|CATA|Codeta|Lagunya|Webta|PEPES|boys|Rastas|PCC|FDN|GDE|Sindicato|KK)\b",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"\b(?:sub)?clan\b|\btribe\b|\((?:Tiv|Ijaw|Tuareg|Agatu|Misseriya|Dir|Lou Nuer|Ethiopia)\)|\bcommunit"
)
_ORGANISED = re.compile(
    r"[A-Z][A-Z\d]|[a-z][A-Z]|^Las|Vulcano|-ul-|\b(?:Front|Army|Legion|Council|Brigades?|Party|Corps|Forces|Militia|militia|faction|Mayi|Raia|Jund|"
    r"Janjaweed|Mujahideen|Parliamentary|Lavalas|Harkat|Fatah|Tawhid|Takfir|Ittehad|Fedayeen|Sultanate|Sabaya|Ansar|"
    r"Jaish|Jaysh|Jabhat|Hizb|rebels|group|administration|Ghurayan|Islam)\b|-i\b|al-|Al-(?!Z)"
)
# Names without a telling word that are no people's.
_GROUPS = frozenset(
    "kamajors ntsiloulous cocoyes cobras ninjas interahamwe zviadists deewell kaniyat maidan contras naparama twiganeho "
    "ngumino nyatura palipehutu frolina darsalim nampala elements makahin highlanders modakeke dozos webta".split()
)


def sides(folder: Path) -> pl.DataFrame:
    """Each side with its events, the country with most of them, its years, and in how many countries it was."""
    events = pl.read_parquet(folder / "ged211_precise_1989_2020.parquet")
    both = [
        events.select(pl.col(side).alias("name"), "country", "year", "type_of_violence")
        for side in ("side_a", "side_b")
    ]
    return (
        pl.concat(both)
        .group_by("name")
        .agg(
            pl.len().alias("events"),
            pl.col("country").mode().sort().first(),
            pl.col("year").min().alias("since"),
            pl.col("year").max().alias("until"),
            pl.col("country").n_unique().alias("countries"),
        )
        .sort("events", "name", descending=[True, False])
    )


def sector(name: str) -> str:
    """CRM for gangs, CVL for peoples and clans, REB for the rest."""
    if _CRIME.search(name):
        return "CRM"
    people = _PEOPLE.search(name) or (not _ORGANISED.search(name) and len(name.split()) <= 2)
    return "CVL" if people and normalise(name).split()[0] not in _GROUPS else "REB"


def country(name: str) -> str:
    """ISO 3166-1 alpha-3 of a country as UCDP writes it ("Yemen (North Yemen)"); "" where the gazetteer has none."""
    plain = {"DR Congo": "Democratic Republic of the Congo", "Congo": "Republic of the Congo", "Serbia": "Serbia"}
    bare = re.sub(r"\s*\(.*\)$", "", name)
    found = gazetteer().candidates(plain.get(bare, bare))
    return next((c.entry.country for c in found if c.entry.kind == "country" and c.entry.country), "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    rows = [row for file in DATA_FILES if file != UCDP for row in read_rows((FOLDER / file).read_text("utf-8"), file)]
    known = {normalise(name) for row in rows for name in (row.name, *row.aliases)}
    taken = {row.id for row in rows}
    lines = []
    for name, _, where, since, until, countries in sides(args.data).iter_rows():
        if _LEFT_OUT.search(name) or normalise(name) in known:
            continue
        identifier = slug(name)
        if identifier in taken:
            identifier = f"{identifier}-{country(where).lower()}"
        taken.add(identifier)
        last = "" if until >= 2020 else int(until)
        kind = sector(name)
        home = "" if kind == "CVL" and countries > 1 else country(where)
        years = ("", "") if kind == "CVL" else (int(since), last)
        fields = (identifier, name.strip(), kind, home, "", *years, "", "")
        lines.append("\t".join(map(str, fields)))
    args.out.write_text(HEADER + "\n".join(sorted(lines)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
