"""Who says so: PolNeAR's articles with source, cue and content of each attribution (brat stand-off)."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.reader.network.windows import rough_sentences
from dateline.reader.words import split_words
from dateline.records import Interval


@dataclass(frozen=True)
class Attribution:
    """One attribution: the stretches of its source, cue and content; a part may be missing or in several stretches."""

    source: tuple[Interval, ...]
    cue: tuple[Interval, ...]
    content: tuple[Interval, ...]


@dataclass(frozen=True)
class Article:
    """An article with its attributions."""

    id: str
    text: str
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True)
class Words:
    """The words of an article by their offsets."""

    starts: list[int]
    ends: list[int]

    def within(self, span: Interval | None) -> frozenset[int]:
        """The words that a span covers in part or whole."""
        if span is None:
            return frozenset()
        return frozenset(range(bisect.bisect_right(self.ends, span[0]), bisect.bisect_left(self.starts, span[1])))

    def over(self, spans: Sequence[Interval]) -> frozenset[int]:
        """The words of several spans."""
        return frozenset().union(*(self.within(span) for span in spans))


def words_of(text: str) -> Words:
    """The words of a text as the reader splits it."""
    found = [(a, b) for sentence in rough_sentences(text) for a, b, _ in split_words(text, sentence)]
    return Words([a for a, _ in found], [b for _, b in found])


def read_polnear(folder: Path) -> list[Article]:
    """The articles of a split (`text` and `attributions` below it); of several annotators the first by file name.

    Raises OSError where a file cannot be read.
    """
    return [readings[0] for readings in read_annotators(folder)]


def read_annotators(folder: Path) -> list[list[Article]]:
    """The articles of a split, each as each of its annotators reads it, in the order of the files' names.

    Raises OSError where a file cannot be read.
    """
    files: dict[str, list[Path]] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        files.setdefault(path.stem.rsplit("_", 1)[0], []).append(path)
    found = []
    for name, paths in sorted(files.items()):
        text = (folder / "text" / f"{name}.txt").read_text(encoding="utf-8")
        found.append([Article(name, text, _attributions(path, text)) for path in paths])
    return found


def _attributions(path: Path, text: str) -> tuple[Attribution, ...]:
    spans: dict[str, tuple[str, tuple[Interval, ...]]] = {}
    events: list[list[tuple[str, str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, rest = line.partition("\t")
        told = rest.partition("\t")[0]
        if key.startswith("T"):
            kind, _, places = told.partition(" ")
            cut = [tuple(map(int, place.split())) for place in places.split(";") if place.strip()]
            spans[key] = kind, tuple((a, min(b, len(text))) for a, b in cut if a < min(b, len(text)))
        elif key.startswith("E"):
            events.append([(kind.rstrip("0123456789"), of) for kind, _, of in (p.partition(":") for p in told.split())])
    found = []
    for event in events:
        parts = {
            role: tuple(span for kind, of in event if kind == role and of in spans for span in spans[of][1])
            for role in ("Source", "Cue", "Content")
        }
        if parts["Content"] or parts["Cue"]:
            found.append(Attribution(parts["Source"], parts["Cue"], parts["Content"]))
    return tuple(found)
