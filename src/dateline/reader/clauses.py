"""A tagged sentence with its noun phrases."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from dateline.reader.lexicon import words
from dateline.reader.tagging import Token
from dateline.records import Interval

_QUOTES = ('"', "“", "”")
_PARTS = frozenset({"DET", "NUM", "ADJ", "NOUN", "NAME", "POSS"})
_QUANTITY_HEADS = frozenset(
    "dozens hundreds thousands scores most many number group groups members member one two three some all both several "
    "series wave waves spate string majority half part parts third quarter couple handful remnants hordes tens rest "
    "thirds quarters more three-quarters two-thirds one-third convoy crowd crowds none each body bodies name".split()
)
"""Heads that only say how many or what part: the phrase after "of" says who."""
_SPANS = frozenset(("years", "months", "weeks", "days", "hours", "minutes", "decades"))
BEFORE_PERIODS = ("last", "this", "next")
"""What names a stretch of time before its noun."""
_NO_PART_BEHIND = frozenset(("dead", "alive", "wounded", "injured", "deceased", "early", "late", "last", "next"))
"""What stands behind a noun for itself: a state, or a time of day ("a guard early Monday")."""


@dataclasses.dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens `[start, end)` of its sentence, the index of its head, the preposition before it.

    `core` is the head after "of" where the first one only counts ("dozens of civilians"), else the head.
    """

    start: int
    end: int
    head: int
    core: int
    preposition: str | None


