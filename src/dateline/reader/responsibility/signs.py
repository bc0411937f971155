"""The readable signs of how a report holds a group responsible: what stands around each mention of it.

Each sign is a number of 0 to 1 with a name, so that a decision can be traced. They hang on words, not on the network.
"""

from __future__ import annotations

import dataclasses
import functools
import math
from collections.abc import Sequence

from dateline.reader.responsibility.cues import ATTACK, cue_names, cues_of, kind_names, kind_of

Place = tuple[int, int, int]
"""A mention: the sentence and its tokens `[start, end)`."""

NEAR, FAR = 5, 12
"""Tokens within which a word belongs to a mention closely, and loosely: a noun phrase and a clause."""


@dataclasses.dataclass(frozen=True)
class Sentences:
    """A report's sentences as words in lower case, with their cues, which all of its groups share."""

    words: tuple[tuple[str, ...], ...]

    @functools.cached_property
    def cues(self) -> tuple[dict[str, list[int]], ...]:
        """Where the cues of each sentence stand."""
        return tuple(map(cues_of, self.words))

    @functools.cached_property
    def shares(self) -> dict[str, float]:
        """The share of the sentences that have each cue."""
        return {cue: sum(cue in told for told in self.cues) / max(1, len(self.cues)) for cue in cue_names()}


@dataclasses.dataclass(frozen=True, slots=True)
class Named:
    """A report's sentences, and where one group is named or referred to in them."""

    report: Sentences
    mentions: tuple[Place, ...]

    @property
    def sentences(self) -> tuple[tuple[str, ...], ...]:
        """The words of the sentences."""
        return self.report.words


READINGS = (
    "claims", "claimed by", "own channel", "speaks", "denies", "accused before", "accused after", "suspected",
    "perhaps", "agent", "actor", "owner", "sufferer", "against", "clash", "authority says", "somebody says", "plain",
    "quoted", "we", "hedged", "fate",
)  # fmt: skip
CROSSED = (
    "report first", "report partisan", "around authority", "report authority", "report claim", "report channel",
    "report rebels", "attacks",
)  # fmt: skip
"""Signs that mean another thing of an army than of rebels: each also stands beside the kind of group."""
_OWN = frozenset(("by", "from", "of", "signed", "the"))
_HEDGES = ("report", "suspect", "possible", "accuse", "claim", "deny", "channel")


@functools.cache
def sign_names() -> tuple[str, ...]:
    """The names of all signs, in their order."""
    return (
        *(f"group: {kind}" for kind in kind_names()),
        "mentions", "sentences", "share", "first", "opens", "attacks",
        *(f"any {reading}" for reading in READINGS),
        *(f"share {reading}" for reading in READINGS),
        *(f"beside {cue}" for cue in cue_names()),
        *(f"around {cue}" for cue in cue_names()),
        *(f"report {cue}" for cue in cue_names()),
        *(f"{kind} and {sign}" for kind in kind_names() for sign in CROSSED),
    )  # fmt: skip


def signs(named: Named) -> list[float]:
    """The signs of a group in a report, in the order of `sign_names`; all 0 where it is never mentioned."""
    cues = named.report.cues
    total = max(1, len(cues))
    around = sorted({sentence for sentence, _, _ in named.mentions})
    own = [word for s, start, end in named.mentions for word in named.sentences[s][start:end]]
    kind = kind_of(own)
    readings = readings_at(named)
    count = max(1, len(readings))
    values = {
        f"group: {kind}": float(bool(around)),
        "mentions": min(1.0, math.log1p(len(readings)) / 4),
        "sentences": min(1.0, math.log1p(total) / 5),
        "share": len(around) / total,
        "first": around[0] / total if around else 1.0,
        "opens": float(bool(around) and around[0] == 0),
        "attacks": sum(ATTACK in cues[s] for s, _, _ in named.mentions) / count,
    }
    for reading in READINGS:
        held = sum(reading in told for told in readings)
        values[f"any {reading}"] = float(held > 0)
        values[f"share {reading}"] = held / count
    beside = {n for s in around for n in (s - 1, s + 1) if 0 <= n < len(cues)}
    for cue in cue_names():
        values[f"around {cue}"] = sum(cue in cues[s] for s in around) / max(1, len(around))
        values[f"beside {cue}"] = float(any(cue in cues[s] for s in beside))
        values[f"report {cue}"] = named.report.shares[cue]
    values |= {f"{kind} and {sign}": values[sign] for sign in CROSSED}
    return [values.get(name, 0.0) if around else 0.0 for name in sign_names()]


def readings_at(named: Named) -> list[set[str]]:
    """What the sentence of each mention tells of the group; any of READINGS."""
    return [readings_of(named.sentences[s], named.report.cues[s], start, end) for s, start, end in named.mentions]


def readings_of(words: Sequence[str], cues: dict[str, list[int]], start: int, end: int) -> set[str]:
    """What a sentence tells of the group that it names at `[start, end)`; any of READINGS."""

    def before(cue: str, reach: int) -> bool:
        return any(start - reach <= n < start for n in cues.get(cue, ()))

    def after(cue: str, reach: int) -> bool:
        return any(end <= n < end + reach for n in cues.get(cue, ()))

    def near(cue: str, reach: int) -> bool:
        return before(cue, reach) or after(cue, reach)

    by = "by" in words[max(0, start - 4) : start]
    claim_by = any(words[n : n + 2] == ("claimed", "by") for n in range(max(0, start - 6), start))
    attack = ATTACK in cues
    saying = "report" in cues
    told = {
        "claims": after("claim", FAR) and not by,
        "claimed by": claim_by,
        "own channel": (before("channel", NEAR) and bool(_OWN & set(words[max(0, start - 3) : start])))
        or after("channel", 3)
        or (after("report", NEAR) and "channel" in cues),
        "speaks": after("report", 4) and not by,
        "denies": after("deny", NEAR),
        "accused before": before("accuse", FAR),
        "accused after": after("accuse", FAR),
        "suspected": before("suspect", NEAR) or after("suspect", 3),
        "perhaps": near("possible", NEAR + 1),
        "agent": by and before(ATTACK, FAR),
        "actor": after(ATTACK, NEAR) and not by,
        "owner": after(ATTACK, 2),
        "sufferer": before(ATTACK, NEAR) and not by,
        "against": bool({"against", "on", "at"} & set(words[max(0, start - 3) : start])),
        "clash": "clash" in cues,
        "authority says": saying and any(not start <= n < end for n in cues.get("authority", ())),
        "somebody says": saying,
        "plain": attack and not any(cue in cues for cue in _HEDGES),
        "quoted": sum(word in ('"', "“", "”") for word in words[:start]) % 2 == 1,
        "we": "first" in cues,
        "hedged": attack and ("suspect" in cues or "possible" in cues),
        "fate": near("fate", NEAR),
    }
    return {name for name, holds in told.items() if holds}
