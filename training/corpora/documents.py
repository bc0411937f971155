"""Tokenised documents with events for training: RAMS, WikiEvents and the synthetic reports, in one form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from dateline.reader.network.windows import rough_sentences
from dateline.reader.words import split_words

from training.corpora.plover import ROOTS
from training.corpora.roles import RoleDocument, read_rams, read_wikievents
from training.synthetic import SyntheticDocument, generate

LABELS = (*ROOTS, "OTHER")
ROLES = ("actor", "recipient", "victim", "target", "instrument", "place")
MAPPED = {
    "attacker": "actor", "killer": "actor", "injurer": "actor", "perpetrator": "actor", "demonstrator": "actor",
    "destroyer": "actor", "damager": "actor", "damagerdestroyer": "actor", "jailer": "actor", "transporter": "actor",
    "communicator": "actor", "giver": "actor", "participant": "actor", "investigator": "actor", "observer": "actor",
    "impeder": "actor", "violator": "actor", "extraditer": "actor", "preventer": "actor", "detainer": "actor",
    "recipient": "recipient", "beneficiary": "recipient",
    "victim": "victim", "detainee": "victim", "defendant": "victim", "passenger": "victim",
    "target": "target", "artifact": "target", "targetphysical": "target",
    "instrument": "instrument", "explosivedevice": "instrument", "vehicle": "instrument",
    "place": "place", "destination": "place", "origin": "place",
}  # fmt: skip
STRETCH = 150  # words of a long document read at once, to the next sentence border


@dataclass(frozen=True)
class Argument:
    """Words [first, last) and their role."""

    first: int
    last: int
    role: str


@dataclass(frozen=True)
class Event:
    """A trigger, words [first, last), its root (of LABELS), its modes, its arguments, and the corpus' own type."""

    first: int
    last: int
    root: str
    modes: tuple[str, ...]
    arguments: tuple[Argument, ...]
    type: str = ""


@dataclass(frozen=True)
class EventText:
    """A stretch of a document. `whole`: its other words are known to be no triggers."""

    id: str
    words: tuple[str, ...]
    events: tuple[Event, ...]
    whole: bool


@cache
def _table() -> dict[str, str]:
    lines = (Path(__file__).parent / "event_types.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def root_of(event_type: str) -> str:
    """The PLOVER root of a RAMS or WikiEvents type in lower case, or OTHER."""
    table = _table()
    fitting = [prefix for prefix in table if event_type.startswith(prefix)]
    return table[max(fitting, key=len)] if fitting else "OTHER"


def rams(path: Path) -> list[EventText]:
    """RAMS: five sentences around one marked trigger; other words may be triggers too."""
    return [_cut(document, 0, len(document.words), whole=False) for document in read_rams(path)]


def wikievents(path: Path) -> list[EventText]:
    """WikiEvents: whole articles, cut at sentence borders; arguments across a cut are lost."""
    found = []
    for document in read_wikievents(path):
        cuts = [0]
        for border in (*document.borders[1:], len(document.words)):
            if border - cuts[-1] >= STRETCH or border == len(document.words):
                cuts.append(border)
        found += [_cut(document, a, b, whole=True) for a, b in pairwise(cuts) if a < b]
    return found


def _cut(document: RoleDocument, begin: int, end: int, whole: bool) -> EventText:
    events = tuple(
        Event(
            event.first - begin,
            event.last - begin,
            root_of(event.type),
            (),
            tuple(
                Argument(a.first - begin, a.last - begin, MAPPED[a.role])
                for a in event.arguments
                if a.role in MAPPED and begin <= a.first and a.last <= end
            ),
            event.type,
        )
        for event in document.events
        if begin <= event.first and event.last <= end
    )
    return EventText(document.id, document.words[begin:end], events, whole)


def synthetic(count: int, seed: int) -> Iterator[EventText]:
    """The project's synthetic reports, split into words as at run time."""
    for document in generate(count, seed):
        yield in_words(document)


def in_words(document: SyntheticDocument) -> EventText:
    """A synthetic report in words; a span that does not end at a word's border is widened to the word."""
    words = [w for bounds in rough_sentences(document.text) for w in split_words(document.text, bounds)]

    def inside(start: int, end: int) -> tuple[int, int]:
        hit = [at for at, (a, b, _) in enumerate(words) if a < end and b > start]
        return hit[0], hit[-1] + 1

    events = tuple(
        Event(
            *inside(event.start, event.end),
            event.type,
            tuple(f"{event.type}/{mode}" for mode in event.modes),
            tuple(Argument(*inside(role.start, role.end), role.role) for role in event.roles),
        )
        for event in document.events
    )
    return EventText(document.id, tuple(text for _, _, text in words), events, whole=True)
