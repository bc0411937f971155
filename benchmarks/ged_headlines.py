"""Headlines that human coders worked from: python benchmarks/ged_headlines.py --data DIR [--errors N] [--record]

DIR holds ged191_syria_2016_2019.csv.gz (UCDP GED 19.1, CC BY 4.0). Its source_headline holds one headline a source with
";" between them: the field is split there where that gives as many parts as there are sources, first at each ";" with
no blank behind it, then at each. 300 distinct headlines, drawn with a fixed seed, are labelled by hand for what they
themselves say (tests/questions/ged_headlines.tsv, whose head has the rules). Each is coded as a report of its own with
its outlet and date; one that ends without a full stop is given one.

`hand`: a headline is found where a mention is of a violent type (ASSAULT, COERCE with `seize`, PROTEST with `riot`, or
a change of control) and counts as an incident: realised, no aggregate, no background; `r.with_aggregates` takes
aggregates too. Headlines labelled `many` count neither way; mere codes count as not violent. A mention is where its
first place with coordinates is, countries aside. `place.r`: of the labelled places (the most precise of a headline),
those with a mention within 25 km, or within the area where that is wider; `place.r.all` takes the headline's other
places too, and so does `place.p`: of the points given, those at some labelled place. A party is told by a shared word.
Deaths are right where a figure has the labelled ends; `deaths.false` counts headlines without one that are given one.

`record`: the rows of the headlines that are no codes. Places are those of rows sure to 25 km (where_prec 1, 2);
`place.possible` is what the hand-labelled points reach. Deaths and type of violence are right where any row has them.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import html
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from corpus import arguments, finish, split_file, table
from dateline.codebooks.cases import Case
from dateline.codebooks.ucdp_like.rules import type_of_violence
from dateline.coder import Coder
from dateline.ground.places.geometry import distance
from dateline.incidents import build_incidents
from dateline.ingest import Metadata, make_report, parse_date
from dateline.records import REALISED, Coded, Harm, Mention, Report
from metrics.counts import Counts

TABLE = Path(__file__).parent.parent / "tests" / "questions" / "ged_headlines.tsv"
SEED, DRAWN, NEAR_KM = 20260101, 300, 25.0
NO_FIGURE = ("casualties", "killed and wounded", "toll of a campaign")
"""Notes on a figure that is none of the newly killed alone: one read from it counts neither way."""
ROLES = {"actor": ("actor",), "target": ("recipient", "victim", "target")}
Row = Mapping[str, str]
Bounds = tuple[int | None, int | None]
_ENTITY = re.compile(r"&#?\w+;")
_SMALL = frozenset(("the", "a", "an", "of", "in", "and", "from", "to", "their", "its", "by"))


@dataclass(frozen=True)
class Spot:
    """A place of the table or the record; `km` is how far an area reaches."""

    lat: float
    lon: float
    km: float

    def has(self, lat: float, lon: float) -> bool:
        """Whether a point is near it, or in it where it is wider."""
        return distance(self.lat, self.lon, lat, lon) <= max(NEAR_KM, self.km)


@dataclass(frozen=True)
class Headline:
    """A headline as it was labelled, coded and recorded."""

    label: Row
    coded: Coded
    rows: Sequence[Row]

    @cached_property
    def told(self) -> list[Mention]:
        """The mentions of violent events that took place, one each."""
        return [m for m in self.coded.mentions if violent(m) and m.countable]

    @cached_property
    def points(self) -> list[tuple[float, float]]:
        """Where those are on a map, each point once."""
        return list(dict.fromkeys(point for m in self.told if (point := point_of(m)) is not None))

    @cached_property
    def spots(self) -> list[Spot | None]:
        """The labelled places, the most precise first, None for those without coordinates."""
        also = [cell.rpartition("@")[2].split(",") for cell in self.label["also"].split("; ") if cell]
        cells = [[self.label[name] for name in ("lat", "lon", "km")], *also]
        return [Spot(*map(float, cell)) if cell[0] else None for cell in cells]

    @property
    def figure(self) -> Bounds:
        """The labelled figure of the killed."""
        low, high = (int(self.label[name]) if self.label[name] else None for name in ("killed_low", "killed_high"))
        return low, high

    @property
    def killed(self) -> list[Harm]:
        """The figures of the killed that were read; a lone lowest end ("a deadly strike") is none."""
        harms = [h for m in self.told for h in m.harm if h.kind == "killed"]
        return [h for h in harms if h.best is not None or h.high is not None]

    def party(self, roles: Sequence[str]) -> str:
        """The words and names of those in some roles; a clash has no sides, so all parties count there."""
        names, clash = {e.id: e.name for e in self.coded.entities}, "clash" in self.label["note"]
        parts = [r for m in self.told for r in m.roles if r.role in roles or (clash and r.role != "instrument")]
        return " ".join(f"{r.text} {names.get(r.entity or '', '')}" for r in parts)


def split_headlines(field: str, sources: int) -> list[str]:
    """The headlines in a field that names so many sources; none where they cannot be told apart."""
    plain = _ENTITY.sub(lambda found: html.unescape(found[0]), field)
    ways = (re.split(separator, plain) for separator in (r";(?! )", ";"))
    return next(([part.strip() for part in parts] for parts in ways if len(parts) == sources), [])


def headlines(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows of each distinct headline, with the headline's own outlet and date in them."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        outlets, dates = row["source_office"].split(";"), row["source_date"].split(";")
        parts = split_headlines(row["source_headline"], len(outlets))
        for headline, outlet, day in zip(parts, outlets, dates, strict=False):
            if headline:
                found[headline].append({**row, "outlet": outlet, "published": day})
    return found


def key_of(headline: str) -> str:
    """What stands for a headline in the table."""
    return hashlib.sha256(headline.encode()).hexdigest()[:16]


def report_of(headline: str, row: Row) -> Report:
    """The headline as a report. Without a full stop a lone line could be taken for a title, which is not coded."""
    text = headline if headline.rstrip("\"'”’)").endswith((".", "!", "?", "…")) else f"{headline}."
    day = parse_date(row["published"])
    return make_report(
        text, text.encode(), Metadata(id=key_of(headline), outlet=row["outlet"], published=day, language="en")
    )


def read_labels(path: Path = TABLE) -> list[dict[str, str]]:
    """The rows of the hand table."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def violent(mention: Mention) -> bool:
    """Whether a mention's type is one of violence."""
    mode = {"ASSAULT": None, "COERCE": "seize", "PROTEST": "riot"}.get(mention.type, "")
    return mode is None or mode in mention.modes or mention.control is not None


