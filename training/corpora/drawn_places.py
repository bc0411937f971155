"""Short made-up reports about places drawn from the gazetteer, to teach the ranker what LGL and GeoVirus do not hold.

Those two are local American news and epidemics: small towns of countries at war, often without a known population and
spelt in other ways, camps, crossings and regions hardly occur in them. The sentences are the project's own; nothing of
this is ever evaluated on.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from dateline.ground.places.gazetteer import Entry, Gazetteer
from dateline.ground.places.keys import normalise
from dateline.records import Interval

from training.corpora.geoparsing import Gold, Grounded

COUNTRIES = (
    "IRQ", "SYR", "YEM", "LBY", "UKR", "RUS", "NGA", "MLI", "BFA", "NER", "CMR", "TCD", "COD", "CAF", "SSD", "SDN",
    "ETH", "SOM", "MOZ", "AFG", "PAK", "IND", "MMR", "PHL", "COL", "MEX", "EGY", "LBN", "PSE", "ISR", "TUR", "IRN",
    "DZA", "TUN", "KEN", "UGA", "BDI", "RWA", "GEO", "ARM", "AZE", "THA", "IDN", "BGD", "LKA", "NPL", "HTI", "VEN",
    "PER",
)  # fmt: skip
SEATS = 0.2
"""Share of towns that bear their division's name: "Aleppo" is the town unless the words say more."""
_ALONE = (
    "Gunmen killed two people in {0} on Sunday, police said.", "An explosion was heard near {0}, residents said.",
    "Clashes broke out in {0} after midnight.", "{0} was shelled again on Friday, a medic said.",
    "The army said that it had taken {0}.", "Thousands have fled {0} since last week.",
)  # fmt: skip
_TWO = (
    "Fighting spread from {0} to {1}, a spokesman said.", "Air strikes hit {0} and {1} overnight.",
    "A convoy was ambushed between {0} and {1}.", "Three men from {0} were arrested in {1} on Tuesday.",
)  # fmt: skip
_WIDER = (
    "The attack in {0}, {1}, killed four soldiers.", "A bomb went off in {0} in {1}, officials said.",
    "Militants entered {0} in {1} before dawn.",
)  # fmt: skip


def draw_reports(places: Gazetteer, count: int, seed: int = 0) -> list[Grounded]:
    """`count` reports of two to five sentences, each about one part of one country."""
    chance = random.Random(seed)
    others = places.other_names()
    pools = {country: list(places.entries(country)) for country in COUNTRIES}
    return [
        _report(places, others, chance, pools[country], f"drawn-{n}")
        for n, country in enumerate(chance.choices(COUNTRIES, k=count))
    ]


Others = Mapping[int, Sequence[str]]


def _report(places: Gazetteer, others: Others, chance: random.Random, pool: Sequence[Entry], name: str) -> Grounded:
    first = _draw(chance, pool)
    near = [e for e in pool if abs(e.lat - first.lat) < 1.5 and abs(e.lon - first.lon) < 1.5] or list(pool)
    seats = [e for e in near if _is_seat(places, e)]
    text, golds = "", []
    for _ in range(chance.randint(2, 5)):
        chosen = first if not golds else _draw(chance, near)
        if seats and chance.random() < SEATS:
            chosen = chance.choice(seats)
        form = chance.random()
        if form < 0.35:
            template, entries = chance.choice(_ALONE), [chosen]
        elif form < 0.65:
            template, entries = chance.choice(_TWO), [chosen, _draw(chance, near)]
        else:
            above = [e for e in places.ancestors(chosen) if e.kind in ("division", "country")]
            template, entries = chance.choice(_WIDER), [chosen, chance.choice(above or [chosen])]
        words = [_name(others, chance, entry) for entry in entries]
        sentence, spans = _fill(template, words, len(text))
        golds += [Gold(s, w, e.geonames_id, None, e.lat, e.lon) for s, w, e in zip(spans, words, entries, strict=True)]
        text += sentence + " "
    return Grounded(name, text, None, tuple(golds))


def _is_seat(places: Gazetteer, entry: Entry) -> bool:
    """Whether a town bears the name of the division or district it lies in."""
    above = {normalise(e.name) for e in places.ancestors(entry)}
    return entry.kind == "city" and normalise(entry.name) in above


def _draw(chance: random.Random, pool: Sequence[Entry]) -> Entry:
    """Towns by their size to the power of 0.6; everything else like a town of 20,000."""
    sample = chance.sample(pool, min(60, len(pool)))
    weights = [((e.population or 1500) if e.kind == "city" else 20_000) ** 0.6 for e in sample]
    return chance.choices(sample, weights)[0]


def _name(others: Others, chance: random.Random, entry: Entry) -> str:
    names = others.get(entry.id)
    return chance.choice(names).title() if names and chance.random() < 0.4 else entry.name


def _fill(template: str, words: Sequence[str], offset: int) -> tuple[str, list[Interval]]:
    text, spans, at = "", [], 0
    while at < len(template):
        if template[at] == "{":
            word = words[int(template[at + 1])]
            spans.append((offset + len(text), offset + len(text) + len(word)))
            text += word
            at += 3
        else:
            text += template[at]
            at += 1
    return text, spans
