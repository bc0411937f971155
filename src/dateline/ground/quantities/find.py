"""Numbers in text with their bounds and kinds: "at least 30", "between 10 and 15", "$1.5 million", "80 percent",
"a third".
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from fractions import Fraction

from dateline.ground.quantities.scan import Figure, Token, figure_at, tokens_of
from dateline.ground.quantities.values import UNKNOWN, Count, Kind, Quantity, Range
from dateline.ground.quantities.words import (
    ABOUT,
    AFTER,
    AMBIGUOUS_CURRENCIES,
    AT_LEAST,
    AT_MOST,
    CARDINALS,
    CHANGES,
    CURRENCIES,
    CURRENCY_SIGNS,
    EXACTLY,
    MAX_VALUE,
    ORDINALS,
    RANGE,
    SCALE_SUFFIXES,
    TIMES,
    UNITS,
)  # fmt: skip
from dateline.records import Interval

_BOUNDS: dict[tuple[str, ...], str] = {
    tuple(words.split()): kind
    for kind, group in (("least", AT_LEAST), ("most", AT_MOST), ("about", ABOUT), ("exact", EXACTLY))
    for words in group
}
_LONGEST = max(map(len, _BOUNDS))
_AFTER = {tuple(words.split()): kind for words, kind in AFTER.items()}
_PERHAPS = frozenset("perhaps possibly maybe probably".split())


@dataclasses.dataclass(frozen=True, slots=True)
class _Read:
    """A number with its bounds while it is being read: tokens `[first, stop)`."""

    range: Range
    first: int
    stop: int
    kind: Kind
    unit: str | None
    bare: bool


def find_quantities(
    text: str, start: int = 0, end: int | None = None, *, without: Iterable[Interval] = ()
) -> list[Quantity]:
    """The numbers in a stretch of text, in order. `without`: spans such as dates, whose figures count nothing.

    A lone "a", "an", "another" or "no" is left out: in running text it is an article.
    """
    end = len(text) if end is None else end
    taken = sorted(without)
    tokens = tokens_of(text, start, end)
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        read = _read_at(tokens, at)
        if read is None or read.bare:
            at += 1
            continue
        a, b = tokens[read.first].start, tokens[read.stop - 1].end
        quantity = _quantity(read, a, b)
        if quantity is not None and not any(a < y and x < b for x, y in taken):
            found.append(quantity)
        at = read.stop
    return found


def parse_count(words: str) -> Count:
    """The count that some words give ("at least 30": low and best 30, no high). Shares, money, ages and so on
    give none.
    """
    tokens = tokens_of(words, 0, len(words))
    bare: Count | None = None
    at = 0
    while at < len(tokens):
        read = _read_at(tokens, at)
        if read is None:
            at += 1
            continue
        if read.kind == "count":
            count = _count(read.range)
            if not read.bare:
                return count
            bare = bare or count
        elif read.kind in ("share", "money", "measure", "age"):
            return UNKNOWN
        at = read.stop
    return bare or UNKNOWN


def _count(bounds: Range) -> Count:
    values = [None if v is None else int(v) if v == int(v) and v < MAX_VALUE else -1 for v in
              (bounds.low, bounds.best, bounds.high)]  # fmt: skip
    return UNKNOWN if -1 in values else Count(*values)


def _quantity(read: _Read, start: int, end: int) -> Quantity | None:
    values = (read.range.low, read.range.best, read.range.high)
    if read.kind == "count" and _count(read.range) == UNKNOWN:
        return None
    low, best, high = (None if v is None else int(v) if v == int(v) else round(float(v), 4) for v in values)
    return Quantity(start, end, low, best, high, read.kind, read.unit)


def _bound_at(tokens: list[Token], at: int) -> tuple[str, int] | None:
    """The bounding words that begin at a token, the longest: their kind and the token after them."""
    for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
        kind = _BOUNDS.get(tuple(t.word for t in tokens[at : at + length]))
        if kind:
            return kind, at + length
    return None


def _read_at(tokens: list[Token], at: int) -> _Read | None:
    """The number that begins at a token, with the words that bound it, its range, kind and unit."""
    index = at
    kinds: list[str] = []
    while (bound := _bound_at(tokens, index)) is not None and len(kinds) < 4:
        kinds.append(bound[0])
        index = bound[1]
    framed = index < len(tokens) and tokens[index].word in ("between", "from")
    if framed:
        ranged = _framed(tokens, index)
        if ranged is not None:
            return _finish(tokens, at, ranged, [])
        if not kinds:
            return None
    money = index if index < len(tokens) and _sign(tokens, index) else None
    begin = index + (_sign_length(tokens, index) if money is not None else 0)
    figure = figure_at(tokens, begin)
    if figure is None and kinds and tokens[index - 1].word == "another":
        begin = index - 1
        figure = figure_at(tokens, begin)
    ordinal = _ordinal(tokens, begin) if money is None else None
    if ordinal is not None and (figure is None or figure.bare or ordinal.stop > figure.stop):
        return ordinal
    if figure is None or (money is not None and figure.bare):
        return None
    if tokens[begin].word == "a" and figure.bare:
        inner = _read_at(tokens, begin + 1)
        if inner is not None and inner.first == begin + 1 and not inner.bare and inner.kind == "ordinal":
            return None
    return _finish(tokens, at, _ranged(tokens, begin, figure), kinds, money)


def _framed(tokens: list[Token], at: int) -> Figure | None:
    """Between 10 and 15, from 10 to 15; a fall "from 30 to 20" is no range."""
    joint = "and" if tokens[at].word == "between" else "to"
    if joint == "to" and CHANGES.intersection(t.word for t in tokens[max(0, at - 4) : at]):
        return None  # "the toll rose from 10 to 15"
    first_at = at + 1 + _sign_length(tokens, at + 1)
    bound = _bound_at(tokens, first_at)
    one = figure_at(tokens, bound[1] if bound else first_at)
    if one is None or one.bare or one.stop >= len(tokens):
        return None
    stop = one.stop + (tokens[one.stop].word in ("%", "percent"))
    if stop >= len(tokens) or tokens[stop].word != joint:
        return None
    second_at = stop + 1 + _sign_length(tokens, stop + 1)
    two = figure_at(tokens, second_at)
    return None if two is None or two.bare else _joined(one, two)


def _ranged(tokens: list[Token], begin: int, figure: Figure) -> Figure:
    """A figure with the one that ends its range: "10 to 15", "12 or 13", "dozens, perhaps hundreds"."""
    at = figure.stop
    if at >= len(tokens) or figure.bare:
        return figure
    before = [t.word for t in tokens[max(0, begin - 5) : begin]]
    if "from" in before and CHANGES.intersection(before):
        return figure
    word = tokens[at].word
    index = at
    if word == "," and at + 1 < len(tokens) and (tokens[at + 1].word in _PERHAPS or _if_not(tokens, at + 1)):
        index = at + (2 if tokens[at + 1].word in _PERHAPS else 3)
    elif _if_not(tokens, at) or (word in ("and", "or") and at + 1 < len(tokens) and tokens[at + 1].word in _PERHAPS):
        index = at + 2
    elif word in RANGE:
        index = at + 1
        if index < len(tokens) and tokens[index].word == "even":
            index += 1
    else:
        return figure
    index += _sign_length(tokens, index)
    two = figure_at(tokens, index) if index < len(tokens) else None
    if two is None or two.bare or two.share != figure.share:
        return figure
    if word == "or" and tokens[index].word in ("one", "more") and index == at + 1:
        return figure
    return _joined(figure, two) or figure


def _if_not(tokens: list[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at].word == "if" and tokens[at + 1].word == "not"


def _joined(one: Figure, two: Figure) -> Figure | None:
    """From the lowest of one figure to the highest of another; "two or three dozen" has its scale on both."""
    first = one.range
    if two.scale is not None and one.scale is None and first.high is not None and first.high < two.scale:
        first = first.times(Fraction(two.scale))
    low = first.low if first.low is not None else first.best
    high = two.range.high if two.range.high is not None else two.range.best
    if low is None or high is None or low >= high:
        return None
    return Figure(Range(low, None, high), two.stop, two.share, two.scale)


def _finish(tokens: list[Token], first: int, figure: Figure, kinds: list[str], money: int | None = None) -> _Read:
    """The unit behind a figure and the bounds around it."""
    kind: Kind = "share" if figure.share else "count"
    stop, unit = figure.stop, None
    bounds = figure.range
    if money is not None:
        kind, unit = "money", CURRENCY_SIGNS[tokens[money + _sign_length(tokens, money) - 1].word]
        suffix = tokens[stop].word if stop < len(tokens) else ""
        if suffix in SCALE_SUFFIXES and tokens[stop].start == tokens[stop - 1].end:
            bounds, stop = bounds.times(Fraction(SCALE_SUFFIXES[suffix])), stop + 1
    elif kind == "count":
        by_time = stop < len(tokens) and tokens[stop].word in TIMES
        if not (figure.bare and by_time):  # "a night watchman"
            kind, unit, stop, bounds = _unit(tokens, stop, bounds)
    elif stop < len(tokens) and tokens[stop].word in ("percent", "%"):
        bounds, stop = bounds.times(Fraction(1, 100)), stop + 1
    bare = figure.bare and kind == "count"
    for length in (3, 2, 1):
        behind = tuple(t.word for t in tokens[stop : stop + length])
        hyphened = stop + 1 < len(tokens) and tokens[stop].word == "-" and tokens[stop + 1].word in ("odd", "plus")
        if hyphened:
            kinds, stop = [*kinds, "least"], stop + 2
            break
        if behind in _AFTER and len(behind) == length and not (behind == ("odd",) or behind == ("plus",)):
            kinds, stop = [*kinds, _AFTER[behind]], stop + length
            break
    return _Read(_bounded(bounds, kinds), first, stop, kind, unit, bare)


def _unit(tokens: list[Token], stop: int, bounds: Range) -> tuple[Kind, str | None, int, Range]:
    """What a figure counts: percent, money, a unit, years of age, time; else things."""
    at = stop + 1 if stop < len(tokens) and tokens[stop].word == "-" and stop + 1 < len(tokens) else stop
    word = tokens[at].word if at < len(tokens) else ""
    following = [t.word for t in tokens[at + 1 : at + 5]]
    if word in ("percent", "%", "pc", "percentage") or (word == "per" and following[:1] == ["cent"]):
        length = 2 if word == "per" or (word == "percentage" and following[:1] in (["point"], ["points"])) else 1
        return "share", None, at + length, bounds.times(Fraction(1, 100))
    if word in ("year", "years", "month", "months") and (
        following[:2] in (["-", "old"], ["-", "olds"]) or following[:1] in (["old"], ["olds"])
    ):
        return "age", word.removesuffix("s"), at + (3 if following[0] == "-" else 2), bounds
    if word == "pound" and at > stop:  # a 500-pound bomb
        return "measure", "lb", at + 1, bounds
    if word in CURRENCIES:
        return "money", word if word in AMBIGUOUS_CURRENCIES else CURRENCIES[word], at + 1, bounds
    if word in ("us", "u.s", "american") and following[:1] == ["dollars"]:
        return "money", "USD", at + 2, bounds
    if word in UNITS and word not in ("sq", "square"):
        return "measure", UNITS[word], at + 1, bounds
    if word in ("sq", "square") and following and following[0] in UNITS:
        return "measure", f"square {UNITS[following[0]]}", at + 2, bounds
    if word in TIMES:
        return "time", word.removesuffix("s") if word != "centuries" else "century", at + 1, bounds
    return "count", None, stop, bounds


def _bounded(bounds: Range, kinds: list[str]) -> Range:
    """The bounds that the words around a figure leave. Of two contrary ones ("at least 20, at most 30") none goes."""
    low, best, high = bounds.low, bounds.best, bounds.high
    said = set(kinds) - {"exact"}
    if not said:
        return bounds
    if said == {"about"}:
        return bounds if best is None else Range(None, best, None)
    if "least" in said and "most" not in said:
        return Range(low, best, None)
    if "most" in said and "least" not in said:
        return Range(None, best if best is not None else None, high)
    return bounds


def _sign(tokens: list[Token], at: int) -> bool:
    return _sign_length(tokens, at) > 0


def _sign_length(tokens: list[Token], at: int) -> int:
    """How many tokens a currency's sign takes here: "$", "US$", "A $"; 0 where none stands."""
    if at < len(tokens) and tokens[at].word in CURRENCY_SIGNS:
        return 1
    if at + 1 < len(tokens) and tokens[at].word in ("us", "a", "c", "nz", "hk", "s") and tokens[at + 1].word == "$":
        return 2 if tokens[at + 1].start == tokens[at].end else 0
    return 0


def _ordinal(tokens: list[Token], at: int) -> _Read | None:
    """The third, 21st, twenty-first: which one, not how many."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.value is not None and following and following.word in ("st", "nd", "rd", "th"):
        if following.start == token.end:
            return _as_ordinal(token.value, at, at + 2)
        return None
    if token.word in ORDINALS:
        return _as_ordinal(Fraction(ORDINALS[token.word]), at, at + 1)
    tens = CARDINALS.get(token.word, 0)
    if tens >= 20 and following and following.word == "-" and at + 2 < len(tokens) and tokens[at + 2].word in ORDINALS:
        return _as_ordinal(Fraction(tens + ORDINALS[tokens[at + 2].word]), at, at + 3)
    return None


def _as_ordinal(value: Fraction, first: int, stop: int) -> _Read:
    return _Read(Range(value, value, value), first, stop, "ordinal", None, bare=False)
