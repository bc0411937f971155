"""Tokens with a coarse word class, by closed word lists and local context.

There is no English tagger with a free licence that can be installed offline, so this one knows just what the lexical
reader asks of it: where noun phrases are, and whether a word such as "attack" is a verb.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable, Sequence
from typing import Literal

from dateline.reader.lexicon import listed, noun_words, verb_forms, words
from dateline.reader.words import split_words
from dateline.records import Interval

Tag = Literal[
    "DET", "PREP", "CONJ", "PRON", "REL", "MODAL", "AUX", "ADV", "ADJ", "NUM",
    "NOUN", "NAME", "VERB", "TO", "POSS", "NEG", "PUNCT",
]  # fmt: skip
_UNITS = "one two three four five six seven eight nine".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL_NUMBERS = tuple(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty".split()
)
"""The words of 1 to 20, in their order."""
NUMBER_WORDS = frozenset(f"{tens}-{unit}" for tens in _TENS for unit in _UNITS) | frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen "
    "half third quarter two-thirds three-quarters one-third dozens scores hundreds thousands".split()
)


@dataclasses.dataclass(frozen=True, slots=True)
class Token:
    """A word or mark; `start` and `end` are offsets in the report's text."""

    start: int
    end: int
    text: str
    lower: str
    tag: Tag
    form: str = ""
    lemma: str = ""


def tag(
    text: str,
    sentence: Interval,
    is_known: Callable[[str], bool] = lambda _: False,
    without: Sequence[Interval] = (),
) -> list[Token]:
    """The tokens of a sentence with their word class, but for those `without`; a known name of several words is one
    token.
    """
    raw = [word for word in split_words(text, sentence) if not any(a <= word[0] < b for a, b in without)]
    letters = list(filter(str.isalpha, text[slice(*sentence)]))
    shouting = len(letters) > 20 and sum(map(str.isupper, letters)) > 0.8 * len(letters)
    tokens: list[Token] = []
    for index, (start, end, word) in enumerate(raw):
        following = raw[index + 1][2] if index + 1 < len(raw) else ""
        bracketed = [token.text for token in tokens[-3:]][::2] == ["(", ")"]  # "the Front (Old) shot dead a man"
        tokens.append(_tag_one(start, end, word, following, tokens[:-3] if bracketed else tokens, shouting))
        if len(tokens) > 1 and tokens[-1].tag == "ADJ" and tokens[-2].lower == "more" and tokens[-2].tag == "NOUN":
            tokens[-2] = dataclasses.replace(tokens[-2], tag="ADJ")  # "five more wounded men"
    return _join_known(text, tokens, is_known)


_JOINTS = frozenset(("of", "and", "the", "in", "for", "al", "de", "la", "'", "’"))
_LONGEST_NAME = 9


def _join_known(text: str, tokens: list[Token], is_known: Callable[[str], bool]) -> list[Token]:
    joined: list[Token] = []
    index = 0
    while index < len(tokens):
        stop = index + 1
        if tokens[index].text[0].isupper():
            last = stop
            while (
                last < len(tokens)
                and last - index < _LONGEST_NAME
                and (tokens[last].text[0].isupper() or tokens[last].lower in _JOINTS)
            ):
                last += 1
            last = _behind_faction(tokens, last, is_known)
            for end in range(last, index + 1, -1):
                if end - index > 1 and is_known(text[tokens[index].start : tokens[end - 1].end]):
                    stop = end
                    break
        if stop - index > 1:
            start, end = tokens[index].start, tokens[stop - 1].end
            joined.append(Token(start, end, text[start:end], text[start:end].lower(), "NAME"))
        else:
            joined.append(tokens[index])
        index = stop
    return joined


def _behind_faction(tokens: list[Token], at: int, is_known: Callable[[str], bool]) -> int:
    """Where a name may end that one word in brackets goes on with: "Communist Party of India (Maoist)"; no short name,
    no age, no place.
    """
    opening, word, closing = (tokens[at : at + 3] + tokens[-1:] * 3)[:3]
    fits = (opening.text, closing.text) == ("(", ")") and word.text.istitle() and not is_known(word.text)
    return at + 3 if fits else at


_FIXED: tuple[tuple[str, Tag], ...] = (
    ("modals", "MODAL"), ("auxiliaries", "AUX"), ("determiners", "DET"), ("prepositions", "PREP"),
    ("conjunctions", "CONJ"), ("pronouns", "PRON"), ("relatives", "REL"), ("adverbs", "ADV"),
)  # fmt: skip