def point_of(mention: Mention) -> tuple[float, float] | None:
    """Where a map has a mention: at its first place with coordinates that is no mere country or part of the world."""
    places = (p for p in mention.places if p.precision not in ("country", "region"))
    return next(((p.lat, p.lon) for p in places if p.lat is not None and p.lon is not None), None)


def missed(coded: Coded) -> str:
    """Why a violent headline was not found."""
    events = [m for m in coded.mentions if violent(m)]
    real = [m for m in events if m.status in REALISED]
    if real:
        return "aggregate" if any(m.aggregate for m in real) else "background"
    return f"status {events[0].status}" if events else "other type" if coded.mentions else "no trigger"


def misplaced(headline: Headline) -> str | None:
    """Why no mention is at the labelled place; None where one is."""
    spot, *others = headline.spots
    if spot is None or any(spot.has(*point) for point in headline.points):
        return None
    if any(other is not None and other.has(*point) for other in others for point in headline.points):
        return "another of the headline's"
    named = [p for m in headline.told for p in m.places]
    if headline.points or not named:
        return "elsewhere" if headline.points else "none" if headline.told else "event missed"
    return "only a country" if any(p.lat is not None for p in named) else "unresolved"


def alike(words: str, told: str) -> bool:
    """Whether two phrases share a word that is no small one; plural or not."""
    one, other = ({w.rstrip("s") for w in re.findall(r"\w+", t.lower()) if w not in _SMALL} for t in (words, told))
    return bool(one & other)


