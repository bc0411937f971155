"""What the network tells of a report, asked by character offsets: entities, words that tell events, who takes part."""

from __future__ import annotations

import bisect
import dataclasses
from array import array
from collections import deque
from collections.abc import Iterable, Iterator, MutableSequence, Sequence
from dataclasses import dataclass, field
from typing import get_args

import numpy as np

from dateline.codebooks.muc4 import Template
from dateline.reader.lexicon import trigger_words
from dateline.reader.network.attribution import find_sayings
from dateline.reader.network.events import Arguments, modes, told
from dateline.reader.network.filling import decode
from dateline.reader.network.happening import Whereabouts
from dateline.reader.network.labelling import EVENTS, LABELS, labels_of
from dateline.reader.network.layers import Array
from dateline.reader.network.network import Network, Pending, Read
from dateline.reader.network.spans import find_spans
from dateline.reader.network.status import Told, as_told, how_told
from dateline.reader.network.templates import read_templates
from dateline.reader.words import split_words
from dateline.records import EntityType, EventType, Interval
from dateline.threads import one_thread

PART = 6000
"""Word pieces of a report that are read as one: a longer one is read in parts, so that memory stays bounded."""
TOGETHER = 4000
"""Word pieces, over several reports, that are read together; the next ones are read while these are made out."""
ASKED = 0.5
"""From this probability a word is held to tell an event, and asked of which mode it is."""
TELLS = 0.9
"""From this probability of one type the network's word becomes an event of its own, if somebody takes part in it: with
0.75 and no party asked the network added "compromised", "combat" and the like to the first report."""
LABELLED = 0.3
"""From this probability of any label a word is kept with its likeliest one."""
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
    """A word that may tell an event: the probability that it does, of each PLOVER type, and of each "TYPE/mode".

    `arguments` are looked for only where the word may become an event: a list's trigger, or sure of its type.
    """

    span: Interval
    chance: float
    types: dict[str, float]
    modes: dict[str, float]
    arguments: tuple[Mark, ...]
    place: Mark | None = None
    """Where its sentence says that it happened, with label "place"; with label "" where it says nothing of it."""

    @property
    def type(self) -> str:
        """The likeliest type, "OTHER" for an event that PLOVER does not code."""
        return max(self.types, key=self.types.__getitem__)

    @property
    def is_sure(self) -> bool:
        """Whether the network alone makes the word an event, if somebody takes part in it."""
        return self.type in get_args(EventType) and self.types[self.type] >= TELLS


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of one sentence that somebody is cited for: its source and cue, whom the source relies on (None: not
    named), and how likely it is that it is said.
    """

    content: Interval
    source: Interval | None
    cue: Interval | None
    behind: Interval | None
    chance: float


@dataclass
class Marks:
    """The network's answers about one report. `starts`, `ends` and `chances` hold each word's character offsets and its
    probability of telling an event, `told` how the words that may do so are told (a row of `how_told`).
    """

    entities: list[Mark] = field(default_factory=list)
    tellings: list[Telling] = field(default_factory=list)
    told: list[tuple[Interval, Array]] = field(default_factory=list)
    sayings: list[Said] = field(default_factory=list)
    labelled: list[Mark] = field(default_factory=list)
    starts: MutableSequence[int] = field(default_factory=lambda: array("q"))
    ends: MutableSequence[int] = field(default_factory=lambda: array("q"))
    chances: MutableSequence[float] = field(default_factory=lambda: array("f"))
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

    def told_at(self, span: Interval) -> Told | None:
        """How the event of a span's words is told, by its first word that was asked; None where none was."""
        at = bisect.bisect_left(self.told, span[0], key=lambda pair: pair[0][0])
        found = self.told[at] if at < len(self.told) else None
        return as_told(found[1]) if found is not None and found[0][0] < span[1] else None

    def sayings_in(self, span: Interval) -> list[Said]:
        """What is said within a span, in text order."""
        low = bisect.bisect_left(self.sayings, span[0], key=lambda s: s.content[0])
        high = bisect.bisect_left(self.sayings, span[1], key=lambda s: s.content[0])
        return self.sayings[low:high]

    def labelled_in(self, span: Interval) -> list[Mark]:
        """The words of a span that have a label, in text order: the likeliest type of event, and how likely it is that
        the word tells any.
        """
        low = bisect.bisect_left(self.labelled, span[0], key=lambda m: m.span[0])
        high = bisect.bisect_left(self.labelled, span[1], key=lambda m: m.span[0])
        return self.labelled[low:high]

    def entities_in(self, span: Interval) -> list[Mark]:
        """The entities that begin in a span, in text order."""
        low = bisect.bisect_left(self.entities, span[0], key=lambda m: m.span[0])
        high = bisect.bisect_left(self.entities, span[1], key=lambda m: m.span[0])
        return self.entities[low:high]


def mark(
    network: Network, texts: Iterable[tuple[str, Sequence[Interval]]], *, templates: bool = False
) -> Iterator[Marks]:
    """What the network tells of each text, of which only the sentences given with it are read, in their order.

    `templates`: document templates are filled too. A text of more than PART word pieces is read in parts. The encoder
    is always a group of parts ahead, in threads of its own, and goes on while the caller works with the marks.
    """
    begun: deque[tuple[list[_Part], Pending]] = deque()
    try:
        for group in _groups(texts):
            begun.append((group, network.begin([part.text for part in group], [part.sentences for part in group])))
            if len(begun) > 1:
                yield from _made_out(network, *begun.popleft(), templates=templates)
        while begun:
            yield from _made_out(network, *begun.popleft(), templates=templates)
    finally:
        for _, pending in begun:
            pending.cancel()


