"""Reading the data files: word lists, acts and frames."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from training.synthetic.marks import Telling, with_options
from training.synthetic.notation import (
    ENTITY_TYPES,
    Choice,
    FrameError,
    Marked,
    Node,
    Slot,
    parse,
    parse_code,
    parse_options,
)

DATA = Path(__file__).parent / "data"
NOTHING = "~"  # an alternative without words
FORMS = ("base", "past", "pp", "ing")
ACT_SLOTS = frozenset({"A", "O", "wasA", "wasO", "hasA", "itA", "!noun", "!nouns", *(f"!{form}" for form in FORMS)})


@dataclass(frozen=True)
class WordList:
    """Alternatives of a slot; `entity` is the type that each of them names, if any."""

    name: str
    entity: str | None
    options: tuple[tuple[Node, ...], ...]


@dataclass(frozen=True, eq=False)
class Act:
    """Something that an actor does to an object, in all forms of its verb; a form may be missing.

    A form is the trigger's words and what follows them outside the trigger, as in "opened fire" + "on"; after the
    plural noun that holds the object too, so that "attacks on villages" are many.
    """

    telling: Telling
    actor: tuple[Node, ...]
    pronoun: str
    object: tuple[Node, ...]
    object_plural: bool
    forms: dict[str, tuple[str, tuple[Node, ...]]]


@dataclass(frozen=True, eq=False)
class Frame:
    """A sentence pattern. Without `telling` it takes its event from an act, or tells of none."""

    id: str
    section: str
    nodes: tuple[Node, ...]
    telling: Telling | None
    options: dict[str, str]
    needs: frozenset[str]
    types: frozenset[str]

    @property
    def of_act(self) -> bool:
        return bool(self.needs)

    def fits(self, act: Act) -> bool:
        """Whether the act is of the frame's types, if any are given, and has the forms that it uses."""
        of_type = not self.types or act.telling.type in self.types
        return of_type and all(name[1:] in act.forms for name in self.needs if name.startswith("!"))


@dataclass(frozen=True)
class Grammar:
    words: dict[str, WordList] = field(default_factory=dict)
    acts: tuple[Act, ...] = ()
    sections: dict[str, tuple[Frame, ...]] = field(default_factory=dict)


@cache
def plover_table() -> dict[str, frozenset[str]]:
    """The modes of each PLOVER type."""
    with (DATA / "plover.toml").open("rb") as file:
        return {root: frozenset(modes) for root, modes in tomllib.load(file).items()}


def read_grammar(folder: Path, built_in: frozenset[str]) -> Grammar:
    """All data files of a folder. Raises FrameError for a malformed line or a slot that nothing fills."""
    words: dict[str, WordList] = {}
    used: list[tuple[Path, int, str]] = []
    for path in sorted(folder.glob("*.words")):
        words |= _read_words(path, used)
    acts = tuple(act for path in sorted(folder.glob("*.acts")) for act in _read_acts(path, used))
    sections: dict[str, list[Frame]] = {}
    for path in sorted(folder.glob("*.frames")):
        for frame in _read_frames(path, used):
            sections.setdefault(frame.section, []).append(frame)
    for path, line, name in used:
        if name not in words and name not in built_in and (path.suffix != ".frames" or name not in ACT_SLOTS):
            raise FrameError(path, line, f"nothing fills {{{name}}}")
    return Grammar(words, acts, {name: tuple(frames) for name, frames in sections.items()})


def slots_of(nodes: tuple[Node, ...]) -> Iterator[str]:
    """The names of all slots, nested ones too."""
    for node in nodes:
        if isinstance(node, Slot):
            yield node.name
        elif isinstance(node, Choice):
            for option in node.options:
                yield from slots_of(option)
        elif isinstance(node, Marked):
            yield from slots_of(node.body)


def marks_of(nodes: tuple[Node, ...]) -> Iterator[Marked]:
    """All brackets, nested ones too."""
    for node in nodes:
        if isinstance(node, Choice):
            for option in node.options:
                yield from marks_of(option)
        elif isinstance(node, Marked):
            yield node
            yield from marks_of(node.body)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line


def _parsed(path: Path, number: int, text: str, used: list[tuple[Path, int, str]]) -> tuple[Node, ...]:
    try:
        nodes = parse(text, plover_table())
    except ValueError as fault:
        raise FrameError(path, number, str(fault)) from fault
    used += [(path, number, name) for name in slots_of(nodes)]
    return nodes


