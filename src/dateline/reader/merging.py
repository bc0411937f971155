"""What tells of one event in a sentence, put together: what a noun names and a verb says of it, an attack and whom it
killed, words that only tell more of it; and the harm that was told beside it.
"""

from __future__ import annotations

import dataclasses

from dateline.reader.clauses import Clause, Phrase
from dateline.reader.figures import doer_of
from dateline.reader.harm import TokenHarm, add_harm, overlaps
from dateline.reader.lexicon import words
from dateline.reader.phrases import is_passive, object_of, subject_of
from dateline.reader.roles import Part, between, side
from dateline.reader.triggers import Hit
from dateline.records import REALISED, HarmKind, Status, Trend


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


def merge_acts(clause: Clause, drafts: list[Draft]) -> list[Draft]:
    """Join what a noun names and what a verb says of it: "airstrikes hit the town", "it was hit by airstrikes", "gas
    was used". The noun tells the event, unless it names a weapon ("a car bomb exploded") or by the verb a place changes
    hands ("the offensive took six villages"). Then an aim is joined to its deed: "a device targeting a judge went off".
    """
    gone: set[int] = set()
    for verb in drafts:
        if not verb.hit.is_verb or is_consequence(verb):
            continue
        own = {p.core for p in (doer_of(clause, verb.hit), subject_of(clause, verb.hit.head)) if p is not None}
        for noun in drafts:
            if noun.hit.is_verb or noun.hit.head not in own or noun.hit.trigger.type != verb.hit.trigger.type:
                continue
            weapon = noun.hit.trigger.lemma in words("weapons")
            told, other = (verb, noun) if weapon or verb.hit.trigger.control is not None else (noun, verb)
            told.harm = add_harm(told.harm, other.harm)
            told.modes = told.modes or other.modes
            if not weapon:
                told.parts = [p for p in told.parts if not p.start <= noun.hit.head < p.end]
            taken = {side(p.role) for p in told.parts}
            told.parts += [p for p in other.parts if side(p.role) not in taken and not p.start <= noun.hit.head < p.end]
            gone.add(id(other))
            break
    for aim in drafts:
        deed = next((d for d in drafts if _tells_of(clause, d, aim)), None)
        if deed is not None and id(aim) not in gone and id(deed) not in gone:
            taken = {side(p.role) for p in deed.parts} | (set() if deed.hit.is_verb else {"actor"})
            deed.parts += [p for p in aim.parts if side(p.role) not in taken]
            gone.add(id(aim))
    return [draft for draft in drafts if id(draft) not in gone]


def _tells_of(clause: Clause, told: Draft, aim: Draft) -> bool:
    """Whether one verb tells what its subject did and another at whom: "a device targeting a judge went off"."""
    if not aim.hit.is_verb or told.hit.trigger.type != aim.hit.trigger.type:
        return False
    if not told.hit.is_verb:  # "a suicide attack targeting police"
        own = clause.phrase_at(told.hit.head)
        behind = own is not None and own.end == aim.hit.head and own.head == told.hit.head
        return behind and clause.tokens[aim.hit.head].form == "ing" and aim.hit.trigger.lemma in _AIMING
    subject = subject_of(clause, told.hit.head)
    behind = clause.tokens[aim.hit.head].form == "ing" and subject is not None and subject.end == aim.hit.head
    return behind and aim.hit.head < told.hit.head


