"""How the groups of MUC-4's keys are held responsible: slot 11, the confidence in the perpetrating organisation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.reader.network.windows import rough_sentences
from dateline.reader.responsibility import Holding, Named, Sentences
from dateline.reader.words import split_words

from training.corpora import muc4_keys

_KINDS: dict[str, Holding] = {
    "REPORTED AS FACT": "stated as fact", "SUSPECTED OR ACCUSED": "accused", "CLAIMED OR ADMITTED": "claimed",
    "POSSIBLE": "possible",
}  # fmt: skip
_KIND = re.compile("|".join((*_KINDS, "ACQUITTED")))
_QUOTE = re.compile(r'"([^"]*)"')


@dataclass(frozen=True)
class HeldGroup:
    """A group that a template holds responsible: its names, the right answers (several where the key allows more than
    one, the first its own choice), and the report with the group's mentions.
    """

    report: str
    names: tuple[str, ...]
    right: tuple[Holding, ...]
    named: Named


def read_held(folder: Path, pattern: str = "*/key-*") -> list[HeldGroup]:
    """The groups of all templates in the key files of `folder/raw` that match, with the lower-case processed texts.

    Left out: fillers that the key itself doubts (marked "?"), and those it only calls acquitted.
    """
    texts = dict(_texts(folder / "processed"))
    found = []
    for report, keys in muc4_keys.read(folder, pattern).items():
        for key in keys:
            for line in _fillers(key.slots.get("perp_confidence", ())):
                head = line.split('"')[0]
                right = tuple(dict.fromkeys(_KINDS[k] for k in _KIND.findall(head) if k in _KINDS))
                names = tuple(_plain(name) for name in _QUOTE.findall(line.replace('\\"', "")))
                if right and not head.lstrip().startswith("?"):
                    found.append(HeldGroup(report, names, right, named(texts[report], names)))
    return found


def named(text: str, names: tuple[str, ...]) -> Named:
    """The words of a text by sentence, and where any of the names stands in it, the longest where they overlap."""
    spans = [
        match.span()
        for name in names
        for match in re.finditer(r"(?<!\w)" + r"\W+".join(map(re.escape, re.findall(r"\w+", name))) + r"(?!\w)", text)
    ]
    longest = sorted({s for s in spans if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans)})
    sentences, mentions = [], []
    for number, sentence in enumerate(rough_sentences(text)):
        words = split_words(text, sentence)
        sentences.append(tuple(word.lower() for _, _, word in words))
        for start, end in longest:
            inside = [n for n, (a, b, _) in enumerate(words) if a < end and start < b]
            if inside:
                mentions.append((number, inside[0], inside[-1] + 1))
    return Named(Sentences(tuple(sentences)), tuple(mentions))


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                yield record["docid"], record["doctext"]


def _fillers(lines: tuple[str, ...]) -> list[str]:
    """The fillers of the slot: a line that names no confidence goes on with the one before it."""
    fillers: list[str] = []
    for line in lines:
        if _KIND.search(line.split('"')[0]) or not fillers:
            fillers.append(line)
        else:
            fillers[-1] += " " + line
    return fillers


def _plain(name: str) -> str:
    return " ".join(name.lower().split())
