"""Events with arguments: RAMS and WikiEvents, as tokenised documents."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Argument:
    """Words [first, last) in a role of an event, the role named in lower case as in the corpus."""

    first: int
    last: int
    role: str


@dataclass(frozen=True)
class RoleEvent:
    """A trigger, words [first, last), its type in the corpus' own ontology, and its arguments."""

    first: int
    last: int
    type: str
    arguments: tuple[Argument, ...]


@dataclass(frozen=True)
class RoleDocument:
    """A tokenised document; `borders` are the word indices where sentences start."""

    id: str
    words: tuple[str, ...]
    borders: tuple[int, ...]
    events: tuple[RoleEvent, ...]


def read_rams(path: Path) -> list[RoleDocument]:
    """RAMS: five sentences around one trigger each; a trigger marked on several documents stays several."""
    found = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            words = tuple(word for sentence in record["sentences"] for word in sentence)
            events = []
            for first, last, types in record["evt_triggers"]:
                arguments = tuple(
                    # a link is named like "evt089arg01victim"
                    Argument(a, b + 1, name[len("evt000arg00") :])
                    for trigger, (a, b), name in record["gold_evt_links"]
                    if tuple(trigger) == (first, last)
                )
                events.append(RoleEvent(first, last + 1, types[0][0], arguments))
            found.append(RoleDocument(record["doc_key"], words, _borders(record["sentences"]), tuple(events)))
    return found


def read_wikievents(path: Path) -> list[RoleDocument]:
    """WikiEvents: whole articles with all their events."""
    found = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            entities = {entity["id"]: entity for entity in record["entity_mentions"]}
            events = tuple(
                RoleEvent(
                    event["trigger"]["start"],
                    event["trigger"]["end"],
                    event["event_type"].lower(),
                    tuple(
                        Argument(entities[a["entity_id"]]["start"], entities[a["entity_id"]]["end"], a["role"].lower())
                        for a in event["arguments"]
                        if a["entity_id"] in entities
                    ),
                )
                for event in record["event_mentions"]
            )
            sentences = [words for words, _ in record["sentences"]]
            found.append(RoleDocument(record["doc_id"], tuple(record["tokens"]), _borders(sentences), events))
    return found


def _borders(sentences: list[list[object]]) -> tuple[int, ...]:
    starts, at = [], 0
    for sentence in sentences:
        starts.append(at)
        at += len(sentence)
    return tuple(starts)