def merge_consequences(clause: Clause, drafts: list[Draft]) -> list[Draft]:
    """Fold killing and wounding into the attack that did it: "a bomb went off, killing 12" is one event."""
    causes = [
        d for d in drafts if d.hit.trigger.type == "ASSAULT" and not is_consequence(d) and not d.hit.trigger.trace
    ]
    if not causes:
        return drafts
    kept = []
    earlier: tuple[int, Draft] | None = None
    for draft in drafts:
        cause = _cause_of(clause, draft, causes) if is_consequence(draft) else None
        if (
            cause is None
            and earlier is not None
            and is_consequence(draft)
            and draft.hit.head - earlier[0] < _COORDINATED
        ):
            cause = earlier[1]  # "were killed and five wounded in the ambush"
        if cause is None:
            kept.append(draft)
            earlier = None
            continue
        earlier = (draft.hit.head, cause)
        cause.harm = add_harm(cause.harm, draft.harm)
        if not any(p.role == "victim" for p in cause.parts):
            hit = any(p.role == "recipient" for p in cause.parts)
            told = ("victim",) if hit else ("recipient", "victim", "target")
            cause.parts += [p for p in draft.parts if p.role in told]
        trails = clause.tokens[draft.hit.head].form == "ing"  # whose subject is the cause, or the cause's
        if not trails and not any(p.role == "actor" for p in cause.parts):
            hurt = [harm.reading.span for harm in draft.harm]  # not the 15 of "and 15 others injured in a blast"
            cause.parts += [
                part
                for part in draft.parts
                if part.role == "actor"
                and not part.start <= cause.hit.head < part.end
                and not any(a <= clause.tokens[part.core].start < b for a, b in hurt)
            ]
    return kept


def without_echoes(clause: Clause, drafts: list[Draft]) -> list[Draft]:
    """The drafts without what only tells more of the one before: "withdrew, handing it to the police", "hit the ship,
    setting its bridge on fire".
    """
    kept: list[Draft] = []
    for draft in drafts:
        head = draft.hit.head
        trails = clause.tokens[head].form == "ing" and head > 0 and clause.tokens[head - 1].text == ","
        told = kept[-1].hit.trigger if kept else None
        if trails and told is not None and told.type == draft.hit.trigger.type:
            changes_hands = told.control is not None and told.control == draft.hit.trigger.control
            if changes_hands or "destroy" in draft.modes:
                kept[-1].harm = add_harm(kept[-1].harm, draft.harm)
                continue
        kept.append(draft)
    return kept


_AIMING = ("target", "hit", "strike")
_COORDINATED = 8
"""Tokens between two verbs of harm that tell of one event."""


def is_consequence(draft: Draft) -> bool:
    return draft.hit.is_verb and draft.hit.trigger.harm in ("killed", "injured") and draft.hit.trigger.type == "ASSAULT"


def _cause_of(clause: Clause, draft: Draft, causes: list[Draft]) -> Draft | None:
    verb = draft.hit.head
    if is_passive(clause, verb) and any(p.role == "actor" for p in draft.parts):
        return None  # "shot dead by police after he attacked": two events
    subject = subject_of(clause, verb)
    own = next((cause for cause in causes if subject is not None and _is_of(clause, cause.hit, subject)), None)
    if own is not None:
        return own
    before = [c for c in causes if c.hit.head < verb]
    before = [c for c in before if c.status in REALISED] or before  # not what was only tried
    form = clause.tokens[verb].form
    if before and form == "ing":
        last = clause.tokens[verb - 1]
        if last.lower in (",", "and", "in", "after") or last.tag in ("NOUN", "NAME"):
            return before[-1]  # "opened fire in Ode killing a guard"
    if before and _same_subject(clause, before[-1], draft):
        return before[-1]
    after = [c for c in causes if c.hit.head > verb]
    if after and (is_passive(clause, verb) or draft.hit.trigger.lemma in ("die", "perish")):
        joint = clause.tokens[verb + 1 : after[0].hit.start]
        phrase = clause.phrase_at(after[0].hit.head)
        if phrase is not None and phrase.preposition in ("for", "over"):
            return None  # "hanged for the bombing": its reason, long before
        if any(t.lower in ("in", "when", "as", "after", "by", "during") for t in joint) and len(joint) < 16:
            return after[0]
    alone = clause.tokens[verb].form == "past" and object_of(clause, verb) is None
    if before and alone and not is_passive(clause, verb):
        return before[-1]  # "left four dead and a dozen wounded"
    if before and is_passive(clause, verb):
        joint = clause.tokens[before[-1].hit.end : verb]
        if any(t.lower in ("that", "which", "where", "when", "and") or t.text == "," for t in joint):
            return before[-1]
    return None


