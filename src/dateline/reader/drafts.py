"""An event while its sentence is being read, and what kind of telling it is."""

from __future__ import annotations

import dataclasses

from dateline.reader.clauses import Clause
from dateline.reader.harm import TokenHarm
from dateline.reader.lexicon import listed
from dateline.reader.phrases import is_passive
from dateline.reader.roles import Part
from dateline.reader.triggers import Hit
from dateline.records import Interval, Status, Trend


@dataclasses.dataclass(slots=True)
class Draft:
    """An event while its sentence is being read."""

    hit: Hit
    parts: list[Part]
    harm: list[TokenHarm]
    status: Status
    probability: float
    aggregate: bool = False
    engagement: bool = False
    background: bool = False
    trend: Trend | None = None
    modes: tuple[str, ...] = ()
    hurt: list[Interval] = dataclasses.field(default_factory=list)
    """Whom the sentence says came to harm, by this event or another: they did not do it."""


def is_consequence(draft: Draft) -> bool:
    """Whether a verb tells that somebody was killed or hurt, of which an attack may be the cause."""
    return draft.hit.is_verb and draft.hit.trigger.harm in ("killed", "injured") and draft.hit.trigger.type == "ASSAULT"


def is_damage(clause: Clause, draft: Draft) -> bool:
    """Whether a verb says what became of things: "three shops were destroyed"."""
    damaging = draft.hit.is_verb and draft.hit.trigger.lemma in listed("harm.toml", "damaging")
    return damaging and is_passive(clause, draft.hit.head) and not any(p.role == "actor" for p in draft.parts)
