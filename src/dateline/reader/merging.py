"""What tells of one event in a sentence, put together: what a noun names and a verb says of it, an attack and whom it
killed, words that only tell more of it; and the harm that was told beside it.
"""

from __future__ import annotations

import dataclasses
import itertools

from dateline.reader.clauses import Clause, Phrase
from dateline.reader.figures import doer_of
from dateline.reader.harm import TokenHarm, add_harm, overlaps
from dateline.reader.lexicon import listed, words
from dateline.reader.phrases import agent_of, is_passive, object_of, subject_of
from dateline.reader.roles import Part, between, side
from dateline.reader.telling import counts_many
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
    for noun in drafts:
        deed = next((d for d in reversed(drafts) if _is_by_means_of(clause, d, noun)), None)
        if deed is not None and id(noun) not in gone and id(deed) not in gone:
            # A verb that no list knows says less than the noun: "orchestrated two ambushes".
            done = object_of(clause, deed.hit.head, deed.hit.end - deed.hit.start)
            inside = done is None or not done.start <= noun.hit.head < done.end
            named = (inside and not is_consequence(deed)) or not deed.hit.listed
            named = named and noun.hit.listed and noun.hit.trigger.lemma not in words("weapons")
            told, other = (noun, deed) if named else (deed, noun)
            _take_over(clause, told, other)
            gone.add(id(other))
    for aim in drafts:
        deed = next((d for d in drafts if _tells_of(clause, d, aim)), None)
        if deed is not None and id(aim) not in gone and id(deed) not in gone:
            taken = {side(p.role) for p in deed.parts} | (set() if deed.hit.is_verb else {"actor"})
            deed.parts += [p for p in aim.parts if side(p.role) not in taken]
            deed.harm = add_harm(deed.harm, aim.harm)
            gone.add(id(aim))
    return [draft for draft in drafts if id(draft) not in gone]


def _is_by_means_of(clause: Clause, deed: Draft, noun: Draft) -> bool:
    """Whether a noun only says how or in what a deed was done: "blew up the track in a bomb attack", "fired shots at",
    "struck it with a car bomb", "in an ambush on Monday, rebels killed two".
    """
    if noun.hit.is_verb or not deed.hit.is_verb or counts_many(clause, noun.hit):
        return False
    if {deed.hit.trigger.type, noun.hit.trigger.type} != {"ASSAULT"} or noun.status != deed.status:
        return False
    phrase = clause.phrase_at(noun.hit.head)
    if phrase is None or phrase.head != noun.hit.head or noun.harm or any(p.role == "actor" for p in noun.parts):
        return False
    fended = deed.hit.trigger.lemma in listed("harm.toml", "fending") | listed("harm.toml", "foiling")
    if fended or (is_consequence(deed) and not _is_active(clause, deed)) or _is_damage(clause, deed):
        return False
    if deed.hit.head > noun.hit.head:
        return phrase.preposition == "in" and _is_set_off(clause, phrase, deed)
    done = object_of(clause, deed.hit.head, deed.hit.end - deed.hit.start)
    if done is not None and done.start == phrase.start:
        return True
    weapon = phrase.preposition == "with" and noun.hit.trigger.lemma in words("weapons")
    between_them = clause.tokens[deed.hit.end : max(phrase.start, deed.hit.end)]
    joint = any(t.tag in ("VERB", "REL", "CONJ", "PUNCT") for t in between_them)
    return not joint and (weapon or phrase.preposition in ("in", "during"))


def _is_active(clause: Clause, draft: Draft) -> bool:
    """Whether a verb in the past tells whom its subject killed or hurt."""
    token = clause.tokens[draft.hit.head]
    return (
        token.form == "past"
        and not is_passive(clause, draft.hit.head)
        and object_of(clause, draft.hit.head) is not None
    )


def _is_set_off(clause: Clause, phrase: Phrase, deed: Draft) -> bool:
    """Whether "in" and what follows it stand for themselves before a verb, at the opening or between commas."""
    opening = phrase.start - 2
    set_off = opening < 0 or clause.tokens[opening].text in (",", ";") or clause.lowered[opening] in _SEPARATELY
    return set_off and not any(t.tag in ("VERB", "REL") for t in clause.tokens[phrase.end : deed.hit.head])


_SEPARATELY = ("meanwhile", "separately", "earlier", "later", "and", "but", "that")


