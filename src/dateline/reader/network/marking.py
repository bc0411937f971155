"""What the network tells of a report, asked by character offsets: entities, words that tell events, who takes part."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from dateline.codebooks.muc4 import Template
from dateline.reader.network.events import Arguments, told
from dateline.reader.network.filling import decode
from dateline.reader.network.layers import one_thread
from dateline.reader.network.network import Network, Read
from dateline.reader.network.spans import find_spans
from dateline.reader.network.templates import read_templates
from dateline.reader.words import split_words
from dateline.records import EntityType, Interval

PART = 6000
"""Word pieces of a report that are read as one: a longer one is read in parts, so that memory stays bounded."""
TOGETHER = 24000
"""Word pieces, over several reports, whose vectors are held at once."""
ASKED = 0.5
"""From this probability of telling an event a word is asked who takes part in it, and of which mode the event is."""
TYPES: dict[str, EntityType] = {
    "DocumentReference": "document", "Location": "location", "MilitaryPlatform": "platform", "Money": "money",
    "Nationality": "group", "Organisation": "organisation", "Person": "person", "Quantity": "quantity",
    "Temporal": "time", "Weapon": "weapon",
}  # fmt: skip
"""The labels of re3d in the design's words."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A span with what it is (an entity type or a role) and how likely that is."""

    span: Interval
    label: str
    chance: float


@dataclass(frozen=True, slots=True)
class Telling:
    """A word that may tell an event: the probability that it does, of each PLOVER type, and of each "TYPE/mode"."""

    span: Interval
    chance: float
    types: dict[str, float]
    modes: dict[str, float]
    arguments: tuple[Mark, ...]

    @property
    def type(self) -> str:
        """The likeliest type, "OTHER" for an event that PLOVER does not code."""
        return max(self.types, key=self.types.__getitem__)


@dataclass
class Marks:
    """The network's answers about one report. `chances` holds each word's probability of telling an event."""

    entities: list[Mark] = field(default_factory=list)
    tellings: list[Telling] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    chances: list[float] = field(default_factory=list)
    templates: list[Template] = field(default_factory=list)

    def chance_at(self, span: Interval) -> float | None:
        """The highest probability of telling an event among the words of a span; None where no word was read."""
        first = bisect.bisect_right(self.ends, span[0])
        last = bisect.bisect_left(self.starts, span[1])
        return max(self.chances[first:last], default=None)

    def tellings_in(self, span: Interval) -> list[Telling]:
        """The words of a span that may tell events, in text order."""
        low = bisect.bisect_left(self.tellings, span[0], key=lambda t: t.span[0])
        high = bisect.bisect_left(self.tellings, span[1], key=lambda t: t.span[0])
        return self.tellings[low:high]

    def entities_in(self, span: Interval) -> list[Mark]:
        """The entities that begin in a span, in text order."""
        low = bisect.bisect_left(self.entities, span[0], key=lambda m: m.span[0])
        high = bisect.bisect_left(self.entities, span[1], key=lambda m: m.span[0])
        return self.entities[low:high]


def mark(
    network: Network, texts: Sequence[str], bounds: Sequence[Sequence[Interval]], *, templates: bool = False
) -> list[Marks]:
    """What the network tells of each text, of which only the sentences `bounds` are read.

    `templates`: document templates are filled too. A text of more than PART word pieces is read in parts.
    """
    found = [Marks() for _ in texts]
    for group in _groups(bounds):
        reads = network.read([texts[owner] for owner, _ in group], [part for _, part in group])
        with one_thread():
            for (owner, part), read in zip(group, reads, strict=True):
                if read.tokens.ids:
                    _add(network, found[owner], read, part, templates=templates)
    return found


def _groups(bounds: Sequence[Sequence[Interval]]) -> Iterator[list[tuple[int, list[Interval]]]]:
    """Parts of texts, at most some TOGETHER word pieces at a time, by the rough rule of four characters a piece."""
    group: list[tuple[int, list[Interval]]] = []
    held = 0
    for owner, sentences in enumerate(bounds):
        for part in _parts(sentences):
            size = sum(b - a for a, b in part) // 4
            if group and held + size > TOGETHER:
                yield group
                group, held = [], 0
            group.append((owner, part))
            held += size
    if group:
        yield group


def _parts(sentences: Sequence[Interval]) -> Iterator[list[Interval]]:
    part: list[Interval] = []
    size = 0
    for a, b in sentences:
        if part and size + (b - a) // 4 > PART:
            yield part
            part, size = [], 0
        part.append((a, b))
        size += (b - a) // 4
    if part:
        yield part


def _add(network: Network, marks: Marks, read: Read, sentences: Sequence[Interval], *, templates: bool) -> None:
    words: list[Interval] = []
    borders: list[int] = []
    for sentence in sentences:
        borders.append(len(words))
        words += [(start, end) for start, end, _ in split_words(read.text, sentence)]
    if not words:
        return
    opening, closing = read.words(words)
    labels = network.manifest.labels
    for span in find_spans(network.heads.part("re3d"), opening, closing, borders):
        kind = TYPES[labels["re3d"][span.label]]
        marks.entities.append(Mark((words[span.first][0], words[span.last - 1][1]), kind, span.chance))
    weights = network.heads.part("events")
    roots, modes = told(weights, opening)
    chances = 1 - roots[:, 0]
    marks.starts += [start for start, _ in words]
    marks.ends += [end for _, end in words]
    marks.chances += chances.tolist()
    edges = [*borders, len(words)]
    asked = Arguments(weights, [read.text[a:b] for a, b in words], opening, closing)
    for at in np.flatnonzero(chances >= ASKED).tolist():
        place = bisect.bisect_right(borders, at) - 1
        arguments = asked.of((at, at + 1), (edges[place], edges[place + 1]))
        marks.tellings.append(
            Telling(
                words[at],
                float(chances[at]),
                dict(zip(labels["events"], roots[at, 1:].tolist(), strict=True)),
                {
                    name: value
                    for name, value in zip(labels["modes"], modes[at].tolist(), strict=True)
                    if value >= ASKED
                },
                tuple(
                    Mark((words[a][0], words[b - 1][1]), labels["roles"][role], chance)
                    for a, b, role, chance in arguments
                ),
            )
        )
    if templates:
        marks.templates += decode(read_templates(network.heads.part("templates"), read.states, read.text, read.tokens))
