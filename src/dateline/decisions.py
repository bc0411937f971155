"""What people decide on actors beside the catalogue: add, merge, split, undo. Kept beside results, never in them.

Decisions are only ever added; which of them count, and what they make of a coded report, is computed here. So a merge
that is undone leaves nothing behind, and results need not be coded again.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable
from typing import Literal

import msgspec

from dateline.records import NEW_PREFIX, Actor, Coded, Entity

Action = Literal["add", "merge", "split", "undo"]
MASK = "█"
"""What a purged name is overwritten with (`archive/redact.py`)."""
_ACTING = ("organisation", "person", "group")


@dataclasses.dataclass(frozen=True, slots=True)
class ActorDecision:
    """One decision. `actor` is the one added, merged into or split off; `of` the id merged away or split; `names` those
    that shall mean `actor`; `takes_back` the number of the decision that no longer counts.
    """

    id: int
    action: Action
    actor: Actor | None
    of: str | None
    names: tuple[str, ...]
    takes_back: int | None
    by: str
    reason: str
    when: str


def name_key(name: str) -> str:
    """The form under which names are compared here: no case, no leading "the", single blanks."""
    return " ".join(name.casefold().split()).removeprefix("the ")


def new_id(name: str) -> str:
    """The id of an actor that no catalogue holds: of its name a hash alone, so that a purged name leaves nothing."""
    return NEW_PREFIX + hashlib.sha256(name_key(name).encode()).hexdigest()[:10]


@dataclasses.dataclass(frozen=True)
class Decided:
    """What the decisions that count add up to."""

    added: dict[str, Actor]
    by_name: dict[str, Actor]
    merged: dict[str, Actor]
    split: dict[tuple[str, str], Actor]

    def actor_of(self, entity: Entity) -> Actor | None:
        """Whom an entity stands for, after the decisions."""
        actor, key = entity.actor, name_key(entity.name)
        if entity.type in _ACTING and key in self.by_name:
            actor = self.by_name[key]
        if actor is None:
            return None
        for step in self._chain(actor):  # a name is split off an actor also where others were merged into it
            if (step.id, key) in self.split:
                return self.final(self.split[step.id, key])
        return self.final(actor)

    def final(self, actor: Actor) -> Actor:
        """The actor that an actor was merged into, itself where it was not."""
        return self._chain(actor)[-1]

    def _chain(self, actor: Actor) -> list[Actor]:
        """An actor and those that it was merged into, one after another."""
        chain = [actor]
        while (following := self.merged.get(chain[-1].id)) is not None and following.id not in {a.id for a in chain}:
            chain.append(following)
        return chain

    def apply(self, coded: Coded) -> Coded:
        """A coded report with its entities' actors as decided; the same object where nothing changes."""
        if not (self.by_name or self.merged or self.split):
            return coded
        entities = tuple(
            entity if (actor := self.actor_of(entity)) == entity.actor else msgspec.structs.replace(entity, actor=actor)
            for entity in coded.entities
        )
        return coded if entities == coded.entities else msgspec.structs.replace(coded, entities=entities)


def standing(decisions: Iterable[ActorDecision]) -> list[ActorDecision]:
    """The decisions that count, oldest first: none that was undone, and no undoing."""
    listed = list(decisions)
    undone = {d.takes_back for d in listed if d.action == "undo"}
    return [d for d in listed if d.action != "undo" and d.id not in undone]


def decided(decisions: Iterable[ActorDecision]) -> Decided:
    """What decisions add up to; of two on one name or actor the later counts."""
    state = Decided({}, {}, {}, {})
    for decision in standing(decisions):
        actor = decision.actor
        if actor is None or MASK in f"{actor.id}{actor.name}{decision.of}":
            continue  # the name was purged: what is left of it would fit any other one of its length
        if decision.action == "merge" and decision.of is not None:
            state.merged[decision.of] = actor
            continue
        state.added[actor.id] = actor
        for name in (name_key(n) for n in decision.names if MASK not in n):
            if decision.action == "split" and decision.of is not None:
                state.split[decision.of, name] = actor
            else:
                state.by_name[name] = actor
    return state