@functools.cache
def _fixed() -> dict[str, Tag]:
    """The class of each word of the closed classes; the first list that holds a word decides."""
    return {word: tag for name, tag in reversed(_FIXED) for word in words(name)}


_ARTICLED = re.compile(r"(?:al|el|ul|a[rsztdn]|e[rsztdn]|ash|esh|ath|adh)[-‐‑][A-Z][a-z’'‘]")
"""A name that begins with the Arabic article in small letters: "al-Bab"."""
_CLITICS: dict[str, Tag] = {"n't": "NEG", "'re": "AUX", "'ve": "AUX", "'d": "AUX", "'ll": "MODAL"}
_BEFORE_NUMBER = frozenset(("at", "about", "around", "over", "up", "as", "between", "some", "nearly", "almost"))
_SHARED = frozenset(("about", "around", "over", "under", "some", "nearly", "almost"))
"""Words that qualify a number where one follows ("about 40"), and are prepositions or determiners elsewhere."""


def _tag_one(start: int, end: int, word: str, following: str, before: list[Token], shouting: bool) -> Token:
    lower = word.lower()
    previous = before[-1] if before else None
    fixed = _mark_or_number(start, word, following, before)
    if fixed is None:
        opens = previous is None or previous.text in "\"“”'‘(:"
        own = _ARTICLED.match(word) is not None or (
            word[0].isupper() and not _is_office(lower, before) and (not opens or _is_name(word, lower, following))
        )
        initial = word == "I" and following[:1].isupper() and not opens  # "K. I Sangma": no pronoun
        fixed = "NAME" if own and not shouting and (word != "I" or initial) else _closed_class(lower, previous)
    if fixed is not None:
        return Token(start, end, word, lower, fixed)
    if lower == "last" and following.lower() in words("periods"):
        return Token(start, end, word, lower, "ADJ")
    if lower == "first" and previous and previous.tag in ("NOUN", "NAME", "PRON") and following.lower() in verb_forms():
        return Token(start, end, word, lower, "ADV")  # "the rebels first shelled it"
    forms = verb_forms().get(lower)
    if forms is None and lower.endswith("ed") and len(lower) > 4 and "-" not in lower and lower not in noun_words():
        if lower not in words("adjectives"):
            forms = ((lower, "past"), (lower, "participle"))
    if forms:
        return _tag_verb_form(start, end, word, following, before, forms)
    if lower in words("adjectives"):
        return Token(start, end, word, lower, "ADJ")
    if lower not in noun_words() and _after_modal(before):
        return Token(start, end, word, lower, "VERB", "base", lower)  # "could worsen": a verb that no list holds
    unlisted = lower.endswith("ing") and len(lower) > 5 and lower not in noun_words()
    if unlisted and lower not in listed("harm.toml", "missing_states"):
        if _after_be(before) or (previous and previous.tag == "PREP" and _opens_phrase(following)):
            return Token(start, end, word, lower, "VERB", "ing", lower)
    return Token(start, end, word, lower, _class_unlisted(lower, following, before))


def _class_unlisted(lower: str, following: str, before: list[Token]) -> Tag:
    """The class of a word that no list of verbs or adjectives holds."""
    if lower in noun_words():
        return "NOUN"
    if lower.endswith("ly") and len(lower) > 4:
        return "ADV"
    return "ADJ" if following == "to" and _after_be(before) else "NOUN"  # "were sympathetic to the rebels"


def _owns(start: int, following: str, before: list[Token]) -> bool:
    """Whether an apostrophe makes a plural an owner ("the rebels' base") and closes no quotation."""
    last = before[-1] if before else None
    if last is None or last.end != start or not last.lower.endswith("s") or last.tag not in ("NOUN", "NAME"):
        return False
    quoted = any(t.text in ("'", "‘", "’") and t.tag != "POSS" for t in before)
    return following[:1].isalnum() and not quoted


def _is_office(lower: str, before: list[Token]) -> bool:
    """Whether a capital word ends what somebody is, and is no name: "the Officer in Charge"."""
    return lower == "charge" and len(before) > 1 and before[-1].lower == "in" and before[-2].lower in words("people")


def _opens_phrase(following: str) -> bool:
    """Whether a word opens a noun phrase, and so is what the verb before it acts on: "accused of violating a truce"."""
    return following.lower() in words("determiners") or following[:1].isupper() or following[:1].isdigit()


def _opens_object(then: str) -> bool:
    """Whether a word opens the object of the verb before it: an article, a number or what bounds one."""
    number = then[:1].isdigit() or then in NUMBER_WORDS or then in _BEFORE_NUMBER
    return number or then in words("determiners")