def _read_words(path: Path, used: list[tuple[Path, int, str]]) -> dict[str, WordList]:
    lists: dict[str, WordList] = {}
    name, entity = "", None
    for number, line in _lines(path):
        if line.startswith("= "):
            name, _, kind = (part.strip() for part in line[2:].partition(":"))
            entity = kind or None
            if kind and kind not in ENTITY_TYPES:
                raise FrameError(path, number, f"no entity type {kind!r}")
            if name in lists:
                raise FrameError(path, number, f"{name!r} is listed twice")
            lists[name] = WordList(name, entity, ())
        elif not name:
            raise FrameError(path, number, "words before the first '= name' line")
        else:
            nodes = () if line == NOTHING else _parsed(path, number, line, used)
            options = (*lists[name].options, nodes)
            lists[name] = WordList(name, entity, options)
    return lists


def _read_acts(path: Path, used: list[tuple[Path, int, str]]) -> Iterator[Act]:
    """Lines of `CODE ; it|he|they actor ; sg|pl object ; base, past, pp, ing ; noun, nouns`, - for a missing form."""
    for number, line in _lines(path):
        parts = [part.strip() for part in line.split(";")]
        if len(parts) != 5:
            raise FrameError(path, number, f"an act has five parts between ';', not {len(parts)}")
        try:
            telling = parse_code(parts[0], plover_table())
        except ValueError as fault:
            raise FrameError(path, number, str(fault)) from fault
        pronoun, _, actor = parts[1].partition(" ")
        count, _, thing = parts[2].partition(" ")
        if pronoun not in {"it", "he", "they"} or count not in {"sg", "pl"}:
            raise FrameError(path, number, "an actor begins with it, he or they, an object with sg or pl")
        verbs, nouns = parts[3].split(","), parts[4].split(",")
        if len(verbs) != 4 or len(nouns) != 2:
            raise FrameError(path, number, "an act has four verb forms and two noun forms; write - for a missing one")
        forms = {}
        for name, form in zip((*FORMS, "noun", "nouns"), (*verbs, *nouns), strict=True):
            trigger, _, rest = form.strip().partition("/")
            if trigger != "-":
                after = _parsed(path, number, f" {rest.strip()}", used) if rest else ()
                forms[name] = (trigger.strip(), after)
        nodes = [_parsed(path, number, part, used) for part in (actor, thing)]
        yield Act(telling, nodes[0], pronoun, nodes[1], count == "pl", forms)


def _read_frames(path: Path, used: list[tuple[Path, int, str]]) -> Iterator[Frame]:
    """Lines of notation below headers `= CODE|act|act:TYPE,TYPE|none options`."""
    header: list[str] = []
    telling: Telling | None = None
    options: dict[str, str] = {}
    kind, types = "", frozenset[str]()
    for number, line in _lines(path):
        if line.startswith("="):
            header = line[1:].split()
            try:
                options = parse_options(header[1:])
                kind, _, listed = (header[0] if header else "").partition(":")
                telling = None if kind in {"act", "none"} else parse_code(kind, plover_table())
                types = frozenset(parse_code(root, plover_table()).type for root in listed.split(",") if listed)
            except ValueError as fault:
                raise FrameError(path, number, str(fault)) from fault
            telling = with_options(telling, options) if telling else None
            continue
        if not header:
            raise FrameError(path, number, "a frame before the first '= CODE' line")
        nodes = _parsed(path, number, line, used)
        needs = frozenset(slots_of(nodes)) & ACT_SLOTS
        marks = list(marks_of(nodes))
        triggers = [mark for mark in marks if mark.kind == "trigger"]
        told = {1} if kind == "act" else set()
        told |= {event for trigger in triggers for event in trigger.numbers}
        if kind == "none" and (triggers or needs):
            raise FrameError(path, number, "a frame of no event has a trigger")
        if kind == "act" and not any(name.startswith("!") for name in needs):
            raise FrameError(path, number, "a frame of an act uses no form of it")
        if telling and (needs or not any(trigger.numbers == {1} for trigger in triggers)):
            raise FrameError(path, number, "the trigger [!: ...] is missing" if not needs else "slots of an act")
        if any(trigger.telling is None and trigger.numbers != {1} for trigger in triggers):
            raise FrameError(path, number, "a second trigger needs its type, as in [!2 ASSAULT: ...]")
        for mark in marks:
            if not mark.numbers <= told:
                raise FrameError(path, number, f"the {mark.kind} belongs to an event that has no trigger")
        digest = hashlib.blake2b(f"{' '.join(header)}\n{line}".encode(), digest_size=4).hexdigest()
        section = f"{path.stem} {' '.join(header)}"
        yield Frame(f"{path.stem}-{digest}", section, nodes, telling, options, needs, types)
