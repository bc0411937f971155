"""Given mentions in the reader's own words: what each is, as the reader would say without being told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dateline.ground import name_type
from dateline.reader.clauses import parse
from dateline.reader.entities import Found, common_noun_type, find_mentions
from dateline.reader.joining import join_entities
from dateline.reader.lexicon import words
from dateline.reader.network import Marks, load_network, mark
from dateline.reader.tagging import tag
from dateline.reader.words import split_words
from dateline.records import EntityType, Interval

from training.corpora.coreference import ChainReport

_SMALL = words("prepositions") | words("determiners") | words("pronouns") | words("relatives")


def own_mentions(report: ChainReport, marks: Marks) -> list[Found]:
    """All that the reader itself finds in a report, in text order."""
    found: list[Found] = []
    for sentence in report.sentences:
        tokens = tag(report.text, sentence, lambda name: name_type(name) is not None)
        if tokens:
            mentions = find_mentions(report.text, parse(tokens), name_type)
            found += join_entities(report.text, sentence, mentions, marks.entities_in(sentence), name_type)
    return found


def given(report: ChainReport, own: Sequence[Found]) -> list[Found]:
    """The report's given mentions, each with the type of the reader's mention in it that ends nearest to its end.

    Where the reader has none there, a capital makes a name, and a word list tells the type, or "other".
    """
    caseless = report.text.islower()
    return [_given(report.text, span, own, caseless=caseless) for span in report.mentions]


def _given(text: str, span: Interval, own: Sequence[Found], *, caseless: bool) -> Found:
    pieces = _pieces(text, span)
    head = _head(text, pieces)[1] if pieces else span[1]
    over = [f for f in own if f.span[0] < head <= f.span[1] and f.type not in ("time", "money")]
    if over:
        best = max(over, key=lambda f: (f.span[0] >= span[0], f.name, f.span[0]))
        return Found(span, best.type, best.name)
    kind: EntityType = (common_noun_type(pieces[-1][2].lower()) if pieces else None) or "other"
    capital = not caseless and any(w[0].isupper() for _, _, w in pieces) and pieces[0][2].lower() not in _SMALL
    return Found(span, kind, capital)


def _pieces(text: str, span: Interval) -> list[tuple[int, int, str]]:
    """The words of a mention, without small ones before the first other."""
    pieces = [(a, b, w) for a, b, w in split_words(text, span) if w[0].isalnum()]
    while len(pieces) > 1 and pieces[0][2].lower() in _SMALL:
        pieces.pop(0)
    return pieces


def _head(text: str, pieces: Sequence[tuple[int, int, str]]) -> tuple[int, int, str]:
    """The head: the word before the first preposition, relative or comma."""
    for piece, (start, _, word) in pairwise(pieces):
        if word.lower() in _SMALL or word.lower() == "to" or text[piece[1] : start].strip():
            return piece
    return pieces[-1]


def head_word(text: str, span: Interval) -> str:
    """A mention's head word in lower case; the whole mention where it has no word."""
    pieces = _pieces(text, span)
    return _head(text, pieces)[2].lower() if pieces else text[slice(*span)].lower()


def beside(mentions: Sequence[Found], own: Sequence[Found]) -> list[Found]:
    """Given mentions and those of the reader that end elsewhere, in text order."""
    ends = {mention.span[1] for mention in mentions}
    return sorted([*mentions, *(f for f in own if f.span[1] not in ends)], key=lambda f: (f.span[0], -f.span[1]))


def read_all(reports: Sequence[ChainReport]) -> Iterator[tuple[ChainReport, list[Found]]]:
    """Each report with what the reader itself finds in it."""
    marks = mark(load_network(), ((r.text, r.sentences) for r in reports))
    for report, own in zip(reports, marks, strict=True):
        yield report, own_mentions(report, own)