def _after_be(before: list[Token]) -> bool:
    last = next((t for t in reversed(before) if t.tag not in ("ADV", "NEG")), None)
    return last is not None and last.tag == "AUX" and last.lower in words("be")


def _after_modal(before: list[Token]) -> bool:
    last = next((t for t in reversed(before) if t.tag not in ("ADV", "NEG")), None)
    return last is not None and last.tag == "MODAL"


def _mark_or_number(start: int, word: str, following: str, before: list[Token]) -> Tag | None:
    """The class of what no word list is needed for: marks, endings such as "'s", numbers and what bounds them."""
    lower, previous = word.lower(), before[-1] if before else None
    straight = lower.replace("’", "'")
    if straight == "'" and _owns(start, following, before):
        return "POSS"
    if straight in _CLITICS or lower == "not":
        return _CLITICS.get(straight, "NEG")
    if straight == "'s":
        return "POSS" if previous and previous.tag in ("NOUN", "NAME", "NUM", "ADJ") else "AUX"
    if not word[0].isalnum():
        return "NUM" if any(c.isdigit() for c in word) else "PUNCT"
    if lower in NUMBER_WORDS:
        return "NUM"
    if word[0].isdigit():
        return "ADJ" if "-" in word and word[-1].isalpha() else "NUM"
    if lower in ("more", "others") and previous is not None and previous.tag == "NUM" and following.lower() != "than":
        described = following.lower() not in _NOT_A_NOUN_NEXT and following.lower() not in verb_forms()
        return "ADJ" if lower == "more" and described else "NOUN"  # "five more soldiers", "five more were wounded"
    number_next = following[:1].isdigit() or following.lower() in NUMBER_WORDS
    if (lower in _SHARED and number_next) or _bounds_number(lower, following, previous):
        return "ADV"
    return "TO" if lower == "to" else None


def _closed_class(lower: str, previous: Token | None) -> Tag | None:
    if lower == "that":
        opens = previous is not None and (previous.tag in ("NOUN", "NAME", "VERB", "PRON") or previous.text == ",")
        return "REL" if opens else "DET"
    if lower in words("relatives"):
        return "REL"
    if lower in words("day_parts"):
        return "ADV"
    return _fixed().get(lower)


def _bounds_number(lower: str, following: str, previous: Token | None) -> bool:
    """Whether a word belongs to "at least 12", "more than 12", "up to 12" rather than governing a phrase."""
    number = following[:1].isdigit() or following.lower() in NUMBER_WORDS or following.lower() in ("a", "an")
    match lower:
        case "no":
            return following.lower() in ("more", "less", "fewer")
        case "at":
            return following.lower() in ("least", "most")
        case "more" | "less" | "fewer":
            return following.lower() == "than"
        case "than":
            return number and previous is not None and previous.lower in ("more", "less", "fewer")
        case "to":
            return number and previous is not None and previous.lower == "up"
        case _:
            return False


def _is_name(word: str, lower: str, following: str) -> bool:
    """Whether the capital that opens a sentence is a name's own: an unknown word, or the first of several capitals."""
    if word.isupper() and len(word) > 1 and lower not in words("determiners"):
        return True
    known = lower in _fixed() or lower in verb_forms() or lower in words("adjectives")
    if lower in words("titles"):
        return following[:1].isupper()
    if known:
        return False
    if lower in noun_words() or lower.endswith(("ly", "ing", "ed")):
        return following[:1].isupper() and not following.isupper()
    return following[:1].isupper() or not lower.endswith("s") or len(lower) < 4


_PLURALS = frozenset(
    ("police", "people", "men", "women", "children", "troops", "officials", "residents", "witnesses", "gunmen")
)
_BEFORE_NOUN = frozenset({"DET", "ADJ", "NUM", "POSS"})
_NOT_A_NOUN_NEXT = (
    words("determiners") | words("prepositions") | words("pronouns") | words("auxiliaries") | words("modals")
    | words("conjunctions") | words("relatives") | {"to", "by", "", ".", ",", ";", ":", ")"}
)  # fmt: skip


