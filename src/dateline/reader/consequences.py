"""Killing, wounding and damage folded into the attack that did it, and harm told without a verb of its own."""

from __future__ import annotations

import itertools

from dateline.reader.clauses import Clause, Phrase
from dateline.reader.counting import is_people, nearest_inside
from dateline.reader.drafts import Draft, is_consequence, is_damage
from dateline.reader.harm import TokenHarm, add_harm, overlaps
from dateline.reader.phrases import is_nobody, is_passive, object_of
from dateline.reader.roles import Part, between
from dateline.reader.subjects import subject_of
from dateline.reader.triggers import Hit
from dateline.records import REALISED, HarmKind


def merge_consequences(clause: Clause, drafts: list[Draft]) -> list[Draft]:
    """Fold killing and wounding into the attack that did it: "a bomb went off, killing 12" is one event."""
    causes = [
        d for d in drafts if d.hit.trigger.type == "ASSAULT" and not is_consequence(d) and not d.hit.trigger.trace
    ]
    if not causes:
        return drafts
    kept = []
    earlier: tuple[int, Draft] | None = None
    for number, draft in enumerate(drafts):
        cause = _cause_of(clause, draft, causes) if is_consequence(draft) else None
        if cause is None and is_consequence(draft) and is_passive(clause, draft.hit.head):
            others = itertools.takewhile(is_consequence, drafts[number + 1 :])
            causing = (_cause_of(clause, other, causes) for other in others if is_passive(clause, other.hit.head))
            cause = next((c for c in causing if c is not None and c.hit.head > draft.hit.head), None)
        if _is_result(clause, draft):
            cause = next((c for c in reversed(causes) if c.hit.head < draft.hit.head), None)
        if cause is None and is_damage(clause, draft):
            cause = _cause_behind(clause, draft, [c for c in causes if c is not draft])
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
        cause.modes = cause.modes or draft.modes
        if not any(p.role == "victim" for p in cause.parts):
            hit = any(p.role in ("recipient", "target") for p in cause.parts)
            told = ("victim",) if hit else ("recipient", "victim", "target")
            bare = ("PRON", "NUM")  # "seized a man, shot him", "attacked the army, killing 41"
            known = [p for p in draft.parts if hit and clause.tokens[p.core].tag in bare]
            cause.parts += [p for p in draft.parts if p.role in told and p not in known]
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


def _is_result(clause: Clause, draft: Draft) -> bool:
    """Whether a noun tells what an attack came to: "led to the killing of two", "resulted in the death of"."""
    phrase = clause.phrase_at(draft.hit.head)
    if draft.hit.is_verb or draft.hit.trigger.harm != "killed" or phrase is None or phrase.start < 2:
        return False
    leading = f"{clause.tokens[phrase.start - 2].lemma} {phrase.preposition}"
    return leading in ("lead to", "result in")


_COORDINATED = 8
"""Tokens between two verbs of harm that tell of one event."""


def _cause_of(clause: Clause, draft: Draft, causes: list[Draft]) -> Draft | None:
    verb = draft.hit.head
    doers = [p for p in draft.parts if p.role == "actor"] if is_passive(clause, verb) else []
    if doers:
        behind = _cause_behind(clause, draft, causes)
        if behind is None or behind.hit.is_verb:
            return None  # "shot by police after he attacked"
        named = {p.core for p in behind.parts if p.role == "actor"}
        within = _is_within(clause, behind) and named <= {p.core for p in doers}  # "shot by gunmen in an attack"
        its = all(p.start > behind.hit.head for p in doers)  # "killed in an ambush by rebels"
        return behind if its or within else None
    subject = subject_of(clause, verb)
    own = next((cause for cause in causes if subject is not None and _is_of(clause, cause.hit, subject)), None)
    if own is not None:
        return own
    before = [c for c in causes if c.hit.head < verb]
    before = [c for c in before if c.status in REALISED] or before  # not what was only tried
    form = clause.tokens[verb].form
    if before and form == "ing":
        last = clause.tokens[verb - 1]
        if last.lower in (",", "and", "in", "after") or last.tag in ("NOUN", "NAME", "NUM"):
            return before[-1]  # "opened fire in Ode killing a guard", "on May 9 killing two"
    if before and _same_subject(clause, before[-1], draft):
        return before[-1]
    if is_passive(clause, verb) or draft.hit.trigger.lemma in ("die", "perish"):
        behind = _cause_behind(clause, draft, causes)
        if behind is not None or _is_reason(clause, [c for c in causes if c.hit.head > verb]):
            return behind
    alone = form == "past" and object_of(clause, verb) is None
    left = bool(before) and any(t.lemma == "leave" for t in clause.tokens[before[-1].hit.end : verb])
    if before and alone and (left or not is_passive(clause, verb)):
        return before[-1]  # "left four dead and a dozen wounded"
    if before and is_passive(clause, verb):
        joint = clause.tokens[before[-1].hit.end : verb]
        joined = any(t.text in (",", "that", "which", "where", "when", "and", "while") for t in joint)
        if joined or _is_as_result(clause, before[-1]):
            return before[-1]
    return None