def _take_over(clause: Clause, told: Draft, other: Draft) -> None:
    """Give the draft that tells a deed what the other one tells of it: its parties, its harm, its mode."""
    told.harm = add_harm(told.harm, other.harm)
    told.modes = told.modes or other.modes
    noun = told if other.hit.is_verb else other
    told.parts = [p for p in told.parts if not (p.role != "actor" and p.start <= noun.hit.head < p.end)]
    taken = {side(p.role) for p in told.parts}
    told.parts += [p for p in other.parts if side(p.role) not in taken and not p.start <= noun.hit.head < p.end]
    phrase = clause.phrase_at(noun.hit.head)
    if phrase is not None and noun.hit.trigger.lemma in words("weapons") and "instrument" not in taken:
        told.parts.append(Part("instrument", phrase.start, phrase.end, phrase.core))


def _tells_of(clause: Clause, told: Draft, aim: Draft) -> bool:
    """Whether one verb tells what its subject did and another at whom: "a device targeting a judge went off"."""
    if not aim.hit.is_verb or told.hit.trigger.type != aim.hit.trigger.type:
        return False
    if not told.hit.is_verb:  # "a suicide attack targeting police"
        own = clause.phrase_at(told.hit.head)
        behind = own is not None and own.end == aim.hit.head and own.head == told.hit.head
        return behind and clause.tokens[aim.hit.head].form == "ing" and aim.hit.trigger.lemma in _AIMING
    if aim.hit.trigger.lemma in _AIMING and clause.tokens[aim.hit.head].form == "ing":
        struck = object_of(clause, told.hit.head, told.hit.end - told.hit.start)
        if struck is not None and struck.end == aim.hit.head:
            return True  # "fired four rockets targeting a convoy"
    if clause.lowered[aim.hit.head - 1] == "by" and clause.tokens[aim.hit.head].form == "ing":
        between_them = clause.tokens[told.hit.end : aim.hit.head]  # "attacked them by exploding a device"
        return told.hit.head < aim.hit.head and not any(t.tag in ("VERB", "REL", "PUNCT") for t in between_them)
    subject = subject_of(clause, told.hit.head)
    reduced = clause.tokens[aim.hit.head].form == "ing"
    if is_passive(clause, aim.hit.head) and agent_of(clause, aim.hit.head) is not None:
        reduced = not is_consequence(told)  # "a grenade thrown by X blew up"
    return reduced and subject is not None and subject.end == aim.hit.head and aim.hit.head < told.hit.head


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
        if cause is None and _is_damage(clause, draft):
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
        if not any(p.role == "victim" for p in cause.parts):
            hit = any(p.role in ("recipient", "target") for p in cause.parts)
            told = ("victim",) if hit else ("recipient", "victim", "target")
            known = [p for p in draft.parts if hit and clause.tokens[p.core].tag == "PRON"]  # "seized a man, shot him"
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
    if is_passive(clause, verb) or draft.hit.trigger.lemma in ("die", "perish"):
        behind = _cause_behind(clause, draft, causes)
        if behind is not None or _is_reason(clause, [c for c in causes if c.hit.head > verb]):
            return behind
    alone = form == "past" and object_of(clause, verb) is None
    if before and alone and not is_passive(clause, verb):
        return before[-1]  # "left four dead and a dozen wounded"
    if before and is_passive(clause, verb):
        joint = clause.tokens[before[-1].hit.end : verb]
        if any(t.lower in ("that", "which", "where", "when", "and") or t.text == "," for t in joint):
            return before[-1]
    return None


def _cause_behind(clause: Clause, draft: Draft, causes: list[Draft]) -> Draft | None:
    """The attack that a sentence names behind what came of it: "were killed in an ambush", "when a bomb went off"."""
    after = [c for c in causes if c.hit.head > draft.hit.head]
    if not after or _is_reason(clause, after):
        return None
    joint = clause.tokens[draft.hit.head + 1 : after[0].hit.start]
    return after[0] if len(joint) < _JOINT and any(t.lower in _JOINING for t in joint) else None


def _is_reason(clause: Clause, after: list[Draft]) -> bool:
    """Whether an attack is why something was done, long before: "hanged for the bombing"."""
    phrase = clause.phrase_at(after[0].hit.head) if after else None
    return phrase is not None and phrase.preposition in ("for", "over")


def _is_damage(clause: Clause, draft: Draft) -> bool:
    """Whether a verb says what became of things: "three shops were destroyed"."""
    damaging = draft.hit.is_verb and draft.hit.trigger.lemma in listed("harm.toml", "damaging")
    return damaging and is_passive(clause, draft.hit.head) and not any(p.role == "actor" for p in draft.parts)


_JOINT = 16
_JOINING = frozenset(("in", "when", "as", "after", "by", "during", "following"))


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
