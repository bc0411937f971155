"""The notation of the frames, and its reader.

{slot}                     a word list or a built-in slot; {slot.bare} without its article, {slot.upper} in capitals
(a|b|)                     one of these, here possibly nothing
[actor: text]              a role of event 1; [victim2: text] of event 2, [actor12: text] of both
[!: text]                  the trigger of event 1, with the telling of the frame's header
[! ASSAULT/firearms: text] the same with another type or mode, and the header's options
[!2 ASSAULT/firearms status=feared: text]   the trigger of another event with its own telling
[organisation: text]       an entity
\\(                         the character itself
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from training.synthetic.marks import Telling, with_options

ENTITY_TYPES = frozenset(
    [
        "person",
        "organisation",
        "group",
        "location",
        "facility",
        "time",
        "quantity",
        "money",
        "weapon",
        "platform",
        "vehicle",
        "document",
    ]
)
ROLES = frozenset(["actor", "recipient", "victim", "target", "instrument", "place"])
STATUSES = frozenset(
    [
        "happened",
        "ongoing",
        "attempted",
        "denied",
        "alleged",
        "feared",
        "predicted",
        "threatened",
        "planned",
        "hypothetical",
    ]
)
TRENDS = frozenset({"increase", "decrease", "steady"})
_LABEL = re.compile(r"([a-z]+)(\d*)")
_TRIGGER = re.compile(r"!(\d?)((?: \S+)*)")
_SLOT = re.compile(r"[A-Za-z_!]+(?:\.(?:bare|upper))?")


class FrameError(ValueError):
    """A line of a data file that cannot be read; the message names file, line and fault."""

    def __init__(self, path: Path, line: int, fault: str) -> None:
        super().__init__(f"{path.name}, line {line}: {fault}")


@dataclass(frozen=True)
class Slot:
    name: str
    manner: str = ""


@dataclass(frozen=True)
class Choice:
    options: tuple[tuple[Node, ...], ...]


@dataclass(frozen=True)
class Marked:
    """A bracket. `kind` is a role, an entity type or "trigger"; a trigger without `telling` has the header's."""

    kind: str
    numbers: frozenset[int]
    telling: Telling | None
    body: tuple[Node, ...]


Node = str | Slot | Choice | Marked


def parse_code(code: str, table: dict[str, frozenset[str]]) -> Telling:
    """`TYPE` or `TYPE/mode` as a telling that happened. Raises ValueError where PLOVER has no such type or mode."""
    root, _, mode = code.partition("/")
    if root not in table:
        raise ValueError(f"no PLOVER type {root!r}")
    if mode and mode not in table[root]:
        raise ValueError(f"{root} has no mode {mode!r}, only {', '.join(sorted(table[root])) or 'none at all'}")
    return Telling(root, (mode,) if mode else ())


def parse_options(words: list[str]) -> dict[str, str]:
    """`status=feared aggregate` as a mapping. Raises ValueError for an unknown option or value."""
    options = {}
    for word in words:
        name, _, value = word.partition("=")
        known = {"status": STATUSES, "trend": TRENDS}.get(name)
        if known is None and word not in {"aggregate", "background"}:
            raise ValueError(f"unknown option {word!r}")
        if known is not None and value not in known:
            raise ValueError(f"{name} cannot be {value!r}")
        options[name] = value
    return options


def parse(text: str, table: dict[str, frozenset[str]]) -> tuple[Node, ...]:
    """A line of notation as nodes. Raises ValueError with the fault and its column."""
    reader = _Reader(text, table)
    nodes = reader.sequence("")
    return nodes


class _Reader:
    def __init__(self, text: str, table: dict[str, frozenset[str]]) -> None:
        self.text, self.at, self.table = text, 0, table

    def sequence(self, stops: str) -> tuple[Node, ...]:
        nodes: list[Node] = []
        plain = ""
        while self.at < len(self.text):
            letter = self.text[self.at]
            if letter in stops:
                break
            if letter in "])}|":
                raise ValueError(f"stray {letter!r} at column {self.at + 1}")
            if letter in "[({":
                nodes += [plain] if plain else []
                plain = ""
                nodes.append(self.marked() if letter == "[" else self.choice() if letter == "(" else self.slot())
                continue
            if letter == "\\":
                self.at += 1
            plain += self.text[self.at : self.at + 1]
            self.at += 1
        return (*nodes, plain) if plain else tuple(nodes)

    def until(self, closing: str, opened: int) -> None:
        if self.text[self.at : self.at + 1] != closing:
            raise ValueError(f"{self.text[opened]!r} at column {opened + 1} is never closed by {closing!r}")
        self.at += 1

    def slot(self) -> Slot:
        opened = self.at
        end = self.text.find("}", opened)
        self.at = end if end >= 0 else len(self.text)
        name = self.text[opened + 1 : self.at]
        self.until("}", opened)
        if not _SLOT.fullmatch(name):
            raise ValueError(f"{{{name}}} at column {opened + 1} is no slot")
        return Slot(*name.split("."))

    def choice(self) -> Choice:
        opened = self.at
        options: list[tuple[Node, ...]] = []
        while not options or self.text[self.at : self.at + 1] == "|":
            self.at += 1
            options.append(self.sequence("|)"))
        self.until(")", opened)
        if len(options) < 2:
            raise ValueError(f"the choice at column {opened + 1} has one option; write \\( for a bracket")
        return Choice(tuple(options))

    def marked(self) -> Marked:
        opened = self.at
        colon = self.text.find(":", opened)
        label = self.text[opened + 1 : colon] if colon >= 0 else ""
        if colon < 0 or any(letter in label for letter in "[]{}()"):
            raise ValueError(f"the bracket at column {opened + 1} has no label and colon")
        self.at = colon + 1
        while self.text[self.at : self.at + 1] == " ":
            self.at += 1
        body = self.sequence("]")
        self.until("]", opened)
        if not body:
            raise ValueError(f"the bracket at column {opened + 1} is empty")
        if trigger := _TRIGGER.fullmatch(label):
            words = trigger[2].split()
            telling = with_options(parse_code(words[0], self.table), parse_options(words[1:])) if words else None
            return Marked("trigger", frozenset({int(trigger[1] or 1)}), telling, body)
        named = _LABEL.fullmatch(label)
        if named and named[1] in ROLES:
            return Marked(named[1], frozenset(map(int, named[2] or "1")), None, body)
        if named and named[1] in ENTITY_TYPES and not named[2]:
            return Marked(named[1], frozenset(), None, body)
        raise ValueError(f"[{label}: at column {opened + 1} is no role, trigger or entity type")
