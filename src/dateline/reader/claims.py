"""Who is held responsible and how, the tie of the perpetrator to a group, and places that change hands."""

from __future__ import annotations

import dataclasses

from dateline.reader.hands import hands_of
from dateline.reader.lexicon import words
from dateline.reader.phrases import Clause, Phrase, is_nobody, subject_of
from dateline.reader.roles import Part
from dateline.reader.status import cue_positions
from dateline.reader.triggers import Hit
from dateline.records import ClaimKind, Interval, Link


@dataclasses.dataclass(frozen=True, slots=True)
class Held:
    """Somebody held responsible in a sentence: who, how, and who says it (None: the outlet, or the claimant itself)."""

    by: Interval
    kind: ClaimKind
    link: Link
    source: Interval | None


def find_claims(clause: Clause) -> list[Held]:
    """Claims, denials and accusations that a sentence makes of some event."""
    found: list[Held] = []
    for name, kind in (("claiming", "claimed"), ("denying", "denied")):
        for start, _ in cue_positions(clause, name):
            subject = _subject_before(clause, start)
            if subject is not None and not _nobody(clause, subject, start):
                found.append(Held(clause.offsets(subject), kind, "unknown", None))  # type: ignore[arg-type]
    if not found:
        found += _accused(clause)
    return found


def _subject_before(clause: Clause, start: int) -> Phrase | None:
    verb = next((i for i in range(start, min(start + 3, len(clause.tokens))) if clause.tokens[i].tag == "VERB"), start)
    return subject_of(clause, verb)


def _nobody(clause: Clause, subject: Phrase, start: int) -> bool:
    """ "No group has claimed responsibility": there is no claim."""
    negated = any(
        t.tag == "NEG" or t.lower in ("never", "neither", "nor") for t in clause.tokens[subject.start : start + 1]
    )
    return is_nobody(clause, subject) or negated


def _accused(clause: Clause) -> list[Held]:
    for start, end in cue_positions(clause, "accusing"):
        token = clause.tokens[start]
        if token.tag != "VERB":
            continue
        accused = clause.phrase_at(end)
        accuser = subject_of(clause, start)
        if token.form == "participle" and accused is None:
            continue
        if accused is not None and clause.tokens[accused.core].lower not in ("attack", "blast", "violence", "bombing"):
            source = clause.offsets(accuser) if accuser is not None else None
            return [Held(clause.offsets(accused), "accused", "unknown", source)]
    return []


def actor_claim(clause: Clause, actor: Part, offsets: Interval, source: Interval | None) -> Held:
    """How the actor of an event is held responsible by the telling itself: suspected, or stated as fact."""
    near = range(max(0, actor.start - 1), actor.end + 1)
    suspected = any(start in near for start, _ in cue_positions(clause, "suspecting"))
    return Held(offsets, "suspected" if suspected else "stated as fact", link_of(clause, actor), source)


def is_party(clause: Clause, actor: Part) -> bool:
    """Whether a phrase names somebody who can be held responsible: people, a body, a name; not an earthquake."""
    core = clause.tokens[actor.core]
    if core.lower in words("natural"):
        return False
    return core.tag in ("NAME", "PRON") or core.lower in words("people") or core.lower in words("bodies")


def link_of(clause: Clause, actor: Part) -> Link:
    """The tie between perpetrator and group that the sentence names."""
    if cue_positions(clause, "inspired"):
        return "inspired"
    if cue_positions(clause, "directed"):
        return "directed"
    for start, end in cue_positions(clause, "member"):
        if actor.start - 1 <= start and end <= actor.end + 4:
            return "member"
    return "unknown"


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """A place that changes hands, as spans of the text."""

    place: Interval
    lost_by: Interval | None
    gained_by: Interval | None


def control_of(clause: Clause, hit: Hit, located: list[Interval], fallback: Interval | None) -> Change | None:
    """The change of control that a trigger such as "retook" or "loss of" tells of, None where it tells none.

    `fallback` is where the event happened: the place of "the base" or "the town" that the sentence does not name.
    """
    hands = hands_of(clause, hit, located)
    if hands is None:
        return None
    place = hands.place if hands.named or fallback is None else fallback
    return Change(place, hands.lost_by, hands.gained_by)
