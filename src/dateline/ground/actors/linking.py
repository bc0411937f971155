"""Armed agents without a name that are the armed group a report is about: "the militants", "remnants of the group"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dateline.ground.actors.words import singular, word_list
from dateline.records import AGENT_PREFIX, Actor, Interval

LEAST, SHARE = 3, 0.75
"""The main armed group is named so often, and makes up so much of all namings of armed groups: in the first report ISIS
has 8 of 9, and al-Qaeda in Iraq, out of which it grew, one."""
_APART = re.compile(
    r"\b(?:other|another|rival|suspected|unknown|unidentified|former|allied|anti|pro|more)\W*$", re.IGNORECASE
)
_COUNTED = re.compile(
    r"(?:(?:the|these|those|its|some|many|several|few|all|most|any|at least|about|around|nearly|dozens of|hundreds of|"
    r"scores of|[\d,.]+|two|three|four|five|six|seven|eight|nine|ten|remaining|beleaguered|fleeing|vengeful|die-hard|"
    r"surviving|\w+[’']s)\s+)*",
    re.IGNORECASE,
)


def link_to_main(
    text: str, actors: Sequence[Actor | None], mentions: Sequence[Sequence[Interval]]
) -> list[Actor | None]:
    """The actors of a report's entities, where agents of sector REB are the report's main armed group if it has one.

    `mentions` are each entity's spans. Only bare nouns that reports use of the group they are about are linked ("the
    militants"); rebels, militias and whoever a nationality, a faith or another word tells apart stay as they are.
    """
    named = Counter[str]()
    of_id: dict[str, Actor] = {}
    for actor, spans in zip(actors, mentions, strict=True):
        if actor is not None and _is_armed_group(actor):
            named[actor.id] += len(spans)
            of_id[actor.id] = actor
    main = _main(named)
    if main is None:
        return list(actors)
    return [
        of_id[main] if actor is not None and _is_unnamed(actor) and _is_bare(text, spans[0]) else actor
        for actor, spans in zip(actors, mentions, strict=True)
    ]


def _main(named: Counter[str]) -> str | None:
    if not named:
        return None
    (best, count), *_ = named.most_common(1)
    return best if count >= LEAST and count >= SHARE * named.total() else None


def _is_armed_group(actor: Actor) -> bool:
    return actor.sector == "REB" and not actor.id.startswith(AGENT_PREFIX) and "|" not in actor.id


def _is_unnamed(actor: Actor) -> bool:
    return actor.id.startswith(f"{AGENT_PREFIX}reb")


def _is_bare(text: str, span: Interval) -> bool:
    """Whether a mention is one of the nouns that stand for the main group, counted or definite, and nothing else."""
    words = text[slice(*span)]
    noun = words[_COUNTED.match(words).end() :].lower()  # type: ignore[union-attr]
    *front, last = noun.split() or [""]
    bare = any(
        " ".join((*front, form)) in word_list("main") for form in singular(last.rstrip("’'s") if "’" in last else last)
    )
    return bare and _APART.search(text[max(0, span[0] - 16) : span[0]]) is None
