"""The words of a telling that it is matched by: stems, and the kinds of places and people that they name."""

from __future__ import annotations

import functools
import re

import snowballstemmer

_WORD = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’-]+|\d[\d,.]*")
_SITES = frozenset(
    "airport barracks base bazaar border bridge bus camp church clinic checkpoint college convoy courthouse crossing "
    "dam depot embassy factory farm funeral gate hall headquarters highway hospital hotel house mall market mine "
    "ministry monastery mosque office outpost palace parliament park patrol pipeline plant port post prison refinery "
    "restaurant road roadblock school shop shrine square stadium station synagogue temple train tunnel university "
    "village wedding".split()
)
"""Kinds of places and gatherings at which something happens: of two on one day in one town they tell which."""
PRONOUNS = frozenset("he she they it him her them one".split())
"""What stands for people told of before."""
_SMALL = frozenset(
    "the a an of in on at by to up out off from for with and or but be is are was were been has have had will would "
    "could may might its his her their that this these those it as not no about after before during who which when "
    "where while said says say told also he she they we you i one two into over than more most other some "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)


def stems(text: str) -> dict[str, None]:
    """The stems of a text's words and its figures, in their order, small words left out."""
    found = (word.lower() for word in _WORD.findall(text))
    return dict.fromkeys(_stem(word) for word in found if word not in _SMALL)


def telling_stems(text: str) -> frozenset[str]:
    """The stems of the words that tell one person or thing from others: no figures, not "people"."""
    return frozenset(stem for stem in stems(text) if not stem[0].isdigit() and stem not in _anybody())


def sites_in(text: str) -> frozenset[str]:
    """The kinds of places and gatherings that a text names, in the singular."""
    words = (word.lower() for word in _WORD.findall(text))
    return frozenset(site for word in words if (site := word if word in _SITES else word.removesuffix("s")) in _SITES)


@functools.lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))


@functools.cache
def _anybody() -> frozenset[str]:
    """Words for whom or what it was done to that tell nobody from others; figures do not either, they are harm."""
    return frozenset(map(_stem, _ANYBODY.split()))


_ANYBODY = (
    "people person persons others other several many some few unknown number total victim dozens scores hundreds "
    "thousands three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand least dead killed "
    "wounded injured"
)
_STEMMER = snowballstemmer.stemmer("english")
