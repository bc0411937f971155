"""Who is held responsible for a deed: the name for whoever is told of, and their tie to a group."""

from __future__ import annotations

import dataclasses

from dateline.reader.clauses import Clause, Phrase
from dateline.reader.history import one_clause
from dateline.reader.lexicon import names_people, words
from dateline.reader.roles import Part
from dateline.reader.status import cue_positions
from dateline.records import ClaimKind, Interval, Link


@dataclasses.dataclass(frozen=True, slots=True)
class Held:
    """Somebody held responsible in a sentence: who, how, and who says it (None: the outlet, or the claimant itself)."""

    by: Interval
    kind: ClaimKind
    link: Link
    source: Interval | None


def held_of(clause: Clause, who: Phrase, kind: ClaimKind, source: Phrase | None) -> Held:
    """Whoever a phrase names, or the body that it speaks for, as held responsible in one way."""
    who = _by_name(clause, _whom_it_speaks_for(clause, _without_deed(clause, who)))
    part = Part("actor", who.start, who.end, who.core)
    return Held(
        clause.offsets(who), kind, link_of(clause, part), clause.offsets(source) if source is not None else None
    )


def _whom_it_speaks_for(clause: Clause, who: Phrase) -> Phrase:
    """The body that a spokesman speaks for ("a spokesman for the Lions", "the group's chairman"); the phrase itself
    where none is named.
    """
    told = clause.phrase_at(who.end + 1) if clause.lowered[who.end : who.end + 1] == (",",) else None
    if told is not None and told.start == who.end + 1 and clause.lowered[told.core] in words("speakers"):
        who = told  # "Musa Ode, a spokesman for the Lions, claimed it"
    owner = next((n for n in range(who.start, who.core) if clause.tokens[n].tag == "POSS"), who.start)
    if owner > who.start and clause.lowered[who.core] in words("speakers") | words("heads"):
        return Phrase(who.start, owner, owner - 1, owner - 1, who.preposition)
    speaker = next((n for n in range(who.start, who.core + 1) if clause.lowered[n] in words("speakers")), who.start)
    body = max((n for n in range(who.start, speaker) if clause.tokens[n].tag == "NAME"), default=None)
    if body is not None:  # "the Lions' chief spokesman Musa Ode"
        return Phrase(who.start, body + 1, body, body, who.preposition)
    if clause.tokens[who.core].lower not in words("speakers") or who.end >= len(clause.tokens) - 1:
        return who
    behind = clause.phrase_at(who.end + 1) if clause.lowered[who.end] in ("for", "of") else None
    named = behind is not None and any(t.tag == "NAME" for t in clause.tokens[behind.start : behind.end])
    return behind if behind is not None and named and behind.start == who.end + 1 else who


def _by_name(clause: Clause, who: Phrase) -> Phrase:
    """The name that stands behind a body between commas ("a rival faction, the Sulu Lions, also claimed it"), or that
    opens the sentence before what it is ("the Sulu Lions, a rival faction claimed it").
    """
    first = clause.phrase_at(who.start - 2) if clause.lowered[who.start - 1 : who.start] == (",",) else None
    if first is not None and clause.tokens[first.core].tag == "NAME" and first.preposition is None:
        told = clause.lowered[who.start] in ("a", "an", "the") and clause.tokens[who.head].tag == "NOUN"
        if told and all(token.tag in ("ADV", "CONJ", "PUNCT") for token in clause.tokens[: first.start]):
            return first
    named = clause.tokens[who.core].tag == "NAME" or (
        clause.lowered[who.start] not in ("a", "an")
        and any(t.tag == "NAME" for t in clause.tokens[who.start : who.end])
    )
    name = clause.phrase_at(who.end + 1) if clause.lowered[who.end : who.end + 1] == (",",) else None
    if named or name is None or name.start != who.end + 1 or clause.tokens[name.core].tag != "NAME":
        return who
    set_off = clause.lowered[name.end : name.end + 1] == (",",) and clause.lowered[who.core] in words("bodies") | {
        "affiliate"
    }
    return name if set_off else who


def _without_deed(clause: Clause, who: Phrase) -> Phrase:
    """ "X of the attack" and "X responsible" name X."""
    end = who.end
    for n in range(who.start + 1, who.end):
        deed = clause.lowered[n] == "of" and set(clause.lowered[n + 1 : who.end]) & words("deeds")
        if deed or clause.lowered[n] in ("responsible", "guilty"):
            end = n
            break
    return dataclasses.replace(who, end=end, head=min(who.head, end - 1), core=min(who.core, end - 1))


def link_of(clause: Clause, actor: Part) -> Link:
    """The tie between perpetrator and group that the sentence names beside who did it; a tie that it denies is none."""
    if cue_positions(clause, "alone"):
        return "unknown"
    if _unrefused(clause, "inspired", actor):
        return "inspired"
    if _unrefused(clause, "directed", actor):
        return "directed"
    if _unrefused(clause, "allegiance", actor):
        # One person who swears allegiance follows a group's call; a band that does becomes part of the group.
        alone = clause.tokens[actor.start].lower in ("a", "an", "the") and not clause.tokens[actor.core].lower.endswith(
            "s"
        )
        return "inspired" if alone and clause.tokens[actor.core].lower not in words("bodies") else "member"
    for start, end in _unrefused(clause, "member", actor):
        near = (actor.start - 1 <= start and end <= actor.end + 6) or 0 <= actor.start - end <= 1
        if near and _names_body(clause, end):
            return "member"
    return "unknown"


def _names_body(clause: Clause, end: int) -> bool:
    """Whether a body stands behind a cue that ends with a preposition: "part of the Lions", not "part of a deal"."""
    body = clause.phrase_at(end)
    if clause.tokens[end - 1].tag not in ("PREP", "TO"):
        return True
    told = clause.tokens[max(end, body.start) : body.end] if body is not None else ()
    return any(token.tag == "NAME" or token.lower in words("bodies") or names_people(token.lower) for token in told)


def _unrefused(clause: Clause, name: str, actor: Part) -> list[tuple[int, int]]:
    """Where the cues of a list stand in the part of the sentence that tells of an actor, and are not refused."""
    following = actor.end + (clause.lowered[actor.end : actor.end + 1] == (",",))
    related = clause.lowered[following : following + 1] in (("who",), ("which",))
    at = following if related else actor.core
    return [
        (start, end)
        for start, end in cue_positions(clause, name)
        if one_clause(clause, at, start)
        and not any(
            t.tag == "NEG" or t.lower in ("no", "never", "denied") for t in clause.tokens[max(0, start - 3) : start]
        )
    ]