@dataclass(frozen=True, slots=True)
class _Part:
    """Some sentences of a text, whose marks are to be added to `marks`; `last` where no part of the text follows."""

    text: str
    sentences: Sequence[Interval]
    marks: Marks
    last: bool


def _made_out(network: Network, group: Sequence[_Part], pending: Pending, *, templates: bool) -> Iterator[Marks]:
    for part, read in zip(group, pending.result(), strict=True):
        if read.tokens.ids:
            with one_thread():
                _add(network, part.marks, read, part.sentences, templates=templates)
        if part.last:
            yield part.marks


def _groups(texts: Iterable[tuple[str, Sequence[Interval]]]) -> Iterator[list[_Part]]:
    """Parts of texts, at most some TOGETHER word pieces at a time, by the rough rule of four characters a piece."""
    group: list[_Part] = []
    held = 0
    for text, sentences in texts:
        marks = Marks()
        parts = list(_parts(sentences)) or [[]]
        for number, part in enumerate(parts, start=1):
            size = sum(b - a for a, b in part) // 4
            if group and held + size > TOGETHER:
                yield group
                group, held = [], 0
            group.append(_Part(text, part, marks, last=number == len(parts)))
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
    marks.starts.extend(start for start, _ in words)
    marks.ends.extend(end for _, end in words)
    named = [read.text[a:b] for a, b in words]
    edges = [*borders, len(words)]
    _add_tellings(network, marks, words, named, edges, opening, closing)
    _add_sayings(network, marks, words, named, edges, np.concatenate([opening, closing], axis=1))
    if templates:
        marks.templates += decode(read_templates(network.heads.part("templates"), read.states, read.text, read.tokens))


def _add_tellings(
    network: Network, marks: Marks, words: Sequence[Interval], named: Sequence[str], edges: Sequence[int],
    opening: Array, closing: Array,
) -> None:  # fmt: skip
    """The words that may tell events. `edges` are the first words of the sentences and the number of words."""
    labels, weights, known = network.manifest.labels, network.heads.part("events"), trigger_words()
    roots, hidden = told(weights, opening)
    _add_labels(marks, words, labels_of(network.heads.part(LABELS), opening, roots, named, edges))
    chances = 1 - roots[:, 0]
    marks.chances.extend(chances.tolist())
    likely = np.flatnonzero(chances >= ASKED).tolist()
    tellings = [
        Telling(
            words[at],
            float(chances[at]),
            dict(zip(labels["events"], roots[at, 1:].tolist(), strict=True)),
            {name: value for name, value in zip(labels["modes"], own, strict=True) if value >= ASKED},
            (),
        )
        for at, own in zip(likely, modes(weights, hidden[likely]).tolist(), strict=True)
    ]
    asked = [n for n, at in enumerate(likely) if tellings[n].is_sure or named[at].lower() in known]
    homes = [bisect.bisect_right(edges, likely[n], hi=len(edges) - 1) for n in asked]
    questions = [
        ((likely[n], likely[n] + 1), (edges[home - 1], edges[home])) for n, home in zip(asked, homes, strict=True)
    ]
    found = Arguments(weights, named, opening, closing).of(questions) if asked else []
    for n, parties in zip(asked, found, strict=True):
        arguments = (Mark((words[a][0], words[b - 1][1]), labels["roles"][role], p) for a, b, role, p in parties)
        tellings[n] = dataclasses.replace(tellings[n], arguments=tuple(arguments))
    maybe = [at for at, chance in enumerate(chances.tolist()) if chance >= ASKED or named[at].lower() in known]
    how = how_told(network.heads.part("status"), opening, maybe, edges)
    marks.told += zip((words[at] for at in maybe), how, strict=True)
    pieces = np.concatenate([opening, closing], axis=1)
    places = network.happening.of(pieces, [likely[n] for n in asked], edges)
    for n, home, where in zip(asked, homes, places, strict=True):
        tellings[n] = dataclasses.replace(tellings[n], place=_place(words, edges[home - 1], where))
    marks.tellings += tellings


def _add_labels(marks: Marks, words: Sequence[Interval], labels: Array | None) -> None:
    if labels is None:
        return
    some = 1 - labels[:, 0]
    likeliest = labels[:, 1:].argmax(-1)
    for at in np.flatnonzero(some >= LABELLED).tolist():
        marks.labelled.append(Mark(words[at], EVENTS[likeliest[at]], float(some[at])))


def _add_sayings(
    network: Network, marks: Marks, words: Sequence[Interval], named: Sequence[str], edges: Sequence[int], pieces: Array
) -> None:
    def offsets(span: Interval | None) -> Interval | None:
        return None if span is None else (words[span[0]][0], words[span[1] - 1][1])

    for said in find_sayings(network.teller, pieces, named, edges):
        content = (words[said.content[0]][0], words[said.content[1] - 1][1])
        marks.sayings.append(Said(content, offsets(said.source), offsets(said.cue), offsets(said.behind), said.chance))


def _place(words: Sequence[Interval], begin: int, where: Whereabouts) -> Mark:
    if where.unsaid >= where.chance:
        return Mark(words[begin], "", where.unsaid)
    return Mark((words[begin + where.first][0], words[begin + where.last - 1][1]), "place", where.chance)
