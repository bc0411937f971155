"""The forms under which place names are compared: as written, without a class word, and by their sound.

The rules for sounds fold what Arabic, Persian, Kurdish and Slavic names vary in when they are written in Latin letters
(Al-/El-, Deir ez-Zor/Deir al-Zour, Hodeidah/Hudaydah, Tal/Tell, -iya/-iyah/-ieh, Kharkiv/Kharkov).
"""

from __future__ import annotations

import functools
import re
import unicodedata

MIN_SOUND = 3
"""Consonants that a sound must have: shorter ones ("tl", "hms") are shared by too many names."""
SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}
_MARKS = str.maketrans(
    {**dict.fromkeys("’'‘`´ʿʾʻʼ."), **dict.fromkeys("-‐‑–—_,/()", " "), "ı": "i", "ø": "o", "ł": "l", "đ": "d"}
)
_ARTICLES = re.compile(r"^(?:the )+(?=.)")
_CLASS = (
    "city|town|village|township|municipality|province|governorate|region|district|state|oblast|county|prefecture|"
    "department|canton|island|subdistrict|division|raion|voivodeship|territory|metropolitan area|area"
)
_BEHIND = re.compile(rf"\s+({_CLASS})$")
_BEFORE = re.compile(
    r"^(?:(?:city|town|village|province|state|district|governorate|republic|county|region) of|"
    r"greater|metropolitan|downtown)\s+"
)
_ARTICLE = re.compile(r"\b(?:al|el|ul|ar|er|as|es|ash|esh|at|et|ad|ed|az|ez|an|en|ath|adh|us|ur|ud)\b")
_FOLD = (
    (r"ck|kh|gh|q", "k"), (r"sch|tsch|tch|ch|sh|zh|dj|j|ts|cz|sz", "s"), (r"ph|v|w", "f"), (r"dh|th", "d"),
    (r"dz|z", "s"), (r"x", "ks"), (r"g", "k"), (r"c", "k"), (r"t", "d"), (r"p", "b"),
)  # fmt: skip


@functools.lru_cache(maxsize=50_000)
def normalise(name: str) -> str:
    """The form under which names are compared: no accents, case, apostrophes or hyphens, no leading "the"."""
    plain = name
    if not name.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = plain.casefold().translate(_MARKS).split()
    if not SHORT.keys().isdisjoint(words):
        words = [SHORT.get(word, word) for word in words]
    key = " ".join(words)
    return _ARTICLES.sub("", key) if key.startswith("the ") else key


def without_class(key: str) -> tuple[str, str | None]:
    """A key without its class word, and that word: ("kirkuk", "province"); the key and None where it has none."""
    behind = _BEHIND.search(key)
    if behind and behind.start() > 1:
        return key[: behind.start()], behind[1]
    before = _BEFORE.match(key)
    if before and len(key) - before.end() > 2:
        return key[before.end() :], before[0].split()[0]
    return key, None


def letters(name: str) -> int:
    """How many letters a name has without articles and blanks: "al-Tabaqa" six."""
    key = normalise(name)
    return len((_ARTICLE.sub(" ", key).strip() or key).replace(" ", ""))


def sound(key: str) -> str:
    """The consonants of a normalised name, sounds that spellings confuse made equal, articles dropped; "" if too short.

    The first letter stays apart from the vowels that follow: "ain issa" and "ayn isa" agree, "issa" and "sue" do not.
    """
    bare = _ARTICLE.sub(" ", key).strip() or key
    for pattern, letter in _FOLD:
        bare = re.sub(pattern, letter, bare)
    letters = re.sub(r"[^a-z]", "", bare)
    if not letters:
        return ""
    rest = re.sub(r"[aeiouyh]", "", letters)
    folded = re.sub(r"(.)\1+", r"\1", rest)
    if len(folded) < MIN_SOUND:
        return ""
    return ("a" if letters[0] in "aeiouyh" else "") + folded
