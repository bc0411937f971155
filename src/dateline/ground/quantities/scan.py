"""A figure at a place in a row of words: digits, cardinals, scales, vague words, fractions. Bounds are left to
`find`.
"""

from __future__ import annotations

import dataclasses
import re
from fractions import Fraction

from dateline.ground.quantities.values import Range, exactly
from dateline.ground.quantities.words import (
    CARDINALS,
    DENOMINATORS,
    EXACT,
    HALF,
    MOST,
    NOBODY,
    PLURAL_SCALES,
    SCALES,
    VAGUE,
)  # fmt: skip

TOKEN = re.compile(
    r"(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9]|[.,:/][0-9])|(?!0[0-9])[0-9]+(?:\.[0-9]{1,2}|\.[0-9]{4,})?(?![0-9]|[.,:/][0-9]))"
    r"|(?P<noise>[0-9][0-9.,:/]*)|(?P<word>[A-Za-z]+(?:['’][a-z]+)?(?:[0-9][\w.]*)?)|(?P<sign>\S)"
)
MAX_DIGITS = 15


@dataclasses.dataclass(frozen=True, slots=True)
class Token:
    """A word, a figure or a sign, lowered, with where it stands; `value` for figures."""

    start: int
    end: int
    word: str
    value: Fraction | None