@dataclasses.dataclass(frozen=True, slots=True)
class Clause:
    """A tagged sentence with its noun phrases and the phrase that covers each token (-1: none)."""

    tokens: tuple[Token, ...]
    phrases: tuple[Phrase, ...]
    covering: tuple[int, ...]
    cues: dict[str, list[tuple[int, int]]] = dataclasses.field(default_factory=dict, compare=False, repr=False)
    """Where the cues of each list stand, remembered by `status.cue_positions`: it is asked many times a sentence."""
    passives: dict[int, bool] = dataclasses.field(default_factory=dict, compare=False, repr=False)
    """Which verbs are passive, remembered by `phrases.is_passive`: each asks it of those before it."""

    lowered: tuple[str, ...] = dataclasses.field(init=False, compare=False, repr=False)
    """The tokens' words in lower case."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "lowered", tuple([token.lower for token in self.tokens]))

    def phrase_at(self, token: int) -> Phrase | None:
        """The noun phrase that covers a token, None where none does or the sentence has no such token."""
        index = self.covering[token] if 0 <= token < len(self.tokens) else -1
        return self.phrases[index] if index >= 0 else None

    def offsets(self, phrase: Phrase) -> Interval:
        """Where the phrase lies in the text, without a possessive ending."""
        end = phrase.end
        if self.tokens[end - 1].tag == "POSS":
            end -= 1
        return self.tokens[phrase.start].start, self.tokens[end - 1].end

    def lower(self, phrase: Phrase) -> list[str]:
        """Its words in lower case; a name of several words gives each of them."""
        return [word for token in self.tokens[phrase.start : phrase.end] for word in token.lower.split()]


def parse(tokens: list[Token], is_people: Callable[[str], bool] = lambda _: False) -> Clause:
    """Find the noun phrases: runs of determiners, numbers, adjectives, nouns and names, joined over "of"; and over the
    "and" of two peoples whose one noun follows: "Russian and Syrian aircraft".
    """
    phrases: list[Phrase] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.tag == "PRON":
            phrases.append(Phrase(index, index + 1, index, index, _preposition(tokens, index)))
            index += 1
        elif token.lower in ("dead", "alive") and index and tokens[index - 1].tag in ("VERB", "AUX"):
            index += 1  # "shot dead 27 worshippers": the state is no part of the object
        elif token.tag in _PARTS and token.tag != "POSS":
            end = _run(tokens, index)
            end = _two_peoples(tokens, index, end, is_people) or end
            head = _head(tokens, index, end)
            while end + 1 < len(tokens) and tokens[end].lower == "of" and tokens[end + 1].tag in _PARTS:
                end = _run(tokens, end + 1)
            phrases.append(Phrase(index, end, head, _core(tokens, head, end), _preposition(tokens, index)))
            index = end
        else:
            index += 1
    covering = [-1] * len(tokens)
    for number, phrase in enumerate(phrases):
        covering[phrase.start : phrase.end] = [number] * (phrase.end - phrase.start)
    return Clause(tuple(tokens), tuple(phrases), tuple(covering))


def _two_peoples(tokens: list[Token], start: int, end: int, is_people: Callable[[str], bool]) -> int | None:
    """Where a run ends that a people's name alone began, and another one's goes on behind "and" to the noun of both."""
    named = [n for n in range(start, end) if tokens[n].tag != "DET"]
    if len(named) != 1 or end + 2 >= len(tokens) or tokens[end].lower != "and" or _is_between(tokens, start):
        return None
    if not all(tokens[n].tag == "NAME" and is_people(tokens[n].text) for n in (named[0], end + 1)):
        return None
    stop = _run(tokens, end + 1)
    return stop if tokens[_head(tokens, end + 1, stop)].tag == "NOUN" else None


def _is_between(tokens: list[Token], start: int) -> bool:
    return start > 0 and tokens[start - 1].lower == "between"


def _run(tokens: list[Token], start: int) -> int:
    end = start + 1
    while end < len(tokens):
        tag, before = tokens[end].tag, tokens[end - 1]
        others = before.tag == "NUM" and tokens[end].lower == "other"  # "four other civilians"
        if tag == "DET" and not (before.tag == "DET" or before.lower in _QUANTITY_HEADS or others):
            break
        if tag == "NUM" and before.tag in ("NOUN", "NAME") and not tokens[end].text[0].isdigit():
            if before.tag == "NOUN" or tokens[end].lower != "quarter":
                break  # but "the Soumara quarter"
        behind_noun = before.tag in ("NOUN", "NAME") or before.lower.endswith("-year-old")
        if tag == "ADJ" and behind_noun and tokens[end].lower in _NO_PART_BEHIND:
            break
        if _opens_time(tokens, start, end, behind_noun):
            break
        if tag not in _PARTS:
            if tokens[end].text in _QUOTES and _is_in_quotes(tokens, start, end):
                end += 1
                continue
            if tag == "PUNCT" and tokens[end].text == "," and _adjective_list(tokens, end):
                end += 1
                continue
            if tag == "ADV" and end + 1 < len(tokens) and tokens[end + 1].tag == "ADJ" and before.tag == "DET":
                end += 1
                continue
            break
        end += 1
    return end


def _opens_time(tokens: list[Token], start: int, end: int, behind_noun: bool) -> bool:
    """Whether a token tells when, behind a noun or before one: "a guard Monday", "five people years after", "last week
    gunmen attacked".
    """
    token, following = tokens[end], tokens[end + 1].lower if end + 1 < len(tokens) else ""
    span = token.lower in _SPANS and following in ("after", "before", "ago", "later", "earlier")
    if behind_noun and (span or token.lower in words("weekdays")):
        return True
    before = tokens[end - 1].lower
    return (
        token.tag != "POSS"
        and end > start + 1
        and before in words("periods")
        and tokens[end - 2].lower in BEFORE_PERIODS
    )


def _is_in_quotes(tokens: list[Token], start: int, end: int) -> bool:
    """Whether a mark opens or closes what is quoted inside of a phrase: 'its "eastern unit" took them'."""
    if any(token.text in _QUOTES for token in tokens[start:end]):
        return True
    following = tokens[end + 1].tag if end + 1 < len(tokens) else None
    return tokens[end - 1].tag == "DET" and following in _PARTS


def _adjective_list(tokens: list[Token], comma: int) -> bool:
    return tokens[comma - 1].tag == "ADJ" and comma + 1 < len(tokens) and tokens[comma + 1].tag == "ADJ"


def _head(tokens: list[Token], start: int, end: int) -> int:
    for index in range(end - 1, start - 1, -1):
        if tokens[index].tag in ("NOUN", "NAME"):
            return index
    for index in range(end - 1, start - 1, -1):
        if tokens[index].tag in ("NUM", "ADJ"):
            return index
    return end - 1


def _core(tokens: list[Token], head: int, end: int) -> int:
    if tokens[head].lower not in _QUANTITY_HEADS and tokens[head].tag != "NUM":
        return head
    of = next((i for i in range(head + 1, end) if tokens[i].lower == "of"), None)
    if of is None:
        return head
    stop = next((i for i in range(of + 1, end) if tokens[i].lower == "of"), end)
    return _head(tokens, of + 1, stop)


def _preposition(tokens: list[Token], start: int) -> str | None:
    if start and tokens[start - 1].tag in ("PREP", "TO"):
        if start > 1 and tokens[start - 1].lower == "to" and tokens[start - 2].lower == "according":
            return "according to"
        return tokens[start - 1].lower
    return None


def inner_phrase(clause: Clause, phrase: Phrase, head: int) -> Phrase | None:
    """The phrase behind the first "of" after a token of a phrase: "a baker" in "the murder of a baker in the town"."""
    of = next((i for i in range(head + 1, phrase.end) if clause.tokens[i].lower == "of"), None)
    if of is None:
        return None
    counting = _head(list(clause.tokens), of + 1, _next_of(clause, of + 1, phrase.end))
    return Phrase(of + 1, phrase.end, counting, _core(list(clause.tokens), counting, phrase.end), "of")


def _next_of(clause: Clause, start: int, end: int) -> int:
    return next((i for i in range(start, end) if clause.tokens[i].lower == "of"), end)