def _tag_verb_form(
    start: int, end: int, word: str, following: str, before: list[Token], forms: tuple[tuple[str, str], ...]
) -> Token:
    kinds = {kind for _, kind in forms}
    previous = next((t for t in reversed(before) if t.tag not in ("ADV", "NEG")), None)

    def verb(kind: str) -> Token:
        return Token(start, end, word, word.lower(), "VERB", kind, forms[0][0])

    def other(tag: Tag) -> Token:
        return Token(start, end, word, word.lower(), tag)

    governed = previous is not None and (previous.tag in ("MODAL", "TO") or previous.lower in ("do", "does", "did"))
    if governed and "base" in kinds:
        return verb("base")
    after_be = previous is not None and previous.tag == "AUX"
    if kinds & {"past", "participle"}:
        if after_be:
            return verb("participle")
        suffers = forms[0][0] in listed("harm.toml", "suffering") and bool(before) and before[-1].lower == "another"
        fixed = None if suffers else _class_of_participle(word.lower(), following, before)
        return other(fixed) if fixed else verb("past" if "past" in kinds else "participle")
    if "ing" in kinds:
        fixed = _class_of_ing(word.lower(), following, before, after_be=after_be)
        return other(fixed) if fixed else verb("ing")
    form = verb("base" if "base" in kinds else "s")
    return form if _is_finite(form, kinds, following, before) else other("NOUN")


def _class_of_participle(lower: str, following: str, before: list[Token]) -> Tag | None:
    """ADJ before a noun ("suspected militants"), NOUN after a determiner ("the wounded"), None for a verb."""
    last = before[-1] if before else None
    paired = len(before) > 1 and last is not None and last.lower == "and" and before[-2].lower in _BESIDE_HURT
    if paired and lower in listed("harm.toml", "injured_states") | {"dying"}:
        alone = following.lower() in _NOT_A_NOUN_NEXT
        return "NOUN" if alone else "ADJ"  # "the sick and wounded", "dead and wounded people"
    if lower in noun_words() and [t.tag for t in before[-2:]] == ["DET", "ADJ"] and following in words("prepositions"):
        return "NOUN"  # "a stray shot from the camp"
    then = following.lower()
    day_next = then in words("weekdays") or then in words("months")
    noun_next = (
        then not in _NOT_A_NOUN_NEXT and not day_next and not following[:1].isdigit() and then not in NUMBER_WORDS
    )
    dated = last is not None and last.tag == "NUM" and _is_day(before)  # "gunmen on October 28 shot dead a baker"
    before_noun = last is None or last.tag in _BEFORE_NOUN or last.tag in ("PREP", "PUNCT", "CONJ", "VERB")
    before_noun = before_noun or (last is not None and last.lower == "more")  # "five more wounded men"
    described = last is not None and last.tag == "ADV" and len(before) > 1 and before[-2].tag == "DET"
    if noun_next and described:
        return "ADJ"  # "the wrongfully accused man"
    if noun_next and before_noun and not dated:
        second_verb = last is not None and last.tag in ("PUNCT", "CONJ") and any(t.tag == "VERB" for t in before)
        if not second_verb and not _closes_apposition(before):
            return "ADJ"
    if last is not None and last.lower == "another" and len(before) > 1:
        if before[-2].tag == "CONJ" or before[-2].lemma == "leave":
            return None  # "one was killed and another wounded", "leaving another injured"
    if last is not None and last.tag == "DET" and last.lower not in ("all", "both", "some", "many", "several"):
        return "NOUN"
    return None


_BESIDE_HURT = frozenset(("sick", "dead", "dying", "ill", "elderly", "old"))


def _is_day(before: list[Token]) -> bool:
    """Whether the last number is the day of a month, or a year: "October 28", "in 2012"."""
    month = len(before) > 1 and (before[-2].lower in words("months") or before[-2].text == "May")
    return month or re.fullmatch(r"(?:19|20)\d\d", before[-1].text) is not None


def _closes_apposition(before: list[Token]) -> bool:
    """Whether a comma closes an aside, so that a verb follows: "its spokesman, Didier Makambo, accused"."""
    if len(before) > 2 and before[-1].text == "," and before[-2].tag == "ADV":  # "the army, subsequently, conducted"
        return before[0].tag != "PREP" and any(token.tag in ("NOUN", "NAME") for token in before)
    if len(before) < 4 or before[-1].text != "," or before[-2].tag != "NAME":
        return False
    opening = next((n for n in range(len(before) - 2, 0, -1) if before[n].text == ","), 0)
    return opening > 0 and before[opening - 1].tag in ("NOUN", "NAME")


