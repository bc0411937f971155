"""What need not be read: sport and markets, which borrow words of war; campaigns, which do in part; in haste, sentences
without a trigger's word.
"""

from __future__ import annotations

import re

from dateline.reader.lexicon import figures, triggers, words

MIN_WORDS = {"sport": 4, "markets": 5}
"""Different words of such a subject that a report must hold; conflict reports in the examples hold one of sport."""


_STEM = 4
"""Letters by which forms of a word are one: "vote", "voter", "voted"."""
MIN_CAMPAIGN = 6
"""Different words of campaigns in a report, forms of one counted once: 1,085 items of a digest of conflicts and 197 own
reports hold three at most, 38 of 60 political reports six and more."""


def is_elsewhere(text: str) -> bool:
    """Whether a report is about sport, a show or markets, by the number of different words of that kind in it."""
    found = set(re.findall(r"[a-z][a-z-]+", text.lower()))
    return any(len(found & words(name)) >= least for name, least in MIN_WORDS.items())


MIN_PEACEFUL = 150
"""Words of a report from which it says something that they name neither arms nor anybody hurt."""


def is_peaceful(text: str) -> bool:
    """Whether a report of some length names neither arms, nor armed men, nor anybody hurt by more than one word."""
    found = re.findall(r"[a-z][a-z-]+", text.lower())
    signs = figures("bodily") | words("weapons") | words("army_words")
    return len(found) >= MIN_PEACEFUL and len(signs.intersection(found)) < 2


def is_campaign(text: str) -> bool:
    """Whether a report is about a campaign or a parliament, where people fight in words, by the same count."""
    found = set(re.findall(r"[a-z][a-z-]+", text.lower())) & words("campaign")
    return len({word[:_STEM] for word in found}) >= MIN_CAMPAIGN


def may_hold_event(sentence: str) -> bool:
    """Whether any word of a sentence opens a trigger, a word of harm or a claim: the cheap first stage of `--fast`."""
    found = re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", sentence.lower())
    return any(word in triggers() or word in _ALSO for word in found)


_ALSO = frozenset(("dead", "toll", "deaths", "missing", "hurt", "claimed", "denied", "responsibility"))