def _is_of(clause: Clause, hit: Hit, subject: Phrase) -> bool:
    """Whether a subject is what a noun tells, or the second side of it: "fighting between A and B killed 12"."""
    sides = between(clause, hit)
    return subject.start <= hit.head < subject.end or (sides is not None and subject.start == sides[1].start)


def only_counts(clause: Clause, draft: Draft) -> bool:
    """Whether a word of harm stands without a verb of its own: "put it at one dead and five patients injured"."""
    token = clause.tokens[draft.hit.head]
    if not is_consequence(draft) or not draft.harm or is_passive(clause, draft.hit.head):
        return False
    before = all(h.reading.span[0] < token.start and h.reading.count is not None for h in draft.harm)
    dies = token.lemma in ("die", "perish")
    return before and not dies and token.form != "ing" and object_of(clause, draft.hit.head) is None


def _same_subject(clause: Clause, cause: Draft, draft: Draft) -> bool:
    """ "gunmen attacked the post and killed two": two verbs of one subject."""
    if not cause.hit.is_verb or is_passive(clause, draft.hit.head):
        return False
    first, second = subject_of(clause, cause.hit.head), subject_of(clause, draft.hit.head)
    return first is not None and second is not None and first.start == second.start


def give_harm(drafts: list[Draft], harms: list[TokenHarm]) -> list[TokenHarm]:
    """Hand harm told without a verb of its own ("left 12 dead") to the nearest attack, before it rather than after.

    Gives back what no event of the sentence can have done.
    """
    loose: list[TokenHarm] = []
    for harm in harms:
        told = [draft for draft in drafts if any(overlaps(harm, other) for other in draft.harm)]
        for draft in told:
            draft.harm = add_harm(draft.harm, [harm])
        if told:
            continue
        fitting = [d for d in drafts if d.hit.trigger.type in _HARMING[harm.reading.kind]]
        if fitting:
            real = [d for d in fitting if d.status in REALISED] or fitting
            nearest = min(real, key=lambda d: (abs(harm.token - d.hit.head), d.hit.head > harm.token))
            own = [h for h in nearest.harm if h.reading.kind == harm.reading.kind and h.token == nearest.hit.head]
            vague = [h for h in own if h.reading.persons == (1, None)]  # "charged with murder in the death of a boy"
            if len(vague) == len(own):
                nearest.harm = add_harm([h for h in nearest.harm if h not in vague], [harm])
        else:
            loose = add_harm(loose, [harm])
    return loose


_HARMING: dict[HarmKind, tuple[str, ...]] = {
    "killed": ("ASSAULT", "PROTEST"), "injured": ("ASSAULT", "PROTEST"), "missing": ("ASSAULT",),
    "captured": ("ASSAULT", "COERCE"), "displaced": ("RETREAT", "ASSAULT"),
}  # fmt: skip


def without_vague(draft: Draft) -> Draft:
    """The draft without the number that its own noun tells ("a double homicide") where the dead are told one by one."""
    explicit = [h for h in draft.harm if h.reading.kind != "killed" or h.token != draft.hit.head or h.reading.who]
    if draft.hit.is_verb or not any(h.reading.kind == "killed" for h in explicit):
        return draft
    return dataclasses.replace(draft, harm=explicit)


def merge_equals(drafts: list[Draft]) -> list[Draft]:
    """Join verbs of one type, status and actor that tell one event: "killed 12 and wounded 30"."""
    kept: list[Draft] = []
    for draft in drafts:
        twin = next((k for k in kept if is_consequence(draft) and is_consequence(k) and k.status == draft.status), None)
        if twin is not None and draft.hit.head - twin.hit.head < 20:
            twin.harm = add_harm(twin.harm, draft.harm)
            continue
        kept.append(draft)
    return kept
