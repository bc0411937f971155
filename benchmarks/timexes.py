"""Reports with annotated time expressions: TimeML (`.tml`, TempEval-3 and AQUAINT) and NewsReader (`.xml`,
MEANTIME).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from dateline.records import Interval


@dataclasses.dataclass(frozen=True)
class Timex:
    """One annotated expression: where it stands in the text, its TIMEX3 type and value."""

    span: Interval
    type: str
    value: str


@dataclasses.dataclass(frozen=True)
class Annotated:
    """A report's text, its creation date, and the expressions marked in it. `sentences`: where the corpus gives
    them.
    """

    name: str
    text: str
    created: dt.date | None
    timexes: tuple[Timex, ...]
    sentences: tuple[Interval, ...] | None = None


def read_folder(folder: Path) -> list[Annotated]:
    """All annotated reports of a folder, by name. Raises FileNotFoundError where it holds none."""
    found = [read_timeml(path) for path in sorted(folder.rglob("*.tml"))]
    found = found or [read_meantime(path) for path in sorted(folder.rglob("*.xml"))]
    if not found:
        raise FileNotFoundError(f"no .tml or .xml files in {folder}")
    return found


def _date(value: str | None) -> dt.date | None:
    found = re.match(r"(\d{4})-?(\d\d)-?(\d\d)", value or "")
    if found:
        return dt.date(*map(int, found.groups()))
    backwards = re.match(r"(\d\d)-(\d\d)-(\d{4})$", value or "")
    return dt.date(*map(int, reversed(backwards.groups()))) if backwards else None


def read_timeml(path: Path) -> Annotated:
    """A TimeML report: the text between the TEXT tags and the expressions in it; without such tags all after the
    DCT.
    """
    root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314, a corpus that the user names
    created = next(
        (t.get("value") for t in root.iter("TIMEX3") if t.get("functionInDocument") == "CREATION_TIME"), None
    )
    body = root.find(".//TEXT")
    if body is None:
        body = root
    pieces: list[str] = []
    timexes: list[Timex] = []

    def walk(node: ET.Element) -> None:
        start = sum(map(len, pieces))
        pieces.append(node.text or "")
        for child in node:
            walk(child)
            pieces.append(child.tail or "")
        if node.tag == "TIMEX3" and node.get("functionInDocument") != "CREATION_TIME":
            end = sum(map(len, pieces))
            if end > start:
                timexes.append(Timex((start, end), node.get("type", ""), node.get("value", "")))

    walk(body)
    text = "".join(pieces)
    return Annotated(path.name, text, _date(created), tuple(sorted(timexes, key=lambda t: t.span)))


def read_meantime(path: Path) -> Annotated:
    """A NewsReader report, as far as it is annotated: its tokens laid out with blanks between them, each of its
    sentences a line.
    """
    root = ET.parse(path).getroot()  # noqa: S314
    text, at, last = "", {}, None
    bounds: list[Interval] = []
    start = 0
    for token in root.iter("token"):
        word = token.text or ""
        if token.get("sentence") != last:
            if last is not None:
                bounds.append((start, len(text)))
                text += "\n"
            start, last = len(text), token.get("sentence")
        elif text and not re.fullmatch(r"[.,;:!?)%]|'s|’s|n't", word) and not text.endswith(("(", "$")):
            text += " "
        at[token.get("t_id")] = (len(text), len(text) + len(word))
        text += word
    bounds.append((start, len(text)))
    # MEANTIME marks the first sentences of each report; what follows the last that has any mark is not annotated.
    marked = max((at[a.get("t_id")][1] for a in root.iter("token_anchor") if a.get("t_id") in at), default=0)
    bounds = [bound for bound in bounds if bound[0] < min(bound[1], marked)]
    created = None
    timexes = []
    for timex in root.iter("TIMEX3"):
        if timex.get("functionInDocument") == "CREATION_TIME":
            created = _date(timex.get("value"))
        spans = [at[anchor.get("t_id")] for anchor in timex.iter("token_anchor")]
        if spans:
            span = spans[0][0], spans[-1][1]
            timexes.append(Timex(span, timex.get("type", ""), timex.get("value", "")))
    end = bounds[-1][1] if bounds else 0
    return Annotated(path.name, text[:end], created, tuple(sorted(timexes, key=lambda t: t.span)), tuple(bounds))


def same_value(one: str | None, other: str | None) -> bool:
    """Whether two TIMEX3 values say the same; only ways of writing are laid aside (see `canonical`)."""
    return one is not None and other is not None and canonical(one) == canonical(other)


def canonical(value: str) -> str:
    """A value in one way of writing: W8 as W08, 1949-XX as 1949, 196X as 196, 9 months as P9M where PM9 was meant."""
    text = re.sub(r"-W(\d)(?!\d)", r"-W0\1", value.strip())
    text = re.sub(r"^(\d{4}(?:-\d\d)?)(?:-XX)+$", r"\1", text)
    return re.sub(r"^(\d{3})X$", r"\1", text)


def paragraphs(text: str) -> Iterator[Interval]:
    """Stretches of text between empty lines."""
    for found in re.finditer(r"(?:[^\n]|\n(?!\s*\n))+", text):
        if found[0].strip():
            yield found.span()