def _is_as_result(clause: Clause, cause: Draft) -> bool:
    """Whether a sentence tells what came of an attack: "as a result of the attack one guard was killed"."""
    phrase = clause.phrase_at(cause.hit.head)
    return phrase is not None and phrase.preposition == "as" and clause.lowered[phrase.head] == "result"


def _cause_behind(clause: Clause, draft: Draft, causes: list[Draft]) -> Draft | None:
    """The attack that a sentence names behind what came of it: "were killed in an ambush", "when a bomb went off"."""
    after = [c for c in causes if c.hit.head > draft.hit.head]
    if not after or _is_reason(clause, after):
        return None
    joint = clause.tokens[draft.hit.head + 1 : after[0].hit.start]
    ends = (n for n, t in enumerate(joint) if n and t.lower in ("and", "but") and joint[n - 1].text == ",")
    part = joint[: min(_JOINT, next(ends, _JOINT))]
    if any(t.lemma in _REPLYING and t.tag == "VERB" for t in part) and any(t.lower == "after" for t in part):
        return None  # "rebels were killed as troops retaliated after a blast killed an officer"
    reach = _JOINT + _ATTACK * any(t.lower == "when" for t in part)
    return after[0] if len(joint) < reach and any(t.lower in _JOINING for t in part) else None


def _is_within(clause: Clause, cause: Draft) -> bool:
    phrase = clause.phrase_at(cause.hit.head)
    return phrase is not None and phrase.preposition == "in"


def _is_reason(clause: Clause, after: list[Draft]) -> bool:
    """Whether an attack is why something was done, long before: "hanged for the bombing"."""
    phrase = clause.phrase_at(after[0].hit.head) if after else None
    return phrase is not None and phrase.preposition in ("for", "over")


_REPLYING = ("retaliate", "respond", "reply", "return")
"""Verbs of who answered an attack: what they did is another deed."""
_JOINT, _ATTACK = 20, 10
"""Tokens between harm and what joins it to its cause, and more behind "when" before the word that tells the cause."""
_JOINING = frozenset(("in", "when", "as", "after", "by", "during", "following", "due"))


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
            if harm.reading.total:  # "two were shot dead, taking the toll to 30 in the third encounter in a week"
                real = [d for d in real if any(h.reading.count and not h.reading.total for h in d.harm)] or real
            nearest = min(real, key=lambda d: (abs(harm.token - d.hit.head), d.hit.head > harm.token))
            own = [h for h in nearest.harm if h.reading.kind == harm.reading.kind and h.token == nearest.hit.head]
            vague = [h for h in own if h.reading.persons == (1, None)]  # "charged with murder in the death of a boy"
            if harm.reading.total or len(vague) == len(own):
                nearest.harm = add_harm([h for h in nearest.harm if h not in vague], [harm])
        else:
            loose = add_harm(loose, [harm])
    return loose


_HARMING: dict[HarmKind, tuple[str, ...]] = {
    "killed": ("ASSAULT", "PROTEST"), "injured": ("ASSAULT", "PROTEST"), "missing": ("ASSAULT",),
    "captured": ("ASSAULT", "COERCE"), "displaced": ("RETREAT", "ASSAULT"),
}  # fmt: skip


def sufferers_of(clause: Clause, draft: Draft) -> list[Part]:
    """Whom the harm of an attack names and no part of it yet: of "one was killed and two boys injured" the boys."""
    if draft.hit.trigger.type != "ASSAULT":
        return []
    found: list[Part] = []
    for harm in draft.harm:
        end = harm.reading.span[1]
        phrase = next((p for p in clause.phrases if clause.offsets(p)[1] == end), None)
        if phrase is None or harm.reading.kind == "displaced" or is_nobody(clause, phrase):
            continue
        phrase = nearest_inside(clause, phrase)
        core = clause.tokens[phrase.core]
        taken = any(part.start <= phrase.core < part.end for part in (*draft.parts, *found))
        if core.tag in ("NOUN", "NAME") and is_people(clause, phrase) and not taken:
            found.append(Part("victim", phrase.start, phrase.end, phrase.core))
    return found
