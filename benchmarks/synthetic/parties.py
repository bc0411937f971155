"""Who acts and who tells: invented groups and outlets, bodies of states, agents without a name."""

from __future__ import annotations

import dataclasses
import functools
from random import Random

from dateline.records import AGENT_PREFIX, Actor, SourceRelation

_PARENT = "black-crescent"
_GROUPS = """
black-crescent|Black Crescent|SYR|
black-crescent-west|Black Crescent in the West|MLI|black-crescent
black-crescent-shore|Black Crescent of the Shore|SOM|black-crescent
black-crescent-lake|Black Crescent of the Lake|NGA|black-crescent
red-column|Red Column|NGA|
savanna-shield|Savanna Shield|BFA|
river-guard|River Guard|MLI|
dune-brigade|Dune Brigade|NER|
ridge-fighters|Ridge Fighters Front|CMR|
green-valley-army|Green Valley Army|COD|
lake-kivu-union|Kivu Lake Union|COD|
ninth-of-may|Ninth of May Movement|COL|
iron-gate|Iron Gate Battalion|UKR|
tower-militia|Tower Hill Militia|IRQ|
banner-of-dawn|Banner of Dawn|IRQ|
lions-of-the-north|Lions of the North|SYR|
mountain-oath|Mountain Oath|AFG|
sword-of-the-pass|Sword of the Pass|PAK|
southern-tide|Southern Tide|YEM|
rapid-desert-corps|Rapid Desert Corps|SDN|
highland-front|Highland Liberation Front|ETH|
golden-star-army|Golden Star Army|MMR|
coral-brigade|Coral Brigade|PHL|
cape-insurgents|Sons of the Cape|MOZ|
four-hundred|Four Hundred Gang|HTI|
"""
OUTLETS = tuple(
    f"{place} {kind}"
    for place in ("Harbour", "Northern", "Capital", "Lakeside", "Delta", "Frontier", "Central", "Unity")
    for kind in ("Herald", "Post", "Times", "Radio", "Observer")
)
AGENCIES = ("Meridian Wire", "Cape Press Agency", "Orient News Service", "Transcontinental Press")
SOURCES: tuple[tuple[str, SourceRelation], ...] = (
    ("police", "official"), ("the army", "official"), ("the governor", "official"), ("witnesses", "witness"),
    ("residents", "witness"), ("a hospital source", "medical"), ("local officials", "official"),
    ("a monitoring group", "monitor"), ("aid workers", "monitor"),
)  # fmt: skip
_BODIES = {"MIL": "military", "COP": "police", "GOV": "government"}
_BODY_WORDS = {
    "MIL": ("the army", "soldiers", "government troops", "the military"),
    "COP": ("police", "security forces", "police officers"),
    "GOV": ("the government", "the interior ministry", "the authorities"),
}
GUNMEN = ("gunmen", "armed men", "unidentified attackers", "unknown assailants", "militants")
_AGENTS = {"uaf": "unidentified armed actors", "cvl": "civilians"}


@dataclasses.dataclass(frozen=True, slots=True)
class Party:
    """Who acts, as one report words it, and what the words are grounded to."""

    text: str
    actor: Actor


@functools.cache
def groups() -> tuple[Actor, ...]:
    """The 25 groups; three are affiliates of a common parent, which is one of them."""
    rows = (line.split("|") for line in _GROUPS.strip().split("\n"))
    return tuple(Actor(id=i, name=n, sector="REB", country=c, parent=p or None) for i, n, c, p in rows)


@functools.cache
def groups_in(country: str) -> tuple[Actor, ...]:
    """The groups that may act in a country: its own, and the affiliates that go everywhere."""
    return tuple(group for group in groups() if group.country == country or group.parent == _PARENT)


@functools.cache
def parent_of(group: Actor) -> Actor | None:
    """What a group belongs to."""
    return next((other for other in groups() if other.id == group.parent), None)


def naming(group: Actor, chance: Random) -> Party:
    """A group by its name, as one of several wordings."""
    return Party(chance.choice(("the {}", "fighters of the {}", "members of the {}", "{}")).format(group.name), group)


def body(kind: str, country: str, chance: Random) -> Party:
    """A body of the state: MIL, COP or GOV."""
    return Party(chance.choice(_BODY_WORDS[kind]), _state(kind, country))


def agents(kind: str, country: str, words: tuple[str, ...], chance: Random) -> Party:
    """Somebody without a name: armed ("uaf") or civilian ("cvl")."""
    return Party(chance.choice(words), _agent(kind, country))


def victims(who: str, country: str) -> Actor:
    """What the words for those who came to harm are grounded to."""
    kind = {"soldiers": "MIL", "police officers": "COP"}.get(who)
    return _state(kind, country) if kind else _agent("cvl", country)


@functools.cache
def _state(kind: str, country: str) -> Actor:
    return Actor(id=f"{country}-{kind}", name=f"{country} {_BODIES[kind]}", sector=kind, country=country, parent=None)


@functools.cache
def _agent(kind: str, country: str) -> Actor:
    id_ = f"{AGENT_PREFIX}{kind}-{country}"
    return Actor(id=id_, name=_AGENTS[kind], sector=kind.upper(), country=country, parent=None)


def relief(chance: Random) -> Party:
    """Who brings aid and speaks for the world."""
    return chance.choice(_RELIEF)


_RELIEF = tuple(
    Party(text, Actor(id=id_, name=name, sector=sector, country=None, parent=None))
    for text, id_, name, sector in (
        ("the United Nations", "united-nations", "United Nations", "IGO"),
        ("Relief Bridge", "relief-bridge", "Relief Bridge", "NGO"),
        ("the charity Open Well", "open-well", "Open Well", "NGO"),
    )
)
