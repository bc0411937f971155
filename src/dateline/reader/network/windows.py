"""Text to token windows: word pieces with character offsets, sentences, and windows cut at sentence borders."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tokenizers import Tokenizer

START_ID, END_ID, PAD_ID, UNKNOWN_ID, MASK_ID = 101, 102, 0, 100, 103  # of the uncased BERT vocabulary
FIRST_WORD_ID = 999  # the ids before it are special or unused
LONGEST_WINDOW = 510  # word pieces that the encoder can take beside [CLS] and [SEP]
# What a window holds. Half the longest trains 1.6 times as fast on a CPU, since attention grows with the square.
WINDOW = 254

_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+|\n\s*\n")
_ABBREVIATION = re.compile(
    r"\b(?:mr|mrs|ms|dr|gen|col|maj|capt|lt|sgt|sen|rep|gov|st|no|jr|sr|vs|u\.s|[a-z])\.$", re.IGNORECASE
)


@dataclass(frozen=True)
class Tokens:
    """Word pieces of a text. `starts` and `ends` are character offsets, `sentence` the index of each token's sentence,
    `windows` token ranges [first, last) that tile the text.
    """

    ids: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentence: tuple[int, ...]
    windows: tuple[tuple[int, int], ...]


def rough_sentences(text: str) -> list[tuple[int, int]]:
    """Character ranges that tile the text, one a sentence (trailing white space included), for texts without layout."""
    cuts = [
        match.end()
        for match in _SENTENCE_END.finditer(text)
        if not _ABBREVIATION.search(text, max(0, match.start() - 6), match.start() + 1)
    ]
    borders = [0, *(cut for cut in cuts if cut < len(text)), len(text)]
    return [(a, b) for a, b in pairwise(borders) if a < b]


def cut_windows(sentence: Sequence[int], limit: int = WINDOW) -> list[tuple[int, int]]:
    """Token ranges of at most `limit` tokens that tile the text, cut where the sentence index changes.

    The windows are of about equal length, so that no short rest is read without its context. A sentence longer than a
    window is cut anywhere.
    """
    total = len(sentence)
    if total <= limit:
        return [(0, total)] if total else []
    number = -(-total // limit)
    while True:
        target = -(-total // number)
        windows, first = [], 0
        while first < total:
            last = min(first + limit, total)
            if last < total:
                borders = [at for at in range(first + 1, last + 1) if sentence[at] != sentence[at - 1]]
                if borders:
                    last = min(borders, key=lambda at: abs(at - first - target))
            windows.append((first, last))
            first = last
        if len(windows) <= number or number > total:
            return windows
        number = len(windows)


def tokenise(
    text: str, tokenizer: Tokenizer, limit: int = WINDOW, bounds: Sequence[tuple[int, int]] | None = None
) -> Tokens:
    """The word pieces of a text and its windows; only the sentences `bounds` are read where they are given."""
    places = rough_sentences(text) if bounds is None else bounds
    ids: list[int] = []
    offsets: list[tuple[int, int]] = []
    index: list[int] = []
    encoded = tokenizer.encode_batch([text[a:b] for a, b in places], add_special_tokens=False)
    for number, ((begin, _), pieces) in enumerate(zip(places, encoded, strict=True)):
        ids += pieces.ids
        offsets += [(begin + a, begin + b) for a, b in pieces.offsets]
        index += [number] * len(pieces.ids)
    return Tokens(
        tuple(ids),
        tuple(start for start, _ in offsets),
        tuple(end for _, end in offsets),
        tuple(index),
        tuple(cut_windows(index, limit)),
    )


def token_span(tokens: Tokens, start: int, end: int) -> tuple[int, int] | None:
    """The token range [first, last) that covers characters [start, end), or None if no token lies there."""
    inside = [at for at in range(len(tokens.ids)) if tokens.starts[at] < end and tokens.ends[at] > start]
    return (inside[0], inside[-1] + 1) if inside else None
