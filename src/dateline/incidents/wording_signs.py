"""The signs by which two event mentions are compared by their words: trigger, sentence and document.

A word is worth more the fewer of the mentions or documents compared have it, so what is given together says what is
common. Pairs are kept as matrices [mentions, mentions], which suits some hundred mentions at once.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler

from dateline.incidents.words import stems
from dateline.reader.network.layers import Array
from dateline.records import Interval

NEAR = 80
"""Characters before and after a trigger, of which the nearest words count."""
NEAREST = 5
"""Words on each side that do."""

SIGNS = (
    "documents alike", "documents joined", "sentence same", "sentence words", "names", "numbers",
    "words before", "words after", "words around", "stem same", "letters", "stem in sentence",
    "vectors", "vectors known", "rarer", "commoner", "best there", "best back", "apart",
)  # fmt: skip
"""The signs of a pair, in the order of their columns; `signs` says what each is."""

_WORD = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’-]+|\d[\d,.]*")
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w'’-]+")
_NUMBER = re.compile(r"\d(?:[\d,.]*\d)?")
Bag = Mapping[str, float]


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """An event mention where it stands: a document's name and text, and the offsets of its sentence and trigger.

    `number`: how many sentences stand before its own.
    """

    document: str
    text: str
    sentence: Interval
    number: int
    trigger: Interval

    @property
    def trigger_text(self) -> str:
        """The trigger's words."""
        return self.text[slice(*self.trigger)]

    @property
    def sentence_text(self) -> str:
        """The sentence's words."""
        return self.text[slice(*self.sentence)]


def told_in(document: str, text: str, sentences: Sequence[Interval], triggers: Iterable[Interval]) -> list[Told]:
    """The mentions of one document, each in the sentence where its trigger begins.

    Raises ValueError if a trigger begins in none of the sentences.
    """
    found = []
    for trigger in triggers:
        number = next((n for n, (start, end) in enumerate(sentences) if start <= trigger[0] < end), None)
        if number is None:
            raise ValueError(f"{document}: no sentence at {trigger[0]}")
        found.append(Told(document, text, sentences[number], number, trigger))
    return found


def word_stems(text: str) -> list[str]:
    """The stems of a text's words in their order, small words left out."""
    return [stem for word in _WORD.findall(text) for stem in stems(word)]


def head(trigger: str) -> str:
    """The stem of a trigger's first word that is no small one; all of it in lower case where it has none."""
    return next(iter(word_stems(trigger)), trigger.lower())


@dataclasses.dataclass(frozen=True)
class Vectors:
    """Vectors of length 1 of stems: `rows` says which row of `table` [stems, width] is whose."""

    rows: Mapping[str, int]
    table: Array

    def of(self, stem_list: Iterable[str]) -> Array:
        """The vector of some stems together [width]; zeros where none is known."""
        known = [self.rows[stem] for stem in stem_list if stem in self.rows]
        if not known:
            return np.zeros(self.table.shape[1], dtype=np.float32)
        mean: Array = self.table[known].mean(0)
        return mean / max(float(np.linalg.norm(mean)), 1e-6)


def unpacked(bits: NDArray[np.uint8]) -> Array:
    """Vectors of length 1 [stems, width] from one bit a dimension [stems, width / 8]: its sign."""
    table = np.unpackbits(bits, axis=1).astype(np.float32) * 2 - 1
    return table / np.float32(np.sqrt(table.shape[1]))


def signs(told: Sequence[Told], vectors: Vectors) -> Array:
    """The signs [mentions, mentions, SIGNS] of each pair of one or more mentions, compared among each other."""
    heads = [head(t.trigger_text) for t in told]
    words = [frozenset(word_stems(t.trigger_text)) for t in told]
    sentences = [frozenset(word_stems(t.sentence_text)) for t in told]
    trigger = np.stack([vectors.of(word_stems(t.trigger_text)) for t in told])
    counts = Counter(heads)
    share = np.log([counts[stem] / len(told) for stem in heads])
    number = np.array([t.number for t in told])
    meaning, letters = trigger @ trigger.T, letter_likeness([t.trigger_text.lower() for t in told])
    held = np.array([[stem in sentence for sentence in sentences] for stem in heads])
    known = np.abs(trigger).sum(1) > 0
    columns = {
        **of_documents(told),
        **of_surroundings(told),
        **of_rivals(np.maximum(meaning, letters), [t.document for t in told]),
        "sentence same": equal([(t.document, t.number) for t in told]),
        "sentence words": likeness([Counter(all_ - own) for all_, own in zip(sentences, words, strict=True)]),
        "stem same": equal(heads),
        "stem in sentence": held | held.T,
        "letters": letters,
        "vectors": meaning,
        "vectors known": np.logical_and.outer(known, known),
        # How often the heads stand among all mentions: "said" in two reports is no sign, "quake" is.
        "rarer": np.minimum(share[:, None], share),
        "commoner": np.maximum(share[:, None], share),
        "apart": np.log1p(np.abs(number[:, None] - number)),
    }
    return np.stack([columns[name].astype(np.float32) for name in SIGNS], axis=-1)