def _class_of_ing(lower: str, following: str, before: list[Token], *, after_be: bool) -> Tag | None:
    """NOUN for "the bombing of", "fighting in"; ADJ for "the remaining men"; None for a verb."""
    last = before[-1] if before else None
    then = following.lower()
    noun = lower in noun_words()
    if last is not None and last.tag == "NUM" and _is_day(before) and _opens_object(then):
        return None  # "a bomb went off on May 9 leaving two dead"
    if f"{lower} {then}" in words("compounds"):
        return "ADJ"  # "the combing operation"
    if after_be and not (noun and last is not None and last.tag == "DET"):
        return None
    if noun and then in _OF_DEEDS and last is not None and last.tag in (*_BEFORE_NOUN, "NOUN", "NAME"):
        return "NOUN"  # "a friend of the bombing suspect"
    told_before = last is not None and last.tag in ("NOUN", "NAME") and any(token.tag == "VERB" for token in before)
    if told_before and lower in words("harming") and then not in _NOT_A_NOUN_NEXT:
        return None  # "launched a raid killing fighters"
    if noun and then in ("him", "them", "himself", "themselves"):
        return None  # "fired at the officer killing him"
    names_place = last is not None and last.tag == "NAME" and any(token.tag == "VERB" for token in before)
    if noun and last is not None and (last.tag == "NOUN" or names_place) and then in words("determiners"):
        return None  # "opened fire killing the guard", "a bomb went off in Ode killing a guard"
    ordinal = last is not None and last.lower == "last"  # "the last remaining town"
    if last is not None and (ordinal or last.tag in _BEFORE_NOUN or (noun and last.tag in ("NOUN", "NAME"))):
        return "NOUN" if noun or then in _NOT_A_NOUN_NEXT else "ADJ"
    if len(before) > 1 and before[-1].lower in words("forces_before") and before[-2].lower in ("in", "during"):
        return "NOUN" if then in _NOT_A_NOUN_NEXT else None  # "hurt in police firing"
    if noun and last is not None and last.lower in (",", "and") and then in _BEFORE_NUMBER:
        return None  # "a bomb went off, killing at least 12"
    closed = then in words("prepositions") or then in words("auxiliaries")
    told = last is None and any(kind == "past" for _, kind in verb_forms().get(then, ()))  # "Fighting continued"
    if noun and (closed or told or then in ("", ".", ",", ";", "and", "that", "which")):
        opens = (
            last is None or last.tag in ("PREP", "PUNCT", "CONJ") or last.lemma == "say"
        )  # "said looting had spread"
        return "NOUN" if opens else None
    return None


def _are_people(token: Token) -> bool:
    """Whether a noun names several people: "protesters"."""
    return token.tag == "NOUN" and token.lower.endswith("s") and token.lower in words("people")


_OF_DEEDS = frozenset("suspect suspects plot plots case trial probe investigation scene site spree victim".split())
"""Nouns that a deed before them tells more of: "the bombing suspect", "the shooting scene"."""


def _is_finite(form: Token, kinds: set[str], following: str, before: list[Token]) -> bool:
    """Whether a form that may be a verb's or a noun's ("attack", "attacks", "say") is the verb here."""
    previous = next((t for t in reversed(before) if t.tag not in ("ADV", "NEG")), None)
    last = before[-1] if before else None
    then = following.lower()
    if previous is None:
        return form.lower not in noun_words() and then not in _NOT_A_NOUN_NEXT
    behind = previous.text == "," or (previous.tag == "NUM" and _is_day(before))
    if behind and following[:1].isupper() and "s" in kinds and then not in words("weekdays"):
        if form.lemma in words("reporting_verbs") and any(token.tag == "VERB" for token in before):
            return True  # "gunmen killed a trader in Ode, reports Dawn"
    if last is not None and (
        last.tag in (*_BEFORE_NOUN, "PREP") or f"{last.lower} {form.lower}" in words("facilities")
    ):
        return False
    if then in words("be") or then in words("modals"):
        return False  # "residential blocks were destroyed"
    if f"{form.lower} {then}" in words("compounds") or previous.lower.removesuffix("s") in words("periods"):
        return False  # "threw hand grenade", "three years jail each"
    if previous.tag in ("PRON", "REL") or form.lower not in noun_words():
        return True
    if last is not None and last.tag == "ADV" and last.lower in words("frequency") and previous.tag in ("NOUN", "NAME"):
        return True  # "rebels often ambush convoys"
    opens_object = (
        then in words("determiners") or then in words("pronouns") or following[:1].isupper() or following[:1].isdigit()
        or then in NUMBER_WORDS or then in ("that", "to")
    )  # fmt: skip
    if previous.tag not in ("NOUN", "NAME"):
        return False
    if previous.lower in _PLURALS or (then == "with" and _are_people(previous)):
        return opens_object or "base" in kinds  # "protesters clash with police"
    plural = previous.tag == "NOUN" and previous.lower.endswith("s") and "base" in kinds
    if plural and form.lower in words("striking") and then not in _NOT_A_NOUN_NEXT:
        return True  # "airstrikes target areas of Idlib"
    return opens_object and ("s" in kinds or previous.lower.endswith("s"))