def bounds_of(harm: Harm) -> Bounds:
    """A figure's ends as the table has them: "about N" is N to N."""
    about = harm.low is None and harm.high is None
    return (harm.best, harm.best) if about else (harm.low, harm.high)


def share(marks: Iterable[object]) -> float:
    """The share of true values."""
    known = [bool(mark) for mark in marks]
    return round(sum(known) / max(1, len(known)), 4)


def hand_figures(every: Sequence[Headline]) -> tuple[dict[str, Any], dict[str, int]]:
    """What was told against the hand table, and the kinds of misses."""
    scored = [h for h in every if h.label["many"] == "no"]
    gold = [h for h in scored if h.label["violent"] == "yes"]
    found = Counts(sum(bool(h.told) for h in gold), sum(bool(h.told) for h in scored), len(gold))
    figures: dict[str, Any] = {"headlines": len(every), "many": len(every) - len(scored)}
    figures |= Counter(h.label["violent"] for h in scored)
    figures |= found.figures()
    figures["r.with_aggregates"] = share(h.told or missed(h.coded) == "aggregate" for h in gold)
    kinds = Counter(f"event: {missed(h.coded)}" for h in gold if not h.told)
    figures |= place_figures(gold, kinds)
    for name, roles in ROLES.items():
        wanted = [(h, words, h.party(roles)) for h in gold for words in h.label[name].split("; ") if words]
        kinds.update(f"{name}: {fault(h, told)}" for h, words, told in wanted if not alike(words, told))
        figures |= {f"{name}s": len(wanted), f"{name}.r": share(alike(words, told) for _, words, told in wanted)}
    nobody = [h for h in gold if not h.label["actor"] and "clash" not in h.label["note"]]
    figures["actor.false"] = sum(bool(h.party(ROLES["actor"])) for h in nobody)
    counted = [(h, h.figure in map(bounds_of, h.killed)) for h in gold if h.figure != (None, None)]
    none = [h for h in gold if h.figure == (None, None) and not any(note in h.label["note"] for note in NO_FIGURE)]
    kinds.update(f"deaths: {fault(h, h.killed)}" for h, right in counted if not right)
    figures |= {"deaths": len(counted), "deaths.r": share(right for _, right in counted)}
    return figures | {"deaths.false": sum(bool(h.killed) for h in none)}, dict(kinds.most_common())


def place_figures(gold: Sequence[Headline], kinds: Counter[str]) -> dict[str, Any]:
    """Labelled places that are given, and points given that are at labelled places; misses are counted in `kinds`."""
    first = [(h, spot, misplaced(h)) for h in gold if (spot := h.spots[0]) is not None]
    kinds.update(f"place: {miss}" for *_, miss in first if miss)
    named = [any(spot.has(*point) for point in h.points) for h in gold for spot in h.spots if spot is not None]
    given = []
    for h in gold:
        unknown = None in h.spots[not h.label["place"] :]  # a point may be at a place whose coordinates are not known
        right = [any(spot is not None and spot.has(*point) for spot in h.spots) for point in h.points]
        given += [mark for mark in right if mark or not unknown]
    return {
        "places": len(first),
        "place.r": share(not miss for *_, miss in first),
        "place.r.towns": share(not miss for _, spot, miss in first if spot.km == 0),
        "place.r.areas": share(not miss for _, spot, miss in first if spot.km > 0),
        "place.r.of_found": share(not miss for h, _, miss in first if h.told),
        "place.r.all": share(named),
        "place.p": share(given),
    }


def fault(headline: Headline, told: object) -> str:
    """Why a party or figure is not told."""
    return ("another" if told else "none") if headline.told else "event missed"


