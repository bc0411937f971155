"""Candidate filler strings of a report: where gold strings stand, and what the tagger proposes."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from dateline.codebooks.muc4 import normalise
from dateline.reader.network.layers import Array, softmax
from dateline.reader.network.windows import Tokens

LOOSE = 0.05  # a token starts a candidate if the tagger gives "begin" at least this probability (keeps recall high)
LONGEST = 24  # tokens
MOST_GROUPS = 60
MOST_PLACES = 12


class Finder:
    """Finds strings in a report at token borders."""

    def __init__(self, text: str, tokens: Tokens) -> None:
        self.text = text
        self.first = {start: at for at, start in reversed(list(enumerate(tokens.starts)))}
        self.last = {end: at + 1 for at, end in enumerate(tokens.ends)}

    def places(self, string: str) -> list[tuple[int, int]]:
        """Token ranges [first, last) of a string's occurrences, at most MOST_PLACES, in text order."""
        found = []
        # A raw report breaks its lines anywhere, so any white space stands for any other.
        pattern = r"\s+".join(map(re.escape, string.split()))
        for match in re.finditer(pattern, self.text, re.IGNORECASE) if pattern else ():
            first, last = self.first.get(match.start()), self.last.get(match.end())
            if first is not None and last is not None and first < last:
                found.append((first, last))
                if len(found) == MOST_PLACES:
                    break
        return found


def decode_loose(tags: Array) -> list[tuple[float, int, int]]:
    """Candidate token ranges from tag logits [tokens, roles, 3] as (probability of the start, first, last)."""
    chances = softmax(tags)
    starts = np.argwhere(chances[..., 1] >= LOOSE).tolist()
    inside = (chances[..., 2] > chances[..., 0]).T.tolist()
    begins = chances[..., 1].T.tolist()
    total = len(chances)
    found: dict[tuple[int, int], float] = {}
    for first, role in starts:
        last = first + 1
        while last < total and last - first < LONGEST and inside[role][last] and begins[role][last] < 0.5:
            last += 1
        score = begins[role][first]
        found[first, last] = max(score, found.get((first, last), 0.0))
    return [(score, first, last) for (first, last), score in found.items()]


def group_spans(
    text: str, tokens: Tokens, finder: Finder, spans: Sequence[tuple[float, int, int]]
) -> dict[str, list[tuple[int, int]]]:
    """Proposed spans as groups: normalised string -> the token ranges where that string stands; the best-scored first.

    Spans that do not start and end at word borders are widened to the word.
    """
    groups: dict[str, list[tuple[int, int]]] = {}
    for _, first, last in sorted(spans, reverse=True):
        while (
            first
            and tokens.starts[first] == tokens.ends[first - 1]
            and text[tokens.starts[first]].isalnum()
            and text[tokens.starts[first] - 1].isalnum()
        ):
            first -= 1
        while (
            last < len(tokens.ids)
            and tokens.starts[last] == tokens.ends[last - 1]
            and text[tokens.starts[last]].isalnum()
            and text[tokens.ends[last - 1] - 1].isalnum()
        ):
            last += 1
        string = text[tokens.starts[first] : tokens.ends[last - 1]]
        key = normalise(string)
        if not key or key in groups:
            continue
        groups[key] = sorted({(first, last), *finder.places(string)})
        if len(groups) == MOST_GROUPS:
            break
    return groups
