"""The raw MUC-4 keys: all 24 slots of each template, as the processed reports lack most of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_QUOTED = re.compile(r'"((?:[^"])*)"')

SLOT_NAMES = {
    2: "date", 3: "location", 4: "type", 5: "stage", 6: "instrument", 9: "perp_individual", 10: "perp_organisation",
    11: "perp_confidence", 12: "target", 16: "target_effect", 18: "victim_name", 19: "victim_description",
    23: "victim_effect",
}  # fmt: skip


@dataclass(frozen=True)
class Key:
    """One template of the key: slot name -> its lines as they stand (empty slots left out)."""

    report: str
    number: str
    slots: dict[str, tuple[str, ...]]

    def strings(self, slot: str) -> tuple[tuple[str, ...], ...]:
        """The quoted strings of a slot in lower case: one tuple of alternatives a filler, its referent left out."""
        found = []
        for line in self.slots.get(slot, ()):
            own = line.split('": "')[0]
            alternatives = tuple(text.lower() for text in _QUOTED.findall(own + '"' if own != line else own))
            if alternatives:
                found.append(alternatives)
        return tuple(found)

    def places(self) -> tuple[str, ...]:
        """The names of the location slot below the country, in lower case, finest last."""
        names = []
        for line in self.slots.get("location", ()):
            for part in re.split(r":| - ", line)[1:]:
                name = re.sub(r"\(.*?\)", "", part).strip(" ?").lower()
                if name:
                    names.append(name)
        return tuple(names)


def read(folder: Path, pattern: str = "dev/key-dev-*") -> dict[str, list[Key]]:
    """The keys by report, of the files of `folder/raw` that match. A report without incidents has an empty list."""
    found: dict[str, list[Key]] = {}
    for path in sorted((folder / "raw").glob(pattern)):
        for key in _read(path.read_text(encoding="latin-1")):
            templates = found.setdefault(key.report, [])
            if not key.number.startswith("*"):
                templates.append(key)
    return found


def _read(text: str) -> Iterator[Key]:
    for block in re.split(r"\n(?=0\. )", text):
        slots: dict[int, list[str]] = {}
        current = -1
        for line in block.splitlines():
            head = re.match(r"^(\d+)\.\s", line)
            if head:
                current = int(head[1])
            value = line[34:].strip() if head else line.strip()
            if current >= 0 and value and not line.startswith(";"):
                slots.setdefault(current, []).append(value)
        if 0 in slots:
            named = {
                name: tuple(line for line in slots.get(number, ()) if line not in ("*", "-"))
                for number, name in SLOT_NAMES.items()
            }
            yield Key(slots[0][0].split(" (")[0], slots.get(1, ["*"])[0], {k: v for k, v in named.items() if v})
