"""Overwriting a name: in texts, in documents whose spans point into a text, and finding it in bytes. Pure."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from dateline.decisions import MASK
from dateline.errors import ReviewError

_INVISIBLE = "[\u00ad\u200b-\u200d\u2060\ufeff]*"
"""Soft hyphens and zero-width characters that web pages put inside words."""
_ALIKE = ("'’‘ʼ`´", "-‐‑‒–")
"""Characters that writers use for one another in names."""
_TEXT_GAP = r"(?:\s|[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff])+"
_LOOSE_GAP = r"(?:[\s\-_+.,\u200b\u2060\ufeff]|%20)+"
"""Between a name's words in titles, urls, ids and file names."""
LEAST_LETTERS = 2
"""A name of one letter would black out initials and list marks all over the archive."""
_ENCODINGS = ("utf-8", "cp1252", "utf-16-le", "utf-16-be")


@dataclass(frozen=True)
class Name:
    """The patterns of a name: `text` for running text, `loose` for everything else (urls, ids, titles)."""

    text: re.Pattern[str]
    loose: re.Pattern[str]

    @classmethod
    def of(cls, name: str) -> Name:
        """The patterns of a name as a person writes it.

        Raises ReviewError where it is no name: fewer than two letters or digits.
        """
        words = name.split()
        if sum(c.isalnum() for c in name) < LEAST_LETTERS:
            raise ReviewError(
                "a name to remove needs at least two letters", remedy="Give it as it stands in the reports."
            )
        plain = [_word(word) for word in words]
        slugs = [f"(?:{p}|{re.escape(quote(w))})" if quote(w) != w else p for w, p in zip(words, plain, strict=True)]
        return cls(
            re.compile(rf"(?<![^\W_]){_TEXT_GAP.join(plain)}(?![^\W_])", re.IGNORECASE),
            re.compile(rf"(?<![^\W_]){_LOOSE_GAP.join(slugs)}(?![^\W_])", re.IGNORECASE),
        )

    @classmethod
    def covered(cls, masked: str, text: str) -> Name | None:
        """The patterns of what a mask covers in a text; None where it covers nothing."""
        hidden = [text[m.start() : m.end()] for m in re.finditer(f"{MASK}+", masked)]
        bodies = sorted({re.escape(h) for h in hidden if h.strip(MASK)}, key=len, reverse=True)
        if not bodies:
            return None
        pattern = re.compile("|".join(bodies), re.IGNORECASE)
        return cls(pattern, pattern)


def _word(word: str) -> str:
    forms = dict.fromkeys(unicodedata.normalize(form, word) for form in ("NFC", "NFD"))
    return "(?:" + "|".join(_INVISIBLE.join(map(_letter, form)) for form in forms) + ")"


def _letter(character: str) -> str:
    for alike in _ALIKE:
        if character in alike:
            return "[" + re.escape(alike) + "]"
    return re.escape(character)


def mask(pattern: re.Pattern[str], text: str) -> tuple[str, int]:
    """The text with every match overwritten at its length, and how many there were."""
    return pattern.subn(lambda match: MASK * len(match.group()), text)


def same_but_masked(masked: str, text: str) -> bool:
    """Whether a redacted text came from this one."""
    return len(masked) == len(text) and (
        masked == text or all(a in (b, MASK) for a, b in zip(masked, text, strict=True))
    )


def bytes_hold(data: bytes, name: Name) -> bool:
    """Whether a name stands in bytes of an unknown encoding, with or without HTML's entities and JSON's escapes."""
    for encoding in _ENCODINGS:
        if encoding.startswith("utf-16") and b"\0" not in data:
            continue
        text = data.decode(encoding, errors="replace")
        forms = {text, html.unescape(text), _without_json_escapes(text)}
        if any(name.text.search(form) or name.loose.search(form) for form in forms):
            return True
    return False


def _without_json_escapes(text: str) -> str:
    def plain(match: re.Match[str]) -> str:
        return chr(int(match[1], 16)) if match[1] else " " if match[2] in "nrtbf" else match[2]

    return re.sub(r"\\(?:u([0-9a-fA-F]{4})|([nrtbf\"\\/]))", plain, text)


@dataclass
class Redaction:
    """The redaction of one report's documents: its text before and after, and what that made of its spans.

    `touched` maps the words of every span that the mask reaches to what is left of them, so that a name taken from a
    part of a masked stretch goes too. `places` counts what was overwritten.
    """

    name: Name
    old: str
    new: str
    touched: dict[str, str] = field(default_factory=dict)
    places: int = 0

    def document(self, value: Any) -> Any:
        """A JSON document of this report with every trace of the name overwritten."""
        for start, end in _intervals(value):
            before, after = self.old[start:end], self.new[start:end]
            if before != after:
                self.touched[before] = after
        return self.walk(value)

    def walk(self, value: Any) -> Any:
        """The same value with its strings redacted and the text of its spans cut anew."""
        if isinstance(value, str):
            return self.string(value)
        if isinstance(value, list):
            return [self.walk(item) for item in value]
        if not isinstance(value, dict):
            return value
        if not _is_span(value) or self.old[value["start"] : value["end"]] != value["text"]:
            return {key: self.walk(item) for key, item in value.items()}
        cut = self.new[value["start"] : value["end"]]
        self.places += cut != value["text"]
        return {key: cut if key == "text" else self.walk(item) for key, item in value.items()}

    def string(self, value: str) -> str:
        """A free string, redacted."""
        if value in self.touched:
            self.places += 1
            return self.touched[value]
        left, count = mask(self.name.loose, value)
        self.places += count
        return left


def _is_span(value: dict[str, Any]) -> bool:
    return (
        isinstance(value.get("start"), int) and isinstance(value.get("end"), int) and isinstance(value.get("text"), str)
    )


def _intervals(value: Any) -> Iterator[tuple[int, int]]:
    """Every [start, end) in a document, as span or as pair."""
    if isinstance(value, dict):
        if _is_span(value):
            yield value["start"], value["end"]
        for item in value.values():
            yield from _intervals(item)
    elif isinstance(value, list):
        if len(value) == 2 and all(type(item) is int for item in value):
            yield value[0], value[1]
        for item in value:
            yield from _intervals(item)