def of_documents(told: Sequence[Told]) -> dict[str, Array]:
    """How alike two documents are, and how alike the groups of documents are in which they meet."""
    texts = {t.document: t.text for t in told}
    row = numbered([t.document for t in told])
    alike = likeness([Counter(runs(word_stems(text))) for text in texts.values()])
    return {"documents alike": alike[row[:, None], row], "documents joined": joining(alike)[row[:, None], row]}


def of_surroundings(told: Sequence[Told]) -> dict[str, Array]:
    """What the words beside two triggers share, and the names and numbers of their sentences."""
    before = [frozenset(word_stems(t.text[max(0, t.trigger[0] - NEAR) : t.trigger[0]])[-NEAREST:]) for t in told]
    after = [frozenset(word_stems(t.text[t.trigger[1] : t.trigger[1] + NEAR])[:NEAREST]) for t in told]
    return {
        "words before": shared(before),
        "words after": shared(after),
        "words around": shared([one | other for one, other in zip(before, after, strict=True)]),
        "names": shared([frozenset(name.lower() for name in _NAME.findall(t.sentence_text)) for t in told]),
        "numbers": shared([frozenset(_NUMBER.findall(t.sentence_text)) for t in told]),
    }


def of_rivals(alike: Array, documents: Sequence[str]) -> dict[str, Array]:
    """How much more alike two triggers are than the one is to any in the other's document, both ways round."""
    row = numbered(documents)
    rivals = alike.copy()
    np.fill_diagonal(rivals, -1)  # no rival of itself
    greatest = np.stack([rivals[:, row == document].max(1) for document in range(row.max() + 1)], axis=1)
    margin = alike - greatest[:, row]
    return {"best there": np.maximum(margin, margin.T), "best back": np.minimum(margin, margin.T)}


def runs(words: Sequence[str]) -> list[str]:
    """Words and runs of two."""
    return [*words, *(" ".join(pair) for pair in pairwise(words))]


def weighed(bags: Sequence[Bag]) -> Array:
    """Bags of words as rows [bags, words], each word weighed by how few of the bags have it."""
    held = Counter(word for bag in bags for word in bag)
    # In one order whatever the hashes of a run: sums of floats depend on it.
    column = {word: at for at, word in enumerate(sorted(word for word, n in held.items() if n > 1))}
    rows = np.zeros((len(bags), len(column)), dtype=np.float32)
    for row, bag in zip(rows, bags, strict=True):
        for word, count in bag.items():
            if word in column:
                row[column[word]] = (1 + np.log(count)) * np.log((len(bags) + 1) / held[word])
    return rows


def likeness(bags: Sequence[Bag]) -> Array:
    """The cosines [bags, bags] of weighed bags."""
    rows = weighed(bags)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True) + np.float32(1e-9)
    return rows @ rows.T


def shared(sets: Sequence[frozenset[str]]) -> Array:
    """What two sets share [sets, sets], of the smaller one, each word weighed by how few of the sets have it."""
    rows = weighed([dict.fromkeys(own, 1.0) for own in sets])
    common = (rows > 0).astype(np.float32) @ rows.T
    sums = np.diag(common)
    out: Array = common / (1 + np.minimum(sums[:, None], sums))
    return out


def numbered(labels: Sequence[object]) -> NDArray[np.intp]:
    """Each label's number, in the order in which they first stand."""
    number = {label: n for n, label in enumerate(dict.fromkeys(labels))}
    return np.array([number[label] for label in labels], dtype=np.intp)


def equal(labels: Sequence[object]) -> NDArray[np.bool_]:
    """Which labels are equal [labels, labels]."""
    row = numbered(labels)
    same: NDArray[np.bool_] = row[:, None] == row
    return same


def letter_likeness(words: Sequence[str]) -> Array:
    """How alike words are in their letters [words, words] (Winkler 1990)."""
    row, different = numbered(words), list(dict.fromkeys(words))
    alike = np.array([[JaroWinkler.similarity(a, b) for b in different] for a in different], dtype=np.float32)
    return alike[row[:, None], row]


def joining(alike: Array) -> Array:
    """The likeness at which average linkage joins each two of some documents [documents, documents] (Sokal and Rohlf
    1962, the cophenetic value); 1 of a document and itself.
    """
    mean, found = alike.astype(np.float64), np.ones_like(alike)
    groups = {n: [n] for n in range(len(mean))}
    np.fill_diagonal(mean, -np.inf)
    while len(groups) > 1:
        a, b = divmod(int(mean.argmax()), len(mean))
        found[np.ix_(groups[a], groups[b])] = found[np.ix_(groups[b], groups[a])] = mean[a, b]
        one, other = len(groups[a]), len(groups[b])
        mean[a] = mean[:, a] = (one * mean[a] + other * mean[b]) / (one + other)
        mean[b] = mean[:, b] = mean[a, a] = -np.inf
        groups[a] += groups.pop(b)
    return found