@dataclasses.dataclass(frozen=True, slots=True)
class Figure:
    """What a row of tokens is worth, up to which token, and whether it is a part of a whole. `scale`: the last
    one used.
    """

    range: Range
    stop: int
    share: bool = False
    scale: int | None = None
    bare: bool = False
    """Whether the word alone may be no number: "a", "no", "another"."""


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch. A figure of too many digits is noise: a word without a value."""
    found = []
    for match in TOKEN.finditer(text, start, end):
        value = None
        if match["number"] is not None and len(match[0]) <= MAX_DIGITS:
            value = Fraction(match["number"].replace(",", ""))
        found.append(Token(match.start(), match.end(), match[0].lower().replace("’", "'"), value))
    return found


def figure_at(tokens: list[Token], at: int) -> Figure | None:
    """The figure that begins at a token, the longest reading; None where none does."""
    return _fraction(tokens, at) or _cardinal(tokens, at) or _vague(tokens, at) or _little(tokens, at)


def _word(tokens: list[Token], at: int) -> str:
    return tokens[at].word if 0 <= at < len(tokens) else ""


def _skip_hyphen(tokens: list[Token], at: int) -> int:
    joined = _word(tokens, at) == "-" and at + 1 < len(tokens) and tokens[at].start == tokens[at - 1].end
    return at + 1 if joined and tokens[at + 1].start == tokens[at].end else at


def _fraction(tokens: list[Token], at: int) -> Figure | None:
    """Three-quarters, a third of, half, one in three, half a million, two and a half thousand."""
    word = _word(tokens, at)
    if word in ("half", "quarter") or (word in ("a", "one") and _word(tokens, at + 1) in ("half", "quarter")):
        return _part_of_scale(tokens, at if word in ("half", "quarter") else at + 1)
    if word in MOST or (word in ("a", "the", "vast") and _word(tokens, at + 1) in MOST):
        stop = at + (1 if word in MOST else 2)
        return Figure(Range(HALF, None, Fraction(1)), stop, share=True)
    number = tokens[at].value if at < len(tokens) else None
    small = Fraction(CARDINALS[word]) if word in CARDINALS else Fraction(1) if word == "a" else number
    if small is None or small != int(small) or not 0 < small < 100:
        return None
    after = _skip_hyphen(tokens, at + 1)
    part = _word(tokens, after)
    if part in DENOMINATORS and (number is None):
        plural = part.endswith("s") or part == "halves"
        of = _word(tokens, after + 1)
        # "a third man" is the third; "one third" and "a third of them" are a part.
        if (small > 1 and plural) or (small == 1 and not plural and (word != "a" or of in ("of", ""))):
            if small > DENOMINATORS[part]:
                return None
            return Figure(exactly(small / DENOMINATORS[part]), after + 1, share=True)
    whole = at + 1
    if _word(tokens, whole) == "out" and _word(tokens, whole + 1) == "of":
        whole += 2
    elif _word(tokens, whole) == "in":
        whole += 1
    else:
        return None
    token = tokens[whole] if whole < len(tokens) else None
    size = (token.value or (Fraction(CARDINALS[token.word]) if token.word in CARDINALS else None)) if token else None
    if size is None or not small < size <= 1000 or word == "a" or (_word(tokens, whole - 1) == "in" and size > 100):
        return None
    return Figure(exactly(small / size), whole + 1, share=True)


def _part_of_scale(tokens: list[Token], at: int) -> Figure:
    part = HALF if _word(tokens, at) == "half" else Fraction(1, 4)
    after = at + 1
    if _word(tokens, after) in ("of", "-"):
        after += 1
    if _word(tokens, after) in ("a", "an"):
        after += 1
    scale = _word(tokens, after)
    if scale in SCALES:
        return Figure(exactly(part * SCALES[scale]), after + 1, scale=SCALES[scale])
    return Figure(exactly(part), at + 1, share=True)


def _cardinal(tokens: list[Token], at: int) -> Figure | None:
    """Digits with a scale ("5 million", "10 000"), or words ("three hundred and twelve")."""
    token = tokens[at] if at < len(tokens) else None
    if token is None:
        return None
    if token.value is not None:
        value, stop = token.value, at + 1
        while stop < len(tokens) and _is_group(tokens, stop, value):
            value, stop = value * 1000 + (tokens[stop].value or 0), stop + 1
    else:
        read = _in_words(tokens, at)
        if read is None:
            return None
        value, stop = read
    scale = SCALES.get(_word(tokens, stop - 1))
    if _word(tokens, stop) == "and" and _word(tokens, stop + 1) == "a" and _word(tokens, stop + 2) == "half":
        value, stop = value + HALF, stop + 3
        if _word(tokens, stop - 4) in ("million", "billion", "thousand", "hundred"):
            value += HALF * (SCALES[_word(tokens, stop - 4)] - 1)
    after = _skip_hyphen(tokens, stop)
    while _word(tokens, after) in SCALES:
        scale = SCALES[_word(tokens, after)]
        value, stop = value * scale, after + 1
        after = _skip_hyphen(tokens, stop)
    return Figure(exactly(value), stop, scale=scale)


def _is_group(tokens: list[Token], at: int, before: Fraction) -> bool:
    """Whether a token of three digits goes on the figure before it: "10 000"."""
    token, last = tokens[at], tokens[at - 1]
    if token.end - token.start != 3 or not token.word.isdigit() or token.start - last.end != 1 or before == 0:
        return False
    return "," not in last.word and "." not in last.word and last.end - last.start <= 3


def _in_words(tokens: list[Token], at: int) -> tuple[Fraction, int] | None:
    """The value of cardinal words, and the token after them; "a" opens them only before a scale."""
    total = current = 0
    seen = False
    stop = at
    last: int | None = None
    index = at
    while index < len(tokens):
        word = tokens[index].word
        if word in ("a", "an") and not seen and _word(tokens, index + 1) in SCALES:
            current, seen = 1, True
        elif word in CARDINALS:
            small = CARDINALS[word]
            # "five six" are two figures, "twenty five" and "hundred five" one.
            if seen and last is not None and not (last >= 100 or (20 <= last <= 90 and 0 < small < 10)):
                break
            current, last, seen = current + small, small, True
        elif word in ("hundred", "thousand", "million", "billion", "dozen", "score") and (seen or word != "score"):
            scale = SCALES[word]
            if last is not None and scale == last and not total:
                break
            current = max(current, 1) * scale
            if scale >= 1000:
                total, current = total + current, 0
            last, seen = scale, True
        elif (
            word == "and" and seen and last is not None and last >= 100 and _word(tokens, index + 1) in CARDINALS
        ) or (
            word == "-"
            and seen
            and _skip_hyphen(tokens, index) > index
            and (_word(tokens, index + 1) in CARDINALS or _word(tokens, index + 1) in SCALES)
        ):
            index += 1
            continue
        else:
            break
        index += 1
        stop = index
    return (Fraction(total + current), stop) if seen else None


def _vague(tokens: list[Token], at: int) -> Figure | None:
    """Dozens, tens of thousands, several hundred, a few, a couple of dozen."""
    index = at + 1 if _word(tokens, at) in ("a", "the", "untold", "literally", "many") else at
    word = _word(tokens, index)
    if word in PLURAL_SCALES:
        low, high = PLURAL_SCALES[word]
        stop = index + 1
        while _word(tokens, stop) == "of" and _word(tokens, stop + 1) in PLURAL_SCALES:
            factor = PLURAL_SCALES[_word(tokens, stop + 1)][0] // 2
            low, high, stop = low * factor, (high + 1) * factor - 1, stop + 2
        return Figure(Range(Fraction(low), None, Fraction(high)), stop)
    index = at + 1 if _word(tokens, at) in ("a", "an") else at
    word = _word(tokens, index)
    if word in ("good", "great") and _word(tokens, index + 1) == "many":
        index, word = index + 1, "many"
    if word in VAGUE:
        least, most = VAGUE[word]
        stop = index + 1 + (_word(tokens, index + 1) == "of")
        scale = SCALES.get(_word(tokens, stop))
        if scale is None:
            return Figure(Range(Fraction(least), None, None if most is None else Fraction(most)), index + 1)
        # "several hundred" is good for what "hundreds" is good for.
        low, high = 2 * scale, 10 * scale - 1
        if scale == 12:
            low, high = PLURAL_SCALES["dozens"]
        return Figure(Range(Fraction(low), None, Fraction(high)), stop + 1, scale=scale)
    if word in EXACT and not (word == "single" and _word(tokens, index + 1) == "out"):
        stop = index + 1
        of = stop + (_word(tokens, stop) == "of")
        scale = SCALES.get(_word(tokens, of))
        if scale is not None and word == "couple":
            return Figure(exactly(2 * scale), of + 1, scale=scale)
        return Figure(exactly(EXACT[word]), stop)
    return None


def _little(tokens: list[Token], at: int) -> Figure | None:
    """A, an, another: one. No, nobody, not one: none at all."""
    word = _word(tokens, at)
    if (
        word == "not"
        and _word(tokens, at + 1) in ("a", "one")
        and (_word(tokens, at + 1) == "one" or _word(tokens, at + 2) == "single")
    ):
        return Figure(exactly(0), at + (2 if _word(tokens, at + 1) == "one" else 3))
    if word in NOBODY and _word(tokens, at + 1) not in ("more", "fewer", "less", "longer", "doubt", "greater"):
        stop = at + 2 if word == "no" and _word(tokens, at + 1) == "one" else at + 1
        return Figure(exactly(0), stop, bare=word in ("no", "neither") and stop == at + 1)
    if word in ("a", "an", "another"):
        return Figure(exactly(1), at + 1, bare=True)
    return None
