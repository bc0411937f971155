"""What a synthetic document is, and the builder that grows its text and marks together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_OPEN_ARTICLE = re.compile(r"(?:^|[\s\"“(])[Aa] $")
_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Dr|Mr|Lt|St))(?<!\b(?:Gen|Col|Maj|Gov))(?<!\b(?:Brig|Capt))[.?!][\"”]? $"
)
_CONSONANT_SOUND = re.compile(r"(?:un(?:i|an)|Ukr|eu|one\b|U\.?[NS]|us)", re.ASCII)
_VOWEL_SOUND = re.compile(r"(?:[aeiou]|hour|heir|honou?r|honest|(?:8\d*|11|18)\b)", re.IGNORECASE)


@dataclass(frozen=True)
class Entity:
    """Somebody or something named; `type` is one of the design's entity types. Entities do not overlap."""

    start: int
    end: int
    type: str


@dataclass(frozen=True)
class Role:
    """A full noun phrase that takes part in an event: actor, recipient, victim, target, instrument or place."""

    role: str
    start: int
    end: int


@dataclass(frozen=True)
class Event:
    """A telling of an event: its trigger's range, PLOVER type and modes, and whether it took place."""

    start: int
    end: int
    type: str
    modes: tuple[str, ...]
    status: str
    aggregate: bool
    background: bool
    trend: str | None
    roles: tuple[Role, ...]


@dataclass(frozen=True)
class SyntheticDocument:
    """A text with all its marks. Offsets are Unicode code points, end exclusive; `frames` made its sentences."""

    id: str
    text: str
    frames: tuple[str, ...]
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Telling:
    """What a frame says of an event beside its words."""

    type: str
    modes: tuple[str, ...] = ()
    status: str = "happened"
    aggregate: bool = False
    background: bool = False
    trend: str | None = None


@dataclass
class Builder:
    """A growing text. A mark starts with the piece of text that follows its opening, so that articles can be mended."""

    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    drop_article: bool = False
    upper: bool = False
    _capital: bool = True
    _entity_depth: int = 0
    _pending: list[list[int]] = field(default_factory=list)
    _triggers: dict[int, tuple[int, int, Telling]] = field(default_factory=dict)
    _roles: list[tuple[frozenset[int], Role]] = field(default_factory=list)

    def append(self, piece: str) -> None:
        """Add text; repairs a/an before it and capitalises at the start of a sentence."""
        if self.drop_article:
            piece = _ARTICLE.sub("", piece)
            self.drop_article = False
        if not piece:
            return
        if (piece[0] == " " and self.text.endswith(" ")) or (piece[0] == "." and self.text.endswith(".")):
            piece = piece[1:]  # an abbreviation ends the sentence; two optional parts met
            if not piece:
                return
        if self.upper:
            piece = piece.upper()
        if _OPEN_ARTICLE.search(self.text) and _VOWEL_SOUND.match(piece) and not _CONSONANT_SOUND.match(piece):
            self.text = self.text[:-1] + "n "
        if self._capital or _SENTENCE_END.search(self.text):
            at = next((i for i, letter in enumerate(piece) if letter.isalnum()), None)
            if at is not None:
                piece = piece[:at] + piece[at].upper() + piece[at + 1 :]
                self._capital = False
        for mark in self._pending:
            mark[0] = len(self.text)
        self._pending.clear()
        self.text += piece

    def open(self) -> list[int]:
        """A mark that starts with the next piece of text."""
        mark = [-1]
        self._pending.append(mark)
        return mark

    def open_entity(self) -> list[int]:
        """As `open`, for an entity: those within it are not marked."""
        self._entity_depth += 1
        return self.open()

    def close_entity(self, mark: list[int], kind: str) -> None:
        self._entity_depth -= 1
        if not self._entity_depth and mark[0] >= 0:
            self.entities.append(Entity(mark[0], len(self.text), kind))

    def close_trigger(self, mark: list[int], number: int, telling: Telling) -> None:
        self._triggers[number] = (mark[0], len(self.text), telling)

    def close_role(self, mark: list[int], role: str, numbers: frozenset[int]) -> None:
        if mark[0] >= 0:
            self._roles.append((numbers, Role(role, mark[0], len(self.text))))

    def end_sentence(self, separator: str) -> None:
        """Close the frame: its triggers and roles become events, and the next piece begins a sentence."""
        for number, (start, end, telling) in sorted(self._triggers.items(), key=lambda item: item[1][0]):
            roles = tuple(role for numbers, role in self._roles if number in numbers)
            how = (telling.status, telling.aggregate, telling.background, telling.trend)
            self.events.append(Event(start, end, telling.type, telling.modes, *how, roles))
        self._triggers.clear()
        self._roles.clear()
        self._pending.clear()
        self.text += separator
        self._capital = True

    def document(self, name: str, frames: tuple[str, ...]) -> SyntheticDocument:
        """The finished document; space at its end is dropped."""
        return SyntheticDocument(name, self.text.rstrip(), frames, tuple(self.entities), tuple(self.events))


def with_options(telling: Telling, options: dict[str, str]) -> Telling:
    """The telling with `status=`, `trend=`, `aggregate` and `background` as given."""
    return replace(
        telling,
        status=options.get("status", telling.status),
        trend=options.get("trend", telling.trend),
        aggregate=telling.aggregate or "aggregate" in options,
        background=telling.background or "background" in options,
    )
