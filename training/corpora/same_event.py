"""Reports with given event mentions and which of them tell of the same event, over reports: ECB+ and MEANTIME."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

# The corpora's own files, no strangers' XML.
from xml.etree import ElementTree

from dateline.incidents.wording import Told, told_in
from dateline.records import Interval

from training.corpora.coreference import ChainReport, from_tokens

LISTED = "ECBplus_coreference_sentences.csv"
Topic = tuple[Sequence[Told], Sequence[str]]
"""Mentions compared among each other, and the event of each."""


@dataclass(frozen=True)
class EventReport:
    """A text with its sentences and its event mentions in text order; equal `events`, the same event.

    Names of events hold over all reports of a topic. `scored`: whether a mention counts.
    """

    id: str
    topic: str
    text: str
    sentences: tuple[Interval, ...]
    mentions: tuple[Interval, ...]
    events: tuple[str, ...]
    scored: tuple[bool, ...]


def read_ecb(folder: Path) -> list[EventReport]:
    """ECB+ (`folder` holds ecbplus/TOPIC/*.xml, and LISTED, the sentences that were annotated in full: without it all
    count).
    """
    whole: dict[str, set[str]] = {}
    if listed := (folder / LISTED).is_file():
        with (folder / LISTED).open(encoding="utf-8-sig") as lines:
            for row in csv.DictReader(lines):
                whole.setdefault(f"{row['Topic']}_{row['File']}", set()).add(row["Sentence Number"])
    found = []
    for path in sorted(folder.glob("ecbplus/*/*.xml"), key=lambda p: (int(p.parent.name), p.name)):
        root = ElementTree.parse(path).getroot()
        links = [*root.iterfind("Relations/CROSS_DOC_COREF"), *root.iterfind("Relations/INTRA_DOC_COREF")]
        marks = _anchored(root, ("ACTION", "NEG_ACTION"))
        report = from_tokens(
            path.stem, path.parent.name, root, marks, links, whole.get(path.stem, set()) if listed else None
        )
        names = [link.get("note", "") if link.tag == "CROSS_DOC_COREF" else "" for link in links]
        found.append(_named(report, names))
    return [report for report in found if any(report.scored)]


def topics_of(reports: Sequence[EventReport]) -> dict[str, Topic]:
    """The mentions that are scored, topic by topic, with their events."""
    found: dict[str, tuple[list[Told], list[str]]] = defaultdict(lambda: ([], []))
    for report in reports:
        told, events = found[report.topic]
        kept = [at for at, scored in enumerate(report.scored) if scored]
        told += told_in(report.id, report.text, report.sentences, [report.mentions[at] for at in kept])
        events += [report.events[at] for at in kept]
    return dict(found)


def read_meantime(folder: Path) -> list[EventReport]:
    """MEANTIME (`folder` holds intra_cross-doc_annotation/TOPIC/*.xml): headlines and first sentences."""
    found = []
    for path in sorted(folder.glob("intra_cross-doc_annotation/*/*.xml")):
        root = ElementTree.parse(path).getroot()
        instances = {mark.get("m_id"): mark.get("instance_id") or "" for mark in root.iterfind("Markables/*")}
        links = list(root.iterfind("Relations/REFERS_TO"))
        report = from_tokens(path.stem, path.parent.name, root, _anchored(root, ("EVENT_MENTION",)), links, None)
        targets = [link.find("target") for link in links]
        names = [instances.get(t.get("m_id"), "") if t is not None else "" for t in targets]
        found.append(_named(report, names))
    return [report for report in found if report.mentions]


def _anchored(root: ElementTree.Element, tags: tuple[str, ...]) -> list[ElementTree.Element]:
    marks: Iterator[ElementTree.Element] = root.iterfind("Markables/*")
    return [mark for mark in marks if mark.tag.startswith(tags) and mark.find("token_anchor") is not None]


def _named(report: ChainReport, names: Sequence[str]) -> EventReport:
    """The report with its chains by name; one without a name over reports is the report's own."""
    events = tuple(
        names[chain] or f"{report.id}/{chain}" if chain >= 0 else f"{report.id}/{chain}" for chain in report.chains
    )
    return EventReport(report.id, report.topic, report.text, report.sentences, report.mentions, events, report.scored)