def record_figures(every: Sequence[Headline]) -> dict[str, Any]:
    """What was told against the rows of each headline that is no code."""
    sentences = [h for h in every if h.label["violent"] != "code"]
    near, reach, deaths, within, types = [], [], [], [], []
    for h in sentences:
        sure = [Spot(float(r["latitude"]), float(r["longitude"]), 0) for r in h.rows if r["where_prec"] in "12"]
        near += [any(spot.has(*point) for spot in sure for point in h.points)] * bool(sure)
        reach += [any(s.has(label.lat, label.lon) for s in sure) for label in h.spots[:1] if label is not None and sure]
        read = [k.best for k in h.killed if k.best is not None]
        deaths += [any(n == int(r["best"]) for r in h.rows for n in read)] * bool(read)
        within += [any(int(r["low"]) <= n <= int(r["high"]) for r in h.rows for n in read)] * bool(read)
        built = [Case((incident,)) for incident in build_incidents([h.coded]) if incident.countable]
        kinds = {str(type_of_violence(case).value) for case in built} & {"1", "2", "3"}
        types += [any(r["type_of_violence"] in kinds for r in h.rows)] * bool(kinds)
    figures: dict[str, Any] = {"sentences": len(sentences), "found": share(h.told for h in sentences)}
    figures |= {"places": len(near), "place.r": share(near), "place.possible": share(reach)}
    figures |= {"deaths": len(deaths), "deaths.best": share(deaths), "deaths.within": share(within)}
    return figures | {"types": len(types), "type": share(types)}


def listing(headline: Headline) -> tuple[float, str]:
    """A headline with its labels and what was read of it; the weight tells how much is wrong."""
    gold = headline.label["violent"] == "yes"
    event = missed(headline.coded) if gold and not headline.told else "" if gold or not headline.told else "false"
    faults = [event, misplaced(headline) if gold else None]
    figure = gold and headline.figure not in [(None, None), *map(bounds_of, headline.killed)]
    lines = [headline.coded.report.text, f"  {faults}", f"  meant {' | '.join(list(headline.label.values())[2:])}"]
    for m in headline.coded.mentions:
        roles = "; ".join(f"{r.role} {r.text}" for r in m.roles)
        places = "; ".join(f"{p.text}={p.name} {p.lat},{p.lon} {p.precision}" for p in m.places)
        harm = "; ".join(f"{h.kind} {h.low},{h.best},{h.high}" for h in m.harm)
        flags = f"{m.status}{' aggregate' * m.aggregate}{' background' * m.background}"
        lines.append(f"  read {m.type} “{m.trigger.text}” {flags} | {roles} | {places} | {harm}")
    weight = 4.0 * bool(faults[0]) + 2.0 * bool(faults[1]) + figure
    return weight * (headline.label["many"] == "no"), "\n".join(lines)


def main() -> None:
    args = arguments(__doc__ or "", "ged191_syria_2016_2019")
    with gzip.open(split_file(args.data, args.split, ".csv.gz"), "rt", encoding="utf-8", newline="") as lines:
        rows = headlines(csv.DictReader(lines))
    drawn = random.Random(SEED).sample(sorted(rows), min(DRAWN, len(rows)))  # noqa: S311
    labels = read_labels()
    if [key_of(headline) for headline in drawn] != [label["key"] for label in labels]:
        raise SystemExit(f"{args.data}: its headlines are not those that the table was drawn from")
    coded = Coder().code([report_of(headline, rows[headline][0]) for headline in drawn])
    every = [Headline(*parts) for parts in zip(labels, coded, (rows[h] for h in drawn), strict=True)]
    hand, kinds = hand_figures(every)
    record = record_figures(every)
    table([("hand", ""), *hand.items(), ("record", ""), *record.items(), ("kinds", ""), *kinds.items()])
    errors = [error for headline in every if (error := listing(headline))[0]]
    finish("ged_headlines", args, {"hand": hand, "record": record, "kinds": kinds}, errors)


if __name__ == "__main__":
    main()
