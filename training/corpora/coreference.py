"""Reports with given mentions and their chains: ECB+, MEANTIME, and the alternative strings of MUC-4's fillers."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

# The corpora's own files, no strangers' XML.
from xml.etree import ElementTree

from dateline.codebooks.muc4 import ROLES
from dateline.reader.network.windows import rough_sentences
from dateline.records import Interval

NO_ENTITIES = ("ACTION", "NEG_ACTION", "TIME")
"""ECB+ tags of events and of times, which are no entities here."""


@dataclass(frozen=True)
class ChainReport:
    """A text with its sentences, its mentions in text order and the chain of each.

    `scored`: whether a mention is in a part that was annotated in full. `topic`: reports of one topic share entities.
    """

    id: str
    topic: str
    text: str
    sentences: tuple[Interval, ...]
    mentions: tuple[Interval, ...]
    chains: tuple[int, ...]
    scored: tuple[bool, ...]


def read_ecb(folder: Path) -> list[ChainReport]:
    """ECB+ (`folder` holds ecbplus/TOPIC/*.xml and the list of sentences annotated in full), topic by topic.

    Participants and places; a mention that is in no chain is one of its own.
    """
    whole: set[tuple[str, str]] = set()
    with (folder / "ECBplus_coreference_sentences.csv").open(encoding="utf-8-sig") as lines:
        for row in csv.DictReader(lines):
            whole.add((f"{row['Topic']}_{row['File']}", row["Sentence Number"]))
    found = []
    for path in sorted(folder.glob("ecbplus/*/*.xml"), key=lambda p: (int(p.parent.name), p.name)):
        root = ElementTree.parse(path).getroot()
        marks = [
            mark
            for mark in root.iterfind("Markables/*")
            if mark.find("token_anchor") is not None and not mark.tag.startswith(NO_ENTITIES)
        ]
        links = (*root.iterfind("Relations/CROSS_DOC_COREF"), *root.iterfind("Relations/INTRA_DOC_COREF"))
        # A topic is two happenings, told in the ecb and in the ecbplus files; they are held out together.
        report = from_tokens(path.stem, path.parent.name, root, marks, links, {s for f, s in whole if f == path.stem})
        if any(report.scored):
            found.append(report)
    return found


def read_meantime(folder: Path) -> list[ChainReport]:
    """MEANTIME (`folder` holds intra-doc_annotation/TOPIC/*.xml); headline and first sentences are annotated."""
    found = []
    for path in sorted(folder.glob("intra-doc_annotation/*/*.xml")):
        root = ElementTree.parse(path).getroot()
        marks = [mark for mark in root.iterfind("Markables/ENTITY_MENTION") if mark.find("token_anchor") is not None]
        report = from_tokens(path.stem, path.parent.name, root, marks, root.iterfind("Relations/REFERS_TO"), None)
        if report.mentions:
            found.append(report)
    return found


def from_tokens(
    name: str,
    topic: str,
    root: ElementTree.Element,
    marks: Sequence[ElementTree.Element],
    links: Iterator[ElementTree.Element] | Sequence[ElementTree.Element],
    whole: set[str] | None,
) -> ChainReport:
    """A tokenised document: its tokens joined by blanks; of equal mentions the first is kept."""
    pieces: list[str] = []
    where: dict[str, tuple[int, int, str]] = {}
    sentences: dict[str, Interval] = {}
    at = 0
    for token in root.iterfind("token"):
        word = token.text or ""
        start, end, sentence = at, at + len(word), token.get("sentence", "")
        where[token.get("t_id", "")] = (start, end, sentence)
        sentences[sentence] = (sentences.get(sentence, (start, end))[0], end)
        pieces.append(word)
        at = end + 1
    chain_of: dict[str, int] = {}
    for number, link in enumerate(links):
        chain_of.update({source.get("m_id", ""): number for source in link.iterfind("source")})
    spans: dict[Interval, tuple[int, bool]] = {}
    for number, mark in enumerate(marks):
        anchors = [where[anchor.get("t_id", "")] for anchor in mark.iterfind("token_anchor")]
        span = (min(a for a, _, _ in anchors), max(b for _, b, _ in anchors))
        chain = chain_of.get(mark.get("m_id", ""), -1 - number)
        spans.setdefault(span, (chain, whole is None or anchors[0][2] in whole))
    order = sorted(spans)
    return ChainReport(
        name,
        topic,
        " ".join(pieces),
        tuple(sentences.values()),
        tuple(order),
        tuple(spans[span][0] for span in order),
        tuple(spans[span][1] for span in order),
    )


def read_fillers(path: Path) -> list[ChainReport]:
    """MUC-4 (a processed file): the strings of a role's fillers where the text first has them, one chain an entity.

    Entities of several templates that share a string are one.
    """
    found = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            text = record["doctext"]
            entities = [e for t in record["templates"] for role in ROLES for e in t[role]]
            strings = [{_first(text, string, start) for string, start in entity} for entity in entities]
            chains: dict[Interval, int] = {}
            for number, spans in enumerate(strings):
                known = {chains[span] for span in spans if span in chains}
                chains.update(dict.fromkeys((s for s, c in chains.items() if c in known), number))
                chains.update(dict.fromkeys(spans, number))
            order = sorted(chains)
            if len(order) > 1:
                labels = tuple(chains[span] for span in order)
                bounds = tuple(rough_sentences(text))
                name = record["docid"]
                found.append(ChainReport(name, name, text, bounds, tuple(order), labels, (True,) * len(order)))
    return found


def _first(text: str, string: str, start: int) -> Interval:
    """Where a filler stands as words: at its own offset, else first; at its offset where it only is part of a word.

    The offsets are those of the letters' first occurrence, which for "men" may lie in "government".
    """
    words = re.compile(rf"(?<!\w){re.escape(string)}(?!\w)")
    match = words.match(text, start) or words.search(text)
    start = match.start() if match else text.find(string)
    return start, start + len(string)
